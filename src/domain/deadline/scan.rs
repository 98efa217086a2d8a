//! Reading a normalised phrase from left to right: blanks skipped, numerals of both scripts.

/// A place in a normalised phrase. Copies are cheap: a rule that fails is tried on a copy.
#[derive(Clone, Copy, Debug)]
pub(in crate::domain) struct Scan<'a> {
    rest: &'a str,
}

impl<'a> Scan<'a> {
    pub(in crate::domain) fn new(text: &'a str) -> Self {
        Self { rest: text }
    }

    /// What is still unread, without leading blanks.
    pub(in crate::domain) fn rest(&self) -> &'a str {
        self.rest.trim_start_matches(' ')
    }

    /// What is still unread, with leading blanks.
    pub(in crate::domain) fn tail(&self) -> &'a str {
        self.rest
    }

    pub(in crate::domain) fn is_done(&self) -> bool {
        self.rest().is_empty()
    }

    /// Reads this word if it stands here. A Latin word must end where it ends: `fri` does not open `friction`.
    pub(in crate::domain) fn eat(&mut self, word: &str) -> bool {
        let Some(after) = self.rest().strip_prefix(word) else { return false };
        let is_cut = |text: &str| text.starts_with(|c: char| c.is_ascii_alphabetic());
        if word.ends_with(|c: char| c.is_ascii_alphabetic()) && is_cut(after) {
            return false;
        }
        self.rest = after;
        true
    }

    /// Reads the first of these words that stands here; tables put the longer word first.
    pub(in crate::domain) fn eat_any(&mut self, words: &[&str]) -> bool {
        words.iter().any(|word| self.eat(word))
    }

    /// Reads as many of these words as follow each other; whether there was one.
    pub(in crate::domain) fn eat_all(&mut self, words: &[&str]) -> bool {
        let mut found = false;
        while self.eat_any(words) {
            found = true;
        }
        found
    }

    /// Reads a word of the table and returns what it stands for.
    pub(in crate::domain) fn pick<T: Copy>(&mut self, table: &[(&str, T)]) -> Option<T> {
        table.iter().find(|(word, _)| self.eat(word)).map(|(_, meaning)| *meaning)
    }

    /// Reads a run of exactly so many ASCII letters of a kind.
    pub(in crate::domain) fn take(&mut self, count: usize, is: fn(char) -> bool) -> Option<&'a str> {
        let text = self.rest();
        let end = text.find(|c| !is(c)).unwrap_or(text.len());
        (end == count).then_some(())?;
        self.rest = &text[end..];
        Some(&text[..end])
    }

    /// Reads a number of up to four digits (17, 2026), or a Chinese numeral up to 99 or a year (十五, 二〇二六).
    pub(in crate::domain) fn number(&mut self) -> Option<u32> {
        let text = self.rest();
        let run = |is: fn(char) -> bool| text.find(|c| !is(c)).unwrap_or(text.len());
        let (end, value) = match run(|c| c.is_ascii_digit()) {
            0 => {
                let end = run(is_numeral);
                (end, chinese(&text[..end])?)
            }
            end if end <= 4 => (end, text[..end].parse().ok()?),
            _ => return None,
        };
        self.rest = &text[end..];
        Some(value)
    }
}

/// Whether the letter is part of a Chinese numeral.
pub(in crate::domain) fn is_numeral(letter: char) -> bool {
    letter == '十' || digit(letter).is_some()
}

fn digit(letter: char) -> Option<u32> {
    match letter {
        '两' => Some(2),
        '零' => Some(0),
        _ => u32::try_from("〇一二三四五六七八九".chars().position(|c| c == letter)?).ok(),
    }
}

/// 三四天 is "three or four days" and 五一 a festival: digits in a row are a number only as a year.
fn chinese(run: &str) -> Option<u32> {
    let single = |text: &str| {
        let mut letters = text.chars();
        let value = digit(letters.next()?)?;
        letters.next().is_none().then_some(value)
    };
    if let Some((tens, ones)) = run.split_once('十') {
        let tens = if tens.is_empty() { 1 } else { single(tens)? };
        let ones = if ones.is_empty() { 0 } else { single(ones)? };
        return Some(tens * 10 + ones);
    }
    if run.chars().count() == 4 {
        return run.chars().try_fold(0, |value, letter| Some(value * 10 + digit(letter)?));
    }
    single(run)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_both_scripts_are_read() {
        let read = |text| Scan::new(text).number();
        for (text, value) in [("17", 17), ("十", 10), ("十五", 15), ("二十", 20), ("三十一", 31), ("两", 2), ("零", 0)]
        {
            assert_eq!(read(text), Some(value), "{text}");
        }
        assert_eq!(read("二〇二六年"), Some(2026));
        for text in ["三四天", "五一", "十五六", "12345", "", "半", "十十"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
