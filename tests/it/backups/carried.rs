//! What goes in comes out, on whichever database.

use std::collections::BTreeMap;

use bytes::Bytes;
use cuiban::backup::{self, Archive, Target, Wanted};
use cuiban::domain::{Lane, OfficeId, PersonId, Slot, TaskNo, Tell, To};
use cuiban::engine::Files;
use cuiban::store::carry::{self, Row};
use cuiban::store::hold::Why;
use cuiban::store::tables::{Kind, TABLES, kind_of};
use cuiban::store::{Engine, Store, StoreError, hold, intake, ledger, outbox, projections};
use futures::{FutureExt, TryStreamExt, stream};
use libtest_mimic::Trial;
use sqlx::Executor;
use sqlx::migrate::Migrator;

use super::{KEY, make, restore, sqlite_in};
use crate::store::history::lively;
use crate::support::db::{TestDb, on_both, on_postgres};
use crate::support::time::after;

static STEPS: Migrator = sqlx::migrate!();

pub(crate) fn trials() -> Vec<Trial> {
    [
        on_both("backups::every_table_is_in_one_list", every_table),
        on_both("backups::all_that_is_remembered_comes_back_in_sqlite", into_sqlite),
        on_postgres("backups::all_that_is_remembered_comes_back_in_postgresql", into_postgres),
        on_both("backups::a_backup_of_any_earlier_schema_is_loaded_and_brought_up_to_date", earlier_schemas),
        on_both("backups::what_waited_to_be_said_is_unknown_in_a_copy", outbox_of_a_copy),
        on_both("backups::material_goes_along_if_it_is_wanted", material),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// A migration that adds a table says here what it is, or nobody could restore it.
async fn every_table(db: TestDb) {
    let store = db.open().await;
    let question = match store.engine() {
        Engine::Sqlite => "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
        Engine::Postgres => "SELECT CAST(tablename AS TEXT) FROM pg_tables WHERE schemaname = current_schema()",
    };
    let there: Vec<String> = sqlx::query_scalar(question).fetch_all(&mut db.raw().await).await.unwrap();
    let unlisted: Vec<&String> = there.iter().filter(|table| kind_of(table).is_none()).collect();
    assert!(unlisted.is_empty(), "in no list of src/store/tables.rs: {unlisted:?}");
    let gone: Vec<&str> =
        TABLES.iter().map(|(name, _)| *name).filter(|name| !there.iter().any(|it| it == name)).collect();
    assert!(gone.is_empty(), "listed and not there: {gone:?}");
    let shapes = store.shapes(&mut store.read().await.unwrap()).await.unwrap();
    let carried = TABLES.iter().filter(|(_, kind)| matches!(kind, Kind::Truth | Kind::Working)).count();
    assert_eq!(shapes.len(), carried);
    db.raw().await.execute("CREATE TABLE stray (id BIGINT)").await.unwrap();
    let refused = store.shapes(&mut store.read().await.unwrap()).await;
    assert!(matches!(refused, Err(StoreError::Unsupported(what)) if what.contains("stray")));
}

async fn into_sqlite(db: TestDb) {
    let folder = tempfile::tempdir().unwrap();
    let (_, url) = sqlite_in(folder.path());
    there_and_back(&db.open().await, &url).await;
}

async fn into_postgres(db: TestDb) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&sqlite_in(folder.path()).1).await.unwrap();
    store.migrate().await.unwrap();
    there_and_back(&store, &db.url).await;
}

