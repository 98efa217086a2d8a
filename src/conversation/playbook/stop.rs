//! 停止: the reason is typed as a reply, then 转入常态 (working hours and caps hold again) or 取消其余 (nothing more is
//! wanted). Contacts are told once.

use std::collections::BTreeMap;

use super::start::{CARD_LIVES, reason_of};
use crate::conversation::draft::{Draft, StopDraft};
use crate::conversation::overview::names_may_show;
use crate::conversation::turn::{Speaker, Turn, Turned};
use crate::domain::assignment::Notice;
use crate::domain::playbook::{self, Run, Stop};
use crate::domain::{Actor, GroupKind, Office, OfficeId, Part, PersonId, Refusal, RunNo, Slot, Task, Tell, To, Toast};
use crate::store::{Conn, StoreError, projections};

/// 停止: asks why.
pub(in crate::conversation) async fn ask(
    turn: &mut Turn<'_>,
    speaker: &Speaker,
    office: OfficeId,
    run: RunNo,
) -> Turned {
    let office = turn.office(office).await?;
    turn.staff(&office, speaker).await?;
    let it = projections::find_run(turn.conn, office.id, run).await?.ok_or(Refusal::StaleCard)?;
    if !it.may_stop(Stop::Cancelled) {
        return Err(Refusal::PlaybookOver.into());
    }
    turn.toast(speaker, Toast::Silent).await?;
    turn.add(speaker, Slot::StopAsk { office: office.id, run }).await
}

/// The reply to it; how is chosen by button.
pub(in crate::conversation) async fn reason(
    turn: &mut Turn<'_>,
    speaker: &Speaker,
    office: OfficeId,
    run: RunNo,
    text: &str,
) -> Turned {
    let office = turn.office(office).await?;
    turn.staff_or_hidden(&office, speaker).await?;
    let reason = reason_of(text)?.ok_or(Refusal::NothingToAnswer)?;
    let draft = Draft::Stop(StopDraft { office: office.id, run, reason, made_at: turn.ctx.now }).keep(turn).await?;
    turn.answer(speaker, Slot::StopCard { draft }).await
}

/// 转入常态 or 取消其余.
pub(in crate::conversation) async fn stop(turn: &mut Turn<'_>, speaker: &Speaker, id: i64, how: Stop) -> Turned {
    let Draft::Stop(draft) = Draft::find(turn, id).await? else { return Err(Refusal::StaleCard.into()) };
    let office = turn.office(draft.office).await?;
    let person = turn.staff(&office, speaker).await?;
    if turn.ctx.now - draft.made_at > CARD_LIVES {
        return Err(Refusal::CardExpired.into());
    }
    let run = projections::find_run(turn.conn, office.id, draft.run).await?.ok_or(Refusal::StaleCard)?;
    let open = open_tasks(turn.conn, office.id, &run).await?;
    let events = playbook::stop(&run, &open, how, &draft.reason)?;
    Draft::take(turn, id).await?;
    let told = concerned(turn, &office, &open, how).await?;
    turn.enter(office.id, Actor::Person(person), events).await?;
    for (person, (parts, is_awake)) in told {
        for part in &parts {
            crate::conversation::contact::refresh(turn, person, *part).await?;
        }
        let slot = Slot::RunStopped { person, office: office.id, run: run.no, how, parts };
        // Whoever acts on it in the night is to know at once; everybody else in working hours.
        let at = (!is_awake).then(|| office.work_time().next_opening(turn.ctx.now));
        turn.tell(Tell::notice(person, slot, at)).await?;
    }
    let shown = |private| Slot::Run { office: office.id, run: run.no, page: 0, private };
    turn.answer(speaker, shown(names_may_show(&office, speaker))).await?;
    if !speaker.in_group {
        turn.tell(Tell::answer(To::Office(office.id), shown(office.kind == GroupKind::Own))).await?;
    }
    turn.toast(speaker, Toast::Set).await
}

/// The tasks of a run of which something is still wanted.
pub(in crate::conversation) async fn open_tasks(
    conn: &mut Conn,
    office: OfficeId,
    run: &Run,
) -> Result<Vec<Task>, StoreError> {
    let mut open = Vec::new();
    for no in &run.tasks {
        let Some(task) = projections::find_task(conn, office, *no).await? else { continue };
        let wanted = !projections::list_open_assignments_of_task(conn, office, *no).await?.is_empty();
        if wanted && task.end.is_none() {
            open.push(task);
        }
    }
    Ok(open)
}

/// Who was told of what is stopped now, and whether they may be at it this very hour.
async fn concerned(
    turn: &mut Turn<'_>,
    office: &Office,
    open: &[Task],
    how: Stop,
) -> Turned<BTreeMap<PersonId, (Vec<Part>, bool)>> {
    let mut told: BTreeMap<PersonId, (Vec<Part>, bool)> = BTreeMap::new();
    for task in open {
        let is_urgent = task.emergency().is_some();
        if how == Stop::Normal && !is_urgent {
            continue;
        }
        for it in projections::list_open_assignments_of_task(turn.conn, office.id, task.no).await? {
            let was_told = matches!(it.notice, Notice::Sent { .. } | Notice::Unknown { .. } | Notice::Queued { .. });
            let dept = projections::find_department(turn.conn, office.id, it.dept).await?;
            let Some(person) = dept.and_then(|dept| dept.reached()).filter(|_| was_told) else { continue };
            let (parts, is_awake) = told.entry(person).or_default();
            parts.push(Part { office: office.id, task: task.no, dept: it.dept });
            *is_awake |= is_urgent && how == Stop::Cancelled;
        }
    }
    Ok(told)
}
