//! The digest: all that is due for one person in one message, in the tone that each part's stage allows.
//!
//! Checked again at this very moment: what was answered since it was planned is left out.

use crate::chat::{Outgoing, Text};
use crate::conversation::contact::{Loaded, load, open_parts};
use crate::conversation::press::Press;
use crate::domain::policy::{NormFacts, NormLine};
use crate::domain::{Focus, LeftOut, Part, PersonId, Slot, Stage, Touch, policy};
use crate::say;
use crate::store::{Result, projections};

use super::Draw;
use super::emergency;
use super::escalation;
use super::origin::Origin;
use super::part::{buttons, numbered_focus_line, state_line};
use super::pen::{Pen, button};

/// Items that one digest spells out; the rest is folded.
const ITEMS_MAX: usize = 5;

/// Every touch of a digest, left out for one reason.
pub(super) fn all(slot: &Slot, why: LeftOut) -> Vec<(Part, Touch, LeftOut)> {
    match slot {
        Slot::Digest { touches, .. } => touches.iter().map(|(p, t)| (*p, *t, why)).collect(),
        _ => vec![],
    }
}

/// `again`: the card is shown once more after a press, so all it was sent with stays on it.
pub(super) async fn digest(
    pen: &mut Pen<'_>,
    person: PersonId,
    touches: &[(Part, Touch)],
    focus: Option<Focus>,
    again: bool,
) -> Result<Option<Draw>> {
    let mut left_out = Vec::new();
    let mut due: Vec<(Loaded, Touch)> = Vec::new();
    for (part, touch) in touches {
        let Some(it) = load(pen.conn, *part).await? else { continue };
        let still = if is_for(&it, person, touch.stage) {
            policy::still_due(it.office.rules(), &it.task, &it.assignment, touch, pen.now)
        } else {
            Err(LeftOut::Replaced)
        };
        match still {
            Err(why) if !again => left_out.push((*part, *touch, why)),
            _ => due.push((it, *touch)),
        }
    }
    if due.is_empty() {
        return Ok(None);
    }
    due.sort_by_key(|(it, _)| it.deadline_at());
    let told = due.iter().map(|(it, touch)| (it.part, *touch)).collect();
    let message = if due[0].1.stage.is_emergency() {
        emergency::nudge(pen, person, &due, focus).await?
    } else {
        message(pen, person, &due, focus, again).await?
    };
    Ok(Some(Draw { message, told, left_out, notified: vec![] }))
}

/// Whether this person still answers for it, or is the leader whom it is for.
fn is_for(it: &Loaded, person: PersonId, stage: Stage) -> bool {
    it.dept.answers(person) || (stage == Stage::ToLeader && it.dept.is_led_by(person))
}

async fn message(
    pen: &mut Pen<'_>,
    person: PersonId,
    due: &[(Loaded, Touch)],
    focus: Option<Focus>,
    again: bool,
) -> Result<Outgoing> {
    let name = pen.name_in(&due[0].0, person).await?;
    let origin = Origin::of(pen, person).await?;
    let single = due.len() == 1;
    let mut text = Text::new();
    let mut rows = Vec::new();
    if !single {
        let all = open_parts(pen.conn, person).await?.len().max(due.len());
        text = text.then(say!(pen.words, DigestHead { name: &name, count: due.len(), all: all }));
    }
    for (at, (it, touch)) in due.iter().take(ITEMS_MAX).enumerate() {
        let no = at + 1;
        text = if single {
            text.then(sentence(pen, it, *touch, &name))
        } else {
            text.line().line().then(item(pen, it, *touch, no, &origin))
        };
        if single && let Some(origin) = origin.sentence(pen, it) {
            text = text.line().then(origin);
        }
        // What was answered shows on the card once it was pressed; what is in already, from the first.
        if again || !it.assignment.received.is_empty() {
            if let Some(state) = state_line(pen, it) {
                text = if single { text.line().line() } else { text.line() }.then(state);
            }
        } else if let Some(norm) = norm(pen, person, it, *touch).await? {
            text = text.line().then(norm);
        }
        // A leader does not answer in the contact's place: words of theirs go to the lead.
        if it.dept.answers(person) {
            rows.extend(buttons(pen, it, focus, (!single).then_some(no)));
        }
    }
    if due.len() > ITEMS_MAX {
        let rest = say!(pen.words, DigestRest { count: due.len() - ITEMS_MAX });
        text = text.line().line().then(&rest);
        rows.push(vec![button(rest, Press::My(0))]);
    }
    let parts: Vec<&Loaded> = due.iter().map(|(it, _)| it).collect();
    if let Some(question) = numbered_focus_line(pen, focus, &parts) {
        text = text.line().line().bold(question);
    }
    if !projections::find_person_choice(pen.conn, person).await?.slow {
        rows.push(vec![button(say!(pen.words, ButtonTooOften), Press::TooOften)]);
    }
    Ok(Outgoing { text, buttons: rows, ..Outgoing::default() })
}

