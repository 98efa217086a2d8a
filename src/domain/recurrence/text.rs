//! The canonical text of a rule, written and read.

use std::collections::BTreeSet;
use std::fmt::{self, Display, Formatter};
use std::str::FromStr;

use chrono::{NaiveDate, Weekday};

use super::{DayOfMonth, Pattern, Recurrence};

const PREFIX: &str = "RRULE:";
const WEEKDAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/// A text that is no rule.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecurrenceError {
    /// A part that is not `KEY=VALUE`, whose key is not known or stands twice, or whose value cannot be.
    #[error("a repeated deadline cannot say {0:?}")]
    Part(String),
    /// The parts, each sound, name no day and time together.
    #[error("{0:?} names no day and time to repeat")]
    Whole(String),
}

impl Display for Recurrence {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let every = |f: &mut Formatter<'_>, interval: u8| match interval {
            1 => Ok(()),
            _ => write!(f, ";INTERVAL={interval}"),
        };
        write!(f, "{PREFIX}FREQ=")?;
        match &self.pattern {
            Pattern::Daily { interval } => {
                f.write_str("DAILY")?;
                every(f, *interval)?;
            }
            Pattern::Workdays => f.write_str("DAILY;WORKDAY=1")?,
            Pattern::Weekly { interval, days } => {
                f.write_str("WEEKLY")?;
                every(f, *interval)?;
                write!(f, ";BYDAY={}", list(days.iter().map(|day| code(*day))))?;
            }
            Pattern::Monthly { interval, months, day } => {
                f.write_str("MONTHLY")?;
                every(f, *interval)?;
                if !months.is_empty() {
                    write!(f, ";BYMONTH={}", list(months))?;
                }
                write!(f, ";{day}")?;
            }
            Pattern::Yearly { months, day } => write!(f, "YEARLY;BYMONTH={};{day}", list(months))?,
        }
        write!(f, ";T={:02}:{:02}", self.minutes / 60, self.minutes % 60)?;
        match self.until {
            Some(day) => write!(f, ";UNTIL={day}"),
            None => Ok(()),
        }
    }
}

impl Display for DayOfMonth {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Dates(dates) => write!(f, "BYMONTHDAY={}", list(dates)),
            Self::Weekdays(days) => {
                write!(f, "BYDAY={}", list(days.iter().map(|(nth, day)| format!("{nth}{}", code(*day)))))
            }
            Self::Workday(nth) => write!(f, "BYWORKDAY={nth}"),
        }
    }
}

fn code(day: Weekday) -> &'static str {
    WEEKDAYS[day.num_days_from_monday() as usize]
}

fn list<T: ToString>(values: impl IntoIterator<Item = T>) -> String {
    values.into_iter().map(|value| value.to_string()).collect::<Vec<_>>().join(",")
}

/// With their ordinal, if they have one.
type Weekdays = Vec<(Option<i8>, Weekday)>;

/// The keys as they were read.
#[derive(Default)]
struct Parts<'a> {
    freq: Option<&'a str>,
    interval: Option<u8>,
    months: Option<BTreeSet<u8>>,
    dates: Option<BTreeSet<u8>>,
    days: Option<Weekdays>,
    nth_workday: Option<i8>,
    workdays: Option<()>,
    minutes: Option<u16>,
    until: Option<NaiveDate>,
}

impl FromStr for Recurrence {
    type Err = RecurrenceError;

    /// Reads the keys in any order.
    fn from_str(text: &str) -> Result<Self, RecurrenceError> {
        let mut parts = Parts::default();
        for part in text.strip_prefix(PREFIX).unwrap_or(text).split(';') {
            parts.take(part).ok_or_else(|| RecurrenceError::Part(part.to_owned()))?;
        }
        parts.whole().ok_or_else(|| RecurrenceError::Whole(text.to_owned()))
    }
}

