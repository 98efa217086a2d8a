//! The checks are not blind: a quarter in which one thing is wrong is convicted.

use chrono::{DateTime, TimeDelta, Utc};
use cuiban::domain::{Actor, Entry, Event, Stage};

use super::calendar::{instant, local, time};
use super::facts::Facts;
use super::invariants::broken;

/// What the checks must say, and what was done to the quarter.
type Forgery = (&'static str, fn(&mut Facts));

const FORGERIES: [Forgery; 8] = [
    ("outside of working hours", |facts| {
        let sent = &mut facts.nudges[10].got;
        sent.at = instant(local(sent.at).date().and_time(time(19, 5)));
    }),
    ("reminders to", |facts| {
        let again = facts.nudges[10].clone();
        facts.nudges.extend([again.clone(), again]);
        facts.nudges.sort_by_key(|sent| (sent.got.chat, sent.got.at));
    }),
    ("two notices within half an hour", |facts| {
        let mut again = facts.notices[10].clone();
        again.got.at += TimeDelta::minutes(12);
        facts.notices.insert(11, again);
    }),
    ("received, and not on the ledger", |facts| {
        let sent = facts.nudges.remove(10);
        facts.others.push(sent.got);
    }),
    ("queued, and never heard of again", |facts| {
        let place = settled(facts, |_| true);
        facts.entries.remove(place);
    }),
    ("all was in", |facts| {
        let place = settled(facts, |_| true);
        let Event::NudgeSettled { task, dept, .. } = facts.entries[place].event else { return };
        let items = (0..9).collect();
        let submitted = Event::Submitted { task, dept, items, files: vec![], words: None };
        insert_before(facts, place, submitted);
    }),
    ("a check after an answer", |facts| {
        let place = settled(facts, |stage| stage == Stage::Check);
        let Event::NudgeSettled { task, dept, .. } = facts.entries[place].event else { return };
        insert_before(facts, place, Event::Acknowledged { task, dept });
    }),
    ("a third time after the deadline", |facts| {
        let place = settled(facts, |stage| stage == Stage::Overdue2);
        let settled = facts.entries[place].clone();
        let Event::NudgeSettled { task, dept, touch, person, .. } = settled.event else { return };
        facts.entries.insert(place + 1, settled.clone());
        insert_before(facts, place + 1, Event::NudgeQueued { task, dept, touch, person });
    }),
];

/// Each forgery is found, by its name.
pub(crate) fn are_found(facts: &Facts, acts: &[(i64, DateTime<Utc>)]) {
    for (says, forge) in FORGERIES {
        let mut forged = facts.clone();
        forge(&mut forged);
        let found = broken(&forged, acts);
        assert!(found.iter().any(|what| what.contains(says)), "{says}: not found; only {found:?}");
    }
}

fn settled(facts: &Facts, is_it: impl Fn(Stage) -> bool) -> usize {
    let is_it = |entry: &Entry| matches!(entry.event, Event::NudgeSettled { touch, .. } if is_it(touch.stage));
    facts.entries.iter().position(is_it).unwrap()
}

fn insert_before(facts: &mut Facts, place: usize, event: Event) {
    let entry = Entry { event, actor: Actor::Machine, source: None, ..facts.entries[place].clone() };
    facts.entries.insert(place, entry);
}
