//! Lives in which nothing goes wrong but the clock. By everybody else's clocks nobody is
//! reminded early, at night or twice.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use cuiban::domain::calendar::{Calendar, Hours, WorkTime};
use cuiban::domain::{Delivery, Event, PersonId, Touch};

use super::invariants::{Remains, nothing_is_left_in_hand};
use super::life::Life;
use crate::quarter::facts::{Facts, Got, NUDGE_WORDS};

/// So much may a clock be off that is believed.
const GRAIN: TimeDelta = TimeDelta::minutes(1);

/// Everything that is broken.
pub(super) fn broken(life: &Life, remains: &Remains) -> Vec<String> {
    let log = life.sandbox.log();
    let got = Facts::received(&log);
    let mut broken = nobody_is_written_to_at_night(&got);
    broken.extend(nothing_is_early_or_twice(remains, &got));
    broken.extend(nothing_is_left_in_hand(remains));
    broken.extend(remains.verdicts.iter().map(|verdict| format!("the chain: {verdict}")));
    broken
}

fn says(got: &Got, words: &[&str]) -> bool {
    words.iter().any(|words| got.text.contains(words))
}

fn nobody_is_written_to_at_night(got: &[Got]) -> Vec<String> {
    let zone = chrono_tz::Asia::Shanghai;
    let work = WorkTime { calendar: Calendar::built_in(), hours: Hours::default(), zone };
    let is_open = |at: DateTime<Utc>| [at - GRAIN, at, at + GRAIN].iter().any(|at| work.is_open(*at));
    let nudges = got.iter().filter(|it| says(it, &NUDGE_WORDS) && !is_open(it.at));
    nudges.map(|it| format!("reminded at {}: {}", it.at.with_timezone(&zone), it.text)).collect()
}

/// What the ledger says was sent is what people got, in the same order, each touch once and not before its time.
fn nothing_is_early_or_twice(remains: &Remains, got: &[Got]) -> Vec<String> {
    let facts = Facts::of(remains.entries.clone(), &[]);
    let chats = facts.chats();
    let mut sent: BTreeMap<i64, Vec<(DateTime<Utc>, Touch)>> = BTreeMap::new();
    let mut broken = Vec::new();
    let mut touches: BTreeMap<String, u32> = BTreeMap::new();
    for entry in &remains.entries {
        let Event::NudgeSettled { task, dept, touch, person, delivery: Delivery::Sent } = &entry.event else {
            continue;
        };
        *touches.entry(format!("{task:?} {dept:?} {touch:?} {person:?}")).or_default() += 1;
        let chat = chat_of(&chats, *person);
        sent.entry(chat).or_default().push((entry.at, *touch));
    }
    broken.extend(touches.into_iter().filter(|(_, times)| *times > 1).map(|(touch, n)| format!("{n} times: {touch}")));
    for (chat, mut touches) in sent {
        // Touches that came in one message were entered at one moment.
        touches.dedup_by_key(|(at, _)| *at);
        let got: Vec<&Got> = got.iter().filter(|it| it.chat == chat && says(it, &NUDGE_WORDS)).collect();
        if got.len() != touches.len() {
            broken.push(format!("chat {chat} got {} reminders; {} are on the ledger", got.len(), touches.len()));
            continue;
        }
        for ((_, touch), got) in touches.iter().zip(got) {
            if got.at + GRAIN < touch.at {
                broken.push(format!("{touch:?} of {chat} came at {}", got.at));
            }
        }
    }
    broken
}

fn chat_of(chats: &BTreeMap<PersonId, i64>, person: PersonId) -> i64 {
    chats.get(&person).copied().unwrap_or_default()
}
