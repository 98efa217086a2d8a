//! Which entries concern whom: a department's record is read through it, and a part folded anew.

use sqlx::AnyConnection;

use crate::domain::{DeptNo, Entry, EntryNo, OfficeId, Part, Subject, TaskNo};
use crate::store::{Result, Tx, ledger};

/// Neither a task nor a department has this number.
const ALL: i64 = 0;

/// A task of a department, and what is on record about its part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// Which.
    pub task: TaskNo,
    /// The newest entry.
    pub last: EntryNo,
    /// How many there are.
    pub count: i64,
}

/// The tasks of a department, the one with the newest entry first.
pub async fn list_recorded_tasks(
    conn: &mut AnyConnection,
    office: OfficeId,
    dept: DeptNo,
    (offset, limit): (i64, i64),
) -> Result<Vec<Recorded>> {
    let rows: Vec<(i64, i64, i64)> = sqlx::query_as(
        "SELECT a.task, MAX(e.seq), COUNT(*) FROM assignment AS a \
         JOIN part_entry AS e ON e.office = a.office AND e.task = a.task AND (e.dept = a.dept OR e.dept = 0) AND e.shown = 1 \
         WHERE a.office = $1 AND a.dept = $2 GROUP BY a.task ORDER BY MAX(e.seq) DESC LIMIT $3 OFFSET $4",
    )
    .bind(office.0)
    .bind(dept.0)
    .bind(limit)
    .bind(offset)
    .fetch_all(conn)
    .await?;
    let recorded = |(task, last, count)| Recorded { task: TaskNo(task), last: EntryNo(last), count };
    Ok(rows.into_iter().map(recorded).collect())
}

/// How many tasks a department has been asked for.
pub async fn count_recorded_tasks(conn: &mut AnyConnection, office: OfficeId, dept: DeptNo) -> Result<i64> {
    let count = sqlx::query_scalar("SELECT COUNT(*) FROM assignment WHERE office = $1 AND dept = $2")
        .bind(office.0)
        .bind(dept.0)
        .fetch_one(conn)
        .await?;
    Ok(count)
}

/// What a department reads about a part and about its task, newest first; of task 0 what is about the department itself.
pub async fn list_part_entries(
    conn: &mut AnyConnection,
    part: Part,
    (offset, limit): (i64, i64),
) -> Result<Vec<EntryNo>> {
    let rows: Vec<i64> = sqlx::query_scalar(
        "SELECT seq FROM part_entry WHERE office = $1 AND task = $2 AND (dept = $3 OR (dept = 0 AND task <> 0)) AND shown = 1 \
         ORDER BY seq DESC LIMIT $4 OFFSET $5",
    )
    .bind(part.office.0)
    .bind(part.task.0)
    .bind(part.dept.0)
    .bind(limit)
    .bind(offset)
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(EntryNo).collect())
}

/// How many those are.
pub async fn count_part_entries(conn: &mut AnyConnection, part: Part) -> Result<i64> {
    let count = sqlx::query_scalar(
        "SELECT COUNT(*) FROM part_entry \
         WHERE office = $1 AND task = $2 AND (dept = $3 OR (dept = 0 AND task <> 0)) AND shown = 1",
    )
    .bind(part.office.0)
    .bind(part.task.0)
    .bind(part.dept.0)
    .fetch_one(conn)
    .await?;
    Ok(count)
}

/// All entries about a part and about its task so far, in order.
pub(super) async fn entries_of(tx: &mut Tx, part: Part) -> Result<Vec<Entry>> {
    let mut entries = Vec::new();
    let mut after = 0;
    loop {
        let page: Vec<i64> = sqlx::query_scalar(
            "SELECT seq FROM part_entry WHERE office = $1 AND task = $2 AND dept IN (0, $3) AND seq > $4 \
             ORDER BY seq LIMIT 1000",
        )
        .bind(part.office.0)
        .bind(part.task.0)
        .bind(part.dept.0)
        .bind(after)
        .fetch_all(&mut **tx)
        .await?;
        let Some(last) = page.last() else { return Ok(entries) };
        after = *last;
        for seq in page {
            entries.extend(ledger::find(tx, part.office, EntryNo(seq)).await?.map(|(entry, _)| entry));
        }
    }
}

/// Notes whom an entry concerns.
pub(super) async fn save(tx: &mut Tx, entry: &Entry) -> Result<()> {
    let (task, dept) = match entry.event.subject() {
        Subject::Assignment(task, dept) => (task.0, dept.0),
        Subject::Task(task) => (task.0, ALL),
        Subject::Department(dept) => (ALL, dept.0),
        _ => return Ok(()),
    };
    sqlx::query("INSERT INTO part_entry (office, task, dept, seq, shown) VALUES ($1, $2, $3, $4, $5)")
        .bind(entry.office.0)
        .bind(task)
        .bind(dept)
        .bind(entry.seq.0)
        .bind(i64::from(entry.event.is_on_record()))
        .execute(&mut **tx)
        .await?;
    Ok(())
}
