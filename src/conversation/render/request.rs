//! 申请延期 and 不归我们: the contact's buttons and receipts, the lead's card, and the ruling on its way back.

use crate::chat::{Button, Outgoing, Text};
use crate::conversation::contact::{Loaded, load};
use crate::conversation::earlier::{self, Earlier};
use crate::conversation::press::{Decide, People, Press};
use crate::domain::assignment::{Claim, Extension, Ground, Outcome, Request};
use crate::domain::{Department, Directory, EntryNo, Event, Moment, Part, RulingFocus, Slot, WordsNo, policy};
use crate::say;
use crate::store::{Result, ledger, projections, words};

use super::part::{buttons, recorded};
use super::pen::{Pen, button, lines, short};

/// Whatever is said about requests.
pub(super) async fn draw(pen: &mut Pen<'_>, slot: &Slot) -> Result<Option<Outgoing>> {
    match slot {
        Slot::RequestCard { part, request, focus } => card(pen, *part, *request, *focus).await,
        Slot::RequestSent { part, request, entry } => sent(pen, *part, *request, *entry).await,
        Slot::AskUntil { part } => ask_until(pen, *part).await,
        Slot::Ruled { part, request, entry } => ruled(pen, *part, *request, *entry).await,
        _ => Ok(None),
    }
}

/// 更多 opened: days to put it off to, and 不归我们.
pub(super) fn more(pen: &Pen<'_>, it: &Loaded) -> Vec<Vec<Button>> {
    let mut rows = Vec::new();
    if pen.now <= it.deadline_at() {
        rows.push(later(pen, it).into_iter().map(|(label, at)| button(label, Press::Date(it.part, at))).collect());
        rows.push(vec![button(say!(pen.words, ButtonOwnUntil), Press::OwnUntil(it.part))]);
    }
    rows.push(vec![
        button(say!(pen.words, ButtonNotOurs), Press::NotOurs(it.part)),
        button(say!(pen.words, ButtonHandover), People::HandoverCard(it.office.id, it.dept.no)),
    ]);
    rows.push(vec![button(say!(pen.words, ButtonBack), Press::Back(it.part))]);
    rows
}

/// Later moments to offer: an emergency's on the clock, else days.
fn later(pen: &Pen<'_>, it: &Loaded) -> Vec<(String, Moment)> {
    let times = pen.times(it.office.zone);
    if it.task.emergency().is_some() {
        let moments = [30, 60, 120].map(|minutes| it.deadline_at() + chrono::TimeDelta::minutes(minutes));
        return moments.map(|at| (times.minute(at), at)).into();
    }
    let days = policy::days_to_extend(&it.office.work_time(), it.deadline_at(), pen.now);
    days.into_iter().map(|at| (times.button_day(at), at)).collect()
}

/// What waits for the lead, on the contact's own card.
pub(super) fn state(pen: &Pen<'_>, it: &Loaded) -> Option<String> {
    let lead = &it.office.name;
    if it.assignment.requests.not_ours.is_some() {
        return Some(say!(pen.words, StateLineNotOurs { lead: lead }));
    }
    let wish = it.assignment.requests.extension?;
    let until = pen.times(it.office.zone).moment(wish.until);
    Some(say!(pen.words, StateLineExtension { lead: lead, until: until }))
}

async fn ask_until(pen: &mut Pen<'_>, part: Part) -> Result<Option<Outgoing>> {
    let Some(it) = load(pen.conn, part).await? else { return Ok(None) };
    let due = pen.times(it.office.zone).moment(it.deadline_at());
    Ok(Some(lines(&[say!(pen.words, AskUntil { task: &it.task.title, due: due, lead: &it.office.name })])))
}

