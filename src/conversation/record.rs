//! `/record`: a department reads what is on record about it, and disputes what is wrong. Contact, deputy and leader, in private.

use crate::domain::assignment::{self, Complaint};
use crate::domain::{
    Actor, DeptNo, EntryNo, OfficeId, Part, PersonId, Refusal, Slot, TaskNo, Tell, To, Toast, Words, WordsNo,
};
use crate::store::{card, ledger, projections, words};

use super::contact::{Loaded, loaded, refresh};
use super::draft::Expectation;
use super::press::OnRecord;
use super::staff;
use super::turn::{Speaker, Turn, Turned, lead_mail};

/// Cards that are looked through for the one that shows a dispute.
const CARDS: i64 = 100;

/// `/record`, `/record T12`; other words say what is wrong.
pub(super) async fn record(turn: &mut Turn<'_>, speaker: &Speaker, words: &str) -> Turned {
    if speaker.in_group {
        return Err(Refusal::ForContacts.into());
    }
    let person = speaker.person.ok_or(Refusal::Stranger)?;
    Expectation::clear(turn, speaker.chat).await?;
    let slot = match words.parse::<TaskNo>() {
        Ok(task) => {
            let of = departments(turn, person).await?;
            let part = newest(turn, &of, Some(task)).await?.ok_or(Refusal::NotRecorded { task })?;
            Slot::RecordEntries { part, page: 0, said: None, person: Some(person) }
        }
        Err(()) if words.is_empty() => first(turn, person, None).await?,
        Err(()) => {
            staff::fits(words)?;
            return in_words(turn, speaker, person, None, words).await;
        }
    };
    turn.answer(speaker, slot).await
}

/// What this person reads first: the task with the newest entry, from which others are reached.
async fn first(turn: &mut Turn<'_>, person: PersonId, said: Option<WordsNo>) -> Turned<Slot> {
    let of = departments(turn, person).await?;
    Ok(match (newest(turn, &of, None).await?, of.as_slice()) {
        (Some(part), _) => Slot::RecordEntries { part, page: 0, said, person: Some(person) },
        (None, [only]) => Slot::Record { person, of: Some(*only), page: 0, said },
        (None, _) => Slot::Record { person, of: None, page: 0, said },
    })
}

/// The departments that this person serves.
async fn departments(turn: &mut Turn<'_>, person: PersonId) -> Turned<Vec<(OfficeId, DeptNo)>> {
    let seats = projections::list_seats_of(turn.conn, person).await?;
    let mut all: Vec<(OfficeId, DeptNo)> = seats.into_iter().map(|(office, dept, _)| (office, dept)).collect();
    all.sort_unstable();
    all.dedup();
    if all.is_empty() { Err(Refusal::NoSeat.into()) } else { Ok(all) }
}

/// Their part with the newest entry, of this task if one is named.
async fn newest(turn: &mut Turn<'_>, of: &[(OfficeId, DeptNo)], task: Option<TaskNo>) -> Turned<Option<Part>> {
    let mut newest = None;
    for &(office, dept) in of {
        let part = match task {
            None => {
                let recorded = projections::list_recorded_tasks(turn.conn, office, dept, (0, 1)).await?;
                recorded.first().map(|it| Part { office, task: it.task, dept })
            }
            Some(task) => {
                let asked = projections::find_assignment(turn.conn, office, task, dept).await?;
                asked.map(|_| Part { office, task, dept })
            }
        };
        let Some(part) = part else { continue };
        for seq in projections::list_part_entries(turn.conn, part, (0, 1)).await? {
            let at = ledger::find(turn.conn, office, seq).await?.map(|(entry, _)| entry.at);
            newest = newest.max(at.map(|at| (at, part)));
        }
    }
    Ok(newest.map(|(_, part)| part))
}

/// 记录不对, in words: about this part, if it is known which; the words go along with the entry that is chosen.
pub(super) async fn in_words(
    turn: &mut Turn<'_>,
    speaker: &Speaker,
    person: PersonId,
    part: Option<Part>,
    text: &str,
) -> Turned {
    let said = words::insert_words(turn.conn, text).await?;
    let slot = match part {
        Some(part) => Slot::RecordEntries { part, page: 0, said: Some(said.no), person: Some(person) },
        None => first(turn, person, Some(said.no)).await?,
    };
    Expectation::Disputed { words: said }.set(turn, speaker.chat).await?;
    turn.answer(speaker, slot).await
}

/// A press on the record.
pub(super) async fn press(turn: &mut Turn<'_>, speaker: &Speaker, press: OnRecord) -> Turned {
    let person = speaker.person.ok_or(Refusal::NotYours)?;
    if speaker.in_group {
        return Err(Refusal::NotYours.into());
    }
    match press {
        OnRecord::Which => {
            let said = said_before(turn, speaker).await?.map(|words| words.no);
            show(turn, speaker, Slot::Record { person, of: None, page: 0, said }).await
        }
        OnRecord::Tasks(office, dept, page) => {
            reads(turn, person, office, dept).await?;
            let said = said_before(turn, speaker).await?.map(|words| words.no);
            show(turn, speaker, Slot::Record { person, of: Some((office, dept)), page, said }).await
        }
        OnRecord::Entries(part, page) => {
            reads(turn, person, part.office, part.dept).await?;
            let said = said_before(turn, speaker).await?.map(|words| words.no);
            show(turn, speaker, Slot::RecordEntries { part, page, said, person: Some(person) }).await
        }
        OnRecord::Why(part, entry) => ask_why(turn, speaker, person, part, entry).await,
        OnRecord::Complain(part, entry, complaint) => {
            let new = raise(turn, person, part, entry, Some(complaint), None).await?;
            Expectation::clear(turn, speaker.chat).await?;
            turn.answer(speaker, Slot::DisputeSent { part, entry }).await?;
            turn.toast(speaker, if new { Toast::Asked } else { Toast::Already }).await
        }
        OnRecord::Withdraw(part, entry) => {
            let it = loaded(turn, part).await?;
            let events = assignment::withdraw_dispute(it.view(), person, entry)?;
            let new = !events.is_empty();
            turn.enter(part.office, Actor::Person(person), events).await?;
            if new {
                tell_lead(turn, &it, entry, true).await?;
                refresh(turn, person, part).await?;
            }
            turn.answer(speaker, Slot::DisputeSent { part, entry }).await?;
            turn.toast(speaker, if new { Toast::Withdrawn } else { Toast::Already }).await
        }
    }
}

