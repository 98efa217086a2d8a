//! A word to deputy or leader (domain rule 5.9): when the lead is offered it, for whom, and when it leaves. Without the lead it
//! never does.

use super::due::next_look;
use super::overdue::Open;
use super::rules::Rules;
use super::span::last_day_of;
use crate::domain::assignment::Notice;
use crate::domain::{Assignment, Department, Escalation, Moment, Seat, Stage, Task, Touch};

/// Working minutes that the contact has between the heads-up and the word.
const NOTICE: i64 = 210;

/// When the task's owner, who got the list then, is offered it: on the third working day, and with two for the list.
pub(super) fn offer_at(rules: Rules<'_>, task: &Task, listed_at: Moment) -> Moment {
    let on = |day, n| rules.second_on(rules.work.calendar.add_working(day, n));
    on(last_day_of(rules.work, task.deadline.at), 3).max(on(rules.work.local(listed_at).date(), 2))
}

/// Whether it would ever be offered.
pub(super) fn is_wanted(rules: Rules<'_>, task: &Task) -> bool {
    rules.policy.escalates && task.end.is_none() && task.emergency().is_none() && !task.terms.consent
}

/// What was asked for under the deadline in force.
#[must_use]
pub fn escalation<'a>(task: &Task, it: &'a Assignment) -> Option<&'a Escalation> {
    it.escalation.as_ref().filter(|escalation| escalation.asked_at > it.deadline_at(task))
}

/// Whether the lead may ask for it now: nobody answers, the machine has nothing left to say, and the contact can be told first.
#[must_use]
pub fn may_escalate(rules: Rules<'_>, task: &Task, it: &Assignment, now: Moment) -> bool {
    let is_noticed = matches!(it.notice, Notice::Sent { .. } | Notice::Unknown { .. });
    let is_left_alone = it.held_since.is_some() || it.hushed_on == Some(rules.work.local(now).date());
    is_wanted(rules, task)
        && task.past_due.offered_at.is_some()
        && now > it.deadline_at(task)
        && is_noticed
        && !is_left_alone
        && Open::of(it, now) == Some(Open::Silent)
        && escalation(task, it).is_none()
        && next_look(rules, task, it).is_none()
}

/// Who of a department may be told beside the one whom the machine asks.
#[must_use]
pub fn seats_to_tell(dept: &Department) -> Vec<Seat> {
    let asked = dept.reached();
    let sits = |seat: &Seat| dept.sits(*seat).is_some_and(|person| Some(person) != asked);
    [Seat::Deputy, Seat::Leader].into_iter().filter(|seat| asked.is_some() && sits(seat)).collect()
}

/// When the word leaves after a heads-up at that moment: in working time, and not before the day's digest.
#[must_use]
pub fn word_at(rules: Rules<'_>, warned_at: Moment) -> Moment {
    let at = rules.work.next_opening(rules.work.add_working_minutes(warned_at, NOTICE));
    at.max(rules.digest_on(rules.work.local(at).date()))
}

/// What is to be said next; it takes the place of everything else.
pub(super) fn touch(rules: Rules<'_>, task: &Task, it: &Assignment) -> Option<Touch> {
    let escalation = escalation(task, it).filter(|it| it.told_at.is_none())?;
    Some(match escalation.warned_at {
        None => Touch { at: escalation.asked_at, stage: Stage::HeadsUp },
        Some(at) => Touch { at: word_at(rules, at), stage: Stage::ToLeader },
    })
}
