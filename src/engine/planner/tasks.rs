//! What becomes of whole tasks by themselves at their moment.

use futures::FutureExt;

use crate::conversation::list_for_staff;
use crate::domain::policy::{self, Open, TaskDue};
use crate::domain::task::Ended;
use crate::domain::{Actor, Event, Moment, Office, OfficeId, Slot, Task, TaskNo, Tell, To};
use crate::store::{Result, Store, Tx, ledger, outbox, projections};

/// Tasks that are looked at together.
const TASKS_MAX: i64 = 100;

/// Looks at the tasks that are due; answers how many facts came of it.
pub(super) async fn run(store: &Store, now: Moment) -> Result<usize> {
    let due = {
        let mut reader = store.read().await?;
        projections::list_due_tasks(&mut reader, now, TASKS_MAX).await?
    };
    let mut entered = 0;
    for (office, task) in due {
        entered += store.write(move |tx| async move { look(tx, office, task, now).await }.boxed()).await?;
    }
    Ok(entered)
}

async fn look(tx: &mut Tx, id: OfficeId, no: TaskNo, now: Moment) -> Result<usize> {
    let Some(office) = projections::find_office(tx, id).await? else { return Ok(0) };
    let Some(task) = projections::find_task(tx, id, no).await? else { return Ok(0) };
    let Some(due) = policy::task_due(office.rules(), &task, now) else { return Ok(0) };
    let (event, tell) = match due {
        TaskDue::Consent => {
            let slot = Slot::TaskConsented { office: id, task: no };
            (Event::TaskEnded { task: no, why: Ended::Consent, reason: None }, Some(Tell::answer(To::Office(id), slot)))
        }
        TaskDue::OverdueList => overdue_list(tx, &office, &task, now).await?,
        TaskDue::EscalationOffer => escalation_offer(tx, &office, &task, now).await?,
    };
    ledger::append(tx, id, Actor::Machine, None, now, vec![event]).await?;
    if let Some(tell) = tell {
        outbox::insert(tx, &tell, now).await?;
    }
    Ok(1)
}

/// One list for the task's owner, if anything is open.
async fn overdue_list(tx: &mut Tx, office: &Office, task: &Task, now: Moment) -> Result<(Event, Option<Tell>)> {
    let parts = projections::list_open_assignments_of_task(tx, office.id, task.no).await?;
    let open = parts.iter().filter(|part| Open::of(part, now).is_some()).count();
    let event = Event::OverdueListed { task: task.no, open: u32::try_from(open).unwrap_or(u32::MAX) };
    if open == 0 {
        return Ok((event, None));
    }
    let slot = |private| Slot::OverdueList { office: office.id, task: task.no, private };
    Ok((event, Some(list_for_staff(tx, office, task.owner, slot).await?)))
}

/// The offer to inform deputies or leaders, if anybody stays silent of whom one has joined.
async fn escalation_offer(tx: &mut Tx, office: &Office, task: &Task, now: Moment) -> Result<(Event, Option<Tell>)> {
    let parts = projections::list_open_assignments_of_task(tx, office.id, task.no).await?;
    let silent = parts.iter().filter(|part| Open::of(part, now) == Some(Open::Silent)).count();
    let event = Event::EscalationOffered { task: task.no, silent: u32::try_from(silent).unwrap_or(u32::MAX) };
    let departments = projections::list_departments(tx, office.id).await?;
    let has_choice = parts.iter().filter(|part| Open::of(part, now) == Some(Open::Silent)).any(|part| {
        let dept = departments.iter().find(|dept| dept.no == part.dept);
        dept.is_some_and(|dept| !policy::seats_to_tell(dept).is_empty())
    });
    if !has_choice {
        return Ok((event, None));
    }
    let slot = |private| Slot::EscalationOffer { office: office.id, task: task.no, private };
    Ok((event, Some(list_for_staff(tx, office, task.owner, slot).await?)))
}
