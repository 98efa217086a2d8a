//! To operators: what only they can look into, as it stands now.

use chrono::TimeDelta;

use crate::chat::Outgoing;
use crate::domain::Alarm;
use crate::say;
use crate::store::{Result, outbox, set_aside};

use super::pen::{Pen, lines};

/// How far back it is counted.
const LATELY: TimeDelta = TimeDelta::hours(1);

pub(super) async fn draw(pen: &mut Pen<'_>, alarm: Alarm) -> Result<Option<Outgoing>> {
    let times = pen.own_times();
    let text = match alarm {
        Alarm::SetAside => match set_aside::count(pen.conn).await? {
            0 => return Ok(None),
            count => say!(pen.words, AlarmSetAside { count: count }),
        },
        Alarm::Away { from, until } => {
            say!(pen.words, AlarmAway { from: times.moment(from), until: times.moment(until) })
        }
        Alarm::Unknown => match outbox::count_unknown(pen.conn, pen.now - LATELY).await? {
            0 => return Ok(None),
            count => say!(pen.words, AlarmUnknown { count: count }),
        },
        Alarm::WrongClock { ours, theirs } => {
            say!(pen.words, AlarmWrongClock { ours: times.moment(ours), theirs: times.moment(theirs) })
        }
        Alarm::Overheard => say!(pen.words, AlarmOverheard),
    };
    Ok(Some(lines(&[text])))
}
