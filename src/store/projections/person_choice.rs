//! What people chose for themselves.

use sqlx::AnyConnection;

use crate::domain::{Person, PersonId};
use crate::store::codec::{self, Cell};
use crate::store::{Result, Tx};

/// A person's choices; nothing chosen before the first.
pub async fn find_person_choice(conn: &mut AnyConnection, person: PersonId) -> Result<Person> {
    let doc: Option<String> = sqlx::query_scalar("SELECT doc FROM person_choice WHERE person = $1")
        .bind(person.0)
        .fetch_optional(conn)
        .await?;
    let cell = Cell { table: "person_choice", row: &person.0, column: "doc" };
    Ok(doc.map(|doc| cell.doc(&doc)).transpose()?.unwrap_or_default())
}

pub(super) async fn save(tx: &mut Tx, person: PersonId, choice: &Person) -> Result<()> {
    sqlx::query(
        "INSERT INTO person_choice (person, doc) VALUES ($1, $2) \
         ON CONFLICT (person) DO UPDATE SET doc = excluded.doc",
    )
    .bind(person.0)
    .bind(codec::doc(choice))
    .execute(&mut **tx)
    .await?;
    Ok(())
}
