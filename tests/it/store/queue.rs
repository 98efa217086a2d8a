//! The one queue of writes.

use std::sync::Arc;

use cuiban::store::{StoreError, heard, setting};
use futures::FutureExt;
use futures::future::join_all;
use libtest_mimic::Trial;
use sqlx::Executor;
use tokio::sync::Notify;

use crate::support::db::{TestDb, on_both, on_postgres, on_sqlite};
use crate::support::time::monday;

pub(crate) fn trials() -> Vec<Trial> {
    [
        on_both("a_failing_job_does_not_harm_its_neighbours", neighbours_are_safe),
        on_both("a_savepoint_that_fails_leaves_the_rest_of_its_job", savepoints_nest),
        on_both("reading_goes_on_while_a_write_is_held_and_sees_one_moment", reading_while_writing),
        on_both("what_waits_is_written_before_the_store_closes", closing_finishes),
        on_both("a_reader_cannot_write", readers_cannot_write),
        on_both("nobody_is_answered_for_a_commit_that_failed", a_failed_commit),
        on_sqlite("a_full_disk_keeps_nothing_of_a_batch", a_full_disk),
        on_postgres("a_lost_connection_is_replaced", a_lost_connection),
    ]
    .into_iter()
    .flatten()
    .collect()
}

async fn neighbours_are_safe(db: TestDb) {
    let store = db.open().await;
    let jobs = (0..30).map(|no| {
        let store = store.clone();
        async move {
            store
                .write::<bool, StoreError, _>(move |tx| {
                    async move {
                        let new = heard::mark(tx, &format!("job {no}"), monday()).await?;
                        match no % 5 {
                            1 => Err(StoreError::Unsupported("its own error".to_owned())),
                            2 => panic!("its own panic"),
                            3 => (**tx)
                                .execute("INSERT INTO nowhere (x) VALUES (1)")
                                .await
                                .map(|_| new)
                                .map_err(Into::into),
                            _ => Ok(new),
                        }
                    }
                    .boxed()
                })
                .await
        }
    });
    let answers = join_all(jobs).await;
    for (no, answer) in answers.iter().enumerate() {
        match (no % 5, answer) {
            (0 | 4, Ok(true)) | (1, Err(StoreError::Unsupported(_))) | (3, Err(StoreError::Database(_))) => {}
            (2, Err(StoreError::Panicked(why))) => assert_eq!(why, "its own panic"),
            other => panic!("job {no}: {other:?}"),
        }
    }
    let kept: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM heard").fetch_one(&mut db.raw().await).await.unwrap();
    assert_eq!(kept, 12);
}

async fn savepoints_nest(db: TestDb) {
    let store = db.open().await;
    let outcomes = store
        .write::<_, StoreError, _>(|tx| {
            async move {
                let word = String::from("borrowed");
                heard::mark(tx, "before", monday()).await?;
                let failed: Result<(), StoreError> = tx
                    .savepoint(async |tx| {
                        heard::mark(tx, &word, monday()).await?;
                        tx.savepoint(async |tx| heard::mark(tx, "deeper", monday()).await).await?;
                        Err(StoreError::Unsupported("no".to_owned()))
                    })
                    .await;
                let panicked: Result<(), StoreError> = tx.savepoint(async |_| panic!("{word}")).await;
                heard::mark(tx, "after", monday()).await?;
                Ok((failed.is_err(), panicked.unwrap_err().to_string()))
            }
            .boxed()
        })
        .await
        .unwrap();
    assert_eq!(outcomes, (true, "panicked: borrowed".to_owned()));
    let kept: Vec<String> =
        sqlx::query_scalar("SELECT meaning FROM heard ORDER BY meaning").fetch_all(&mut db.raw().await).await.unwrap();
    assert_eq!(kept, ["after", "before"]);
}

async fn reading_while_writing(db: TestDb) {
    let store = db.open().await;
    store.write::<_, StoreError, _>(|tx| setting::set(tx, "a", "old").boxed()).await.unwrap();
    let (held, release) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let writing = tokio::spawn({
        let (store, held, release) = (store.clone(), held.clone(), release.clone());
        async move {
            store
                .write::<_, StoreError, _>(move |tx| {
                    async move {
                        setting::set(tx, "a", "new").await?;
                        held.notify_one();
                        release.notified().await;
                        Ok(())
                    }
                    .boxed()
                })
                .await
        }
    });
    held.notified().await;
    let mut during = store.read().await.unwrap();
    assert_eq!(setting::find(&mut during, "a").await.unwrap().as_deref(), Some("old"));
    release.notify_one();
    writing.await.unwrap().unwrap();
    assert_eq!(setting::find(&mut during, "a").await.unwrap().as_deref(), Some("old"));
    let mut later = store.read().await.unwrap();
    assert_eq!(setting::find(&mut later, "a").await.unwrap().as_deref(), Some("new"));
}

