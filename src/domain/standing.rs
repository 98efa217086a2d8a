//! How a part stands, in one word and one light, for those who look.

use super::assignment::{Assignment, Notice};
use super::calendar::WorkTime;
use super::{Moment, Task};

/// The one word that matters most to who looks; a part may be several at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// A difficulty waits for the lead.
    Difficulty,
    /// More time was asked for, or it is said to be another's: that waits for the lead.
    Asking,
    /// The deadline passed and something is missing.
    Overdue,
    /// Nobody could be notified.
    Unreached,
    /// Notified, no answer.
    Silent,
    /// 收到.
    Acknowledged,
    /// A date is set.
    Promised,
    /// Some items are in.
    Part,
    /// The notice has not left yet.
    Waiting,
    /// The task ended without this part, which is not held against it (see [`Task::exempts`]); or it is another's.
    Exempt,
    /// All items are in.
    Complete,
}

impl Standing {
    /// In the order in which a lead wants to see them.
    pub const ALL: [Self; 11] = [
        Self::Difficulty,
        Self::Asking,
        Self::Overdue,
        Self::Unreached,
        Self::Silent,
        Self::Acknowledged,
        Self::Promised,
        Self::Part,
        Self::Waiting,
        Self::Exempt,
        Self::Complete,
    ];
}

/// How this part stands now.
#[must_use]
pub fn standing(task: &Task, it: &Assignment, now: Moment) -> Standing {
    match it.notice {
        _ if it.is_complete() => Standing::Complete,
        _ if it.is_over() || task.exempts(it.deadline_at(task)) => Standing::Exempt,
        _ if task.end.is_some() => Standing::Overdue,
        _ if it.difficulty_since.is_some() => Standing::Difficulty,
        _ if it.awaits_lead() => Standing::Asking,
        Notice::Unreached { .. } if it.responded_at.is_none() => Standing::Unreached,
        _ if now > it.deadline_at(task) => Standing::Overdue,
        _ if !it.received.is_empty() => Standing::Part,
        _ if it.promise.is_some() => Standing::Promised,
        _ if it.acknowledged_at.is_some() || it.responded_at.is_some() => Standing::Acknowledged,
        Notice::Waiting { .. } | Notice::Queued { .. } => Standing::Waiting,
        _ => Standing::Silent,
    }
}

/// 红黄绿灯.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Light {
    /// Overdue.
    Red,
    /// Due within a working day and no answer, or a request waits for the lead.
    Yellow,
    /// Open and not yet due.
    White,
    /// Not reached, or not wanted any more: not counted.
    Grey,
    /// Handed in, or promised in time.
    Green,
}

/// The light of a part now.
#[must_use]
pub fn light(work: &WorkTime<'_>, task: &Task, it: &Assignment, now: Moment) -> Light {
    match standing(task, it, now) {
        Standing::Complete => Light::Green,
        Standing::Difficulty | Standing::Asking => Light::Yellow,
        Standing::Unreached | Standing::Exempt => Light::Grey,
        Standing::Overdue => Light::Red,
        Standing::Promised if it.promise.is_some_and(|p| p.due_at >= now && p.due_at <= it.deadline_at(task)) => {
            Light::Green
        }
        Standing::Silent if super::policy::working_days_left(work, now, it.deadline_at(task)) <= 1 => Light::Yellow,
        _ => Light::White,
    }
}

/// The light of a whole task: its worst, green only if every part that was reached is.
#[must_use]
pub fn light_of_all(lights: impl IntoIterator<Item = Light>) -> Light {
    lights.into_iter().min().unwrap_or(Light::White)
}
