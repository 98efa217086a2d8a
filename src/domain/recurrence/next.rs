//! The moments that a rule names, one after the other.

use chrono::{Datelike, Days, NaiveDate, NaiveTime, TimeDelta, Weekday};
use serde::{Deserialize, Serialize};

use super::{DayOfMonth, Pattern, Recurrence};
use crate::domain::Moment;
use crate::domain::calendar::{Calendar, WorkTime};

/// The longest that days off can move an instance.
const MOVED_DAYS_MAX: u64 = 15;
/// A rule that names no day for so long (the fifth Friday of every 24th month) never will.
const SEARCHED_DAYS_MAX: usize = 11 * 366;

/// What becomes of an instance that falls on a day that is not worked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RestDay {
    /// 顺延: the next working day.
    #[default]
    Next,
    /// 保持: it stays.
    Keep,
    /// 提前: the last working day before.
    Previous,
}

/// One deadline of a repeated one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Instance {
    /// The day that the rule names, by which the instance is known: a changed calendar moves its moment, not its name.
    pub day: NaiveDate,
    /// When it is due.
    pub at: Moment,
}

impl Recurrence {
    /// The first instance due after this moment; none if its last day is over.
    ///
    /// Every second week and the like are counted from the week, month or day of `anchor`. Where days off move several instances to
    /// one moment, only the first of them is found.
    #[must_use]
    pub fn next(&self, after: Moment, anchor: NaiveDate, rest: RestDay, work: &WorkTime<'_>) -> Option<Instance> {
        let today = work.local(after).date();
        let from = today.checked_sub_days(Days::new(MOVED_DAYS_MAX))?;
        from.iter_days()
            .take(SEARCHED_DAYS_MAX)
            .take_while(|day| self.until.is_none_or(|until| *day <= until))
            .filter(|day| self.pattern.names(*day, anchor, work.calendar))
            .map(|day| Instance { day, at: self.moment(day, rest, work) })
            .find(|instance| instance.at > after)
    }

    fn moment(&self, day: NaiveDate, rest: RestDay, work: &WorkTime<'_>) -> Moment {
        let day = match rest {
            RestDay::Next => work.calendar.working_on_or_after(day),
            RestDay::Keep => day,
            RestDay::Previous => work.calendar.working_on_or_before(day),
        };
        work.at(day.and_time(NaiveTime::MIN) + TimeDelta::minutes(i64::from(self.minutes)))
    }
}

impl Pattern {
    fn names(&self, day: NaiveDate, anchor: NaiveDate, calendar: &Calendar) -> bool {
        let is_turn = |passed: i64, interval: u8| passed.rem_euclid(i64::from(interval)) == 0;
        let month = u8::try_from(day.month()).expect("a month fits");
        match self {
            Self::Daily { interval } => is_turn((day - anchor).num_days(), *interval),
            Self::Workdays => calendar.is_working(day),
            Self::Weekly { interval, days } => {
                let monday = |day: NaiveDate| day.week(Weekday::Mon).first_day();
                days.contains(&day.weekday()) && is_turn((monday(day) - monday(anchor)).num_weeks(), *interval)
            }
            Self::Monthly { interval, months, day: which } => {
                let count = |day: NaiveDate| i64::from(day.year()) * 12 + i64::from(day.month());
                (months.is_empty() || months.contains(&month))
                    && is_turn(count(day) - count(anchor), *interval)
                    && which.names(day, calendar)
            }
            Self::Yearly { months, day: which } => months.contains(&month) && which.names(day, calendar),
        }
    }
}

impl DayOfMonth {
    fn names(&self, day: NaiveDate, calendar: &Calendar) -> bool {
        let date = u8::try_from(day.day()).expect("a day of a month fits");
        let days_in_month = day.num_days_in_month();
        match self {
            Self::Dates(dates) => {
                dates.contains(&date) || (date == days_in_month && dates.iter().any(|date| *date > days_in_month))
            }
            Self::Weekdays(days) => days.iter().any(|(nth, weekday)| {
                let counted = if *nth > 0 { date } else { days_in_month - date + 1 };
                *weekday == day.weekday() && counted.div_ceil(7) == nth.unsigned_abs()
            }),
            Self::Workday(nth) => {
                calendar.is_working(day) && {
                    let from_the_end = *nth < 0;
                    let is_of_month = |other: &NaiveDate| other.month() == day.month();
                    let rank = |days: &mut dyn Iterator<Item = NaiveDate>| {
                        days.take_while(is_of_month).filter(|day| calendar.is_working(*day)).count()
                    };
                    let (before, after) = (rank(&mut day.iter_days().rev()), rank(&mut day.iter_days()));
                    let (counted, left) = if from_the_end { (after, before) } else { (before, after) };
                    let nth = usize::from(nth.unsigned_abs());
                    counted == nth || (left == 1 && counted < nth)
                }
            }
        }
    }
}
