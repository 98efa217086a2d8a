//! A tap on a card. The card is shown anew from what is true then; the tap itself is confirmed over the chat.

use crate::domain::assignment::Answer;
use crate::domain::{Card, Focus, Part, PersonId, Refusal, Slot, Tell, To, Toast};

use super::super::draft::Expectation;
use super::super::press::Press;
use super::super::turn::{Halt, Speaker, Turn, Turned};
use super::act::enter;
use super::material;
use super::nil::report_nil;
use super::open::loaded;
use super::request;

/// The card that was pressed: what it showed, if we still know.
pub(in super::super) type Shown = Option<Slot>;

/// A press of a contact about one part.
pub(in super::super) async fn press(turn: &mut Turn<'_>, speaker: &Speaker, shown: Shown, press: Press) -> Turned {
    let person = speaker.person.ok_or(Refusal::NotYours)?;
    match press {
        Press::Acknowledge(part) => {
            let entered = enter(turn, person, part, Answer::Acknowledge).await?;
            let it = loaded(turn, part).await?;
            let asks_when = it.asks_when();
            if asks_when {
                Expectation::DateOffered { part }.set(turn, speaker.chat).await?;
            }
            show(turn, speaker, shown, person, part, asks_when.then_some(Focus::Dates { part })).await?;
            toast(turn, speaker, entered.is_empty(), Toast::Acknowledged).await
        }
        Press::AcknowledgeAll => acknowledge_all(turn, speaker, shown, person).await,
        Press::Date(part, at) => {
            let words = request::said_before(turn, speaker, part, at).await?;
            let entered = enter(turn, person, part, Answer::Date(at, words)).await?;
            show(turn, speaker, shown, person, part, None).await?;
            if let Some(what) = request::asked(&entered) {
                turn.toast(speaker, Toast::Asked).await?;
                return request::sent(turn, speaker, part, what, &entered).await;
            }
            toast(turn, speaker, entered.is_empty(), Toast::Dated).await
        }
        Press::Hand(hand) => Box::pin(material::press(turn, speaker, shown, person, hand)).await,
        Press::Nil(part) => {
            let entered = report_nil(turn, person, part, None).await?;
            show(turn, speaker, shown, person, part, None).await?;
            toast(turn, speaker, entered.is_empty(), Toast::HandedIn).await
        }
        Press::Dates(part) => open(turn, speaker, shown, person, part, Some(Focus::Dates { part })).await,
        Press::Done(part) => open(turn, speaker, shown, person, part, Some(Focus::Ways { part })).await,
        Press::More(part) => open(turn, speaker, shown, person, part, Some(Focus::More { part })).await,
        Press::OwnUntil(part) => {
            let expect = Expectation::Until { part, words: None };
            ask(turn, speaker, (person, part), expect, Slot::AskUntil { part }).await
        }
        Press::NotOurs(part) => request::not_ours(turn, speaker, person, part).await,
        Press::Withdraw(part, what) => request::withdraw(turn, speaker, person, part, what).await,
        Press::Back(part) => open(turn, speaker, shown, person, part, None).await,
        Press::Part(part) => {
            own(turn, person, part).await?;
            turn.toast(speaker, Toast::Silent).await?;
            turn.add(speaker, Slot::PartCard { person, part, focus: None }).await
        }
        Press::OwnDate(part) => {
            ask(turn, speaker, (person, part), Expectation::Date { part }, Slot::AskDate { part }).await
        }
        Press::SendFile(part) => {
            ask(turn, speaker, (person, part), Expectation::File { part }, Slot::AskFile { part }).await
        }
        Press::Difficulty(part) => {
            let expect = Expectation::Difficulty { part };
            ask(turn, speaker, (person, part), expect, Slot::AskDifficulty { part }).await
        }
        _ => Err(Refusal::StaleCard.into()),
    }
}

