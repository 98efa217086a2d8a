//! `/close T1 reason`, `/cancel T1 reason` and `/archive T1`: one card says what follows and for how many; the reason is
//! typed, or one of three to tap; then one button. Contacts are told once.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::assignment::Notice;
use crate::domain::task::{self, Ended};
use crate::domain::{
    Actor, Assignment, Card, Event, Office, OfficeId, Part, PersonId, Refusal, Slot, Task, TaskNo, Tell, To, Toast,
};
use crate::say;
use crate::store::{self, Conn, StoreError, projections};
use crate::wording::Words;

use super::contact::refresh;
use super::draft::{Draft, FinishDraft};
use super::playbook::{CARD_LIVES, reason_of};
use super::purge;
use super::turn::{Speaker, Turn, Turned};

/// How a task ends, and after that.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Finish {
    /// 取消: nobody is measured by it.
    Cancel,
    /// 办结: what is in counts.
    Close,
    /// 归档: it leaves the lists.
    Archive,
}

impl Finish {
    /// All, in the order that buttons count by.
    pub(super) const ALL: [Self; 3] = [Self::Cancel, Self::Close, Self::Archive];

    fn ended(self) -> Option<Ended> {
        match self {
            Self::Cancel => Some(Ended::Cancelled),
            Self::Close => Some(Ended::Closed),
            Self::Archive => None,
        }
    }

    /// It is done with a reason.
    pub(super) fn asks_why(self) -> bool {
        self.ended().is_some()
    }

    /// The usual reasons.
    pub(super) fn reasons(self, words: Words) -> Vec<String> {
        match self {
            Self::Cancel => {
                vec![say!(words, ReasonPlansChanged), say!(words, ReasonNotWanted), say!(words, ReasonHaveIt)]
            }
            Self::Close => vec![say!(words, ReasonEnough), say!(words, ReasonSummaryDone), say!(words, ReasonHaveIt)],
            Self::Archive => vec![],
        }
    }
}

/// `/close`, `/cancel`, `/archive`.
pub(super) async fn command(turn: &mut Turn<'_>, speaker: &Speaker, how: Finish, said: &str) -> Turned {
    let office = turn.office_here(speaker).await?;
    turn.staff_or_hidden(&office, speaker).await?;
    let (no, rest) = code_and_rest(said)?;
    let draft = draft(turn, &office, no, how, reason_of(rest)?).await?;
    turn.answer(speaker, Slot::FinishCard { draft }).await
}

/// The task that these words begin with, and the rest of them.
pub(super) fn code_and_rest(said: &str) -> Result<(TaskNo, &str), Refusal> {
    let is_code = |sign: char| sign.is_ascii_alphanumeric();
    let end = said.find(|sign| !is_code(sign)).unwrap_or(said.len());
    let (code, rest) = said.split_at(end);
    if code.is_empty() {
        return Err(if said.is_empty() {
            Refusal::WhichTask
        } else {
            Refusal::NoSuchTask { said: said.split_whitespace().next().unwrap_or_default().to_owned() }
        });
    }
    let no = code.parse().map_err(|()| Refusal::NoSuchTask { said: code.to_owned() })?;
    Ok((no, rest.trim_start_matches([' ', ':', '：', ',', '，', '\n', '\u{3000}'])))
}

/// The same by button, without a reason yet.
pub(super) async fn by_button(
    turn: &mut Turn<'_>,
    speaker: &Speaker,
    (office, no): (OfficeId, TaskNo),
    how: Finish,
) -> Turned {
    let office = turn.office(office).await?;
    turn.staff(&office, speaker).await?;
    let draft = draft(turn, &office, no, how, None).await?;
    turn.toast(speaker, Toast::Silent).await?;
    turn.add(speaker, Slot::FinishCard { draft }).await
}

async fn draft(turn: &mut Turn<'_>, office: &Office, no: TaskNo, how: Finish, reason: Option<String>) -> Turned<i64> {
    let task = find(turn, office.id, no).await?;
    if how.asks_why() {
        task.runs()?;
    } else {
        task::archive(&task, open(turn, office.id, no).await?)?;
    }
    let made_at = turn.ctx.now;
    Draft::Finish(FinishDraft { office: office.id, task: no, how, reason, made_at }).keep(turn).await
}

async fn find(turn: &mut Turn<'_>, office: OfficeId, no: TaskNo) -> Turned<Task> {
    let task = projections::find_task(turn.conn, office, no).await?;
    Ok(task.ok_or_else(|| Refusal::NoSuchTask { said: no.to_string() })?)
}

async fn open(turn: &mut Turn<'_>, office: OfficeId, no: TaskNo) -> Turned<usize> {
    Ok(projections::list_open_assignments_of_task(turn.conn, office, no).await?.len())
}

async fn load(turn: &mut Turn<'_>, id: i64) -> Turned<FinishDraft> {
    match Draft::find(turn, id).await? {
        Draft::Finish(draft) => Ok(draft),
        _ => Err(Refusal::StaleCard.into()),
    }
}

/// A reply to the card: why.
pub(super) async fn reason(turn: &mut Turn<'_>, speaker: &Speaker, id: i64, place: Card, text: &str) -> Turned {
    let draft = load(turn, id).await?;
    let office = turn.office(draft.office).await?;
    turn.staff_or_hidden(&office, speaker).await?;
    let reason = reason_of(text)?.filter(|_| draft.how.asks_why()).ok_or(Refusal::NothingToAnswer)?;
    give(turn, id, draft, reason).await?;
    turn.tell(Tell::answer(To::Chat(place.chat), Slot::FinishCard { draft: id }).editing(place)).await
}

