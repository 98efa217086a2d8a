//! The words of the page and the picture; whole sentences stand in `wording`.

use crate::domain::Lang;
use crate::report::Band;
use crate::report::glance::Side;

macro_rules! page_labels {
    ($($name:ident: $zh:literal, $en:literal;)*) => {
        /// The words of a report's page and picture.
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[expect(missing_docs, reason = "each is named as what it heads")]
        pub struct PageLabels {
            $(pub $name: String,)*
        }

        impl PageLabels {
            /// The words in this language.
            #[must_use]
            pub fn of(lang: Lang) -> Self {
                match lang {
                    Lang::Zh => Self { $($name: $zh.to_owned(),)* },
                    Lang::En => Self { $($name: $en.to_owned(),)* },
                }
            }
        }
    };
}

page_labels! {
    cooperation: "配合度", "Cooperation";
    completion: "完成度", "Completion";
    lead_side: "牵头部门自身", "The lead's own side";
    otif: "按时报齐且认可", "In full and on time";
    excellent: "优", "Excellent";
    good: "良", "Good";
    fair: "中", "Fair";
    to_improve: "待改进", "To improve";
    small: "样本不足", "Too few to judge";
    raw: "原始", "raw";
    adjusted: "修正", "adjusted";
    none: "无", "none";
    lights: "到期情况", "What came";
    not_counted: "不计", "Not counted";
    lack: "未报或未报齐", "Missing or in part";
    wait: "未到期", "Not yet due";
    thanks: "感谢", "With thanks";
    needs: "需要支持的单位", "Who can use help";
    quadrant: "配合度与完成度", "Cooperation and completion";
    quadrant_how: "每个圆点是一个单位，刻度按档次分段；数字按名册顺序编号，与得分无关。位置重合的略微错开。", "A dot is a department, on a scale by bands; numbers follow the roster, not the score. Dots on one spot are set a little apart.";
    small_how: "不足三件，只列事实，不作评价：", "Fewer than three parts, facts only and no judgement:";
    bands: "各档单位数", "Departments in each band";
    answers: "反馈快慢", "How soon answers came";
    answers_how: "按通知送达的那一周（月）统计，柱上是反馈用时的中位数（工作小时）。", "By the week (month) of the notice; above each bar the median in working hours.";
    answer_day: "一个工作日内", "Within a working day";
    answer_three: "三个工作日内", "Within three";
    answer_later: "更晚", "Later";
    answer_none: "截止时未反馈", "None by the cut-off";
    promises: "约定时间", "Dates given";
    promises_how: "单位自己约定的和批准延期的时间，到期后怎么样。", "Dates that departments gave or were granted, and what became of them.";
    kept: "如期", "Kept";
    moved: "提前改期", "Moved in time";
    missed: "没赶上", "Passed";
    ahead: "还没到", "Ahead";
    all_sectors: "全部", "All";
    other_sectors: "其他", "Other";
    side_lead: "等牵头部门答复", "Waiting for the lead";
    side_lead_how: "请牵头部门先答复。", "The lead answers first.";
    side_unreached: "通知没有送达", "Not reached";
    side_unreached_how: "请核对联络员，再把通知送到。", "Check who the contact is, and deliver the notice.";
    side_said: "已说明情况", "Has said how it stands";
    side_said_how: "按说好的时间等一等，需要时帮一把。", "Wait for the date they gave; lend a hand where wanted.";
    side_silent: "还没收到说明", "Nothing heard yet";
    side_silent_how: "建议打个电话，问问难在哪里。", "A call helps: what is difficult?";
    side_habit: "已经报齐，可以更顺", "All in, could be easier";
    side_habit_how: "材料都到了，下面这一点改进后会更省力。", "Everything came; this would make it easier.";
    share_r: "及时反馈", "Response";
    share_w: "提前告知", "Early warning";
    share_v: "承诺兑现", "Dates kept";
    share_f: "一次报齐", "Complete at first";
    share_e: "不用再催", "Little effort";
    share_r_how: "多快有回音", "how soon an answer came";
    share_w_how: "要迟到时是否提前说", "whether it warned in time";
    share_v_how: "约定的时间是否如期", "whether dates were kept";
    share_f_how: "第一次就齐全，没有因自身原因退回", "complete at the first go, nothing sent back";
    share_e_how: "到期后不用多催、不用打电话", "no need of overdue nudges and calls";
    share: "分项", "Share";
    value: "得分", "Score";
    weight: "权重", "Weight";
    parts_counted: "计分件数", "Parts that count";
    n: "件数", "n";
    no_axis: "不适用", "does not apply";
    duty_notice: "提前三个工作日以上通知", "Three working days' notice or more";
    duty_review: "三个工作日内审核", "Looked at within three working days";
    duty_stable: "通知后不提前期限、不改要求", "Nothing changed after the notice";
    duty_answers: "按时答复困难、疑问和申请", "Answered in time";
    duty_met: "做到", "Met";
    lead_nudges: "平均每份提醒（次）", "Nudges per part";
    departments: "各单位", "Departments";
    department: "单位", "Department";
    sector: "类别", "Sector";
    on_time: "按时", "On time";
    late: "迟报", "Late";
    open_parts: "尚缺", "Open";
    said: "单位说明", "What they say";
    is_preview: "预览中，各单位还可以说明情况、提出异议", "A preview: departments may still comment and dispute";
    is_final: "已定稿", "Final";
    rank: "位次", "Rank";
    tasks: "各项工作", "Tasks";
    task: "事项", "Task";
    deadline: "期限", "Deadline";
    published: "印发", "Published";
    method: "计分办法", "How it is counted";
    entries: "台账条目", "Ledger entries";
    detail: "逐件明细", "Part by part";
    detail_how: "点开单位，看五个分项；再点开事项，看每一步和它在台账里的条目号。", "Open a department for its five shares, and a part for each step with its ledger entries.";
    step: "环节", "Step";
    when: "时间与结果", "When and what";
    item: "材料", "Material";
    came: "已报", "in";
    optional: "选报", "optional";
    accepted: "已认可", "accepted";
    provisional: "超过三个工作日未审核，视为认可", "nobody looked for three working days: taken as accepted";
    returned: "退回过", "sent back";
    counted_from: "计分期限（D*）", "Counted from (D*)";
    deadline_granted: "期限（含批准延期）", "Deadline (with what was granted)";
    response: "首次反馈", "First response";
    date_given: "约定", "Date given";
    date_granted: "批准延期到", "More time granted until";
    date_make_up: "补报约定", "Date after the deadline";
    difficulty: "困难", "Difficulty";
    question: "疑问", "Question";
    answered: "已答复", "answered";
    unanswered: "未答复", "not answered";
    nudges: "提醒", "Nudges";
    nudges_both: "提醒（期前+期后）", "Nudges (before + after)";
    numbers: "图中编号", "Numbers in the plane";
    calls: "电话或上门", "Calls or visits";
    not_counted_why: "不计原因", "Why it does not count";
    left_open: "还没到期", "not yet due";
    left_unreached: "通知没有送达", "the notice did not arrive";
    left_exempt: "免报、撤销或视为同意", "waived, called off, or closed by consent";
    left_disputed: "有异议待复核", "disputed, not yet decided";
    left_in_review: "审核或更正中，留到下期", "in review or being corrected: left to the next period";
    carried: "上期转来", "from the period before";
    disputed_entries: "有异议的条目", "Disputed entries";
    corrected_entries: "复核后不计的条目", "Entries taken out by a review";
    helpful: "及时说明不归本单位，已转办", "said in time that it is another's";
    formula: "算法", "Formula";
    expand: "全部展开", "Open all";
    fold: "全部收起", "Close all";
    print: "打印", "Print";
    top: "回到首页", "Back to page one";
    sort_how: "点表头可排序", "Click a heading to sort";
    wh: "工作小时", "working hours";
    formula_c: "每件材料：按时得满分，每迟一个工作日减一成，最多减五成；没报不得分。各件平均，按事项权重合成。", "Each item: in full if on time, a tenth less for each working day late, half at most; nothing if it did not come. Averaged over items and, by the tasks' weights, over parts.";
    formula_p: "五个分项按权重合成，不适用的分项不参加。", "The five shares by their weights; one that does not apply takes no part.";
    formula_r: "从通知送达到首次反馈：一个工作日（短期事项半日，紧急半小时）内满分，三倍时间以上不得分；未提醒就报送的满分。", "From notice to first answer: in full within a working day (half of one for short tasks, half an hour in an emergency), nothing from three times that on; in full if handed in before any nudge.";
    formula_w: "有迟报、缺报或申请时才计：提前一个工作日以上说明满分，期限前说明一半。", "Only where something was late or missing, or was asked for: in full if said a working day ahead, half if before the deadline.";
    formula_v: "约过时间才计：如期满分，提前两小时以上改期一半，没赶上不得分。", "Only where dates were given: kept in full, moved two hours ahead half, passed nothing.";
    formula_f: "报送并审核过才计：第一次就到齐且没有因自身原因退回的材料占应报的比例。", "Only where something was looked at: items that came at the first go and were not sent back for the department's reason, of those required.";
    formula_e: "到期后的催办和电话每次减四分之一；到期前的提醒是服务，不减。", "A quarter less for each overdue nudge or call; reminders before the deadline are a service and cost nothing.";
    formula_adjusted: "三件以上才评档：（件数 × 原始分 + 2 × 80）÷（件数 + 2）；90 以上优，80 以上良，60 以上中，其余待改进。件数少的单位不会因一件事大起大落，各单位互不影响。", "Bands from three parts on: (n × raw + 2 × 80) ÷ (n + 2); from 90 excellent, from 80 good, from 60 fair, else to improve. Nobody's band depends on others.";
    formula_lead: "同一把尺子量牵头部门：提前通知 25、及时审核 25、要求稳定 20、及时答复 30。", "The lead is measured too: notice 25, review 25, stable 20, answers 30.";
    formula_out: "没送达、免报、有异议待复核、审核中的不计；每个数字都能按条目号在台账里查到。单位有异议的，可在报告定稿前提出复核。", "Not reached, waived, disputed and in review are not counted. Each figure names its ledger entries; a department may dispute any of them before the report is final.";
}

impl PageLabels {
    /// The word for a band.
    #[must_use]
    pub fn band(&self, band: Band) -> &str {
        match band {
            Band::Excellent => &self.excellent,
            Band::Good => &self.good,
            Band::Fair => &self.fair,
            Band::ToImprove => &self.to_improve,
        }
    }

    /// Whose turn it is, and what helps.
    #[must_use]
    pub fn side(&self, side: Side) -> (&str, &str) {
        match side {
            Side::Lead => (&self.side_lead, &self.side_lead_how),
            Side::Unreached => (&self.side_unreached, &self.side_unreached_how),
            Side::Said => (&self.side_said, &self.side_said_how),
            Side::Silent => (&self.side_silent, &self.side_silent_how),
            Side::Habit => (&self.side_habit, &self.side_habit_how),
        }
    }
}
