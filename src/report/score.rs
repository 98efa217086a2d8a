//! One part's score: C and the five parts of P, each a share from 0 to 1 or not applicable (`docs/report.md` has the formulas).

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::part::{Span, Stamp};
use super::{Acceptance, Exact, Fact, ItemFact, Pace, PartFacts};
use crate::domain::EntryNo;

/// A part that is late by so many working days or more has half of its share left.
const LATE_DAYS_MAX: i64 = 5;
/// E is used up by so many overdue nudges and calls.
const EFFORT_MAX: i64 = 4;

/// What a part comes to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartScore {
    /// 完成度, C of the formulas: 0 to 1.
    pub completion: Fact<Exact>,
    /// OTIF: every required item in, accepted or taken as such, and none late.
    pub in_full_on_time: bool,
    /// R: how soon the department answered.
    pub response: Fact<Exact>,
    /// W: whether it warned in time; only where something was late or missing, or the lead was asked for something.
    pub warning: Option<Fact<Exact>>,
    /// V: dates kept; only where some were given or granted.
    pub promises: Option<Fact<Exact>>,
    /// F: complete at the first go; only where something was handed in, and looked at.
    pub first_go: Option<Fact<Exact>>,
    /// E: how little effort it cost the lead.
    pub effort: Fact<Exact>,
}

impl PartScore {
    /// R, W, V, F, E.
    #[must_use]
    pub fn shares(&self) -> [Option<&Fact<Exact>>; 5] {
        [
            Some(&self.response),
            self.warning.as_ref(),
            self.promises.as_ref(),
            self.first_go.as_ref(),
            Some(&self.effort),
        ]
    }
}

/// What the score is made from.
pub(super) struct Scoring<'a> {
    pub(super) facts: &'a PartFacts,
    pub(super) span: Span<'a>,
    /// More time, a difficulty or "not ours" was brought before the lead.
    pub(super) raised: bool,
    /// The first of these, or a date beyond the deadline.
    pub(super) warned: Option<Stamp>,
    pub(super) first_nudge: Option<Stamp>,
    /// What had arrived by D*, else what the first hand-in was for.
    pub(super) first_try: BTreeSet<usize>,
    /// Items that the lead never looked at.
    pub(super) unseen: BTreeSet<usize>,
}

