//! Clauses: what stands between two marks, in half-width lower case.

use super::name::is_han;
use crate::domain::deadline::fold;

/// One clause, without its closing mark.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Clause {
    /// As the forms read it.
    pub(super) text: String,
    /// As it was typed; letter by letter the same as `text`.
    pub(super) said: String,
    /// It ended with a question mark.
    pub(super) asks: bool,
}

/// Slips of the keyboard that can mean nothing else, and other writings of the same, as many letters each.
const SLIPS: &[(&str, &str)] = &[
    ("收道", "收到"),
    ("收倒", "收到"),
    ("收导", "收到"),
    ("报宋", "报送"),
    ("抱送", "报送"),
    ("零抱告", "零报告"),
    ("另报告", "零报告"),
    ("延其", "延期"),
    ("查受", "查收"),
    ("可已", "可以"),
    ("已径", "已经"),
    ("己经", "已经"),
    ("己报", "已报"),
    ("己交", "已交"),
    ("己发", "已发"),
    ("帐", "账"),
    ("妳", "你"),
    ("明儿", "明天"),
    ("今儿", "今天"),
    ("最晚", "最迟"),
    // 至 joins two dates elsewhere; here it names one.
    ("延期至", "延期到"),
    ("延至", "延到"),
    ("推迟至", "推迟到"),
    ("延长至", "延长到"),
    ("宽限至", "宽限到"),
    ("延后至", "延后到"),
    ("推至", "推到"),
];

/// Cuts a text into its clauses. A point between digits (8.5) cuts nothing.
pub(super) fn split(text: &str) -> Vec<Clause> {
    let letters: Vec<char> = faces(text).chars().collect();
    let mut clauses = Vec::new();
    let mut current = Clause::default();
    for (i, said) in letters.iter().copied().enumerate() {
        let letter = fold_letter(said);
        let is_point = letter == '.' && !letters.get(i + 1).is_some_and(char::is_ascii_digit);
        if is_point || matches!(letter, ',' | '。' | ';' | '!' | '?' | '…' | '~' | '\n') {
            close(&mut clauses, &mut current, letter == '?');
        } else if !is_ornament(letter) {
            current.text.push(letter);
            current.said.push(said);
        }
    }
    close(&mut clauses, &mut current, false);
    clauses
}

/// Faces written in brackets: [抱拳] [玫瑰] [强].
fn faces(text: &str) -> String {
    let mut rest = text;
    let mut plain = String::new();
    while let Some((before, behind)) = rest.split_once('[') {
        plain.push_str(before);
        rest = behind;
        let Some((face, after)) = behind.split_once(']') else { continue };
        match face {
            "强" | "赞" | "点赞" => plain.push('👍'),
            "抱拳" | "合十" | "玫瑰" | "握手" | "鲜花" => plain.push('🙏'),
            _ if face.chars().count() <= 3 && face.chars().all(is_han) => {}
            _ => continue,
        }
        rest = after;
    }
    plain + rest
}

fn fold_letter(letter: char) -> char {
    match letter {
        '\n' => '\n',
        '’' => '\'',
        letter => fold(letter),
    }
}

/// Marks and pictures that say nothing of their own; a thumb or folded hands do.
fn is_ornament(letter: char) -> bool {
    let picture = matches!(letter, '\u{1f300}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}' | '\u{fe0f}');
    matches!(letter, '[' | ']' | '“' | '”' | '"' | '(' | ')') | (picture && !"👌👍🙏🆗✅".contains(letter))
}

fn close(clauses: &mut Vec<Clause>, current: &mut Clause, asks: bool) {
    let Clause { text, said, .. } = std::mem::take(current);
    let mut clause = Clause { text: text.trim().to_owned(), said: said.trim().to_owned(), asks };
    for (slip, meant) in SLIPS {
        if clause.text.contains(slip) {
            clause.text = clause.text.replace(slip, meant);
        }
    }
    match clauses.last_mut() {
        // A mark of its own: 收到 ? or ??
        Some(last) if clause.text.is_empty() => last.asks |= asks,
        None if clause.text.is_empty() && !asks => {}
        _ => clauses.push(clause),
    }
}

impl Clause {
    /// A part of it, as a clause of its own.
    pub(super) fn part(&self, text: &str) -> Self {
        Self { text: text.trim().to_owned(), said: text.trim().to_owned(), asks: self.asks }
    }
}