/// The whole sentence of a stage, where the digest has one item.
fn sentence(pen: &Pen<'_>, it: &Loaded, touch: Touch, name: &str) -> String {
    let times = pen.times(it.office.zone);
    let deadline = it.deadline_at();
    let (task, due) = (&it.task.title, times.moment(deadline));
    let missing = pen.items(&it.task, it.missing());
    let lead = &it.office.name;
    match tone(touch.stage, it, pen) {
        Stage::Notice | Stage::Check | Stage::Asked => say!(pen.words, Check { name: name, task: task, due: due }),
        Stage::Before(_) => {
            let left = policy::working_days_left(&it.office.work_time(), pen.now, deadline);
            say!(pen.words, Friendly { name: name, task: task, left: left, due: due })
        }
        Stage::LastDay => {
            let (day, due) = (times.near_day(deadline), times.clock(deadline));
            say!(pen.words, LastDay { name: name, task: task, day: day, due: due, items: missing })
        }
        Stage::PromiseDay => match it.assignment.promise {
            Some(p) if times.day_of(p.due_at) != times.day_of(pen.now) => {
                say!(pen.words, PromiseNext { name: name, task: task, when: times.moment(p.due_at) })
            }
            _ => say!(pen.words, PromiseDay { name: name, task: task }),
        },
        Stage::PromiseMoved => {
            let promised_at = it.assignment.promise.map_or(pen.now, |p| p.due_at);
            say!(pen.words, PromiseMoved { task: task, day: times.day_of(promised_at) })
        }
        Stage::Overdue1 => say!(pen.words, Overdue1 { name: name, task: task, due: due }),
        Stage::Overdue2 => {
            say!(pen.words, Overdue2 { name: name, task: task, dept: &it.dept.profile.name, lead: lead })
        }
        Stage::EmergencyCheck
        | Stage::EmergencyBefore
        | Stage::EmergencyPromise
        | Stage::EmergencyDue
        | Stage::EmergencyOver => emergency::sentence(pen, it, touch.stage, name),
        Stage::HeadsUp | Stage::ToLeader => escalation::sentence(pen, it, touch.stage, name),
    }
}

/// Asked for by hand, it speaks as the deadline stands.
fn tone(stage: Stage, it: &Loaded, pen: &Pen<'_>) -> Stage {
    let deadline = it.deadline_at();
    match stage {
        Stage::Asked if pen.now > deadline => Stage::Overdue1,
        Stage::Asked if policy::working_days_left(&it.office.work_time(), pen.now, deadline) <= 1 => Stage::LastDay,
        Stage::Asked => Stage::Before(3),
        planned => planned,
    }
}

/// One of several: what, by when, what is missing.
fn item(pen: &Pen<'_>, it: &Loaded, touch: Touch, no: usize, origin: &Origin) -> String {
    let due = pen.times(it.office.zone).moment(it.deadline_at());
    let (task, from) = (&it.task.title, origin.brackets(pen, it));
    let head = if pen.now > it.deadline_at() {
        say!(pen.words, DigestItemOver { no: no, task: task, from: from, due: due })
    } else {
        say!(pen.words, DigestItem { no: no, task: task, from: from, due: due })
    };
    let items = pen.items(&it.task, it.missing());
    // A task without a list has its own name to hand in, which stands in the line above.
    let missing = (items != *task).then(|| say!(pen.words, DigestMissing { items: items }));
    let last = match touch.stage {
        Stage::Overdue2 => Some(say!(pen.words, DigestLast { lead: &it.office.name })),
        Stage::HeadsUp => Some(escalation::announced(pen, it)),
        Stage::ToLeader => Some(say!(pen.words, ToLeaderHow { lead: &it.office.name })),
        _ => None,
    };
    [Some(head), missing, last].into_iter().flatten().collect::<Vec<_>>().join("\n")
}

/// What the office lets be said of the others, by the numbers of this minute.
async fn norm(pen: &mut Pen<'_>, person: PersonId, it: &Loaded, touch: Touch) -> Result<Option<String>> {
    if !it.office.policy.norm_lines || !policy::may_carry_norm(touch.stage) {
        return Ok(None);
    }
    let since = policy::yesterday(&it.office.work_time(), pen.now);
    let facts = NormFacts {
        stage: touch.stage,
        emergency: it.task.terms.emergency.is_some(),
        request_pending: it.assignment.awaits_lead(),
        progress: projections::progress_of_task(pen.conn, it.office.id, it.task.no, since).await?,
    };
    let Some(line) = policy::norm_line(facts) else { return Ok(None) };
    if open_parts(pen.conn, person).await?.iter().any(|open| open.assignment.awaits_lead()) {
        return Ok(None);
    }
    Ok(Some(match line {
        NormLine::Share { handed_in, assigned } => say!(pen.words, NormShare { all: assigned, done: handed_in }),
        NormLine::Trend { arrived } => say!(pen.words, NormTrend { count: arrived }),
    }))
}
