//! `/calendar`: the days that are worked (放假安排). With a file, from an operator: a newer list, shown first, then one button.
//!
//! A newer list moves the running deadlines whose words come to another moment under it. The leads and the contacts
//! concerned are told once; what was named by its date stays.

use std::collections::{BTreeMap, BTreeSet};

use crate::chat::Attachment;
use crate::domain::calendar::{Calendar, CalendarError, YearList};
use crate::domain::{
    Actor, CalendarProblem, Deadline, Event, Lane, Moment, Office, OfficeId, Part, PersonId, Refusal, Slot, Task,
    TaskNo, Tell, To, Toast,
};
use crate::store::{self, Conn, StoreError, projections};

use super::draft::{CalendarDraft, Draft};
use super::job::{self, Fetched, Job};
use super::turn::{Speaker, Turn, Turned};

/// Larger files are refused before they are looked at: a year's list has a few kilobytes.
pub(super) const MEGABYTES_MAX: u32 = 1;

/// `/calendar`, with or without a list.
pub(super) async fn calendar(turn: &mut Turn<'_>, speaker: &Speaker, file: Option<&Attachment>) -> Turned {
    let Some(file) = file else {
        let operators = projections::find_service(turn.conn).await?.operators;
        let operator = speaker.person.is_some_and(|person| operators.contains(&person));
        return turn.answer(speaker, Slot::Calendar { operator }).await;
    };
    operator(turn, speaker).await?;
    if file.size.is_some_and(|bytes| bytes > i64::from(MEGABYTES_MAX) * 1024 * 1024) {
        return Err(unreadable(CalendarProblem::TooLarge { megabytes_max: MEGABYTES_MAX }).into());
    }
    let job = Job::ReadCalendar {
        chat: speaker.chat,
        message: speaker.message.unwrap_or_default(),
        topic: speaker.topic,
        file: file.file.clone(),
    };
    Ok(job::insert(turn.conn, &job, turn.ctx.now).await?)
}

/// Lets on only who operates the service.
pub(super) async fn operator(turn: &mut Turn<'_>, speaker: &Speaker) -> Turned<PersonId> {
    let person = turn.known(speaker).await?;
    let service = projections::find_service(turn.conn).await?;
    if service.operators.contains(&person) { Ok(person) } else { Err(Refusal::ForOperators.into()) }
}

/// What the file holds, as a preview.
pub(super) async fn read(turn: &mut Turn<'_>, fetched: Fetched) -> Turned<Slot> {
    let bytes = match fetched {
        Fetched::Bytes(bytes) => bytes,
        Fetched::TooLarge => {
            return Err(unreadable(CalendarProblem::TooLarge { megabytes_max: MEGABYTES_MAX }).into());
        }
        _ => return Err(Refusal::FileLost.into()),
    };
    let text = String::from_utf8_lossy(&bytes);
    let lists = YearList::parse(text.trim_start_matches('\u{feff}')).map_err(|error| unreadable(problem(&error)))?;
    let years = lists.iter().map(|list| list.year).collect();
    let known = projections::find_service(turn.conn).await?.calendar;
    let lists: Vec<YearList> = lists.into_iter().filter(|list| !known.has(list)).collect();
    if lists.is_empty() {
        return Err(unreadable(CalendarProblem::Known { years }).into());
    }
    let draft = Draft::Calendar(CalendarDraft { lists }).keep(turn).await?;
    Ok(Slot::CalendarPreview { draft })
}

fn unreadable(problem: CalendarProblem) -> Refusal {
    Refusal::CalendarUnreadable { problem }
}

fn problem(error: &CalendarError) -> CalendarProblem {
    match error {
        CalendarError::Shape(error) => CalendarProblem::Shape { detail: error.to_string() },
        CalendarError::Empty => CalendarProblem::Empty,
        CalendarError::Stray { year, date } => CalendarProblem::Stray { year: *year, date: *date },
    }
}

