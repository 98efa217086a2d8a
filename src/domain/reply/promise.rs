//! Promises: a date, and the words of handing in around it. 周五下班前给 · 25号能交 · I'll send it tomorrow.

use super::clause::Clause;
use super::plain::{OBJECTS, SUBJECTS};
use crate::domain::Moment;
use crate::domain::calendar::WorkTime;
use crate::domain::deadline::scan::Scan;
use crate::domain::deadline::{Phrase, leading, resolve, sets_free};

const INTENDS: &[&str] = &[
    "好的", "收到", "一定", "保证", "肯定", "准备", "打算", "计划", "预计", "最迟", "最晚", "可以", "会", "将", "能",
    "把", "在", "于", "就", "再", "统一", "准时", "按时", "一起", "一并", "全部", "吧", "哈",
];

const HANDS_IN: &[&str] = &[
    "报送",
    "上报",
    "报过来",
    "报过去",
    "报给您",
    "报给你",
    "报",
    "提交",
    "交",
    "发过来",
    "发过去",
    "发给您",
    "发给你",
    "发您",
    "发你",
    "发",
    "反馈",
    "给你们",
    "给您",
    "给你",
    "给",
    "送",
    "传",
    "补报",
    "补上",
    "补交",
    "补",
    "完成",
    "办结",
];

const WILL: &[&str] = &["i'll", "we'll", "i will", "we will", "i can", "we can", "will", "can"];

const SENDS: &[&str] = &["send", "submit", "deliver", "hand in", "provide", "have"];

const ENGLISH: &[&str] = &[
    "it",
    "the",
    "our",
    "this",
    "report",
    "materials",
    "material",
    "files",
    "file",
    "form",
    "to you",
    "you",
    "by",
    "on",
    "in",
    "at",
    "over",
    "ready",
];

/// A date within a clause, and what stands around it.
struct Dated<'a> {
    before: &'a str,
    phrase: Phrase,
    after: &'a str,
}

/// Whether the clause promises to hand in by the date in it, and says nothing else.
pub(super) fn is_promise(text: &str) -> bool {
    let Some(dated) = find(text) else { return false };
    in_chinese(&dated) || in_english(&dated)
}

fn in_chinese(dated: &Dated<'_>) -> bool {
    let mut before = Scan::new(dated.before);
    while before.eat_any(SUBJECTS) || before.eat_any(OBJECTS) || before.eat_any(INTENDS) {}
    let mut after = Scan::new(dated.after);
    let mut hands_in = false;
    loop {
        // 报告 is a thing before 报 is a verb.
        if after.eat_any(SUBJECTS) || after.eat_any(OBJECTS) || after.eat_any(INTENDS) {
            continue;
        }
        if !after.eat_any(HANDS_IN) {
            return hands_in && before.is_done() && after.is_done();
        }
        hands_in = true;
    }
}

fn in_english(dated: &Dated<'_>) -> bool {
    let mut will = false;
    let mut sends = false;
    for side in [dated.before, dated.after] {
        let mut scan = Scan::new(side);
        loop {
            if scan.eat_any(WILL) {
                will = true;
            } else if scan.eat_any(SENDS) {
                sends = true;
            } else if !scan.eat_any(ENGLISH) {
                break;
            }
        }
        if !scan.is_done() {
            return false;
        }
    }
    will && sends
}

/// The one moment that the text names; none if it names none, or two.
pub(super) fn only_date(clauses: &[Clause], now: Moment, work: &WorkTime<'_>) -> Option<Moment> {
    let mut dates = Vec::new();
    for clause in clauses {
        let mut text = clause.text.as_str();
        while let Some(dated) = find(text) {
            dates.push(resolve(&dated.phrase, now, work).deadline);
            text = dated.after;
        }
    }
    dates.dedup();
    if let [date] = dates[..] { date } else { None }
}

/// The first date that stands free: 上周五 holds no 周五, 13月5日 no 5日.
fn find(text: &str) -> Option<Dated<'_>> {
    let mut previous = None;
    for (start, letter) in text.char_indices() {
        let is_free = letter != ' ' && previous.is_none_or(|previous| sets_free(previous, letter));
        let mut scan = Scan::new(&text[start..]);
        if is_free && let Some(phrase) = leading(&mut scan) {
            return Some(Dated { before: &text[..start], phrase, after: scan.rest() });
        }
        previous = Some(letter);
    }
    None
}
