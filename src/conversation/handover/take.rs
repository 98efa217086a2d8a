//! Whoever opens the link, or is the deputy, takes over: seats, what is open, and who is told.

use chrono::NaiveDate;

use crate::domain::handover::end_of;
use crate::domain::{Actor, Department, DeptNo, Event, Office, OfficeId, PersonId, Refusal, Seat, Slot, Tell, To};
use crate::store::{self, projections};

use super::super::seat;
use super::super::turn::{Speaker, Turn, Turned};

/// `/start CODE` with the code of a handover; false if it is none.
pub(in super::super) async fn open(turn: &mut Turn<'_>, speaker: &Speaker, hash: &str) -> Turned<bool> {
    let now = turn.ctx.now;
    let Some(it) = store::handover::find(turn.conn, hash, now).await? else { return Ok(false) };
    let person = turn.known(speaker).await?;
    if person == it.giver {
        return Err(Refusal::OwnLink.into());
    }
    store::handover::take(turn.conn, hash, now).await?;
    let of = over(turn, Actor::Person(person), (it.giver, person), &it.of, it.until).await?;
    if of.is_empty() {
        // What was given is no longer the giver's.
        return Err(Refusal::BadCode.into());
    }
    store::person::mark_opened(turn.conn, person, now).await?;
    let took = Slot::TookOver { person, from: it.giver, of: of.clone(), until: it.until, lost: false };
    turn.answer(speaker, took).await?;
    let handed = Slot::HandedOver { to: person, of, until: it.until };
    turn.tell(Tell::answer(To::Person(it.giver), handed)).await?;
    Ok(true)
}

/// What the giver still has of these goes to another; answers which departments those were.
pub(super) async fn over(
    turn: &mut Turn<'_>,
    by: Actor,
    (giver, to): (PersonId, PersonId),
    of: &[(OfficeId, DeptNo)],
    until: Option<NaiveDate>,
) -> Turned<Vec<(OfficeId, DeptNo)>> {
    let mut done = Vec::new();
    for (office, no) in of {
        let office = turn.office(*office).await?;
        let Some(dept) = projections::find_department(turn.conn, office.id, *no).await? else { continue };
        let (seats, until) = match until {
            // Only the contact is stood in for.
            Some(day) if dept.to_give(giver).contains(&Seat::Contact) => {
                (vec![Seat::StandIn], Some(end_of(&office.work_time(), day)))
            }
            Some(_) => (vec![], None),
            None => (dept.to_give(giver), None),
        };
        let Some(first) = seats.first() else { continue };
        if until.is_some_and(|until| until <= turn.ctx.now) {
            continue;
        }
        for seat in &seats {
            let before = seat::take(turn, &office, by, (&dept, *seat), to, until).await?;
            if *seat == Seat::StandIn {
                // Another stood in until now.
                seat::tell_over(turn.conn, (office.id, *no), before.unwrap_or(to), before, None, turn.ctx.now).await?;
            }
        }
        if until.is_none() && seats.contains(&Seat::Contact) {
            end_of_while(turn, &office, by, &dept, to).await?;
        }
        let changed = Slot::SeatChanged { office: office.id, dept: *no, seat: *first, from: giver, to, until };
        seat::tell_staff(turn.conn, &office, changed, turn.ctx.now).await?;
        done.push((office.id, *no));
    }
    Ok(done)
}

/// Who stood in for the one before does so no more.
pub(in super::super) async fn end_of_while(
    turn: &mut Turn<'_>,
    office: &Office,
    by: Actor,
    before: &Department,
    to: PersonId,
) -> Turned {
    let Some(person) = before.sitting(Seat::StandIn).and_then(|row| row.joined) else { return Ok(()) };
    turn.enter(office.id, by, vec![Event::SeatLeft { dept: before.no, seat: Seat::StandIn }]).await?;
    let readers = Some(person).filter(|person| *person != to);
    Ok(seat::tell_over(turn.conn, (office.id, before.no), person, readers, None, turn.ctx.now).await?)
}
