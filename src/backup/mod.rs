//! Backups: one consistent moment of truth and working tables in one file, read back before it is called a backup, and loaded whole
//! or not at all.
//!
//! # The file
//! A ZIP archive: `tables/NAME.jsonl` (a row a line, a JSON array in the order of the manifest's columns), `files/OFFICE/TASK/SHA-256`
//! (material, if wanted) and `manifest.json`. Its comment, the last 64 bytes, is the SHA-256 of all bytes before it, hex. With a key
//! the whole of that is sealed, see [`seal`](self).

mod archive;
mod make;
mod manifest;
mod restore;
mod seal;
mod sum;

pub use archive::Archive;
pub use make::{Wanted, make};
pub use manifest::{Carried, FORMAT, Manifest, Material};
pub use restore::{Target, restore};

use std::io;
use std::path::PathBuf;

use crate::domain::{EntryNo, OfficeId};
use crate::store::StoreError;
use crate::store::ledger::Fault;

/// Told how far it came: so many of so many.
pub type Watch<'a> = &'a mut dyn FnMut(u64, u64);

/// Why there is no backup, or none that can be used.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The file is there already.
    #[error("{0} is there already")]
    Exists(PathBuf),
    /// Another process is writing the same backup.
    #[error("{0} is being written by another process")]
    Busy(PathBuf),
    /// The file could not be read or written.
    #[error("the file: {0}")]
    Io(#[from] io::Error),
    /// It is sealed, and no key was given.
    #[error("it is sealed and no key is set")]
    KeyMissing,
    /// It was sealed with another key.
    #[error("it was sealed with another key")]
    KeyWrong,
    /// It is not as it was written.
    #[error("damaged: {0}")]
    Damaged(String),
    /// A ledger in it is broken.
    #[error("ledger {}, entry {}: {fault:?}", office.0, entry.0)]
    Broken {
        /// Whose.
        office: OfficeId,
        /// Where.
        entry: EntryNo,
        /// What is wrong there.
        fault: Fault,
    },
    /// A later program wrote it.
    #[error("written by version {program}: format {format}, schema {schema}")]
    Newer {
        /// Which.
        program: String,
        /// Its format.
        format: u32,
        /// Its schema.
        schema: i64,
    },
    /// The database could not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Material could not be read or kept.
    #[error("material {name}: {why}")]
    Material {
        /// Which.
        name: String,
        /// What went wrong.
        why: String,
    },
}

impl From<zip::result::ZipError> for BackupError {
    fn from(error: zip::result::ZipError) -> Self {
        match error {
            zip::result::ZipError::Io(error) => error.into(),
            other => Self::Damaged(other.to_string()),
        }
    }
}
