use std::collections::BTreeSet;
use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use chrono::DateTime;
use chrono_tz::Tz;

use super::*;
use crate::domain::assignment::Way;
use crate::domain::calendar::{Calendar, Hours};
use crate::domain::policy::Policy;
use crate::domain::task::{Emergency, Terms};
use crate::domain::{
    Actor, ChatNo, Deadline, Delivery, GroupKind, Item, Lang, Matter, OfficeId, PersonId, Promise, Stage, Touch,
    Unreachable, Words, WordsNo,
};
use crate::report::PromiseOutcome::{Kept, Missed, Moved};
use crate::report::{Labels, PromiseOutcome, Standing, csv, json, xlsx};

const ZONE: Tz = Tz::Asia__Shanghai;
pub(super) const T: TaskNo = TaskNo(1);
pub(super) const D: DeptNo = DeptNo(1);

pub(super) fn at(wall: &str) -> Moment {
    DateTime::parse_from_rfc3339(&format!("2026-{wall}:00+08:00")).unwrap().to_utc()
}

pub(super) fn office() -> Office {
    let (name, group) = ("市安委办".to_owned(), ChatNo(-1));
    let staff = BTreeSet::new();
    Office {
        id: OfficeId(1),
        name,
        group,
        kind: GroupKind::Own,
        zone: ZONE,
        lang: Lang::Zh,
        staff,
        calendar: Calendar::default(),
        hours: Hours::default(),
        policy: Policy::default(),
    }
}

fn fold(ledger: &[(&str, Event)]) -> Report {
    let entries = (1..).zip(ledger).map(|(seq, (wall, event))| Entry {
        office: OfficeId(1),
        seq: EntryNo(seq),
        at: at(wall),
        given_at: None,
        actor: Actor::Machine,
        source: None,
        event: event.clone(),
    });
    Report::fold(&office(), entries, (at("07-01T00:00"), at("10-01T00:00")), at("11-01T00:00"))
}

pub(super) fn department(no: i64, name: &str) -> Event {
    let profile = Profile { name: name.to_owned(), aliases: vec![], sector: Some("政府".to_owned()), lead: false };
    Event::DepartmentAdded { dept: DeptNo(no), profile }
}

pub(super) fn task(no: i64, title: &str, deadline: &str, required: usize, optional: usize) -> Event {
    let items = (0..required + optional).map(|n| Item { name: format!("材料{n}"), required: n < required }).collect();
    let deadline = Deadline { at: at(deadline), said: String::new(), said_at: None };
    Event::TaskPublished {
        task: TaskNo(no),
        title: title.to_owned(),
        items,
        deadline,
        weight: 1,
        terms: Terms::default(),
        origin: None,
        from: None,
    }
}

pub(super) fn assigned() -> Event {
    Event::Assigned { task: T, dept: D, from: None }
}

pub(super) fn notice(delivery: Delivery) -> Event {
    Event::NoticeSettled { task: T, dept: D, person: PersonId(1), delivery }
}

pub(super) fn submitted(items: &[usize]) -> Event {
    Event::Submitted { task: T, dept: D, items: items.to_vec(), files: vec![], words: None }
}

fn promised(due: &str) -> Event {
    Event::Promised { task: T, dept: D, promise: Promise { due_at: at(due), make_up: false } }
}

fn nudge(delivery: Delivery) -> Event {
    let touch = Touch { at: at("07-01T00:00"), stage: Stage::Overdue1 };
    Event::NudgeSettled { task: T, dept: D, touch, person: PersonId(1), delivery }
}

fn words() -> Words {
    Words { no: WordsNo(1), digest: String::new() }
}

pub(super) fn raised(matter: Matter) -> Event {
    Event::MatterRaised { task: T, dept: D, matter, words: words() }
}

pub(super) fn answered(matter: Matter) -> Event {
    Event::MatterAnswered { task: T, dept: D, matter, words: words() }
}