/// The words that were asked for: what is wrong with this entry.
pub(super) async fn why_in_words(
    turn: &mut Turn<'_>,
    speaker: &Speaker,
    person: PersonId,
    (part, entry): (Part, EntryNo),
    text: &str,
) -> Turned {
    staff::fits(text)?;
    let said = words::insert_words(turn.conn, text).await?;
    raise(turn, person, part, entry, None, Some(said)).await?;
    turn.answer(speaker, Slot::DisputeSent { part, entry }).await
}

async fn show(turn: &mut Turn<'_>, speaker: &Speaker, slot: Slot) -> Turned {
    turn.toast(speaker, Toast::Silent).await?;
    turn.answer(speaker, slot).await
}

/// Who sits for this department may read its record, and nobody else's.
pub(super) async fn reads(turn: &mut Turn<'_>, person: PersonId, office: OfficeId, dept: DeptNo) -> Turned {
    let seats = projections::list_seats_of(turn.conn, person).await?;
    let sits = seats.iter().any(|(of, whose, _)| (*of, *whose) == (office, dept));
    if sits { Ok(()) } else { Err(Refusal::NotYours.into()) }
}

/// What was said to be wrong before an entry was chosen.
async fn said_before(turn: &mut Turn<'_>, speaker: &Speaker) -> Turned<Option<Words>> {
    Ok(match Expectation::find(turn, speaker.chat).await? {
        Some(Expectation::Disputed { words }) => Some(words),
        _ => None,
    })
}

/// An entry is chosen: with what was said before it stands at once, else the reason is asked for.
async fn ask_why(turn: &mut Turn<'_>, speaker: &Speaker, person: PersonId, part: Part, entry: EntryNo) -> Turned {
    let words = said_before(turn, speaker).await?;
    if let Some(words) = words {
        let new = raise(turn, person, part, entry, None, Some(words)).await?;
        Expectation::clear(turn, speaker.chat).await?;
        turn.toast(speaker, if new { Toast::Asked } else { Toast::Already }).await?;
        return turn.add(speaker, Slot::DisputeSent { part, entry }).await;
    }
    let it = loaded(turn, part).await?;
    let (about, _) = ledger::find(turn.conn, part.office, entry).await?.ok_or(Refusal::StaleCard)?;
    if assignment::raise_dispute(it.view(), person, &about, None, None)?.is_empty() {
        turn.toast(speaker, Toast::Already).await?;
        return turn.add(speaker, Slot::DisputeSent { part, entry }).await;
    }
    Expectation::DisputeWhy { part, entry }.set(turn, speaker.chat).await?;
    turn.toast(speaker, Toast::Silent).await?;
    turn.add(speaker, Slot::DisputeWhy { part, entry }).await
}

/// Enters the dispute and tells the lead; false if it waits already.
async fn raise(
    turn: &mut Turn<'_>,
    person: PersonId,
    part: Part,
    entry: EntryNo,
    complaint: Option<Complaint>,
    words: Option<Words>,
) -> Turned<bool> {
    let it = loaded(turn, part).await?;
    let (about, _) = ledger::find(turn.conn, part.office, entry).await?.ok_or(Refusal::StaleCard)?;
    let events = assignment::raise_dispute(it.view(), person, &about, complaint, words)?;
    if events.is_empty() {
        return Ok(false);
    }
    turn.enter(part.office, Actor::Person(person), events).await?;
    tell_lead(turn, &it, entry, false).await?;
    refresh(turn, person, part).await?;
    Ok(true)
}

/// The lead hears of it by a card of its own; when it is taken back, that card says so, and nobody is rung.
async fn tell_lead(turn: &mut Turn<'_>, it: &Loaded, entry: EntryNo, taken_back: bool) -> Turned {
    let part = it.part;
    let tell = lead_mail(&it.office, it.task.owner, Slot::DisputeCard { part, entry, upheld: None });
    if !taken_back {
        return turn.tell(tell).await;
    }
    let cards = match tell.to {
        To::Person(person) => card::list_of_person(turn.conn, person, CARDS).await?,
        _ => card::list_of_chat(turn.conn, it.office.group, CARDS).await?,
    };
    let shows = |slot: &Slot| matches!(slot, Slot::DisputeCard { part: of, entry: about, .. } if (*of, *about) == (part, entry));
    match cards.into_iter().find(|row| shows(&row.slot)) {
        Some(row) => turn.tell(Tell { to: To::Chat(row.card.chat), ..tell }.editing(row.card)).await,
        None => Ok(()),
    }
}
