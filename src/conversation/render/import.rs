//! An import of tasks: what it would publish, and what it did.

use crate::chat::{Outgoing, Text};
use crate::conversation::draft::{Draft, TaskDraft, TasksDraft};
use crate::conversation::press::Press;
use crate::conversation::task::import::{BadRow, RowFault, SheetTask};
use crate::domain::policy;
use crate::domain::{Office, OfficeId, SeriesNo, TaskNo};
use crate::say;
use crate::store::{Result, draft};

use super::fairness;
use super::pen::{Pen, button, lines, pager};
use super::refusal::unknown_name;
use super::series::rest;

const ROWS_A_PAGE: usize = 20;
/// Rows with a fault that are spelled out.
const FAULTS_MAX: usize = 15;
/// Codes of what is there already.
const CODES_MAX: usize = 30;

/// The dry run.
pub(super) async fn preview(pen: &mut Pen<'_>, id: i64, page: usize) -> Result<Option<Outgoing>> {
    let kept = draft::find::<Draft>(pen.conn, id).await?.map(|kept| kept.doc);
    let Some(Draft::Tasks(draft)) = kept else { return Ok(None) };
    let Some(office) = pen.office(draft.office).await? else { return Ok(None) };
    let pages = draft.rows.len().div_ceil(ROWS_A_PAGE).max(1);
    let page = page.min(pages - 1);
    let mut text = Text::new();
    if !draft.rows.is_empty() {
        text = text.bold(say!(pen.words, ImportHead { count: draft.rows.len() })).line();
    }
    for (at, row) in draft.rows.iter().enumerate().skip(page * ROWS_A_PAGE).take(ROWS_A_PAGE) {
        text = text.line().bold(say!(pen.words, ImportLine { no: at + 1, title: &row.draft.title }));
        text = self::row(pen, &office, row).into_iter().fold(text, |text, line| text.line().then(line));
    }
    if pages > 1 {
        text = text.line().then(say!(pen.words, PageOf { page: page + 1, pages: pages }));
    }
    text = faults(pen, &office, text, &draft);
    let mut buttons = Vec::new();
    if !draft.rows.is_empty() {
        text = text.line().line().then(say!(pen.words, ImportHow));
        let label = say!(pen.words, ButtonPublishAll { count: draft.rows.len() });
        buttons.push(vec![button(label, Press::PublishAll(id))]);
    }
    buttons.push(pager(pen.words, page, pages, |page| Press::TasksPage(id, page)));
    buttons.push(vec![button(say!(pen.words, ButtonDrop), Press::Drop(id))]);
    buttons.retain(|row| !row.is_empty());
    Ok(Some(Outgoing { text, buttons, ..Outgoing::default() }))
}

/// By when, of how many, from when on; then what a lead should look at.
fn row(pen: &Pen<'_>, office: &Office, row: &SheetTask) -> Vec<String> {
    let times = pen.times(office.zone);
    let draft = &row.draft;
    let count = draft.asked.as_ref().map_or(0, std::collections::BTreeSet::len);
    let mut facts = Vec::new();
    if let Some(deadline) = &draft.deadline {
        facts.push(say!(pen.words, ImportDue { due: times.moment(deadline.at) }));
    }
    if let Some(series) = draft.series(office.rules(), pen.now) {
        facts.push(format!("🔁 {}{}", series.plan.said, rest(pen.words, series.plan.rest)));
        let next = policy::instances(office.rules(), &series).next();
        facts.extend(next.map(|next| say!(pen.words, ImportNext { due: times.moment(next.at) })));
    }
    facts.push(say!(pen.words, ImportAsked { count: count }));
    facts.extend(draft.from.map(|from| say!(pen.words, ImportFrom { at: times.moment(from) })));
    facts.extend(terms(pen, draft));
    let mut lines = vec![facts.join(" · ")];
    lines.extend(fairness::in_short(pen, office, draft).into_iter().map(|warning| format!("⚠️ {warning}")));
    if row.differs {
        let said = draft.deadline.as_ref().map(|it| &it.said).or(draft.repeats.as_ref().map(|it| &it.said));
        lines.extend(said.map(|said| format!("⚠️ {}", say!(pen.words, ImportDiffers { said: said }))));
    }
    lines
}

fn terms(pen: &Pen<'_>, draft: &TaskDraft) -> Vec<String> {
    let terms = &draft.terms;
    let weight = (draft.weight != 1).then(|| say!(pen.words, PreviewWeight { weight: i64::from(draft.weight) }));
    let urgent = terms.emergency.is_some().then(|| say!(pen.words, ImportUrgent));
    let nil = terms.nil_ok.then(|| say!(pen.words, ImportNil));
    let consent = terms.consent.then(|| say!(pen.words, ImportConsent));
    [weight, urgent, nil, consent].into_iter().flatten().collect()
}

