//! Once a working day, where something came in or waits: a summary for the office, a word to each owner for whom departments wait
//! too long, and what the office's rule accepts because nobody looked at it.

use std::collections::BTreeMap;

use futures::FutureExt;

use crate::domain::{Actor, Assignment, Event, Lane, Moment, Office, PersonId, Slot, Tell, To, policy};
use crate::store::briefing::Briefing;
use crate::store::{Result, Store, Tx, briefing, ledger, outbox, person, projections};

/// Offices that are looked at together.
const OFFICES_MAX: i64 = 100;
/// What waits of one office and is looked at.
const WAITING_MAX: i64 = 10_000;

/// Looks at the offices that are due; answers how many facts came of it.
pub(super) async fn run(store: &Store, now: Moment) -> Result<usize> {
    let due = {
        let mut reader = store.read().await?;
        briefing::list_due(&mut reader, now, OFFICES_MAX).await?
    };
    let mut done = 0;
    for it in due {
        store.write(move |tx| async move { look(tx, it, now).await }.boxed()).await?;
        done += 1;
    }
    Ok(done)
}

async fn look(tx: &mut Tx, it: Briefing, now: Moment) -> Result<()> {
    let Some(office) = projections::find_office(tx, it.office).await? else {
        return briefing::plan(tx, it.office, None, it.after).await;
    };
    let next = policy::briefing_at(office.rules(), now);
    if !it.planned {
        return briefing::plan(tx, office.id, Some(next), it.after).await;
    }
    accept_by_rule(tx, &office, now).await?;
    remind_owners(tx, &office, now).await?;
    if office.policy.summary_at.is_some() {
        let slot = Slot::DaySummary { office: office.id, after: it.after.0 };
        outbox::insert(tx, &Tell { lane: Lane::Notice, ..Tell::answer(To::Office(office.id), slot) }, now).await?;
    }
    let waits = !projections::list_waiting(tx, office.id, 1).await?.is_empty();
    let head = ledger::find_head(tx, office.id).await?.map_or(it.after, |head| head.seq);
    briefing::plan(tx, office.id, waits.then_some(next), head).await
}

async fn accept_by_rule(tx: &mut Tx, office: &Office, now: Moment) -> Result<()> {
    if office.policy.accepts_after_days.is_none() {
        return Ok(());
    }
    let mut events = Vec::new();
    for it in projections::list_to_review(tx, office.id, None, WAITING_MAX).await? {
        if policy::is_accepted_by_rule(office.rules(), &it, now) {
            events.push(Event::Accepted { task: it.task, dept: it.dept });
        }
    }
    ledger::append(tx, office.id, Actor::Machine, None, now, events).await?;
    Ok(())
}

/// Each owner hears of what waits for them too long, once and then weekly, and it is entered: the lead is measured too.
async fn remind_owners(tx: &mut Tx, office: &Office, now: Moment) -> Result<()> {
    for (owner, parts) in waiting_too_long(tx, office, now).await? {
        let last = briefing::told_at(tx, office.id, owner).await?;
        if !policy::is_told_again(office.rules(), &parts, last, now) {
            continue;
        }
        if person::find_person(tx, owner).await?.is_none_or(|row| row.opened_at.is_none()) {
            continue;
        }
        let waiting = parts.iter().map(|it| policy::overdue_waits(office.rules(), it, now).len()).sum::<usize>();
        let event = Event::LeadReminded { person: owner, waiting: u32::try_from(waiting).unwrap_or(u32::MAX) };
        ledger::append(tx, office.id, Actor::Machine, None, now, vec![event]).await?;
        briefing::mark_told(tx, office.id, owner, now).await?;
        let slot = Slot::LeadReminder { office: office.id, person: owner };
        outbox::insert(tx, &Tell { lane: Lane::Notice, ..Tell::answer(To::Person(owner), slot) }, now).await?;
    }
    Ok(())
}

/// The parts in which something waits too long, by the owner of the task.
async fn waiting_too_long(tx: &mut Tx, office: &Office, now: Moment) -> Result<BTreeMap<PersonId, Vec<Assignment>>> {
    let mut owners: BTreeMap<PersonId, Vec<Assignment>> = BTreeMap::new();
    for it in projections::list_waiting(tx, office.id, WAITING_MAX).await? {
        if policy::overdue_waits(office.rules(), &it, now).is_empty() {
            continue;
        }
        let task = projections::find_task(tx, office.id, it.task).await?;
        if let Some(Actor::Person(owner)) = task.map(|task| task.owner) {
            owners.entry(owner).or_default().push(it);
        }
    }
    Ok(owners)
}
