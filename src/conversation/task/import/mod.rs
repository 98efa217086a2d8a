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
use crate::conversation::roster::too_large;
use crate::conversation::sheet::MEGABYTES_MAX;
use crate::conversation::turn::{Speaker, Turn, Turned};
use crate::domain::{Directory, OfficeId, Refusal, Slot, Toast};
use crate::store::projections;

/// A file under `/task`, or in reply to its answer.
pub(in crate::conversation) async fn import(turn: &mut Turn<'_>, speaker: &Speaker, file: &Attachment) -> Turned {
    let office = turn.office_here(speaker).await?;
    turn.staff(&office, speaker).await?;
    if file.size.is_some_and(|bytes| bytes > i64::from(MEGABYTES_MAX) * 1024 * 1024) {
        return Err(too_large());
    }
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

/// Whether a file under `/task …` is a table of many, and not a notice that belongs to the words.
pub(in crate::conversation) fn is_table(file: &Attachment) -> bool {
    let name = file.name.as_deref().unwrap_or_default().to_lowercase();
    [".csv", ".xlsx", ".xls", ".tsv", ".txt"].iter().any(|end| name.ends_with(end))
}

/// What the file holds, as a preview.
pub(in crate::conversation) async fn read(
    turn: &mut Turn<'_>,
    office: OfficeId,
    name: &str,
    fetched: Fetched,
) -> Turned<Slot> {
    let bytes = match fetched {
        Fetched::Bytes(bytes) => bytes,
        Fetched::TooLarge => return Err(too_large()),
        Fetched::Kept { .. } | Fetched::Lost => return Err(Refusal::FileLost.into()),
    };
    let office = turn.office(office).await?;
    let departments = projections::list_departments(turn.conn, office.id).await?;
    if departments.is_empty() {
        return Err(Refusal::NoRoster.into());
    }
    let running = projections::list_running_tasks(turn.conn, office.id, turn.ctx.now).await?;
    let series = projections::list_series(turn.conn, office.id).await?;
    let known = table::Known { running: &running, series: &series };
    let read = table::read(name, &bytes, &office, &Directory::new(&departments), known, turn.ctx.now);
    let (rows, bad) = read.map_err(|problem| Refusal::SheetUnreadable { problem })?;
    let draft = Draft::Tasks(TasksDraft { office: office.id, rows, bad }).keep(turn).await?;
    Ok(Slot::TasksPreview { draft, page: 0 })
}

/// Another page of the dry run.
pub(in crate::conversation) async fn turn_to(turn: &mut Turn<'_>, speaker: &Speaker, id: i64, page: usize) -> Turned {
    let Draft::Tasks(draft) = Draft::find(turn, id).await? else { return Err(Refusal::StaleCard.into()) };
    let office = turn.office(draft.office).await?;
    turn.staff(&office, speaker).await?;
    turn.answer(speaker, Slot::TasksPreview { draft: id, page }).await?;
    turn.toast(speaker, Toast::Silent).await
}
