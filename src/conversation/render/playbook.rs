//! Playbooks: which there are, and what an import would keep.

use std::collections::BTreeSet;

use crate::chat::Outgoing;
use crate::conversation::draft::{Draft, PlaybookDraft};
use crate::conversation::playbook::{BadStep, StepFault, open_tasks};
use crate::conversation::press::Press;
use crate::domain::playbook::{Offset, Run, Step, asked};
use crate::domain::{Department, DeptNo, OfficeId};
use crate::say;
use crate::store::{Result, draft, projections};

use super::pen::{Pen, button, lines, short};
use super::refusal::unknown_name;

/// Steps that one message lists.
const STEPS_SHOWN_MAX: usize = 30;
/// Longer names are cut in a list, which is read on a telephone.
pub(super) const TITLE_CHARACTERS_MAX: usize = 24;
/// Runs that are looked through for those that go on.
pub(super) const RUNS_SHOWN_MAX: i64 = 10;
/// Rows with a fault that are spelled out.
const FAULTS_MAX: usize = 15;
/// Names of one step.
const NAMES_MAX: usize = 4;

pub(super) async fn list(pen: &mut Pen<'_>, id: OfficeId) -> Result<Option<Outgoing>> {
    let kept = projections::list_playbooks(pen.conn, id).await?;
    let mut text = vec![if kept.is_empty() {
        say!(pen.words, PlaybooksNone)
    } else {
        say!(pen.words, PlaybooksHead { count: kept.len() })
    }];
    for it in &kept {
        let units = asked(&it.steps).len();
        text.push(say!(pen.words, PlaybooksLine { name: &it.name, count: it.steps.len(), units: units }));
    }
    let mut buttons: Vec<_> = kept
        .iter()
        .map(|it| vec![button(say!(pen.words, ButtonStartPlaybook { name: &it.name }), Press::Playbook(id, it.no))])
        .collect();
    let running = running(pen, id).await?;
    if !running.is_empty() {
        text.extend([String::new(), say!(pen.words, PlaybooksRunning)]);
    }
    for (run, done) in &running {
        let at = pen.own_times().moment(run.t0);
        let (name, count) = (&run.name, run.tasks.len());
        text.push(say!(pen.words, PlaybooksRun { name: name, at: at, done: *done, count: count }));
        buttons.insert(0, vec![button(say!(pen.words, ButtonRun { name: name }), Press::Run(id, run.no, 0))]);
    }
    text.push(String::new());
    if kept.is_empty() {
        text.push(say!(pen.words, PlaybooksImportHow));
    } else {
        text.extend([say!(pen.words, PlaybooksStartHow), say!(pen.words, PlaybooksUpdateHow)]);
    }
    Ok(Some(Outgoing { buttons, ..lines(&text) }))
}

/// Of the latest runs those of which something is still wanted, and how many of their steps are not.
async fn running(pen: &mut Pen<'_>, id: OfficeId) -> Result<Vec<(Run, usize)>> {
    let mut running = Vec::new();
    for run in projections::list_latest_runs(pen.conn, id, RUNS_SHOWN_MAX).await? {
        let open = open_tasks(pen.conn, id, &run).await?.len();
        if open > 0 {
            let done = run.tasks.len().saturating_sub(open);
            running.push((run, done));
        }
    }
    Ok(running)
}

/// The dry run.
pub(super) async fn preview(pen: &mut Pen<'_>, id: i64) -> Result<Option<Outgoing>> {
    let kept = draft::find::<Draft>(pen.conn, id).await?.map(|kept| kept.doc);
    let Some(Draft::Playbook(draft)) = kept else { return Ok(None) };
    if !draft.bad.is_empty() {
        return Ok(Some(faulty(pen, &draft)));
    }
    let departments = projections::list_departments(pen.conn, draft.office).await?;
    let known = projections::list_playbooks(pen.conn, draft.office).await?;
    let mut steps = draft.steps.clone();
    steps.sort_by_key(|step| step.due);
    let mut text = vec![
        say!(pen.words, PlaybookPlan { name: &draft.name, count: steps.len(), units: asked(&steps).len() }),
        String::new(),
    ];
    text.extend(steps_lines(pen, &steps, &departments));
    if known.iter().any(|it| it.is_called(&draft.name)) {
        text.extend([String::new(), say!(pen.words, PlaybookReplaces)]);
    }
    let buttons = vec![vec![
        button(say!(pen.words, ButtonImport), Press::KeepPlaybook(id)),
        button(say!(pen.words, ButtonDrop), Press::Drop(id)),
    ]];
    Ok(Some(Outgoing { buttons, ..lines(&text) }))
}

