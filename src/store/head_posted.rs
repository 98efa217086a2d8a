//! Up to which entry each ledger's head was shown outside of this database: on a board, to operators.

use sqlx::AnyConnection;

use super::codec::{self, Cell};
use super::{Result, Tx, setting};
use crate::domain::{EntryNo, Moment, OfficeId};

const DUE: &str = "heads_due_at";

/// A head with entries that nobody outside has seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unposted {
    /// Whose ledger.
    pub office: OfficeId,
    /// Its last entry.
    pub seq: EntryNo,
    /// That entry's hash.
    pub hash: String,
}

/// It was shown up to this entry.
pub async fn note(tx: &mut Tx, office: OfficeId, seq: EntryNo, now: Moment) -> Result<()> {
    sqlx::query(
        "INSERT INTO head_posted (office, seq, posted_at) VALUES ($1, $2, $3) \
         ON CONFLICT (office) DO UPDATE SET seq = excluded.seq, posted_at = excluded.posted_at \
         WHERE head_posted.seq < excluded.seq",
    )
    .bind(office.0)
    .bind(seq.0)
    .bind(codec::ms(now))
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// How many ledgers have entries that were not shown.
pub async fn count_unposted(conn: &mut AnyConnection) -> Result<i64> {
    Ok(sqlx::query_scalar(
        "SELECT COUNT(*) FROM head LEFT JOIN head_posted ON head_posted.office = head.office \
         WHERE head.seq > COALESCE(head_posted.seq, 0)",
    )
    .fetch_one(conn)
    .await?)
}

/// Ledgers that have entries which were not shown.
pub async fn list_unposted(conn: &mut AnyConnection, limit: i64) -> Result<Vec<Unposted>> {
    let rows: Vec<(i64, i64, String)> = sqlx::query_as(
        "SELECT head.office AS office, head.seq AS seq, head.hash AS hash FROM head \
         LEFT JOIN head_posted ON head_posted.office = head.office \
         WHERE head.seq > COALESCE(head_posted.seq, 0) ORDER BY head.office LIMIT $1",
    )
    .bind(limit)
    .fetch_all(conn)
    .await?;
    let unposted = |(office, seq, hash)| Unposted { office: OfficeId(office), seq: EntryNo(seq), hash };
    Ok(rows.into_iter().map(unposted).collect())
}

/// Offices whose oldest entry that was not shown is from before this moment.
pub async fn list_overdue(conn: &mut AnyConnection, before: Moment) -> Result<Vec<OfficeId>> {
    let offices: Vec<i64> = sqlx::query_scalar(
        "SELECT head.office FROM head LEFT JOIN head_posted ON head_posted.office = head.office \
         JOIN ledger ON ledger.office = head.office AND ledger.seq = COALESCE(head_posted.seq, 0) + 1 \
         WHERE ledger.at < $1 ORDER BY head.office LIMIT 1000",
    )
    .bind(codec::ms(before))
    .fetch_all(conn)
    .await?;
    Ok(offices.into_iter().map(OfficeId).collect())
}

/// When the next round is due; none before the first.
pub async fn next_due(conn: &mut AnyConnection) -> Result<Option<Moment>> {
    let Some(at) = setting::find(conn, DUE).await? else { return Ok(None) };
    let cell = Cell { table: "setting", row: &DUE, column: "value" };
    at.parse().map_err(|_| cell.wrong("no moment")).and_then(|at| cell.moment(at)).map(Some)
}

/// Puts the next round there.
pub async fn set_due(tx: &mut Tx, at: Moment) -> Result<()> {
    setting::set(tx, DUE, &codec::ms(at).to_string()).await
}
