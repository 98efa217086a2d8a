//! One part of a task as its contact sees it: where it stands, and the answers that work now.

use crate::chat::{Button, Outgoing, Text};
use crate::conversation::contact::{Loaded, load};
use crate::conversation::playbook::waited_for;
use crate::conversation::press::Press;
use crate::domain::{EntryNo, Focus, Moment, Part, PersonId, ReceiptOf, Refusal, Slot, Task, policy};
use crate::say;
use crate::store::{Result, ledger, projections};

use super::emergency;
use super::material;
use super::pen::{Pen, button, lines};
use super::request;

/// Whatever is said about an entry of this part.
pub(super) async fn draw(pen: &mut Pen<'_>, slot: &Slot) -> Result<Option<Outgoing>> {
    match slot {
        Slot::Receipt { part, entry, what } => receipt(pen, *part, *entry, *what).await,
        Slot::ReceiptAgain { part, entry } => receipt(pen, *part, *entry, ReceiptOf::HandIn).await,
        Slot::RecordStands { part, entry, person } => record_stands(pen, *part, *entry, *person).await,
        _ => Ok(None),
    }
}

/// A card of this part alone.
pub(super) async fn card(
    pen: &mut Pen<'_>,
    person: PersonId,
    part: Part,
    focus: Option<Focus>,
) -> Result<Option<Outgoing>> {
    let Some(it) = load(pen.conn, part).await? else { return Ok(None) };
    let name = pen.name_in(&it, person).await?;
    let mut text = Text::plain(notice_sentence(pen, &it, &name));
    for line in step_lines(pen, &it).await?.into_iter().chain(terms_line(pen, &it)) {
        text = text.line().then(line);
    }
    if let Some(state) = state_line(pen, &it) {
        text = text.line().line().then(state);
    }
    if let Some(question) = focus_line(pen, &it, focus) {
        text = text.line().line().bold(question);
    }
    Ok(Some(Outgoing { text, buttons: buttons(pen, &it, focus, None), ..Outgoing::default() }))
}

/// The ask, in full.
pub(super) fn notice_sentence(pen: &Pen<'_>, it: &Loaded, name: &str) -> String {
    if it.task.emergency().is_some() {
        return emergency::notice_sentence(pen, it, name);
    }
    let due = pen.times(it.office.zone).moment(it.deadline_at());
    say!(
        pen.words,
        Notice {
            dept: &it.dept.profile.name,
            name: name,
            lead: &it.office.name,
            task: &it.task.title,
            items: items_asked(pen, it),
            due: due,
        }
    )
}

/// All that is to be handed in, optional items marked.
pub(super) fn items_asked(pen: &Pen<'_>, it: &Loaded) -> String {
    let names: Vec<String> = it
        .task
        .items
        .iter()
        .map(|item| if item.required { item.name.clone() } else { say!(pen.words, OptionalItem { name: &item.name }) })
        .collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    pen.list(&names)
}

