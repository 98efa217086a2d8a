//! The service: one row.

use sqlx::AnyConnection;

use crate::domain::Service;
use crate::store::codec::{self, Cell};
use crate::store::{Result, Tx};

/// The service; empty before its first entry.
pub async fn find_service(conn: &mut AnyConnection) -> Result<Service> {
    let doc: Option<String> = sqlx::query_scalar("SELECT doc FROM service WHERE id = 1").fetch_optional(conn).await?;
    let cell = Cell { table: "service", row: &1, column: "doc" };
    Ok(doc.map(|doc| cell.doc(&doc)).transpose()?.unwrap_or_default())
}

pub(super) async fn save(tx: &mut Tx, service: &Service) -> Result<()> {
    sqlx::query("INSERT INTO service (id, doc) VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET doc = excluded.doc")
        .bind(codec::doc(service))
        .execute(&mut **tx)
        .await?;
    Ok(())
}
