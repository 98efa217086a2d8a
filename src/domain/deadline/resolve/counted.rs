//! Counted periods.

use chrono::{Days, Months, NaiveDate, TimeDelta};

use super::super::phrase::{Unit, Within};
use super::super::{Rule, Understanding};
use super::From;
use crate::domain::Moment;

impl From<'_> {
    pub(super) fn within(&self, within: Within) -> Understanding {
        let rule = Some(Rule::Within);
        let Some(from) = within.from.map_or(Some(self.today), |day| self.day(day, None)) else {
            return Understanding { rule, ..self.ask(&[], None) };
        };
        let (date, at) = self.end_of(from, within.count, within.unit);
        if within.is_limit && at > self.now {
            return Understanding {
                deadline: Some(at),
                rule,
                flags: self.flags(date, date),
                ..Understanding::default()
            };
        }
        Understanding { rule, candidates: self.candidates(vec![at], None), ..Understanding::default() }
    }

    fn end_of(&self, from: NaiveDate, count: u32, unit: Unit) -> (NaiveDate, Moment) {
        let at = match unit {
            Unit::Hour => self.now + TimeDelta::hours(i64::from(count)),
            Unit::Minute => self.now + TimeDelta::minutes(i64::from(count)),
            _ => {
                let last = self.days_after(from, count, unit);
                return (last, self.work.end_of_business(last));
            }
        };
        (self.work.local(at).date(), at)
    }

    /// Days are counted without the first one; their last one rolls forward to a working day. (Hours never do.)
    pub(super) fn days_after(&self, from: NaiveDate, count: u32, unit: Unit) -> NaiveDate {
        let calendar = self.work.calendar;
        let days = |days: u32| calendar.working_on_or_after(from + Days::new(u64::from(days)));
        match unit {
            Unit::WorkingDay => calendar.add_working(from, i64::from(count)),
            Unit::Week => days(7 * count),
            Unit::Month => calendar.working_on_or_after(from + Months::new(count)),
            Unit::Day | Unit::Hour | Unit::Minute => days(count),
        }
    }
}
