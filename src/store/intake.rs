//! How far the chat app's updates have been taken in.

use sqlx::AnyConnection;

use super::codec::{self, Cell};
use super::{Result, Tx};
use crate::domain::Moment;

/// The place in the stream of updates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Intake {
    /// The first update that is not yet taken in.
    pub offset: i64,
    /// When that was noted.
    pub at: Moment,
}

/// The place; none before the first batch.
pub async fn find_intake(conn: &mut AnyConnection) -> Result<Option<Intake>> {
    let row: Option<(i64, i64)> =
        sqlx::query_as("SELECT next_offset, at FROM intake WHERE id = 1").fetch_optional(conn).await?;
    let cell = Cell { table: "intake", row: &1, column: "at" };
    row.map(|(offset, at)| Ok(Intake { offset, at: cell.moment(at)? })).transpose()
}

/// Notes the place, in the transaction that took the updates in. Ids may start again anywhere, so it may go back.
pub async fn mark_offset(tx: &mut Tx, offset: i64, now: Moment) -> Result<()> {
    sqlx::query(
        "INSERT INTO intake (id, next_offset, at) VALUES (1, $1, $2) \
         ON CONFLICT (id) DO UPDATE SET next_offset = excluded.next_offset, at = excluded.at",
    )
    .bind(offset)
    .bind(codec::ms(now))
    .execute(&mut **tx)
    .await?;
    Ok(())
}
