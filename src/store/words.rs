//! Words of people, outside of the hashed bytes: an entry names them by number and salted digest.
//!
//! The digest is SHA-256 over the salt (32 lower-case hex digits, as text) followed by the words in UTF-8; hex. The same is
//! done with a name.

use sha2::{Digest, Sha256};
use sqlx::AnyConnection;

use super::{Result, Tx, codec, counter};
use crate::domain::{Words, WordsNo};

/// Keeps words, and gives what an entry may hold of them.
pub async fn insert_words(tx: &mut Tx, text: &str) -> Result<Words> {
    let no = counter::next(tx, "words").await?;
    let text = codec::clean(text);
    let salt = new_salt();
    sqlx::query("INSERT INTO words (no, salt, text) VALUES ($1, $2, $3)")
        .bind(no)
        .bind(&salt)
        .bind(&text)
        .execute(&mut **tx)
        .await?;
    Ok(Words { no: WordsNo(no), digest: digest(&salt, &text) })
}

/// The words; none after erasure.
pub async fn find_words(conn: &mut AnyConnection, no: WordsNo) -> Result<Option<String>> {
    let text: Option<Option<String>> =
        sqlx::query_scalar("SELECT text FROM words WHERE no = $1").bind(no.0).fetch_optional(conn).await?;
    Ok(text.flatten())
}

/// Empties words and their salt; what entries hold of them tells nothing then.
pub async fn erase(tx: &mut Tx, no: WordsNo) -> Result<()> {
    sqlx::query("UPDATE words SET salt = NULL, text = NULL WHERE no = $1").bind(no.0).execute(&mut **tx).await?;
    Ok(())
}

/// 128 random bits, hex.
pub(super) fn new_salt() -> String {
    hex::encode(rand::random::<[u8; 16]>())
}

/// What an entry holds of salted words.
pub(super) fn digest(salt: &str, text: &str) -> String {
    hex::encode(Sha256::new().chain_update(salt).chain_update(text).finalize())
}
