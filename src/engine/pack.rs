//! Archives of collected material, written to the spool file by file: however much there is, little of it is in memory.

use std::fs::OpenOptions;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{Datelike, NaiveDateTime, Timelike};
use futures::StreamExt;
use sha2::{Digest, Sha256};
use tokio::runtime::Handle;
use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, ZipWriter};

use super::files::Files;
use crate::conversation::{Archive, ArchivePlan, Collection};
use crate::domain::{OfficeId, TaskNo};

/// What nobody sent within that time is left over from a process that was killed.
const LEFT_OVER: Duration = Duration::from_hours(7 * 24);

/// Why nothing could be packed.
#[derive(Debug, thiserror::Error)]
pub(super) enum PackError {
    #[error("the archive could not be written: {0}")]
    Io(#[from] io::Error),
    #[error("the archive could not be written: {0}")]
    Zip(#[from] zip::result::ZipError),
    #[error("packing ended badly: {0}")]
    Ended(#[from] tokio::task::JoinError),
}

/// Packs what was planned. A file that is gone or is not what the ledger says is named, and stops nothing.
pub(super) async fn pack(
    files: &Files,
    shelf: (OfficeId, TaskNo),
    job: i64,
    plan: Collection,
) -> Result<Vec<Archive>, PackError> {
    let mut packed = Vec::with_capacity(plan.archives.len());
    for (no, archive) in (1..).zip(plan.archives) {
        // The same job packs the same archives: one that was cut off is written over.
        let path = files.spool().join(format!("{job}-{no}.zip"));
        let (files, runtime) = (files.clone(), Handle::current());
        packed.push(tokio::task::spawn_blocking(move || write(&files, shelf, &path, archive, &runtime)).await??);
    }
    Ok(packed)
}

fn write(
    files: &Files,
    shelf: (OfficeId, TaskNo),
    path: &Path,
    plan: ArchivePlan,
    runtime: &Handle,
) -> Result<Archive, PackError> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut zip = ZipWriter::new(BufWriter::new(options.open(path)?));
    // Documents, photos and workbooks are compressed already.
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    if let Some((name, bytes)) = plan.contents {
        zip.start_file(name, stored)?;
        zip.write_all(&bytes)?;
    }
    let count = plan.files.len();
    let mut damaged = Vec::new();
    for file in plan.files {
        zip.start_file(&file.name, stored.last_modified_time(moment(file.at)))?;
        if copy(files, shelf, &file.sha256, &mut zip, runtime)? != Some(file.sha256) {
            zip.abort_file()?;
            damaged.push(file.name);
        }
    }
    zip.finish()?.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
    let path = path.to_string_lossy().into_owned();
    Ok(Archive { name: plan.name, path, files: count - damaged.len(), damaged })
}

/// Copies a kept file; answers the digest of what was copied, none if it could not be read to its end.
fn copy(
    files: &Files,
    shelf: (OfficeId, TaskNo),
    sha256: &str,
    to: &mut impl Write,
    runtime: &Handle,
) -> io::Result<Option<String>> {
    let Ok(mut pieces) = runtime.block_on(files.read(shelf, sha256)) else { return Ok(None) };
    let mut digest = Sha256::new();
    while let Some(piece) = runtime.block_on(pieces.next()) {
        let Ok(piece) = piece else { return Ok(None) };
        digest.update(&piece);
        to.write_all(&piece)?;
    }
    Ok(Some(hex::encode(digest.finalize())))
}

/// As a ZIP says it, from 1980 to 2107 and to two seconds.
fn moment(at: NaiveDateTime) -> zip::DateTime {
    let small = |number: u32| u8::try_from(number).unwrap_or(u8::MAX);
    let year = u16::try_from(at.year()).unwrap_or(u16::MAX);
    let (month, day) = (small(at.month()), small(at.day()));
    zip::DateTime::from_date_and_time(year, month, day, small(at.hour()), small(at.minute()), small(at.second()))
        .unwrap_or_default()
}

/// An archive has left, or never will.
pub(super) async fn discard(path: PathBuf) {
    if let Err(error) = tokio::fs::remove_file(&path).await {
        tracing::warn!(path = %path.display(), %error, "an archive could not be removed");
    }
}

/// At start: archives that nobody will send any more.
pub(super) fn clear_left_over(files: &Files) -> io::Result<()> {
    for entry in std::fs::read_dir(files.spool())? {
        let entry = entry?;
        // A clock that was set back makes it young again; then it goes next time.
        if entry.metadata()?.modified()?.elapsed().is_ok_and(|age| age > LEFT_OVER) {
            std::fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}
