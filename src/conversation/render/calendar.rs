//! The days that are worked: which years are known, what a newer list changes, and which deadlines it moved.

use chrono::{Datelike, NaiveDate};

use crate::chat::{Outgoing, Text};
use crate::conversation::calendar::{moves, unpublished};
use crate::conversation::draft::{CalendarDraft, Draft};
use crate::conversation::press::Press;
use crate::domain::calendar::YearList;
use crate::domain::{Moment, OfficeId, Part, PersonId, TaskNo};
use crate::say;
use crate::store::{Result, draft, projections};

use super::pen::{Pen, button, lines};

pub(super) async fn calendar(pen: &mut Pen<'_>, operator: bool) -> Result<Option<Outgoing>> {
    let calendar = projections::find_service(pen.conn).await?.calendar;
    let this_year = pen.own_times().today().year();
    let known = years(pen, calendar.published().filter(|year| *year >= this_year));
    let mut text = vec![if known.is_empty() {
        say!(pen.words, CalendarNone)
    } else {
        say!(pen.words, CalendarKnown { years: known })
    }];
    let unknown = unpublished(&calendar, this_year);
    if !unknown.is_empty() {
        text.push(say!(pen.words, CalendarUnknown { years: years(pen, unknown) }));
    }
    text.push(if operator { say!(pen.words, CalendarHow) } else { say!(pen.words, CalendarAskOperator) });
    Ok(Some(lines(&text)))
}

pub(super) async fn preview(pen: &mut Pen<'_>, id: i64) -> Result<Option<Outgoing>> {
    let Some(row) = draft::find::<Draft>(pen.conn, id).await? else { return Ok(None) };
    let Draft::Calendar(CalendarDraft { lists }) = row.doc else { return Ok(None) };
    let offices = projections::list_offices(pen.conn).await?;
    let mut tasks = 0;
    for office in &offices {
        tasks += moves(pen.conn, office, &lists, pen.now).await?.len();
    }
    let mut text = Text::new();
    for list in &lists {
        text = text.bold(say!(pen.words, CalendarYear { year: list.year.to_string() })).line();
        text = text.then(holidays(pen, list)).line();
        let made_up: Vec<String> = list.made_up().into_iter().map(|day| pen.own_times().day(day)).collect();
        if !made_up.is_empty() {
            let days: Vec<&str> = made_up.iter().map(String::as_str).collect();
            text = text.then(say!(pen.words, CalendarMadeUp { days: pen.list(&days) })).line();
        }
    }
    let effect = match tasks {
        0 => say!(pen.words, CalendarMovesNone { offices: offices.len() }),
        _ => say!(pen.words, CalendarMoves { offices: offices.len(), count: tasks }),
    };
    let text = text.line().then(effect);
    let buttons = vec![
        vec![button(say!(pen.words, ButtonUseCalendar), Press::UseCalendar(id))],
        vec![button(say!(pen.words, ButtonDrop), Press::Drop(id))],
    ];
    Ok(Some(Outgoing { text, buttons, ..Outgoing::default() }))
}

/// 元旦 1月1日（周四）至1月3日（周六）, one a line.
fn holidays(pen: &Pen<'_>, list: &YearList) -> String {
    let span = |first: NaiveDate, last: NaiveDate| {
        let (from, to) = (pen.own_times().day(first), pen.own_times().day(last));
        if first == last { from } else { say!(pen.words, DayToDay { from: from, to: to }) }
    };
    let lines = list.holidays().into_iter().map(|(name, first, last)| format!("{name} {}", span(first, last)));
    lines.map(|line| line.trim().to_owned()).collect::<Vec<_>>().join("\n")
}

pub(super) fn in_force(pen: &Pen<'_>, of: &[i32], offices: usize, moved: usize) -> Outgoing {
    let years = years(pen, of.iter().copied());
    lines(&[match moved {
        0 => say!(pen.words, CalendarInForce { years: years, offices: offices }),
        _ => say!(pen.words, CalendarInForceMoved { years: years, offices: offices, count: moved }),
    }])
}

/// To the group: tasks and days, no department.
pub(super) async fn moved(pen: &mut Pen<'_>, id: OfficeId, moved: &[(TaskNo, Moment)]) -> Result<Option<Outgoing>> {
    let Some(office) = pen.office(id).await? else { return Ok(None) };
    let times = pen.times(office.zone);
    let mut text = Vec::new();
    for (no, was) in moved {
        let Some(task) = projections::find_task(pen.conn, id, *no).await? else { continue };
        let title = format!("{no} {}", task.title);
        let (was, due) = (times.moment(*was), times.moment(task.deadline.at));
        text.push(say!(pen.words, CalendarMovedLine { task: title, was: was, due: due }));
    }
    text.insert(0, say!(pen.words, CalendarMovedLead));
    Ok(Some(lines(&text)))
}

/// To a contact: their open parts of it; none if nothing is open any more.
pub(super) async fn parts_moved(
    pen: &mut Pen<'_>,
    person: PersonId,
    moved: &[(Part, Moment)],
) -> Result<Option<Outgoing>> {
    let mut text = Vec::new();
    for (part, was) in moved {
        let Some(it) = crate::conversation::contact::load(pen.conn, *part).await? else { continue };
        if it.task.end.is_some()
            || it.assignment.is_over()
            || it.deadline_at() != it.task.deadline.at
            || it.deadline_at() == *was
        {
            continue;
        }
        let times = pen.times(it.office.zone);
        let (was, due) = (times.moment(*was), times.moment(it.task.deadline.at));
        text.push(say!(pen.words, CalendarMovedLine { task: &it.task.title, was: was, due: due }));
    }
    if text.is_empty() {
        return Ok(None);
    }
    let name = pen.name(person).await?;
    text.insert(0, say!(pen.words, CalendarMovedContact { name: name }));
    Ok(Some(lines(&text)))
}

fn years(pen: &Pen<'_>, years: impl IntoIterator<Item = i32>) -> String {
    let years: Vec<String> = years.into_iter().map(|year| year.to_string()).collect();
    let years: Vec<&str> = years.iter().map(String::as_str).collect();
    pen.list(&years)
}
