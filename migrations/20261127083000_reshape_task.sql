-- A task may end before everything is in, and wants to be looked at by itself.

ALTER TABLE task ADD COLUMN ended_at BIGINT;
ALTER TABLE task ADD COLUMN next_look_at BIGINT;
CREATE INDEX task_due ON task (next_look_at) WHERE next_look_at IS NOT NULL;
