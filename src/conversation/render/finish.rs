//! The end of a task: what it would do, what it did, and what contacts are told.

use crate::chat::{Outgoing, Text};
use crate::conversation::contact::{Loaded, load};
use crate::conversation::draft::{Draft, FinishDraft};
use crate::conversation::finish::{Finish, concerned, was_told};
use crate::conversation::press::Press;
use crate::domain::task::Ended;
use crate::domain::{Assignment, Office, OfficeId, Part, PersonId, Slot, Task, TaskNo};
use crate::say;
use crate::store::{Result, draft, projections, words};
use crate::wording::Words;

use super::pen::{Pen, button, lines, short};

/// The slots of this file.
pub(super) async fn draw(pen: &mut Pen<'_>, slot: &Slot) -> Result<Option<Outgoing>> {
    match slot {
        Slot::FinishCard { draft } => card(pen, *draft).await,
        Slot::Finished { office, task } => done(pen, *office, *task).await,
        Slot::PartsEnded { person, parts } => parts_ended(pen, *person, parts).await,
        Slot::TaskThanks { person, parts } => thanks(pen, *person, parts).await,
        _ => Ok(None),
    }
}

/// What would follow; totals only, so it may stand in any group.
async fn card(pen: &mut Pen<'_>, id: i64) -> Result<Option<Outgoing>> {
    let kept = draft::find::<Draft>(pen.conn, id).await?.map(|kept| kept.doc);
    let Some(Draft::Finish(FinishDraft { office, task, how, reason, .. })) = kept else { return Ok(None) };
    let Some(office) = pen.office(office).await? else { return Ok(None) };
    let Some(task) = projections::find_task(pen.conn, office.id, task).await? else { return Ok(None) };
    let parts = projections::list_assignments_of_task(pen.conn, office.id, task.no).await?;
    let (code, title) = (task.no.to_string(), &task.title);
    let head = match how {
        Finish::Cancel => say!(pen.words, FinishCancelHead { code: code, task: title }),
        Finish::Close => say!(pen.words, FinishCloseHead { code: code, task: title }),
        Finish::Archive => say!(pen.words, FinishArchiveHead { code: code, task: title }),
    };
    let mut text = vec![totals(pen, &office, &task, &parts)];
    if how.asks_why() {
        text.push(match &reason {
            Some(reason) => say!(pen.words, FinishReason { reason: reason }),
            None => say!(pen.words, FinishReasonMissing),
        });
    }
    text.push(String::new());
    text.push(effect(pen, &task, &parts, how));
    let people = concerned(pen.conn, office.id, &task, how).await?.len();
    text.push(told(pen, &office, how.asks_why() && task.emergency().is_some(), people));
    let mut buttons = Vec::new();
    if how.asks_why() && reason.is_none() {
        let reasons = how.reasons(Words::of(office.lang)).into_iter().enumerate();
        buttons.extend(reasons.map(|(n, reason)| vec![button(reason, Press::FinishReason(id, n))]));
    } else {
        let label = match how {
            Finish::Cancel => say!(pen.words, ButtonCancelNow),
            Finish::Close => say!(pen.words, ButtonCloseNow),
            Finish::Archive => say!(pen.words, ButtonArchiveNow),
        };
        buttons.push(vec![button(label, Press::FinishNow(id))]);
    }
    if how == Finish::Archive && parts.iter().any(|part| !part.material.hand_ins.is_empty()) {
        buttons.push(vec![button(say!(pen.words, ButtonCollect), Press::Collect(office.id, task.no))]);
    }
    buttons.push(vec![button(say!(pen.words, ButtonBack), Press::Drop(id))]);
    let text = Text::new().bold(head).line().then(text.join("\n"));
    Ok(Some(Outgoing { text, buttons, ..Outgoing::default() }))
}

fn totals(pen: &Pen<'_>, office: &Office, task: &Task, parts: &[Assignment]) -> String {
    let done = parts.iter().filter(|part| part.is_complete()).count();
    let due = pen.times(office.zone).moment(task.deadline.at);
    let asked = parts.iter().filter(|part| part.is_asked()).count();
    say!(pen.words, FinishTotals { due: due, asked: asked, done: done })
}

fn effect(pen: &Pen<'_>, task: &Task, parts: &[Assignment], how: Finish) -> String {
    let open = parts.iter().filter(|part| !part.is_over()).count();
    let late = parts.iter().filter(|part| !part.is_over() && pen.now > part.deadline_at(task)).count();
    match how {
        Finish::Cancel => say!(pen.words, FinishCancel { open: open }),
        Finish::Close if open == 0 => say!(pen.words, FinishCloseWhole),
        Finish::Close if late > 0 => say!(pen.words, FinishCloseLate { open: open, late: late }),
        Finish::Close => say!(pen.words, FinishClose { open: open }),
        Finish::Archive => say!(pen.words, FinishArchive),
    }
}

