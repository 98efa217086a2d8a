//! Connections: which engine, and what each is held to before it is used.

use std::fmt;
use std::fs::{File, OpenOptions};
use std::io;
use std::str::FromStr;

use sqlx::any::AnyConnectOptions;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AnyConnection, ConnectOptions, Executor};

use super::{Result, StoreError};

/// Which database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// A file.
    Sqlite,
    /// A server.
    Postgres,
}

impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        })
    }
}

impl Engine {
    /// Opens a write as a write: the one writer of this database, in this process or another.
    pub(super) fn begin_write(self) -> &'static str {
        match self {
            Self::Sqlite => "BEGIN IMMEDIATE",
            Self::Postgres => "BEGIN; LOCK TABLE writer IN EXCLUSIVE MODE",
        }
    }

    /// Opens a read of one moment.
    pub(super) fn begin_read(self) -> &'static str {
        match self {
            Self::Sqlite => "BEGIN DEFERRED",
            Self::Postgres => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        }
    }
}

/// Where the database is.
#[derive(Clone, Debug)]
pub(super) struct Link {
    pub(super) engine: Engine,
    pub(super) options: AnyConnectOptions,
}

impl Link {
    /// Reads the address; a SQLite file that is missing is created, readable by its owner alone.
    pub(super) fn of(url: &str) -> Result<Self> {
        let link = Self::of_existing(url)?;
        if link.engine == Engine::Sqlite {
            create_file(url)?;
        }
        Ok(link)
    }

    /// Reads the address; creates nothing.
    pub(super) fn of_existing(url: &str) -> Result<Self> {
        sqlx::any::install_default_drivers();
        let engine = match url.split(':').next() {
            Some("sqlite") => Engine::Sqlite,
            Some("postgres" | "postgresql") => Engine::Postgres,
            _ => return Err(unsupported("a database is sqlite://FILE or postgres://…")),
        };
        Ok(Self { engine, options: AnyConnectOptions::from_str(url)? })
    }

    /// A connection that writes.
    pub(super) async fn writer(&self) -> Result<AnyConnection> {
        let mut conn = self.options.connect().await?;
        prepare(&mut conn, self.engine).await?;
        Ok(conn)
    }
}

/// Sets what our promises rest on, and reads it back.
pub(super) async fn prepare(conn: &mut AnyConnection, engine: Engine) -> Result<()> {
    match engine {
        Engine::Sqlite => prepare_sqlite(conn).await,
        Engine::Postgres => check_postgres(conn).await,
    }
}

/// Makes a connection one that cannot write.
pub(super) async fn forbid_writing(conn: &mut AnyConnection, engine: Engine) -> Result<()> {
    if engine == Engine::Sqlite {
        conn.execute("PRAGMA query_only = ON").await?;
    }
    Ok(())
}

async fn prepare_sqlite(conn: &mut AnyConnection) -> Result<()> {
    conn.execute("PRAGMA busy_timeout = 10000").await?;
    let journal: String = sqlx::query_scalar("PRAGMA journal_mode = WAL").fetch_one(&mut *conn).await?;
    if !journal.eq_ignore_ascii_case("wal") {
        return Err(unsupported(format!("SQLite keeps journal mode {journal} here; a write-ahead log is needed")));
    }
    conn.execute("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON").await?;
    let synchronous: i64 = sqlx::query_scalar("PRAGMA synchronous").fetch_one(&mut *conn).await?;
    if synchronous < 2 {
        return Err(unsupported("SQLite does not keep synchronous=FULL here"));
    }
    Ok(())
}

async fn check_postgres(conn: &mut AnyConnection) -> Result<()> {
    let (fsync, commit): (String, String) =
        sqlx::query_as("SELECT current_setting('fsync'), current_setting('synchronous_commit')")
            .fetch_one(&mut *conn)
            .await?;
    if fsync == "off" || commit == "off" {
        return Err(unsupported(format!(
            "PostgreSQL runs with fsync={fsync}, synchronous_commit={commit}: a power cut would lose receipts; switch both on"
        )));
    }
    Ok(())
}

fn create_file(url: &str) -> Result<()> {
    let options = SqliteConnectOptions::from_str(url)?;
    if url.contains(":memory:") || url.contains("mode=memory") {
        return Err(unsupported("SQLite in memory is a database per connection; name a file"));
    }
    open_private(options.get_filename()).map_err(sqlx::Error::Io)?;
    Ok(())
}

// SQLite gives its -wal and -shm the rights of the file.
pub(super) fn open_private(path: &std::path::Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

fn unsupported(what: impl Into<String>) -> StoreError {
    StoreError::Unsupported(what.into())
}
