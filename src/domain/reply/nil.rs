//! 零报告, 我局无意见: nothing to hand in. It ends the ask, so it must be the whole of a clause.

use super::form::{self, Class, Lexicon, has};

const NIL: &Lexicon = &[
    (
        Class::Key,
        "\
            零报告|零报送|零上报|零报|无意见|没意见|没有意见|没啥意见|没什么意见|没有什么意见|无修改意见|\
            没有修改意见|无不同意见|没有不同意见|无异议|没有异议|没异议|无其他意见|没有其他意见|无补充意见|\
            无反馈意见|没有补充|没有要报的|没有可报的|没有需要报的|没有需要报送的|没有需要上报的|无需报送的|\
            没啥可报的|没有要报送的|没有需上报的|没有应报|nil report|nil return|nil|zero report|nothing to report|\
            nothing to declare|no comments|no comment|no objections|no objection|no incidents|no cases",
    ),
    (Class::Way, ""),
    (Class::Who, "局里|单位|这边|我这边|我们这边"),
    (
        Class::Done,
        "\
            无|没有|未发生|没发生|未发现|没有发现|没有发生|未出现|没|没啥|没什么|没有什么|未收到|未|无任何|没有任何|\
            暂未发现",
    ),
    (
        Class::Second,
        "\
            新增|相关|此类|这类|该类|类似|任何|本类|隐患|事故|案件|案例|异常|舆情|疫情|险情|灾情|情况|情形|\
            安全生产事故|要反映的|需反映的|需要反映的|要说明的|需要说明的|需要上报的|事件|行为|线索|问题线索|事项|\
            安全事故|修改意见|不同意见|意见|建议|修改建议|异议|反馈意见|补充意见|修改|其他|其它|不同|补充|意见建议|\
            意见和建议|要报的|可报的|需要报的|需要报送的|需上报的|需报告|发生|违规|违法|上报的",
    ),
    (
        Class::Filler,
        "\
            截至目前|辖区内|辖区|全镇|全县|全区|全市|全乡|范围内|区域内|境内|经核查|经摸底|经检查|经走访|经了解|\
            经查询|目前|本月份|本月|本周|本期|本季度|今天|今日|7月|七月|7月份|七月份|上半年|上月|本年度|当月|这个月|\
            这次|对此|对于|对|该|此|这个|本|征求意见稿|意见稿|送审稿|审议稿|文本|初稿|条款|发生|发现|关于|我局|报送|\
            这方面|特此|回复|回函|正式|收到|讨论稿|草案|方案|文件|办法|通知|稿子|内容|上述|以上|修订稿|请查收|\
            请知悉|特此报告|特此回复|谢谢|的|了|哈|啊|哦|呢|暂|已核实|经研究|经核实|经排查|为|是|报|按|经征求意见|\
            经讨论|经自查|经梳理|经统计|经与|均|我镇|都|from us|this month|thanks|thank you|we|i|have|\
            our department|has|on the draft|from our side|on it|for july|this time|there is|there are|to it|\
            this week|on this",
    ),
    (Class::Thing, ""),
];

/// Openings of an answer that may stand as a clause of their own.
const OPENINGS: &Lexicon = &[
    (
        Class::Key,
        "\
            经研究|经认真研究|经核实|经核查|经摸底|经检查|经走访|经了解|经查询|经核对|经审核|经会议研究|经党组研究|\
            经局党组研究|经排查|经征求意见|经讨论|经自查|经梳理|经统计|经认真排查|经摸排|经查",
    ),
    (Class::Way, ""),
    (Class::Who, ""),
];

/// By these words it seems to be one.
const SEEMS: &str = "\
    零报|无意见|没意见|没有意见|无此类|无相关情况|无不同意见|不涉及|没有涉及|nil report|nothing to report|\
    no comment|no objection";

/// 经研究, before what was found.
pub(super) fn is_opening(text: &str) -> bool {
    form::read(text, OPENINGS).is_some_and(|form| form.has(Class::Key))
}

/// A clause that says it, and nothing else.
pub(super) fn is_nil(text: &str) -> bool {
    // 对第三条没意见 is a part of an answer; 暂无意见 may still come.
    if has(text, "第|暂无意见|暂时|领导|没有修改完|没修改|未修改|没发生什么|没有发现问题|还没有意见|还没意见")
    {
        return false;
    }
    // 没有情况 is a figure of speech, 没有新增隐患 a finding.
    let found_none = |form: &form::Form| {
        form.has(Class::Done)
            && (form.has(Class::Second) || has(text, "此类|这类|该类|类似|相关|新增|异常|事故|隐患|发生"))
    };
    form::read(text, NIL).is_some_and(|form| form.has(Class::Key) || found_none(&form))
}

pub(super) fn seems_nil(text: &str) -> bool {
    has(text, SEEMS)
}
