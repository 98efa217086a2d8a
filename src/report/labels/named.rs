//! What the report's kinds of things are called.

use super::Labels;
use crate::domain::{Lang, Unreachable};
use crate::report::{Axis, Band, EntryKind, Figure, Left, PromiseOutcome, Standing};

impl Labels {
    /// How a part stands.
    #[must_use]
    pub fn standing(&self, standing: Standing) -> &String {
        match standing {
            Standing::OnTime => &self.on_time,
            Standing::Late => &self.late,
            Standing::Partial => &self.partial,
            Standing::Missing => &self.missing,
            Standing::Open => &self.open,
            Standing::Unreached => &self.unreached,
            Standing::Exempt => &self.exempt,
            Standing::Disputed => &self.disputed,
        }
    }

    /// What became of a date.
    #[must_use]
    pub fn outcome(&self, outcome: PromiseOutcome) -> &String {
        match outcome {
            PromiseOutcome::Kept => &self.kept,
            PromiseOutcome::Moved => &self.moved,
            PromiseOutcome::Missed => &self.missed,
            PromiseOutcome::Open => &self.pending,
        }
    }

    /// Why no notice arrived.
    #[must_use]
    pub fn unreachable(&self, why: Unreachable) -> &String {
        match why {
            Unreachable::NobodyJoined => &self.nobody_joined,
            Unreachable::Blocked => &self.blocked,
            Unreachable::Gone => &self.gone,
        }
    }

    /// Why a part does not count.
    #[must_use]
    pub fn left_why(&self, left: Left) -> &String {
        match left {
            Left::Open => &self.open,
            Left::Unreached => &self.unreached,
            Left::Exempt => &self.exempt,
            Left::Disputed => &self.disputed,
            Left::InReview => &self.left_in_review,
        }
    }

    /// A band.
    #[must_use]
    pub fn band_of(&self, band: Band) -> &String {
        match band {
            Band::Excellent => &self.band_excellent,
            Band::Good => &self.band_good,
            Band::Fair => &self.band_fair,
            Band::ToImprove => &self.band_to_improve,
        }
    }

    /// The band of an axis, or why it has none.
    #[must_use]
    pub fn judged(&self, axis: Option<&Axis>) -> &String {
        match axis.map(|axis| axis.adjusted.as_ref()) {
            None => &self.band_none,
            Some(None) => &self.band_few,
            Some(Some(adjusted)) => self.band_of(adjusted.band),
        }
    }

    /// R, W, V, F, E.
    #[must_use]
    pub fn shares(&self) -> [&String; 5] {
        [&self.share_response, &self.share_warning, &self.share_promises, &self.share_first_go, &self.share_effort]
    }

    /// A figure of a part.
    #[must_use]
    pub fn figure_of(&self, figure: Figure) -> &str {
        let said = |zh, en| match self.lang {
            Lang::Zh => zh,
            Lang::En => en,
        };
        match figure {
            Figure::Notified => &self.notified_at,
            Figure::Unreached => &self.unreached,
            Figure::FirstResponse => &self.first_response_at,
            Figure::Acknowledged => &self.acknowledged_at,
            Figure::Promise => &self.promises,
            Figure::HandedIn => &self.handed_in_at,
            Figure::Item => said("材料报送", "Item in"),
            Figure::Accepted => said("审核通过", "Accepted"),
            Figure::Returned => said("退回", "Returned"),
            Figure::Complete => &self.complete_at,
            Figure::NudgesBefore => &self.nudges_before,
            Figure::NudgesAfter => &self.nudges_after,
            Figure::Calls => &self.calls_after,
            Figure::Matter => said("困难或疑问", "Difficulty or question"),
            Figure::Helpful => said("及时说明不属本单位", "Said in time that it is another's"),
            Figure::Completion => &self.completion,
            Figure::Share(place) => self.shares().get(place).map_or("", |label| label.as_str()),
            Figure::LeadNotice => &self.lead_notice,
            Figure::LeadReview => &self.lead_review,
            Figure::LeadStable => &self.lead_stable,
            Figure::LeadAnswer => &self.lead_answer,
            Figure::Disputed => &self.disputed,
            Figure::Corrected => said("经复核更正", "Corrected after review"),
        }
    }

    /// An entry, by what it is.
    #[must_use]
    pub fn kind(&self, kind: EntryKind) -> &'static str {
        let (zh, en) = match kind {
            EntryKind::TaskPublished => ("印发事项", "Task published"),
            EntryKind::TaskChanged => ("事项调整", "Task changed"),
            EntryKind::DeadlineMoved => ("截止时间调整", "Deadline moved"),
            EntryKind::TaskEnded => ("事项结束", "Task ended"),
            EntryKind::Assigned => ("分派", "Assigned"),
            EntryKind::NoticeSettled => ("通知送出结果", "Notice settled"),
            EntryKind::NoticeUnreached => ("通知未能送达", "Notice not reached"),
            EntryKind::Acknowledged => ("收到", "Acknowledged"),
            EntryKind::Promised => ("承诺日期", "Date given"),
            EntryKind::Progressed => ("正在办理", "Under way"),
            EntryKind::Hushed => ("当日免提醒", "No reminder that day"),
            EntryKind::Submitted => ("报送", "Handed in"),
            EntryKind::FileAdded => ("补充文件", "File added"),
            EntryKind::HandInWithdrawn => ("撤回报送", "Hand-in taken back"),
            EntryKind::Accepted => ("审核通过", "Accepted"),
            EntryKind::Returned => ("退回修改", "Returned"),
            EntryKind::MatterRaised => ("提出困难或疑问", "Difficulty or question raised"),
            EntryKind::MatterAnswered => ("牵头部门答复", "Answered by the lead"),
            EntryKind::ExtensionAsked => ("申请延期", "More time asked for"),
            EntryKind::ExtensionGranted => ("同意延期", "More time granted"),
            EntryKind::ExtensionRefused => ("未同意延期", "More time refused"),
            EntryKind::NotOursClaimed => ("提出不归本单位", "Said not to be theirs"),
            EntryKind::NotOursAgreed => ("认可不归本单位", "Agreed not to be theirs"),
            EntryKind::NotOursRejected => ("认定仍归本单位", "Found to be theirs"),
            EntryKind::RequestWithdrawn => ("撤回申请", "Request taken back"),
            EntryKind::DisputeRaised => ("提出异议", "Disputed"),
            EntryKind::DisputeRuled => ("异议复核", "Dispute decided"),
            EntryKind::DisputeWithdrawn => ("撤回异议", "Dispute taken back"),
            EntryKind::Relayed => ("其他途径答复", "Answer got another way"),
            EntryKind::CallLogged => ("电话或上门", "Call or visit"),
            EntryKind::NudgeSettled => ("催办送出结果", "Nudge settled"),
        };
        match self.lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }
}
