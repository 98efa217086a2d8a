//! Deadlines (截止时间) as people write them, in Chinese and English: what a phrase means, or that the bot must ask.
//!
//! A phrase is understood to its last letter or not at all: `scan` reads letters, `grammar` the whole phrase with
//! `day`, `clock` and `span`, and `resolve` asks the calendar what was meant.

mod clock;
mod day;
mod grammar;
mod phrase;
mod resolve;
pub(in crate::domain) mod scan;
mod span;
#[cfg(test)]
mod tests;

use chrono::SecondsFormat;
use serde::{Deserialize, Serialize};

use super::calendar::WorkTime;
use super::{Moment, Recurrence};

pub(in crate::domain) use grammar::leading;
pub(in crate::domain) use phrase::Phrase;
pub(in crate::domain) use resolve::resolve;

/// What a phrase means.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Understanding {
    /// The last moment; none where the bot must ask.
    pub deadline: Option<Moment>,
    /// A repeated deadline; it has no moment of its own.
    pub recurrence: Option<Recurrence>,
    /// The rule that read it; none where nothing was read.
    pub rule: Option<Rule>,
    /// What the lead should look at.
    pub flags: Vec<Flag>,
    /// Up to four likely moments to ask with, in order; empty where the deadline is known.
    pub candidates: Vec<Moment>,
}

/// The rule that read a phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// 8月5日.
    Date,
    /// 25日, 下月5日.
    Day,
    /// 周五, 下周三.
    Weekday,
    /// 明天, 下个工作日.
    RelativeDay,
    /// 17:00, 下班前, without a day.
    Time,
    /// 3个工作日内.
    Within,
}

/// What the lead should look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Flag {
    /// The day is not worked; named dates are not moved.
    RestDay,
    /// Touches a year whose list of days off is not out yet.
    Provisional,
    /// The moment is over.
    Past,
}

/// An understanding as `explain deadline` prints it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Explained {
    /// RFC 3339 with the zone's offset.
    pub deadline: Option<String>,
    /// The canonical text of a repeated one (每月25日前).
    pub recurrence: Option<Recurrence>,
    /// The rule that read it; none where the bot would ask.
    pub rule: Option<Rule>,
    /// What the lead should look at.
    pub flags: Vec<Flag>,
    /// RFC 3339 with the zone's offset.
    pub candidates: Vec<String>,
}

/// Understands a deadline as written at `now`; never guesses.
#[must_use]
pub fn understand(phrase: &str, now: Moment, work: &WorkTime<'_>) -> Understanding {
    match grammar::read(&scan::normalise(phrase)) {
        Some(phrase) => resolve(&phrase, now, work),
        None => Understanding::default(),
    }
}

/// The same, to be printed.
#[must_use]
pub fn explain(phrase: &str, now: Moment, work: &WorkTime<'_>) -> Explained {
    let understood = understand(phrase, now, work);
    let written = |at: Moment| at.with_timezone(&work.zone).to_rfc3339_opts(SecondsFormat::Secs, false);
    Explained {
        deadline: understood.deadline.map(written),
        recurrence: understood.recurrence,
        rule: understood.rule.filter(|_| understood.deadline.is_some()),
        flags: understood.flags,
        candidates: understood.candidates.into_iter().map(written).collect(),
    }
}
