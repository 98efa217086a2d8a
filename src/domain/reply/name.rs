//! Names by their shape: the own department, other units, materials.

use super::form::words_of;
use super::words::WORK;

/// What a department calls itself behind 我 or 本.
const OWN: &str = "\
    局|委|办|厅|镇|乡|街道|街|区|县|市|单位|部门|中心|公司|校|院|队|站|所|司|科室|科|处|村|社区|园区|集团|支队|大队|\
    部|室";

/// Letters that make another word of it: 我办理, 我处理, 我部分.
const NOT_OWN: &str = "理分完好了法置";

/// How the name of a unit ends.
const UNIT: &str = "\
    委员会|管委会|办事处|街道办|管理局|法院|检察院|医院|学院|政府|街道|中心|公司|集团|大队|支队|总队|银行|协会|工会|\
    妇联|残联|局|委|厅|办|镇|乡|部|所|站";

/// Bureaus that are named without their last letter.
const SHORT: &str = "\
    住建|发改|教育|民政|财政|人社|卫健|应急|市监|交通|水利|农业农村|文旅|城管|公安|司法|审计|统计|林业|生态环境|\
    环保|自然资源|商务|科技|工信|医保|消防|税务|信访";

/// Letters that no unit's name has.
const NOT_IN_UNIT: &str = "的是不了我你他她这那让给请由归转问找吧吗呢说您们本该可能就都也还再先";

/// How a material is called in the end.
const THING: &str = "\
    材料|报告|报表|月报|周报|季报|台账|台帐|数据|表格|总结|方案|清单|表|电子版|电子档|纸质版|纸质件|纸质材料|盖章版|\
    盖章件|扫描件|原件|名单|信息|小结|报送表|情况说明|说明|照片|计划|简报|附件|文件|稿|意见稿|工作|任务|情况|汇总表|\
    资料|东西|内容";

/// Letters that no name of a material has before its end.
const NOT_IN_THING: &str =
    "不没未别无零非各紧抓正快说让请给发交领通知还再能可要想把将被有在已了的吧吗呢会才只就等待差送传先见如补我你您他";

/// Pointing words and everyday names of what is asked for.
const POINTED: &str = "\
    这一项|这一块|这类|此业务|该业务|这个|这份|这项|这块|这件|此项|该项|此事|该事项|此件|这事|这事儿|这活儿|这活|\
    那个|那份|这件事|第一项|第二项|第三项|它|这次|本次|此次";

/// The length of the own department's name: 我局, 本单位, 我们街道.
pub(super) fn own(rest: &str) -> Option<usize> {
    let opening = ["我们", "我", "本", "咱们", "咱"].iter().find(|word| rest.starts_with(*word))?;
    let tail = &rest[opening.len()..];
    let level = ["市", "县", "区", "省"].iter().find(|level| {
        tail.strip_prefix(**level).is_some_and(|behind| words_of(OWN).any(|own| behind.starts_with(own)))
    });
    let tail = &tail[level.map_or(0, |level| level.len())..];
    let own = words_of(OWN).filter(|own| tail.starts_with(*own)).max_by_key(|own| own.len());
    let bare = matches!(*opening, "我们" | "我" | "咱们").then_some(opening.len());
    let Some(own) = own else { return bare };
    if tail[own.len()..].starts_with(|c| NOT_OWN.contains(c)) {
        return bare;
    }
    Some(rest.len() - tail.len() + own.len())
}

/// The length of another unit's name: 住建局, 市场监管局, 城关街道办.
pub(super) fn unit(rest: &str) -> Option<usize> {
    // 乡镇 is any, 小刘办 a person's.
    const ANY: &str = "乡镇|各|下|企业|全|综合|业务|部门|街道办理|上级|小|老";
    if words_of(ANY).any(|any| rest.starts_with(any)) {
        return None;
    }
    let mut longest = words_of(SHORT).filter(|name| rest.starts_with(*name)).map(str::len).max();
    for (n, (at, letter)) in rest.char_indices().enumerate() {
        if n > 0
            && let Some(end) = words_of(UNIT).filter(|end| rest[at..].starts_with(*end)).max_by_key(|end| end.len())
        {
            longest = longest.max((!rest[at + end.len()..].starts_with('理')).then_some(at + end.len()));
        }
        if n == 12 || !is_han(letter) || NOT_IN_UNIT.contains(letter) {
            break;
        }
    }
    longest
}

