//! Every word of the faces, in both languages.

use crate::domain::Lang;

macro_rules! labels {
    ($($name:ident: $zh:literal, $en:literal;)*) => {
        /// The words of a report's faces.
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[expect(missing_docs, reason = "each is named as the fact it heads")]
        pub struct Labels {
            $(pub $name: String,)*
        }

        impl Labels {
            /// 简体中文.
            #[must_use]
            pub fn zh() -> Self {
                Self { $($name: $zh.to_owned(),)* }
            }

            /// English.
            #[must_use]
            pub fn en() -> Self {
                Self { $($name: $en.to_owned(),)* }
            }
        }
    };
}

labels! {
    title: "配合情况报告", "Cooperation report";
    period: "期间", "Period";
    office: "牵头部门", "Lead office";
    head: "台账截至", "Ledger up to entry";
    overview: "概览", "Overview";
    departments: "单位", "Departments";
    tasks: "事项", "Tasks";
    details: "明细", "Details";
    figure: "项目", "Figure";
    value: "数值", "Value";
    department: "单位", "Department";
    sector: "类别", "Sector";
    task: "编号", "Task";
    task_title: "事项", "Title";
    weight: "权重", "Weight";
    published_at: "印发时间", "Published";
    deadline_at: "截止时间", "Deadline";
    standing: "状态", "Standing";
    notified_at: "通知送达", "Notified";
    unreached_why: "未送达原因", "Why not reached";
    first_response_at: "首次反馈", "First response";
    response_hours: "反馈用时（工作小时）", "Response (working hours)";
    acknowledged_at: "收到", "Acknowledged";
    promised_for: "承诺日期", "Date given";
    promise_outcome: "承诺结果", "Date kept?";
    handed_in_at: "首次报送", "First hand-in";
    complete_at: "报齐时间", "Complete";
    missing_items: "尚缺材料", "Items missing";
    entries: "台账条目", "Ledger entries";
    parts: "承办", "Parts";
    on_time: "按时", "On time";
    late: "迟报", "Late";
    partial: "部分报送", "In part";
    missing: "未报", "Missing";
    open: "未到期", "Not yet due";
    unreached: "未送达", "Not reached";
    exempt: "不计", "Not counted";
    disputed: "有异议待复核", "Disputed, not yet decided";
    responded: "有反馈", "Responded";
    promises: "承诺", "Dates given";
    promises_kept: "承诺兑现", "Dates kept";
    promises_moved: "承诺改期", "Dates moved";
    promises_missed: "承诺逾期", "Dates missed";
    items_required: "应报材料", "Items required";
    items_in: "已报材料", "Items in";
    late_days: "迟报工作日", "Working days late";
    nudges_before: "到期前催办", "Nudges before the deadline";
    nudges_after: "到期后催办", "Nudges after the deadline";
    calls_after: "到期后电话或上门（天）", "Calls or visits after the deadline (days)";
    difficulties: "困难", "Difficulties";
    questions: "疑问", "Questions";
    answered: "已答复", "Answered";
    kept: "兑现", "Kept";
    moved: "改期", "Moved";
    missed: "逾期", "Missed";
    pending: "未到", "Ahead";
    nobody_joined: "无人加入", "Nobody has joined";
    blocked: "无法送达", "The bot was blocked";
    gone: "账号已注销", "The account is gone";
    lead_noticed: "牵头：送达通知", "Lead: notices delivered";
    lead_noticed_in_time: "牵头：提前三个工作日以上", "Lead: with three working days or more";
    lead_notice_min: "牵头：最短提前（工作小时）", "Lead: shortest notice (working hours)";
    lead_notice_median: "牵头：提前中位数（工作小时）", "Lead: median notice (working hours)";
    lead_matters: "牵头：收到困难和疑问", "Lead: difficulties and questions received";
    lead_answered: "牵头：已答复", "Lead: answered";
    lead_answered_in_time: "牵头：一个工作日内答复", "Lead: answered within a working day";
    lead_matter_max: "牵头：最长等待（工作小时）", "Lead: longest wait (working hours)";
    lead_nudges: "牵头：催办合计", "Lead: nudges in all";
}

impl Labels {
    /// The words in this language.
    #[must_use]
    pub fn of(lang: Lang) -> Self {
        match lang {
            Lang::Zh => Self::zh(),
            Lang::En => Self::en(),
        }
    }
}
