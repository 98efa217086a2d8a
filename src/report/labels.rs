//! Every word of the faces, in both languages.

mod method;
mod named;
mod official;
mod page;

pub use page::PageLabels;

use crate::domain::Lang;

macro_rules! labels {
    ($($name:ident: $zh:literal, $en:literal;)*) => {
        /// The words of a report's faces.
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[expect(missing_docs, reason = "each is named as the fact it heads")]
        pub struct Labels {
            /// Which language.
            pub lang: Lang,
            $(pub $name: String,)*
        }

        impl Labels {
            /// 简体中文.
            #[must_use]
            pub fn zh() -> Self {
                Self { lang: Lang::Zh, $($name: $zh.to_owned(),)* }
            }

            /// English.
            #[must_use]
            pub fn en() -> Self {
                Self { lang: Lang::En, $($name: $en.to_owned(),)* }
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
    totals: "合计", "Totals";
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
    lead_notice_min: "牵头：最短提前（工作小时）", "Lead: shortest notice (working hours)";
    lead_notice_median: "牵头：提前中位数（工作小时）", "Lead: median notice (working hours)";
    lead_matters: "牵头：收到困难和疑问", "Lead: difficulties and questions received";
    lead_answered: "牵头：已答复", "Lead: answered";
    lead_answered_in_time: "牵头：一个工作日内答复", "Lead: answered within a working day";
    lead_matter_max: "牵头：最长等待（工作小时）", "Lead: longest wait (working hours)";
    lead_nudges: "牵头：催办合计", "Lead: nudges in all";
    lead_nudges_per_part: "牵头：每件次催办", "Lead: nudges per part";
    // the two axes
    cooperation: "配合度", "Cooperation (P)";
    cooperation_adjusted: "配合度（校正）", "Cooperation, adjusted";
    cooperation_band: "配合度等次", "Cooperation band";
    completion: "完成度", "Completion (C)";
    completion_adjusted: "完成度（校正）", "Completion, adjusted";
    completion_band: "完成度等次", "Completion band";
    counted: "计分（n）", "Counted (n)";
    in_full_on_time: "齐全且按时（OTIF）", "In full, on time (OTIF)";
    share_response: "及时反馈 R", "Response R";
    share_warning: "提前告知 W", "Early warning W";
    share_promises: "承诺兑现 V", "Promises kept V";
    share_first_go: "一次报齐 F", "Complete at first F";
    share_effort: "不用再催 E", "Effort spared E";
    raw: "原始分", "As it is";
    adjusted: "校正分", "Adjusted";
    band: "等次", "Band";
    band_excellent: "优", "Excellent";
    band_good: "良", "Good";
    band_fair: "中", "Fair";
    band_to_improve: "待改进", "To improve";
    band_few: "样本不足", "Facts only";
    band_none: "无计分事项", "Nothing counted";
    said: "单位意见", "What the department said";
    preview_until: "预览，各单位可反馈至", "Preview; departments may answer until";
    final_since: "定稿时间", "Final since";
    final_digest: "定稿校验值", "Check value";
    departments_in_band: "各等次单位数", "Departments in each band";
    counted_from: "计迟起点（D*）", "Counted from (D*)";
    carried: "上期转入", "Carried over";
    left: "不计分原因", "Why not counted";
    left_in_review: "待审核，转入下期", "In review, left to the next period";
    comma: "、", ", ";
    not_applicable: "不适用", "n/a";
    yes: "是", "Yes";
    no: "否", "No";
    // the lead's side
    lead_side: "牵头部门", "Lead's side";
    lead_score: "牵头部门得分", "Lead's score";
    lead_notice: "L1 通知提前三个工作日以上", "L1 Three working days' notice or more";
    lead_review: "L2 三个工作日内审核", "L2 Reviewed within three working days";
    lead_stable: "L3 通知后要求不变", "L3 Nothing changed after the notice";
    lead_answer: "L4 按时答复", "L4 Answered in time";
    duty: "牵头职责", "Duty";
    met: "做到", "Met";
    owed: "应做", "Owed";
    // entries, method, print
    grounds: "依据", "Grounds";
    figure_name: "数据", "Figure";
    figure_share: "得分（0–1）", "Share (0–1)";
    entry: "台账条目", "Entry";
    entered_at: "登记时间", "Entered";
    entry_kind: "登记内容", "What it is";
    method: "方法", "Method";
    term: "名称", "Term";
    meaning: "算法", "How it is counted";
    charts: "图表", "Charts";
    chart_axes: "配合度与完成度（每点一个单位）", "Cooperation and completion (one dot a department)";
    chart_standing: "各单位办理情况（件次，按名册顺序）", "How parts stand by department (in the order of the roster)";
    chart_promises: "承诺日期的结果（次）", "What became of dates given";
    page: "第 &P 页，共 &N 页", "Page &P of &N";
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
