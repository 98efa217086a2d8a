//! `/calls`: whom to phone, and what they said, entered as if they had answered here. By two or three taps, or by a reply that says
//! it in words and is shown before it is entered. The department's contact reads it, and may dispute it.

use crate::domain::assignment::{self, Answer, Way};
use crate::domain::{Actor, Event, Matter, OfficeId, Part, Refusal, Slot, Tell, Toast};
use crate::say;
use crate::store::words as kept;
use crate::wording::Words;

use super::contact::refresh;
use super::draft::{CallDraft, Draft};
use super::heard::{Heard, understood};
use super::overview::{self, Look};
use super::playbook;
use super::press::OnCalls;
use super::staff;
use super::start::to_person;
use super::turn::{Speaker, Turn, Turned};

/// A press on the list or on a card of it.
pub(super) async fn press(turn: &mut Turn<'_>, speaker: &Speaker, press: OnCalls) -> Turned {
    match press {
        OnCalls::List(office, page) => overview::turn_to(turn, speaker, office, Look::Calls(page)).await,
        OnCalls::Privately(office) => privately(turn, speaker, office).await,
        OnCalls::Open(part) => {
            staff::acting(turn, speaker, part).await?;
            turn.toast(speaker, Toast::Silent).await?;
            turn.add(speaker, Slot::CallCard { part, way: Way::Phone, dates: false }).await
        }
        OnCalls::Card(part, way, dates) => {
            staff::acting(turn, speaker, part).await?;
            turn.toast(speaker, Toast::Silent).await?;
            turn.answer(speaker, Slot::CallCard { part, way, dates }).await
        }
        OnCalls::Heard(part, way, n) => {
            let heard = Heard::TAPPED.get(n).cloned().ok_or(Refusal::StaleCard)?;
            log(turn, speaker, (part, way), heard, None).await
        }
        OnCalls::Date(part, way, at) => log(turn, speaker, (part, way), Heard::Date(at), None).await,
        OnCalls::Keep(draft) => {
            let Draft::Call(it) = Draft::find(turn, draft).await? else { return Err(Refusal::StaleCard.into()) };
            staff::acting(turn, speaker, it.part).await?;
            Draft::take(turn, draft).await?;
            log(turn, speaker, (it.part, it.way), it.heard, Some(&it.text)).await
        }
    }
}

async fn privately(turn: &mut Turn<'_>, speaker: &Speaker, office: OfficeId) -> Turned {
    overview::privately(turn, speaker, office, Look::Calls(0)).await
}

/// A reply to a card: what they said, shown before it is entered.
pub(super) async fn reply(turn: &mut Turn<'_>, speaker: &Speaker, (part, way): (Part, Way), text: &str) -> Turned {
    let (_, it) = staff::replying(turn, speaker, part, text).await?;
    let heard = understood(&it, text, turn.said_at).ok_or_else(|| Refusal::CallUnclear { said: text.to_owned() })?;
    let draft = Draft::Call(CallDraft { part, way, text: text.to_owned(), heard }).keep(turn).await?;
    turn.answer(speaker, Slot::CallPreview { draft }).await
}

/// Enters it, shows the card as it stands then, and tells the contact.
async fn log(
    turn: &mut Turn<'_>,
    speaker: &Speaker,
    (part, way): (Part, Way),
    heard: Heard,
    note: Option<&str>,
) -> Turned {
    let (person, it) = staff::acting(turn, speaker, part).await?;
    let note = match note {
        Some(text) => Some(kept::insert_words(turn.conn, text).await?),
        None => None,
    };
    let answer = match heard {
        Heard::NoAnswer => None,
        Heard::Seen => Some(Answer::Acknowledge),
        Heard::UnderWay => Some(Answer::Progress),
        Heard::Difficulty => {
            let label = say!(Words::of(it.office.lang), RecordDifficulty);
            let words = match &note {
                Some(words) => words.clone(),
                None => kept::insert_words(turn.conn, &label).await?,
            };
            Some(Answer::Raise(Matter::Difficulty, words))
        }
        Heard::NotOurs(unit) => Some(Answer::NotOurs(unit, note.clone())),
        Heard::HandedIn => Some(Answer::HandIn { items: it.missing(), files: vec![], words: None }),
        Heard::Date(at) => {
            let is_beyond = it.is_beyond(at, turn.said_at);
            Some(Answer::Date(at, note.clone().filter(|_| is_beyond)))
        }
    };
    let events = match answer {
        None => assignment::log_call(it.view(), way)?,
        Some(answer) => assignment::relay(it.view(), way, note.as_ref(), answer, turn.said_at)?,
    };
    let entries = turn.enter(part.office, Actor::Person(person), events).await?;
    let Some(entry) = entries.first() else {
        turn.answer(speaker, Slot::CallCard { part, way, dates: false }).await?;
        return turn.toast(speaker, Toast::Already).await;
    };
    if matches!(&entry.event, Event::Relayed { answer, .. } if matches!(**answer, Event::Submitted { .. })) {
        playbook::came_in(turn, &it).await?;
    }
    if let Some(contact) = it.dept.reached() {
        // Nobody waits for it: it comes at work, but for an emergency.
        let at = it.task.emergency().is_none().then(|| it.office.work_time().next_opening(turn.ctx.now));
        let slot = Slot::RelayNote { part, entry: entry.seq };
        turn.tell(Tell { at, ..to_person(contact, slot) }).await?;
        refresh(turn, contact, part).await?;
    }
    turn.answer(speaker, Slot::CallDone { part, entry: entry.seq }).await?;
    turn.toast(speaker, Toast::Set).await
}
