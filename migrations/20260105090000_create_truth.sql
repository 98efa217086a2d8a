-- Truth: never rebuilt. Instants are Unix milliseconds, UTC.

CREATE TABLE ledger (
    office BIGINT NOT NULL,
    seq    BIGINT NOT NULL CHECK (seq > 0),
    at     BIGINT NOT NULL,
    actor  TEXT   NOT NULL,
    source TEXT,
    event  TEXT   NOT NULL,
    prev   TEXT   NOT NULL,
    hash   TEXT   NOT NULL,
    PRIMARY KEY (office, seq),
    UNIQUE (office, prev)
);
CREATE INDEX ledger_by_time ON ledger (office, at);

-- The last entry of each ledger; locked while entries are numbered.
CREATE TABLE head (
    office BIGINT PRIMARY KEY,
    seq    BIGINT NOT NULL,
    hash   TEXT   NOT NULL
);

CREATE TABLE person (
    id        BIGINT PRIMARY KEY,
    user_id   BIGINT UNIQUE,
    name      TEXT,
    salt      TEXT,
    phone     TEXT,
    app_lang  TEXT,
    opened_at BIGINT
);

-- Salt and text are emptied when they are erased; the row stays, since entries name it.
CREATE TABLE words (
    no   BIGINT PRIMARY KEY,
    salt TEXT,
    text TEXT
);

-- Numbers given out so far; a number is never given twice, whatever is deleted.
CREATE TABLE counter (
    name  TEXT   PRIMARY KEY,
    value BIGINT NOT NULL
);

-- Locked, never written: whoever holds it is the one writer (PostgreSQL; SQLite locks its file).
CREATE TABLE writer (
    turn BIGINT
);
