//! 有困难,数据要不来: what hinders. A person reads it, so its words are enough.

use super::date;
use super::form::has;
use super::name::is_han;

const DIFFICULTIES: &str = "\
    困难|有难度|难度大|难度比较大|打不开|打开不了|要不来|要不到|拿不到|拿不出|收不上|收不齐|收不到|来不及|报不了|\
    报不出|报不齐|报不上|给不了|给不出|交不了|交不出|交不上|交不齐|难以|做不了|做不完|做不出|完不成|完成不了|\
    无法完成|填不了|填不出|填不完|没法填|没法报|没法做|没法弄|没法交|没法提供|没法统计|不好弄|不好统计|无法填|\
    无法报|无法提供|无法统计|无法上传|无法登录|无法打开|无法下载|无法提交|无法按|没办法|传不上|传不了|上传不了|\
    上传失败|登不上|登不进|登陆不|登录不|登录失败|下载不|提交不了|提交不上|没有权限|没权限|进不去|看不了|看不见|\
    不显示|不配合|不提供|不给数据|不肯给|人手不够|人手不足|没人手|人手实在不够|忙不过来|系统坏|系统故障|系统崩|\
    系统进|卡死|崩溃|无法|无从|没收到附件|没收到模板|没收到文件|没收到表|没看到附件|没有附件|没附件|没有模板|\
    没找到附件|没法|没人|缺人|坏了|失败|故障|出了问题|出问题|有问题|不够|不足|不齐|不完整|没有人手|忙死|压力大|\
    太复杂|工作量太大|任务太重|任务重|闪退|乱码|报错|停电|断网|没网|网络不通|搞不定|弄不了|弄不出|弄不完|弄不好|\
    不会弄|不会填|不会操作|太赶|太紧|时间紧|写不完|赶不出|赶不及|赶不上|数据没有|没有数据|数据我们没有|没数据|\
    缺数据|数据不全|数据缺|够不上|附件是空的|空白的|can't|cannot|can not|unable|difficult|doesn't work|\
    does not work|won't open|not working|not able to|couldn't|no access|impossible|short of staff|short-staffed|\
    problem with|trouble|failed|broken|crash|error|stuck|freez|is down|keeps hanging|timed out|times out|\
    don't have access|no permission|don't have the data|do not have the data|lack of|missing data|不见了|看不清|\
    丢了|失灵|瘫痪|不稳定|不畅|不过来|太大|太多|量大|做不来|吃不消|吃力";

/// 没有困难 is none.
const NONE: &str = "\
    没困难|没有问题|有问题吗|有问题请|有问题再|有问题随时|没什么问题|有问题联系|受不了|问题不大|没失败|没人有意见|\
    无法律|困难吗|没有困难|无困难|没什么困难|没有什么困难|没啥困难|困难不大|不困难|不会来不及|不会报不|不会交不|\
    困难已|困难解决|克服困难|困难都解决|难度不大|没难度|没有难度|来得及|not difficult|no difficult|no problem|\
    no trouble|能打开|打开了|已解决|解决了|困难群众|困难家庭|困难企业|困难职工|生活困难|can't say|can't wait|\
    can't be sure";

/// 有困难.
pub(super) fn is_difficulty(text: &str) -> bool {
    (has(text, DIFFICULTIES) || is_out_of_reach(text)) && !has(text, NONE)
}

/// 要不来, 对不上, 弄不完: a verb whose end is not reached.
fn is_out_of_reach(text: &str) -> bool {
    const ENDS: &str = "来到上了出齐完开进动成及通全起";
    const NOT_VERBS: &str = "我你他们局位都也就从而会还人能可是差少免忘错受必单要真想决绝并又若怕免";
    let letters: Vec<char> = text.chars().collect();
    letters.windows(3).any(|word| {
        let [verb, not, end] = word else { return false };
        *not == '不'
            && is_han(*verb)
            && ENDS.contains(*end)
            && verb != end
            && (!NOT_VERBS.contains(*verb) || (*verb, *end) == ('要', '来') || (*verb, *end) == ('要', '到'))
    })
}

/// 没有困难.
pub(super) fn is_denied(text: &str) -> bool {
    has(text, "没困难|没有困难|无困难|没什么困难|没有什么困难|没啥困难|困难不大|no difficult")
}

/// It says that there is one, and not which: 有困难, 周五前可能报不了.
pub(super) fn is_bare(text: &str) -> bool {
    let rest = date::find(text).map_or(text, |dated| if dated.before.is_empty() { dated.after } else { text });
    let rest = rest.trim_start_matches(|c| {
        "我们局单位这边确实目前的也还实在是但不过真可能恐怕估计之前内".contains(c) && c != '不'
    });
    let rest = rest.trim_end_matches(|c| "了啊呀哦的呢".contains(c));
    let is_named_only = rest.starts_with('有') && rest.ends_with("困难") && rest.chars().count() <= 7;
    is_named_only
        || matches!(
            rest,
            "有困难"
                | "有点困难"
                | "点困难"
                | "有一定困难"
                | "有些困难"
                | "很困难"
                | "比较困难"
                | "困难"
                | "困难较大"
                | "困难很大"
                | "有难度"
                | "有点难度"
                | "来不及"
                | "报不"
                | "报不了"
                | "交不"
                | "交不了"
                | "完不成"
                | "交不上"
                | "报不上"
        )
}
