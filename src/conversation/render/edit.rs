//! A task that is changed: old and new before it is done, to the lead after it, and to contacts once.

use chrono_tz::Tz;

use crate::chat::{Outgoing, Text};
use crate::conversation::contact::load;
use crate::conversation::draft::{Draft, EditDraft};
use crate::conversation::edit::reasons;
use crate::conversation::finish::{Finish, concerned, was_told};
use crate::conversation::press::Press;
use crate::domain::task::Was;
use crate::domain::{
    Department, GroupKind, Item, Moment, Office, OfficeId, Part, PersonId, Slot, Task, TaskNo, WordsNo,
};
use crate::say;
use crate::store::{Result, draft, projections, words};
use crate::wording::Words;

use super::finish::told;
use super::pen::{Pen, button, lines, short};

/// The slots of this file.
pub(super) async fn draw(pen: &mut Pen<'_>, slot: &Slot) -> Result<Option<Outgoing>> {
    match slot {
        Slot::EditCard { draft } => card(pen, *draft).await,
        Slot::Edited { office, task, was, added, reason } => done(pen, (*office, *task), was, *added, reason.no).await,
        Slot::PartsEdited { person, parts, was, reason } => parts_edited(pen, *person, parts, was, reason.no).await,
        _ => Ok(None),
    }
}

/// What would change, and who hears of it.
async fn card(pen: &mut Pen<'_>, id: i64) -> Result<Option<Outgoing>> {
    let kept = draft::find::<Draft>(pen.conn, id).await?.map(|kept| kept.doc);
    let Some(Draft::Edit(it)) = kept else { return Ok(None) };
    let EditDraft { office, task, change, was, reason, .. } = *it;
    let Some(office) = pen.office(office).await? else { return Ok(None) };
    let Some(task) = projections::find_task(pen.conn, office.id, task).await? else { return Ok(None) };
    let after = change.of(&task);
    let mut text = changed(pen, office.zone, &was, &after, (was.due, after.deadline.at));
    if !change.added.is_empty() {
        let departments = projections::list_departments(pen.conn, office.id).await?;
        let added: Vec<&Department> = departments.iter().filter(|dept| change.added.contains(&dept.no)).collect();
        text.push(added_line(pen, &office, &added));
    }
    text.push(match &reason {
        Some(reason) => say!(pen.words, FinishReason { reason: reason }),
        None => say!(pen.words, FinishReasonMissing),
    });
    text.push(String::new());
    if after.deadline.at < was.due {
        text.push(say!(pen.words, EditForward));
    }
    if change.is_read_by_all(&task) {
        let people = concerned(pen.conn, office.id, &task, Finish::Close).await?.len();
        text.push(told(pen, &office, task.emergency().is_some(), people));
    }
    let mut buttons = Vec::new();
    if reason.is_none() {
        let reasons = reasons(Words::of(office.lang)).into_iter().enumerate();
        buttons.extend(reasons.map(|(n, reason)| vec![button(reason, Press::EditReason(id, n))]));
    } else {
        buttons.push(vec![button(say!(pen.words, ButtonEditNow), Press::EditNow(id))]);
    }
    buttons.push(vec![button(say!(pen.words, ButtonBack), Press::Drop(id))]);
    let head = say!(pen.words, EditHead { code: task.no.to_string(), task: &was.title });
    let text = Text::new().bold(head).line().then(text.join("\n"));
    Ok(Some(Outgoing { text, buttons, ..Outgoing::default() }))
}

/// Names only where they may be read.
fn added_line(pen: &Pen<'_>, office: &Office, added: &[&Department]) -> String {
    let names: Vec<&str> = added.iter().map(|dept| short(&dept.profile)).collect();
    if pen.in_group && office.kind == GroupKind::Joint {
        say!(pen.words, EditAdded { count: names.len() })
    } else {
        say!(pen.words, EditAddedNames { count: names.len(), names: pen.list(&names) })
    }
}

