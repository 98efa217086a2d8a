//! 7.2 and 7.3 of one part.

use std::collections::BTreeSet;

use super::clock::DAY;
use super::frac::Frac;
use super::part::Part;

#[derive(Clone, Copy, Debug)]
pub(super) struct Score {
    pub(super) weight: i64,
    pub(super) completion: Frac,
    pub(super) in_full_on_time: bool,
    /// R, W, V, F, E.
    pub(super) shares: [Option<Frac>; 5],
}

impl Score {
    pub(super) fn of(part: &Part) -> Self {
        Self {
            weight: part.history.weight,
            completion: completion(part),
            in_full_on_time: part.standing == "on_time",
            shares: [Some(response(part)), warning(part), promises(part), first_go(part), Some(effort(part))],
        }
    }
}

fn required(part: &Part) -> i64 {
    part.history.items.iter().map(|item| i64::from(item.required)).sum()
}

fn completion(part: &Part) -> Frac {
    // What is in of a part that counts is accepted, or provisionally so.
    let worth = part.history.items.iter().filter(|item| item.required).filter_map(super::hand_in::Item::since);
    let sum = worth.map(|since| Frac::new(10 - part.late_days(since).min(5), 10)).fold(Frac::ZERO, |a, b| a + b);
    sum / Frac::new(required(part), 1)
}

fn response(part: &Part) -> Frac {
    let it = &part.history;
    let first_nudge = it.nudges.first().map(|(at, seq, _)| (*at, *seq));
    let first_hand_in = it.valid_hand_ins().first().map(|(seq, at, _)| (*at, *seq));
    if let Some(came) = first_hand_in
        && first_nudge.is_none_or(|nudge| came < nudge)
    {
        return Frac::ONE;
    }
    let (Some(notified), Some(answer)) = (it.notified_at, it.first_answer_at) else { return Frac::ZERO };
    let target = match part.pace {
        "emergency" => 30,
        "short" => 210,
        _ => 420,
    };
    Frac::new(3 * target - part.clock.span(notified, answer), 2 * target).clamped()
}

fn warning(part: &Part) -> Option<Frac> {
    let it = &part.history;
    let is_short = !matches!(part.complete_at, Some(at) if part.late_days(at) == 0);
    if it.warnings.is_empty() && !is_short {
        return None;
    }
    let beyond = it.dates.iter().filter(|date| !date.is_granted && date.due > it.asked_by);
    let first = it.warnings.iter().copied().chain(beyond.map(|date| date.given_at)).min();
    let Some(first) = first.filter(|first| *first < it.asked_by) else { return Some(Frac::ZERO) };
    let early = match part.pace {
        "emergency" => 0,
        "short" => 120,
        _ => 420,
    };
    Some(if part.clock.span(first, it.asked_by) >= early { Frac::ONE } else { Frac::new(1, 2) })
}

fn promises(part: &Part) -> Option<Frac> {
    let credits: Vec<Frac> = part.promises().into_iter().filter_map(|(_, credit)| credit).collect();
    let n = i64::try_from(credits.len()).unwrap();
    (n > 0).then(|| credits.into_iter().fold(Frac::ZERO, |a, b| a + b) / Frac::new(n, 1))
}

fn first_go(part: &Part) -> Option<Frac> {
    let it = &part.history;
    let day = part.counted_from?;
    let first = it.valid_hand_ins().first().map(|(seq, ..)| *seq)?;
    let required_items = || it.items.iter().enumerate().filter(|(_, item)| item.required);
    let mut arrived: Vec<usize> =
        required_items().filter(|(_, item)| item.arrived_at().is_some_and(|at| at <= day)).map(|(at, _)| at).collect();
    if arrived.is_empty() {
        arrived = required_items()
            .map(|(at, _)| at)
            .filter(|at| it.items[*at].arrivals.iter().any(|(_, seq)| *seq == first))
            .collect();
    }
    if arrived.is_empty() || arrived.iter().any(|at| !it.items[*at].was_looked_at) {
        return None;
    }
    let whole = arrived.into_iter().filter(|at| it.items[*at].faults.is_empty()).count();
    Some(Frac::new(i64::try_from(whole).unwrap(), required(part)))
}

pub(super) fn nudges_after(part: &Part) -> i64 {
    let day = part.counted_from.unwrap_or(i64::MAX);
    let after = part.history.nudges.iter().filter(|(at, _, is_planned)| *at > day && !is_planned);
    i64::try_from(after.count()).unwrap()
}

pub(super) fn calls_after(part: &Part) -> i64 {
    let day = part.counted_from.unwrap_or(i64::MAX);
    let days: BTreeSet<i64> = part.history.calls.iter().filter(|at| **at > day).map(|at| at.div_euclid(DAY)).collect();
    i64::try_from(days.len()).unwrap()
}

fn effort(part: &Part) -> Frac {
    Frac::new(4 - nudges_after(part) - calls_after(part), 4).clamped()
}
