//! 申请延期 and 不归我们 on the lead's side: a card each, decided by one or two taps, or by a reply where words are wanted.
//!
//! Whoever is first decides; the contact is told at once, and the others' cards say how it was decided.

use crate::domain::assignment::{self, Request, Ruling};
use crate::domain::deadline;
use crate::domain::{Actor, Card, Matter, Part, Refusal, RulingFocus, Slot, Tell, To, Toast};
use crate::store::{card, projections, words};

use super::contact::{Loaded, refresh};
use super::matter::{self, Raised};
use super::press::Decide;
use super::staff;
use super::start::to_person;
use super::turn::{Halt, Speaker, Turn, Turned, lead_mail};

/// Cards that are looked through for the one that waits.
const CARDS: i64 = 100;

/// A card of a request that is replied to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked {
    pub(super) part: Part,
    pub(super) request: Request,
    pub(super) focus: Option<RulingFocus>,
}

/// The lead hears of it: by a card of its own, or, where one is out that waits already, by that card without ringing again.
/// `it` is the part as it stood before.
pub(super) async fn tell(turn: &mut Turn<'_>, it: &Loaded, request: Request) -> Turned {
    let tell = lead_mail(&it.office, it.task.owner, Slot::RequestCard { part: it.part, request, focus: None });
    let cards = match tell.to {
        _ if !it.assignment.requests.waits(request) => vec![],
        To::Person(person) => card::list_of_person(turn.conn, person, CARDS).await?,
        _ => card::list_of_chat(turn.conn, it.office.group, CARDS).await?,
    };
    let shows =
        |slot: &Slot| matches!(slot, Slot::RequestCard { part, request: of, .. } if (*part, *of) == (it.part, request));
    match cards.into_iter().find(|row| shows(&row.slot)) {
        Some(row) => turn.tell(Tell { to: To::Chat(row.card.chat), ..tell }.editing(row.card)).await,
        None => turn.tell(tell).await,
    }
}

/// A press on the card of a request.
pub(super) async fn press(turn: &mut Turn<'_>, speaker: &Speaker, press: Decide) -> Turned {
    let (part, request, ruling) = match press {
        Decide::Ruling(part, request, focus) => return open(turn, speaker, part, request, focus).await,
        Decide::RequestCard(part, request) => {
            staff::acting(turn, speaker, part).await?;
            turn.toast(speaker, Toast::Silent).await?;
            return turn.add(speaker, Slot::RequestCard { part, request, focus: None }).await;
        }
        Decide::MatterCard(part, matter) => return show_matter(turn, speaker, part, matter).await,
        Decide::Grant(part, at) => (part, Request::Extension, Ruling::Grant(at)),
        Decide::Agree(part) => (part, Request::NotOurs, Ruling::Agree(None)),
        Decide::Reassign(part, to) => (part, Request::NotOurs, Ruling::Agree(Some(to))),
        Decide::Refuse(part, request, ground) => (part, request, Ruling::Refuse(request, ground, None)),
        _ => return Err(Refusal::StaleCard.into()),
    };
    let outcome = rule(turn, speaker, part, request, ruling).await;
    if matches!(outcome, Ok(()) | Err(Halt::Refused(Refusal::AlreadyRuled))) {
        turn.answer(speaker, Slot::RequestCard { part, request, focus: None }).await?;
    }
    outcome?;
    turn.toast(speaker, Toast::Set).await
}

/// A reply to the card: another day, the ground of a refusal, or, with nothing opened, a word to the contact that decides
/// nothing.
pub(super) async fn reply(turn: &mut Turn<'_>, speaker: &Speaker, asked: Asked, place: Card, text: &str) -> Turned {
    let Asked { part, request, focus } = asked;
    let (_, it) = staff::replying(turn, speaker, part, text).await?;
    let ruling = match focus {
        Some(RulingFocus::Dates) => {
            let at = deadline::moment_named(text, turn.ctx.now, &it.office.work_time());
            Ruling::Grant(at.ok_or_else(|| Refusal::DateUnclear { said: text.to_owned() })?)
        }
        Some(RulingFocus::Grounds) => Ruling::Refuse(request, None, Some(words::insert_words(turn.conn, text).await?)),
        None => {
            let by = it.dept.reached().ok_or(Refusal::StaleCard)?;
            let raised = Raised { part, matter: Matter::Question, by };
            return matter::reply(turn, speaker, raised, text).await;
        }
    };
    rule(turn, speaker, part, request, ruling).await?;
    let slot = Slot::RequestCard { part, request, focus: None };
    turn.tell(Tell::answer(To::Chat(place.chat), slot).editing(place)).await
}

async fn open(
    turn: &mut Turn<'_>,
    speaker: &Speaker,
    part: Part,
    request: Request,
    focus: Option<RulingFocus>,
) -> Turned {
    staff::acting(turn, speaker, part).await?;
    turn.answer(speaker, Slot::RequestCard { part, request, focus }).await?;
    turn.toast(speaker, Toast::Silent).await
}

async fn show_matter(turn: &mut Turn<'_>, speaker: &Speaker, part: Part, matter: Matter) -> Turned {
    let (_, it) = staff::acting(turn, speaker, part).await?;
    let waits = match matter {
        Matter::Difficulty => it.assignment.difficulty_since.and(it.assignment.difficulty),
        Matter::Question => it.assignment.question_since.and(it.assignment.question),
    };
    let (by, words) = waits.ok_or(Refusal::AlreadyRuled)?;
    turn.toast(speaker, Toast::Silent).await?;
    turn.add(speaker, Slot::MatterCard { part, matter, words, by, answered: false }).await
}

/// Enters the ruling, and tells the contact, and whoever is asked instead as any department is.
async fn rule(turn: &mut Turn<'_>, speaker: &Speaker, part: Part, request: Request, ruling: Ruling) -> Turned {
    let (person, it) = staff::acting(turn, speaker, part).await?;
    let to_is_asked = match ruling {
        Ruling::Agree(Some(to)) => {
            if projections::find_department(turn.conn, part.office, to).await?.is_none() {
                return Err(Refusal::StaleCard.into());
            }
            projections::find_assignment(turn.conn, part.office, part.task, to).await?.is_some()
        }
        _ => false,
    };
    let events = assignment::rule(it.view(), ruling, to_is_asked, turn.ctx.now)?;
    let entries = turn.enter(part.office, Actor::Person(person), events).await?;
    let Some(entry) = entries.first() else { return Ok(()) };
    if let Some(contact) = it.dept.reached() {
        turn.tell(to_person(contact, Slot::Ruled { part, request, entry: entry.seq })).await?;
        refresh(turn, contact, part).await?;
    }
    Ok(())
}
