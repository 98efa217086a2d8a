//! `/edit T1 截止 8月6日 材料 +照片 部门 +教育局 名称 … 原因 …`: a card shows old and new and who hears of it; the reason is typed,
//! or one of three to tap; then one button. Contacts are told once, departments that are added get a notice of their own.

mod words;

use crate::domain::deadline::understand;
use crate::domain::directory::Directory;
use crate::domain::task::{self, Change, Was};
use crate::domain::{Actor, Card, Deadline, Item, Moment, Office, Refusal, Slot, Task, TaskNo, Tell, To, Toast};
use crate::say;
use crate::store::{self, projections};
use crate::wording::Words;

use self::words::{EditWords, ItemWords};
use super::contact::refresh;
use super::draft::{Draft, EditDraft};
use super::finish::{Finish, code_and_rest, concerned};
use super::playbook::{CARD_LIVES, reason_of};
use super::turn::{Speaker, Turn, Turned};

/// `/edit`
pub(super) async fn command(turn: &mut Turn<'_>, speaker: &Speaker, said: &str) -> Turned {
    let office = turn.office_here(speaker).await?;
    turn.staff_or_hidden(&office, speaker).await?;
    let (no, rest) = code_and_rest(said)?;
    let task = find(turn, &office, no).await?;
    task.runs()?;
    let words = words::read(rest).map_err(|refusal| refusal.about(no))?;
    let reason = words.reason.as_deref().map(reason_of).transpose()?.flatten();
    let change = understood(turn, &office, &task, words).await?;
    change.judge(&task, turn.ctx.now)?;
    let draft = EditDraft { office: office.id, task: no, change, was: Was::from(&task), reason, made_at: turn.ctx.now };
    let draft = Draft::Edit(Box::new(draft)).keep(turn).await?;
    turn.answer(speaker, Slot::EditCard { draft }).await
}

async fn find(turn: &mut Turn<'_>, office: &Office, no: TaskNo) -> Turned<Task> {
    let task = projections::find_task(turn.conn, office.id, no).await?;
    Ok(task.ok_or_else(|| Refusal::NoSuchTask { said: no.to_string() })?)
}

/// What the words come to for this task.
async fn understood(turn: &mut Turn<'_>, office: &Office, task: &Task, words: EditWords) -> Turned<Change> {
    let mut change = Change { title: words.title, ..Change::default() };
    if let Some(said) = words.deadline {
        change.deadline = Some(deadline(office, said, turn.ctx.now)?);
    }
    if !words.items.is_empty() {
        change.items = Some(items(&task.items, words.items)?);
    }
    if let Some(said) = words.who {
        let departments = projections::list_departments(turn.conn, office.id).await?;
        change.added = Directory::new(&departments).parse_who(&said)?;
        for it in projections::list_assignments_of_task(turn.conn, office.id, task.no).await? {
            change.added.remove(&it.dept);
        }
    }
    Ok(change)
}

fn deadline(office: &Office, said: String, now: Moment) -> Result<Deadline, Refusal> {
    match understand(&said, now, &office.work_time()).deadline {
        Some(at) if at > now => Ok(Deadline { at, said, said_at: Some(now) }),
        Some(at) => Err(Refusal::DeadlinePassed { at }),
        None => Err(Refusal::DateUnclear { said }),
    }
}

/// The list with optional ones renamed and added; who hands in already knows the others by their place.
fn items(there: &[Item], words: Vec<ItemWords>) -> Result<Vec<Item>, Refusal> {
    let mut items = there.to_vec();
    for word in words {
        match word {
            ItemWords::Add(name) if items.iter().any(|item| item.name == name) => {}
            ItemWords::Add(name) => items.push(Item { name, required: false }),
            ItemWords::Rename(from, to) => {
                let item = items.iter_mut().find(|item| item.name == from);
                let item = item.ok_or_else(|| Refusal::NoSuchItem { said: from.clone() })?;
                if item.required {
                    return Err(Refusal::ItemFixed { said: from });
                }
                item.name = to;
            }
        }
    }
    Ok(items)
}

