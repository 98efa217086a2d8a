//! `/calls`: the telephone list, what was heard, and the line that the contact reads of it.
//!
//! In a joint group totals only; telephone numbers in private chats only.

use crate::chat::{Button, Outgoing, Text};
use crate::conversation::contact::{Loaded, load};
use crate::conversation::draft::{CallDraft, Draft};
use crate::conversation::heard::Heard;
use crate::conversation::press::{OnCalls, OnRecord, Press};
use crate::domain::assignment::Way;
use crate::domain::policy::{self, ToCall};
use crate::domain::{EntryNo, Office, OfficeId, Part, Slot};
use crate::say;
use crate::store::{Result, draft, ledger, projections};

use super::call::people;
use super::entry::{self, Whose, way_name};
use super::part::state_line;
use super::pen::{Pen, button, lines, pager, short};

const A_PAGE: usize = 6;

/// Whatever is said about calls.
pub(super) async fn draw(pen: &mut Pen<'_>, slot: &Slot) -> Result<Option<Outgoing>> {
    match slot {
        Slot::Calls { office, page, private } => list(pen, *office, *page, *private).await,
        Slot::CallPreview { draft } => preview(pen, *draft).await,
        Slot::CallCard { part, .. } | Slot::CallDone { part, .. } | Slot::RelayNote { part, .. } => {
            let Some(it) = load(pen.conn, *part).await? else { return Ok(None) };
            match slot {
                Slot::CallCard { way, dates, .. } => card(pen, &it, *way, *dates).await.map(Some),
                Slot::CallDone { entry, .. } => done(pen, &it, *entry).await,
                Slot::RelayNote { entry, .. } => note(pen, &it, *entry).await,
                _ => Ok(None),
            }
        }
        _ => Ok(None),
    }
}

/// Everybody who is to be phoned, by why.
async fn to_call(pen: &mut Pen<'_>, office: &Office) -> Result<Vec<(ToCall, Loaded)>> {
    let mut all = Vec::new();
    for task in projections::list_running_tasks(pen.conn, office.id, pen.now).await? {
        for it in projections::list_open_assignments_of_task(pen.conn, office.id, task.no).await? {
            let Some(why) = ToCall::of(office.rules(), &task, &it, pen.now) else { continue };
            let part = Part { office: office.id, task: it.task, dept: it.dept };
            all.extend(load(pen.conn, part).await?.map(|it| (why, it)));
        }
    }
    all.sort_by_key(|(why, it)| (*why, it.part.dept, it.deadline_at(), it.part.task));
    Ok(all)
}

async fn list(pen: &mut Pen<'_>, id: OfficeId, page: usize, private: bool) -> Result<Option<Outgoing>> {
    let Some(office) = pen.office(id).await? else { return Ok(None) };
    let all = to_call(pen, &office).await?;
    if all.is_empty() {
        return Ok(Some(lines(&[say!(pen.words, CallsNone)])));
    }
    let mut text = Text::new().bold(say!(pen.words, CallsHead { count: all.len() }));
    let privately = vec![button(say!(pen.words, ButtonPrivately), OnCalls::Privately(id))];
    if !private {
        for why in ToCall::ALL {
            let count = all.iter().filter(|(of, _)| *of == why).count();
            text = if count > 0 { text.line().then(kind(pen, why, count)) } else { text };
        }
        return Ok(Some(Outgoing { text, buttons: vec![privately], ..Outgoing::default() }));
    }
    let pages = all.len().div_ceil(A_PAGE);
    let page = page.min(pages - 1);
    let mut last = None;
    let mut buttons: Vec<Button> = Vec::new();
    for (why, it) in all.iter().skip(page * A_PAGE).take(A_PAGE) {
        if last.replace(*why) != Some(*why) {
            let count = all.iter().filter(|(of, _)| of == why).count();
            text = text.line().line().then(kind(pen, *why, count));
        }
        let due = pen.times(office.zone).moment(it.deadline_at());
        let (code, dept) = (it.part.task.to_string(), short(&it.dept.profile));
        let line = say!(pen.words, CallsLine { dept: dept, code: &code, task: &it.task.title, due: due });
        text = text.line().then(format!("· {line}"));
        if !pen.in_group {
            text = text.line().then(format!("  {}", people(pen, &it.dept).await?));
        }
        buttons.push(button(format!("{dept} {code}"), OnCalls::Open(it.part)));
    }
    text = text.line().line().then(say!(pen.words, CallsHow));
    if pages > 1 {
        text = text.line().then(say!(pen.words, PageOf { page: page + 1, pages: pages }));
    }
    let mut rows: Vec<Vec<Button>> = buttons.chunks(2).map(<[Button]>::to_vec).collect();
    rows.push(pager(pen.words, page, pages, |page| OnCalls::List(id, page).into()));
    if pen.in_group {
        rows.push(privately);
    }
    rows.retain(|row| !row.is_empty());
    Ok(Some(Outgoing { text, buttons: rows, ..Outgoing::default() }))
}

