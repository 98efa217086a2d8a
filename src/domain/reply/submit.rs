//! 已报送: it is handed in. 发错了: it is handed in anew. 先报一部分: some of it.

use super::form::{self, Class, Lexicon, has};
use super::name::names_thing;
use super::words::{PAST, POLITE, SENDS, WAYS};

const SUBMIT: &Lexicon = &[
    (Class::Gap, ""),
    (
        Class::Look,
        "\
            请核对|请核收|请惠存|请看|请看一下|麻烦查收|请接洽|请收阅|烦请查收|敬请查收|请审阅|请审|请领导审阅|\
            请领导审核|请领导过目|请过目|请审核|请接收|请查收|请查阅|请查看|查收|请签收|在附件|见附件|附件请查收|\
            请查收附件|请见附件|如附件|附后|附上|请收|附件是|附件为|这是|see attachment|see attached|\
            please find attached|attached|as attached|please check|请批评指正|请指正",
    ),
    (Class::Done, "已经|已|刚刚|刚|业已|均已|都已|have|has|been|already|was|just|it's|i've|we've"),
    (
        Class::Over,
        "\
            了|完毕|完成|过了|过|完了|好了|sent|submitted|handed in|uploaded|delivered|emailed|done|all done|\
            completed|filed",
    ),
    (Class::Send, SENDS),
    (Class::Way, ""),
    (Class::Who, "局里|单位|这边|我这边|我们这边|i|we|our department|our office"),
    (
        Class::Thing,
        "\
            月报表|the report|report|it|the form|form|the file|files|the materials|materials|this|everything|\
            the documents",
    ),
    (Class::When, PAST),
    (Class::Filler, WAYS),
    (Class::Filler, POLITE),
    (Class::Filler, "一下|过去|过来|上去|盖章|正式|版|签字|in|the|our|your|email|to|by|via|on|at|is|are|here"),
    (Class::Date, ""),
];

/// 已报送 · 刚发您微信了 · 材料在附件 · 请查收.
pub(super) fn is_submit(text: &str) -> bool {
    let Some(form) = form::read(text, SUBMIT) else { return false };
    if form.has(Class::Gap) && !form.has(Class::Done) && !form.has(Class::When) {
        return false; // 快弄好了
    }
    // 已于7月15日报送; 周五报了 is neither over nor ahead.
    let past = !form.has(Class::Date) || form.has(Class::Done);
    let sent = form.has(Class::Send) && (form.has(Class::Done) || form.has(Class::Over) || text.contains('了'));
    let over = form.has(Class::Over) && (text.is_ascii() || (form.has(Class::Done) && text.contains("完成")));
    past && (form.has(Class::Look) || sent || over)
}

const WRONG: &str = "\
    发错|传错|交错|报错了|填错|弄错文件|弄错附件|弄错版本|作废|重新报|重报|重新发|重发|重新提交|重新上传|重新传|\
    重新交|更正|更新后的|更新版|最新版|修改后的|改过的|新版|替换|换一份|换成这|撤回|有误|前一份不算|上一份不算|\
    刚才那份不算|才是对的|用这个|用这份|用这版|用新的|按这个|按这份|按这版|看这个|看这份|文件不对|版本不对|附件不对|\
    附件错了|文件错了|版本错了|发成|传成|重传|重新上报|重新填报|漏了一页|少了一页|修订版|改好的|改了一版|修正版|\
    才是正确|wrong file|wrong version|wrong attachment|resend|resubmit|use this one|ignore my|corrected one|\
    updated one|latest one instead|please disregard|disregard|replace|corrected version|updated version|\
    ignore the previous";

/// 发错了 · 以这版为准.
pub(super) fn is_resubmit(text: &str) -> bool {
    let prevails = text.contains("为准") && has(text, "今天|刚才|现在|后面|后一|后发|第二|这|此|附件|最新|新|后|刚发");
    // 系统报错了 is no slip of ours, 记录有误 none either; 要重新报 is to come.
    let of_others =
        has(text, "系统|平台|网页|提示|一直|记录|登记|要重|需重|需要重|不用|不重|通知|没发错|没有发错|没有误");
    (prevails || has(text, WRONG)) && !of_others
}

const PARTIAL: &str = "\
    一部分|部分材料|其余|剩下|剩余|余下|其他的|另外的|补齐|先把|只有|只报了|只交了|只发了|the rest|partial|\
    first part|part of it|除了|will follow|to follow|will come|remaining";

/// 先报一部分 · 其余明天补 · 台账先给.
pub(super) fn is_partial(text: &str) -> bool {
    const FIRST: &str = "先给|先报|先交|先发|先传|先送|先提交|先上报|先上传";
    // 先报领导 is in the leader's hands, 先发我 a wish, 剩下两天 a complaint, 还差领导签字 an approval.
    let other = has(text, "领导|局长|签字|盖章|先发我|先给我|先发个|天|时间|乡镇|单位|人|不")
        && !has(text, "明天|后天|今天|我单位|盖章后|盖完章|我们单位");
    // 先报8个, 还差一个表
    let counted = has(text, "先报|先交|先发|先给|先传")
        && (text.contains(|c: char| c.is_ascii_digit()) || has(text, "一版|一份|一个|两个|两份|几个|几份|电子"));
    let lacks = has(text, "还差|还缺");
    let of_things = (lacks || has(text, FIRST)) && names_thing(text);
    (has(text, PARTIAL) || of_things || counted) && !other
}
