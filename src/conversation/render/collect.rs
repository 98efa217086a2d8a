//! Collected material on its way to who asked.

use crate::chat::{Document, Outgoing, Text};
use crate::conversation::collect::counted;
use crate::domain::{OfficeId, Slot, TaskNo};
use crate::say;
use crate::store::{Result, projections};

use super::pen::{Pen, lines, short};

/// Departments that a caption names.
const NAMES_MAX: usize = 20;

/// Whatever is said about it.
pub(super) async fn draw(pen: &mut Pen<'_>, slot: &Slot) -> Result<Option<Outgoing>> {
    match slot {
        Slot::Collecting { office, task, private } => collecting(pen, *office, *task, *private).await,
        Slot::CollectFailed { office, task } => failed(pen, *office, *task).await,
        Slot::Collected { office, task, no, of, name, path, files, damaged } => {
            let text = caption(pen, (*office, *task), (*no, *of), *files, damaged).await?;
            let document = Some(Document::Spooled { name: name.clone(), path: path.into() });
            Ok(text.map(|text| Outgoing { text: Text::plain(text), document, ..Outgoing::default() }))
        }
        _ => Ok(None),
    }
}

async fn collecting(pen: &mut Pen<'_>, office: OfficeId, no: TaskNo, private: bool) -> Result<Option<Outgoing>> {
    let Some(task) = projections::find_task(pen.conn, office, no).await? else { return Ok(None) };
    let parts = projections::list_assignments_of_task(pen.conn, office, no).await?;
    let (files, unkept) = counted(&parts);
    let code = no.to_string();
    let sentence = if private {
        say!(pen.words, Collecting { code: code, task: &task.title, files: files })
    } else {
        say!(pen.words, CollectingPrivately { code: code, task: &task.title, files: files })
    };
    let mut text = vec![sentence];
    text.extend((unkept > 0).then(|| say!(pen.words, CollectUnkept { count: unkept })));
    Ok(Some(lines(&text)))
}

async fn failed(pen: &mut Pen<'_>, office: OfficeId, no: TaskNo) -> Result<Option<Outgoing>> {
    let Some(task) = projections::find_task(pen.conn, office, no).await? else { return Ok(None) };
    Ok(Some(lines(&[say!(pen.words, CollectFailed { code: no.to_string(), task: &task.title })])))
}

async fn caption(
    pen: &mut Pen<'_>,
    (office, no): (OfficeId, TaskNo),
    (archive, of): (usize, usize),
    files: usize,
    damaged: &[String],
) -> Result<Option<String>> {
    let Some(task) = projections::find_task(pen.conn, office, no).await? else { return Ok(None) };
    let (code, title) = (no.to_string(), &task.title);
    let mut text = vec![if of == 1 {
        say!(pen.words, CollectedOne { code: code, task: title, files: files })
    } else {
        say!(pen.words, Collected { code: code, task: title, no: archive, of: of, files: files })
    }];
    if archive == 1 {
        text.push(say!(pen.words, CollectContents));
        let open = projections::list_open_assignments_of_task(pen.conn, office, no).await?;
        let departments = projections::list_departments(pen.conn, office).await?;
        let names: Vec<&str> = open
            .iter()
            .filter_map(|it| departments.iter().find(|dept| dept.no == it.dept))
            .map(|dept| short(&dept.profile))
            .take(NAMES_MAX)
            .collect();
        if !names.is_empty() {
            let listed = pen.list(&names);
            let names = if open.len() > NAMES_MAX {
                say!(pen.words, EtAl { names: listed, count: open.len() })
            } else {
                listed
            };
            text.push(say!(pen.words, CollectOpen { count: open.len(), names: names }));
        }
    }
    if !damaged.is_empty() {
        let names: Vec<&str> = damaged.iter().map(String::as_str).collect();
        text.push(say!(pen.words, CollectDamaged { names: pen.list(&names) }));
    }
    Ok(Some(text.join("\n")))
}
