//! What the lead looks at: open tasks with lights and counts, and one task department by department.

use crate::chat::{Outgoing, Text};
use crate::conversation::finish::Finish;
use crate::conversation::press::Press;
use crate::domain::department::Department;
use crate::domain::standing::{Light, Standing, light, light_of_all, standing};
use crate::domain::{Assignment, Office, OfficeId, Task, TaskNo};
use crate::say;
use crate::store::{Result, projections};
use crate::wording::Words;

use super::pen::{Pen, button, lines, pager, short};
use super::{choices, finish};

const TASKS_A_PAGE: usize = 8;
/// Names that one state lists before it says how many more.
const NAMES_MAX: usize = 80;

/// `/tasks`: tasks with something open, and those due within the last two weeks.
pub(super) async fn tasks(pen: &mut Pen<'_>, id: OfficeId, page: usize, private: bool) -> Result<Option<Outgoing>> {
    let Some(office) = pen.office(id).await? else { return Ok(None) };
    let mut open = Vec::new();
    for task in projections::list_tasks(pen.conn, id).await? {
        let parts = projections::list_assignments_of_task(pen.conn, id, task.no).await?;
        let recent = task.deadline.at > pen.now - chrono::Duration::days(14);
        let ended = task.awaits_nothing().is_some() || task.archived_at.is_some();
        if !ended && (recent || task.end.is_none() && parts.iter().any(|part| !part.is_over())) {
            open.push((task, parts));
        }
    }
    let series = projections::count_series(pen.conn, id).await?;
    let series_row: Vec<_> = (series > 0)
        .then(|| button(say!(pen.words, ButtonSeries { count: series }), Press::SeriesList(id, 0)))
        .into_iter()
        .collect();
    if open.is_empty() {
        let buttons = if series_row.is_empty() { vec![] } else { vec![series_row] };
        return Ok(Some(Outgoing { buttons, ..lines(&[say!(pen.words, TasksNone)]) }));
    }
    open.sort_by_key(|(task, _)| task.deadline.at);
    let pages = open.len().div_ceil(TASKS_A_PAGE);
    let page = page.min(pages - 1);
    let shown: Vec<_> = open.iter().skip(page * TASKS_A_PAGE).take(TASKS_A_PAGE).collect();
    let mut text = vec![say!(pen.words, TasksHead { count: open.len() }), String::new()];
    text.extend(shown.iter().map(|(task, parts)| task_line(pen, &office, task, parts)));
    if pages > 1 {
        text.push(say!(pen.words, PageOf { page: page + 1, pages: pages }));
    }
    let chosen = choices::of_contacts(pen, &office, private).await?;
    if !chosen.is_empty() {
        text.push(String::new());
        text.extend(chosen);
    }
    let row = shown.iter().map(|(task, _)| button(task.no.to_string(), Press::Status(id, task.no))).collect::<Vec<_>>();
    let mut buttons: Vec<_> = row.chunks(4).map(<[_]>::to_vec).collect();
    buttons.push(pager(pen.words, page, pages, |page| Press::Tasks(id, page)));
    buttons.push(series_row);
    if !private {
        buttons.push(vec![button(say!(pen.words, ButtonPrivately), Press::TasksPrivately(id))]);
    }
    buttons.retain(|row| !row.is_empty());
    Ok(Some(Outgoing { buttons, ..lines(&text) }))
}

fn task_line(pen: &Pen<'_>, office: &Office, task: &Task, parts: &[Assignment]) -> String {
    let work = office.work_time();
    let all = light_of_all(parts.iter().map(|part| light(&work, task, part, pen.now)));
    let done = parts.iter().filter(|part| part.is_complete()).count();
    let line = say!(
        pen.words,
        TasksLine {
            code: task.no.to_string(),
            title: &task.title,
            due: pen.times(office.zone).moment(task.deadline.at),
            done: done,
            asked: parts.iter().filter(|part| part.is_asked()).count(),
        }
    );
    format!("{} {line}", lamp(all))
}