impl Scoring<'_> {
    pub(super) fn score(&self) -> PartScore {
        PartScore {
            completion: self.completion(),
            in_full_on_time: self.required().all(|(_, item)| item.late_days == Some(0)),
            response: self.response(),
            warning: self.warning(),
            promises: self.promises(),
            first_go: self.first_go(),
            effort: self.effort(),
        }
    }

    fn required(&self) -> impl Iterator<Item = (usize, &ItemFact)> {
        self.facts.items.iter().enumerate().filter(|(_, item)| item.required)
    }

    /// k of the formulas, never 0: a task without a list has one item of its own title.
    fn k(&self) -> i64 {
        i64::from(self.facts.items_required.max(1))
    }

    /// `1/k × Σ a × (0.5 + 0.5 × max(0, 1 − l/5))`.
    fn completion(&self) -> Fact<Exact> {
        let share = |late: i64| Exact::new(2 * LATE_DAYS_MAX - late.min(LATE_DAYS_MAX), 2 * LATE_DAYS_MAX);
        let value = self.required().filter_map(|(_, item)| item.late_days).map(share).sum::<Exact>().over(self.k());
        let came = self.required().filter_map(|(_, item)| item.handed_in_at.as_ref());
        let looks = self.required().filter_map(|(_, item)| match item.acceptance {
            Acceptance::Accepted { by } => Some(by),
            Acceptance::None | Acceptance::Provisional => None,
        });
        fact(value, came.flat_map(|it| it.entries.iter().copied()).chain(looks))
    }

    /// `clamp((3t − r)/2t, 0, 1)`; 1 if it handed in before any nudge, 0 without an answer.
    fn response(&self) -> Fact<Exact> {
        let handed_in = self.facts.handed_in_at.as_ref();
        let by_itself = handed_in.filter(|came| {
            let came = came.entries.first().map(|entry| (came.value, *entry));
            self.first_nudge.is_none_or(|nudge| came < Some(nudge.order()))
        });
        if let Some(came) = by_itself {
            return fact(Exact::whole(1), came.entries.iter().copied());
        }
        let target = self.facts.pace.response_minutes();
        let value = self
            .facts
            .response_minutes
            .map_or_else(|| Exact::whole(0), |minutes| Exact::new((3 * target - minutes).min(2 * target), 2 * target));
        let stands_on = [&self.facts.notified_at, &self.facts.first_response_at];
        fact(value, stands_on.into_iter().flatten().flat_map(|it| it.entries.iter().copied()))
    }

    /// 1 if the first warning came early enough, 0.5 if before the deadline, else 0.
    fn warning(&self) -> Option<Fact<Exact>> {
        let trouble = self.required().any(|(_, item)| item.late_days != Some(0));
        if !trouble && !self.raised {
            return None;
        }
        let due = self.facts.asked_by;
        let value = match self.warned.map(|at| at.at).filter(|at| *at < due) {
            None => Exact::whole(0),
            Some(at) if self.span.minutes(at, due) >= self.facts.pace.warning_minutes() => Exact::whole(1),
            Some(_) => Exact::new(1, 2),
        };
        Some(fact(value, self.warned.map(|at| at.entry)))
    }

    /// The mean over the dates of which it is known what became of them.
    fn promises(&self) -> Option<Fact<Exact>> {
        let known: Vec<_> =
            self.facts.promises.iter().filter_map(|it| Some((it.credit.clone()?, &it.entries))).collect();
        let n = i64::try_from(known.len()).expect("a ledger is finite");
        let value = known.iter().map(|(credit, _)| credit.clone()).sum::<Exact>();
        (n > 0).then(|| fact(value.over(n), known.iter().flat_map(|(_, entries)| entries.iter().copied())))
    }

    /// Items of the first try that the lead looked at and never sent back for a reason of the department's, of k.
    fn first_go(&self) -> Option<Fact<Exact>> {
        let came = self.facts.handed_in_at.as_ref()?;
        self.required().find(|(place, _)| self.first_try.contains(place))?;
        let tried = || self.required().filter(|(place, _)| self.first_try.contains(place));
        if tried().any(|(place, _)| self.unseen.contains(&place)) {
            return None;
        }
        let good = tried().filter(|(_, item)| item.faults.is_empty()).count();
        let faults = tried().flat_map(|(_, item)| item.faults.iter().copied());
        let value = Exact::new(i64::try_from(good).expect("items are few"), self.k());
        Some(fact(value, came.entries.iter().copied().chain(faults)))
    }

    /// `max(0, 1 − x/4)`.
    fn effort(&self) -> Fact<Exact> {
        let (nudges, calls) = (&self.facts.nudges_after, &self.facts.calls_after);
        let cost = i64::from(nudges.value) + i64::from(calls.value);
        fact(Exact::new(EFFORT_MAX - cost, EFFORT_MAX), nudges.entries.iter().chain(&calls.entries).copied())
    }
}

impl Pace {
    /// t of the formulas: working minutes in which an answer is expected, an emergency's by the clock.
    fn response_minutes(self) -> i64 {
        match self {
            Self::Medium | Self::Long => 420,
            Self::Short => 210,
            Self::Emergency => 30,
        }
    }

    /// How long before the deadline a warning is an early one.
    fn warning_minutes(self) -> i64 {
        match self {
            Self::Medium | Self::Long => 420,
            Self::Short => 120,
            Self::Emergency => 0,
        }
    }
}

fn fact(value: Exact, entries: impl IntoIterator<Item = EntryNo>) -> Fact<Exact> {
    let mut entries: Vec<EntryNo> = entries.into_iter().collect();
    entries.sort_unstable();
    entries.dedup();
    Fact { value, entries }
}
