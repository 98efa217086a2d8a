-- Up to which entry each ledger's head was shown outside of this database; working rows. When the next round is due is a setting.

CREATE TABLE head_posted (
    office    BIGINT PRIMARY KEY,
    seq       BIGINT NOT NULL,
    posted_at BIGINT NOT NULL
);
