-- The one link of an office that anybody may open, and who waits to be let in by the lead. Only the hash of its code is kept.

CREATE TABLE open_link (
    office     BIGINT PRIMARY KEY,
    hash       TEXT   NOT NULL UNIQUE,
    expires_at BIGINT NOT NULL
);
CREATE TABLE joiner (
    id       BIGINT PRIMARY KEY,
    office   BIGINT NOT NULL,
    person   BIGINT NOT NULL,
    dept     BIGINT NOT NULL,
    seat     TEXT   NOT NULL CHECK (seat IN ('contact', 'deputy', 'leader')),
    asked_at BIGINT NOT NULL,
    UNIQUE (office, person)
);
CREATE INDEX joiner_by_person ON joiner (person);
