//! Reports on their way to being final.

use sqlx::AnyConnection;

use crate::domain::{Moment, OfficeId, Publication, PublicationNo};
use crate::store::codec::{self, Cell};
use crate::store::{Result, Tx};

type Row = (i64, i64, String);

/// A publication by its number.
pub async fn find_publication(
    conn: &mut AnyConnection,
    office: OfficeId,
    no: PublicationNo,
) -> Result<Option<Publication>> {
    let row: Option<Row> =
        sqlx::query_as("SELECT office, publication, doc FROM publication WHERE office = $1 AND publication = $2")
            .bind(office.0)
            .bind(no.0)
            .fetch_optional(conn)
            .await?;
    row.map(publication_of).transpose()
}

/// The publication of exactly this period.
pub async fn find_publication_of(
    conn: &mut AnyConnection,
    office: OfficeId,
    (from, to): (Moment, Moment),
) -> Result<Option<Publication>> {
    let row: Option<Row> = sqlx::query_as(
        "SELECT office, publication, doc FROM publication WHERE office = $1 AND from_at = $2 AND to_at = $3 \
         ORDER BY publication DESC LIMIT 1",
    )
    .bind(office.0)
    .bind(codec::ms(from))
    .bind(codec::ms(to))
    .fetch_optional(conn)
    .await?;
    row.map(publication_of).transpose()
}

/// The number that the next one gets.
pub async fn next_publication_no(conn: &mut AnyConnection, office: OfficeId) -> Result<PublicationNo> {
    let no = sqlx::query_scalar("SELECT COALESCE(MAX(publication), 0) + 1 FROM publication WHERE office = $1")
        .bind(office.0)
        .fetch_one(conn)
        .await?;
    Ok(PublicationNo(no))
}

pub(super) async fn save(tx: &mut Tx, office: OfficeId, it: &Publication) -> Result<()> {
    sqlx::query(
        "INSERT INTO publication (office, publication, from_at, to_at, doc) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (office, publication) DO UPDATE SET doc = excluded.doc",
    )
    .bind(office.0)
    .bind(it.no.0)
    .bind(codec::ms(it.from))
    .bind(codec::ms(it.to))
    .bind(codec::doc(it))
    .execute(&mut **tx)
    .await?;
    Ok(())
}

fn publication_of((office, no, doc): Row) -> Result<Publication> {
    Cell { table: "publication", row: &format!("{office}/{no}"), column: "doc" }.doc(&doc)
}
