//! What was handed in of a part: `S_j` of 7.1, and what the lead made of each item.

use std::collections::BTreeSet;

/// Something that stands for an item.
#[derive(Clone, Debug)]
pub(super) struct Version {
    pub(super) seq: i64,
    /// Since when it waits for a look: when it came, or what it takes the place of.
    pub(super) at: i64,
    /// S: as of when it counts.
    pub(super) since: i64,
    /// Whether a look, or the rule, left it as it is.
    pub(super) accepted: bool,
    /// The hand-ins that it stands for: its own, and those in whose place it is.
    stands_for: BTreeSet<i64>,
}

/// Sent back: as of when a correction counts, and until when.
#[derive(Clone, Copy, Debug)]
pub(super) struct SentBack {
    pub(super) since: i64,
    pub(super) by: i64,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Item {
    pub(super) required: bool,
    pub(super) standing: Vec<Version>,
    pub(super) sent_back: Option<SentBack>,
    /// Arrivals that were hand-ins: not blank, not taken back. When, and number of the entry.
    pub(super) arrivals: BTreeSet<(i64, i64)>,
    pub(super) was_looked_at: bool,
    /// Returns for a reason of the department's; of what was no submission there is none.
    pub(super) faults: Vec<i64>,
}

impl Item {
    pub(super) fn new(required: bool) -> Self {
        Self { required, ..Self::default() }
    }

    pub(super) fn is_in(&self) -> bool {
        !self.standing.is_empty()
    }

    /// `S_j`.
    pub(super) fn since(&self) -> Option<i64> {
        self.standing.iter().map(|version| version.since).min()
    }

    /// Since when it waits for a look.
    pub(super) fn waits_since(&self) -> Option<i64> {
        self.standing.iter().filter(|version| !version.accepted).map(|version| version.at).min()
    }

    pub(super) fn arrived_at(&self) -> Option<i64> {
        self.arrivals.first().map(|(at, _)| *at)
    }

    pub(super) fn come(&mut self, seq: i64, said: i64, at: i64) {
        // Corrected in its time: as of its first hand-in.
        let since = self.sent_back.filter(|back| said <= back.by).map_or(said, |back| back.since);
        self.standing.push(Version { seq, at, since, accepted: false, stands_for: BTreeSet::from([seq]) });
        self.arrivals.insert((said, seq));
    }

    pub(super) fn accept(&mut self, is_look: bool) {
        self.was_looked_at |= is_look && self.is_in();
        self.standing.iter_mut().for_each(|version| version.accepted = true);
    }

    pub(super) fn send_back(&mut self, by: i64, entry: i64, flaw: &str) {
        let Some(since) = self.since() else { return };
        let gone = std::mem::take(&mut self.standing);
        if flaw != "template" && flaw != "unrelated" {
            self.faults.push(entry);
        }
        if flaw == "unrelated" {
            // No submission at all: as if it had not come.
            for version in &gone {
                self.forget(version);
            }
        } else {
            self.sent_back = Some(SentBack { since, by });
        }
    }

    pub(super) fn take_back(&mut self, of: i64, by: Option<i64>) {
        let Some(at) = self.standing.iter().position(|version| version.seq == of) else { return };
        let gone = self.standing.remove(at);
        match by.and_then(|by| self.standing.iter_mut().find(|version| version.seq == by)) {
            Some(newer) => {
                newer.since = newer.since.min(gone.since);
                if !gone.accepted {
                    newer.at = newer.at.min(gone.at);
                }
                newer.stands_for.extend(gone.stands_for);
            }
            None => self.forget(&gone),
        }
    }

    fn forget(&mut self, gone: &Version) {
        self.arrivals.retain(|(_, seq)| !gone.stands_for.contains(seq));
    }
}
