-- Reports on their way to being final; a projection.

CREATE TABLE publication (
    office      BIGINT NOT NULL,
    publication BIGINT NOT NULL,
    from_at     BIGINT NOT NULL,
    to_at       BIGINT NOT NULL,
    doc         TEXT   NOT NULL,
    PRIMARY KEY (office, publication)
);
CREATE INDEX publication_of_period ON publication (office, from_at, to_at);

-- What each department is shown of one, as it stood when the preview began, then as it is final; working rows.
CREATE TABLE publication_line (
    office      BIGINT NOT NULL,
    publication BIGINT NOT NULL,
    dept        BIGINT NOT NULL,
    doc         TEXT   NOT NULL,
    PRIMARY KEY (office, publication, dept)
);
