//! What a contact types: understood where it is plain, asked where it is not.

use crate::domain::assignment::Answer;
use crate::domain::deadline;
use crate::domain::reply::{self, Intent, Understood};
use crate::domain::{Focus, Matter, Moment, Part, PersonId, Refusal, Slot};

use super::super::draft::{Draft, Expectation, Unplaced};
use super::super::handover;
use super::super::publication;
use super::super::record;
use super::super::staff;
use super::super::turn::{Speaker, Turn, Turned};
use super::act::{enter, enter_and_confirm, keep, raise};
use super::album::Album;
use super::material;
use super::nil;
use super::open::{Loaded, loaded, open_parts, parts_led};
use super::request;

/// What is as sure as this fits its form from the first letter to the last.
const PLAIN_CONFIDENCE_MIN: f64 = 0.9;

/// Words of a contact. `about` are the parts of the card that they reply to, if any.
pub(in super::super) async fn words(turn: &mut Turn<'_>, speaker: &Speaker, text: &str, about: &[Part]) -> Turned {
    let person = speaker.person.ok_or(Refusal::Stranger)?;
    staff::fits(text)?;
    if let Some(expected) = Expectation::find(turn, speaker.chat).await?
        && expected_words(turn, speaker, person, expected, text).await?
    {
        return Ok(());
    }
    if let Some(part) = told_as_leader(turn, person, about).await? {
        return raise(turn, speaker, person, part, Matter::Question, text).await;
    }
    let open = open_parts(turn.conn, person).await?;
    let parts: Vec<Part> = if about.is_empty() { open.iter().map(|l| l.part).collect() } else { about.to_vec() };
    let understood = understand(turn, &open, text);
    if understood.sure() == Some(Intent::Chat) {
        return turn.answer(speaker, Slot::Courtesy).await;
    }
    if understood.sure() == Some(Intent::Handover) {
        // It is the person who goes, not one of their tasks.
        let scope = if let [part] = about { Some((part.office, part.dept)) } else { None };
        return handover::ask(turn, speaker, person, scope).await;
    }
    if understood.sure() == Some(Intent::Stop) && parts.len() > 1 {
        return hush_all(turn, speaker, person, &parts).await;
    }
    if understood.sure() == Some(Intent::Dispute) && parts.len() != 1 {
        return record::in_words(turn, speaker, person, None, text).await;
    }
    let parts = match understood.sure() {
        // 发错了 is about what is in.
        Some(Intent::Resubmit) if about.is_empty() => match material::parts_to_correct(turn, person).await? {
            none if none.is_empty() => parts,
            some => some,
        },
        _ => parts,
    };
    match parts.as_slice() {
        [] => Err(Refusal::NothingOpen.into()),
        [part] => act(turn, speaker, person, *part, text).await,
        several => {
            let several = several.to_vec();
            ask_which(
                turn,
                speaker,
                Unplaced { person, parts: several, text: text.to_owned(), file: None, more: vec![], album: None },
            )
            .await
        }
    }
}

/// 别催了: whatever is open, today.
async fn hush_all(turn: &mut Turn<'_>, speaker: &Speaker, person: PersonId, parts: &[Part]) -> Turned {
    for part in parts {
        let it = loaded(turn, *part).await?;
        let today = it.office.work_time().local(turn.said_at).date();
        enter(turn, person, *part, Answer::Hush(today)).await?;
    }
    turn.answer(speaker, Slot::HushedAll { count: parts.len() }).await
}

/// What a leader was told of and may say something about: by the card that they reply to, else the one open part of them.
async fn told_as_leader(turn: &mut Turn<'_>, person: PersonId, about: &[Part]) -> Turned<Option<Part>> {
    let mut told = parts_led(turn.conn, person).await?;
    if !about.is_empty() {
        told.retain(|part| about.contains(part));
    }
    Ok(if let [part] = told[..] { Some(part) } else { None })
}

