//! `/task …`: a task is read, shown as a preview with its deadline spelled out, then published, changed or dropped.
//!
//! What is missing or not understood is asked on the preview itself: a reply to it, or a button, fills it in.

pub(super) mod import;
mod publish;
mod repeat;
mod terms;
pub(super) mod words;

pub(super) use publish::publish;

use chrono::Datelike;

use crate::chat::Attachment;
use crate::domain::deadline::{self, Flag};
use crate::domain::directory::Directory;
use crate::domain::recurrence::RestDay;
use crate::domain::task::{Form, Terms};
use crate::domain::{Card, Deadline, DeptNo, Moment, Office, Refusal, Slot, Tell, To, Toast};
use crate::store;

pub(super) use self::repeat::typed;
use self::words::TaskWords;
use super::draft::{Draft, TaskDraft};
use super::turn::{Speaker, Turn, Turned};

/// `/task …`; a file that comes with it goes to every contact.
pub(super) async fn task(turn: &mut Turn<'_>, speaker: &Speaker, text: &str, file: Option<&Attachment>) -> Turned {
    let office = turn.office_here(speaker).await?;
    turn.staff_or_hidden(&office, speaker).await?;
    if text.trim().is_empty() {
        return turn.answer(speaker, Slot::TaskHow { office: office.id }).await;
    }
    let mut words = words::read(text)?;
    if words.deadline.is_none() {
        repeat::take_from_title(&mut words, turn.ctx.now, &office.work_time());
    }
    if words.title.is_empty() {
        return Err(Refusal::TaskUntitled { said: text.trim().to_owned() }.into());
    }
    let mut draft = TaskDraft {
        office: office.id,
        typed: text.trim().to_owned(),
        title: words.title.clone(),
        deadline: None,
        flags: vec![],
        unclear: None,
        asked: None,
        items: vec![],
        weight: 1,
        terms: Terms { forms: file.map(form).into_iter().collect(), ..Terms::default() },
        who: String::new(),
        from: None,
        repeats: None,
    };
    fill(turn, &office, &mut draft, words).await?;
    let id = Draft::Task(Box::new(draft)).keep(turn).await?;
    turn.answer(speaker, Slot::TaskPreview { draft: id }).await
}

/// A file of the lead's, as it will be sent on.
fn form(file: &Attachment) -> Form {
    Form { file: file.file.clone(), name: file.name.clone(), photo: file.photo }
}

/// Takes what was written over into the draft.
async fn fill(turn: &mut Turn<'_>, office: &Office, draft: &mut TaskDraft, words: TaskWords) -> Turned {
    if let Some(said) = words.deadline {
        understand_deadline(turn, office, draft, said);
    }
    if let Some(said) = words.who {
        let departments = store::projections::list_departments(turn.conn, office.id).await?;
        if departments.is_empty() {
            return Err(Refusal::NoRoster.into());
        }
        let asked = Directory::new(&departments).parse_who(&said)?;
        if asked.is_empty() {
            return Err(Refusal::NobodyAsked { said }.into());
        }
        draft.asked = Some(asked);
        draft.who = said;
    }
    if let Some(items) = words.items {
        draft.items = items;
    }
    if let Some(weight) = words.weight {
        draft.weight = weight;
    }
    words.terms.write_over(&mut draft.terms);
    words.repeat.write_over(draft, turn.ctx.now, &office.work_time())?;
    Ok(())
}

fn understand_deadline(turn: &Turn<'_>, office: &Office, draft: &mut TaskDraft, said: String) {
    if let Some(rule) = repeat::rule(&said, turn.ctx.now, &office.work_time()) {
        repeat::take(draft, rule, said);
        return;
    }
    draft.repeats = None;
    let understood = deadline::understand(&said, turn.ctx.now, &office.work_time());
    match understood.deadline {
        Some(at) if at > turn.ctx.now => {
            draft.deadline = Some(Deadline { at, said, said_at: Some(turn.ctx.now) });
            draft.flags = understood.flags;
            draft.unclear = None;
        }
        _ => {
            draft.deadline = None;
            draft.unclear = Some((said, understood.candidates));
        }
    }
}

async fn load(turn: &mut Turn<'_>, id: i64) -> Turned<TaskDraft> {
    match Draft::find(turn, id).await? {
        Draft::Task(draft) => Ok(*draft),
        _ => Err(Refusal::StaleCard.into()),
    }
}

