//! The norm line (domain rule 5.10): whether a nudge may say how many others have handed in.
//!
//! A high share helps; a low one teaches that not answering is normal, and the last few would feel pointed at.

use chrono::{Days, NaiveTime};

use crate::domain::calendar::WorkTime;
use crate::domain::{Moment, Stage};

/// Fewer departments than that are known to each other by name.
const ASSIGNED_MIN: i64 = 10;
const OPEN_MIN: i64 = 3;
const ARRIVED_MIN: i64 = 3;
/// Percent of the assigned.
const SHARE_MIN: i64 = 55;
const TREND_MIN: i64 = 25;

/// How far a task has come over all departments, at one moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Departments that are asked.
    pub assigned: i64,
    /// Those that have handed in everything.
    pub handed_in: i64,
    /// Those among them that did so since yesterday.
    pub arrived: i64,
}

/// What a nudge about one part may say of the others is judged by this.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NormFacts {
    /// What the nudge is for.
    pub stage: Stage,
    /// 紧急.
    pub emergency: bool,
    /// A request of this contact waits for the lead.
    pub request_pending: bool,
    /// The numbers of this minute.
    pub progress: Progress,
}

/// What may be said of the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NormLine {
    /// How many of how many.
    Share {
        /// Handed in.
        handed_in: i64,
        /// Asked.
        assigned: i64,
    },
    /// Only that it moves.
    Trend {
        /// Handed in since yesterday.
        arrived: i64,
    },
}

/// Whether a nudge of this stage may speak of others at all: the day before, the last day, the first behind it.
#[must_use]
pub fn may_carry_norm(stage: Stage) -> bool {
    matches!(stage, Stage::Before(1) | Stage::LastDay | Stage::Overdue1)
}

/// The line that may stand, if any.
#[must_use]
pub fn norm_line(facts: NormFacts) -> Option<NormLine> {
    let Progress { assigned, handed_in, arrived } = facts.progress;
    let may_stand = may_carry_norm(facts.stage) && !facts.emergency && !facts.request_pending;
    if !may_stand || assigned < ASSIGNED_MIN || assigned - handed_in < OPEN_MIN {
        return None;
    }
    let percent = handed_in * 100;
    if percent >= SHARE_MIN * assigned {
        return Some(NormLine::Share { handed_in, assigned });
    }
    let moves = percent >= TREND_MIN * assigned && arrived >= ARRIVED_MIN;
    moves.then_some(NormLine::Trend { arrived })
}

/// From when on a hand-in arrived "since yesterday": the midnight with which yesterday began.
#[must_use]
pub fn yesterday(work: &WorkTime<'_>, now: Moment) -> Moment {
    let today = work.local(now).date();
    work.at(today.checked_sub_days(Days::new(1)).unwrap_or(today).and_time(NaiveTime::MIN))
}

#[cfg(test)]
mod tests {
    use chrono_tz::Asia::Shanghai;

    use super::*;
    use crate::domain::office::work_time;

    fn facts(assigned: i64, handed_in: i64, arrived: i64) -> NormFacts {
        let progress = Progress { assigned, handed_in, arrived };
        NormFacts { stage: Stage::LastDay, emergency: false, request_pending: false, progress }
    }

    #[test]
    fn the_share_stands_from_55_percent_on_and_the_trend_from_25() {
        let share = |handed_in, assigned| Some(NormLine::Share { handed_in, assigned });
        let trend = |arrived| Some(NormLine::Trend { arrived });
        for (assigned, handed_in, arrived, line) in [
            (52, 31, 0, share(31, 52)), // 59.6 %
            (20, 11, 0, share(11, 20)), // 55 % to the point
            (20, 10, 2, None),
            (20, 10, 3, trend(3)),
            (100, 54, 9, trend(9)),
            (100, 55, 9, share(55, 100)),
            (20, 5, 3, trend(3)), // 25 % to the point
            (100, 24, 9, None),
            (20, 0, 0, None),
            (10, 7, 0, share(7, 10)),
            (10, 8, 0, None), // two left: they would be pointed at
            (52, 49, 0, share(49, 52)),
            (52, 50, 0, None),
            (9, 6, 6, None), // too few to be asked of
            (52, 52, 0, None),
        ] {
            assert_eq!(
                norm_line(facts(assigned, handed_in, arrived)),
                line,
                "{handed_in} of {assigned}, {arrived} new"
            );
        }
    }

    #[test]
    fn only_three_stages_carry_it_and_no_request_waits() {
        for (stage, carries) in [
            (Stage::Check, false),
            (Stage::Before(10), false),
            (Stage::Before(3), false),
            (Stage::Before(1), true),
            (Stage::LastDay, true),
            (Stage::PromiseDay, false),
            (Stage::PromiseMoved, false),
            (Stage::Overdue1, true),
            (Stage::Overdue2, false),
        ] {
            assert_eq!(norm_line(NormFacts { stage, ..facts(52, 31, 0) }).is_some(), carries, "{stage:?}");
        }
        assert_eq!(norm_line(NormFacts { emergency: true, ..facts(52, 31, 0) }), None);
        assert_eq!(norm_line(NormFacts { request_pending: true, ..facts(52, 31, 0) }), None);
    }

    #[test]
    fn yesterday_begins_at_its_midnight() {
        let work = work_time(Shanghai);
        let at = |text: &str| text.parse::<Moment>().unwrap();
        assert_eq!(yesterday(&work, at("2026-07-21T01:30:00Z")), at("2026-07-19T16:00:00Z"));
        assert_eq!(yesterday(&work, at("2026-07-20T17:00:00Z")), at("2026-07-19T16:00:00Z"));
    }
}
