//! Seats that change hands: what who takes over, who goes and staff are told.

use chrono::{NaiveDate, TimeDelta};

use crate::chat::{Button, Outgoing};
use crate::conversation::contact::{Loaded, open_parts};
use crate::conversation::press::{People, Press};
use crate::domain::assignment::Notice;
use crate::domain::{Department, DeptNo, Moment, Office, OfficeId, PersonId, Seat, Slot, Unreachable};
use crate::say;
use crate::store::{self, Result, projections};

use super::help::seat_name;
use super::my;
use super::origin::Origin;
use super::pen::{Pen, button, lines};

/// Open items that one message spells out.
const PARTS_MAX: usize = 8;

pub(super) type Of = [(OfficeId, DeptNo)];

pub(super) async fn draw(pen: &mut Pen<'_>, slot: &Slot) -> Result<Option<Outgoing>> {
    match slot {
        Slot::TookOver { person, from, of, until, lost } => took_over(pen, (*from, *person), of, *until, *lost).await,
        Slot::SeatChanged { .. } => changed(pen, slot).await,
        Slot::SeatLost { office, dept, seat, person } => lost(pen, (*office, *dept), *seat, *person).await,
        Slot::Replaced { office, dept, seat, person, to } => {
            replaced(pen, (*office, *dept), *seat, (*person, *to)).await
        }
        Slot::SeatErased { office, dept, seat, answered } => erased(pen, (*office, *dept), *seat, *answered).await,
        Slot::ErasureNoted { told: true } => Ok(Some(lines(&[say!(pen.words, EraseNoted)]))),
        Slot::ErasureNoted { told: false } => Ok(Some(lines(&[say!(pen.words, EraseByOperator)]))),
        Slot::ErasureAsked { person } => erasure_asked(pen, *person).await,
        Slot::StandInOver { office, dept, person, reader } => over(pen, (*office, *dept), *person, *reader).await,
        _ => Ok(None),
    }
}

pub(super) async fn department(pen: &mut Pen<'_>, id: OfficeId, no: DeptNo) -> Result<Option<(Office, Department)>> {
    let Some(office) = pen.office(id).await? else { return Ok(None) };
    let dept = projections::find_department(pen.conn, id, no).await?;
    Ok(dept.map(|dept| (office, dept)))
}

/// The names of departments, and those of their lead offices, each once.
pub(super) async fn named(pen: &mut Pen<'_>, of: &Of) -> Result<(String, String)> {
    let (mut depts, mut leads) = (Vec::new(), Vec::new());
    for (id, no) in of {
        let Some((office, dept)) = department(pen, *id, *no).await? else { continue };
        depts.push(dept.profile.name);
        leads.push(office.name);
    }
    let listed = |mut names: Vec<String>| {
        let mut seen = std::collections::BTreeSet::new();
        names.retain(|name| seen.insert(name.clone()));
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        pen.list(&names)
    };
    Ok((listed(depts), listed(leads)))
}

/// The last moment before this one: a while that ends at midnight lasts to the day before.
pub(super) fn last_of(until: Moment) -> Moment {
    until - TimeDelta::milliseconds(1)
}

async fn took_over(
    pen: &mut Pen<'_>,
    (from, person): (PersonId, PersonId),
    of: &Of,
    until: Option<NaiveDate>,
    is_lost: bool,
) -> Result<Option<Outgoing>> {
    let mut still = Vec::new();
    for (id, no) in of {
        let dept = projections::find_department(pen.conn, *id, *no).await?;
        still.extend(dept.filter(|dept| dept.reached() == Some(person) || !is_lost).map(|_| (*id, *no)));
    }
    if still.is_empty() {
        return Ok(None);
    }
    let (depts, leads) = named(pen, &still).await?;
    let (name, giver) = (pen.name(person).await?, pen.name(from).await?);
    let head = match until {
        _ if is_lost => say!(pen.words, TookOverLost { name: name, giver: giver, depts: depts }),
        Some(day) => {
            let day = pen.own_times().day(day);
            say!(pen.words, TookOverWhile { name: name, giver: giver, depts: depts, leads: leads, day: day })
        }
        None if giver.is_empty() => say!(pen.words, TookOverFree { name: name, depts: depts, leads: leads }),
        None => say!(pen.words, TookOverGood { name: name, giver: giver, depts: depts, leads: leads }),
    };
    let mut text = vec![head];
    if !is_lost {
        text.push(say!(pen.words, WelcomeHow));
    }
    with_open(pen, person, &still, text).await.map(Some)
}

