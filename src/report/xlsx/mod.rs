//! The report as a workbook: page one, charts, departments, tasks, parts, grounds, the lead's side, method. The same report gives the
//! same bytes.

mod charts;
mod first;
mod sheet;
mod text;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use super::table::Table;
use super::{Labels, Report, layout};
use crate::domain::Moment;
use sheet::{Columns, Looks, Marks, Page};

const METHOD_WIDTHS: [u32; 2] = [26, 110];

/// The report as XLSX.
pub fn render(report: &Report, labels: &Labels) -> Result<Vec<u8>, XlsxError> {
    let mut book = new(&labels.title, report.cut_off)?;
    let looks = Looks::new();
    let page = Page { title: &format!("{} {}", report.office.name, labels.title), foot: &labels.page };
    let departments = layout::departments(report, labels);
    let marks = Marks::of(&departments, labels);

    first::write(book.add_worksheet(), report, labels, &departments, &looks, &page)?;
    if charts::is_legible(&departments) {
        charts::write(book.add_worksheet(), labels, &departments, &page)?;
    }
    sheet::write_table(&mut book, &labels.departments, (&departments, layout::DEPARTMENTS_PRINTED), &looks, &page)?;
    marks.paint(book.worksheet_from_name(&labels.departments)?, departments.rows.len())?;
    let tasks = layout::tasks(report, labels);
    sheet::write_table(&mut book, &labels.tasks, (&tasks, layout::TASKS_PRINTED), &looks, &page)?;
    let parts = layout::parts(report, labels);
    sheet::write_table(&mut book, &labels.details, (&parts, layout::PARTS_PRINTED), &looks, &page)?;
    let columns = whole(&layout::GROUNDS_WIDTHS);
    let headings = layout::grounds_headings(labels);
    let rows = layout::grounds(report, labels);
    sheet::write_rows(&mut book, &labels.grounds, &Columns { headings: &headings, ..columns }, rows, &looks, &page)?;
    let duties = layout::duties(report, labels);
    sheet::write_table(&mut book, &labels.lead_side, (&duties, duties.headings.len()), &looks, &page)?;
    let method = layout::method(labels);
    let columns = Columns { headings: &method.headings, ..whole(&METHOD_WIDTHS) };
    sheet::write_rows(&mut book, &labels.method, &columns, method.rows, &looks, &page)?;
    book.save_to_buffer()
}

/// Columns so wide, all printed.
fn whole(widths: &[u32]) -> Columns<'_> {
    Columns { headings: &[], widths, printed: widths.len() }
}

/// A workbook of named tables; the same tables made at the same moment give the same bytes.
pub fn book(title: &str, made_at: Moment, sheets: &[(String, Table)]) -> Result<Vec<u8>, XlsxError> {
    let mut book = new(title, made_at)?;
    let looks = Looks::new();
    let page = Page { title, foot: "&P / &N" };
    for (name, table) in sheets {
        sheet::write_table(&mut book, name, (table, table.headings.len()), &looks, &page)?;
    }
    book.save_to_buffer()
}

fn new(title: &str, made_at: Moment) -> Result<Workbook, XlsxError> {
    let mut book = Workbook::new();
    let made = ExcelDateTime::from_timestamp(made_at.timestamp())?;
    let about = DocProperties::new().set_title(text::cell(title)).set_author("cuiban").set_creation_datetime(&made);
    book.set_properties(&about);
    Ok(book)
}