/// Whether it is one of the common bureaus.
pub(super) fn is_known(unit: &str) -> bool {
    words_of(SHORT).any(|name| unit.starts_with(name))
}

/// The length of a material's name: 7月月报表, 《管理办法》, 隐患排查台账.
pub(super) fn thing(rest: &str) -> Option<usize> {
    // 核对数据 is work on a thing, 统计表 a thing.
    const NOMINAL: &str = "统计|排查|核查|自查|汇总|填报|征求意见|落实|报送";
    if rest.starts_with('《') {
        let end = rest.find('》')? + '》'.len_utf8();
        return Some(end + thing_end(&rest[end..]).unwrap_or(0));
    }
    let work =
        words_of(WORK).filter(|word| word.len() > "办".len() && rest.starts_with(*word)).max_by_key(|word| word.len());
    if work.is_some_and(|work| !NOMINAL.contains(work)) {
        return None;
    }
    let mut longest = words_of(POINTED).filter(|word| rest.starts_with(*word)).map(str::len).max();
    for (n, (at, letter)) in rest.char_indices().enumerate() {
        if let Some(end) = thing_end(&rest[at..]) {
            longest = longest.max(Some(at + end));
        }
        let is_of_name = (is_han(letter) && !NOT_IN_THING.contains(letter)) || letter.is_ascii_digit();
        if n == 10 || !is_of_name || (letter == '报' && n == 0) {
            break;
        }
    }
    longest
}

/// Whether the clause names a material: 台账还在写.
pub(super) fn names_thing(text: &str) -> bool {
    !text.contains("这个") && text.char_indices().any(|(at, _)| thing(&text[at..]).is_some())
}

/// The length of a way: 通过政务内网, 在填报系统里, 用机要.
pub(super) fn way(rest: &str) -> Option<usize> {
    const BY: &str = "通过|经由|经|用|在|从|走|按照|按";
    const ENDS: &str = "网|平台|系统|邮箱|邮件|群|微信|oa|机要|公文|要求|时限|渠道|小程序|app|软件";
    let by = words_of(BY).filter(|by| rest.starts_with(*by)).max_by_key(|by| by.len())?;
    let tail = &rest[by.len()..];
    let ends = tail.char_indices().take(10).take_while(|(_, letter)| is_han(*letter) || letter.is_ascii_alphanumeric());
    let end = ends
        .filter_map(|(at, _)| words_of(ENDS).find(|end| tail[at..].starts_with(*end)).map(|end| at + end.len()))
        .last()?;
    Some(by.len() + end)
}

fn thing_end(rest: &str) -> Option<usize> {
    let end = words_of(THING).filter(|end| rest.starts_with(*end)).map(str::len).max()?;
    // 附件2, but 材料8月5日报
    let number = rest[end..].chars().take_while(char::is_ascii_digit).count();
    let is_date = rest[end + number..].starts_with(|c| "月日号点时天个./:".contains(c));
    Some(if is_date || number > 2 { end } else { end + number })
}

pub(super) fn is_han(letter: char) -> bool {
    matches!(letter, '\u{4e00}'..='\u{9fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_by_their_shape() {
        for (text, length) in
            [("我局已报", Some("我局")), ("我市局已", Some("我市局")), ("我办理了", Some("我")), ("本周", None)]
        {
            assert_eq!(own(text), length.map(str::len), "{text}");
        }
        for (text, name) in [
            ("住建局", Some("住建局")),
            ("市场监管局牵头", Some("市场监管局")),
            ("应急管理局负责", Some("应急管理局")),
            ("住建负责", Some("住建")),
            ("我局", None),
            ("小李", None),
        ] {
            assert_eq!(unit(text), name.map(str::len), "{text}");
        }
        for (text, name) in
            [("7月月报表已报", Some("7月月报表")), ("报了", None), ("《办法》无", Some("《办法》")), ("已发通知", None)]
        {
            assert_eq!(thing(text), name.map(str::len), "{text}");
        }
    }
}
