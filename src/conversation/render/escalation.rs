//! A word to deputy or leader: the offer to the lead, the heads-up to the contact, and the word itself.
//!
//! In a joint group a number only; telephone numbers in private chats only.

use crate::chat::{Button, Outgoing, Text};
use crate::conversation::contact::Loaded;
use crate::conversation::press::Press;
use crate::domain::policy::{self, Open};
use crate::domain::{Assignment, Department, GroupKind, Office, OfficeId, Part, Seat, Stage, Task, TaskNo};
use crate::say;
use crate::store::{Result, person, projections};

use super::help::seat_name;
use super::pen::{Pen, button, lines, short};

/// Departments that one card offers; the next ones follow when these are dealt with.
const OFFERED_MAX: usize = 10;
/// Names to phone that it lists.
const NAMES_MAX: usize = 60;

pub(super) async fn offer(pen: &mut Pen<'_>, id: OfficeId, no: TaskNo, private: bool) -> Result<Option<Outgoing>> {
    let Some(office) = pen.office(id).await? else { return Ok(None) };
    let Some(task) = projections::find_task(pen.conn, id, no).await? else { return Ok(None) };
    let private = private && (!pen.in_group || office.kind == GroupKind::Own);
    let mut parts = projections::list_open_assignments_of_task(pen.conn, id, no).await?;
    parts.retain(|it| Open::of(it, pen.now) == Some(Open::Silent));
    let code = no.to_string();
    if task.end.is_some() || parts.is_empty() {
        return Ok(Some(lines(&[say!(pen.words, EscalationNone { code: code, task: &task.title })])));
    }
    let due = pen.times(office.zone).moment(task.deadline.at);
    let head = say!(pen.words, EscalationHead { code: code, task: &task.title, due: due, count: parts.len() });
    if !private {
        let text = Text::new().bold(head).line().then(say!(pen.words, EscalationCount));
        let buttons = vec![vec![button(say!(pen.words, ButtonPrivately), Press::EscalationOffer(id, no))]];
        return Ok(Some(Outgoing { text, buttons, ..Outgoing::default() }));
    }
    let departments = projections::list_departments(pen.conn, id).await?;
    let mut text = Text::new().bold(head);
    let mut buttons = Vec::new();
    let mut nobody = Vec::new();
    let mut others: usize = 0;
    for it in &parts {
        let Some(dept) = departments.iter().find(|dept| dept.no == it.dept) else { continue };
        let seats = policy::seats_to_tell(dept);
        let may = policy::may_escalate(office.rules(), &task, it, pen.now);
        if let Some(line) = asked(pen, &office, &task, it, dept) {
            text = text.line().then(format!("· {line}"));
        } else if may && seats.is_empty() {
            nobody.push(dept);
        } else if may && buttons.len() < OFFERED_MAX {
            buttons.push(choices(pen, id, it, dept, &seats));
        } else {
            others += 1;
        }
    }
    text = to_phone(pen, text, &nobody).await?;
    if others > 0 {
        text = text.line().then(format!("· {}", say!(pen.words, EscalationLater { count: others })));
    }
    if !buttons.is_empty() {
        text = text.line().line().then(say!(pen.words, EscalationHow));
    }
    buttons.push(vec![button(say!(pen.words, ButtonStatus), Press::Status(id, no))]);
    Ok(Some(Outgoing { text, buttons, ..Outgoing::default() }))
}

/// One row of a department: who of it may be told.
fn choices(pen: &Pen<'_>, office: OfficeId, it: &Assignment, dept: &Department, seats: &[Seat]) -> Vec<Button> {
    let part = Part { office, task: it.task, dept: it.dept };
    let label = |seat| say!(pen.words, ButtonEscalate { dept: short(&dept.profile), who: seat_name(pen, seat) });
    seats.iter().map(|seat| button(label(*seat), Press::Escalate(part, *seat))).collect()
}

