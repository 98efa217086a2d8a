//! V: what became of the dates that were given, and of those that were granted.

use super::{PartFolding, Span, Stamp};
use crate::domain::{EntryNo, Moment};
use crate::report::{Exact, PromiseFact, PromiseOutcome};

/// A date may be replaced up to so many working minutes before it falls due, and is half kept.
const REPLACED_EARLY_MINUTES: i64 = 120;

impl PartFolding {
    pub(super) fn promise_facts(&self, complete: Option<Stamp>, cut_off: Moment, span: Span<'_>) -> Vec<PromiseFact> {
        let next = self.dates.iter().skip(1).map(Some).chain([None]);
        let facts = self.dates.iter().zip(next).map(|(date, next)| {
            let due = date.promise.due_at;
            let kept = complete.filter(|done| done.at <= due);
            // What was asked for before this date was given replaces it from then on.
            let moved = next.map(|next| (next.given, next.said_at.max(date.given.at))).filter(|(_, at)| *at <= due);
            let (outcome, credit, by) = match (kept, moved) {
                (Some(done), _) => (PromiseOutcome::Kept, Some(Exact::whole(1)), Some(done.entry)),
                (None, Some((next, at))) if span.minutes(at, due) >= REPLACED_EARLY_MINUTES => {
                    (PromiseOutcome::Moved, Some(Exact::new(1, 2)), Some(next.entry))
                }
                (None, Some((next, _))) => (PromiseOutcome::Moved, Some(Exact::whole(0)), Some(next.entry)),
                (None, None) if due <= cut_off => (PromiseOutcome::Missed, Some(Exact::whole(0)), None),
                (None, None) => (PromiseOutcome::Open, None, None),
            };
            let mut entries: Vec<EntryNo> = [date.given.entry].into_iter().chain(by).collect();
            entries.sort_unstable();
            entries.dedup();
            PromiseFact {
                given_at: date.given.at,
                due_at: due,
                make_up: date.promise.make_up,
                granted: date.granted,
                outcome,
                credit,
                entries,
            }
        });
        facts.collect()
    }
}
