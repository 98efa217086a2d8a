//! A nudge that the lead asks for: whom it may go to, and why not (domain rules 5.6 and 5.8).

use super::escalation;
use super::plan::asks_are_spent;
use super::rules::Rules;
use crate::domain::assignment::Notice;
use crate::domain::{Assignment, Moment, Task};

/// Why somebody is not nudged by hand now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NotAsked {
    /// Everything is in.
    Complete,
    /// The task has ended.
    Ended,
    /// An emergency: asked by the clock, then a person phones.
    ByTheClock,
    /// The lead sees to it in person.
    Held,
    /// A difficulty waits for the lead.
    WaitsForLead,
    /// Nobody can be written to.
    Unreachable,
    /// The notice has not left yet.
    NoticeWaits,
    /// A date is set, and silence is promised until then.
    Promised,
    /// Under way: only the day before the deadline speaks.
    UnderWay,
    /// "Not today, please."
    Hushed,
    /// A touch went out today, or is about to.
    Today,
    /// The asks after the deadline were sent: a person calls.
    Spent,
}

/// Whether this part may be nudged by hand now.
pub fn by_hand(rules: Rules<'_>, task: &Task, it: &Assignment, now: Moment) -> Result<(), NotAsked> {
    let day = |at| rules.work.local(at).date();
    let today = |at: Option<Moment>| at.is_some_and(|at| day(at) == day(now));
    let why = match it.notice {
        _ if it.is_complete() => NotAsked::Complete,
        _ if it.is_over() => NotAsked::Ended,
        _ if task.end.is_some() || (task.terms.consent && now >= it.deadline_at(task)) => NotAsked::Ended,
        _ if task.emergency().is_some() => NotAsked::ByTheClock,
        _ if it.held_since.is_some() => NotAsked::Held,
        _ if it.awaits_lead() => NotAsked::WaitsForLead,
        Notice::Unreached { .. } => NotAsked::Unreachable,
        Notice::Waiting { .. } | Notice::Queued { .. } => NotAsked::NoticeWaits,
        _ if it.promise.is_some_and(|promise| promise.due_at > now) => NotAsked::Promised,
        _ if it.progressed_at.is_some() && now < it.deadline_at(task) => NotAsked::UnderWay,
        _ if it.hushed_on == Some(day(now)) => NotAsked::Hushed,
        _ if today(it.touched_at) || today(it.asked_at) || it.waiting.is_some() => NotAsked::Today,
        _ if escalation::touch(rules, task, it).is_some() => NotAsked::Spent,
        _ if asks_are_spent(rules, it, it.deadline_at(task), now) => NotAsked::Spent,
        Notice::Sent { .. } | Notice::Unknown { .. } => return Ok(()),
    };
    Err(why)
}
