//! The last entry of each ledger: one row, locked while entries are numbered.

use sqlx::AnyConnection;

use super::hash;
use crate::domain::{EntryNo, OfficeId};
use crate::store::{Result, Tx};

/// The last entry of a ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Its place; 0 before the first.
    pub seq: EntryNo,
    /// Its hash, hex.
    pub hash: String,
}

impl Head {
    /// Before the first entry.
    pub(super) fn before_first() -> Self {
        Self { seq: EntryNo(0), hash: hash::FIRST.to_owned() }
    }
}

/// The head of a ledger; none if nothing was ever entered.
pub async fn find_head(conn: &mut AnyConnection, office: OfficeId) -> Result<Option<Head>> {
    let row: Option<(i64, String)> =
        sqlx::query_as("SELECT seq, hash FROM head WHERE office = $1").bind(office.0).fetch_optional(conn).await?;
    Ok(row.map(head_of))
}

pub(super) async fn lock(tx: &mut Tx, office: OfficeId) -> Result<Head> {
    let row = sqlx::query_as(
        "INSERT INTO head (office, seq, hash) VALUES ($1, 0, $2) \
         ON CONFLICT (office) DO UPDATE SET seq = head.seq RETURNING seq, hash",
    )
    .bind(office.0)
    .bind(hash::FIRST)
    .fetch_one(&mut **tx)
    .await?;
    Ok(head_of(row))
}

pub(super) async fn save(tx: &mut Tx, office: OfficeId, head: &Head) -> Result<()> {
    sqlx::query("UPDATE head SET seq = $2, hash = $3 WHERE office = $1")
        .bind(office.0)
        .bind(head.seq.0)
        .bind(&head.hash)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

fn head_of((seq, hash): (i64, String)) -> Head {
    Head { seq: EntryNo(seq), hash }
}
