//! What contacts give to whoever opens a link: single use, expiring; only the hash of its code is kept.

use sqlx::AnyConnection;

use super::codec::{self, Cell};
use super::{Result, Tx};
use crate::domain::{Handover, Moment, PersonId};

/// A handover that nobody has opened yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// What is given.
    pub doc: Handover,
    /// Since when.
    pub made_at: Moment,
    /// Until when.
    pub expires_at: Moment,
}

type Row = (String, String, i64, i64);

/// Keeps a handover by the hash of its code; what the same person gave before, and nobody opened, is void.
pub async fn replace(tx: &mut Tx, hash: &str, doc: &Handover, now: Moment, expires_at: Moment) -> Result<()> {
    revoke(tx, doc.giver).await?;
    sqlx::query("INSERT INTO handover (hash, giver, doc, made_at, expires_at) VALUES ($1, $2, $3, $4, $5)")
        .bind(hash)
        .bind(doc.giver.0)
        .bind(codec::doc(doc))
        .bind(codec::ms(now))
        .bind(codec::ms(expires_at))
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// The handover behind a code; none if it was used, expired, taken back or never given.
pub async fn find(conn: &mut AnyConnection, hash: &str, now: Moment) -> Result<Option<Handover>> {
    let row: Option<Row> = sqlx::query_as(
        "SELECT hash, doc, made_at, expires_at FROM handover WHERE used_at IS NULL AND expires_at > $1 AND hash = $2",
    )
    .bind(codec::ms(now))
    .bind(codec::clean(hash))
    .fetch_optional(conn)
    .await?;
    Ok(row.map(waiting_of).transpose()?.map(|it| it.doc))
}

/// What this person gives and nobody has opened yet.
pub async fn find_of(conn: &mut AnyConnection, giver: PersonId, now: Moment) -> Result<Option<Waiting>> {
    let row: Option<Row> = sqlx::query_as(
        "SELECT hash, doc, made_at, expires_at FROM handover WHERE used_at IS NULL AND expires_at > $1 AND giver = $2 \
         LIMIT 1",
    )
    .bind(codec::ms(now))
    .bind(giver.0)
    .fetch_optional(conn)
    .await?;
    row.map(waiting_of).transpose()
}

/// Uses it up; false if it was before.
pub async fn take(tx: &mut Tx, hash: &str, now: Moment) -> Result<bool> {
    let done = sqlx::query("UPDATE handover SET used_at = $2 WHERE hash = $1 AND used_at IS NULL AND expires_at > $2")
        .bind(codec::clean(hash))
        .bind(codec::ms(now))
        .execute(&mut **tx)
        .await?;
    Ok(done.rows_affected() > 0)
}

/// Takes back what this person gives and nobody has opened; false if there is nothing.
pub async fn revoke(tx: &mut Tx, giver: PersonId) -> Result<bool> {
    let done = sqlx::query("DELETE FROM handover WHERE giver = $1 AND used_at IS NULL")
        .bind(giver.0)
        .execute(&mut **tx)
        .await?;
    Ok(done.rows_affected() > 0)
}

fn waiting_of((hash, doc, made_at, expires_at): Row) -> Result<Waiting> {
    let cell = |column| Cell { table: "handover", row: &hash, column };
    Ok(Waiting {
        doc: cell("doc").doc(&doc)?,
        made_at: cell("made_at").moment(made_at)?,
        expires_at: cell("expires_at").moment(expires_at)?,
    })
}
