//! What the lead's acts on one part begin with: who acts, on what, and whether a reply says anything that can be kept.

use crate::domain::{Part, PersonId, Refusal};

use super::contact::{Loaded, loaded};
use super::turn::{Speaker, Turn, Turned};

/// Characters of a reply that are kept, whoever replies.
const TEXT_CHARACTERS_MAX: usize = 2_000;

/// The member of staff who acts, and the part as it stands.
pub(super) async fn acting(turn: &mut Turn<'_>, speaker: &Speaker, part: Part) -> Turned<(PersonId, Loaded)> {
    let office = turn.office(part.office).await?;
    let person = turn.staff(&office, speaker).await?;
    Ok((person, loaded(turn, part).await?))
}

/// The same for who replies to a card in words.
pub(super) async fn replying(
    turn: &mut Turn<'_>,
    speaker: &Speaker,
    part: Part,
    text: &str,
) -> Turned<(PersonId, Loaded)> {
    let acting = acting(turn, speaker, part).await?;
    fits(text)?;
    if text.trim().is_empty() {
        return Err(Refusal::NothingToAnswer.into());
    }
    Ok(acting)
}

/// Refuses what is too long to be kept.
pub(super) fn fits(text: &str) -> Result<(), Refusal> {
    if text.chars().count() > TEXT_CHARACTERS_MAX {
        return Err(Refusal::TooLong { field: "reply".into(), characters_max: TEXT_CHARACTERS_MAX });
    }
    Ok(())
}