fn kind(pen: &Pen<'_>, why: ToCall, count: usize) -> String {
    match why {
        ToCall::Advised => format!("🚨 {}", say!(pen.words, CallsAdvised { count: count })),
        ToCall::Unreached => format!("⚠️ {}", say!(pen.words, CallsUnreached { count: count })),
        ToCall::Silent => format!("🔴 {}", say!(pen.words, CallsSilent { count: count })),
        ToCall::Held => format!("☎️ {}", say!(pen.words, CallsHeld { count: count })),
    }
}

/// One department's part: whom to phone, what is open, and the ways to say what came of it.
async fn card(pen: &mut Pen<'_>, it: &Loaded, way: Way, dates: bool) -> Result<Outgoing> {
    let due = pen.times(it.office.zone).moment(it.deadline_at());
    let (code, dept) = (it.part.task.to_string(), &it.dept.profile.name);
    let mut text =
        Text::new().bold(say!(pen.words, CallsLine { dept: dept, code: code, task: &it.task.title, due: due }));
    if !pen.in_group {
        text = text.line().then(people(pen, &it.dept).await?);
    }
    if !it.missing().is_empty() {
        text = text.line().then(say!(pen.words, CallsMissing { items: pen.items(&it.task, it.missing()) }));
    }
    if let Some(state) = state_line(pen, it) {
        text = text.line().then(state);
    }
    let list = button(say!(pen.words, ButtonCalls), OnCalls::List(it.office.id, 0));
    if it.assignment.is_over() || it.task.awaits_nothing().is_some() {
        return Ok(Outgoing { text, buttons: vec![vec![list]], ..Outgoing::default() });
    }
    text = text.line().line().then(say!(pen.words, CallsAsk));
    if dates {
        let days = policy::days_to_promise(&it.office.work_time(), it.deadline_at(), pen.now);
        let times = pen.times(it.office.zone);
        let label = |at| format!("{} {}", times.button_day(at), times.clock(at));
        let days = days.into_iter().map(|at| button(label(at), OnCalls::Date(it.part, way, at))).collect();
        let back = button(say!(pen.words, ButtonBack), OnCalls::Card(it.part, way, false));
        let text = text.line().bold(say!(pen.words, CallsAskDate));
        return Ok(Outgoing { text, buttons: vec![days, vec![back]], ..Outgoing::default() });
    }
    let mut heard: Vec<Button> = Vec::new();
    for (n, of) in Heard::TAPPED.iter().enumerate() {
        if *of == Heard::NoAnswer && !way.is_effort() {
            continue;
        }
        heard.push(button(label(pen, of), OnCalls::Heard(it.part, way, n)));
        if *of == Heard::Seen {
            heard.push(button(say!(pen.words, HeardDate), OnCalls::Card(it.part, way, true)));
        }
    }
    let mut rows: Vec<Vec<Button>> = heard.chunks(2).map(<[Button]>::to_vec).collect();
    let ways = Way::ALL.map(|other| {
        let name = way_name(pen, other);
        let label = if other == way { format!("✓{name}") } else { name };
        button(label, OnCalls::Card(it.part, other, false))
    });
    rows.extend([ways.into(), vec![list]]);
    Ok(Outgoing { text, buttons: rows, ..Outgoing::default() })
}

