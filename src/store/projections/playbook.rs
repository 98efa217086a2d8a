//! Playbooks.

use sqlx::AnyConnection;

use crate::domain::{OfficeId, Playbook, PlaybookNo};
use crate::store::codec::{self, Cell};
use crate::store::{Result, Tx};

type Row = (i64, i64, String);

/// A playbook by its number.
pub async fn find_playbook(conn: &mut AnyConnection, office: OfficeId, no: PlaybookNo) -> Result<Option<Playbook>> {
    let row: Option<Row> =
        sqlx::query_as("SELECT office, playbook, doc FROM playbook WHERE office = $1 AND playbook = $2")
            .bind(office.0)
            .bind(no.0)
            .fetch_optional(conn)
            .await?;
    row.map(playbook_of).transpose()
}

/// All playbooks of an office, by number.
pub async fn list_playbooks(conn: &mut AnyConnection, office: OfficeId) -> Result<Vec<Playbook>> {
    let rows: Vec<Row> =
        sqlx::query_as("SELECT office, playbook, doc FROM playbook WHERE office = $1 ORDER BY playbook LIMIT 1000")
            .bind(office.0)
            .fetch_all(conn)
            .await?;
    rows.into_iter().map(playbook_of).collect()
}

/// The number that the next playbook gets.
pub async fn next_playbook_no(conn: &mut AnyConnection, office: OfficeId) -> Result<PlaybookNo> {
    let no = sqlx::query_scalar("SELECT COALESCE(MAX(playbook), 0) + 1 FROM playbook WHERE office = $1")
        .bind(office.0)
        .fetch_one(conn)
        .await?;
    Ok(PlaybookNo(no))
}

pub(super) async fn save(tx: &mut Tx, office: OfficeId, it: &Playbook) -> Result<()> {
    sqlx::query(
        "INSERT INTO playbook (office, playbook, doc) VALUES ($1, $2, $3) \
         ON CONFLICT (office, playbook) DO UPDATE SET doc = excluded.doc",
    )
    .bind(office.0)
    .bind(it.no.0)
    .bind(codec::doc(it))
    .execute(&mut **tx)
    .await?;
    Ok(())
}

fn playbook_of((office, no, doc): Row) -> Result<Playbook> {
    Cell { table: "playbook", row: &format!("{office}/{no}"), column: "doc" }.doc(&doc)
}
