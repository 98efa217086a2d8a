//! `/invite [department]`: personal links, single use, 14 days.
//!
//! With a name: three links, for contact, deputy and leader. Without: one plain sheet of all who have not joined, to be
//! printed or forwarded one by one; `open`: the link that anybody may open. In a joint group the links go to the private chat of who asked.

use chrono::Duration;
use rand::RngExt;

use crate::domain::department::Department;
use crate::domain::directory::{Directory, Found};
use crate::domain::{DeptNo, Link, Office, OfficeId, PersonId, Refusal, Seat, Slot, Tell, To, Toast};
use crate::store::{self, invitation::Invited};

use super::joiner;
use super::start::code_hash;
use super::turn::{Speaker, Turn, Turned};

/// Words that ask for the link that anybody may open.
const OPEN: [&str; 4] = ["open", "公开", "公开链接", "公共链接"];
/// How long a link is good for.
pub const VALID_DAYS: i64 = 14;

/// `/invite [department]`
pub(super) async fn invite(turn: &mut Turn<'_>, speaker: &Speaker, said: &str) -> Turned {
    if OPEN.contains(&said.to_lowercase().as_str()) {
        return joiner::link(turn, speaker).await;
    }
    let office = turn.office_here(speaker).await?;
    invite_to(turn, speaker, &office, said).await
}

/// Links for all who have not joined, from the roster's card.
pub(super) async fn invite_all(turn: &mut Turn<'_>, speaker: &Speaker, office: OfficeId) -> Turned {
    let office = turn.office(office).await?;
    invite_to(turn, speaker, &office, "").await
}

/// Links for one department, from a card that names it.
pub(super) async fn invite_dept(turn: &mut Turn<'_>, speaker: &Speaker, office: OfficeId, dept: DeptNo) -> Turned {
    let office = turn.office(office).await?;
    let person = turn.staff(&office, speaker).await?;
    let dept = store::projections::find_department(turn.conn, office.id, dept).await?.ok_or(Refusal::StaleCard)?;
    let mut links = Vec::new();
    for seat in Seat::ALL {
        links.push(link(turn, &office, &dept, seat).await?);
    }
    // The card keeps what it says: the links are a message of their own.
    let slot = Slot::Invitations { office: office.id, links, sheet: false };
    if !speaker.in_group {
        turn.toast(speaker, Toast::Silent).await?;
        return turn.add(speaker, slot).await;
    }
    hand_out(turn, speaker, office.id, person, slot).await
}

async fn invite_to(turn: &mut Turn<'_>, speaker: &Speaker, office: &Office, said: &str) -> Turned {
    let person = turn.staff(office, speaker).await?;
    let departments = store::projections::list_departments(turn.conn, office.id).await?;
    if departments.is_empty() {
        return Err(Refusal::NoRoster.into());
    }
    let (seats, sheet) =
        if said.is_empty() { (not_joined(&departments), true) } else { (seats_of(&departments, said)?, false) };
    if seats.is_empty() {
        return turn.answer(speaker, Slot::AllJoined { office: office.id }).await;
    }
    let mut links = Vec::with_capacity(seats.len());
    for (department, seat) in seats {
        links.push(link(turn, office, department, seat).await?);
    }
    hand_out(turn, speaker, office.id, person, Slot::Invitations { office: office.id, links, sheet }).await
}

/// Links admit whoever opens them: they only ever go to a private chat.
pub(super) async fn hand_out(
    turn: &mut Turn<'_>,
    speaker: &Speaker,
    office: OfficeId,
    person: PersonId,
    slot: Slot,
) -> Turned {
    let opened = store::person::find_person(turn.conn, person).await?.is_some_and(|row| row.opened_at.is_some());
    if !speaker.in_group {
        return turn.answer(speaker, slot).await;
    }
    if !opened {
        return turn.add(speaker, Slot::OpenPrivate { office }).await;
    }
    turn.tell(Tell::answer(To::Person(person), slot)).await?;
    turn.toast(speaker, Toast::SentPrivately).await?;
    if speaker.pressed.is_none() {
        turn.answer(speaker, Slot::SentPrivately).await?;
    }
    Ok(())
}

fn not_joined(departments: &[Department]) -> Vec<(&Department, Seat)> {
    departments
        .iter()
        .filter(|d| !d.profile.lead && d.sitting(Seat::Contact).is_none_or(|s| s.joined.is_none() || s.renamed))
        .map(|d| (d, Seat::Contact))
        .collect()
}

fn seats_of<'a>(departments: &'a [Department], said: &str) -> Result<Vec<(&'a Department, Seat)>, Refusal> {
    let no = match Directory::new(departments).find(said) {
        Found::One(no) => no,
        Found::Several(several) => {
            let could_be =
                departments.iter().filter(|d| several.contains(&d.no)).map(|d| d.profile.name.clone()).collect();
            return Err(Refusal::AmbiguousDepartment { said: said.to_owned(), could_be });
        }
        Found::None { nearest } => {
            return Err(Refusal::UnknownDepartments { unknown: vec![(said.to_owned(), nearest)], said: String::new() });
        }
    };
    let department = departments.iter().find(|d| d.no == no).expect("the directory was made of these");
    Ok(Seat::ALL.into_iter().map(|seat| (department, seat)).collect())
}

/// A new link for a seat; links made for it before are void.
async fn link(turn: &mut Turn<'_>, office: &Office, department: &Department, seat: Seat) -> Turned<Link> {
    let expires_at = turn.ctx.now + Duration::days(VALID_DAYS);
    let code = new_code();
    store::invitation::revoke_for(turn.conn, office.id, department.no, seat).await?;
    let invited = Invited::Seat { office: office.id, dept: department.no, seat };
    store::invitation::insert(turn.conn, &code_hash(&code), invited, expires_at).await?;
    Ok(Link { dept: department.no, seat, code, expires_at })
}

/// 160 random bits, as the chat app allows them in a link.
#[must_use]
pub fn new_code() -> String {
    let bytes: [u8; 20] = rand::rng().random();
    hex::encode(bytes)
}