/// How many contacts hear of it, and when; `at_once` if it does not wait for working hours.
pub(super) fn told(pen: &Pen<'_>, office: &Office, at_once: bool, people: usize) -> String {
    let opening = office.work_time().next_opening(pen.now);
    let is_now = at_once || opening <= pen.now;
    match people {
        0 => say!(pen.words, FinishToldNobody),
        _ if is_now => say!(pen.words, FinishTold { people: people }),
        _ => say!(pen.words, FinishToldAt { people: people, at: pen.times(office.zone).moment(opening) }),
    }
}

/// How it ended; none while it runs, and where silence was consent.
pub(super) async fn end_line(pen: &mut Pen<'_>, office: &Office, task: &Task) -> Result<Option<String>> {
    let Some(end) = task.end else { return Ok(None) };
    let at = pen.times(office.zone).moment(end.at);
    let ended = match (end.why, reason(pen, task).await?) {
        (Ended::Consent, _) => None,
        (Ended::Cancelled, Some(reason)) => Some(say!(pen.words, EndedCancelledReason { at: at, reason: reason })),
        (Ended::Cancelled, None) => Some(say!(pen.words, EndedCancelled { at: at })),
        (Ended::Closed, Some(reason)) => Some(say!(pen.words, EndedClosedReason { at: at, reason: reason })),
        (Ended::Closed, None) => Some(say!(pen.words, EndedClosed { at: at })),
    };
    let archived = task.archived_at.map(|at| {
        let at = pen.times(office.zone).moment(at);
        say!(pen.words, EndedArchived { at: at })
    });
    let lines: Vec<String> = ended.into_iter().chain(archived).collect();
    Ok((!lines.is_empty()).then(|| lines.join("\n")))
}

/// None if none was given, or if it was erased.
async fn reason(pen: &mut Pen<'_>, task: &Task) -> Result<Option<String>> {
    match task.end.and_then(|end| end.reason) {
        Some(no) => words::find_words(pen.conn, no).await,
        None => Ok(None),
    }
}

/// In place of the card, and to the group if it was done elsewhere.
async fn done(pen: &mut Pen<'_>, id: OfficeId, no: TaskNo) -> Result<Option<Outgoing>> {
    let Some(office) = pen.office(id).await? else { return Ok(None) };
    let Some(task) = projections::find_task(pen.conn, id, no).await? else { return Ok(None) };
    let parts = projections::list_assignments_of_task(pen.conn, id, no).await?;
    let mut text = Text::new().bold(format!("{no} {}", task.title)).line();
    if let Some(end) = end_line(pen, &office, &task).await? {
        text = text.then(end).line();
    }
    let text = text.then(totals(pen, &office, &task, &parts));
    let mut row = vec![button(say!(pen.words, ButtonStatus), Press::Status(id, no))];
    if task.archived_at.is_none() {
        row.push(button(say!(pen.words, ButtonArchive), Press::Finish(id, no, Finish::Archive)));
    }
    Ok(Some(Outgoing { text, buttons: vec![row], ..Outgoing::default() }))
}

/// To a contact, once: what need not be handed in any more. None if it came in meanwhile.
async fn parts_ended(pen: &mut Pen<'_>, person: PersonId, parts: &[Part]) -> Result<Option<Outgoing>> {
    let mut open = Vec::new();
    for part in parts {
        open.extend(load(pen.conn, *part).await?.filter(|it| !it.assignment.is_over() && was_told(&it.assignment)));
    }
    let Some(first) = open.first() else { return Ok(None) };
    let (name, task) = (pen.name_in(first, person).await?, &first.task.title);
    let text = match (first.task.is_called_off(), reason(pen, &first.task).await?) {
        (true, Some(reason)) => say!(pen.words, PartsCancelled { name: name, task: task, reason: reason }),
        (true, None) => say!(pen.words, PartsCancelledPlain { name: name, task: task }),
        (false, Some(reason)) => say!(pen.words, PartsClosed { name: name, task: task, reason: reason }),
        (false, None) => say!(pen.words, PartsClosedPlain { name: name, task: task }),
    };
    let mut text = vec![text];
    if open.len() > 1 {
        text.push(say!(pen.words, PartsOf { depts: depts(pen, &open) }));
    }
    Ok(Some(lines(&text)))
}

/// To a contact who handed in, once, when it is archived.
async fn thanks(pen: &mut Pen<'_>, person: PersonId, parts: &[Part]) -> Result<Option<Outgoing>> {
    let mut handed_in = Vec::new();
    for part in parts {
        handed_in.extend(load(pen.conn, *part).await?.filter(|it| !it.assignment.received.is_empty()));
    }
    let Some(first) = handed_in.first() else { return Ok(None) };
    let name = pen.name_in(first, person).await?;
    let (task, lead, depts) = (&first.task.title, &first.office.name, depts(pen, &handed_in));
    Ok(Some(lines(&[say!(pen.words, ThanksAtTheEnd { name: name, task: task, depts: depts, lead: lead })])))
}

fn depts(pen: &Pen<'_>, of: &[Loaded]) -> String {
    let names: Vec<&str> = of.iter().map(|it| short(&it.dept.profile)).collect();
    pen.list(&names)
}
