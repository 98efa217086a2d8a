//! 这个不报 and 别催了: forms of a whole clause, for both are heavy words.

use super::form::{self, Class, Lexicon, has, words_of};
use super::words::{POLITE, WAYS, WORK};

const DECLINE: &Lexicon = &[
    (
        Class::Key,
        "\
            不报送|不上报|不填报|不报|不填|不交|不提交|不参加|不参与|拒绝报送|拒绝|拒报|拒绝提供|不予提供|不予报送|\
            不能提供|不能报|不便提供|不打算报|不想报|不准备报|不会报|不愿意报|won't submit|will not submit|\
            won't be submitting|refuse to submit|refuse|decline to submit|decline|will not report|won't report|\
            not going to submit|will not take part|won't take part|will not participate|won't participate|\
            will not be submitting",
    ),
    (Class::Key, "不提供|恕不提供|恕不能报|恕难提供"),
    (Class::Who, "i|we|our office|our department"),
    (Class::Thing, "this|it|the report|in this|this one|the form|统计|调查|活动|检查|评比|会议|项目|here"),
    (
        Class::Filler,
        "\
            决定|明确|坚决|就|确定|研究决定|经研究|这期|本期|本月|今年|本年度|这个月|这一期|此期|都|参与|申报|to|\
            month|时|也|以后|再",
    ),
    (Class::Filler, POLITE),
    (Class::Filler, WORK),
];

const STOP: &Lexicon = &[
    (
        Class::Key,
        "\
            别再催|别催|不要再催|不要催|不用催|不用再催|别再提醒|别提醒|不要再提醒|不要提醒|不用再提醒|不用提醒|\
            停止提醒|别再发|别发|不要再发|别老催|别一直催|别天天催|少催|别烦|别再烦|不要老催|不要天天催|别再通知|\
            别推送|stop|stop reminding|don't remind|no more reminders|stop sending reminders|please stop|\
            stop nagging|quit reminding|stop messaging|do not remind|stop the reminders|stop texting",
    ),
    (
        Class::Filler,
        "\
            今天|先|请|麻烦|你们|暂时|我们|我|行不|一直|消息|提醒|通知|信息|催|再|可别|求求|真的|这么|频繁|人|me|us|\
            today|for today|reminders|reminding|sending|for now|this|知道|收到|好的",
    ),
    (Class::Filler, POLITE),
    (Class::Filler, WAYS),
];

/// 天天催: said beside.
const WEARY: &str = "\
    天天催|烦死了|烦死|烦不烦|太烦了|好烦|催什么催|催命|一天到晚催|老催|催得太紧了|没完没了|太频繁了|受不了|\
    受不了了|催得太勤|提醒太多|消息太多";

/// 这个不报.
pub(super) fn is_decline(text: &str) -> bool {
    form::read(text, DECLINE).is_some_and(|form| form.has(Class::Key)) && !text.ends_with("的话")
}

/// It has the words of it.
pub(super) fn seems_decline(text: &str) -> bool {
    form::has(text, "不报|不填|不交|不参加|拒绝|won't submit|refuse")
}

/// 别催了 · 今天先别提醒.
pub(super) fn is_stop(text: &str) -> bool {
    form::read(text, STOP).is_some_and(|form| form.has(Class::Key)) || forbids(text)
}

/// 不要一直催, 能不能别老提醒: a no, and what it is about within a few letters of it.
fn forbids(text: &str) -> bool {
    const NO: &str = "别|不要|不用|不必|勿|少|停止|停|甭|不许";
    const NAGS: &str = "催|提醒|打扰|骚扰|推送|轰炸|再发消息|再发通知|发消息了";
    const OTHERS: &str = "忘|领导|企业|乡镇|他们|科室|也会|也能|记得|及时";
    let is_near = |no: &str| {
        let Some(at) = text.find(no) else { return false };
        let near: String = text[at + no.len()..].chars().take(6).collect();
        has(&near, NAGS)
    };
    words_of(NO).any(is_near) && text.chars().count() <= 16 && !has(text, OTHERS)
}

pub(super) fn is_weary(text: &str) -> bool {
    let text = text.trim_end_matches(|c| "了啊呀吧".contains(c));
    words_of(WEARY).any(|word| word.trim_end_matches('了') == text)
}
