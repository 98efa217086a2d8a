//! A plan that runs: how its steps stand, on a card that is shown anew by button.

use crate::conversation::overview::{has_opened, names_may_show};
use crate::conversation::turn::{Speaker, Turn, Turned};
use crate::domain::{OfficeId, Refusal, RunNo, Slot, Tell, To, Toast};
use crate::store::projections;

/// 刷新, or a page.
pub(in crate::conversation) async fn turn_to(
    turn: &mut Turn<'_>,
    speaker: &Speaker,
    office: OfficeId,
    run: RunNo,
    page: usize,
) -> Turned {
    let office = turn.office(office).await?;
    turn.reader(&office, speaker).await?;
    projections::find_run(turn.conn, office.id, run).await?.ok_or(Refusal::StaleCard)?;
    let private = names_may_show(&office, speaker);
    turn.answer(speaker, Slot::Run { office: office.id, run, page, private }).await?;
    turn.toast(speaker, Toast::Silent).await
}

/// 私下查看: step by step, in the private chat of who pressed.
pub(in crate::conversation) async fn privately(
    turn: &mut Turn<'_>,
    speaker: &Speaker,
    office: OfficeId,
    run: RunNo,
) -> Turned {
    let office = turn.office(office).await?;
    let person = turn.staff(&office, speaker).await?;
    if !has_opened(turn, person).await? {
        turn.toast(speaker, Toast::Silent).await?;
        return turn.add(speaker, Slot::OpenPrivate { office: office.id }).await;
    }
    let slot = Slot::Run { office: office.id, run, page: 0, private: true };
    turn.tell(Tell::answer(To::Person(person), slot)).await?;
    turn.toast(speaker, Toast::SentPrivately).await
}
