//! The State Council's lists (放假安排): days off, swapped days (调休) and make-up working days (补班).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate, Weekday};
use serde::Deserialize;

static BUILT_IN: LazyLock<Calendar> = LazyLock::new(|| {
    Calendar::parse(include_str!("holidays-cn.json")).expect("the list in the program is well formed")
});

/// Which days are worked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// Days that differ from Monday–Friday: true if worked.
    named: BTreeMap<NaiveDate, bool>,
    /// Years whose list is out.
    published: BTreeSet<i32>,
}

/// A list that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum CalendarError {
    /// Not the `holiday-cn` shape.
    #[error("the calendar list is not in the holiday-cn shape: {0}")]
    Shape(#[from] serde_json::Error),
    /// No years in it.
    #[error("the calendar list names no year")]
    Empty,
}

#[derive(Deserialize)]
struct YearList {
    year: i32,
    #[serde(default = "yes")]
    published: bool,
    days: Vec<DayLine>,
}

#[derive(Deserialize)]
struct DayLine {
    date: NaiveDate,
    #[serde(rename = "isOffDay")]
    is_off_day: bool,
}

fn yes() -> bool {
    true
}

impl Calendar {
    /// Reads a list of years in the `holiday-cn` shape, or a single one.
    pub fn parse(json: &str) -> Result<Self, CalendarError> {
        let mut lists: Vec<YearList> = if json.trim_start().starts_with('[') {
            serde_json::from_str(json)?
        } else {
            vec![serde_json::from_str(json)?]
        };
        if lists.is_empty() {
            return Err(CalendarError::Empty);
        }
        // The next year's list may change days in late December, so the later year has the last word.
        lists.sort_by_key(|list| list.year);
        let published = lists.iter().filter(|list| list.published).map(|list| list.year).collect();
        let named = lists.iter().flat_map(|list| &list.days).map(|day| (day.date, !day.is_off_day)).collect();
        Ok(Self { named, published })
    }

    /// The lists that came with the program.
    #[must_use]
    pub fn built_in() -> &'static Self {
        &BUILT_IN
    }

    /// Whether this day is worked.
    #[must_use]
    pub fn is_working(&self, date: NaiveDate) -> bool {
        match self.named.get(&date) {
            Some(worked) => *worked,
            None if self.is_provisional(date.year()) && is_statutory(date) => false,
            None => !is_weekend(date),
        }
    }

    /// Whether the year's list is not out yet, so that every result touching it may still change.
    #[must_use]
    pub fn is_provisional(&self, year: i32) -> bool {
        !self.published.contains(&year)
    }

    /// The day itself if worked, else the next one that is.
    #[must_use]
    pub fn working_on_or_after(&self, date: NaiveDate) -> NaiveDate {
        date.iter_days().find(|day| self.is_working(*day)).unwrap_or(NaiveDate::MAX)
    }

    /// The day itself if worked, else the last one that was.
    #[must_use]
    pub fn working_on_or_before(&self, date: NaiveDate) -> NaiveDate {
        date.iter_days().rev().find(|day| self.is_working(*day)).unwrap_or(NaiveDate::MIN)
    }

    /// The n-th working day after `date`, or before it if `n` is negative; the day itself is not counted.
    #[must_use]
    pub fn add_working(&self, date: NaiveDate, n: i64) -> NaiveDate {
        let Some(nth) = n.unsigned_abs().checked_sub(1).map(|nth| usize::try_from(nth).unwrap_or(usize::MAX)) else {
            return date;
        };
        if n > 0 {
            date.iter_days().skip(1).filter(|day| self.is_working(*day)).nth(nth).unwrap_or(NaiveDate::MAX)
        } else {
            date.iter_days().rev().skip(1).filter(|day| self.is_working(*day)).nth(nth).unwrap_or(NaiveDate::MIN)
        }
    }

    /// Working days after `after`, up to and including `upto`; none if that is not later.
    #[must_use]
    pub fn working_days(&self, after: NaiveDate, upto: NaiveDate) -> i64 {
        let days = after.iter_days().skip(1).take_while(|day| *day <= upto);
        days.filter(|day| self.is_working(*day)).map(|_| 1).sum()
    }
}

