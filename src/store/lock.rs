//! One writer per SQLite file: whoever runs on it, or changes it as a whole, holds the lock beside it.

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::str::FromStr;

use sqlx::sqlite::SqliteConnectOptions;

use super::connect::{Engine, Link, open_private};
use super::{Result, StoreError};

/// Held until it is dropped, or its process ends in whatever way. PostgreSQL keeps its own order.
#[derive(Debug)]
pub struct Lock {
    _file: Option<File>,
}

impl Lock {
    /// Takes it; [`StoreError::InUse`] if another process has it.
    pub fn take(url: &str) -> Result<Self> {
        if Link::of_existing(url)?.engine != Engine::Sqlite {
            return Ok(Self { _file: None });
        }
        let options = SqliteConnectOptions::from_str(url)?;
        let path = beside(options.get_filename());
        let file = open_private(&path).map_err(sqlx::Error::Io)?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: Some(file) }),
            Err(TryLockError::WouldBlock) => Err(StoreError::InUse(options.get_filename().to_owned())),
            Err(TryLockError::Error(error)) => Err(sqlx::Error::Io(error).into()),
        }
    }
}

/// `FILE.lock`, beside the file itself wherever a link leads from.
fn beside(file: &Path) -> PathBuf {
    let file = file.canonicalize().unwrap_or_else(|_| file.to_owned());
    let mut name = file.into_os_string();
    name.push(".lock");
    name.into()
}
