//! `/playbook [name]`: plans for an emergency, kept until they are needed. With a file: import.

mod columns;
mod import;
mod table;

pub(super) use import::{import, keep, read};
pub(super) use table::{BadStep, StepFault};

use crate::chat::Attachment;
use crate::domain::Slot;

use super::turn::{Speaker, Turn, Turned};

/// `/playbook [name]`, with or without a file.
pub(super) async fn playbook(turn: &mut Turn<'_>, speaker: &Speaker, words: &str, file: Option<&Attachment>) -> Turned {
    if let Some(file) = file {
        return import(turn, speaker, file, words).await;
    }
    let office = turn.office_here(speaker).await?;
    turn.staff_or_hidden(&office, speaker).await?;
    turn.answer(speaker, Slot::Playbooks { office: office.id }).await
}
