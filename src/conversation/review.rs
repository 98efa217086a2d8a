//! 审核: hand-ins are accepted all at once or one by one, or sent back with a reason and time to correct.

use std::collections::BTreeSet;

use crate::domain::assignment::{self, Flaw};
use crate::domain::{
    Actor, Card, GroupKind, Matter, Moment, OfficeId, Part, Refusal, ReviewFocus, Slot, TaskNo, Tell, To, Toast, Words,
};
use crate::store::{projections, words};

use super::contact::{loaded, refresh};
use super::matter::{self, Raised};
use super::overview::has_opened;
use super::press::Decide;
use super::staff;
use super::start::to_person;
use super::turn::{Speaker, Turn, Turned};

/// Hand-ins of one task that are accepted by one press.
const AT_ONCE_MAX: i64 = 10_000;

/// A press about hand-ins.
pub(super) async fn press(turn: &mut Turn<'_>, speaker: &Speaker, press: Decide) -> Turned {
    match press {
        Decide::Submissions(office, task, page) => list(turn, speaker, office, task, page).await,
        Decide::AcceptAll(office, task, by) => accept_all(turn, speaker, office, task, by).await,
        Decide::Submission(part) => show(turn, speaker, part, None).await,
        Decide::ReturnItems(part) => {
            let (_, it) = staff::acting(turn, speaker, part).await?;
            let one = it.task.items.len() <= 1;
            let focus = if one { ReviewFocus::Reasons { item: None } } else { ReviewFocus::Items };
            show(turn, speaker, part, Some(focus)).await
        }
        Decide::ReturnWhy(part, item) => show(turn, speaker, part, Some(ReviewFocus::Reasons { item })).await,
        Decide::Accept(part) => {
            let (person, it) = staff::acting(turn, speaker, part).await?;
            let events = assignment::accept(it.view())?;
            let was_before = events.is_empty();
            turn.enter(part.office, Actor::Person(person), events).await?;
            turn.answer(speaker, Slot::SubmissionCard { part, focus: None }).await?;
            turn.toast(speaker, if was_before { Toast::Already } else { Toast::Set }).await
        }
        Decide::SendBack(part, item, flaw) => {
            send_back(turn, speaker, part, item, (Some(flaw), None)).await?;
            turn.answer(speaker, Slot::SubmissionCard { part, focus: None }).await?;
            turn.toast(speaker, Toast::Set).await
        }
        Decide::Files(part) => files(turn, speaker, part).await,
        _ => Err(Refusal::StaleCard.into()),
    }
}

/// A reply to the card of a hand-in: the reason why it is sent back, or, with nothing opened, a word to the contact.
pub(super) async fn reply(
    turn: &mut Turn<'_>,
    speaker: &Speaker,
    (part, focus): (Part, Option<ReviewFocus>),
    place: Card,
    text: &str,
) -> Turned {
    let (_, it) = staff::replying(turn, speaker, part, text).await?;
    let Some(ReviewFocus::Reasons { item }) = focus else {
        let by = it.dept.reached().ok_or(Refusal::StaleCard)?;
        return matter::reply(turn, speaker, Raised { part, matter: Matter::Question, by }, text).await;
    };
    let said = words::insert_words(turn.conn, text).await?;
    send_back(turn, speaker, part, item, (None, Some(said))).await?;
    let slot = Slot::SubmissionCard { part, focus: None };
    turn.tell(Tell::answer(To::Chat(place.chat), slot).editing(place)).await
}

async fn list(turn: &mut Turn<'_>, speaker: &Speaker, id: OfficeId, task: TaskNo, page: usize) -> Turned {
    let office = turn.office(id).await?;
    turn.staff(&office, speaker).await?;
    turn.toast(speaker, Toast::Silent).await?;
    turn.answer(speaker, Slot::Submissions { office: id, task, page }).await
}

async fn show(turn: &mut Turn<'_>, speaker: &Speaker, part: Part, focus: Option<ReviewFocus>) -> Turned {
    staff::acting(turn, speaker, part).await?;
    turn.toast(speaker, Toast::Silent).await?;
    turn.answer(speaker, Slot::SubmissionCard { part, focus }).await
}

/// What had come when the list was shown: what came since is looked at first.
async fn accept_all(turn: &mut Turn<'_>, speaker: &Speaker, id: OfficeId, task: TaskNo, by: Moment) -> Turned {
    let office = turn.office(id).await?;
    let person = turn.staff(&office, speaker).await?;
    let waiting = projections::list_to_review(turn.conn, id, Some(task), AT_ONCE_MAX).await?;
    let mut none = true;
    for it in waiting.iter().filter(|it| it.review_since().is_some_and(|since| since <= by)) {
        let it = loaded(turn, Part { office: id, task, dept: it.dept }).await?;
        let events = assignment::accept(it.view())?;
        none &= events.is_empty();
        turn.enter(id, Actor::Person(person), events).await?;
    }
    let private = !speaker.in_group || office.kind == GroupKind::Own;
    turn.answer(speaker, Slot::Review { office: id, page: 0, private }).await?;
    turn.toast(speaker, if none { Toast::Already } else { Toast::Set }).await
}

async fn send_back(
    turn: &mut Turn<'_>,
    speaker: &Speaker,
    part: Part,
    item: Option<usize>,
    why: (Option<Flaw>, Option<Words>),
) -> Turned {
    let (person, it) = staff::acting(turn, speaker, part).await?;
    let items: BTreeSet<usize> = item.into_iter().collect();
    let events = assignment::send_back(it.view(), &items, why, &it.office.work_time(), turn.ctx.now)?;
    let entries = turn.enter(part.office, Actor::Person(person), events).await?;
    if let (Some(contact), Some(entry)) = (it.dept.reached(), entries.first()) {
        turn.tell(to_person(contact, Slot::SentBack { part, entry: entry.seq })).await?;
        refresh(turn, contact, part).await?;
    }
    Ok(())
}

/// The files themselves, in private: a group is no place for them.
async fn files(turn: &mut Turn<'_>, speaker: &Speaker, part: Part) -> Turned {
    let (person, it) = staff::acting(turn, speaker, part).await?;
    if !has_opened(turn, person).await? {
        turn.toast(speaker, Toast::Silent).await?;
        return turn.add(speaker, Slot::OpenPrivate { office: part.office }).await;
    }
    for no in 0..it.assignment.material.files().count() {
        turn.tell(to_person(person, Slot::HandedFile { part, no })).await?;
    }
    turn.toast(speaker, if speaker.in_group { Toast::SentPrivately } else { Toast::Silent }).await
}
