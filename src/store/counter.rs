//! Numbers for rows that have no natural key.

use sqlx::AnyConnection;

use super::{Result, Tx};

/// The next number of this name, from 1.
pub(super) async fn next(tx: &mut Tx, name: &'static str) -> Result<i64> {
    let value = sqlx::query_scalar(
        "INSERT INTO counter (name, value) VALUES ($1, 1) \
         ON CONFLICT (name) DO UPDATE SET value = counter.value + 1 RETURNING value",
    )
    .bind(name)
    .fetch_one(&mut **tx)
    .await?;
    Ok(value)
}

/// The number that was given last; 0 before the first.
pub(super) async fn current(conn: &mut AnyConnection, name: &'static str) -> Result<i64> {
    let value: Option<i64> =
        sqlx::query_scalar("SELECT value FROM counter WHERE name = $1").bind(name).fetch_optional(conn).await?;
    Ok(value.unwrap_or(0))
}
