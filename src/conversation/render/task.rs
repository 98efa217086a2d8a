//! A task before and after it is published, for the lead.

use std::collections::BTreeSet;

use crate::chat::{Button, Outgoing, Text};
use crate::conversation::draft::{Draft, TaskDraft};
use crate::conversation::press::Press;
use crate::domain::assignment::Notice;
use crate::domain::department::Department;
use crate::domain::task::{Form, Terms};
use crate::domain::{GroupKind, Item, Moment, Office, OfficeId, Slot, TaskNo, policy};
use crate::say;
use crate::store::{Result, draft, projections};

use super::fairness;
use super::pen::{Pen, button, lines, short};
use super::series;

/// Names that a preview lists before it says how many more.
const NAMES_MAX: usize = 12;

/// Whatever is said about a task of one's own.
pub(super) async fn draw(pen: &mut Pen<'_>, slot: &Slot) -> Result<Option<Outgoing>> {
    Ok(match slot {
        Slot::TaskHow { .. } => Some(how(pen)),
        Slot::TaskPreview { draft } => preview(pen, *draft).await?,
        Slot::TaskChange { draft } => change(pen, *draft).await?,
        Slot::DraftDropped => Some(dropped(pen)),
        Slot::TaskCard { office, task } => card(pen, *office, *task).await?,
        Slot::TaskConsented { office, task } => consented(pen, *office, *task).await?,
        _ => None,
    })
}

fn how(pen: &Pen<'_>) -> Outgoing {
    let text = Text::plain(say!(pen.words, TaskHow))
        .line()
        .code(say!(pen.words, TaskExample))
        .line()
        .then(say!(pen.words, TaskHowMore));
    Outgoing { text, ..Outgoing::default() }
}

fn dropped(pen: &Pen<'_>) -> Outgoing {
    lines(&[say!(pen.words, DraftDropped)])
}

async fn kept(pen: &mut Pen<'_>, id: i64) -> Result<Option<TaskDraft>> {
    let kept = draft::find::<Draft>(pen.conn, id).await?.map(|kept| kept.doc);
    Ok(kept.and_then(|kept| if let Draft::Task(draft) = kept { Some(*draft) } else { None }))
}

/// 修改: the words as they were typed, to be corrected.
async fn change(pen: &mut Pen<'_>, id: i64) -> Result<Option<Outgoing>> {
    let Some(draft) = kept(pen, id).await? else { return Ok(None) };
    let text = Text::plain(say!(pen.words, TaskChange)).line().code(format!("/task {}", draft.typed));
    Ok(Some(Outgoing { text, ..Outgoing::default() }))
}

/// Everything that publishing would do, before it is done.
async fn preview(pen: &mut Pen<'_>, id: i64) -> Result<Option<Outgoing>> {
    let Some(draft) = kept(pen, id).await? else { return Ok(None) };
    let Some(office) = pen.office(draft.office).await? else { return Ok(None) };
    let departments = projections::list_departments(pen.conn, office.id).await?;
    let names_may_show = !pen.in_group || office.kind == GroupKind::Own;
    if let Some(repeats) = &draft.repeats {
        return Ok(Some(series::preview(pen, &office, id, &draft, repeats, &departments)));
    }
    let mut rows = deadline_lines(pen, &office, &draft);
    rows.extend(fairness::lines(pen, &office, &draft, &departments).await?);
    rows.push(who_line(pen, &draft, &departments));
    rows.push(items_line(pen, &draft.items));
    if draft.weight != 1 {
        rows.push(say!(pen.words, PreviewWeight { weight: i64::from(draft.weight) }));
    }
    rows.extend(terms_lines(pen, &draft.terms));
    if let (Some(deadline), Some(asked)) = (&draft.deadline, &draft.asked) {
        rows.push(String::new());
        rows.extend(notices_lines(pen, &office, deadline.at, asked, &departments, names_may_show, &draft.terms));
    }
    rows.extend([String::new(), say!(pen.words, PreviewChangeHow)]);
    let head =
        if draft.proposal().is_some() { say!(pen.words, PreviewHead) } else { say!(pen.words, PreviewIncomplete) };
    let text = Text::plain(head).line().bold(&draft.title).line().then(rows.join("\n"));
    let mut ways = fairness::not_theirs_buttons(pen, &office, id, &draft, &departments).await?;
    ways.extend(buttons(pen, &office, id, &draft));
    Ok(Some(Outgoing { text, buttons: ways, ..Outgoing::default() }))
}

