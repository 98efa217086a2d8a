-- A part of which nothing is wanted any more, and one that waits for the lead; a projection.

ALTER TABLE assignment ADD COLUMN waived_at BIGINT;
ALTER TABLE assignment ADD COLUMN awaits_since BIGINT;
CREATE INDEX assignment_awaits ON assignment (office, awaits_since) WHERE awaits_since IS NOT NULL;