/// To who asked: it is with the lead, and can be taken back.
async fn sent(pen: &mut Pen<'_>, part: Part, request: Request, entry: EntryNo) -> Result<Option<Outgoing>> {
    let Some(it) = load(pen.conn, part).await? else { return Ok(None) };
    let record = recorded(pen, part, entry).await?;
    let (task, lead) = (&it.task.title, &it.office.name);
    let requests = &it.assignment.requests;
    let waits = requests.waits(request);
    let sentence = match (request, &requests.extension, &requests.not_ours) {
        (Request::Extension, Some(wish), _) => {
            let until = pen.times(it.office.zone).moment(wish.until);
            say!(pen.words, RequestSentExtension { lead: lead, task: task, until: until })
        }
        (Request::NotOurs, _, Some(Claim { words: Some(_), .. })) => {
            say!(pen.words, RequestSentNotOurs { lead: lead, task: task })
        }
        (Request::NotOurs, _, Some(_)) => say!(pen.words, RequestSentNotOursAsk { lead: lead, task: task }),
        _ => outcome(pen, &it, request),
    };
    let text = Text::plain(sentence).line().then(record);
    let buttons = if waits {
        vec![vec![button(say!(pen.words, ButtonWithdraw), Press::Withdraw(part, request))]]
    } else {
        vec![]
    };
    Ok(Some(Outgoing { text, buttons, ..Outgoing::default() }))
}

/// For staff: who asks for what and why, and the ways to decide.
async fn card(pen: &mut Pen<'_>, part: Part, request: Request, focus: Option<RulingFocus>) -> Result<Option<Outgoing>> {
    let Some(it) = load(pen.conn, part).await? else { return Ok(None) };
    let requests = &it.assignment.requests;
    match (request, requests.extension, &requests.not_ours) {
        (Request::Extension, Some(wish), _) => extension(pen, &it, wish, focus).await.map(Some),
        (Request::NotOurs, _, Some(claim)) => not_ours(pen, &it, claim, focus).await.map(Some),
        _ => {
            let head = say!(pen.words, RequestHead { dept: &it.dept.profile.name, task: &it.task.title });
            Ok(Some(lines(&[head, outcome(pen, &it, request)])))
        }
    }
}

async fn extension(pen: &mut Pen<'_>, it: &Loaded, wish: Extension, focus: Option<RulingFocus>) -> Result<Outgoing> {
    let times = pen.times(it.office.zone);
    let (until, due) = (times.moment(wish.until), times.moment(it.deadline_at()));
    let (dept, task) = (&it.dept.profile.name, &it.task.title);
    let head = say!(pen.words, RequestExtension { dept: dept, task: task, until: &until, due: due });
    let text = quoted(pen, head, wish.words).await?.line().then(say!(pen.words, RequestPauses));
    let back = button(say!(pen.words, ButtonBack), Decide::Ruling(it.part, Request::Extension, None));
    let (text, buttons) = match focus {
        None => {
            let grant = button(say!(pen.words, ButtonGrant { until: until }), Decide::Grant(it.part, wish.until));
            let other = Decide::Ruling(it.part, Request::Extension, Some(RulingFocus::Dates));
            let refuse = Decide::Ruling(it.part, Request::Extension, Some(RulingFocus::Grounds));
            let row =
                vec![button(say!(pen.words, ButtonOtherUntil), other), button(say!(pen.words, ButtonRefuse), refuse)];
            (text, vec![vec![grant], row])
        }
        Some(RulingFocus::Dates) => {
            let days = later(pen, it).into_iter().filter(|(_, at)| *at != wish.until);
            let days = days.map(|(label, at)| button(label, Decide::Grant(it.part, at))).collect();
            (text.line().bold(say!(pen.words, AskGrant)), vec![days, vec![back]])
        }
        Some(RulingFocus::Grounds) => grounds(pen, it, Request::Extension, text, back),
    };
    Ok(Outgoing { text, buttons, ..Outgoing::default() })
}

