//! `/playbook`: plans for an emergency, kept until they are needed. With a file: import; with a name: start, after one card
//! to check. What runs stands on a card that shows itself anew, and is stopped from there.

mod columns;
mod import;
mod run;
mod start;
mod stop;
mod table;
mod waits;

pub(super) use import::{import, keep, read};
pub(super) use run::{privately, turn_to};
pub(super) use start::{CARD_LIVES, card_of, reason as start_reason, reason_of, start};
pub(super) use stop::{ask as ask_to_stop, open_tasks, reason as stop_reason, stop};
pub(super) use table::{BadStep, StepFault};
pub(super) use waits::{came_in, waited_for};

use crate::chat::Attachment;
use crate::domain::Slot;

use super::turn::{Speaker, Turn, Turned};

/// `/playbook [name]`, with or without a file.
pub(super) async fn playbook(turn: &mut Turn<'_>, speaker: &Speaker, words: &str, file: Option<&Attachment>) -> Turned {
    if let Some(file) = file {
        return import(turn, speaker, file, words).await;
    }
    if !words.is_empty() {
        return start::card(turn, speaker, words).await;
    }
    let office = turn.office_here(speaker).await?;
    turn.staff_or_hidden(&office, speaker).await?;
    turn.answer(speaker, Slot::Playbooks { office: office.id }).await
}
