//! Assignments, and when each wants to be looked at.

use sqlx::AnyConnection;

use crate::domain::policy::Progress;
use crate::domain::{Assignment, DeptNo, Moment, OfficeId, Part, TaskNo};
use crate::store::codec::{self, Cell};
use crate::store::{Result, Tx};

type Row = (i64, i64, i64, String);

/// One part of a task.
pub async fn find_assignment(
    conn: &mut AnyConnection,
    office: OfficeId,
    task: TaskNo,
    dept: DeptNo,
) -> Result<Option<Assignment>> {
    let row: Option<Row> =
        sqlx::query_as("SELECT office, task, dept, doc FROM assignment WHERE office = $1 AND task = $2 AND dept = $3")
            .bind(office.0)
            .bind(task.0)
            .bind(dept.0)
            .fetch_optional(conn)
            .await?;
    row.map(assignment_of).transpose()
}

/// All parts of a task, by department.
pub async fn list_assignments_of_task(
    conn: &mut AnyConnection,
    office: OfficeId,
    task: TaskNo,
) -> Result<Vec<Assignment>> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT office, task, dept, doc FROM assignment WHERE office = $1 AND task = $2 ORDER BY dept LIMIT 10000",
    )
    .bind(office.0)
    .bind(task.0)
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(assignment_of).collect()
}

/// The parts of a task of which something is still wanted, by department.
pub async fn list_open_assignments_of_task(
    conn: &mut AnyConnection,
    office: OfficeId,
    task: TaskNo,
) -> Result<Vec<Assignment>> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT office, task, dept, doc FROM assignment \
         WHERE office = $1 AND task = $2 AND complete_at IS NULL AND waived_at IS NULL ORDER BY dept LIMIT 10000",
    )
    .bind(office.0)
    .bind(task.0)
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(assignment_of).collect()
}

/// All parts of a department, by task.
pub async fn list_assignments_of_department(
    conn: &mut AnyConnection,
    office: OfficeId,
    dept: DeptNo,
) -> Result<Vec<Assignment>> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT office, task, dept, doc FROM assignment WHERE office = $1 AND dept = $2 ORDER BY task LIMIT 10000",
    )
    .bind(office.0)
    .bind(dept.0)
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(assignment_of).collect()
}

/// The parts of a department of which something is still wanted, by task; none of tasks that have ended.
pub async fn list_open_assignments_of_department(
    conn: &mut AnyConnection,
    office: OfficeId,
    dept: DeptNo,
) -> Result<Vec<Assignment>> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT a.office, a.task, a.dept, a.doc FROM assignment AS a \
         JOIN task AS t ON t.office = a.office AND t.task = a.task AND t.ended_at IS NULL \
         WHERE a.office = $1 AND a.dept = $2 AND a.complete_at IS NULL AND a.waived_at IS NULL ORDER BY a.task LIMIT 10000",
    )
    .bind(office.0)
    .bind(dept.0)
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(assignment_of).collect()
}

/// The parts of a department of which all is in, latest task first; none of tasks that have ended.
pub async fn list_handed_in_of_department(
    conn: &mut AnyConnection,
    office: OfficeId,
    dept: DeptNo,
    limit: i64,
) -> Result<Vec<Assignment>> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT a.office, a.task, a.dept, a.doc FROM assignment AS a \
         JOIN task AS t ON t.office = a.office AND t.task = a.task AND t.ended_at IS NULL \
         WHERE a.office = $1 AND a.dept = $2 AND a.complete_at IS NOT NULL ORDER BY a.task DESC LIMIT $3",
    )
    .bind(office.0)
    .bind(dept.0)
    .bind(limit)
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(assignment_of).collect()
}

/// How far a task has come, at this minute; what came in since `since` is counted apart.
pub async fn progress_of_task(
    conn: &mut AnyConnection,
    office: OfficeId,
    task: TaskNo,
    since: Moment,
) -> Result<Progress> {
    let (assigned, handed_in, arrived) = sqlx::query_as(
        "SELECT COUNT(*), COUNT(complete_at), COUNT(CASE WHEN complete_at >= $3 THEN 1 END) \
         FROM assignment WHERE office = $1 AND task = $2 AND (waived_at IS NULL OR complete_at IS NOT NULL)",
    )
    .bind(office.0)
    .bind(task.0)
    .bind(codec::ms(since))
    .fetch_one(conn)
    .await?;
    Ok(Progress { assigned, handed_in, arrived })
}

