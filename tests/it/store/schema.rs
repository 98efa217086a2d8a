//! The schema and what a database must be.

use std::os::unix::fs::PermissionsExt;

use cuiban::store::{Store, StoreError, ledger, projections};
use futures::FutureExt;
use futures::future::join_all;
use libtest_mimic::Trial;
use sqlx::Executor;
use sqlx::migrate::Migrator;

use super::history::lively;
use crate::support::db::{TestDb, on_both, on_postgres, on_sqlite};
use cuiban::domain::OfficeId;

static STEPS: Migrator = sqlx::migrate!();

pub(crate) fn trials() -> Vec<Trial> {
    [
        on_both("of_many_starts_at_once_one_migrates", many_starts),
        on_both("each_step_is_applied_to_a_database_with_rows_in_it", steps_keep_rows),
        on_both("what_was_projected_for_an_earlier_schema_is_made_anew", an_earlier_schema),
        on_both("a_newer_schema_is_refused", a_newer_schema),
        on_sqlite("the_file_is_its_owners_alone_and_syncs_each_commit", the_file_is_private),
        on_sqlite("a_database_in_memory_is_refused", memory_is_refused),
        on_postgres("a_server_that_commits_asynchronously_is_refused", asynchronous_commit),
    ]
    .into_iter()
    .flatten()
    .collect()
}

async fn many_starts(db: TestDb) {
    assert_eq!(db.open_bare().await.schema_version().await.unwrap(), None);
    let stores = join_all((0..10).map(|_| db.open())).await;
    let newest = STEPS.iter().map(|step| step.version).max();
    for store in &stores {
        assert_eq!(store.schema_version().await.unwrap(), newest);
    }
}

async fn steps_keep_rows(db: TestDb) {
    let store = db.open_bare().await;
    let mut raw = db.raw().await;
    for step in STEPS.iter() {
        STEPS.run_to(step.version, &mut raw).await.unwrap();
        raw.execute("INSERT INTO words (no, text) SELECT -1 - COUNT(*), 'kept' FROM words").await.unwrap();
    }
    store.migrate().await.unwrap();
    let kept: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM words").fetch_one(&mut raw).await.unwrap();
    assert_eq!(usize::try_from(kept).unwrap(), STEPS.iter().count());
    lively(&store, OfficeId(1)).await;
    let head = ledger::find_head(&mut store.read().await.unwrap(), OfficeId(1)).await.unwrap();
    db.open().await;
    assert_eq!(ledger::find_head(&mut store.read().await.unwrap(), OfficeId(1)).await.unwrap(), head);
    store.write::<_, StoreError, _>(|tx| projections::rebuild(tx).boxed()).await.unwrap();
}

async fn an_earlier_schema(db: TestDb) {
    let store = db.open().await;
    lively(&store, OfficeId(1)).await;
    let fresh = projections::projections_digest(&mut store.read().await.unwrap()).await.unwrap();
    // As a step leaves rows that were there before it.
    let mut raw = db.raw().await;
    raw.execute("UPDATE assignment SET awaits_since = NULL, review_since = NULL").await.unwrap();
    raw.execute("UPDATE projection_schema SET version = 20261127000000").await.unwrap();
    drop(store);
    let store = db.open_bare().await;
    join_all((0..3).map(|_| store.migrate())).await.into_iter().for_each(|done| done.unwrap());
    let renewed = projections::projections_digest(&mut store.read().await.unwrap()).await.unwrap();
    assert_eq!(renewed, fresh);
}

async fn a_newer_schema(db: TestDb) {
    let store = db.open().await;
    let newer = "UPDATE _sqlx_migrations SET version = 20991231000000 WHERE version = \
                 (SELECT MAX(version) FROM _sqlx_migrations)";
    db.raw().await.execute(newer).await.unwrap();
    let refused = store.migrate().await;
    assert!(matches!(refused, Err(StoreError::Schema(_))), "{refused:?}");
}

async fn the_file_is_private(db: TestDb) {
    let store = db.open().await;
    lively(&store, OfficeId(1)).await;
    let file = db.url.trim_start_matches("sqlite://");
    for path in [file.to_owned(), format!("{file}-wal"), format!("{file}-shm")] {
        let mode = std::fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{path}");
    }
    let journal: String = sqlx::query_scalar("PRAGMA journal_mode").fetch_one(&mut db.raw().await).await.unwrap();
    assert_eq!(journal, "wal");
    let synchronous = store
        .write::<i64, StoreError, _>(|tx| {
            async move { Ok(sqlx::query_scalar("PRAGMA synchronous").fetch_one(&mut **tx).await?) }.boxed()
        })
        .await;
    assert_eq!(synchronous.unwrap(), 2);
}

async fn memory_is_refused(_: TestDb) {
    for url in ["sqlite::memory:", "sqlite://?mode=memory", "mysql://x", ""] {
        assert!(matches!(Store::open(url).await, Err(StoreError::Unsupported(_))), "{url}");
    }
}

async fn asynchronous_commit(db: TestDb) {
    let url = format!("{}&options[synchronous_commit]=off", db.url);
    let refused = Store::open(&url).await;
    assert!(matches!(refused, Err(StoreError::Unsupported(_))), "{refused:?}");
}
