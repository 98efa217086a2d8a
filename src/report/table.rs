//! A table that a workbook or a CSV only writes down.

use chrono::NaiveDateTime;

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Nothing to say.
    Blank,
    /// Words, never a formula.
    Text(String),
    /// A count.
    Number(i64),
    /// Working minutes, shown as hours.
    Minutes(i64),
    /// So many tenths, shown with one decimal: a score.
    Tenths(i64),
    /// So many hundredths, shown with two: a share.
    Hundredths(i64),
    /// A moment as the office's clock shows it.
    Wall(NaiveDateTime),
}

/// Headings and rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// One a column.
    pub headings: Vec<String>,
    /// As many cells each.
    pub rows: Vec<Vec<Cell>>,
}

impl Table {
    /// One row per thing, each a list of headings and cells.
    pub(super) fn of<'l, T>(things: &[T], columns: impl Fn(Option<&T>) -> Vec<(&'l String, Cell)>) -> Self {
        let headings = columns(None).into_iter().map(|(heading, _)| heading.clone()).collect();
        let cells = |thing| columns(Some(thing)).into_iter().map(|(_, cell)| cell).collect();
        Self { headings, rows: things.iter().map(cells).collect() }
    }
}
