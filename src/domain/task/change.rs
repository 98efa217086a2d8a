//! Changes to a task that is out: another name, another deadline, further optional materials, further departments. What is
//! required stays, since departments have begun; the weight is fixed at publishing.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::Task;
use crate::domain::{Deadline, DeptNo, Event, Item, Moment, Refusal, Words};

/// What is to be changed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Another name.
    pub title: Option<String>,
    /// Another deadline.
    pub deadline: Option<Deadline>,
    /// The materials, those that were there at their places.
    pub items: Option<Vec<Item>>,
    /// Departments that are asked too, none of which is yet.
    pub added: BTreeSet<DeptNo>,
}

/// What a change is shown against.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Was {
    /// What it was called.
    pub title: String,
    /// When it was due.
    pub due: Moment,
    /// What was to be handed in.
    pub items: Vec<Item>,
}

impl From<&Task> for Was {
    fn from(task: &Task) -> Self {
        Self { title: task.title.clone(), due: task.deadline.at, items: task.items.clone() }
    }
}

impl Change {
    /// The task as it would be.
    #[must_use]
    pub fn of(&self, task: &Task) -> Task {
        let mut changed = task.clone();
        if let Some(title) = &self.title {
            changed.title.clone_from(title);
        }
        if let Some(deadline) = &self.deadline {
            changed.deadline = deadline.clone();
        }
        if let Some(items) = &self.items {
            changed.items.clone_from(items);
        }
        changed
    }

    /// Those who were asked before have something new to read.
    #[must_use]
    pub fn is_read_by_all(&self, task: &Task) -> bool {
        Was::from(task) != Was::from(&self.of(task))
    }

    /// Whether it can be so.
    pub fn judge(&self, task: &Task, now: Moment) -> Result<(), Refusal> {
        task.runs()?;
        let due = self.of(task).deadline.at;
        let is_moved = due != task.deadline.at;
        if due <= now && (is_moved || !self.added.is_empty()) {
            return Err(Refusal::DeadlinePassed { at: due });
        }
        if !self.is_read_by_all(task) && self.added.is_empty() {
            return Err(Refusal::NothingChanged { task: task.no });
        }
        Ok(())
    }
}

/// What a change makes so; the caller has checked that the actor is staff, and who is asked already.
pub fn change(task: &Task, change: &Change, reason: Words, now: Moment) -> Result<Vec<Event>, Refusal> {
    change.judge(task, now)?;
    let no = task.no;
    let title = change.title.clone().filter(|title| *title != task.title);
    let items = change.items.clone().filter(|items| *items != task.items);
    let deadline = change.deadline.clone().filter(|deadline| deadline.at != task.deadline.at);
    // What is to go out later goes to them then too.
    let from = Some(task.published_at).filter(|from| *from > now);
    let changed = Event::TaskChanged { task: no, title, items, reason };
    let moved = deadline.map(|deadline| Event::DeadlineMoved { task: no, deadline });
    let added = change.added.iter().map(|dept| Event::Assigned { task: no, dept: *dept, from });
    Ok([changed].into_iter().chain(moved).chain(added).collect())
}
