-- A lane of its own for boards, behind everything that a person waits for.

CREATE TABLE outbox_anew (
    id            BIGINT PRIMARY KEY,
    lane          BIGINT NOT NULL CHECK (lane BETWEEN 1 AND 4),
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
INSERT INTO outbox_anew (id, lane, chat_to, slot, due_at, state, edits_chat, edits_message, replies_to, topic, merge_key,
    person, tries, settled_at, message, note)
SELECT id, lane, chat_to, slot, due_at, state, edits_chat, edits_message, replies_to, topic, merge_key,
    person, tries, settled_at, message, note FROM outbox;
DROP TABLE outbox;
ALTER TABLE outbox_anew RENAME TO outbox;
CREATE INDEX outbox_due ON outbox (due_at) WHERE state = 'due';
CREATE INDEX outbox_in_flight ON outbox (chat_to) WHERE state IN ('claimed', 'sending');
CREATE INDEX outbox_by_person ON outbox (person, lane, due_at) WHERE person IS NOT NULL;
CREATE UNIQUE INDEX outbox_one_edit ON outbox (merge_key) WHERE state = 'due';
