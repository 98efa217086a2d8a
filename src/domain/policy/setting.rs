//! What an office may set, each from a short list within the bounds of the domain's rules 5.4: values are chosen whole, so a button of last
//! month sets what it says and nothing else.

use chrono::NaiveTime;
use serde::{Deserialize, Serialize};

use super::rules::{Cadence, Every, Policy};
use crate::domain::calendar::{DayHours, Hours, MonthDay, Season};

/// A part of the policy that is set by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// How often before the deadline.
    Cadence,
    /// When the digest leaves.
    Digest,
    /// When the second message leaves.
    Second,
    /// Messages a day.
    PerDay,
    /// Messages in five working days.
    PerFiveDays,
    /// Asks after the deadline.
    Overdue,
    /// How many have handed in.
    Norm,
    /// The offer to ask a leader.
    Escalation,
    /// Working hours.
    Hours,
    /// The day's summary.
    Summary,
    /// What nobody looked at is accepted.
    AutoAccept,
    /// When the preview of the report begins by itself.
    Reports,
    /// How long departments may answer to it.
    PreviewDays,
    /// Places in the report.
    Ranking,
}

const CADENCES: [Cadence; 3] = [Cadence::Usual, Cadence::Light, Cadence::LastDay];
const DIGESTS: [(u32, u32); 5] = [(8, 45), (9, 0), (9, 30), (10, 0), (11, 0)];
const SECONDS: [(u32, u32); 4] = [(14, 15), (15, 0), (15, 30), (16, 0)];
const PER_DAY: [u8; 2] = [1, 2];
const PER_FIVE_DAYS: [u8; 5] = [2, 3, 4, 5, 6];
const SUMMARIES: [Option<(u32, u32)>; 4] = [Some((11, 30)), Some((16, 30)), Some((17, 0)), None];
const ACCEPTS_AFTER: [Option<u8>; 4] = [None, Some(1), Some(3), Some(5)];
const REPORTS: [Option<Every>; 3] = [None, Some(Every::Month), Some(Every::Quarter)];
const PREVIEW_DAYS: [u8; 3] = [3, 5, 7];
const OVERDUE: [u8; 3] = [0, 1, 2];
const SWITCH: [bool; 2] = [true, false];
/// Four times of the day, and the summer's if it has its own.
const HOURS: [([u32; 4], Option<[u32; 4]>); 4] = [
    ([830, 1200, 1400, 1730], None),
    ([830, 1200, 1400, 1730], Some([830, 1200, 1500, 1800])),
    ([900, 1200, 1330, 1730], None),
    ([900, 1200, 1300, 1700], None),
];
/// 夏令作息 by custom.
const SUMMER: (MonthDay, MonthDay) = (MonthDay { month: 6, day: 1 }, MonthDay { month: 9, day: 30 });

impl Topic {
    /// In the order in which they are shown.
    pub const ALL: [Self; 14] = [
        Self::Cadence,
        Self::Digest,
        Self::Second,
        Self::PerDay,
        Self::PerFiveDays,
        Self::Overdue,
        Self::Norm,
        Self::Escalation,
        Self::Hours,
        Self::Summary,
        Self::AutoAccept,
        Self::Reports,
        Self::PreviewDays,
        Self::Ranking,
    ];

    /// How many values it has to choose from.
    #[must_use]
    pub fn choices(self) -> usize {
        match self {
            Self::Cadence => CADENCES.len(),
            Self::Digest => DIGESTS.len(),
            Self::Second => SECONDS.len(),
            Self::PerDay => PER_DAY.len(),
            Self::PerFiveDays => PER_FIVE_DAYS.len(),
            Self::Overdue => OVERDUE.len(),
            Self::Norm | Self::Escalation | Self::Ranking => SWITCH.len(),
            Self::Hours => HOURS.len(),
            Self::Summary => SUMMARIES.len(),
            Self::AutoAccept => ACCEPTS_AFTER.len(),
            Self::Reports => REPORTS.len(),
            Self::PreviewDays => PREVIEW_DAYS.len(),
        }
    }

    /// Whether it changes how many reminders there are.
    #[must_use]
    pub fn counts(self) -> bool {
        matches!(self, Self::Cadence | Self::PerDay | Self::PerFiveDays | Self::Overdue)
    }

    /// The policy and hours with its n-th value; none if there is no such value.
    #[must_use]
    pub fn with(self, n: usize, policy: Policy, hours: Hours) -> Option<(Policy, Hours)> {
        let at = |(hour, minute): &(u32, u32)| NaiveTime::from_hms_opt(*hour, *minute, 0);
        let policy = match self {
            Self::Cadence => Policy { cadence: *CADENCES.get(n)?, ..policy },
            Self::Digest => Policy { digest_at: at(DIGESTS.get(n)?)?, ..policy },
            Self::Second => Policy { second_at: at(SECONDS.get(n)?)?, ..policy },
            Self::PerDay => Policy { messages_per_day_max: *PER_DAY.get(n)?, ..policy },
            Self::PerFiveDays => Policy { messages_per_five_days_max: *PER_FIVE_DAYS.get(n)?, ..policy },
            Self::Overdue => Policy { overdue_asks_max: *OVERDUE.get(n)?, ..policy },
            Self::Norm => Policy { norm_lines: *SWITCH.get(n)?, ..policy },
            Self::Escalation => Policy { escalates: *SWITCH.get(n)?, ..policy },
            Self::Summary => Policy { summary_at: SUMMARIES.get(n)?.as_ref().and_then(at), ..policy },
            Self::AutoAccept => Policy { accepts_after_days: *ACCEPTS_AFTER.get(n)?, ..policy },
            Self::Reports => Policy { reports: *REPORTS.get(n)?, ..policy },
            Self::PreviewDays => Policy { preview_days: *PREVIEW_DAYS.get(n)?, ..policy },
            Self::Ranking => Policy { ranking: *SWITCH.get(n)?, ..policy },
            Self::Hours => return Some((policy, hours_of(*HOURS.get(n)?)?)),
        };
        Some((policy, hours))
    }

    /// Which of its values holds; none for hours that were typed.
    #[must_use]
    pub fn chosen(self, policy: Policy, hours: Hours) -> Option<usize> {
        (0..self.choices()).find(|n| self.with(*n, policy, hours) == Some((policy, hours)))
    }
}

fn hours_of((usual, summer): ([u32; 4], Option<[u32; 4]>)) -> Option<Hours> {
    let day = |times: [u32; 4]| {
        let [a, b, c, d] = times.map(|at| NaiveTime::from_hms_opt(at / 100, at % 100, 0));
        DayHours::new([a?, b?, c?, d?])
    };
    let season = match summer {
        Some(times) => Some(Season { from: SUMMER.0, to: SUMMER.1, hours: day(times)? }),
        None => None,
    };
    Some(Hours { usual: day(usual)?, season })
}
