//! `/task …`: a task is read, shown as a preview with its deadline spelled out, then published, changed or dropped.
//!
//! What is missing or not understood is asked on the preview itself: a reply to it, or a button, fills it in.

mod publish;
mod terms;
pub(super) mod words;

pub(super) use publish::publish;

use chrono::Datelike;

use crate::domain::deadline::{self, Flag};
use crate::domain::directory::Directory;
use crate::domain::recurrence::RestDay;
use crate::domain::task::Terms;
use crate::domain::{Card, Deadline, Moment, Office, Recurrence, Refusal, Slot, Toast};
use crate::store;

use self::words::TaskWords;
use super::draft::{Draft, TaskDraft};
use super::turn::{Speaker, Turn, Turned};

/// `/task …`
pub(super) async fn task(turn: &mut Turn<'_>, speaker: &Speaker, text: &str) -> Turned {
    let office = turn.office_here(speaker).await?;
    turn.staff_or_hidden(&office, speaker).await?;
    if text.trim().is_empty() {
        return turn.answer(speaker, Slot::TaskHow { office: office.id }).await;
    }
    let words = words::read(text)?;
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
        repeats: false,
        asked: None,
        items: vec![],
        weight: 1,
        terms: Terms::default(),
    };
    fill(turn, &office, &mut draft, words).await?;
    let id = Draft::Task(draft).keep(turn).await?;
    turn.answer(speaker, Slot::TaskPreview { draft: id }).await
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
    }
    if let Some(items) = words.items {
        draft.items = items;
    }
    if let Some(weight) = words.weight {
        draft.weight = weight;
    }
    words.terms.write_over(&mut draft.terms);
    Ok(())
}

fn understand_deadline(turn: &Turn<'_>, office: &Office, draft: &mut TaskDraft, said: String) {
    let understood = deadline::understand(&said, turn.ctx.now, &office.work_time());
    match understood.deadline {
        Some(at) if at > turn.ctx.now => {
            draft.deadline = Some(Deadline { at, said, said_at: Some(turn.ctx.now) });
            draft.flags = understood.flags;
            draft.unclear = None;
            draft.repeats = false;
        }
        _ => {
            draft.deadline = None;
            let next = understood.recurrence.as_ref().and_then(|rule| next_of(rule, turn, office));
            draft.repeats = next.is_some();
            draft.unclear = Some((said, next.map_or(understood.candidates, |at| vec![at])));
        }
    }
}

/// The next moment of a repeated deadline, offered in its place.
fn next_of(rule: &Recurrence, turn: &Turn<'_>, office: &Office) -> Option<Moment> {
    let work = office.work_time();
    let today = work.local(turn.ctx.now).date();
    rule.next(turn.ctx.now, today, RestDay::default(), &work).map(|next| next.at)
}

async fn load(turn: &mut Turn<'_>, id: i64) -> Turned<TaskDraft> {
    match Draft::find(turn, id).await? {
        Draft::Task(draft) => Ok(draft),
        _ => Err(Refusal::StaleCard.into()),
    }
}

/// A reply to the preview: a field to change, or the answer to what it asks.
pub(super) async fn change_by_words(turn: &mut Turn<'_>, speaker: &Speaker, id: i64, card: Card, text: &str) -> Turned {
    let mut draft = load(turn, id).await?;
    let office = turn.office(draft.office).await?;
    turn.staff_or_hidden(&office, speaker).await?;
    let mut words = if words::opens_with_a_field(text) { words::read(text)? } else { TaskWords::default() };
    if words == TaskWords::default() {
        let said = text.trim().to_owned();
        match (&draft.deadline, &draft.asked) {
            (None, _) => words.deadline = Some(said),
            (Some(_), None) => words.who = Some(said),
            (Some(_), Some(_)) => draft.title = words::read(text)?.title,
        }
    }
    fill(turn, &office, &mut draft, words).await?;
    Draft::Task(draft).update(turn, id).await?;
    let slot = Slot::TaskPreview { draft: id };
    let tell = crate::domain::Tell::answer(crate::domain::To::Chat(card.chat), slot).editing(card);
    turn.tell(tell).await
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
        draft.repeats = false;
    }
    Draft::Task(draft).update(turn, id).await?;
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
    Draft::Task(draft).update(turn, id).await?;
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
