//! A task from its publishing to its end, with what the lead does to all of it.

use cuiban::domain::task::{Emergency, Ended, Terms};
use cuiban::domain::{Actor, Deadline, DeptNo, Event, Item, PersonId, TaskNo, Words, WordsNo};

use super::dice::Dice;
use super::part::Part;
use super::{Book, moment, moments};
use crate::second_scorer::clock::{DAY, later};

pub(super) const LEAD: Actor = Actor::Person(PersonId(1));

pub(super) struct Task {
    pub(super) no: TaskNo,
    pub(super) items: Vec<Item>,
    pub(super) due: i64,
    pub(super) emergency: bool,
    pub(super) ended: Option<Ended>,
    consent: bool,
}

pub(super) fn words() -> Words {
    Words { no: WordsNo(1), digest: String::new() }
}

fn deadline(due: i64) -> Deadline {
    Deadline { at: moment(due), said: "某日前".to_owned(), said_at: None }
}

fn item(at: i64, required: bool) -> Item {
    Item { name: format!("材料{at}"), required }
}

/// Its departments answer, or do not, until some time after the period.
pub(super) fn play(dice: &mut Dice, book: &mut Book, no: i64, departments: i64, (from, to): (i64, i64)) {
    let due = moments::within(dice, from - 8 * DAY, to + 4 * DAY);
    let span = dice.one(&[0, 1, 1, 2, 3, 6, 10, 16, 20, 40]);
    let emergency = dice.is(15);
    let published = if emergency && dice.is(60) {
        due - dice.between(20, 600)
    } else {
        moments::within(dice, due - (span + 1) * DAY, due - span * DAY).min(due - 30)
    };
    let required = dice.one(&[1, 1, 1, 2, 3, 4, 5]);
    let optional = dice.one(&[0, 0, 0, 1]);
    let items = (1..=required + optional).map(|at| item(at, at <= required)).collect();
    let mut task = Task { no: TaskNo(no), items, due, emergency, ended: None, consent: dice.is(10) };
    let terms = Terms {
        emergency: emergency.then(|| Emergency { reason: "险情".to_owned(), ack_within: None, remind_before: None }),
        consent: task.consent,
        ..Terms::default()
    };
    let (title, weight) = (format!("事项{no}"), u8::try_from(dice.between(1, 3)).unwrap());
    let (items, deadline) = (task.items.clone(), deadline(due));
    let told = Event::TaskPublished { task: task.no, title, items, deadline, weight, terms, origin: None, from: None };
    let told = book.enter(published, LEAD, told);
    let mut parts = vec![];
    for dept in (1..=departments).map(DeptNo) {
        if dept.0 == 1 || dice.is(60) {
            parts.push(Part::new(dice, book, task.no, dept, published, told));
        }
    }
    let steps = 6 + dice.between(0, 14) * i64::try_from(parts.len()).unwrap();
    let mut now = published;
    for _ in 0..steps {
        let at = usize::try_from(dice.between(0, i64::try_from(parts.len()).unwrap() - 1)).unwrap();
        let edges: Vec<i64> = parts[at].edges(&task).into_iter().chain([to, from]).collect();
        now = moments::next(dice, now, &edges);
        if dice.is(4) {
            if let Some(entry) = act(dice, book, &mut task, now) {
                for part in &mut parts {
                    part.told.push(entry);
                }
            }
        } else {
            parts[at].act(dice, book, &task, now);
        }
    }
}

/// What the lead does to all of it; none if nothing.
fn act(dice: &mut Dice, book: &mut Book, task: &mut Task, now: i64) -> Option<cuiban::domain::EntryNo> {
    if task.ended.is_some() {
        return None;
    }
    let no = task.no;
    let event = match dice.between(1, 10) {
        1..=4 => {
            let earlier = later(now, dice.between(60, 2000)).min(task.due - dice.one(&[30, 420, 1440]));
            let due =
                if dice.is(50) && earlier > now { earlier } else { task.due.max(now) + dice.one(&[60, DAY, 4 * DAY]) };
            task.due = due;
            Event::DeadlineMoved { task: no, deadline: deadline(due) }
        }
        5..=6 => {
            let items = dice.is(70).then(|| {
                task.items.push(item(9, false));
                task.items.clone()
            });
            Event::TaskChanged { task: no, title: items.is_none().then(|| "另名".to_owned()), items, reason: words() }
        }
        7 if task.emergency => Event::EmergencyLifted { task: no, reason: "险情解除".to_owned() },
        8 if task.consent && now >= task.due => {
            task.ended = Some(Ended::Consent);
            Event::TaskEnded { task: no, why: Ended::Consent, reason: None }
        }
        9..=10 => {
            let why = dice.one(&[Ended::Cancelled, Ended::Closed, Ended::Closed]);
            task.ended = Some(why);
            Event::TaskEnded { task: no, why, reason: Some(words()) }
        }
        _ => return None,
    };
    Some(book.enter(now, LEAD, event))
}
