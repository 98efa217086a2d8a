//! The time of an answer is fair: it counts from when it was given, however late we hear it, and no date makes more of it than can be.

use chrono::{DateTime, Duration, Utc};
use cuiban::cli::demo::{LEAD, LEAD_GROUP};
use cuiban::domain::{DeptNo, Entry, EntryNo, Event, Hearing, Moment, OfficeId};
use cuiban::report::{self, Standing};
use cuiban::store::ledger::{self, ExportLine, Verdict};
use cuiban::store::{Store, projections, set_aside};
use futures::FutureExt;
use libtest_mimic::Trial;
use serde_json::{Value, json};

use super::published;
use crate::support::db::{TestDb, on_both};
use crate::support::world::{CONTACT, World};
use crate::verifiers;
use crate::verifiers::python::{self, Shown};

const OFFICE: OfficeId = OfficeId(1);
const TASK: &str = "/task 7月安全生产月报 截止 7月31日17:00 部门 全体 材料 月报表";

pub(crate) fn trials() -> Vec<Trial> {
    [
        on_both("conversations::an_answer_heard_late_counts_from_when_it_was_given", heard_late),
        on_both("conversations::what_was_said_while_we_were_away_counts_from_then", away),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn at(clock: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(&format!("2026-07-31T{clock}+08:00")).unwrap().to_utc()
}

fn person(no: i64) -> Value {
    json!({ "id": CONTACT + no, "is_bot": false, "first_name": "联络员", "language_code": "zh-hans" })
}

fn chat(no: i64) -> Value {
    json!({ "id": CONTACT + no, "type": "private", "first_name": "联络员" })
}

fn file(no: i64, date: Option<i64>) -> Value {
    let document =
        json!({ "file_id": format!("f{no}"), "file_unique_id": "u", "file_name": "月报表.xlsx", "file_size": 9 });
    let mut message = json!({ "message_id": 900 + no, "from": person(no), "chat": chat(no), "document": document });
    if let Some(date) = date {
        message["date"] = json!(date);
    }
    json!({ "update_id": 900 + no, "message": message })
}

fn press(w: &World, no: i64, sent_at: Moment) -> Value {
    let card = w.card(CONTACT + no, "已走公文系统");
    let button = card.buttons.iter().flatten().find(|it| it.label == "已走公文系统").unwrap();
    let message = json!({ "message_id": card.id, "chat": chat(no), "date": sent_at.timestamp() });
    let press = json!({ "id": format!("press-{no}"), "from": person(no), "message": message, "data": button.data });
    json!({ "update_id": 900 + no, "callback_query": press })
}

async fn entries(db: &TestDb) -> Vec<Entry> {
    let store = db.open().await;
    let entries = ledger::list(&mut store.read().await.unwrap(), OFFICE, EntryNo(0), 1_000).await.unwrap();
    store.close().await;
    entries
}

async fn standings(db: &TestDb, now: Moment) -> Vec<Standing> {
    let store = db.open().await;
    let mut reader = store.read().await.unwrap();
    let office = projections::find_office(&mut reader, OFFICE).await.unwrap().unwrap();
    let period = report::period::parse("2026Q3", office.zone, now).unwrap();
    let report = report::published_watched(&mut reader, &office, period, now, &mut |_| ()).await.unwrap();
    drop(reader);
    store.close().await;
    report.parts.iter().map(|part| part.standing).collect()
}

async fn verifies(db: &TestDb) {
    let store = db.open().await;
    let mut reader = store.read().await.unwrap();
    let mut shown = Vec::new();
    for (office, verdict) in ledger::verify_all(&mut reader).await.unwrap() {
        let Verdict::Sound(head) = verdict else { panic!("{office:?}: {verdict:?}") };
        let lines = verifiers::lines(&mut reader, office).await.iter().map(ExportLine::to_json).collect();
        shown.push(Shown { lines, heads: vec![], last: Some((head.seq.0, head.hash)) });
    }
    assert_eq!(python::verify(&shown), vec![None; shown.len()]);
    drop(reader);
    store.close().await;
}

/// Nine departments hand in about the deadline, and all of it could only be taken in hours after.
async fn heard_late(db: TestDb) {
    let names =
        ["市住建局", "市教育局", "市水务局", "市应急局", "市交通局", "市商务局", "市文旅局", "市卫健委", "市民政局"];
    let mut w = published(&db, &names, TASK).await;
    w.until(at("16:58:00")).await;
    for no in [6, 7, 8] {
        w.tap(CONTACT + no, CONTACT + no, "已完成").await;
    }
    let sent_at = at("16:58:00");
    let day = Duration::days(1);
    let heard = |since: &str, then: &str| Hearing { since: Some(at(since)), at: at(then) };
    let late = heard("16:59:40", "17:00:30");
    let date = |moment: Moment| Some(moment.timestamp());
    let all: Vec<(Value, Hearing, Moment)> = vec![
        (file(0, date(at("16:59:59"))), late, at("16:59:59")),
        (file(1, date(at("17:00:01"))), late, at("17:00:01")),
        (file(2, Some(0)), late, late.at),
        (file(3, date(at("18:00:00"))), late, late.at),
        (file(4, date(at("16:59:59") - day - day)), late, late.at),
        (file(5, None), late, late.at),
        (press(&w, 6, sent_at), heard("16:59:40", "17:00:10"), at("16:59:40")),
        (press(&w, 7, sent_at), heard("17:00:05", "17:00:30"), at("17:00:05")),
        // It cannot have waited since before the deadline.
        (press(&w, 8, sent_at), heard("16:00:00", "17:30:00"), at("17:27:30")),
    ];
    w.until(at("20:00:00")).await;
    let store = Store::open(&db.url).await.unwrap();
    let asked_at = w.now();
    let rows: Vec<(String, Hearing)> = all.iter().map(|(raw, hearing, _)| (raw.to_string(), *hearing)).collect();
    let put_aside = store.write(move |tx| {
        async move {
            for (no, (raw, hearing)) in (900..).zip(&rows) {
                set_aside::insert(tx, no, raw, "an earlier version failed", *hearing).await?;
            }
            set_aside::ask_replay(tx, asked_at).await
        }
        .boxed()
    });
    assert_eq!(put_aside.await.unwrap(), 9);
    store.close().await;
    for _ in 0..2 {
        w.say(LEAD, LEAD_GROUP, "/help").await;
    }
    let entries = entries(&db).await;
    assert!(entries.is_sorted_by_key(|entry| entry.at), "the ledger goes on in time");
    for (no, (_, _, said_at)) in (1..).zip(&all) {
        let is_it = |event: &Event| matches!(event, Event::Submitted { dept, .. } if *dept == DeptNo(no));
        let entry = entries.iter().find(|entry| is_it(&entry.event)).unwrap();
        assert_eq!((entry.said_at(), entry.at >= asked_at), (*said_at, true), "{no}");
    }
    let on_time = [0, 6];
    let expected: Vec<Standing> =
        (0..9).map(|no| if on_time.contains(&no) { Standing::OnTime } else { Standing::Late }).collect();
    assert_eq!(standings(&db, w.now()).await, expected);
    w.say(LEAD, LEAD_GROUP, "/review").await;
    w.tap(LEAD, LEAD_GROUP, "T1 逐家看（9家）").await;
    let labels: Vec<String> = w.last(LEAD_GROUP).buttons.into_iter().flatten().map(|button| button.label).collect();
    for (no, name) in names.iter().enumerate() {
        let is_late = labels.iter().any(|label| *label == format!("{name} · 晚"));
        assert_eq!(is_late, !on_time.contains(&no), "{name}: {labels:?}");
    }
    verifies(&db).await;
    w.close().await;
}

/// What was said in time counts as said; an edit after the deadline does not take its place.
async fn away(db: TestDb) {
    let mut w = published(&db, &["市住建局", "市教育局", "市水务局", "市应急局", "市交通局"], TASK).await;
    w.until(at("16:30:00")).await;
    let card = w.card(CONTACT + 2, "收到");
    w.down_while(&db, at("20:00:00"), |sandbox| {
        sandbox.clock().set(at("16:50:00"));
        let first = sandbox.say(CONTACT, CONTACT, "收到");
        let unclear = sandbox.say(CONTACT + 1, CONTACT + 1, "哦豁");
        sandbox.send_file(CONTACT + 3, CONTACT + 3, "月报表.xlsx", b"1", "");
        sandbox.clock().set(at("17:40:00"));
        sandbox.edit(CONTACT, CONTACT, first, "有困难，数据还没出来");
        sandbox.edit(CONTACT + 1, CONTACT + 1, unclear, "收到");
        sandbox.send_file(CONTACT + 4, CONTACT + 4, "月报表.xlsx", b"1", "");
        sandbox.clock().set(at("19:59:00"));
        sandbox.press_label(CONTACT + 2, CONTACT + 2, card.id, "收到").unwrap();
    })
    .await;
    let entries = entries(&db).await;
    let answers: Vec<(i64, Moment)> = entries
        .iter()
        .filter_map(|entry| match entry.event {
            Event::Acknowledged { dept, .. } | Event::Submitted { dept, .. } => Some((dept.0, entry.said_at())),
            _ => None,
        })
        .collect();
    let mut answers = answers;
    answers.sort_unstable();
    let pressed = at("19:57:30");
    let said = [(1, at("16:50:00")), (2, at("17:40:00")), (3, pressed), (4, at("16:50:00")), (5, at("17:40:00"))];
    assert_eq!(answers, said, "{entries:#?}");
    assert!(!entries.iter().any(|entry| matches!(entry.event, Event::MatterRaised { .. })));
    w.say(LEAD, LEAD_GROUP, "/review").await;
    w.tap(LEAD, LEAD_GROUP, "T1 逐家看（2家）").await;
    let labels: Vec<String> = w.last(LEAD_GROUP).buttons.into_iter().flatten().map(|button| button.label).collect();
    assert!(labels.contains(&"市应急局".to_owned()) && labels.contains(&"市交通局 · 晚".to_owned()), "{labels:?}");
    verifies(&db).await;
    w.close().await;
}