/// A line for each step, as many as one message holds.
pub(super) fn steps_lines(pen: &Pen<'_>, steps: &[Step], departments: &[Department]) -> Vec<String> {
    let mut text: Vec<String> = steps.iter().take(STEPS_SHOWN_MAX).map(|step| line(pen, step, departments)).collect();
    if steps.len() > STEPS_SHOWN_MAX {
        text.push(say!(pen.words, PlaybookMore { count: steps.len() - STEPS_SHOWN_MAX }));
    }
    text
}

fn line(pen: &Pen<'_>, step: &Step, departments: &[Department]) -> String {
    let due = offset(pen, step.due);
    let who = who(pen, &step.asked, departments);
    say!(
        pen.words,
        PlaybookStep { code: &step.code, due: due, who: who, action: cut(&step.action, TITLE_CHARACTERS_MAX) }
    )
}

/// The short names of these departments.
pub(super) fn who(pen: &Pen<'_>, asked: &BTreeSet<DeptNo>, departments: &[Department]) -> String {
    let names: Vec<&str> =
        departments.iter().filter(|d| asked.contains(&d.no)).map(|d| short(&d.profile)).take(NAMES_MAX).collect();
    let listed = pen.list(&names);
    if asked.len() > NAMES_MAX { say!(pen.words, EtAl { names: listed, count: asked.len() }) } else { listed }
}

/// The text, or its beginning.
pub(super) fn cut(text: &str, characters_max: usize) -> String {
    if text.chars().count() <= characters_max {
        return text.to_owned();
    }
    text.chars().take(characters_max - 1).chain(['…']).collect()
}

fn offset(pen: &Pen<'_>, Offset(minutes): Offset) -> String {
    let count = i64::from(minutes);
    match count {
        0 => say!(pen.words, OffsetAtOnce),
        1440.. if count % 1440 == 0 => say!(pen.words, OffsetDays { count: count / 1440 }),
        60.. if count % 60 == 0 => say!(pen.words, OffsetHours { count: count / 60 }),
        _ => say!(pen.words, OffsetMinutes { count: count }),
    }
}

/// What must be mended first; nothing can be imported until then.
fn faulty(pen: &Pen<'_>, draft: &PlaybookDraft) -> Outgoing {
    let mut text = vec![say!(pen.words, PlaybookBad { name: &draft.name, count: draft.bad.len() })];
    text.extend(draft.bad.iter().take(FAULTS_MAX).map(|bad| bad_row(pen, bad)));
    if draft.bad.len() > FAULTS_MAX {
        text.push(say!(pen.words, RosterMore { count: draft.bad.len() - FAULTS_MAX }));
    }
    text.push(say!(pen.words, PlaybookFixBad));
    lines(&text)
}

fn bad_row(pen: &Pen<'_>, bad: &BadStep) -> String {
    let words = pen.words;
    let fault = match &bad.fault {
        StepFault::NoAction => say!(words, FaultNoAction),
        StepFault::DueUnclear { said } => say!(words, FaultDue { said: said }),
        StepFault::NoUnit => say!(words, FaultNoName),
        StepFault::UnknownUnits { unknown } => {
            let names: Vec<String> =
                unknown.iter().map(|(said, near)| unknown_name(pen, said, near.as_deref())).collect();
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            say!(words, FaultUnknownUnits { names: pen.list(&names) })
        }
        StepFault::SharedUnit { said, could_be } => {
            let names: Vec<&str> = could_be.iter().map(String::as_str).take(NAMES_MAX).collect();
            say!(words, FaultSharedUnit { said: said, names: pen.list(&names) })
        }
        StepFault::CodeTwice { code, first } => say!(words, FaultCodeTwice { code: code, line: *first }),
        StepFault::MinutesUnclear { said } => say!(words, FaultMinutes { said: said }),
        StepFault::UnknownStep { said } => say!(words, FaultUnknownStep { said: said }),
        StepFault::Circle { code } => say!(words, FaultCircle { code: code }),
        StepFault::TooLong { characters_max } => say!(words, FaultLong { characters: *characters_max }),
    };
    say!(words, RosterBadRow { line: bad.line, fault: fault })
}
