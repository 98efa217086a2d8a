//! After the deadline, for the task's owner: what is open, and one suggestion for each kind.
//!
//! In a joint group totals only; telephone numbers in private chats only.

use crate::chat::{Outgoing, Text};
use crate::conversation::press::Press;
use crate::domain::policy::Open;
use crate::domain::{Assignment, Department, Office, OfficeId, Seat, TaskNo};
use crate::say;
use crate::store::{Result, person, projections};

use super::pen::{Pen, button, lines, short};

/// Names that one kind lists before it says how many more.
const NAMES_MAX: usize = 60;

pub(super) async fn list(pen: &mut Pen<'_>, id: OfficeId, no: TaskNo, private: bool) -> Result<Option<Outgoing>> {
    let Some(office) = pen.office(id).await? else { return Ok(None) };
    let Some(task) = projections::find_task(pen.conn, id, no).await? else { return Ok(None) };
    let parts = projections::list_open_assignments_of_task(pen.conn, id, no).await?;
    let departments = projections::list_departments(pen.conn, id).await?;
    let (code, title) = (no.to_string(), &task.title);
    let open: Vec<(Open, &Assignment)> =
        parts.iter().filter_map(|part| Some((Open::of(part, pen.now)?, part))).collect();
    if task.end.is_some() || open.is_empty() {
        return Ok(Some(lines(&[say!(pen.words, OverdueNone { code: code, task: title })])));
    }
    let due = pen.times(office.zone).moment(task.deadline.at);
    let mut text =
        Text::new().bold(say!(pen.words, OverdueHead { code: code, task: title, due: due, count: open.len() }));
    for why in Open::ALL {
        let of_kind: Vec<&Assignment> = open.iter().filter(|(of, _)| *of == why).map(|(_, part)| *part).collect();
        if of_kind.is_empty() {
            continue;
        }
        text = text.line().line().then(suggestion(pen, why, of_kind.len()));
        if private {
            text = names(pen, &office, text, &of_kind, &departments).await?;
        }
    }
    let mut row = vec![button(say!(pen.words, ButtonStatus), Press::Status(id, no))];
    let is_silent = open.iter().any(|(why, _)| *why == Open::Silent);
    let offer = (is_silent && office.policy.escalates && task.past_due.offered_at.is_some())
        .then(|| vec![button(say!(pen.words, ButtonEscalation), Press::EscalationOffer(id, no))]);
    if pen.in_group {
        let how = if private { say!(pen.words, OverduePhones) } else { say!(pen.words, OverdueNames) };
        text = text.line().line().then(how);
        row.insert(0, button(say!(pen.words, ButtonPrivately), Press::OverduePrivately(id, no)));
    }
    let buttons = [Some(row), offer].into_iter().flatten().collect();
    Ok(Some(Outgoing { text, buttons, ..Outgoing::default() }))
}

fn suggestion(pen: &Pen<'_>, why: Open, count: usize) -> String {
    match why {
        Open::Silent => format!("🔴 {}", say!(pen.words, OverdueSilent { count: count })),
        Open::Promised => format!("📅 {}", say!(pen.words, OverduePromised { count: count })),
        Open::Blocked => format!("🟡 {}", say!(pen.words, OverdueBlocked { count: count })),
        Open::Unreachable => format!("⚠️ {}", say!(pen.words, OverdueUnreachable { count: count })),
    }
}

/// In private a line each, to call from; in the office's own group the names in a row.
async fn names(
    pen: &mut Pen<'_>,
    office: &Office,
    text: Text,
    parts: &[&Assignment],
    departments: &[Department],
) -> Result<Text> {
    let mut names = Vec::new();
    for part in parts.iter().take(NAMES_MAX) {
        let Some(dept) = departments.iter().find(|dept| dept.no == part.dept) else { continue };
        let name = short(&dept.profile).to_owned();
        let dated = part.promise.filter(|promise| promise.due_at > pen.now).map(|promise| {
            let day = pen.times(office.zone).button_day(promise.due_at);
            say!(pen.words, NameWithDay { name: &name, day: day })
        });
        let mut name = dated.unwrap_or(name);
        if !pen.in_group {
            name = [Some(name), contact(pen, dept).await?].into_iter().flatten().collect::<Vec<_>>().join(" · ");
        }
        names.push(name);
    }
    if pen.in_group {
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let mut listed = pen.list(&names);
        if parts.len() > NAMES_MAX {
            listed = say!(pen.words, EtAl { names: listed, count: parts.len() });
        }
        return Ok(text.line().then(listed));
    }
    let more = (parts.len() > NAMES_MAX).then(|| "…".to_owned());
    Ok(names.into_iter().chain(more).fold(text, |text, name| text.line().then(format!("· {name}"))))
}

/// Who to call, and where: as the roster has it.
async fn contact(pen: &mut Pen<'_>, dept: &Department) -> Result<Option<String>> {
    let mut seats = [Seat::Contact, Seat::Deputy].into_iter().filter_map(|seat| dept.sitting(seat));
    let Some(who) = seats.find_map(|sitting| sitting.named.or(sitting.joined)) else { return Ok(None) };
    let row = person::find_person(pen.conn, who).await?;
    let (name, phone) = row.map(|row| (row.name, row.phone)).unwrap_or_default();
    let said: Vec<String> = [name, phone].into_iter().flatten().collect();
    Ok((!said.is_empty()).then(|| said.join(" ")))
}
