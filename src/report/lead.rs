//! The lead's own side, summed over the parts of a period.

use super::axes::mean;
use super::part::{DAY_MINUTES, count};
use super::{DutyShare, Exact, LeadFacts, PartFacts};

/// L1 to L4, of 100.
const WEIGHTS: [i64; 4] = [25, 25, 20, 30];

pub(super) fn lead(parts: &[PartFacts]) -> LeadFacts {
    let mut notices: Vec<i64> = parts.iter().filter_map(|part| part.notice_minutes).collect();
    notices.sort_unstable();
    let matters = || parts.iter().flat_map(|part| &part.matters);
    let answered = || matters().filter(|matter| matter.answered_at.is_some());
    let nudges = parts.iter().map(|part| part.nudges_before.value + part.nudges_after.value).sum();
    let mut facts = LeadFacts {
        noticed: count(notices.len()),
        notice_minutes_min: notices.first().copied(),
        notice_minutes_median: notices.get(notices.len().saturating_sub(1) / 2).copied(),
        matters: count(matters().count()),
        matters_answered: count(answered().count()),
        matters_answered_in_time: count(answered().filter(|matter| matter.waited_minutes <= DAY_MINUTES).count()),
        matter_minutes_max: matters().map(|matter| matter.waited_minutes).max(),
        nudges,
        nudges_per_part: i64::try_from(notices.len()).ok().filter(|n| *n > 0).map(|n| Exact::new(nudges.into(), n)),
        ..LeadFacts::default()
    };
    for duties in parts.iter().map(|part| &part.duties) {
        duties.notice.iter().for_each(|duty| facts.notice.add(duty));
        duties.reviews.iter().for_each(|duty| facts.review.add(duty));
        duties.stable.iter().for_each(|duty| facts.stable.add(duty));
        duties.answers.iter().for_each(|duty| facts.answers.add(duty));
    }
    facts.score = score([facts.notice, facts.review, facts.stable, facts.answers]);
    facts
}

/// 0 to 100.
fn score(shares: [DutyShare; 4]) -> Option<Exact> {
    let owed = WEIGHTS.into_iter().zip(shares).filter(|(_, share)| share.of > 0);
    let owed: Vec<(Exact, i64)> =
        owed.map(|(weight, share)| (Exact::new(share.met.into(), share.of.into()), weight)).collect();
    mean(owed.iter().map(|(share, weight)| (share, *weight))).map(|share| share * 100)
}
