-- Tasks that come round again and again; a projection.

CREATE TABLE series (
    office       BIGINT NOT NULL,
    series       BIGINT NOT NULL,
    ended_at     BIGINT,
    next_look_at BIGINT,
    doc          TEXT   NOT NULL,
    PRIMARY KEY (office, series)
);
CREATE INDEX series_due ON series (next_look_at) WHERE next_look_at IS NOT NULL;
