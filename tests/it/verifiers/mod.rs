//! Verify, verified: whatever is changed, both verifiers find it and name the same entry; whatever is honest, neither accuses;
//! and each check of the second one is needed.
//!
//! 50 changes of each kind and 50 ledgers; with `CUIBAN_TEST_FULL`, 1,000.

mod forger;
pub(crate) mod python;

use cuiban::domain::{EntryNo, OfficeId};
use cuiban::store::ledger::{self, ExportLine, Verdict};
use cuiban::store::{Conn, Store};
use libtest_mimic::Trial;
use rand::rngs::SmallRng;
use rand::{RngExt as _, SeedableRng as _};
use sqlx::{AssertSqlSafe, Executor as _};

use self::forger::{Forged, Forger, KINDS};
use self::python::Shown;
use crate::store::history::{department, enter, lively};
use crate::support::db::{TestDb, on_both_with};
use crate::support::time::after;

const OFFICE: OfficeId = OfficeId(1);
const WRITERS: usize = 5;

/// All tests of the verifiers.
pub(crate) fn trials() -> Vec<Trial> {
    [
        on_both_with("whatever_is_changed_both_verifiers_name_the_same_entry", python::missing, changes_are_found),
        on_both_with("honest_ledgers_of_five_writers_raise_nothing", python::missing, honesty_is_not_accused),
        on_both_with("a_verifier_that_skips_a_check_is_caught", python::missing, each_check_is_needed),
        on_both_with("the_second_verifier_ends_as_it_says", python::missing, it_ends_as_it_says),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn count() -> usize {
    if std::env::var_os("CUIBAN_TEST_FULL").is_some() { 1_000 } else { 50 }
}

async fn changes_are_found(db: TestDb) {
    let store = db.open().await;
    let rows = of_no_constraint(&db, &store).await;
    let mut raw = db.raw().await;
    for (kind, (what, ways)) in KINDS.iter().enumerate() {
        let mut forger = Forger::new(&rows, 7 + u64::try_from(kind).unwrap());
        let (mut shown, mut expected) = (Vec::new(), Vec::new());
        for no in 0..count() {
            let change = forger.forge(kind, no % ways);
            let (verdict, seen) = told(&mut raw, &rows, &change).await;
            assert_eq!(verdict, Some(change.expected), "{what}, way {}: {:?}", no % ways, change.beside);
            shown.push(seen);
            expected.push(Some(change.expected.0));
        }
        assert_eq!(python::verify(&shown), expected, "{what}");
    }
}

/// What our verifier says of a forged ledger, and what the other is shown of it. The database is as before afterwards.
async fn told(raw: &mut Conn, honest: &[ExportLine], forged: &Forged) -> (Option<(i64, ledger::Fault)>, Shown) {
    raw.execute("BEGIN").await.unwrap();
    put(raw, honest, forged).await;
    let mut found = match ledger::verify(raw, OFFICE).await.unwrap() {
        Verdict::Sound(_) => None,
        Verdict::Broken { at, fault } => Some((at.0, fault)),
    };
    if let (None, Some((no, digits))) = (found, &forged.handed_out) {
        let held = ledger::hold_against(raw, OFFICE, EntryNo(*no), digits).await.unwrap();
        found = held.map(|(at, fault)| (at.0, fault));
    }
    let lines = lines(raw, OFFICE).await;
    let last = forged.head.clone().or(Some((0, "0".repeat(64))));
    let heads = forged.handed_out.clone().into_iter().collect();
    raw.execute("ROLLBACK").await.unwrap();
    let shown = Shown { lines: lines.iter().map(ExportLine::to_json).collect(), heads, last };
    (found, shown)
}

async fn put(raw: &mut Conn, honest: &[ExportLine], forged: &Forged) {
    let same = honest.iter().zip(&forged.rows).take_while(|(one, other)| one == other).count();
    let from = i64::try_from(same).unwrap() + 1;
    raw.execute(AssertSqlSafe(format!("DELETE FROM ledger WHERE office = 1 AND seq >= {from}"))).await.unwrap();
    for row in &forged.rows[same..] {
        sqlx::query(
            "INSERT INTO ledger (office, seq, at, actor, source, event, prev, hash) VALUES ($1,$2,$3,$4,$5,$6,$7,$8)",
        )
        .bind(row.office)
        .bind(row.seq)
        .bind(row.at)
        .bind(&row.actor)
        .bind(&row.source)
        .bind(&row.event)
        .bind(&row.prev)
        .bind(&row.hash)
        .execute(&mut *raw)
        .await
        .unwrap();
    }
    raw.execute("DELETE FROM head WHERE office = 1").await.unwrap();
    if let Some((seq, hash)) = &forged.head {
        let sql = format!("INSERT INTO head (office, seq, hash) VALUES (1, {seq}, '{hash}')");
        raw.execute(AssertSqlSafe(sql)).await.unwrap();
    }
    if let Some(sql) = &forged.beside {
        raw.execute(AssertSqlSafe(sql.clone())).await.unwrap();
    }
}

/// A lively ledger in a table that has lost its constraints: whoever can write can drop those too.
async fn of_no_constraint(db: &TestDb, store: &Store) -> Vec<ExportLine> {
    lively(store, OFFICE).await;
    let mut raw = db.raw().await;
    for sql in ["CREATE TABLE bare AS SELECT * FROM ledger", "DROP TABLE ledger", "ALTER TABLE bare RENAME TO ledger"] {
        raw.execute(sql).await.unwrap();
    }
    lines(&mut raw, OFFICE).await
}

/// A whole ledger as it is exported.
pub(crate) async fn lines(conn: &mut Conn, office: OfficeId) -> Vec<ExportLine> {
    let (mut all, mut after) = (Vec::new(), None);
    loop {
        let page = ledger::export(conn, office, after, true).await.unwrap();
        let Some(last) = page.last() else { return all };
        after = Some(EntryNo(last.seq));
        all.extend(page);
    }
}

async fn honesty_is_not_accused(db: TestDb) {
    let first = db.open().await;
    let offices = i64::try_from(count()).unwrap();
    let mut stores = vec![first.clone()];
    for _ in 1..WRITERS {
        stores.push(db.open().await);
    }
    let writing = stores.into_iter().enumerate().map(|(writer, store)| async move {
        let mut random = SmallRng::seed_from_u64(u64::try_from(writer).unwrap());
        for no in 1..=offices {
            let many = random.random_range(1..5);
            let events = (0..many).map(department).collect();
            enter(&store, OfficeId(no), after(no), events).await;
        }
    });
    futures::future::join_all(writing).await;

    let mut reader = first.read().await.unwrap();
    let mut shown = Vec::new();
    for (office, verdict) in ledger::verify_all(&mut reader).await.unwrap() {
        let Verdict::Sound(head) = verdict else { panic!("{office:?}: {verdict:?}") };
        assert!(head.seq.0 >= i64::try_from(WRITERS).unwrap(), "{office:?}");
        let half = EntryNo(head.seq.0 / 2);
        let hash = ledger::find_hash(&mut reader, office, half).await.unwrap().unwrap();
        assert_eq!(ledger::hold_against(&mut reader, office, half, &hash[..8].to_uppercase()).await.unwrap(), None);
        let lines = lines(&mut reader, office).await.iter().map(ExportLine::to_json).collect();
        shown.push(Shown { lines, heads: vec![(half.0, hash[..8].to_owned())], last: Some((head.seq.0, head.hash)) });
    }
    assert_eq!(shown.len(), count());
    assert_eq!(python::verify(&shown), vec![None; count()]);
}

/// Some changes are of the exported lines alone: our own verifier reads columns that have a type.
fn of_lines(rows: &[ExportLine]) -> Vec<(&'static str, Shown, i64)> {
    let shown = |rows: &[ExportLine]| {
        let last = &rows[rows.len() - 1];
        let lines = rows.iter().map(ExportLine::to_json).collect();
        Shown { lines, heads: vec![], last: Some((last.seq, last.hash.clone())) }
    };
    let version: Vec<ExportLine> = rows.iter().cloned().map(|row| ExportLine { version: 2, ..row }).collect();
    let mut typed = shown(rows);
    let at = format!("\"at\":{}", rows[4].at);
    typed.lines[4] = typed.lines[4].replace(&at, &format!("\"at\":\"{}\"", rows[4].at));
    let mut office = rows.to_vec();
    office[6].office = 2;
    forger::chain_from(&mut office, 6);
    vec![("version", shown(&version), 1), ("type", typed, 5), ("office", shown(&office), 7)]
}

async fn each_check_is_needed(db: TestDb) {
    let store = db.open().await;
    let rows = of_no_constraint(&db, &store).await;
    let mut raw = db.raw().await;
    let (mut shown, mut expected) = (Vec::new(), Vec::new());
    for (kind, (_, ways)) in KINDS.iter().enumerate() {
        let mut forger = Forger::new(&rows, 70 + u64::try_from(kind).unwrap());
        for way in 0..*ways {
            let change = forger.forge(kind, way);
            shown.push(told(&mut raw, &rows, &change).await.1);
            expected.push(Some(change.expected.0));
        }
    }
    for (_, ledger, at) in of_lines(&rows) {
        shown.push(ledger);
        expected.push(Some(at));
    }
    let mut answers = python::verify_without_each(&shown);
    let whole = answers.remove(0);
    assert_eq!(whole.found, expected);
    assert_eq!(answers.len(), 11, "a check that is not a line of its own is not tried");
    for answer in answers {
        let unnoticed = answer.found.iter().filter(|found| found.is_none()).count();
        assert!(unnoticed > 0, "nothing needs the check {:?}: {:?}", answer.without, answer.found);
    }
}

async fn it_ends_as_it_says(db: TestDb) {
    let store = db.open().await;
    lively(&store, OFFICE).await;
    let lines = lines(&mut store.read().await.unwrap(), OFFICE).await;
    let file = tempfile::NamedTempFile::new().unwrap();
    let text: String = lines.iter().map(|line| line.to_json() + "\n").collect();
    std::fs::write(file.path(), text).unwrap();
    let last = &lines[lines.len() - 1];
    let (shown, hash) = (format!("#{} · {}", last.seq, &last.hash[..16]), &last.hash);
    for (args, code, said) in [
        (vec!["--head", &shown], 0, format!("✓ {} entries, sound; head {}:{hash}", last.seq, last.seq)),
        (
            vec!["--last", &format!("{}:{hash}", last.seq + 1)],
            1,
            format!("entry {}: cut off from here on", last.seq + 1),
        ),
        (vec!["--head", &format!("3:{hash}")], 1, "entry 3: is not what was handed out".to_owned()),
        (vec!["--head", "3"], 2, "ENTRY:HASH".to_owned()),
    ] {
        let args = args.into_iter().chain([file.path().to_str().unwrap()]);
        let (status, told) = python::run(args);
        assert_eq!(status, Some(code), "{told}");
        assert!(told.contains(&said), "{told}");
    }
}