async fn not_ours(pen: &mut Pen<'_>, it: &Loaded, claim: &Claim, focus: Option<RulingFocus>) -> Result<Outgoing> {
    let (dept, task) = (&it.dept.profile.name, &it.task.title);
    let head = match &claim.unit {
        Some(unit) => say!(pen.words, RequestNotOursUnit { dept: dept, task: task, unit: unit }),
        None => say!(pen.words, RequestNotOurs { dept: dept, task: task }),
    };
    let mut text = quoted(pen, head, claim.words).await?.line().then(say!(pen.words, RequestPauses));
    let before = earlier::not_ours(pen.conn, it.office.id, task, it.dept.no, Some(it.task.no)).await?;
    if let Some(before) = &before {
        text = text.line().then(ruled_before(pen, it, before).await?);
    }
    let back = button(say!(pen.words, ButtonBack), Decide::Ruling(it.part, Request::NotOurs, None));
    if focus.is_some() {
        let (text, buttons) = grounds(pen, it, Request::NotOurs, text, back);
        return Ok(Outgoing { text, buttons, ..Outgoing::default() });
    }
    let mut rows = Vec::new();
    let departments = projections::list_departments(pen.conn, it.office.id).await?;
    rows.extend(before.and_then(|before| as_before(pen, it, before.outcome, &departments)).map(|same| vec![same]));
    if let Some(unit) = &claim.unit {
        let named = Directory::new(&departments).named_in(unit, it.dept.no);
        if let Some(to) = named.and_then(|no| departments.iter().find(|dept| dept.no == no)) {
            let label = say!(pen.words, ButtonReassign { dept: short(&to.profile) });
            rows.push(vec![button(label, Decide::Reassign(it.part, to.no))]);
        }
    }
    rows.dedup();
    let refuse = Decide::Ruling(it.part, Request::NotOurs, Some(RulingFocus::Grounds));
    rows.push(vec![
        button(say!(pen.words, ButtonWaive), Decide::Agree(it.part)),
        button(say!(pen.words, ButtonStaysTheirs), refuse),
    ]);
    Ok(Outgoing { text, buttons: rows, ..Outgoing::default() })
}

/// What was ruled about this department and this kind of task.
async fn ruled_before(pen: &mut Pen<'_>, it: &Loaded, before: &Earlier) -> Result<String> {
    let (code, task) = (before.task.no.to_string(), &before.task.title);
    Ok(match before.outcome {
        Outcome::Agreed(Some(to)) => {
            let to = projections::find_department(pen.conn, it.office.id, to).await?;
            let to = to.map(|to| short(&to.profile).to_owned()).unwrap_or_default();
            say!(pen.words, EarlierReassigned { code: code, task: task, to: to })
        }
        Outcome::Agreed(None) => say!(pen.words, EarlierAgreed { code: code, task: task }),
        _ => say!(pen.words, EarlierTheirs { code: code, task: task }),
    })
}

/// The same ruling once more, by one tap.
fn as_before(pen: &Pen<'_>, it: &Loaded, outcome: Outcome, departments: &[Department]) -> Option<Button> {
    match outcome {
        Outcome::Agreed(Some(to)) => {
            let to = departments.iter().find(|dept| dept.no == to && dept.no != it.dept.no)?;
            Some(button(say!(pen.words, ButtonReassign { dept: short(&to.profile) }), Decide::Reassign(it.part, to.no)))
        }
        // It stands first among the two below.
        Outcome::Agreed(None) => None,
        _ => {
            let settled = Decide::Refuse(it.part, Request::NotOurs, Some(Ground::Settled));
            Some(button(say!(pen.words, ButtonTheirsAsBefore), settled))
        }
    }
}

fn grounds(pen: &Pen<'_>, it: &Loaded, request: Request, text: Text, back: Button) -> (Text, Vec<Vec<Button>>) {
    let usual = Ground::against(request);
    let mut rows: Vec<Vec<Button>> =
        usual.map(|of| vec![button(ground(pen, of), Decide::Refuse(it.part, request, Some(of)))]).into();
    rows.push(vec![button(say!(pen.words, ButtonNoGround), Decide::Refuse(it.part, request, None)), back]);
    (text.line().bold(say!(pen.words, AskGround)), rows)
}

