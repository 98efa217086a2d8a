//! What an office may set of the policy, and the working time it is read with.

use chrono::{Datelike, Months, NaiveDate, NaiveTime, TimeDelta};
use serde::{Deserialize, Serialize};

use crate::domain::calendar::WorkTime;
use crate::domain::{Moment, Stage};

/// How often a contact hears of one ask before its deadline.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cadence {
    /// The table of the rules (5.2): D−10, D−3, D−1 and the last day, by class.
    #[default]
    Usual,
    /// The day before and the last day.
    Light,
    /// The last day alone.
    LastDay,
}

impl Cadence {
    /// Whether it has room for this touch.
    pub(super) fn has(self, stage: Stage) -> bool {
        match stage {
            Stage::Before(2..) => self < Self::Light,
            Stage::Before(_) => self < Self::LastDay,
            _ => true,
        }
    }
}

/// How often the office's report is made by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Every {
    /// A calendar month.
    Month,
    /// A quarter.
    Quarter,
}

impl Every {
    /// The span of its kind that holds this moment, in the office's zone: later than the first, not later than the second.
    #[must_use]
    pub fn around(self, at: Moment, work: &WorkTime<'_>) -> (Moment, Moment) {
        // 24:00 belongs to the day before.
        let day = work.local(at - TimeDelta::milliseconds(1)).date();
        let months = match self {
            Self::Month => 1,
            Self::Quarter => 3,
        };
        let first = day.with_day(1).and_then(|day| day.with_month0(day.month0() / months * months));
        let first = first.expect("the first of a month is a date");
        let next = first + Months::new(months);
        let midnight = |day: NaiveDate| work.at(day.and_time(NaiveTime::MIN));
        (midnight(first), midnight(next))
    }
}

/// An office's policy (催办规则). The defaults are those of the domain's rules 5.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Policy {
    /// How often before the deadline.
    pub cadence: Cadence,
    /// When the day's digest leaves, local time.
    pub digest_at: NaiveTime,
    /// When the day's second message leaves, local time.
    pub second_at: NaiveTime,
    /// Nudge messages of a contact a day: 1 or 2.
    pub messages_per_day_max: u8,
    /// Nudge messages of a contact in any five working days: 1 to 6.
    pub messages_per_five_days_max: u8,
    /// Asks after the deadline, before a person calls: 0 to 2.
    pub overdue_asks_max: u8,
    /// Whether a reminder may say how many have handed in (5.10).
    pub norm_lines: bool,
    /// Whether the task's owner is offered to inform a deputy or leader of those who stay silent after the deadline (5.9).
    pub escalates: bool,
    /// When the day's summary leaves, local time; none: no summary.
    pub summary_at: Option<NaiveTime>,
    /// A whole hand-in that nobody looked at for so many working days is accepted; none: only a person accepts.
    pub accepts_after_days: Option<u8>,
    /// How often the preview of the report begins by itself; none: only when somebody begins it.
    pub reports: Option<Every>,
    /// Working days for which departments may answer to their line, before the report is final.
    pub preview_days: u8,
    /// Whether a report may rank departments; off unless an office wants it.
    pub ranking: bool,
}

impl Default for Policy {
    fn default() -> Self {
        let time = |hour, minute| NaiveTime::from_hms_opt(hour, minute, 0).expect("a time of day");
        Self {
            cadence: Cadence::Usual,
            digest_at: time(9, 30),
            second_at: time(15, 0),
            messages_per_day_max: 2,
            messages_per_five_days_max: 6,
            overdue_asks_max: 2,
            norm_lines: true,
            escalates: true,
            summary_at: Some(time(16, 30)),
            accepts_after_days: None,
            reports: None,
            preview_days: 3,
            ranking: false,
        }
    }
}

impl Policy {
    /// What holds for somebody who is asked by both: the gentler of each.
    #[must_use]
    pub fn gentler(self, other: Self) -> Self {
        Self {
            cadence: self.cadence.max(other.cadence),
            digest_at: self.digest_at.max(other.digest_at),
            second_at: self.second_at.max(other.second_at),
            messages_per_day_max: self.messages_per_day_max.min(other.messages_per_day_max),
            messages_per_five_days_max: self.messages_per_five_days_max.min(other.messages_per_five_days_max),
            overdue_asks_max: self.overdue_asks_max.min(other.overdue_asks_max),
            norm_lines: self.norm_lines && other.norm_lines,
            escalates: self.escalates && other.escalates,
            ..self
        }
    }
}

/// A policy and the working time it is read with.
#[derive(Clone, Copy, Debug)]
pub struct Rules<'a> {
    /// When somebody is there.
    pub work: WorkTime<'a>,
    /// What the office has set.
    pub policy: Policy,
}

impl Rules<'_> {
    /// This time of this day, or the next opening if the office is closed then.
    pub(super) fn open_at(&self, day: NaiveDate, time: NaiveTime) -> Moment {
        self.work.next_opening(self.work.at(day.and_time(time)))
    }

    /// The digest of this day.
    pub(super) fn digest_on(&self, day: NaiveDate) -> Moment {
        self.open_at(day, self.policy.digest_at)
    }

    /// The digest of the first working day from this moment on.
    #[must_use]
    pub fn first_digest_from(&self, at: Moment) -> Moment {
        self.digest_on(self.work.calendar.working_on_or_after(self.work.local(at).date()))
    }

    /// The second message of this day.
    pub(super) fn second_on(&self, day: NaiveDate) -> Moment {
        self.open_at(day, self.policy.second_at)
    }

    /// The digest of the n-th working day after `day` (before it, if negative).
    pub(super) fn digest_after(&self, day: NaiveDate, n: i64) -> Moment {
        self.digest_on(self.work.calendar.add_working(day, n))
    }
}
