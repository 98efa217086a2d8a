//! What is being prepared and waits for a button: a roster to import, a task to publish, an answer to place.

use serde::Serialize;
use serde::de::DeserializeOwned;
use sqlx::{AnyConnection, FromRow};

use super::codec::{self, Cell};
use super::{Result, Tx, counter};
use crate::domain::{Moment, OfficeId, PersonId};

/// A draft; `T` is the document of the room that made it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft<T> {
    /// Its number, never given twice.
    pub id: i64,
    /// For which office.
    pub office: Option<OfficeId>,
    /// By whom.
    pub person: Option<PersonId>,
    /// What it holds.
    pub doc: T,
    /// When it was made.
    pub at: Moment,
}

#[derive(FromRow)]
struct Row {
    id: i64,
    office: Option<i64>,
    person: Option<i64>,
    doc: String,
    at: i64,
}

/// Keeps a draft and gives its number.
pub async fn insert<T: Serialize + Sync>(
    tx: &mut Tx,
    office: Option<OfficeId>,
    person: Option<PersonId>,
    doc: &T,
    now: Moment,
) -> Result<i64> {
    let id = counter::next(tx, "draft").await?;
    sqlx::query("INSERT INTO draft (id, office, person, doc, at) VALUES ($1, $2, $3, $4, $5)")
        .bind(id)
        .bind(office.map(|office| office.0))
        .bind(person.map(|person| person.0))
        .bind(codec::doc(doc))
        .bind(codec::ms(now))
        .execute(&mut **tx)
        .await?;
    Ok(id)
}

/// A draft; none once it was taken.
pub async fn find<T: DeserializeOwned>(conn: &mut AnyConnection, id: i64) -> Result<Option<Draft<T>>> {
    let row: Option<Row> = sqlx::query_as("SELECT id, office, person, doc, at FROM draft WHERE id = $1")
        .bind(id)
        .fetch_optional(conn)
        .await?;
    row.as_ref().map(draft_of).transpose()
}

/// Takes a draft away: whoever presses twice finds none the second time.
pub async fn take<T: DeserializeOwned>(tx: &mut Tx, id: i64) -> Result<Option<Draft<T>>> {
    let row: Option<Row> = sqlx::query_as("DELETE FROM draft WHERE id = $1 RETURNING id, office, person, doc, at")
        .bind(id)
        .fetch_optional(&mut **tx)
        .await?;
    row.as_ref().map(draft_of).transpose()
}

/// Puts another document in its place; false if it was taken.
pub async fn update<T: Serialize + Sync>(tx: &mut Tx, id: i64, doc: &T) -> Result<bool> {
    let done = sqlx::query("UPDATE draft SET doc = $2 WHERE id = $1")
        .bind(id)
        .bind(codec::doc(doc))
        .execute(&mut **tx)
        .await?;
    Ok(done.rows_affected() > 0)
}

fn draft_of<T: DeserializeOwned>(row: &Row) -> Result<Draft<T>> {
    let cell = |column| Cell { table: "draft", row: &row.id, column };
    Ok(Draft {
        id: row.id,
        office: row.office.map(OfficeId),
        person: row.person.map(PersonId),
        doc: cell("doc").doc(&row.doc)?,
        at: cell("at").moment(row.at)?,
    })
}
