//! What becomes of a whole task by itself, when nobody acts (domain rules 5.8 and 5.9).

use super::escalation;
use super::rules::Rules;
use super::span::last_day_of;
use crate::domain::{Moment, Task};

/// What the moment makes of a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskDue {
    /// Silence is consent: it closes.
    Consent,
    /// Its owner gets one list of what is open.
    OverdueList,
    /// Its owner is offered to inform deputies or leaders.
    EscalationOffer,
}

/// When the planner must look at the task as a whole; none if nothing is planned. Depends on the state alone.
#[must_use]
pub fn next_task_look(rules: Rules<'_>, task: &Task) -> Option<Moment> {
    next(rules, task).map(|(at, _)| at)
}

/// What the moment makes of it. Something, exactly if [`next_task_look`] has come.
#[must_use]
pub fn task_due(rules: Rules<'_>, task: &Task, now: Moment) -> Option<TaskDue> {
    next(rules, task).filter(|(at, _)| *at <= now).map(|(_, due)| due)
}

fn next(rules: Rules<'_>, task: &Task) -> Option<(Moment, TaskDue)> {
    if task.end.is_some() {
        return None;
    }
    if task.terms.consent {
        return Some((task.deadline.at, TaskDue::Consent));
    }
    if task.step.is_some() && task.terms.emergency.is_some() {
        // Its lead was told by the clock whom to phone, and sees all steps on one card: a night of twenty steps is not
        // followed by a morning of twenty lists.
        return None;
    }
    let due_on = last_day_of(rules.work, task.deadline.at);
    match (task.past_due.listed_at, task.past_due.offered_at) {
        (None, _) => Some((rules.digest_after(due_on, 1), TaskDue::OverdueList)),
        (Some(listed_at), None) if escalation::is_wanted(rules, task) => {
            Some((escalation::offer_at(rules, task, listed_at), TaskDue::EscalationOffer))
        }
        _ => None,
    }
}
