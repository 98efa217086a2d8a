//! An office's working time as moments.

use chrono::{MappedLocalTime, NaiveDate, NaiveDateTime, TimeDelta, TimeZone, Timelike};
use chrono_tz::Tz;

use super::{Calendar, Hours};
use crate::domain::Moment;

/// A calendar, hours and zone: whether it is open at a moment, and sums of open minutes.
#[derive(Clone, Copy, Debug)]
pub struct WorkTime<'a> {
    /// Which days are worked.
    pub calendar: &'a Calendar,
    /// When its days are open.
    pub hours: Hours,
    /// Where.
    pub zone: Tz,
}

impl WorkTime<'_> {
    /// What the clock on the wall says.
    #[must_use]
    pub fn local(&self, at: Moment) -> NaiveDateTime {
        at.with_timezone(&self.zone).naive_local()
    }

    /// The moment at which the wall says so. A time that was skipped means the next that exists; a repeated one, its first.
    #[must_use]
    pub fn at(&self, wall: NaiveDateTime) -> Moment {
        if let Some(at) = self.first(wall) {
            return at;
        }
        let minute = wall.with_second(0).and_then(|it| it.with_nanosecond(0)).expect("a minute begins with second 0");
        let after = (1..=26 * 60).find_map(|minutes| self.first(minute + TimeDelta::minutes(minutes)));
        after.expect("no zone ever skipped more than a day")
    }

    fn first(&self, wall: NaiveDateTime) -> Option<Moment> {
        match self.zone.from_local_datetime(&wall) {
            MappedLocalTime::Single(at) | MappedLocalTime::Ambiguous(at, _) => Some(at.to_utc()),
            MappedLocalTime::None => None,
        }
    }

    /// 下班 of this day, worked or not: named dates are not moved.
    #[must_use]
    pub fn end_of_business(&self, date: NaiveDate) -> Moment {
        self.at(date.and_time(self.hours.on(date).end()))
    }

    /// Whether somebody is there: openings are included, closings are not.
    #[must_use]
    pub fn is_open(&self, at: Moment) -> bool {
        let day = self.local(at).date();
        self.calendar.is_working(day) && self.parts(day).any(|(open, close)| open <= at && at < close)
    }

    /// The moment itself if open, else the next opening.
    #[must_use]
    pub fn next_opening(&self, at: Moment) -> Moment {
        self.open_from(at).next().map_or(at, |(open, _)| open)
    }

    /// Open minutes from one moment to another; none if that is not later.
    #[must_use]
    pub fn working_minutes(&self, from: Moment, to: Moment) -> i64 {
        let parts = self.open_from(from).take_while(|(open, _)| *open < to);
        parts.map(|(open, close)| close.min(to) - open).sum::<TimeDelta>().num_minutes()
    }

    /// The moment at which so many open minutes have passed; it may be a closing. None to add: `from` itself.
    #[must_use]
    pub fn add_working_minutes(&self, from: Moment, minutes: i64) -> Moment {
        if minutes <= 0 {
            return from;
        }
        let mut left = TimeDelta::minutes(minutes);
        for (open, close) in self.open_from(from) {
            if left <= close - open {
                return open + left;
            }
            left -= close - open;
        }
        from
    }

    /// Open stretches that end after `from`, the first cut to begin there.
    pub(super) fn open_from(&self, from: Moment) -> impl Iterator<Item = (Moment, Moment)> {
        let days = self.local(from).date().iter_days().filter(|day| self.calendar.is_working(*day));
        days.flat_map(|day| self.parts(day))
            .filter(move |(_, close)| from < *close)
            .map(move |(open, close)| (open.max(from), close))
    }

    fn parts(&self, day: NaiveDate) -> impl Iterator<Item = (Moment, Moment)> {
        let work = *self;
        let parts = self.hours.on(day).parts().into_iter().map(move |(open, close)| {
            let on = |time| work.at(day.and_time(time));
            (on(open), on(close))
        });
        parts.filter(|(open, close)| open < close)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shanghai() -> WorkTime<'static> {
        WorkTime { calendar: Calendar::built_in(), hours: Hours::default(), zone: Tz::Asia__Shanghai }
    }

    fn wall(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
    }

    fn moment(text: &str) -> Moment {
        shanghai().at(wall(text))
    }

    #[test]
    fn openings_are_included_and_closings_are_not() {
        for (at, open) in [
            ("2026-07-20 08:29", false),
            ("2026-07-20 08:30", true),
            ("2026-07-20 11:59", true),
            ("2026-07-20 12:00", false),
            ("2026-07-20 14:00", true),
            ("2026-07-20 17:30", false),
            ("2026-07-25 10:00", false),
            ("2026-09-20 10:00", true),
        ] {
            assert_eq!(shanghai().is_open(moment(at)), open, "{at}");
        }
    }

    #[test]
    fn what_comes_outside_waits_for_the_next_opening() {
        for (at, next) in [
            ("2026-07-20 09:12", "2026-07-20 09:12"),
            ("2026-07-20 12:00", "2026-07-20 14:00"),
            ("2026-07-20 17:30", "2026-07-21 08:30"),
            ("2026-07-24 20:00", "2026-07-27 08:30"),
            ("2026-09-30 18:00", "2026-10-08 08:30"),
        ] {
            assert_eq!(shanghai().next_opening(moment(at)), moment(next), "{at}");
        }
    }

    #[test]
    fn minutes_are_counted_while_open() {
        let work = shanghai();
        assert_eq!(work.working_minutes(moment("2026-07-20 08:00"), moment("2026-07-20 20:00")), 420);
        assert_eq!(work.working_minutes(moment("2026-07-24 17:00"), moment("2026-07-27 09:00")), 60);
        assert_eq!(work.working_minutes(moment("2026-07-24 17:00"), moment("2026-07-24 16:00")), 0);
        assert_eq!(work.add_working_minutes(moment("2026-08-11 14:00"), 210), moment("2026-08-11 17:30"));
        assert_eq!(work.add_working_minutes(moment("2026-08-11 15:00"), 210), moment("2026-08-12 09:30"));
        assert_eq!(work.add_working_minutes(moment("2026-08-11 12:30"), 0), moment("2026-08-11 12:30"));
    }

    #[test]
    fn a_skipped_time_is_the_next_valid_one_and_a_repeated_one_its_first() {
        let berlin = WorkTime { zone: Tz::Europe__Berlin, ..shanghai() };
        let utc = |text| wall(text).and_utc();
        assert_eq!(berlin.at(wall("2026-03-29 02:30")), utc("2026-03-29 01:00"));
        assert_eq!(berlin.at(wall("2026-10-25 02:30")), utc("2026-10-25 00:30"));
    }

    #[test]
    fn the_end_of_a_named_day_is_not_moved() {
        assert_eq!(shanghai().end_of_business("2026-08-08".parse().unwrap()), moment("2026-08-08 17:30"));
    }

    proptest! {
        #[test]
        fn adding_and_counting_minutes_agree(start in 0i64..1_500_000, minutes in 1i64..5000) {
            let work = shanghai();
            let from = moment("2024-01-01 00:00") + TimeDelta::minutes(start);
            prop_assert_eq!(work.working_minutes(from, work.add_working_minutes(from, minutes)), minutes);
            prop_assert!(work.is_open(work.next_opening(from)));
        }
    }
}
