//! Deadlines (截止时间) as people write them, in Chinese and English: what a phrase means, or that the bot must ask.
//!
//! `fold` makes one writing of many, `scan` reads letters, `grammar` a deadline where it stands (with a file for each of its kinds),
//! `sentence` finds the one that a sentence marks as such, and `resolve` asks the calendar what was meant.

mod clock;
mod day;
mod english;
mod every;
mod festival;
mod fold;
mod grammar;
mod phrase;
mod recurring;
mod resolve;
pub(in crate::domain) mod scan;
mod sentence;
mod span;
mod stretch;
#[cfg(test)]
mod tests;
mod within;
mod wrapping;

use chrono::SecondsFormat;
use serde::{Deserialize, Serialize};

use super::calendar::WorkTime;
use super::{Moment, Recurrence};

pub(in crate::domain) use fold::fold;
pub(in crate::domain) use grammar::leading;
pub(in crate::domain) use phrase::Phrase;
pub(in crate::domain) use resolve::resolve;
pub(in crate::domain) use sentence::sets_free;

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
    #[serde(rename = "relative day")]
    RelativeDay,
    /// 17:00, 下班前, without a day.
    Time,
    /// 3个工作日内.
    Within,
    /// 月底, 本周内.
    #[serde(rename = "fuzzy end")]
    FuzzyEnd,
    /// 国庆前, 节后第一个工作日.
    Festival,
    /// 即日起至8月31日.
    Span,
    /// 每月25日前.
    Recurrence,
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

/// Understands a deadline as a lead writes it at `now`, also inside of a sentence; never guesses. Where it must be asked for there
/// are 2 to 4 likely moments, all ahead.
#[must_use]
pub fn understand(phrase: &str, now: Moment, work: &WorkTime<'_>) -> Understanding {
    let text = fold::normalise(phrase);
    if let Some(phrase) = grammar::whole(&text) {
        return resolve(&phrase, now, work);
    }
    let named = sentence::read(&text);
    let resolved = |phrases: &[Phrase]| phrases.iter().map(|phrase| resolve(phrase, now, work)).collect::<Vec<_>>();
    let mut marked = resolved(&named.marked);
    marked.dedup();
    if let [_] = marked[..] {
        return marked.remove(0);
    }
    let found = if marked.is_empty() { resolved(&named.likely) } else { marked };
    let likely: Vec<_> = found.iter().filter_map(|it| it.deadline).collect();
    resolve::ask_with(&likely, now, work)
}

/// The moment named by words that are a deadline and nothing else, as an answer to "when?"; a repeated one is none.
#[must_use]
pub fn moment_named(phrase: &str, now: Moment, work: &WorkTime<'_>) -> Option<Moment> {
    resolve(&grammar::whole(&fold::normalise(phrase))?, now, work).deadline
}

/// The same, to be printed.
#[must_use]
pub fn explain(phrase: &str, now: Moment, work: &WorkTime<'_>) -> Explained {
    let understood = understand(phrase, now, work);
    let rule = understood.rule.filter(|_| understood.deadline.is_some() || understood.recurrence.is_some());
    let written = |at: Moment| at.with_timezone(&work.zone).to_rfc3339_opts(SecondsFormat::Secs, false);
    Explained {
        deadline: understood.deadline.map(written),
        recurrence: understood.recurrence,
        rule,
        flags: understood.flags,
        candidates: understood.candidates.into_iter().map(written).collect(),
    }
}
