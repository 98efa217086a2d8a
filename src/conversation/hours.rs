//! When a message that keeps its reader's hours may leave, however long it was held up.

use crate::domain::assignment::Notice;
use crate::domain::policy::{AT_ONCE_FOR, Policy, Reader, Rules};
use crate::domain::{Moment, Office, OfficeId, Part, PersonId, Slot, Tell};
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
    if !tell.keeps_hours && !is_late_welcome(conn, tell, now).await? {
        return Ok(None);
    }
    let offices = offices_of(conn, person, offices_in(&tell.slot)).await?;
    let Some(rules) = gentlest(&offices) else { return Ok(None) };
    let choice = projections::find_person_choice(conn, person).await?;
    let reader = Reader::new(rules, person, &choice, now);
    let opening = reader.next_opening(now);
    let is_of_today = tell.at.is_none_or(|at| reader.local(at).date() == reader.local(now).date());
    let is_gathered = matches!(tell.slot, Slot::Notice { .. } | Slot::Digest { .. });
    Ok((opening > now || (is_gathered && !is_of_today)).then_some(opening))
}

/// What somebody who had just come was to get at once, and did not. An emergency is never late.
async fn is_late_welcome(conn: &mut Conn, tell: &Tell, now: Moment) -> Result<bool> {
    let Slot::Notice { parts, .. } = &tell.slot else { return Ok(false) };
    let mut is_late = false;
    for Part { office, task, dept } in parts {
        let asked = projections::find_task(conn, *office, *task).await?;
        if asked.is_some_and(|task| task.emergency().is_some()) {
            return Ok(false);
        }
        let it = projections::find_assignment(conn, *office, *task, *dept).await?;
        // Its row is due anew after each failure; the part knows since when it is under way.
        is_late |= it.is_some_and(|it| matches!(it.notice, Notice::Queued { at, .. } if now - at > AT_ONCE_FOR));
    }
    Ok(is_late)
}

fn offices_in(slot: &Slot) -> Vec<OfficeId> {
    match slot {
        Slot::Notice { parts, .. } => parts.iter().map(|part| part.office).collect(),
        Slot::Digest { touches, .. } => touches.iter().map(|(part, _)| part.office).collect(),
        _ => vec![],
    }
}
