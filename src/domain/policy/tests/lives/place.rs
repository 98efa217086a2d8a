//! One thing that is asked, and what its contact and its lead do about it.

use std::collections::BTreeSet;

use chrono::{NaiveDate, TimeDelta};
use proptest::prelude::*;

use crate::domain::policy::tests::{entry_at, task};
use crate::domain::policy::{Rules, still_due};
use crate::domain::{
    Assignment, Delivery, DeptNo, Event, Matter, Moment, OfficeId, Part, PersonId, Promise, Stage, Task, TaskNo, Touch,
    Words, WordsNo,
};

#[derive(Clone, Copy, Debug)]
pub(super) enum Act {
    Seen,
    UnderWay,
    NotToday,
    HandInPart,
    HandIn,
    Difficulty,
    /// The lead's answer to it.
    Answered,
    /// A date so many minutes ahead.
    Date(i64),
}

pub(super) fn any_act() -> impl Strategy<Value = Act> {
    prop_oneof![
        3 => Just(Act::Seen),
        1 => Just(Act::UnderWay),
        1 => Just(Act::NotToday),
        1 => Just(Act::HandInPart),
        2 => Just(Act::HandIn),
        1 => Just(Act::Difficulty),
        2 => Just(Act::Answered),
        3 => (1i64..20_000).prop_map(Act::Date),
    ]
}

/// One thing asked: when, for how long, and what becomes of it.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    published: i64,
    span: i64,
    consent: bool,
    acts: Vec<(i64, Act)>,
}

pub(super) fn any_asked() -> impl Strategy<Value = Asked> {
    let acts = prop::collection::vec((0i64..90_000, any_act()), 0..5);
    (0i64..60_000, 60i64..50_000, prop::bool::weighted(0.2), acts).prop_map(|(published, span, consent, mut acts)| {
        acts.sort_by_key(|(at, _)| *at);
        Asked { published, span, consent, acts }
    })
}

pub(super) struct Place {
    pub(super) part: Part,
    pub(super) rules: Rules<'static>,
    pub(super) task: Task,
    pub(super) it: Assignment,
    pub(super) acts: Vec<(Moment, Act)>,
    pub(super) sent: Vec<(Moment, Touch)>,
    pub(super) complete_at: Option<Moment>,
    pub(super) difficulty: Vec<(Moment, Option<Moment>)>,
    pub(super) hushed: BTreeSet<(Moment, NaiveDate)>,
}

impl Place {
    pub(super) fn new(rules: Rules<'static>, no: i64, asked: &Asked) -> Self {
        let start = "2024-01-02T02:00:00Z".parse::<Moment>().unwrap();
        let published = start + TimeDelta::minutes(asked.published);
        let mut task = task("07-17 17:30");
        (task.no, task.published_at, task.terms.consent) = (TaskNo(no), published, asked.consent);
        task.deadline.at = published + TimeDelta::minutes(asked.span);
        let part = Part { office: OfficeId(1), task: task.no, dept: DeptNo(1) };
        let assigned = entry_at(published, Event::Assigned { task: part.task, dept: part.dept, from: None });
        let it = Assignment::apply(None, &assigned, &[0, 1].into()).unwrap();
        let acts = asked.acts.iter().map(|(after, act)| (published + TimeDelta::minutes(*after), *act)).collect();
        let (sent, complete_at, difficulty, hushed) = (vec![], None, vec![], BTreeSet::new());
        Self { part, rules, task, it, acts, sent, complete_at, difficulty, hushed }
    }

    pub(super) fn enter(&mut self, at: Moment, event: Event) {
        self.it = Assignment::apply(Some(self.it.clone()), &entry_at(at, event), &[0, 1].into()).unwrap();
    }

    pub(super) fn act(&mut self, at: Moment, act: Act) {
        let Part { task, dept, .. } = self.part;
        let words = Words { no: WordsNo(1), digest: String::new() };
        let event = match act {
            _ if self.it.is_complete() => return,
            Act::Seen => Event::Acknowledged { task, dept },
            Act::UnderWay => Event::Progressed { task, dept },
            Act::NotToday => {
                let on = self.rules.work.local(at).date();
                self.hushed.insert((at, on));
                Event::Hushed { task, dept, on }
            }
            Act::HandInPart => Event::Submitted { task, dept, items: vec![0], files: vec![], words: None },
            Act::HandIn => {
                self.complete_at = Some(at);
                Event::Submitted { task, dept, items: vec![0, 1], files: vec![], words: None }
            }
            Act::Difficulty => {
                self.difficulty.push((at, None));
                Event::MatterRaised { task, dept, matter: Matter::Difficulty, words }
            }
            Act::Answered if self.it.difficulty_since.is_none() => return,
            Act::Answered => {
                self.difficulty.iter_mut().for_each(|(_, until)| _ = until.get_or_insert(at));
                Event::MatterAnswered { task, dept, matter: Matter::Difficulty, words }
            }
            Act::Date(ahead) => {
                let deadline = self.task.deadline.at;
                let (due_at, make_up) = (at + TimeDelta::minutes(ahead), at > deadline);
                if !make_up && due_at > deadline {
                    return;
                }
                Event::Promised { task, dept, promise: Promise { due_at, make_up } }
            }
        };
        self.enter(at, event);
    }

    pub(super) fn is_to_be_silent(&self, at: Moment) -> bool {
        let on = self.rules.work.local(at).date();
        self.complete_at.is_some_and(|done| at >= done)
            || self.difficulty.iter().any(|(from, to)| *from <= at && to.is_none_or(|to| at < to))
            || self.hushed.iter().any(|(from, day)| *from <= at && *day == on)
            || (self.task.terms.consent && at >= self.task.deadline.at)
    }
}

impl Place {
    /// Whether it was still to be said.
    pub(super) fn leave(&mut self, person: PersonId, touch: Touch, at: Moment) -> bool {
        let Part { task, dept, .. } = self.part;
        if let Err(why) = still_due(self.rules, &self.task, &self.it, &touch, at) {
            self.enter(at, Event::NudgeLeftOut { task, dept, touch, why });
            return false;
        }
        let delivery = Delivery::Sent;
        if touch.stage == Stage::Notice {
            self.enter(at, Event::NoticeSettled { task, dept, person, delivery });
        } else {
            self.enter(at, Event::NudgeSettled { task, dept, touch, person, delivery });
            self.sent.push((at, touch));
        }
        true
    }
}
