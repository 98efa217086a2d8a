//! Section 2 by plain arithmetic: a moment is a minute of the office's wall clock since 1970, and how much was worked by then is
//! looked up.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::{DateTime, Datelike, NaiveDate};
use serde_json::Value;

pub(super) const DAY: i64 = 1440;
/// Asia/Shanghai, without summer time.
const EAST: i64 = 480;
const FIRST: (i32, u32, u32) = (2024, 1, 1);
const DAYS: i64 = 366 * 4;

static WORKED: LazyLock<Worked> = LazyLock::new(Worked::of_the_list);

struct Worked {
    first: i64,
    /// Whether each day is worked, and how many were before it.
    days: Vec<(bool, i64)>,
}

impl Worked {
    fn of_the_list() -> Self {
        let text = include_str!("../../../src/domain/calendar/holidays-cn.json");
        let years: Value = serde_json::from_str(text).unwrap();
        let mut named = BTreeMap::new();
        for day in years.as_array().unwrap().iter().flat_map(|year| year["days"].as_array().unwrap()) {
            named.insert(day["date"].as_str().unwrap().to_owned(), !day["isOffDay"].as_bool().unwrap());
        }
        let start = NaiveDate::from_ymd_opt(FIRST.0, FIRST.1, FIRST.2).unwrap();
        let mut before = 0;
        let days = start.iter_days().take(usize::try_from(DAYS).unwrap()).map(|date| {
            let weekday = date.weekday().num_days_from_monday() < 5;
            let works = named.get(&date.to_string()).copied().unwrap_or(weekday);
            let day = (works, before);
            before += i64::from(works);
            day
        });
        let epoch = NaiveDate::from_ymd_opt(1970, 1, 1).unwrap();
        Self { first: (start - epoch).num_days(), days: days.collect() }
    }

    fn day(&self, day: i64) -> (bool, i64) {
        self.days[usize::try_from(day - self.first).expect("within the years that are tried")]
    }
}

/// Minutes worked before this moment.
fn worked(at: i64) -> i64 {
    let (works, before) = WORKED.day(at.div_euclid(DAY));
    let minute = at.rem_euclid(DAY);
    // 08:30–12:00 and 14:00–17:30
    let today = (minute - 510).clamp(0, 210) + (minute - 840).clamp(0, 210);
    before * 420 + if works { today } else { 0 }
}

/// Working minutes from one moment to another; none backwards.
pub(super) fn working(from: i64, to: i64) -> i64 {
    if to > from { worked(to) - worked(from) } else { 0 }
}

/// The first moment by which so many minutes were worked.
pub(super) fn later(from: i64, minutes: i64) -> i64 {
    if minutes <= 0 {
        return from;
    }
    let wanted = worked(from) + minutes;
    let mut day = from.div_euclid(DAY);
    while worked((day + 1) * DAY) < wanted {
        day += 1;
    }
    let rest = wanted - worked(day * DAY);
    day * DAY + if rest <= 210 { 510 + rest } else { 840 + rest - 210 }
}

/// L of 5.1: working days after the first moment's day, up to and with the other's.
pub(super) fn days_between(from: i64, to: i64) -> i64 {
    let through = |at: i64| {
        let (works, before) = WORKED.day(at.div_euclid(DAY));
        before + i64::from(works)
    };
    // 24:00 is still of its day.
    (through(to - 1) - through(from)).max(0)
}

pub(super) fn is_worked(day: i64) -> bool {
    WORKED.day(day).0
}

/// A moment as the ledger and the report write it.
pub(super) fn minute(text: &str) -> i64 {
    let at = DateTime::parse_from_rfc3339(text).unwrap_or_else(|e| panic!("{text}: {e}"));
    minute_of(at.timestamp_millis())
}

pub(super) fn minute_of(millis: i64) -> i64 {
    assert_eq!(millis % 60_000, 0, "whole minutes only are tried");
    millis / 60_000 + EAST
}

pub(super) fn millis(minute: i64) -> i64 {
    (minute - EAST) * 60_000
}

/// How a part's spans are measured: in working time, or, of an emergency, by the clock.
#[derive(Clone, Copy, Debug)]
pub(super) struct Clock {
    pub(super) emergency: bool,
}

impl Clock {
    pub(super) fn span(self, from: i64, to: i64) -> i64 {
        if self.emergency { (to - from).max(0) } else { working(from, to) }
    }

    pub(super) fn later(self, from: i64, minutes: i64) -> i64 {
        if self.emergency { from + minutes } else { later(from, minutes) }
    }

    /// Minutes of a day, as lateness counts.
    pub(super) fn day(self) -> i64 {
        if self.emergency { DAY } else { 420 }
    }
}
