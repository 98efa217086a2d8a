//! `/roster` with a CSV or XLSX: a dry run first, then one button; a second import is an update.

use std::collections::BTreeMap;

use super::plan::{ImportPlan, SeatNaming};
use crate::chat::Attachment;
use crate::conversation::calendar;
use crate::conversation::draft::{CallDraft, Draft, FinishDraft, StopDraft};
use crate::conversation::job::{self, Job};
use crate::conversation::overview::names_may_show;
use crate::conversation::sheet;
use crate::conversation::turn::{Speaker, Turn, Turned};
use crate::domain::department::Department;
use crate::domain::{Actor, DeptNo, Event, PersonId, Refusal, Slot, Toast};
use crate::store::{self, Conn, StoreError, projections};

/// A file under `/roster`, or in reply to its answer.
pub(in crate::conversation) async fn import(turn: &mut Turn<'_>, speaker: &Speaker, file: &Attachment) -> Turned {
    let office = turn.office_here(speaker).await?;
    let by = turn.staff(&office, speaker).await?;
    sheet::fits(file)?;
    let job = Job::ReadRoster {
        office: office.id,
        by,
        chat: speaker.chat,
        message: speaker.message.unwrap_or_default(),
        topic: speaker.topic,
        file: file.file.clone(),
        name: file.name.clone().unwrap_or_default(),
    };
    Ok(job::insert(turn.conn, &job, turn.ctx.now).await?)
}

/// The button under the dry run: everything in it becomes so, once.
pub(in crate::conversation) async fn import_draft(turn: &mut Turn<'_>, speaker: &Speaker, id: i64) -> Turned {
    let Draft::Roster(draft) = Draft::find(turn, id).await? else { return Err(Refusal::StaleCard.into()) };
    let office = turn.office(draft.office).await?;
    let person = turn.staff(&office, speaker).await?;
    Draft::take(turn, id).await?;
    let (added, changed) = (draft.plan.additions.len(), draft.plan.changes.len());
    let first = projections::next_dept_no(turn.conn, office.id).await?;
    let events = events(turn, draft.plan, first).await?;
    turn.enter(office.id, Actor::Person(person), events).await?;
    turn.answer(speaker, Slot::RosterDone { office: office.id, added, changed }).await?;
    turn.toast(speaker, Toast::Imported).await
}

async fn events(turn: &mut Turn<'_>, plan: ImportPlan, first: DeptNo) -> Turned<Vec<Event>> {
    let mut events = Vec::new();
    for (dept, addition) in (first.0..).map(DeptNo).zip(plan.additions) {
        events.push(Event::DepartmentAdded { dept, profile: addition.profile });
        events.extend(seats(turn, dept, addition.seats).await?);
    }
    for change in plan.changes {
        let dept = change.dept;
        if !change.what.is_empty() {
            events.push(Event::DepartmentChanged { dept, profile: change.profile });
        }
        events.extend(seats(turn, dept, change.seats).await?);
    }
    Ok(events)
}

/// Names and phones go to the persons, only their numbers to the ledger.
async fn seats(turn: &mut Turn<'_>, dept: DeptNo, namings: Vec<SeatNaming>) -> Turned<Vec<Event>> {
    let mut events = Vec::with_capacity(namings.len());
    for SeatNaming { seat, to, .. } in namings {
        let named = store::person::insert_named(turn.conn, &to.name, to.phone.as_deref()).await?;
        events.push(Event::SeatNamed { dept, seat, named });
    }
    Ok(events)
}

/// 不要了: a draft is dropped, nothing else happens.
pub(in crate::conversation) async fn drop_draft(turn: &mut Turn<'_>, speaker: &Speaker, id: i64) -> Turned {
    let dropped = Slot::DraftDropped;
    let (office, shown) = match Draft::find(turn, id).await? {
        Draft::Roster(draft) => (Some(draft.office), dropped),
        Draft::Task(draft) => (Some(draft.office), dropped),
        Draft::Tasks(draft) => (Some(draft.office), dropped),
        Draft::Playbook(draft) => (Some(draft.office), dropped),
        Draft::Start(draft) => (Some(draft.office), Slot::NotStarted),
        Draft::Stop(StopDraft { office, run, .. }) => {
            let private = names_may_show(&turn.office(office).await?, speaker);
            (Some(office), Slot::Run { office, run, page: 0, private })
        }
        Draft::Edit(draft) => (Some(draft.office), dropped),
        Draft::Call(CallDraft { part, way, .. }) => (Some(part.office), Slot::CallCard { part, way, dates: false }),
        Draft::Finish(FinishDraft { office, task, .. }) => {
            let private = names_may_show(&turn.office(office).await?, speaker);
            (Some(office), Slot::Status { office, task, private })
        }
        Draft::Calendar(_) => (None, dropped),
        _ => return Err(Refusal::StaleCard.into()),
    };
    match office {
        Some(office) => {
            let office = turn.office(office).await?;
            turn.staff(&office, speaker).await?;
        }
        None => _ = calendar::operator(turn, speaker).await?,
    }
    Draft::take(turn, id).await?;
    let toast = if shown == Slot::DraftDropped { Toast::Dropped } else { Toast::Silent };
    turn.answer(speaker, shown).await?;
    turn.toast(speaker, toast).await
}

/// Names of all who are named in these departments.
pub(in crate::conversation) async fn names(
    conn: &mut Conn,
    departments: &[Department],
) -> Result<BTreeMap<PersonId, String>, StoreError> {
    let mut names = BTreeMap::new();
    for person in departments.iter().flat_map(|d| &d.seats).filter_map(|s| s.named) {
        if let Some(row) = store::person::find_person(conn, person).await? {
            names.extend(row.name.map(|name| (person, name)));
        }
    }
    Ok(names)
}
