//! Links for contacts, and the welcome of who opened one.

use std::fmt::Write as _;

use crate::chat::{Document, Outgoing, Text};
use crate::domain::{DeptNo, Link, Office, OfficeId, Seat};
use crate::say;
use crate::store::{Result, person, projections};

use super::help::seat_name;
use super::pen::{Pen, lines};

/// Three links of one department as text, or all of them as one printable sheet.
pub(super) async fn links(pen: &mut Pen<'_>, id: OfficeId, links: &[Link], sheet: bool) -> Result<Option<Outgoing>> {
    let Some(office) = pen.office(id).await? else { return Ok(None) };
    let Some(first) = links.first() else { return Ok(None) };
    let day = pen.times(office.zone).day_of(first.expires_at);
    if sheet {
        let rows = rows(pen, id, links).await?;
        let text = Text::plain(say!(pen.words, InviteSheet { count: links.len(), day: day }));
        let document =
            Document::Made { name: format!("{}.html", say!(pen.words, InviteFile)), bytes: page(pen, &office, &rows) };
        return Ok(Some(Outgoing { text, document: Some(document), ..Outgoing::default() }));
    }
    let Some(dept) = projections::find_department(pen.conn, id, first.dept).await? else { return Ok(None) };
    let mut text = vec![say!(pen.words, InviteOne { dept: &dept.profile.name, day: day })];
    for link in links {
        text.push(say!(pen.words, InviteSeat { seat: seat_name(pen, link.seat), link: pen.start_link(&link.code) }));
    }
    Ok(Some(lines(&text)))
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

/// A page that prints on paper, without any outside address.
fn page(pen: &Pen<'_>, office: &Office, rows: &[Row]) -> Vec<u8> {
    let title = escape(&say!(pen.words, InviteTitle { office: &office.name }));
    let how = escape(&say!(pen.words, InviteHow));
    let mut body = String::new();
    for row in rows {
        let (dept, name, link) = (escape(&row.dept), escape(&row.name), escape(&row.link));
        let _ = writeln!(body, "<tr><td>{dept}</td><td>{name}</td><td><a href=\"{link}\">{link}</a></td></tr>");
    }
    format!(
        "<!doctype html>\n<html lang=\"{}\"><meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\"><title>{title}</title>\n\
         <style>body{{font:14px/1.6 sans-serif;margin:2em}}table{{border-collapse:collapse;width:100%}}\
         td{{border:1px solid #999;padding:.4em .6em}}tr{{page-break-inside:avoid}}a{{color:inherit;word-break:break-all}}</style>\n\
         <h1>{title}</h1><p>{how}</p>\n<table>\n{body}</table></html>\n",
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
pub(super) async fn welcome(
    pen: &mut Pen<'_>,
    id: OfficeId,
    dept: DeptNo,
    seat: Seat,
    open: usize,
) -> Result<Option<Outgoing>> {
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
    if seat == Seat::Leader {
        text.push(say!(pen.words, WelcomeLeader));
    } else {
        text.push(say!(pen.words, WelcomeHow));
        text.push(if open > 0 {
            say!(pen.words, WelcomeOpen { count: open })
        } else {
            say!(pen.words, WelcomeNothing)
        });
    }
    Ok(Some(lines(&text)))
}
