//! 请领导协调, some days after a deadline: who stays silent, and a button for each deputy or leader. The contact is told first, and
//! an answer of theirs cancels it. Nothing of it in a joint group, ever.

use crate::domain::{Actor, Event, GroupKind, OfficeId, Part, Seat, Slot, TaskNo, Tell, To, Toast, policy};

use super::contact::loaded;
use super::overview::has_opened;
use super::turn::{Speaker, Turn, Turned};

/// The offer by button: in the office's own group, else in the private chat of who pressed.
pub(super) async fn offer(turn: &mut Turn<'_>, speaker: &Speaker, office: OfficeId, task: TaskNo) -> Turned {
    let office = turn.office(office).await?;
    let person = turn.staff(&office, speaker).await?;
    let slot = Slot::EscalationOffer { office: office.id, task, private: true };
    if !speaker.in_group || office.kind == GroupKind::Own {
        turn.toast(speaker, Toast::Silent).await?;
        return turn.add(speaker, slot).await;
    }
    if !has_opened(turn, person).await? {
        turn.toast(speaker, Toast::Silent).await?;
        return turn.add(speaker, Slot::OpenPrivate { office: office.id }).await;
    }
    turn.tell(Tell::answer(To::Person(person), slot)).await?;
    turn.toast(speaker, Toast::SentPrivately).await
}

/// One department is chosen. Judged anew: whoever answered since is left in peace, and the card shows it.
pub(super) async fn ask(turn: &mut Turn<'_>, speaker: &Speaker, part: Part, seat: Seat) -> Turned {
    let office = turn.office(part.office).await?;
    let person = turn.staff(&office, speaker).await?;
    let it = loaded(turn, part).await?;
    let may = policy::may_escalate(office.rules(), &it.task, &it.assignment, turn.ctx.now)
        && policy::seats_to_tell(&it.dept).contains(&seat);
    if may {
        let asked = Event::EscalationAsked { task: part.task, dept: part.dept, seat };
        turn.enter(office.id, Actor::Person(person), vec![asked]).await?;
    }
    turn.answer(speaker, Slot::EscalationOffer { office: office.id, task: part.task, private: true }).await?;
    turn.toast(speaker, if may { Toast::Set } else { Toast::Silent }).await
}
