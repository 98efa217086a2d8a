//! `/invite open`: one link of the office that anybody may open, and the lead lets each in or not.
//!
//! Whoever opens it says in words which department, by button which seat, and waits; until then they see nothing of the
//! office.

mod ask;

use chrono::Duration;

use crate::domain::{Actor, OfficeId, PersonId, Refusal, Slot, Tell, To, Toast};
use crate::store::{self, joiner::Joiner, projections};

use super::invite::{hand_out, new_code};
use super::overview::names_may_show;
use super::press::People;
use super::start::{admit, code_hash};
use super::turn::{Speaker, Turn, Turned};

pub(super) use ask::{open, press_seat, words};

/// How long the link is good for.
const LINK_DAYS: i64 = 30;

/// `/invite open`: the link, made anew if there is none; one that is open is not shown again, only its hash is kept.
pub(super) async fn link(turn: &mut Turn<'_>, speaker: &Speaker) -> Turned {
    let office = turn.office_here(speaker).await?;
    let person = turn.staff(&office, speaker).await?;
    show_link(turn, speaker, office.id, person, false).await
}

/// A button of the link, or of somebody who waits.
pub(super) async fn press(turn: &mut Turn<'_>, speaker: &Speaker, press: People) -> Turned {
    match press {
        People::OpenLink(office) => {
            let person = staff(turn, speaker, office).await?;
            turn.toast(speaker, Toast::Silent).await?;
            let unpressed = Speaker { pressed: None, message: None, ..speaker.clone() };
            show_link(turn, &unpressed, office, person, false).await
        }
        People::RenewLink(office) => {
            let person = staff(turn, speaker, office).await?;
            turn.toast(speaker, Toast::Silent).await?;
            show_link(turn, speaker, office, person, true).await
        }
        People::CloseLink(office) => {
            staff(turn, speaker, office).await?;
            let closed = store::joiner::close_link(turn.conn, office).await?;
            turn.answer(speaker, Slot::OpenLink { office, code: None }).await?;
            turn.toast(speaker, if closed { Toast::Set } else { Toast::Already }).await
        }
        People::JoinerCard(office, id) => {
            let person = staff(turn, speaker, office).await?;
            let slot = Slot::JoinerCard { office, id };
            turn.toast(speaker, Toast::Silent).await?;
            if names_may_show(&turn.office(office).await?, speaker) {
                return turn.add(speaker, slot).await;
            }
            turn.tell(Tell::answer(To::Person(person), slot)).await
        }
        People::Admit(office, id, sits) => let_in(turn, speaker, office, id, sits).await,
        People::TurnAway(office, id) => turn_away(turn, speaker, office, id).await,
        _ => Err(Refusal::StaleCard.into()),
    }
}

async fn staff(turn: &mut Turn<'_>, speaker: &Speaker, office: OfficeId) -> Turned<PersonId> {
    let office = turn.office(office).await?;
    turn.staff(&office, speaker).await
}

async fn show_link(turn: &mut Turn<'_>, speaker: &Speaker, office: OfficeId, person: PersonId, anew: bool) -> Turned {
    let now = turn.ctx.now;
    let code = if anew || store::joiner::find_link(turn.conn, office, now).await?.is_none() {
        let code = new_code();
        store::joiner::open_link(turn.conn, office, &code_hash(&code), now + Duration::days(LINK_DAYS)).await?;
        Some(code)
    } else {
        None
    };
    hand_out(turn, speaker, office, person, Slot::OpenLink { office, code }).await
}

async fn waiting(turn: &mut Turn<'_>, office: OfficeId, id: i64) -> Turned<Joiner> {
    store::joiner::find(turn.conn, office, id).await?.ok_or(Refusal::JoinerGone.into())
}

/// 同意, for the seat as it was when the card was drawn: who sits there now must be the same.
async fn let_in(turn: &mut Turn<'_>, speaker: &Speaker, office: OfficeId, id: i64, sits: i64) -> Turned {
    let by = staff(turn, speaker, office).await?;
    let office = turn.office(office).await?;
    let it = waiting(turn, office.id, id).await?;
    let dept = projections::find_department(turn.conn, office.id, it.dept).await?.ok_or(Refusal::StaleCard)?;
    let now = dept.sitting(it.seat).and_then(|row| row.joined).map_or(0, |person| person.0);
    if now != sits {
        turn.answer(speaker, Slot::JoinerCard { office: office.id, id }).await?;
        return Err(Refusal::SeatChanged.into());
    }
    store::joiner::take(turn.conn, office.id, id).await?;
    admit(turn, &office, Actor::Person(by), (it.dept, it.seat), it.person).await?;
    let welcome = Slot::Welcome { office: office.id, dept: it.dept, seat: it.seat };
    turn.tell(Tell::answer(To::Person(it.person), welcome)).await?;
    decided(turn, speaker, office.id, &it, true).await
}

/// 不同意.
async fn turn_away(turn: &mut Turn<'_>, speaker: &Speaker, office: OfficeId, id: i64) -> Turned {
    staff(turn, speaker, office).await?;
    let it = waiting(turn, office, id).await?;
    store::joiner::take(turn.conn, office, id).await?;
    turn.tell(Tell::answer(To::Person(it.person), Slot::NotLetIn { office })).await?;
    decided(turn, speaker, office, &it, false).await
}

async fn decided(turn: &mut Turn<'_>, speaker: &Speaker, office: OfficeId, it: &Joiner, admitted: bool) -> Turned {
    let slot = Slot::JoinerDecided { office, person: it.person, dept: it.dept, seat: it.seat, admitted };
    turn.answer(speaker, slot).await?;
    turn.toast(speaker, Toast::Set).await
}
