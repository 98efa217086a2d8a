//! A part: its department answers in any order, its lead looks, rules, calls and nudges; mostly as is legal, now and then not.

use std::collections::{BTreeMap, BTreeSet};

use cuiban::domain::assignment::{Flaw, Request, Way};
use cuiban::domain::task::Ended;
use cuiban::domain::{
    Actor, Delivery, DeptNo, EntryNo, Event, Matter, PersonId, Promise, Stage, TaskNo, Touch, Unreachable,
};

use super::dice::Dice;
use super::task::{LEAD, Task, words};
use super::{Book, moment, moments};
use crate::second_scorer::clock::{DAY, later};

const PERSON: PersonId = PersonId(2);

pub(super) struct Part {
    task: TaskNo,
    dept: DeptNo,
    /// Entries about the task, and about this part.
    pub(super) told: Vec<EntryNo>,
    own: Vec<EntryNo>,
    is_notified: bool,
    /// Hand-ins that stand, by entry.
    standing: BTreeMap<EntryNo, BTreeSet<usize>>,
    is_accepted: bool,
    is_waived: bool,
    /// What waits for the lead's ruling.
    waits: BTreeSet<Request>,
    disputed: Vec<EntryNo>,
    ruled: Vec<EntryNo>,
    granted: Option<i64>,
    /// Moments that something hangs on.
    hangs_on: Vec<i64>,
    /// How much this department says.
    diligence: i64,
    asked_at: i64,
}

impl Part {
    pub(super) fn new(dice: &mut Dice, book: &mut Book, task: TaskNo, dept: DeptNo, at: i64, told: EntryNo) -> Self {
        let at = if dice.is(10) { at + dice.between(1, 3000) } else { at };
        let asked = book.enter(at, LEAD, Event::Assigned { task, dept, from: None });
        let mut it = Self {
            task,
            dept,
            told: vec![told],
            own: vec![asked],
            is_notified: false,
            standing: BTreeMap::new(),
            is_accepted: false,
            is_waived: false,
            waits: BTreeSet::new(),
            disputed: vec![],
            ruled: vec![],
            granted: None,
            hangs_on: vec![],
            diligence: dice.one(&[10, 35, 50, 65]),
            asked_at: at,
        };
        let others = [None, Some(Delivery::Unknown), Some(Delivery::Refused)];
        let delivery = if dice.is(75) { Some(Delivery::Sent) } else { dice.one(&others) };
        if let Some(delivery) = delivery {
            it.notice(book, at, delivery);
        } else {
            let why = Unreachable::NobodyJoined;
            it.enter(book, at, Actor::Machine, Event::NoticeUnreached { task, dept, why });
        }
        it
    }

    fn notice(&mut self, book: &mut Book, at: i64, delivery: Delivery) {
        let (task, dept) = (self.task, self.dept);
        self.enter(book, at, Actor::Machine, Event::NoticeSettled { task, dept, person: PERSON, delivery });
        if delivery == Delivery::Sent {
            self.is_notified = true;
            self.hangs_on.extend([at, later(at, 420), later(at, 1260)]);
        }
    }

    fn enter(&mut self, book: &mut Book, at: i64, actor: Actor, event: Event) -> EntryNo {
        let entry = book.enter(at, actor, event);
        self.own.push(entry);
        entry
    }

    /// Moments at which something turns.
    pub(super) fn edges(&self, task: &Task) -> Vec<i64> {
        let due = self.due(task);
        let mut edges = vec![task.due, due, later(due, 420), later(due, 840), due + DAY, due - 120, due - 30];
        edges.extend(&self.hangs_on);
        edges
    }

    fn due(&self, task: &Task) -> i64 {
        self.granted.map_or(task.due, |granted| granted.max(task.due))
    }

    fn is_in(&self, item: usize) -> bool {
        self.standing.values().any(|items| items.contains(&item))
    }

    fn is_complete(&self, task: &Task) -> bool {
        task.items.iter().enumerate().all(|(at, item)| !item.required || self.is_in(at))
    }

    pub(super) fn act(&mut self, dice: &mut Dice, book: &mut Book, task: &Task, now: i64) {
        if now < self.asked_at {
            return;
        }
        if dice.is(12) {
            self.argue(dice, book, now);
        } else if dice.is(self.diligence) {
            self.answer(dice, book, task, now);
        } else if dice.is(35) {
            self.nudge(dice, book, now);
        } else {
            self.lead(dice, book, task, now);
        }
    }

