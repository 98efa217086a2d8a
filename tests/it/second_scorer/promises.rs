//! V of 7.3: dates given or granted, and what became of each.

use super::clock::Clock;
use super::frac::Frac;

#[derive(Clone, Copy, Debug)]
pub(super) struct Date {
    pub(super) given_at: i64,
    /// From when it takes the place of the one before: one that was granted, from the moment it was asked for.
    pub(super) counts_from: i64,
    pub(super) due: i64,
    pub(super) make_up: bool,
    pub(super) is_granted: bool,
}

/// How it came out, and its credit; none while it is ahead.
pub(super) fn outcome(
    date: &Date,
    next: Option<&Date>,
    complete: Option<i64>,
    clock: Clock,
    cut: i64,
) -> (&'static str, Option<Frac>) {
    if complete.is_some_and(|at| at <= date.due) {
        return ("kept", Some(Frac::ONE));
    }
    // What was asked for before this date was given takes its place from then on.
    let replaced_at = next.map(|next| next.counts_from.max(date.given_at)).filter(|at| *at <= date.due);
    match replaced_at {
        Some(at) if clock.span(at, date.due) >= 120 => ("moved", Some(Frac::new(1, 2))),
        Some(_) => ("moved", Some(Frac::ZERO)),
        None if date.due > cut => ("open", None),
        None => ("missed", Some(Frac::ZERO)),
    }
}
