//! `/record`: what stands on the ledger about a department, by task, every entry in a line; a tap disputes one.

use crate::chat::{Button, Outgoing, Text};
use crate::conversation::press::OnRecord;
use crate::domain::assignment::{Verdict, can_be_disputed};
use crate::domain::{Assignment, DeptNo, EntryNo, OfficeId, Part, PersonId, Slot, TaskNo, WordsNo};
use crate::say;
use crate::store::{Result, ledger, projections, words};

use super::entry::{self, Whose};
use super::pen::{Pen, button, lines, pager, short};

const TASKS_A_PAGE: i64 = 6;
/// Other tasks that stand under the entries of one.
const OTHERS_MAX: i64 = 3;
/// As many numbers as fit a row of buttons.
const ENTRIES_A_PAGE: i64 = 6;
/// Longer words are not repeated.
const QUOTE_CHARACTERS_MAX: usize = 40;

/// The record, and what is asked and said of it.
pub(super) async fn draw(pen: &mut Pen<'_>, slot: &Slot) -> Result<Option<Outgoing>> {
    match slot {
        Slot::Record { person, of, page, said } => match of {
            Some(of) => tasks(pen, *person, *of, *page, *said).await,
            None => which(pen, *person).await,
        },
        Slot::RecordEntries { part, page, said, person } => entries(pen, *part, (*page, *person), *said).await,
        _ => Ok(None),
    }
}

/// One who serves several: whose record?
async fn which(pen: &mut Pen<'_>, person: PersonId) -> Result<Option<Outgoing>> {
    let mut buttons = Vec::new();
    for (office, dept) in departments(pen, person).await? {
        let Some(of) = pen.office(office).await? else { continue };
        let Some(department) = projections::find_department(pen.conn, office, dept).await? else { continue };
        let label = say!(pen.words, RecordOf { dept: short(&department.profile), office: of.name });
        buttons.push(vec![button(label, OnRecord::Tasks(office, dept, 0))]);
    }
    Ok(Some(Outgoing { buttons, ..lines(&[say!(pen.words, RecordWhich)]) }))
}

async fn departments(pen: &mut Pen<'_>, person: PersonId) -> Result<Vec<(OfficeId, DeptNo)>> {
    let seats = projections::list_seats_of(pen.conn, person).await?;
    let mut of: Vec<(OfficeId, DeptNo)> = seats.into_iter().map(|(office, dept, _)| (office, dept)).collect();
    of.sort_unstable();
    of.dedup();
    Ok(of)
}

async fn tasks(
    pen: &mut Pen<'_>,
    person: PersonId,
    (id, dept): (OfficeId, DeptNo),
    page: usize,
    said: Option<WordsNo>,
) -> Result<Option<Outgoing>> {
    let Some(office) = pen.office(id).await? else { return Ok(None) };
    let Some(department) = projections::find_department(pen.conn, id, dept).await? else { return Ok(None) };
    let name = &department.profile.name;
    let count = projections::count_recorded_tasks(pen.conn, id, dept).await?;
    let (page, pages) = paged(page, count, TASKS_A_PAGE);
    let head = match quote(pen, said).await? {
        Some(said) => say!(pen.words, RecordPick { said: said }),
        None if count == 0 => say!(pen.words, RecordNone { dept: name, office: &office.name }),
        None => say!(pen.words, RecordHead { dept: name, office: &office.name, count: count }),
    };
    let mut text = Text::new().bold(head);
    let mut buttons = Vec::new();
    let recorded =
        projections::list_recorded_tasks(pen.conn, id, dept, (offset(page, TASKS_A_PAGE), TASKS_A_PAGE)).await?;
    for it in recorded {
        let Some(task) = projections::find_task(pen.conn, id, it.task).await? else { continue };
        let last = ledger::find(pen.conn, id, it.last).await?;
        let when = last.map(|(entry, _)| pen.times(office.zone).moment(entry.said_at())).unwrap_or_default();
        let (code, title) = (it.task.to_string(), &task.title);
        text = text.line().then(say!(pen.words, RecordLine { code: &code, task: title, count: it.count, when: when }));
        let part = Part { office: id, task: it.task, dept };
        buttons.push(vec![button(format!("{code} {title}"), OnRecord::Entries(part, 0))]);
    }
    if pages > 1 {
        text = text.line().then(say!(pen.words, PageOf { page: page + 1, pages: pages }));
    }
    buttons.push(pager(pen.words, page, pages, |page| OnRecord::Tasks(id, dept, page).into()));
    let own = Part { office: id, task: TaskNo(0), dept };
    let about_itself = projections::count_part_entries(pen.conn, own).await?;
    buttons.push(vec![button(say!(pen.words, ButtonRosterRecord { count: about_itself }), OnRecord::Entries(own, 0))]);
    if departments(pen, person).await?.len() > 1 {
        buttons.push(vec![button(say!(pen.words, ButtonOtherDepartment), OnRecord::Which)]);
    }
    buttons.retain(|row| !row.is_empty());
    Ok(Some(Outgoing { text, buttons, ..Outgoing::default() }))
}