/// Old and new, a line each.
fn changed(pen: &Pen<'_>, zone: Tz, was: &Was, is: &Task, (due_was, due): (Moment, Moment)) -> Vec<String> {
    let mut text = Vec::new();
    if was.title != is.title {
        text.push(say!(pen.words, EditTitle { was: &was.title, now: &is.title }));
    }
    if due_was != due {
        let times = pen.times(zone);
        text.push(say!(pen.words, EditDue { was: times.moment(due_was), now: times.moment(due) }));
    }
    let renamed = was.items.iter().zip(&is.items).filter(|(was, is)| was.name != is.name);
    text.extend(renamed.map(|(was, is)| say!(pen.words, EditItemRenamed { was: &was.name, now: &is.name })));
    let added: Vec<&str> = is.items.iter().skip(was.items.len()).map(|item: &Item| item.name.as_str()).collect();
    if !added.is_empty() {
        text.push(say!(pen.words, EditItemsAdded { items: pen.list(&added) }));
    }
    text
}

/// In place of the card, and to the group if it was done elsewhere.
async fn done(
    pen: &mut Pen<'_>,
    (id, no): (OfficeId, TaskNo),
    was: &Was,
    added: usize,
    reason: WordsNo,
) -> Result<Option<Outgoing>> {
    let Some(office) = pen.office(id).await? else { return Ok(None) };
    let Some(task) = projections::find_task(pen.conn, id, no).await? else { return Ok(None) };
    let mut text = changed(pen, office.zone, was, &task, (was.due, task.deadline.at));
    if added > 0 {
        text.push(say!(pen.words, EditAdded { count: added }));
    }
    if let Some(reason) = words::find_words(pen.conn, reason).await? {
        text.push(say!(pen.words, FinishReason { reason: reason }));
    }
    let head = say!(pen.words, EditedHead { code: no.to_string(), task: &task.title });
    let buttons = vec![vec![button(say!(pen.words, ButtonStatus), Press::Status(id, no))]];
    let text = Text::new().bold(head).line().then(text.join("\n"));
    Ok(Some(Outgoing { text, buttons, ..Outgoing::default() }))
}

/// To a contact, once: what is new about their open parts. None if it is as it was again, or nothing is open any more.
async fn parts_edited(
    pen: &mut Pen<'_>,
    person: PersonId,
    parts: &[Part],
    was: &Was,
    reason: WordsNo,
) -> Result<Option<Outgoing>> {
    let mut open = Vec::new();
    for part in parts {
        open.extend(load(pen.conn, *part).await?.filter(|it| !it.assignment.is_over() && was_told(&it.assignment)));
    }
    open.retain(|it| it.task.end.is_none());
    let Some(first) = open.first() else { return Ok(None) };
    // What was granted beyond the deadline stays.
    let granted = open.iter().filter_map(|it| it.assignment.requests.granted).min();
    let granted = granted.filter(|_| open.iter().all(|it| it.assignment.requests.granted.is_some()));
    let in_force = |due: Moment| granted.map_or(due, |granted| granted.max(due));
    let dues = (in_force(was.due), in_force(first.task.deadline.at));
    let mut text = changed(pen, first.office.zone, was, &first.task, dues);
    if text.is_empty() {
        return Ok(None);
    }
    if dues.1 < dues.0 {
        text.push(say!(pen.words, EditForwardContact { was: pen.times(first.office.zone).moment(dues.0) }));
    }
    let (name, task) = (pen.name_in(first, person).await?, &was.title);
    let head = match words::find_words(pen.conn, reason).await? {
        Some(reason) => say!(pen.words, PartsEdited { name: name, task: task, reason: reason }),
        None => say!(pen.words, PartsEditedPlain { name: name, task: task }),
    };
    text.insert(0, head);
    text.push(say!(pen.words, EditRest));
    Ok(Some(lines(&text)))
}
