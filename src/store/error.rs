//! What can go wrong with a memory.

use sqlx::migrate::MigrateError;
use sqlx::postgres::PgDatabaseError;
use sqlx::sqlite::SqliteError;

/// What a query gives.
pub type Result<T> = std::result::Result<T, StoreError>;

/// Why the store could not do it.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database refused, or could not be reached.
    #[error("database: {0}")]
    Database(#[from] sqlx::Error),
    /// The schema could not be brought up to date; a newer schema than this program knows is refused here.
    #[error("schema: {0}")]
    Schema(#[from] MigrateError),
    /// A row that makes no sense.
    #[error("{table} {row}, column {column}: {what}")]
    Inconsistent {
        /// The table.
        table: &'static str,
        /// The row's key.
        row: String,
        /// The column.
        column: &'static str,
        /// What is wrong with it.
        what: String,
    },
    /// A database, or a setting of it, that cannot keep our promises.
    #[error("{0}")]
    Unsupported(String),
    /// A database that was to be empty.
    #[error("not empty: {}", .0.join(", "))]
    NotEmpty(Vec<String>),
    /// A SQLite file that another process writes.
    #[error("{0} is held by another process")]
    InUse(std::path::PathBuf),
    /// The work was done and not kept: the whole batch was rolled back.
    #[error("not committed: {0}")]
    NotCommitted(String),
    /// The work panicked and was rolled back.
    #[error("panicked: {0}")]
    Panicked(String),
    /// The store is closed.
    #[error("the store is closed")]
    WriterGone,
}

/// SQLite's primary codes for a file that is busy, fails, is full or cannot be opened, and for a race about the log.
const SQLITE_PASSING: [i64; 5] = [5, 10, 13, 14, 15];
/// PostgreSQL's classes: connection, rollback of its own accord, resources, operator, system.
const POSTGRES_PASSING: [&str; 5] = ["08", "40", "53", "57", "58"];

impl StoreError {
    /// Whether the very same may go better in a while.
    #[must_use]
    pub fn is_passing(&self) -> bool {
        match self {
            Self::Database(sqlx::Error::Database(error)) => {
                let code = error.code().unwrap_or_default();
                if error.try_downcast_ref::<SqliteError>().is_some() {
                    // Extended codes keep the primary one in their lowest byte.
                    code.parse::<i64>().is_ok_and(|code| SQLITE_PASSING.contains(&(code & 0xff)))
                } else if error.try_downcast_ref::<PgDatabaseError>().is_some() {
                    POSTGRES_PASSING.iter().any(|class| code.starts_with(class))
                } else {
                    false
                }
            }
            // What the database says of a statement it says again; the rest is the way there.
            Self::NotCommitted(_) | Self::Database(_) => true,
            _ => false,
        }
    }
}
