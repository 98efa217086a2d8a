//! The State Council's lists (放假安排): days off, swapped days (调休) and make-up working days (补班).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

static BUILT_IN: LazyLock<Calendar> = LazyLock::new(|| {
    let lists = YearList::parse(include_str!("holidays-cn.json")).expect("the list in the program is well formed");
    Calendar(Arc::new(Days::of(lists.into_iter().map(|list| (list.year, (list, false))).collect())))
});

/// Which days are worked: the lists that came with the program, and those that were dropped in later.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<YearList>", into = "Vec<YearList>")]
pub struct Calendar(Arc<Days>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Days {
    /// The list in force of each year, and whether it was dropped in.
    lists: BTreeMap<i32, (YearList, bool)>,
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
    /// A day that is not of its year, nor of the December before.
    #[error("the calendar list of {year} names {date}")]
    Stray {
        /// Whose list.
        year: i32,
        /// The day.
        date: NaiveDate,
    },
}

/// A year's list in the `holiday-cn` shape.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct YearList {
    /// Which year.
    pub year: i32,
    /// Whether the State Council has published it.
    #[serde(default = "yes")]
    published: bool,
    days: Vec<DayLine>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct DayLine {
    #[serde(default, skip_serializing_if = "String::is_empty")]
    name: String,
    date: NaiveDate,
    #[serde(rename = "isOffDay")]
    is_off_day: bool,
}

fn yes() -> bool {
    true
}

impl YearList {
    /// Reads a list of years, or a single one.
    pub fn parse(json: &str) -> Result<Vec<Self>, CalendarError> {
        let lists: Vec<Self> = if json.trim_start().starts_with('[') {
            serde_json::from_str(json)?
        } else {
            vec![serde_json::from_str(json)?]
        };
        if lists.is_empty() {
            return Err(CalendarError::Empty);
        }
        for list in &lists {
            // The next year's list may change days in late December.
            let is_stray =
                |date: NaiveDate| date.year() != list.year && (date.year(), date.month()) != (list.year - 1, 12);
            if let Some(day) = list.days.iter().find(|day| is_stray(day.date)) {
                return Err(CalendarError::Stray { year: list.year, date: day.date });
            }
        }
        Ok(lists)
    }

    /// How many days it names.
    #[must_use]
    pub fn count(&self) -> usize {
        self.days.len()
    }

    /// The holidays in order: name, first and last day off.
    #[must_use]
    pub fn holidays(&self) -> Vec<(&str, NaiveDate, NaiveDate)> {
        let mut off: Vec<&DayLine> = self.days.iter().filter(|day| day.is_off_day).collect();
        off.sort_by_key(|day| day.date);
        let mut holidays: Vec<(&str, NaiveDate, NaiveDate)> = Vec::new();
        for day in off {
            match holidays.last_mut() {
                Some((name, _, last)) if *name == day.name && last.succ_opt() == Some(day.date) => *last = day.date,
                _ => holidays.push((&day.name, day.date, day.date)),
            }
        }
        holidays
    }

    /// Days of a weekend that are worked (补班), in order.
    #[must_use]
    pub fn made_up(&self) -> Vec<NaiveDate> {
        let mut days: Vec<NaiveDate> =
            self.days.iter().filter(|day| !day.is_off_day && is_weekend(day.date)).map(|day| day.date).collect();
        days.sort_unstable();
        days
    }
}

impl Days {
    fn of(lists: BTreeMap<i32, (YearList, bool)>) -> Self {
        let in_order = || lists.values().map(|(list, _)| list);
        let published = in_order().filter(|list| list.published).map(|list| list.year).collect();
        // The next year's list may change days in late December, so the later year has the last word.
        let named = in_order().flat_map(|list| &list.days).map(|day| (day.date, !day.is_off_day)).collect();
        Self { lists, named, published }
    }
}

impl Default for Calendar {
    fn default() -> Self {
        Self::built_in().clone()
    }
}

impl From<Vec<YearList>> for Calendar {
    fn from(dropped_in: Vec<YearList>) -> Self {
        dropped_in.into_iter().fold(Self::default(), |calendar, list| calendar.with(list))
    }
}

impl From<Calendar> for Vec<YearList> {
    fn from(calendar: Calendar) -> Self {
        calendar.dropped_in().cloned().collect()
    }
}

impl Calendar {
    /// The lists that came with the program.
    #[must_use]
    pub fn built_in() -> &'static Self {
        &BUILT_IN
    }

    /// This calendar after a year's list was dropped in; it takes the place of that year's earlier one.
    #[must_use]
    pub fn with(&self, list: YearList) -> Self {
        let mut lists = self.0.lists.clone();
        lists.insert(list.year, (list, true));
        Self(Arc::new(Days::of(lists)))
    }

    /// The lists that were dropped in, by year.
    pub fn dropped_in(&self) -> impl Iterator<Item = &YearList> {
        self.0.lists.values().filter(|(_, dropped_in)| *dropped_in).map(|(list, _)| list)
    }

    /// The years whose list is out, in order.
    #[must_use]
    pub fn published(&self) -> impl DoubleEndedIterator<Item = i32> {
        self.0.published.iter().copied()
    }

    /// Whether this very list is in force.
    #[must_use]
    pub fn has(&self, list: &YearList) -> bool {
        self.0.lists.get(&list.year).is_some_and(|(own, _)| own == list)
    }

    /// Whether this day is worked.
    #[must_use]
    pub fn is_working(&self, date: NaiveDate) -> bool {
        match self.0.named.get(&date) {
            Some(worked) => *worked,
            None if self.is_provisional(date.year()) && is_statutory(date) => false,
            None => !is_weekend(date),
        }
    }

    /// Whether the year's list is not out yet, so that every result touching it may still change.
    #[must_use]
    pub fn is_provisional(&self, year: i32) -> bool {
        !self.0.published.contains(&year)
    }

    /// The first day off to which the year's list gives this name (春节).
    #[must_use]
    pub fn day_off_named(&self, year: i32, name: &str) -> Option<NaiveDate> {
        let (list, _) = self.0.lists.get(&year)?;
        let named = list.days.iter().filter(|day| day.is_off_day && day.name.contains(name));
        named.map(|day| day.date).min()
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

    fn with(json: &str) -> Calendar {
        YearList::parse(json).unwrap().into_iter().fold(Calendar::default(), |calendar, list| calendar.with(list))
    }

    #[test]
    fn the_next_years_list_may_change_december_in_whatever_order_they_come() {
        let json = r#"[{"year":2030,"days":[{"date":"2029-12-31","isOffDay":true}]},
                       {"year":2029,"days":[{"date":"2029-12-31","isOffDay":false}]}]"#;
        assert!(!with(json).is_working(day("2029-12-31")));
    }

    #[test]
    fn a_list_that_is_dropped_in_takes_the_place_of_its_year() {
        let newer = r#"{"year":2026,"days":[{"name":"国庆节","date":"2026-10-08","isOffDay":true}]}"#;
        let calendar = with(newer);
        assert!(!calendar.is_working(day("2026-10-08")) && calendar.is_working(day("2026-10-01")));
        assert_eq!(calendar.is_working(day("2025-10-01")), Calendar::built_in().is_working(day("2025-10-01")));
        let next = with(r#"{"year":2027,"days":[{"name":"春节","date":"2027-02-08","isOffDay":true}]}"#);
        assert!(!next.is_provisional(2027) && !next.is_working(day("2027-02-08")));
        let stored = serde_json::to_string(&next).unwrap();
        assert_eq!(serde_json::from_str::<Calendar>(&stored).unwrap(), next);
        assert_eq!(serde_json::to_string(Calendar::built_in()).unwrap(), "[]");
    }

    #[test]
    fn what_is_not_a_list_is_refused() {
        assert!(matches!(YearList::parse("[]"), Err(CalendarError::Empty)));
        assert!(matches!(YearList::parse("{}"), Err(CalendarError::Shape(_))));
        assert!(matches!(
            YearList::parse(r#"[{"year":1,"days":[{"date":"2026-02-30"}]}]"#),
            Err(CalendarError::Shape(_))
        ));
        assert!(matches!(
            YearList::parse(r#"{"year":2027,"days":[{"date":"2026-11-30","isOffDay":true}]}"#),
            Err(CalendarError::Stray { year: 2027, .. })
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