/// The parts of an office in which the lead is asked for a decision, longest waiting first; none of tasks that have ended.
pub async fn list_awaiting(conn: &mut AnyConnection, office: OfficeId, limit: i64) -> Result<Vec<Assignment>> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT a.office, a.task, a.dept, a.doc FROM assignment AS a \
         JOIN task AS t ON t.office = a.office AND t.task = a.task AND t.ended_at IS NULL \
         WHERE a.office = $1 AND a.awaits_since IS NOT NULL ORDER BY a.awaits_since, a.task, a.dept LIMIT $2",
    )
    .bind(office.0)
    .bind(limit)
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(assignment_of).collect()
}

/// The parts of an office with a dispute that waits, longest waiting first; of tasks that have ended too.
pub async fn list_disputed(conn: &mut AnyConnection, office: OfficeId, limit: i64) -> Result<Vec<Assignment>> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT office, task, dept, doc FROM assignment WHERE office = $1 AND disputed_since IS NOT NULL \
         ORDER BY disputed_since, task, dept LIMIT $2",
    )
    .bind(office.0)
    .bind(limit)
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(assignment_of).collect()
}

/// The parts of an office, or of one task of it, that are handed in and wait to be looked at, in order of task and department; none of
/// tasks that have ended.
pub async fn list_to_review(
    conn: &mut AnyConnection,
    office: OfficeId,
    task: Option<TaskNo>,
    limit: i64,
) -> Result<Vec<Assignment>> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT a.office, a.task, a.dept, a.doc FROM assignment AS a \
         JOIN task AS t ON t.office = a.office AND t.task = a.task AND t.ended_at IS NULL \
         WHERE a.office = $1 AND a.review_since IS NOT NULL AND a.task BETWEEN $2 AND $3 ORDER BY a.task, a.dept LIMIT $4",
    )
    .bind(office.0)
    .bind(task.map_or(0, |task| task.0))
    .bind(task.map_or(i64::MAX, |task| task.0))
    .bind(limit)
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(assignment_of).collect()
}

/// The parts of an office with a question that waits for the lead, longest waiting first; none of tasks that have ended.
pub async fn list_asking(conn: &mut AnyConnection, office: OfficeId, limit: i64) -> Result<Vec<Assignment>> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT a.office, a.task, a.dept, a.doc FROM assignment AS a \
         JOIN task AS t ON t.office = a.office AND t.task = a.task AND t.ended_at IS NULL \
         WHERE a.office = $1 AND a.question_since IS NOT NULL ORDER BY a.question_since, a.task, a.dept LIMIT $2",
    )
    .bind(office.0)
    .bind(limit)
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(assignment_of).collect()
}

/// The parts of an office in which anything waits for the lead: a decision, an answer or a look. In order of task and department; none of
/// tasks that have ended.
pub async fn list_waiting(conn: &mut AnyConnection, office: OfficeId, limit: i64) -> Result<Vec<Assignment>> {
    let mut parts = list_awaiting(conn, office, limit).await?;
    parts.extend(list_asking(conn, office, limit).await?);
    parts.extend(list_to_review(conn, office, None, limit).await?);
    parts.sort_by_key(|it| (it.task, it.dept));
    parts.dedup_by_key(|it| (it.task, it.dept));
    Ok(parts)
}

/// What wants to be looked at by now, longest waiting first.
pub async fn list_due(conn: &mut AnyConnection, now: Moment, limit: i64) -> Result<Vec<Part>> {
    let rows: Vec<(i64, i64, i64)> = sqlx::query_as(
        "SELECT office, task, dept FROM assignment WHERE next_look_at IS NOT NULL AND next_look_at <= $1 \
         ORDER BY next_look_at, office, task, dept LIMIT $2",
    )
    .bind(codec::ms(now))
    .bind(limit)
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(part_of).collect())
}

