//! Moments and spans as people write them: 7月24日(周五)17:30, Fri 24 Jul 17:30.

use chrono::{DateTime, Datelike, NaiveDate, Timelike, Utc, Weekday};
use chrono_tz::Tz;

use super::Words;
use crate::domain::Lang;
use crate::say;

/// Writes moments for one reader: language, zone, and what is now (a year is only said when it is not this one).
#[derive(Clone, Copy, Debug)]
pub struct Times {
    /// In which language.
    pub words: Words,
    /// On whose clock.
    pub zone: Tz,
    /// Read when.
    pub now: DateTime<Utc>,
}

impl Times {
    /// 7月24日(周五)17:30
    #[must_use]
    pub fn moment(&self, at: DateTime<Utc>) -> String {
        let local = at.with_timezone(&self.zone);
        let day = self.day(local.date_naive());
        let clock = format!("{}:{:02}", local.hour(), local.minute());
        match self.words.lang {
            Lang::Zh => format!("{day}{clock}"),
            Lang::En => format!("{day} {clock}"),
        }
    }

    /// The reader's day.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        self.now.with_timezone(&self.zone).date_naive()
    }

    /// 7月24日(周五)
    #[must_use]
    pub fn day(&self, day: NaiveDate) -> String {
        let weekday = self.weekday(day.weekday());
        let other_year = day.year() != self.today().year();
        match self.words.lang {
            Lang::Zh if other_year => format!("{}年{}月{}日（{weekday}）", day.year(), day.month(), day.day()),
            Lang::Zh => format!("{}月{}日（{weekday}）", day.month(), day.day()),
            Lang::En if other_year => {
                format!("{weekday} {} {} {}", day.day(), MONTHS[day.month0() as usize], day.year())
            }
            Lang::En => format!("{weekday} {} {}", day.day(), MONTHS[day.month0() as usize]),
        }
    }

    /// The day of a moment: 7月24日(周五)
    #[must_use]
    pub fn day_of(&self, at: DateTime<Utc>) -> String {
        self.day(at.with_timezone(&self.zone).date_naive())
    }

    /// A short day for buttons: 今天, 明天, 周五 7/24
    #[must_use]
    pub fn button_day(&self, at: DateTime<Utc>) -> String {
        let day = at.with_timezone(&self.zone).date_naive();
        match (day - self.today()).num_days() {
            0 => say!(self.words, Today),
            1 => say!(self.words, Tomorrow),
            _ => format!("{} {}/{}", self.weekday(day.weekday()), day.month(), day.day()),
        }
    }

    /// 今天, 明天, or the weekday, further on the date: for "{day}到期".
    #[must_use]
    pub fn near_day(&self, at: DateTime<Utc>) -> String {
        let day = at.with_timezone(&self.zone).date_naive();
        match (day - self.today()).num_days() {
            0 => say!(self.words, Today),
            1 => say!(self.words, Tomorrow),
            2..7 => self.weekday(day.weekday()).to_owned(),
            _ => self.day(day),
        }
    }

    /// 02:20, 明天02:20, 8月17日（周一）02:20: an emergency's, to the minute.
    #[must_use]
    pub fn minute(&self, at: DateTime<Utc>) -> String {
        let local = at.with_timezone(&self.zone);
        let clock = format!("{:02}:{:02}", local.hour(), local.minute());
        let day = match (local.date_naive() - self.now.with_timezone(&self.zone).date_naive()).num_days() {
            0 => return clock,
            1 => say!(self.words, Tomorrow),
            _ => self.day(local.date_naive()),
        };
        say!(self.words, DayAndClock { day: day, clock: clock })
    }

    /// 17:30
    #[must_use]
    pub fn clock(&self, at: DateTime<Utc>) -> String {
        let local = at.with_timezone(&self.zone);
        format!("{}:{:02}", local.hour(), local.minute())
    }

    /// 周五
    fn weekday(&self, day: Weekday) -> &'static str {
        let at = day.num_days_from_monday() as usize;
        match self.words.lang {
            Lang::Zh => ["周一", "周二", "周三", "周四", "周五", "周六", "周日"][at],
            Lang::En => ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][at],
        }
    }
}

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// Names as one reads them in a row: 月报表、隐患台账
#[must_use]
pub fn listed(words: Words, names: &[&str]) -> String {
    names.join(match words.lang {
        Lang::Zh => "、",
        Lang::En => ", ",
    })
}
