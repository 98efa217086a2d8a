//! Who one is to the bot, and what one can do here: fitted to who asks and where.

use crate::chat::{Outgoing, Text};
use crate::conversation::command::{Audience, Name};
use crate::conversation::menu::description;
use crate::domain::{PersonId, Seat};
use crate::say;
use crate::store::{Result, projections};

use super::pen::{Pen, lines};

/// What somebody is here.
#[derive(Default)]
struct Roles {
    staff: Vec<String>,
    seats: Vec<String>,
    operator: bool,
}

impl Roles {
    fn none(&self) -> bool {
        self.staff.is_empty() && self.seats.is_empty() && !self.operator
    }
}

async fn roles(pen: &mut Pen<'_>, person: PersonId) -> Result<Roles> {
    let mut roles = Roles::default();
    for office in projections::list_offices_of_staff(pen.conn, person).await? {
        roles.staff.push(say!(pen.words, WhoStaff { office: &office.name }));
    }
    for (id, dept, seat) in projections::list_seats_of(pen.conn, person).await? {
        let Some(office) = pen.office(id).await? else { continue };
        let Some(dept) = projections::find_department(pen.conn, id, dept).await? else { continue };
        let seat = seat_name(pen, seat);
        roles.seats.push(say!(pen.words, WhoSeat { office: &office.name, dept: &dept.profile.name, seat: seat }));
    }
    roles.operator = projections::find_service(pen.conn).await?.operators.contains(&person);
    Ok(roles)
}

pub(super) async fn who_am_i(pen: &mut Pen<'_>, person: Option<PersonId>) -> Result<Outgoing> {
    let roles = match person {
        Some(person) => roles(pen, person).await?,
        None => Roles::default(),
    };
    let (Some(person), false) = (person, roles.none()) else {
        let buttons = vec![vec![pen.add_to_group()]];
        return Ok(Outgoing { buttons, ..lines(&[say!(pen.words, WhoStranger)]) });
    };
    let name = pen.name(person).await?;
    let mut text = vec![say!(pen.words, WhoHello { name: name })];
    let operator = roles.operator.then(|| say!(pen.words, WhoOperator));
    let invites = !roles.staff.is_empty() || operator.is_some();
    text.extend(roles.staff.into_iter().chain(roles.seats).chain(operator).map(|line| format!("· {line}")));
    text.push(say!(pen.words, WhoNext));
    let buttons = if invites { vec![vec![pen.add_to_group()]] } else { vec![] };
    Ok(Outgoing { buttons, ..lines(&text) })
}

pub(super) async fn help(pen: &mut Pen<'_>, person: Option<PersonId>) -> Result<Outgoing> {
    let roles = match person {
        Some(person) if !pen.in_group => roles(pen, person).await?,
        _ => Roles::default(),
    };
    let leads = pen.in_group || !roles.staff.is_empty();
    let answers = !roles.seats.is_empty();
    if !leads && !answers && !roles.operator {
        return who_am_i(pen, None).await;
    }
    let mut text = Text::new();
    if leads {
        text = text.bold(say!(pen.words, HelpLead)).line().join(commands(pen, Audience::Lead)).line();
    }
    if answers {
        text = text.then(say!(pen.words, HelpContact)).line().line();
        text = text.bold(say!(pen.words, HelpCommands)).line().join(commands(pen, Audience::Contact));
    }
    text = text.join(commands(pen, Audience::All));
    Ok(Outgoing { text, ..Outgoing::default() })
}

fn commands(pen: &Pen<'_>, audience: Audience) -> Text {
    Name::ALL.iter().filter(|name| name.audience() == audience).fold(Text::new(), |text, name| {
        text.then(format!("/{} ", name.latin())).then(description(pen.words, *name)).line()
    })
}

pub(super) fn seat_name(pen: &Pen<'_>, seat: Seat) -> String {
    match seat {
        Seat::Contact => say!(pen.words, SeatContact),
        Seat::Deputy => say!(pen.words, SeatDeputy),
        Seat::Leader => say!(pen.words, SeatLeader),
        Seat::StandIn => say!(pen.words, SeatStandIn),
    }
}
