//! Material by button: by which way it went, what of it, and which version holds.
//!
//! A hand-in is never lost by another: a second file for the same item stands beside the first until its sender says that it takes its
//! place, by one tap or by the words under it.

use crate::domain::assignment::Answer;
use crate::domain::{EntryNo, FileRef, Focus, Part, PersonId, ReceiptOf, Refusal, Slot, Tell, To, Toast};
use crate::say;
use crate::store::{projections, words};
use crate::wording;

use super::super::draft::Expectation;
use super::super::job::{self, Job};
use super::super::press::{Channel, Hand};
use super::super::turn::{Speaker, Turn, Turned};
use super::act::{enter, keep, refresh};
use super::open::{Loaded, handed_in_parts, loaded, open_parts};
use super::press::{Shown, own, show, toast};

/// A press about material.
pub(super) async fn press(
    turn: &mut Turn<'_>,
    speaker: &Speaker,
    shown: Shown,
    person: PersonId,
    press: Hand,
) -> Turned {
    match press {
        Hand::OtherWay(part, way) => {
            let it = own(turn, person, part).await?;
            let said = way_said(&it, way);
            let words = Some(keep(turn, &said).await?);
            let answer = Answer::HandIn { items: it.missing(), files: vec![], words };
            handed(turn, speaker, shown, person, part, answer).await
        }
        Hand::Only(part, item) => {
            let it = own(turn, person, part).await?;
            if item >= it.task.items.len() {
                return Err(Refusal::StaleCard.into());
            }
            let items = if it.assignment.received.contains(&item) { vec![] } else { vec![item] };
            if items.is_empty() {
                return turn.toast(speaker, Toast::Already).await;
            }
            let said = way_said(&it, Channel::Other);
            let words = Some(keep(turn, &said).await?);
            handed(turn, speaker, shown, person, part, Answer::HandIn { items, files: vec![], words }).await
        }
        Hand::SameAsLast(part) => same_as_last(turn, speaker, shown, person, part).await,
        Hand::Correct(part) => {
            let it = own(turn, person, part).await?;
            if let Some(over) = it.task.awaits_nothing() {
                show(turn, speaker, shown, person, part, None).await?;
                return turn.refuse(speaker, over).await;
            }
            Expectation::NewVersion { part }.set(turn, speaker.chat).await?;
            show(turn, speaker, shown, person, part, Some(Focus::HandIns { part })).await?;
            turn.toast(speaker, Toast::Silent).await
        }
        Hand::TakeBack(part, entry) => settle(turn, speaker, shown, person, part, Answer::TakeBack(entry)).await,
        Hand::Replace(part, entry) => settle(turn, speaker, shown, person, part, Answer::Replace(entry)).await,
        Hand::Forms(part) => {
            let it = own(turn, person, part).await?;
            for no in 0..it.task.terms.forms.len() {
                turn.add(speaker, Slot::Form { office: part.office, task: part.task, no }).await?;
            }
            turn.toast(speaker, Toast::Silent).await
        }
    }
}

/// How it went, in the office's language.
fn way_said(it: &Loaded, way: Channel) -> String {
    let words = wording::Words::of(it.office.lang);
    match way {
        Channel::Paper => say!(words, WayPaper),
        Channel::Mail => say!(words, WayMail),
        Channel::System => say!(words, WaySystem),
        Channel::Other => say!(words, ButtonOtherWay),
    }
}

async fn handed(
    turn: &mut Turn<'_>,
    speaker: &Speaker,
    shown: Shown,
    person: PersonId,
    part: Part,
    answer: Answer,
) -> Turned {
    let entered = enter(turn, person, part, answer).await?;
    show(turn, speaker, shown, person, part, None).await?;
    toast(turn, speaker, entered.is_empty(), Toast::HandedIn).await
}

/// Something is taken back, or takes another's place. The card that was pressed says so; so does the part's own.
async fn settle(
    turn: &mut Turn<'_>,
    speaker: &Speaker,
    shown: Shown,
    person: PersonId,
    part: Part,
    answer: Answer,
) -> Turned {
    let (what, done) = match answer {
        Answer::Replace(_) => (ReceiptOf::Replaced, Toast::Replaced),
        _ => (ReceiptOf::TakenBack, Toast::TakenBack),
    };
    let entered = enter(turn, person, part, answer).await?;
    let Some(entry) = entered.last() else { return turn.toast(speaker, Toast::Already).await };
    refresh(turn, person, part).await?;
    if let Some((card, _)) = speaker.pressed.as_ref() {
        let slot = match shown {
            Some(Slot::PartCard { person, part, .. }) => Slot::PartCard { person, part, focus: None },
            Some(Slot::Notice { person, parts, .. }) => Slot::Notice { person, parts, focus: None },
            _ => Slot::Receipt { part, entry: entry.seq.0, what },
        };
        turn.tell(Tell::answer(To::Chat(card.chat), slot).editing(*card)).await?;
    }
    turn.toast(speaker, done).await
}

