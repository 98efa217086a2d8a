//! A table as a sheet: text as text, a frozen head, filters, widths, and how it is printed.

use chrono::{Datelike, NaiveDateTime, Timelike};
use rust_xlsxwriter::{
    Color, ConditionalFormatCell, ConditionalFormatCellRule, ExcelDateTime, Format, FormatAlign, FormatBorder,
    Workbook, Worksheet, XlsxError,
};

use super::text;
use crate::report::table::{Cell, Table};
use crate::report::{Labels, layout};

const WIDTH_MIN: u32 = 6;
const WIDTH_MAX: u32 = 44;
/// Longer columns are measured by their beginning.
const ROWS_MEASURED: usize = 200;
/// A sheet has room for 1,048,576; the rest goes on to a further one.
const ROWS_MAX: usize = 1_000_000;
const A4: u8 = 9;

/// What stands on every printed page.
pub(super) struct Page<'a> {
    pub(super) title: &'a str,
    pub(super) foot: &'a str,
}

impl Page<'_> {
    /// A4 across, as wide as the paper, with its title above and its number below.
    pub(super) fn set_up(&self, sheet: &mut Worksheet) {
        sheet.set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, 0);
        sheet.set_margins(0.4, 0.4, 0.6, 0.6, 0.3, 0.3);
        sheet.set_header(format!("&L{}&R&A", text::page_head(self.title)));
        sheet.set_footer(format!("&C{}", self.foot));
    }
}

/// How cells look.
pub(super) struct Looks {
    pub(super) title: Format,
    pub(super) heading: Format,
    pub(super) text: Format,
    pub(super) number: Format,
    pub(super) tenths: Format,
    hundredths: Format,
    wall: Format,
}

impl Looks {
    pub(super) fn new() -> Self {
        let thin = |format: Format| format.set_border(FormatBorder::Thin).set_border_color(Color::RGB(0x00BF_BFBF));
        let cell = thin(Format::new().set_align(FormatAlign::VerticalCenter));
        Self {
            title: Format::new().set_bold().set_font_size(16),
            heading: thin(Format::new().set_bold().set_text_wrap())
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter)
                .set_background_color(Color::RGB(0x00E7_ECF2)),
            text: cell.clone().set_text_wrap(),
            number: cell.clone().set_num_format("0"),
            tenths: cell.clone().set_num_format("0.0"),
            hundredths: cell.clone().set_num_format("0.00"),
            wall: cell.set_num_format("yyyy-mm-dd hh:mm").set_align(FormatAlign::Center),
        }
    }
}

/// Bands in colours that differ in black and white too: their words, bold or slanted, on grounds from dark to light.
pub(super) struct Marks {
    columns: Vec<u16>,
    bands: [(String, Format); 4],
}

impl Marks {
    pub(super) fn of(table: &Table, labels: &Labels) -> Self {
        let wanted = [&labels.cooperation_band, &labels.completion_band];
        let columns = (0..).zip(&table.headings).filter(|(_, heading)| wanted.contains(heading)).map(|(at, _)| at);
        let ground = |rgb: u32| Format::new().set_background_color(Color::RGB(rgb));
        Self {
            columns: columns.collect(),
            bands: [
                (labels.band_excellent.clone(), ground(0x00E2_F0D9)),
                (labels.band_good.clone(), ground(0x00F3_F8EF)),
                (labels.band_fair.clone(), ground(0x00FF_E699).set_italic()),
                (labels.band_to_improve.clone(), ground(0x00F4_B183).set_bold()),
            ],
        }
    }

    pub(super) fn paint(&self, sheet: &mut Worksheet, rows: usize) -> Result<(), XlsxError> {
        let Some(last) = u32::try_from(rows).ok().filter(|rows| *rows > 0) else { return Ok(()) };
        for column in &self.columns {
            for (band, format) in &self.bands {
                let rule = ConditionalFormatCellRule::EqualTo(band.clone());
                let mark = ConditionalFormatCell::new().set_rule(rule).set_format(format);
                sheet.add_conditional_format(1, *column, last, *column, &mark)?;
            }
        }
        Ok(())
    }
}

/// The columns of a sheet.
pub(super) struct Columns<'a> {
    pub(super) headings: &'a [String],
    /// In Latin letters.
    pub(super) widths: &'a [u32],
    /// So many of them are printed; the rest is for the screen.
    pub(super) printed: usize,
}

/// A table, of which so many columns are printed.
pub(super) fn write_table(
    book: &mut Workbook,
    name: &str,
    (table, printed): (&Table, usize),
    looks: &Looks,
    page: &Page<'_>,
) -> Result<(), XlsxError> {
    let widths: Vec<u32> = (0..table.headings.len()).map(|column| width(table, column)).collect();
    let columns = Columns { headings: &table.headings, widths: &widths, printed };
    write_rows(book, name, &columns, table.rows.iter().cloned(), looks, page)
}

