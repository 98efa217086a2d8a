-- What a contact gives to whoever opens the link: seats, for a while or for good. Only the hash of its code is kept.

CREATE TABLE handover (
    hash       TEXT   PRIMARY KEY,
    giver      BIGINT NOT NULL,
    doc        TEXT   NOT NULL,
    made_at    BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at    BIGINT
);
CREATE INDEX handover_by_giver ON handover (giver) WHERE used_at IS NULL;
