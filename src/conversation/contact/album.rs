//! An album is one hand-in with one receipt. Its files come as messages of their own, perhaps after a restart, and go where the
//! first went.

use serde::{Deserialize, Serialize};

use crate::chat::Attachment;
use crate::domain::assignment::{self, Answer};
use crate::domain::{Actor, ChatNo, EntryNo, FileRef, Part, PersonId, Slot, Tell, To};
use crate::store;

use super::super::draft::Draft;
use super::super::job::{self, Job};
use super::super::playbook;
use super::super::turn::{Speaker, Turn, Turned};
use super::act::{enter, keep, refresh};
use super::file::item_for;
use super::open::{Loaded, loaded};

/// Where an album went.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "album", rename_all = "snake_case")]
pub(super) enum Album {
    /// Into this question.
    Asked { draft: i64 },
    /// Handed in with this entry, for this item.
    HandedIn {
        part: Part,
        entry: EntryNo,
        item: usize,
        /// All that the album names takes the place of what was in.
        #[serde(default)]
        replaces: bool,
    },
    /// It was not taken in, which was said.
    Refused,
}

impl Album {
    pub(super) async fn find(turn: &mut Turn<'_>, chat: ChatNo, album: Option<&str>) -> Turned<Option<Self>> {
        let Some(album) = album else { return Ok(None) };
        Ok(store::album::find(turn.conn, chat, album).await?)
    }

    /// Later files of the album follow.
    pub(super) async fn set(&self, turn: &mut Turn<'_>, chat: ChatNo, album: Option<&str>) -> Turned {
        let Some(album) = album else { return Ok(()) };
        Ok(store::album::set(turn.conn, chat, album, self, turn.ctx.now).await?)
    }
}

/// A further file of an album; false if nobody knows any more where the others went.
pub(super) async fn follow(
    turn: &mut Turn<'_>,
    speaker: &Speaker,
    person: PersonId,
    before: Album,
    (attachment, text): (&Attachment, &str),
) -> Turned<bool> {
    match before {
        Album::Refused => {}
        Album::Asked { draft: id } => {
            let Some(kept) = store::draft::find::<Draft>(turn.conn, id).await? else { return Ok(false) };
            let file = file_ref(turn, attachment).await?;
            let draft = match kept.doc {
                Draft::WhichPart(mut it) => {
                    it.more.push(file);
                    Draft::WhichPart(it)
                }
                Draft::WhichItem(mut it) => {
                    it.more.push(file);
                    Draft::WhichItem(it)
                }
                _ => return Ok(false),
            };
            draft.update(turn, id).await?;
        }
        Album::HandedIn { part, entry, item, replaces } => {
            let had = loaded(turn, part).await?.assignment.received;
            let file = file_ref(turn, attachment).await?;
            add(turn, person, (part, entry, item), file, text).await?;
            let replaced = replaces && !enter(turn, person, part, Answer::Replace(entry)).await?.is_empty();
            if replaced || loaded(turn, part).await?.assignment.received != had {
                let slot = Slot::ReceiptAgain { part, entry: entry.0 };
                turn.tell(Tell::answer(To::Chat(speaker.chat), slot)).await?;
                refresh(turn, person, part).await?;
            }
        }
    }
    Ok(true)
}

/// Enters a further file of a hand-in, for the item that it names, else for that of the first.
pub(super) async fn add(
    turn: &mut Turn<'_>,
    person: PersonId,
    (part, entry, item): (Part, EntryNo, usize),
    file: FileRef,
    text: &str,
) -> Turned {
    let it: Loaded = loaded(turn, part).await?;
    let name = store::words::find_words(turn.conn, file.name.no).await?.unwrap_or_default();
    let item = item_for(&it, &name, text).unwrap_or(item);
    let words = if text.trim().is_empty() { None } else { Some(keep(turn, text).await?) };
    let fetch = Job::KeepFile { part, file: file.file.clone() };
    let events = assignment::add_file(it.view(), Actor::Person(person), (entry, item), file, words)?;
    turn.enter(part.office, Actor::Person(person), events).await?;
    job::insert(turn.conn, &fetch, turn.ctx.now).await?;
    playbook::came_in(turn, &it).await
}

/// A file as it is entered.
pub(super) async fn file_ref(turn: &mut Turn<'_>, attachment: &Attachment) -> Turned<FileRef> {
    let name = keep(turn, attachment.name.as_deref().unwrap_or_default()).await?;
    Ok(FileRef { file: attachment.file.clone(), name, size: attachment.size, photo: attachment.photo })
}
