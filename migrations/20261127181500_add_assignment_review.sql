-- A hand-in that waits to be looked at by the lead; a projection.

ALTER TABLE assignment ADD COLUMN review_since BIGINT;
CREATE INDEX assignment_review ON assignment (office, task, dept) WHERE review_since IS NOT NULL;
