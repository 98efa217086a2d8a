//! 私下查看 under a hint to phone: whom, in the private chat of who pressed.

use crate::domain::{OfficeId, Part, Slot, Tell, To, Toast, policy};
use crate::store::projections;

use super::overview::has_opened;
use super::turn::{Speaker, Turn, Turned};

/// The emergencies of which the lead was told to phone, and that still wait for an answer.
pub(super) async fn privately(turn: &mut Turn<'_>, speaker: &Speaker, office: OfficeId) -> Turned {
    let office = turn.office(office).await?;
    let person = turn.staff(&office, speaker).await?;
    if !has_opened(turn, person).await? {
        turn.toast(speaker, Toast::Silent).await?;
        return turn.add(speaker, Slot::OpenPrivate { office: office.id }).await;
    }
    let mut parts = Vec::new();
    for task in projections::list_tasks(turn.conn, office.id).await? {
        if task.emergency().is_none() || task.end.is_some() {
            continue;
        }
        let open = projections::list_open_assignments_of_task(turn.conn, office.id, task.no).await?;
        let now = turn.ctx.now;
        let waiting = open.iter().filter(|it| it.call_advised_at.is_some() && policy::needs_call(&task, it, now));
        parts.extend(waiting.map(|it| Part { office: office.id, task: it.task, dept: it.dept }));
    }
    turn.tell(Tell::answer(To::Person(person), Slot::CallHint { office: office.id, parts, private: true })).await?;
    turn.toast(speaker, Toast::SentPrivately).await
}