pub(super) fn ground(pen: &Pen<'_>, of: Ground) -> String {
    match of {
        Ground::Superior => say!(pen.words, GroundSuperior),
        Ground::Summary => say!(pen.words, GroundSummary),
        Ground::Duties => say!(pen.words, GroundDuties),
        Ground::Settled => say!(pen.words, GroundSettled),
    }
}

/// How it was decided, in one line that both sides may read.
fn outcome(pen: &Pen<'_>, it: &Loaded, request: Request) -> String {
    match it.assignment.requests.outcomes.get(&request) {
        Some(Outcome::Granted(until)) => {
            say!(pen.words, OutcomeGranted { until: pen.times(it.office.zone).moment(*until) })
        }
        Some(Outcome::Refused) => match request {
            Request::Extension => {
                say!(pen.words, OutcomeKept { due: pen.times(it.office.zone).moment(it.deadline_at()) })
            }
            Request::NotOurs => say!(pen.words, OutcomeTheirs),
        },
        Some(Outcome::Agreed(None)) => say!(pen.words, OutcomeWaived),
        Some(Outcome::Agreed(Some(_))) => say!(pen.words, OutcomeReassigned),
        Some(Outcome::Withdrawn) => say!(pen.words, OutcomeWithdrawn),
        Some(Outcome::Settled) | None => say!(pen.words, OutcomeSettled),
    }
}

/// To the contact: the ruling of this entry, and the buttons to go on with.
async fn ruled(pen: &mut Pen<'_>, part: Part, request: Request, entry: EntryNo) -> Result<Option<Outgoing>> {
    let Some(it) = load(pen.conn, part).await? else { return Ok(None) };
    let entries = ledger::list(pen.conn, part.office, EntryNo(entry.0 - 1), 1).await?;
    let Some(ruling) = entries.into_iter().next() else { return Ok(None) };
    let (task, lead) = (&it.task.title, &it.office.name);
    let times = pen.times(it.office.zone);
    let (sentence, why) = match &ruling.event {
        Event::ExtensionGranted { until, .. } => {
            (say!(pen.words, RuledGranted { lead: lead, task: task, until: times.moment(*until) }), None)
        }
        Event::ExtensionRefused { ground, words, .. } => {
            let due = times.moment(it.deadline_at());
            (say!(pen.words, RuledKept { lead: lead, task: task, due: due }), Some((*ground, words.clone())))
        }
        Event::NotOursAgreed { .. } => (say!(pen.words, RuledAgreed { lead: lead, task: task }), None),
        Event::NotOursRejected { ground, words, .. } => {
            let due = times.moment(it.deadline_at());
            (say!(pen.words, RuledTheirs { lead: lead, task: task, due: due }), Some((*ground, words.clone())))
        }
        _ => (outcome(pen, &it, request), None),
    };
    let mut text = Text::plain(sentence);
    if let Some((of, said)) = why {
        let said = match said {
            Some(said) => words::find_words(pen.conn, said.no).await?,
            None => of.map(|of| ground(pen, of)),
        };
        if let Some(said) = said {
            text = text.line().then(say!(pen.words, RuledWhy { why: said }));
        }
    }
    let text = text.line().then(recorded(pen, part, entry).await?);
    Ok(Some(Outgoing { text, buttons: buttons(pen, &it, None, None), ..Outgoing::default() }))
}

/// The request in the contact's words below its head, if there are any.
async fn quoted(pen: &mut Pen<'_>, head: String, said: Option<WordsNo>) -> Result<Text> {
    let said = match said {
        Some(no) => words::find_words(pen.conn, no).await?,
        None => None,
    };
    let text = Text::new().bold(head);
    Ok(match said {
        Some(said) => text.line().then(say!(pen.words, RequestWhy { why: said })),
        None => text,
    })
}