/// One department and one task due on 07-17, with the notice of 07-06 09:00; the first is entry 5.
fn ledger(more: &[(&'static str, Event)]) -> Vec<(&'static str, Event)> {
    let mut ledger = vec![
        ("07-01T09:00", department(1, "市公安局")),
        ("07-06T08:50", task(1, "月报", "07-17T17:30", 2, 1)),
        ("07-06T08:50", assigned()),
        ("07-06T09:00", notice(Delivery::Sent)),
    ];
    ledger.extend(more.iter().cloned());
    ledger
}

pub(super) fn part(more: &[(&'static str, Event)]) -> super::PartFacts {
    fold(&ledger(more)).parts.remove(0)
}

fn numbers(entries: &[EntryNo]) -> Vec<i64> {
    entries.iter().map(|entry| entry.0).collect()
}

#[test]
fn a_part_done_well_shows_every_step_with_its_entries() {
    let part = part(&[
        ("07-06T10:30", Event::Acknowledged { task: T, dept: D }),
        ("07-14T09:30", nudge(Delivery::Sent)),
        ("07-15T09:30", nudge(Delivery::Unknown)),
        ("07-16T10:00", submitted(&[0])),
        ("07-16T11:00", submitted(&[0, 1])),
    ]);
    assert_eq!(part.standing, Standing::OnTime);
    assert_eq!(part.notified_at, Some(Fact { value: at("07-06T09:00"), entries: vec![EntryNo(4)] }));
    assert_eq!((part.notice_minutes, part.response_minutes), (Some(4170), Some(90)));
    assert_eq!(part.acknowledged_at, Some(Fact { value: at("07-06T10:30"), entries: vec![EntryNo(5)] }));
    assert_eq!(part.handed_in_at.as_ref().map(|fact| fact.value), Some(at("07-16T10:00")));
    assert_eq!(part.complete_at, Some(Fact { value: at("07-16T11:00"), entries: vec![EntryNo(9)] }));
    assert_eq!((part.items_in, part.items_required, part.late_days), (2, 2, Some(0)));
    assert_eq!((part.nudges_before.value, part.nudges_after.value), (1, 0));
    assert_eq!(numbers(&part.entries()), [4, 5, 6, 8, 9]);
}

fn withdrawn(of: i64, by: Option<i64>) -> Event {
    Event::HandInWithdrawn { task: T, dept: D, of: EntryNo(of), items: vec![1], by: by.map(EntryNo) }
}

#[test]
fn what_is_taken_back_is_not_in_and_what_takes_a_place_counts_as_of_it() {
    let first = [("07-16T09:00", submitted(&[0])), ("07-16T10:00", submitted(&[1]))];
    let with = |more: &[(&'static str, Event)]| part(&[&first[..], more].concat());
    for (more, came, standing) in [
        (vec![], Some("07-16T10:00"), Standing::OnTime),
        (vec![("07-16T11:00", withdrawn(6, None))], None, Standing::Partial),
        (
            vec![("07-16T11:00", withdrawn(6, None)), ("07-20T09:30", submitted(&[1]))],
            Some("07-20T09:30"),
            Standing::Late,
        ),
        (
            vec![("07-20T09:00", submitted(&[1])), ("07-20T09:01", withdrawn(6, Some(7)))],
            Some("07-16T10:00"),
            Standing::OnTime,
        ),
        // The second one alone: nothing is said of the first.
        (
            vec![("07-20T09:00", submitted(&[1])), ("07-20T09:01", withdrawn(6, None))],
            Some("07-20T09:00"),
            Standing::Late,
        ),
        (
            vec![("07-20T09:00", submitted(&[1])), ("07-20T09:01", withdrawn(7, None))],
            Some("07-16T10:00"),
            Standing::OnTime,
        ),
    ] {
        let part = with(&more);
        assert_eq!(part.items[1].handed_in_at.as_ref().map(|fact| fact.value), came.map(at), "{more:?}");
        assert_eq!(part.standing, standing, "{more:?}");
    }
}

#[test]
fn late_days_are_begun_working_days() {
    for (came, days, standing) in [
        ("07-17T17:30", 0, Standing::OnTime),
        ("07-17T17:31", 1, Standing::Late),
        ("07-18T10:00", 1, Standing::Late),
        ("07-20T17:30", 1, Standing::Late),
        ("07-21T08:31", 2, Standing::Late),
        ("07-22T10:00", 3, Standing::Late),
    ] {
        let part = part(&[("07-16T09:00", submitted(&[0])), (came, submitted(&[1]))]);
        assert_eq!((part.late_days, part.standing), (Some(days), standing), "{came}");
        assert_eq!(part.items[0].late_days, Some(0), "{came}");
    }
}

#[test]
fn an_emergency_is_counted_by_the_clock_and_from_its_deadline() {
    let mut asked = task(1, "摸底", "08-15T03:10", 1, 0);
    if let Event::TaskPublished { terms, .. } = &mut asked {
        terms.emergency = Some(Emergency { reason: "泄漏".to_owned(), ack_within: None, remind_before: None });
    }
    let ledger = [
        ("08-15T02:10", department(1, "市公安局")),
        ("08-15T02:10", asked),
        ("08-15T02:10", assigned()),
        ("08-15T02:10", notice(Delivery::Sent)),
        ("08-15T02:25", Event::Acknowledged { task: T, dept: D }),
        ("08-16T03:20", submitted(&[0])),
    ];
    let part = fold(&ledger).parts.remove(0);
    assert_eq!(part.counted_from, Some(at("08-15T03:10")), "no working day is added after the notice");
    assert_eq!((part.notice_minutes, part.response_minutes), (Some(60), Some(15)));
    assert_eq!((part.standing, part.late_days), (Standing::Late, Some(2)), "begun days of 24 hours");
    let mut lifted = ledger.to_vec();
    lifted.insert(5, ("08-15T03:00", Event::EmergencyLifted { task: T, reason: "转入常态".to_owned() }));
    assert_eq!(fold(&lifted).parts[0].counted_from, Some(at("08-17T17:30")), "lifted before it was due");
}

#[test]
fn what_did_not_come_is_told_apart() {
    assert_eq!(part(&[]).standing, Standing::Missing);
    let some = part(&[("07-16T09:00", submitted(&[1, 2]))]);
    assert_eq!((some.standing, some.items_in, some.late_days), (Standing::Partial, 1, None));
    assert_eq!(part(&[("10-01T09:00", submitted(&[0, 1]))]).standing, Standing::Missing);
}

#[test]
fn who_was_not_reached_is_not_counted_and_an_answer_shows_that_they_were() {
    let part = |events: &[(&'static str, Event)]| {
        let mut all = ledger(events);
        all.remove(3);
        fold(&all).parts.remove(0)
    };
    let nobody = Event::NoticeUnreached { task: T, dept: D, why: Unreachable::NobodyJoined };
    let unreached = part(&[("07-06T09:00", nobody.clone())]);
    assert_eq!(unreached.standing, Standing::Unreached);
    assert_eq!(
        unreached.unreached,
        Some(Fact { value: Unreachable::NobodyJoined, entries: vec![EntryNo(3), EntryNo(4)] })
    );
    let later =
        part(&[("07-06T09:00", nobody), ("07-20T09:00", notice(Delivery::Sent)), ("07-21T08:45", submitted(&[0, 1]))]);
    assert_eq!(
        (later.standing, later.unreached),
        (Standing::OnTime, None),
        "a working day after a late notice is in time"
    );
    let unknown = part(&[("07-06T09:00", notice(Delivery::Unknown)), ("07-07T09:00", submitted(&[0, 1]))]);
    assert_eq!(unknown.notified_at.map(|fact| fact.value), Some(at("07-07T09:00")));
}

#[test]
fn promises_are_kept_moved_or_missed() {
    let outcomes = |events: &[(&'static str, Event)]| {
        let promises = part(events).promises;
        promises.into_iter().map(|it| (it.outcome, numbers(&it.entries))).collect::<Vec<_>>()
    };
    let kept = ("07-15T12:00", submitted(&[0, 1]));
    assert_eq!(outcomes(&[("07-07T09:00", promised("07-15T17:30")), kept.clone()]), [(Kept, vec![5, 6])]);
    assert_eq!(outcomes(&[("07-07T09:00", promised("07-14T17:30")), kept.clone()]), [(Missed, vec![5])]);
    let moved = [("07-07T09:00", promised("07-14T17:30")), ("07-14T09:00", promised("07-15T17:30")), kept];
    assert_eq!(outcomes(&moved), [(Moved, vec![5, 6]), (Kept, vec![6, 7])]);
    let half = [("07-07T09:00", promised("07-15T17:30")), ("07-15T12:00", submitted(&[0]))];
    assert_eq!(outcomes(&half), [(Missed, vec![5])]);
    assert_eq!(outcomes(&[("07-07T09:00", promised("10-09T17:30"))]), [(PromiseOutcome::Open, vec![5])]);
}

#[test]
fn a_difficulty_that_waits_beyond_a_working_day_pushes_back_what_counts_as_late() {
    let part = part(&[
        ("07-15T10:00", raised(Matter::Difficulty)),
        ("07-15T11:00", raised(Matter::Question)),
        ("07-15T15:00", answered(Matter::Question)),
        ("07-17T10:00", answered(Matter::Difficulty)),
        ("07-20T17:00", submitted(&[0, 1])),
    ]);
    assert_eq!(part.counted_from, Some(at("07-20T17:30")));
    assert_eq!(part.standing, Standing::OnTime);
    let waited: Vec<_> = part.matters.iter().map(|it| (it.waited_minutes, numbers(&it.entries))).collect();
    assert_eq!(waited, [(840, vec![5, 8]), (120, vec![6, 7])]);
}

#[test]
fn what_was_ruled_moves_what_counts_as_late() {
    let claimed = || Event::NotOursClaimed { task: T, dept: D, unit: None, words: None };
    let rejected = Event::NotOursRejected { task: T, dept: D, ground: None, words: None };
    let asked = |until| Event::ExtensionAsked { task: T, dept: D, until: at(until), words: None };
    let refused = Event::ExtensionRefused { task: T, dept: D, ground: None, words: None };
    let granted = |until| Event::ExtensionGranted { task: T, dept: D, until: at(until) };
    // Two working days until the ruling.
    let claim = part(&[("07-08T10:00", claimed()), ("07-10T10:00", rejected)]);
    assert_eq!(claim.counted_from, Some(at("07-21T17:30")));
    // A working day behind the refusal, of what was asked for before the deadline.
    let kept = part(&[("07-17T10:00", asked("07-24T17:30")), ("07-20T11:00", refused.clone())]);
    assert_eq!(kept.counted_from, Some(at("07-21T11:00")));
    let early = part(&[("07-08T10:00", asked("07-24T17:30")), ("07-09T11:00", refused)]);
    assert_eq!(early.counted_from, Some(at("07-17T17:30")));
    let later = part(&[
        ("07-16T10:00", asked("07-24T17:30")),
        ("07-16T11:00", granted("07-22T17:30")),
        ("07-22T10:00", submitted(&[0, 1])),
    ]);
    assert_eq!((later.counted_from, later.standing), (Some(at("07-22T17:30")), Standing::OnTime));
    assert_eq!(later.first_response_at.unwrap().value, at("07-16T10:00"));
    let exempt =
        part(&[("07-08T10:00", claimed()), ("07-09T10:00", Event::NotOursAgreed { task: T, dept: D, to: None })]);
    assert_eq!(exempt.standing, Standing::Exempt);
}

#[test]
fn what_is_corrected_in_its_time_counts_as_of_its_first_hand_in() {
    let returned = |items: &[usize], by| Event::Returned {
        task: T,
        dept: D,
        items: items.to_vec(),
        flaw: None,
        words: None,
        by: at(by),
    };
    for (again, days) in [("07-21T17:30", 0), ("07-21T17:31", 2)] {
        let part = part(&[
            ("07-16T10:00", submitted(&[0, 1])),
            ("07-17T10:00", returned(&[1], "07-21T17:30")),
            (again, submitted(&[1])),
        ]);
        assert_eq!((part.items_in, part.late_days), (2, Some(days)), "{again}");
    }
    let open = part(&[("07-16T10:00", submitted(&[0, 1])), ("07-17T10:00", returned(&[1], "07-21T17:30"))]);
    assert_eq!((open.standing, open.items_in), (Standing::Partial, 1));
}

#[test]
fn nudges_are_told_apart_by_the_deadline() {
    let part = part(&[
        ("07-17T09:30", nudge(Delivery::Sent)),
        ("07-20T09:30", nudge(Delivery::Sent)),
        ("07-22T09:30", nudge(Delivery::Refused)),
    ]);
    assert_eq!((numbers(&part.nudges_before.entries), numbers(&part.nudges_after.entries)), (vec![5], vec![6]));
}

#[test]
fn only_tasks_due_in_the_period_count() {
    let tasks = |deadline: &str| {
        fold(&[("06-20T09:00", task(1, "月报", deadline, 1, 0)), ("06-20T09:00", assigned())]).tasks.len()
    };
    for (deadline, counts) in [
        ("06-30T17:30", 0),
        ("07-01T00:00", 0), // 24:00 of 30 June
        ("07-01T08:30", 1),
        ("09-30T17:30", 1),
        ("10-01T00:00", 1), // 24:00 of 30 September
        ("10-08T17:30", 0),
    ] {
        assert_eq!(tasks(deadline), counts, "{deadline}");
    }
}

/// Three departments, two tasks, a bit of everything.
fn quarter() -> Report {
    let mut all = ledger(&[
        ("07-07T09:00", raised(Matter::Difficulty)),
        ("07-07T15:00", answered(Matter::Difficulty)),
        ("07-16T09:00", submitted(&[0])),
        ("07-20T09:30", nudge(Delivery::Sent)),
    ]);
    let (two, three) = (DeptNo(2), DeptNo(3));
    let person = PersonId(2);
    all.extend([
        ("07-20T09:00", department(2, "=cmd|' /C calc'!A0")),
        ("07-20T09:00", department(3, "市教育局")),
        ("07-20T09:00", task(2, "\t@总结,\"季度\"", "07-21T17:30", 1, 0)),
        ("07-20T09:00", Event::Assigned { task: TaskNo(2), dept: two, from: None }),
        ("07-20T09:00", Event::Assigned { task: TaskNo(2), dept: three, from: None }),
        ("07-20T09:10", Event::NoticeSettled { task: TaskNo(2), dept: two, person, delivery: Delivery::Sent }),
        ("07-20T09:10", Event::NoticeUnreached { task: TaskNo(2), dept: three, why: Unreachable::NobodyJoined }),
        ("07-20T10:10", Event::Submitted { task: TaskNo(2), dept: two, items: vec![0], files: vec![], words: None }),
    ]);
    fold(&all)
}

#[test]
fn totals_are_the_sums_of_their_parts() {
    let report = quarter();
    let t = &report.totals;
    assert_eq!((t.parts, t.on_time, t.partial, t.unreached), (3, 1, 1, 1));
    assert_eq!((t.items_required, t.items_in, t.nudges_after, t.difficulties, t.answered), (3, 2, 1, 1, 1));
    let sum = |totals: Vec<&Totals>| {
        totals
            .iter()
            .map(|t| (t.parts, t.on_time, t.items_in))
            .fold((0, 0, 0), |a, b| (a.0 + b.0, a.1 + b.1, a.2 + b.2))
    };
    let whole = (t.parts, t.on_time, t.items_in);
    assert_eq!(sum(report.departments.iter().map(|it| &it.totals).collect()), whole);
    assert_eq!(sum(report.tasks.iter().map(|it| &it.totals).collect()), whole);
    assert_eq!(Standing::ALL.map(|standing| t.standing(standing)).iter().sum::<u32>(), t.parts);
}

#[test]
fn the_lead_is_measured_too() {
    let lead = quarter().lead;
    assert_eq!((lead.noticed, lead.notice.met), (2, 1));
    assert_eq!((lead.notice_minutes_min, lead.notice_minutes_median), (Some(800), Some(800)));
    assert_eq!((lead.matters, lead.matters_answered, lead.matters_answered_in_time), (1, 1, 1));
    assert_eq!((lead.matter_minutes_max, lead.nudges), (Some(240), 1));
}

fn sheet(bytes: &[u8], name: &str) -> Vec<Vec<Data>> {
    let mut book = Xlsx::new(Cursor::new(bytes)).unwrap();
    book.worksheet_range(name).unwrap().rows().map(<[Data]>::to_vec).collect()
}

fn column(rows: &[Vec<Data>], heading: &str) -> Vec<Data> {
    let at = rows[0].iter().position(|cell| *cell == Data::String(heading.to_owned())).unwrap();
    rows[1..].iter().map(|row| row[at].clone()).collect()
}

#[test]
fn every_face_shows_the_same_figures() {
    let (report, labels) = (quarter(), Labels::zh());
    let back: Report = serde_json::from_str(&json::render(&report)).unwrap();
    assert_eq!(back, report);

    let book = xlsx::render(&report, &labels).unwrap();
    let overview = sheet(&book, "概览");
    let figure = |name: &str| overview.iter().find(|row| row[0] == Data::String(name.to_owned())).unwrap()[1].clone();
    for (name, value) in [
        ("承办", 3.0),
        ("按时", 1.0),
        ("部分报送", 1.0),
        ("未送达", 1.0),
        ("已报材料", 2.0),
        ("牵头：最长等待（工作小时）", 4.0),
    ] {
        assert_eq!(figure(name), Data::Float(value), "{name}");
    }
    for name in ["单位", "事项"] {
        let sum = column(&sheet(&book, name), "承办")
            .iter()
            .map(|cell| cell.to_string().parse::<f64>().unwrap())
            .sum::<f64>();
        assert!((sum - 3.0).abs() < f64::EPSILON, "{name}");
    }
    let details = sheet(&book, "明细");
    assert_eq!(column(&details, "单位")[1], Data::String("=cmd|' /C calc'!A0".to_owned()), "text, not a formula");

    let text = String::from_utf8(csv::render(&report, &labels)).unwrap();
    assert!(text.starts_with("\u{feff}单位,编号,事项,"));
    let mut reader = ::csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let at = reader.headers().unwrap().iter().position(|heading| heading == "状态").unwrap();
    let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.iter().map(|row| row[at].to_owned()).collect::<Vec<_>>(), ["部分报送", "按时", "未送达"]);
    assert_eq!((&rows[1][0], &rows[1][2]), ("'=cmd|' /C calc'!A0", "'\t@总结,\"季度\""));
    assert_eq!(rows.len(), details.len() - 1);
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    for labels in [Labels::zh(), Labels::en()] {
        let book = || xlsx::render(&quarter(), &labels).unwrap();
        assert_eq!(book(), book());
    }
}

#[test]
fn an_empty_period_has_a_report_too() {
    let report = fold(&[]);
    assert_eq!((report.totals.parts, report.head, report.lead.noticed), (0, None, 0));
    assert_eq!(report.days().1.to_string(), "2026-09-30");
    let book = xlsx::render(&report, &Labels::en()).unwrap();
    assert_eq!(sheet(&book, "Details").len(), 1);
    assert_eq!(String::from_utf8(csv::render(&report, &Labels::en())).unwrap().lines().count(), 1);
}

pub(super) fn disputed(entry: i64) -> Event {
    Event::DisputeRaised { task: T, dept: D, entry: EntryNo(entry), complaint: None, words: None }
}

fn ruled(entry: i64, upheld: bool) -> Event {
    let entry = EntryNo(entry);
    Event::DisputeRuled { task: T, dept: D, entry, upheld, finding: None, words: None, by_party: false }
}

fn relayed(way: Way, answer: Event) -> Event {
    Event::Relayed { task: T, dept: D, way, words: None, answer: Box::new(answer) }
}

#[test]
fn what_waits_for_review_is_left_out_and_what_was_found_wrong_counts_as_not_entered() {
    // Entry 5: three working days late; the department says that it never got the second reminder, entry 6.
    let story = |more: &[(&'static str, Event)]| {
        let mut story = vec![
            ("07-20T09:30", nudge(Delivery::Sent)),
            ("07-22T09:30", nudge(Delivery::Sent)),
            ("07-22T10:00", submitted(&[0, 1])),
        ];
        story.extend(more.iter().cloned());
        fold(&ledger(&story))
    };
    let plain = story(&[]);
    let part = |report: &Report| report.parts[0].clone();
    assert_eq!((part(&plain).standing, part(&plain).nudges_after.value), (Standing::Late, 2));

    let waits = story(&[("07-23T09:00", disputed(6))]);
    assert_eq!((part(&waits).standing, part(&waits).disputed), (Standing::Disputed, vec![EntryNo(6)]));
    assert_eq!((waits.totals.disputed, waits.totals.late, waits.totals.items_required), (1, 0, 0));

    let upheld = story(&[("07-23T09:00", disputed(6)), ("07-24T09:00", ruled(6, true))]);
    assert_eq!((part(&upheld).standing, part(&upheld).nudges_after.value), (Standing::Late, 1));
    assert_eq!(part(&upheld).corrected, [EntryNo(6)]);

    let dismissed = story(&[("07-23T09:00", disputed(6)), ("07-24T09:00", ruled(6, false))]);
    assert_eq!((part(&dismissed).standing, part(&dismissed).nudges_after.value), (Standing::Late, 2));
    assert!(part(&dismissed).corrected.is_empty());

    let withdrawn = Event::DisputeWithdrawn { task: T, dept: D, entry: EntryNo(6) };
    let taken_back = story(&[("07-23T09:00", disputed(6)), ("07-23T10:00", withdrawn)]);
    assert_eq!(part(&taken_back).standing, Standing::Late);
}

#[test]
fn a_return_that_was_wrong_leaves_what_had_come() {
    let returned = Event::Returned { task: T, dept: D, items: vec![1], flaw: None, words: None, by: at("07-21T17:30") };
    let story = [("07-16T10:00", submitted(&[0, 1])), ("07-17T10:00", returned), ("07-20T09:00", disputed(6))];
    let mut upheld = story.to_vec();
    upheld.push(("07-21T09:00", ruled(6, true)));
    let facts = |story: &[(&'static str, Event)]| fold(&ledger(story)).parts[0].clone();
    assert_eq!((facts(&story).standing, facts(&story).items_in), (Standing::Disputed, 1));
    assert_eq!((facts(&upheld).standing, facts(&upheld).items_in), (Standing::OnTime, 2));
}

#[test]
fn a_notice_that_never_came_moves_the_measure_and_a_wrong_ask_is_not_counted() {
    let facts = |entry| {
        let story = [
            ("07-20T09:00", disputed(entry)),
            ("07-20T10:00", submitted(&[0, 1])),
            ("07-21T09:00", ruled(entry, true)),
        ];
        fold(&ledger(&story)).parts[0].clone()
    };
    // N is then the first word of theirs, and D* a working day behind it.
    let notice = facts(4);
    assert_eq!(notice.notified_at.unwrap().value, at("07-20T09:00"));
    assert_eq!((notice.standing, notice.late_days), (Standing::OnTime, Some(0)));
    assert_eq!(facts(3).standing, Standing::Exempt); // the ask
    assert_eq!(facts(2).standing, Standing::Exempt); // the task as it was published
}

#[test]
fn an_answer_got_another_way_counts_as_one_and_calls_count_one_a_day_behind_the_deadline() {
    let call = || Event::CallLogged { task: T, dept: D, way: Way::Phone };
    let ack = || Event::Acknowledged { task: T, dept: D };
    let story = [
        ("07-17T09:00", call()), // before the deadline: no effort after it
        ("07-20T10:00", call()),
        ("07-20T15:00", relayed(Way::Phone, ack())), // the same day
        ("07-21T10:00", relayed(Way::InPerson, promised("07-23T17:30"))),
        ("07-22T10:00", relayed(Way::Paper, submitted(&[0, 1]))), // brought in: no effort of the lead
    ];
    let part = fold(&ledger(&story)).parts[0].clone();
    assert_eq!((part.calls_after.value, part.calls_after.entries), (2, vec![EntryNo(6), EntryNo(8)]));
    assert_eq!(part.first_response_at.unwrap().value, at("07-20T15:00"));
    assert_eq!((part.promises[0].outcome, part.standing), (Kept, Standing::Late));
    // One that was never called.
    let mut disputed_call = story.to_vec();
    disputed_call.extend([("07-23T09:00", disputed(6)), ("07-24T09:00", ruled(6, true))]);
    assert_eq!(fold(&ledger(&disputed_call)).parts[0].calls_after.entries, [EntryNo(7), EntryNo(8)]);
}

#[test]
fn whoever_could_not_be_written_to_is_notified_by_a_call_that_was_answered() {
    let story = |more: &[(&'static str, Event)]| {
        let unreached = Event::NoticeUnreached { task: T, dept: D, why: Unreachable::NobodyJoined };
        let mut story = vec![
            ("07-01T09:00", department(1, "市公安局")),
            ("07-06T08:50", task(1, "月报", "07-17T17:30", 2, 1)),
            ("07-06T08:50", assigned()),
            ("07-06T09:00", unreached),
        ];
        story.extend(more.iter().cloned());
        fold(&story).parts[0].clone()
    };
    let nobody = story(&[("07-13T10:00", Event::CallLogged { task: T, dept: D, way: Way::Phone })]);
    assert_eq!((nobody.standing, nobody.notified_at), (Standing::Unreached, None));
    let told = story(&[("07-13T10:00", relayed(Way::Phone, Event::Acknowledged { task: T, dept: D }))]);
    assert_eq!(told.notified_at.unwrap().value, at("07-13T10:00"));
    assert_eq!((told.standing, told.counted_from), (Standing::Missing, Some(at("07-17T17:30"))));
}

#[test]
fn what_is_passed_over_is_named_as_on_the_ledger_and_changes_no_figure() {
    let person = PersonId(1);
    let touch = Touch { at: at("07-14T09:30"), stage: Stage::Before(3) };
    let on_their_way =
        [Event::NoticeQueued { task: T, dept: D, person }, Event::NudgeQueued { task: T, dept: D, touch, person }];
    let kinds =
        on_their_way.clone().map(|event| serde_json::to_value(event).unwrap()["type"].as_str().map(str::to_owned));
    assert_eq!(kinds, PASSED_OVER.map(|kind| Some(kind.to_owned())));
    let ledger = vec![
        ("07-01T09:00", department(1, "市公安局")),
        ("07-06T08:50", task(1, "月报", "07-17T17:30", 2, 1)),
        ("07-06T08:50", assigned()),
        ("07-06T09:00", notice(Delivery::Sent)),
        ("07-07T09:00", submitted(&[0, 1])),
        ("07-08T09:00", submitted(&[1])),
    ];
    let [plain, with_them] = [false, true].map(|with_them| {
        let mut folding = Folding::new(office(), (at("07-01T00:00"), at("10-01T00:00")), at("11-01T00:00"));
        for (seq, (wall, event)) in (1..).zip(ledger.clone()) {
            let entry = |seq, event| Entry {
                office: OfficeId(1),
                seq: EntryNo(seq),
                at: at(wall),
                given_at: None,
                actor: Actor::Machine,
                source: None,
                event,
            };
            folding.fold_entry(&entry(10 * seq, event));
            for (more, event) in (1..).zip(on_their_way.clone()).filter(|_| with_them) {
                folding.fold_entry(&entry(10 * seq + more, event));
            }
        }
        folding.report()
    });
    assert_eq!((plain.head, with_them.head), (Some(EntryNo(60)), Some(EntryNo(62))), "they are entries all the same");
    assert_eq!(with_them, Report { head: with_them.head, ..plain });
}
