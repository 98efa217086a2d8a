//! Emergencies that nobody answers: the lead is told to phone, once for all of one moment.

use std::collections::{BTreeMap, BTreeSet};

use futures::FutureExt;

use crate::domain::{Actor, Event, GroupKind, Moment, OfficeId, Part, PersonId, Slot, Tell, To, policy};
use crate::store::{Result, Store, Tx, ledger, outbox, projections};

/// Calls that are looked at together.
const CALLS_MAX: i64 = 500;

/// Looks at the calls that are due; answers how many facts came of it.
pub(super) async fn run(store: &Store, now: Moment) -> Result<usize> {
    let due = {
        let mut reader = store.read().await?;
        projections::list_due_calls(&mut reader, now, CALLS_MAX).await?
    };
    let mut by_office: BTreeMap<OfficeId, Vec<Part>> = BTreeMap::new();
    for part in due {
        by_office.entry(part.office).or_default().push(part);
    }
    let mut entered = 0;
    for (office, parts) in by_office {
        entered += store.write(move |tx| async move { advise(tx, office, parts, now).await }.boxed()).await?;
    }
    Ok(entered)
}

async fn advise(tx: &mut Tx, id: OfficeId, due: Vec<Part>, now: Moment) -> Result<usize> {
    let Some(office) = projections::find_office(tx, id).await? else { return Ok(0) };
    let mut parts = Vec::new();
    let mut owners: BTreeSet<PersonId> = BTreeSet::new();
    for part in due {
        let Some(task) = projections::find_task(tx, id, part.task).await? else { continue };
        let Some(it) = projections::find_assignment(tx, id, part.task, part.dept).await? else { continue };
        if policy::next_call(&task, &it).is_some_and(|at| at <= now) {
            parts.push(part);
            owners.extend(if let Actor::Person(person) = task.owner { Some(person) } else { None });
        }
    }
    let events: Vec<Event> = parts.iter().map(|part| Event::CallAdvised { task: part.task, dept: part.dept }).collect();
    let count = events.len();
    if count == 0 {
        return Ok(0);
    }
    ledger::append(tx, id, Actor::Machine, None, now, events).await?;
    let own = office.kind == GroupKind::Own;
    let mut tells = vec![(To::Office(id), own)];
    if !own {
        // The joint group sees a number; whoever published it sees whom to phone.
        tells.extend(owners.into_iter().map(|person| (To::Person(person), true)));
    }
    for (to, private) in tells {
        let slot = Slot::CallHint { office: id, parts: parts.clone(), private };
        outbox::insert(tx, &Tell::answer(to, slot), now).await?;
    }
    Ok(count)
}
