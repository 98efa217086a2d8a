//! Seats that change hands: what is open goes along, and whoever must know is told once.

use crate::domain::{
    Actor, Department, DeptNo, Event, GroupKind, Moment, Office, OfficeId, PersonId, Seat, Slot, Tell, To,
};
use crate::store::{Conn, StoreError, Tx, heard, outbox, person, projections};

use super::start::renew;
use super::turn::{Turn, Turned};

/// Somebody takes a seat, for good or until then; answers who had it before.
pub(super) async fn take(
    turn: &mut Turn<'_>,
    office: &Office,
    by: Actor,
    (dept, seat): (&Department, Seat),
    person: PersonId,
    until: Option<Moment>,
) -> Turned<Option<PersonId>> {
    let no = dept.no;
    let before = dept.sitting(seat).and_then(|row| row.joined).filter(|before| *before != person);
    let joined = match until {
        Some(until) => Event::StandInJoined { dept: no, person, until },
        None => Event::SeatJoined { dept: no, seat, person },
    };
    turn.enter(office.id, by, vec![joined]).await?;
    renew(turn, office, no, seat, person).await?;
    Ok(before)
}

/// Tells these that somebody stands in no more.
pub async fn tell_over(
    tx: &mut Tx,
    (office, dept): (OfficeId, DeptNo),
    person: PersonId,
    readers: impl IntoIterator<Item = PersonId>,
    at: Option<Moment>,
    now: Moment,
) -> Result<(), StoreError> {
    for reader in readers {
        let slot = Slot::StandInOver { office, dept, person, reader };
        outbox::insert(tx, &Tell { at, ..Tell::answer(To::Person(reader), slot) }, now).await?;
    }
    Ok(())
}

/// Tells the office's staff what names a department: in its own group, else each in private who opened it.
pub(super) async fn tell_staff(tx: &mut Tx, office: &Office, slot: Slot, now: Moment) -> Result<(), StoreError> {
    for to in staff_chats(tx, office).await? {
        outbox::insert(tx, &Tell::answer(to, slot.clone()), now).await?;
    }
    Ok(())
}

pub(super) async fn staff_chats(conn: &mut Conn, office: &Office) -> Result<Vec<To>, StoreError> {
    if office.kind == GroupKind::Own {
        return Ok(vec![To::Office(office.id)]);
    }
    let mut chats = Vec::new();
    for id in &office.staff {
        let row = person::find_person(conn, *id).await?;
        if row.is_some_and(|row| row.opened_at.is_some()) {
            chats.push(To::Person(*id));
        }
    }
    Ok(chats)
}

/// Somebody who answered cannot be written to any more: the next one gets what is open, and the lead is told, once a day at most.
pub(super) async fn lost(
    tx: &mut Tx,
    id: OfficeId,
    (no, seat): (DeptNo, Seat),
    who: PersonId,
    now: Moment,
) -> Result<(), StoreError> {
    let Some(office) = projections::find_office(tx, id).await? else { return Ok(()) };
    let Some(dept) = projections::find_department(tx, id, no).await? else { return Ok(()) };
    let next = dept.reached();
    let mut ahead = Seat::ANSWERING.into_iter().take_while(|before| *before != seat);
    if seat == Seat::Leader || ahead.any(|before| dept.sits(before).is_some()) || next == Some(who) {
        return Ok(());
    }
    let work = office.work_time();
    let day = work.local(now).date();
    if !heard::mark(tx, &format!("l:{}:{}:{}:{day}", id.0, no.0, who.0), now).await? {
        return Ok(());
    }
    if let Some(next) = next {
        let slot = Slot::TookOver { person: next, from: who, of: vec![(id, no)], until: None, lost: true };
        let at = Some(work.next_opening(now));
        outbox::insert(tx, &Tell { at, ..Tell::answer(To::Person(next), slot) }, now).await?;
    }
    tell_staff(tx, &office, Slot::SeatLost { office: id, dept: no, seat, person: who }, now).await
}
