//! A second scorer, as another author would have written it: straight from the text of the domain's section 7 and of
//! `docs/report.md`, from the lines that `cuiban ledger` prints, with a calendar and fractions of its own. It shares no code with the
//! report, and must come to the same on 10,000 random office-months.

mod clock;
mod compare;
mod frac;
mod hand_in;
mod history;
mod month;
mod part;
mod promises;
mod read;
mod score;
mod sum;
mod waits;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::ops::ControlFlow;

use chrono::TimeDelta;
use cuiban::domain::calendar::{Calendar, Hours};
use cuiban::domain::policy::Policy;
use cuiban::domain::{Actor, ChatNo, Entry, GroupKind, Lang, Moment, Office, OfficeId};
use cuiban::report::{Folding, Report};
use libtest_mimic::{Failed, Trial};
use serde_json::{Value, json};

use self::compare::{Difference, differences, wall};
use self::month::{OfficeMonth, moment};
use self::read::Ledger;
use crate::support::require;

const MONTHS: u64 = 10_000;
const MONTHS_IN_CI: u64 = 500;
/// Standings of parts, with why they do not count.
const KINDS: usize = 13;

pub(crate) fn trials() -> Vec<Trial> {
    vec![Trial::test("second_scorer::ten_thousand_office_months", office_months)]
}

/// `CUIBAN_TEST_FULL` tries all of them; `CUIBAN_TEST_SEED` one. Of what differs, the first of its kind is told.
fn office_months() -> Result<(), Failed> {
    let is_full = require::is_full();
    let one = require::seed();
    let last = if is_full { MONTHS } else { MONTHS_IN_CI };
    let seeds = one.map_or(0..last, |seed| seed..seed + 1);
    let mut fields: BTreeMap<String, u32> = BTreeMap::new();
    let mut standings: BTreeMap<String, u32> = BTreeMap::new();
    let (mut told, mut differing) = (String::new(), 0);
    for seed in seeds {
        let month = OfficeMonth::of(seed);
        let (report, found) = try_one(&month);
        for part in report["parts"].as_array().unwrap() {
            *standings.entry(format!("{} {}", part["standing"], part["left"])).or_default() += 1;
        }
        if !found.is_empty() {
            differing += 1;
            let is_new = found.first().is_some_and(|it| !fields.contains_key(&it.field));
            for it in &found {
                *fields.entry(it.field.clone()).or_default() += 1;
            }
            if is_new {
                tell(&mut told, seed, &month, &found);
            }
        }
    }
    // Chance that brings only one kind of part shows nothing.
    let is_varied = one.is_some() || standings.len() >= KINDS;
    assert!(is_varied, "there are parts of every kind: {standings:?}");
    if differing == 0 { Ok(()) } else { Err(format!("{differing} differ: {fields:?}\n{told}").into()) }
}

fn try_one(month: &OfficeMonth) -> (Value, Vec<Difference>) {
    let period = (moment(month.boundaries[0]), moment(month.to));
    let report = Report::fold(&office(), month.ledger.iter().cloned(), period, moment(month.now));
    assert!(fold_impatiently(month, period) == report, "what was let go is missed");
    let report = serde_json::to_value(&report).unwrap();
    let lines: Vec<String> = month.ledger.iter().map(exported).collect();
    let found = differences(&Ledger::read(&lines), &report, &month.boundaries, month.to, month.now);
    (report, found)
}

/// Letting go of what an earlier period has judged as soon as it ended.
fn fold_impatiently(month: &OfficeMonth, period: (Moment, Moment)) -> Report {
    let mut folding = Folding::new(office(), period, moment(month.now)).patient(TimeDelta::zero());
    loop {
        month.ledger.iter().for_each(|entry| folding.fold_entry(entry));
        match folding.finish() {
            ControlFlow::Break(report) => return report,
            ControlFlow::Continue(again) => folding = again,
        }
    }
}

/// As `cuiban ledger` prints it, without the chain.
fn exported(entry: &Entry) -> String {
    let actor = match entry.actor {
        Actor::Machine => "machine".to_owned(),
        Actor::Person(person) => format!("person:{}", person.0),
    };
    let mut event = serde_json::to_value(&entry.event).unwrap();
    if let Some(given_at) = entry.given_at {
        event["given_at"] = json!(given_at);
    }
    let event = event.to_string();
    json!({ "version": 1, "office": 1, "seq": entry.seq, "at": entry.at.timestamp_millis(), "actor": actor, "event": event })
        .to_string()
}

fn office() -> Office {
    Office {
        id: OfficeId(1),
        name: "市安委办".to_owned(),
        group: ChatNo(-1),
        kind: GroupKind::Own,
        zone: chrono_tz::Asia::Shanghai,
        lang: Lang::Zh,
        staff: BTreeSet::new(),
        calendar: Calendar::default(),
        hours: Hours::default(),
        policy: Policy::default(),
    }
}

/// What differs, and the ledger of the first part that does.
fn tell(out: &mut String, seed: u64, month: &OfficeMonth, found: &[Difference]) {
    let (from, to, now) = (month.boundaries[0], month.to, month.now);
    let (from, to, now) = (wall(from), wall(to), wall(now));
    writeln!(out, "── CUIBAN_TEST_SEED={seed}: from {from} to {to}, made {now}").unwrap();
    let first = &found[0];
    for it in found.iter().filter(|it| it.part == first.part) {
        writeln!(out, "{:?} {}: report {}, second {}", it.part, it.field, read(&it.report), read(&it.second)).unwrap();
    }
    let Some((task, dept)) = first.part else { return };
    for entry in &month.ledger {
        let event = serde_json::to_value(&entry.event).unwrap();
        let is_of_it = event["task"] == task && (event["dept"].is_null() || event["dept"] == dept);
        if is_of_it || event["type"] == "service_away" {
            let at = wall(clock::minute_of(entry.at.timestamp_millis()));
            let said = wall(clock::minute_of(entry.said_at().timestamp_millis()));
            writeln!(out, "  {} {at} said {said} {event}", entry.seq.0).unwrap();
        }
    }
}

/// Minutes as people read moments.
fn read(value: &Value) -> String {
    match value.as_i64() {
        Some(minute) if minute > 1_000_000 => wall(minute),
        _ => value.to_string(),
    }
}
