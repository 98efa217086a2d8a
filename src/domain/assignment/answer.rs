//! What an answer makes so: what is legal, and what follows.

use chrono::{NaiveDate, TimeDelta};

use super::material;
use super::request::{self, Request};
use super::{Assignment, Notice};
use crate::domain::{
    Actor, Department, DeptNo, EntryNo, Event, FileRef, Matter, Moment, Promise, Refusal, Task, TaskNo, Words,
};

/// Nobody plans further; a later date is a slip.
const DAYS_AHEAD_MAX: i64 = 366;

/// An answer of the department, by button, text or file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// 收到.
    Acknowledge,
    /// A date; a day without a time is its end of business. Beyond a deadline that is ahead it asks for more time, with these
    /// words.
    Date(Moment, Option<Words>),
    /// Under way, or waiting for a signature.
    Progress,
    /// No more nudges on this date of the office's.
    Hush(NaiveDate),
    /// Items handed in: with files, or in another way when there are none.
    HandIn {
        /// Their places in the task's list.
        items: Vec<usize>,
        /// What came with it.
        files: Vec<FileRef>,
        /// What was said with it.
        words: Option<Words>,
    },
    /// Takes the hand-in of this entry back.
    TakeBack(EntryNo),
    /// The hand-in of this entry stands alone for its items: 以这份为准.
    Replace(EntryNo),
    /// A difficulty or a question.
    Raise(Matter, Words),
    /// 不归我们: whose it should be, and in which words.
    NotOurs(Option<String>, Option<Words>),
    /// Takes a request back that still waits.
    Withdraw(Request),
}

/// What an act on an assignment is judged by.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// What is asked.
    pub task: &'a Task,
    /// Of whom.
    pub dept: &'a Department,
    /// How it stands.
    pub assignment: &'a Assignment,
}

impl View<'_> {
    pub(super) fn part(&self) -> (TaskNo, DeptNo) {
        (self.assignment.task, self.assignment.dept)
    }

    fn only_own(&self, actor: Actor) -> Result<(), Refusal> {
        match actor {
            Actor::Person(person) if self.dept.answers(person) => Ok(()),
            Actor::Person(person) => Err(self.dept.not_theirs(person)),
            Actor::Machine => Err(Refusal::NotYours),
        }
    }
}

/// What an answer makes so; nothing if it was so before.
pub fn decide(view: View<'_>, actor: Actor, answer: Answer, now: Moment) -> Result<Vec<Event>, Refusal> {
    // A leader who was told may say something about it, and nothing in the contact's place.
    let may_ask = matches!(answer, Answer::Raise(Matter::Question, _));
    if !matches!(actor, Actor::Person(person) if may_ask && view.dept.is_led_by(person)) {
        view.only_own(actor)?;
    }
    judge(view, answer, now)
}

/// What an answer makes so, whoever gave it.
pub(super) fn judge(view: View<'_>, answer: Answer, now: Moment) -> Result<Vec<Event>, Refusal> {
    let (task, dept) = view.part();
    if let Some(refusal) = view.task.awaits_nothing() {
        return Err(refusal);
    }
    let it = view.assignment;
    let events = match answer {
        Answer::Acknowledge if it.acknowledged_at.is_some() || it.is_over() => vec![],
        Answer::Acknowledge => vec![Event::Acknowledged { task, dept }],
        Answer::Date(at, words) => date(view, at, words, now)?,
        Answer::Progress if it.is_over() => vec![],
        Answer::Progress => vec![Event::Progressed { task, dept }],
        Answer::Hush(on) if it.hushed_on == Some(on) || it.is_over() => vec![],
        Answer::Hush(on) => vec![Event::Hushed { task, dept, on }],
        Answer::HandIn { files, .. } if it.is_over() && files.is_empty() => vec![],
        Answer::HandIn { items, files, words } => vec![Event::Submitted { task, dept, items, files, words }],
        Answer::Raise(Matter::Difficulty, _) if it.is_over() => {
            return Err(Refusal::AlreadyComplete { task });
        }
        Answer::NotOurs(unit, words) => request::claim(view, unit, words)?,
        Answer::Withdraw(request) => request::withdraw(view, request),
        Answer::TakeBack(of) => material::withdraw(view, of)?,
        Answer::Replace(by) => material::replace(view, by)?,
        Answer::Raise(matter, words) => vec![Event::MatterRaised { task, dept, matter, words }],
    };
    Ok(events)
}

/// A promise, a make-up date, or a request for more time: by where the deadline lies.
fn date(view: View<'_>, at: Moment, words: Option<Words>, now: Moment) -> Result<Vec<Event>, Refusal> {
    let (task, dept) = view.part();
    let it = view.assignment;
    let deadline = it.deadline_at(view.task);
    request::refuse_if_over(it, task)?;
    if at <= now {
        return Err(Refusal::DatePassed { at });
    }
    if at > now + TimeDelta::days(DAYS_AHEAD_MAX) {
        return Err(Refusal::DateTooFar { at });
    }
    let make_up = now > deadline;
    if !make_up && at > deadline {
        let is_asked = it.requests.extension.is_some_and(|before| before.until == at) && words.is_none();
        return Ok(if is_asked { vec![] } else { vec![Event::ExtensionAsked { task, dept, until: at, words }] });
    }
    if it.promise.is_some_and(|before| before.due_at == at) && it.requests.extension.is_none() {
        return Ok(vec![]);
    }
    Ok(vec![Event::Promised { task, dept, promise: Promise { due_at: at, make_up } }])
}

/// A further file of the hand-in of this entry.
pub fn add_file(
    view: View<'_>,
    actor: Actor,
    (entry, item): (EntryNo, usize),
    file: FileRef,
    words: Option<Words>,
) -> Result<Vec<Event>, Refusal> {
    view.only_own(actor)?;
    let (task, dept) = view.part();
    match view.task.awaits_nothing() {
        Some(refusal) => Err(refusal),
        None => Ok(vec![Event::FileAdded { task, dept, entry, item, file, words }]),
    }
}

/// The lead's reply to a difficulty or a question; the caller has checked that the actor is staff.
#[must_use]
pub fn reply(assignment: &Assignment, matter: Matter, words: Words) -> Vec<Event> {
    vec![Event::MatterAnswered { task: assignment.task, dept: assignment.dept, matter, words }]
}

/// Somebody can be written to again, or sits there in another's place: what was never delivered is due now, but for what goes
/// out later.
#[must_use]
pub fn renew(assignments: &[Assignment], dept: &Department, now: Moment) -> Vec<Event> {
    assignments
        .iter()
        .filter(|a| !a.is_over())
        .filter(|a| match a.notice {
            Notice::Waiting { since, at_once } => !at_once && since <= now,
            Notice::Unreached { .. } => true,
            // It was on its way to who sat there.
            Notice::Queued { person, .. } if !dept.answers(person) => true,
            Notice::Queued { .. } | Notice::Sent { .. } | Notice::Unknown { .. } => false,
        })
        .map(|a| Event::NoticeRenewed { task: a.task, dept: a.dept })
        .collect()
}
