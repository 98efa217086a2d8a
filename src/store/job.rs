//! Work that waits on something outside (fetching a file, reading an import), and must not be forgotten by a crash.

use std::collections::BTreeSet;

use serde::Serialize;
use serde::de::DeserializeOwned;
use sqlx::{AnyConnection, FromRow};

use super::codec::{self, Cell};
use super::{Result, Tx, counter};
use crate::domain::Moment;

/// A job in hand; `T` is the document of the room that gave it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job<T> {
    /// Its number.
    pub id: i64,
    /// What is to be done.
    pub doc: T,
    /// This try included.
    pub tries: i64,
}

#[derive(FromRow)]
struct Row {
    id: i64,
    doc: String,
    due_at: i64,
    tries: i64,
}

/// Gives a job, to be done from `due_at` on.
pub async fn insert<T: Serialize + Sync>(tx: &mut Tx, doc: &T, due_at: Moment) -> Result<i64> {
    let id = counter::next(tx, "job").await?;
    sqlx::query("INSERT INTO job (id, doc, state, due_at, tries) VALUES ($1, $2, 'due', $3, 0)")
        .bind(id)
        .bind(codec::doc(doc))
        .bind(codec::ms(due_at))
        .execute(&mut **tx)
        .await?;
    Ok(id)
}

/// Whether the very same waits or is in hand.
pub async fn is_waiting<T: Serialize + Sync>(conn: &mut AnyConnection, doc: &T) -> Result<bool> {
    let count: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM job WHERE doc = $1 AND state IN ('due', 'claimed')")
        .bind(codec::doc(doc))
        .fetch_one(conn)
        .await?;
    Ok(count > 0)
}

/// Takes due jobs in hand, longest waiting first.
pub async fn claim_due<T: DeserializeOwned>(tx: &mut Tx, now: Moment, limit: i64) -> Result<Vec<Job<T>>> {
    let mut rows: Vec<Row> = sqlx::query_as(
        "UPDATE job SET state = 'claimed', tries = tries + 1 WHERE id IN \
         (SELECT id FROM job WHERE state = 'due' AND due_at <= $1 ORDER BY due_at, id LIMIT $2) AND state = 'due' \
         RETURNING id, doc, due_at, tries",
    )
    .bind(codec::ms(now))
    .bind(limit)
    .fetch_all(&mut **tx)
    .await?;
    rows.sort_by_key(|row| (row.due_at, row.id));
    rows.iter().map(job_of).collect()
}

/// Whether it is in hand, and nothing came of it yet.
pub async fn is_in_hand(tx: &mut Tx, id: i64) -> Result<bool> {
    let count: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM job WHERE id = $1 AND state = 'claimed'")
        .bind(id)
        .fetch_one(&mut **tx)
        .await?;
    Ok(count > 0)
}

/// It is done.
pub async fn finish(tx: &mut Tx, id: i64) -> Result<()> {
    sqlx::query("DELETE FROM job WHERE id = $1").bind(id).execute(&mut **tx).await?;
    Ok(())
}

/// It did not work: again at `retry_at`, or never if that is none.
pub async fn fail(tx: &mut Tx, id: i64, retry_at: Option<Moment>, note: &str) -> Result<()> {
    sqlx::query(
        "UPDATE job SET state = CASE WHEN CAST($2 AS BIGINT) IS NULL THEN 'failed' ELSE 'due' END, \
         due_at = COALESCE($2, due_at), note = $3 WHERE id = $1",
    )
    .bind(id)
    .bind(retry_at.map(codec::ms))
    .bind(codec::clean(note))
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// At start: what a stopped process had in hand is due again.
pub async fn recover(tx: &mut Tx) -> Result<()> {
    sqlx::query("UPDATE job SET state = 'due' WHERE state = 'claimed'").execute(&mut **tx).await?;
    Ok(())
}

/// After a claim of which nobody knows whether it was committed: what is claimed and not in hand is due again.
pub async fn recover_claimed(tx: &mut Tx, in_hand: &BTreeSet<i64>) -> Result<()> {
    let claimed: Vec<i64> =
        sqlx::query_scalar("SELECT id FROM job WHERE state = 'claimed' LIMIT 100000").fetch_all(&mut **tx).await?;
    for id in claimed.into_iter().filter(|id| !in_hand.contains(id)) {
        sqlx::query("UPDATE job SET state = 'due', tries = tries - 1 WHERE id = $1 AND state = 'claimed'")
            .bind(id)
            .execute(&mut **tx)
            .await?;
    }
    Ok(())
}

/// When the next job is due.
pub async fn next_due(conn: &mut AnyConnection) -> Result<Option<Moment>> {
    let at: Option<i64> = sqlx::query_scalar("SELECT MIN(due_at) FROM job WHERE state = 'due'").fetch_one(conn).await?;
    at.map(|at| Cell { table: "job", row: &"first", column: "due_at" }.moment(at)).transpose()
}

fn job_of<T: DeserializeOwned>(row: &Row) -> Result<Job<T>> {
    let doc = Cell { table: "job", row: &row.id, column: "doc" }.doc(&row.doc)?;
    Ok(Job { id: row.id, doc, tries: row.tries })
}
