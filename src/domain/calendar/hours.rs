//! Working hours: of one day, and over the year.

use chrono::{Datelike, NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

/// When a working day is open: each part from its opening (included) to its closing (excluded), in local time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayHours {
    /// Before the midday break.
    pub morning: (NaiveTime, NaiveTime),
    /// After it.
    pub afternoon: (NaiveTime, NaiveTime),
}

impl Default for DayHours {
    /// 08:30–12:00 and 14:00–17:30, 420 minutes.
    fn default() -> Self {
        Self { morning: (time(8, 30), time(12, 0)), afternoon: (time(14, 0), time(17, 30)) }
    }
}

impl DayHours {
    /// Opening, midday closing, midday opening, closing; none unless each is later than the one before.
    #[must_use]
    pub fn new(times: [NaiveTime; 4]) -> Option<Self> {
        let [open, noon, after, close] = times;
        let rises = open < noon && noon <= after && after < close;
        rises.then_some(Self { morning: (open, noon), afternoon: (after, close) })
    }

    /// The parts of the day in order.
    #[must_use]
    pub fn parts(&self) -> [(NaiveTime, NaiveTime); 2] {
        [self.morning, self.afternoon]
    }

    /// Start of business (上班).
    #[must_use]
    pub fn start(&self) -> NaiveTime {
        self.morning.0
    }

    /// End of business (下班): the last moment of a day without a clock time.
    #[must_use]
    pub fn end(&self) -> NaiveTime {
        self.afternoon.1
    }
}

/// A day of every year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct MonthDay {
    /// 1 to 12.
    pub month: u32,
    /// 1 to 31.
    pub day: u32,
}

impl MonthDay {
    /// The day that this date is.
    #[must_use]
    pub fn of(date: NaiveDate) -> Self {
        Self { month: date.month(), day: date.day() }
    }
}

/// A second set of hours (夏令作息), from one day of each year to another, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Season {
    /// Its first day.
    pub from: MonthDay,
    /// Its last day; earlier in the year than `from` if it spans the year's end.
    pub to: MonthDay,
    /// The hours of its days.
    pub hours: DayHours,
}

impl Season {
    fn holds(&self, date: NaiveDate) -> bool {
        let day = MonthDay::of(date);
        if self.from <= self.to { (self.from..=self.to).contains(&day) } else { day >= self.from || day <= self.to }
    }
}

/// An office's working hours over the year, in its local time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hours {
    /// Most of the year.
    pub usual: DayHours,
    /// In its season.
    pub season: Option<Season>,
}

impl Hours {
    /// The hours of this day, if it is worked.
    #[must_use]
    pub fn on(&self, date: NaiveDate) -> DayHours {
        match self.season {
            Some(season) if season.holds(date) => season.hours,
            _ => self.usual,
        }
    }
}

fn time(hour: u32, minute: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, minute, 0).expect("a time of day")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn season(from: (u32, u32), to: (u32, u32)) -> Hours {
        let day = |(month, day)| MonthDay { month, day };
        let hours = DayHours::new([time(8, 30), time(12, 0), time(15, 0), time(18, 0)]).unwrap();
        Hours { season: Some(Season { from: day(from), to: day(to), hours }), ..Hours::default() }
    }

    #[test]
    fn a_season_holds_from_its_first_to_its_last_day_every_year() {
        for (hours, date, end) in [
            (season((6, 1), (9, 30)), "2026-05-31", "17:30"),
            (season((6, 1), (9, 30)), "2026-06-01", "18:00"),
            (season((6, 1), (9, 30)), "2031-09-30", "18:00"),
            (season((6, 1), (9, 30)), "2026-10-01", "17:30"),
            (season((11, 1), (3, 31)), "2026-12-31", "18:00"),
            (season((11, 1), (3, 31)), "2027-01-01", "18:00"),
            (season((11, 1), (3, 31)), "2027-04-01", "17:30"),
        ] {
            assert_eq!(hours.on(date.parse().unwrap()).end().format("%H:%M").to_string(), end, "{date}");
        }
    }

    #[test]
    fn times_that_do_not_rise_are_no_hours() {
        assert!(DayHours::new([time(8, 30), time(12, 0), time(12, 0), time(17, 0)]).is_some());
        assert!(DayHours::new([time(8, 30), time(12, 0), time(11, 0), time(17, 0)]).is_none());
        assert!(DayHours::new([time(8, 30), time(8, 30), time(14, 0), time(17, 0)]).is_none());
    }
}
