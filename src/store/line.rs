//! What each department is shown of a report, as it stood when its preview began, then as it is final: `T` is the document of the room
//! that made it.

use serde::Serialize;
use serde::de::DeserializeOwned;
use sqlx::AnyConnection;

use super::codec::{self, Cell};
use super::{Result, Tx};
use crate::domain::{DeptNo, OfficeId, PublicationNo};

/// Keeps a department's line.
pub async fn insert<T: Serialize + Sync>(
    tx: &mut Tx,
    (office, publication): (OfficeId, PublicationNo),
    dept: DeptNo,
    doc: &T,
) -> Result<()> {
    sqlx::query("INSERT INTO publication_line (office, publication, dept, doc) VALUES ($1, $2, $3, $4)")
        .bind(office.0)
        .bind(publication.0)
        .bind(dept.0)
        .bind(codec::doc(doc))
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// A department's line; none if it has no part in it any more.
pub async fn find<T: DeserializeOwned>(
    conn: &mut AnyConnection,
    (office, publication): (OfficeId, PublicationNo),
    dept: DeptNo,
) -> Result<Option<T>> {
    let doc: Option<String> =
        sqlx::query_scalar("SELECT doc FROM publication_line WHERE office = $1 AND publication = $2 AND dept = $3")
            .bind(office.0)
            .bind(publication.0)
            .bind(dept.0)
            .fetch_optional(conn)
            .await?;
    let row = format!("{}/{}/{}", office.0, publication.0, dept.0);
    doc.map(|doc| Cell { table: "publication_line", row: &row, column: "doc" }.doc(&doc)).transpose()
}

/// The lines of the preview give way to the final ones.
pub async fn clear(tx: &mut Tx, (office, publication): (OfficeId, PublicationNo)) -> Result<()> {
    sqlx::query("DELETE FROM publication_line WHERE office = $1 AND publication = $2")
        .bind(office.0)
        .bind(publication.0)
        .execute(&mut **tx)
        .await?;
    Ok(())
}
