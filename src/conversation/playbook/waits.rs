//! What a step waits for: 等S01, until S01 is in.

use crate::conversation::contact::{Loaded, refresh};
use crate::conversation::turn::{Turn, Turned};
use crate::domain::{OfficeId, Part, Task};
use crate::store::{Conn, StoreError, projections};

/// The steps that come first and are not in yet; one that was called off is waited for no more.
pub(in crate::conversation) async fn waited_for(
    conn: &mut Conn,
    office: OfficeId,
    task: &Task,
) -> Result<Vec<Task>, StoreError> {
    let mut waited = Vec::new();
    let Some(step) = &task.step else { return Ok(waited) };
    for no in &step.waits_for {
        let Some(first) = projections::find_task(conn, office, *no).await? else { continue };
        let open = projections::list_open_assignments_of_task(conn, office, *no).await?;
        if first.end.is_none() && !open.is_empty() {
            waited.push(first);
        }
    }
    Ok(waited)
}

/// A part came in: if its step is whole now, the cards of those who waited for it say so. Nobody's telephone rings.
pub(in crate::conversation) async fn came_in(turn: &mut Turn<'_>, it: &Loaded) -> Turned {
    let (office, Some(step)) = (it.office.id, &it.task.step) else { return Ok(()) };
    if !projections::list_open_assignments_of_task(turn.conn, office, it.task.no).await?.is_empty() {
        return Ok(());
    }
    let Some(run) = projections::find_run(turn.conn, office, step.run).await? else { return Ok(()) };
    for no in run.tasks {
        let Some(task) = projections::find_task(turn.conn, office, no).await? else { continue };
        if task.end.is_some() || !task.step.is_some_and(|step| step.waits_for.contains(&it.task.no)) {
            continue;
        }
        for open in projections::list_open_assignments_of_task(turn.conn, office, no).await? {
            let dept = projections::find_department(turn.conn, office, open.dept).await?;
            if let Some(person) = dept.and_then(|dept| dept.reached()) {
                refresh(turn, person, Part { office, task: no, dept: open.dept }).await?;
            }
        }
    }
    Ok(())
}
