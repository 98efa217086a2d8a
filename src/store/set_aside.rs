//! Updates that could not be handled, kept whole until they are replayed.

use sqlx::{AnyConnection, FromRow};

use super::codec::{self, Cell};
use super::{Result, Tx, counter};
use crate::domain::{Hearing, Moment};

/// An update that was set aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetAside {
    /// Its number here.
    pub id: i64,
    /// Its number at the chat app.
    pub update_id: i64,
    /// As it came.
    pub raw: String,
    /// Why.
    pub error: String,
    /// When.
    pub at: Moment,
    /// All that was said before this had been heard when it came; none if that is not known.
    pub heard_since: Option<Moment>,
}

#[derive(FromRow)]
struct Row {
    id: i64,
    update_id: i64,
    raw: String,
    error: String,
    at: i64,
    heard_since: Option<i64>,
}

/// Sets an update aside.
pub async fn insert(tx: &mut Tx, update_id: i64, raw: &str, error: &str, hearing: Hearing) -> Result<i64> {
    let id = counter::next(tx, "set_aside").await?;
    sqlx::query("INSERT INTO set_aside (id, update_id, raw, error, at, heard_since) VALUES ($1, $2, $3, $4, $5, $6)")
        .bind(id)
        .bind(update_id)
        .bind(codec::clean(raw))
        .bind(codec::clean(error))
        .bind(codec::ms(hearing.at))
        .bind(hearing.since.map(codec::ms))
        .execute(&mut **tx)
        .await?;
    Ok(id)
}

/// How many wait.
pub async fn count(conn: &mut AnyConnection) -> Result<i64> {
    Ok(sqlx::query_scalar("SELECT COUNT(*) FROM set_aside").fetch_one(conn).await?)
}

/// Those behind `after`, oldest first.
pub async fn list(conn: &mut AnyConnection, after: i64, limit: i64) -> Result<Vec<SetAside>> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT id, update_id, raw, error, at, heard_since FROM set_aside WHERE id > $1 ORDER BY id LIMIT $2",
    )
    .bind(after)
    .bind(limit)
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(set_aside_of).collect()
}

/// Those that are to be handled again, oldest first.
pub async fn list_asked(conn: &mut AnyConnection, limit: i64) -> Result<Vec<SetAside>> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT id, update_id, raw, error, at, heard_since FROM set_aside WHERE replay_asked_at IS NOT NULL ORDER BY id LIMIT $1",
    )
    .bind(limit)
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(set_aside_of).collect()
}

/// All are to be handled again; answers how many.
pub async fn ask_replay(tx: &mut Tx, now: Moment) -> Result<u64> {
    let done = sqlx::query("UPDATE set_aside SET replay_asked_at = $1").bind(codec::ms(now)).execute(&mut **tx).await?;
    Ok(done.rows_affected())
}

/// It was tried again in vain, and stays.
pub async fn keep(tx: &mut Tx, id: i64, error: &str) -> Result<()> {
    sqlx::query("UPDATE set_aside SET replay_asked_at = NULL, error = $2 WHERE id = $1")
        .bind(id)
        .bind(codec::clean(error))
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Forgets one that was handled after all; false if it was gone.
pub async fn delete(tx: &mut Tx, id: i64) -> Result<bool> {
    let done = sqlx::query("DELETE FROM set_aside WHERE id = $1").bind(id).execute(&mut **tx).await?;
    Ok(done.rows_affected() > 0)
}

fn set_aside_of(row: Row) -> Result<SetAside> {
    let cell = |column| Cell { table: "set_aside", row: &row.id, column };
    let at = cell("at").moment(row.at)?;
    let heard_since = row.heard_since.map(|since| cell("heard_since").moment(since)).transpose()?;
    Ok(SetAside { id: row.id, update_id: row.update_id, raw: row.raw, error: row.error, at, heard_since })
}
