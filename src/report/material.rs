//! What of a part stands at a moment, item by item, since when it counts (S of the formulas), and what the lead made of it.

use std::collections::{BTreeMap, BTreeSet};

use super::part::At;
use crate::domain::assignment::Flaw;
use crate::domain::{EntryNo, Moment};

/// A hand-in of an item that stands.
#[derive(Clone, Copy, Debug)]
struct Standing {
    /// The entry that it is.
    of: EntryNo,
    /// What it counts as of: itself, what was sent back before it, or what it took the place of.
    as_of: At,
}

/// What was sent back, and may come again as of its first hand-in.
#[derive(Clone, Copy, Debug)]
struct Correction {
    first: At,
    by: Moment,
}

/// One item.
#[derive(Clone, Debug, Default)]
struct ItemState {
    standing: Vec<Standing>,
    /// Waits to be corrected.
    correction: Option<Correction>,
    /// Waits to be looked at, since what came after the last look.
    waits: Option<Moment>,
    /// The lead looked at it at least once.
    seen: bool,
    /// The look that left it as it was.
    accepted: Option<EntryNo>,
    /// It was sent back for a reason of the department's.
    faulted: Vec<EntryNo>,
}

/// A stretch in which the part was not the department's to answer for: the lead had not looked, or a correction had its time.
#[derive(Clone, Copy, Debug)]
struct Pause {
    item: usize,
    since: Moment,
    until: Option<Moment>,
    /// Waits for the lead; else a correction that has time until then.
    correction_by: Option<Moment>,
}

/// What stands of what was handed in.
#[derive(Clone, Debug, Default)]
pub(super) struct Material {
    items: BTreeMap<usize, ItemState>,
    /// The first hand-in of all, as long as anything of what was sent back or stands was not taken back.
    first: Option<At>,
    /// The items of the first hand-in.
    first_items: BTreeSet<usize>,
    /// Every wait so far, the running ones among them.
    pauses: Vec<Pause>,
    /// When each item first came, whatever became of it.
    arrived: BTreeMap<usize, At>,
}

impl Material {
    pub(super) fn hand_in(&mut self, items: &[usize], here: At) {
        if self.first.is_none() {
            self.first = Some(here);
            self.first_items = items.iter().copied().collect();
        }
        for item in items {
            self.stand(*item, here.entry, here);
        }
    }

    /// A further file of a hand-in, perhaps for another item.
    pub(super) fn add(&mut self, of: EntryNo, item: usize, here: At) {
        if self.items.get(&item).is_some_and(|state| state.standing.iter().any(|it| it.of == of)) {
            return;
        }
        if self.first.is_some_and(|first| first.entry == of) {
            self.first_items.insert(item);
        }
        self.stand(item, of, here);
    }

    fn stand(&mut self, item: usize, of: EntryNo, here: At) {
        self.arrived.entry(item).or_insert(here);
        let state = self.items.entry(item).or_default();
        let as_of = state.correction.filter(|it| here.at <= it.by).map_or(here, |it| it.first);
        state.standing.push(Standing { of, as_of });
        if state.waits.is_none() {
            state.waits = Some(here.at);
            self.pauses.push(Pause { item, since: here.at, until: None, correction_by: None });
        }
        self.end_pauses(item, here.at, true);
    }

    /// The lead looked at what is in, and left it as it is.
    pub(super) fn accept(&mut self, here: At) {
        self.look(&BTreeSet::new(), here);
    }

    /// It is accepted by rule: nobody looked.
    pub(super) fn accept_unseen(&mut self, here: At) {
        let mut waited = Vec::new();
        for (item, state) in self.items.iter_mut().filter(|(_, state)| !state.standing.is_empty()) {
            state.waits = None;
            state.accepted.get_or_insert(here.entry);
            waited.push(*item);
        }
        for item in waited {
            self.end_pauses(item, here.at, false);
        }
    }

    /// The lead looked at what is in, and sent these items back.
    pub(super) fn send_back(&mut self, items: &[usize], flaw: Option<Flaw>, by: Moment, here: At) {
        let items: BTreeSet<usize> = items.iter().copied().collect();
        self.look(&items, here);
        for item in &items {
            let Some(first) = self.came(*item) else { continue };
            let state = self.items.entry(*item).or_default();
            state.standing.clear();
            state.accepted = None;
            if flaw == Some(Flaw::Unrelated) {
                // No hand-in at all: what comes counts as of itself.
                self.arrived.remove(item);
                self.first_items.remove(item);
                continue;
            }
            state.correction = Some(Correction { first, by });
            if !flaw.is_some_and(Flaw::is_the_leads) {
                state.faulted.push(here.entry);
            }
            self.pauses.push(Pause { item: *item, since: here.at, until: None, correction_by: Some(by) });
        }
        if self.arrived.is_empty() {
            self.first = None;
        }
    }

