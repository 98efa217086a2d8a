//! The whole life of a contact who serves several offices: whatever is asked, answered and put off, the promises of the
//! policy hold (domain rules 5.2, 5.3, 5.4, 5.6, 5.8).

mod place;

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime};
use proptest::prelude::*;

use self::place::{Place, any_asked};
use super::dates::any_rules;
use super::entry_at;
use crate::domain::calendar::{Calendar, WorkTime, YearList};
use crate::domain::policy::{
    Cadence, DueTouch, Policy, Reader, Rules, Told, Verdict, due, gather, next_look, next_task_look,
};
use crate::domain::task::Ended;
use crate::domain::{Away, Event, LeftOut, Moment, Part, Person, PersonId, Stage, Task, Touch, Window};

/// The built-in calendar with some days of 2024 the other way round.
fn any_calendar() -> impl Strategy<Value = &'static Calendar> {
    prop::collection::btree_map(0u64..366, any::<bool>(), 0..40).prop_map(|days| {
        let first: NaiveDate = "2024-01-01".parse().unwrap();
        let days: Vec<String> = days
            .into_iter()
            .map(|(day, off)| format!(r#"{{"date":"{}","isOffDay":{off}}}"#, first + chrono::Days::new(day)))
            .collect();
        let lists = YearList::parse(&format!(r#"{{"year":2024,"days":[{}]}}"#, days.join(","))).unwrap();
        let calendar = lists.into_iter().fold(Calendar::default(), |calendar, list| calendar.with(list));
        &*Box::leak(Box::new(calendar))
    })
}

/// Hours of their own, fewer reminders, some days away.
fn any_choice() -> impl Strategy<Value = Person> {
    let window = prop::option::weighted(0.3, (0u32..20, 2u32..12)).prop_map(|window| {
        let (from, hours) = window?;
        let time = |hour| NaiveTime::from_hms_opt(hour, 15, 0);
        Window::new(time(from)?, time((from + hours).min(23))?)
    });
    let away = prop::option::weighted(0.3, (0u64..60, 0u64..25)).prop_map(|away| {
        let first: NaiveDate = "2024-01-02".parse().unwrap();
        let from = first + chrono::Days::new(away?.0);
        Away::new(from, from + chrono::Days::new(away?.1))
    });
    (window, prop::bool::weighted(0.3), away).prop_map(|(window, slow, away)| Person { window, slow, away, lang: None })
}

/// What waits to leave: who, what for.
type Waiting = BTreeMap<(Moment, bool), Vec<(usize, Touch)>>;

struct Life {
    person: PersonId,
    choice: Person,
    rules: Rules<'static>,
    places: Vec<Place>,
    waiting: Waiting,
    told: Told,
    messages: Vec<Moment>,
    notices: Vec<Moment>,
}

impl Life {
    fn reader(&self, now: Moment) -> Reader<'static> {
        Reader::new(self.rules, self.person, &self.choice, now)
    }

    fn next(&self) -> Option<Moment> {
        let looks = self.places.iter().filter_map(|it| next_look(it.rules, &it.task, &it.it));
        let acts = self.places.iter().filter_map(|it| it.acts.first().map(|(at, _)| *at));
        let ends =
            self.places.iter().filter(|it| it.task.terms.consent).filter_map(|it| next_task_look(it.rules, &it.task));
        looks.chain(acts).chain(ends).chain(self.waiting.keys().map(|(at, _)| *at)).min()
    }

    fn step(&mut self, now: Moment) {
        for it in &mut self.places {
            if it.task.terms.consent && it.task.end.is_none() && it.task.deadline.at <= now {
                let ended = Event::TaskEnded { task: it.task.no, why: Ended::Consent, reason: None };
                it.task = Task::apply(Some(it.task.clone()), &entry_at(now, ended)).unwrap();
            }
            while it.acts.first().is_some_and(|(at, _)| *at <= now) {
                let (at, act) = it.acts.remove(0);
                it.act(at, act);
            }
        }
        self.look(now);
        self.send(now);
    }

    fn look(&mut self, now: Moment) {
        let mut looks = Vec::new();
        for (at, it) in self.places.iter().enumerate() {
            if let Some(found) = due(it.rules, &it.task, &it.it, now) {
                let (part, deadline_at) = (it.part, it.task.deadline.at);
                let touch = DueTouch { part, touch: found.touch, deadline_at, at_once: false, emergency: false };
                looks.push((at, touch, found.superseded));
            }
        }
        looks.sort_by_key(|(_, due, _)| (due.touch, due.part));
        let touches: Vec<DueTouch> = looks.iter().map(|(_, due, _)| *due).collect();
        let verdicts = gather(self.reader(now), &self.told, &touches, now);
        for ((at, due, superseded), verdict) in looks.into_iter().zip(verdicts) {
            self.enter(at, due, superseded, verdict, now);
        }
    }

    fn enter(&mut self, at: usize, looked: DueTouch, superseded: Vec<Touch>, verdict: Verdict, now: Moment) {
        let (person, place) = (self.person, &mut self.places[at]);
        let (Part { task, dept, .. }, touch) = (place.part, looked.touch);
        for touch in superseded {
            place.enter(now, Event::NudgeLeftOut { task, dept, touch, why: LeftOut::Superseded });
        }
        let is_notice = touch.stage == Stage::Notice;
        let event = match verdict {
            Verdict::Send { .. } if is_notice => Event::NoticeQueued { task, dept, person },
            Verdict::Send { .. } => Event::NudgeQueued { task, dept, touch, person },
            Verdict::PutOff { until, why } => Event::NudgePutOff { task, dept, touch, until, why },
            Verdict::LeaveOut { why } => Event::NudgeLeftOut { task, dept, touch, why },
        };
        place.enter(now, event);
        if let Verdict::Send { at: leaves } = verdict {
            assert!(leaves >= now, "nothing leaves in the past");
            self.waiting.entry((leaves, is_notice)).or_default().push((at, touch));
            if is_notice {
                self.told.last_notice = self.told.last_notice.max(Some(leaves));
            } else if !self.told.nudges.contains(&leaves) {
                self.told.nudges.push(leaves);
            }
        }
        let place = &self.places[at];
        let next = next_look(place.rules, &place.task, &place.it);
        assert!(next.is_none_or(|next| next > now), "what was looked at is not looked at again at once");
    }

    fn send(&mut self, now: Moment) {
        while let Some(((at, is_notice), all)) = self.waiting.first_key_value().map(|(key, all)| (*key, all.clone())) {
            if at > now {
                return;
            }
            self.waiting.pop_first();
            let mut left = false;
            for (place, touch) in all {
                left |= self.places[place].leave(self.person, touch, at);
            }
            match (left, is_notice) {
                (true, true) => self.notices.push(at),
                (true, false) => self.messages.push(at),
                (false, true) => {}
                (false, false) => self.told.nudges.retain(|told| *told != at),
            }
        }
    }
}

fn within_caps(rules: Rules<'_>, messages: &[Moment]) -> Result<(), TestCaseError> {
    let days: Vec<NaiveDate> = messages.iter().map(|at| rules.work.local(*at).date()).collect();
    for day in &days {
        let of_day = days.iter().filter(|on| *on == day).count();
        prop_assert!(of_day <= usize::from(rules.policy.messages_per_day_max), "{of_day} on {day}");
        let first = rules.work.calendar.add_working(*day, -4);
        let of_five = days.iter().filter(|on| (first..=*day).contains(on)).count();
        prop_assert!(of_five <= usize::from(rules.policy.messages_per_five_days_max), "{of_five} up to {day}");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn whatever_is_asked_and_answered_the_promises_of_the_policy_hold(
        rules in any_rules(), calendar in any_calendar(), person in 1i64..100_000, second_office_light in any::<bool>(), choice in any_choice(),
        asked in prop::collection::vec(any_asked(), 1..14),
    ) {
        let rules = Rules { work: WorkTime { calendar, ..rules.work }, ..rules };
        let other = Policy { cadence: Cadence::Light, ..rules.policy };
        let office = |no: usize| if no % 2 == 1 && second_office_light { other } else { rules.policy };
        let gentlest = office(0).gentler(office(1));
        let places = asked.iter().enumerate();
        let places = places.zip(1..).map(|((no, asked), task)| Place::new(Rules { policy: office(no), ..rules }, task, asked)).collect();
        let rules = Rules { policy: gentlest, ..rules };
        let (told, waiting) = (Told::default(), Waiting::new());
        let mut life =
            Life { person: PersonId(person), choice, rules, places, waiting, told, messages: vec![], notices: vec![] };
        let mut steps = 0;
        while let Some(now) = life.next() {
            life.step(now);
            steps += 1;
            prop_assert!(steps < 5_000, "it never ends");
        }
        let narrowed = life.reader(life.messages.first().copied().unwrap_or_default()).rules;
        for at in life.messages.iter().chain(&life.notices) {
            prop_assert!(rules.work.is_open(*at) && narrowed.work.is_open(*at), "{at} is outside of hours");
            let day = rules.work.local(*at).date();
            prop_assert!(!life.choice.is_away(day), "{at}, and they are away");
        }
        within_caps(narrowed, &life.messages)?;
        for it in &life.places {
            let days: Vec<NaiveDate> = it.sent.iter().map(|(at, _)| rules.work.local(*at).date()).collect();
            prop_assert!(days.is_sorted_by(|one, next| one < next), "twice in a working day: {:?}", it.sent);
            for (at, touch) in &it.sent {
                prop_assert!(!it.is_to_be_silent(*at), "{touch:?} at {at} into a silence");
            }
            let deadline = it.task.deadline.at;
            let asks = it.sent.iter().filter(|(at, touch)| *at > deadline && touch.stage != Stage::PromiseDay).count();
            prop_assert!(asks <= usize::from(it.rules.policy.overdue_asks_max), "{:?}", it.sent);
        }
    }
}
