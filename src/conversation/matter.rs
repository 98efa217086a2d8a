//! A staff member replies to the card of a difficulty or question: the words go to the contact, and the touches resume.

use crate::domain::{Actor, Matter, Part, PersonId, Refusal, Slot, assignment};
use crate::store;

use super::contact::loaded;
use super::start::to_person;
use super::turn::{Speaker, Turn, Turned};

const TEXT_CHARACTERS_MAX: usize = 2_000;

/// What the card was about.
#[derive(Clone, Copy, Debug)]
pub(super) struct Raised {
    pub(super) part: Part,
    pub(super) matter: Matter,
    pub(super) by: PersonId,
}

/// The lead's reply, passed on without showing whose account it came from.
pub(super) async fn reply(turn: &mut Turn<'_>, speaker: &Speaker, raised: Raised, text: &str) -> Turned {
    let office = turn.office(raised.part.office).await?;
    let person = turn.staff(&office, speaker).await?;
    if text.chars().count() > TEXT_CHARACTERS_MAX {
        return Err(Refusal::TooLong { field: "reply".into(), characters_max: TEXT_CHARACTERS_MAX }.into());
    }
    if text.trim().is_empty() {
        return Err(Refusal::NothingToAnswer.into());
    }
    let it = loaded(turn, raised.part).await?;
    let words = store::words::insert_words(turn.conn, text).await?;
    let events = assignment::reply(&it.assignment, raised.matter, words.clone());
    turn.enter(office.id, Actor::Person(person), events).await?;
    let slot = Slot::LeadSays { part: raised.part, matter: raised.matter, words };
    // A difficulty that was heard on the telephone is answered to the contact, if there is one.
    let to = if it.dept.seats.iter().any(|sitting| sitting.joined == Some(raised.by)) {
        Some(raised.by)
    } else {
        it.dept.reached()
    };
    if let Some(to) = to {
        turn.tell(to_person(to, slot)).await?;
    }
    turn.answer(speaker, Slot::MatterPassedOn { part: raised.part }).await
}
