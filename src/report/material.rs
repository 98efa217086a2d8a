//! What of a part stands at a moment, item by item, and since when it counts (S of the formulas).

use std::collections::BTreeMap;

use super::part::At;
use crate::domain::{EntryNo, Moment};

/// A hand-in of an item that stands.
#[derive(Clone, Copy, Debug)]
struct Standing {
    /// The entry that it is.
    of: EntryNo,
    /// What it counts as of: itself, what was sent back before it, or what it took the place of.
    as_of: At,
}

/// What stands of what was handed in.
#[derive(Clone, Debug, Default)]
pub(super) struct Material {
    items: BTreeMap<usize, Vec<Standing>>,
    /// When what was sent back had come first, and until when it may come again as of then.
    returned: BTreeMap<usize, (At, Moment)>,
    /// The first hand-in of all, as long as anything of what was sent back or stands was not taken back.
    first: Option<At>,
}

impl Material {
    pub(super) fn hand_in(&mut self, items: &[usize], here: At) {
        self.first.get_or_insert(here);
        for item in items {
            let again = self.returned.get(item).filter(|(_, by)| here.at <= *by);
            let as_of = again.map_or(here, |(first, _)| *first);
            self.items.entry(*item).or_default().push(Standing { of: here.entry, as_of });
        }
    }

    /// A further file of a hand-in, perhaps for another item.
    pub(super) fn add(&mut self, of: EntryNo, item: usize, here: At) {
        if self.items.get(&item).is_some_and(|standing| standing.iter().any(|it| it.of == of)) {
            return;
        }
        let again = self.returned.get(&item).filter(|(_, by)| here.at <= *by);
        let as_of = again.map_or(here, |(first, _)| *first);
        self.items.entry(item).or_default().push(Standing { of, as_of });
    }

    pub(super) fn send_back(&mut self, items: &[usize], by: Moment) {
        for item in items {
            if let Some(first) = self.came(*item) {
                self.returned.insert(*item, (first, by));
            }
            self.items.remove(item);
        }
    }

    /// What takes another's place counts as of it: whoever corrects on their own is not worse off than who was sent back.
    pub(super) fn take_back(&mut self, of: EntryNo, items: &[usize], by: Option<EntryNo>) {
        for item in items {
            let Some(standing) = self.items.get_mut(item) else { continue };
            let Some(place) = standing.iter().position(|it| it.of == of) else { continue };
            let gone = standing.remove(place);
            if let Some(newer) = standing.iter_mut().find(|it| Some(it.of) == by)
                && gone.as_of.at < newer.as_of.at
            {
                newer.as_of = gone.as_of;
            }
        }
        self.items.retain(|_, standing| !standing.is_empty());
        if self.items.is_empty() && self.returned.is_empty() {
            self.first = None;
        }
    }

    /// The first hand-in.
    pub(super) fn first(&self) -> Option<At> {
        self.first
    }

    /// Since when an item is in.
    pub(super) fn came(&self, item: usize) -> Option<At> {
        self.items.get(&item)?.iter().map(|it| it.as_of).min_by_key(|at| at.entry)
    }
}
