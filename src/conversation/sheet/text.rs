//! Text files: CSV as spreadsheet programs save it, in UTF-8, UTF-16 or GBK, parted by comma, semicolon or tab.

use std::borrow::Cow;

use encoding_rs::{Encoding, GB18030, UTF_8};

use super::{COLUMNS_MAX, Line, ROWS_ABOVE_HEADERS_MAX, ROWS_MAX};
use crate::domain::SheetProblem;
use crate::domain::SheetProblem::{TooManyRows, UnknownEncoding, UnknownFormat};

/// In order of preference where nothing tells them apart.
const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];

/// How many columns a row names.
type Known<'a> = &'a dyn Fn(&Line) -> usize;

/// The rows of a text file that have something in them.
pub(super) fn lines(bytes: &[u8], known: Known<'_>) -> Result<Vec<Line>, SheetProblem> {
    let text = decode(bytes)?;
    // One kind of line end, and one at the end: line numbers are counted from it.
    let text = text.replace("\r\n", "\n").replace('\r', "\n") + "\n";
    split(&text, separator(&text, known), ROWS_MAX + ROWS_ABOVE_HEADERS_MAX)?.ok_or(TooManyRows { rows_max: ROWS_MAX })
}

fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, SheetProblem> {
    let marked = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    if marked.is_none() && (bytes.contains(&0) || bytes.starts_with(b"%PDF")) {
        return Err(UnknownFormat);
    }
    let guessed = if std::str::from_utf8(bytes).is_ok() { UTF_8 } else { GB18030 };
    let encoding = marked.unwrap_or(guessed);
    let text = encoding.decode_with_bom_removal(bytes).0;
    let broken = encoding.decode_without_bom_handling_and_without_replacement(bytes).is_none();
    if broken { Err(UnknownEncoding) } else { Ok(text) }
}

/// The separator by which the most headers are known; else the one that stands most often.
fn separator(text: &str, known: Known<'_>) -> u8 {
    let head: String = text.split_inclusive('\n').take(2 * ROWS_ABOVE_HEADERS_MAX).collect();
    let headers = |separator: u8| {
        let lines = split(&head, separator, usize::MAX).ok().flatten().unwrap_or_default();
        lines.iter().map(known).max().unwrap_or(0)
    };
    let often = |separator: u8| head.bytes().filter(|byte| *byte == separator).count();
    let best = SEPARATORS.into_iter().rev().max_by_key(|separator| (headers(*separator), often(*separator)));
    best.expect("there are three")
}

/// Rows with something in them; none if there are more than `rows_max`.
fn split(text: &str, separator: u8, rows_max: usize) -> Result<Option<Vec<Line>>, SheetProblem> {
    let mut reader =
        csv::ReaderBuilder::new().delimiter(separator).has_headers(false).flexible(true).from_reader(text.as_bytes());
    let (mut lines, mut record) = (Vec::new(), csv::StringRecord::new());
    while reader.read_record(&mut record).map_err(|_| UnknownEncoding)? {
        let breaks = record.iter().map(|cell| cell.matches('\n').count()).sum::<usize>();
        let after = usize::try_from(reader.position().line()).unwrap_or(usize::MAX);
        let number = after.saturating_sub(1 + breaks).max(1);
        lines.extend(Line::new(number, record.iter().take(COLUMNS_MAX)));
        if lines.len() > rows_max {
            return Ok(None);
        }
    }
    Ok(Some(lines))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(text: &str) -> Vec<(usize, String)> {
        let lines = lines(text.as_bytes(), &|_| 0).unwrap();
        lines.into_iter().map(|line| (line.number, line.cells.join("/"))).collect()
    }

    #[test]
    fn rows_carry_the_number_that_a_person_sees() {
        let expected: Vec<(usize, String)> =
            [(1, "a/b"), (3, "c/d\ne"), (5, "f/g"), (7, "h/i")].map(|(at, row)| (at, row.to_owned())).into();
        for end in ["\n", "\r\n", "\r"] {
            let text = ["a,b", "", "c,\"d", "e\"", "f,g", ",", "h,i"].join(end);
            assert_eq!(numbers(&text), expected, "{end:?}");
            assert_eq!(numbers(&(text + end)), expected, "{end:?}");
        }
    }

    #[test]
    fn the_separator_is_the_one_that_shows_the_headers() {
        for (text, separator) in [
            ("单位,简称\n甲;乙;丙,丁", b','),
            ("单位;简称\n甲,乙,丙;丁", b';'),
            ("单位\t简称\n甲,乙;丙\t丁", b'\t'),
            ("单位\n甲\n乙", b','),
            ("x;y;z\n", b';'),
        ] {
            assert_eq!(separator_of(text), char::from(separator), "{text:?}");
        }
    }

    fn separator_of(text: &str) -> char {
        let known = |line: &Line| line.cells.iter().filter(|cell| ["单位", "简称"].contains(&cell.as_str())).count();
        char::from(separator(text, &known))
    }
}
