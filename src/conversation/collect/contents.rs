//! The contents sheet of a collection: what is in, file by file, and what is missing, part by part.

use crate::domain::assignment::HandIn;
use crate::domain::{Department, Office, Task};
use crate::report::table::{Cell, Table};
use crate::report::xlsx;
use crate::say;
use crate::wording::Words;

/// A file of the collection, or a hand-in without one.
pub(super) struct Line<'a> {
    pub(super) dept: &'a Department,
    pub(super) hand_in: &'a HandIn,
    /// Its name in the archive; none if it went another way, or is not kept.
    pub(super) name: Option<String>,
    /// Which archive, from 1.
    pub(super) archive: Option<usize>,
    pub(super) size: Option<i64>,
    pub(super) sha256: Option<&'a str>,
    /// What was said with it, or how it went.
    pub(super) said: String,
    pub(super) accepted: bool,
}

/// A part of which something is missing.
pub(super) struct Missing<'a> {
    pub(super) dept: &'a Department,
    pub(super) items: Vec<usize>,
    pub(super) state: String,
}

/// Both sheets, as XLSX.
pub(super) fn book(
    (office, task): (&Office, &Task),
    lines: &[Line<'_>],
    missing: &[Missing<'_>],
    made_at: crate::domain::Moment,
) -> Vec<u8> {
    let words = Words::of(office.lang);
    let title = say!(words, CollectTitle { code: task.no.to_string(), task: &task.title });
    let sheets = [
        (say!(words, CollectSheetFiles), files(words, office, task, lines)),
        (say!(words, CollectSheetMissing), absent(words, task, missing)),
    ];
    xlsx::book(&title, made_at, &sheets).expect("two sheets of short names and bounded cells are a workbook")
}

fn items(task: &Task, of: impl Iterator<Item = usize>) -> String {
    let names: Vec<&str> = of.filter_map(|at| task.items.get(at)).map(|item| item.name.as_str()).collect();
    names.join("、")
}

fn files(words: Words, office: &Office, task: &Task, lines: &[Line<'_>]) -> Table {
    let headings = vec![
        say!(words, CollectDept),
        say!(words, CollectItems),
        say!(words, CollectVersion),
        say!(words, CollectFile),
        say!(words, CollectArchive),
        say!(words, CollectSize),
        say!(words, CollectCame),
        say!(words, CollectSaid),
        say!(words, CollectReview),
        say!(words, CollectEntry),
        say!(words, CollectDigest),
    ];
    let row = |it: &Line<'_>| {
        let version = it.hand_in.items.values().max().copied().unwrap_or(1);
        let review = if it.accepted { say!(words, CollectAccepted) } else { say!(words, CollectWaiting) };
        let number = |of: Option<i64>| of.map_or(Cell::Blank, Cell::Number);
        vec![
            Cell::Text(it.dept.profile.name.clone()),
            Cell::Text(items(task, it.hand_in.items.keys().copied())),
            Cell::Number(version.into()),
            it.name.clone().map_or(Cell::Blank, Cell::Text),
            number(it.archive.and_then(|archive| i64::try_from(archive).ok())),
            number(it.size),
            Cell::Wall(it.hand_in.at.with_timezone(&office.zone).naive_local()),
            Cell::Text(it.said.clone()),
            Cell::Text(review),
            Cell::Text(format!("{}-{}", office.id.0, it.hand_in.entry.0)),
            it.sha256.map_or(Cell::Blank, |sha256| Cell::Text(sha256.to_owned())),
        ]
    };
    Table { headings, rows: lines.iter().map(row).collect() }
}

fn absent(words: Words, task: &Task, missing: &[Missing<'_>]) -> Table {
    let headings = vec![say!(words, CollectDept), say!(words, CollectMissing), say!(words, CollectState)];
    let row = |it: &Missing<'_>| {
        let items = items(task, it.items.iter().copied());
        vec![Cell::Text(it.dept.profile.name.clone()), Cell::Text(items), Cell::Text(it.state.clone())]
    };
    Table { headings, rows: missing.iter().map(row).collect() }
}
