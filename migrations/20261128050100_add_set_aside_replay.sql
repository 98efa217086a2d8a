-- When somebody asked that it be handled again; none until then.
ALTER TABLE set_aside ADD COLUMN replay_asked_at BIGINT;
