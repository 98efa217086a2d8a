//! Typed names as they are compared and kept: people type full-width letters, stray spaces and signs nobody sees.

/// A sign that shows nothing, or changes how its neighbours are shown: controls, joiners, direction marks, byte order marks.
#[must_use]
pub fn is_invisible(sign: char) -> bool {
    sign.is_control()
        || matches!(sign, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}')
        || matches!(sign, '\u{2028}' | '\u{2029}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
        || matches!(sign, '\u{fe00}'..='\u{fe0f}' | '\u{e0000}'..='\u{e007f}')
}

/// Full-width letters, digits and signs as their ASCII twins.
#[must_use]
pub fn half_width(sign: char) -> char {
    match sign {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(sign) - 0xfee0).unwrap_or(sign),
        '\u{3000}' => ' ',
        _ => sign,
    }
}

/// What two spellings of one name have in common: half-width, lower case, without spaces and invisible signs.
#[must_use]
pub fn key(text: &str) -> String {
    let plain = text.chars().map(half_width).filter(|sign| !sign.is_whitespace() && !is_invisible(*sign));
    plain.flat_map(char::to_lowercase).collect()
}

/// A name as it is kept: no invisible signs, single spaces, none at the ends.
#[must_use]
pub fn clean(text: &str) -> String {
    let spaced: String = text
        .chars()
        .map(|sign| if sign.is_whitespace() { ' ' } else { sign })
        .filter(|sign| !is_invisible(*sign))
        .collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A list cut at these signs, but not inside of brackets: 警戒范围说明(文字、地图) is one. Where a bracket is left open, every sign parts.
#[must_use]
pub fn parted<'a>(list: &'a str, signs: &[char]) -> Vec<&'a str> {
    let (mut open, mut cuts) = (Vec::new(), Vec::new());
    for (at, sign) in list.char_indices() {
        match sign {
            '(' | '（' => open.push(at),
            ')' | '）' => {
                open.pop();
            }
            _ if open.is_empty() && signs.contains(&sign) => cuts.push((at, sign.len_utf8())),
            _ => {}
        }
    }
    if !open.is_empty() {
        return list.split(signs).collect();
    }
    let mut parts = Vec::with_capacity(cuts.len() + 1);
    let mut from = 0;
    for (at, length) in cuts {
        parts.push(&list[from..at]);
        from = at + length;
    }
    parts.push(&list[from..]);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_not_cut_inside_of_brackets() {
        for (list, parts) in [
            ("月报、台账", vec!["月报", "台账"]),
            ("案例(docx,可选)|表（一、二）,图", vec!["案例(docx,可选)", "表（一、二）", "图"]),
            ("表(一(a,b),c),图", vec!["表(一(a,b),c)", "图"]),
            ("表(一、二", vec!["表(一", "二"]),
            ("表)一、二", vec!["表)一", "二"]),
            ("", vec![""]),
        ] {
            assert_eq!(parted(list, &['、', ',', '|']), parts, "{list}");
        }
    }

    #[test]
    fn spellings_of_one_name_share_a_key() {
        for spelling in ["\u{ff35}\u{ff11}\u{ff14}", " U14", "u14", "U 14", "u\u{200b}14\u{202e}", "U\u{3000}14"] {
            assert_eq!(key(spelling), "u14", "{spelling:?}");
        }
    }

    #[test]
    fn a_kept_name_has_no_signs_that_nobody_sees() {
        assert_eq!(clean("\u{feff} 市\u{202e}公安局\u{7}\n二楼\t "), "市公安局 二楼");
        assert_eq!(clean("\u{200f}\u{0}"), "");
    }
}
