//! 收到 and 谢谢.

use super::form::{self, Class, Lexicon, words_of};
use super::words::{ACKS, CHATS, POLITE, TITLES, WORK};

const ACK: &Lexicon = &[
    (Class::Key, ACKS),
    (Class::Who, ""),
    (Class::Filler, CHATS),
    (Class::Filler, POLITE),
    (Class::Filler, TITLES),
    (Class::Filler, "通知|消息|提醒|都|已|已经|我这边|这边|is|it|i|we|have|this|with|for the reminder"),
];

/// 马上落实, 我们会按时报送的: assent without a date.
const SOON: &Lexicon = &[
    (Class::Gap, ""),
    (
        Class::Will,
        "\
            坚决|全力以赴|切实|确保|马上|立即|立刻|尽快|抓紧|这就|就|会|一定|按时|按要求|按通知|及时|认真|尽早|保证|\
            积极|全力|严格|will",
    ),
    (Class::Work, WORK),
    (
        Class::Work,
        "\
            高度重视|重视|通知|告知|转告|联系|协调|对接|贯彻落实|贯彻|抓好|做好|转办|转|布置|研究落实|完成|提交|\
            上报|组织|转达|传达|配合|执行|看|回复|do it|do",
    ),
    (Class::Key, ACKS),
    (Class::Who, ""),
    (Class::Thing, ""),
    (Class::Filler, POLITE),
    (
        Class::Filler,
        "\
            我这边|这边|去|我|好|时间|i|we|asap|right away|人|同志|科室|专人|业务科|各科室|相关|人员|乡镇|各乡镇|\
            下去|给|相关科室|各单位|企业|通知要求|要求|精神|本周|今天|明天|此事|这件事",
    ),
];

const CHAT: &Lexicon = &[
    (Class::Key, CHATS),
    (Class::Filler, POLITE),
    (Class::Filler, TITLES),
    (
        Class::Filler,
        "\
            您的|你的|你们|大家|提醒|通知|关心|支持|理解|帮助|一直|非常|十分|真是|太|王|李|张|刘|陈|杨|黄|赵|周|吴|\
            for the reminder|very much|a lot|so much|for your help|for reminding|me|us|again",
    ),
];

/// Words of their own, nothing around them.
const ALONE: &str = "1|👌👌|👍👍|👌👌👌|👍👍👍";

pub(super) fn is_ack(text: &str) -> bool {
    let seen = form::read(text, ACK).is_some_and(|form| form.has(Class::Key)) && !text.ends_with("了吧");
    let soon = || form::read(text, SOON).is_some_and(|form| form.has(Class::Will) && form.has(Class::Work));
    words_of(ALONE).any(|word| word == text) || seen || soon()
}

pub(super) fn is_chat(text: &str) -> bool {
    let wishes = (text.starts_with('祝') || form::has(text, "快乐|愉快|安康|顺利|吉祥"))
        && text.chars().count() <= 12
        && !text.contains('不');
    wishes || form::read(text, CHAT).is_some_and(|form| form.has(Class::Key))
}

/// 王主任: addressed, with nothing said yet.
pub(super) fn is_address(text: &str) -> bool {
    let letters = text.chars().count();
    letters <= 4 && !is_chat(text) && words_of(TITLES).any(|title| text.ends_with(title))
}

/// 收到, before what else is said without a mark: the length of it.
pub(super) fn opening(text: &str) -> usize {
    /// What may follow the first word.
    const MORE: &str = "主任|科长|领导|了|哈|啦|的";
    /// Words that open much else.
    const OPEN: &str = "行|好|可以|fine|了解|知道|明白|received";
    let mut rest = text;
    loop {
        let words = words_of(ACKS).chain(words_of("谢谢|您好|你好|不好意思|抱歉"));
        let words = words.chain(words_of(if rest.len() < text.len() { MORE } else { "" }));
        let fitting = words.filter(|word| words_of(OPEN).all(|open| open != *word) && form::opens(rest, word));
        let Some(word) = fitting.max_by_key(|word| word.len()) else { break };
        rest = rest[word.len()..].trim_start();
    }
    text.len() - rest.len()
}