/// `/status T1`: each state with the departments in it; in a joint group with their number only.
pub(super) async fn status(pen: &mut Pen<'_>, id: OfficeId, no: TaskNo, private: bool) -> Result<Option<Outgoing>> {
    let Some(office) = pen.office(id).await? else { return Ok(None) };
    let Some(task) = projections::find_task(pen.conn, id, no).await? else { return Ok(None) };
    let parts = projections::list_assignments_of_task(pen.conn, id, no).await?;
    let departments = projections::list_departments(pen.conn, id).await?;
    let done = parts.iter().filter(|part| part.is_complete()).count();
    let asked = parts.iter().filter(|part| part.is_asked()).count();
    let mut text = Text::new()
        .bold(format!("{} {}", task.no, task.title))
        .line()
        .then(say!(pen.words, TaskDue { due: pen.times(office.zone).moment(task.deadline.at) }))
        .line();
    if let Some(end) = finish::end_line(pen, &office, &task).await? {
        text = text.then(end).line();
    }
    text = text.then(say!(pen.words, StatusTotals { asked: asked, done: done })).line();
    for state in Standing::ALL {
        let of_state: Vec<&Assignment> = parts.iter().filter(|part| standing(&task, part, pen.now) == state).collect();
        if !of_state.is_empty() {
            text = text.line().then(state_line(pen, (&office, &task), state, &of_state, &departments, private));
        }
    }
    let mut row = Vec::new();
    if task.end.is_none() && done < asked {
        row.push(button(say!(pen.words, ButtonNudge), Press::Nudge(id, no)));
    }
    if task.end.is_none() {
        row.push(button(say!(pen.words, ButtonClose), Press::Finish(id, no, Finish::Close)));
    } else if task.archived_at.is_none() {
        row.push(button(say!(pen.words, ButtonArchive), Press::Finish(id, no, Finish::Archive)));
    }
    if !private {
        row.push(button(say!(pen.words, ButtonPrivately), Press::StatusPrivately(id, no)));
    }
    let mut buttons = vec![row];
    if task.purged_at.is_none() && parts.iter().any(|part| !part.material.hand_ins.is_empty()) {
        buttons.push(vec![button(say!(pen.words, ButtonCollect), Press::Collect(id, no))]);
    }
    buttons.retain(|row| !row.is_empty());
    Ok(Some(Outgoing { text, buttons, ..Outgoing::default() }))
}

fn state_line(
    pen: &Pen<'_>,
    of_task: (&Office, &Task),
    of: Standing,
    parts: &[&Assignment],
    departments: &[Department],
    private: bool,
) -> String {
    let word = format!("{} {}", sign(of), state(pen, of));
    if !private {
        return say!(pen.words, StatusCount { state: word, count: parts.len() });
    }
    let names: Vec<String> =
        parts.iter().take(NAMES_MAX).map(|part| name(pen, of_task, of, part, departments)).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut listed = pen.list(&names);
    if parts.len() > NAMES_MAX {
        listed = say!(pen.words, EtAl { names: listed, count: parts.len() });
    }
    say!(pen.words, StatusGroup { state: word, count: parts.len(), names: listed })
}

/// A department's short name, with the date it gave where it gave one.
fn name(
    pen: &Pen<'_>,
    (office, task): (&Office, &Task),
    of: Standing,
    part: &Assignment,
    departments: &[Department],
) -> String {
    let short = departments.iter().find(|d| d.no == part.dept).map_or("?", |d| short(&d.profile));
    let with_day = |at| {
        let day = pen.times(office.zone).button_day(at);
        say!(pen.words, NameWithDay { name: short, day: day })
    };
    match part.promise {
        _ if of == Standing::Asking => {
            part.requests.extension.map_or_else(|| short.to_owned(), |wish| with_day(wish.until))
        }
        Some(promise) if matches!(of, Standing::Promised | Standing::Overdue | Standing::Part) => {
            with_day(promise.due_at)
        }
        None if part.requests.granted.is_some_and(|until| until > pen.now) && !part.is_over() => {
            with_day(part.deadline_at(task))
        }
        _ if part.held_since.is_some() && !part.is_over() => format!("{short} 🤝"),
        _ => short.to_owned(),
    }
}

/// A state in plain words.
pub(super) fn state(pen: &Pen<'_>, of: Standing) -> String {
    state_word(pen.words, of)
}

/// The same in any language.
pub(in crate::conversation) fn state_word(words: Words, of: Standing) -> String {
    match of {
        Standing::Complete => say!(words, StateComplete),
        Standing::Part => say!(words, StatePart),
        Standing::Promised => say!(words, StatePromised),
        Standing::Difficulty => say!(words, StateDifficulty),
        Standing::Asking => say!(words, StateAsking),
        Standing::Acknowledged => say!(words, StateAcknowledged),
        Standing::Silent => say!(words, StateSilent),
        Standing::Overdue => say!(words, StateOverdue),
        Standing::Unreached => say!(words, StateUnreached),
        Standing::Exempt => say!(words, StateExempt),
        Standing::Waiting => say!(words, StateWaiting),
    }
}

fn sign(of: Standing) -> &'static str {
    match of {
        Standing::Complete => "✅",
        Standing::Part => "📎",
        Standing::Promised => "📅",
        Standing::Difficulty | Standing::Asking => "🟡",
        Standing::Acknowledged => "👌",
        Standing::Silent => "⚪",
        Standing::Overdue => "🔴",
        Standing::Unreached => "⚠️",
        Standing::Exempt => "➖",
        Standing::Waiting => "🕘",
    }
}

pub(super) fn lamp(light: Light) -> &'static str {
    match light {
        Light::Red => "🔴",
        Light::Yellow => "🟡",
        Light::White => "⚪",
        Light::Grey => "⚫",
        Light::Green => "🟢",
    }
}
