-- Every entry about a part is noted, whether its department reads it or not: one that was found wrong is left out when the part is folded
-- anew. A projection, made anew from the ledger.

DROP TABLE part_entry;
CREATE TABLE part_entry (
    office BIGINT NOT NULL,
    task   BIGINT NOT NULL,
    dept   BIGINT NOT NULL,
    seq    BIGINT NOT NULL,
    shown  BIGINT NOT NULL,
    PRIMARY KEY (office, task, dept, seq)
);
