-- Working tables: what is under way. Not on the ledger, never rebuilt.

CREATE TABLE intake (
    id          BIGINT PRIMARY KEY CHECK (id = 1),
    next_offset BIGINT NOT NULL,
    at          BIGINT NOT NULL
);

CREATE TABLE heard (
    meaning TEXT   PRIMARY KEY,
    at      BIGINT NOT NULL
);

CREATE TABLE outbox (
    id            BIGINT PRIMARY KEY,
    lane          BIGINT NOT NULL CHECK (lane BETWEEN 1 AND 3),
    chat_to       TEXT   NOT NULL,
    slot          TEXT   NOT NULL,
    due_at        BIGINT NOT NULL,
    state         TEXT   NOT NULL
        CHECK (state IN ('due', 'claimed', 'sending', 'sent', 'refused', 'unknown', 'left_out')),
    edits_chat    BIGINT,
    edits_message BIGINT,
    replies_to    BIGINT,
    topic         BIGINT,
    merge_key     TEXT,
    person        BIGINT,
    tries         BIGINT NOT NULL,
    settled_at    BIGINT,
    message       BIGINT,
    note          TEXT
);
CREATE INDEX outbox_due ON outbox (due_at) WHERE state = 'due';
CREATE INDEX outbox_in_flight ON outbox (chat_to) WHERE state IN ('claimed', 'sending');
CREATE INDEX outbox_by_person ON outbox (person, lane, due_at) WHERE person IS NOT NULL;
CREATE UNIQUE INDEX outbox_one_edit ON outbox (merge_key) WHERE state = 'due';

CREATE TABLE card (
    chat    BIGINT NOT NULL,
    message BIGINT NOT NULL,
    person  BIGINT,
    slot    TEXT   NOT NULL,
    at      BIGINT NOT NULL,
    PRIMARY KEY (chat, message)
);
CREATE INDEX card_by_person ON card (person, at) WHERE person IS NOT NULL;

CREATE TABLE draft (
    id     BIGINT PRIMARY KEY,
    office BIGINT,
    person BIGINT,
    doc    TEXT   NOT NULL,
    at     BIGINT NOT NULL
);

CREATE TABLE expectation (
    chat BIGINT PRIMARY KEY,
    doc  TEXT   NOT NULL,
    at   BIGINT NOT NULL
);

-- Office 0, without department and seat: an invitation to operate the service.
CREATE TABLE invitation (
    hash       TEXT   PRIMARY KEY,
    office     BIGINT NOT NULL,
    dept       BIGINT,
    seat       TEXT CHECK (seat IN ('contact', 'deputy', 'leader')),
    expires_at BIGINT NOT NULL,
    used_at    BIGINT
);
CREATE INDEX invitation_by_seat ON invitation (office, dept, seat) WHERE used_at IS NULL;

CREATE TABLE set_aside (
    id        BIGINT PRIMARY KEY,
    update_id BIGINT NOT NULL,
    raw       TEXT   NOT NULL,
    error     TEXT   NOT NULL,
    at        BIGINT NOT NULL
);

CREATE TABLE job (
    id     BIGINT PRIMARY KEY,
    doc    TEXT   NOT NULL,
    state  TEXT   NOT NULL CHECK (state IN ('due', 'claimed', 'failed')),
    due_at BIGINT NOT NULL,
    tries  BIGINT NOT NULL,
    note   TEXT
);
CREATE INDEX job_due ON job (due_at) WHERE state = 'due';

CREATE TABLE setting (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