fn is_weekend(date: NaiveDate) -> bool {
    matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}

/// Days off in every year, known before its list is (全国年节及纪念日放假办法).
fn is_statutory(date: NaiveDate) -> bool {
    matches!((date.month(), date.day()), (1, 1) | (5, 1..=2) | (10, 1..=3))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_state_councils_list_decides() {
        for (date, worked) in [
            ("2026-07-20", true),
            ("2026-07-25", false),
            ("2026-02-14", true),  // make-up Saturday before the Spring Festival
            ("2026-02-23", false), // a Monday off
            ("2026-09-20", true),  // make-up Sunday
            ("2026-09-25", false),
            ("2025-09-28", true),
            ("2024-10-12", true),
        ] {
            assert_eq!(Calendar::built_in().is_working(day(date)), worked, "{date}");
        }
    }

    #[test]
    fn an_unpublished_year_has_weekends_and_the_fixed_days_and_is_provisional() {
        let calendar = Calendar::built_in();
        assert!(calendar.is_provisional(2027));
        assert!(!calendar.is_provisional(2026));
        for (date, worked) in [
            ("2027-01-01", false),
            ("2027-01-04", true),
            ("2027-10-01", false),
            ("2027-10-04", true),
            ("2027-02-08", true),
        ] {
            assert_eq!(calendar.is_working(day(date)), worked, "{date}");
        }
    }

    #[test]
    fn the_next_years_list_may_change_december() {
        let json = r#"[{"year":2030,"days":[{"date":"2029-12-31","isOffDay":true}]},
                       {"year":2029,"days":[{"date":"2029-12-31","isOffDay":false}]}]"#;
        assert!(!Calendar::parse(json).unwrap().is_working(day("2029-12-31")));
    }

    #[test]
    fn what_is_not_a_list_is_refused() {
        assert!(matches!(Calendar::parse("[]"), Err(CalendarError::Empty)));
        assert!(matches!(Calendar::parse("{}"), Err(CalendarError::Shape(_))));
        assert!(matches!(
            Calendar::parse(r#"[{"year":1,"days":[{"date":"2026-02-30"}]}]"#),
            Err(CalendarError::Shape(_))
        ));
    }

    #[test]
    fn working_days_are_counted_across_holidays() {
        let calendar = Calendar::built_in();
        for (from, n, expected) in [
            ("2026-07-20", 3, "2026-07-23"),
            ("2026-07-20", 10, "2026-08-03"),
            ("2026-09-17", 5, "2026-09-23"), // Sunday 20th is worked
            ("2026-04-29", 3, "2026-05-07"),
            ("2026-07-20", -1, "2026-07-17"),
            ("2026-10-08", -1, "2026-09-30"),
            ("2026-07-25", 0, "2026-07-25"),
        ] {
            assert_eq!(calendar.add_working(day(from), n), day(expected), "{from} {n:+}");
        }
        assert_eq!(calendar.working_days(day("2026-07-20"), day("2026-07-24")), 4);
        assert_eq!(calendar.working_days(day("2026-07-24"), day("2026-07-20")), 0);
        assert_eq!(calendar.working_on_or_after(day("2026-08-08")), day("2026-08-10"));
        assert_eq!(calendar.working_on_or_before(day("2026-08-08")), day("2026-08-07"));
    }

    proptest! {
        #[test]
        fn adding_and_counting_agree(offset in 0u64..2000, n in 1i64..60) {
            let calendar = Calendar::built_in();
            let from = day("2024-01-01") + chrono::Days::new(offset);
            let to = calendar.add_working(from, n);
            prop_assert!(calendar.is_working(to));
            prop_assert_eq!(calendar.working_days(from, to), n);
            prop_assert_eq!(calendar.add_working(to, -n), calendar.working_on_or_before(from));
        }
    }
}
