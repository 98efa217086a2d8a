//! `/handover [8月7日]` and 转交: a colleague takes over, for a while or for good, and gets all that is open in one message.
//!
//! One tap gives it to the deputy at once, or makes a link to be forwarded. Until somebody opens it, all stays as it is.

mod take;

use chrono::{Days, Duration, NaiveDate};

use crate::domain::handover::end_of;
use crate::domain::{
    Actor, DeptNo, Event, Handover, Moment, Office, OfficeId, Part, PersonId, Refusal, Seat, Slot, Tell, To, Toast,
};
use crate::store::{self, Conn, StoreError, projections};

use super::contact::last_day;
use super::invite::{VALID_DAYS, new_code};
use super::press::{Offer, People};
use super::route::parts_of;
use super::seat;
use super::start::code_hash;
use super::turn::{Speaker, Turn, Turned};

pub(super) use take::{end_of_while, open};

/// Nobody stands in for longer: that is for good.
const DAYS_MAX: u64 = 366;
/// Cards of somebody that are looked through for what they answered for.
const CARDS: i64 = 12;
/// The same choice within this time is the same tap.
const SAME_TAP: Duration = Duration::minutes(1);

/// `/handover [8月7日]`
pub(super) async fn handover(turn: &mut Turn<'_>, speaker: &Speaker, words: &str) -> Turned {
    if speaker.in_group {
        return Err(Refusal::ForContacts.into());
    }
    let person = speaker.person.ok_or(Refusal::Stranger)?;
    let of = to_give(turn.conn, person, None).await?;
    let (office, _) = *of.first().ok_or(Refusal::NoSeat)?;
    let office = turn.office(office).await?;
    let until = match words.trim() {
        "" => None,
        said => Some(day(&office, said, turn.ctx.now).ok_or_else(|| Refusal::AwayUnclear { said: said.to_owned() })?),
    };
    turn.answer(speaker, Slot::HandoverCard { person, scope: None, until }).await
}

fn day(office: &Office, said: &str, now: Moment) -> Option<NaiveDate> {
    let today = office.work_time().local(now).date();
    last_day(said, now, office).filter(|day| *day >= today && *day <= today + Days::new(DAYS_MAX))
}

/// 我换岗了: to whom, and for how long?
pub(super) async fn ask(
    turn: &mut Turn<'_>,
    speaker: &Speaker,
    person: PersonId,
    scope: Option<(OfficeId, DeptNo)>,
) -> Turned {
    if to_give(turn.conn, person, scope).await?.is_empty() {
        return Err(not_given(turn, person, scope).await?.into());
    }
    turn.answer(speaker, Slot::HandoverCard { person, scope, until: None }).await
}

/// The departments whose seats this person can give: all of theirs, or this one.
pub(super) async fn to_give(
    conn: &mut Conn,
    person: PersonId,
    scope: Option<(OfficeId, DeptNo)>,
) -> Result<Vec<(OfficeId, DeptNo)>, StoreError> {
    let mut of = Vec::new();
    for (office, dept, seat) in projections::list_seats_of(conn, person).await? {
        let meant = scope.is_none_or(|scope| scope == (office, dept));
        if meant && matches!(seat, Seat::Contact | Seat::Deputy) && !of.contains(&(office, dept)) {
            of.push((office, dept));
        }
    }
    Ok(of)
}

/// The one who is deputy to this person in all of these.
pub(super) async fn deputy(
    conn: &mut Conn,
    person: PersonId,
    of: &[(OfficeId, DeptNo)],
) -> Result<Option<PersonId>, StoreError> {
    let mut one = None;
    for (office, no) in of {
        let dept = projections::find_department(conn, *office, *no).await?;
        let deputy = dept.and_then(|dept| dept.sits(Seat::Deputy)).filter(|deputy| *deputy != person);
        if deputy.is_none() || one.is_some_and(|before| Some(before) != deputy) {
            return Ok(None);
        }
        one = deputy;
    }
    Ok(one)
}

async fn not_given(turn: &mut Turn<'_>, person: PersonId, scope: Option<(OfficeId, DeptNo)>) -> Turned<Refusal> {
    let Some((office, dept)) = scope else { return Ok(Refusal::NoSeat) };
    let dept = projections::find_department(turn.conn, office, dept).await?;
    let gone = dept.filter(|dept| !dept.answers(person)).map(|dept| dept.not_theirs(person));
    Ok(gone.unwrap_or(Refusal::NoSeat))
}

