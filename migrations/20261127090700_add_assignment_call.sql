-- An emergency that nobody answers: when the lead is to be told to phone.

ALTER TABLE assignment ADD COLUMN next_call_at BIGINT;
CREATE INDEX assignment_calls ON assignment (next_call_at) WHERE next_call_at IS NOT NULL;
