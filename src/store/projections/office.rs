//! Lead offices, and who acted as their staff.

use sqlx::AnyConnection;

use crate::domain::{ChatNo, Office, OfficeId, PersonId};
use crate::store::codec::{self, Cell};
use crate::store::{Result, Tx};

type Row = (i64, String);

/// An office by its number.
pub async fn find_office(conn: &mut AnyConnection, id: OfficeId) -> Result<Option<Office>> {
    let row: Option<Row> =
        sqlx::query_as("SELECT id, doc FROM office WHERE id = $1").bind(id.0).fetch_optional(conn).await?;
    row.map(office_of).transpose()
}

/// The office that leads from this group.
pub async fn find_office_by_group(conn: &mut AnyConnection, group: ChatNo) -> Result<Option<Office>> {
    let row: Option<Row> = sqlx::query_as("SELECT id, doc FROM office WHERE group_chat = $1 ORDER BY id LIMIT 1")
        .bind(group.0)
        .fetch_optional(conn)
        .await?;
    row.map(office_of).transpose()
}

/// All offices, by number.
pub async fn list_offices(conn: &mut AnyConnection) -> Result<Vec<Office>> {
    let rows: Vec<Row> = sqlx::query_as("SELECT id, doc FROM office ORDER BY id LIMIT 100000").fetch_all(conn).await?;
    rows.into_iter().map(office_of).collect()
}

/// The offices for which this person acted as staff, by number.
pub async fn list_offices_of_staff(conn: &mut AnyConnection, person: PersonId) -> Result<Vec<Office>> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT office.id, office.doc FROM office JOIN staff ON staff.office = office.id \
         WHERE staff.person = $1 ORDER BY office.id LIMIT 1000",
    )
    .bind(person.0)
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(office_of).collect()
}

pub(super) async fn save(tx: &mut Tx, office: &Office) -> Result<()> {
    sqlx::query(
        "INSERT INTO office (id, group_chat, doc) VALUES ($1, $2, $3) \
         ON CONFLICT (id) DO UPDATE SET group_chat = excluded.group_chat, doc = excluded.doc",
    )
    .bind(office.id.0)
    .bind(office.group.0)
    .bind(codec::doc(office))
    .execute(&mut **tx)
    .await?;
    save_staff(tx, office).await
}

async fn save_staff(tx: &mut Tx, office: &Office) -> Result<()> {
    sqlx::query("DELETE FROM staff WHERE office = $1").bind(office.id.0).execute(&mut **tx).await?;
    for person in &office.staff {
        sqlx::query("INSERT INTO staff (office, person) VALUES ($1, $2)")
            .bind(office.id.0)
            .bind(person.0)
            .execute(&mut **tx)
            .await?;
    }
    Ok(())
}

fn office_of((id, doc): Row) -> Result<Office> {
    Cell { table: "office", row: &id, column: "doc" }.doc(&doc)
}
