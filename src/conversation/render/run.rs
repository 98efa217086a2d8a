//! A plan that is started, runs, or is stopped, as the lead sees it; and what contacts are told when it is stopped.

use std::collections::BTreeSet;

use crate::chat::{Outgoing, Text};
use crate::conversation::contact::load;
use crate::conversation::draft::{Draft, StartDraft, StopDraft};
use crate::conversation::playbook::{open_tasks, waited_for};
use crate::conversation::press::Press;
use crate::domain::assignment::Notice;
use crate::domain::plain::clean;
use crate::domain::playbook::{Playbook, Run, Stop, asked, is_urgent};
use crate::domain::standing::{Light, light, light_of_all};
use crate::domain::{Assignment, Department, GroupKind, Office, OfficeId, Part, PersonId, RunNo, Slot, Task};
use crate::say;
use crate::store::{Result, draft, projections, words};

use super::part::code_of;
use super::pen::{Pen, button, lines, pager, short};
use super::playbook::{TITLE_CHARACTERS_MAX, cut, steps_lines, who};
use super::status::lamp;

const STEPS_A_PAGE: usize = 30;
/// What came in as words is cut too.
const RESULT_CHARACTERS_MAX: usize = 40;
/// Results of one step.
const RESULTS_MAX: usize = 3;

/// The slots of this file.
pub(super) async fn draw(pen: &mut Pen<'_>, slot: &Slot) -> Result<Option<Outgoing>> {
    match slot {
        Slot::StartCard { draft } => start_card(pen, *draft).await,
        Slot::NotStarted => Ok(Some(not_started(pen))),
        Slot::Run { office, run, page, private } => view(pen, *office, *run, *page, *private).await,
        Slot::StopAsk { office, run } => stop_ask(pen, *office, *run).await,
        Slot::StopCard { draft } => stop_card(pen, *draft).await,
        Slot::RunStopped { person, office, run, how, parts } => {
            stopped(pen, *person, (*office, *run), *how, parts).await
        }
        _ => Ok(None),
    }
}

/// What 启动 would do.
async fn start_card(pen: &mut Pen<'_>, id: i64) -> Result<Option<Outgoing>> {
    let kept = draft::find::<Draft>(pen.conn, id).await?.map(|kept| kept.doc);
    let Some(Draft::Start(StartDraft { office, playbook, reason, .. })) = kept else { return Ok(None) };
    let Some(office) = pen.office(office).await? else { return Ok(None) };
    let Some(playbook) = projections::find_playbook(pen.conn, office.id, playbook).await? else { return Ok(None) };
    let departments = projections::list_departments(pen.conn, office.id).await?;
    let mut text = vec![match &reason {
        Some(reason) => say!(pen.words, StartReason { reason: reason }),
        None => say!(pen.words, StartReasonMissing),
    }];
    text.push(String::new());
    text.extend(effect(pen, &office, &playbook, &departments));
    for run in projections::list_latest_runs(pen.conn, office.id, super::playbook::RUNS_SHOWN_MAX).await? {
        let runs = run.playbook == playbook.no && run.may_stop(Stop::Cancelled);
        if runs && !open_tasks(pen.conn, office.id, &run).await?.is_empty() {
            text.push(say!(pen.words, StartRunsAlready { at: pen.times(office.zone).moment(run.t0) }));
        }
    }
    text.push(String::new());
    text.extend(steps_lines(pen, &playbook.steps, &departments));
    let mut buttons = vec![vec![button(say!(pen.words, ButtonDrop), Press::Drop(id))]];
    let head = if reason.is_some() {
        buttons.insert(0, vec![button(say!(pen.words, ButtonStart), Press::StartPlaybook(id))]);
        say!(pen.words, StartHead)
    } else {
        say!(pen.words, StartHeadIncomplete)
    };
    let text = Text::plain(head).line().bold(&playbook.name).line().then(text.join("\n"));
    Ok(Some(Outgoing { text, buttons, ..Outgoing::default() }))
}

/// When it goes out, to how many, and who cannot be reached.
fn effect(pen: &Pen<'_>, office: &Office, playbook: &Playbook, departments: &[Department]) -> Vec<String> {
    let (work, now) = (office.work_time(), pen.times(office.zone).moment(pen.now));
    let (urgent, later): (Vec<_>, Vec<_>) =
        playbook.steps.iter().cloned().partition(|step| is_urgent(step, pen.now, &work));
    let at_once = asked(&urgent);
    let people: BTreeSet<PersonId> =
        departments.iter().filter(|d| at_once.contains(&d.no)).filter_map(Department::reached).collect();
    let mut text = vec![if work.is_open(pen.now) {
        say!(pen.words, StartNow { now: now })
    } else {
        say!(pen.words, StartNowClosed { now: now })
    }];
    text.push(say!(pen.words, StartPeople { count: urgent.len(), people: people.len() }));
    if !later.is_empty() {
        text.push(say!(pen.words, StartLater { count: later.len() }));
    }
    let all = asked(&playbook.steps);
    let unreached: Vec<&str> = departments
        .iter()
        .filter(|d| all.contains(&d.no) && d.reached().is_none())
        .map(|d| short(&d.profile))
        .collect();
    let names_may_show = !pen.in_group || office.kind == GroupKind::Own;
    match unreached.len() {
        0 => {}
        count if names_may_show => {
            text.push(say!(pen.words, StartUnreachedNames { count: count, names: pen.list(&unreached) }));
        }
        count => text.push(say!(pen.words, StartUnreached { count: count })),
    }
    text
}

