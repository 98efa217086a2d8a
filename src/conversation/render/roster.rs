//! The roster, and what an import would change.

use crate::chat::{Outgoing, Text};
use crate::conversation::draft::{Draft, RosterDraft};
use crate::conversation::press::Press;
use crate::conversation::roster::RowFault;
use crate::domain::department::Department;
use crate::domain::{OfficeId, Seat, Slot};
use crate::say;
use crate::store::{Result, draft, projections};

use super::pen::{Pen, button, lines, mark, pager};

const LINES_A_PAGE: usize = 30;
/// Rows with a fault that are spelled out.
const FAULTS_MAX: usize = 15;

/// Whatever is said about the roster.
pub(super) async fn draw(pen: &mut Pen<'_>, slot: &Slot) -> Result<Option<Outgoing>> {
    match slot {
        Slot::Roster { office, page, private } => roster(pen, *office, *page, *private).await,
        Slot::RosterPreview { draft } => preview(pen, *draft).await,
        Slot::RosterDone { office, added, changed } => done(pen, *office, *added, *changed).await,
        _ => Ok(None),
    }
}

async fn roster(pen: &mut Pen<'_>, id: OfficeId, page: usize, private: bool) -> Result<Option<Outgoing>> {
    let departments: Vec<Department> =
        projections::list_departments(pen.conn, id).await?.into_iter().filter(|d| !d.profile.lead).collect();
    if departments.is_empty() {
        return Ok(Some(lines(&[say!(pen.words, RosterEmpty), say!(pen.words, RosterColumns)])));
    }
    let waiting = departments.iter().filter(|d| !somebody_joined(d)).count();
    let lost = departments.iter().filter(|d| somebody_joined(d) && d.reached().is_none()).count();
    let joined = departments.len() - waiting;
    let mut text = vec![say!(pen.words, RosterTotals { total: departments.len(), joined: joined, waiting: waiting })];
    if lost > 0 {
        text.push(say!(pen.words, RosterLost { count: lost }));
    }
    let mut buttons = Vec::new();
    if private {
        let pages = departments.len().div_ceil(LINES_A_PAGE);
        let page = page.min(pages - 1);
        text.push(String::new());
        for department in departments.iter().skip(page * LINES_A_PAGE).take(LINES_A_PAGE) {
            text.push(line(pen, department).await?);
        }
        if pages > 1 {
            text.push(say!(pen.words, PageOf { page: page + 1, pages: pages }));
        }
        buttons.push(pager(pen.words, page, pages, |page| Press::Roster(id, page)));
    } else {
        buttons.push(vec![button(say!(pen.words, ButtonPrivately), Press::RosterPrivately(id))]);
    }
    if waiting > 0 {
        buttons.push(vec![button(say!(pen.words, ButtonInvite { count: waiting }), Press::InviteAll(id))]);
    }
    text.extend([String::new(), say!(pen.words, RosterUpdateHow)]);
    buttons.retain(|row| !row.is_empty());
    Ok(Some(Outgoing { buttons, ..lines(&text) }))
}

fn somebody_joined(department: &Department) -> bool {
    department.seats.iter().any(|s| s.seat != Seat::Leader && s.joined.is_some())
}

async fn line(pen: &mut Pen<'_>, department: &Department) -> Result<String> {
    let mut seats = Vec::new();
    for sitting in &department.seats {
        if let Some(person) = sitting.joined.or(sitting.named) {
            seats.push(format!("{}{}", mark(sitting.lost, sitting.joined.is_some()), pen.name(person).await?));
        }
    }
    // Who has two seats is one person.
    seats.dedup();
    if seats.is_empty() {
        seats.push(mark(None, false).to_owned());
    }
    Ok(format!("{} · {}", department.profile.name, seats.join(" ")))
}

/// The dry run.
async fn preview(pen: &mut Pen<'_>, id: i64) -> Result<Option<Outgoing>> {
    let kept = draft::find::<Draft>(pen.conn, id).await?.map(|kept| kept.doc);
    let Some(Draft::Roster(RosterDraft { plan, .. })) = kept else { return Ok(None) };
    let mut text = vec![say!(
        pen.words,
        RosterPlan { added: plan.additions.len(), changed: plan.changes.len(), unchanged: plan.unchanged }
    )];
    if plan.is_idle() {
        text = vec![say!(pen.words, RosterIdle)];
    }
    if plan.seats() > 0 {
        text.push(say!(pen.words, RosterSeats { count: plan.seats() }));
    }
    if !plan.kept.is_empty() {
        text.push(say!(pen.words, RosterKept { count: plan.kept.len() }));
    }
    text.extend(
        plan.shared.iter().take(FAULTS_MAX).map(|shared| say!(pen.words, RosterShared { alias: &shared.alias })),
    );
    if !plan.bad.is_empty() {
        text.extend([String::new(), say!(pen.words, RosterBad { count: plan.bad.len() })]);
        text.extend(plan.bad.iter().take(FAULTS_MAX).map(|bad| {
            let fault = fault(pen, &bad.fault);
            say!(pen.words, RosterBadRow { line: bad.line, fault: fault })
        }));
        if plan.bad.len() > FAULTS_MAX {
            text.push(say!(pen.words, RosterMore { count: plan.bad.len() - FAULTS_MAX }));
        }
        text.push(say!(pen.words, RosterFixBad));
    }
    let drop = button(say!(pen.words, ButtonDrop), Press::Drop(id));
    let buttons = if plan.is_idle() {
        vec![]
    } else {
        vec![vec![button(say!(pen.words, ButtonImport), Press::Import(id)), drop]]
    };
    Ok(Some(Outgoing { buttons, ..lines(&text) }))
}

fn fault(pen: &Pen<'_>, fault: &RowFault) -> String {
    match fault {
        RowFault::NoName => say!(pen.words, FaultNoName),
        RowFault::NameTooLong { characters_max } | RowFault::CellTooLong { characters_max, .. } => {
            say!(pen.words, FaultLong { characters: *characters_max })
        }
        RowFault::DuplicateName { first } | RowFault::DuplicateId { first, .. } | RowFault::FitsTaken { first, .. } => {
            say!(pen.words, FaultDuplicate { line: *first })
        }
        RowFault::FitsSeveral { names } => {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            say!(pen.words, FaultAmbiguous { names: pen.list(&names) })
        }
        RowFault::TooManyAliases { aliases_max } => say!(pen.words, FaultAliases { count: *aliases_max }),
    }
}

async fn done(pen: &mut Pen<'_>, id: OfficeId, added: usize, changed: usize) -> Result<Option<Outgoing>> {
    let departments = projections::list_departments(pen.conn, id).await?;
    let waiting = departments.iter().filter(|d| !d.profile.lead && !somebody_joined(d)).count();
    let mut text = Text::plain(say!(pen.words, RosterDone { added: added, changed: changed })).line();
    // Another name in the roster is nobody who could answer yet.
    let renamed = departments.iter().filter(|d| d.sitting(Seat::Contact).is_some_and(|s| s.renamed)).count();
    if renamed > 0 {
        text = text.then(say!(pen.words, RosterRenamed { count: renamed })).line();
    }
    let waiting = waiting + renamed;
    let text = text.then(say!(pen.words, RosterDoneNext));
    let mut buttons = Vec::new();
    if waiting > 0 {
        buttons.push(vec![button(say!(pen.words, ButtonInvite { count: waiting }), Press::InviteAll(id))]);
    }
    Ok(Some(Outgoing { text, buttons, ..Outgoing::default() }))
}