async fn there_and_back(store: &Store, url: &str) {
    let folder = tempfile::tempdir().unwrap();
    for office in 1..=2 {
        lively(store, OfficeId(office)).await;
    }
    store
        .write::<_, StoreError, _>(|tx| {
            async move {
                intake::mark_offset(tx, 77, after(900)).await?;
                (**tx).execute("INSERT INTO heard (meaning, at) VALUES ('引号\"\\ \u{2028}换行\n😀', -5)").await?;
                (**tx).execute("INSERT INTO words (no, salt, text) VALUES (900, NULL, '')").await?;
                Ok(())
            }
            .boxed()
        })
        .await
        .unwrap();
    let file = folder.path().join("night.zip");
    let manifest = make(store, &file, None).await.unwrap();
    assert_eq!(manifest.heads.len(), 3);
    let hold = restore(&file, None, url, after(2000)).await.unwrap();
    assert_eq!((hold.since, hold.why), (after(900), Why::Restored));
    let copy = Store::open_existing(url).await.unwrap();
    let mut reader = copy.read().await.unwrap();
    assert_eq!(hold::find(&mut reader).await.unwrap(), Some(hold));
    let (mut before, mut now) = (rows(store).await, rows(&copy).await);
    // The mark that it is a copy.
    before.remove("setting");
    now.remove("setting");
    assert_eq!(before, now);
    let live = projections::projections_digest(&mut store.read().await.unwrap()).await.unwrap();
    assert_eq!(projections::projections_digest(&mut reader).await.unwrap(), live);
    assert_eq!(copy.schema_version().await.unwrap(), Store::newest_schema_version());
    for office in 0..=2 {
        let verdict = ledger::verify(&mut reader, OfficeId(office)).await.unwrap();
        assert!(matches!(verdict, ledger::Verdict::Sound(_)));
    }
    drop(reader);
    copy.close().await;
}

async fn rows(store: &Store) -> BTreeMap<String, Vec<Row>> {
    let mut reader = store.read().await.unwrap();
    let mut tables = BTreeMap::new();
    for shape in store.shapes(&mut reader).await.unwrap() {
        let places: Vec<usize> = {
            let mut named: Vec<_> = shape.columns.iter().enumerate().collect();
            named.sort_by_key(|(_, column)| column.name.clone());
            named.into_iter().map(|(place, _)| place).collect()
        };
        let mut rows = Vec::new();
        let each = |row: &Row| {
            rows.push(places.iter().map(|place| row[*place].clone()).collect::<Row>());
            Ok::<_, StoreError>(())
        };
        carry::unload(&mut reader, &shape, each).await.unwrap();
        rows.sort();
        tables.insert(shape.table, rows);
    }
    tables
}

async fn earlier_schemas(db: TestDb) {
    let store = db.open_bare().await;
    let mut raw = db.raw().await;
    let folder = tempfile::tempdir().unwrap();
    let mut archives = Vec::new();
    for step in STEPS.iter().skip(2) {
        STEPS.run_to(step.version, &mut raw).await.unwrap();
        raw.execute("INSERT INTO words (no, text) SELECT -1 - COUNT(*), 'kept' FROM words").await.unwrap();
        let file = folder.path().join(format!("{}.zip", step.version));
        let manifest = make(&store, &file, None).await.unwrap();
        assert_eq!(manifest.schema, step.version);
        archives.push(file);
    }
    for (at, file) in archives.iter().enumerate() {
        let folder = tempfile::tempdir().unwrap();
        let (_, url) = sqlite_in(folder.path());
        restore(file, None, &url, after(2000)).await.unwrap();
        let copy = Store::open_existing(&url).await.unwrap();
        assert_eq!(copy.schema_version().await.unwrap(), Store::newest_schema_version());
        assert_eq!(rows(&copy).await["words"].len(), at + 1);
        copy.close().await;
    }
}

