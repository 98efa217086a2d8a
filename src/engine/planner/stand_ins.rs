//! Who had a seat for a while has it no more: it goes back by itself, and both are told when they are at work.

use futures::FutureExt;

use crate::conversation::tell_over;
use crate::domain::{Actor, DeptNo, Event, Moment, OfficeId, Seat};
use crate::store::{Result, Store, Tx, ledger, projections};

/// Seats that are looked at together.
const SEATS_MAX: i64 = 100;

/// Looks at the seats whose while is over; answers how many facts came of it.
pub(super) async fn run(store: &Store, now: Moment) -> Result<usize> {
    let due = {
        let mut reader = store.read().await?;
        projections::list_due_stand_ins(&mut reader, now, SEATS_MAX).await?
    };
    let mut entered = 0;
    for (office, dept) in due {
        entered += store.write(move |tx| async move { end(tx, office, dept, now).await }.boxed()).await?;
    }
    Ok(entered)
}

async fn end(tx: &mut Tx, id: OfficeId, no: DeptNo, now: Moment) -> Result<usize> {
    let Some(office) = projections::find_office(tx, id).await? else { return Ok(0) };
    let Some(dept) = projections::find_department(tx, id, no).await? else { return Ok(0) };
    let due = dept.sitting(Seat::StandIn).filter(|row| row.until.is_some_and(|until| until <= now));
    let Some(person) = due.and_then(|row| row.joined) else { return Ok(0) };
    let left = Event::SeatLeft { dept: no, seat: Seat::StandIn };
    ledger::append(tx, id, Actor::Machine, None, now, vec![left]).await?;
    let at = Some(office.work_time().next_opening(now));
    let readers = [Some(person), dept.sits(Seat::Contact)].into_iter().flatten();
    tell_over(tx, (id, no), person, readers, at, now).await?;
    Ok(1)
}
