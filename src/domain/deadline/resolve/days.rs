//! Days by the calendar on the wall.

use chrono::{Datelike, Months, NaiveDate, TimeDelta, Weekday};

use super::super::phrase::{Clock, Day, Year};
use super::From;

impl From<'_> {
    /// The one day that is meant; none where that is not sure.
    pub(super) fn day(&self, day: Day, clock: Option<Clock>) -> Option<NaiveDate> {
        match day {
            Day::Date { year, month, day } => self.of_year(year, month, day, clock),
            Day::OfMonth { ahead, day } => self.of_month(ahead, day, clock),
            Day::Weekday { weeks: Some(weeks), day } => self.weekday(weeks, day),
            Day::Weekday { weeks: None, day } => {
                let date = self.weekday(0, day)?;
                if self.is_ahead(date, clock) { Some(date) } else { self.weekday(1, day) }
            }
            Day::EitherWeekday(day) => {
                let next = self.day(Day::Weekday { weeks: None, day }, clock)?;
                (self.weekday(1, day)? == next).then_some(next)
            }
            Day::Relative(days) => self.today.checked_add_signed(TimeDelta::days(days)),
            Day::Workday => Some(self.work.calendar.add_working(self.today, 1)),
            Day::Stretch(stretch, edge) => self.last_of(stretch, edge, clock),
            Day::Festival(name, side) => self.beside_festival(name, side),
            Day::OldYear => None,
        }
    }

    /// Days that may be meant, where one is not sure.
    pub(super) fn likely(&self, day: Day, clock: Option<Clock>) -> Vec<NaiveDate> {
        if let Some(date) = self.day(day, clock) {
            return vec![date];
        }
        let found = match day {
            Day::EitherWeekday(day) => {
                vec![self.day(Day::Weekday { weeks: None, day }, clock), self.weekday(1, day)]
            }
            // 9月31日: the month's last day, or the one after it
            Day::Date { year, month, .. } => {
                let first = self.of_year(year, month, 1, clock);
                let next = first.and_then(|first| first.checked_add_months(Months::new(1)));
                vec![next.and_then(|next| next.pred_opt()), next]
            }
            Day::Stretch(stretch, edge) => self.likely_in(stretch, edge),
            Day::Festival(name, side) => self.likely_beside(name, side),
            Day::OldYear => self.likely_before_new_year(),
            _ => vec![],
        };
        found.into_iter().flatten().collect()
    }

    fn of_year(&self, year: Option<Year>, month: u32, day: u32, clock: Option<Clock>) -> Option<NaiveDate> {
        let in_year = |year| NaiveDate::from_ymd_opt(year, month, day);
        let this_year = self.today.year();
        match year {
            Some(year) => in_year(self.year(year)),
            None if (month, day) < (self.today.month(), self.today.day()) => in_year(this_year + 1),
            None => in_year(this_year)
                .and_then(|date| if self.is_ahead(date, clock) { Some(date) } else { in_year(this_year + 1) }),
        }
    }

    pub(super) fn year(&self, year: Year) -> i32 {
        match year {
            Year::Given(year) => year,
            Year::Ahead(ahead) => self.today.year() + ahead,
        }
    }

    /// A day that its month does not have is nobody's date.
    fn of_month(&self, ahead: Option<u32>, day: u32, clock: Option<Clock>) -> Option<NaiveDate> {
        let in_month = |ahead| self.today.with_day(1)?.checked_add_months(Months::new(ahead))?.with_day(day);
        match ahead {
            Some(ahead) => in_month(ahead),
            None if day < self.today.day() => in_month(1),
            None => in_month(0).and_then(|date| if self.is_ahead(date, clock) { Some(date) } else { in_month(1) }),
        }
    }

    /// In ISO weeks, Monday first.
    pub(super) fn weekday(&self, weeks: i64, day: Weekday) -> Option<NaiveDate> {
        let monday = self.today.week(Weekday::Mon).checked_first_day()?;
        monday.checked_add_signed(TimeDelta::days(weeks * 7 + i64::from(day.num_days_from_monday())))
    }
}