/// What else holds: nothing to report is an answer too, silence is one.
pub(super) fn terms_line(pen: &Pen<'_>, it: &Loaded) -> Option<String> {
    let terms = &it.task.terms;
    let lines = [terms.nil_ok.then(|| say!(pen.words, TermsNil)), terms.consent.then(|| say!(pen.words, TermsConsent))];
    let lines: Vec<String> = lines.into_iter().flatten().collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// Where it stands, with the entry that says so; nothing before the first answer.
pub(super) fn state_line(pen: &Pen<'_>, it: &Loaded) -> Option<String> {
    let a = &it.assignment;
    let times = pen.times(it.office.zone);
    let over = it.task.awaits_nothing().filter(|_| !a.is_complete());
    let state = if let Some(over) = over {
        let is_closed = matches!(over, Refusal::TaskClosed { .. });
        let state = if is_closed { say!(pen.words, StateLineClosed) } else { say!(pen.words, StateLineCancelled) };
        format!("➖ {state}")
    } else if a.review.accepted_at.is_some() {
        format!("✅ {}", say!(pen.words, StateLineAccepted))
    } else if a.is_complete() {
        format!("✅ {}", say!(pen.words, StateLineComplete))
    } else if a.requests.waived_at.is_some() {
        format!("➖ {}", say!(pen.words, StateLineWaived))
    } else if a.disputed_since().is_some() {
        format!("🟡 {}", say!(pen.words, StateLineDisputed { lead: &it.office.name }))
    } else if let Some(request) = request::state(pen, it) {
        format!("🟡 {request}")
    } else if let Some(returned) = &a.review.returned {
        let items = pen.items(&it.task, it.missing());
        format!("✏️ {}", say!(pen.words, StateLineReturned { items: items, by: times.moment(returned.by) }))
    } else if a.difficulty_since.is_some() {
        format!("🟡 {}", say!(pen.words, StateLineDifficulty { lead: &it.office.name }))
    } else if !a.received.is_empty() {
        let items = pen.items(&it.task, a.received.iter().copied());
        format!("📎 {}", say!(pen.words, StateLinePart { items: items, missing: pen.items(&it.task, it.missing()) }))
    } else if let Some(promise) = a.promise.filter(|promise| promise.due_at > pen.now) {
        format!("📅 {}", say!(pen.words, StateLinePromised { day: times.moment(promise.due_at) }))
    } else if a.acknowledged_at.is_some() {
        format!("👌 {}", say!(pen.words, StateLineAcknowledged))
    } else {
        return None;
    };
    let entry = a.answered_in.map(|seq| say!(pen.words, RecordedAs { entry: entry_code(it.part, seq) }));
    Some(entry.map_or(state.clone(), |entry| format!("{state} · {entry}")))
}

/// What a step of a plan waits for, which plan that is, and a word for who does it; nothing for other tasks.
pub(super) async fn step_lines(pen: &mut Pen<'_>, it: &Loaded) -> Result<Vec<String>> {
    let Some(step) = &it.task.step else { return Ok(vec![]) };
    let mut lines = Vec::new();
    // An emergency says so with its reason.
    if it.task.emergency().is_none()
        && let Some(run) = projections::find_run(pen.conn, it.office.id, step.run).await?
    {
        lines.push(say!(pen.words, StepOf { plan: run.name, code: &step.code }));
    }
    lines.extend(waits_line(pen, it).await?);
    lines.extend(step.note.as_ref().map(|note| say!(pen.words, StepNote { note: note })));
    Ok(lines)
}

/// 等S01, until S01 is in.
pub(super) async fn waits_line(pen: &mut Pen<'_>, it: &Loaded) -> Result<Option<String>> {
    if it.assignment.is_over() || it.task.end.is_some() {
        return Ok(None);
    }
    let waited = waited_for(pen.conn, it.office.id, &it.task).await?;
    let named = |task: &Task| say!(pen.words, StepWaited { code: code_of(task), task: &task.title });
    let steps: Vec<String> = waited.iter().map(named).collect();
    let steps: Vec<&str> = steps.iter().map(String::as_str).collect();
    Ok((!steps.is_empty()).then(|| say!(pen.words, StepWaits { steps: pen.list(&steps) })))
}

/// S02 of a step, T12 of any other task.
pub(super) fn code_of(task: &Task) -> String {
    task.step.as_ref().map_or_else(|| task.no.to_string(), |step| step.code.clone())
}

/// A task's name, with the step's before it.
pub(super) fn titled(pen: &Pen<'_>, task: &Task) -> String {
    match &task.step {
        Some(step) => say!(pen.words, StepCode { code: &step.code, task: &task.title }),
        None => task.title.clone(),
    }
}

/// 3-128: the 128th entry of office 3.
pub(super) fn entry_code(part: Part, seq: EntryNo) -> String {
    format!("{}-{}", part.office.0, seq.0)
}

/// What the opened buttons ask.
pub(super) fn focus_line(pen: &Pen<'_>, it: &Loaded, focus: Option<Focus>) -> Option<String> {
    match focus? {
        Focus::Dates { .. } if it.task.emergency().is_some() => Some(say!(pen.words, AskClock)),
        Focus::Dates { .. } => Some(say!(pen.words, AskWhen)),
        Focus::Ways { .. } => Some(say!(pen.words, AskWays)),
        Focus::HandIns { .. } => Some(say!(pen.words, AskHandIns)),
        Focus::More { .. } if pen.now > it.deadline_at() => Some(say!(pen.words, AskMoreLate)),
        Focus::More { .. } => Some(say!(pen.words, AskMore { lead: &it.office.name })),
    }
}

/// The same on a card with several parts: with the number of the one that is meant.
pub(super) fn numbered_focus_line(pen: &Pen<'_>, focus: Option<Focus>, parts: &[&Loaded]) -> Option<String> {
    let part = focus?.part();
    let at = parts.iter().position(|it| it.part == part);
    let line = focus_line(pen, parts.get(at.unwrap_or(0))?, focus)?;
    match at {
        Some(at) if parts.len() > 1 => Some(format!("{}. {line}", at + 1)),
        _ => Some(line),
    }
}

/// The answers that work now. `no` marks the rows of a card with several parts.
pub(super) fn buttons(pen: &Pen<'_>, it: &Loaded, focus: Option<Focus>, no: Option<usize>) -> Vec<Vec<Button>> {
    if it.task.awaits_nothing().is_some() {
        return vec![];
    }
    if let Some(Focus::HandIns { part }) = focus
        && part == it.part
    {
        return material::to_correct(pen, it);
    }
    if it.assignment.is_over() {
        return material::correct(pen, it).filter(|_| no.is_none()).into_iter().collect();
    }
    match focus {
        Some(Focus::Dates { part }) if part == it.part => dates(pen, it, no),
        Some(Focus::Ways { part }) if part == it.part => material::ways(pen, it),
        Some(Focus::More { part }) if part == it.part => request::more(pen, it),
        _ => closed(pen, it, no),
    }
}

fn closed(pen: &Pen<'_>, it: &Loaded, no: Option<usize>) -> Vec<Vec<Button>> {
    let numbered = |label: String| match no {
        Some(no) => say!(pen.words, ButtonNumbered { no: no, label: label }),
        None => label,
    };
    let acknowledge = button(numbered(say!(pen.words, ButtonAcknowledge)), Press::Acknowledge(it.part));
    // Four of them stand in a row where there are several parts, on a telephone.
    let set_date = if no.is_some() { say!(pen.words, ButtonDatesShort) } else { say!(pen.words, ButtonDates) };
    let dates = button(numbered(set_date), Press::Dates(it.part));
    let done = button(numbered(say!(pen.words, ButtonDone)), Press::Done(it.part));
    let difficulty = button(numbered(say!(pen.words, ButtonDifficulty)), Press::Difficulty(it.part));
    let asks_receipt = it.assignment.acknowledged_at.is_none();
    let mut rows = match (no, asks_receipt) {
        (None, true) => vec![vec![acknowledge, dates], vec![done, difficulty]],
        (None, false) => vec![vec![dates], vec![done, difficulty]],
        (Some(_), true) => vec![vec![acknowledge, dates, done, difficulty]],
        (Some(_), false) => vec![vec![dates, done, difficulty]],
    };
    if no.is_none() {
        rows.push(vec![button(say!(pen.words, ButtonMore), Press::More(it.part))]);
    }
    // On a card with several parts it stands behind 已完成, so that a row still fits a thumb.
    rows.extend(nil(pen, it).filter(|_| no.is_none()).map(|nil| vec![nil]));
    rows
}

fn dates(pen: &Pen<'_>, it: &Loaded, no: Option<usize>) -> Vec<Vec<Button>> {
    let times = pen.times(it.office.zone);
    let deadline_at = it.deadline_at();
    let label = |at| format!("{} {}", times.button_day(at), times.clock(at));
    let choices: Vec<(String, Moment)> = if it.task.emergency().is_some() {
        policy::minutes_to_promise(deadline_at, pen.now).into_iter().map(|at| (times.minute(at), at)).collect()
    } else {
        let days = policy::days_to_promise(&it.office.work_time(), deadline_at, pen.now);
        days.into_iter().map(|at| (label(at), at)).collect()
    };
    let mut rows: Vec<Vec<Button>> =
        vec![choices.into_iter().map(|(label, at)| button(label, Press::Date(it.part, at))).collect()];
    rows.retain(|row| !row.is_empty());
    let mut row = vec![button(say!(pen.words, ButtonOwnDate), Press::OwnDate(it.part))];
    if no.is_some() {
        row.push(button(say!(pen.words, ButtonMore), Press::More(it.part)));
    }
    row.push(button(say!(pen.words, ButtonBack), Press::Back(it.part)));
    rows.push(row);
    if no.is_none() {
        // The other answers stay one tap away.
        rows.push(vec![
            button(say!(pen.words, ButtonDone), Press::Done(it.part)),
            button(say!(pen.words, ButtonDifficulty), Press::Difficulty(it.part)),
        ]);
    }
    rows
}

pub(super) fn nil(pen: &Pen<'_>, it: &Loaded) -> Option<Button> {
    let nothing_is_in = it.assignment.received.is_empty();
    (it.task.terms.nil_ok && nothing_is_in).then(|| button(say!(pen.words, ButtonNil), Press::Nil(it.part)))
}

/// What was recorded, with the entry's number and the head of its hash.
async fn receipt(pen: &mut Pen<'_>, part: Part, entry: i64, what: ReceiptOf) -> Result<Option<Outgoing>> {
    let Some(it) = load(pen.conn, part).await? else { return Ok(None) };
    let task = &it.task.title;
    let times = pen.times(it.office.zone);
    let sentence = match what {
        ReceiptOf::Acknowledgement => say!(pen.words, ReceiptAcknowledged { task: task }),
        ReceiptOf::Date => {
            let day = it.assignment.promise.map(|p| times.moment(p.due_at)).unwrap_or_default();
            say!(pen.words, ReceiptDate { task: task, day: day })
        }
        ReceiptOf::Progress if it.task.emergency().is_some() => {
            say!(pen.words, ReceiptProgressEmergency { task: task, due: times.minute(it.deadline_at()) })
        }
        ReceiptOf::Quiet if it.task.emergency().is_some() => say!(pen.words, ReceiptQuietEmergency { task: task }),
        ReceiptOf::Progress => say!(pen.words, ReceiptProgress { task: task }),
        ReceiptOf::Quiet => say!(pen.words, ReceiptQuiet { task: task }),
        ReceiptOf::Nil => say!(pen.words, ReceiptNil { task: task }),
        ReceiptOf::HandIn | ReceiptOf::TakenBack | ReceiptOf::Replaced => {
            material::receipt_sentence(pen, &it, EntryNo(entry), what)
        }
    };
    let record = recorded(pen, part, EntryNo(entry)).await?;
    let text = Text::plain(sentence).line().then(record);
    let asks_when = what == ReceiptOf::Acknowledgement && it.asks_when();
    let focus = asks_when.then_some(Focus::Dates { part });
    let text = match focus_line(pen, &it, focus) {
        Some(question) => text.line().line().bold(question),
        None => text,
    };
    let buttons = match what {
        _ if asks_when => buttons(pen, &it, focus, None),
        ReceiptOf::HandIn | ReceiptOf::Nil | ReceiptOf::Replaced => material::settled(pen, &it, EntryNo(entry)),
        _ => vec![],
    };
    Ok(Some(Outgoing { text, buttons, ..Outgoing::default() }))
}

/// A message was changed afterwards: what was entered stands, and this is how it is corrected.
async fn record_stands(
    pen: &mut Pen<'_>,
    part: Part,
    entry: i64,
    person: Option<PersonId>,
) -> Result<Option<Outgoing>> {
    let Some(it) = load(pen.conn, part).await? else { return Ok(None) };
    let entry = entry_code(part, EntryNo(entry));
    let head = say!(pen.words, RecordStands { task: &it.task.title, entry: entry });
    if !person.is_some_and(|person| it.dept.answers(person)) {
        return Ok(Some(lines(&[head, say!(pen.words, RecordStandsReply)])));
    }
    let state = state_line(pen, &it);
    let buttons = buttons(pen, &it, None, None);
    let how = say!(pen.words, RecordStandsHow);
    let said: Vec<String> = [Some(head), state, Some(how)].into_iter().flatten().collect();
    Ok(Some(Outgoing { buttons, ..lines(&said) }))
}

/// The entry's number and the head of its hash.
pub(super) async fn recorded(pen: &mut Pen<'_>, part: Part, seq: EntryNo) -> Result<String> {
    let hash = ledger::find_hash(pen.conn, part.office, seq).await?.unwrap_or_default();
    let code = format!("{} · {}", entry_code(part, seq), hash.chars().take(8).collect::<String>());
    Ok(say!(pen.words, RecordedAs { entry: code }))
}
