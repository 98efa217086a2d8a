//! Text within what a workbook allows.

use crate::report::legal::legal;

/// What a cell can hold, in UTF-16 units.
const CELL_MAX: usize = 32_767;
const NAME_MAX: usize = 31;
/// Head and foot of a printed page hold 255 in all, marks included.
const HEAD_MAX: usize = 100;

/// As a cell holds it.
pub(super) fn cell(text: &str) -> String {
    cut(&legal(text), CELL_MAX)
}

/// As a sheet may be called: none of its signs, not empty, and not the same as one before it whatever the case.
pub(super) fn sheet_name(wanted: &str, number: usize, taken: impl Fn(&str) -> bool) -> String {
    let plain: String =
        legal(wanted).chars().map(|c| if "[]:*?/\\".contains(c) || c.is_control() { ' ' } else { c }).collect();
    let plain = plain.trim().trim_matches('\'');
    let mut number = number;
    loop {
        let tail = if number > 1 { format!(" {number}") } else { String::new() };
        let name = format!("{}{tail}", cut(plain, NAME_MAX - tail.len()).trim_end());
        let name = if name.trim().is_empty() { "-".to_owned() } else { name };
        if !taken(&name.to_lowercase()) {
            return name;
        }
        number += 1;
    }
}

/// As the head of a printed page may say it: its marks begin with an ampersand.
pub(super) fn page_head(text: &str) -> String {
    let plain: String = legal(text).split_whitespace().collect::<Vec<_>>().join(" ");
    cut(&plain, HEAD_MAX).replace('&', "&&")
}

fn cut(text: &str, units: usize) -> String {
    let mut left = units;
    let fits = |sign: &char| {
        let fits = sign.len_utf16() <= left;
        left = left.saturating_sub(sign.len_utf16());
        fits
    };
    text.chars().take_while(fits).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_cut_by_what_the_program_counts_and_hold_no_sign_that_xml_forbids() {
        assert_eq!(cell("a\u{1}b\u{b}\u{ffff}\tc\n"), "ab\tc\n");
        let faces = "🙂".repeat(20_000);
        assert_eq!(cell(&faces).chars().count(), 16_383);
        assert_eq!(cell(&"字".repeat(40_000)).chars().count(), 32_767);
    }

    #[test]
    fn sheets_have_safe_names_each_its_own() {
        let free = |_: &str| false;
        assert_eq!(sheet_name("a/b:[c]*?", 1, free), "a b  c");
        assert_eq!(sheet_name("''", 1, free), "-");
        assert_eq!(sheet_name(&"长".repeat(40), 12, free).chars().count(), 31);
        assert_eq!(sheet_name("概览", 1, |name| name == "概览"), "概览 2");
        assert_eq!(sheet_name("Tasks", 1, |name| name == "tasks"), "Tasks 2");
    }

    #[test]
    fn an_ampersand_in_a_name_is_no_mark_of_the_page() {
        assert_eq!(page_head("A&P\n"), "A&&P");
    }
}
