//! 7.3 and 7.4 of a department, 7.6 of the lead.

use super::clock::working;
use super::frac::Frac;
use super::part::{LOOK, Part};
use super::score::Score;
use super::waits;

const WEIGHTS: [i64; 5] = [25, 15, 20, 25, 15];

#[derive(Clone, Debug)]
pub(super) struct Axes {
    pub(super) n: i64,
    pub(super) in_full_on_time: i64,
    pub(super) shares: [Option<(Frac, i64)>; 5],
    pub(super) cooperation: Option<Frac>,
    pub(super) completion: Option<Frac>,
}

impl Axes {
    pub(super) fn of(scores: &[Score]) -> Self {
        let n = i64::try_from(scores.len()).unwrap();
        let shares = std::array::from_fn(|at| mean(scores.iter().filter_map(|it| Some((it.shares[at]?, it.weight)))));
        Self {
            n,
            in_full_on_time: scores.iter().map(|it| i64::from(it.in_full_on_time)).sum(),
            shares,
            cooperation: weighted(shares.iter().zip(WEIGHTS).filter_map(|(it, weight)| Some((it.as_ref()?.0, weight)))),
            completion: mean(scores.iter().map(|it| (it.completion, it.weight)))
                .map(|(mean, _)| mean * Frac::new(100, 1)),
        }
    }

    /// 7.4: the adjusted figure, and its band as it is shown.
    pub(super) fn adjusted(&self, raw: Frac) -> Option<(Frac, &'static str)> {
        if self.n < 3 {
            return None;
        }
        let value = (Frac::new(self.n, 1) * raw + Frac::new(160, 1)) / Frac::new(self.n + 2, 1);
        let band = match value.tenths() {
            900.. => "excellent",
            800.. => "good",
            600.. => "fair",
            _ => "to_improve",
        };
        Some((value, band))
    }
}

fn mean(of: impl Iterator<Item = (Frac, i64)>) -> Option<(Frac, i64)> {
    let all: Vec<_> = of.collect();
    let n = i64::try_from(all.len()).unwrap();
    let weight: i64 = all.iter().map(|(_, weight)| weight).sum();
    let sum = all.into_iter().fold(Frac::ZERO, |sum, (it, weight)| sum + it * Frac::new(weight, 1));
    (n > 0).then(|| (sum / Frac::new(weight, 1), n))
}

/// Of 100.
fn weighted(of: impl Iterator<Item = (Frac, i64)>) -> Option<Frac> {
    mean(of).map(|(mean, _)| mean * Frac::new(100, 1))
}

/// Met and owed: L1 notice, L2 review, L3 stability, L4 answers.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Lead(pub(super) [(i64, i64); 4]);

impl Lead {
    pub(super) fn add(&mut self, part: &Part) {
        for (sum, duties) in self.0.iter_mut().zip(duties(part)) {
            for met in duties {
                sum.0 += i64::from(met);
                sum.1 += 1;
            }
        }
    }

    pub(super) fn score(&self) -> Option<Frac> {
        let shares = self.0.iter().zip([25, 25, 20, 30]).filter(|((_, of), _)| *of > 0);
        weighted(shares.map(|((met, of), weight)| (Frac::new(*met, *of), weight)))
    }
}

/// What the lead owed of one part that was notified.
pub(super) fn duties(part: &Part) -> [Vec<bool>; 4] {
    let it = &part.history;
    let Some(notified) = it.notified_at else { return std::array::from_fn(|_| vec![]) };
    let notice = part.clock.emergency || working(notified, it.asked_by) >= LOOK;
    let mut reviews: Vec<bool> = it.rounds.iter().copied().flatten().collect();
    if it.round.is_some_and(|since| working(since, part.cut) > LOOK) {
        reviews.push(false);
    }
    let wishes = it.extensions.0.iter().filter_map(|wait| waits::duty(wait, 420, part.cut));
    let claims = it.claims.0.iter().filter_map(|wait| waits::duty(wait, 840, part.cut));
    let matters = it.matters.iter().filter_map(|matter| matter.duty(part.cut));
    [vec![notice], reviews, vec![!it.is_unstable], matters.chain(wishes).chain(claims).collect()]
}
