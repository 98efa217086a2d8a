//! The plan: what the answers leave of the ladder (domain rule 5.6).

use chrono::NaiveDate;

use super::date::with_date;
use super::emergency::{self, Pace};
use super::escalation;
use super::ladder::{ladder, spaced};
use super::rules::Rules;
use super::span::{Class, class, last_day_of};
use crate::domain::assignment::Notice;
use crate::domain::{Assignment, Moment, Stage, Task, Touch};

/// All touches that make sense under what is known of this assignment, in order; some may lie in the past unsent.
///
/// Nothing is planned before the notice has left, after everything is in or the task has ended, while a difficulty waits for
/// the lead or the lead sees to it in person, or once two asks after the deadline were sent.
#[must_use]
pub fn plan(rules: Rules<'_>, task: &Task, assignment: &Assignment) -> Vec<Touch> {
    let deadline_at = assignment.deadline_at(task);
    let Some(notice_at) = noticed_at(assignment) else { return Vec::new() };
    let is_silent = assignment.awaits_lead() || assignment.held_since.is_some();
    if task.end.is_some() || assignment.is_over() || is_silent {
        return Vec::new();
    }
    if let Some(pace) = Pace::of(task) {
        return emergency::plan(rules, task, assignment, pace, notice_at);
    }
    if let Some(returned) = &assignment.review.returned {
        return correction(rules, assignment, returned.by);
    }
    if let Some(touch) = escalation::touch(rules, task, assignment) {
        return vec![touch];
    }
    let Some(room) = asks_left(rules, assignment, deadline_at) else { return Vec::new() };
    let mut touches = ladder(rules, notice_at, deadline_at);
    touches.retain(|touch| is_wanted(assignment, touch.stage));
    let hush = |touches: Vec<Touch>| match assignment.hushed_on {
        Some(day) => {
            touches.into_iter().filter_map(|touch| hushed(rules, assignment, touch, day, deadline_at)).collect()
        }
        None => touches,
    };
    // Before each date: what "not today" took away makes no room for others.
    touches = hush(touches);
    for (given_at, promise) in &assignment.dates {
        touches = hush(with_date(rules, touches, promise, *given_at, deadline_at));
    }
    // Whose silence is consent is not asked after the deadline.
    touches.retain(|touch| !task.terms.consent || touch.at < deadline_at);
    let mut touches = spaced(rules, touches);
    if let Some(at) = assignment.asked_at {
        // Asked for by hand, it speaks for that day.
        let day = rules.work.local(at).date();
        touches.retain(|touch| rules.work.local(touch.at).date() != day);
        touches.push(Touch { at, stage: Stage::Asked });
        touches.sort_unstable();
    }
    touches.retain(|touch| !assignment.nudged.contains(touch));
    // An ask that was given up before the last look takes no room from those to come.
    let is_given_up = |touch: &Touch| assignment.looked_at.is_some_and(|looked_at| touch.at < looked_at);
    let mut asks = 0;
    touches.retain(|touch| {
        if !is_ask_after(deadline_at, touch) {
            return true;
        }
        asks += usize::from(!is_given_up(touch));
        asks <= room && !is_given_up(touch)
    });
    touches
}

/// What was sent back is spoken of once, on the last day of its correction; a date of theirs takes the place of that.
fn correction(rules: Rules<'_>, assignment: &Assignment, by: Moment) -> Vec<Touch> {
    let day = rules.work.calendar.working_on_or_before(last_day_of(rules.work, by));
    let last = Touch { at: rules.digest_on(day), stage: Stage::LastDay };
    let makes_sense = last.at < by
        && assignment.hushed_on != Some(day)
        && assignment.promise.is_none()
        && assignment.looked_at.is_none_or(|looked_at| last.at > looked_at)
        && !assignment.nudged.contains(&last);
    if makes_sense { vec![last] } else { vec![] }
}

/// Whether a contact who has seen it is asked when they mean to hand in: for what takes longer than two working days (5.7),
/// and for emergencies, by the clock.
#[must_use]
pub fn asks_for_plan(rules: Rules<'_>, task: &Task, assignment: &Assignment) -> bool {
    let noticed_at = noticed_at(assignment).unwrap_or(task.published_at);
    task.emergency().is_some() || class(rules.work, noticed_at, assignment.deadline_at(task)) != Class::Short
}

/// When the notice reached the contact, or may have.
fn noticed_at(assignment: &Assignment) -> Option<Moment> {
    match assignment.notice {
        Notice::Sent { at, .. } | Notice::Unknown { at, .. } => Some(at),
        Notice::Waiting { .. } | Notice::Queued { .. } | Notice::Unreached { .. } => None,
    }
}

fn asks_left(rules: Rules<'_>, assignment: &Assignment, deadline_at: Moment) -> Option<usize> {
    let asked = assignment.nudged.iter().filter(|touch| is_ask_after(deadline_at, touch)).count();
    let most = usize::from(rules.policy.overdue_asks_max);
    // None once the last of them was sent: then nothing more is planned at all.
    most.checked_sub(asked).filter(|left| *left > 0 || asked == 0)
}

/// Whether no ask after the deadline is left.
pub(super) fn asks_are_spent(rules: Rules<'_>, assignment: &Assignment, deadline_at: Moment, now: Moment) -> bool {
    now > deadline_at && asks_left(rules, assignment, deadline_at).is_none_or(|left| left == 0)
}

/// The day that a contact chose is their own appointment, so its reminder is no ask.
fn is_ask_after(deadline_at: Moment, touch: &Touch) -> bool {
    match touch.stage {
        Stage::PromiseMoved | Stage::Overdue1 | Stage::Overdue2 | Stage::Asked => touch.at > deadline_at,
        // An emergency that became an ordinary ask has asked so often already.
        Stage::EmergencyDue | Stage::EmergencyOver => true,
        _ => false,
    }
}

/// Any response drops the check; "under way" leaves only the day before the deadline.
fn is_wanted(assignment: &Assignment, stage: Stage) -> bool {
    match stage {
        Stage::Check => assignment.responded_at.is_none(),
        Stage::LastDay | Stage::Before(2..) => assignment.progressed_at.is_none(),
        _ => true,
    }
}

/// "Not today": what was to come until then joins the next working day's digest, if it still makes sense there.
fn hushed(
    rules: Rules<'_>,
    assignment: &Assignment,
    touch: Touch,
    day: NaiveDate,
    deadline_at: Moment,
) -> Option<Touch> {
    let is_done = assignment.hushed_after.is_some_and(|looked_at| touch.at <= looked_at);
    if is_done || rules.work.local(touch.at).date() > day {
        return Some(touch);
    }
    let at = rules.digest_after(day, 1);
    let makes_sense = match touch.stage {
        // Emergencies and words to a leader have plans of their own, so none of their touches is among these.
        Stage::PromiseDay
        | Stage::EmergencyCheck
        | Stage::EmergencyBefore
        | Stage::EmergencyPromise
        | Stage::EmergencyDue
        | Stage::EmergencyOver
        | Stage::HeadsUp
        | Stage::ToLeader => false,
        Stage::PromiseMoved | Stage::Overdue1 | Stage::Overdue2 | Stage::Asked => true,
        Stage::Notice | Stage::Check | Stage::Before(_) | Stage::LastDay => at < deadline_at,
    };
    makes_sense.then_some(Touch { at, ..touch })
}
