-- Since when a question of a department waits for the lead's answer; a projection.

ALTER TABLE assignment ADD COLUMN question_since BIGINT;
CREATE INDEX assignment_asking ON assignment (office, question_since) WHERE question_since IS NOT NULL;