    fn answer(&mut self, dice: &mut Dice, book: &mut Book, it: &Task, now: i64) {
        if matches!(it.ended, Some(Ended::Cancelled | Ended::Closed)) || self.is_waived {
            return;
        }
        let (task, dept, due) = (self.task, self.dept, self.due(it));
        let complete = self.is_complete(it);
        let event = match dice.between(1, 24) {
            1..=2 => Event::Acknowledged { task, dept },
            3 => Event::Progressed { task, dept },
            4 => Event::Hushed { task, dept, on: moment(now).date_naive() },
            5..=8 if !complete => return self.date(dice, book, now, due),
            9..=14 => return self.hand_in(dice, book, it, now),
            15 => return self.take_back(dice, book, now),
            16..=18 if !complete => {
                self.hangs_on.extend([later(now, 420), later(now, 840)]);
                Event::MatterRaised { task, dept, matter: Matter::Difficulty, words: words() }
            }
            19 => Event::MatterRaised { task, dept, matter: Matter::Question, words: words() },
            20..=21 if !complete => {
                self.waits.insert(Request::NotOurs);
                self.hangs_on.push(later(now, 840));
                Event::NotOursClaimed { task, dept, unit: None, words: None }
            }
            22 if self.waits.contains(&Request::Extension) => {
                self.waits.remove(&Request::Extension);
                Event::RequestWithdrawn { task, dept, request: Request::Extension }
            }
            23 if self.waits.contains(&Request::NotOurs) => {
                self.waits.remove(&Request::NotOurs);
                Event::RequestWithdrawn { task, dept, request: Request::NotOurs }
            }
            _ => return,
        };
        self.say(dice, book, now, event);
    }

    /// By the department, or as the lead heard it.
    fn say(&mut self, dice: &mut Dice, book: &mut Book, now: i64, answer: Event) -> EntryNo {
        self.is_notified = true;
        if dice.is(85) {
            return self.enter(book, now, Actor::Person(PERSON), answer);
        }
        let (task, dept, way) = (self.task, self.dept, dice.one(&Way::ALL));
        self.enter(book, now, LEAD, Event::Relayed { task, dept, way, words: None, answer: Box::new(answer) })
    }

    fn date(&mut self, dice: &mut Dice, book: &mut Book, now: i64, due: i64) {
        let (task, dept) = (self.task, self.dept);
        let at = if dice.is(20) { due } else { moments::within(dice, now, due.max(now) + 3 * DAY) };
        let at = at.max(now + 1);
        self.hangs_on.extend([at, at - 120]);
        if now <= due && at > due && dice.is(85) {
            self.waits.insert(Request::Extension);
            self.hangs_on.push(later(now, 420));
            self.say(dice, book, now, Event::ExtensionAsked { task, dept, until: moment(at), words: None });
        } else {
            self.waits.remove(&Request::Extension);
            let promise = Promise { due_at: moment(at), make_up: now > due };
            self.say(dice, book, now, Event::Promised { task, dept, promise });
        }
    }

    fn hand_in(&mut self, dice: &mut Dice, book: &mut Book, it: &Task, now: i64) {
        let (task, dept) = (self.task, self.dept);
        let all = 0..it.items.len();
        let open: Vec<usize> = all.clone().filter(|item| !self.is_in(*item)).collect();
        let mut items: Vec<usize> = match dice.between(1, 10) {
            1..=5 => open,
            6..=8 => open.into_iter().filter(|_| dice.is(50)).collect(),
            _ => all.filter(|_| dice.is(40)).collect(),
        };
        if items.is_empty() {
            items.push(0);
        }
        let of: BTreeSet<usize> = items.iter().copied().collect();
        let entry = self.say(dice, book, now, Event::Submitted { task, dept, items, files: vec![], words: None });
        self.is_accepted = false;
        let earlier: Vec<(EntryNo, Vec<usize>)> = self
            .standing
            .iter()
            .map(|(entry, items)| (*entry, items.intersection(&of).copied().collect::<Vec<_>>()))
            .filter(|(_, shared)| !shared.is_empty())
            .collect();
        self.standing.insert(entry, of);
        self.hangs_on.push(later(now, 1260));
        if dice.is(50) {
            for (of, items) in earlier {
                self.lose(of, &items);
                let by = Some(entry);
                self.enter(book, now, Actor::Person(PERSON), Event::HandInWithdrawn { task, dept, of, items, by });
            }
        }
        if self.is_complete(it) {
            self.waits.clear();
        }
    }

    fn lose(&mut self, of: EntryNo, items: &[usize]) {
        if let Some(standing) = self.standing.get_mut(&of) {
            standing.retain(|item| !items.contains(item));
        }
        self.standing.retain(|_, items| !items.is_empty());
    }

    fn take_back(&mut self, dice: &mut Dice, book: &mut Book, now: i64) {
        let handed: Vec<EntryNo> = self.standing.keys().copied().collect();
        if handed.is_empty() || self.is_accepted {
            return;
        }
        let (task, dept, of) = (self.task, self.dept, dice.one(&handed));
        let items: Vec<usize> = self.standing[&of].iter().copied().collect();
        self.lose(of, &items);
        self.say(dice, book, now, Event::HandInWithdrawn { task, dept, of, items, by: None });
    }

