//! Emergencies as their contact sees them: at any hour, short and calm, in order of time.

use crate::chat::{Outgoing, Text};
use crate::conversation::contact::Loaded;
use crate::conversation::press::Press;
use crate::domain::{Focus, PersonId, Stage, Touch};
use crate::say;
use crate::store::Result;

use super::part::{buttons, items_asked, numbered_focus_line, state_line, step_lines, terms_line, titled, waits_line};
use super::pen::{Pen, button};

/// The ask of one part, in full.
pub(super) fn notice_sentence(pen: &Pen<'_>, it: &Loaded, name: &str) -> String {
    let ask = say!(
        pen.words,
        EmergencyNotice {
            dept: &it.dept.profile.name,
            name: name,
            lead: &it.office.name,
            task: &it.task.title,
            items: items_asked(pen, it),
            due: due(pen, it),
        }
    );
    reason(pen, it).map_or(ask.clone(), |reason| format!("{ask}\n{reason}"))
}

/// All parts of one notice, each with its minute.
pub(super) async fn notice(
    pen: &mut Pen<'_>,
    person: PersonId,
    parts: &[&Loaded],
    focus: Option<Focus>,
) -> Result<Outgoing> {
    let first = parts[0];
    let name = pen.name_in(first, person).await?;
    let head = say!(
        pen.words,
        EmergencyNoticeHead { name: whose(parts, &name), lead: &first.office.name, count: parts.len() }
    );
    let mut text = Text::plain(head);
    let mut told = None;
    for (at, it) in parts.iter().enumerate() {
        // Said once, not with each.
        let reason = reason(pen, it).filter(|reason| told.as_ref() != Some(reason));
        if let Some(reason) = reason {
            text = if at == 0 { text.line() } else { text.line().line() }.then(&reason);
            told = Some(reason);
        }
        text = text.line().line().bold(format!("{}. {}", at + 1, block(pen, it, parts))).line();
        text = text.then(say!(pen.words, EmergencyNeeds { items: items_asked(pen, it) }));
        for line in step_lines(pen, it).await? {
            text = text.line().then(line);
        }
        if let Some(terms) = terms_line(pen, it) {
            text = text.line().then(terms);
        }
        if let Some(state) = state_line(pen, it) {
            text = text.line().then(state);
        }
    }
    Ok(closed(pen, text, parts, focus))
}

/// Reminders of one moment.
pub(super) async fn nudge(
    pen: &mut Pen<'_>,
    person: PersonId,
    due: &[(Loaded, Touch)],
    focus: Option<Focus>,
) -> Result<Outgoing> {
    let parts: Vec<&Loaded> = due.iter().map(|(it, _)| it).collect();
    let name = pen.name_in(parts[0], person).await?;
    let mut text = if let [(it, touch)] = due {
        let text = Text::plain(sentence(pen, it, touch.stage, &name));
        let text = waits_line(pen, it).await?.map_or(text.clone(), |waits| text.line().then(waits));
        state_line(pen, it).map_or(text.clone(), |state| text.line().line().then(state))
    } else {
        Text::plain(say!(pen.words, EmergencyNudgeHead { name: whose(&parts, &name), count: due.len() }))
    };
    if due.len() > 1 {
        for (at, (it, touch)) in due.iter().enumerate() {
            text = text.line().line().bold(format!("{}. {}", at + 1, block(pen, it, &parts))).line();
            text = text.then(line(pen, it, touch.stage));
            if let Some(waits) = waits_line(pen, it).await? {
                text = text.line().then(waits);
            }
            if let Some(state) = state_line(pen, it) {
                text = text.line().then(state);
            }
        }
    }
    Ok(closed(pen, text, &parts, focus))
}

/// One tap for all of them first, then a row for each.
fn closed(pen: &Pen<'_>, text: Text, parts: &[&Loaded], focus: Option<Focus>) -> Outgoing {
    let single = parts.len() == 1;
    let mut rows = Vec::new();
    let is_open = |it: &&&Loaded| !it.assignment.is_complete() && it.task.end.is_none();
    let unseen = parts.iter().filter(is_open).filter(|it| it.assignment.acknowledged_at.is_none());
    if !single && unseen.count() > 1 {
        rows.push(vec![button(say!(pen.words, ButtonAcknowledgeAll), Press::AcknowledgeAll)]);
    }
    for (at, it) in parts.iter().enumerate() {
        rows.extend(buttons(pen, it, focus, (!single).then_some(at + 1)));
    }
    let text = match numbered_focus_line(pen, focus, parts) {
        Some(question) => text.line().line().bold(question),
        None => text,
    };
    Outgoing { text, buttons: rows, ..Outgoing::default() }
}

/// The department with the name, where all is for one.
fn whose(parts: &[&Loaded], name: &str) -> String {
    let dept = &parts[0].dept.profile.name;
    if parts.iter().all(|it| it.dept.profile.name == *dept) { format!("{dept}{name}") } else { name.to_owned() }
}

fn block(pen: &Pen<'_>, it: &Loaded, parts: &[&Loaded]) -> String {
    let (task, due) = (titled(pen, &it.task), due(pen, it));
    let dept = &it.dept.profile.name;
    if parts.iter().all(|other| other.dept.profile.name == *dept) {
        say!(pen.words, EmergencyBlock { due: due, task: task })
    } else {
        say!(pen.words, EmergencyBlockDept { due: due, task: task, dept: dept })
    }
}

/// The whole sentence of a stage.
pub(super) fn sentence(pen: &Pen<'_>, it: &Loaded, stage: Stage, name: &str) -> String {
    let (task, due, lead) = (&it.task.title, due(pen, it), &it.office.name);
    let items = pen.items(&it.task, it.missing());
    match stage {
        Stage::EmergencyBefore => {
            say!(pen.words, EmergencyBefore { name: name, task: task, due: due, items: items, lead: lead })
        }
        Stage::EmergencyPromise => say!(pen.words, EmergencyPromise { name: name, task: task, items: items }),
        Stage::EmergencyDue => say!(pen.words, EmergencyDue { name: name, task: task, due: due, items: items }),
        Stage::EmergencyOver => {
            say!(pen.words, EmergencyOver { name: name, task: task, due: due, items: items, lead: lead })
        }
        _ => say!(pen.words, EmergencyCheck { name: name, task: task, due: due }),
    }
}

fn line(pen: &Pen<'_>, it: &Loaded, stage: Stage) -> String {
    match stage {
        Stage::EmergencyCheck => say!(pen.words, EmergencyNudgeCheck),
        Stage::EmergencyOver => say!(pen.words, EmergencyNudgeOver { lead: &it.office.name }),
        _ => say!(pen.words, EmergencyNudgeMissing { items: pen.items(&it.task, it.missing()) }),
    }
}

fn due(pen: &Pen<'_>, it: &Loaded) -> String {
    pen.times(it.office.zone).minute(it.deadline_at())
}

fn reason(pen: &Pen<'_>, it: &Loaded) -> Option<String> {
    it.task.emergency().map(|emergency| say!(pen.words, EmergencyReason { reason: &emergency.reason }))
}
