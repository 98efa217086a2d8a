-- Which entries concern a department's part, and since when one of them is disputed; projections. Task 0: the department itself; department
-- 0: all departments of a task.

CREATE TABLE part_entry (
    office BIGINT NOT NULL,
    task   BIGINT NOT NULL,
    dept   BIGINT NOT NULL,
    seq    BIGINT NOT NULL,
    PRIMARY KEY (office, task, dept, seq)
);

ALTER TABLE assignment ADD COLUMN disputed_since BIGINT;
CREATE INDEX assignment_disputed ON assignment (office, disputed_since) WHERE disputed_since IS NOT NULL;
