//! Tasks.

use sqlx::AnyConnection;

use crate::domain::{Moment, OfficeId, Task, TaskNo};
use crate::store::codec::{self, Cell};
use crate::store::{Result, Tx};

type Row = (i64, i64, String);

/// A task by its number.
pub async fn find_task(conn: &mut AnyConnection, office: OfficeId, no: TaskNo) -> Result<Option<Task>> {
    let row: Option<Row> = sqlx::query_as("SELECT office, task, doc FROM task WHERE office = $1 AND task = $2")
        .bind(office.0)
        .bind(no.0)
        .fetch_optional(conn)
        .await?;
    row.map(task_of).transpose()
}

/// All tasks of an office, by number.
pub async fn list_tasks(conn: &mut AnyConnection, office: OfficeId) -> Result<Vec<Task>> {
    let rows: Vec<Row> =
        sqlx::query_as("SELECT office, task, doc FROM task WHERE office = $1 ORDER BY task LIMIT 100000")
            .bind(office.0)
            .fetch_all(conn)
            .await?;
    rows.into_iter().map(task_of).collect()
}

/// Tasks that have not ended and of which something is wanted, or whose deadline is ahead; by deadline.
pub async fn list_running_tasks(conn: &mut AnyConnection, office: OfficeId, now: Moment) -> Result<Vec<Task>> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT office, task, doc FROM task WHERE office = $1 AND ended_at IS NULL AND (deadline_at >= $2 OR EXISTS (\
           SELECT 1 FROM assignment AS a WHERE a.office = task.office AND a.task = task.task AND a.complete_at IS NULL \
             AND a.waived_at IS NULL\
         )) ORDER BY deadline_at, task LIMIT 10000",
    )
    .bind(office.0)
    .bind(codec::ms(now))
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(task_of).collect()
}

/// The number that the next task gets.
pub async fn next_task_no(conn: &mut AnyConnection, office: OfficeId) -> Result<TaskNo> {
    let no = sqlx::query_scalar("SELECT COALESCE(MAX(task), 0) + 1 FROM task WHERE office = $1")
        .bind(office.0)
        .fetch_one(conn)
        .await?;
    Ok(TaskNo(no))
}

/// Tasks that want to be looked at by now, longest waiting first.
pub async fn list_due_tasks(conn: &mut AnyConnection, now: Moment, limit: i64) -> Result<Vec<(OfficeId, TaskNo)>> {
    let rows: Vec<(i64, i64)> = sqlx::query_as(
        "SELECT office, task FROM task WHERE next_look_at IS NOT NULL AND next_look_at <= $1 \
         ORDER BY next_look_at, office, task LIMIT $2",
    )
    .bind(codec::ms(now))
    .bind(limit)
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|(office, task)| (OfficeId(office), TaskNo(task))).collect())
}

/// When the first task wants to be looked at, due already or not.
pub async fn next_task_look(conn: &mut AnyConnection) -> Result<Option<Moment>> {
    let at: Option<i64> =
        sqlx::query_scalar("SELECT MIN(next_look_at) FROM task WHERE next_look_at IS NOT NULL").fetch_one(conn).await?;
    at.map(|at| Cell { table: "task", row: &"first", column: "next_look_at" }.moment(at)).transpose()
}

/// Tasks behind this one that have not ended, in order; for going through all of them in pages.
pub(super) async fn list_running_behind(
    conn: &mut AnyConnection,
    office: OfficeId,
    behind: TaskNo,
    limit: i64,
) -> Result<Vec<TaskNo>> {
    let rows: Vec<i64> = sqlx::query_scalar(
        "SELECT task FROM task WHERE office = $1 AND task > $2 AND ended_at IS NULL ORDER BY task LIMIT $3",
    )
    .bind(office.0)
    .bind(behind.0)
    .bind(limit)
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(TaskNo).collect())
}

pub(super) async fn mark_next_look(tx: &mut Tx, office: OfficeId, no: TaskNo, at: Option<Moment>) -> Result<()> {
    sqlx::query("UPDATE task SET next_look_at = $3 WHERE office = $1 AND task = $2")
        .bind(office.0)
        .bind(no.0)
        .bind(at.map(codec::ms))
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Saves the task; when it wants to be looked at is set apart, by [`mark_next_look`].
pub(super) async fn save(tx: &mut Tx, office: OfficeId, task: &Task) -> Result<()> {
    sqlx::query(
        "INSERT INTO task (office, task, deadline_at, ended_at, doc) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (office, task) DO UPDATE SET deadline_at = excluded.deadline_at, ended_at = excluded.ended_at, \
         doc = excluded.doc",
    )
    .bind(office.0)
    .bind(task.no.0)
    .bind(codec::ms(task.deadline.at))
    .bind(task.end.map(|end| codec::ms(end.at)))
    .bind(codec::doc(task))
    .execute(&mut **tx)
    .await?;
    Ok(())
}

fn task_of((office, task, doc): Row) -> Result<Task> {
    Cell { table: "task", row: &format!("{office}/{task}"), column: "doc" }.doc(&doc)
}
