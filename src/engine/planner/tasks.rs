//! What becomes of whole tasks by themselves at their moment.

use futures::FutureExt;

use crate::domain::{Actor, Moment, OfficeId, Slot, TaskNo, Tell, To, policy};
use crate::engine::shared::Shared;
use crate::store::{Result, Tx, ledger, outbox, projections};

/// Tasks that are looked at together.
const TASKS_MAX: i64 = 100;

/// Looks at the tasks that are due; answers how many facts came of it.
pub(super) async fn run(shared: &Shared, now: Moment) -> Result<usize> {
    let due = {
        let mut reader = shared.store.read().await?;
        projections::list_due_tasks(&mut reader, now, TASKS_MAX).await?
    };
    let mut entered = 0;
    for (office, task) in due {
        entered += shared.store.write(move |tx| async move { look(tx, office, task, now).await }.boxed()).await?;
    }
    Ok(entered)
}

async fn look(tx: &mut Tx, office: OfficeId, no: TaskNo, now: Moment) -> Result<usize> {
    let Some(task) = projections::find_task(tx, office, no).await? else { return Ok(0) };
    let Some(event) = policy::task_due(&task, now) else { return Ok(0) };
    ledger::append(tx, office, Actor::Machine, None, now, vec![event]).await?;
    let tell = Tell::answer(To::Office(office), Slot::TaskConsented { office, task: no });
    outbox::insert(tx, &tell, now).await?;
    Ok(1)
}
