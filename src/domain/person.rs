//! A person's own choices, across offices.

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use super::{Entry, Event};

/// The language somebody reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Lang {
    /// 简体中文.
    #[serde(rename = "zh-CN")]
    Zh,
    /// English.
    #[serde(rename = "en")]
    En,
}

impl Lang {
    /// The IETF tag.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::Zh => "zh-CN",
            Self::En => "en",
        }
    }

    /// The nearest of ours to a tag such as `zh-hans`, `en-GB` or `zh-CN`.
    #[must_use]
    pub fn of_tag(tag: &str) -> Option<Self> {
        let first = tag.split(['-', '_']).next()?.to_ascii_lowercase();
        match first.as_str() {
            "zh" => Some(Self::Zh),
            "en" => Some(Self::En),
            _ => None,
        }
    }
}

/// The part of a day in which a contact wants to be written to, in local time; the end is excluded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "(NaiveTime, NaiveTime)", into = "(NaiveTime, NaiveTime)")]
pub struct Window {
    from: NaiveTime,
    until: NaiveTime,
}

impl Window {
    /// Minutes of working time that it must leave (domain rule 5.3).
    pub const MINUTES_MIN: i64 = 120;

    /// None if it ends before it begins, or is too short by itself.
    #[must_use]
    pub fn new(from: NaiveTime, until: NaiveTime) -> Option<Self> {
        ((until - from).num_minutes() >= Self::MINUTES_MIN).then_some(Self { from, until })
    }

    /// Its first moment.
    #[must_use]
    pub fn from(self) -> NaiveTime {
        self.from
    }

    /// Where it ends.
    #[must_use]
    pub fn until(self) -> NaiveTime {
        self.until
    }
}

impl TryFrom<(NaiveTime, NaiveTime)> for Window {
    type Error = &'static str;

    fn try_from((from, until): (NaiveTime, NaiveTime)) -> Result<Self, Self::Error> {
        Self::new(from, until).ok_or("a window of less than two hours")
    }
}

impl From<Window> for (NaiveTime, NaiveTime) {
    fn from(window: Window) -> Self {
        (window.from, window.until)
    }
}

/// Days on which a contact is not there, both included, on the calendar of each office.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "(NaiveDate, NaiveDate)", into = "(NaiveDate, NaiveDate)")]
pub struct Away {
    from: NaiveDate,
    until: NaiveDate,
}

impl Away {
    /// None if it ends before it begins.
    #[must_use]
    pub fn new(from: NaiveDate, until: NaiveDate) -> Option<Self> {
        (from <= until).then_some(Self { from, until })
    }

    /// Its first day.
    #[must_use]
    pub fn from(self) -> NaiveDate {
        self.from
    }

    /// Its last day.
    #[must_use]
    pub fn until(self) -> NaiveDate {
        self.until
    }

    /// Whether it holds on this day.
    #[must_use]
    pub fn holds(self, day: NaiveDate) -> bool {
        (self.from..=self.until).contains(&day)
    }
}

impl TryFrom<(NaiveDate, NaiveDate)> for Away {
    type Error = &'static str;

    fn try_from((from, until): (NaiveDate, NaiveDate)) -> Result<Self, Self::Error> {
        Self::new(from, until).ok_or("days that end before they begin")
    }
}

impl From<Away> for (NaiveDate, NaiveDate) {
    fn from(away: Away) -> Self {
        (away.from, away.until)
    }
}

/// What a person has chosen; names and chat numbers are kept apart, where they can be erased.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// None: as their app says, else as their office.
    pub lang: Option<Lang>,
    /// When they want to be written to; none: whenever their offices are open.
    #[serde(default)]
    pub window: Option<Window>,
    /// They said that it is too often.
    #[serde(default)]
    pub slow: bool,
    /// When they are not there.
    #[serde(default)]
    pub away: Option<Away>,
}

impl Person {
    /// The person after this entry.
    #[must_use]
    pub fn apply(self, entry: &Entry) -> Self {
        match entry.event {
            Event::LanguageChosen { lang, .. } => Self { lang: Some(lang), ..self },
            Event::WindowChosen { window, .. } => Self { window, ..self },
            Event::PaceChosen { slow, .. } => Self { slow, ..self },
            Event::AwayChosen { away, .. } => Self { away, ..self },
            Event::PersonErased { .. } => Self::default(),
            _ => self,
        }
    }

    /// Whether they are away on this day.
    #[must_use]
    pub fn is_away(&self, day: NaiveDate) -> bool {
        self.away.is_some_and(|away| away.holds(day))
    }
}
