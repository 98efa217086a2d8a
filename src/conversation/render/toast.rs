//! The short line over the chat, after a press.

use crate::domain::{Slot, Toast};
use crate::say;
use crate::store::Result;

use super::pen::Pen;
use super::refusal;

/// Its text, if any, and whether it must be confirmed.
pub(super) async fn toast(pen: &mut Pen<'_>, slot: &Slot) -> Result<(Option<String>, bool)> {
    Ok(match slot {
        Slot::ToastRefused { refusal } => (Some(refusal::said(pen, refusal).await?), true),
        Slot::Toast { toast } => (line(pen, *toast), false),
        _ => (None, false),
    })
}

fn line(pen: &Pen<'_>, toast: Toast) -> Option<String> {
    let line = match toast {
        Toast::Acknowledged => say!(pen.words, ToastAcknowledged),
        Toast::AcknowledgedAll => say!(pen.words, ToastAcknowledgedAll),
        Toast::Dated => say!(pen.words, ToastDated),
        Toast::HandedIn => say!(pen.words, ToastHandedIn),
        Toast::TakenBack => say!(pen.words, ToastTakenBack),
        Toast::Replaced => say!(pen.words, ToastReplaced),
        Toast::Asked => say!(pen.words, ToastAsked),
        Toast::Withdrawn => say!(pen.words, ToastWithdrawn),
        Toast::Already => say!(pen.words, ToastAlready),
        Toast::YourTurn => say!(pen.words, ToastYourTurn),
        Toast::Published => say!(pen.words, ToastPublished),
        Toast::Imported => say!(pen.words, ToastImported),
        Toast::Started => say!(pen.words, ToastStarted),
        Toast::Dropped => say!(pen.words, ToastDropped),
        Toast::Set => say!(pen.words, ToastSet),
        Toast::SentPrivately => say!(pen.words, ToastSentPrivately),
        Toast::Silent => return None,
    };
    Some(line)
}