/// How it stands where it was asked for.
fn asked(pen: &Pen<'_>, office: &Office, task: &Task, it: &Assignment, dept: &Department) -> Option<String> {
    let name = short(&dept.profile);
    let times = pen.times(office.zone);
    let escalation = policy::escalation(task, it)?;
    let who = seat_name(pen, escalation.seat);
    Some(match (escalation.told_at, escalation.warned_at) {
        (Some(at), _) => say!(pen.words, EscalationTold { dept: name, who: who, when: times.moment(at) }),
        (None, Some(at)) => {
            let when = times.moment(policy::word_at(office.rules(), at));
            say!(pen.words, EscalationWarned { dept: name, who: who, when: when })
        }
        (None, None) => say!(pen.words, EscalationAsked { dept: name, who: who }),
    })
}

/// Who has nobody to be told: names in a row, in private a line each with the leader's number.
async fn to_phone(pen: &mut Pen<'_>, text: Text, departments: &[&Department]) -> Result<Text> {
    if departments.is_empty() {
        return Ok(text);
    }
    let names: Vec<&str> = departments.iter().take(NAMES_MAX).map(|dept| short(&dept.profile)).collect();
    let text = text.line().then(format!("· {}", say!(pen.words, EscalationNobody { count: departments.len() })));
    if pen.in_group {
        let mut listed = pen.list(&names);
        if departments.len() > NAMES_MAX {
            listed = say!(pen.words, EtAl { names: listed, count: departments.len() });
        }
        return Ok(text.line().then(listed));
    }
    let mut text = text;
    for (dept, name) in departments.iter().zip(names) {
        let said = [Some(name.to_owned()), leader(pen, dept).await?];
        text = text.line().then(said.into_iter().flatten().collect::<Vec<_>>().join(" · "));
    }
    Ok(text)
}

/// The leader as the roster has them, to be phoned.
async fn leader(pen: &mut Pen<'_>, dept: &Department) -> Result<Option<String>> {
    let Some(who) = dept.sitting(Seat::Leader).and_then(|sitting| sitting.named.or(sitting.joined)) else {
        return Ok(None);
    };
    let row = person::find_person(pen.conn, who).await?;
    let (name, phone) = row.map(|row| (row.name, row.phone)).unwrap_or_default();
    let said: Vec<String> = [name, phone].into_iter().flatten().collect();
    Ok((!said.is_empty()).then(|| said.join(" ")))
}

/// The sentence of either touch.
pub(super) fn sentence(pen: &Pen<'_>, it: &Loaded, stage: Stage, name: &str) -> String {
    let times = pen.times(it.office.zone);
    let task = &it.task.title;
    let seat = it.assignment.escalation.map_or(Seat::Leader, |escalation| escalation.seat);
    if stage == Stage::HeadsUp && it.assignment.escalation.is_none() {
        return say!(pen.words, HeadsUpOff { name: name, task: task });
    }
    if stage == Stage::HeadsUp {
        return say!(pen.words, HeadsUp { name: name, task: task, when: word_at(pen, it), who: seat_name(pen, seat) });
    }
    let due = times.moment(it.deadline_at());
    let items = pen.items(&it.task, it.missing());
    let dept = &it.dept.profile.name;
    if seat == Seat::Deputy {
        return say!(pen.words, ToDeputy { name: name, dept: dept, task: task, due: due, items: items });
    }
    let how = say!(pen.words, ToLeaderHow { lead: &it.office.name });
    format!("{}\n{how}", say!(pen.words, ToLeader { dept: dept, task: task, due: due, items: items }))
}

/// The heads-up where the digest has several items.
pub(super) fn announced(pen: &Pen<'_>, it: &Loaded) -> String {
    let Some(seat) = it.assignment.escalation.map(|escalation| escalation.seat) else {
        return say!(pen.words, HeadsUpOffItem);
    };
    say!(pen.words, HeadsUpItem { when: word_at(pen, it), who: seat_name(pen, seat) })
}

fn word_at(pen: &Pen<'_>, it: &Loaded) -> String {
    let warned_at = it.assignment.escalation.and_then(|escalation| escalation.warned_at).unwrap_or(pen.now);
    pen.times(it.office.zone).moment(policy::word_at(it.office.rules(), warned_at))
}
