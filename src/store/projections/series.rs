//! Series of tasks, and when each wants to be looked at.

use sqlx::AnyConnection;

use crate::domain::{Moment, OfficeId, Series, SeriesNo};
use crate::store::codec::{self, Cell};
use crate::store::{Result, Tx};

type Row = (i64, i64, String);

/// A series by its number.
pub async fn find_series(conn: &mut AnyConnection, office: OfficeId, no: SeriesNo) -> Result<Option<Series>> {
    let row: Option<Row> = sqlx::query_as("SELECT office, series, doc FROM series WHERE office = $1 AND series = $2")
        .bind(office.0)
        .bind(no.0)
        .fetch_optional(conn)
        .await?;
    row.map(series_of).transpose()
}

/// The series of an office that have not ended, by number.
pub async fn list_series(conn: &mut AnyConnection, office: OfficeId) -> Result<Vec<Series>> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT office, series, doc FROM series WHERE office = $1 AND ended_at IS NULL ORDER BY series LIMIT 10000",
    )
    .bind(office.0)
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(series_of).collect()
}

/// How many series of an office have not ended.
pub async fn count_series(conn: &mut AnyConnection, office: OfficeId) -> Result<i64> {
    let count = sqlx::query_scalar("SELECT COUNT(*) FROM series WHERE office = $1 AND ended_at IS NULL")
        .bind(office.0)
        .fetch_one(conn)
        .await?;
    Ok(count)
}

/// The number that the next series gets.
pub async fn next_series_no(conn: &mut AnyConnection, office: OfficeId) -> Result<SeriesNo> {
    let no = sqlx::query_scalar("SELECT COALESCE(MAX(series), 0) + 1 FROM series WHERE office = $1")
        .bind(office.0)
        .fetch_one(conn)
        .await?;
    Ok(SeriesNo(no))
}

/// Series that want to be looked at by now, longest waiting first.
pub async fn list_due_series(conn: &mut AnyConnection, now: Moment, limit: i64) -> Result<Vec<(OfficeId, SeriesNo)>> {
    let rows: Vec<(i64, i64)> = sqlx::query_as(
        "SELECT office, series FROM series WHERE next_look_at IS NOT NULL AND next_look_at <= $1 \
         ORDER BY next_look_at, office, series LIMIT $2",
    )
    .bind(codec::ms(now))
    .bind(limit)
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|(office, series)| (OfficeId(office), SeriesNo(series))).collect())
}

/// When the first series wants to be looked at, due already or not.
pub async fn next_series_look(conn: &mut AnyConnection) -> Result<Option<Moment>> {
    let at: Option<i64> = sqlx::query_scalar("SELECT MIN(next_look_at) FROM series WHERE next_look_at IS NOT NULL")
        .fetch_one(conn)
        .await?;
    at.map(|at| Cell { table: "series", row: &"first", column: "next_look_at" }.moment(at)).transpose()
}

pub(super) async fn mark_next_look(tx: &mut Tx, office: OfficeId, no: SeriesNo, at: Option<Moment>) -> Result<()> {
    sqlx::query("UPDATE series SET next_look_at = $3 WHERE office = $1 AND series = $2")
        .bind(office.0)
        .bind(no.0)
        .bind(at.map(codec::ms))
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Saves the series; when it wants to be looked at is set apart, by [`mark_next_look`].
pub(super) async fn save(tx: &mut Tx, office: OfficeId, series: &Series) -> Result<()> {
    sqlx::query(
        "INSERT INTO series (office, series, ended_at, doc) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (office, series) DO UPDATE SET ended_at = excluded.ended_at, doc = excluded.doc",
    )
    .bind(office.0)
    .bind(series.no.0)
    .bind(series.end.map(|(_, at)| codec::ms(at)))
    .bind(codec::doc(series))
    .execute(&mut **tx)
    .await?;
    Ok(())
}

fn series_of((office, series, doc): Row) -> Result<Series> {
    Cell { table: "series", row: &format!("{office}/{series}"), column: "doc" }.doc(&doc)
}
