//! Promises: a date, and the words of handing in around it. 周五下班前给 · 25号能交 · I'll send it tomorrow.

use super::date;
use super::form::{self, Class, Lexicon, has};
use super::words::{ACKS, POLITE, SENDS, WAYS};

const PROMISE: &Lexicon = &[
    (Class::Gap, ""),
    (Class::Date, ""),
    (Class::Send, SENDS),
    (
        Class::Send,
        "\
            给您|给你们|给你|给|补报|补上|补交|补|办结|叫|send|submit|deliver|hand in|provide|have|get|will have it|\
            upload|finish|送过去|送过来|送去|拿过去|出来|搞定|填好",
    ),
    (Class::Key, "最迟|最晚|至迟"),
    (
        Class::Will,
        "\
            一定|保证|肯定|准备|打算|计划|预计|可以|会|将|能|就|再|统一|准时|按时|确保|i'll|we'll|i will|we will|\
            i can|we can|you will|you'll|will|can|想|应该能|能够|可|才能|才可以|要|得|需要|应|必|绝对|尽快|务必",
    ),
    (Class::Filler, ACKS),
    (Class::Way, ""),
    (Class::Who, "局里|单位|这边|我这边|我们这边"),
    (Class::Thing, "it|the|our|this|report|materials|material|files|file|form|月报表"),
    (Class::Filler, WAYS),
    (Class::Filler, POLITE),
    // What happens before, where the date is said all the same: 周五回去就报.
    (
        Class::Filler,
        "\
            齐|全|到位|那会儿|回来|回去|回单位|签完字|盖完章|盖好章|盖章后|签字后|审核后|汇总后|弄好|整理好|写好|\
            做完|核对完|先|正式|前|之前|以前|内|那天|左右的时候",
    ),
    (
        Class::Filler,
        "\
            to|you|by|on|in|at|over|ready|done|finished|complete|completed|to be|for|before|the end of|latest|\
            at the latest|i|we",
    ),
];

/// What a promise that is none is made of.
const VAGUE: &str = "争取|尽量|大概|可能|差不多|左右|估计|也许|或者|或|力争|看看|再说|maybe|try|probably|hopefully";

/// Whether the clause promises to hand in by the date in it, and says nothing else.
pub(super) fn is_promise(text: &str) -> bool {
    let Some(form) = form::read(text, PROMISE) else { return false };
    let over = text.contains('了') && !text.ends_with("行了");
    let english = text.is_ascii();
    let sends = form.has(Class::Send) && (!english || form.has(Class::Will)) || (form.has(Class::Key) && !english);
    // 你们明天给我发一份 is a wish.
    let is_wish = has(text, "给我|发我|传我|寄我") || text.starts_with('请') || text.starts_with("你们");
    form.has(Class::Date) && sends && !over && !is_wish && !has(text, VAGUE)
}

/// 争取周五报, 盖章后再送: handing in at no moment that is meant.
pub(super) fn is_vague(text: &str) -> bool {
    const SOME_TIME: &str = "再报|再送|再交|再补|再发|再给|后报|后送|随后|稍后|下周|过两天|过几天|later";
    let hands_in = has(text, "报|交|给|发|送|完成|补|send|submit");
    let is_ahead = has(text, VAGUE) || has(text, SOME_TIME) || date::find(text).is_some();
    (is_ahead && hands_in || has(text, VAGUE) && date::find(text).is_some()) && !has(text, "不|没|上周|了")
}
