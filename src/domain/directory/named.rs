//! A department that is named somewhere within a sentence: 这个应由住建局负责.

use std::collections::BTreeSet;

use super::Directory;
use crate::domain::DeptNo;
use crate::domain::plain::key;

/// Shorter names are too often part of another word.
const NAME_CHARACTERS_MIN: usize = 2;

impl Directory {
    /// The one department that the text names beside `but`; none if it names none, or several.
    #[must_use]
    pub fn named_in(&self, text: &str, but: DeptNo) -> Option<DeptNo> {
        let text = key(text);
        let all = [&self.full, &self.short, &self.toggled, &self.placeless].into_iter().flatten();
        let mut named: Vec<(&str, &BTreeSet<DeptNo>)> = all
            .filter(|(name, _)| name.chars().count() >= NAME_CHARACTERS_MIN && text.contains(name.as_str()))
            .map(|(name, meant)| (name.as_str(), meant))
            .collect();
        // 交警支队 is not 公安, though its full name holds it.
        let longer = named.clone();
        named.retain(|(name, _)| !longer.iter().any(|(other, _)| other.len() > name.len() && other.contains(name)));
        let meant: BTreeSet<DeptNo> = named.iter().flat_map(|(_, meant)| meant.iter().copied()).collect();
        // Nor is it the one that it belongs to, where both are named in a row.
        let is_above = |no: &DeptNo| meant.iter().any(|unit| self.belongs(*unit, *no));
        let others: Vec<DeptNo> = meant.iter().copied().filter(|no| *no != but && !is_above(no)).collect();
        if let [one] = others[..] { Some(one) } else { None }
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::DeptNo;
    use crate::domain::directory::tests::city;

    #[test]
    fn the_one_other_unit_of_a_sentence_is_found() {
        for (said, no) in [
            ("这个不归我们管,建议转教育局", Some(5)),
            ("不是我局职责，应由市公安局交警支队负责", Some(3)),
            ("归公安", Some(2)),
            ("我们公安局不管这个，是交警的事", Some(3)),
            ("教育局或者发改委", None),
            ("不归我们", None),
            ("转侨办", None),
        ] {
            let but = if said.contains("我们公安局") { DeptNo(2) } else { DeptNo(6) };
            assert_eq!(city().named_in(said, but), no.map(DeptNo), "{said}");
        }
    }
}
