//! Columns by their headers: Chinese or English, in any order, case and width.

use std::collections::BTreeMap;

use super::Line;
use crate::domain::plain::key;

/// What each column may be called, as [`header_key`] leaves it.
pub(in crate::conversation) type Headers<C> = &'static [(C, &'static [&'static str])];
/// Where each column stands.
pub(in crate::conversation) type Columns<C> = BTreeMap<C, usize>;

/// The columns that this row names; the first of two alike counts.
pub(in crate::conversation) fn columns<C: Copy + Ord>(line: &Line, headers: Headers<C>) -> Columns<C> {
    let mut columns = Columns::new();
    for (at, cell) in line.cells.iter().enumerate() {
        let header = header_key(cell);
        if let Some((column, _)) = headers.iter().find(|(_, names)| names.contains(&header.as_str())) {
            columns.entry(*column).or_insert(at);
        }
    }
    columns
}

/// A row's cell of this column; empty if it has none.
pub(in crate::conversation) fn cell<'a, C: Copy + Ord>(columns: &Columns<C>, line: &'a Line, column: C) -> &'a str {
    columns.get(&column).and_then(|at| line.cells.get(*at)).map_or("", String::as_str)
}

/// `单位名称(必填)*` and `Contact_Phone` as they are compared.
fn header_key(cell: &str) -> String {
    let plain = key(cell);
    let plain = plain.split('(').next().unwrap_or_default();
    plain.chars().filter(|sign| !matches!(sign, '_' | '-' | '*' | ':' | '.' | '/')).collect()
}

/// The headers of a row, short enough to be shown.
pub(super) fn found(line: &Line) -> Vec<String> {
    let cells = line.cells.iter().filter(|cell| !cell.is_empty()).take(12);
    cells.map(|cell| cell.replace('\n', " ").chars().take(20).collect()).collect()
}
