//! What an operator should know: told to each in private, of each kind once an hour, and as it stands when the message leaves, so that
//! a thousand of a kind are one message. `/health` says the same at any time.

use chrono::TimeDelta;

use crate::domain::{Alarm, Moment, Slot, Tell, To};
use crate::store::{StoreError, Tx, heard, outbox, projections};

/// What comes together is told together.
const GATHERED: TimeDelta = TimeDelta::seconds(20);

/// Tells the operators, if none was told of this kind within the hour.
pub async fn raise(tx: &mut Tx, now: Moment, alarm: Alarm) -> Result<(), StoreError> {
    let operators = projections::find_service(tx).await?.operators;
    if operators.is_empty() || !heard::mark(tx, &meaning(&alarm, now), now).await? {
        return Ok(());
    }
    for operator in operators {
        let tell = Tell { at: Some(now + GATHERED), ..Tell::answer(To::Person(operator), Slot::Alarm { alarm }) };
        outbox::insert(tx, &tell, now).await?;
    }
    Ok(())
}

/// Of its kind, in this hour.
fn meaning(alarm: &Alarm, now: Moment) -> String {
    let kind = match alarm {
        Alarm::SetAside => "set_aside",
        Alarm::Away { .. } => "away",
        Alarm::Unknown => "unknown",
        Alarm::WrongClock { .. } => "clock",
        Alarm::Overheard => "overheard",
    };
    format!("alarm:{kind}:{}", now.timestamp().div_euclid(3600))
}
