//! The two axes over many parts, never merged: 配合度 P and 完成度 C, with what small samples allow to say.

use serde::{Deserialize, Serialize};

use super::part::count;
use super::{Exact, PartFacts, PartScore};

/// R, W, V, F, E, of 100.
pub const WEIGHTS: [i64; 5] = [25, 15, 20, 25, 15];
/// Fewer parts than these are facts only: 样本不足.
pub const SAMPLE_MIN: u32 = 3;
/// The share that every department starts with, as if two parts more had come to it.
const PRIOR: i64 = 80;
const PRIOR_PARTS: i64 = 2;

/// How good an axis is, by its adjusted figure as it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Band {
    /// 待改进: below 60.
    ToImprove,
    /// 中: from 60.
    Fair,
    /// 良: from 80.
    Good,
    /// 优: from 90.
    Excellent,
}

impl Band {
    /// Best first.
    pub const ALL: [Self; 4] = [Self::Excellent, Self::Good, Self::Fair, Self::ToImprove];

    fn of(adjusted: &Exact) -> Self {
        match adjusted.tenths() {
            900.. => Self::Excellent,
            800.. => Self::Good,
            600.. => Self::Fair,
            _ => Self::ToImprove,
        }
    }
}

/// An axis adjusted for small samples: `(n·x + 2·80) / (n + 2)`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Adjusted {
    /// 0 to 100.
    pub value: Exact,
    /// Of the adjusted figure.
    pub band: Band,
}

/// One axis, 0 to 100.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Axis {
    /// As it is.
    pub raw: Exact,
    /// None below [`SAMPLE_MIN`] parts: then the raw figure is a fact, and no judgement.
    pub adjusted: Option<Adjusted>,
}

/// One of R, W, V, F, E over the parts to which it applies, 0 to 1.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mean {
    /// Weighted by the tasks.
    pub value: Exact,
    /// To how many parts it applies.
    pub n: u32,
}

/// Scores over parts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scores {
    /// Parts that count.
    pub n: u32,
    /// 配合度 P; none if nothing counts.
    pub cooperation: Option<Axis>,
    /// 完成度 C; none if nothing counts.
    pub completion: Option<Axis>,
    /// R, W, V, F, E.
    pub shares: [Option<Mean>; 5],
    /// Parts with everything in, accepted and on time (OTIF).
    pub in_full_on_time: u32,
}

/// How many departments stand in each band of an axis.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bands {
    /// In the order of [`Band::ALL`].
    pub of: [u32; 4],
    /// 样本不足: facts only.
    pub few: u32,
    /// Nothing of theirs counts in the period.
    pub none: u32,
}

impl Bands {
    /// Over departments' axes.
    #[must_use]
    pub fn over<'a>(axes: impl IntoIterator<Item = Option<&'a Axis>>) -> Self {
        let mut bands = Self::default();
        for axis in axes {
            match axis.map(|axis| axis.adjusted.as_ref()) {
                None => bands.none += 1,
                Some(None) => bands.few += 1,
                Some(Some(adjusted)) => {
                    let place = Band::ALL.iter().position(|band| *band == adjusted.band);
                    bands.of[place.expect("all bands are listed")] += 1;
                }
            }
        }
        bands
    }
}

impl Scores {
    /// Over parts, each with its task's weight.
    pub(super) fn of<'a>(parts: impl IntoIterator<Item = (&'a PartFacts, u8)>) -> Self {
        let scored = parts.into_iter().filter_map(|(part, weight)| Some((part.score.as_ref()?, i64::from(weight))));
        let scored: Vec<(&PartScore, i64)> = scored.collect();
        if scored.is_empty() {
            return Self::default();
        }
        let n = count(scored.len());
        let shares: [Option<Mean>; 5] = std::array::from_fn(|share| {
            let applies = scored.iter().filter_map(|(score, weight)| Some((&score.shares()[share]?.value, *weight)));
            let n = count(applies.clone().count());
            mean(applies).map(|value| Mean { value, n })
        });
        let applicable = WEIGHTS.into_iter().zip(&shares).filter_map(|(weight, share)| Some((share.as_ref()?, weight)));
        let cooperation = mean(applicable.map(|(share, weight)| (&share.value, weight)));
        let completion = mean(scored.iter().map(|(score, weight)| (&score.completion.value, *weight)));
        Self {
            n,
            cooperation: cooperation.map(|share| axis(share * 100, n)),
            completion: completion.map(|share| axis(share * 100, n)),
            shares,
            in_full_on_time: count(scored.iter().filter(|(score, _)| score.in_full_on_time).count()),
        }
    }
}

/// None without anything to weigh.
pub(super) fn mean<'a>(of: impl Iterator<Item = (&'a Exact, i64)> + Clone) -> Option<Exact> {
    let weights: i64 = of.clone().map(|(_, weight)| weight).sum();
    (weights > 0).then(|| Exact::sum_of(of).over(weights))
}

fn axis(raw: Exact, n: u32) -> Axis {
    let adjusted = (n >= SAMPLE_MIN).then(|| {
        let n = i64::from(n);
        let value = (raw.clone() * n + Exact::whole(PRIOR * PRIOR_PARTS)).over(n + PRIOR_PARTS);
        Adjusted { band: Band::of(&value), value }
    });
    Axis { raw, adjusted }
}
