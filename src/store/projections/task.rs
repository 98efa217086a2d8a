//! Tasks.

use sqlx::AnyConnection;

use crate::domain::{OfficeId, Task, TaskNo};
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

/// The number that the next task gets.
pub async fn next_task_no(conn: &mut AnyConnection, office: OfficeId) -> Result<TaskNo> {
    let no = sqlx::query_scalar("SELECT COALESCE(MAX(task), 0) + 1 FROM task WHERE office = $1")
        .bind(office.0)
        .fetch_one(conn)
        .await?;
    Ok(TaskNo(no))
}

pub(super) async fn save(tx: &mut Tx, office: OfficeId, task: &Task) -> Result<()> {
    sqlx::query(
        "INSERT INTO task (office, task, deadline_at, doc) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (office, task) DO UPDATE SET deadline_at = excluded.deadline_at, doc = excluded.doc",
    )
    .bind(office.0)
    .bind(task.no.0)
    .bind(codec::ms(task.deadline.at))
    .bind(codec::doc(task))
    .execute(&mut **tx)
    .await?;
    Ok(())
}

fn task_of((office, task, doc): Row) -> Result<Task> {
    Cell { table: "task", row: &format!("{office}/{task}"), column: "doc" }.doc(&doc)
}
