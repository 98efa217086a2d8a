//! What holds beside the deadline, as a lead writes it among the fields of `/task`: `紧急(原因)`, `可零报告`,
//! `逾期视为同意`. Pure.

use crate::domain::Refusal;
use crate::domain::task::{Emergency, Terms};

/// Characters of a reason: it is read aloud on every phone.
const REASON_CHARACTERS_MAX: usize = 100;

const URGENT: &[&str] = &["紧急", "urgent"];
const NIL: &[&str] = &["可零报告", "可以零报告", "允许零报告", "nil report ok", "nil ok"];
const CONSENT: &[&str] = &[
    "逾期未反馈视为无意见",
    "逾期未反馈视为同意",
    "逾期不反馈视为无意见",
    "逾期不反馈视为同意",
    "逾期视为无意见",
    "逾期视为同意",
    "silence is consent",
];
const YES: &[&str] = &["是", "可", "可以", "对", "yes", "y", "1"];
const NO: &[&str] = &["否", "不", "不可", "不可以", "无", "不紧急", "no", "n", "0"];

/// Terms that were written; none of a kind: not spoken of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct TermWords {
    /// 紧急, or no longer.
    pub emergency: Option<Urgency>,
    /// 可零报告.
    pub nil_ok: Option<bool>,
    /// 逾期视为同意.
    pub consent: Option<bool>,
}

/// 紧急 with its reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Urgency {
    /// Because of this.
    Because(String),
    /// Not, after all.
    No,
}

/// One term at the head of a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Term {
    /// `紧急(原因)`.
    Urgent(String),
    /// `紧急：`, whose reason goes on to the next field.
    UrgentOpen,
    /// 可零报告, or not.
    Nil(bool),
    /// 逾期视为同意, or not.
    Consent(bool),
}

impl TermWords {
    /// Writes over what a draft had.
    pub(crate) fn write_over(self, terms: &mut Terms) {
        match self.emergency {
            Some(Urgency::Because(reason)) => {
                terms.emergency = Some(Emergency { reason, ack_within: None, remind_before: None });
            }
            Some(Urgency::No) => terms.emergency = None,
            None => {}
        }
        terms.nil_ok = self.nil_ok.unwrap_or(terms.nil_ok);
        terms.consent = self.consent.unwrap_or(terms.consent);
    }
}

/// The reason of an emergency, which goes on record; 否 takes it back.
pub(crate) fn urgency(reason: &str) -> Result<Urgency, Refusal> {
    let reason = reason.split_whitespace().collect::<Vec<_>>().join(" ");
    if NO.contains(&reason.to_lowercase().as_str()) {
        return Ok(Urgency::No);
    }
    if !reason.chars().any(char::is_alphanumeric) {
        return Err(Refusal::EmergencyWithoutReason);
    }
    if reason.chars().count() > REASON_CHARACTERS_MAX {
        return Err(Refusal::TooLong { field: "reason".into(), characters_max: REASON_CHARACTERS_MAX });
    }
    Ok(Urgency::Because(reason))
}

/// The term that a text begins with, and its length in bytes.
pub(super) fn leading(text: &str) -> Result<Option<(Term, usize)>, Refusal> {
    if let Some(word) = word(text, URGENT) {
        return urgent(&text[word..]).map(|found| found.map(|(term, length)| (term, word + length)));
    }
    let flag = |words, term: fn(bool) -> Term| word(text, words).map(|word| (word, term));
    let Some((word, term)) = flag(NIL, Term::Nil).or_else(|| flag(CONSENT, Term::Consent)) else { return Ok(None) };
    let found = yes_or_no(&text[word..])?;
    Ok(found.map(|(is_so, length)| (term(is_so), word + length)))
}

fn word(text: &str, words: &[&str]) -> Option<usize> {
    let is_here = |word: &&&str| text.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word));
    words.iter().find(is_here).map(|word| word.len())
}

