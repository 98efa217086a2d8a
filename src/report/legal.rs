//! Text as XML may hold it.

/// Without the signs that no XML file may hold: controls, and what is no character.
#[must_use]
pub(super) fn legal(text: &str) -> String {
    text.chars()
        .filter(
            |sign| !matches!(sign, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}'),
        )
        .collect()
}
