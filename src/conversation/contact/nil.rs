//! 零报告: nothing to hand in is the whole answer, where the lead said so.

use crate::domain::assignment::Answer;
use crate::domain::{Entry, Part, PersonId, ReceiptOf, Refusal};
use crate::say;
use crate::wording::Words;

use super::super::turn::{Speaker, Turn, Turned};
use super::act::{confirm, enter, keep};
use super::open::loaded;

/// Enters it with the words that say so, a tap's in the office's language; the entries are empty if all was in before.
pub(super) async fn report_nil(
    turn: &mut Turn<'_>,
    person: PersonId,
    part: Part,
    text: Option<&str>,
) -> Turned<Vec<Entry>> {
    let it = loaded(turn, part).await?;
    if !it.task.terms.nil_ok {
        return Err(Refusal::StaleCard.into());
    }
    if it.assignment.is_complete() {
        return Ok(vec![]);
    }
    let label = say!(Words::of(it.office.lang), ButtonNil);
    let words = Some(keep(turn, text.unwrap_or(&label)).await?);
    enter(turn, person, part, Answer::HandIn { items: it.missing(), files: vec![], words }).await
}

/// The same in words, confirmed by a receipt.
pub(super) async fn confirm_nil(
    turn: &mut Turn<'_>,
    speaker: &Speaker,
    person: PersonId,
    part: Part,
    text: &str,
) -> Turned {
    let entries = report_nil(turn, person, part, Some(text)).await?;
    confirm(turn, speaker, person, part, &entries, ReceiptOf::Nil).await
}