fn not_started(pen: &Pen<'_>) -> Outgoing {
    lines(&[say!(pen.words, NotStarted)])
}

/// A step with all of its parts.
struct Stepping {
    task: Task,
    parts: Vec<Assignment>,
    waits: Vec<Task>,
}

impl Stepping {
    fn is_done(&self) -> bool {
        self.parts.iter().all(Assignment::is_complete)
    }
}

/// How all of it stands. In a joint group no step, since a step is often one department's.
async fn view(pen: &mut Pen<'_>, id: OfficeId, no: RunNo, page: usize, private: bool) -> Result<Option<Outgoing>> {
    let Some(office) = pen.office(id).await? else { return Ok(None) };
    let Some(run) = projections::find_run(pen.conn, id, no).await? else { return Ok(None) };
    let mut steps = Vec::with_capacity(run.tasks.len());
    for no in &run.tasks {
        let Some(task) = projections::find_task(pen.conn, id, *no).await? else { continue };
        let parts = projections::list_assignments_of_task(pen.conn, id, *no).await?;
        let waits = waited_for(pen.conn, id, &task).await?;
        steps.push(Stepping { task, parts, waits });
    }
    let departments = projections::list_departments(pen.conn, id).await?;
    let pages = if private { steps.len().div_ceil(STEPS_A_PAGE) } else { 1 };
    let page = page.min(pages.saturating_sub(1));
    let mut text = head(pen, &office, &run, &steps);
    if private {
        text.push(String::new());
        for step in steps.iter().skip(page * STEPS_A_PAGE).take(STEPS_A_PAGE) {
            text.push(line(pen, &office, step, &departments));
            text.extend(results(pen, step, &departments).await?);
        }
    }
    if pages > 1 {
        text.push(say!(pen.words, PageOf { page: page + 1, pages: pages }));
    }
    text.extend([String::new(), say!(pen.words, RunRefreshed { at: pen.times(office.zone).minute(pen.now) })]);
    let mut row = vec![button(say!(pen.words, ButtonRefresh), Press::Run(id, no, page))];
    if run.may_stop(Stop::Cancelled) && steps.iter().any(|step| !step.is_done() && step.task.end.is_none()) {
        row.push(button(say!(pen.words, ButtonStop), Press::StopPlaybook(id, no)));
    }
    let mut buttons = vec![pager(pen.words, page, pages, |page| Press::Run(id, no, page)), row];
    if !private {
        buttons.push(vec![button(say!(pen.words, ButtonPrivately), Press::RunPrivately(id, no))]);
    }
    buttons.retain(|row| !row.is_empty());
    let text = Text::new().bold(&run.name).line().then(text.join("\n"));
    Ok(Some(Outgoing { text, buttons, ..Outgoing::default() }))
}

fn head(pen: &Pen<'_>, office: &Office, run: &Run, steps: &[Stepping]) -> Vec<String> {
    let times = pen.times(office.zone);
    let mut text = vec![
        say!(pen.words, RunStarted { at: times.moment(run.t0) }),
        say!(pen.words, StartReason { reason: &run.reason }),
    ];
    if let Some(stopped) = &run.stopped {
        let at = times.moment(stopped.at);
        text.push(match stopped.how {
            Stop::Normal => say!(pen.words, RunNormal { at: at, reason: &stopped.reason }),
            Stop::Cancelled => say!(pen.words, RunCancelled { at: at, reason: &stopped.reason }),
        });
    }
    let done = steps.iter().filter(|step| step.is_done()).count();
    let wanted = || steps.iter().filter(|step| !step.is_done() && step.task.end.is_none());
    let missed = wanted().filter(|step| step.task.deadline.at < pen.now).count();
    text.push(say!(pen.words, RunCounts { count: steps.len(), done: done, missed: missed }));
    let silent = wanted()
        .filter(|step| step.task.emergency().is_some())
        .filter(|step| step.parts.iter().any(|part| part.responded_at.is_none()))
        .count();
    if silent > 0 {
        text.push(say!(pen.words, RunSilent { count: silent }));
    }
    text
}

