//! The schema: one folder of forward steps for both engines.

use sqlx::migrate::Migrator;
use sqlx::{AnyConnection, Connection, Executor};

use super::Result;
use super::connect::{Engine, Link};

static STEPS: Migrator = sqlx::migrate!();

/// Applies what is missing in one transaction, so that a kill leaves the old schema or the new, and of many starts at once
/// one migrates.
pub(super) async fn run(link: &Link) -> Result<()> {
    let mut conn = link.writer().await?;
    let mut tx = conn.begin_with(opening(link.engine)).await?;
    lock(&mut tx, link.engine).await?;
    run_to(&mut tx, None).await?;
    tx.commit().await?;
    conn.close().await?;
    Ok(())
}

/// How a transaction begins in which the schema may change.
pub(super) fn opening(engine: Engine) -> &'static str {
    match engine {
        // sqlx's own lock does nothing on SQLite, and ends too early for one transaction on PostgreSQL.
        Engine::Sqlite => "BEGIN IMMEDIATE",
        Engine::Postgres => "BEGIN",
    }
}

/// Waits until nobody else changes the schema; held until the transaction ends.
pub(super) async fn lock(conn: &mut AnyConnection, engine: Engine) -> Result<()> {
    if engine == Engine::Postgres {
        conn.execute("SELECT pg_advisory_xact_lock(4920180105)").await?;
    }
    Ok(())
}

/// Applies what is missing up to that step, or all of it, in the transaction that was begun.
pub(super) async fn run_to(conn: &mut AnyConnection, target: Option<i64>) -> Result<()> {
    // Not `run`: its future is not `Send` for every lifetime, so nobody could spawn what migrates.
    Ok(STEPS.run_direct(target, conn, false).await?)
}

/// Whether there is such a step.
pub(super) fn knows(version: i64) -> bool {
    STEPS.version_exists(version)
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
