//! `/nudge T1 [department]`: first who would be reminded and who not, and why; one button sends. `hold` keeps the machine away
//! from one department (这家我自己打电话).

mod outlook;

use std::collections::BTreeSet;

use crate::domain::directory::Directory;
use crate::domain::{
    Actor, DeptNo, Event, GroupKind, Moment, Office, OfficeId, Part, Refusal, Slot, TaskNo, Tell, To, Toast,
};
use crate::store::{self, projections};

use super::draft::{Draft, NudgeDraft};
use super::overview::has_opened;
use super::turn::{Speaker, Turn, Turned};

pub(super) use outlook::{Outlook, outlook};

/// Words behind the department that mean: leave it to me.
const HOLD: [&str; 6] = ["hold", "停", "不催", "先不催", "自己联系", "这家我自己打电话"];

/// `/nudge T1 [department] [hold]`
pub(super) async fn nudge(turn: &mut Turn<'_>, speaker: &Speaker, said: &str) -> Turned {
    let office = turn.office_here(speaker).await?;
    let (code, rest) = said.split_once(char::is_whitespace).unwrap_or((said, ""));
    if code.is_empty() {
        return Err(Refusal::WhichTask.into());
    }
    let no: TaskNo = code.parse().map_err(|()| Refusal::NoSuchTask { said: code.to_owned() })?;
    let rest = rest.trim();
    let named = HOLD.iter().find_map(|word| rest.strip_suffix(word));
    let who = named.unwrap_or(rest).trim();
    let depts = match who {
        "" => None,
        who => {
            let departments = projections::list_departments(turn.conn, office.id).await?;
            Some(Directory::new(&departments).parse_who(who)?)
        }
    };
    match (named, depts) {
        (None, depts) => preview(turn, speaker, &office, no, depts).await,
        (Some(_), Some(depts)) => hold(turn, speaker, &office, no, &depts).await,
        (Some(_), None) => Err(Refusal::NobodyAsked { said: String::new() }.into()),
    }
}

/// 催一下, on the card of a task.
pub(super) async fn by_button(turn: &mut Turn<'_>, speaker: &Speaker, office: OfficeId, no: TaskNo) -> Turned {
    let office = turn.office(office).await?;
    preview(turn, speaker, &office, no, None).await?;
    turn.toast(speaker, Toast::Silent).await
}

/// Who would hear of it now; nothing is sent yet.
async fn preview(
    turn: &mut Turn<'_>,
    speaker: &Speaker,
    office: &Office,
    no: TaskNo,
    only: Option<BTreeSet<DeptNo>>,
) -> Turned {
    turn.staff(office, speaker).await?;
    let draft = keep(turn, office, no, only).await?;
    let private = !speaker.in_group || office.kind == GroupKind::Own;
    turn.add(speaker, Slot::NudgePreview { draft, private }).await
}

/// A card sends to nobody but whom it showed, so each card is a draft of its own.
async fn keep(turn: &mut Turn<'_>, office: &Office, no: TaskNo, only: Option<BTreeSet<DeptNo>>) -> Turned<i64> {
    let found = foresee(turn, office, no, only.as_ref()).await?;
    let offered = found.into_iter().filter_map(|(dept, outlook)| outlook.leaves_at().map(|_| dept)).collect();
    Draft::Nudge(NudgeDraft { office: office.id, task: no, only, offered }).keep(turn).await
}

async fn foresee(
    turn: &mut Turn<'_>,
    office: &Office,
    no: TaskNo,
    only: Option<&BTreeSet<DeptNo>>,
) -> Turned<Vec<(DeptNo, Outlook)>> {
    let task = projections::find_task(turn.conn, office.id, no).await?;
    let task = task.ok_or_else(|| Refusal::NoSuchTask { said: no.to_string() })?;
    let mut parts = projections::list_assignments_of_task(turn.conn, office.id, no).await?;
    parts.retain(|part| only.is_none_or(|only| only.contains(&part.dept)));
    let departments = projections::list_departments(turn.conn, office.id).await?;
    Ok(outlook(turn.conn, office, &task, &parts, &departments, turn.ctx.now).await?)
}

