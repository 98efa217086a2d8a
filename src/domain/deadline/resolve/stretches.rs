//! Stretches of days: an end means the last *working* day.

use chrono::{Datelike, Months, NaiveDate, Weekday};

use super::super::phrase::{Clock, Day, Edge, Stretch, Which};
use super::From;

impl From<'_> {
    /// The last working day of a stretch; none if its end was not said, or none of its days is worked.
    pub(super) fn last_of(&self, stretch: Stretch, edge: Edge, clock: Option<Clock>) -> Option<NaiveDate> {
        let last = |(first, last): (NaiveDate, NaiveDate)| {
            Some(self.work.calendar.working_on_or_before(last)).filter(|day| *day >= first)
        };
        if edge != Edge::End {
            return None;
        }
        if let Stretch::Tenth { of, nth } = stretch {
            let is_over = |day: NaiveDate| !self.is_ahead(day, clock);
            let of_this = last(self.tenth(of.unwrap_or(Which::Ahead(0)), nth)?)?;
            return match of {
                // A bare 上旬 that is over means the next month's.
                None if is_over(of_this) => last(self.tenth(Which::Ahead(1), nth)?),
                Some(Which::Nth { year: None, nth: month }) if is_over(of_this) => {
                    let first = NaiveDate::from_ymd_opt(self.today.year() + 1, month, 1)?;
                    last(tenth_of(first, nth)?)
                }
                _ => Some(of_this),
            };
        }
        last(self.bounds(stretch)?)
    }

    /// The first day on which something that is said with a start may begin.
    pub(super) fn first_day(&self, day: Day) -> Option<NaiveDate> {
        match day {
            Day::Stretch(stretch, _) => self.bounds(stretch).map(|(first, _)| first),
            day => self.day(day, None),
        }
    }

    /// Days of a stretch whose end was not said.
    pub(super) fn likely_in(&self, stretch: Stretch, edge: Edge) -> Vec<Option<NaiveDate>> {
        let calendar = self.work.calendar;
        let Some((first, last)) = self.bounds(stretch) else { return vec![] };
        let dates = match edge {
            Edge::Start => [Some(first), first.with_day(5), first.with_day(10)],
            Edge::Middle => [first.with_day(10), first.with_day(15), first.with_day(20)],
            Edge::Whole | Edge::End => {
                return vec![
                    first.pred_opt().map(|day| calendar.working_on_or_before(day)),
                    Some(calendar.working_on_or_before(last)),
                ];
            }
        };
        dates.into_iter().map(|day| day.map(|day| calendar.working_on_or_after(day))).collect()
    }

    /// First and last day.
    fn bounds(&self, stretch: Stretch) -> Option<(NaiveDate, NaiveDate)> {
        match stretch {
            Stretch::Week(ahead) => Some((self.weekday(ahead, Weekday::Mon)?, self.weekday(ahead, Weekday::Sun)?)),
            Stretch::Months { months, which } => {
                let first = self.first_of(months, which)?;
                Some((first, first.checked_add_months(Months::new(months))?.pred_opt()?))
            }
            Stretch::Tenth { of, nth } => self.tenth(of.unwrap_or(Which::Ahead(0)), nth),
        }
    }

    fn tenth(&self, of: Which, nth: u32) -> Option<(NaiveDate, NaiveDate)> {
        tenth_of(self.first_of(1, of)?, nth)
    }

    /// The first day of a month, quarter, half or year. One without a year that is over is the next year's.
    fn first_of(&self, months: u32, which: Which) -> Option<NaiveDate> {
        let current = self.today.month0() / months;
        let (year, nth) = match which {
            Which::Ahead(ahead) => {
                let first = NaiveDate::from_ymd_opt(self.today.year(), current * months + 1, 1)?;
                return first.checked_add_months(Months::new(ahead * months));
            }
            Which::Nth { year: Some(year), nth } => (self.year(year), nth),
            Which::Nth { year: None, nth } if nth - 1 < current => (self.today.year() + 1, nth),
            Which::Nth { year: None, nth } => (self.today.year(), nth),
        };
        NaiveDate::from_ymd_opt(year, (nth - 1) * months + 1, 1)
    }
}

/// 上旬 ends on the 10th, 中旬 on the 20th, 下旬 with the month.
fn tenth_of(first: NaiveDate, nth: u32) -> Option<(NaiveDate, NaiveDate)> {
    let last = if nth == 3 { first.checked_add_months(Months::new(1))?.pred_opt() } else { first.with_day(nth * 10) };
    Some((first.with_day(nth * 10 - 9)?, last?))
}
