-- When a message was about to leave: by that one of which nobody knew is known again when its reader uses it.
ALTER TABLE outbox ADD COLUMN left_at BIGINT;
