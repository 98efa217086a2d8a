-- When each owner was last told of what waits for them too long, so that the same word is not said every day.

CREATE TABLE lead_told (
    office  BIGINT NOT NULL,
    person  BIGINT NOT NULL,
    told_at BIGINT NOT NULL,
    PRIMARY KEY (office, person)
);
