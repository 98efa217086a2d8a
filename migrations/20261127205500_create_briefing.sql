-- When each office is next told what came in and what waits; none while nothing does.
CREATE TABLE briefing (
    office    BIGINT PRIMARY KEY,
    due_at    BIGINT,
    planned   BIGINT NOT NULL,
    after_seq BIGINT NOT NULL
);
CREATE INDEX briefing_due ON briefing (due_at) WHERE due_at IS NOT NULL;
