//! The answer to a question that the bot asked with buttons: which part, which item, what was meant.

use crate::domain::assignment::Answer;
use crate::domain::{Matter, Part, PersonId, Refusal, Toast};

use super::super::draft::{Draft, Unplaced, Unsorted};
use super::super::turn::{Speaker, Turn, Turned};
use super::act::{enter_and_confirm, keep, raise};
use super::file::{Lot, hand_in, is_new_version, place};
use super::open::loaded;
use super::words::act;

/// Seen, a difficulty, a question for the lead, the very thing that is asked for.
const MEANINGS: usize = 4;
/// Where the last of them stands.
pub(in super::super) const MEANS_RESULT: usize = 3;

/// The n-th choice of a kept question; it is gone after that.
pub(in super::super) async fn choose(turn: &mut Turn<'_>, speaker: &Speaker, id: i64, n: usize) -> Turned {
    let draft = Draft::find(turn, id).await?;
    let (Draft::WhichPart(Unplaced { person, .. })
    | Draft::WhatMeant(Unplaced { person, .. })
    | Draft::WhichItem(Unsorted { person, .. })) = draft
    else {
        return Err(Refusal::StaleCard.into());
    };
    if speaker.person != Some(person) {
        return Err(Refusal::NotYours.into());
    }
    if n >= choices(turn, &draft).await? {
        return Err(Refusal::StaleCard.into());
    }
    Draft::take(turn, id).await?;
    turn.toast(speaker, Toast::Silent).await?;
    match draft {
        Draft::WhichPart(it) => which_part(turn, speaker, it, n).await,
        Draft::WhichItem(it) => which_item(turn, speaker, it, n).await,
        Draft::WhatMeant(it) => what_meant(turn, speaker, it, n).await,
        _ => Err(Refusal::StaleCard.into()),
    }
}

/// How many buttons the question had.
async fn choices(turn: &mut Turn<'_>, draft: &Draft) -> Turned<usize> {
    Ok(match draft {
        Draft::WhichPart(it) => it.parts.len(),
        // Behind the items stands "all of them", where several files came.
        Draft::WhichItem(it) => loaded(turn, it.part).await?.task.items.len() + usize::from(it.album.is_some()),
        Draft::WhatMeant(_) => MEANINGS,
        _ => 0,
    })
}

async fn which_part(turn: &mut Turn<'_>, speaker: &Speaker, it: Unplaced, n: usize) -> Turned {
    let part = *it.parts.get(n).ok_or(Refusal::StaleCard)?;
    match it.file {
        Some(file) => {
            let replaces = is_new_version(turn, &it.text);
            let files = [file].into_iter().chain(it.more).collect();
            place(turn, speaker, it.person, part, Lot { files, text: it.text, album: it.album, replaces }).await
        }
        None => act(turn, speaker, it.person, part, &it.text).await,
    }
}

/// One item, or behind them all that are missing.
async fn which_item(turn: &mut Turn<'_>, speaker: &Speaker, it: Unsorted, n: usize) -> Turned {
    let loaded = loaded(turn, it.part).await?;
    let all = loaded.task.items.len();
    let items = match loaded.missing() {
        _ if n < all => vec![n],
        missing if missing.is_empty() => (0..all).collect(),
        missing => missing,
    };
    let files = [it.file].into_iter().chain(it.more).collect();
    hand_in(
        turn,
        speaker,
        it.person,
        it.part,
        items,
        Lot { files, text: it.text, album: it.album, replaces: it.replaces },
    )
    .await
}

/// The meanings by their number; a button keeps its own wherever it stands.
async fn what_meant(turn: &mut Turn<'_>, speaker: &Speaker, it: Unplaced, n: usize) -> Turned {
    let part = *it.parts.first().ok_or(Refusal::StaleCard)?;
    match n {
        0 => enter_and_confirm(turn, speaker, it.person, part, Answer::Acknowledge).await,
        1 => raise(turn, speaker, it.person, part, Matter::Difficulty, &it.text).await,
        2 => raise(turn, speaker, it.person, part, Matter::Question, &it.text).await,
        MEANS_RESULT => result(turn, speaker, it.person, part, &it.text).await,
        _ => Err(Refusal::StaleCard.into()),
    }
}

/// The words are handed in as the one item that is open; if there is none any more, they are kept with the part.
async fn result(turn: &mut Turn<'_>, speaker: &Speaker, person: PersonId, part: Part, text: &str) -> Turned {
    let items = loaded(turn, part).await?.missing();
    let words = Some(keep(turn, text).await?);
    enter_and_confirm(turn, speaker, person, part, Answer::HandIn { items, files: vec![], words }).await
}
