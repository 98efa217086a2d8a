//! Clauses: what stands between two marks, in half-width lower case.

use super::{Row, nil, open, plain, promise};
use crate::domain::deadline::fold;

/// One clause, without its closing mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Clause {
    pub(super) text: String,
    /// It ended with a question mark.
    pub(super) asks: bool,
}

/// Cuts a text into its clauses. A point between digits (8.5) cuts nothing.
pub(super) fn split(text: &str) -> Vec<Clause> {
    let letters: Vec<char> = text.chars().map(|c| if c == '’' { '\'' } else { fold_line(c) }).collect();
    let mut clauses = Vec::new();
    let mut current = String::new();
    for (i, letter) in letters.iter().copied().enumerate() {
        let is_point = letter == '.' && !letters.get(i + 1).is_some_and(char::is_ascii_digit);
        if is_point || matches!(letter, ',' | '。' | ';' | '!' | '?' | '…' | '~' | '\n') {
            close(&mut clauses, &mut current, letter == '?');
        } else if !matches!(letter, '[' | ']' | '“' | '”' | '"' | '\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}') {
            current.push(letter);
        }
    }
    close(&mut clauses, &mut current, false);
    clauses
}

fn fold_line(letter: char) -> char {
    if letter == '\n' { letter } else { fold(letter) }
}

fn close(clauses: &mut Vec<Clause>, current: &mut String, asks: bool) {
    let text = current.trim().to_owned();
    current.clear();
    match clauses.last_mut() {
        // A mark of its own: 收到 ? or ??
        Some(last) if text.is_empty() => last.asks |= asks,
        None if text.is_empty() && asks => clauses.push(Clause { text, asks }),
        _ if text.is_empty() => {}
        _ => clauses.push(Clause { text, asks }),
    }
}

impl Clause {
    /// The rows it says; none stands for what was not understood. A clause may hold two, apart by a blank: 收到 周五报.
    pub(super) fn rows(&self) -> Vec<Option<Row>> {
        let whole = self.row();
        if whole.is_some() || self.asks || self.text.is_ascii() {
            return vec![whole];
        }
        let parts: Vec<_> =
            self.text.split_whitespace().map(|part| Self { text: part.to_owned(), asks: false }.row()).collect();
        if parts.iter().all(Option::is_some) { parts } else { vec![None] }
    }

    fn row(&self) -> Option<Row> {
        let text = self.text.as_str();
        if !self.asks && nil::is_nil(text) {
            return Some(Row::Nil);
        }
        if nil::is_opening(text) {
            return Some(Row::Chat);
        }
        if let Some(row) = open::upper(text) {
            return Some(row);
        }
        let plain = plain::row(text).or_else(|| promise::is_promise(text).then_some(Row::Promise));
        if self.asks {
            // 收到? and 明天报? say neither this nor that.
            return if plain.is_some() || text.is_empty() { None } else { Some(Row::Question) };
        }
        plain.or_else(|| open::lower(text))
    }

    /// A question put behind what was said: 可以吗.
    pub(super) fn asks_leave(&self) -> bool {
        let text = self.text.as_str();
        let tags = [
            "可以",
            "行",
            "好",
            "成",
            "可以吗",
            "行吗",
            "好吗",
            "行不行",
            "可以不",
            "成吗",
            "来得及吗",
            "ok",
            "is that ok",
        ];
        tags.contains(&text) && (self.asks || text.ends_with('吗') || text.contains('不'))
    }
}
