-- The schema that the projections were last made for: of another one they are made anew.

CREATE TABLE projection_schema (version BIGINT NOT NULL);
INSERT INTO projection_schema (version) VALUES (0);
