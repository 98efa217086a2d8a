//! How bad a life is: some are calm, some are nothing but trouble.

use chrono::TimeDelta;
use cuiban::failpoint::Plan;

use super::dice::Dice;
use super::off_time::Wrong;

/// How often what goes wrong.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Weather {
    /// One call in so many has a mishap.
    pub(crate) calls_per_mishap: Option<u64>,
    /// One moment in so many brings another fate.
    moments_per_fate: u64,
    /// Of so many fates one is an end.
    fates_per_end: u64,
    /// Of so many others one is a commit that fails.
    fates_per_refusal: u64,
    /// Of so many of those one stands, and only its answer is lost.
    refusals_per_loss: u64,
    /// It is one of the next so many.
    commits_ahead: u64,
    /// One moment in so many the network goes.
    moments_per_cut: u64,
    /// One moment in so many the machine's clock jumps, or stands still; never, if none.
    moments_per_jump: Option<u64>,
}

impl Weather {
    pub(crate) fn of(dice: &mut Dice) -> Self {
        Self {
            calls_per_mishap: *dice.pick(&[None, Some(60), Some(20), Some(7)]),
            moments_per_fate: *dice.pick(&[15, 40, 200]),
            fates_per_end: *dice.pick(&[2, 2, 4]),
            fates_per_refusal: *dice.pick(&[2, 3, 1_000_000]),
            refusals_per_loss: 2,
            commits_ahead: 25,
            moments_per_cut: *dice.pick(&[60, 300, 1_000_000]),
            moments_per_jump: None,
        }
    }

    /// Much goes wrong, whatever the dice said.
    pub(crate) fn is_bad(&mut self) {
        (self.calls_per_mishap, self.moments_per_fate) = (Some(7), 15);
    }

    /// Nothing goes wrong but the clock.
    pub(crate) fn of_clocks() -> Self {
        Self {
            calls_per_mishap: None,
            moments_per_fate: 1_000_000,
            fates_per_end: 1_000_000,
            fates_per_refusal: 1_000_000,
            refusals_per_loss: 1,
            commits_ahead: 25,
            moments_per_cut: 1_000_000,
            moments_per_jump: Some(12),
        }
    }

    /// Nothing goes wrong but that answers to commits are lost.
    pub(crate) fn of_lost_answers() -> Self {
        Self {
            moments_per_fate: 1,
            fates_per_refusal: 1,
            commits_ahead: 6,
            moments_per_jump: None,
            ..Self::of_clocks()
        }
    }

    /// What becomes of the clock now, if anything does.
    pub(crate) fn clock(self, dice: &mut Dice) -> Option<Wrong> {
        dice.one_in(self.moments_per_jump?).then(|| wrong(dice))
    }

    pub(crate) fn is_to_change_fate(self, dice: &mut Dice) -> bool {
        dice.one_in(self.moments_per_fate)
    }

    pub(crate) fn fate(self, dice: &mut Dice) -> Option<Plan> {
        if dice.one_in(self.fates_per_end) {
            return Some(Plan::End(dice.between(1, 60)));
        }
        if !dice.one_in(self.fates_per_refusal) {
            return None;
        }
        let at = dice.between(1, self.commits_ahead);
        Some(if dice.one_in(self.refusals_per_loss) { Plan::LoseCommit(at) } else { Plan::RefuseCommit(at) })
    }

    /// For how long the network goes, if it goes.
    pub(crate) fn cut_off(self, dice: &mut Dice) -> Option<TimeDelta> {
        dice.one_in(self.moments_per_cut).then(|| outage(dice))
    }
}

/// Suspended for seconds to days, or off by seconds to a month, for minutes or hours.
fn wrong(dice: &mut Dice) -> Wrong {
    if dice.one_in(4) {
        return Wrong::Suspended(outage(dice));
    }
    let seconds = match dice.roll(4) {
        0 => dice.between(1, 5),
        1 => dice.between(11 * 60, 3600),
        2 => dice.between(3600, 24 * 3600),
        _ => dice.between(24 * 3600, 30 * 24 * 3600),
    };
    let by = TimeDelta::seconds(i64::try_from(seconds).unwrap());
    let minutes = TimeDelta::minutes(i64::try_from(dice.between(1, 20 * 60)).unwrap());
    Wrong::Off { by: if dice.one_in(2) { by } else { -by }, length: minutes }
}

/// Mostly seconds, sometimes hours, once in a while days.
pub(crate) fn outage(dice: &mut Dice) -> TimeDelta {
    let seconds = match dice.roll(100) {
        0..60 => dice.between(1, 50),
        60..85 => dice.between(150, 40 * 60),
        85..97 => dice.between(2 * 3600, 20 * 3600),
        _ => dice.between(24 * 3600, 72 * 3600),
    };
    TimeDelta::seconds(i64::try_from(seconds).unwrap())
}
