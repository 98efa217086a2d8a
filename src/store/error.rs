//! What can go wrong with a memory.

use sqlx::migrate::MigrateError;

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
