//! Enters an answer, and tells those who are to hear of it.

use crate::domain::assignment::{self, Answer, Request};
use crate::domain::{Actor, Entry, Event, Matter, Part, PersonId, ReceiptOf, Refusal, Slot, Tell, To, Words};
use crate::store;

use super::super::draft::Expectation;
use super::super::playbook;
use super::super::ruling;
use super::super::turn::{Speaker, Turn, Turned, lead_mail};
use super::open::{Loaded, loaded};
use super::request;

/// Cards of a person that are looked through for the one to show anew.
const CARDS: i64 = 12;

/// Judges and enters an answer; the entries are empty if it was so before.
pub(super) async fn enter(turn: &mut Turn<'_>, person: PersonId, part: Part, answer: Answer) -> Turned<Vec<Entry>> {
    let it = loaded(turn, part).await?;
    let events = assignment::decide(it.view(), Actor::Person(person), answer, turn.said_at)?;
    if events.is_empty() {
        return Ok(vec![]);
    }
    let entries = turn.enter(part.office, Actor::Person(person), events).await?;
    for entry in &entries {
        tell_lead(turn, &it, person, entry).await?;
        if matches!(entry.event, Event::Submitted { .. }) {
            playbook::came_in(turn, &it).await?;
        }
    }
    Ok(entries)
}

/// Only what needs the lead is told at once; everything else waits for those who look.
async fn tell_lead(turn: &mut Turn<'_>, it: &Loaded, by: PersonId, entry: &Entry) -> Turned {
    let part = it.part;
    let slot = match &entry.event {
        Event::MatterRaised { matter, words, .. } => {
            Slot::MatterCard { part, matter: *matter, words: words.clone(), by, answered: false }
        }
        Event::ExtensionAsked { .. } => return ruling::tell(turn, it, Request::Extension).await,
        Event::NotOursClaimed { .. } => return ruling::tell(turn, it, Request::NotOurs).await,
        Event::RequestWithdrawn { request, .. } => return ruling::tell(turn, it, *request).await,
        _ => return Ok(()),
    };
    turn.tell(lead_mail(&it.office, it.task.owner, slot)).await
}

/// Enters an answer that came in words or as a file, and confirms it.
pub(super) async fn enter_and_confirm(
    turn: &mut Turn<'_>,
    speaker: &Speaker,
    person: PersonId,
    part: Part,
    answer: Answer,
) -> Turned {
    let what = match &answer {
        Answer::Acknowledge => ReceiptOf::Acknowledgement,
        Answer::Date(..) => ReceiptOf::Date,
        Answer::Progress => ReceiptOf::Progress,
        Answer::Hush(_) => ReceiptOf::Quiet,
        Answer::HandIn { .. } => ReceiptOf::HandIn,
        Answer::TakeBack(_) => ReceiptOf::TakenBack,
        Answer::Replace(_) => ReceiptOf::Replaced,
        Answer::NotOurs(..) => return ask(turn, speaker, person, part, answer, Request::NotOurs).await,
        Answer::Withdraw(request) => {
            let request = *request;
            return ask(turn, speaker, person, part, answer, request).await;
        }
        Answer::Raise(matter, _) => {
            let matter = *matter;
            enter(turn, person, part, answer).await?;
            refresh(turn, person, part).await?;
            return turn.answer(speaker, Slot::MatterSent { part, matter }).await;
        }
    };
    let entries = enter(turn, person, part, answer).await?;
    // A date beyond the deadline.
    if let Some(request) = request::asked(&entries) {
        refresh(turn, person, part).await?;
        return request::sent(turn, speaker, part, request, &entries).await;
    }
    confirm(turn, speaker, person, part, &entries, what).await
}

/// Enters what the lead is to decide, and says that it is there.
async fn ask(
    turn: &mut Turn<'_>,
    speaker: &Speaker,
    person: PersonId,
    part: Part,
    answer: Answer,
    request: Request,
) -> Turned {
    let entries = enter(turn, person, part, answer).await?;
    refresh(turn, person, part).await?;
    request::sent(turn, speaker, part, request, &entries).await
}

/// Shows the card anew, and confirms with the entry's number; the one before, if nothing was new.
pub(super) async fn confirm(
    turn: &mut Turn<'_>,
    speaker: &Speaker,
    person: PersonId,
    part: Part,
    entries: &[Entry],
    what: ReceiptOf,
) -> Turned {
    refresh(turn, person, part).await?;
    let it = loaded(turn, part).await?;
    let entry = entries.last().map(|entry| entry.seq).or(it.assignment.answered_in);
    if what == ReceiptOf::Acknowledgement && it.asks_when() {
        Expectation::DateOffered { part }.set(turn, speaker.chat).await?;
    }
    match entry {
        Some(entry) => turn.answer(speaker, Slot::Receipt { part, entry: entry.0, what }).await,
        None => Err(Refusal::NothingOpen.into()),
    }
}

/// The newest card about this part shows what was answered elsewhere.
pub(in super::super) async fn refresh(turn: &mut Turn<'_>, person: PersonId, part: Part) -> Turned {
    let cards = store::card::list_of_person(turn.conn, person, CARDS).await?;
    for row in cards {
        let closed = match row.slot {
            Slot::Notice { person, parts, .. } if parts.contains(&part) => Slot::Notice { person, parts, focus: None },
            Slot::Digest { person, touches, .. } if touches.iter().any(|(it, _)| *it == part) => {
                Slot::Digest { person, touches, focus: None }
            }
            Slot::PartCard { person, part: it, .. } if it == part => Slot::PartCard { person, part, focus: None },
            _ => continue,
        };
        return turn.tell(Tell::answer(To::Chat(row.card.chat), closed).editing(row.card)).await;
    }
    Ok(())
}

/// Words of a person, kept apart from the ledger.
pub(super) async fn keep(turn: &mut Turn<'_>, text: &str) -> Turned<Words> {
    Ok(store::words::insert_words(turn.conn, text).await?)
}

/// A difficulty or a question in somebody's words.
pub(super) async fn raise(
    turn: &mut Turn<'_>,
    speaker: &Speaker,
    person: PersonId,
    part: Part,
    matter: Matter,
    text: &str,
) -> Turned {
    let words = keep(turn, text).await?;
    enter_and_confirm(turn, speaker, person, part, Answer::Raise(matter, words)).await
}
