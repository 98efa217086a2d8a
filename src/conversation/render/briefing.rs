//! The lead's day in one message: what came in, what waits, what is due next. Totals only, so that any group may read it; and a
//! word in private to whoever lets departments wait.

use std::collections::{BTreeMap, BTreeSet};

use crate::chat::{Outgoing, Text};
use crate::conversation::press::Press;
use crate::domain::assignment::Request;
use crate::domain::policy::{self, Waits};
use crate::domain::{Actor, Assignment, EntryNo, Event, GroupKind, Office, OfficeId, PersonId, Slot, TaskNo};
use crate::say;
use crate::store::{Result, ledger, projections};

use super::pen::{Pen, button, short};

/// Entries that are read at once.
const PAGE: i64 = 1_000;
/// More are not listed: the button leads to all.
const LINES_MAX: usize = 8;
/// Departments that one line names.
const NAMES_MAX: usize = 5;
/// What waits of one office and is read.
const WAITING_MAX: i64 = 10_000;

/// Whichever of the two it is.
pub(super) async fn draw(pen: &mut Pen<'_>, slot: &Slot) -> Result<Option<Outgoing>> {
    match slot {
        Slot::DaySummary { office, after } => summary(pen, *office, EntryNo(*after)).await,
        Slot::LeadReminder { office, person } => reminder(pen, *office, *person).await,
        _ => Ok(None),
    }
}

#[derive(Default)]
struct CameIn {
    handed_in: BTreeSet<(i64, i64)>,
    promised: BTreeSet<(i64, i64)>,
    accepted_by_rule: usize,
    /// Something was brought before the lead.
    asked: bool,
}

async fn summary(pen: &mut Pen<'_>, id: OfficeId, after: EntryNo) -> Result<Option<Outgoing>> {
    let Some(office) = pen.office(id).await? else { return Ok(None) };
    let came = came_in(pen, id, after).await?;
    let waiting = projections::list_waiting(pen.conn, id, WAITING_MAX).await?;
    let waiting = waiting.iter().map(count_of).sum::<usize>();
    let is_news = !came.handed_in.is_empty() || !came.promised.is_empty() || came.accepted_by_rule > 0 || came.asked;
    let mut said = Vec::new();
    if !came.handed_in.is_empty() {
        said.push(format!("📎 {}", say!(pen.words, SummaryIn { count: came.handed_in.len() })));
    }
    if !came.promised.is_empty() {
        said.push(format!("📅 {}", say!(pen.words, SummaryPromised { count: came.promised.len() })));
    }
    if came.accepted_by_rule > 0 {
        said.push(format!("✅ {}", say!(pen.words, SummaryByRule { count: came.accepted_by_rule })));
    }
    if waiting > 0 {
        said.push(format!("🟡 {}", say!(pen.words, SummaryWaits { count: waiting })));
    }
    let due = due_next(pen, &office).await?;
    // What only goes on waiting is said to its owner, in private.
    if due.is_empty() && (!is_news || said.is_empty()) {
        return Ok(None);
    }
    let mut text = Text::new().bold(say!(pen.words, SummaryHead { office: &office.name }));
    for line in said.into_iter().chain(due) {
        text = text.line().then(line);
    }
    let to_review = match office.kind {
        GroupKind::Own => button(say!(pen.words, ButtonToReview), Press::Review(id, 0)),
        GroupKind::Joint => button(say!(pen.words, ButtonPrivately), Press::ReviewPrivately(id)),
    };
    let buttons = if waiting > 0 { vec![vec![to_review]] } else { vec![] };
    Ok(Some(Outgoing { text, buttons, silent: true, ..Outgoing::default() }))
}

/// What was said behind this entry.
async fn came_in(pen: &mut Pen<'_>, id: OfficeId, after: EntryNo) -> Result<CameIn> {
    let (mut came, mut after) = (CameIn::default(), after);
    loop {
        let entries = ledger::list(pen.conn, id, after, PAGE).await?;
        let Some(last) = entries.last().map(|entry| entry.seq) else { return Ok(came) };
        for entry in entries {
            match entry.event {
                Event::Submitted { task, dept, .. } => _ = came.handed_in.insert((task.0, dept.0)),
                Event::Promised { task, dept, .. } => _ = came.promised.insert((task.0, dept.0)),
                Event::Accepted { .. } if entry.actor == Actor::Machine => came.accepted_by_rule += 1,
                Event::MatterRaised { .. }
                | Event::ExtensionAsked { .. }
                | Event::NotOursClaimed { .. }
                | Event::DisputeRaised { .. } => came.asked = true,
                _ => {}
            }
        }
        after = last;
    }
}