/// 收到 for every part of the card.
async fn acknowledge_all(turn: &mut Turn<'_>, speaker: &Speaker, shown: Shown, person: PersonId) -> Turned {
    let (slot, parts) = match shown.ok_or(Refusal::StaleCard)? {
        Slot::Notice { person, parts, .. } => (Slot::Notice { person, parts: parts.clone(), focus: None }, parts),
        Slot::Digest { person, touches, .. } => {
            let parts = touches.iter().map(|(part, _)| *part).collect();
            (Slot::Digest { person, touches, focus: None }, parts)
        }
        _ => return Err(Refusal::StaleCard.into()),
    };
    let mut before = true;
    let mut refused = None;
    for part in parts {
        match enter(turn, person, part, Answer::Acknowledge).await {
            Ok(entries) => before &= entries.is_empty(),
            // One that was called off stops none of the others.
            Err(Halt::Refused(refusal)) => refused = Some(refusal),
            Err(halt) => return Err(halt),
        }
    }
    if let (true, Some(refusal)) = (before, refused) {
        return Err(refusal.into());
    }
    if let Some((card, _)) = speaker.pressed.as_ref() {
        edit(turn, *card, slot).await?;
    }
    toast(turn, speaker, before, Toast::AcknowledgedAll).await
}

pub(super) async fn toast(turn: &mut Turn<'_>, speaker: &Speaker, before: bool, toast: Toast) -> Turned {
    turn.toast(speaker, if before { Toast::Already } else { toast }).await
}

/// Shows something more on the card; changes nothing on record.
async fn open(
    turn: &mut Turn<'_>,
    speaker: &Speaker,
    shown: Shown,
    person: PersonId,
    part: Part,
    focus: Option<Focus>,
) -> Turned {
    let it = own(turn, person, part).await?;
    if let Some(over) = it.task.awaits_nothing() {
        show(turn, speaker, shown, person, part, None).await?;
        return turn.refuse(speaker, over).await;
    }
    if it.assignment.is_over() && focus.is_some() {
        show(turn, speaker, shown, person, part, None).await?;
        return turn.toast(speaker, Toast::Already).await;
    }
    show(turn, speaker, shown, person, part, focus).await?;
    turn.toast(speaker, Toast::Silent).await
}

/// Asks for words or a file; the next thing this person sends is taken for it.
async fn ask(
    turn: &mut Turn<'_>,
    speaker: &Speaker,
    (person, part): (PersonId, Part),
    expect: Expectation,
    slot: Slot,
) -> Turned {
    let it = own(turn, person, part).await?;
    if let Some(over) = it.task.awaits_nothing() {
        return Err(over.into());
    }
    if it.assignment.is_over() {
        return Err(Refusal::AlreadyComplete { task: part.task }.into());
    }
    expect.set(turn, speaker.chat).await?;
    turn.toast(speaker, Toast::YourTurn).await?;
    turn.add(speaker, slot).await
}

pub(super) async fn own(turn: &mut Turn<'_>, person: PersonId, part: Part) -> Turned<super::open::Loaded> {
    let it = loaded(turn, part).await?;
    if it.dept.answers(person) { Ok(it) } else { Err(it.dept.not_theirs(person).into()) }
}

/// The pressed card anew; a card that is no longer known becomes one of this part alone.
pub(super) async fn show(
    turn: &mut Turn<'_>,
    speaker: &Speaker,
    shown: Shown,
    person: PersonId,
    part: Part,
    focus: Option<Focus>,
) -> Turned {
    let slot = match shown {
        Some(Slot::Notice { person, parts, .. }) => Slot::Notice { person, parts, focus },
        Some(Slot::Digest { person, touches, .. }) => Slot::Digest { person, touches, focus },
        Some(Slot::My { person, page }) => match focus {
            Some(_) => return turn.add(speaker, Slot::PartCard { person, part, focus }).await,
            None => Slot::My { person, page },
        },
        _ => Slot::PartCard { person, part, focus },
    };
    let Some((card, _)) = speaker.pressed.as_ref() else { return Ok(()) };
    edit(turn, *card, slot).await
}

async fn edit(turn: &mut Turn<'_>, card: Card, slot: Slot) -> Turned {
    turn.tell(Tell::answer(To::Chat(card.chat), slot).editing(card)).await
}