fn faults(pen: &Pen<'_>, office: &Office, text: Text, draft: &TasksDraft) -> Text {
    let (known, bad): (Vec<&BadRow>, Vec<&BadRow>) = draft.bad.iter().partition(|bad| bad.fault.code().is_some());
    let mut text = text;
    if !known.is_empty() {
        let codes: Vec<String> = known.iter().filter_map(|bad| bad.fault.code()).collect();
        let line = there(pen, &codes);
        text = if draft.rows.is_empty() { text.then(line) } else { text.line().line().then(line) };
    }
    if bad.is_empty() {
        return text;
    }
    let gap = if draft.rows.is_empty() && known.is_empty() { text } else { text.line().line() };
    let mut text = gap.bold(say!(pen.words, ImportBadHead { count: bad.len() }));
    for bad in bad.iter().take(FAULTS_MAX) {
        text = text.line().then(say!(pen.words, RosterBadRow { line: bad.line, fault: fault(pen, office, bad) }));
    }
    if bad.len() > FAULTS_MAX {
        text = text.line().then(say!(pen.words, DigestRest { count: bad.len() - FAULTS_MAX }));
    }
    text.line().then(say!(pen.words, ImportFixHow))
}

fn fault(pen: &Pen<'_>, office: &Office, bad: &BadRow) -> String {
    let words = pen.words;
    let times = pen.times(office.zone);
    match &bad.fault {
        RowFault::NoTitle => say!(words, FaultNoTitle),
        RowFault::NoDue => say!(words, FaultNoDue),
        RowFault::DueUnclear { said } => say!(words, FaultDueUnclear { said: said }),
        RowFault::DuePassed { at } => say!(words, FaultDuePassed { at: times.moment(*at) }),
        RowFault::DueBeforeIssue { at } => say!(words, FaultDueBeforeIssue { at: times.moment(*at) }),
        RowFault::IssueUnclear { said } => say!(words, FaultIssueUnclear { said: said }),
        RowFault::NoUnit => say!(words, FaultNoUnit),
        RowFault::UnknownUnits { unknown } => {
            let names: Vec<String> =
                unknown.iter().map(|(said, near)| unknown_name(pen, said, near.as_deref())).collect();
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            say!(words, FaultUnknownUnits { names: pen.list(&names) })
        }
        RowFault::SharedUnit { said, could_be } => {
            let names: Vec<&str> = could_be.iter().map(String::as_str).collect();
            say!(words, FaultSharedUnit { said: said, names: pen.list(&names) })
        }
        RowFault::Weight { said } => say!(words, FaultWeight { said: said }),
        RowFault::NotYesOrNo { said } => say!(words, FaultYesOrNo { said: said }),
        RowFault::NoReason => say!(words, FaultNoReason),
        RowFault::TooLong { characters_max } => say!(words, FaultLong { characters: *characters_max }),
        RowFault::Twice { first } => say!(words, FaultDuplicate { line: *first }),
        RowFault::Published { .. } | RowFault::Registered { .. } => bad.fault.code().unwrap_or_default(),
    }
}

/// What is not published twice.
fn there(pen: &Pen<'_>, codes: &[String]) -> String {
    let shown: Vec<&str> = codes.iter().take(CODES_MAX).map(String::as_str).collect();
    let mut list = pen.list(&shown);
    if codes.len() > CODES_MAX {
        list = say!(pen.words, EtAl { names: list, count: codes.len() });
    }
    say!(pen.words, ImportKnown { count: codes.len(), codes: list })
}

fn range(pen: &Pen<'_>, first: String, last: String) -> String {
    if first == last { first } else { say!(pen.words, CodeRange { first: first, last: last }) }
}

/// What was published and registered.
pub(super) fn published(
    pen: &Pen<'_>,
    office: OfficeId,
    (tasks, series): (&[TaskNo], &[SeriesNo]),
    later: usize,
    (over, doubled): (&[String], &[String]),
) -> Outgoing {
    let mut text = Vec::new();
    if let (Some(first), Some(last)) = (tasks.first(), tasks.last()) {
        let codes = range(pen, first.to_string(), last.to_string());
        text.push(say!(pen.words, ImportPublished { count: tasks.len(), codes: codes }));
    }
    if let (Some(first), Some(last)) = (series.first(), series.last()) {
        let codes = range(pen, first.to_string(), last.to_string());
        text.push(say!(pen.words, ImportRegistered { count: series.len(), codes: codes }));
    }
    if later > 0 {
        text.push(say!(pen.words, ImportLater { count: later }));
    }
    if !over.is_empty() {
        let names: Vec<&str> = over.iter().map(String::as_str).collect();
        text.push(say!(pen.words, ImportOver { names: pen.list(&names) }));
    }
    if !doubled.is_empty() {
        text.push(there(pen, doubled));
    }
    let mut row = vec![button(say!(pen.words, ButtonTasks), Press::Tasks(office, 0))];
    if !series.is_empty() {
        row.push(button(say!(pen.words, ButtonSeries { count: series.len() }), Press::SeriesList(office, 0)));
    }
    Outgoing { buttons: vec![row], ..lines(&text) }
}
