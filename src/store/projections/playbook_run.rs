//! Playbooks that were started.

use sqlx::AnyConnection;

use crate::domain::playbook::Run;
use crate::domain::{OfficeId, RunNo};
use crate::store::codec::{self, Cell};
use crate::store::{Result, Tx};

type Row = (i64, i64, String);

/// A run by its number.
pub async fn find_run(conn: &mut AnyConnection, office: OfficeId, no: RunNo) -> Result<Option<Run>> {
    let row: Option<Row> = sqlx::query_as("SELECT office, run, doc FROM playbook_run WHERE office = $1 AND run = $2")
        .bind(office.0)
        .bind(no.0)
        .fetch_optional(conn)
        .await?;
    row.map(run_of).transpose()
}

/// The runs of an office, the latest first.
pub async fn list_latest_runs(conn: &mut AnyConnection, office: OfficeId, limit: i64) -> Result<Vec<Run>> {
    let rows: Vec<Row> =
        sqlx::query_as("SELECT office, run, doc FROM playbook_run WHERE office = $1 ORDER BY run DESC LIMIT $2")
            .bind(office.0)
            .bind(limit)
            .fetch_all(conn)
            .await?;
    rows.into_iter().map(run_of).collect()
}

/// The number that the next run gets.
pub async fn next_run_no(conn: &mut AnyConnection, office: OfficeId) -> Result<RunNo> {
    let no = sqlx::query_scalar("SELECT COALESCE(MAX(run), 0) + 1 FROM playbook_run WHERE office = $1")
        .bind(office.0)
        .fetch_one(conn)
        .await?;
    Ok(RunNo(no))
}

pub(super) async fn save(tx: &mut Tx, office: OfficeId, it: &Run) -> Result<()> {
    sqlx::query(
        "INSERT INTO playbook_run (office, run, doc) VALUES ($1, $2, $3) \
         ON CONFLICT (office, run) DO UPDATE SET doc = excluded.doc",
    )
    .bind(office.0)
    .bind(it.no.0)
    .bind(codec::doc(it))
    .execute(&mut **tx)
    .await?;
    Ok(())
}

fn run_of((office, no, doc): Row) -> Result<Run> {
    Cell { table: "playbook_run", row: &format!("{office}/{no}"), column: "doc" }.doc(&doc)
}
