//! Messages of ours that stand in chats, and what each shows.

use sqlx::{AnyConnection, FromRow};

use super::codec::{self, Cell};
use super::{Result, Tx};
use crate::domain::{Card, ChatNo, Moment, PersonId, Slot};

/// A message of ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardRow {
    /// Where it stands.
    pub card: Card,
    /// Whose private chat it is.
    pub person: Option<PersonId>,
    /// What it shows.
    pub slot: Slot,
    /// Since when.
    pub at: Moment,
}

#[derive(FromRow)]
struct Row {
    chat: i64,
    message: i64,
    person: Option<i64>,
    slot: String,
    at: i64,
}

/// Notes what a message of ours shows now.
pub async fn upsert(tx: &mut Tx, card: Card, person: Option<PersonId>, slot: &Slot, now: Moment) -> Result<()> {
    sqlx::query(
        "INSERT INTO card (chat, message, person, slot, at) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (chat, message) DO UPDATE SET person = excluded.person, slot = excluded.slot, at = excluded.at",
    )
    .bind(card.chat.0)
    .bind(card.message)
    .bind(person.map(|person| person.0))
    .bind(codec::doc(slot))
    .bind(codec::ms(now))
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// What a message of ours shows; none if it is none of ours.
pub async fn find(conn: &mut AnyConnection, card: Card) -> Result<Option<CardRow>> {
    let row: Option<Row> =
        sqlx::query_as("SELECT chat, message, person, slot, at FROM card WHERE chat = $1 AND message = $2")
            .bind(card.chat.0)
            .bind(card.message)
            .fetch_optional(conn)
            .await?;
    row.as_ref().map(card_of).transpose()
}

/// Whose private chat was shown something since then.
pub async fn list_people_shown(conn: &mut AnyConnection, since: Moment, limit: i64) -> Result<Vec<PersonId>> {
    let people: Vec<i64> = sqlx::query_scalar(
        "SELECT DISTINCT person FROM card WHERE at >= $1 AND person IS NOT NULL ORDER BY person LIMIT $2",
    )
    .bind(codec::ms(since))
    .bind(limit)
    .fetch_all(conn)
    .await?;
    Ok(people.into_iter().map(PersonId).collect())
}

/// A person's cards, newest first.
pub async fn list_of_person(conn: &mut AnyConnection, person: PersonId, limit: i64) -> Result<Vec<CardRow>> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT chat, message, person, slot, at FROM card WHERE person = $1 ORDER BY at DESC, message DESC LIMIT $2",
    )
    .bind(person.0)
    .bind(limit)
    .fetch_all(conn)
    .await?;
    rows.iter().map(card_of).collect()
}

/// A chat's cards, the last sent first.
pub async fn list_of_chat(conn: &mut AnyConnection, chat: ChatNo, limit: i64) -> Result<Vec<CardRow>> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT chat, message, person, slot, at FROM card WHERE chat = $1 ORDER BY message DESC LIMIT $2",
    )
    .bind(chat.0)
    .bind(limit)
    .fetch_all(conn)
    .await?;
    rows.iter().map(card_of).collect()
}

fn card_of(row: &Row) -> Result<CardRow> {
    let key = format!("{}/{}", row.chat, row.message);
    let cell = |column| Cell { table: "card", row: &key, column };
    Ok(CardRow {
        card: Card { chat: ChatNo(row.chat), message: row.message },
        person: row.person.map(PersonId),
        slot: cell("slot").doc(&row.slot)?,
        at: cell("at").moment(row.at)?,
    })
}
