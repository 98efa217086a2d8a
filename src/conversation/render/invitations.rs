//! Links for contacts, and the welcome of who opened one.

use std::fmt::Write as _;

use crate::chat::{Document, Outgoing, Text};
use crate::conversation::press::People;
use crate::domain::{DeptNo, Link, Office, OfficeId, Seat};
use crate::say;
use crate::store::{Result, person, projections};

use super::help::seat_name;
use super::pen::{Pen, button, lines};
use super::people;
use super::qr;

/// Three links of one department as text with their sheet, or all of them as the sheet alone.
pub(super) async fn links(pen: &mut Pen<'_>, id: OfficeId, links: &[Link], sheet: bool) -> Result<Option<Outgoing>> {
    let Some(office) = pen.office(id).await? else { return Ok(None) };
    let Some(first) = links.first() else { return Ok(None) };
    let day = pen.times(office.zone).day_of(first.expires_at);
    let rows = rows(pen, id, links).await?;
    let name = format!("{}.html", say!(pen.words, InviteFile));
    let document = Some(Document::Made { name, bytes: page(pen, &office, &rows) });
    let buttons = vec![vec![button(say!(pen.words, ButtonOpenLink), People::OpenLink(id))]];
    if sheet {
        let text = Text::plain(say!(pen.words, InviteSheet { count: links.len(), day: day }));
        return Ok(Some(Outgoing { text, buttons, document, ..Outgoing::default() }));
    }
    let Some(dept) = projections::find_department(pen.conn, id, first.dept).await? else { return Ok(None) };
    let mut text = vec![say!(pen.words, InviteOne { dept: &dept.profile.name, day: day })];
    for link in links {
        text.push(say!(pen.words, InviteSeat { seat: seat_name(pen, link.seat), link: pen.start_link(&link.code) }));
    }
    Ok(Some(Outgoing { buttons, document, ..lines(&text) }))
}

/// One row of the sheet: department, who it is for, link.
struct Row {
    dept: String,
    name: String,
    link: String,
}

async fn rows(pen: &mut Pen<'_>, id: OfficeId, links: &[Link]) -> Result<Vec<Row>> {
    let departments = projections::list_departments(pen.conn, id).await?;
    let mut rows = Vec::with_capacity(links.len());
    for link in links {
        let Some(dept) = departments.iter().find(|d| d.no == link.dept) else { continue };
        let named = dept.sitting(link.seat).and_then(|sitting| sitting.named);
        let name = match named {
            Some(named) => person::find_person(pen.conn, named).await?.and_then(|row| row.name).unwrap_or_default(),
            None => String::new(),
        };
        let name = if name.is_empty() { seat_name(pen, link.seat) } else { name };
        rows.push(Row { dept: dept.profile.name.clone(), name, link: pen.start_link(&link.code) });
    }
    Ok(rows)
}

/// A page that prints on paper and is cut along the lines, without any outside address.
fn page(pen: &Pen<'_>, office: &Office, rows: &[Row]) -> Vec<u8> {
    let title = escape(&say!(pen.words, InviteTitle { office: &office.name }));
    let how = escape(&say!(pen.words, InviteHow));
    let mut body = String::new();
    for row in rows {
        let (dept, name, link) = (escape(&row.dept), escape(&row.name), escape(&row.link));
        let code = qr::svg(&row.link).unwrap_or_default();
        let _ = writeln!(
            body,
            "<section><b>{dept}</b><span>{name}</span>{code}<small>{how}</small><a href=\"{link}\">{link}</a></section>"
        );
    }
    format!(
        "<!doctype html>\n<html lang=\"{}\"><meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\"><title>{title}</title>\n\
         <style>body{{font:14px/1.5 sans-serif;margin:1em}}\
         main{{display:grid;grid-template-columns:repeat(auto-fill,minmax(6.5cm,1fr))}}\
         section{{display:flex;flex-direction:column;align-items:center;text-align:center;gap:.3em;padding:.8em;\
         border:1px dashed #999;margin:-1px 0 0 -1px;break-inside:avoid}}svg{{width:4cm}}b{{font-size:1.2em}}\
         small,a{{color:#555;font-size:.75em;word-break:break-all}}</style>\n\
         <h1>{title}</h1>\n<main>\n{body}</main></html>\n",
        pen.words.lang.tag()
    )
    .into_bytes()
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

pub(super) fn all_joined(pen: &Pen<'_>) -> Outgoing {
    lines(&[say!(pen.words, AllJoined)])
}

pub(super) fn sent_privately(pen: &Pen<'_>) -> Outgoing {
    lines(&[say!(pen.words, SentPrivately)])
}

/// Who took a seat sees at once what is expected.
pub(super) async fn welcome(pen: &mut Pen<'_>, id: OfficeId, dept: DeptNo, seat: Seat) -> Result<Option<Outgoing>> {
    let Some(office) = pen.office(id).await? else { return Ok(None) };
    let Some(dept) = projections::find_department(pen.conn, id, dept).await? else { return Ok(None) };
    let sitting = dept.sitting(seat);
    let name = match sitting.and_then(|s| s.named.or(s.joined)) {
        Some(person) => pen.name(person).await?,
        None => String::new(),
    };
    let seat_name = seat_name(pen, seat);
    let dept_name = &dept.profile.name;
    let mut text =
        vec![say!(pen.words, Welcome { name: name, office: &office.name, dept: dept_name, seat: seat_name })];
    let joined = sitting.and_then(|s| s.joined);
    match joined {
        Some(person) if seat != Seat::Leader => {
            text.push(say!(pen.words, WelcomeHow));
            let absent = dept.sits(Seat::Contact).filter(|contact| seat == Seat::Deputy && *contact != person);
            if let Some(contact) = absent {
                let today = office.work_time().local(pen.now).date();
                let away = projections::find_person_choice(pen.conn, contact).await?.away.filter(|it| it.holds(today));
                let name = pen.name(contact).await?;
                let Some(away) = away else {
                    text.push(say!(pen.words, WelcomeDeputy { name: name }));
                    return Ok(Some(lines(&text)));
                };
                let until = pen.times(office.zone).day(away.until());
                text.push(say!(pen.words, WelcomeStandIn { name: name, until: until }));
            }
            people::with_open(pen, person, &[(id, dept.no)], text).await.map(Some)
        }
        _ => {
            text.push(say!(pen.words, WelcomeLeader));
            Ok(Some(lines(&text)))
        }
    }
}
