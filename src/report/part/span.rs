//! How time is counted: in working time, an emergency's by the clock.

use chrono::TimeDelta;

use crate::domain::Moment;
use crate::domain::calendar::OpenTime;

/// A working day (wd of the formulas).
pub(in crate::report) const DAY_MINUTES: i64 = 420;
/// A day of an emergency.
const CLOCK_DAY_MINUTES: i64 = 1440;

/// Minutes of a part.
#[derive(Clone, Copy)]
pub(in crate::report) struct Span<'a> {
    pub(in crate::report) work: &'a OpenTime<'a>,
    pub(in crate::report) by_the_clock: bool,
}

impl Span<'_> {
    /// Whole minutes from one moment to another; 0 if that is not later.
    pub(in crate::report) fn minutes(&self, from: Moment, to: Moment) -> i64 {
        if self.by_the_clock { (to - from).num_minutes().max(0) } else { self.work.working_minutes(from, to) }
    }

    pub(in crate::report) fn after(&self, from: Moment, minutes: i64) -> Moment {
        if self.by_the_clock {
            from + TimeDelta::minutes(minutes.max(0))
        } else {
            self.work.add_working_minutes(from, minutes)
        }
    }

    /// Late days (l of the formulas).
    pub(in crate::report) fn late_days(&self, came: Moment, from: Moment) -> i64 {
        if came <= from {
            return 0;
        }
        let day = if self.by_the_clock { CLOCK_DAY_MINUTES } else { DAY_MINUTES };
        ((self.minutes(from, came) + day - 1) / day).max(1)
    }
}
