//! The report as CSV: one row per department and task, as spreadsheet programs read it (byte order mark, CRLF).

use super::layout;
use super::table::Cell;
use super::{Labels, Report};
use crate::domain::plain::{half_width, is_invisible};

/// The details as CSV.
#[must_use]
pub fn render(report: &Report, labels: &Labels) -> Vec<u8> {
    let table = layout::details(report, labels);
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer("\u{feff}".into());
    let headings = table.headings.iter().map(|heading| defused(heading));
    writer.write_record(headings).expect("memory takes every byte");
    for row in &table.rows {
        writer.write_record(row.iter().map(shown)).expect("rows are as wide as their headings");
    }
    writer.into_inner().expect("memory takes every byte")
}

fn shown(cell: &Cell) -> String {
    match cell {
        Cell::Blank => String::new(),
        Cell::Text(text) => defused(text),
        Cell::Number(number) => number.to_string(),
        Cell::Minutes(minutes) => shown(&Cell::Tenths(layout::tenths_of_hours(*minutes))),
        Cell::Tenths(tenths) => format!("{}.{}", tenths / 10, tenths % 10),
        Cell::Hundredths(hundredths) => format!("{}.{:02}", hundredths / 100, hundredths % 100),
        Cell::Wall(wall) => wall.format("%Y-%m-%d %H:%M").to_string(),
    }
}

/// Text that a spreadsheet cannot take for a formula, whatever stands before the sign that would make it one.
#[must_use]
pub fn defused(text: &str) -> String {
    let first = text.chars().find(|sign| !sign.is_whitespace() && !is_invisible(*sign)).map(half_width);
    let formula = matches!(first, Some('=' | '+' | '-' | '@')) || text.starts_with(['\t', '\r', '\n']);
    if formula { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_could_be_a_formula_is_left_live() {
        for live in [
            "=1+1",
            "+1",
            "-1",
            "@SUM(A1)",
            "\t=1",
            " =1",
            "\u{200b}=1",
            "\u{feff} @x",
            "\u{ff1d}1",
            "\tx",
            "\r\n-1",
            "\u{a0}+1",
        ] {
            assert_eq!(defused(live), format!("'{live}"), "{live:?}");
        }
        for plain in ["", "市公安局", "a=b", "5-3", "'=1", "#12 #15"] {
            assert_eq!(defused(plain), plain);
        }
    }
}
