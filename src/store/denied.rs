//! Strangers who asked for what is not theirs: a number, and nothing about anybody.

use sqlx::AnyConnection;

use super::{Result, Tx, counter};

const STRANGERS: &str = "strangers_denied";

/// One more.
pub async fn count_stranger(tx: &mut Tx) -> Result<()> {
    counter::next(tx, STRANGERS).await.map(|_| ())
}

/// How often it happened so far.
pub async fn strangers(conn: &mut AnyConnection) -> Result<i64> {
    counter::current(conn, STRANGERS).await
}
