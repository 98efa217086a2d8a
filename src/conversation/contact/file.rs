//! A file in private is a hand-in: matched to the open part, then to the required item by its name, else asked by buttons.

use crate::chat::Attachment;
use crate::domain::assignment::Answer;
use crate::domain::reply::{self, Intent};
use crate::domain::{FileRef, Part, PersonId, ReceiptOf, Refusal, Slot};
use crate::store;

use super::super::draft::{Draft, Expectation, Unplaced, Unsorted};
use super::super::job::{self, Job};
use super::super::turn::{Speaker, Turn, Turned};
use super::act::{confirm, enter, keep};
use super::album::{self, Album, file_ref};
use super::material::replace_by;
use super::open::{Loaded, handed_in_parts, loaded, open_parts};
use super::words::{ask_which, date};

/// The chat app lets a bot fetch no more.
pub(in super::super) const FILE_MEGABYTES_MAX: u32 = 20;

/// A document or photo of a contact, with what was written under it.
pub(in super::super) async fn file(
    turn: &mut Turn<'_>,
    speaker: &Speaker,
    attachment: &Attachment,
    text: &str,
    about: &[Part],
) -> Turned {
    let person = speaker.person.ok_or(Refusal::Stranger)?;
    if attachment.size.is_some_and(|bytes| bytes > i64::from(FILE_MEGABYTES_MAX) * 1024 * 1024) {
        let name = attachment.name.clone();
        return Err(Refusal::FileTooLarge { megabytes_max: FILE_MEGABYTES_MAX, name }.into());
    }
    if attachment.size == Some(0) {
        return Err(Refusal::FileEmpty { name: attachment.name.clone() }.into());
    }
    let album = attachment.album.as_deref();
    if let Some(before) = Album::find(turn, speaker.chat, album).await?
        && album::follow(turn, speaker, person, before, (attachment, text)).await?
    {
        return Ok(());
    }
    let (parts, replaces) = candidates(turn, speaker, person, about).await?;
    let replaces = replaces || is_new_version(turn, text);
    if parts.is_empty() {
        Album::Refused.set(turn, speaker.chat, album).await?;
        return Err(Refusal::FileWithoutTask.into());
    }
    let files = vec![file_ref(turn, attachment).await?];
    let lot = Lot { files, text: text.to_owned(), album: attachment.album.clone(), replaces };
    match parts.as_slice() {
        [part] => place(turn, speaker, person, *part, lot).await,
        several => {
            let Lot { mut files, text, album, .. } = lot;
            let (file, parts) = (files.pop(), several.to_vec());
            ask_which(turn, speaker, Unplaced { person, parts, text, file, more: vec![], album }).await
        }
    }
}

/// What came as one message or one album.
pub(super) struct Lot {
    /// At least one.
    pub(super) files: Vec<FileRef>,
    /// What was written with it.
    pub(super) text: String,
    pub(super) album: Option<String>,
    /// It takes the place of what is in.
    pub(super) replaces: bool,
}

/// The parts of the card replied to, else the one that was asked for a file, else all that are open, else those of which all is
/// in; and whether the file was to take the place of what is in.
async fn candidates(
    turn: &mut Turn<'_>,
    speaker: &Speaker,
    person: PersonId,
    about: &[Part],
) -> Turned<(Vec<Part>, bool)> {
    if !about.is_empty() {
        return Ok((about.to_vec(), false));
    }
    match Expectation::find(turn, speaker.chat).await? {
        Some(Expectation::File { part }) if !loaded(turn, part).await?.assignment.is_complete() => {
            return Ok((vec![part], false));
        }
        Some(Expectation::NewVersion { part }) => return Ok((vec![part], true)),
        _ => {}
    }
    let open = open_parts(turn.conn, person).await?;
    if !open.is_empty() {
        return Ok((open.into_iter().map(|l| l.part).collect(), false));
    }
    let handed_in = handed_in_parts(turn.conn, person).await?;
    Ok((handed_in.into_iter().map(|l| l.part).collect(), false))
}