impl<'a> Parts<'a> {
    fn take(&mut self, part: &'a str) -> Option<()> {
        let (key, value) = part.split_once('=')?;
        match key {
            "FREQ" => once(&mut self.freq, Some(value)),
            "INTERVAL" => once(&mut self.interval, value.parse().ok()),
            "BYMONTH" => once(&mut self.months, all(value, |month| month.parse().ok())),
            "BYMONTHDAY" => once(&mut self.dates, all(value, |date| date.parse().ok())),
            "BYDAY" => once(&mut self.days, all(value, weekday)),
            "BYWORKDAY" => once(&mut self.nth_workday, value.parse().ok()),
            "WORKDAY" => once(&mut self.workdays, (value == "1").then_some(())),
            "T" => once(&mut self.minutes, minutes(value)),
            "UNTIL" => once(&mut self.until, value.parse().ok()),
            _ => None,
        }
    }

    fn whole(self) -> Option<Recurrence> {
        let interval = self.interval.unwrap_or(1);
        let months = self.months.unwrap_or_default();
        let pattern = match (self.freq?, self.dates, self.days, self.nth_workday, self.workdays) {
            ("DAILY", None, None, None, None) if months.is_empty() => Pattern::Daily { interval },
            ("DAILY", None, None, None, Some(())) if months.is_empty() && interval == 1 => Pattern::Workdays,
            ("WEEKLY", None, Some(days), None, None) if months.is_empty() => {
                Pattern::Weekly { interval, days: plain(days)? }
            }
            ("MONTHLY", dates, days, nth, None) => {
                Pattern::Monthly { interval, months, day: day_of_month(dates, days, nth)? }
            }
            ("YEARLY", dates, days, nth, None) if interval == 1 => {
                Pattern::Yearly { months, day: day_of_month(dates, days, nth)? }
            }
            _ => return None,
        };
        let rule = Recurrence::new(pattern, self.minutes?)?;
        Some(Recurrence { until: self.until, ..rule })
    }
}

fn plain(days: Weekdays) -> Option<Vec<Weekday>> {
    days.into_iter().map(|(nth, day)| nth.is_none().then_some(day)).collect()
}

fn counted(days: Weekdays) -> Option<Vec<(i8, Weekday)>> {
    days.into_iter().map(|(nth, day)| Some((nth?, day))).collect()
}

fn day_of_month(dates: Option<BTreeSet<u8>>, days: Option<Weekdays>, nth: Option<i8>) -> Option<DayOfMonth> {
    match (dates, days, nth) {
        (Some(dates), None, None) => Some(DayOfMonth::Dates(dates)),
        (None, Some(days), None) => counted(days).map(DayOfMonth::Weekdays),
        (None, None, Some(nth)) => Some(DayOfMonth::Workday(nth)),
        _ => None,
    }
}

fn once<T>(place: &mut Option<T>, value: Option<T>) -> Option<()> {
    if place.is_some() {
        return None;
    }
    *place = Some(value?);
    Some(())
}

fn all<T, C: FromIterator<T>>(list: &str, read: fn(&str) -> Option<T>) -> Option<C> {
    list.split(',').map(read).collect()
}

/// FR, 2WE, -1FR.
fn weekday(text: &str) -> Option<(Option<i8>, Weekday)> {
    let (nth, name) = text.split_at_checked(text.len().checked_sub(2)?)?;
    let day = WEEKDAYS.iter().position(|day| *day == name)?;
    let nth = if nth.is_empty() { None } else { Some(nth.parse().ok()?) };
    Some((nth, Weekday::try_from(u8::try_from(day).ok()?).ok()?))
}

/// 17:30, 24:00.
fn minutes(text: &str) -> Option<u16> {
    let (hour, minute) = text.split_once(':').filter(|_| text.len() == 5)?;
    let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
    (minute < 60).then_some(hour * 60 + minute)
}

impl TryFrom<String> for Recurrence {
    type Error = RecurrenceError;

    fn try_from(text: String) -> Result<Self, RecurrenceError> {
        text.parse()
    }
}

impl From<Recurrence> for String {
    fn from(rule: Recurrence) -> Self {
        rule.to_string()
    }
}
