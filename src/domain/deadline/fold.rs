//! Normalisation: everything that is only another way of writing the same is made one, here and nowhere else.

use crate::domain::plain::{half_width, is_invisible};

/// The phrase as the grammar reads it: half-width, lower case, and everything that only sets apart is a blank.
pub(in crate::domain) fn normalise(phrase: &str) -> String {
    let folded: String = phrase.chars().map(fold).map(|c| if sets_apart(c) { ' ' } else { c }).collect();
    folded.trim_end_matches(['.', '!', ' ', '~', ';']).to_owned()
}

/// One letter in its half-width, lower-case, simplified form.
pub(in crate::domain) fn fold(letter: char) -> char {
    let narrow = match half_width(letter) {
        '\u{2236}' | '\u{fe30}' => ':',
        '—' | '–' | '－' | '―' | '−' | '‐' | '‑' => '-',
        '〜' | '∼' => '~',
        '號' => '号',
        '點' => '点',
        '時' => '时',
        '週' => '周',
        '後' => '后',
        '個' => '个',
        '內' => '内',
        '兩' => '两',
        '節' => '节',
        '開' => '开',
        c if c.is_whitespace() || is_invisible(c) => ' ',
        c => c,
    };
    narrow.to_ascii_lowercase()
}

fn sets_apart(letter: char) -> bool {
    matches!(
        letter,
        ',' | '。'
            | ';'
            | '('
            | ')'
            | '['
            | ']'
            | '“'
            | '”'
            | '"'
            | '‘'
            | '’'
            | '【'
            | '】'
            | '「'
            | '」'
            | '《'
            | '》'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_letters_and_brackets_are_folded() {
        assert_eq!(normalise("8月5日（周三）１７：００前。"), "8月5日 周三 17:00前");
        assert_eq!(normalise("By FRI!"), "by fri");
        assert_eq!(normalise("７月２７日—８月５日；"), "7月27日-8月5日");
    }
}
