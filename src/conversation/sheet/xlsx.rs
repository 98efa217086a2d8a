//! XLSX: the first sheet with something in it, unpacked only after its size is known.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, copy, sink};
use std::panic::catch_unwind;

use calamine::{Data, DataRef, Reader, Xlsx};
use zip::ZipArchive;

use super::{CELL_CHARACTERS_MAX, COLUMNS_MAX, Line, MEGABYTES_MAX, ROWS_ABOVE_HEADERS_MAX, ROWS_MAX};
use crate::domain::SheetProblem;
use crate::domain::SheetProblem::{BrokenFile, TooLarge, TooManyRows, UnknownFormat};

/// A full roster unpacks to a few megabytes; a bomb to gigabytes.
const UNPACKED_BYTES_MAX: u64 = 32 << 20;
const PARTS_MAX: usize = 2000;
/// One long shared text may stand in every cell.
const TEXT_BYTES_MAX: usize = (MEGABYTES_MAX as usize) << 20;

type Rows = BTreeMap<u32, Vec<String>>;

/// Whether the bytes are a packed file at all.
pub(super) fn is_packed(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// The rows of the first sheet that has any.
pub(super) fn lines(name: &str, bytes: &[u8]) -> Result<Vec<Line>, SheetProblem> {
    measure(name, bytes)?;
    // The reader of spreadsheets counts on what a file says of itself, and a damaged one can end it.
    catch_unwind(|| unpack(bytes)).unwrap_or(Err(BrokenFile))
}

fn unpack(bytes: &[u8]) -> Result<Vec<Line>, SheetProblem> {
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|_| BrokenFile)?;
    for sheet in book.sheet_names() {
        let lines = lines_of(rows(&mut book, &sheet)?);
        if !lines.is_empty() {
            return Ok(lines);
        }
    }
    Ok(Vec::new())
}

fn lines_of(rows: Rows) -> Vec<Line> {
    let numbered = rows.into_iter().map(|(row, cells)| (row as usize + 1, cells));
    numbered.filter_map(|(number, cells)| Line::new(number, cells)).collect()
}

/// Unpacks into nothing, since what a packed file says of its own size may be a lie.
fn measure(name: &str, bytes: &[u8]) -> Result<(), SheetProblem> {
    let mut packed = ZipArchive::new(Cursor::new(bytes)).map_err(|_| BrokenFile)?;
    if packed.index_for_name("xl/workbook.xml").is_none() {
        let named = name.to_ascii_lowercase().ends_with(".xlsx");
        return Err(if named { BrokenFile } else { UnknownFormat });
    }
    if packed.len() > PARTS_MAX {
        return Err(TooLarge { megabytes_max: MEGABYTES_MAX });
    }
    let mut left = UNPACKED_BYTES_MAX;
    for at in 0..packed.len() {
        let part = packed.by_index(at).map_err(|_| BrokenFile)?;
        let size = copy(&mut part.take(left + 1), &mut sink()).map_err(|_| BrokenFile)?;
        left = left.checked_sub(size).ok_or(TooLarge { megabytes_max: MEGABYTES_MAX })?;
    }
    Ok(())
}

fn rows(book: &mut Xlsx<Cursor<&[u8]>>, sheet: &str) -> Result<Rows, SheetProblem> {
    // A chart has no cells.
    let Ok(mut cells) = book.worksheet_cells_reader(sheet) else { return Ok(Rows::new()) };
    let (mut rows, mut bytes) = (Rows::new(), 0);
    while let Some(cell) = cells.next_cell().map_err(|_| BrokenFile)? {
        let (row, column) = cell.get_position();
        let text = text(cell.get_value());
        let column = column as usize;
        if column >= COLUMNS_MAX || text.trim().is_empty() {
            continue;
        }
        bytes += text.len();
        if bytes > TEXT_BYTES_MAX {
            return Err(TooLarge { megabytes_max: MEGABYTES_MAX });
        }
        let line = rows.entry(row).or_default();
        line.resize(line.len().max(column + 1), String::new());
        line[column] = text;
        if rows.len() > ROWS_MAX + ROWS_ABOVE_HEADERS_MAX {
            return Err(TooManyRows { rows_max: ROWS_MAX });
        }
    }
    Ok(rows)
}

/// A cell as it is read aloud: a phone number is no 1.38e10.
fn text(cell: &DataRef<'_>) -> String {
    match cell {
        DataRef::SharedString(text) => text.chars().take(2 * CELL_CHARACTERS_MAX).collect(),
        DataRef::Float(number) => format!("{number}"),
        DataRef::Error(_) => String::new(),
        other => Data::from(other.clone()).to_string(),
    }
}
