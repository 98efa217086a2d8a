//! The entries that a report's figures stand on: when each was entered, and what it is. So a face needs no ledger.

use serde::{Deserialize, Serialize};

use super::{PartFacts, Report, TaskFacts};
use crate::domain::{Entry, EntryNo, Event, Moment};

/// An entry that a figure names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryFact {
    /// Its place in the office's ledger.
    pub entry: EntryNo,
    /// When it was entered; an answer, when it was given.
    pub at: Moment,
    /// What it is.
    pub kind: EntryKind,
}

/// What an entry is, named as on the ledger; only what a figure may stand on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each is named as the event that it is")]
pub enum EntryKind {
    TaskPublished,
    TaskChanged,
    DeadlineMoved,
    TaskEnded,
    Assigned,
    NoticeSettled,
    NoticeUnreached,
    Acknowledged,
    Promised,
    Progressed,
    Hushed,
    Submitted,
    FileAdded,
    HandInWithdrawn,
    Accepted,
    Returned,
    MatterRaised,
    MatterAnswered,
    ExtensionAsked,
    ExtensionGranted,
    ExtensionRefused,
    NotOursClaimed,
    NotOursAgreed,
    NotOursRejected,
    RequestWithdrawn,
    DisputeRaised,
    DisputeRuled,
    DisputeWithdrawn,
    Relayed,
    CallLogged,
    NudgeSettled,
}

impl EntryKind {
    /// None for what no figure stands on.
    fn of(event: &Event) -> Option<Self> {
        Some(match event {
            Event::TaskPublished { .. } => Self::TaskPublished,
            Event::TaskChanged { .. } => Self::TaskChanged,
            Event::DeadlineMoved { .. } => Self::DeadlineMoved,
            Event::TaskEnded { .. } => Self::TaskEnded,
            Event::Assigned { .. } => Self::Assigned,
            Event::NoticeSettled { .. } => Self::NoticeSettled,
            Event::NoticeUnreached { .. } => Self::NoticeUnreached,
            Event::Acknowledged { .. } => Self::Acknowledged,
            Event::Promised { .. } => Self::Promised,
            Event::Progressed { .. } => Self::Progressed,
            Event::Hushed { .. } => Self::Hushed,
            Event::Submitted { .. } => Self::Submitted,
            Event::FileAdded { .. } => Self::FileAdded,
            Event::HandInWithdrawn { .. } => Self::HandInWithdrawn,
            Event::Accepted { .. } => Self::Accepted,
            Event::Returned { .. } => Self::Returned,
            Event::MatterRaised { .. } => Self::MatterRaised,
            Event::MatterAnswered { .. } => Self::MatterAnswered,
            Event::ExtensionAsked { .. } => Self::ExtensionAsked,
            Event::ExtensionGranted { .. } => Self::ExtensionGranted,
            Event::ExtensionRefused { .. } => Self::ExtensionRefused,
            Event::NotOursClaimed { .. } => Self::NotOursClaimed,
            Event::NotOursAgreed { .. } => Self::NotOursAgreed,
            Event::NotOursRejected { .. } => Self::NotOursRejected,
            Event::RequestWithdrawn { .. } => Self::RequestWithdrawn,
            Event::DisputeRaised { .. } => Self::DisputeRaised,
            Event::DisputeRuled { .. } => Self::DisputeRuled,
            Event::DisputeWithdrawn { .. } => Self::DisputeWithdrawn,
            Event::Relayed { .. } => Self::Relayed,
            Event::CallLogged { .. } => Self::CallLogged,
            Event::NudgeSettled { .. } => Self::NudgeSettled,
            _ => return None,
        })
    }
}

/// Entries of a part or a task that a figure may turn out to stand on, in the order of the ledger: 24 bytes each.
#[derive(Clone, Debug, Default)]
pub(super) struct Noted(Vec<EntryFact>);

impl Noted {
    pub(super) fn note(&mut self, entry: &Entry) {
        self.0.extend(EntryKind::of(&entry.event).map(|kind| EntryFact {
            entry: entry.seq,
            at: entry.said_at(),
            kind,
        }));
    }

    /// Those that are named, by numbers in order.
    pub(super) fn among<'a>(&'a self, named: &'a [EntryNo]) -> impl Iterator<Item = EntryFact> + 'a {
        self.0.iter().copied().filter(|noted| named.binary_search(&noted.entry).is_ok())
    }
}

/// Every entry that these parts and tasks name, once, in order.
pub(super) fn named(parts: &[PartFacts], tasks: &[TaskFacts]) -> Vec<EntryNo> {
    let of_tasks = tasks.iter().flat_map(|task| task.published_at.entries.iter().chain(&task.deadline_at.entries));
    let of_parts = parts.iter().flat_map(PartFacts::figures).flat_map(|figure| figure.entries);
    let mut named: Vec<EntryNo> = of_tasks.chain(of_parts).copied().collect();
    named.sort_unstable();
    named.dedup();
    named
}

impl Report {
    /// An entry that a figure of the report names.
    #[must_use]
    pub fn entry(&self, entry: EntryNo) -> Option<&EntryFact> {
        let at = self.entries.binary_search_by_key(&entry, |fact| fact.entry).ok()?;
        self.entries.get(at)
    }
}