/// What is open for a person of these departments and was told to somebody.
pub(super) async fn open_of(pen: &mut Pen<'_>, person: PersonId, of: &Of) -> Result<Vec<Loaded>> {
    let mut open = open_parts(pen.conn, person).await?;
    open.retain(|it| of.contains(&(it.office.id, it.dept.no)));
    Ok(open)
}

/// The text, and below it all that is open, each with a button; a notice that is on its way speaks for itself.
pub(super) async fn with_open(pen: &mut Pen<'_>, person: PersonId, of: &Of, mut text: Vec<String>) -> Result<Outgoing> {
    let open = open_of(pen, person, of).await?;
    let is_coming = |it: &&Loaded| matches!(it.assignment.notice, Notice::Waiting { .. } | Notice::Queued { .. });
    let coming = open.iter().filter(is_coming).count();
    let told: Vec<&Loaded> = open.iter().filter(|it| !is_coming(it)).collect();
    let mut buttons: Vec<Vec<Button>> = Vec::new();
    if !told.is_empty() {
        text.push(String::new());
        text.push(say!(pen.words, TookOverOpen { count: told.len() }));
        let origin = Origin::of(pen, person).await?;
        for it in told.iter().take(PARTS_MAX) {
            text.push(my::line(pen, it, &origin));
            buttons.push(vec![button(format!("{} {}", it.task.no, it.task.title), Press::Part(it.part))]);
        }
        if told.len() > PARTS_MAX {
            let rest = say!(pen.words, DigestRest { count: told.len() - PARTS_MAX });
            buttons.push(vec![button(rest, Press::My(1))]);
        }
    }
    if coming > 0 {
        text.push(say!(pen.words, WelcomeOpen { count: coming }));
    } else if told.is_empty() {
        text.push(say!(pen.words, WelcomeNothing));
    }
    Ok(Outgoing { buttons, ..lines(&text) })
}

/// To staff: who has it now.
async fn changed(pen: &mut Pen<'_>, slot: &Slot) -> Result<Option<Outgoing>> {
    let Slot::SeatChanged { office, dept, seat, from, to, until } = slot else { return Ok(None) };
    let Some((office, dept)) = department(pen, *office, *dept).await? else { return Ok(None) };
    let count = open_of(pen, *to, &[(office.id, dept.no)]).await?.len();
    let (from, to) = (pen.name(*from).await?, pen.name(*to).await?);
    let name = &dept.profile.name;
    let text = if let Some(until) = until {
        let day = pen.times(office.zone).day_of(last_of(*until));
        say!(pen.words, SeatChangedWhile { dept: name, from: from, to: to, day: day, count: count })
    } else {
        let seat = seat_name(pen, *seat);
        say!(pen.words, SeatChangedGood { dept: name, seat: seat, from: from, to: to, count: count })
    };
    Ok(Some(lines(&[text])))
}

/// To staff: nobody, or another, answers now; nothing if they are back.
async fn lost(
    pen: &mut Pen<'_>,
    (id, no): (OfficeId, DeptNo),
    seat: Seat,
    person: PersonId,
) -> Result<Option<Outgoing>> {
    let Some((_, dept)) = department(pen, id, no).await? else { return Ok(None) };
    let Some(why) = dept.sitting(seat).filter(|row| row.joined == Some(person)).and_then(|row| row.lost) else {
        return Ok(None);
    };
    let why = match why {
        Unreachable::Gone => say!(pen.words, LostGone),
        Unreachable::Blocked | Unreachable::NobodyJoined => say!(pen.words, LostBlocked),
    };
    let (who, seat) = (pen.name(person).await?, seat_name(pen, seat));
    let name = &dept.profile.name;
    let open = open_of(pen, dept.reached().unwrap_or(person), &[(id, no)]).await?;
    let invite = vec![vec![button(say!(pen.words, ButtonInviteDept), People::Invite(id, no))]];
    if let Some(next) = dept.reached() {
        let to = pen.name(next).await?;
        let count = open.len();
        let text = say!(pen.words, SeatLostNext { dept: name, seat: seat, who: who, why: why, to: to, count: count });
        return Ok(Some(Outgoing { buttons: invite, ..lines(&[text]) }));
    }
    let head = say!(pen.words, SeatLostNobody { dept: name, seat: seat, who: who, why: why, count: open.len() });
    let mut text = vec![head];
    text.extend(open.iter().take(PARTS_MAX).map(|it| {
        let due = pen.times(it.office.zone).moment(it.deadline_at());
        say!(pen.words, SeatLostPart { code: it.task.no.to_string(), task: &it.task.title, due: due })
    }));
    text.push(say!(pen.words, SeatLostHow));
    Ok(Some(Outgoing { buttons: invite, ..lines(&text) }))
}

