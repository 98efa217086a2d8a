//! What the bot asks a contact, and the few words it says on its own.

use crate::chat::{Button, Outgoing, Text};
use crate::conversation::contact::{Loaded, MEANS_RESULT, load};
use crate::conversation::draft::{Draft, Unaddressed, Unplaced, Unsorted};
use crate::conversation::press::Press;
use crate::domain::reply::{self, Intent};
use crate::domain::{Moment, Part, Slot};
use crate::say;
use crate::store::{Result, draft, words};

use super::part::code_of;
use super::pen::{Pen, button, lines};

/// Longer words are not repeated in a question.
const QUOTE_CHARACTERS_MAX: usize = 60;

/// Whatever the bot asks a person.
pub(super) async fn draw(pen: &mut Pen<'_>, slot: &Slot) -> Result<Option<Outgoing>> {
    match slot {
        Slot::AskDate { part } => ask_date(pen, *part).await,
        Slot::AskDifficulty { part } => ask_difficulty(pen, *part).await,
        Slot::AskFile { part } => ask_file(pen, *part).await,
        Slot::WhichOffice { draft } => which_office(pen, *draft).await,
        Slot::WhichPart { draft } => which_part(pen, *draft).await,
        Slot::WhichItem { draft } => which_item(pen, *draft).await,
        Slot::WhatMeant { draft } => what_meant(pen, *draft).await,
        Slot::Courtesy => Ok(Some(courtesy(pen))),
        _ => Ok(None),
    }
}

async fn ask_date(pen: &mut Pen<'_>, part: Part) -> Result<Option<Outgoing>> {
    let Some(it) = load(pen.conn, part).await? else { return Ok(None) };
    let due = pen.times(it.office.zone).moment(it.deadline_at());
    Ok(Some(lines(&[say!(pen.words, AskDate { task: &it.task.title, due: due })])))
}

async fn ask_difficulty(pen: &mut Pen<'_>, part: Part) -> Result<Option<Outgoing>> {
    let Some(it) = load(pen.conn, part).await? else { return Ok(None) };
    Ok(Some(lines(&[say!(pen.words, AskDifficulty { task: &it.task.title, lead: &it.office.name })])))
}

async fn ask_file(pen: &mut Pen<'_>, part: Part) -> Result<Option<Outgoing>> {
    let Some(it) = load(pen.conn, part).await? else { return Ok(None) };
    let items = pen.items(&it.task, it.missing());
    Ok(Some(lines(&[say!(pen.words, AskFile { task: &it.task.title, items: items })])))
}

/// For which of several offices a command is meant.
async fn which_office(pen: &mut Pen<'_>, id: i64) -> Result<Option<Outgoing>> {
    let Some(Draft::WhichOffice(Unaddressed { offices, .. })) = kept(pen, id).await? else { return Ok(None) };
    let mut buttons = Vec::new();
    for (n, office) in offices.iter().enumerate() {
        if let Some(office) = pen.office(*office).await? {
            buttons.push(vec![button(office.name, Press::Choose(id, n))]);
        }
    }
    Ok(Some(Outgoing { buttons, ..lines(&[say!(pen.words, WhichOffice)]) }))
}

/// Which of several open parts words or a file are about.
async fn which_part(pen: &mut Pen<'_>, id: i64) -> Result<Option<Outgoing>> {
    let Some(Draft::WhichPart(Unplaced { parts, file, .. })) = kept(pen, id).await? else { return Ok(None) };
    let ask = if file.is_some() { say!(pen.words, WhichPartFile) } else { say!(pen.words, WhichPart) };
    let mut buttons = Vec::new();
    for (n, part) in parts.iter().enumerate() {
        if let Some(it) = load(pen.conn, *part).await? {
            let label = format!("{} {} · {}", code_of(&it.task), it.task.title, super::pen::short(&it.dept.profile));
            buttons.push(vec![button(label, Press::Choose(id, n))]);
        }
    }
    Ok(Some(Outgoing { buttons, ..lines(&[ask]) }))
}

/// Which of a task's items a file is.
async fn which_item(pen: &mut Pen<'_>, id: i64) -> Result<Option<Outgoing>> {
    let Some(Draft::WhichItem(Unsorted { part, file, album, .. })) = kept(pen, id).await? else { return Ok(None) };
    let Some(it) = load(pen.conn, part).await? else { return Ok(None) };
    let name = words::find_words(pen.conn, file.name.no).await?.unwrap_or_default();
    let ask = if album.is_some() {
        say!(pen.words, WhichItemAlbum { task: &it.task.title })
    } else if name.is_empty() {
        say!(pen.words, WhichItemUnnamed { task: &it.task.title })
    } else {
        say!(pen.words, WhichItem { task: &it.task.title, file: name })
    };
    let items = it.task.items.iter().enumerate();
    let mut buttons: Vec<Vec<Button>> = items.map(|(n, item)| vec![button(&item.name, Press::Choose(id, n))]).collect();
    if album.is_some() {
        buttons.push(vec![button(say!(pen.words, ButtonEveryItem), Press::Choose(id, it.task.items.len()))]);
    }
    Ok(Some(Outgoing { buttons, ..lines(&[ask]) }))
}

/// What words mean that were not plain.
async fn what_meant(pen: &mut Pen<'_>, id: i64) -> Result<Option<Outgoing>> {
    let Some(Draft::WhatMeant(Unplaced { parts, text, .. })) = kept(pen, id).await? else { return Ok(None) };
    let Some(part) = parts.first() else { return Ok(None) };
    let Some(it) = load(pen.conn, *part).await? else { return Ok(None) };
    let ask = if text.chars().count() > QUOTE_CHARACTERS_MAX {
        say!(pen.words, WhatMeantLong { task: &it.task.title })
    } else if says_nil(&it, &text, pen.now) && !it.task.terms.nil_ok {
        let items = pen.items(&it.task, it.missing());
        say!(pen.words, WhatMeantNil { task: &it.task.title, items: items, text: text })
    } else {
        say!(pen.words, WhatMeant { text: text, task: &it.task.title })
    };
    let meanings = [say!(pen.words, MeansSeen), say!(pen.words, MeansDifficulty), say!(pen.words, MeansQuestion)];
    let mut buttons: Vec<Vec<Button>> =
        meanings.into_iter().enumerate().map(|(n, label)| vec![button(label, Press::Choose(id, n))]).collect();
    if it.awaits_words() {
        buttons.insert(0, vec![button(say!(pen.words, MeansResult), Press::Choose(id, MEANS_RESULT))]);
    }
    buttons.push(vec![
        button(say!(pen.words, ButtonDates), Press::Dates(*part)),
        button(say!(pen.words, ButtonDone), Press::Done(*part)),
        button(say!(pen.words, ButtonMore), Press::More(*part)),
    ]);
    Ok(Some(Outgoing { buttons, ..lines(&[ask]) }))
}

fn says_nil(it: &Loaded, text: &str, now: Moment) -> bool {
    reply::understand(text, now, &it.office.work_time()).sure() == Some(Intent::Nil)
}

fn courtesy(pen: &Pen<'_>) -> Outgoing {
    Outgoing { text: Text::plain(say!(pen.words, Courtesy)), ..Outgoing::default() }
}

async fn kept(pen: &mut Pen<'_>, id: i64) -> Result<Option<Draft>> {
    Ok(draft::find::<Draft>(pen.conn, id).await?.map(|kept| kept.doc))
}