/// Why somebody without a seat is refused: what they answered for once, by the card they reply to or the last they got, is
/// another's now.
pub(super) async fn formerly(turn: &mut Turn<'_>, person: Option<PersonId>, about: &[Part]) -> Turned<Refusal> {
    let Some(person) = person else { return Ok(Refusal::Stranger) };
    let mut parts = about.to_vec();
    for row in store::card::list_of_person(turn.conn, person, CARDS).await? {
        parts.extend(parts_of(&row.slot));
    }
    for part in parts {
        let dept = projections::find_department(turn.conn, part.office, part.dept).await?;
        let refusal = dept.map(|dept| dept.not_theirs(person));
        if let Some(refusal @ Refusal::HandedOver { .. }) = refusal {
            return Ok(refusal);
        }
    }
    if let Some(office) = store::joiner::find_office_of(turn.conn, person).await? {
        return Ok(Refusal::StillWaits { office: turn.office(office).await?.name });
    }
    Ok(Refusal::Stranger)
}

/// A button of a handover.
pub(super) async fn press(turn: &mut Turn<'_>, speaker: &Speaker, press: People) -> Turned {
    let person = speaker.person.filter(|_| !speaker.in_group).ok_or(Refusal::NotYours)?;
    match press {
        People::HandoverCard(office, dept) => {
            let scope = Some((office, dept));
            if to_give(turn.conn, person, scope).await?.is_empty() {
                return Err(not_given(turn, person, scope).await?.into());
            }
            turn.toast(speaker, Toast::Silent).await?;
            turn.add(speaker, Slot::HandoverCard { person, scope, until: None }).await
        }
        People::HandOver(offer) => hand_over(turn, speaker, person, offer).await,
        People::Withdraw => {
            if !store::handover::revoke(turn.conn, person).await? {
                return Err(Refusal::NoHandover.into());
            }
            turn.answer(speaker, Slot::HandoverWithdrawn).await?;
            turn.toast(speaker, Toast::Withdrawn).await
        }
        _ => take_back(turn, speaker, person).await,
    }
}

async fn hand_over(turn: &mut Turn<'_>, speaker: &Speaker, person: PersonId, offer: Offer) -> Turned {
    let of = to_give(turn.conn, person, offer.scope).await?;
    let Some((first, _)) = of.first() else { return Err(not_given(turn, person, offer.scope).await?.into()) };
    let office = turn.office(*first).await?;
    let (work, now) = (office.work_time(), turn.ctx.now);
    if offer.until.is_some_and(|day| end_of(&work, day) <= now) {
        return Err(Refusal::StaleCard.into());
    }
    if offer.deputy {
        let to = deputy(turn.conn, person, &of).await?.ok_or(Refusal::NoDeputy)?;
        let at = Some(work.next_opening(now));
        let of = take::over(turn, Actor::Person(person), (person, to), &of, offer.until).await?;
        if of.is_empty() {
            return Err(Refusal::NoDeputy.into());
        }
        let took = Slot::TookOver { person: to, from: person, of: of.clone(), until: offer.until, lost: false };
        turn.tell(Tell { at, ..Tell::answer(To::Person(to), took) }).await?;
        turn.answer(speaker, Slot::HandedOver { to, of, until: offer.until }).await?;
        return turn.toast(speaker, Toast::Set).await;
    }
    let doc = Handover { giver: person, of, until: offer.until };
    let before = store::handover::find_of(turn.conn, person, now).await?;
    if before.is_some_and(|before| before.doc == doc && now - before.made_at < SAME_TAP) {
        return turn.toast(speaker, Toast::Already).await;
    }
    let code = new_code();
    let end = offer.until.map(|day| end_of(&work, day));
    let two_weeks = now + Duration::days(VALID_DAYS);
    let expires_at = end.map_or(two_weeks, |end| end.min(two_weeks));
    store::handover::replace(turn.conn, &code_hash(&code), &doc, now, expires_at).await?;
    turn.answer(speaker, Slot::HandoverWaits { person }).await?;
    turn.add(speaker, Slot::HandoverLink { code, doc }).await?;
    turn.toast(speaker, Toast::Silent).await
}

/// 我回来了: what was given for a while is theirs again.
async fn take_back(turn: &mut Turn<'_>, speaker: &Speaker, person: PersonId) -> Turned {
    let mut back = None;
    for (office, no) in to_give(turn.conn, person, None).await? {
        let office = turn.office(office).await?;
        let Some(dept) = projections::find_department(turn.conn, office.id, no).await? else { continue };
        let stand_in = dept.sitting(Seat::StandIn).and_then(|row| row.joined);
        let (Some(stand_in), true) = (stand_in, dept.to_give(person).contains(&Seat::Contact)) else { continue };
        let left = Event::SeatLeft { dept: no, seat: Seat::StandIn };
        turn.enter(office.id, Actor::Person(person), vec![left]).await?;
        seat::tell_over(turn.conn, (office.id, no), stand_in, Some(stand_in), None, turn.ctx.now).await?;
        back = Some((office.id, no, stand_in));
    }
    let Some((office, dept, stand_in)) = back else { return turn.toast(speaker, Toast::Already).await };
    turn.answer(speaker, Slot::StandInOver { office, dept, person: stand_in, reader: person }).await?;
    turn.toast(speaker, Toast::Set).await
}
