//! `/handover`: the ways to hand over, the link, and what the giver is told.

use chrono::NaiveDate;

use crate::chat::Outgoing;
use crate::conversation::handover::{deputy, to_give};
use crate::conversation::press::{Offer, People};
use crate::domain::handover::days_to_offer;
use crate::domain::{DeptNo, Handover, OfficeId, PersonId, Seat, Slot};
use crate::say;
use crate::store::{Result, handover};

use super::pen::{Pen, button, lines};
use super::people::{Of, department, last_of, named, open_of};

pub(super) async fn draw(pen: &mut Pen<'_>, slot: &Slot) -> Result<Option<Outgoing>> {
    match slot {
        Slot::HandoverCard { person, scope, until } => card(pen, *person, *scope, *until).await,
        Slot::HandoverLink { code, doc } => link(pen, code, doc).await,
        Slot::HandoverWaits { person } => waits(pen, *person).await,
        Slot::HandoverWithdrawn => Ok(Some(lines(&[say!(pen.words, HandoverWithdrawn)]))),
        Slot::HandedOver { to, of, until } => handed_over(pen, *to, of, *until).await,
        _ => Ok(None),
    }
}

/// `/handover`
async fn card(
    pen: &mut Pen<'_>,
    person: PersonId,
    scope: Option<(OfficeId, DeptNo)>,
    until: Option<NaiveDate>,
) -> Result<Option<Outgoing>> {
    let of = to_give(pen.conn, person, scope).await?;
    let Some((first, _)) = of.first() else { return Ok(None) };
    let Some(office) = pen.office(*first).await? else { return Ok(None) };
    let mut is_contact = false;
    let mut text = Vec::new();
    let mut rows = Vec::new();
    for (id, no) in &of {
        let Some((office, dept)) = department(pen, *id, *no).await? else { continue };
        is_contact |= dept.to_give(person).contains(&Seat::Contact);
        let row = dept.sitting(Seat::StandIn).cloned();
        if let Some((stand_in, until)) = row.and_then(|row| Some((row.joined?, row.until?))) {
            let name = pen.name(stand_in).await?;
            let day = pen.times(office.zone).day_of(last_of(until));
            text.push(say!(pen.words, HandoverLent { dept: &dept.profile.name, name: name, day: day }));
            rows = vec![vec![button(say!(pen.words, ButtonImBack), People::TakeBack)]];
        }
    }
    let (depts, _) = named(pen, &of).await?;
    text.push(say!(pen.words, HandoverAsk { depts: depts }));
    text.push(say!(pen.words, HandoverHow));
    if let Some(waiting) = handover::find_of(pen.conn, person, pen.now).await? {
        let day = pen.times(office.zone).day_of(last_of(waiting.expires_at));
        text.push(say!(pen.words, HandoverPending { day: day }));
        rows.push(vec![button(say!(pen.words, ButtonWithdrawLink), People::Withdraw)]);
    }
    let days = match until {
        Some(day) => vec![day],
        None => days_to_offer(&office.work_time(), pen.now),
    };
    let days: Vec<NaiveDate> = days.into_iter().filter(|_| is_contact).collect();
    let times = pen.times(office.zone);
    let mut ways = Vec::new();
    if let Some(deputy) = deputy(pen.conn, person, &of).await? {
        let name = pen.name(deputy).await?;
        let offer = |until| People::HandOver(Offer { scope, until, deputy: true });
        for day in &days {
            let label = say!(pen.words, ButtonDeputyWhile { name: &name, day: times.day(*day) });
            ways.push(vec![button(label, offer(Some(*day)))]);
        }
        ways.push(vec![button(say!(pen.words, ButtonDeputyGood { name: &name }), offer(None))]);
    }
    let offer = |until| People::HandOver(Offer { scope, until, deputy: false });
    for day in &days {
        ways.push(vec![button(say!(pen.words, ButtonWhile { day: times.day(*day) }), offer(Some(*day)))]);
    }
    ways.push(vec![button(say!(pen.words, ButtonGood), offer(None))]);
    ways.extend(rows);
    Ok(Some(Outgoing { buttons: ways, ..lines(&text) }))
}

/// A message that can be forwarded as it is.
async fn link(pen: &mut Pen<'_>, code: &str, doc: &Handover) -> Result<Option<Outgoing>> {
    let (depts, leads) = named(pen, &doc.of).await?;
    let giver = pen.name(doc.giver).await?;
    let link = pen.start_link(code);
    let text = match doc.until {
        Some(day) => {
            let day = pen.own_times().day(day);
            say!(pen.words, HandoverLinkWhile { giver: giver, depts: depts, leads: leads, day: day, link: link })
        }
        None => say!(pen.words, HandoverLinkGood { giver: giver, depts: depts, leads: leads, link: link }),
    };
    Ok(Some(lines(&[text])))
}

async fn waits(pen: &mut Pen<'_>, person: PersonId) -> Result<Option<Outgoing>> {
    let Some(it) = handover::find_of(pen.conn, person, pen.now).await? else { return Ok(None) };
    let times = pen.own_times();
    let expires = times.day_of(last_of(it.expires_at));
    let text = match it.doc.until {
        Some(day) => say!(pen.words, HandoverWaitsWhile { day: times.day(day), expires: expires }),
        None => say!(pen.words, HandoverWaitsGood { expires: expires }),
    };
    let buttons = vec![vec![button(say!(pen.words, ButtonWithdrawLink), People::Withdraw)]];
    Ok(Some(Outgoing { buttons, ..lines(&[text]) }))
}

async fn handed_over(pen: &mut Pen<'_>, to: PersonId, of: &Of, until: Option<NaiveDate>) -> Result<Option<Outgoing>> {
    let (depts, _) = named(pen, of).await?;
    let name = pen.name(to).await?;
    let count = open_of(pen, to, of).await?.len();
    let text = match until {
        Some(day) => {
            let day = pen.own_times().day(day);
            say!(pen.words, HandedOverWhile { name: name, depts: depts, day: day, count: count })
        }
        None => say!(pen.words, HandedOverGood { name: name, depts: depts, count: count }),
    };
    Ok(Some(lines(&[text])))
}
