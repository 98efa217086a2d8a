//! `/board`: a pinned message that keeps itself current. `/board 关` takes it down; in private it is shown once.
//!
//! One board a group and topic; a second `/board` there sends it anew and takes the earlier one away. Any group of any
//! office can have one: elsewhere than in the office's own group it shows totals only.

use crate::domain::{Card, Lane, Moment, Office, PersonId, Refusal, Slot, Tell, To};
use crate::store::board::{self, BoardPlace};
use crate::store::{StoreError, Tx, outbox, projections};

use super::turn::{Halt, Speaker, Turn, Turned};

/// Words that take a board down.
const OFF: &[&str] = &["关", "关闭", "停", "停用", "收起", "off", "stop", "close"];

/// `/board [关]`
pub(super) async fn board(turn: &mut Turn<'_>, speaker: &Speaker, words: &str) -> Turned {
    if !speaker.in_group {
        let office = turn.office_here(speaker).await?;
        turn.staff(&office, speaker).await?;
        return turn.answer(speaker, Slot::Board { office: office.id }).await;
    }
    let place = BoardPlace { chat: speaker.chat, topic: speaker.topic };
    if OFF.contains(&words.to_lowercase().as_str()) {
        return close(turn, speaker, place).await;
    }
    let (office, person) = match projections::find_office_by_group(turn.conn, speaker.chat).await? {
        Some(office) => {
            let person = turn.staff_or_hidden(&office, speaker).await?;
            (office, person)
        }
        None => elsewhere(turn, speaker).await?,
    };
    board::put_up(turn.conn, place, office.id, person).await?;
    turn.add(speaker, Slot::Board { office: office.id }).await
}

/// In a group that no office leads from: who administers it may put up the board of an office that they are staff of.
async fn elsewhere(turn: &mut Turn<'_>, speaker: &Speaker) -> Turned<(Office, Option<PersonId>)> {
    if speaker.hidden {
        return Err(Refusal::HiddenSender.into());
    }
    turn.administers(speaker.chat, speaker)?;
    let office = match turn.office_led(speaker).await {
        Err(Halt::Refused(Refusal::ForStaff)) => return Err(Refusal::NoOffice.into()),
        office => office?,
    };
    let person = turn.staff(&office, speaker).await?;
    Ok((office, Some(person)))
}

/// By whoever administers the place, whosever the board is.
async fn close(turn: &mut Turn<'_>, speaker: &Speaker, place: BoardPlace) -> Turned {
    if !speaker.anonymous_administrator {
        turn.administers(speaker.chat, speaker)?;
    }
    let down = board::take_down(turn.conn, place).await?.ok_or(Refusal::NoBoard)?;
    if let Some(message) = down.message {
        turn.tell(taking_away(Card { chat: place.chat, message }, place.topic)).await?;
    }
    turn.answer(speaker, Slot::BoardClosed).await
}

/// An earlier board is to go.
pub(super) fn taking_away(card: Card, topic: Option<i64>) -> Tell {
    of_board(BoardPlace { chat: card.chat, topic }, Slot::DeleteBoard { card })
}

/// Behind everything that a person waits for.
pub(super) fn of_board(place: BoardPlace, slot: Slot) -> Tell {
    Tell { lane: Lane::Board, topic: place.topic, ..Tell::answer(To::Chat(place.chat), slot) }
}

/// Hands boards that are due to the outbox; answers how many. What has not changed is left out there.
pub async fn refresh_boards(tx: &mut Tx, now: Moment, limit: i64) -> Result<usize, StoreError> {
    let due = board::take_due(tx, now, limit).await?;
    for it in &due {
        let Some(message) = it.message else { continue };
        let tell = of_board(it.place, Slot::Board { office: it.office });
        outbox::insert(tx, &tell.editing(Card { chat: it.place.chat, message }), now).await?;
    }
    Ok(due.len())
}
