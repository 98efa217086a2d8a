//! The roster (单位名册) as a lead sends it: read from CSV or XLSX, then compared with what the office knows.
//!
//! [`table::read`] says what the file holds, [`plan::compare`] what importing it would change; `import` shows that and, on
//! one button, does it.

mod columns;
mod import;
pub mod plan;
mod sheet;
pub mod table;
mod text;

pub(super) use import::{drop_draft, import, import_draft, names, too_large};
pub use plan::ImportPlan;
pub use table::{BadRow, NamedPerson, RosterRow, RosterTable, RowFault};

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
struct Line {
    number: usize,
    cells: Vec<String>,
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
    let lines = raw.split(['\n', '\r']).map(crate::domain::plain::clean).filter(|line| !line.is_empty());
    let text = lines.collect::<Vec<_>>().join("\n");
    text.chars().take(CELL_CHARACTERS_MAX).collect()
}
