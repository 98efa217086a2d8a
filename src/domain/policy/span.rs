//! The span from notice to deadline: its class and its days.

use chrono::{NaiveDate, TimeDelta};

use crate::domain::Moment;
use crate::domain::calendar::WorkTime;

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
