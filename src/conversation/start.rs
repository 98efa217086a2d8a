//! `/start`: with a code somebody takes a seat (or becomes the operator); without one they learn who they are to the bot.

use sha2::{Digest, Sha256};

use crate::domain::{Actor, DeptNo, Event, Office, OfficeId, PersonId, Refusal, Seat, Slot, Tell, To, assignment};
use crate::store::{self, invitation::Invited};

use super::handover;
use super::joiner;
use super::seat;
use super::turn::{Speaker, Turn, Turned};

/// How a code is kept: its SHA-256, hex. The code itself is only ever in the link.
#[must_use]
pub fn code_hash(code: &str) -> String {
    hex::encode(Sha256::digest(code.as_bytes()))
}

/// What our own buttons open the private chat with: it admits nobody.
pub(super) const OPENED: &str = "hello";

/// `/start [code]`
pub(super) async fn start(turn: &mut Turn<'_>, speaker: &Speaker, code: &str) -> Turned {
    if speaker.in_group {
        let refusal = if code.is_empty() { return Ok(()) } else { Refusal::CodeInGroup };
        return Err(refusal.into());
    }
    if code.is_empty() || code == OPENED {
        // Also a stranger has opened the chat: they may set up an office next, and must not be asked to open it again.
        let person = turn.known(speaker).await?;
        store::person::mark_opened(turn.conn, person, turn.ctx.now).await?;
        return turn.answer(speaker, Slot::WhoAmI { person }).await;
    }
    let now = turn.ctx.now;
    if handover::open(turn, speaker, &code_hash(code)).await? || joiner::open(turn, speaker, code).await? {
        return Ok(());
    }
    let Some(invited) = store::invitation::take(turn.conn, &code_hash(code), now).await? else {
        return Err(Refusal::BadCode.into());
    };
    let person = turn.known(speaker).await?;
    store::person::mark_opened(turn.conn, person, now).await?;
    match invited {
        Invited::Operator => become_operator(turn, speaker, person).await,
        Invited::Seat { office, dept, seat } => join(turn, speaker, person, (office, dept, seat)).await,
    }
}

async fn become_operator(turn: &mut Turn<'_>, speaker: &Speaker, person: PersonId) -> Turned {
    turn.enter(OfficeId::SERVICE, Actor::Person(person), vec![Event::OperatorAdded { person }]).await?;
    turn.answer(speaker, Slot::OperatorWelcome).await
}

async fn join(
    turn: &mut Turn<'_>,
    speaker: &Speaker,
    person: PersonId,
    (office, dept, seat): (OfficeId, DeptNo, Seat),
) -> Turned {
    let office = turn.office(office).await?;
    let by = Actor::Person(person);
    admit(turn, &office, by, (dept, seat), person).await?;
    turn.answer(speaker, Slot::Welcome { office: office.id, dept, seat }).await
}

/// Somebody takes a seat by the lead's leave; who sat there before is told, and so is the lead.
pub(super) async fn admit(
    turn: &mut Turn<'_>,
    office: &Office,
    by: Actor,
    (no, seat): (DeptNo, Seat),
    person: PersonId,
) -> Turned {
    let dept = store::projections::find_department(turn.conn, office.id, no).await?.ok_or(Refusal::BadCode)?;
    let before = seat::take(turn, office, by, (&dept, seat), person, None).await?;
    if let Some(before) = before {
        let replaced = Slot::Replaced { office: office.id, dept: no, seat, person: before, to: person };
        turn.tell(to_person(before, replaced)).await?;
        if seat == Seat::Contact {
            handover::end_of_while(turn, office, by, &dept, person).await?;
        }
        let changed = Slot::SeatChanged { office: office.id, dept: no, seat, from: before, to: person, until: None };
        seat::tell_staff(turn.conn, office, changed, turn.ctx.now).await?;
    }
    Ok(())
}

/// What is open for a department is notified now that somebody is there.
pub(super) async fn renew(turn: &mut Turn<'_>, office: &Office, dept: DeptNo, seat: Seat, who: PersonId) -> Turned {
    if seat == Seat::Leader {
        return Ok(());
    }
    let open = store::projections::list_open_assignments_of_department(turn.conn, office.id, dept).await?;
    let Some(dept) = store::projections::find_department(turn.conn, office.id, dept).await? else { return Ok(()) };
    let events = assignment::renew(&open, &dept, turn.ctx.now);
    if !events.is_empty() {
        turn.enter(office.id, Actor::Person(who), events).await?;
    }
    Ok(())
}

/// The bot was blocked, or unblocked, by this person: every seat of theirs is lost, or back.
async fn reach_changed(turn: &mut Turn<'_>, person: PersonId, reached: bool) -> Turned {
    for (office, dept, seat) in store::projections::list_seats_of(turn.conn, person).await? {
        let Some(department) = store::projections::find_department(turn.conn, office, dept).await? else { continue };
        let lost = department.sitting(seat).is_some_and(|row| row.lost.is_some());
        if lost != reached {
            continue;
        }
        let event = if reached {
            Event::SeatBack { dept, seat }
        } else {
            Event::SeatLost { dept, seat, why: crate::domain::Unreachable::Blocked }
        };
        turn.enter(office, Actor::Person(person), vec![event]).await?;
        if !reached {
            seat::lost(turn.conn, office, (dept, seat), person, turn.ctx.now).await?;
        }
        if reached {
            let office = turn.office(office).await?;
            renew(turn, &office, dept, seat, person).await?;
        }
    }
    Ok(())
}

/// The bot was blocked: it may not write until they show up again.
pub(super) async fn gone(turn: &mut Turn<'_>, person: PersonId) -> Turned {
    store::person::mark_closed(turn.conn, person).await?;
    reach_changed(turn, person, false).await
}

/// Anything somebody does in private shows that they are there.
pub(super) async fn seen(turn: &mut Turn<'_>, person: PersonId) -> Turned {
    store::person::mark_opened(turn.conn, person, turn.ctx.now).await?;
    reach_changed(turn, person, true).await
}

/// Tells one person something.
pub(super) fn to_person(person: PersonId, slot: Slot) -> Tell {
    Tell::answer(To::Person(person), slot)
}
