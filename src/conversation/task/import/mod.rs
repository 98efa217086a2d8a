//! `/task` with a CSV or XLSX: many tasks at once. All rows are shown first, then one button; what is there already is left out, so
//! that the corrected file can be sent whole.

mod columns;
mod publish;
mod row;
mod table;

pub(in crate::conversation) use publish::publish;
pub(in crate::conversation) use row::RowFault;
pub(in crate::conversation) use table::{BadRow, SheetTask, is_tasks};

use crate::chat::Attachment;
use crate::conversation::draft::{Draft, TasksDraft};
use crate::conversation::job::{self, Fetched, Job};
use crate::conversation::sheet;
use crate::conversation::turn::{Speaker, Turn, Turned};
use crate::domain::{Directory, OfficeId, Refusal, Slot, Toast};
use crate::store::projections;

use self::table::Known;

/// A file under `/task`, or in reply to its answer.
pub(in crate::conversation) async fn import(turn: &mut Turn<'_>, speaker: &Speaker, file: &Attachment) -> Turned {
    let office = turn.office_here(speaker).await?;
    turn.staff(&office, speaker).await?;
    sheet::fits(file)?;
    let job = Job::ReadTasks {
        office: office.id,
        chat: speaker.chat,
        message: speaker.message.unwrap_or_default(),
        topic: speaker.topic,
        file: file.file.clone(),
        name: file.name.clone().unwrap_or_default(),
    };
    Ok(job::insert(turn.conn, &job, turn.ctx.now).await?)
}

/// What the file holds, as a preview.
pub(in crate::conversation) async fn read(
    turn: &mut Turn<'_>,
    office: OfficeId,
    name: &str,
    fetched: Fetched,
) -> Turned<Slot> {
    let bytes = sheet::bytes(fetched)?;
    let office = turn.office(office).await?;
    let departments = projections::list_departments(turn.conn, office.id).await?;
    if departments.is_empty() {
        return Err(Refusal::NoRoster.into());
    }
    let known = known(turn, office.id).await?;
    let read = table::read(name, &bytes, &office, &Directory::new(&departments), &known, turn.ctx.now);
    let (rows, bad) = read.map_err(|problem| Refusal::SheetUnreadable { problem })?;
    let draft = Draft::Tasks(TasksDraft { office: office.id, rows, bad }).keep(turn).await?;
    Ok(Slot::TasksPreview { draft, page: 0 })
}

/// What the office asks already.
async fn known(turn: &mut Turn<'_>, office: OfficeId) -> Turned<Known> {
    let running = projections::list_running_tasks(turn.conn, office, turn.ctx.now).await?;
    Ok(Known { running, series: projections::list_series(turn.conn, office).await? })
}

/// Another page of the dry run.
pub(in crate::conversation) async fn turn_to(turn: &mut Turn<'_>, speaker: &Speaker, id: i64, page: usize) -> Turned {
    let Draft::Tasks(draft) = Draft::find(turn, id).await? else { return Err(Refusal::StaleCard.into()) };
    let office = turn.office(draft.office).await?;
    turn.staff(&office, speaker).await?;
    turn.answer(speaker, Slot::TasksPreview { draft: id, page }).await?;
    turn.toast(speaker, Toast::Silent).await
}
