-- A message that keeps hours leaves in its reader's hours alone, however long it was held up.
ALTER TABLE outbox ADD COLUMN keeps_hours BIGINT NOT NULL DEFAULT 0;
