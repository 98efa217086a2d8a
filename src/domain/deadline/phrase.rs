//! What a phrase says, before the calendar is asked what that means.

use chrono::Weekday;

use crate::domain::recurrence::Pattern;

/// A phrase that the grammar read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::domain) enum Phrase {
    /// A day, a clock time, or both.
    Named(Named),
    /// A counted period.
    Within(Within),
    /// From one day to another, of which the other counts.
    Span(Box<Span>),
    /// A repeated deadline.
    Recurring(Box<Recurring>),
}

impl Phrase {
    /// 两天 without 内.
    pub(in crate::domain) fn is_mere_count(&self) -> bool {
        matches!(self, Self::Within(within) if !within.is_limit)
    }
}

/// Days and a clock time as named. More than one day must agree: 7月24日(周五).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::domain) struct Named {
    pub(super) days: Vec<Day>,
    pub(super) clock: Option<Clock>,
    /// English "before": the day itself may be meant or not.
    pub(super) before: bool,
}

/// A day as named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Day {
    /// 8月5日, with its year if it was said.
    Date { year: Option<Year>, month: u32, day: u32 },
    /// 25日, in this month, the next, or whichever is ahead.
    OfMonth { ahead: Option<u32>, day: u32 },
    /// 周五, weeks ahead of this ISO week if that was said.
    Weekday { weeks: Option<i64>, day: Weekday },
    /// English "next Friday", which people use for either of two weeks.
    EitherWeekday(Weekday),
    /// Days from today.
    Relative(i64),
    /// 下个工作日.
    Workday,
    /// 月底, 三季度末, 8月上旬, 本周内.
    Stretch(Stretch, Edge),
    /// 国庆前, 节后第一个工作日; without a name the next festival that has days off.
    Festival(Option<Festival>, Side),
    /// 年前: before the year's end, or before the Spring Festival?
    OldYear,
}

/// A year as named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Year {
    /// 2026年, 26年.
    Given(i32),
    /// 今年 is 0, 明年 is 1.
    Ahead(i32),
}

/// A run of days that has a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stretch {
    /// ISO weeks ahead of this one.
    Week(i64),
    /// As long as `months`: a month, a quarter (3), half a year (6), a year (12).
    Months { months: u32, which: Which },
    /// 上旬, 中旬, 下旬 (1 to 3) of a month; without a month, the one ahead.
    Tenth { of: Option<Which>, nth: u32 },
}

/// Which one of the months, quarters, halves or years.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    /// 三季度 is 3, in its year if that was said.
    Nth { year: Option<Year>, nth: u32 },
    /// 本月 is 0, 下季度 is 1.
    Ahead(u32),
}

/// Which part of a stretch is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edge {
    /// 底, 末, 内: its last working day.
    End,
    /// 初: some day at its start.
    Start,
    /// 月中: some day in its middle.
    Middle,
    /// 下周, 8月: any of its days.
    Whole,
}

/// A festival with days off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Festival {
    NewYear,
    Spring,
    Qingming,
    Labour,
    DragonBoat,
    MidAutumn,
    National,
}

/// On which side of its days off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// The last working day before them.
    Before,
    /// So much later than their last one.
    After(u32, Unit),
    /// 国庆后, 国庆: some day around them.
    Around,
}

/// A clock time as named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Clock {
    /// Minutes from the day's midnight; 1440 is 24:00.
    At(u32),
    /// 上班.
    Opening,
    /// 上午下班, and where 上午 ends.
    MorningClosing,
    /// 下午上班.
    AfternoonOpening,
    /// 下班, and where 下午 ends.
    Closing,
    /// 3点, 明早: these minutes are likely, none is said.
    Either(u32, u32),
}

/// A counted period (…内).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::domain) struct Within {
    pub(super) count: u32,
    pub(super) unit: Unit,
    /// 内 or "within" was said; without it the period is only likely.
    pub(super) is_limit: bool,
    /// Counted from this day (自8月1日起) instead of today.
    pub(super) from: Option<Day>,
}

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    WorkingDay,
    Day,
    Week,
    Month,
    Hour,
    Minute,
}

/// 即日起至8月31日, 7月27日至31日.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::domain) struct Span {
    /// None: from today.
    pub(super) from: Option<Named>,
    pub(super) to: Named,
}

/// 每月25日前, 至12月底.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::domain) struct Recurring {
    pub(super) pattern: Pattern,
    pub(super) clock: Option<Clock>,
    /// The first day that may be meant.
    pub(super) from: Option<Day>,
    /// The last one.
    pub(super) until: Option<Day>,
}

impl Unit {
    /// Longer periods are slips of the hand.
    pub(super) fn count_max(self) -> u32 {
        match self {
            Self::WorkingDay => 250,
            Self::Day => 366,
            Self::Week => 53,
            Self::Month => 24,
            Self::Hour => 720,
            Self::Minute => 1440,
        }
    }

    /// Whether it counts days rather than the clock.
    pub(super) fn is_of_days(self) -> bool {
        !matches!(self, Self::Hour | Self::Minute)
    }
}
