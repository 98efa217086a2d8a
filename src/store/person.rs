//! People: what is known of them outside of the hashed bytes, and can be erased.

use sqlx::{AnyConnection, FromRow};

use super::codec::{self, Cell};
use super::{Result, Tx, counter, words};
use crate::domain::{Moment, Named, PersonId};

/// A person, as far as they are known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonRow {
    /// Their number.
    pub id: PersonId,
    /// Their number at the chat app, which is their private chat's too; none for somebody who is only named.
    pub user_id: Option<i64>,
    /// As they call themselves, or as the roster names them; none after erasure.
    pub name: Option<String>,
    /// From the roster.
    pub phone: Option<String>,
    /// The language tag of their app.
    pub app_lang: Option<String>,
    /// Since when the bot may write to them; none before they open the private chat and while they block it.
    pub opened_at: Option<Moment>,
}

#[derive(FromRow)]
struct Row {
    id: i64,
    user_id: Option<i64>,
    name: Option<String>,
    phone: Option<String>,
    app_lang: Option<String>,
    opened_at: Option<i64>,
}

/// The person behind a user of the chat app: entered at first sight, refreshed later.
pub async fn upsert_user(tx: &mut Tx, user_id: i64, name: &str, app_lang: Option<&str>) -> Result<PersonId> {
    let known: Option<i64> = sqlx::query_scalar(
        "UPDATE person SET name = $2, app_lang = COALESCE($3, app_lang) WHERE user_id = $1 RETURNING id",
    )
    .bind(user_id)
    .bind(codec::clean(name))
    .bind(app_lang.map(codec::clean))
    .fetch_optional(&mut **tx)
    .await?;
    if let Some(id) = known {
        return Ok(PersonId(id));
    }
    let id = counter::next(tx, "person").await?;
    sqlx::query("INSERT INTO person (id, user_id, name, app_lang) VALUES ($1, $2, $3, $4)")
        .bind(id)
        .bind(user_id)
        .bind(codec::clean(name))
        .bind(app_lang.map(codec::clean))
        .execute(&mut **tx)
        .await?;
    Ok(PersonId(id))
}

/// Somebody whom the lead names; a ledger entry holds the number and the digest only.
pub async fn insert_named(tx: &mut Tx, name: &str, phone: Option<&str>) -> Result<Named> {
    let id = counter::next(tx, "person").await?;
    let name = codec::clean(name);
    let salt = words::new_salt();
    sqlx::query("INSERT INTO person (id, name, salt, phone) VALUES ($1, $2, $3, $4)")
        .bind(id)
        .bind(&name)
        .bind(&salt)
        .bind(phone.map(codec::clean))
        .execute(&mut **tx)
        .await?;
    Ok(Named { person: PersonId(id), digest: words::digest(&salt, &name) })
}

/// A person by number.
pub async fn find_person(conn: &mut AnyConnection, id: PersonId) -> Result<Option<PersonRow>> {
    let row: Option<Row> =
        sqlx::query_as("SELECT id, user_id, name, phone, app_lang, opened_at FROM person WHERE id = $1")
            .bind(id.0)
            .fetch_optional(conn)
            .await?;
    row.map(person_of).transpose()
}

/// A person by their number at the chat app.
pub async fn find_person_by_user(conn: &mut AnyConnection, user_id: i64) -> Result<Option<PersonRow>> {
    let row: Option<Row> =
        sqlx::query_as("SELECT id, user_id, name, phone, app_lang, opened_at FROM person WHERE user_id = $1")
            .bind(user_id)
            .fetch_optional(conn)
            .await?;
    row.map(person_of).transpose()
}

/// The bot may write to them since `at`; an earlier moment stands. False if that was known.
pub async fn mark_opened(tx: &mut Tx, id: PersonId, at: Moment) -> Result<bool> {
    let done = sqlx::query("UPDATE person SET opened_at = $2 WHERE id = $1 AND opened_at IS NULL")
        .bind(id.0)
        .bind(codec::ms(at))
        .execute(&mut **tx)
        .await?;
    Ok(done.rows_affected() > 0)
}

/// The bot may not write to them any more. False if that was known.
pub async fn mark_closed(tx: &mut Tx, id: PersonId) -> Result<bool> {
    let done = sqlx::query("UPDATE person SET opened_at = NULL WHERE id = $1 AND opened_at IS NOT NULL")
        .bind(id.0)
        .execute(&mut **tx)
        .await?;
    Ok(done.rows_affected() > 0)
}

/// Empties what is known of a person, salt included; entries go on naming the number.
pub async fn erase(tx: &mut Tx, id: PersonId) -> Result<()> {
    sqlx::query(
        "UPDATE person SET user_id = NULL, name = NULL, salt = NULL, phone = NULL, app_lang = NULL, opened_at = NULL \
         WHERE id = $1",
    )
    .bind(id.0)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

fn person_of(row: Row) -> Result<PersonRow> {
    let cell = Cell { table: "person", row: &row.id, column: "opened_at" };
    Ok(PersonRow {
        id: PersonId(row.id),
        user_id: row.user_id,
        name: row.name,
        phone: row.phone,
        app_lang: row.app_lang,
        opened_at: row.opened_at.map(|at| cell.moment(at)).transpose()?,
    })
}
