//! People who cannot be written to any more: their seats, and the notices that were meant for them.

use crate::domain::assignment::Notice;
use crate::domain::{Event, Moment, Part, PersonId, Unreachable};
use crate::store::{Result, Tx, person, projections};

use super::enter;
use crate::conversation::seat;

/// Whether the bot may write to this person.
pub(super) async fn can_be_written_to(tx: &mut Tx, id: PersonId) -> Result<bool> {
    let row = person::find_person(tx, id).await?;
    Ok(row.is_some_and(|row| row.opened_at.is_some() && row.user_id.is_some()))
}

/// Every seat of theirs that is not known to be lost.
pub(super) async fn lose_seats(tx: &mut Tx, now: Moment, id: PersonId, why: Unreachable) -> Result<()> {
    for (office, dept, seat) in projections::list_seats_of(tx, id).await? {
        let department = projections::find_department(tx, office, dept).await?;
        let held = department.as_ref().and_then(|department| department.sitting(seat));
        if held.is_some_and(|row| row.lost.is_none() && row.joined == Some(id)) {
            enter(tx, now, vec![(office, Event::SeatLost { dept, seat, why })]).await?;
            seat::lost(tx, office, (dept, seat), id, now).await?;
        }
    }
    Ok(())
}

/// Notices that could not even be tried.
pub(super) async fn notice_unreached(tx: &mut Tx, now: Moment, tried: PersonId, parts: &[Part]) -> Result<()> {
    for part in parts {
        let it = projections::find_assignment(tx, part.office, part.task, part.dept).await?;
        if !it.is_some_and(|it| matches!(it.notice, Notice::Queued { .. })) {
            continue;
        }
        let department = projections::find_department(tx, part.office, part.dept).await?;
        let why = department.and_then(|department| department.unreachable()).unwrap_or(Unreachable::Blocked);
        let event = Event::NoticeUnreached { task: part.task, dept: part.dept, why };
        enter(tx, now, vec![(part.office, event)]).await?;
    }
    pass_on(tx, now, tried, parts).await
}

/// A notice that did not reach one contact goes to the other, if there is one.
pub(super) async fn pass_on(tx: &mut Tx, now: Moment, tried: PersonId, parts: &[Part]) -> Result<()> {
    for part in parts {
        let it = projections::find_assignment(tx, part.office, part.task, part.dept).await?;
        let unreached = it.is_some_and(|it| matches!(it.notice, Notice::Unreached { .. }) && !it.is_complete());
        let department = projections::find_department(tx, part.office, part.dept).await?;
        let other = department.and_then(|department| department.reached());
        if unreached && other.is_some_and(|person| person != tried) {
            let event = Event::NoticeRenewed { task: part.task, dept: part.dept };
            enter(tx, now, vec![(part.office, event)]).await?;
        }
    }
    Ok(())
}
