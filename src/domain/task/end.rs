//! The end of a task: cancelled, closed, archived; and what it means for parts that are open then.

use super::{Ended, Task};
use crate::domain::{Event, Moment, Refusal, Words};

impl Task {
    /// Whether it can still be ended or changed.
    pub fn runs(&self) -> Result<(), Refusal> {
        match self.end {
            Some(end) => Err(Refusal::TaskOver { task: self.no, ended: end.why, at: end.at }),
            None => Ok(()),
        }
    }

    /// Cancelled: nothing is wanted, and nobody is measured by it.
    #[must_use]
    pub fn is_called_off(&self) -> bool {
        self.end.is_some_and(|end| end.why == Ended::Cancelled)
    }

    /// Why no answer is taken any more; none while it runs, and where silence was consent.
    #[must_use]
    pub fn awaits_nothing(&self) -> Option<Refusal> {
        match self.end?.why {
            Ended::Cancelled => Some(Refusal::TaskCancelled { task: self.no }),
            Ended::Closed => Some(Refusal::TaskClosed { task: self.no }),
            Ended::Consent => None,
        }
    }

    /// Whether a part that never came in is not held against its department, whose deadline was `due`: closing a task behind
    /// it spares nobody.
    #[must_use]
    pub fn exempts(&self, due: Moment) -> bool {
        self.end.is_some_and(|end| end.why != Ended::Closed || end.at <= due)
    }
}

/// What ending it makes so; the caller has checked that the actor is staff.
pub fn end(task: &Task, why: Ended, reason: Words) -> Result<Vec<Event>, Refusal> {
    task.runs()?;
    Ok(vec![Event::TaskEnded { task: task.no, why, reason: Some(reason) }])
}

/// What archiving it makes so, with so many parts `open`; one that is whole is closed by it.
pub fn archive(task: &Task, open: usize) -> Result<Vec<Event>, Refusal> {
    if task.archived_at.is_some() {
        return Err(Refusal::ArchivedAlready { task: task.no });
    }
    let closed = match task.end {
        Some(_) => None,
        None if open > 0 => return Err(Refusal::StillOpen { task: task.no, count: open }),
        None => Some(Event::TaskEnded { task: task.no, why: Ended::Closed, reason: None }),
    };
    Ok(closed.into_iter().chain([Event::TaskArchived { task: task.no }]).collect())
}
