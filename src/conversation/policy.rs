//! `/policy`: how the machine reminds, seen and changed by buttons; each value with what it would have come to lately.

use chrono::{NaiveTime, Timelike};

use crate::domain::calendar::{DayHours, Hours};
use crate::domain::plain::half_width;
use crate::domain::policy::{Policy, Topic};
use crate::domain::{Actor, Event, Office, OfficeId, PersonId, Refusal, Slot, Tell, To, Toast};

use super::publication;
use super::turn::{Speaker, Turn, Turned};

/// Offices open in these hours of the day.
const EARLIEST: u32 = 6;
const LATEST: u32 = 22;
/// Less working time a day than this is a slip of the hand.
const MINUTES_MIN: i64 = 120;

/// `/policy [8:30-12:00 14:00-17:30]`
pub(super) async fn policy(turn: &mut Turn<'_>, speaker: &Speaker, words: &str) -> Turned {
    let office = turn.office_here(speaker).await?;
    if words.trim().is_empty() {
        turn.staff_or_hidden(&office, speaker).await?;
        return turn.answer(speaker, Slot::Policy { office: office.id, topic: None }).await;
    }
    set_hours(turn, speaker, &office, words).await
}

/// A reply to the card of the hours.
pub(super) async fn hours_by_words(turn: &mut Turn<'_>, speaker: &Speaker, office: OfficeId, words: &str) -> Turned {
    let office = turn.office(office).await?;
    set_hours(turn, speaker, &office, words).await
}

async fn set_hours(turn: &mut Turn<'_>, speaker: &Speaker, office: &Office, words: &str) -> Turned {
    let person = turn.staff(office, speaker).await?;
    let usual = hours(words).ok_or_else(|| Refusal::HoursUnclear { said: words.trim().to_owned() })?;
    enter(turn, office, person, speaker, (office.policy, Hours { usual, ..office.hours })).await?;
    turn.answer(speaker, Slot::Policy { office: office.id, topic: Some(Topic::Hours) }).await
}

/// All, or one topic with its values.
pub(super) async fn show(turn: &mut Turn<'_>, speaker: &Speaker, office: OfficeId, topic: Option<Topic>) -> Turned {
    let office = turn.office(office).await?;
    turn.staff(&office, speaker).await?;
    turn.answer(speaker, Slot::Policy { office: office.id, topic }).await?;
    turn.toast(speaker, Toast::Silent).await
}

/// One value of a topic; all else stays as it is now, whatever the card showed.
pub(super) async fn set(turn: &mut Turn<'_>, speaker: &Speaker, office: OfficeId, topic: Topic, n: usize) -> Turned {
    let office = turn.office(office).await?;
    let person = turn.staff(&office, speaker).await?;
    let meant = topic.with(n, office.policy, office.hours).ok_or(Refusal::StaleCard)?;
    let new = enter(turn, &office, person, speaker, meant).await?;
    turn.answer(speaker, Slot::Policy { office: office.id, topic: Some(topic) }).await?;
    turn.toast(speaker, if new { Toast::Set } else { Toast::Already }).await
}

/// Enters what differs; the office's group is told where it was not done before its eyes.
async fn enter(
    turn: &mut Turn<'_>,
    office: &Office,
    person: PersonId,
    speaker: &Speaker,
    (policy, hours): (Policy, Hours),
) -> Turned<bool> {
    let mut events = Vec::new();
    if policy != office.policy {
        events.push(Event::PolicySet { policy });
    }
    if hours != office.hours {
        events.push(Event::HoursSet { hours });
    }
    if events.is_empty() {
        return Ok(false);
    }
    turn.enter(office.id, Actor::Person(person), events).await?;
    if let Some(every) = policy.reports.filter(|_| policy.reports != office.policy.reports) {
        publication::schedule(turn.conn, &Office { hours, policy, ..office.clone() }, every, turn.ctx.now).await?;
    }
    if speaker.chat != office.group {
        turn.tell(Tell::answer(To::Office(office.id), Slot::PolicyChanged { office: office.id, by: person })).await?;
    }
    Ok(true)
}

/// `8:30-12:00 14:00-17:30`: four times that rise.
fn hours(words: &str) -> Option<DayHours> {
    let plain: String = words.chars().map(half_width).collect();
    let times: Vec<NaiveTime> = plain
        .split(|sign: char| !(sign.is_ascii_digit() || sign == ':'))
        .filter(|part| !part.is_empty())
        .map(|part| NaiveTime::parse_from_str(part, "%H:%M").ok())
        .collect::<Option<_>>()?;
    let times: [NaiveTime; 4] = times.try_into().ok()?;
    let hours = DayHours::new(times)?;
    let minutes: i64 = hours.parts().into_iter().map(|(open, close)| (close - open).num_minutes()).sum();
    let is_sane = hours.start().hour() >= EARLIEST && hours.end().hour() < LATEST && minutes >= MINUTES_MIN;
    is_sane.then_some(hours)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_four_times_that_rise() {
        for (said, is_read) in [
            ("8:30-12:00 14:00-17:30", true),
            ("８：３０—１２：００，１４：００—１７：３０", true),
            ("08:30至12:00、13:30至17:00", true),
            ("8:30-12:00", false),
            ("8:30-12:00 11:00-17:30", false),
            ("2:30-12:00 14:00-17:30", false),
            ("8:30-12:00 14:00-23:30", false),
            ("8:30-9:00 14:00-15:00", false),
            ("随便", false),
        ] {
            assert_eq!(hours(said).is_some(), is_read, "{said}");
        }
    }
}
