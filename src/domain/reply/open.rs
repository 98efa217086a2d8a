//! What is recognised by its words alone, because a person reads it before anything follows.

use super::Row;

/// Rows above handing in, upper first: enough to ask the lead, never to act.
const UPPER: &[(Row, &[&str])] = &[
    (
        Row::Dispute,
        &["早就报", "早报过", "早就交", "早就发", "记录不对", "记录有误", "登记错", "record is wrong", "not correct"],
    ),
    (
        Row::NotOurs,
        &[
            "不归我",
            "不归咱",
            "不是我局",
            "不是我们的",
            "不是我们局",
            "不属于我",
            "不在我局",
            "与我局无关",
            "和我们没关系",
            "无此职责",
            "建议转",
            "not ours",
            "not our ",
            "not responsible",
        ],
    ),
    (
        Row::Handover,
        &[
            "换岗",
            "转岗",
            "调走",
            "调离",
            "不负责了",
            "不再负责",
            "请联系",
            "请找",
            "转给",
            "转交",
            "no longer in charge",
            "please contact",
            "my colleague",
        ],
    ),
    (
        Row::Extension,
        &[
            "延期",
            "宽限",
            "延后",
            "推迟",
            "延长",
            "晚两天",
            "晚几天",
            "晚一天",
            "晚1天",
            "晚2天",
            "缓两天",
            "缓几天",
            "缓一缓",
            "往后推",
            "extension",
            "extend",
            "more time",
            "postpone",
            "more days",
        ],
    ),
    (
        Row::Resubmit,
        &[
            "发错",
            "传错",
            "交错",
            "报错了",
            "为准",
            "重新报",
            "重报",
            "更正",
            "作废",
            "wrong file",
            "resend",
            "resubmit",
        ],
    ),
    (
        Row::SeemsNil,
        &[
            "零报告",
            "无意见",
            "没意见",
            "没有意见",
            "无此类",
            "无相关情况",
            "nil report",
            "nothing to report",
            "no comment",
        ],
    ),
    (Row::Partial, &["一部分", "部分", "其余", "剩下", "剩余", "先给", "先报", "先交", "还差", "the rest", "partial"]),
];

const DIFFICULTIES: &[&str] = &[
    "困难",
    "有难度",
    "打不开",
    "要不来",
    "要不到",
    "拿不到",
    "收不上来",
    "来不及",
    "报不了",
    "给不了",
    "交不了",
    "交不上",
    "报不上",
    "难以",
    "做不了",
    "完不成",
    "填不了",
    "传不上",
    "上传不了",
    "登不上",
    "登录不了",
    "没有权限",
    "没权限",
    "进不去",
    "不配合",
    "人手不够",
    "人手不足",
    "系统坏",
    "崩溃",
    "can't",
    "cannot",
    "unable",
    "difficult",
];

/// 没有困难 is none.
const NOT_DIFFICULT: &[&str] =
    &["没困难", "没有困难", "无困难", "没什么困难", "没有什么困难", "困难不大", "不困难", "不会", "not difficult"];

const QUESTIONS: &[&str] = &[
    "哪个",
    "哪些",
    "哪里",
    "哪天",
    "哪种",
    "怎么",
    "如何",
    "什么",
    "多少",
    "几点",
    "几号",
    "几份",
    "还是",
    "是否",
    "是不是",
    "要不要",
    "能否",
    "能不能",
    "可不可以",
    "可否",
    "行不行",
    "需不需要",
    "请问",
];

const ENGLISH_QUESTIONS: &[&str] =
    &["which ", "what ", "how ", "where ", "when ", "who ", "do we ", "should we ", "is it ", "can i ", "can we "];

const NO_QUESTION: &[&str] = &["没什么", "没有什么", "不管怎么", "无论如何", "还是会", "还是能"];

const APPROVALS: &[&str] = &[
    "走流程",
    "流程中",
    "走oa",
    "审批中",
    "待审批",
    "审批流程",
    "领导签",
    "领导审",
    "领导批",
    "领导阅",
    "请示领导",
    "向领导请示",
    "报领导",
    "等领导",
    "待领导",
    "在会签",
    "会签中",
    "等盖章",
    "待盖章",
    "去盖章",
    "在盖章",
    "盖章中",
    "还没盖章",
];

/// Words with which a clause about the leader says more than that.
const NO_APPROVAL: &[&str] = &["不", "别", "已报送", "已上报", "已提交", "已交", "已发"];

const DECLINES: &[&str] = &["不报", "不填", "不交", "不参加", "拒绝", "won't submit", "will not submit", "refuse"];

const ABSENCES: &[&str] = &[
    "出差",
    "休假",
    "请假",
    "在外",
    "外出",
    "年假",
    "病假",
    "产假",
    "out of office",
    "on leave",
    "on holiday",
    "travelling",
];

/// A row above 报送 that the clause seems to be, or a question or difficulty that says so itself.
pub(super) fn upper(text: &str) -> Option<Row> {
    UPPER.iter().find(|(_, words)| has(text, words)).map(|(row, _)| *row)
}

/// A row that no set form is needed for.
pub(super) fn lower(text: &str) -> Option<Row> {
    if is_question(text) && text.ends_with(['吗', '么']) {
        return Some(Row::Question);
    }
    if has(text, DIFFICULTIES) {
        return (!has(text, NOT_DIFFICULT)).then_some(Row::Difficulty);
    }
    if is_question(text) {
        return Some(Row::Question);
    }
    if has(text, APPROVALS) && !has(text, NO_APPROVAL) {
        return Some(Row::Approval);
    }
    if has(text, DECLINES) {
        return Some(Row::Decline);
    }
    has(text, ABSENCES).then_some(Row::Absent)
}

fn is_question(text: &str) -> bool {
    let opens = ENGLISH_QUESTIONS.iter().any(|word| text.starts_with(word));
    let chinese = text.ends_with('吗') || (has(text, QUESTIONS) && !text.starts_with("还是"));
    opens || (chinese && !has(text, NO_QUESTION))
}

fn has(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}
