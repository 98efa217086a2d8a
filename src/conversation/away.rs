//! The service was away: it is entered, nobody is measured by it, and whoever may have pressed in vain is asked to press again.

use std::collections::BTreeSet;

use chrono::TimeDelta;

use crate::domain::{Actor, Alarm, Event, Moment, OfficeId, Part, PersonId, Slot, Tell};
use crate::store::{Conn, StoreError, Tx, card, heard, ledger, outbox, projections};

use super::alarm;
use super::route::parts_of;

/// Whoever was shown a card so shortly before may have been about to press it.
const SHOWN_WITHIN: TimeDelta = TimeDelta::hours(24);
/// People that are asked at once.
const PEOPLE_MAX: i64 = 10_000;
/// Cards of a person that are looked through.
const CARDS: i64 = 20;

/// Enters on every office's ledger that nobody listened, and tells the operators, and who had an open part before them.
pub async fn note_away(tx: &mut Tx, (from, until): (Moment, Moment), now: Moment) -> Result<(), StoreError> {
    if !heard::mark(tx, &format!("away:{}:{}", from.timestamp_millis(), until.timestamp_millis()), now).await? {
        // Entered before: only the answer to that commit was lost.
        return Ok(());
    }
    for office in projections::list_offices(tx).await? {
        ledger::append(tx, office.id, Actor::Machine, None, now, vec![Event::ServiceAway { from, until }]).await?;
    }
    for person in card::list_people_shown(tx, from - SHOWN_WITHIN, PEOPLE_MAX).await? {
        let Some(office) = open_office(tx, person).await? else { continue };
        let Some(office) = projections::find_office(tx, office).await? else { continue };
        let at = Some(office.work_time().next_opening(now));
        let slot = Slot::TapAgain { office: office.id, from, until };
        outbox::insert(tx, &Tell::notice(person, slot, at), now).await?;
    }
    alarm::raise(tx, now, Alarm::Away { from, until }).await
}

/// The office of a part that is open, and that a late card of this person is about.
async fn open_office(conn: &mut Conn, person: PersonId) -> Result<Option<OfficeId>, StoreError> {
    let cards = card::list_of_person(conn, person, CARDS).await?;
    let parts: BTreeSet<Part> = cards.iter().flat_map(|row| parts_of(&row.slot)).collect();
    for part in parts {
        let task = projections::find_task(conn, part.office, part.task).await?;
        let it = projections::find_assignment(conn, part.office, part.task, part.dept).await?;
        let runs = task.is_some_and(|task| task.end.is_none());
        if runs && it.is_some_and(|it| !it.is_over() && !it.awaits_lead()) {
            return Ok(Some(part.office));
        }
    }
    Ok(None)
}