/// When the first assignment wants to be looked at, due already or not.
pub async fn next_look_after(conn: &mut AnyConnection) -> Result<Option<Moment>> {
    let at: Option<i64> = sqlx::query_scalar("SELECT MIN(next_look_at) FROM assignment WHERE next_look_at IS NOT NULL")
        .fetch_one(conn)
        .await?;
    at.map(|at| Cell { table: "assignment", row: &"first", column: "next_look_at" }.moment(at)).transpose()
}

/// Parts about which the lead is to be told to phone by now, longest waiting first.
pub async fn list_due_calls(conn: &mut AnyConnection, now: Moment, limit: i64) -> Result<Vec<Part>> {
    let rows: Vec<(i64, i64, i64)> = sqlx::query_as(
        "SELECT office, task, dept FROM assignment WHERE next_call_at IS NOT NULL AND next_call_at <= $1 \
         ORDER BY next_call_at, office, task, dept LIMIT $2",
    )
    .bind(codec::ms(now))
    .bind(limit)
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(part_of).collect())
}

/// When the first such call is due, due already or not.
pub async fn next_call_after(conn: &mut AnyConnection) -> Result<Option<Moment>> {
    let at: Option<i64> = sqlx::query_scalar("SELECT MIN(next_call_at) FROM assignment WHERE next_call_at IS NOT NULL")
        .fetch_one(conn)
        .await?;
    at.map(|at| Cell { table: "assignment", row: &"first", column: "next_call_at" }.moment(at)).transpose()
}

/// Open parts behind this one, in order; for going through all of them in pages.
pub(super) async fn list_open_behind(conn: &mut AnyConnection, behind: Part, limit: i64) -> Result<Vec<Part>> {
    let rows: Vec<(i64, i64, i64)> = sqlx::query_as(
        "SELECT office, task, dept FROM assignment \
         WHERE office = $1 AND complete_at IS NULL AND waived_at IS NULL AND (task > $2 OR (task = $2 AND dept > $3)) \
         ORDER BY task, dept LIMIT $4",
    )
    .bind(behind.office.0)
    .bind(behind.task.0)
    .bind(behind.dept.0)
    .bind(limit)
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(part_of).collect())
}

/// Saves the part; when it wants to be looked at is set apart, by [`mark_looks`].
pub(super) async fn save(tx: &mut Tx, office: OfficeId, it: &Assignment) -> Result<()> {
    sqlx::query(
        "INSERT INTO assignment (office, task, dept, next_look_at, complete_at, waived_at, awaits_since, review_since, disputed_since, question_since, doc) \
         VALUES ($1, $2, $3, NULL, $4, $5, $6, $7, $8, $9, $10) \
         ON CONFLICT (office, task, dept) DO UPDATE SET complete_at = excluded.complete_at, \
           waived_at = excluded.waived_at, awaits_since = excluded.awaits_since, \
           review_since = excluded.review_since, disputed_since = excluded.disputed_since, \
           question_since = excluded.question_since, doc = excluded.doc",
    )
    .bind(office.0)
    .bind(it.task.0)
    .bind(it.dept.0)
    .bind(it.complete_at.map(codec::ms))
    .bind(it.requests.waived_at.map(codec::ms))
    .bind(it.awaits_since().map(codec::ms))
    .bind(it.review_since().map(codec::ms))
    .bind(it.disputed_since().map(codec::ms))
    .bind(it.question_since.map(codec::ms))
    .bind(codec::doc(it))
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// When the planner must look at it, and when the lead is to be told to phone.
pub(super) async fn mark_looks(tx: &mut Tx, part: Part, look: Option<Moment>, call: Option<Moment>) -> Result<()> {
    sqlx::query(
        "UPDATE assignment SET next_look_at = $4, next_call_at = $5 WHERE office = $1 AND task = $2 AND dept = $3",
    )
    .bind(part.office.0)
    .bind(part.task.0)
    .bind(part.dept.0)
    .bind(look.map(codec::ms))
    .bind(call.map(codec::ms))
    .execute(&mut **tx)
    .await?;
    Ok(())
}

fn part_of((office, task, dept): (i64, i64, i64)) -> Part {
    Part { office: OfficeId(office), task: TaskNo(task), dept: DeptNo(dept) }
}

fn assignment_of((office, task, dept, doc): Row) -> Result<Assignment> {
    Cell { table: "assignment", row: &format!("{office}/{task}/{dept}"), column: "doc" }.doc(&doc)
}