/// The button under the preview: the lists hold for every office from now on.
pub(super) async fn put_in_force(turn: &mut Turn<'_>, speaker: &Speaker, id: i64) -> Turned {
    let Draft::Calendar(CalendarDraft { lists }) = Draft::find(turn, id).await? else {
        return Err(Refusal::StaleCard.into());
    };
    let actor = Actor::Person(operator(turn, speaker).await?);
    Draft::take(turn, id).await?;
    let listed = lists.iter().map(|list| Event::HolidaysListed { list: list.clone() }).collect();
    turn.enter(OfficeId::SERVICE, actor, listed).await?;
    let offices = projections::list_offices(turn.conn).await?;
    let mut moved = 0;
    let mut told = BTreeMap::new();
    for office in &offices {
        moved += for_office(turn, actor, office, &lists, &mut told).await?;
    }
    for (person, (at, moved)) in told {
        let tell = Tell { lane: Lane::Notice, at: Some(at), keeps_hours: true, ..to_contact(person, moved) };
        turn.tell(tell).await?;
    }
    let years = lists.iter().map(|list| list.year).collect();
    turn.answer(speaker, Slot::CalendarInForce { years, offices: offices.len(), moved }).await?;
    turn.toast(speaker, Toast::Set).await
}

/// What each contact is told, and from when on somebody is there to read it.
type Told = BTreeMap<PersonId, (Moment, Vec<(Part, Moment)>)>;

/// One office's calendar and the deadlines that it moves; answers how many.
async fn for_office(
    turn: &mut Turn<'_>,
    actor: Actor,
    office: &Office,
    lists: &[YearList],
    told: &mut Told,
) -> Turned<usize> {
    let moves = moves(turn.conn, office, lists, turn.ctx.now).await?;
    let set = lists.iter().map(|list| Event::CalendarSet { list: list.clone() });
    let dated = moves.iter().map(|(task, deadline)| Event::DeadlineMoved { task: task.no, deadline: deadline.clone() });
    let events = set.chain(dated).collect();
    turn.enter(office.id, actor, events).await?;
    if moves.is_empty() {
        return Ok(0);
    }
    let was: Vec<(TaskNo, Moment)> = moves.iter().map(|(task, _)| (task.no, task.deadline.at)).collect();
    for (task, at) in &was {
        tell_contacts(turn, office, (*task, *at), told).await?;
    }
    let at = Some(office.work_time().next_opening(turn.ctx.now));
    let slot = Slot::CalendarMoved { office: office.id, moved: was };
    turn.tell(Tell { at, ..Tell::answer(To::Office(office.id), slot) }).await?;
    Ok(moves.len())
}

async fn tell_contacts(turn: &mut Turn<'_>, office: &Office, (no, was): (TaskNo, Moment), told: &mut Told) -> Turned {
    let opening = office.work_time().next_opening(turn.ctx.now);
    for it in projections::list_open_assignments_of_task(turn.conn, office.id, no).await? {
        let Some(dept) = projections::find_department(turn.conn, office.id, it.dept).await? else { continue };
        let Some(person) = dept.reached() else { continue };
        let part = Part { office: office.id, task: no, dept: it.dept };
        let (at, moved) = told.entry(person).or_insert_with(|| (opening, Vec::new()));
        *at = (*at).max(opening);
        moved.push((part, was));
    }
    Ok(())
}

fn to_contact(person: PersonId, moved: Vec<(Part, Moment)>) -> Tell {
    Tell::answer(To::Person(person), Slot::PartsMoved { person, moved })
}

/// The office's running tasks whose words come to another deadline under these lists.
pub(super) async fn moves(
    conn: &mut Conn,
    office: &Office,
    lists: &[YearList],
    now: Moment,
) -> Result<Vec<(Task, Deadline)>, StoreError> {
    let calendar = lists.iter().fold(office.calendar.clone(), |calendar, list| calendar.with(list.clone()));
    let then = crate::domain::calendar::WorkTime { calendar: &calendar, ..office.work_time() };
    let tasks = store::projections::list_tasks(conn, office.id).await?;
    let moves = tasks.into_iter().filter_map(|task| {
        let deadline = task.deadline_under(&office.work_time(), &then, now)?;
        Some((task, deadline))
    });
    Ok(moves.collect())
}

/// Years that are about to begin or run, and whose list is not out.
#[must_use]
pub(super) fn unpublished(calendar: &Calendar, this_year: i32) -> BTreeSet<i32> {
    [this_year, this_year + 1].into_iter().filter(|year| calendar.is_provisional(*year)).collect()
}
