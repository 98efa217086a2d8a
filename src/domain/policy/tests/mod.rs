//! The policy's promises, most of them straight from the domain's oracles.

mod answers;
mod briefing;
mod by_hand;
mod corrections;
mod dates;
mod disputes;
mod effect;
mod emergency;
mod escalation;
mod fairness;
mod gathering;
mod ladder;
mod lives;
mod looking;
mod overdue;
mod reader;
mod requests;
mod series;

use chrono::{NaiveDate, NaiveDateTime};
use chrono_tz::Tz;

use crate::domain::assignment::Notice;
use crate::domain::calendar::{Calendar, Hours, WorkTime};
use crate::domain::policy::{Policy, Reader, Rules};
use crate::domain::task::{PastDue, Terms};
use crate::domain::{
    Actor, Assignment, Deadline, DeptNo, Entry, EntryNo, Event, Item, Moment, OfficeId, Person, PersonId, Stage, Task,
    TaskNo, Touch,
};

const TASK: TaskNo = TaskNo(1);
const DEPT: DeptNo = DeptNo(7);
const PERSON: PersonId = PersonId(0);

fn work() -> WorkTime<'static> {
    WorkTime { calendar: Calendar::built_in(), hours: Hours::default(), zone: Tz::Asia__Shanghai }
}

fn rules() -> Rules<'static> {
    Rules { work: work(), policy: Policy::default() }
}

/// Who chose nothing.
fn plain(rules: Rules<'_>, person: PersonId) -> Reader<'_> {
    Reader::new(rules, person, &Person::default(), at("01-05 09:00"))
}

/// `07-20 09:30` of 2026.
fn at(text: &str) -> Moment {
    work().at(NaiveDateTime::parse_from_str(&format!("2026-{text}"), "%Y-%m-%d %H:%M").unwrap())
}

fn day(text: &str) -> NaiveDate {
    format!("2026-{text}").parse().unwrap()
}

fn touch(stage: Stage, moment: &str) -> Touch {
    Touch { at: at(moment), stage }
}

/// `check 07-07 15:00`, one a line, as the oracles write it.
fn said(touches: &[Touch]) -> Vec<String> {
    let name = |stage| match stage {
        Stage::Notice => "notice".to_owned(),
        Stage::Check => "check".to_owned(),
        Stage::Before(days) => format!("D-{days}"),
        Stage::LastDay => "D0".to_owned(),
        Stage::PromiseDay => "P".to_owned(),
        Stage::PromiseMoved => "moved".to_owned(),
        Stage::Overdue1 => "O1".to_owned(),
        Stage::Overdue2 => "O2".to_owned(),
        Stage::EmergencyCheck => "again".to_owned(),
        Stage::EmergencyBefore => "E-".to_owned(),
        Stage::EmergencyPromise => "EP".to_owned(),
        Stage::EmergencyDue => "E0".to_owned(),
        Stage::EmergencyOver => "E+".to_owned(),
        Stage::Asked => "asked".to_owned(),
        Stage::HeadsUp => "heads-up".to_owned(),
        Stage::ToLeader => "leader".to_owned(),
    };
    touches.iter().map(|it| format!("{} {}", name(it.stage), work().local(it.at).format("%m-%d %H:%M"))).collect()
}

fn task(deadline: &str) -> Task {
    Task {
        no: TASK,
        title: "隐患排查情况".to_owned(),
        items: vec![Item { name: "报告".to_owned(), required: true }, Item { name: "台账".to_owned(), required: true }],
        deadline: Deadline { at: at(deadline), said: deadline.to_owned(), said_at: None },
        weight: 1,
        terms: Terms::default(),
        end: None,
        archived_at: None,
        purged_at: None,
        past_due: PastDue::default(),
        first_deadline_at: None,
        lifted_at: None,
        step: None,
        origin: None,
        published_at: at("01-05 09:00"),
        owner: Actor::Machine,
    }
}

/// An assignment whose notice was sent then.
fn noticed(moment: &str) -> Assignment {
    let mut it = Assignment::apply(
        None,
        &entry("01-05 09:00", Event::Assigned { task: TASK, dept: DEPT, from: None }),
        &[].into(),
    )
    .unwrap();
    it.notice = Notice::Sent { person: PERSON, at: at(moment) };
    it
}

/// The assignment after this happened.
fn after(it: Assignment, moment: &str, event: Event) -> Assignment {
    Assignment::apply(Some(it), &entry(moment, event), &[0, 1].into()).unwrap()
}

fn entry(moment: &str, event: Event) -> Entry {
    entry_at(at(moment), event)
}

fn entry_at(at: Moment, event: Event) -> Entry {
    Entry { office: OfficeId(1), seq: EntryNo(1), at, given_at: None, actor: Actor::Machine, source: None, event }
}
