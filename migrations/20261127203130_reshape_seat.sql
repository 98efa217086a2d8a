-- Who has a seat for a while has it until then; a projection, made anew from the ledger.

DROP TABLE seat;
CREATE TABLE seat (
    office   BIGINT NOT NULL,
    dept     BIGINT NOT NULL,
    seat     TEXT   NOT NULL CHECK (seat IN ('contact', 'deputy', 'leader', 'stand_in')),
    named    BIGINT,
    joined   BIGINT,
    until_at BIGINT,
    PRIMARY KEY (office, dept, seat)
);
CREATE INDEX seat_by_joined ON seat (joined) WHERE joined IS NOT NULL;
CREATE INDEX seat_by_end ON seat (until_at) WHERE until_at IS NOT NULL;