/// 私下查看: the same preview with names.
pub(super) async fn privately(turn: &mut Turn<'_>, speaker: &Speaker, id: i64) -> Turned {
    let Draft::Nudge(it) = Draft::find(turn, id).await? else { return Err(Refusal::StaleCard.into()) };
    let office = turn.office(it.office).await?;
    let person = turn.staff(&office, speaker).await?;
    if !has_opened(turn, person).await? {
        turn.toast(speaker, Toast::Silent).await?;
        return turn.add(speaker, Slot::OpenPrivate { office: office.id }).await;
    }
    let draft = keep(turn, &office, it.task, it.only).await?;
    turn.tell(Tell::answer(To::Person(person), Slot::NudgePreview { draft, private: true })).await?;
    turn.toast(speaker, Toast::SentPrivately).await
}

/// 发送: judged anew, so whoever answered since the preview is left out. The draft is gone after that: pressed twice is once.
pub(super) async fn send(turn: &mut Turn<'_>, speaker: &Speaker, id: i64) -> Turned {
    let Draft::Nudge(it) = Draft::find(turn, id).await? else { return Err(Refusal::StaleCard.into()) };
    let office = turn.office(it.office).await?;
    let person = turn.staff(&office, speaker).await?;
    Draft::take(turn, id).await?;
    let now = turn.ctx.now;
    let found = foresee(turn, &office, it.task, it.only.as_ref()).await?;
    let asked: Vec<(DeptNo, Moment)> = found
        .iter()
        .filter(|(dept, _)| it.offered.contains(dept))
        .filter_map(|(dept, outlook)| Some((*dept, outlook.leaves_at()?)))
        .collect();
    let later = asked.iter().filter(|(_, at)| *at > now).count();
    let events: Vec<Event> = asked.iter().map(|(dept, _)| Event::NudgeAsked { task: it.task, dept: *dept }).collect();
    if !events.is_empty() {
        turn.enter(office.id, Actor::Person(person), events).await?;
    }
    let slot = Slot::NudgeDone {
        office: office.id,
        task: it.task,
        now: asked.len() - later,
        later,
        left_out: found.len() - asked.len(),
    };
    turn.answer(speaker, slot).await?;
    turn.toast(speaker, Toast::Silent).await
}

async fn hold(turn: &mut Turn<'_>, speaker: &Speaker, office: &Office, no: TaskNo, depts: &BTreeSet<DeptNo>) -> Turned {
    let person = turn.staff(office, speaker).await?;
    let in_private = speaker.in_group && office.kind == GroupKind::Joint;
    if in_private && !has_opened(turn, person).await? {
        return turn.add(speaker, Slot::OpenPrivate { office: office.id }).await;
    }
    for dept in depts {
        let part = Part { office: office.id, task: no, dept: *dept };
        let found = projections::find_assignment(turn.conn, office.id, no, *dept).await?;
        let it = found.ok_or_else(|| Refusal::NoSuchTask { said: no.to_string() })?;
        if it.held_since.is_none() {
            let held = Event::NudgesHeld { task: no, dept: *dept };
            turn.enter(office.id, Actor::Person(person), vec![held]).await?;
        }
        let slot = Slot::Hold { part };
        if in_private {
            turn.tell(Tell::answer(To::Person(person), slot)).await?;
        } else {
            turn.add(speaker, slot).await?;
        }
    }
    if in_private {
        turn.answer(speaker, Slot::SentPrivately).await?;
    }
    Ok(())
}

/// 恢复提醒 / 我自己联系: the other way round.
pub(super) async fn set_hold(turn: &mut Turn<'_>, speaker: &Speaker, part: Part, held: bool) -> Turned {
    let office = turn.office(part.office).await?;
    let person = turn.staff(&office, speaker).await?;
    let found = store::projections::find_assignment(turn.conn, part.office, part.task, part.dept).await?;
    let it = found.ok_or(Refusal::StaleCard)?;
    let (task, dept) = (part.task, part.dept);
    if it.held_since.is_some() != held {
        let event = if held { Event::NudgesHeld { task, dept } } else { Event::NudgesResumed { task, dept } };
        turn.enter(part.office, Actor::Person(person), vec![event]).await?;
    }
    turn.answer(speaker, Slot::Hold { part }).await?;
    turn.toast(speaker, Toast::Set).await
}
