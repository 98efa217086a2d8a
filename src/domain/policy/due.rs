//! What the planner asks: when to look again, what to say now, and whether it still holds at the moment of sending.

use chrono::NaiveDate;

use super::plan::plan;
use super::rules::Rules;
use crate::domain::assignment::Notice;
use crate::domain::{Assignment, LeftOut, Moment, Stage, Task, Touch};

/// What is to be said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// The latest touch that is due.
    pub touch: Touch,
    /// Earlier ones that it speaks for, in order. They are entered as left out *before* what becomes of the touch.
    pub superseded: Vec<Touch>,
}

/// A touch and the moment at which the planner must look at it.
struct Look {
    touch: Touch,
    at: Moment,
}

/// When the planner must look again; none if nothing is planned. Depends on the state alone.
#[must_use]
pub fn next_look(rules: Rules<'_>, task: &Task, assignment: &Assignment) -> Option<Moment> {
    let looks = looks(rules, task, assignment, &ahead(rules, task, assignment));
    looks.iter().map(|look| look.at).min()
}

/// What is to be said now: after a long sleep the latest touch, not all of them. Something, exactly if
/// [`next_look`] has come.
#[must_use]
pub fn due(rules: Rules<'_>, task: &Task, assignment: &Assignment, now: Moment) -> Option<Due> {
    let ahead = ahead(rules, task, assignment);
    let looks = looks(rules, task, assignment, &ahead);
    let touch = looks.iter().filter(|look| look.at <= now).map(|look| look.touch).next_back()?;
    let mut superseded: Vec<Touch> = ahead.into_iter().filter(|earlier| *earlier < touch).collect();
    if touch.stage == Stage::Notice {
        return Some(Due { touch, superseded });
    }
    // Asks that are given up by this make room for those behind it, and one of these may have come too.
    let behind = Assignment { looked_at: Some(touch.at), ..assignment.clone() };
    match due(rules, task, &behind, now) {
        Some(later) => {
            superseded.push(touch);
            superseded.extend(later.superseded);
            Some(Due { touch: later.touch, superseded })
        }
        None => Some(Due { touch, superseded }),
    }
}

/// Whether a touch given to the outbox is still to be sent at `now`.
pub fn still_due(
    rules: Rules<'_>,
    task: &Task,
    assignment: &Assignment,
    touch: &Touch,
    now: Moment,
) -> Result<(), LeftOut> {
    if matches!(assignment.notice, Notice::Unreached { .. }) {
        return Err(LeftOut::Unreachable);
    }
    if assignment.is_over() {
        return Err(LeftOut::Answered);
    }
    if task.end.is_some() {
        return Err(LeftOut::Ended);
    }
    if touch.stage != Stage::Notice && assignment.held_since.is_some() {
        return Err(LeftOut::Held);
    }
    let notice_is_out = matches!(assignment.notice, Notice::Sent { .. } | Notice::Unknown { .. });
    if (touch.stage == Stage::Notice) == notice_is_out {
        // Either it was sent already, or a new notice is on its way and says everything anew.
        return Err(LeftOut::Superseded);
    }
    if touch.stage == Stage::Notice {
        return Ok(());
    }
    let plan = plan(rules, task, assignment);
    // The contact's "not today" is about themselves.
    let is_theirs = touch.stage != Stage::ToLeader;
    let is_hushed = is_theirs && assignment.hushed_on == Some(rules.work.local(now).date());
    if is_hushed || !plan.contains(touch) {
        return Err(LeftOut::Answered);
    }
    let is_overtaken = plan.iter().any(|later| later > touch && later.at <= now);
    if is_overtaken || is_too_late(*touch, assignment.deadline_at(task), now) {
        return Err(LeftOut::Superseded);
    }
    Ok(())
}

/// What speaks of a deadline ahead has nothing to say behind it, nor has what was to leave before it: the asks behind it are
/// counted, and those do not count it.
pub(super) fn is_too_late(touch: Touch, deadline_at: Moment, at: Moment) -> bool {
    let is_of_before = match touch.stage {
        Stage::Check | Stage::Before(_) | Stage::LastDay | Stage::EmergencyBefore => true,
        Stage::PromiseMoved | Stage::Asked => touch.at <= deadline_at,
        _ => false,
    };
    is_of_before && at >= deadline_at
}

/// The notice if it waits, else the planned touches behind the last look.
fn ahead(rules: Rules<'_>, task: &Task, assignment: &Assignment) -> Vec<Touch> {
    if let Notice::Waiting { since, at_once } = assignment.notice {
        let is_urgent = at_once || task.emergency().is_some();
        let at = if is_urgent { since } else { rules.work.next_opening(since) };
        let is_wanted = task.end.is_none() && !assignment.is_over();
        return is_wanted.then_some(Touch { at, stage: Stage::Notice }).into_iter().collect();
    }
    let mut touches = plan(rules, task, assignment);
    if let Some(looked_at) = assignment.looked_at {
        touches.retain(|touch| touch.at > looked_at);
    }
    touches
}

/// When each is to be looked at: its own moment, or until when it was put off. One that would come on the day of a later
/// one, or behind it, leaves the word to that.
fn looks(rules: Rules<'_>, task: &Task, assignment: &Assignment, touches: &[Touch]) -> Vec<Look> {
    let look = |touch: &Touch| match assignment.waiting {
        Some((waiting, until)) if waiting == *touch => Look { touch: *touch, at: until },
        _ => Look { touch: *touch, at: touch.at },
    };
    if task.emergency().is_some() {
        // By the clock: a day may hold several.
        return touches.iter().map(|touch| Look { touch: *touch, at: touch.at }).collect();
    }
    let mut next_on = NaiveDate::MAX;
    let mut looks: Vec<Look> = touches.iter().rev().map(look).collect();
    looks.retain(|look| {
        let day = rules.work.local(look.at).date();
        let is_before = day < next_on;
        next_on = next_on.min(day);
        is_before
    });
    looks.reverse();
    looks
}
