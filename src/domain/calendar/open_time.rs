//! Working time that was added up once, for whoever counts it often.

use chrono::{NaiveDateTime, TimeDelta};

use super::WorkTime;
use crate::domain::Moment;

/// An open stretch, and how long it was open before in all.
#[derive(Clone, Copy, Debug)]
struct Stretch {
    open: Moment,
    close: Moment,
    before: TimeDelta,
}

/// A [`WorkTime`] with its open stretches between two moments; beyond them it counts day by day.
#[derive(Clone, Debug)]
pub struct OpenTime<'a> {
    work: WorkTime<'a>,
    from: Moment,
    to: Moment,
    /// In order, from before `from` to behind `to`.
    stretches: Vec<Stretch>,
}

impl<'a> OpenTime<'a> {
    /// Adds up what is open between two moments.
    #[must_use]
    pub fn between(work: WorkTime<'a>, from: Moment, to: Moment) -> Self {
        let mut stretches: Vec<Stretch> = Vec::new();
        for (open, close) in work.open_from(from) {
            let before = stretches.last().map_or(TimeDelta::zero(), |last| last.before + (last.close - last.open));
            stretches.push(Stretch { open, close, before });
            if open > to {
                break;
            }
        }
        Self { work, from, to, stretches }
    }

    /// The same without what was added up.
    #[must_use]
    pub fn work(&self) -> WorkTime<'a> {
        self.work
    }

    /// What the clock on the wall says.
    #[must_use]
    pub fn local(&self, at: Moment) -> NaiveDateTime {
        self.work.local(at)
    }

    /// As [`WorkTime::working_minutes`].
    #[must_use]
    pub fn working_minutes(&self, from: Moment, to: Moment) -> i64 {
        if to <= from {
            return 0;
        }
        match (self.open_before(from), self.open_before(to)) {
            (Some(from), Some(to)) => (to - from).num_minutes(),
            _ => self.work.working_minutes(from, to),
        }
    }

    /// As [`WorkTime::add_working_minutes`].
    #[must_use]
    pub fn add_working_minutes(&self, from: Moment, minutes: i64) -> Moment {
        if minutes <= 0 {
            return from;
        }
        let Some(before) = self.open_before(from) else { return self.work.add_working_minutes(from, minutes) };
        let wanted = before + TimeDelta::minutes(minutes);
        // The first that is open so long when it closes: a closing comes before the next opening.
        let place = self.stretches.partition_point(|it| it.before + (it.close - it.open) < wanted);
        match self.stretches.get(place) {
            Some(it) => it.open + (wanted - it.before),
            None => self.work.add_working_minutes(from, minutes),
        }
    }

    /// How long it was open before this moment, since the first that is known; none beyond what was added up.
    fn open_before(&self, at: Moment) -> Option<TimeDelta> {
        if at < self.from || self.to < at {
            return None;
        }
        let behind = self.stretches.partition_point(|it| it.open <= at);
        let Some(it) = behind.checked_sub(1).and_then(|place| self.stretches.get(place)) else {
            return Some(TimeDelta::zero());
        };
        Some(it.before + (at.min(it.close) - it.open))
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveTime;
    use chrono_tz::Tz;
    use proptest::prelude::*;

    use super::*;
    use crate::domain::calendar::{Calendar, DayHours, Hours, MonthDay, Season};

    fn at(text: &str) -> Moment {
        text.parse().unwrap()
    }

    fn hours() -> Hours {
        let time = |hour, minute| NaiveTime::from_hms_opt(hour, minute, 0).unwrap();
        let summer = DayHours::new([time(8, 0), time(12, 0), time(15, 0), time(18, 0)]).unwrap();
        let [from, to] = [(6, 1), (9, 30)].map(|(month, day)| MonthDay { month, day });
        Hours { usual: DayHours::default(), season: Some(Season { from, to, hours: summer }) }
    }

    proptest! {
        /// In zones with summer time and without, within what was added up and beyond it.
        #[test]
        fn it_counts_as_day_by_day(
            zone in prop::sample::select(vec![Tz::Asia__Shanghai, Tz::Europe__Berlin, Tz::America__New_York]),
            from in -40_000_000_i64..80_000_000_000,
            length in -10_000_000_i64..10_000_000_000,
            minutes in -10_i64..40_000,
        ) {
            let work = WorkTime { calendar: Calendar::built_in(), hours: hours(), zone };
            let begin = at("2025-01-01T00:00:00Z");
            let open = OpenTime::between(work, begin, at("2026-12-31T00:00:00Z"));
            let from = begin + TimeDelta::milliseconds(from);
            let to = from + TimeDelta::milliseconds(length);
            prop_assert_eq!(open.working_minutes(from, to), work.working_minutes(from, to));
            prop_assert_eq!(open.add_working_minutes(from, minutes), work.add_working_minutes(from, minutes));
        }
    }

    #[test]
    fn a_closing_comes_before_the_next_opening() {
        let work = WorkTime { calendar: Calendar::built_in(), hours: Hours::default(), zone: Tz::Asia__Shanghai };
        let open = OpenTime::between(work, at("2026-07-01T00:00:00Z"), at("2026-08-01T00:00:00Z"));
        for (from, minutes, to) in [
            ("2026-07-20T00:30:00Z", 210, "2026-07-20T04:00:00Z"),
            ("2026-07-20T04:00:00Z", 0, "2026-07-20T04:00:00Z"),
            ("2026-07-20T04:00:00Z", 1, "2026-07-20T06:01:00Z"),
            ("2026-07-20T00:00:00Z", 420, "2026-07-20T09:30:00Z"),
        ] {
            assert_eq!(open.add_working_minutes(at(from), minutes), at(to), "{from} {minutes}");
        }
    }
}
