//! Names inside of an archive: `department_item_version.ext`, good on every system, and each but once.
//!
//! Windows forbids `< > : " / \ | ? *` and control characters, names that end in a dot or a space, and tells no capitals apart; a path has
//! 260 units of UTF-16 at most, of which the folder that an archive is unpacked into takes its share.

use std::collections::HashSet;

/// Units of UTF-16 that a name may have, its ending included.
const UNITS_MAX: usize = 120;
/// Units of an ending; what is longer is none.
const ENDING_MAX: usize = 10;

/// Names given out so far.
#[derive(Debug, Default)]
pub(super) struct Names {
    given: HashSet<String>,
}

impl Names {
    /// A name of these pieces, with the ending of the file as it was sent.
    pub(super) fn give(&mut self, pieces: &[&str], sent: &str) -> String {
        let ending = ending(sent);
        let stem: Vec<String> = pieces.iter().map(|piece| plain(piece)).filter(|piece| !piece.is_empty()).collect();
        let stem = stem.join("_");
        for n in 1.. {
            let mark = if n == 1 { String::new() } else { format!("-{n}") };
            let room = UNITS_MAX - units(&ending) - units(&mark);
            let name = format!("{}{mark}{ending}", shortened(&stem, room));
            if self.given.insert(name.to_lowercase()) {
                return name;
            }
        }
        unreachable!("some number is free")
    }
}

/// `.docx`, lower case; nothing if it is none that a system could mean.
fn ending(sent: &str) -> String {
    let Some((stem, ending)) = sent.rsplit_once('.') else { return String::new() };
    let is_plain = !ending.is_empty() && ending.chars().all(|letter| letter.is_ascii_alphanumeric());
    if is_plain && !stem.is_empty() && ending.len() < ENDING_MAX {
        format!(".{}", ending.to_ascii_lowercase())
    } else {
        String::new()
    }
}

/// Without what a system forbids, or what shows other letters than there are.
fn plain(piece: &str) -> String {
    let letter = |letter: char| match letter {
        '<' | '>' | ':' | '"' | '/' | '\\' | '|' | '?' | '*' => Some('-'),
        letter if letter.is_control() || is_hidden(letter) => None,
        letter if letter.is_whitespace() => Some(' '),
        letter => Some(letter),
    };
    let kept: String = piece.chars().filter_map(letter).collect();
    kept.trim_matches([' ', '.']).to_owned()
}

/// Marks of direction and joints, which are not seen and change what is.
fn is_hidden(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

fn shortened(stem: &str, room: usize) -> String {
    let mut kept = String::new();
    let mut left = room;
    for letter in stem.chars() {
        match left.checked_sub(letter.len_utf16()) {
            Some(rest) => left = rest,
            None => break,
        }
        kept.push(letter);
    }
    let kept = kept.trim_end_matches([' ', '.']);
    if is_device(kept) || kept.is_empty() { format!("_{kept}") } else { kept.to_owned() }
}

/// What Windows keeps for its devices.
fn is_device(stem: &str) -> bool {
    let bare = stem.split('.').next().unwrap_or(stem).trim_end().to_ascii_uppercase();
    let numbered = ["COM", "LPT"].iter().any(|name| {
        bare.strip_prefix(name)
            .is_some_and(|rest| rest.chars().count() == 1 && rest.chars().all(|c| c.is_ascii_digit()))
    });
    numbered || matches!(bare.as_str(), "CON" | "PRN" | "AUX" | "NUL")
}

fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_name_says_whose_what_and_which_version() {
        let mut names = Names::default();
        for (pieces, sent, name) in [
            (["市公安局", "月报表", "v1"], "7月 报表.XLSX", "市公安局_月报表_v1.xlsx"),
            (["市公安局", "月报表", "v1"], "补.xlsx", "市公安局_月报表_v1-2.xlsx"),
            (["市公安局", "月报表", "V1"], "a.xlsx", "市公安局_月报表_V1-3.xlsx"),
            (["市教育局", "台账(盖章)/附表", "v2"], "", "市教育局_台账(盖章)-附表_v2"),
            (["局\u{202e}", "a\u{200b}b\n", "v1"], "x.exe.", "局_ab_v1"),
            (["CON", "", ""], "x.txt", "_CON.txt"),
            (["con.", "", ""], "../../etc/x", "_con"),
            (["..", " . ", ""], "x.docx", "_.docx"),
            (["=cmd|' /C calc'!A0", "x", "v1"], "x.csv", "=cmd-' -C calc'!A0_x_v1.csv"),
        ] {
            assert_eq!(names.give(&pieces, sent), name);
        }
    }

    proptest! {
        #[test]
        fn whatever_is_typed_makes_a_name_that_windows_takes(
            pieces in proptest::array::uniform3("\\PC{0,200}|[a-zA-Z.:*?/\\\\ \u{202e}\u{200b}]{0,12}|CON|com1|局{0,200}"),
            sent in "\\PC{0,40}|[a-z]{1,4}\\.[a-z]{1,12}",
            times in 1..4,
        ) {
            let mut names = Names::default();
            let mut seen = HashSet::new();
            for _ in 0..times {
                let name = names.give(&[&pieces[0], &pieces[1], &pieces[2]], &sent);
                prop_assert!(seen.insert(name.to_lowercase()));
                prop_assert!(!name.is_empty() && units(&name) <= UNITS_MAX, "{name}");
                prop_assert!(!name.contains(['<', '>', ':', '"', '/', '\\', '|', '?', '*']), "{name}");
                prop_assert!(!name.chars().any(|c| c.is_control() || is_hidden(c)), "{name}");
                prop_assert!(!name.ends_with(['.', ' ']), "{name}");
                prop_assert!(!is_device(&name), "{name}");
            }
        }
    }
}