fn deadline_lines(pen: &Pen<'_>, office: &Office, draft: &TaskDraft) -> Vec<String> {
    let Some(deadline) = &draft.deadline else {
        return vec![match &draft.unclear {
            Some((said, _)) => say!(pen.words, PreviewDueUnclear { said: said }),
            None => say!(pen.words, PreviewDueMissing),
        }];
    };
    let count = policy::working_days_left(&office.work_time(), pen.now, deadline.at);
    let due = pen.times(office.zone).moment(deadline.at);
    let is_urgent = draft.terms.emergency.is_some();
    vec![if is_urgent && deadline.said.is_empty() {
        say!(pen.words, TaskDue { due: due })
    } else if is_urgent {
        say!(pen.words, PreviewDueClock { due: due, said: &deadline.said })
    } else if deadline.said.is_empty() {
        say!(pen.words, PreviewDueChosen { due: due, count: count })
    } else {
        say!(pen.words, PreviewDue { due: due, count: count, said: &deadline.said })
    }]
}

pub(super) fn who_line(pen: &Pen<'_>, draft: &TaskDraft, departments: &[Department]) -> String {
    let Some(asked) = &draft.asked else { return say!(pen.words, PreviewWhoMissing) };
    let names: Vec<&str> =
        departments.iter().filter(|d| asked.contains(&d.no)).map(|d| short(&d.profile)).take(NAMES_MAX).collect();
    if asked.len() > NAMES_MAX {
        return say!(pen.words, PreviewWho { count: asked.len() });
    }
    say!(pen.words, PreviewWhoNames { count: asked.len(), names: pen.list(&names) })
}

pub(super) fn terms_lines(pen: &Pen<'_>, terms: &Terms) -> Vec<String> {
    let emergency = terms.emergency.as_ref().map(|it| say!(pen.words, PreviewEmergency { reason: &it.reason }));
    let nil = terms.nil_ok.then(|| say!(pen.words, PreviewNil));
    let consent = terms.consent.then(|| say!(pen.words, PreviewConsent));
    [emergency, nil, consent, forms_line(pen, terms)].into_iter().flatten().collect()
}

fn forms_line(pen: &Pen<'_>, terms: &Terms) -> Option<String> {
    let name = |form: &Form| form.name.clone().unwrap_or_else(|| say!(pen.words, FileUnnamed));
    let names: Vec<String> = terms.forms.iter().map(name).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    (!names.is_empty()).then(|| say!(pen.words, PreviewForms { names: pen.list(&names) }))
}

pub(super) fn items_line(pen: &Pen<'_>, items: &[Item]) -> String {
    if items.is_empty() {
        return say!(pen.words, PreviewItemsNone);
    }
    let names: Vec<String> = items
        .iter()
        .map(|item| if item.required { item.name.clone() } else { say!(pen.words, OptionalItem { name: &item.name }) })
        .collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    say!(pen.words, PreviewItems { items: pen.list(&names) })
}

/// When the notices leave, whom they reach, and when who does not answer is reminded.
fn notices_lines(
    pen: &Pen<'_>,
    office: &Office,
    due_at: Moment,
    asked: &BTreeSet<crate::domain::DeptNo>,
    departments: &[Department],
    names_may_show: bool,
    terms: &Terms,
) -> Vec<String> {
    let times = pen.times(office.zone);
    let emergency = terms.emergency.as_ref();
    let leave_at = if emergency.is_some() { pen.now } else { policy::notices_leave_at(&office.work_time(), pen.now) };
    let leaves = if leave_at > pen.now {
        say!(pen.words, PreviewLeavesAt { at: times.moment(leave_at) })
    } else {
        say!(pen.words, PreviewLeavesNow)
    };
    let (reached, unreached): (Vec<&Department>, Vec<&Department>) =
        departments.iter().filter(|d| asked.contains(&d.no)).partition(|d| d.reached().is_some());
    let mut lines = vec![leaves, say!(pen.words, PreviewReach { reached: reached.len(), asked: asked.len() })];
    if !unreached.is_empty() {
        let names: Vec<&str> = unreached.iter().map(|d| short(&d.profile)).take(NAMES_MAX).collect();
        lines.push(if names_may_show && unreached.len() <= NAMES_MAX {
            say!(pen.words, PreviewUnreachedNames { count: unreached.len(), names: pen.list(&names) })
        } else {
            say!(pen.words, PreviewUnreached { count: unreached.len() })
        });
    }
    if let Some(emergency) = emergency {
        let pace = policy::Pace::new(emergency.ack_within, emergency.remind_before, due_at - pen.now);
        lines.push(say!(
            pen.words,
            PreviewEmergencyNudges {
                ack: pace.ack_within.num_minutes(),
                call: 2 * pace.ack_within.num_minutes(),
                before: times.minute(due_at - pace.remind_before),
            }
        ));
        if !terms.consent {
            lines.push(say!(pen.words, PreviewEmergencyAfter));
        }
        return lines;
    }
    let mut days: Vec<String> = policy::planned(office.rules(), leave_at, due_at)
        .into_iter()
        .filter(|touch| touch.at <= due_at)
        .map(|touch| times.day_of(touch.at))
        .collect();
    days.dedup();
    if !days.is_empty() {
        let days: Vec<&str> = days.iter().map(String::as_str).collect();
        lines.push(say!(pen.words, PreviewNudges { days: pen.list(&days) }));
    }
    lines
}

