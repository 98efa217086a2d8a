//! What was heard before: the key is the meaning, not the update's number.

use super::{Result, Tx, codec};
use crate::domain::Moment;

/// Notes that this was heard; false if it was before.
pub async fn mark(tx: &mut Tx, meaning: &str, now: Moment) -> Result<bool> {
    let done = sqlx::query("INSERT INTO heard (meaning, at) VALUES ($1, $2) ON CONFLICT (meaning) DO NOTHING")
        .bind(codec::clean(meaning))
        .bind(codec::ms(now))
        .execute(&mut **tx)
        .await?;
    Ok(done.rows_affected() > 0)
}
