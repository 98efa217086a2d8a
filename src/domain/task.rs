//! A task (事项): what is asked of several departments by one deadline.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Actor, DeptNo, Entry, Event, Moment, Refusal, TaskNo};

/// One thing to hand in (材料).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Its name as the lead wrote it.
    pub name: String,
    /// Missing it leaves the submission incomplete.
    pub required: bool,
}

/// A deadline: the moment, and the words it was given in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadline {
    /// The last moment.
    pub at: Moment,
    /// As the lead wrote it (每月25日前).
    pub said: String,
}

/// A published task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// Its number: T12.
    pub no: TaskNo,
    /// What it is called.
    pub title: String,
    /// What to hand in; never empty: a task without a list has one item of its own title.
    pub items: Vec<Item>,
    /// By when.
    pub deadline: Deadline,
    /// 1 to 3.
    pub weight: u8,
    /// When the lead published it.
    pub published_at: Moment,
    /// Who did: its owner.
    pub owner: Actor,
}

impl Task {
    /// Places of the items that must be in.
    #[must_use]
    pub fn required(&self) -> BTreeSet<usize> {
        self.items.iter().enumerate().filter(|(_, item)| item.required).map(|(at, _)| at).collect()
    }

    /// The task after this entry; none for entries that are not a task's.
    #[must_use]
    pub fn apply(this: Option<Self>, entry: &Entry) -> Option<Self> {
        match &entry.event {
            Event::TaskPublished { task, title, items, deadline, weight } => Some(Self {
                no: *task,
                title: title.clone(),
                items: items.clone(),
                deadline: deadline.clone(),
                weight: *weight,
                published_at: entry.at,
                owner: entry.actor,
            }),
            _ => this,
        }
    }
}

/// A task as it is to be published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// What it is called.
    pub title: String,
    /// What to hand in; may be empty.
    pub items: Vec<Item>,
    /// By when.
    pub deadline: Deadline,
    /// 1 to 3.
    pub weight: u8,
    /// Of whom.
    pub asked: BTreeSet<DeptNo>,
}

/// What publishing makes so; the caller has checked that the actor is staff.
pub fn publish(no: TaskNo, proposal: Proposal, now: Moment) -> Result<Vec<Event>, Refusal> {
    let Proposal { title, mut items, deadline, weight, asked } = proposal;
    if deadline.at <= now {
        return Err(Refusal::DeadlinePassed { at: deadline.at });
    }
    if asked.is_empty() {
        return Err(Refusal::NobodyAsked { said: String::new() });
    }
    if items.iter().all(|item| !item.required) {
        items.insert(0, Item { name: title.clone(), required: true });
    }
    let published = Event::TaskPublished { task: no, title, items, deadline, weight };
    Ok(std::iter::once(published).chain(asked.into_iter().map(|dept| Event::Assigned { task: no, dept })).collect())
}
