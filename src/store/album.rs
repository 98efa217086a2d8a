//! Where the files of an album went: they come one by one, and perhaps long after the first.

use serde::Serialize;
use serde::de::DeserializeOwned;
use sqlx::AnyConnection;

use super::codec::{self, Cell};
use super::{Result, Tx};
use crate::domain::{ChatNo, Moment};

/// Notes where this album of a chat goes, in place of what was noted before.
pub async fn set<T: Serialize + Sync>(tx: &mut Tx, chat: ChatNo, album: &str, doc: &T, now: Moment) -> Result<()> {
    sqlx::query(
        "INSERT INTO album (chat, album, doc, at) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (chat, album) DO UPDATE SET doc = excluded.doc",
    )
    .bind(chat.0)
    .bind(codec::clean(album))
    .bind(codec::doc(doc))
    .bind(codec::ms(now))
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Where it goes; none if this is the first of it.
pub async fn find<T: DeserializeOwned>(conn: &mut AnyConnection, chat: ChatNo, album: &str) -> Result<Option<T>> {
    let doc: Option<String> = sqlx::query_scalar("SELECT doc FROM album WHERE chat = $1 AND album = $2")
        .bind(chat.0)
        .bind(codec::clean(album))
        .fetch_optional(conn)
        .await?;
    doc.map(|doc| Cell { table: "album", row: &album, column: "doc" }.doc(&doc)).transpose()
}
