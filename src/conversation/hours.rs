//! When a message that keeps its reader's hours may leave, however long it was held up.

use crate::domain::policy::{Policy, Reader, Rules};
use crate::domain::{Moment, Office, OfficeId, PersonId, Slot, Tell};
use crate::store::{Conn, Result, projections};

/// The offices that this person answers to, these first.
pub async fn offices_of(conn: &mut Conn, person: PersonId, first: Vec<OfficeId>) -> Result<Vec<Office>> {
    let mut ids = first;
    ids.extend(projections::list_seats_of(conn, person).await?.into_iter().map(|(office, ..)| office));
    let mut offices: Vec<Office> = Vec::new();
    for id in ids {
        if offices.iter().all(|office| office.id != id) {
            offices.extend(projections::find_office(conn, id).await?);
        }
    }
    Ok(offices)
}

/// The rules of all of a person's offices: whoever is asked by several is asked as the gentlest of them would.
#[must_use]
pub fn gentlest(offices: &[Office]) -> Option<Rules<'_>> {
    let first = offices.first()?;
    let policy = offices.iter().map(|office| office.policy).fold(first.policy, Policy::gentler);
    Some(Rules { policy, ..first.rules() })
}

/// Until when this has to wait; none if it may leave now. A notice or reminder of a day that is over is to be thought over
/// anew, at the latest when the hours begin: more may have come together since.
pub(super) async fn held_up(conn: &mut Conn, person: PersonId, tell: &Tell, now: Moment) -> Result<Option<Moment>> {
    let offices = offices_of(conn, person, offices_in(&tell.slot)).await?;
    let Some(rules) = gentlest(&offices) else { return Ok(None) };
    let choice = projections::find_person_choice(conn, person).await?;
    let reader = Reader::new(rules, person, &choice, now);
    let opening = reader.next_opening(now);
    let is_of_today = tell.at.is_none_or(|at| reader.local(at).date() == reader.local(now).date());
    let is_gathered = matches!(tell.slot, Slot::Notice { .. } | Slot::Digest { .. });
    Ok((opening > now || (is_gathered && !is_of_today)).then_some(opening))
}

fn offices_in(slot: &Slot) -> Vec<OfficeId> {
    match slot {
        Slot::Notice { parts, .. } => parts.iter().map(|part| part.office).collect(),
        Slot::Digest { touches, .. } => touches.iter().map(|(part, _)| part.office).collect(),
        _ => vec![],
    }
}
