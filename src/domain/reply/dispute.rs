//! 我们早就报过了,记录不对: what stands on record is wrong. A person reads it, so its words are enough.

use super::form::{self, Class, Lexicon, has};
use super::words::{PAST, POLITE, SENDS, WAYS};

const WRONG: &str = "\
    早就报|早报过|早已报|早就交|早已交|早交过|早就发|早发过|早就送|早就提交|早就上报|早已上报|早已提交|记录不对|\
    记录有误|记录错|记录有问题|记录不准|登记错|登记有误|统计错|统计有误|记错了|标错|算错|搞错了时间|不是逾期|\
    没有逾期|没逾期|未逾期|不存在逾期|不算逾期|不应该算逾期|有异议|提出异议|不认可|不服|误判|误记|状态不对|状态有误|\
    显示不对|显示有误|显示错误|状态没更新|系统没更新|没有更新|数据没更新|冤|显示错|申诉|冤枉|与实际不符|与事实不符|\
    跟实际不符|不属实|请更正记录|是按时报|是按时交|都是按时|明明|record is wrong|records are wrong|not correct|\
    is incorrect|this is wrong|that's wrong|is a mistake|not late|weren't late|dispute|disagree|we were on time|\
    already submitted on time|没有迟报|没迟报|没有迟交|没迟交|没有晚报|没晚报|没有超时|没超时|没超期|没有超期|未超期";

const NONE: &str = "没有异议|无异议|没异议|没什么异议|有异议吗|有没有异议|no dispute|not dispute|我们搞错|是我们错";

/// 怎么还显示没交: asked as a reproach.
const REPROACHES: &str = "\
    为什么说我|为啥说我|怎么说我|怎么还说我|怎么还显示|怎么显示我|怎么显示没|怎么显示未|为什么显示没|为什么显示未|\
    为什么还显示|为何显示|怎么还是没交|怎么算逾期|怎么就逾期|凭什么|怎么还催|为什么还催|怎么又说没|怎么成了逾期|\
    怎么成逾期|为什么算逾期|怎么会逾期|怎么是逾期|why does it say|why are we listed|why are we marked|\
    why is it marked|why is our|怎么会是未|怎么会没|怎么会显示|怎么会说|怎么就成|怎么是未|怎么说没|怎么说未|怎么会成";

/// 不是已经报了吗.
const REMINDS: &Lexicon = &[
    (Class::Key, "不是"),
    (Class::Done, "已经|已|早就|早|都"),
    (Class::Send, SENDS),
    (Class::Over, "了|过|过了"),
    (Class::Way, ""),
    (Class::Who, ""),
    (Class::Thing, ""),
    (Class::When, PAST),
    (Class::Filler, WAYS),
    (Class::Filler, "吗|么|嘛"),
    (Class::Filler, POLITE),
];

/// 我们上周就报了: it was earlier than you say.
const EARLIER: &Lexicon = &[
    (Class::When, PAST),
    (Class::Date, ""),
    (Class::Key, "就"),
    (Class::Done, "已经|已"),
    (Class::Send, SENDS),
    (Class::Over, "了|过|过了"),
    (Class::Way, ""),
    (Class::Who, ""),
    (Class::Thing, ""),
    (Class::Filler, WAYS),
    (Class::Filler, POLITE),
];

pub(super) fn is_dispute(text: &str) -> bool {
    let reminds = form::read(text, REMINDS).is_some_and(|form| {
        form.has(Class::Key) && form.has(Class::Done) && form.has(Class::Send) && text.contains('了')
    });
    let earlier = form::read(text, EARLIER).is_some_and(|form| {
        form.has(Class::Key)
            && form.has(Class::Send)
            && (form.has(Class::When) || form.has(Class::Date))
            && form.has(Class::Over)
    }) && !has(text, "今天|今早|刚");
    let misrecorded = has(text, "登记|记录|状态|认定") && has(text, "不对|有误|错|不准|不符");
    ((misrecorded || has(text, WRONG) || has(text, REPROACHES)) && !has(text, NONE)) || reminds || earlier
}

/// 不对吧: said of what?
pub(super) fn seems_dispute(text: &str) -> bool {
    let text = text.trim_end_matches(|c| "吧啊呀哦了的".contains(c));
    matches!(
        text,
        "不对" | "不会" | "不可能" | "搞错" | "弄错" | "你们搞错" | "你们弄错" | "有误" | "不应该" | "怎么会"
    )
}
