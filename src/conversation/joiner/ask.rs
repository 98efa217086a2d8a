//! The side of whoever opened the link: which department, which seat, and then they wait.

use crate::domain::{Directory, Found, OfficeId, PersonId, Refusal, Seat, Slot, Toast};
use crate::store::{self, heard, projections};

use super::super::draft::Expectation;
use super::super::seat::tell_staff;
use super::super::start::code_hash;
use super::super::turn::{Speaker, Turn, Turned};

/// Names that nobody knows, before the link must be opened again: nobody finds out a roster by trying.
const MISSES_MAX: u8 = 5;
/// Requests of one person at one office and day.
const ASKS_A_DAY: u8 = 5;
/// Offices at which one person may wait.
const OFFICES_MAX: i64 = 3;
/// People who wait for one office.
const WAITING_MAX: usize = 50;
/// Characters of a department's name.
const NAME_CHARACTERS_MAX: usize = 60;

/// `/start CODE` with an office's open link; false if it is none.
pub(in super::super) async fn open(turn: &mut Turn<'_>, speaker: &Speaker, code: &str) -> Turned<bool> {
    let hash = code_hash(code);
    let Some(office) = store::joiner::office_of_link(turn.conn, &hash, turn.ctx.now).await? else { return Ok(false) };
    let person = turn.known(speaker).await?;
    store::person::mark_opened(turn.conn, person, turn.ctx.now).await?;
    Expectation::JoinUnit { office, hash, misses: 0 }.set(turn, speaker.chat).await?;
    turn.answer(speaker, Slot::JoinAsk { office }).await?;
    Ok(true)
}

/// Words of somebody who was asked for their department; false if nobody was.
pub(in super::super) async fn words(turn: &mut Turn<'_>, speaker: &Speaker, text: &str) -> Turned<bool> {
    let Some(Expectation::JoinUnit { office, hash, misses }) = Expectation::find(turn, speaker.chat).await? else {
        return Ok(false);
    };
    still_open(turn, speaker, office, &hash).await?;
    let said = text.trim();
    if said.chars().count() > NAME_CHARACTERS_MAX {
        return Err(Refusal::TooLong { field: "unit".into(), characters_max: NAME_CHARACTERS_MAX }.into());
    }
    let departments = projections::list_departments(turn.conn, office).await?;
    let found = match Directory::new(&departments).find(said) {
        Found::One(no) => departments.iter().find(|dept| dept.no == no && !dept.profile.lead),
        // Which they are would show the roster.
        Found::Several(_) | Found::None { .. } => None,
    };
    match found {
        Some(dept) => {
            let expected = Expectation::JoinSeat { office, hash, dept: dept.no };
            expected.set(turn, speaker.chat).await?;
            turn.answer(speaker, Slot::JoinSeat { said: said.to_owned() }).await?;
        }
        None if misses + 1 >= MISSES_MAX => {
            Expectation::clear(turn, speaker.chat).await?;
            return Err(Refusal::UnitsTried.into());
        }
        None => {
            Expectation::JoinUnit { office, hash, misses: misses + 1 }.set(turn, speaker.chat).await?;
            return Err(Refusal::UnitUnknown { said: said.to_owned() }.into());
        }
    }
    Ok(true)
}

/// The seat by button: the request goes to the lead.
pub(in super::super) async fn press_seat(turn: &mut Turn<'_>, speaker: &Speaker, seat: Seat) -> Turned {
    let person = speaker.person.filter(|_| !speaker.in_group).ok_or(Refusal::NotYours)?;
    let Some(Expectation::JoinSeat { office, hash, dept }) = Expectation::find(turn, speaker.chat).await? else {
        return Err(Refusal::StaleCard.into());
    };
    still_open(turn, speaker, office, &hash).await?;
    let found = projections::find_department(turn.conn, office, dept).await?.ok_or(Refusal::StaleCard)?;
    if found.sitting(seat).is_some_and(|row| row.joined == Some(person)) {
        return Err(Refusal::SeatedAlready.into());
    }
    within_limits(turn, office, person).await?;
    Expectation::clear(turn, speaker.chat).await?;
    let id = store::joiner::insert(turn.conn, office, person, (dept, seat), turn.ctx.now).await?;
    let office = turn.office(office).await?;
    tell_staff(turn.conn, &office, Slot::JoinerCard { office: office.id, id }, turn.ctx.now).await?;
    turn.answer(speaker, Slot::JoinWaits { office: office.id }).await?;
    turn.toast(speaker, Toast::Asked).await
}

/// The link was closed or made anew since it was opened.
async fn still_open(turn: &mut Turn<'_>, speaker: &Speaker, office: OfficeId, hash: &str) -> Turned {
    if store::joiner::office_of_link(turn.conn, hash, turn.ctx.now).await? == Some(office) {
        return Ok(());
    }
    Expectation::clear(turn, speaker.chat).await?;
    Err(Refusal::BadCode.into())
}

async fn within_limits(turn: &mut Turn<'_>, office: OfficeId, person: PersonId) -> Turned {
    let waiting = store::joiner::list(turn.conn, office).await?;
    let is_new = waiting.iter().all(|it| it.person != person);
    let elsewhere = store::joiner::count_elsewhere(turn.conn, office, person).await?;
    if elsewhere >= OFFICES_MAX || (is_new && waiting.len() >= WAITING_MAX) {
        return Err(Refusal::TooManyWait.into());
    }
    let day = turn.ctx.now.date_naive();
    for nth in 0..ASKS_A_DAY {
        let meaning = format!("a:{}:{}:{day}:{nth}", office.0, person.0);
        if heard::mark(turn.conn, &meaning, turn.ctx.now).await? {
            return Ok(());
        }
    }
    Err(Refusal::TooManyWait.into())
}
