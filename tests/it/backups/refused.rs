//! What is no backup, is not taken for one.

use std::path::Path;

use cuiban::backup::{Archive, BackupError};
use cuiban::domain::OfficeId;
use cuiban::store::StoreError;
use libtest_mimic::Trial;
use sqlx::Executor;

use super::{KEY, is_full, lies, make, restore, sqlite_in};
use crate::store::history::lively;
use crate::support::db::{TestDb, on_both, on_sqlite};
use crate::support::time::after;

pub(crate) fn trials() -> Vec<Trial> {
    [
        on_sqlite("backups::a_bit_that_changed_anywhere_is_found", damaged),
        on_sqlite("backups::another_key_or_none_is_told", keys),
        on_both("backups::a_broken_ledger_makes_no_backup", broken),
        on_both("backups::only_an_empty_database_is_filled", not_empty),
        on_sqlite("backups::nothing_is_overwritten", overwritten),
        on_sqlite("backups::an_archive_of_a_later_program_is_refused", newer),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn open(file: &Path, key: Option<&str>) -> Result<Archive, BackupError> {
    Archive::open(file, key, &mut |_, _| {})
}

/// Of each region some bytes, of a full run all; and each is cut off at the same places.
async fn damaged(db: TestDb) {
    let store = db.open().await;
    lively(&store, OfficeId(1)).await;
    let folder = tempfile::tempdir().unwrap();
    for key in [None, Some(KEY)] {
        let file = folder.path().join(format!("{}.zip", key.is_some()));
        make(&store, &file, key).await.unwrap();
        let sound = std::fs::read(&file).unwrap();
        let places = match (key, is_full()) {
            (None, true) => sound.len(),
            (None, false) | (Some(_), true) => 300,
            (Some(_), false) => 12,
        };
        let bad = folder.path().join("bad.zip");
        let mut tried = 0;
        for at in (0..places).map(|n| n * sound.len() / places).chain([sound.len() - 1]) {
            let mut changed = sound.clone();
            changed[at] ^= 1 << (at % 8);
            for bytes in [&changed[..], &sound[..at]] {
                std::fs::write(&bad, bytes).unwrap();
                let opened = open(&bad, key);
                assert!(opened.is_err(), "byte {at} of {}: {opened:?}", sound.len());
                tried += 1;
            }
        }
        std::fs::write(&bad, [&sound[..], b"\n"].concat()).unwrap();
        assert!(open(&bad, key).is_err(), "longer");
        assert!(tried > 20);
        open(&file, key).unwrap();
    }
    let (copy, url) = sqlite_in(folder.path());
    assert!(restore(&folder.path().join("bad.zip"), None, &url, after(2000)).await.is_err());
    assert!(!copy.exists(), "nothing was touched");
}

async fn keys(db: TestDb) {
    let store = db.open().await;
    let folder = tempfile::tempdir().unwrap();
    let (sealed, plain) = (folder.path().join("sealed"), folder.path().join("plain"));
    make(&store, &sealed, Some(KEY)).await.unwrap();
    make(&store, &plain, None).await.unwrap();
    assert!(matches!(open(&sealed, None), Err(BackupError::KeyMissing)));
    assert!(matches!(open(&sealed, Some("a key of another office")), Err(BackupError::KeyWrong)));
    open(&sealed, Some(KEY)).unwrap();
    // Who set a key later still reads what was made before.
    open(&plain, Some(KEY)).unwrap();
    let bytes = std::fs::read(&sealed).unwrap();
    assert!(!bytes.windows(8).any(|it| it == b"manifest"), "nothing is to be read in it");
}

async fn broken(db: TestDb) {
    let store = db.open().await;
    lively(&store, OfficeId(1)).await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("night.zip");
    let change = "UPDATE ledger SET at = at + 1 WHERE office = 1 AND seq = 3";
    db.raw().await.execute(change).await.unwrap();
    let refused = make(&store, &file, None).await;
    assert!(matches!(refused, Err(BackupError::Broken { entry, .. }) if entry.0 == 3), "{refused:?}");
    assert!(lies(folder.path()).is_empty(), "a backup that failed leaves nothing");
    let back = "UPDATE ledger SET at = at - 1 WHERE office = 1 AND seq = 3";
    db.raw().await.execute(back).await.unwrap();
    db.raw().await.execute("UPDATE head SET seq = seq - 1 WHERE office = 1").await.unwrap();
    assert!(matches!(make(&store, &file, None).await, Err(BackupError::Damaged(_))));
    assert!(lies(folder.path()).is_empty());
}

async fn not_empty(db: TestDb) {
    let store = db.open().await;
    lively(&store, OfficeId(1)).await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("night.zip");
    make(&store, &file, None).await.unwrap();
    let refused = restore(&file, None, &db.url, after(2000)).await;
    let Err(BackupError::Store(StoreError::NotEmpty(tables))) = refused else { panic!("{refused:?}") };
    assert!(tables.iter().any(|table| table == "ledger"), "{tables:?}");
}

async fn overwritten(db: TestDb) {
    let store = db.open().await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("night.zip");
    // What a killed process left is written over.
    std::fs::write(folder.path().join("night.zip.partial"), vec![1; 1_000_000]).unwrap();
    make(&store, &file, None).await.unwrap();
    let bytes = std::fs::read(&file).unwrap();
    assert!(matches!(make(&store, &file, None).await, Err(BackupError::Exists(_))));
    assert_eq!(std::fs::read(&file).unwrap(), bytes);
    assert_eq!(lies(folder.path()), ["night.zip"]);
    let mode = std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(&file).unwrap().permissions());
    assert_eq!(mode & 0o777, 0o600);
}

async fn newer(db: TestDb) {
    let store = db.open().await;
    let later = "UPDATE _sqlx_migrations SET version = 20991231000000 WHERE version = \
                 (SELECT MAX(version) FROM _sqlx_migrations)";
    db.raw().await.execute(later).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let refused = make(&store, &folder.path().join("night.zip"), None).await;
    assert!(matches!(refused, Err(BackupError::Newer { schema: 20_991_231_000_000, .. })), "{refused:?}");
}
