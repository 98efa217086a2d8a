//! A staff member replies to the card of a difficulty or question: the words go to the contact, and the touches resume.

use crate::domain::{Actor, Matter, Part, PersonId, Slot, assignment};
use crate::store;

use super::staff;
use super::start::to_person;
use super::turn::{Speaker, Turn, Turned};

/// What the card was about.
#[derive(Clone, Copy, Debug)]
pub(super) struct Raised {
    pub(super) part: Part,
    pub(super) matter: Matter,
    pub(super) by: PersonId,
}

/// The lead's reply, passed on without showing whose account it came from.
pub(super) async fn reply(turn: &mut Turn<'_>, speaker: &Speaker, raised: Raised, text: &str) -> Turned {
    let (person, it) = staff::replying(turn, speaker, raised.part, text).await?;
    let words = store::words::insert_words(turn.conn, text).await?;
    let events = assignment::reply(&it.assignment, raised.matter, words.clone());
    turn.enter(raised.part.office, Actor::Person(person), events).await?;
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