fn line(pen: &Pen<'_>, office: &Office, step: &Stepping, departments: &[Department]) -> String {
    let Stepping { task, parts, waits } = step;
    let work = office.work_time();
    let lights = parts.iter().map(|part| match part.notice {
        // Who cannot be told is seen at once, not only when it was tried.
        Notice::Waiting { .. } if !can_be_told(part, departments) => Light::Grey,
        _ => light(&work, task, part, pen.now),
    });
    let asked = parts.iter().map(|part| part.dept).collect();
    let code = code_of(task);
    let due = pen.times(office.zone).minute(task.deadline.at);
    let done = parts.iter().filter(|part| part.is_complete()).count();
    let who = match parts.len() {
        1 => who(pen, &asked, departments),
        count => format!("{} {done}/{count}", who(pen, &asked, departments)),
    };
    let line =
        say!(pen.words, RunStep { code: code, due: due, title: cut(&task.title, TITLE_CHARACTERS_MAX), who: who });
    let line = format!("{} {line}", lamp(light_of_all(lights)));
    if waits.is_empty() || step.is_done() || task.end.is_some() {
        return line;
    }
    let codes: Vec<String> = waits.iter().map(code_of).collect();
    let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
    format!("{line}{}", say!(pen.words, RunStepWaits { codes: pen.list(&codes) }))
}

fn can_be_told(part: &Assignment, departments: &[Department]) -> bool {
    departments.iter().any(|dept| dept.no == part.dept && dept.reached().is_some())
}

/// What came in as words, since that is the result: 已出动6车.
async fn results(pen: &mut Pen<'_>, step: &Stepping, departments: &[Department]) -> Result<Vec<String>> {
    let mut results = Vec::new();
    for part in step.parts.iter().filter(|part| part.material.said().is_some()).take(RESULTS_MAX) {
        let Some(no) = part.material.said() else { continue };
        let Some(said) = words::find_words(pen.conn, no).await? else { continue };
        let dept = departments.iter().find(|dept| dept.no == part.dept).map_or("", |dept| short(&dept.profile));
        results.push(say!(pen.words, RunResult { who: dept, said: cut(&clean(&said), RESULT_CHARACTERS_MAX) }));
    }
    Ok(results)
}

/// Why is it to be stopped?
async fn stop_ask(pen: &mut Pen<'_>, office: OfficeId, run: RunNo) -> Result<Option<Outgoing>> {
    let run = projections::find_run(pen.conn, office, run).await?;
    Ok(run.map(|run| lines(&[say!(pen.words, StopAsk { name: &run.name })])))
}

/// How is it to be stopped?
async fn stop_card(pen: &mut Pen<'_>, id: i64) -> Result<Option<Outgoing>> {
    let kept = draft::find::<Draft>(pen.conn, id).await?.map(|kept| kept.doc);
    let Some(Draft::Stop(StopDraft { office, run, reason, .. })) = kept else { return Ok(None) };
    let Some(run) = projections::find_run(pen.conn, office, run).await? else { return Ok(None) };
    let count = open_tasks(pen.conn, office, &run).await?.len();
    let mut text = vec![say!(pen.words, StopCard { name: &run.name, reason: reason, count: count })];
    let mut buttons = Vec::new();
    if run.may_stop(Stop::Normal) {
        text.push(say!(pen.words, StopCardNormal));
        buttons.push(vec![button(say!(pen.words, ButtonNormal), Press::BackToNormal(id))]);
    }
    text.push(say!(pen.words, StopCardCancel));
    buttons.push(vec![button(say!(pen.words, ButtonCancelRest), Press::CancelRest(id))]);
    buttons.push(vec![button(say!(pen.words, ButtonDoNotStop), Press::Drop(id))]);
    Ok(Some(Outgoing { buttons, ..lines(&text) }))
}

/// To a contact, once: what is over, or goes on by day.
async fn stopped(
    pen: &mut Pen<'_>,
    person: PersonId,
    (office, run): (OfficeId, RunNo),
    how: Stop,
    parts: &[Part],
) -> Result<Option<Outgoing>> {
    let Some(run) = projections::find_run(pen.conn, office, run).await? else { return Ok(None) };
    // What was stopped otherwise since then is told by a message of its own.
    let Some(reason) = run.stopped.filter(|stopped| stopped.how == how).map(|stopped| stopped.reason) else {
        return Ok(None);
    };
    let mut open = Vec::new();
    for part in parts {
        let Some(it) = load(pen.conn, *part).await? else { continue };
        let is_over = it.task.is_called_off();
        if !it.assignment.is_complete() && is_over == (how == Stop::Cancelled) {
            open.push(it);
        }
    }
    let Some(first) = open.first() else { return Ok(None) };
    let name = pen.name_in(first, person).await?;
    let (plan, count) = (&run.name, open.len());
    let mut text = vec![match how {
        Stop::Normal => say!(pen.words, StoppedNormal { name: name, plan: plan, reason: reason, count: count }),
        Stop::Cancelled => say!(pen.words, StoppedCancelled { name: name, plan: plan, reason: reason, count: count }),
    }];
    for it in &open {
        let (task, due) = (&it.task.title, pen.times(it.office.zone).minute(it.deadline_at()));
        text.push(match how {
            Stop::Normal => say!(pen.words, StoppedLineDue { task: task, due: due }),
            Stop::Cancelled => say!(pen.words, StoppedLine { task: task }),
        });
    }
    Ok(Some(lines(&text)))
}
