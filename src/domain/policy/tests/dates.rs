//! A promise never makes things worse for who gave it, in whatever office, and whatever was answered before.

use chrono::{NaiveTime, TimeDelta};
use chrono_tz::Tz;
use proptest::prelude::*;

use super::{DEPT, PERSON, TASK, entry_at, noticed, task, work};
use crate::domain::assignment::Notice;
use crate::domain::calendar::{DayHours, Hours, MonthDay, Season, WorkTime};
use crate::domain::policy::{Cadence, Policy, Rules, due, next_look, plan};
use crate::domain::{Assignment, Delivery, Event, Moment, Promise, Stage, Task, Touch};

fn any_day_hours() -> impl Strategy<Value = DayHours> {
    (0u32..4, 4u32..8, 0u32..3, 2u32..5).prop_map(|(open, morning, noon, afternoon)| {
        let time = |half_hours: u32| NaiveTime::from_hms_opt(half_hours / 2, half_hours % 2 * 30, 0).unwrap();
        let (open, close) = (15 + open, 15 + open + morning);
        let after = close + noon;
        DayHours::new([time(open), time(close), time(after), time(after + 2 * afternoon)]).unwrap()
    })
}

/// An office anywhere: hours, a summer, a zone with or without daylight saving, a cadence.
pub(super) fn any_rules() -> impl Strategy<Value = Rules<'static>> {
    let zone = prop::sample::select(vec![Tz::Asia__Shanghai, Tz::Europe__Berlin, Tz::Australia__Lord_Howe]);
    let summer = prop::option::of(any_day_hours());
    let cadence = prop::sample::select(vec![Cadence::Usual, Cadence::Light, Cadence::LastDay]);
    (any_day_hours(), summer, zone, cadence, 0u8..=2).prop_map(|(usual, summer, zone, cadence, overdue_asks_max)| {
        let day = |month| MonthDay { month, day: 10 };
        let season = summer.map(|hours| Season { from: day(6), to: day(9), hours });
        let policy = Policy { cadence, overdue_asks_max, ..Policy::default() };
        Rules { work: WorkTime { hours: Hours { usual, season }, zone, ..work() }, policy }
    })
}

#[derive(Clone, Copy, Debug)]
enum Said {
    Seen,
    UnderWay,
    NotToday,
    Part,
    /// A date so far into what is left.
    Date(i64),
}

fn any_said() -> impl Strategy<Value = Said> {
    prop_oneof![
        Just(Said::Seen),
        Just(Said::UnderWay),
        Just(Said::NotToday),
        Just(Said::Part),
        (1i64..=1000).prop_map(Said::Date),
        (1i64..=1000).prop_map(Said::Date),
    ]
}

/// One part of one task, as its contact lives through it.
#[derive(Clone)]
struct Life<'a> {
    rules: Rules<'a>,
    task: Task,
    it: Assignment,
}

impl Life<'_> {
    fn enter(&mut self, at: Moment, event: Event) {
        self.it = Assignment::apply(Some(self.it.clone()), &entry_at(at, event), &[0, 1].into()).unwrap();
    }

    fn date(&self, now: Moment, permille: i64) -> Option<Promise> {
        let left = (self.task.deadline.at - now).num_minutes();
        (left > 0)
            .then(|| Promise { due_at: now + TimeDelta::minutes((left * permille / 1000).max(1)), make_up: false })
    }

    fn say(&mut self, now: Moment, said: Said) {
        let (task, dept) = (TASK, DEPT);
        let event = match said {
            Said::Seen => Event::Acknowledged { task, dept },
            Said::UnderWay => Event::Progressed { task, dept },
            Said::NotToday => Event::Hushed { task, dept, on: self.rules.work.local(now).date() },
            Said::Part => Event::Submitted { task, dept, items: vec![0], files: vec![], words: None },
            Said::Date(permille) => match self.date(now, permille) {
                Some(promise) => Event::Promised { task, dept, promise },
                None => return,
            },
        };
        self.enter(now, event);
    }

    fn ahead(&self, now: Moment) -> Vec<Touch> {
        plan(self.rules, &self.task, &self.it).into_iter().filter(|touch| touch.at > now).collect()
    }

    /// Time passes; every touch is sent.
    fn until(&mut self, end: Moment) -> Vec<Touch> {
        let mut sent = Vec::new();
        while let Some(now) = next_look(self.rules, &self.task, &self.it).filter(|next| *next <= end) {
            let found = due(self.rules, &self.task, &self.it, now).unwrap();
            let (task, dept, touch, person) = (TASK, DEPT, found.touch, PERSON);
            self.enter(now, Event::NudgeQueued { task, dept, touch, person });
            self.enter(now, Event::NudgeSettled { task, dept, touch, person, delivery: Delivery::Sent });
            sent.push(touch);
        }
        sent
    }
}

fn asks_after(deadline: Moment, touches: &[Touch]) -> usize {
    touches.iter().filter(|touch| touch.at > deadline && touch.stage != Stage::PromiseDay).count()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn a_promise_never_makes_things_worse(
        rules in any_rules(), start in 0i64..1_500_000, span in 30i64..60_000,
        before in prop::collection::vec((0i64..1000, any_said()), 0..4), moment in 0i64..1000, permille in 1i64..=1000,
    ) {
        let notice_at = rules.work.next_opening("2024-01-01T00:00:00Z".parse::<Moment>().unwrap() + TimeDelta::minutes(start));
        let mut task = task("07-17 17:30");
        task.deadline.at = notice_at + TimeDelta::minutes(span);
        let deadline = task.deadline.at;
        let mut it = noticed("07-06 09:00");
        it.notice = Notice::Sent { person: PERSON, at: notice_at };
        let mut life = Life { rules, task, it };

        let within = |permille: i64| notice_at + TimeDelta::minutes(span * permille / 1000);
        let mut before: Vec<_> = before.into_iter().filter(|(at, _)| *at <= moment).collect();
        before.sort_by_key(|(at, _)| *at);
        for (at, said) in before {
            life.until(within(at));
            life.say(within(at), said);
        }
        let now = within(moment);
        life.until(now);
        let (mut with, mut without) = (life.clone(), life);
        with.say(now, Said::Date(permille));
        without.say(now, Said::Seen);

        let (more, less) = (with.ahead(now), without.ahead(now));
        prop_assert!(more.len() <= less.len(), "{more:?} instead of {less:?}");
        let promised = with.it.promise.unwrap().due_at;
        let early: Vec<&Touch> = more.iter().filter(|touch| touch.at < promised).collect();
        prop_assert!(early.len() <= 1 && early.iter().all(|touch| touch.stage == Stage::PromiseDay), "{early:?}");

        let end = deadline + TimeDelta::days(60);
        let (more, less) = (with.until(end), without.until(end));
        prop_assert!(more.len() <= less.len(), "sent {more:?} instead of {less:?}");
        prop_assert!(asks_after(deadline, &more) <= asks_after(deadline, &less), "{more:?} instead of {less:?}");
    }
}
