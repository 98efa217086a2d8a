-- How many of a task's departments have handed in, without reading their documents.

CREATE INDEX assignment_progress ON assignment (office, task, complete_at);