/// Rows as they come; beyond what a sheet holds they go on to a further one of the same head.
pub(super) fn write_rows(
    book: &mut Workbook,
    name: &str,
    columns: &Columns<'_>,
    rows: impl IntoIterator<Item = Vec<Cell>>,
    looks: &Looks,
    page: &Page<'_>,
) -> Result<(), XlsxError> {
    let mut rows = rows.into_iter().peekable();
    for number in 1.. {
        let taken: Vec<String> = book.worksheets().iter().map(|sheet| sheet.name().to_lowercase()).collect();
        let sheet = book.add_worksheet();
        sheet.set_name(text::sheet_name(name, number, |name| taken.iter().any(|it| it == name)))?;
        write_sheet(sheet, columns, rows.by_ref().take(ROWS_MAX), looks, page)?;
        if rows.peek().is_none() {
            break;
        }
    }
    Ok(())
}

fn write_sheet(
    sheet: &mut Worksheet,
    Columns { headings, widths, printed }: &Columns<'_>,
    rows: impl Iterator<Item = Vec<Cell>>,
    looks: &Looks,
    page: &Page<'_>,
) -> Result<(), XlsxError> {
    let mut lines = 1;
    for (column, (heading, width)) in (0..).zip(headings.iter().zip(*widths)) {
        sheet.write_string_with_format(0, column, text::cell(heading), &looks.heading)?;
        sheet.set_column_width(column, *width)?;
        lines = lines.max(columns(heading).div_ceil(width.saturating_sub(1).max(1)));
    }
    sheet.set_row_height(0, height(lines))?;
    let mut last_row = 0;
    for (row, cells) in (1..).zip(rows) {
        for (column, cell) in (0..).zip(&cells) {
            write_cell(sheet, row, column, cell, looks)?;
        }
        // Not every program makes room for wrapped words by itself.
        let lines = cells.iter().zip(*widths).map(|(cell, width)| match cell {
            Cell::Text(text) => columns(text).div_ceil(*width),
            _ => 1,
        });
        let lines = lines.max().unwrap_or(1);
        if lines > 1 {
            sheet.set_row_height(row, height(lines))?;
        }
        last_row = row;
    }
    let last_column = u16::try_from(headings.len()).unwrap_or(u16::MAX).saturating_sub(1);
    sheet.set_freeze_panes(1, 1)?.autofilter(0, 0, last_row, last_column)?;
    sheet.set_repeat_rows(0, 0)?;
    if *printed < headings.len() {
        sheet.set_print_area(
            0,
            0,
            last_row,
            last_column.min(u16::try_from(*printed).unwrap_or(u16::MAX).saturating_sub(1)),
        )?;
    }
    page.set_up(sheet);
    Ok(())
}

/// Of so many lines, as far as a row can be high.
fn height(lines: u32) -> u32 {
    (lines.saturating_mul(15)).min(405)
}

/// Text is always written as text, so that no name becomes a formula.
pub(super) fn write_cell(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &Cell,
    looks: &Looks,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Blank => _ = sheet.write_blank(row, column, &looks.text)?,
        Cell::Text(text) => _ = sheet.write_string_with_format(row, column, text::cell(text), &looks.text)?,
        Cell::Number(number) => _ = sheet.write_number_with_format(row, column, as_float(*number), &looks.number)?,
        Cell::Minutes(minutes) => {
            let tenths = Cell::Tenths(layout::tenths_of_hours(*minutes));
            write_cell(sheet, row, column, &tenths, looks)?;
        }
        Cell::Tenths(tenths) => {
            sheet.write_number_with_format(row, column, as_float(*tenths) / 10.0, &looks.tenths)?;
        }
        Cell::Hundredths(hundredths) => {
            sheet.write_number_with_format(row, column, as_float(*hundredths) / 100.0, &looks.hundredths)?;
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
        Cell::Blank | Cell::Number(_) | Cell::Minutes(_) | Cell::Tenths(_) | Cell::Hundredths(_) => 0,
    });
    // A heading may break into three lines.
    let heading = columns(&table.headings[column]).div_ceil(3).min(16);
    (cells.max().unwrap_or(0).max(heading) + 1).clamp(WIDTH_MIN, WIDTH_MAX)
}

/// How wide a text is, in Latin letters; a Chinese one takes two.
fn columns(text: &str) -> u32 {
    text.chars().map(|sign| if sign.is_ascii() { 1 } else { 2 }).sum()
}
