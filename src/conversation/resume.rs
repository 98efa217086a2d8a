//! A copy of the database that is held, and an operator who lets it speak again: what was missed is nobody's fault.

use crate::domain::{Lane, Moment};
use crate::store::hold::{Hold, Why};
use crate::store::{StoreError, Tx, hold, intake, outbox};

use super::away::note_away;
use super::settle::lost_in_flight;

/// Lets it speak: from now on notices and nudges leave. On every office's ledger it is entered that nobody was there from where the copy
/// ends until now. None if nothing was held.
pub async fn resume(tx: &mut Tx, now: Moment) -> Result<Option<Hold>, StoreError> {
    let Some(held) = hold::find(tx).await? else { return Ok(None) };
    hold::release(tx).await?;
    note_away(tx, (held.since.min(now), now), now).await?;
    Ok(Some(held))
}

/// Something shows that there was a later ledger than ours, so ours is an older copy: it is held, and what waits to be said is unknown.
/// Once for each sign.
pub(super) async fn hold_older(tx: &mut Tx, now: Moment, sign: String) -> Result<(), StoreError> {
    if hold::list_settled(tx).await?.contains(&sign) {
        return Ok(());
    }
    hold::note_settled(tx, sign).await?;
    if hold::find(tx).await?.is_some() {
        return Ok(());
    }
    // Until this start noted the place anew, the copy's own; the silence before that is entered with the first poll.
    let since = intake::find_intake(tx).await?.map_or(now, |place| place.at);
    hold::set(tx, &Hold { since, why: Why::Older }).await?;
    // Answers of this start are among what is due.
    let unknown = outbox::give_up_copied(tx, Lane::Notice, now).await?;
    lost_in_flight(tx, now, &unknown).await
}
