//! A copy listens and answers, and says nothing by itself until an operator lets it.

use chrono::{DateTime, Duration, Utc};
use cuiban::backup::{self, Wanted};
use cuiban::cli::demo::{LEAD, LEAD_GROUP};
use cuiban::conversation;
use cuiban::domain::{EntryNo, Event, OfficeId};
use cuiban::store::hold::{self, Why};
use cuiban::store::{Store, ledger};
use futures::FutureExt;
use libtest_mimic::Trial;
use sqlx::Executor;

use super::restore;
use crate::support::db::{TestDb, on_both};
use crate::support::snapshot;
use crate::support::world::{CONTACT, World};

const DEPARTMENTS: &[&str] = &["市住建局", "市教育局", "市气象局"];

pub(crate) fn trials() -> Vec<Trial> {
    [
        on_both("backups::a_restored_copy_is_quiet_until_resume", restored),
        on_both("backups::an_older_copy_put_in_place_by_hand_is_noticed_by_its_board", by_hand),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn at(moment: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(&format!("{moment}:00+08:00")).unwrap().to_utc()
}

async fn backed_up(w: &World, db: &TestDb, folder: &std::path::Path) -> std::path::PathBuf {
    let file = folder.join("night.zip");
    let store = db.open_bare().await;
    let wanted = Wanted { file: &file, files: None, key: None, now: w.now() };
    backup::make(&store, wanted, &mut |_, _| {}).await.unwrap();
    store.close().await;
    file
}

async fn resumed(copy: &TestDb, now: DateTime<Utc>) {
    let store = copy.open_bare().await;
    let held = store.write(move |tx| conversation::resume(tx, now).boxed()).await.unwrap();
    assert!(held.is_some());
    let again = store.write(move |tx| conversation::resume(tx, now).boxed()).await.unwrap();
    assert_eq!(again, None);
    store.close().await;
}

async fn away(store: &Store) -> Vec<(DateTime<Utc>, DateTime<Utc>)> {
    let mut reader = store.read().await.unwrap();
    let entries = ledger::list(&mut reader, OfficeId(1), EntryNo(0), 10_000).await.unwrap();
    entries
        .into_iter()
        .filter_map(|entry| match entry.event {
            Event::ServiceAway { from, until } => Some((from, until)),
            _ => None,
        })
        .collect()
}

/// The backup is of the night before the nudges; the machine dies two days later, the copy starts another day later.
async fn restored(db: TestDb) {
    let folder = tempfile::tempdir().unwrap();
    let mut w = World::with_departments(&db, DEPARTMENTS).await;
    for name in ["7月安全生产月报", "值班表"] {
        w.say(LEAD, LEAD_GROUP, &format!("/task {name} 截止 7月31日17:00 部门 全体 材料 月报表")).await;
        w.tap(LEAD, LEAD_GROUP, "发布").await;
    }
    w.tap(CONTACT + 2, CONTACT + 2, "收到").await;
    w.until(at("2026-07-27T02:00")).await;
    // A box's night has no polls of its own.
    w.say(LEAD, LEAD_GROUP, "/tasks").await;
    let made_at = w.now();
    let file = backed_up(&w, &db, folder.path()).await;
    w.until(at("2026-07-29T12:00")).await;
    let copy = TestDb::sqlite();
    restore(&file, None, &copy.url, at("2026-07-29T14:00")).await.unwrap();
    w.begin_transcript();
    let before: Vec<usize> = (0..3).map(|n| w.count(CONTACT + n)).collect();
    w.down_until(&copy, at("2026-07-29T14:00")).await;
    assert!(w.service().await.health().await.unwrap().held);
    w.pass(Duration::hours(20)).await;
    assert_eq!((0..3).map(|n| w.count(CONTACT + n)).collect::<Vec<_>>(), before, "a held copy says nothing by itself");
    w.say(CONTACT, CONTACT, "收到").await;
    w.say(LEAD, LEAD_GROUP, "/status T1").await;
    resumed(&copy, w.now()).await;
    w.pass(Duration::hours(8)).await;
    snapshot::holds("restored_copy", w.transcript());
    let told: Vec<usize> = (0..3).map(|n| w.count(CONTACT + n) - before[usize::try_from(n).unwrap()]).collect();
    assert_eq!(told, [3, 1, 1], "one answer, the hole for whom a card was shown to just before, and one digest each");
    let store = copy.open_bare().await;
    let gaps = away(&store).await;
    assert_eq!(gaps.len(), 1, "{gaps:?}");
    assert!(gaps[0].0 <= made_at && made_at - gaps[0].0 < Duration::minutes(2), "{gaps:?}");
    store.close().await;
    w.close().await;
}

async fn by_hand(db: TestDb) {
    let folder = tempfile::tempdir().unwrap();
    let mut w = World::with_departments(&db, DEPARTMENTS).await;
    w.say(LEAD, LEAD_GROUP, "/board").await;
    w.say(LEAD, LEAD_GROUP, "/task 7月安全生产月报 截止 7月31日17:00 部门 全体 材料 月报表").await;
    w.tap(LEAD, LEAD_GROUP, "发布").await;
    w.pass(Duration::minutes(2)).await;
    let file = backed_up(&w, &db, folder.path()).await;
    w.tap(CONTACT, CONTACT, "收到").await;
    w.say(CONTACT + 1, CONTACT + 1, "有困难，数据要不来").await;
    w.pass(Duration::minutes(5)).await;
    let copy = TestDb::sqlite();
    restore(&file, None, &copy.url, w.now()).await.unwrap();
    // As a copy of the file itself would be: nothing in it says what it is.
    copy.raw().await.execute("DELETE FROM setting WHERE name = 'held'").await.unwrap();
    w.down_until(&copy, at("2026-07-28T08:00")).await;
    let store = copy.open_bare().await;
    let found = hold::find(&mut store.read().await.unwrap()).await.unwrap();
    assert_eq!(found.map(|it| it.why), Some(Why::Older));
    let before = w.count(CONTACT + 2);
    w.pass(Duration::hours(4)).await;
    assert_eq!(w.count(CONTACT + 2), before);
    resumed(&copy, w.now()).await;
    w.pass(Duration::hours(8)).await;
    assert!(w.count(CONTACT + 2) > before);
    // The board still tells of more: that is known.
    w.restart(&copy).await;
    assert_eq!(hold::find(&mut store.read().await.unwrap()).await.unwrap(), None);
    store.close().await;
    w.close().await;
}
