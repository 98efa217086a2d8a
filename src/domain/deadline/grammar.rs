//! The phrase as a whole: polite wrapping, then a period, or days and a clock time in either order.

use super::phrase::{Day, Named, Phrase};
use super::scan::Scan;
use super::{clock, day, span};

/// Polite wrapping before the date; it says nothing of its own.
const OPENING: &[&str] = &[
    "请",
    "烦请",
    "各单位",
    "各部门",
    "各成员单位",
    "贵单位",
    "务必",
    "必须",
    "须",
    "需",
    "应",
    "于",
    "在",
    "最迟",
    "最晚",
    "至迟",
    "不晚于",
    "不迟于",
    "不得晚于",
    "不得迟于",
    "截止到",
    "截止至",
    "截止时间",
    "截止日期",
    "截止",
    "截至",
    "报送时限",
    "报送时间",
    "完成时限",
    "时限",
    "期限",
    "时间",
    "为",
    "是",
    ":",
    "please",
    "submit",
    "deadline",
    "due",
    "by",
    "until",
    "till",
    "no later than",
    "not later than",
    "at the latest",
    "on",
    "at",
];

/// What may follow the date.
const CLOSING: &[&str] = &[
    "将",
    "报送",
    "上报",
    "报来",
    "报回",
    "报至",
    "报",
    "提交",
    "交",
    "反馈",
    "完成",
    "办结",
    "回复",
    "至我办",
    "我办",
    "至安委办",
    "到安委办",
    "安委办",
    "材料",
    "即可",
    "截止",
    "为止",
    "止",
    "务必",
    "please",
    "at the latest",
    "latest",
];

/// Words that ask for a date without giving one.
const VAGUE: &[&str] = &[
    "尽快",
    "尽早",
    "抓紧",
    "近期",
    "近日",
    "有空",
    "过两天",
    "过几天",
    "这两天",
    "这几天",
    "asap",
    "as soon as possible",
    "soon",
];

/// Reads a normalised phrase; none unless it was understood to its last letter.
pub(super) fn read(text: &str) -> Option<Phrase> {
    let mut scan = Scan::new(text);
    let before = open(&mut scan);
    let mut phrase = if scan.eat_any(VAGUE) { Phrase::Vague } else { leading(&mut scan)? };
    scan.eat_all(CLOSING);
    if let Phrase::Named(named) = &mut phrase {
        named.before |= before;
    }
    scan.is_done().then_some(phrase)
}

/// Reads the wrapping; whether an English "before" was in it.
fn open(scan: &mut Scan<'_>) -> bool {
    let mut before = false;
    loop {
        let strict = scan.eat("before");
        before |= strict;
        if !strict && !scan.eat_any(OPENING) {
            return before;
        }
    }
}

/// Reads the date that stands here, and leaves what follows it.
pub(in crate::domain) fn leading(scan: &mut Scan<'_>) -> Option<Phrase> {
    if let Some(span) = span::read(scan) {
        return Some(Phrase::Within(span));
    }
    let mut named = Named::default();
    loop {
        let mut ahead = *scan;
        if !named.is_empty() {
            ahead.eat_any(&["的", "t", "at", "on", "by"]);
        }
        if !named.take(&mut ahead) {
            break;
        }
        *scan = ahead;
    }
    if named.is_empty() {
        return None;
    }
    if !scan.eat_any(&["之前", "以前", "前"]) && matches!(named.days[..], [Day::Relative(_)]) && named.clock.is_none()
    {
        scan.eat_any(&["之内", "以内", "内"]);
    }
    Some(Phrase::Named(named))
}

impl Named {
    fn is_empty(&self) -> bool {
        self.days.is_empty() && self.clock.is_none()
    }

    /// Adds the day or clock time that stands here, if there is one.
    fn take(&mut self, scan: &mut Scan<'_>) -> bool {
        // 17点 before 17日: a clock time never reads as a day, while 8.5 could open both.
        if self.clock.is_none()
            && let Some(clock) = clock::read(scan)
        {
            self.clock = Some(clock);
            return true;
        }
        if self.days.len() < 2
            && let Some(day) = day::read(scan)
        {
            self.days.push(day);
            return true;
        }
        false
    }
}