/// 发错了，以这版为准 under a file.
pub(super) fn is_new_version(turn: &Turn<'_>, text: &str) -> bool {
    let work = crate::domain::office::work_time(turn.ctx.manners.zone);
    !text.trim().is_empty() && reply::understand(text, turn.said_at, &work).sure() == Some(Intent::Resubmit)
}

/// Finds the item that a file is for.
pub(super) async fn place(turn: &mut Turn<'_>, speaker: &Speaker, person: PersonId, part: Part, lot: Lot) -> Turned {
    let it = loaded(turn, part).await?;
    if !it.dept.answers(person) {
        return Err(it.dept.not_theirs(person).into());
    }
    let first = lot.files.first().ok_or(Refusal::StaleCard)?;
    let name = store::words::find_words(turn.conn, first.name.no).await?.unwrap_or_default();
    if let Some(item) = item_for(&it, &name, &lot.text) {
        return hand_in(turn, speaker, person, part, vec![item], lot).await;
    }
    let Lot { mut files, text, album, replaces } = lot;
    let unsorted = Unsorted { person, part, file: files.remove(0), more: files, text, album: album.clone(), replaces };
    let draft = Draft::WhichItem(unsorted).keep(turn).await?;
    Album::Asked { draft }.set(turn, speaker.chat, album.as_deref()).await?;
    turn.answer(speaker, Slot::WhichItem { draft }).await
}

/// The only item, the only one missing, or the only one that the file or its caption names.
pub(super) fn item_for(it: &Loaded, name: &str, text: &str) -> Option<usize> {
    let items = &it.task.items;
    if items.len() == 1 {
        return Some(0);
    }
    let said = format!("{name} {text}").to_lowercase();
    let named: Vec<usize> = (0..items.len()).filter(|&at| said.contains(&bare(&items[at].name))).collect();
    if let [only] = named.as_slice() {
        return Some(*only);
    }
    match it.missing().as_slice() {
        [only] if named.is_empty() => Some(*only),
        _ => None,
    }
}

/// An item's name without what stands in brackets behind it: 月报(盖章PDF) → 月报.
fn bare(name: &str) -> String {
    name.split(['（', '(']).next().unwrap_or(name).trim().to_lowercase()
}

/// Enters the hand-in and has the files fetched.
pub(super) async fn hand_in(
    turn: &mut Turn<'_>,
    speaker: &Speaker,
    person: PersonId,
    part: Part,
    items: Vec<usize>,
    lot: Lot,
) -> Turned {
    let Lot { mut files, text, album, replaces } = lot;
    let words = if text.trim().is_empty() { None } else { Some(keep(turn, &text).await?) };
    let item = items.first().copied().unwrap_or_default();
    // All of the items are in all of the files; else an album is sorted file by file.
    let rest = if items.len() == 1 { files.split_off(1) } else { vec![] };
    let fetches: Vec<Job> = files.iter().map(|file| Job::KeepFile { part, file: file.file.clone() }).collect();
    let entered = enter(turn, person, part, Answer::HandIn { items, files, words }).await?;
    for fetch in fetches {
        job::insert(turn.conn, &fetch, turn.ctx.now).await?;
    }
    let entry = entered.first().map(|entry| entry.seq).ok_or(Refusal::StaleCard)?;
    Album::HandedIn { part, entry, item, replaces }.set(turn, speaker.chat, album.as_deref()).await?;
    for file in rest {
        album::add(turn, person, (part, entry, item), file, "").await?;
    }
    if replaces {
        replace_by(turn, speaker, person, part, entry).await?;
    } else {
        confirm(turn, speaker, person, part, &entered, ReceiptOf::HandIn).await?;
    }
    promise_the_rest(turn, speaker, person, part, &text).await
}

/// 先报一部分，其余明天补 under a file: the rest has its date.
async fn promise_the_rest(turn: &mut Turn<'_>, speaker: &Speaker, person: PersonId, part: Part, text: &str) -> Turned {
    let it = loaded(turn, part).await?;
    let understood = reply::understand(text, turn.said_at, &it.office.work_time());
    match understood.date {
        Some(at) if understood.sure() == Some(Intent::Partial) && !it.assignment.is_complete() => {
            date(turn, speaker, person, &it, at, text).await
        }
        _ => Ok(()),
    }
}