async fn outbox_of_a_copy(db: TestDb) {
    let store = db.open().await;
    lively(&store, OfficeId(1)).await;
    let tell = |lane, minutes, person| Tell {
        at: Some(after(minutes)),
        lane,
        ..Tell::answer(
            To::Person(PersonId(person)),
            Slot::TapAgain { office: OfficeId(1), from: after(0), until: after(1) },
        )
    };
    let tells = [
        tell(Lane::Answer, 900, 1),
        tell(Lane::Notice, 901, 2),
        tell(Lane::Nudge, 902, 3),
        tell(Lane::Board, 903, 4),
        tell(Lane::Nudge, 5000, 5),
    ];
    store
        .write::<_, StoreError, _>(move |tx| {
            async move {
                for tell in &tells {
                    outbox::insert(tx, tell, after(900)).await?;
                }
                outbox::claim_due(tx, after(901), Lane::Answer, 1).await?;
                Ok(())
            }
            .boxed()
        })
        .await
        .unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("night.zip");
    make(&store, &file, Some(KEY)).await.unwrap();
    let (_, url) = sqlite_in(folder.path());
    restore(&file, Some(KEY), &url, after(2000)).await.unwrap();
    let copy = Store::open_existing(&url).await.unwrap();
    let states = copy
        .write::<Vec<(i64, String)>, StoreError, _>(|tx| {
            async move { Ok(sqlx::query_as("SELECT lane, state FROM outbox ORDER BY due_at").fetch_all(&mut **tx).await?) }
                .boxed()
        })
        .await
        .unwrap();
    let states: Vec<(i64, &str)> = states.iter().map(|(lane, state)| (*lane, state.as_str())).collect();
    assert_eq!(states, [(1, "unknown"), (2, "unknown"), (3, "unknown"), (4, "unknown"), (3, "due")]);
    // Nothing but answers can be had of a copy that is held.
    let claimed = copy
        .write::<_, StoreError, _>(move |tx| {
            async move {
                outbox::insert(tx, &tell(Lane::Answer, 2000, 6), after(2000)).await?;
                let held = outbox::claim_due(tx, after(9000), Lane::Board, 10).await?;
                hold::release(tx).await?;
                Ok((held, outbox::claim_due(tx, after(9000), Lane::Board, 10).await?))
            }
            .boxed()
        })
        .await
        .unwrap();
    let lanes = |rows: &[outbox::OutboxRow]| rows.iter().map(|row| row.tell.lane).collect::<Vec<_>>();
    assert_eq!((lanes(&claimed.0), lanes(&claimed.1)), (vec![Lane::Answer], vec![Lane::Nudge]));
    copy.close().await;
}

async fn material(db: TestDb) {
    const SHELF: (OfficeId, TaskNo) = (OfficeId(1), TaskNo(12));
    let store = db.open().await;
    let folder = tempfile::tempdir().unwrap();
    let (from, to) =
        (Files::open(&folder.path().join("from")).unwrap(), Files::open(&folder.path().join("to")).unwrap());
    let bytes = vec![7_u8; 200_000];
    let pieces = stream::iter([Ok::<_, std::io::Error>(Bytes::from(bytes.clone()))]);
    let kept = from.keep(SHELF, pieces).await.unwrap();
    let file = folder.path().join("night.zip");
    let wanted = Wanted { file: &file, files: Some(&from), key: Some(KEY), now: after(1000) };
    let manifest = backup::make(&store, wanted, &mut |_, _| {}).await.unwrap();
    assert_eq!(manifest.material.map(|it| (it.files, it.bytes)), Some((1, 200_000)));
    let (_, url) = sqlite_in(folder.path());
    let mut archive = Archive::open(&file, Some(KEY), &mut |_, _| {}).unwrap();
    let target = Target { url: &url, files: Some(&to), now: after(2000) };
    backup::restore(&mut archive, target, &mut |_, _| {}).await.unwrap();
    let read: Vec<Bytes> = to.read(SHELF, &kept.sha256).await.unwrap().try_collect().await.unwrap();
    assert!(read.concat() == bytes);
    // What rotted on the disk is told, not carried.
    std::fs::write(folder.path().join("from/1/12").join(&kept.sha256), b"rotten").unwrap();
    let file = folder.path().join("second.zip");
    let wanted = Wanted { file: &file, files: Some(&from), key: None, now: after(1000) };
    let refused = backup::make(&store, wanted, &mut |_, _| {}).await.unwrap_err().to_string();
    assert!(refused.contains(&kept.sha256), "{refused}");
    assert!(!file.exists());
}