/// The usual reasons.
pub(super) fn reasons(words: Words) -> [String; 3] {
    [say!(words, ReasonPlansChanged), say!(words, ReasonAskChanged), say!(words, ReasonMistake)]
}

async fn load(turn: &mut Turn<'_>, id: i64) -> Turned<EditDraft> {
    match Draft::find(turn, id).await? {
        Draft::Edit(draft) => Ok(*draft),
        _ => Err(Refusal::StaleCard.into()),
    }
}

/// A reply to the card: why.
pub(super) async fn reason(turn: &mut Turn<'_>, speaker: &Speaker, id: i64, place: Card, text: &str) -> Turned {
    let draft = load(turn, id).await?;
    let office = turn.office(draft.office).await?;
    turn.staff_or_hidden(&office, speaker).await?;
    let reason = reason_of(text)?.ok_or(Refusal::NothingToAnswer)?;
    give(turn, id, draft, reason).await?;
    turn.tell(Tell::answer(To::Chat(place.chat), Slot::EditCard { draft: id }).editing(place)).await
}

/// One of the usual reasons, in the office's language since it goes on record.
pub(super) async fn choose(turn: &mut Turn<'_>, speaker: &Speaker, id: i64, n: usize) -> Turned {
    let draft = load(turn, id).await?;
    let office = turn.office(draft.office).await?;
    turn.staff(&office, speaker).await?;
    let reason = reasons(Words::of(office.lang)).into_iter().nth(n).ok_or(Refusal::StaleCard)?;
    give(turn, id, draft, reason).await?;
    turn.answer(speaker, Slot::EditCard { draft: id }).await?;
    turn.toast(speaker, Toast::Silent).await
}

async fn give(turn: &mut Turn<'_>, id: i64, draft: EditDraft, reason: String) -> Turned {
    let draft = EditDraft { reason: Some(reason), made_at: turn.ctx.now, ..draft };
    Draft::Edit(Box::new(draft)).update(turn, id).await
}

/// The button. Who comes second, or whose card shows what is no more, is told so.
pub(super) async fn edit(turn: &mut Turn<'_>, speaker: &Speaker, id: i64) -> Turned {
    let draft = load(turn, id).await?;
    let office = turn.office(draft.office).await?;
    let person = turn.staff(&office, speaker).await?;
    let task = find(turn, &office, draft.task).await?;
    task.runs()?;
    if turn.ctx.now - draft.made_at > CARD_LIVES {
        return Err(Refusal::CardExpired.into());
    }
    if Was::from(&task) != draft.was {
        return Err(Refusal::EditedMeanwhile { task: task.no }.into());
    }
    let mut change = draft.change;
    for it in projections::list_assignments_of_task(turn.conn, office.id, task.no).await? {
        change.added.remove(&it.dept);
    }
    change.judge(&task, turn.ctx.now)?;
    let reason = draft.reason.ok_or(Refusal::EndWithoutReason)?;
    let reason = store::words::insert_words(turn.conn, &reason).await?;
    let events = task::change(&task, &change, reason.clone(), turn.ctx.now)?;
    Draft::take(turn, id).await?;
    turn.enter(office.id, Actor::Person(person), events).await?;
    if change.is_read_by_all(&task) {
        let at = task.emergency().is_none().then(|| office.work_time().next_opening(turn.ctx.now));
        for (person, parts) in concerned(turn.conn, office.id, &task, Finish::Close).await? {
            for part in &parts {
                refresh(turn, person, *part).await?;
            }
            let slot = Slot::PartsEdited { person, parts, was: draft.was.clone(), reason: reason.clone() };
            turn.tell(Tell::notice(person, slot, at)).await?;
        }
    }
    let done = Slot::Edited { office: office.id, task: task.no, was: draft.was, added: change.added.len(), reason };
    turn.answer(speaker, done.clone()).await?;
    if !speaker.in_group {
        // Who else leads is to know.
        turn.tell(Tell::answer(To::Office(office.id), done)).await?;
    }
    turn.toast(speaker, Toast::Silent).await
}
