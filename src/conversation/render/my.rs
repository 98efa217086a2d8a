//! `/my`: what is open for a person, by deadline, each with a button.

use crate::chat::Outgoing;
use crate::conversation::contact::{Loaded, open_parts};
use crate::conversation::press::Press;
use crate::domain::PersonId;
use crate::say;
use crate::store::Result;

use super::origin::Origin;
use super::pen::{Pen, button, lines, pager};

const LINES_A_PAGE: usize = 8;

pub(super) async fn my(pen: &mut Pen<'_>, person: PersonId, page: usize) -> Result<Outgoing> {
    let open = open_parts(pen.conn, person).await?;
    if open.is_empty() {
        return Ok(lines(&[say!(pen.words, MyNone)]));
    }
    let pages = open.len().div_ceil(LINES_A_PAGE);
    let page = page.min(pages - 1);
    let shown: Vec<&Loaded> = open.iter().skip(page * LINES_A_PAGE).take(LINES_A_PAGE).collect();
    let origin = Origin::of(pen, person).await?;
    let mut text = vec![say!(pen.words, MyHead { count: open.len() }), String::new()];
    text.extend(shown.iter().map(|it| line(pen, it, &origin)));
    if pages > 1 {
        text.push(say!(pen.words, PageOf { page: page + 1, pages: pages }));
    }
    let mut buttons: Vec<_> = shown
        .iter()
        .map(|it| vec![button(format!("{} {}", it.task.no, it.task.title), Press::Part(it.part))])
        .collect();
    buttons.push(pager(pen.words, page, pages, Press::My));
    buttons.retain(|row| !row.is_empty());
    Ok(Outgoing { buttons, ..lines(&text) })
}

pub(super) fn line(pen: &Pen<'_>, it: &Loaded, origin: &Origin) -> String {
    let times = pen.times(it.office.zone);
    let due = times.moment(it.deadline_at());
    let state = crate::domain::standing::standing(&it.task, &it.assignment, pen.now);
    say!(
        pen.words,
        MyLine {
            code: it.task.no.to_string(),
            task: &it.task.title,
            from: origin.brackets(pen, it),
            due: due,
            state: super::status::state(pen, state),
        }
    )
}
