//! 发布 on a preview: the task gets its number, every department its part; the planner sends the notices.

use crate::domain::{Actor, Refusal, Slot, Toast, task};
use crate::store;

use super::super::draft::Draft;
use super::super::series;
use super::super::turn::{Speaker, Turn, Turned};

/// Publishes a draft once; a second press finds it gone.
pub(in super::super) async fn publish(turn: &mut Turn<'_>, speaker: &Speaker, id: i64) -> Turned {
    let Draft::Task(draft) = Draft::find(turn, id).await? else { return Err(Refusal::StaleCard.into()) };
    let office = turn.office(draft.office).await?;
    let person = turn.staff(&office, speaker).await?;
    if draft.repeats.is_some() {
        return series::register(turn, speaker, id, &draft).await;
    }
    let proposal = draft.proposal().ok_or(Refusal::DraftGone)?;
    let no = store::projections::next_task_no(turn.conn, office.id).await?;
    let events = task::publish(no, proposal, turn.ctx.now)?;
    Draft::take(turn, id).await?;
    turn.enter(office.id, Actor::Person(person), events).await?;
    turn.answer(speaker, Slot::TaskCard { office: office.id, task: no }).await?;
    turn.toast(speaker, Toast::Published).await
}
