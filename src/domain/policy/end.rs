//! What becomes of a whole task by itself, when nobody acts.

use crate::domain::task::Ended;
use crate::domain::{Event, Moment, Task};

/// When the planner must look at the task as a whole; none if nothing is planned. Depends on the state alone.
#[must_use]
pub fn next_task_look(task: &Task) -> Option<Moment> {
    (task.end.is_none() && task.terms.consent).then_some(task.deadline.at)
}

/// What the moment makes of it. Something, exactly if [`next_task_look`] has come.
#[must_use]
pub fn task_due(task: &Task, now: Moment) -> Option<Event> {
    next_task_look(task).filter(|at| *at <= now).map(|_| Event::TaskEnded { task: task.no, why: Ended::Consent })
}
