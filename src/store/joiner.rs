//! The link of an office that anybody may open, and who waits to be let in.

use sqlx::AnyConnection;

use super::codec::{self, Cell};
use super::{Result, Tx, counter};
use crate::domain::{DeptNo, Moment, OfficeId, PersonId, Seat};

/// Somebody who waits for the lead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Joiner {
    /// Its number, never given twice.
    pub id: i64,
    /// Who.
    pub person: PersonId,
    /// For which department.
    pub dept: DeptNo,
    /// For which seat.
    pub seat: Seat,
    /// Since when.
    pub asked_at: Moment,
}

type Row = (i64, i64, i64, String, i64);

/// Opens the office's link; one from before is void.
pub async fn open_link(tx: &mut Tx, office: OfficeId, hash: &str, expires_at: Moment) -> Result<()> {
    sqlx::query(
        "INSERT INTO open_link (office, hash, expires_at) VALUES ($1, $2, $3) \
         ON CONFLICT (office) DO UPDATE SET hash = excluded.hash, expires_at = excluded.expires_at",
    )
    .bind(office.0)
    .bind(hash)
    .bind(codec::ms(expires_at))
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Until when the office's link is open; none if it is closed.
pub async fn find_link(conn: &mut AnyConnection, office: OfficeId, now: Moment) -> Result<Option<Moment>> {
    let at: Option<i64> = sqlx::query_scalar("SELECT expires_at FROM open_link WHERE office = $1 AND expires_at > $2")
        .bind(office.0)
        .bind(codec::ms(now))
        .fetch_optional(conn)
        .await?;
    at.map(|at| Cell { table: "open_link", row: &office.0, column: "expires_at" }.moment(at)).transpose()
}

/// Whose link this is; none if it is closed, void or invented.
pub async fn office_of_link(conn: &mut AnyConnection, hash: &str, now: Moment) -> Result<Option<OfficeId>> {
    let office: Option<i64> = sqlx::query_scalar("SELECT office FROM open_link WHERE hash = $1 AND expires_at > $2")
        .bind(codec::clean(hash))
        .bind(codec::ms(now))
        .fetch_optional(conn)
        .await?;
    Ok(office.map(OfficeId))
}

/// Closes it; false if it was closed.
pub async fn close_link(tx: &mut Tx, office: OfficeId) -> Result<bool> {
    let done = sqlx::query("DELETE FROM open_link WHERE office = $1").bind(office.0).execute(&mut **tx).await?;
    Ok(done.rows_affected() > 0)
}

/// Somebody asks to be let in; what they asked of this office before is void. Gives its number.
pub async fn insert(
    tx: &mut Tx,
    office: OfficeId,
    person: PersonId,
    (dept, seat): (DeptNo, Seat),
    now: Moment,
) -> Result<i64> {
    sqlx::query("DELETE FROM joiner WHERE office = $1 AND person = $2")
        .bind(office.0)
        .bind(person.0)
        .execute(&mut **tx)
        .await?;
    let id = counter::next(tx, "joiner").await?;
    sqlx::query("INSERT INTO joiner (id, office, person, dept, seat, asked_at) VALUES ($1, $2, $3, $4, $5, $6)")
        .bind(id)
        .bind(office.0)
        .bind(person.0)
        .bind(dept.0)
        .bind(codec::seat_code(seat))
        .bind(codec::ms(now))
        .execute(&mut **tx)
        .await?;
    Ok(id)
}

/// Who waits under this number; none once it was decided.
pub async fn find(conn: &mut AnyConnection, office: OfficeId, id: i64) -> Result<Option<Joiner>> {
    let row: Option<Row> =
        sqlx::query_as("SELECT id, person, dept, seat, asked_at FROM joiner WHERE office = $1 AND id = $2")
            .bind(office.0)
            .bind(id)
            .fetch_optional(conn)
            .await?;
    row.map(joiner_of).transpose()
}

/// All who wait for this office, longest first.
pub async fn list(conn: &mut AnyConnection, office: OfficeId) -> Result<Vec<Joiner>> {
    let rows: Vec<Row> =
        sqlx::query_as("SELECT id, person, dept, seat, asked_at FROM joiner WHERE office = $1 ORDER BY id LIMIT 1000")
            .bind(office.0)
            .fetch_all(conn)
            .await?;
    rows.into_iter().map(joiner_of).collect()
}

/// At how many other offices this person waits.
pub async fn count_elsewhere(conn: &mut AnyConnection, office: OfficeId, person: PersonId) -> Result<i64> {
    Ok(sqlx::query_scalar("SELECT COUNT(*) FROM joiner WHERE person = $1 AND office <> $2")
        .bind(person.0)
        .bind(office.0)
        .fetch_one(conn)
        .await?)
}

/// The office that this person asked last to be let in, and waits for.
pub async fn find_office_of(conn: &mut AnyConnection, person: PersonId) -> Result<Option<OfficeId>> {
    let office: Option<i64> =
        sqlx::query_scalar("SELECT office FROM joiner WHERE person = $1 ORDER BY asked_at DESC, office LIMIT 1")
            .bind(person.0)
            .fetch_optional(conn)
            .await?;
    Ok(office.map(OfficeId))
}

/// It is decided; false if it was before.
pub async fn take(tx: &mut Tx, office: OfficeId, id: i64) -> Result<bool> {
    let done = sqlx::query("DELETE FROM joiner WHERE office = $1 AND id = $2")
        .bind(office.0)
        .bind(id)
        .execute(&mut **tx)
        .await?;
    Ok(done.rows_affected() > 0)
}

fn joiner_of((id, person, dept, seat, asked_at): Row) -> Result<Joiner> {
    let cell = |column| Cell { table: "joiner", row: &id, column };
    Ok(Joiner {
        id,
        person: PersonId(person),
        dept: DeptNo(dept),
        seat: cell("seat").seat(&seat)?,
        asked_at: cell("asked_at").moment(asked_at)?,
    })
}
