//! Whoever can write to the database can change the ledger, and `verify` says where.

use cuiban::domain::{EntryNo, OfficeId};
use cuiban::store::ledger::{self, Fault, Verdict};
use libtest_mimic::Trial;
use sqlx::Executor;

use super::history::lively;
use crate::support::db::{TestDb, on_both};

/// What was done, where and as what it is found. The ledger in question is 1.
const CASES: [(&str, &[&str], i64, Fault); 10] = [
    (
        "other words",
        &["UPDATE ledger SET event = REPLACE(event, 'Asia', 'Amen') WHERE office = 1 AND seq = 1"],
        1,
        Fault::Changed,
    ),
    ("another time", &["UPDATE ledger SET at = at - 1 WHERE office = 1 AND seq = 5"], 5, Fault::Changed),
    ("another person", &["UPDATE ledger SET actor = 'person:9' WHERE office = 1 AND seq = 5"], 5, Fault::Changed),
    ("another message", &["UPDATE ledger SET source = NULL WHERE office = 1 AND seq = 5"], 5, Fault::Changed),
    (
        "two entries swapped",
        &[
            "UPDATE ledger SET seq = 9000 WHERE office = 1 AND seq = 5",
            "UPDATE ledger SET seq = 5 WHERE office = 1 AND seq = 6",
            "UPDATE ledger SET seq = 6 WHERE office = 1 AND seq = 9000",
        ],
        5,
        Fault::Changed,
    ),
    ("one taken out", &["DELETE FROM ledger WHERE office = 1 AND seq = 7"], 7, Fault::Missing),
    (
        "one taken out and the gap closed",
        &[
            "DELETE FROM ledger WHERE office = 1 AND seq = 7",
            "UPDATE ledger SET seq = -seq + 10000 WHERE office = 1 AND seq > 7",
            "UPDATE ledger SET seq = 10000 - seq - 1 WHERE office = 1 AND seq > 7",
        ],
        7,
        Fault::Changed,
    ),
    ("the tail cut off", &["DELETE FROM ledger WHERE office = 1 AND seq > 10"], 11, Fault::CutTail),
    (
        "another office's entry put behind",
        &["UPDATE ledger SET office = 1, seq = (SELECT seq + 1 FROM head WHERE office = 1), \
           prev = (SELECT hash FROM head WHERE office = 1) WHERE office = 2 AND seq = 3"],
        0,
        Fault::Changed,
    ),
    (
        "the head put elsewhere",
        &["UPDATE head SET hash = (SELECT hash FROM head WHERE office = 2) WHERE office = 1"],
        0,
        Fault::OtherHead,
    ),
];

pub(crate) fn trials() -> Vec<Trial> {
    let mut trials: Vec<Trial> = CASES
        .iter()
        .flat_map(|(what, changes, at, fault)| {
            let name = format!("tampering_is_found: {what}");
            on_both(&name, move |db| tampering_is_found(db, changes, *at, *fault))
        })
        .collect();
    trials.extend(on_both("a_posted_head_convicts_a_ledger_that_was_cut_and_whose_head_was_moved", a_posted_head));
    trials
}

async fn tampering_is_found(db: TestDb, changes: &[&'static str], at: i64, fault: Fault) {
    let store = db.open().await;
    lively(&store, OfficeId(1)).await;
    lively(&store, OfficeId(2)).await;
    lively(&store, OfficeId(3)).await;
    let head = ledger::find_head(&mut store.read().await.unwrap(), OfficeId(1)).await.unwrap().unwrap();
    let mut raw = db.raw().await;
    for change in changes {
        raw.execute(*change).await.unwrap();
    }

    let mut reader = store.read().await.unwrap();
    // 0 in the table: at the end, wherever that is.
    let at = match (at, fault) {
        (0, Fault::OtherHead) => head.seq,
        (0, _) => EntryNo(head.seq.0 + 1),
        (at, _) => EntryNo(at),
    };
    assert_eq!(ledger::verify(&mut reader, OfficeId(1)).await.unwrap(), Verdict::Broken { at, fault });
    let untouched = ledger::verify(&mut reader, OfficeId(3)).await.unwrap();
    assert!(matches!(untouched, Verdict::Sound(_)), "{untouched:?}");
}

async fn a_posted_head(db: TestDb) {
    let store = db.open().await;
    lively(&store, OfficeId(1)).await;
    let posted = ledger::find_head(&mut store.read().await.unwrap(), OfficeId(1)).await.unwrap().unwrap();
    let mut raw = db.raw().await;
    raw.execute("DELETE FROM ledger WHERE office = 1 AND seq > 10").await.unwrap();
    raw.execute(
        "UPDATE head SET seq = 10, hash = (SELECT hash FROM ledger WHERE office = 1 AND seq = 10) WHERE office = 1",
    )
    .await
    .unwrap();

    let mut reader = store.read().await.unwrap();
    assert!(matches!(ledger::verify(&mut reader, OfficeId(1)).await.unwrap(), Verdict::Sound(_)));
    assert_eq!(ledger::find_hash(&mut reader, OfficeId(1), posted.seq).await.unwrap(), None);
}