/// What stands behind 紧急. A word that goes on (紧急疏散) is part of a name.
fn urgent(behind: &str) -> Result<Option<(Term, usize)>, Refusal> {
    let rest = behind.trim_start_matches([' ', '\u{3000}']);
    let blank = behind.len() - rest.len();
    match rest.chars().next() {
        Some(open @ ('(' | '（')) => {
            let close = closing(rest).ok_or(Refusal::EmergencyWithoutReason)?;
            let inner = &rest[open.len_utf8()..close.0];
            Ok(Some((Term::Urgent(inner.to_owned()), blank + close.1)))
        }
        Some(colon @ (':' | '：')) => Ok(Some((Term::UrgentOpen, blank + colon.len_utf8()))),
        Some(next) if blank == 0 && !parts(next) => Ok(None),
        // Urgent repairs of … is a name in English.
        Some(next) if next.is_ascii_alphanumeric() => Ok(None),
        _ => Err(Refusal::EmergencyWithoutReason),
    }
}

/// Where the bracket that opens the text closes, and where the text goes on.
fn closing(text: &str) -> Option<(usize, usize)> {
    let mut depth = 0;
    for (at, sign) in text.char_indices() {
        match sign {
            '(' | '（' => depth += 1,
            ')' | '）' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some((at, at + sign.len_utf8()));
        }
    }
    None
}

/// A flag alone says yes; `：否` takes it back. None if the word goes on.
fn yes_or_no(behind: &str) -> Result<Option<(bool, usize)>, Refusal> {
    let Some(colon) = behind.chars().next().filter(|sign| matches!(sign, ':' | '：')) else {
        return Ok(behind.chars().next().is_none_or(parts).then_some((true, 0)));
    };
    let value = behind[colon.len_utf8()..].trim_start_matches([' ', '\u{3000}']);
    let said = &value[..value.find(parts).unwrap_or(value.len())];
    let length = behind.len() - value.len() + said.len();
    let plain = said.to_lowercase();
    match (YES.contains(&plain.as_str()), NO.contains(&plain.as_str())) {
        (true, _) => Ok(Some((true, length))),
        (_, true) => Ok(Some((false, length))),
        _ => Err(Refusal::TermUnclear { said: said.to_owned() }),
    }
}

/// A sign that ends a word.
pub(super) fn parts(sign: char) -> bool {
    sign.is_whitespace() || matches!(sign, ',' | '，' | ';' | '；' | '、' | '。' | ')' | '）')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_is_known_by_its_word_and_what_stands_behind() {
        for (text, term) in [
            ("紧急(台风红色预警) 部门", Some(Term::Urgent("台风红色预警".into()))),
            ("紧急（台风（玛娃）登陆），可零报告", Some(Term::Urgent("台风（玛娃）登陆".into()))),
            ("紧急 (强降雨)", Some(Term::Urgent("强降雨".into()))),
            ("紧急：强降雨", Some(Term::UrgentOpen)),
            ("Urgent (storm)", Some(Term::Urgent("storm".into()))),
            ("可零报告", Some(Term::Nil(true))),
            ("可零报告：否", Some(Term::Nil(false))),
            ("nil ok, to all", Some(Term::Nil(true))),
            ("逾期视为同意。", Some(Term::Consent(true))),
            ("逾期视为无意见\n部门", Some(Term::Consent(true))),
            ("Silence is consent", Some(Term::Consent(true))),
            ("紧急疏散演练", None),
            ("urgent repairs", None),
            ("可零报告事项清单", None),
            ("月报", None),
        ] {
            assert_eq!(leading(text).map(|found| found.map(|(term, _)| term)), Ok(term), "{text}");
        }
        for text in ["紧急 截止 今天", "紧急", "紧急，部门", "紧急(强降雨 截止 今天"] {
            assert_eq!(leading(text), Err(Refusal::EmergencyWithoutReason), "{text}");
        }
        assert!(matches!(leading("可零报告：看情况"), Err(Refusal::TermUnclear { .. })));
    }

    #[test]
    fn a_reason_has_words_in_it() {
        assert_eq!(urgency(" 台风\n登陆 "), Ok(Urgency::Because("台风 登陆".into())));
        assert_eq!(urgency("否"), Ok(Urgency::No));
        for none in ["", "  ", "……"] {
            assert_eq!(urgency(none), Err(Refusal::EmergencyWithoutReason), "{none}");
        }
        assert!(matches!(urgency(&"长".repeat(101)), Err(Refusal::TooLong { .. })));
    }
}
