//! What of a part stands at a moment, item by item, since when it counts (S of the formulas), and what the lead made of it.

use std::collections::BTreeSet;

use super::part::{Stamp, put};
use crate::domain::assignment::Flaw;
use crate::domain::{EntryNo, Moment};

/// An item that came.
#[derive(Clone, Copy, Debug)]
struct Came {
    at: Stamp,
    /// With which hand-in.
    of: EntryNo,
}

/// A hand-in of an item that stands.
#[derive(Clone, Copy, Debug)]
struct Standing {
    /// The entry that it is.
    of: EntryNo,
    /// What it counts as of: itself, what was sent back before it, or what it took the place of.
    as_of: Came,
    /// No look has passed over it yet.
    waits: Option<Moment>,
}

/// What was sent back, and may come again as of its first hand-in.
#[derive(Clone, Copy, Debug)]
struct Correction {
    first: Came,
    by: Moment,
}

/// One item.
#[derive(Clone, Debug, Default)]
struct ItemState {
    standing: Vec<Standing>,
    /// Waits to be corrected.
    correction: Option<Correction>,
    /// What came first of what was sent back as a hand-in.
    sent_back: Option<Came>,
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
    items: Items,
    /// Every wait so far, the running ones among them.
    pauses: Vec<Pause>,
}

/// Items by their places, in order: a few each of many parts, so in no more memory than they need.
#[derive(Clone, Debug, Default)]
struct Items(Vec<(usize, ItemState)>);

impl Items {
    fn find(&self, item: usize) -> Result<usize, usize> {
        self.0.binary_search_by_key(&item, |(place, _)| *place)
    }

    fn get(&self, item: usize) -> Option<&ItemState> {
        self.find(item).ok().map(|at| &self.0[at].1)
    }

    fn get_mut(&mut self, item: usize) -> Option<&mut ItemState> {
        self.find(item).ok().map(|at| &mut self.0[at].1)
    }

    fn get_or_new(&mut self, item: usize) -> &mut ItemState {
        let at = self.find(item).unwrap_or_else(|at| {
            self.0.reserve_exact(1);
            self.0.insert(at, (item, ItemState::default()));
            at
        });
        &mut self.0[at].1
    }

    fn iter(&self) -> impl Iterator<Item = (usize, &ItemState)> {
        self.0.iter().map(|(place, state)| (*place, state))
    }

    fn iter_mut(&mut self) -> impl Iterator<Item = (usize, &mut ItemState)> {
        self.0.iter_mut().map(|(place, state)| (*place, state))
    }
}

impl ItemState {
    /// Since when it is in.
    fn came(&self) -> Option<Came> {
        self.standing.iter().map(|it| it.as_of).min_by_key(|came| came.at.order())
    }

    /// When it first came: not what was blank or taken back.
    fn arrived(&self) -> Option<Came> {
        self.sent_back.into_iter().chain(self.came()).min_by_key(|came| came.at.order())
    }

    /// Waits to be looked at, since what came after the last look.
    fn waits(&self) -> Option<Moment> {
        self.standing.iter().filter_map(|it| it.waits).min()
    }

    fn look(&mut self) {
        self.standing.iter_mut().for_each(|it| it.waits = None);
    }
}

impl Material {
    pub(super) fn hand_in(&mut self, items: &[usize], here: Stamp) {
        for item in items {
            self.stand(*item, here.entry, here);
        }
    }

    /// A further file of a hand-in, perhaps for another item.
    pub(super) fn add(&mut self, of: EntryNo, item: usize, here: Stamp) {
        if self.items.get(item).is_some_and(|state| state.standing.iter().any(|it| it.of == of)) {
            return;
        }
        self.stand(item, of, here);
    }

    fn stand(&mut self, item: usize, of: EntryNo, here: Stamp) {
        let state = self.items.get_or_new(item);
        let as_of = state.correction.filter(|it| here.at <= it.by).map_or(Came { at: here, of }, |it| it.first);
        let waits = state.waits().is_some();
        put(&mut state.standing, Standing { of, as_of, waits: Some(here.heard) });
        if !waits {
            put(&mut self.pauses, Pause { item, since: here.heard, until: None, correction_by: None });
        }
        self.end_pauses(item, here.heard, true);
    }

    /// The lead looked at what is in, and left it as it is.
    pub(super) fn accept(&mut self, here: Stamp) {
        self.look(&BTreeSet::new(), here);
    }

    /// It is accepted by rule: nobody looked.
    pub(super) fn accept_unseen(&mut self, here: Stamp) {
        let mut waited = Vec::new();
        for (item, state) in self.items.iter_mut().filter(|(_, state)| !state.standing.is_empty()) {
            state.look();
            state.accepted.get_or_insert(here.entry);
            waited.push(item);
        }
        for item in waited {
            self.end_pauses(item, here.at, false);
        }
    }