async fn entries(
    pen: &mut Pen<'_>,
    part: Part,
    (page, person): (usize, Option<PersonId>),
    said: Option<WordsNo>,
) -> Result<Option<Outgoing>> {
    let Some(office) = pen.office(part.office).await? else { return Ok(None) };
    let Some(dept) = projections::find_department(pen.conn, part.office, part.dept).await? else { return Ok(None) };
    let task = projections::find_task(pen.conn, part.office, part.task).await?;
    let assignment = projections::find_assignment(pen.conn, part.office, part.task, part.dept).await?;
    let count = projections::count_part_entries(pen.conn, part).await?;
    let (page, pages) = paged(page, count, ENTRIES_A_PAGE);
    let name = &dept.profile.name;
    let head = match &task {
        Some(task) => {
            let (code, title) = (part.task.to_string(), &task.title);
            say!(pen.words, RecordTaskHead { code: code, task: title, dept: name, count: count })
        }
        None => say!(pen.words, RecordRosterHead { dept: name, count: count }),
    };
    let whose = Whose { office: &office, dept: &dept, task: task.as_ref() };
    let mut text = Text::new().bold(head);
    let mut numbers = Vec::new();
    let first = offset(page, ENTRIES_A_PAGE);
    for (no, seq) in (first + 1..).zip(projections::list_part_entries(pen.conn, part, (first, ENTRIES_A_PAGE)).await?) {
        let Some((entry, hash)) = ledger::find(pen.conn, part.office, seq).await? else { continue };
        let no = usize::try_from(no).unwrap_or_default();
        let line = entry::line(pen, &whose, &entry, &hash, Some(no)).await?;
        text = text.line().line().then(line);
        let verdict = assignment.as_ref().and_then(|it| verdict(pen, it, seq));
        if let Some(verdict) = &verdict {
            text = text.then(format!(" · {verdict}"));
        }
        if assignment.is_some() && verdict.is_none() && can_be_disputed(&entry) {
            numbers.push(button(no.to_string(), OnRecord::Why(part, seq)));
        }
    }
    if !numbers.is_empty() {
        let how = match quote(pen, said).await? {
            Some(said) => say!(pen.words, RecordHowSaid { said: said }),
            None => say!(pen.words, RecordHow),
        };
        text = text.line().line().then(how);
    }
    if pages > 1 {
        text = text.line().then(say!(pen.words, PageOf { page: page + 1, pages: pages }));
    }
    let turn = pager(pen.words, page, pages, |page| OnRecord::Entries(part, page).into());
    let mut buttons = vec![numbers, turn];
    if page == 0 {
        let others = others(pen, part).await?;
        if !others.is_empty() {
            text = text.line().then(say!(pen.words, RecordOthers));
        }
        buttons.extend(others);
    }
    buttons.push(vec![button(say!(pen.words, ButtonWholeRecord), OnRecord::Tasks(part.office, part.dept, 0))]);
    if let Some(person) = person
        && departments(pen, person).await?.len() > 1
    {
        buttons.push(vec![button(say!(pen.words, ButtonOtherDepartment), OnRecord::Which)]);
    }
    buttons.retain(|row| !row.is_empty());
    Ok(Some(Outgoing { text, buttons, ..Outgoing::default() }))
}

/// The other tasks with the newest entries, one tap away.
async fn others(pen: &mut Pen<'_>, part: Part) -> Result<Vec<Vec<Button>>> {
    let mut buttons = Vec::new();
    let recorded = projections::list_recorded_tasks(pen.conn, part.office, part.dept, (0, OTHERS_MAX + 1)).await?;
    for it in recorded.into_iter().filter(|it| it.task != part.task) {
        if let Some(task) = projections::find_task(pen.conn, part.office, it.task).await? {
            let other = Part { task: it.task, ..part };
            buttons.push(vec![button(format!("{} {}", it.task, task.title), OnRecord::Entries(other, 0))]);
        }
    }
    buttons.truncate(usize::try_from(OTHERS_MAX).unwrap_or_default());
    Ok(buttons)
}

/// What became of the dispute of this entry; none if it can be disputed (again).
fn verdict(pen: &Pen<'_>, it: &Assignment, seq: EntryNo) -> Option<String> {
    Some(match it.dispute(seq)?.ended {
        None => say!(pen.words, RecordWaits),
        Some((Verdict::Upheld, _)) => say!(pen.words, RecordUpheld),
        Some((Verdict::Dismissed, _)) => say!(pen.words, RecordDismissed),
        Some((Verdict::Withdrawn, _)) => return None,
    })
}

/// What was said before an entry was chosen, in short.
async fn quote(pen: &mut Pen<'_>, said: Option<WordsNo>) -> Result<Option<String>> {
    let Some(no) = said else { return Ok(None) };
    let text = words::find_words(pen.conn, no).await?;
    Ok(text.map(|text| match text.char_indices().nth(QUOTE_CHARACTERS_MAX) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }))
}

/// The page that there is, and how many.
fn paged(page: usize, count: i64, a_page: i64) -> (usize, usize) {
    let pages = usize::try_from((count + a_page - 1) / a_page).unwrap_or(1).max(1);
    (page.min(pages - 1), pages)
}

fn offset(page: usize, a_page: i64) -> i64 {
    i64::try_from(page).unwrap_or_default() * a_page
}
