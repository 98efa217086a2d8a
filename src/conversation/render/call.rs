//! Whom the lead is to phone about an emergency. In a joint group a number only.

use std::collections::{BTreeMap, BTreeSet};

use crate::chat::{Outgoing, Text};
use crate::conversation::contact::{Loaded, load};
use crate::conversation::press::Press;
use crate::domain::assignment::Notice;
use crate::domain::department::Department;
use crate::domain::{DeptNo, OfficeId, Part, Seat, policy};
use crate::say;
use crate::store::{Result, person};

use super::part::code_of;
use super::pen::{Pen, button, lines};

/// Those of these parts that still wait for an answer; asked for by button, nobody is an answer too.
pub(super) async fn hint(
    pen: &mut Pen<'_>,
    office: OfficeId,
    parts: &[Part],
    private: bool,
) -> Result<Option<Outgoing>> {
    if parts.is_empty() {
        return Ok(Some(lines(&[say!(pen.words, CallHintNone)])));
    }
    let mut waiting: BTreeMap<DeptNo, Vec<Loaded>> = BTreeMap::new();
    for part in parts {
        let Some(it) = load(pen.conn, *part).await? else { continue };
        if policy::needs_call(&it.task, &it.assignment, pen.now) {
            waiting.entry(part.dept).or_default().push(it);
        }
    }
    if waiting.is_empty() {
        return Ok(None);
    }
    if !private {
        let buttons = vec![vec![button(say!(pen.words, ButtonPrivately), Press::CallsPrivately(office))]];
        let text = say!(pen.words, CallHintCount { count: waiting.len() });
        return Ok(Some(Outgoing { buttons, ..lines(&[text]) }));
    }
    let mut text = Text::plain(say!(pen.words, CallHintHead));
    let reasons = waiting.values().flatten().filter_map(|it| it.task.emergency()).map(|it| it.reason.clone());
    for reason in reasons.collect::<BTreeSet<String>>() {
        text = text.line().then(say!(pen.words, EmergencyReason { reason: reason }));
    }
    for parts in waiting.values() {
        let people = people(pen, &parts[0].dept).await?;
        let head = say!(pen.words, CallHintDept { dept: &parts[0].dept.profile.name, people: people });
        text = text.line().line().then(head);
        for it in parts {
            let due = pen.times(it.office.zone).minute(it.deadline_at());
            let (code, task) = (code_of(&it.task), &it.task.title);
            let line = if it.assignment.responded_at.is_some() {
                say!(pen.words, CallHintTaskOver { code: code, task: task, due: due })
            } else if matches!(it.assignment.notice, Notice::Unreached { .. }) {
                say!(pen.words, CallHintTaskUnreached { code: code, task: task, due: due })
            } else {
                say!(pen.words, CallHintTask { code: code, task: task, due: due })
            };
            text = text.line().then(line);
        }
    }
    Ok(Some(Outgoing { text, ..Outgoing::default() }))
}

/// Contact and deputy with their numbers, as the roster has them.
pub(super) async fn people(pen: &mut Pen<'_>, dept: &Department) -> Result<String> {
    let mut people = Vec::new();
    for sitting in dept.seats.iter().filter(|sitting| sitting.seat != Seat::Leader) {
        let Some(id) = sitting.named.or(sitting.joined) else { continue };
        let Some(row) = person::find_person(pen.conn, id).await? else { continue };
        let name = row.name.unwrap_or_default();
        let line = match row.phone {
            Some(phone) => format!("{name} {phone}"),
            None => say!(pen.words, CallHintNoPhone { name: name }),
        };
        people.push(if sitting.seat == Seat::Deputy { say!(pen.words, CallHintDeputy { person: line }) } else { line });
    }
    if people.is_empty() {
        return Ok(say!(pen.words, CallHintNobody));
    }
    let people: Vec<&str> = people.iter().map(String::as_str).collect();
    Ok(pen.list(&people))
}
