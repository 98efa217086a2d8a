//! A table (CSV or XLSX) that somebody sends, as rows of clean cells; what its columns mean is for who reads it.

mod file;
mod headers;
mod text;
mod xlsx;

pub(super) use file::{bytes, fits};
pub(super) use headers::{Columns, Headers, cell, columns};

use crate::domain::SheetProblem;
use crate::domain::plain::clean;

/// Larger files are refused before they are looked at; so are sheets with more text than this, however well they pack.
pub(super) const MEGABYTES_MAX: u32 = 10;
/// No city has more departments.
const ROWS_MAX: usize = 5000;
/// Columns behind these are not read.
const COLUMNS_MAX: usize = 64;
/// A title or a remark may stand above the headers, no more rows than these.
const ROWS_ABOVE_HEADERS_MAX: usize = 10;
/// What is kept of a cell: more than any that is accepted, so that too long ones are still known.
const CELL_CHARACTERS_MAX: usize = 1000;

/// A row with something in it: its number as a spreadsheet program shows it, and its cells.
pub(super) struct Line {
    pub(super) number: usize,
    pub(super) cells: Vec<String>,
}

impl Line {
    /// The row with clean cells; none if nothing is in it.
    fn new(number: usize, cells: impl IntoIterator<Item = impl AsRef<str>>) -> Option<Self> {
        let cells: Vec<String> = cells.into_iter().take(COLUMNS_MAX).map(|cell| cell_text(cell.as_ref())).collect();
        cells.iter().any(|cell| !cell.is_empty()).then_some(Self { number, cells })
    }
}

/// The cell without invisible signs; line breaks stay, they part aliases.
fn cell_text(raw: &str) -> String {
    let lines = raw.split(['\n', '\r']).map(clean).filter(|line| !line.is_empty());
    let text = lines.collect::<Vec<_>>().join("\n");
    text.chars().take(CELL_CHARACTERS_MAX).collect()
}

/// A table with these columns.
pub(super) struct Table<C> {
    pub(super) columns: Columns<C>,
    /// Below the headers; at least one.
    pub(super) lines: Vec<Line>,
}

/// Reads a table: XLSX or CSV by its content; the file's name only helps to say what is wrong. Without the column that it must have,
/// it is refused as `missing` says, which is given the headers that were found.
pub(super) fn read<C: Copy + Ord>(
    name: &str,
    bytes: &[u8],
    headers: Headers<C>,
    required: C,
    missing: fn(Vec<String>) -> SheetProblem,
) -> Result<Table<C>, SheetProblem> {
    if bytes.len() > (MEGABYTES_MAX as usize) << 20 {
        return Err(SheetProblem::TooLarge { megabytes_max: MEGABYTES_MAX });
    }
    let known = |line: &Line| columns(line, headers).len();
    let mut lines = if xlsx::is_packed(bytes) { xlsx::lines(name, bytes)? } else { text::lines(bytes, &known)? };
    let first = lines.first().ok_or(SheetProblem::Empty)?;
    let mut heads = lines.iter().take(ROWS_ABOVE_HEADERS_MAX + 1).map(|line| columns(line, headers)).enumerate();
    let found = heads.find(|(_, columns)| columns.contains_key(&required));
    let Some((at, columns)) = found else { return Err(missing(headers::found(first))) };
    let lines = lines.split_off(at + 1);
    if lines.len() > ROWS_MAX {
        return Err(SheetProblem::TooManyRows { rows_max: ROWS_MAX });
    }
    if lines.is_empty() {
        return Err(SheetProblem::Empty);
    }
    Ok(Table { columns, lines })
}
