//! How soon answers came, over the period.

use chrono::{Datelike, NaiveDate, TimeDelta};

use crate::report::part::DAY_MINUTES;
use crate::report::{PartFacts, Report};

/// More weeks than these are shown by the month.
const WEEKS_MAX: i64 = 18;

/// What stands together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// A week, by its Monday.
    Week(NaiveDate),
    /// A month, by its first.
    Month(NaiveDate),
}

impl Span {
    /// Its first day.
    #[must_use]
    pub fn first(self) -> NaiveDate {
        match self {
            Self::Week(day) | Self::Month(day) => day,
        }
    }
}

/// Parts whose notice arrived in a span, by how soon the first answer came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answers {
    /// When.
    pub span: Span,
    /// Within one working day.
    pub day: u32,
    /// Within three.
    pub three_days: u32,
    /// Later.
    pub later: u32,
    /// None up to the cut-off.
    pub none: u32,
    /// Working minutes to the first answer, the lower of two middle ones; none if nobody answered.
    pub median_minutes: Option<i64>,
}

impl Answers {
    /// All parts.
    #[must_use]
    pub fn all(&self) -> u32 {
        self.day + self.three_days + self.later + self.none
    }
}

pub(super) fn of(report: &Report) -> Vec<Answers> {
    let day = |part: &PartFacts| {
        let fact = part.notified_at.as_ref()?;
        Some(fact.value.with_timezone(&report.office.zone).date_naive())
    };
    let noticed = report.parts.iter().filter_map(|part| Some((day(part)?, part.response_minutes)));
    let mut noticed: Vec<(NaiveDate, Option<i64>)> = noticed.collect();
    noticed.sort_unstable();
    let (Some((first, _)), Some((last, _))) = (noticed.first(), noticed.last()) else { return vec![] };
    let is_long = (*last - *first).num_days() > 7 * WEEKS_MAX;
    let span = |day: NaiveDate| if is_long { month(day) } else { week(day) };
    let mut spans: Vec<(Span, Vec<Option<i64>>)> = Vec::new();
    for (day, minutes) in noticed {
        match spans.last_mut() {
            Some((last, all)) if *last == span(day) => all.push(minutes),
            _ => spans.push((span(day), vec![minutes])),
        }
    }
    spans.into_iter().map(|(span, minutes)| answers(span, &minutes)).collect()
}

fn week(day: NaiveDate) -> Span {
    Span::Week(day - TimeDelta::days(day.weekday().num_days_from_monday().into()))
}

fn month(day: NaiveDate) -> Span {
    Span::Month(day.with_day(1).expect("every month has a first"))
}

fn answers(span: Span, minutes: &[Option<i64>]) -> Answers {
    let mut came: Vec<i64> = minutes.iter().flatten().copied().collect();
    came.sort_unstable();
    let number = |within: std::ops::RangeInclusive<i64>| {
        u32::try_from(came.iter().filter(|it| within.contains(it)).count()).unwrap_or(u32::MAX)
    };
    Answers {
        span,
        day: number(i64::MIN..=DAY_MINUTES),
        three_days: number(DAY_MINUTES + 1..=3 * DAY_MINUTES),
        later: number(3 * DAY_MINUTES + 1..=i64::MAX),
        none: u32::try_from(minutes.len() - came.len()).unwrap_or(u32::MAX),
        median_minutes: came.get(came.len().saturating_sub(1) / 2).copied(),
    }
}