fn buttons(pen: &Pen<'_>, office: &Office, id: i64, draft: &TaskDraft) -> Vec<Vec<Button>> {
    let times = pen.times(office.zone);
    let moment = |at: Moment| button(times.moment(at), Press::Deadline(id, at));
    let mut rows: Vec<Vec<Button>> = Vec::new();
    if draft.deadline.is_none() {
        let likely = draft.unclear.as_ref().map(|(_, candidates)| candidates.clone()).unwrap_or_default();
        let likely: Vec<Moment> = likely.into_iter().filter(|at| *at > pen.now).collect();
        let offered = if likely.is_empty() { policy::days_to_set(&office.work_time(), pen.now) } else { likely };
        rows.extend(offered.into_iter().map(|at| vec![moment(at)]));
    }
    rows.extend(fairness::buttons(pen, office, id, draft));
    if draft.asked.is_none() {
        rows.push(vec![button(say!(pen.words, ButtonAll), Press::Everyone(id))]);
    }
    if draft.proposal().is_some() {
        rows.push(vec![button(say!(pen.words, ButtonPublish), Press::Publish(id))]);
    }
    rows.push(vec![
        button(say!(pen.words, ButtonChange), Press::Change(id)),
        button(say!(pen.words, ButtonDrop), Press::Drop(id)),
    ]);
    rows
}

/// A published task, with its counts of the moment.
async fn card(pen: &mut Pen<'_>, id: OfficeId, no: TaskNo) -> Result<Option<Outgoing>> {
    let Some(office) = pen.office(id).await? else { return Ok(None) };
    let Some(task) = projections::find_task(pen.conn, id, no).await? else { return Ok(None) };
    let parts = projections::list_assignments_of_task(pen.conn, id, no).await?;
    let waiting = parts.iter().filter(|p| matches!(p.notice, Notice::Waiting { .. } | Notice::Queued { .. })).count();
    let from = task.published_at.max(pen.now);
    let leave_at = match task.emergency() {
        Some(_) => from,
        None => policy::notices_leave_at(&office.work_time(), from),
    };
    let times = pen.times(office.zone);
    let departments = projections::list_departments(pen.conn, id).await?;
    let reached =
        departments.iter().filter(|d| d.reached().is_some() && parts.iter().any(|part| part.dept == d.no)).count();
    let notices = if waiting > 0 && leave_at > pen.now {
        say!(pen.words, PreviewLeavesAt { at: times.moment(leave_at) })
    } else {
        say!(pen.words, PreviewLeavesNow)
    };
    let text = Text::new()
        .bold(say!(pen.words, TaskPublished { code: no.to_string() }))
        .line()
        .then(&task.title)
        .line()
        .then(say!(pen.words, TaskDue { due: times.moment(task.deadline.at) }));
    let text = terms_lines(pen, &task.terms).into_iter().fold(text, |text, line| text.line().then(line));
    let text =
        text.line().then(notices).line().then(say!(pen.words, PreviewReach { reached: reached, asked: parts.len() }));
    let text = match parts.len() - reached {
        0 => text,
        count => text.line().then(say!(pen.words, PreviewUnreached { count: count })),
    };
    let buttons = vec![vec![button(say!(pen.words, ButtonStatus), Press::Status(id, no))]];
    Ok(Some(Outgoing { text, buttons, ..Outgoing::default() }))
}

/// A task closed by itself; totals only, so that it may stand in any group.
async fn consented(pen: &mut Pen<'_>, id: OfficeId, no: TaskNo) -> Result<Option<Outgoing>> {
    let Some(task) = projections::find_task(pen.conn, id, no).await? else { return Ok(None) };
    let parts = projections::list_assignments_of_task(pen.conn, id, no).await?;
    let done = parts.iter().filter(|part| part.is_complete()).count();
    let silent = parts.len() - done;
    let text = say!(pen.words, TaskConsented { code: no.to_string(), task: &task.title, done: done, silent: silent });
    let buttons = vec![vec![button(say!(pen.words, ButtonStatus), Press::Status(id, no))]];
    Ok(Some(Outgoing { text: Text::plain(text), buttons, ..Outgoing::default() }))
}
