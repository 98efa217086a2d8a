//! The known name that sounds nearest to an unknown one.

use super::Directory;
use crate::domain::plain::key;

/// Longer ones are no names, and the comparison grows with the square.
const CHARACTERS_MAX: usize = 60;

impl Directory {
    /// The full name of the department one of whose names shares the most with what was said, if it is more than half.
    #[must_use]
    pub fn nearest(&self, said: &str) -> Option<String> {
        let said: Vec<char> = key(said).chars().collect();
        if said.is_empty() || said.len() > CHARACTERS_MAX {
            return None;
        }
        let keys = self.full.iter().chain(&self.short).chain(&self.toggled);
        let alike = keys.flat_map(|(name, all)| {
            let alike = likeness(&said, &name.chars().collect::<Vec<_>>());
            all.iter().map(move |no| (alike, *no))
        });
        let best = alike.filter(|(alike, _)| *alike > 500).max_by_key(|(alike, no)| (*alike, std::cmp::Reverse(no.0)));
        best.and_then(|(_, no)| self.name(no).map(str::to_owned))
    }
}

/// Characters in common and in the same order, out of all, in thousandths.
fn likeness(one: &[char], other: &[char]) -> usize {
    let mut row = vec![0; other.len() + 1];
    for a in one {
        let mut diagonal = 0;
        for (at, b) in other.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = if a == b { diagonal + 1 } else { above.max(row[at]) };
            diagonal = above;
        }
    }
    2000 * row[other.len()] / (one.len() + other.len()).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn likeness_counts_what_is_shared_in_order() {
        for (one, other, alike) in
            [("公安局", "公安局", 1000), ("公按局", "公安局", 666), ("侨办", "安办", 500), ("甲", "乙", 0), ("", "", 0)]
        {
            let letters = |text: &str| text.chars().collect::<Vec<_>>();
            assert_eq!(likeness(&letters(one), &letters(other)), alike, "{one} {other}");
        }
    }
}