/// To staff: somebody was forgotten, and their seat is free.
async fn erased(
    pen: &mut Pen<'_>,
    (id, no): (OfficeId, DeptNo),
    seat: Seat,
    answered: bool,
) -> Result<Option<Outgoing>> {
    let Some((_, dept)) = department(pen, id, no).await? else { return Ok(None) };
    let (name, seat) = (&dept.profile.name, seat_name(pen, seat));
    let next = dept.reached();
    let open = projections::list_open_assignments_of_department(pen.conn, id, no).await?;
    let count = open.len();
    let text = match next {
        _ if !answered => say!(pen.words, SeatErased { dept: name, seat: seat }),
        Some(next) => {
            let to = pen.name(next).await?;
            say!(pen.words, SeatErasedNext { dept: name, seat: seat, to: to, count: count })
        }
        None => say!(pen.words, SeatErasedNobody { dept: name, seat: seat, count: count }),
    };
    let buttons = vec![vec![button(say!(pen.words, ButtonInviteDept), People::Invite(id, no))]];
    Ok(Some(Outgoing { buttons, ..lines(&[text]) }))
}

/// To operators: who wants to be forgotten, and by which command.
async fn erasure_asked(pen: &mut Pen<'_>, person: PersonId) -> Result<Option<Outgoing>> {
    let Some(row) = store::person::find_person(pen.conn, person).await? else { return Ok(None) };
    let Some(name) = row.name else { return Ok(None) };
    let seats = projections::list_seats_of(pen.conn, person).await?;
    let of: Vec<(OfficeId, DeptNo)> = seats.into_iter().map(|(office, dept, _)| (office, dept)).collect();
    let (depts, _) = named(pen, &of).await?;
    let number = person.0.to_string();
    let text = if depts.is_empty() {
        say!(pen.words, EraseAsked { name: name, person: number })
    } else {
        say!(pen.words, EraseAskedOf { name: name, depts: depts, person: number })
    };
    Ok(Some(lines(&[text])))
}

async fn replaced(
    pen: &mut Pen<'_>,
    (id, no): (OfficeId, DeptNo),
    seat: Seat,
    (person, to): (PersonId, PersonId),
) -> Result<Option<Outgoing>> {
    let Some((office, dept)) = department(pen, id, no).await? else { return Ok(None) };
    let (name, to, seat) = (pen.name(person).await?, pen.name(to).await?, seat_name(pen, seat));
    let (dept, lead) = (&dept.profile.name, &office.name);
    Ok(Some(lines(&[say!(pen.words, SeatReplaced { name: name, dept: dept, lead: lead, seat: seat, to: to })])))
}

async fn over(
    pen: &mut Pen<'_>,
    (id, no): (OfficeId, DeptNo),
    person: PersonId,
    reader: PersonId,
) -> Result<Option<Outgoing>> {
    let Some((_, dept)) = department(pen, id, no).await? else { return Ok(None) };
    let name = pen.name(reader).await?;
    let contact = dept.sitting(Seat::Contact).and_then(|row| row.joined);
    let who = match contact {
        Some(contact) => pen.name(contact).await?,
        None => String::new(),
    };
    let dept_name = &dept.profile.name;
    if reader == person {
        return Ok(Some(lines(&[say!(pen.words, StandInEnded { name: name, dept: dept_name, contact: who })])));
    }
    let was = pen.name(person).await?;
    let text = vec![say!(pen.words, StandInReturned { name: name, dept: dept_name, who: was })];
    with_open(pen, reader, &[(id, no)], text).await.map(Some)
}
