//! What became of a message, entered where it counts: on each office's ledger, on the cards, on people's seats.
//!
//! Only a message's first sending counts as notice or nudge; a card that is shown again after a press tells nothing new.

mod board;
mod facts;
mod lost;
mod turned_up;

use std::collections::BTreeMap;
use std::time::Duration;

use crate::chat::{Outcome, Refused};
use crate::domain::{
    Actor, Alarm, Card, ChatNo, Delivery, Event, LeftOut, Moment, OfficeId, PersonId, Slot, Tell, To, Unreachable,
};
use crate::store::outbox::{self, OutboxRow, Settled};
use crate::store::{Result, Tx, card, ledger, person, projections};

use super::render::{Act, Rendered};
use super::{alarm, heads};

pub(super) use board::move_boards;
pub(super) use turned_up::turned_up;

/// What is to be done with the message now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Nothing more: it is settled so.
    Settled(Settled),
    /// It is due again after this long.
    Again(Duration),
}

/// Enters what became of a message that was sent, or that could not be.
pub async fn settle(tx: &mut Tx, now: Moment, tell: &Tell, rendered: &Rendered, outcome: &Outcome) -> Result<Fate> {
    if board::is_one(tell) {
        return board::settle(tx, now, tell, rendered, outcome).await;
    }
    let (settled, delivery) = match outcome {
        Outcome::RetryAfter(pause) => return Ok(Fate::Again(*pause)),
        Outcome::Sent(message) => {
            heads::note(tx, now, &rendered.heads).await?;
            note_card(tx, now, tell, rendered, *message).await?;
            (Settled::Sent, Delivery::Sent)
        }
        Outcome::Refused(refused) => {
            on_refusal(tx, now, tell, rendered, refused).await?;
            (Settled::Refused, Delivery::Refused)
        }
        Outcome::Unknown(_) => (Settled::Unknown, Delivery::Unknown),
    };
    if tell.edits.is_none() {
        if delivery == Delivery::Unknown {
            alarm::raise(tx, now, Alarm::Unknown).await?;
        }
        enter(tx, now, facts::of_delivery(&tell.slot, rendered, delivery)).await?;
        for (part, person) in &rendered.notified {
            lost::pass_on(tx, now, *person, &[*part]).await?;
        }
    }
    Ok(Fate::Settled(settled))
}

/// Enters that a message made no sense any more, or that nobody could be written to.
pub async fn leave_out(tx: &mut Tx, now: Moment, tell: &Tell, rendered: &Rendered) -> Result<Fate> {
    if board::is_one(tell) {
        board::left_out(tx, tell, rendered).await?;
        return Ok(Fate::Settled(Settled::LeftOut));
    }
    if let Act::PutOff { until } = rendered.act {
        return put_off(tx, now, rendered, until).await;
    }
    if tell.edits.is_none() {
        if let (Act::LeaveOut(LeftOut::Unreachable), To::Person(person)) = (&rendered.act, &tell.to) {
            if lost::can_be_written_to(tx, *person).await? {
                // They came back since it was tried.
                return Ok(Fate::Again(Duration::ZERO));
            }
            lost::lose_seats(tx, now, *person, Unreachable::Blocked).await?;
            if let Slot::Notice { parts, .. } = &tell.slot {
                lost::notice_unreached(tx, now, *person, parts).await?;
            }
        }
        enter(tx, now, facts::of_left_out(rendered)).await?;
    }
    Ok(Fate::Settled(Settled::LeftOut))
}

/// What was gathered for a person is given back, and gathered anew then; the rest only waits.
async fn put_off(tx: &mut Tx, now: Moment, rendered: &Rendered, until: Moment) -> Result<Fate> {
    if rendered.told.is_empty() && rendered.notified.is_empty() {
        return Ok(Fate::Again((until - now).to_std().unwrap_or_default()));
    }
    enter(tx, now, facts::of_put_off(rendered, until)).await?;
    Ok(Fate::Settled(Settled::LeftOut))
}

/// Enters that these were on their way when the process stopped: they may have arrived, and are never repeated.
pub async fn lost_in_flight(tx: &mut Tx, now: Moment, rows: &[OutboxRow]) -> Result<()> {
    let sent = rows.iter().filter(|row| row.tell.edits.is_none());
    let facts = sent.flat_map(|row| facts::of_slot(&row.tell.slot, Delivery::Unknown));
    enter(tx, now, facts.collect()).await
}

/// Notes what stands in the chat now, so that replies and presses find it.
async fn note_card(tx: &mut Tx, now: Moment, tell: &Tell, rendered: &Rendered, message: Option<i64>) -> Result<()> {
    let place = match &rendered.act {
        Act::Edit { card, .. } => Some(*card),
        Act::Send { chat, .. } => message.map(|message| Card { chat: *chat, message }),
        Act::AnswerPress { .. }
        | Act::Pin { .. }
        | Act::Unpin { .. }
        | Act::Delete { .. }
        | Act::PutOff { .. }
        | Act::LeaveOut(_) => None,
    };
    let Some(place) = place else { return Ok(()) };
    let person = recipient(tx, tell, place.chat).await?;
    card::upsert(tx, place, person, &tell.slot, now).await
}

async fn on_refusal(tx: &mut Tx, now: Moment, tell: &Tell, rendered: &Rendered, refused: &Refused) -> Result<()> {
    let chat = match &rendered.act {
        Act::Send { chat, .. } => *chat,
        Act::Edit { card, .. } => card.chat,
        Act::AnswerPress { .. }
        | Act::Pin { .. }
        | Act::Unpin { .. }
        | Act::Delete { .. }
        | Act::PutOff { .. }
        | Act::LeaveOut(_) => {
            return Ok(());
        }
    };
    if let Some(why) = facts::reach_lost(chat, refused) {
        if let Some(person) = recipient(tx, tell, chat).await? {
            person::mark_closed(tx, person).await?;
            lost::lose_seats(tx, now, person, why).await?;
        }
        return Ok(());
    }
    if let Refused::Migrated(group) = refused {
        move_group(tx, now, chat, ChatNo(*group)).await?;
        board::move_boards(tx, now, chat, ChatNo(*group)).await?;
    }
    if let Some(anew) = facts::anew(tell, refused) {
        outbox::insert(tx, &anew, now).await?;
    }
    Ok(())
}

async fn move_group(tx: &mut Tx, now: Moment, from: ChatNo, group: ChatNo) -> Result<()> {
    if let Some(office) = projections::find_office_by_group(tx, from).await? {
        enter(tx, now, vec![(office.id, Event::GroupMoved { group })]).await?;
    }
    Ok(())
}

/// Whose private chat it is; none for a group.
async fn recipient(tx: &mut Tx, tell: &Tell, chat: ChatNo) -> Result<Option<PersonId>> {
    match tell.to {
        To::Person(person) => Ok(Some(person)),
        _ if chat.0 > 0 => Ok(person::find_person_by_user(tx, chat.0).await?.map(|row| row.id)),
        _ => Ok(None),
    }
}

/// Enters the machine's own facts, each on its office's ledger, in order.
async fn enter(tx: &mut Tx, now: Moment, facts: Vec<(OfficeId, Event)>) -> Result<()> {
    let mut by_office: BTreeMap<OfficeId, Vec<Event>> = BTreeMap::new();
    for (office, event) in facts {
        by_office.entry(office).or_default().push(event);
    }
    for (office, events) in by_office {
        ledger::append(tx, office, Actor::Machine, None, now, events).await?;
    }
    Ok(())
}
