//! Backups: what they carry, what they refuse, what a copy may do, and who may write.

mod carried;
mod killed;
mod quiet;
mod refused;
mod writers;

use std::path::{Path, PathBuf};

use cuiban::backup::{self, Archive, BackupError, Manifest, Target, Wanted};
use cuiban::domain::Moment;
use cuiban::store::Store;
use cuiban::store::hold::Hold;
use libtest_mimic::Trial;

use crate::support::time::after;

/// A key that is long enough.
pub(crate) const KEY: &str = "a key of the tests, long enough";

pub(crate) fn trials() -> Vec<Trial> {
    [carried::trials(), refused::trials(), quiet::trials(), writers::trials(), killed::trials()]
        .into_iter()
        .flatten()
        .collect()
}

/// A release's numbers instead of the quick ones.
fn is_full() -> bool {
    std::env::var_os("CUIBAN_TEST_FULL").is_some()
}

async fn make(store: &Store, file: &Path, key: Option<&str>) -> Result<Manifest, BackupError> {
    let wanted = Wanted { file, files: None, key, now: after(1000) };
    backup::make(store, wanted, &mut |_, _| {}).await
}

async fn restore(file: &Path, key: Option<&str>, url: &str, now: Moment) -> Result<Hold, BackupError> {
    let mut archive = Archive::open(file, key, &mut |_, _| {})?;
    backup::restore(&mut archive, Target { url, files: None, now }, &mut |_, _| {}).await
}

/// What lies in a folder, by name.
fn lies(folder: &Path) -> Vec<String> {
    let all = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = all.map(|it| it.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn sqlite_in(folder: &Path) -> (PathBuf, String) {
    let file = folder.join("copy.db");
    let url = format!("sqlite://{}", file.display());
    (file, url)
}
