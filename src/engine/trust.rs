//! Whether the wall clock is to be believed. One that jumped may be right or wrong, and only somebody else can tell; until then nothing
//! is said of our own accord, while people are answered as ever.

use std::sync::{Mutex, MutexGuard};
use std::time::Duration;

use chrono::TimeDelta;

use crate::domain::Moment;

/// What is set aright by less changes no day and no working hour; clocks are set aright all the time.
const JUMP: TimeDelta = TimeDelta::minutes(10);

/// The wall clock held against the one that only runs, and against others'.
#[derive(Debug, Default)]
pub(super) struct Trust {
    believed: Mutex<Believed>,
}

/// By how much the wall was ahead of the running clock when it was last believed; none before it was looked at.
#[derive(Debug, Default)]
struct Believed {
    ahead: Option<TimeDelta>,
    doubted: bool,
}

/// What a look at the clocks shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// As before.
    Same { believed: bool },
    /// The wall is off by so much since it was believed.
    Jumped(TimeDelta),
    /// It is back where it is believed.
    Back,
}

impl Trust {
    /// By what the wall is first judged: somebody else's clock.
    pub(super) fn begin(&self, theirs: Moment, steady: Duration) {
        self.believed().ahead = Some(ahead(theirs, steady));
    }

    /// Looks at both clocks.
    pub(super) fn look(&self, wall: Moment, steady: Duration) -> Look {
        let mut it = self.believed();
        let now = ahead(wall, steady);
        let off = it.ahead.map_or(TimeDelta::zero(), |before| now - before);
        let (before, is_off) = (it.doubted, off.abs() > JUMP);
        it.doubted = is_off;
        if !is_off {
            it.ahead = Some(now);
        }
        match (before, is_off) {
            (false, true) => Look::Jumped(off),
            (true, false) => Look::Back,
            (_, is_off) => Look::Same { believed: !is_off },
        }
    }

    /// Somebody else's clock shows `theirs`. True if the wall is believed by that.
    pub(super) fn hear(&self, theirs: Moment, wall: Moment, steady: Duration) -> bool {
        let agrees = (theirs - wall).abs() <= JUMP;
        if agrees {
            *self.believed() = Believed { ahead: Some(ahead(wall, steady)), doubted: false };
        }
        agrees
    }

    fn believed(&self) -> MutexGuard<'_, Believed> {
        self.believed.lock().expect("nobody panics with it in hand")
    }
}

/// Of the running clock only differences mean anything.
fn ahead(wall: Moment, steady: Duration) -> TimeDelta {
    let ran = TimeDelta::from_std(steady).unwrap_or(TimeDelta::MAX);
    (wall - Moment::UNIX_EPOCH).checked_sub(&ran).unwrap_or(TimeDelta::MIN)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: TimeDelta = TimeDelta::hours(1);

    fn at(text: &str) -> Moment {
        text.parse().unwrap()
    }

    fn secs(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    #[test]
    fn a_jump_is_doubted_until_the_wall_is_back_or_somebody_agrees() {
        let nine = at("2026-07-06T01:00:00Z");
        for jump in [HOUR, -HOUR, TimeDelta::minutes(11), TimeDelta::days(-30)] {
            let trust = Trust::default();
            assert_eq!(trust.look(nine, secs(5)), Look::Same { believed: true });
            assert_eq!(trust.look(nine + TimeDelta::seconds(10), secs(15)), Look::Same { believed: true });
            let off = nine + TimeDelta::seconds(20) + jump;
            assert_eq!(trust.look(off, secs(25)), Look::Jumped(jump));
            assert_eq!(trust.look(off, secs(25)), Look::Same { believed: false });
            assert_eq!(trust.look(nine + TimeDelta::seconds(30), secs(35)), Look::Back);
            assert_eq!(trust.look(off, secs(25)), Look::Jumped(jump));
            assert!(!trust.hear(nine, off, secs(25)), "theirs is another");
            assert_eq!(trust.look(off, secs(25)), Look::Same { believed: false });
            assert!(trust.hear(off + TimeDelta::seconds(3), off, secs(25)));
            assert_eq!(trust.look(off + TimeDelta::seconds(5), secs(30)), Look::Same { believed: true });
        }
    }

    #[test]
    fn a_clock_that_is_set_aright_bit_by_bit_is_believed() {
        let trust = Trust::default();
        let mut wall = at("2026-07-06T01:00:00Z");
        for n in 0..100 {
            wall += TimeDelta::minutes(5);
            assert_eq!(trust.look(wall, secs(n)), Look::Same { believed: true });
        }
    }

    #[test]
    fn a_wall_that_is_wrong_from_the_start_is_doubted() {
        let theirs = at("2026-07-06T01:00:00Z");
        for (off, believed) in
            [(-HOUR, false), (TimeDelta::minutes(-9), true), (TimeDelta::minutes(9), true), (HOUR, false)]
        {
            let trust = Trust::default();
            trust.begin(theirs, secs(1));
            let look = trust.look(theirs + off, secs(1));
            assert_eq!(look, if believed { Look::Same { believed } } else { Look::Jumped(off) }, "{off}");
        }
    }
}
