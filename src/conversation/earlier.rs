//! What was ruled before about "not ours", for the same kind of task and the same department: found in what the ledger made.

use crate::domain::assignment::{Outcome, Request};
use crate::domain::{DeptNo, OfficeId, Task, TaskNo, series};
use crate::store::{Conn, Result, projections};

/// Tasks of one kind that are looked through, newest first.
const TASKS_MAX: usize = 24;

/// The last ruling, and the task that it was about.
pub(super) struct Earlier {
    pub(super) task: Task,
    pub(super) outcome: Outcome,
}

/// The last ruling on this department's claim about a task called like this, before that one.
pub(super) async fn not_ours(
    conn: &mut Conn,
    office: OfficeId,
    title: &str,
    dept: DeptNo,
    before: Option<TaskNo>,
) -> Result<Option<Earlier>> {
    let tasks = of_kind(conn, office, title, before).await?;
    last_of(conn, office, &tasks, dept).await
}

/// Tasks that are called like this but for the period, newest first.
pub(super) async fn of_kind(
    conn: &mut Conn,
    office: OfficeId,
    title: &str,
    before: Option<TaskNo>,
) -> Result<Vec<Task>> {
    let kind = series::kind(title);
    let tasks = projections::list_tasks(conn, office).await?;
    let is_it = |task: &Task| before.is_none_or(|no| task.no < no) && series::kind(&task.title) == kind;
    let mut tasks: Vec<Task> = tasks.into_iter().filter(is_it).collect();
    tasks.sort_by_key(|task| std::cmp::Reverse(task.no));
    tasks.truncate(TASKS_MAX);
    Ok(tasks)
}

/// The last ruling among these tasks.
pub(super) async fn last_of(
    conn: &mut Conn,
    office: OfficeId,
    tasks: &[Task],
    dept: DeptNo,
) -> Result<Option<Earlier>> {
    for task in tasks {
        let Some(it) = projections::find_assignment(conn, office, task.no, dept).await? else { continue };
        if let Some(outcome @ (Outcome::Agreed(_) | Outcome::Refused)) = it.requests.outcomes.get(&Request::NotOurs) {
            return Ok(Some(Earlier { task: task.clone(), outcome: *outcome }));
        }
    }
    Ok(None)
}
