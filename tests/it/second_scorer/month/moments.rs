//! Moments, rather at an edge than beside one: opening and closing times, midnight, days off and make-up days.

use super::dice::Dice;
use crate::second_scorer::clock::{DAY, is_worked, later};

const EDGES: [i64; 8] = [0, 509, 510, 720, 840, 1049, 1050, 1051];

/// On one of the days from the first to the last.
pub(super) fn within(dice: &mut Dice, from: i64, to: i64) -> i64 {
    let mut day = dice.between(from.div_euclid(DAY), to.max(from).div_euclid(DAY));
    if !is_worked(day) && dice.is(60) {
        day += dice.between(1, 2);
    }
    let minute = match dice.between(1, 10) {
        1..=3 => dice.one(&EDGES),
        4..=5 => dice.one(&[540, 570, 630, 660, 870, 900, 960, 990]),
        6..=9 => dice.between(510, 1050),
        _ => dice.between(0, 1439),
    };
    day * DAY + minute
}

/// The moment of what happens next.
pub(super) fn next(dice: &mut Dice, now: i64, edges: &[i64]) -> i64 {
    let ahead: Vec<i64> = edges.iter().copied().filter(|edge| *edge > now && *edge < now + 20 * DAY).collect();
    match dice.between(1, 20) {
        1..=6 if !ahead.is_empty() => dice.one(&ahead) + if dice.is(25) { dice.one(&[-1, 1]) } else { 0 },
        7..=8 => later(now, dice.one(&[120, 210, 420, 840, 1260]) + dice.one(&[-1, 0, 0, 1])),
        9..=11 => now + dice.between(0, 90),
        12..=15 => later(now, dice.between(1, 420)),
        16 => now + dice.one(&[30, 45, 60, 1440, 1441]),
        _ => within(dice, now, now + 5 * DAY).max(now),
    }
    .max(now)
}
