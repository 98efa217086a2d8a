//! What the next message of a chat is expected to be: one a chat.

use serde::Serialize;
use serde::de::DeserializeOwned;
use sqlx::AnyConnection;

use super::codec::{self, Cell};
use super::{Result, Tx};
use crate::domain::{ChatNo, Moment};

type Row = (i64, String, i64);

/// Expects this of the chat from now on, in place of what was expected before.
pub async fn set<T: Serialize + Sync>(tx: &mut Tx, chat: ChatNo, doc: &T, now: Moment) -> Result<()> {
    sqlx::query(
        "INSERT INTO expectation (chat, doc, at) VALUES ($1, $2, $3) \
         ON CONFLICT (chat) DO UPDATE SET doc = excluded.doc, at = excluded.at",
    )
    .bind(chat.0)
    .bind(codec::doc(doc))
    .bind(codec::ms(now))
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// What is expected, and since when.
pub async fn find<T: DeserializeOwned>(conn: &mut AnyConnection, chat: ChatNo) -> Result<Option<(T, Moment)>> {
    let row: Option<Row> = sqlx::query_as("SELECT chat, doc, at FROM expectation WHERE chat = $1")
        .bind(chat.0)
        .fetch_optional(conn)
        .await?;
    row.map(expectation_of).transpose()
}

/// The same, and expects nothing more.
pub async fn take<T: DeserializeOwned>(tx: &mut Tx, chat: ChatNo) -> Result<Option<(T, Moment)>> {
    let row: Option<Row> = sqlx::query_as("DELETE FROM expectation WHERE chat = $1 RETURNING chat, doc, at")
        .bind(chat.0)
        .fetch_optional(&mut **tx)
        .await?;
    row.map(expectation_of).transpose()
}

fn expectation_of<T: DeserializeOwned>((chat, doc, at): Row) -> Result<(T, Moment)> {
    let cell = |column| Cell { table: "expectation", row: &chat, column };
    Ok((cell("doc").doc(&doc)?, cell("at").moment(at)?))
}