/// One of the usual reasons, in the office's language since it goes on record.
pub(super) async fn choose(turn: &mut Turn<'_>, speaker: &Speaker, id: i64, n: usize) -> Turned {
    let draft = load(turn, id).await?;
    let office = turn.office(draft.office).await?;
    turn.staff(&office, speaker).await?;
    let reason = draft.how.reasons(Words::of(office.lang)).into_iter().nth(n).ok_or(Refusal::StaleCard)?;
    give(turn, id, draft, reason).await?;
    turn.answer(speaker, Slot::FinishCard { draft: id }).await?;
    turn.toast(speaker, Toast::Silent).await
}

async fn give(turn: &mut Turn<'_>, id: i64, draft: FinishDraft, reason: String) -> Turned {
    let draft = FinishDraft { reason: Some(reason), made_at: turn.ctx.now, ..draft };
    Draft::Finish(draft).update(turn, id).await
}

/// The button. Whoever presses second, or has a card of their own, finds it done.
pub(super) async fn finish(turn: &mut Turn<'_>, speaker: &Speaker, id: i64) -> Turned {
    let FinishDraft { office, task: no, how, reason, made_at } = load(turn, id).await?;
    let office = turn.office(office).await?;
    let person = turn.staff(&office, speaker).await?;
    let task = find(turn, office.id, no).await?;
    if turn.ctx.now - made_at > CARD_LIVES {
        return Err(Refusal::CardExpired.into());
    }
    let events = match how.ended() {
        Some(why) => {
            task.runs()?;
            let reason = reason.ok_or(Refusal::EndWithoutReason)?;
            task::end(&task, why, store::words::insert_words(turn.conn, &reason).await?)?
        }
        None => task::archive(&task, open(turn, office.id, no).await?)?,
    };
    Draft::take(turn, id).await?;
    let told = concerned(turn.conn, office.id, &task, how).await?;
    enter(turn, &office, person, events).await?;
    if how == Finish::Archive {
        purge::schedule(turn, office.id, no).await?;
    }
    tell(turn, &office, &task, how, told).await?;
    let done = Slot::Finished { office: office.id, task: no };
    turn.answer(speaker, done.clone()).await?;
    if !speaker.in_group {
        // Who else leads is to know.
        turn.tell(Tell::answer(To::Office(office.id), done)).await?;
    }
    turn.toast(speaker, Toast::Silent).await
}

async fn enter(turn: &mut Turn<'_>, office: &Office, person: PersonId, events: Vec<Event>) -> Turned {
    turn.enter(office.id, Actor::Person(person), events).await.map(|_| ())
}

/// One message each, in working hours but for an emergency, which may keep somebody up; their cards show it at once.
async fn tell(
    turn: &mut Turn<'_>,
    office: &Office,
    task: &Task,
    how: Finish,
    told: BTreeMap<PersonId, Vec<Part>>,
) -> Turned {
    let is_awake = task.emergency().is_some() && how.asks_why();
    let at = (!is_awake).then(|| office.work_time().next_opening(turn.ctx.now));
    for (person, parts) in told {
        if how.asks_why() {
            for part in &parts {
                refresh(turn, person, *part).await?;
            }
        }
        let slot = if how.asks_why() { Slot::PartsEnded { person, parts } } else { Slot::TaskThanks { person, parts } };
        turn.tell(Tell::notice(person, slot, at)).await?;
    }
    Ok(())
}

/// Who is to hear of it: those with an open part that they were told of; at the archive, those who handed in.
pub(super) async fn concerned(
    conn: &mut Conn,
    office: OfficeId,
    task: &Task,
    how: Finish,
) -> Result<BTreeMap<PersonId, Vec<Part>>, StoreError> {
    let mut told: BTreeMap<PersonId, Vec<Part>> = BTreeMap::new();
    for it in projections::list_assignments_of_task(conn, office, task.no).await? {
        let is_concerned = if how.asks_why() { !it.is_over() && was_told(&it) } else { !it.received.is_empty() };
        if !is_concerned {
            continue;
        }
        let dept = projections::find_department(conn, office, it.dept).await?;
        if let Some(person) = dept.and_then(|dept| dept.reached()) {
            told.entry(person).or_default().push(Part { office, task: task.no, dept: it.dept });
        }
    }
    Ok(told)
}

/// The ask has left, or may have.
pub(super) fn was_told(it: &Assignment) -> bool {
    matches!(it.notice, Notice::Sent { .. } | Notice::Unknown { .. })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_ends_where_the_reason_begins() {
        for (said, no, rest) in
            [("T12 安排有变", 12, "安排有变"), ("t12：安排有变", 12, "安排有变"), ("12，变", 12, "变"), ("T3", 3, "")]
        {
            assert_eq!(code_and_rest(said), Ok((TaskNo(no), rest)), "{said}");
        }
        assert_eq!(code_and_rest(""), Err(Refusal::WhichTask));
        assert_eq!(code_and_rest("月报 变"), Err(Refusal::NoSuchTask { said: "月报".into() }));
        assert_eq!(code_and_rest("Z1 变"), Err(Refusal::NoSuchTask { said: "Z1".into() }));
    }
}
