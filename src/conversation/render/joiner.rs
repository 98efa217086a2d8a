//! The link that anybody may open, and who waits to be let in.

use crate::chat::{Button, Outgoing};
use crate::conversation::press::People;
use crate::domain::{OfficeId, Seat, Slot};
use crate::say;
use crate::store::joiner::{self, Joiner};
use crate::store::{Result, projections};

use super::help::seat_name;
use super::pen::{Pen, button, lines};
use super::qr;

pub(super) async fn draw(pen: &mut Pen<'_>, slot: &Slot) -> Result<Option<Outgoing>> {
    Ok(match slot {
        Slot::OpenLink { office, code } => link(pen, *office, code.as_deref()).await?,
        Slot::JoinAsk { office } => {
            let office = pen.office(*office).await?;
            office.map(|office| lines(&[say!(pen.words, JoinAsk { office: &office.name })]))
        }
        Slot::JoinSeat { said } => {
            let seat = |seat| button(seat_name(pen, seat), People::JoinAs(seat));
            let buttons = vec![Seat::ALL.map(seat).to_vec()];
            Some(Outgoing { buttons, ..lines(&[say!(pen.words, JoinSeat { said: said })]) })
        }
        Slot::JoinWaits { office } => {
            let office = pen.office(*office).await?;
            office.map(|office| lines(&[say!(pen.words, JoinWaits { office: &office.name })]))
        }
        Slot::JoinerCard { office, id } => Some(card(pen, *office, *id).await?),
        Slot::JoinerDecided { .. } => decided(pen, slot).await?,
        Slot::NotLetIn { office } => {
            let office = pen.office(*office).await?;
            office.map(|office| lines(&[say!(pen.words, NotLetIn { office: &office.name })]))
        }
        _ => None,
    })
}

/// The link with its code where it was just made; else that it stands open, or is closed.
async fn link(pen: &mut Pen<'_>, id: OfficeId, code: Option<&str>) -> Result<Option<Outgoing>> {
    let Some(office) = pen.office(id).await? else { return Ok(None) };
    let Some(until) = joiner::find_link(pen.conn, id, pen.now).await? else {
        let buttons = vec![vec![button(say!(pen.words, ButtonOpenLink), People::RenewLink(id))]];
        return Ok(Some(Outgoing { buttons, ..lines(&[say!(pen.words, OpenLinkClosed)]) }));
    };
    let day = pen.times(office.zone).day_of(until);
    let buttons = vec![vec![
        button(say!(pen.words, ButtonRenewLink), People::RenewLink(id)),
        button(say!(pen.words, ButtonCloseLink), People::CloseLink(id)),
    ]];
    let Some(code) = code else {
        return Ok(Some(Outgoing { buttons, ..lines(&[say!(pen.words, OpenLinkOn { day: day })]) }));
    };
    let link = pen.start_link(code);
    let text = [say!(pen.words, OpenLinkNew { day: day, link: &link }), say!(pen.words, OpenLinkHow)];
    let document = qr::picture(&say!(pen.words, OpenLinkFile), &link);
    Ok(Some(Outgoing { buttons, document, ..lines(&text) }))
}

/// To staff: who wants which seat, and who has it now.
async fn card(pen: &mut Pen<'_>, office: OfficeId, id: i64) -> Result<Outgoing> {
    let gone = lines(&[say!(pen.words, JoinerGone)]);
    let Some(it) = joiner::find(pen.conn, office, id).await? else { return Ok(gone) };
    let Some(dept) = projections::find_department(pen.conn, office, it.dept).await? else { return Ok(gone) };
    let name = pen.name(it.person).await?;
    let seat = seat_name(pen, it.seat);
    let mut text = vec![say!(pen.words, JoinerAsks { name: &name, dept: &dept.profile.name, seat: seat })];
    let sits = dept.sitting(it.seat).and_then(|row| row.joined);
    text.push(match sits {
        Some(sits) => say!(pen.words, JoinerReplaces { who: pen.name(sits).await? }),
        None => say!(pen.words, JoinerFree),
    });
    let waiting = joiner::list(pen.conn, office).await?;
    let rivals = waiting.iter().filter(|other| other.id != it.id && (other.dept, other.seat) == (it.dept, it.seat));
    let rivals = rivals.count();
    if rivals > 0 {
        text.push(say!(pen.words, JoinerRivals { count: rivals }));
    }
    text.push(say!(pen.words, JoinerCheck));
    let buttons = vec![vec![
        button(say!(pen.words, ButtonAdmit), People::Admit(office, id, sits.map_or(0, |person| person.0))),
        button(say!(pen.words, ButtonTurnAway), People::TurnAway(office, id)),
    ]];
    Ok(Outgoing { buttons, ..lines(&text) })
}

async fn decided(pen: &mut Pen<'_>, slot: &Slot) -> Result<Option<Outgoing>> {
    let Slot::JoinerDecided { office, person, dept, seat, admitted } = slot else { return Ok(None) };
    let Some(dept) = projections::find_department(pen.conn, *office, *dept).await? else { return Ok(None) };
    let (name, seat, dept) = (pen.name(*person).await?, seat_name(pen, *seat), dept.profile.name);
    Ok(Some(lines(&[if *admitted {
        say!(pen.words, JoinerAdmitted { name: name, dept: dept, seat: seat })
    } else {
        say!(pen.words, JoinerTurnedAway { name: name, dept: dept, seat: seat })
    }])))
}

/// One line of `/review`, and its button.
pub(super) async fn row(pen: &mut Pen<'_>, office: OfficeId, it: &Joiner) -> Result<(String, Vec<Button>)> {
    let dept = projections::find_department(pen.conn, office, it.dept).await?;
    let dept = dept.map(|dept| super::pen::short(&dept.profile).to_owned()).unwrap_or_default();
    let name = pen.name(it.person).await?;
    let line = say!(pen.words, ReviewJoiner { name: name, dept: &dept, seat: seat_name(pen, it.seat) });
    let label = say!(pen.words, ButtonReviewJoiner { dept: &dept });
    Ok((line, vec![button(label, People::JoinerCard(office, it.id))]))
}