    /// The lead looked at what is in, and sent these items back.
    pub(super) fn send_back(&mut self, items: &[usize], flaw: Option<Flaw>, by: Moment, here: Stamp) {
        let items: BTreeSet<usize> = items.iter().copied().collect();
        self.look(&items, here);
        for item in &items {
            let Some(state) = self.items.get_mut(*item) else { continue };
            let Some(first) = state.came() else { continue };
            state.standing.clear();
            state.accepted = None;
            if flaw == Some(Flaw::Unrelated) {
                // No hand-in at all: what comes counts as of itself, or in the time of a correction that it was to be.
                self.correct_on(*item, here.at);
                continue;
            }
            state.sent_back = state.arrived().or(Some(first));
            state.correction = Some(Correction { first, by });
            if !flaw.is_some_and(Flaw::is_the_leads) {
                state.faulted.push(here.entry);
            }
            put(&mut self.pauses, Pause { item: *item, since: here.at, until: None, correction_by: Some(by) });
        }
    }

    /// What was sent back has time until then: more was granted.
    pub(super) fn correct_by(&mut self, until: Moment) {
        for state in self.items.iter_mut().map(|(_, state)| state).filter(|state| state.standing.is_empty()) {
            if let Some(correction) = &mut state.correction {
                correction.by = until;
            }
        }
        for pause in self.pauses.iter_mut().filter(|it| it.until.is_none()) {
            pause.correction_by = pause.correction_by.map(|_| until);
        }
    }

    fn look(&mut self, returned: &BTreeSet<usize>, here: Stamp) {
        let mut seen = Vec::new();
        for (item, state) in self.items.iter_mut().filter(|(_, state)| !state.standing.is_empty()) {
            state.seen = true;
            state.look();
            if !returned.contains(&item) && state.accepted.is_none() {
                state.accepted = Some(here.entry);
            }
            seen.push(item);
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
    pub(super) fn take_back(&mut self, of: EntryNo, items: &[usize], by: Option<EntryNo>, here: Stamp) {
        for item in items {
            let Some(state) = self.items.get_mut(*item) else { continue };
            let Some(place) = state.standing.iter().position(|it| it.of == of) else { continue };
            let gone = state.standing.remove(place);
            if let Some(newer) = state.standing.iter_mut().find(|it| Some(it.of) == by) {
                if gone.as_of.at.at < newer.as_of.at.at {
                    newer.as_of = gone.as_of;
                }
                newer.waits = newer.waits.map(|since| gone.waits.map_or(since, |before| before.min(since)));
            }
            let is_gone = state.standing.is_empty();
            if is_gone {
                state.accepted = None;
            }
            if state.waits().is_none() {
                self.end_pauses(*item, here.heard, false);
            }
            if is_gone {
                self.correct_on(*item, here.heard);
            }
        }
    }

    /// What was to be a correction is none: the time for one goes on.
    fn correct_on(&mut self, item: usize, at: Moment) {
        if let Some(before) = self.items.get(item).and_then(|state| state.correction) {
            put(&mut self.pauses, Pause { item, since: at, until: None, correction_by: Some(before.by) });
        }
    }

    /// The first hand-in.
    pub(super) fn first(&self) -> Option<Stamp> {
        self.first_came().map(|came| came.at)
    }

    fn first_came(&self) -> Option<Came> {
        self.items.iter().filter_map(|(_, state)| state.arrived()).min_by_key(|came| came.at.order())
    }

    /// Since when an item is in.
    pub(super) fn came(&self, item: usize) -> Option<Stamp> {
        self.items.get(item)?.came().map(|came| came.at)
    }

    /// The look that accepted an item as it is now; none while what came after it waits.
    pub(super) fn accepted(&self, item: usize) -> Option<EntryNo> {
        self.items.get(item).filter(|state| state.waits().is_none())?.accepted
    }

    /// Whether anything waits to be looked at.
    pub(super) fn waits(&self) -> bool {
        self.items.iter().any(|(_, state)| state.waits().is_some())
    }

    /// Whether the lead looked at an item at least once.
    pub(super) fn was_seen(&self, item: usize) -> bool {
        self.items.get(item).is_some_and(|state| state.seen)
    }

    /// What sent an item back for a reason of the department's.
    pub(super) fn faults(&self, item: usize) -> &[EntryNo] {
        self.items.get(item).map_or(&[], |state| &state.faulted)
    }

    /// What had arrived by then, whatever became of it; else what the first hand-in was for.
    pub(super) fn first_try(&self, by: Moment) -> BTreeSet<usize> {
        let with = |is_tried: &dyn Fn(Came) -> bool| {
            let tried = self.items.iter().filter(|(_, state)| state.arrived().is_some_and(is_tried));
            tried.map(|(item, _)| item).collect::<BTreeSet<usize>>()
        };
        let in_time = with(&|came| came.at.at <= by);
        let first = self.first_came().map(|came| came.of);
        if in_time.is_empty() { with(&|came| Some(came.of) == first) } else { in_time }
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
