//! What a person was told already, for the rules that gather.

use chrono::TimeDelta;

use crate::domain::policy::Told;
use crate::domain::{Moment, PersonId};
use crate::store::{Conn, Result, outbox};

/// The caps look back ten working days; this many days hold them, holidays too.
const LOOK_BACK: TimeDelta = TimeDelta::days(20);

/// Messages to this person that the caps count, as they stand at `now`.
pub async fn told(conn: &mut Conn, person: PersonId, now: Moment) -> Result<Told> {
    Ok(Told {
        nudges: outbox::list_nudges_to(conn, person, now - LOOK_BACK, now).await?,
        held_up: outbox::list_held_up_nudges_to(conn, person, now).await?,
        last_notice: outbox::last_notice_to(conn, person).await?,
    })
}
