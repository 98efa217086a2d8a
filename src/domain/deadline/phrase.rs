//! What a phrase says, before the calendar is asked what that means.

use chrono::Weekday;

/// A phrase that the grammar read to its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::domain) enum Phrase {
    /// A day, a clock time, or both.
    Named(Named),
    /// A counted period.
    Within(Span),
    /// 尽快, 过两天: an ask without a date.
    Vague,
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
}

/// A year as named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Year {
    /// 2026年, 26年.
    Given(i32),
    /// 今年 is 0, 明年 is 1.
    Ahead(i32),
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
pub(in crate::domain) struct Span {
    pub(super) count: u32,
    pub(super) unit: Unit,
    /// 内 or "within" was said; without it the period is only likely.
    pub(super) is_limit: bool,
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
}
