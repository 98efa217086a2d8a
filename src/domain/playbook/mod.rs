//! A playbook (预案): the steps of an emergency, each due so long after T0, kept until a lead starts them. A start makes a
//! [`Run`], and a task of each step.

mod offset;
mod run;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::plain::key;
use super::{DeptNo, Entry, Event, Item, Moment, PlaybookNo};

pub use offset::Offset;
pub use run::{Run, Start, StepOf, Stop, Stopped, due_at, is_urgent, start, stop};

/// One step: who does what, and by when after T0.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Its name within the playbook: S01.
    pub code: String,
    /// When it is due.
    pub due: Offset,
    /// Whose it is.
    pub asked: BTreeSet<DeptNo>,
    /// What is to be done.
    pub action: String,
    /// What is to be handed in; may be empty.
    pub items: Vec<Item>,
    /// Minutes within which a 收到 is awaited; none: a quarter of the span, at most 30.
    pub ack_within: Option<u32>,
    /// Minutes before the deadline at which it is spoken of; none: as above.
    pub remind_before: Option<u32>,
    /// Codes of the steps that come first; shown, and moving no deadline.
    pub waits_for: Vec<String>,
    /// For who does it.
    pub note: Option<String>,
}

/// A playbook as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Playbook {
    /// Its number.
    pub no: PlaybookNo,
    /// What it is called; one of a kind within the office.
    pub name: String,
    /// In order of their deadlines.
    pub steps: Vec<Step>,
    /// When it was last imported.
    pub kept_at: Moment,
}

impl Playbook {
    /// The playbook after this entry; a later import takes the place of an earlier one.
    #[must_use]
    pub fn apply(this: Option<Self>, entry: &Entry) -> Option<Self> {
        match &entry.event {
            Event::PlaybookKept { playbook, name, steps } => {
                Some(Self { no: *playbook, name: name.clone(), steps: steps.clone(), kept_at: entry.at })
            }
            _ => this,
        }
    }

    /// Whether these words are its name.
    #[must_use]
    pub fn is_called(&self, name: &str) -> bool {
        key(&self.name) == key(name)
    }
}

/// All departments of these steps.
#[must_use]
pub fn asked(steps: &[Step]) -> BTreeSet<DeptNo> {
    steps.iter().flat_map(|step| step.asked.iter().copied()).collect()
}

/// A playbook under this name: a new one, or in place of the one that has it. The caller has checked that the actor is staff.
#[must_use]
pub fn keep(known: &[Playbook], next: PlaybookNo, name: String, mut steps: Vec<Step>) -> Event {
    steps.sort_by_key(|step| step.due);
    let playbook = known.iter().find(|it| it.is_called(&name)).map_or(next, |it| it.no);
    Event::PlaybookKept { playbook, name, steps }
}
