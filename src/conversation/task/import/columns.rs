//! The columns of a table of tasks, and what they may be called.

use crate::conversation::sheet::Headers;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Column {
    /// 事项.
    Title,
    /// 部门.
    Who,
    /// 材料.
    Items,
    /// 印发时间: from when on it goes out, and what 3个工作日内 is counted from.
    IssuedAt,
    /// 截止原文: the deadline as the notice words it.
    Said,
    /// 截止: a moment, a rule, or words.
    Due,
    /// 权重.
    Weight,
    /// 紧急: yes, or the reason.
    Emergency,
    /// 可零报告.
    NilOk,
    /// 逾期视为同意.
    Consent,
    /// 备注: the reason of what is urgent.
    Note,
}

/// Their headers.
pub(super) const HEADERS: Headers<Column> = &[
    (
        Column::Title,
        &["事项", "事项名称", "任务", "任务名称", "工作事项", "工作任务", "名称", "标题", "title", "task", "name"],
    ),
    (
        Column::Who,
        &[
            "部门",
            "单位",
            "责任部门",
            "责任单位",
            "配合部门",
            "配合单位",
            "对象",
            "assignees",
            "assignee",
            "departments",
            "units",
            "who",
        ],
    ),
    (Column::Items, &["材料", "报送材料", "报送内容", "成果", "materials", "material", "items", "deliverables"]),
    (Column::IssuedAt, &["印发时间", "印发日期", "发布时间", "发文时间", "通知时间", "issuedat", "issued", "from"]),
    (Column::Said, &["截止原文", "期限原文", "时限原文", "原文", "deadlinetext", "duetext"]),
    (
        Column::Due,
        &["截止", "截止时间", "截止日期", "期限", "时限", "完成时限", "报送时限", "deadline", "due", "dueat", "dueby"],
    ),
    (Column::Weight, &["权重", "weight"]),
    (Column::Emergency, &["紧急", "是否紧急", "紧急原因", "emergency", "urgent"]),
    (Column::NilOk, &["可零报告", "零报告", "是否可零报告", "nilreportok", "nilok", "nil"]),
    (Column::Consent, &["逾期视为同意", "逾期视为无意见", "默认同意", "silenceisconsent", "consent"]),
    (Column::Note, &["备注", "说明", "note", "notes", "remark"]),
];
