//! Page one: figures on the left, two charts on the right.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::charts;
use super::sheet::{Looks, Page, write_cell};
use super::text;
use crate::report::layout::{self, Line};
use crate::report::table::{Cell, Table};
use crate::report::{Labels, Report};

const WIDTHS: [u32; 3] = [34, 18, 18];
/// Charts stand here, beside the figures.
const CHARTS_COLUMN: u16 = 4;
/// A narrow gap before them.
const GAP: (u16, u32) = (3, 3);

pub(super) fn write(
    sheet: &mut Worksheet,
    report: &Report,
    labels: &Labels,
    departments: &Table,
    looks: &Looks,
    page: &Page<'_>,
) -> Result<(), XlsxError> {
    sheet.set_name(&labels.overview)?;
    for (column, width) in (0..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    sheet.set_column_width(GAP.0, GAP.1)?;
    sheet.write_string_with_format(0, 0, text::cell(page.title), &looks.title)?;
    let (mut row, mut promises) = (1, None);
    for line in layout::overview(report, labels) {
        row += u32::from(matches!(line, Line::Head(..)));
        match line {
            Line::Head(name, columns) => {
                let headings = [name].into_iter().chain(columns);
                for (column, heading) in (0..).zip(headings) {
                    sheet.write_string_with_format(row, column, heading, &looks.heading)?;
                }
            }
            Line::Figure(name, [Cell::Text(value), Cell::Blank]) => {
                sheet.write_string_with_format(row, 0, name, &looks.text)?;
                sheet.merge_range(row, 1, row, 2, &text::cell(&value), &looks.text)?;
            }
            Line::Figure(name, values) => {
                if name == labels.promises_kept {
                    promises = Some(row);
                }
                for (column, cell) in (0..).zip([Cell::Text(name)].iter().chain(&values)) {
                    write_cell(sheet, row, column, cell, looks)?;
                }
            }
        }
        row += 1;
    }
    charts::dots_beside(sheet, CHARTS_COLUMN, labels, departments)?;
    if let Some(row) = promises.filter(|_| report.totals.promises > 0) {
        charts::promises_beside(sheet, CHARTS_COLUMN, labels, row)?;
    }
    page.set_up(sheet);
    sheet.set_freeze_panes(1, 0)?.set_print_fit_to_pages(1, 1);
    Ok(())
}
