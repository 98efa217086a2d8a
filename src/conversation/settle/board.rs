//! What became of a board, its pin, or an earlier board that was to go. Each case ends: nothing is tried for ever.

use crate::chat::{Outcome, Refused};
use crate::conversation::board::{of_board, taking_away};
use crate::conversation::heads;
use crate::conversation::render::{Act, Rendered};
use crate::domain::slot::BoardStop;
use crate::domain::{Card, ChatNo, Moment, Slot, Tell, To};
use crate::store::board::{self, Board, BoardPlace};
use crate::store::outbox::{self, Settled};
use crate::store::{Result, Tx, card};

use super::Fate;

/// Whether it is one of these; a board that is shown in private is a message like any other.
pub(super) fn is_one(tell: &Tell) -> bool {
    let in_group = matches!(tell.to, To::Chat(chat) if chat.0 < 0);
    let board = Slot::is_board(&tell.slot);
    board && in_group
}

pub(super) async fn settle(
    tx: &mut Tx,
    now: Moment,
    tell: &Tell,
    rendered: &Rendered,
    outcome: &Outcome,
) -> Result<Fate> {
    let To::Chat(chat) = tell.to else { return Ok(Fate::Settled(Settled::LeftOut)) };
    let place = BoardPlace { chat, topic: tell.topic };
    let settled = match outcome {
        Outcome::RetryAfter(pause) => return Ok(Fate::Again(*pause)),
        Outcome::Sent(message) => {
            heads::note(tx, now, &rendered.heads).await?;
            sent(tx, now, place, tell, rendered, *message).await?;
            Settled::Sent
        }
        Outcome::Refused(refused) => {
            refuse(tx, now, place, tell, rendered, refused).await?;
            Settled::Refused
        }
        Outcome::Unknown(_) => {
            look_again(tx, place, rendered).await?;
            Settled::Unknown
        }
    };
    Ok(Fate::Settled(settled))
}

/// It shows what it showed before: only the next look is noted.
pub(super) async fn left_out(tx: &mut Tx, tell: &Tell, rendered: &Rendered) -> Result<()> {
    let To::Chat(chat) = tell.to else { return Ok(()) };
    look_again(tx, BoardPlace { chat, topic: tell.topic }, rendered).await
}

async fn look_again(tx: &mut Tx, place: BoardPlace, rendered: &Rendered) -> Result<()> {
    match rendered.board.as_ref().and_then(|face| face.next_at) {
        Some(at) => board::mark_due(tx, place, at).await,
        None => Ok(()),
    }
}

async fn sent(
    tx: &mut Tx,
    now: Moment,
    place: BoardPlace,
    tell: &Tell,
    rendered: &Rendered,
    message: Option<i64>,
) -> Result<()> {
    let Some(face) = &rendered.board else { return Ok(()) };
    if let (Act::Send { .. }, Some(message)) = (&rendered.act, message) {
        let new = Card { chat: place.chat, message };
        let before = board::find(tx, place).await?;
        card::upsert(tx, new, None, &tell.slot, now).await?;
        board::note_message(tx, place, message).await?;
        outbox::insert(tx, &of_board(place, Slot::PinBoard { card: new }), now).await?;
        if let Some(old) = before.and_then(|before| before.message).filter(|old| *old != message) {
            outbox::insert(tx, &taking_away(Card { message: old, ..new }, place.topic), now).await?;
        }
    }
    board::note_shown(tx, place, &face.digest, now).await?;
    look_again(tx, place, rendered).await
}

async fn refuse(
    tx: &mut Tx,
    now: Moment,
    place: BoardPlace,
    tell: &Tell,
    rendered: &Rendered,
    refused: &Refused,
) -> Result<()> {
    match (&tell.slot, refused) {
        (_, Refused::Migrated(group)) => {
            super::move_group(tx, now, place.chat, ChatNo(*group)).await?;
            move_boards(tx, now, place.chat, ChatNo(*group)).await
        }
        (_, Refused::ChatLost) => board::take_down_all(tx, place.chat).await.map(|_| ()),
        (Slot::PinBoard { .. }, Refused::NoRight | Refused::Muted) => {
            let tell = Tell { topic: place.topic, ..Tell::answer(To::Chat(place.chat), Slot::BoardPinRight) };
            outbox::insert(tx, &tell, now).await.map(|_| ())
        }
        // Too old to be deleted: it is said there that it is over.
        (Slot::DeleteBoard { card }, _) => {
            outbox::insert(tx, &of_board(place, Slot::UnpinBoard { card: *card }), now).await?;
            outbox::insert(tx, &of_board(place, Slot::BoardRetired).editing(*card), now).await.map(|_| ())
        }
        (Slot::Board { .. }, refused) => {
            let Some(it) = board::find(tx, place).await? else { return Ok(()) };
            match refused {
                Refused::CardLost if tell.edits.map(|card| card.message) != it.message => Ok(()),
                Refused::CardLost if it.lost => stop(tx, now, &it, BoardStop::Deleted).await,
                Refused::CardLost => {
                    board::note_lost(tx, place).await?;
                    outbox::insert(tx, &of_board(place, tell.slot.clone()), now).await.map(|_| ())
                }
                Refused::TopicLost => stop(tx, now, &it, BoardStop::Topic).await,
                Refused::Muted => stop(tx, now, &it, BoardStop::Muted).await,
                _ => look_again(tx, place, rendered).await,
            }
        }
        _ => Ok(()),
    }
}

/// It cannot stand there any more; who put it up is told in private.
async fn stop(tx: &mut Tx, now: Moment, it: &Board, why: BoardStop) -> Result<()> {
    board::take_down(tx, it.place).await?;
    let Some(person) = it.person else { return Ok(()) };
    let tell = Tell::answer(To::Person(person), Slot::BoardStopped { office: it.office, why });
    outbox::insert(tx, &tell, now).await.map(|_| ())
}

/// The group has another number, and its messages are out of reach: the boards are sent anew there.
pub(in crate::conversation) async fn move_boards(tx: &mut Tx, now: Moment, from: ChatNo, to: ChatNo) -> Result<()> {
    for it in board::take_down_all(tx, from).await? {
        let place = BoardPlace { chat: to, ..it.place };
        board::put_up(tx, place, it.office, it.person).await?;
        outbox::insert(tx, &of_board(place, Slot::Board { office: it.office }), now).await?;
    }
    Ok(())
}
