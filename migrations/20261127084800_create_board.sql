-- Boards: messages in groups that keep themselves current. Topic 0: no topic.

CREATE TABLE board (
    chat     BIGINT NOT NULL,
    topic    BIGINT NOT NULL,
    office   BIGINT NOT NULL,
    person   BIGINT,
    message  BIGINT,
    digest   TEXT   NOT NULL,
    shown_at BIGINT NOT NULL,
    due_at   BIGINT,
    lost     BIGINT NOT NULL,
    PRIMARY KEY (chat, topic)
);
CREATE INDEX board_by_office ON board (office);
CREATE INDEX board_due ON board (due_at) WHERE due_at IS NOT NULL AND message IS NOT NULL;