/// What was just asked for; false if these words are something else after all.
async fn expected_words(
    turn: &mut Turn<'_>,
    speaker: &Speaker,
    person: PersonId,
    expected: Expectation,
    text: &str,
) -> Turned<bool> {
    match expected {
        Expectation::Date { part } => {
            let it = loaded(turn, part).await?;
            let at = date_in(turn, &it, text).ok_or_else(|| Refusal::DateUnclear { said: text.to_owned() })?;
            date(turn, speaker, person, &it, at, text).await?;
        }
        Expectation::Until { part, words } => {
            let it = loaded(turn, part).await?;
            let at = first_date(turn, &it, text).ok_or_else(|| Refusal::DateUnclear { said: text.to_owned() })?;
            match words.filter(|_| it.is_beyond(at, turn.said_at)) {
                Some(words) => {
                    enter_and_confirm(turn, speaker, person, part, Answer::Date(at, Some(words))).await?;
                }
                None => date(turn, speaker, person, &it, at, text).await?,
            }
        }
        Expectation::UnitOffered { part } => {
            if !request::unit_offered(turn, speaker, person, part, text).await? {
                return Ok(false);
            }
        }
        Expectation::DateOffered { part } => {
            let it = loaded(turn, part).await?;
            let work = it.office.work_time();
            let Some(at) = deadline::moment_named(text, turn.said_at, &work) else { return Ok(false) };
            date(turn, speaker, person, &it, at, text).await?;
        }
        Expectation::Difficulty { part } => {
            raise(turn, speaker, person, part, Matter::Difficulty, text).await?;
        }
        Expectation::DisputeWhy { part, entry } => {
            record::why_in_words(turn, speaker, person, (part, entry), text).await?;
        }
        Expectation::LineComment { office, publication, dept } => {
            publication::comment(turn, speaker, (office, publication, dept), text).await?;
        }
        // Words instead of the file, or of a choice: they speak for themselves.
        Expectation::File { .. }
        | Expectation::NewVersion { .. }
        | Expectation::Disputed { .. }
        | Expectation::JoinUnit { .. }
        | Expectation::JoinSeat { .. } => return Ok(false),
    }
    Expectation::clear(turn, speaker.chat).await?;
    Ok(true)
}

/// A date in words: beyond the deadline they go along with the request for more time.
pub(super) async fn date(
    turn: &mut Turn<'_>,
    speaker: &Speaker,
    person: PersonId,
    it: &Loaded,
    at: Moment,
    text: &str,
) -> Turned {
    let words = if it.is_beyond(at, turn.said_at) { Some(keep(turn, text).await?) } else { None };
    enter_and_confirm(turn, speaker, person, it.part, Answer::Date(at, words)).await
}

/// The date that opens the words, with whatever reason behind it, or the only one in them.
fn first_date(turn: &Turn<'_>, it: &Loaded, text: &str) -> Option<Moment> {
    let opening = text.split(['，', ',', '。', '；', ';', '\n']).next().unwrap_or(text);
    date_in(turn, it, opening).or_else(|| date_in(turn, it, text))
}

/// A date as the whole of what was said, or as a part of a promise.
fn date_in(turn: &Turn<'_>, it: &Loaded, text: &str) -> Option<Moment> {
    let work = it.office.work_time();
    deadline::moment_named(text, turn.said_at, &work).or_else(|| reply::understand(text, turn.said_at, &work).date)
}

fn understand(turn: &Turn<'_>, open: &[Loaded], text: &str) -> Understood {
    let zone = open.first().map_or(turn.ctx.manners.zone, |l| l.office.zone);
    reply::understand(text, turn.said_at, &crate::domain::office::work_time(zone))
}

/// Several parts are open: which is meant?
pub(super) async fn ask_which(turn: &mut Turn<'_>, speaker: &Speaker, unplaced: Unplaced) -> Turned {
    let album = unplaced.album.clone();
    let draft = Draft::WhichPart(unplaced).keep(turn).await?;
    Album::Asked { draft }.set(turn, speaker.chat, album.as_deref()).await?;
    turn.answer(speaker, Slot::WhichPart { draft }).await
}

