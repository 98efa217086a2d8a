//! 零报告, 我局无意见: nothing to hand in. It ends the ask, so it must be the whole of a clause.

use super::plain::SUBJECTS;
use crate::domain::deadline::scan::Scan;

const BEFORE: &[&str] = &["截至目前", "目前", "本月份", "本月", "本周", "本期", "本季度", "今天", "今日", "对此"];

/// Openings of an answer that may stand as a clause of their own.
const OPENINGS: &[&str] = &["经研究", "经核实", "经排查", "经征求意见", "经讨论"];

const NOTHING: &[&str] = &[
    "零报告",
    "无意见",
    "没意见",
    "没有意见",
    "无修改意见",
    "没有修改意见",
    "无不同意见",
    "没有不同意见",
    "无相关情况",
    "没有相关情况",
    "无此类情况",
    "没有此类情况",
    "没有要报的",
    "没有可报的",
    "nil report",
    "nil",
    "nothing to report",
    "no comments",
    "no comment",
];

const BEHIND: &[&str] = &["了", "哈", "请查收", "请知悉", "谢谢", "from us", "this month", "thanks", "thank you"];

/// 经研究, before what was found.
pub(super) fn is_opening(text: &str) -> bool {
    let mut scan = Scan::new(text);
    scan.eat_any(OPENINGS) && scan.is_done()
}

/// A clause that says it, and nothing else.
pub(super) fn is_nil(text: &str) -> bool {
    let mut scan = Scan::new(text);
    while scan.eat_any(SUBJECTS) || scan.eat_any(BEFORE) || scan.eat_any(OPENINGS) {}
    if !scan.eat_any(NOTHING) {
        return false;
    }
    scan.eat_all(BEHIND);
    scan.is_done()
}
