//! `/playbook 名称` with a CSV or XLSX: all steps are shown first, then one button; the same name replaces for what is started later.

use crate::chat::Attachment;
use crate::conversation::draft::{Draft, PlaybookDraft};
use crate::conversation::job::{self, Fetched, Job};
use crate::conversation::sheet;
use crate::conversation::turn::{Speaker, Turn, Turned};
use crate::domain::plain::clean;
use crate::domain::{Actor, Directory, OfficeId, Refusal, Slot, Toast, playbook};
use crate::store::projections;

use super::table;

const NAME_CHARACTERS_MAX: usize = 40;

/// A file under `/playbook`, or in reply to its answer.
pub(in crate::conversation) async fn import(
    turn: &mut Turn<'_>,
    speaker: &Speaker,
    file: &Attachment,
    title: &str,
) -> Turned {
    let office = turn.office_here(speaker).await?;
    turn.staff(&office, speaker).await?;
    sheet::fits(file)?;
    let name = file.name.clone().unwrap_or_default();
    let title = match clean(title) {
        title if title.is_empty() => clean(name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem)),
        title => title,
    };
    if title.chars().count() > NAME_CHARACTERS_MAX {
        return Err(Refusal::TooLong { field: "playbook".into(), characters_max: NAME_CHARACTERS_MAX }.into());
    }
    let job = Job::ReadPlaybook {
        office: office.id,
        chat: speaker.chat,
        message: speaker.message.unwrap_or_default(),
        topic: speaker.topic,
        file: file.file.clone(),
        name,
        title,
    };
    Ok(job::insert(turn.conn, &job, turn.ctx.now).await?)
}

/// What the file holds, as a preview.
pub(in crate::conversation) async fn read(
    turn: &mut Turn<'_>,
    office: OfficeId,
    name: &str,
    title: &str,
    fetched: Fetched,
) -> Turned<Slot> {
    let bytes = sheet::bytes(fetched)?;
    let departments = projections::list_departments(turn.conn, office).await?;
    if departments.is_empty() {
        return Err(Refusal::NoRoster.into());
    }
    let read = table::read(name, &bytes, &Directory::new(&departments));
    let (steps, bad) = read.map_err(|problem| Refusal::SheetUnreadable { problem })?;
    let draft = Draft::Playbook(PlaybookDraft { office, name: title.to_owned(), steps, bad }).keep(turn).await?;
    Ok(Slot::PlaybookPreview { draft })
}

/// The button under the dry run.
pub(in crate::conversation) async fn keep(turn: &mut Turn<'_>, speaker: &Speaker, id: i64) -> Turned {
    let Draft::Playbook(draft) = Draft::find(turn, id).await? else { return Err(Refusal::StaleCard.into()) };
    let office = turn.office(draft.office).await?;
    let person = turn.staff(&office, speaker).await?;
    if !draft.bad.is_empty() {
        return Err(Refusal::StaleCard.into());
    }
    Draft::take(turn, id).await?;
    let known = projections::list_playbooks(turn.conn, office.id).await?;
    let next = projections::next_playbook_no(turn.conn, office.id).await?;
    let event = playbook::keep(&known, next, draft.name, draft.steps);
    turn.enter(office.id, Actor::Person(person), vec![event]).await?;
    turn.answer(speaker, Slot::Playbooks { office: office.id }).await?;
    turn.toast(speaker, Toast::Imported).await
}