/// A reply to the preview: a field to change, the answer to what it asks, or a file that goes along.
pub(super) async fn change_by_words(
    turn: &mut Turn<'_>,
    speaker: &Speaker,
    id: i64,
    card: Card,
    (text, file): (&str, Option<&Attachment>),
) -> Turned {
    let mut draft = load(turn, id).await?;
    let office = turn.office(draft.office).await?;
    turn.staff_or_hidden(&office, speaker).await?;
    draft.terms.forms.extend(file.map(form));
    if file.is_some() && text.trim().is_empty() {
        Draft::Task(Box::new(draft)).update(turn, id).await?;
        return show_anew(turn, id, card).await;
    }
    let mut words = if words::opens_with_a_field(text) { words::read(text)? } else { TaskWords::default() };
    if words == TaskWords::default() {
        let said = text.trim().to_owned();
        match (draft.deadline.is_some() || draft.repeats.is_some(), &draft.asked) {
            (false, _) => words.deadline = Some(said),
            (true, None) => words.who = Some(said),
            (true, Some(_)) => draft.title = words::read(text)?.title,
        }
    }
    fill(turn, &office, &mut draft, words).await?;
    Draft::Task(Box::new(draft)).update(turn, id).await?;
    show_anew(turn, id, card).await
}

async fn show_anew(turn: &mut Turn<'_>, id: i64, card: Card) -> Turned {
    let slot = Slot::TaskPreview { draft: id };
    turn.tell(Tell::answer(To::Chat(card.chat), slot).editing(card)).await
}

/// One of the likely moments.
pub(super) async fn choose_deadline(turn: &mut Turn<'_>, speaker: &Speaker, id: i64, at: Moment) -> Turned {
    let mut draft = load(turn, id).await?;
    let office = turn.office(draft.office).await?;
    turn.staff(&office, speaker).await?;
    if at <= turn.ctx.now {
        return Err(Refusal::DeadlinePassed { at }.into());
    }
    if draft.deadline.as_ref().is_some_and(|deadline| deadline.at == at) {
        // 保持: it stays as it was said, and is no longer asked about.
        draft.flags.retain(|flag| *flag != Flag::RestDay);
    } else {
        let said = draft.unclear.take().map(|(said, _)| said).or(draft.deadline.map(|d| d.said)).unwrap_or_default();
        draft.deadline = Some(Deadline { at, said, said_at: None });
        // The button named the day with its weekday: whether it is a rest day needs no second question.
        let work = office.work_time();
        let provisional = work.calendar.is_provisional(work.local(at).year());
        draft.flags = provisional.then_some(Flag::Provisional).into_iter().collect();
        draft.repeats = None;
    }
    Draft::Task(Box::new(draft)).update(turn, id).await?;
    turn.answer(speaker, Slot::TaskPreview { draft: id }).await?;
    turn.toast(speaker, Toast::Set).await
}

/// 全体, where no department was named.
pub(super) async fn choose_all(turn: &mut Turn<'_>, speaker: &Speaker, id: i64) -> Turned {
    let mut draft = load(turn, id).await?;
    let office = turn.office(draft.office).await?;
    turn.staff(&office, speaker).await?;
    let words = TaskWords { who: Some("全体".to_owned()), ..TaskWords::default() };
    fill(turn, &office, &mut draft, words).await?;
    Draft::Task(Box::new(draft)).update(turn, id).await?;
    turn.answer(speaker, Slot::TaskPreview { draft: id }).await?;
    turn.toast(speaker, Toast::Set).await
}

/// What becomes of a series' deadlines on rest days.
pub(super) async fn choose_rest(turn: &mut Turn<'_>, speaker: &Speaker, id: i64, rest: RestDay) -> Turned {
    let mut draft = load(turn, id).await?;
    let office = turn.office(draft.office).await?;
    turn.staff(&office, speaker).await?;
    draft.repeats.as_mut().ok_or(Refusal::StaleCard)?.rest = Some(rest);
    Draft::Task(Box::new(draft)).update(turn, id).await?;
    turn.answer(speaker, Slot::TaskPreview { draft: id }).await?;
    turn.toast(speaker, Toast::Set).await
}

/// A department is left out, and another asked in its place if it is one of the office's.
pub(super) async fn leave_out(
    turn: &mut Turn<'_>,
    speaker: &Speaker,
    id: i64,
    (dept, to): (DeptNo, Option<DeptNo>),
) -> Turned {
    let mut draft = load(turn, id).await?;
    let office = turn.office(draft.office).await?;
    turn.staff(&office, speaker).await?;
    let asked = draft.asked.as_mut().ok_or(Refusal::StaleCard)?;
    if !asked.remove(&dept) {
        return Err(Refusal::StaleCard.into());
    }
    if let Some(to) = to
        && crate::store::projections::find_department(turn.conn, office.id, to).await?.is_some()
    {
        asked.insert(to);
    }
    if asked.is_empty() {
        return Err(Refusal::NobodyAsked { said: draft.typed }.into());
    }
    Draft::Task(Box::new(draft)).update(turn, id).await?;
    turn.answer(speaker, Slot::TaskPreview { draft: id }).await?;
    turn.toast(speaker, Toast::Set).await
}

/// 修改: how to, with the words as they were typed.
pub(super) async fn change(turn: &mut Turn<'_>, speaker: &Speaker, id: i64) -> Turned {
    let draft = load(turn, id).await?;
    let office = turn.office(draft.office).await?;
    turn.staff(&office, speaker).await?;
    turn.toast(speaker, Toast::Silent).await?;
    turn.add(speaker, Slot::TaskChange { draft: id }).await
}
