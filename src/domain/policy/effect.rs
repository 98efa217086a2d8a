//! What another policy would have come to: the last weeks lived again, with the answers that were given and without the reminders.
//!
//! An estimate. Nobody knows how people would have answered; other offices' caps are not counted, nor what one contact of several
//! departments would have had in one message.

use super::due::{due, next_look};
use super::gather::{DueTouch, Verdict, gather};
use super::reader::Reader;
use super::rules::Rules;
use super::told::Told;
use crate::domain::assignment::Notice;
use crate::domain::{Assignment, Delivery, Entry, Event, Moment, OfficeId, Part, Person, PersonId, Stage, Task};

/// More looks than any office has in a month mean that something turns in a circle.
const LOOKS_MAX: usize = 100_000;

/// One part and all of its entries, in order.
#[derive(Clone, Debug)]
pub struct Life {
    /// The task as it is now.
    pub task: Task,
    /// Its entries.
    pub entries: Vec<Entry>,
}

struct Place<'a> {
    life: &'a Life,
    task: Task,
    it: Option<Assignment>,
    next: usize,
}

/// Reminder messages that one department would have got from `from` to `until`, both included, by these rules.
#[must_use]
pub fn messages(rules: Rules<'_>, lives: &[Life], from: Moment, until: Moment) -> usize {
    let mut places: Vec<Place<'_>> = lives.iter().map(Place::new).collect();
    let mut told = Told::default();
    for _ in 0..LOOKS_MAX {
        let Some(now) = places.iter().filter_map(|place| place.next_at(rules)).min().filter(|at| *at <= until) else {
            break;
        };
        for place in &mut places {
            place.hear(now);
        }
        look(rules, &mut places, &mut told, now);
    }
    told.nudges.iter().filter(|at| (from..=until).contains(*at)).count()
}

fn look(rules: Rules<'_>, places: &mut [Place<'_>], told: &mut Told, now: Moment) {
    let found: Vec<(usize, DueTouch)> =
        places.iter().enumerate().filter_map(|(at, place)| Some((at, place.due(rules, now)?))).collect();
    let touches: Vec<DueTouch> = found.iter().map(|(_, due)| *due).collect();
    let person = PersonId(0);
    let verdicts = gather(Reader::new(rules, person, &Person::default(), now), told, &touches, now);
    for ((at, due), verdict) in found.into_iter().zip(verdicts) {
        let (Part { task, dept, .. }, touch) = (due.part, due.touch);
        let place = &mut places[at];
        match verdict {
            Verdict::Send { at } => {
                if !told.nudges.contains(&at) {
                    told.nudges.push(at);
                }
                place.apply(now, Event::NudgeQueued { task, dept, touch, person });
                place.apply(at, Event::NudgeSettled { task, dept, touch, person, delivery: Delivery::Sent });
            }
            Verdict::PutOff { until, why } => place.apply(now, Event::NudgePutOff { task, dept, touch, until, why }),
            Verdict::LeaveOut { why } => place.apply(now, Event::NudgeLeftOut { task, dept, touch, why }),
        }
    }
}

impl<'a> Place<'a> {
    fn new(life: &'a Life) -> Self {
        // Its end comes in its time.
        let task = Task { end: None, ..life.task.clone() };
        Self { life, task, it: None, next: 0 }
    }

    fn next_at(&self, rules: Rules<'_>) -> Option<Moment> {
        let said = self.life.entries.get(self.next).map(|entry| entry.at);
        let looked = self.asked().and_then(|it| next_look(rules, &self.task, it)).filter(|at| !self.is_over(*at));
        [said, looked].into_iter().flatten().min()
    }

    /// Only after a notice that reached somebody; an emergency has a clock of its own.
    fn asked(&self) -> Option<&Assignment> {
        let it = self.it.as_ref()?;
        let is_asked = matches!(it.notice, Notice::Sent { .. } | Notice::Unknown { .. });
        (is_asked && self.task.emergency().is_none()).then_some(it)
    }

    fn is_over(&self, at: Moment) -> bool {
        self.life.task.end.is_some_and(|end| end.at <= at)
    }

    fn due(&self, rules: Rules<'_>, now: Moment) -> Option<DueTouch> {
        let it = self.asked().filter(|_| !self.is_over(now))?;
        let touch = due(rules, &self.task, it, now)?.touch;
        let part = Part { office: OfficeId(0), task: self.task.no, dept: it.dept };
        let deadline_at = it.deadline_at(&self.task);
        (touch.stage != Stage::Notice).then_some(DueTouch {
            part,
            touch,
            deadline_at,
            at_once: false,
            emergency: false,
        })
    }

    /// All that was said by now, but for the reminders of then.
    fn hear(&mut self, now: Moment) {
        while let Some(entry) = self.life.entries.get(self.next).filter(|entry| entry.at <= now) {
            self.next += 1;
            let is_reminder = matches!(
                entry.event,
                Event::NudgeQueued { .. }
                    | Event::NudgeSettled { .. }
                    | Event::NudgePutOff { .. }
                    | Event::NudgeLeftOut { .. }
            );
            if !is_reminder {
                self.it = Assignment::apply(self.it.take(), entry, &self.task.required());
            }
        }
    }

    fn apply(&mut self, at: Moment, event: Event) {
        let Some(first) = self.life.entries.first() else { return };
        let entry = Entry { at, event, ..first.clone() };
        self.it = Assignment::apply(self.it.take(), &entry, &self.task.required());
    }
}