async fn closing_finishes(db: TestDb) {
    let store = db.open().await;
    let waiting: Vec<_> = (0..20)
        .map(|no| {
            let store = store.clone();
            let write = async move {
                store
                    .write::<_, StoreError, _>(move |tx| {
                        async move { heard::mark(tx, &format!("{no}"), monday()).await }.boxed()
                    })
                    .await
            };
            // Polled once, it stands in the queue.
            let mut write = Box::pin(write);
            assert!(write.as_mut().now_or_never().is_none());
            write
        })
        .collect();
    store.close().await;
    assert!(join_all(waiting).await.into_iter().all(|answer| answer.is_ok()));
    let refused = store.write::<_, StoreError, _>(|tx| heard::mark(tx, "late", monday()).boxed()).await;
    assert!(matches!(refused, Err(StoreError::WriterGone)));
}

async fn readers_cannot_write(db: TestDb) {
    let store = db.open().await;
    let mut reader = store.read().await.unwrap();
    let refused = (*reader).execute("INSERT INTO heard (meaning, at) VALUES ('x', 1)").await;
    assert!(refused.is_err());
}

async fn a_failed_commit(db: TestDb) {
    let store = db.open().await;
    let mut raw = db.raw().await;
    raw.execute("CREATE TABLE parent (id BIGINT PRIMARY KEY)").await.unwrap();
    raw.execute("CREATE TABLE child (id BIGINT REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED)").await.unwrap();
    let bad = store.write::<_, StoreError, _>(|tx| {
        async move {
            heard::mark(tx, "bad", monday()).await?;
            // Found out when it is committed.
            (**tx).execute("INSERT INTO child (id) VALUES (1)").await?;
            Ok(())
        }
        .boxed()
    });
    let refused = bad.await;
    assert!(matches!(refused, Err(StoreError::NotCommitted(_))), "{refused:?}");
    let new = store.write::<_, StoreError, _>(|tx| heard::mark(tx, "bad", monday()).boxed()).await.unwrap();
    assert!(new, "nothing of it was kept");
}

async fn a_lost_connection(db: TestDb) {
    let store = db.open().await;
    let mark = async |meaning: &'static str| {
        store.write::<_, StoreError, _>(move |tx| heard::mark(tx, meaning, monday()).boxed()).await
    };
    mark("before").await.unwrap();
    sqlx::query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1 AND pid <> pg_backend_pid()",
    )
    .bind(&db.name)
    .execute(&mut db.raw().await)
    .await
    .unwrap();
    assert!(mark("after").await.unwrap());
    assert!(!mark("before").await.unwrap());
}

/// The statement that finds no room ends the whole transaction, savepoints and all. What an outer level writes after that must
/// not stand on its own.
async fn a_full_disk(db: TestDb) {
    let store = db.open().await;
    let (tell, told) = std::sync::mpsc::channel();
    let work = store.write::<_, StoreError, _>(move |tx| {
        async move {
            heard::mark(tx, "before", monday()).await?;
            let full: Result<(), StoreError> = tx
                .savepoint(async |tx| {
                    (**tx).execute("PRAGMA max_page_count = 1").await?;
                    let much = "INSERT INTO setting (name, value) VALUES ('much', hex(zeroblob(100000)))";
                    (**tx).execute(much).await?;
                    Ok(())
                })
                .await;
            // As if it could go on without that part.
            let outer = heard::mark(tx, "after", monday()).await;
            tell.send((full, outer.is_ok())).unwrap();
            Ok(())
        }
        .boxed()
    });
    let lost = work.await;
    assert!(matches!(lost, Err(StoreError::NotCommitted(_))), "{lost:?}");
    let (full, goes_on) = told.recv().unwrap();
    assert!(full.as_ref().is_err_and(StoreError::is_passing), "{full:?}");
    assert!(!goes_on, "a broken connection was written to");
    let mark = async |meaning: &'static str| {
        store.write::<_, StoreError, _>(move |tx| heard::mark(tx, meaning, monday()).boxed()).await.unwrap()
    };
    assert!(mark("before").await && mark("after").await, "something of it was kept");
}