    fn nudge(&mut self, dice: &mut Dice, book: &mut Book, now: i64) {
        let (task, dept) = (self.task, self.dept);
        let stage = dice.one(&[
            Stage::Check,
            Stage::Before(3),
            Stage::LastDay,
            Stage::Overdue1,
            Stage::Overdue1,
            Stage::Overdue2,
            Stage::Asked,
            Stage::PromiseDay,
            Stage::EmergencyBefore,
            Stage::EmergencyDue,
            Stage::HeadsUp,
            Stage::ToLeader,
        ]);
        let delivery = if dice.is(80) { Delivery::Sent } else { dice.one(&[Delivery::Refused, Delivery::Unknown]) };
        let touch = Touch { at: moment(now), stage };
        self.enter(book, now, Actor::Machine, Event::NudgeSettled { task, dept, touch, person: PERSON, delivery });
    }

    fn lead(&mut self, dice: &mut Dice, book: &mut Book, it: &Task, now: i64) {
        let (task, dept) = (self.task, self.dept);
        let runs = it.ended.is_none();
        match dice.between(1, 12) {
            1..=4 if !self.standing.is_empty() && !self.is_accepted && runs => self.review(dice, book, it, now),
            5..=6 if self.waits.contains(&Request::Extension) && runs => {
                self.waits.remove(&Request::Extension);
                let until = self.due(it).max(now) + dice.one(&[60, 420, DAY, 3 * DAY]);
                let event = if dice.is(50) {
                    self.granted = Some(until);
                    self.hangs_on.push(until);
                    Event::ExtensionGranted { task, dept, until: moment(until) }
                } else {
                    self.hangs_on.push(later(now, 420));
                    Event::ExtensionRefused { task, dept, ground: None, words: None }
                };
                self.enter(book, now, LEAD, event);
            }
            7..=8 if self.waits.contains(&Request::NotOurs) && runs => {
                self.waits.remove(&Request::NotOurs);
                let event = if dice.is(25) {
                    self.is_waived = true;
                    self.waits.clear();
                    Event::NotOursAgreed { task, dept, to: None }
                } else {
                    Event::NotOursRejected { task, dept, ground: None, words: None }
                };
                self.enter(book, now, LEAD, event);
            }
            9..=10 => {
                let matter = dice.one(&[Matter::Difficulty, Matter::Question]);
                self.enter(book, now, LEAD, Event::MatterAnswered { task, dept, matter, words: words() });
            }
            11 => {
                let way = dice.one(&[Way::Phone, Way::InPerson]);
                self.enter(book, now, LEAD, Event::CallLogged { task, dept, way });
            }
            12 if !self.is_notified => {
                let delivery = dice.one(&[Delivery::Sent, Delivery::Sent, Delivery::Unknown]);
                self.notice(book, now, delivery);
            }
            _ => {}
        }
    }

    fn review(&mut self, dice: &mut Dice, book: &mut Book, it: &Task, now: i64) {
        let (task, dept) = (self.task, self.dept);
        if self.is_complete(it) && dice.is(50) {
            self.is_accepted = true;
            let actor = if dice.is(20) { Actor::Machine } else { LEAD };
            self.enter(book, now, actor, Event::Accepted { task, dept });
            return;
        }
        let all: BTreeSet<usize> = self.standing.values().flatten().copied().collect();
        let mut items: Vec<usize> = all.iter().copied().filter(|_| dice.is(50)).collect();
        if items.is_empty() {
            items.extend(all);
        }
        let reasons = [None, Some(Flaw::Figures), Some(Flaw::Unsigned), Some(Flaw::Template), Some(Flaw::Unrelated)];
        let flaw = dice.one(&reasons);
        let by = later(now, dice.one(&[420, 840, 840, 900]));
        self.hangs_on.push(by);
        for of in self.standing.keys().copied().collect::<Vec<_>>() {
            self.lose(of, &items);
        }
        self.enter(book, now, LEAD, Event::Returned { task, dept, items, flaw, words: None, by: moment(by) });
    }

    fn argue(&mut self, dice: &mut Dice, book: &mut Book, now: i64) {
        let (task, dept) = (self.task, self.dept);
        if let Some(entry) = self.disputed.pop() {
            let upheld = dice.is(50);
            self.ruled.push(entry);
            let event = if dice.is(20) {
                Event::DisputeWithdrawn { task, dept, entry }
            } else {
                Event::DisputeRuled { task, dept, entry, upheld, finding: None, words: None, by_party: false }
            };
            book.enter(now, LEAD, event);
        } else if dice.is(30) {
            let entry = if dice.is(10) { dice.one(&self.told) } else { dice.one(&self.own) };
            if self.ruled.contains(&entry) {
                return;
            }
            self.disputed.push(entry);
            let event = Event::DisputeRaised { task, dept, entry, complaint: None, words: None };
            book.enter(now, Actor::Person(PERSON), event);
        }
    }
}
