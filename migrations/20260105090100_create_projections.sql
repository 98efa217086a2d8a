-- Projections: dropped and replayed from the ledger by `cuiban rebuild`.

CREATE TABLE service (
    id  BIGINT PRIMARY KEY CHECK (id = 1),
    doc TEXT   NOT NULL
);

CREATE TABLE person_choice (
    person BIGINT PRIMARY KEY,
    doc    TEXT   NOT NULL
);

CREATE TABLE office (
    id         BIGINT PRIMARY KEY,
    group_chat BIGINT NOT NULL,
    doc        TEXT   NOT NULL
);
CREATE INDEX office_by_group ON office (group_chat);

CREATE TABLE staff (
    office BIGINT NOT NULL,
    person BIGINT NOT NULL,
    PRIMARY KEY (office, person)
);
CREATE INDEX staff_by_person ON staff (person);

CREATE TABLE department (
    office BIGINT NOT NULL,
    dept   BIGINT NOT NULL,
    name   TEXT   NOT NULL,
    doc    TEXT   NOT NULL,
    PRIMARY KEY (office, dept)
);

CREATE TABLE seat (
    office BIGINT NOT NULL,
    dept   BIGINT NOT NULL,
    seat   TEXT   NOT NULL CHECK (seat IN ('contact', 'deputy', 'leader')),
    named  BIGINT,
    joined BIGINT,
    PRIMARY KEY (office, dept, seat)
);
CREATE INDEX seat_by_joined ON seat (joined) WHERE joined IS NOT NULL;

CREATE TABLE task (
    office      BIGINT NOT NULL,
    task        BIGINT NOT NULL,
    deadline_at BIGINT NOT NULL,
    doc         TEXT   NOT NULL,
    PRIMARY KEY (office, task)
);

CREATE TABLE assignment (
    office       BIGINT NOT NULL,
    task         BIGINT NOT NULL,
    dept         BIGINT NOT NULL,
    next_look_at BIGINT,
    complete_at  BIGINT,
    doc          TEXT   NOT NULL,
    PRIMARY KEY (office, task, dept)
);
CREATE INDEX assignment_due ON assignment (next_look_at) WHERE next_look_at IS NOT NULL;
CREATE INDEX assignment_by_department ON assignment (office, dept, task);
CREATE INDEX assignment_open ON assignment (office, dept, task) WHERE complete_at IS NULL;