/// How many things of this part wait for the lead.
fn count_of(it: &Assignment) -> usize {
    let facets = [
        it.difficulty_since.is_some(),
        it.question_since.is_some(),
        it.requests.extension.is_some(),
        it.requests.not_ours.is_some(),
        it.review_since().is_some(),
    ];
    let disputes = it.disputes.iter().filter(|dispute| dispute.ended.is_none());
    facets.into_iter().filter(|waits| *waits).count() + disputes.count()
}

/// Tasks that are due by the end of the next working day, and how many departments are open.
async fn due_next(pen: &mut Pen<'_>, office: &Office) -> Result<Vec<String>> {
    let work = office.work_time();
    let today = work.local(pen.now).date();
    let end = work.end_of_business(work.calendar.add_working(today, 1));
    let tasks = projections::list_tasks(pen.conn, office.id).await?;
    let mut lines = Vec::new();
    for task in tasks.iter().filter(|task| task.end.is_none() && (pen.now..=end).contains(&task.deadline.at)) {
        let open = projections::list_open_assignments_of_task(pen.conn, office.id, task.no).await?.len();
        if open > 0 && lines.len() < LINES_MAX {
            let due = pen.times(office.zone).moment(task.deadline.at);
            let code = task.no.to_string();
            lines.push(format!(
                "⏳ {}",
                say!(pen.words, SummaryDue { code: code, task: &task.title, due: due, count: open })
            ));
        }
    }
    Ok(lines)
}

/// A task's name, and the departments that wait, each for how many working days.
type Group<'a> = (String, Vec<(i64, &'a str)>);

/// What waits for this person too long, by task and kind, what began last first; nothing if it was all decided meanwhile.
async fn reminder(pen: &mut Pen<'_>, id: OfficeId, owner: PersonId) -> Result<Option<Outgoing>> {
    let Some(office) = pen.office(id).await? else { return Ok(None) };
    let departments = projections::list_departments(pen.conn, id).await?;
    let mut groups: BTreeMap<(TaskNo, Waits), Group<'_>> = BTreeMap::new();
    for it in projections::list_waiting(pen.conn, id, WAITING_MAX).await? {
        let overdue = policy::overdue_waits(office.rules(), &it, pen.now);
        if overdue.is_empty() {
            continue;
        }
        let Some(task) = projections::find_task(pen.conn, id, it.task).await? else { continue };
        if task.owner != Actor::Person(owner) {
            continue;
        }
        let dept = departments.iter().find(|dept| dept.no == it.dept).map_or("?", |dept| short(&dept.profile));
        for (what, days) in overdue {
            let group = groups.entry((it.task, what)).or_insert_with(|| (task.title.clone(), Vec::new()));
            group.1.push((days, dept));
        }
    }
    if groups.is_empty() {
        return Ok(None);
    }
    let count: usize = groups.values().map(|(_, depts)| depts.len()).sum();
    let mut groups: Vec<_> = groups.into_iter().collect();
    groups.sort_by_key(|(_, (_, depts))| depts.iter().map(|(days, _)| *days).min());
    let rest: usize = groups.iter().skip(LINES_MAX).map(|(_, (_, depts))| depts.len()).sum();
    let mut text = Text::new().bold(say!(pen.words, ReminderHead { count: count })).line();
    for ((task, what), (title, depts)) in groups.into_iter().take(LINES_MAX) {
        let what = match what {
            Waits::Difficulty => say!(pen.words, WaitsDifficulty),
            Waits::Question => say!(pen.words, WaitsQuestion),
            Waits::Ruling(Request::Extension) => say!(pen.words, WaitsExtension),
            Waits::Ruling(Request::NotOurs) => say!(pen.words, WaitsNotOurs),
            Waits::Review => say!(pen.words, WaitsReview),
        };
        let days = depts.iter().map(|(days, _)| *days).max().unwrap_or_default();
        let names: Vec<&str> = depts.iter().map(|(_, name)| *name).take(NAMES_MAX).collect();
        let names = match depts.len() {
            few if few <= NAMES_MAX => pen.list(&names),
            many => say!(pen.words, EtAl { names: pen.list(&names), count: many }),
        };
        let (code, count) = (task.to_string(), depts.len());
        let line = say!(
            pen.words,
            ReminderLine { code: code, task: title, what: what, depts: names, count: count, days: days }
        );
        text = text.line().then(format!("· {line}"));
    }
    if rest > 0 {
        text = text.line().then(say!(pen.words, ReminderRest { count: rest }));
    }
    text = text.line().line().then(say!(pen.words, ReminderWhy));
    let buttons = vec![vec![button(say!(pen.words, ButtonToReview), Press::Review(id, 0))]];
    Ok(Some(Outgoing { text, buttons, ..Outgoing::default() }))
}
