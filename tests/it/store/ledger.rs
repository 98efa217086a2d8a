//! The ledger: numbered, chained, exported.

use chrono::Duration;
use cuiban::domain::{Actor, Entry, EntryNo, OfficeId, PersonId};
use cuiban::store::ledger::{self, ExportLine, Verdict};
use libtest_mimic::Trial;
use sha2::{Digest, Sha256};

use super::history::{department, enter, lively};
use crate::support::db::{TestDb, on_both};
use crate::support::time::{after, monday};

const OFFICE: OfficeId = OfficeId(1);

pub(crate) fn trials() -> Vec<Trial> {
    [
        on_both("entries_are_numbered_and_read_back_as_entered", entries_are_read_back),
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

async fn a_second_verifier_agrees(db: TestDb) {
    let store = db.open().await;
    lively(&store, OFFICE).await;
    let mut reader = store.read().await.unwrap();
    for office in ledger::list_offices(&mut reader).await.unwrap() {
        let lines = ledger::export(&mut reader, office, EntryNo(0), 1000).await.unwrap();
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
