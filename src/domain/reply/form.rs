//! Set forms: a clause that consists of known words to its last letter, and of which classes they are.

use super::name::is_han;
use super::{date, name};

/// What a word does in a reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// 我局, 我们.
    Who,
    /// 月报表, 隐患台账.
    Thing,
    /// A date ahead, as the grammar of deadlines reads it.
    Date,
    /// 昨天, 刚才: when it was.
    When,
    /// 已, 刚.
    Done,
    /// 了, 过, 完毕.
    Over,
    /// 报送, 发.
    Send,
    /// 请查收, 见附件: it lies before you.
    Look,
    /// 办理, 汇总.
    Work,
    /// 正在, 还在.
    Now,
    /// 中, behind the work.
    Lasting,
    /// 安排科室.
    Arrange,
    /// 会, 预计, 马上.
    Will,
    /// 通过政务内网: by which way.
    Way,
    /// What makes the form what it is.
    Key,
    /// What the form may not do without besides its key.
    Second,
    /// 通过, 您, 谢谢: nothing of its own.
    Filler,
    /// A word that nobody listed.
    Gap,
}

/// The words of a form by their classes.
pub(super) type Lexicon = [(Class, &'static str)];

/// The classes of a clause's words, in order.
#[derive(Clone, Debug)]
pub(super) struct Form(Vec<Class>);

impl Form {
    pub(super) fn has(&self, class: Class) -> bool {
        self.0.contains(&class)
    }
}

/// What stands between words and says nothing.
const PAUSES: [char; 4] = [' ', '、', ':', '-'];

/// A longer clause is a story and no set form.
pub(super) const BYTES_MAX: usize = 180;

/// Reads the clause word by word, the longest word first; none if a letter is left over.
pub(super) fn read(text: &str, lexicon: &Lexicon) -> Option<Form> {
    if text.len() > BYTES_MAX {
        return None;
    }
    let mut classes = Vec::new();
    let mut rest = text.trim_start_matches(PAUSES);
    while !rest.is_empty() {
        let (class, length) = longest(rest, lexicon).or_else(|| gap(rest, &classes, lexicon))?;
        classes.push(class);
        rest = rest[length..].trim_start_matches(PAUSES);
    }
    (!classes.is_empty()).then_some(Form(classes))
}

/// One word that nobody listed, if it is short and cannot turn the meaning. 已报名 is not 已报: none behind the verb.
fn gap(rest: &str, read: &[Class], lexicon: &Lexicon) -> Option<(Class, usize)> {
    /// Letters of denial, limits, other people and leaders.
    const TURNING: &str = "不没未无别非还但只先再等领导长记通知说问吗呢吧可能应才争尽看如果若或每各企业乡镇村小老他她谁让叫会研究讨论开催前后除差剩余部分半误错快明隔周月年日天空崩局委厅部";
    const LETTERS_MAX: usize = 4;
    let allows = lexicon.iter().any(|(class, _)| *class == Class::Gap);
    if !allows || read.contains(&Class::Gap) || read.last() == Some(&Class::Send) {
        return None;
    }
    let mut length = 0;
    for letter in rest.chars().take(LETTERS_MAX) {
        if !is_han(letter) || TURNING.contains(letter) {
            return None;
        }
        length += letter.len_utf8();
        let behind = rest[length..].trim_start_matches(PAUSES);
        if behind.is_empty() || longest(behind, lexicon).is_some() {
            return Some((Class::Gap, length));
        }
    }
    None
}

fn longest(rest: &str, lexicon: &Lexicon) -> Option<(Class, usize)> {
    let of_class = |(class, words): &(Class, &'static str)| {
        let shaped = match class {
            Class::Who => name::own(rest),
            Class::Thing => name::thing(rest),
            Class::Date => date::length(rest),
            Class::Way => name::way(rest),
            _ => None,
        };
        let listed = words_of(words).filter(|word| opens(rest, word)).map(str::len).max();
        Some((*class, listed.max(shaped)?))
    };
    // Of two as long, the one that the form names first.
    lexicon.iter().filter_map(of_class).rev().max_by_key(|(_, length)| *length)
}

/// Whether the word stands here; a Latin one must end where it ends.
pub(super) fn opens(rest: &str, word: &str) -> bool {
    let is_latin = |c: char| c.is_ascii_alphabetic();
    rest.strip_prefix(word).is_some_and(|after| !(word.ends_with(is_latin) && after.starts_with(is_latin)))
}

/// Whether one of these words is in the clause.
pub(super) fn has(text: &str, words: &str) -> bool {
    words_of(words).any(|word| text.contains(word))
}

/// The words of a list, which stand between bars.
pub(super) fn words_of(words: &str) -> impl Iterator<Item = &str> {
    words.split('|').filter(|word| !word.is_empty())
}
