//! A message that was sent is changed. What it led to stands on record, which is said once, with the buttons to correct it; what
//! led to no entry counts as if it had been sent like this.

use sha2::{Digest, Sha256};

use crate::chat::{ChatKind, Message};
use crate::domain::{Part, Slot, Subject};
use crate::store::{Conn, StoreError, Tx, heard, ledger, person};

use super::context::Context;
use super::turn::{Speaker, Turn, Turned};

/// A later change is of what nobody reads any more.
const DAYS_MAX: i64 = 1;

/// What is to be done with a change.
pub(super) enum Change {
    /// Nothing: nothing new is said.
    Nothing,
    /// It is heard as if it were new.
    Hear,
    /// What it led to stands.
    Stands(Part, i64),
}

/// Where the meaning of a message is kept, for what it leads to and for knowing it again.
pub(super) fn source(message: &Message) -> String {
    format!("m:{}:{}:0", message.chat, message.message)
}

/// What a press led to, and how it is known again. The number of a press holds that of who pressed, so it is not kept.
#[must_use]
pub fn source_of_press(press: &str) -> String {
    format!("p:{}", hex::encode(&Sha256::digest(press)[..8]))
}

/// The same as it stands on the ledger, for good: a private chat's number is a person's, so there it is the person by our number.
pub(super) async fn on_ledger(conn: &mut Conn, source: &str) -> Result<String, StoreError> {
    let mut parts = source.splitn(3, ':');
    let (Some(kind @ ("m" | "j")), Some(chat), Some(rest)) = (parts.next(), parts.next(), parts.next()) else {
        return Ok(source.to_owned());
    };
    match chat.parse::<i64>() {
        Ok(user) if user > 0 => {
            let person = person::find_person_by_user(conn, user).await?.map_or(0, |row| row.id.0);
            Ok(format!("{kind}:p{person}:{rest}"))
        }
        _ => Ok(source.to_owned()),
    }
}

/// Notes these words of a message; false if they were heard before.
pub(super) async fn note_words(tx: &mut Tx, ctx: Context<'_>, message: &Message) -> Result<bool, StoreError> {
    let file = message.attachment.as_ref().map(|file| (&file.name, file.size));
    let digest = Sha256::digest(format!("{}\n{file:?}", message.text));
    let meaning = format!("w:{}:{}:{}", message.chat, message.message, hex::encode(&digest[..4]));
    heard::mark(tx, &meaning, ctx.now).await
}

/// Looks at a change of a message.
pub(super) async fn look(tx: &mut Tx, ctx: Context<'_>, message: &Message) -> Result<Change, StoreError> {
    if !note_words(tx, ctx, message).await? {
        return Ok(Change::Nothing);
    }
    let source = on_ledger(tx, &source(message)).await?;
    if let Some((office, entry)) = ledger::find_by_source(tx, &source).await?
        && let Subject::Assignment(task, dept) = entry.event.subject()
    {
        let once = format!("e:{}:{}", message.chat, message.message);
        let is_told = message.kind != ChatKind::Private || !heard::mark(tx, &once, ctx.now).await?;
        let part = Part { office, task, dept };
        return Ok(if is_told { Change::Nothing } else { Change::Stands(part, entry.seq.0) });
    }
    let edited_at = message.edited_at.unwrap_or(message.sent_at);
    let is_late = edited_at - message.sent_at > chrono::Duration::days(DAYS_MAX);
    Ok(if is_late { Change::Nothing } else { Change::Hear })
}

/// Says that the record stands.
pub(super) async fn say(turn: &mut Turn<'_>, speaker: &Speaker, part: Part, entry: i64) -> Turned {
    turn.answer(speaker, Slot::RecordStands { part, entry, person: speaker.person }).await
}
