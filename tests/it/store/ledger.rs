//! The ledger: numbered, chained, exported.

use chrono::Duration;
use cuiban::domain::{Actor, Entry, EntryNo, OfficeId, PersonId};
use cuiban::store::ledger::{self, ExportLine, Verdict};
use libtest_mimic::Trial;
use sha2::{Digest, Sha256};
use sqlx::Executor;

use super::history::{department, enter, lively};
use crate::support::db::{TestDb, on_both};
use crate::support::time::{after, monday};

const OFFICE: OfficeId = OfficeId(1);

pub(crate) fn trials() -> Vec<Trial> {
    [
        on_both("entries_are_numbered_and_read_back_as_entered", entries_are_read_back),
        on_both("a_ledger_is_walked_as_it_is_listed", walked_as_listed),
        on_both("an_entry_that_makes_no_sense_ends_a_walk_by_its_name", walked_into_nonsense),
        on_both("a_separately_written_verifier_agrees", a_second_verifier_agrees),
        on_both("concurrent_writers_of_two_processes_keep_the_chain", concurrent_writers),
    ]
    .into_iter()
    .flatten()
    .collect()
}

async fn entries_are_read_back(db: TestDb) {
    let store = db.open().await;
    let now = monday() + Duration::microseconds(1234);
    let entered = enter(&store, OFFICE, now, vec![department(1), department(2)]).await;
    let more = enter(&store, OFFICE, after(1), vec![department(3)]).await;

    let mut reader = store.read().await.unwrap();
    let read = ledger::list(&mut reader, OFFICE, EntryNo(0), 100).await.unwrap();
    assert_eq!(read, [entered, more].concat());
    let places: Vec<i64> = read.iter().map(|entry| entry.seq.0).collect();
    assert_eq!(places, [1, 2, 3]);
    let Entry { at, actor, source, .. } = &read[0];
    assert_eq!(*at, monday() + Duration::milliseconds(1));
    assert_eq!((*actor, source.as_deref()), (Actor::Person(PersonId(1)), Some("m:1:2:0")));
    assert_eq!(ledger::list(&mut reader, OFFICE, EntryNo(2), 100).await.unwrap().len(), 1);
    assert_eq!(ledger::list(&mut reader, OFFICE, EntryNo(0), 2).await.unwrap().len(), 2);
}

async fn walked_as_listed(db: TestDb) {
    let store = db.open().await;
    lively(&store, OFFICE).await;
    // More than a page.
    let many: Vec<_> = (100..9_000).map(department).collect();
    enter(&store, OFFICE, after(200), many).await;
    let mut reader = store.read().await.unwrap();
    let listed = ledger::list(&mut reader, OFFICE, EntryNo(0), 100_000).await.unwrap();
    let listed: Vec<Entry> = listed.into_iter().map(|entry| Entry { source: None, ..entry }).collect();
    for upto in [None, Some(EntryNo(5)), Some(EntryNo(4_500)), Some(EntryNo(1_000_000))] {
        let mut heard = Vec::new();
        let take = |all: &mut Vec<Entry>, line: ledger::Line<'_>| {
            let entry = line.entry()?;
            let tag = serde_json::to_value(&entry.event).unwrap()["type"].as_str().map(str::to_owned);
            assert_eq!(line.kind(), tag.as_deref());
            all.push(entry);
            Ok(())
        };
        let walked = ledger::walk(&mut reader, OFFICE, upto, (vec![], take), &mut |at| heard.push(at)).await.unwrap();
        let n = upto.map_or(listed.len(), |upto| listed.len().min(usize::try_from(upto.0).unwrap()));
        assert!(walked == listed[..n], "up to {upto:?}");
        assert_eq!(heard.last(), Some(&listed[n - 1].seq));
    }
    let nothing = ledger::walk(&mut reader, OfficeId(99), None, (0, |_: &mut _, _| Ok(())), &mut |_| {}).await;
    assert_eq!(nothing.unwrap(), 0);
}

async fn walked_into_nonsense(db: TestDb) {
    let store = db.open().await;
    enter(&store, OFFICE, after(1), vec![department(1), department(2)]).await;
    db.raw().await.execute("UPDATE ledger SET event = 'nonsense' WHERE seq = 2").await.unwrap();
    let mut reader = store.read().await.unwrap();
    let take = |n: &mut usize, line: ledger::Line<'_>| line.entry().map(|_| *n += 1);
    let error = ledger::walk(&mut reader, OFFICE, None, (0, take), &mut |_| {}).await.unwrap_err().to_string();
    assert!(error.contains("ledger") && error.contains("1/2") && error.contains("event"), "{error}");
}

async fn a_second_verifier_agrees(db: TestDb) {
    let store = db.open().await;
    lively(&store, OFFICE).await;
    let mut reader = store.read().await.unwrap();
    for office in ledger::list_offices(&mut reader).await.unwrap() {
        let lines = ledger::export(&mut reader, office, None, false).await.unwrap();
        let head = ledger::find_head(&mut reader, office).await.unwrap().unwrap();
        assert_eq!(chain(&lines), head.hash);
        assert_eq!(lines.len(), usize::try_from(head.seq.0).unwrap());
        assert_eq!(ledger::verify(&mut reader, office).await.unwrap(), Verdict::Sound(head));
    }
}

/// The chain as an outsider would follow it, from the lines of JSON alone.
fn chain(lines: &[ExportLine]) -> String {
    let mut last = "0".repeat(64);
    for line in lines {
        let line: serde_json::Value = serde_json::from_str(&line.to_json()).unwrap();
        assert_eq!(line["prev"], last.as_str());
        let mut bytes = vec![1];
        for name in ["office", "seq", "at", "actor", "source", "event", "prev"] {
            let value = &line[name];
            let text = value.as_str().map_or_else(|| value.to_string().replace("null", ""), str::to_owned);
            bytes.extend(u32::try_from(text.len()).unwrap().to_be_bytes());
            bytes.extend(text.as_bytes());
        }
        last = hex::encode(Sha256::digest(&bytes));
        assert_eq!(line["hash"], last.as_str());
    }
    last
}

async fn concurrent_writers(db: TestDb) {
    let stores = [db.open().await, db.open().await];
    let writing = (0..100i64).map(|no| {
        let store = stores[usize::try_from(no % 2).unwrap()].clone();
        async move { enter(&store, OfficeId(1 + no % 3), after(no), vec![department(no), department(no + 100)]).await }
    });
    futures::future::join_all(writing).await;

    let mut reader = stores[0].read().await.unwrap();
    let mut entries = 0;
    for office in [1, 2, 3].map(OfficeId) {
        match ledger::verify(&mut reader, office).await.unwrap() {
            Verdict::Sound(head) => entries += head.seq.0,
            broken @ Verdict::Broken { .. } => panic!("{office:?}: {broken:?}"),
        }
    }
    assert_eq!(entries, 200);
}
