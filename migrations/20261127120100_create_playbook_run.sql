-- Plans that were started, each with its tasks: a projection, dropped and replayed from the ledger.

CREATE TABLE playbook_run (
    office BIGINT NOT NULL,
    run    BIGINT NOT NULL,
    doc    TEXT   NOT NULL,
    PRIMARY KEY (office, run)
);
