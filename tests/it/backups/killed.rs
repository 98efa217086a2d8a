//! Backups that are made, and killed, while others write; restores that are killed.

use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use cuiban::backup::Archive;
use cuiban::domain::{DeptNo, Event, OfficeId};
use cuiban::store::{Store, ledger, projections};
use futures::FutureExt;
use libtest_mimic::Trial;

use super::writers::command;
use super::{is_full, lies, make, sqlite_in};
use crate::store::history::{T1, enter, lively};
use crate::support::db::{TestDb, on_both, on_sqlite};
use crate::support::time::after;

pub(crate) fn trials() -> Vec<Trial> {
    [
        on_both("backups::what_is_there_restores_however_many_were_killed_under_load", under_load),
        on_sqlite("backups::a_killed_restore_leaves_an_empty_database", killed_restores),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn spawned(url: &str, folder: &Path, args: &[&str]) -> Child {
    command(url, folder, args).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

/// Half of them are killed at an instant that moves through their whole length.
async fn under_load(db: TestDb) {
    let backups: u32 = if is_full() { 200 } else { 14 };
    let store = db.open().await;
    lively(&store, OfficeId(1)).await;
    let stop = Arc::new(AtomicBool::new(false));
    let load = tokio::spawn({
        let (store, stop) = (store.clone(), Arc::clone(&stop));
        async move {
            let mut minutes = 200;
            while !stop.load(Ordering::SeqCst) {
                let events = vec![Event::Acknowledged { task: T1, dept: DeptNo(minutes % 3 + 1) }; 3];
                enter(&store, OfficeId(1), after(minutes), events).await;
                minutes += 1;
            }
            minutes
        }
    });
    let folder = tempfile::tempdir().unwrap();
    let begun = Instant::now();
    assert!(spawned(&db.url, folder.path(), &["backup", "first.zip"]).wait().unwrap().success());
    let whole = begun.elapsed();
    for n in 0..backups {
        let mut child = spawned(&db.url, folder.path(), &["backup", &format!("{n}.zip")]);
        if n % 2 == 0 {
            tokio::time::sleep(whole * n / backups).await;
            child.kill().unwrap();
        }
        let ended = child.wait().unwrap();
        assert!(n % 2 == 0 || ended.success(), "backup {n}");
    }
    stop.store(true, Ordering::SeqCst);
    let written = load.await.unwrap();
    let listed: Vec<PathBuf> = lies(folder.path())
        .into_iter()
        .filter(|name| Path::new(name).extension().is_some_and(|it| it == "zip"))
        .map(|name| folder.path().join(name))
        .collect();
    assert!(listed.len() > usize::try_from(backups / 2).unwrap(), "{listed:?}");
    assert!(written > 200, "nothing was written beside them");
    for file in listed {
        restores_equal(&file).await;
    }
}

/// Live and rebuilt are the same, and the ledgers hold.
async fn restores_equal(file: &Path) {
    let folder = tempfile::tempdir().unwrap();
    let (_, url) = sqlite_in(folder.path());
    super::restore(file, None, &url, after(100_000)).await.unwrap();
    let copy = Store::open_existing(&url).await.unwrap();
    let (live, rebuilt) = copy
        .write::<_, cuiban::store::StoreError, _>(|tx| {
            async move {
                let live = projections::projections_digest(tx).await?;
                projections::rebuild(tx).await?;
                Ok((live, projections::projections_digest(tx).await?))
            }
            .boxed()
        })
        .await
        .unwrap();
    assert_eq!(live, rebuilt, "{}", file.display());
    let verdict = ledger::verify(&mut copy.read().await.unwrap(), OfficeId(1)).await.unwrap();
    assert!(matches!(verdict, ledger::Verdict::Sound(_)), "{verdict:?}");
    copy.close().await;
}

async fn killed_restores(db: TestDb) {
    let kills: u32 = if is_full() { 100 } else { 12 };
    let store = db.open().await;
    for office in 1..=8 {
        lively(&store, OfficeId(office)).await;
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("night.zip");
    let manifest = make(&store, &file, None).await.unwrap();
    let restores = |folder: &Path| {
        let (_, url) = sqlite_in(folder);
        (spawned(&url, folder, &["restore", file.to_str().unwrap()]), url)
    };
    let begun = Instant::now();
    let first = tempfile::tempdir().unwrap();
    assert!(restores(first.path()).0.wait().unwrap().success());
    let whole = begun.elapsed();
    let (mut empty, mut full) = (0, 0);
    for n in 0..kills {
        let folder = tempfile::tempdir().unwrap();
        let (mut child, url) = restores(folder.path());
        tokio::time::sleep(whole * (n + 1) / kills).await;
        child.kill().unwrap();
        child.wait().unwrap();
        let copy = Store::open(&url).await.unwrap();
        match copy.schema_version().await.unwrap() {
            None => {
                copy.close().await;
                empty += 1;
                // And is filled by the next.
                assert!(restores(folder.path()).0.wait().unwrap().success(), "kill {n}");
            }
            Some(version) => {
                assert_eq!(version, manifest.schema);
                let mut reader = copy.read().await.unwrap();
                for said in &manifest.heads {
                    let head = ledger::find_head(&mut reader, OfficeId(said.office)).await.unwrap().unwrap();
                    assert!(head.seq.0 >= said.seq, "kill {n}");
                }
                drop(reader);
                copy.close().await;
                full += 1;
            }
        }
    }
    assert!(empty > 0, "{full} of {kills} kills came after the commit");
    Archive::open(&file, None, &mut |_, _| {}).unwrap();
}
