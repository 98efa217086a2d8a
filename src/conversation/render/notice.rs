//! The notice: what is asked, by when, in what form, and how to answer. Several parts of one person are one message.

use crate::chat::{Outgoing, Text};
use crate::conversation::contact::{Loaded, load};
use crate::domain::{Focus, Part, PersonId};
use crate::say;
use crate::store::Result;

use super::Draw;
use super::emergency;
use super::part::{buttons, items_asked, notice_sentence, numbered_focus_line, state_line, step_lines, terms_line};
use super::pen::Pen;

pub(super) async fn notice(
    pen: &mut Pen<'_>,
    person: PersonId,
    parts: &[Part],
    focus: Option<Focus>,
) -> Result<Option<Draw>> {
    let mut loaded = Vec::with_capacity(parts.len());
    for part in parts {
        // Who sat there when it was planned may sit there no more.
        loaded.extend(load(pen.conn, *part).await?.filter(|it| it.dept.answers(person)));
    }
    let notified: Vec<(Part, PersonId)> = loaded.iter().map(|it| (it.part, person)).collect();
    let emergencies = loaded.iter().filter(|it| it.task.emergency().is_some()).count();
    if emergencies > 1 && emergencies == loaded.len() {
        loaded.sort_by_key(|it| (it.deadline_at(), it.part));
        let parts: Vec<&Loaded> = loaded.iter().collect();
        let message = emergency::notice(pen, person, &parts, focus).await?;
        return Ok(Some(Draw { notified, ..Draw::from(message) }));
    }
    let Some(first) = loaded.first() else { return Ok(None) };
    let name = pen.name_in(first, person).await?;
    let single = loaded.len() == 1;
    let mut text = if single {
        Text::plain(notice_sentence(pen, first, &name))
    } else {
        Text::plain(say!(pen.words, NoticeHead { name: name, count: loaded.len() }))
    };
    let mut rows = Vec::new();
    for (at, it) in loaded.iter().enumerate() {
        let no = at + 1;
        if !single {
            let due = pen.times(it.office.zone).moment(it.deadline_at());
            let block = say!(
                pen.words,
                NoticeBlock {
                    dept: &it.dept.profile.name,
                    lead: &it.office.name,
                    task: &it.task.title,
                    items: items_asked(pen, it),
                    due: due,
                }
            );
            text = text.line().line().bold(format!("{no}. ")).then(block);
        }
        for line in step_lines(pen, it).await? {
            text = text.line().then(line);
        }
        if let Some(terms) = terms_line(pen, it) {
            text = text.line().then(terms);
        }
        if let Some(state) = state_line(pen, it) {
            text = if single { text.line().line() } else { text.line() }.then(state);
        }
        rows.extend(buttons(pen, it, focus, (!single).then_some(no)));
    }
    let parts: Vec<&Loaded> = loaded.iter().collect();
    if let Some(question) = numbered_focus_line(pen, focus, &parts) {
        text = text.line().line().bold(question);
    }
    Ok(Some(Draw { notified, ..Draw::from(Outgoing { text, buttons: rows, ..Outgoing::default() }) }))
}