fn label(pen: &Pen<'_>, heard: &Heard) -> String {
    match heard {
        Heard::NoAnswer => say!(pen.words, HeardNothing),
        Heard::Seen => say!(pen.words, HeardSeen),
        Heard::UnderWay => say!(pen.words, HeardUnderWay),
        Heard::Difficulty => say!(pen.words, HeardDifficulty),
        Heard::NotOurs(_) => say!(pen.words, HeardNotOurs),
        Heard::HandedIn => say!(pen.words, HeardHandedIn),
        Heard::Date(_) => say!(pen.words, HeardDate),
    }
}

/// What words of the lead would be entered as.
async fn preview(pen: &mut Pen<'_>, id: i64) -> Result<Option<Outgoing>> {
    let kept = draft::find::<Draft>(pen.conn, id).await?.map(|kept| kept.doc);
    let Some(Draft::Call(CallDraft { part, way, text, heard })) = kept else { return Ok(None) };
    let Some(it) = load(pen.conn, part).await? else { return Ok(None) };
    let times = pen.times(it.office.zone);
    let what = match &heard {
        Heard::Date(at) if it.is_beyond(*at, pen.now) => {
            say!(pen.words, RecordExtensionAsked { until: times.moment(*at) })
        }
        Heard::Date(at) => say!(pen.words, RecordPromised { at: times.moment(*at) }),
        Heard::NotOurs(Some(unit)) => say!(pen.words, RecordNotOursUnit { unit: unit }),
        heard => label(pen, heard),
    };
    let (dept, task, way) = (&it.dept.profile.name, &it.task.title, way_name(pen, way));
    let text = [
        say!(pen.words, CallPreview { dept: dept, task: task, way: way, what: what }),
        say!(pen.words, RecordWords { words: text }),
        say!(pen.words, CallPreviewHow),
    ];
    let row = vec![
        button(say!(pen.words, ButtonKeepCall), OnCalls::Keep(id)),
        button(say!(pen.words, ButtonDrop), Press::Drop(id)),
    ];
    Ok(Some(Outgoing { buttons: vec![row], ..lines(&text) }))
}

/// To the lead: it is entered, and the department reads it.
async fn done(pen: &mut Pen<'_>, it: &Loaded, seq: EntryNo) -> Result<Option<Outgoing>> {
    let Some(line) = line(pen, it, seq).await? else { return Ok(None) };
    let dept = &it.dept.profile.name;
    let seen = match it.dept.reached() {
        Some(_) => say!(pen.words, CallDoneSeen { dept: dept }),
        None => say!(pen.words, CallDoneUnseen { dept: dept }),
    };
    let head = say!(pen.words, CallDone { dept: dept, task: &it.task.title });
    let text = Text::new().bold(head).line().then(line).line().then(seen);
    let list = button(say!(pen.words, ButtonCalls), OnCalls::List(it.office.id, 0));
    Ok(Some(Outgoing { text, buttons: vec![vec![list]], ..Outgoing::default() }))
}

/// To the contact: what stands on record in their name, and the way to dispute it.
async fn note(pen: &mut Pen<'_>, it: &Loaded, seq: EntryNo) -> Result<Option<Outgoing>> {
    let Some(line) = line(pen, it, seq).await? else { return Ok(None) };
    let head = say!(pen.words, RelayNote { lead: &it.office.name, task: &it.task.title });
    let text = Text::plain(head).line().then(line).line().then(say!(pen.words, RelayNoteHow));
    let dispute = button(say!(pen.words, ButtonDispute), OnRecord::Why(it.part, seq));
    Ok(Some(Outgoing { text, buttons: vec![vec![dispute]], ..Outgoing::default() }))
}

async fn line(pen: &mut Pen<'_>, it: &Loaded, seq: EntryNo) -> Result<Option<String>> {
    let whose = Whose { office: &it.office, dept: &it.dept, task: Some(&it.task) };
    let Some((entry, hash)) = ledger::find(pen.conn, it.part.office, seq).await? else { return Ok(None) };
    entry::line(pen, &whose, &entry, &hash, None).await.map(Some)
}
