//! A nudge by hand: who would hear of it, what became of it, and who is left to the lead.

use std::collections::BTreeMap;

use crate::chat::{Outgoing, Text};
use crate::conversation::contact::load;
use crate::conversation::draft::Draft;
use crate::conversation::nudge::{Outlook, outlook};
use crate::conversation::press::Press;
use crate::domain::policy::NotAsked;
use crate::domain::{GroupKind, OfficeId, Part, Slot, TaskNo};
use crate::say;
use crate::store::{Result, draft, projections};

use super::pen::{Pen, button, lines, short};

/// Names that one line lists before it says how many more.
const NAMES_MAX: usize = 40;

/// The slots of this file.
pub(super) async fn draw(pen: &mut Pen<'_>, slot: &Slot) -> Result<Option<Outgoing>> {
    match slot {
        Slot::NudgePreview { draft, private } => preview(pen, *draft, *private).await,
        Slot::NudgeDone { office, task, now, later, left_out } => {
            done(pen, (*office, *task), (*now, *later, *left_out)).await
        }
        Slot::Hold { part } => hold(pen, *part).await,
        _ => Ok(None),
    }
}

async fn preview(pen: &mut Pen<'_>, id: i64, private: bool) -> Result<Option<Outgoing>> {
    let kept = draft::find::<Draft>(pen.conn, id).await?.map(|kept| kept.doc);
    let Some(Draft::Nudge(it)) = kept else { return Ok(None) };
    let Some(office) = pen.office(it.office).await? else { return Ok(None) };
    let Some(task) = projections::find_task(pen.conn, it.office, it.task).await? else { return Ok(None) };
    let private = private && (!pen.in_group || office.kind == GroupKind::Own);
    let mut parts = projections::list_assignments_of_task(pen.conn, it.office, it.task).await?;
    parts.retain(|part| it.only.as_ref().is_none_or(|only| only.contains(&part.dept)));
    let departments = projections::list_departments(pen.conn, it.office).await?;
    let mut found = outlook(pen.conn, &office, &task, &parts, &departments, pen.now).await?;
    // Who could be asked only since then is not offered by this card.
    found.retain(|(dept, outlook)| matches!(outlook, Outlook::Not(_)) || it.offered.contains(dept));
    let mut by_line: BTreeMap<(bool, String), Vec<&str>> = BTreeMap::new();
    for (dept, outlook) in &found {
        let name = departments.iter().find(|it| it.no == *dept).map_or("?", |it| short(&it.profile));
        let line = match outlook {
            Outlook::Leaves(at) if *at > pen.now => {
                say!(pen.words, NudgeLater { at: pen.times(office.zone).moment(*at) })
            }
            Outlook::Leaves(_) => say!(pen.words, NudgeNow),
            Outlook::Not(why) => reason(pen, *why),
        };
        by_line.entry((matches!(outlook, Outlook::Not(_)), line)).or_default().push(name);
    }
    let mut text = Text::new().bold(say!(pen.words, NudgeHead { code: it.task.to_string(), task: &task.title }));
    for ((not, line), names) in &by_line {
        let state = format!("{} {line}", if *not { "➖" } else { "✉️" });
        let line = if private {
            let mut listed = pen.list(&names[..names.len().min(NAMES_MAX)]);
            if names.len() > NAMES_MAX {
                listed = say!(pen.words, EtAl { names: listed, count: names.len() });
            }
            say!(pen.words, StatusGroup { state: state, count: names.len(), names: listed })
        } else {
            say!(pen.words, StatusCount { state: state, count: names.len() })
        };
        text = text.line().then(line);
    }
    let mut buttons = Vec::new();
    if by_line.keys().any(|(not, _)| !not) {
        buttons.push(vec![button(say!(pen.words, ButtonSendNudge), Press::NudgeSend(id))]);
    } else {
        text = text.line().line().then(say!(pen.words, NudgeNobody));
    }
    if !private {
        buttons.push(vec![button(say!(pen.words, ButtonPrivately), Press::NudgePrivately(id))]);
    }
    Ok(Some(Outgoing { text, buttons, ..Outgoing::default() }))
}

fn reason(pen: &Pen<'_>, why: NotAsked) -> String {
    match why {
        NotAsked::Complete => say!(pen.words, StateComplete),
        NotAsked::Ended => say!(pen.words, StateExempt),
        NotAsked::ByTheClock => say!(pen.words, NudgeByTheClock),
        NotAsked::Held => say!(pen.words, NudgeHeld),
        NotAsked::WaitsForLead => say!(pen.words, StateDifficulty),
        NotAsked::Unreachable => say!(pen.words, StateUnreached),
        NotAsked::NoticeWaits => say!(pen.words, StateWaiting),
        NotAsked::Promised => say!(pen.words, StatePromised),
        NotAsked::UnderWay => say!(pen.words, NudgeUnderWay),
        NotAsked::Hushed => say!(pen.words, NudgeHushed),
        NotAsked::Today => say!(pen.words, NudgeToday),
        NotAsked::Spent => say!(pen.words, NudgeSpent),
    }
}

async fn done(
    pen: &mut Pen<'_>,
    (id, no): (OfficeId, TaskNo),
    (now, later, left_out): (usize, usize, usize),
) -> Result<Option<Outgoing>> {
    let Some(task) = projections::find_task(pen.conn, id, no).await? else { return Ok(None) };
    let line = say!(
        pen.words,
        NudgeDone { code: no.to_string(), task: &task.title, now: now, later: later, leftout: left_out }
    );
    let buttons = vec![vec![button(say!(pen.words, ButtonStatus), Press::Status(id, no))]];
    Ok(Some(Outgoing { buttons, ..lines(&[line]) }))
}

async fn hold(pen: &mut Pen<'_>, part: Part) -> Result<Option<Outgoing>> {
    let Some(it) = load(pen.conn, part).await? else { return Ok(None) };
    let (code, task, dept) = (part.task.to_string(), &it.task.title, short(&it.dept.profile));
    let (line, label, press) = if it.assignment.held_since.is_some() {
        (
            format!("🤝 {}", say!(pen.words, HoldOn { code: code, task: task, dept: dept })),
            say!(pen.words, ButtonRemindAgain),
            Press::Hold(part, false),
        )
    } else {
        (
            say!(pen.words, HoldOff { code: code, task: task, dept: dept }),
            say!(pen.words, ButtonHold),
            Press::Hold(part, true),
        )
    };
    Ok(Some(Outgoing { buttons: vec![vec![button(label, press)]], ..lines(&[line]) }))
}