/// Words about one part.
pub(super) async fn act(turn: &mut Turn<'_>, speaker: &Speaker, person: PersonId, part: Part, text: &str) -> Turned {
    let it = loaded(turn, part).await?;
    let work = it.office.work_time();
    let understood = reply::understand(text, turn.said_at, &work);
    // Where words may be the very thing that is asked for, only what is plain is anything else.
    let is_plain = understood.confidence >= PLAIN_CONFIDENCE_MIN || !it.awaits_words();
    let answer = match understood.sure().filter(|_| is_plain) {
        Some(Intent::Ack) => Answer::Acknowledge,
        Some(Intent::Promise) => match understood.date {
            Some(at) => return date(turn, speaker, person, &it, at, text).await,
            None => return ask_meaning(turn, speaker, person, part, text).await,
        },
        Some(Intent::InProgress | Intent::Approval) => Answer::Progress,
        Some(Intent::Stop) => Answer::Hush(work.local(turn.said_at).date()),
        Some(Intent::Nil) if it.task.terms.nil_ok => return nil::confirm_nil(turn, speaker, person, part, text).await,
        Some(Intent::Submit) => {
            Expectation::File { part }.set(turn, speaker.chat).await?;
            let focus = Some(Focus::Ways { part });
            return turn.answer(speaker, Slot::PartCard { person, part, focus }).await;
        }
        // 这个不报 is not argued with: it waits for the lead as a difficulty does.
        Some(Intent::Difficulty | Intent::Decline) => {
            return raise(turn, speaker, person, part, Matter::Difficulty, text).await;
        }
        Some(Intent::Question) => return raise(turn, speaker, person, part, Matter::Question, text).await,
        Some(Intent::Chat) => return turn.answer(speaker, Slot::Courtesy).await,
        Some(Intent::NotOurs) => return request::not_ours_in_words(turn, speaker, person, part, text).await,
        Some(Intent::Extension) => {
            return match understood.date {
                Some(at) if at > it.deadline_at() => date(turn, speaker, person, &it, at, text).await,
                None if turn.said_at > it.deadline_at() => {
                    Expectation::DateOffered { part }.set(turn, speaker.chat).await?;
                    let focus = Some(Focus::Dates { part });
                    turn.answer(speaker, Slot::PartCard { person, part, focus }).await
                }
                // Two days more than what, or a day that is none more.
                _ => request::until_when(turn, speaker, person, part, text).await,
            };
        }
        Some(Intent::Absent) => return turn.answer(speaker, Slot::AwayCard { person }).await,
        Some(Intent::Dispute) => return record::in_words(turn, speaker, person, Some(part), text).await,
        Some(Intent::Resubmit) if !it.assignment.received.is_empty() => {
            return material::correct(turn, speaker, person, part).await;
        }
        Some(Intent::Partial) if it.missing().len() > 1 => {
            if let Some(at) = understood.date {
                date(turn, speaker, person, &it, at, text).await?;
            }
            Expectation::File { part }.set(turn, speaker.chat).await?;
            let focus = Some(Focus::Ways { part });
            return turn.answer(speaker, Slot::PartCard { person, part, focus }).await;
        }
        Some(Intent::Handover | Intent::Resubmit | Intent::Nil | Intent::Partial) | None => {
            return ask_meaning(turn, speaker, person, part, text).await;
        }
    };
    enter_and_confirm(turn, speaker, person, part, answer).await
}

async fn ask_meaning(turn: &mut Turn<'_>, speaker: &Speaker, person: PersonId, part: Part, text: &str) -> Turned {
    let unplaced = Unplaced { person, parts: vec![part], text: text.to_owned(), file: None, more: vec![], album: None };
    let draft = Draft::WhatMeant(unplaced).keep(turn).await?;
    turn.answer(speaker, Slot::WhatMeant { draft }).await
}
