//! What an answer makes so: what is legal, and what follows.

use chrono::NaiveDate;

use super::{Assignment, Notice};
use crate::domain::task::Ended;
use crate::domain::{Actor, Department, DeptNo, Event, FileRef, Matter, Moment, Promise, Refusal, Task, TaskNo, Words};

/// An answer of the department, by button, text or file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// 收到.
    Acknowledge,
    /// A date; a day without a time is its end of business.
    Promise(Moment),
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
    /// A difficulty or a question.
    Raise(Matter, Words),
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
    fn part(&self) -> (TaskNo, DeptNo) {
        (self.assignment.task, self.assignment.dept)
    }

    fn only_own(&self, actor: Actor) -> Result<(), Refusal> {
        match actor {
            Actor::Person(person) if self.dept.answers(person) => Ok(()),
            _ => Err(Refusal::NotYours),
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
    let (task, dept) = view.part();
    if view.task.end.is_some_and(|end| end.why == Ended::Cancelled) {
        return Err(Refusal::TaskCancelled { task });
    }
    let it = view.assignment;
    let events = match answer {
        Answer::Acknowledge if it.acknowledged_at.is_some() || it.is_complete() => vec![],
        Answer::Acknowledge => vec![Event::Acknowledged { task, dept }],
        Answer::Promise(due_at) => promise(view, due_at, now)?,
        Answer::Progress if it.is_complete() => vec![],
        Answer::Progress => vec![Event::Progressed { task, dept }],
        Answer::Hush(on) if it.hushed_on == Some(on) || it.is_complete() => vec![],
        Answer::Hush(on) => vec![Event::Hushed { task, dept, on }],
        Answer::HandIn { files, .. } if it.is_complete() && files.is_empty() => vec![],
        Answer::HandIn { items, files, words } => vec![Event::Submitted { task, dept, items, files, words }],
        Answer::Raise(Matter::Difficulty, _) if it.is_complete() => {
            return Err(Refusal::AlreadyComplete { task });
        }
        Answer::Raise(matter, words) => vec![Event::MatterRaised { task, dept, matter, words }],
    };
    Ok(events)
}

fn promise(view: View<'_>, due_at: Moment, now: Moment) -> Result<Vec<Event>, Refusal> {
    let (task, dept) = view.part();
    let deadline = view.task.deadline.at;
    if view.assignment.is_complete() {
        return Err(Refusal::AlreadyComplete { task });
    }
    if due_at <= now {
        return Err(Refusal::DatePassed { at: due_at });
    }
    let make_up = now > deadline;
    if !make_up && due_at > deadline {
        return Err(Refusal::DateBeyondDeadline { at: due_at, deadline });
    }
    if view.assignment.promise.is_some_and(|before| before.due_at == due_at) {
        return Ok(vec![]);
    }
    Ok(vec![Event::Promised { task, dept, promise: Promise { due_at, make_up } }])
}

/// The lead's reply to a difficulty or a question; the caller has checked that the actor is staff.
#[must_use]
pub fn reply(assignment: &Assignment, matter: Matter, words: Words) -> Vec<Event> {
    vec![Event::MatterAnswered { task: assignment.task, dept: assignment.dept, matter, words }]
}

/// Somebody can be written to again: what was never delivered is due now, but for what goes out later.
#[must_use]
pub fn renew(assignments: &[Assignment], now: Moment) -> Vec<Event> {
    assignments
        .iter()
        .filter(|a| !a.is_complete())
        .filter(|a| match a.notice {
            Notice::Waiting { since, at_once } => !at_once && since <= now,
            Notice::Unreached { .. } => true,
            Notice::Queued { .. } | Notice::Sent { .. } | Notice::Unknown { .. } => false,
        })
        .map(|a| Event::NoticeRenewed { task: a.task, dept: a.dept })
        .collect()
}
