//! The columns of a playbook, and what they may be called.

use crate::conversation::sheet::Headers;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Column {
    /// 步骤: S01.
    Step,
    /// 时限: T+10m.
    Due,
    /// 单位.
    Who,
    /// 事项.
    Action,
    /// 材料.
    Items,
    /// 几分钟内收到.
    AckWithin,
    /// 提前几分钟提醒.
    RemindBefore,
    /// 前置步骤.
    WaitsFor,
    /// 备注.
    Note,
}

/// Their headers.
pub(super) const HEADERS: Headers<Column> = &[
    (Column::Step, &["步骤", "步骤号", "步骤编号", "编号", "序号", "step", "no", "id"]),
    (Column::Due, &["时限", "完成时限", "时间", "时间节点", "相对时间", "截止", "offset", "due", "deadline"]),
    (
        Column::Who,
        &["单位", "责任单位", "牵头单位", "配合单位", "部门", "责任部门", "unit", "units", "department", "departments"],
    ),
    (
        Column::Action,
        &["事项", "工作事项", "任务", "工作任务", "工作内容", "动作", "处置动作", "action", "task", "title"],
    ),
    (
        Column::Items,
        &["材料", "报送材料", "报送内容", "反馈内容", "成果", "deliverable", "deliverables", "items", "materials"],
    ),
    (Column::AckWithin, &["收到时限", "签收时限", "几分钟内收到", "响应时限", "ackwithinmin", "ackwithin", "ack"]),
    (Column::RemindBefore, &["提前提醒", "提前几分钟提醒", "提醒提前量", "remindbeforemin", "remindbefore", "remind"]),
    (Column::WaitsFor, &["前置", "前置步骤", "依赖", "依赖步骤", "dependson", "waitsfor", "after"]),
    (Column::Note, &["备注", "说明", "依据", "note", "notes", "remark"]),
];

/// What minutes may be written with.
pub(super) const MINUTE: &[&str] = &["分钟", "分", "min", "m"];
