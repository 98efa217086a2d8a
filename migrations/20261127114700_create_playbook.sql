-- Plans that an office keeps until a lead starts them: a projection, dropped and replayed from the ledger.

CREATE TABLE playbook (
    office   BIGINT NOT NULL,
    playbook BIGINT NOT NULL,
    doc      TEXT   NOT NULL,
    PRIMARY KEY (office, playbook)
);
