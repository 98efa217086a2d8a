//! A whole table of tasks, row by row.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::columns::{Column, HEADERS};
use super::row::{Reading, RowFault};
use crate::conversation::draft::TaskDraft;
use crate::conversation::sheet::{self, Table};
use crate::domain::plain::key;
use crate::domain::{Deadline, Directory, Moment, Office, Series, SheetProblem, Task};

/// More are several tables.
const ROWS_MAX: usize = 200;

/// A row that would be published or registered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::conversation) struct SheetTask {
    /// Its line in the file.
    pub(in crate::conversation) line: usize,
    /// What it asks; nothing is left open.
    pub(in crate::conversation) draft: TaskDraft,
    /// 截止原文 says another deadline than 截止, which counts.
    pub(in crate::conversation) differs: bool,
}

/// A row that is left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::conversation) struct BadRow {
    /// Its line in the file.
    pub(in crate::conversation) line: usize,
    /// Why.
    #[serde(flatten)]
    pub(in crate::conversation) fault: RowFault,
}

/// What is there already.
pub(super) struct Known {
    pub(super) running: Vec<Task>,
    pub(super) series: Vec<Series>,
}

/// Whether a table's headers are those of tasks, where it was not said what it is.
pub(in crate::conversation) fn is_tasks(name: &str, bytes: &[u8]) -> bool {
    let missing = |found| SheetProblem::NoTaskColumns { found };
    sheet::read(name, bytes, HEADERS, Column::Title, missing).is_ok_and(|table| has_due(&table))
}

/// The rows in the order of the file, and those that are left out.
pub(super) fn read(
    name: &str,
    bytes: &[u8],
    office: &Office,
    directory: &Directory,
    known: &Known,
    now: Moment,
) -> Result<(Vec<SheetTask>, Vec<BadRow>), SheetProblem> {
    let missing = |found| SheetProblem::NoTaskColumns { found };
    let table = sheet::read(name, bytes, HEADERS, Column::Title, missing)?;
    if !has_due(&table) || !table.columns.contains_key(&Column::Who) {
        return Err(SheetProblem::NoTaskColumns { found: vec![] });
    }
    if table.lines.len() > ROWS_MAX {
        return Err(SheetProblem::TooManyRows { rows_max: ROWS_MAX });
    }
    let reading = Reading { office, directory, columns: &table.columns, now };
    let (mut rows, mut bad) = (Vec::new(), Vec::new());
    let mut first_lines: BTreeMap<(String, String), usize> = BTreeMap::new();
    for line in &table.lines {
        let read = reading.row(line).and_then(|row| match doubled(&row.draft, office, known, now) {
            Some(fault) => Err(fault),
            None => Ok(row),
        });
        let read = read.and_then(|row| match first_lines.insert(identity(&row.draft), line.number) {
            Some(first) => Err(RowFault::Twice { first }),
            None => Ok(row),
        });
        match read {
            Ok(row) => rows.push(row),
            Err(fault) => bad.push(BadRow { line: line.number, fault }),
        }
    }
    Ok((rows, bad))
}

fn has_due(table: &Table<Column>) -> bool {
    [Column::Due, Column::Said].iter().any(|column| table.columns.contains_key(column))
}

/// A name and a deadline are one task, however often the file is sent.
fn identity(draft: &TaskDraft) -> (String, String) {
    let due = draft.deadline.as_ref().map(|it| it.at.to_rfc3339());
    let rule = draft.repeats.as_ref().map(|it| it.rule.to_string());
    (key(&draft.title), due.or(rule).unwrap_or_default())
}

/// Whether the same is there already, as of now.
pub(super) fn doubled(draft: &TaskDraft, office: &Office, known: &Known, now: Moment) -> Option<RowFault> {
    if let Some(deadline) = &draft.deadline {
        // 6小时内 is another moment each time the file is sent.
        let is_same = |other: &Deadline| {
            let is_counted = deadline.said_at.is_some() && other.at > now;
            other.at == deadline.at || (is_counted && other.said == deadline.said)
        };
        let task = known.running.iter().find(|it| key(&it.title) == key(&draft.title) && is_same(&it.deadline));
        return task.map(|it| RowFault::Published { task: it.no });
    }
    let meant = draft.series(office.rules(), now)?.plan;
    let series = known.series.iter().find(|it| it.plan.title == meant.title && it.plan.rule == meant.rule);
    series.map(|it| RowFault::Registered { series: it.no })
}

#[cfg(test)]
mod tests;
