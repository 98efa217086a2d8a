//! The button under the dry run: everything at once, in the order of the file.

use crate::conversation::draft::Draft;
use crate::conversation::series;
use crate::conversation::turn::{Halt, Speaker, Turn, Turned};
use crate::domain::{Actor, Refusal, Slot, TaskNo, Toast, task};
use crate::store::projections;

use super::table::doubled;

/// Publishes once; a second press finds the draft gone. What fell due since it was shown, or was published from another card of the
/// same file, is left out, and said.
pub(in crate::conversation) async fn publish(turn: &mut Turn<'_>, speaker: &Speaker, id: i64) -> Turned {
    let Draft::Tasks(draft) = Draft::find(turn, id).await? else { return Err(Refusal::StaleCard.into()) };
    let office = turn.office(draft.office).await?;
    let person = turn.staff(&office, speaker).await?;
    if draft.rows.is_empty() {
        return Err(Refusal::StaleCard.into());
    }
    Draft::take(turn, id).await?;
    let known = super::known(turn, office.id).await?;
    let (mut tasks, mut all_series, mut later, mut over, mut there) = (vec![], vec![], 0, vec![], vec![]);
    let mut next = projections::next_task_no(turn.conn, office.id).await?;
    for row in draft.rows {
        if let Some(code) = doubled(&row.draft, &office, &known, turn.ctx.now).and_then(|fault| fault.code()) {
            there.push(code);
            continue;
        }
        let Some(proposal) = row.draft.proposal() else {
            match series::enter(turn, &office, person, &row.draft).await {
                Ok(no) => all_series.push(no),
                Err(Halt::Refused(_)) => over.push(row.draft.title),
                Err(halt) => return Err(halt),
            }
            continue;
        };
        let is_later = proposal.from.is_some_and(|from| from > turn.ctx.now);
        let Ok(events) = task::publish(next, proposal, turn.ctx.now) else {
            over.push(row.draft.title);
            continue;
        };
        turn.enter(office.id, Actor::Person(person), events).await?;
        tasks.push(next);
        later += usize::from(is_later);
        next = TaskNo(next.0 + 1);
    }
    turn.answer(speaker, Slot::TasksPublished { office: office.id, tasks, series: all_series, later, over, there })
        .await?;
    turn.toast(speaker, Toast::Published).await
}
