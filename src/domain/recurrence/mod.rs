//! Repeated deadlines (每月25日前): the rule, its canonical text, and the moments it names.
//!
//! The text is a subset of RFC 5545 with four keys of our own, in this order: `FREQ`, `INTERVAL`, `BYMONTH`, one of `BYMONTHDAY`,
//! `BYDAY`, `BYWORKDAY` (n-th working day of the month, −1 the last) and `WORKDAY=1` (working days only), `T` (the time), `UNTIL` (last day).
//!
//! ```text
//! RRULE:FREQ=MONTHLY;BYMONTHDAY=25;T=17:30
//! ```

mod next;
#[cfg(test)]
mod tests;
mod text;

use std::collections::BTreeSet;

use chrono::{NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

pub use next::{Instance, RestDay};
pub use text::RecurrenceError;

/// Minutes of a whole day: 24:00.
const MINUTES_MAX: u16 = 24 * 60;
/// Longer intervals are slips of the hand.
const INTERVAL_MAX: u8 = 24;

/// A rule of repetition. Only those that name a day can be made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Recurrence {
    pattern: Pattern,
    /// From midnight.
    minutes: u16,
    /// The last day that may be named.
    until: Option<NaiveDate>,
}

/// The days that a rule names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pattern {
    /// 每日, 每两日.
    Daily {
        /// Every so many days.
        interval: u8,
    },
    /// 每个工作日.
    Workdays,
    /// 每周一、周四.
    Weekly {
        /// Every so many weeks.
        interval: u8,
        /// Not empty.
        days: Vec<Weekday>,
    },
    /// 每月25日; of some months only for a quarter or half a year.
    Monthly {
        /// Every so many months.
        interval: u8,
        /// 1 to 12; none means every month.
        months: BTreeSet<u8>,
        /// Which day.
        day: DayOfMonth,
    },
    /// 每年6月20日.
    Yearly {
        /// 1 to 12, not empty.
        months: BTreeSet<u8>,
        /// Which day.
        day: DayOfMonth,
    },
}

/// Days of a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DayOfMonth {
    /// 5日、25日: 1 to 31, not empty. A day that a month does not have is its last one.
    Dates(BTreeSet<u8>),
    /// 第二个周三: counted from the month's start, or from its end if negative. Not empty.
    Weekdays(Vec<(i8, Weekday)>),
    /// 第5个工作日: counted likewise. A count that a month does not have is its last working day.
    Workday(i8),
}

impl Recurrence {
    /// A rule without an end. The time counts in minutes from midnight, 1440 being 24:00. None if it would name no day or time.
    #[must_use]
    pub fn new(pattern: Pattern, minutes: u16) -> Option<Self> {
        let pattern = pattern.in_order();
        (pattern.names_a_day() && minutes <= MINUTES_MAX).then_some(Self { pattern, minutes, until: None })
    }

    /// The same rule with this last day.
    #[must_use]
    pub fn until(self, day: NaiveDate) -> Self {
        Self { until: Some(day), ..self }
    }

    /// The days that it names.
    #[must_use]
    pub fn pattern(&self) -> &Pattern {
        &self.pattern
    }

    /// The last day that it may name.
    #[must_use]
    pub fn last_day(&self) -> Option<NaiveDate> {
        self.until
    }
}

impl Pattern {
    /// One order of writing for each rule: it can be compared by its text.
    fn in_order(mut self) -> Self {
        match &mut self {
            Self::Weekly { days, .. } => {
                days.sort_by_key(Weekday::num_days_from_monday);
                days.dedup();
            }
            Self::Monthly { day: DayOfMonth::Weekdays(days), .. }
            | Self::Yearly { day: DayOfMonth::Weekdays(days), .. } => {
                days.sort_by_key(|(nth, day)| (*nth < 0, *nth, day.num_days_from_monday()));
                days.dedup();
            }
            _ => {}
        }
        self
    }

    fn names_a_day(&self) -> bool {
        let recurs = |interval: &u8| (1..=INTERVAL_MAX).contains(interval);
        let are_months = |months: &BTreeSet<u8>| months.iter().all(|month| (1..=12).contains(month));
        match self {
            Self::Daily { interval } => recurs(interval),
            Self::Workdays => true,
            Self::Weekly { interval, days } => recurs(interval) && !days.is_empty(),
            // Every second March would need a year to count from.
            Self::Monthly { interval, months, day } => {
                recurs(interval) && are_months(months) && (*interval == 1 || months.is_empty()) && day.names_a_day()
            }
            Self::Yearly { months, day } => !months.is_empty() && are_months(months) && day.names_a_day(),
        }
    }
}

impl DayOfMonth {
    fn names_a_day(&self) -> bool {
        match self {
            Self::Dates(dates) => !dates.is_empty() && dates.iter().all(|date| (1..=31).contains(date)),
            Self::Weekdays(days) => {
                !days.is_empty() && days.iter().all(|(nth, _)| (1..=5).contains(nth) || (-5..=-1).contains(nth))
            }
            Self::Workday(nth) => (1..=23).contains(nth) || (-23..=-1).contains(nth),
        }
    }
}
