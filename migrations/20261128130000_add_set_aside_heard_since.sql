-- All that was said before this had been heard when it came: by that its time is judged when it is handled again.
ALTER TABLE set_aside ADD COLUMN heard_since BIGINT;