    /// What was sent back has time until then: more was granted.
    pub(super) fn correct_by(&mut self, until: Moment) {
        for state in self.items.values_mut().filter(|state| state.standing.is_empty()) {
            if let Some(correction) = &mut state.correction {
                correction.by = until;
            }
        }
        for pause in self.pauses.iter_mut().filter(|it| it.until.is_none()) {
            pause.correction_by = pause.correction_by.map(|_| until);
        }
    }

    fn look(&mut self, returned: &BTreeSet<usize>, here: At) {
        let mut seen = Vec::new();
        for (item, state) in self.items.iter_mut().filter(|(_, state)| !state.standing.is_empty()) {
            state.seen = true;
            state.waits = None;
            if !returned.contains(item) && state.accepted.is_none() {
                state.accepted = Some(here.entry);
            }
            seen.push(*item);
        }
        for item in seen {
            self.end_pauses(item, here.at, false);
        }
    }

    /// Ends the running pauses of this item that are a correction's, or the lead's.
    fn end_pauses(&mut self, item: usize, at: Moment, correction: bool) {
        let running = self.pauses.iter_mut().filter(|it| it.item == item && it.until.is_none());
        running.filter(|it| it.correction_by.is_some() == correction).for_each(|it| it.until = Some(at));
    }

    /// What takes another's place counts as of it: whoever corrects on their own is not worse off than who was sent back.
    pub(super) fn take_back(&mut self, of: EntryNo, items: &[usize], by: Option<EntryNo>, at: Moment) {
        for item in items {
            let Some(state) = self.items.get_mut(item) else { continue };
            let Some(place) = state.standing.iter().position(|it| it.of == of) else { continue };
            let gone = state.standing.remove(place);
            if let Some(newer) = state.standing.iter_mut().find(|it| Some(it.of) == by)
                && gone.as_of.at < newer.as_of.at
            {
                newer.as_of = gone.as_of;
            }
            if state.standing.is_empty() {
                (state.waits, state.accepted) = (None, None);
                self.end_pauses(*item, at, false);
            }
        }
        if self.items.values().all(|state| state.standing.is_empty() && state.correction.is_none()) {
            self.first = None;
            self.arrived.clear();
        }
    }

    /// The first hand-in.
    pub(super) fn first(&self) -> Option<At> {
        self.first
    }

    /// Since when an item is in.
    pub(super) fn came(&self, item: usize) -> Option<At> {
        self.items.get(&item)?.standing.iter().map(|it| it.as_of).min_by_key(|at| at.entry)
    }

    /// The look that accepted an item as it is now; none while what came after it waits.
    pub(super) fn accepted(&self, item: usize) -> Option<EntryNo> {
        self.items.get(&item).filter(|state| state.waits.is_none())?.accepted
    }

    /// Whether anything waits to be looked at.
    pub(super) fn waits(&self) -> bool {
        self.items.values().any(|state| state.waits.is_some())
    }

    /// Whether the lead looked at an item at least once.
    pub(super) fn was_seen(&self, item: usize) -> bool {
        self.items.get(&item).is_some_and(|state| state.seen)
    }

    /// What sent an item back for a reason of the department's.
    pub(super) fn faults(&self, item: usize) -> &[EntryNo] {
        self.items.get(&item).map_or(&[], |state| &state.faulted)
    }

    /// What had arrived by then, whatever became of it; else what the first hand-in was for.
    pub(super) fn first_try(&self, by: Moment) -> BTreeSet<usize> {
        let arrived: BTreeSet<usize> =
            self.arrived.iter().filter(|(_, came)| came.at <= by).map(|(item, _)| *item).collect();
        if arrived.is_empty() { self.first_items.clone() } else { arrived }
    }

    /// Whether nobody could say at that moment what the part would come to: something had waited for the lead no longer than
    /// `patience` allows, or was being corrected in its time.
    pub(super) fn is_undecided(&self, at: Moment, patience: impl Fn(Moment) -> bool) -> bool {
        let running = self.pauses.iter().filter(|it| it.since <= at && it.until.is_none_or(|until| until > at));
        let mut undecided = running.map(|it| match it.correction_by {
            Some(by) => by > at,
            None => patience(it.since),
        });
        undecided.any(|it| it)
    }
}
