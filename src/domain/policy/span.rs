//! The span from notice to deadline: its class, its days, and the moments of a day at which the policy speaks.

use chrono::{NaiveDate, NaiveTime, TimeDelta};

use crate::domain::Moment;
use crate::domain::calendar::WorkTime;

/// When the day's digest goes out.
pub(super) const DIGEST: NaiveTime = NaiveTime::from_hms_opt(9, 30, 0).expect("a time of day");
/// When the day's second message goes out.
pub(super) const SECOND: NaiveTime = NaiveTime::from_hms_opt(15, 0, 0).expect("a time of day");

/// How long a department has (domain rule 5.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// At most 2 working days after the notice's day.
    Short,
    /// 3 to 15.
    Medium,
    /// More.
    Long,
}

/// The class of an ask: working days after the notice's day, up to and including the deadline's.
#[must_use]
pub fn class(work: WorkTime<'_>, notice_at: Moment, deadline_at: Moment) -> Class {
    match work.calendar.working_days(work.local(notice_at).date(), last_day_of(work, deadline_at)) {
        ..=2 => Class::Short,
        3..=15 => Class::Medium,
        _ => Class::Long,
    }
}

/// The day that ends with this moment: midnight belongs to the day before (24:00).
pub(super) fn last_day_of(work: WorkTime<'_>, at: Moment) -> NaiveDate {
    work.local(at - TimeDelta::milliseconds(1)).date()
}

/// This time of this day, or the next opening if the office is closed then.
pub(super) fn open_at(work: WorkTime<'_>, day: NaiveDate, time: NaiveTime) -> Moment {
    work.next_opening(work.at(day.and_time(time)))
}

/// The digest of the n-th working day after `day` (before it, if negative).
pub(super) fn digest_after(work: WorkTime<'_>, day: NaiveDate, n: i64) -> Moment {
    open_at(work, work.calendar.add_working(day, n), DIGEST)
}
