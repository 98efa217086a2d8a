//! The report as a workbook: overview, departments, tasks, details. The same report gives the same bytes.

use chrono::{Datelike, NaiveDateTime, Timelike};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use super::layout;
use super::table::{Cell, Table};
use super::{Labels, Report};
use crate::domain::Moment;

/// What a cell can hold.
const CHARACTERS_MAX: usize = 32_767;
const WIDTH_MIN: u32 = 8;
const WIDTH_MAX: u32 = 48;
/// Longer columns are measured by their beginning.
const ROWS_MEASURED: usize = 200;

/// The report as XLSX.
pub fn render(report: &Report, labels: &Labels) -> Result<Vec<u8>, XlsxError> {
    let sheets = [
        (labels.overview.clone(), layout::overview(report, labels)),
        (labels.departments.clone(), layout::departments(report, labels)),
        (labels.tasks.clone(), layout::tasks(report, labels)),
        (labels.details.clone(), layout::details(report, labels)),
    ];
    book(&labels.title, report.cut_off, &sheets)
}

/// A workbook of named tables; the same tables made at the same moment give the same bytes.
pub fn book(title: &str, made_at: Moment, sheets: &[(String, Table)]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let made = ExcelDateTime::from_timestamp(made_at.timestamp())?;
    let about = DocProperties::new().set_title(title).set_author("cuiban").set_creation_datetime(&made);
    book.set_properties(&about);
    let looks = Looks::new();
    for (name, table) in sheets {
        write(book.add_worksheet().set_name(name)?, table, &looks)?;
    }
    book.save_to_buffer()
}

struct Looks {
    heading: Format,
    text: Format,
    number: Format,
    hours: Format,
    wall: Format,
}

impl Looks {
    fn new() -> Self {
        let cell = Format::new().set_align(FormatAlign::Top);
        Self {
            heading: Format::new().set_bold().set_text_wrap().set_align(FormatAlign::VerticalCenter),
            text: cell.clone().set_text_wrap(),
            number: cell.clone().set_num_format("0"),
            hours: cell.clone().set_num_format("0.0"),
            wall: cell.set_num_format("yyyy-mm-dd hh:mm"),
        }
    }
}

fn write(sheet: &mut Worksheet, table: &Table, looks: &Looks) -> Result<(), XlsxError> {
    for (column, heading) in (0..).zip(&table.headings) {
        sheet.write_string_with_format(0, column, heading, &looks.heading)?;
        sheet.set_column_width(column, width(table, usize::from(column)))?;
    }
    for (row, cells) in (1..).zip(&table.rows) {
        for (column, cell) in (0..).zip(cells) {
            write_cell(sheet, row, column, cell, looks)?;
        }
    }
    let last_row = u32::try_from(table.rows.len()).unwrap_or(u32::MAX);
    let last_column = u16::try_from(table.headings.len()).unwrap_or(u16::MAX).saturating_sub(1);
    sheet.set_freeze_panes(1, 0)?.autofilter(0, 0, last_row, last_column)?;
    Ok(())
}

/// Text is always written as text, so that no name becomes a formula.
fn write_cell(sheet: &mut Worksheet, row: u32, column: u16, cell: &Cell, looks: &Looks) -> Result<(), XlsxError> {
    match cell {
        Cell::Blank => {}
        Cell::Text(text) => {
            let text: String = text.chars().take(CHARACTERS_MAX).collect();
            sheet.write_string_with_format(row, column, text, &looks.text)?;
        }
        Cell::Number(number) => _ = sheet.write_number_with_format(row, column, as_float(*number), &looks.number)?,
        Cell::Minutes(minutes) => {
            let hours = as_float(layout::tenths_of_hours(*minutes)) / 10.0;
            sheet.write_number_with_format(row, column, hours, &looks.hours)?;
        }
        Cell::Wall(wall) => _ = sheet.write_datetime_with_format(row, column, &excel(*wall)?, &looks.wall)?,
    }
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "counts and minutes stay far below 2^53")]
fn as_float(number: i64) -> f64 {
    number as f64
}

fn excel(wall: NaiveDateTime) -> Result<ExcelDateTime, XlsxError> {
    let (year, month) = (u16::try_from(wall.year()).unwrap_or(u16::MAX), u8::try_from(wall.month()).unwrap_or(u8::MAX));
    let day = u8::try_from(wall.day()).unwrap_or(u8::MAX);
    let hour = u16::try_from(wall.hour()).unwrap_or(u16::MAX);
    let minute = u8::try_from(wall.minute()).unwrap_or(u8::MAX);
    ExcelDateTime::from_ymd(year, month, day)?.and_hms(hour, minute, wall.second())
}

fn width(table: &Table, column: usize) -> u32 {
    let cells = table.rows.iter().take(ROWS_MEASURED).filter_map(|row| row.get(column)).map(|cell| match cell {
        Cell::Text(text) => columns(text),
        Cell::Wall(_) => 16,
        Cell::Blank | Cell::Number(_) | Cell::Minutes(_) => 0,
    });
    let heading = columns(&table.headings[column]).min(16);
    (cells.max().unwrap_or(0).max(heading) + 2).clamp(WIDTH_MIN, WIDTH_MAX)
}

/// How wide a text is, in Latin letters; a Chinese one takes two.
fn columns(text: &str) -> u32 {
    text.chars().map(|sign| if sign.is_ascii() { 1 } else { 2 }).sum()
}
