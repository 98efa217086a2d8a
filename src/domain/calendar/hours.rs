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

    /// Minutes of it that lie within these times.
    fn minutes_within(&self, from: NaiveTime, until: NaiveTime) -> i64 {
        self.parts().into_iter().map(|(open, close)| (close.min(until) - open.max(from)).num_minutes().max(0)).sum()
    }

    /// What of it lies within these times; an end of the day that does not is left without length.
    fn within(self, from: NaiveTime, until: NaiveTime) -> Self {
        let clipped = |(open, close): (NaiveTime, NaiveTime)| {
            let (open, close) = (open.max(from), close.min(until));
            (open < close).then_some((open, close))
        };
        match (clipped(self.morning), clipped(self.afternoon)) {
            (Some(morning), Some(afternoon)) => Self { morning, afternoon },
            (Some(morning), None) => Self { morning, afternoon: (morning.1, morning.1) },
            (None, Some(afternoon)) => Self { morning: (afternoon.0, afternoon.0), afternoon },
            (None, None) => self,
        }
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

    /// Minutes of a day, of the shorter one where there is a season, that lie within these times.
    #[must_use]
    pub fn minutes_within(&self, from: NaiveTime, until: NaiveTime) -> i64 {
        let season = self.season.map(|season| season.hours.minutes_within(from, until));
        self.usual.minutes_within(from, until).min(season.unwrap_or(i64::MAX))
    }

    /// What of each day lies within these times; where that is less than `minutes_min`, the whole day.
    #[must_use]
    pub fn within(self, from: NaiveTime, until: NaiveTime, minutes_min: i64) -> Self {
        let narrowed = |hours: DayHours| {
            if hours.minutes_within(from, until) < minutes_min { hours } else { hours.within(from, until) }
        };
        let season = self.season.map(|season| Season { hours: narrowed(season.hours), ..season });
        Self { usual: narrowed(self.usual), season }
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