/// What is in, to be taken back; what is sent next takes its place.
pub(super) async fn correct(turn: &mut Turn<'_>, speaker: &Speaker, person: PersonId, part: Part) -> Turned {
    let it = loaded(turn, part).await?;
    if let Some(over) = it.task.awaits_nothing() {
        return Err(over.into());
    }
    Expectation::NewVersion { part }.set(turn, speaker.chat).await?;
    turn.add(speaker, Slot::PartCard { person, part, focus: Some(Focus::HandIns { part }) }).await
}

/// Parts of which something is in, latest first.
pub(super) async fn parts_to_correct(turn: &mut Turn<'_>, person: PersonId) -> Turned<Vec<Part>> {
    let mut parts: Vec<Loaded> = open_parts(turn.conn, person).await?;
    parts.retain(|it| !it.assignment.received.is_empty());
    parts.extend(handed_in_parts(turn.conn, person).await?);
    parts.sort_by_key(|it| (std::cmp::Reverse(it.assignment.material.last_at()), it.part));
    Ok(parts.into_iter().map(|it| it.part).collect())
}

/// What this entry handed in stands alone for its items; says so if something was replaced.
pub(super) async fn replace_by(
    turn: &mut Turn<'_>,
    speaker: &Speaker,
    person: PersonId,
    part: Part,
    entry: EntryNo,
) -> Turned {
    let entered = enter(turn, person, part, Answer::Replace(entry)).await?;
    let what = if entered.is_empty() { ReceiptOf::HandIn } else { ReceiptOf::Replaced };
    refresh(turn, person, part).await?;
    turn.answer(speaker, Slot::Receipt { part, entry: entry.0, what }).await
}

/// 与上期相同: what this department handed in last time, of the items that are missing now and are called the same.
async fn same_as_last(turn: &mut Turn<'_>, speaker: &Speaker, shown: Shown, person: PersonId, part: Part) -> Turned {
    let it = own(turn, person, part).await?;
    let before = it.task.origin.and_then(|origin| origin.previous).ok_or(Refusal::StaleCard)?;
    let missing = it.missing();
    if missing.is_empty() {
        return turn.toast(speaker, Toast::Already).await;
    }
    let last = Part { task: before, ..part };
    let none = || Refusal::NothingLastTime { task: before };
    let task = projections::find_task(turn.conn, last.office, last.task).await?.ok_or_else(none)?;
    let theirs = projections::find_assignment(turn.conn, last.office, last.task, last.dept).await?.ok_or_else(none)?;
    let place_now = |place: &usize| {
        let name = &task.items.get(*place)?.name;
        missing.iter().copied().find(|now| it.task.items.get(*now).is_some_and(|item| same(&item.name, name)))
    };
    // The one thing that is asked for goes by the task's own name, which names the period.
    let only = if missing.len() == 1 { missing.first().copied() } else { None };
    let said = say!(wording::Words::of(it.office.lang), WayAsLast { code: before.to_string(), task: &task.title });
    let is_named = theirs.received.iter().any(|place| place_now(place).is_some());
    let mut is_new = false;
    for hand_in in &theirs.material.hand_ins {
        let mut items: Vec<usize> = hand_in.items.keys().filter_map(place_now).collect();
        if !is_named {
            items.extend(only);
        }
        if items.is_empty() {
            continue;
        }
        let mut files = Vec::new();
        for handed in &hand_in.files {
            let name = words::find_words(turn.conn, handed.file.name.no).await?.unwrap_or_default();
            files.push(FileRef { name: keep(turn, &name).await?, ..handed.file.clone() });
        }
        let fetch: Vec<Job> = files.iter().map(|file| Job::KeepFile { part, file: file.file.clone() }).collect();
        let words = Some(keep(turn, &said).await?);
        is_new |= !enter(turn, person, part, Answer::HandIn { items, files, words }).await?.is_empty();
        for job in &fetch {
            job::insert(turn.conn, job, turn.ctx.now).await?;
        }
    }
    if !is_new {
        return Err(none().into());
    }
    show(turn, speaker, shown, person, part, None).await?;
    turn.toast(speaker, Toast::HandedIn).await
}

/// 7月报表 and 8月报表 are the same thing of two months.
fn same(one: &str, other: &str) -> bool {
    let bare = |name: &str| name.chars().filter(|letter| !letter.is_numeric()).collect::<String>();
    bare(one) == bare(other)
}
