//! How each figure is counted, in words; `docs/report.md` says the same at length.

use super::Labels;
use crate::domain::Lang;

/// A term and its meaning, in Chinese and in English.
type Rule = [[&'static str; 2]; 2];

#[rustfmt::skip]
const METHOD: &[Rule] = &[
    [["计分（n）", "一个单位承办一个事项为一件次。计迟起点 D* 落在本期内、且不属未到期、未送达、不计、有异议待复核、待审核转下期的，计入 n。"],
     ["Counted (n)", "One department's share of one task is a part. It counts if its D* falls into the period, unless it is not yet due, not reached, not counted, disputed, or left to the next period while in review."]],
    [["D*", "自规定截止时间（同意延期的按延期后）起，顺延：困难超过 1 个工作日未答复的时间、“不归我们”未获认可前等待的时间、服务中断的工作时间；不早于通知送达后 1 个工作日，申请延期未获同意的不早于答复后 1 个工作日。紧急事项按钟点计。"],
     ["D*", "The deadline in force (a granted extension replaces it), pushed back by the time a difficulty waited beyond one working day, by what a rejected “not ours” waited, and by outages of the service; not before one working day after the notice, nor after the refusal of more time that was asked for in time. Emergencies go by the clock."]],
    [["迟报工作日", "D* 之后每开始 420 个工作分钟计 1 天；按期为 0。看报送时间，不看审核时间；退回后在补正期内补齐的，仍按首次报送时间。"],
     ["Working days late", "Each begun 420 working minutes after D* are a day; 0 in time. The hand-in counts, never the review; what was returned and corrected in its time keeps its first moment."]],
    [["完成度 C", "100 × 每项必报材料得分之和 ÷ 必报材料数。已报且通过的一项得 0.5 + 0.5 ×（1 − 迟报工作日 ÷ 5，最低为 0）；未报的得 0。"],
     ["Completion C", "100 × the sum over required items ÷ their number. An item that is in and accepted gives 0.5 + 0.5 × (1 − working days late ÷ 5, at least 0); one that is missing gives 0."]],
    [["配合度 P", "100 ×（25R + 15W + 20V + 25F + 15E）÷ 适用各部分权重之和；不适用的部分不计。各部分先按事项权重（1–3）求平均。"],
     ["Cooperation P", "100 × (25R + 15W + 20V + 25F + 15E) ÷ the weights of those that apply. Each is first the mean over its parts, weighted by the tasks (1 to 3)."]],
    [["及时反馈 R（25）", "自通知送达至首次反馈的工作时间 r，目标 t 为 7 小时（短时限 3.5 小时，紧急半小时）：（3t − r）÷ 2t，限于 0 至 1。催办之前已报送的得 1；没有反馈得 0；“已读”不算反馈。"],
     ["Response R (25)", "r is the working time from notice to first answer, t is 7 hours (short 3.5, emergency half an hour): (3t − r) ÷ 2t, within 0 and 1. Handed in before any nudge: 1; no answer: 0; “read” is no answer."]],
    [["提前告知 W（15）", "仅在迟报、缺报或提出过延期、困难、不归我们时适用。首次说明早于截止 7 个工作小时（短时限 2 小时）以上得 1，较晚但在截止前得 0.5，否则 0。"],
     ["Early warning W (15)", "Only if something is late or missing, or more time, a difficulty or “not ours” was raised. First said 7 working hours (short: 2) or more before the deadline: 1; later but before it: 0.5; else 0."]],
    [["承诺兑现 V（20）", "仅在给过日期或获准延期时适用。如期报齐得 1；在到期前 2 个工作小时以上改期得 0.5；否则 0；取平均。"],
     ["Promises kept V (20)", "Only if dates were given or granted. Everything in by then: 1; moved two working hours or more before it fell due: 0.5; else 0; the mean."]],
    [["一次报齐 F（25）", "仅在已报送并经审核时适用。D* 前到达（否则首次报送）的材料中，从未因本单位原因退回的项数 ÷ 必报材料数。因牵头部门原因（要求不清、更换模板）退回的不计。"],
     ["Complete at first F (25)", "Only if something was handed in and looked at. Of what had come by D* (else of the first hand-in), the items never returned for a reason of the department's ÷ required items. Returns for the lead's reasons do not count."]],
    [["不用再催 E（15）", "1 −（到期后催办次数 + 到期后电话或上门天数）÷ 4，最低为 0。到期前的提醒是服务，不扣分。"],
     ["Effort spared E (15)", "1 − (overdue nudges + days with calls or visits after D*) ÷ 4, at least 0. Reminders before the deadline are a service and cost nothing."]],
    [["校正分和等次", "n < 3：样本不足，只列事实。n ≥ 3：校正分 =（n × 原始分 + 2 × 80）÷（n + 2）。按显示的校正分：90 起优，80 起良，60 起中，以下待改进。等次不取决于其他单位。"],
     ["Adjusted, and bands", "n < 3: facts only. n ≥ 3: adjusted = (n × x + 2 × 80) ÷ (n + 2). By the adjusted figure as shown: from 90 excellent, from 80 good, from 60 fair, below to improve. Nobody's band depends on others."]],
    [["齐全且按时（OTIF）", "全部必报材料已报、已通过且无一迟报的件次数。"],
     ["In full, on time (OTIF)", "Parts with every required item in, accepted, and none late."]],
    [["牵头部门得分", "L1 × 25 + L2 × 25 + L3 × 20 + L4 × 30，各为做到 ÷ 应做，按适用权重平均。L1：通知至截止 3 个工作日以上，或说明原因的紧急事项；L2：报齐后 3 个工作日内审核；L3：通知后未提前截止、未改材料；L4：困难、疑问、延期 1 个工作日内，“不归我们”2 个工作日内答复。"],
     ["Lead's score", "L1 × 25 + L2 × 25 + L3 × 20 + L4 × 30, each met ÷ owed, the mean by the weights that apply. L1: three working days from notice to deadline, or an emergency with its reason; L2: reviewed within three working days; L3: no deadline brought forward and no other materials after the notice; L4: difficulties, questions and more time answered within one working day, “not ours” within two."]],
    [["依据和复核", "每个数字都注明所依据的台账条目（编号）。单位可随时查看本单位全部条目并提出异议；经复核有误的，以新条目更正，不删改原条目。"],
     ["Grounds and review", "Each figure names the entries of the ledger it stands on. A department may see and dispute every entry of its own; what was found wrong is corrected by a new entry, never deleted."]],
];

impl Labels {
    /// Terms and how they are counted.
    pub(in crate::report) fn rules(&self) -> impl Iterator<Item = [&'static str; 2]> {
        let place = match self.lang {
            Lang::Zh => 0,
            Lang::En => 1,
        };
        METHOD.iter().map(move |rule| rule[place])
    }
}
