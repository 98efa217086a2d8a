//! The schema: one folder of forward steps for both engines.

use sqlx::migrate::Migrator;
use sqlx::{Connection, Executor};

use super::Result;
use super::connect::{Engine, Link};

static STEPS: Migrator = sqlx::migrate!();

/// Applies what is missing in one transaction, so that a kill leaves the old schema or the new, and of many starts at once
/// one migrates.
pub(super) async fn run(link: &Link) -> Result<()> {
    let mut conn = link.writer().await?;
    let opening = match link.engine {
        // sqlx's own lock does nothing on SQLite, and ends too early for one transaction on PostgreSQL.
        Engine::Sqlite => "BEGIN IMMEDIATE",
        Engine::Postgres => "BEGIN",
    };
    let mut tx = conn.begin_with(opening).await?;
    if link.engine == Engine::Postgres {
        tx.execute("SELECT pg_advisory_xact_lock(4920180105)").await?;
    }
    // Not `run`: its future is not `Send` for every lifetime, so nobody could spawn what migrates.
    STEPS.run_direct(None, &mut *tx, false).await?;
    tx.commit().await?;
    conn.close().await?;
    Ok(())
}

/// The newest step there is.
pub(super) fn newest() -> Option<i64> {
    STEPS.iter().map(|step| step.version).max()
}

/// The newest step that was applied.
pub(super) async fn version(link: &Link) -> Result<Option<i64>> {
    let mut conn = link.writer().await?;
    let tables: i64 = sqlx::query_scalar(match link.engine {
        Engine::Sqlite => "SELECT COUNT(*) FROM sqlite_master WHERE name = '_sqlx_migrations'",
        Engine::Postgres => {
            "SELECT COUNT(*) FROM pg_tables WHERE tablename = '_sqlx_migrations' AND schemaname = current_schema()"
        }
    })
    .fetch_one(&mut conn)
    .await?;
    let version = if tables == 0 {
        None
    } else {
        sqlx::query_scalar("SELECT MAX(version) FROM _sqlx_migrations").fetch_one(&mut conn).await?
    };
    conn.close().await?;
    Ok(version)
}
