//! What a contact chose for themselves, and how to change it.

use chrono::NaiveTime;

use crate::chat::Outgoing;
use crate::conversation::contact::{WINDOWS, offered, open_parts};
use crate::conversation::press::Press;
use crate::domain::{Away, DeptNo, Office, OfficeId, PersonId, Seat, Slot};
use crate::say;
use crate::store::{Result, projections};

use super::pen::{Pen, button, lines, short};

/// Open items that a message to a deputy has buttons for.
const PARTS_MAX: usize = 8;
/// Departments that a list for the lead names.
const NAMES_MAX: usize = 20;

/// Whichever of them it is.
pub(super) async fn draw(pen: &mut Pen<'_>, slot: &Slot) -> Result<Option<Outgoing>> {
    Ok(match slot {
        Slot::Choices { person } => Some(choices(pen, *person).await?),
        Slot::AwayCard { person } => Some(away(pen, *person).await?),
        Slot::StandIn { office, dept, contact, away } => stand_in(pen, (*office, *dept), *contact, *away).await?,
        _ => None,
    })
}

fn clock(time: NaiveTime) -> String {
    time.format("%-H:%M").to_string()
}

/// `/quiet`
async fn choices(pen: &mut Pen<'_>, person: PersonId) -> Result<Outgoing> {
    let choice = projections::find_person_choice(pen.conn, person).await?;
    let now = match choice.window {
        None => say!(pen.words, QuietOpen),
        Some(window) => say!(pen.words, QuietWindow { from: clock(window.from()), until: clock(window.until()) }),
    };
    let pace = if choice.slow { say!(pen.words, PaceSlow) } else { say!(pen.words, PaceUsual) };
    let how = say!(pen.words, QuietHow);
    let all = (0..WINDOWS.len()).filter_map(|n| Some((n, offered(n)?)));
    let mut hours: Vec<_> = all
        .filter(|(_, window)| choice.window != Some(*window))
        .map(|(n, window)| {
            let label = format!("{}–{}", clock(window.from()), clock(window.until()));
            button(label, Press::Window(Some(n)))
        })
        .collect();
    if choice.window.is_some() {
        hours.insert(0, button(say!(pen.words, ButtonOfficeHours), Press::Window(None)));
    }
    let mut buttons: Vec<Vec<_>> = hours.chunks(2).map(<[_]>::to_vec).collect();
    buttons.push(vec![if choice.slow {
        button(say!(pen.words, ButtonUsualPace), Press::Pace(false))
    } else {
        button(say!(pen.words, ButtonFewer), Press::Pace(true))
    }]);
    Ok(Outgoing { buttons, ..lines(&[now, pace, String::new(), how]) })
}

/// `/away`
async fn away(pen: &mut Pen<'_>, person: PersonId) -> Result<Outgoing> {
    let choice = projections::find_person_choice(pen.conn, person).await?;
    let today = pen.own_times().today();
    let Some(away) = choice.away.filter(|away| away.until() >= today) else {
        return Ok(lines(&[say!(pen.words, AwayNone), say!(pen.words, AwayHow)]));
    };
    let times = pen.own_times();
    let mut text = vec![say!(pen.words, AwaySet { from: times.day(away.from()), until: times.day(away.until()) })];
    for (office, dept, seat) in projections::list_seats_of(pen.conn, person).await? {
        let Some(dept) = projections::find_department(pen.conn, office, dept).await? else { continue };
        if seat != Seat::Contact {
            continue;
        }
        text.push(match dept.stands_in_for(person) {
            Some(deputy) => {
                let name = pen.name(deputy).await?;
                say!(pen.words, AwayDeputy { dept: &dept.profile.name, name: name })
            }
            None => say!(pen.words, AwayNobody { dept: &dept.profile.name }),
        });
    }
    text.push(say!(pen.words, AwayEmergency));
    text.dedup();
    Ok(Outgoing { buttons: vec![vec![button(say!(pen.words, ButtonBackAgain), Press::BackAgain)]], ..lines(&text) })
}

/// To whoever stands in; nothing if the contact is there after all, or has said other days since.
async fn stand_in(
    pen: &mut Pen<'_>,
    (office, dept): (OfficeId, DeptNo),
    contact: PersonId,
    away: Away,
) -> Result<Option<Outgoing>> {
    let Some(office) = pen.office(office).await? else { return Ok(None) };
    let Some(dept) = projections::find_department(pen.conn, office.id, dept).await? else { return Ok(None) };
    let holds = projections::find_person_choice(pen.conn, contact).await?.away == Some(away);
    let Some(deputy) = dept.stands_in_for(contact).filter(|_| holds) else { return Ok(None) };
    let mut open = open_parts(pen.conn, deputy).await?;
    open.retain(|it| it.office.id == office.id && it.dept.no == dept.no);
    let (name, absent) = (pen.name(deputy).await?, pen.name(contact).await?);
    let until = pen.times(office.zone).day(away.until());
    let dept = &dept.profile.name;
    let text = say!(pen.words, StandIn { name: name, dept: dept, absent: absent, until: until, count: open.len() });
    let buttons = open.iter().take(PARTS_MAX).map(|it| {
        let due = pen.times(office.zone).button_day(it.deadline_at());
        vec![button(format!("{} {} · {due}", it.task.no, it.task.title), Press::Part(it.part))]
    });
    Ok(Some(Outgoing { buttons: buttons.collect(), ..lines(&[text]) }))
}

/// 别催了, for all that is open.
pub(super) fn hushed(pen: &Pen<'_>, count: usize) -> Outgoing {
    lines(&[say!(pen.words, HushedAll { count: count })])
}

/// For the lead: how many of the contacts chose so; by name only where names may show.
pub(super) async fn of_contacts(pen: &mut Pen<'_>, office: &Office, by_name: bool) -> Result<Vec<String>> {
    let today = office.work_time().local(pen.now).date();
    let (mut slow, mut away) = (Vec::new(), Vec::new());
    for dept in projections::list_departments(pen.conn, office.id).await? {
        let Some(contact) = dept.sits(Seat::Contact) else { continue };
        let choice = projections::find_person_choice(pen.conn, contact).await?;
        slow.extend(choice.slow.then(|| short(&dept.profile).to_owned()));
        away.extend(choice.is_away(today).then(|| short(&dept.profile).to_owned()));
    }
    let mut lines = Vec::new();
    if !slow.is_empty() {
        lines.push((say!(pen.words, ContactsSlow { count: slow.len() }), slow));
    }
    if !away.is_empty() {
        lines.push((say!(pen.words, ContactsAway { count: away.len() }), away));
    }
    let with_names = lines.into_iter().map(|(line, names)| {
        if !by_name || names.len() > NAMES_MAX {
            return line;
        }
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        say!(pen.words, ContactsNamed { line: line, names: pen.list(&names) })
    });
    Ok(with_names.collect())
}
