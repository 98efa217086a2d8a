//! The ladder: every touch from the notice to the last one after the deadline, as if nobody answered.

use chrono::{NaiveDate, NaiveTime, TimeDelta};

use super::rules::{Cadence, Rules};
use super::span::{Class, class, last_day_of};
use crate::domain::{Moment, Stage, Touch};

/// A short ask is checked after half a working day, in minutes.
const SHORT_CHECK: i64 = 210;
/// Nobody is overdue within a working day of the notice, in minutes.
const FLOOR: i64 = 420;
/// Before these times, the last morning is too late for a reminder.
const EARLY: NaiveTime = NaiveTime::from_hms_opt(10, 30, 0).expect("a time of day");
const EARLY_IF_SHORT: NaiveTime = NaiveTime::from_hms_opt(14, 0, 0).expect("a time of day");

/// All touches after the notice if nobody answers, in order.
#[must_use]
pub fn planned(rules: Rules<'_>, notice_at: Moment, deadline_at: Moment) -> Vec<Touch> {
    spaced(rules, ladder(rules, notice_at, deadline_at))
}

/// The touches of the policy's table that make sense in time, in no order, before they are spaced.
pub(super) fn ladder(rules: Rules<'_>, notice_at: Moment, deadline_at: Moment) -> Vec<Touch> {
    let work = rules.work;
    let ask = Ask {
        rules,
        notice_at,
        deadline_at,
        class: class(work, notice_at, deadline_at),
        noticed_on: work.local(notice_at).date(),
        due_on: last_day_of(work, deadline_at),
    };
    let mut touches = ask.reminders();
    touches.push(Touch { at: ask.check(), stage: Stage::Check });
    touches.retain(|touch| notice_at < touch.at && touch.at < deadline_at);
    touches.extend(ask.overdue());
    touches
}

/// In order, one a working day: the earlier of two is dropped, and of one moment's the one that is further on.
pub(super) fn spaced(rules: Rules<'_>, mut touches: Vec<Touch>) -> Vec<Touch> {
    touches.sort_unstable();
    let days: Vec<NaiveDate> = touches.iter().map(|touch| rules.work.local(touch.at).date()).collect();
    let mut later = days.iter().skip(1);
    let kept = touches.iter().zip(&days).filter(|(_, day)| later.next().is_none_or(|next| next > *day));
    kept.map(|(touch, _)| *touch).collect()
}

struct Ask<'a> {
    rules: Rules<'a>,
    notice_at: Moment,
    deadline_at: Moment,
    class: Class,
    noticed_on: NaiveDate,
    due_on: NaiveDate,
}

impl Ask<'_> {
    /// The last working day on or before the deadline's day.
    fn anchor(&self) -> NaiveDate {
        self.rules.work.calendar.working_on_or_before(self.due_on)
    }

    /// One look whether the notice was seen; in the last half hour of business it joins the next digest.
    fn check(&self) -> Moment {
        let work = self.rules.work;
        let at = match self.class {
            Class::Short => work.add_working_minutes(self.notice_at, SHORT_CHECK),
            Class::Medium | Class::Long => self.rules.second_on(work.calendar.add_working(self.noticed_on, 1)),
        };
        let wall = work.local(at);
        if wall.time() >= work.hours.on(wall.date()).end() - TimeDelta::minutes(30) {
            self.rules.digest_after(wall.date(), 1)
        } else {
            work.next_opening(at)
        }
    }

    /// What comes before the deadline.
    fn reminders(&self) -> Vec<Touch> {
        let days_before: &[u8] = match (self.class, self.rules.policy.cadence) {
            (Class::Short, _) | (_, Cadence::LastDay) => &[],
            (_, Cadence::Light) => &[1],
            (Class::Medium, Cadence::Usual) => &[3, 1],
            (Class::Long, Cadence::Usual) => &[10, 3, 1],
        };
        let before = days_before.iter().map(|days| Touch {
            at: self.rules.digest_after(self.anchor(), -i64::from(*days)),
            stage: Stage::Before(*days),
        });
        let last = self.last_day().map(|at| Touch { at, stage: Stage::LastDay });
        before.chain(last).filter(|touch| self.is_late_enough(touch.at)).collect()
    }

    /// Medium and long asks leave a working day in peace; the check comes in it.
    fn is_late_enough(&self, at: Moment) -> bool {
        self.class == Class::Short
            || self.rules.work.calendar.working_days(self.noticed_on, self.rules.work.local(at).date()) >= 2
    }

    fn last_day(&self) -> Option<Moment> {
        if self.anchor() <= self.noticed_on {
            return self.half_way();
        }
        // The digest must leave an hour, whenever it comes.
        let early = if self.class == Class::Short { EARLY_IF_SHORT } else { EARLY };
        let early = early.max(self.rules.policy.digest_at + TimeDelta::hours(1));
        let on_the_day = self.anchor() == self.due_on;
        if on_the_day && self.deadline_at < self.rules.work.at(self.due_on.and_time(early)) {
            let day_before = self.rules.work.calendar.add_working(self.anchor(), -1);
            return Some(self.rules.second_on(day_before));
        }
        Some(self.rules.digest_on(self.anchor()))
    }

    /// An ask of the same day is reminded of at half of its working time, if that leaves an hour.
    fn half_way(&self) -> Option<Moment> {
        let half = self.rules.work.working_minutes(self.notice_at, self.deadline_at) / 2;
        let at = self.rules.work.next_opening(self.rules.work.add_working_minutes(self.notice_at, half));
        (at + TimeDelta::hours(1) <= self.deadline_at).then_some(at)
    }

    /// The first and third working day after the deadline, or after a working day from a late notice.
    fn overdue(&self) -> [Touch; 2] {
        let scored_at = self.deadline_at.max(self.rules.work.add_working_minutes(self.notice_at, FLOOR));
        let day = last_day_of(self.rules.work, scored_at);
        [(1, Stage::Overdue1), (3, Stage::Overdue2)]
            .map(|(days, stage)| Touch { at: self.rules.digest_after(day, days), stage })
    }
}
