//! Plain replies (反馈) of a contact: what a free text means where that is clear, and nothing where it is not.
//!
//! A text is cut into clauses (`clause`); each is one row of the table of replies, found by forms that must fit
//! the whole clause (`plain`, `promise`) or, for what a person will read anyway, by its words (`open`). The upper row
//! wins. One clause that is not understood leaves the reply unclear, unless the lead gets its words in any case.

mod clause;
mod nil;
mod open;
mod plain;
mod promise;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use super::Moment;
use super::calendar::WorkTime;
use clause::Clause;

/// What a reply means, and how sure that is.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Understood {
    /// What the contact wants to say.
    pub intent: Intent,
    /// For an unclear reply: what it seems to be about.
    pub hint: Option<Hint>,
    /// The date named in it. Of an unclear reply it is only good enough to ask with.
    pub date: Option<Moment>,
    /// 0 to 1; below [`CONFIDENCE_TO_ACT_MIN`] the bot asks with buttons.
    pub confidence: f64,
}

/// Below this the bot asks with buttons instead of acting.
pub const CONFIDENCE_TO_ACT_MIN: f64 = 0.8;

/// What a contact says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Intent {
    /// 收到.
    Ack,
    /// 周五报.
    Promise,
    /// 零报告: there is nothing to hand in.
    Nil,
    /// 已报送.
    Submit,
    /// 有困难.
    Difficulty,
    /// 这个填哪个口径?
    Question,
    /// 正在办理.
    InProgress,
    /// 正在走流程: in the leader's hands.
    Approval,
    /// 别催了.
    Stop,
    /// 谢谢.
    Chat,
    /// Anything else: the bot asks.
    Unclear,
}

/// What an unclear reply seems to be about; the lead decides, the bot does not act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hint {
    /// 不归我们.
    NotOurs,
    /// 转交.
    Handover,
    /// 延期.
    Extension,
    /// 异议.
    Dispute,
    /// 先报一部分.
    Partial,
    /// 发错了,以这版为准.
    Resubmit,
    /// 零报告.
    Nil,
    /// 这个不报.
    Decline,
    /// 在外出差.
    Absent,
}

/// The rows of the table of replies, upper first: where several are said, the upper one wins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Row {
    Dispute,
    NotOurs,
    Handover,
    Extension,
    Resubmit,
    Nil,
    /// By its words alone.
    SeemsNil,
    Partial,
    Submit,
    Difficulty,
    Promise,
    Question,
    Decline,
    Stop,
    Approval,
    InProgress,
    Absent,
    Ack,
    Chat,
}

/// Understands a contact's free text, said at `now`.
#[must_use]
pub fn understand(text: &str, now: Moment, work: &WorkTime<'_>) -> Understood {
    let clauses = clause::split(text);
    let rows: Vec<_> = clauses.iter().flat_map(Clause::rows).collect();
    let date = promise::only_date(&clauses, now, work);
    // 明天报,可以吗? asks; it does not promise.
    let asks_leave = clauses.iter().any(Clause::asks_leave);
    let upper = rows.iter().flatten().copied().filter(|row| !(asks_leave && *row == Row::Promise)).min();
    let is_whole = rows.iter().all(Option::is_some);
    // 零报告,要盖章吗? is not over with the hand-in.
    let is_whole = is_whole && (upper != Some(Row::Nil) || rows.iter().flatten().all(|row| row.leaves_nothing_open()));
    match upper {
        Some(row) if is_whole || row.is_read_by_a_person() => row.understood(date, is_whole),
        _ => Understood { intent: Intent::Unclear, hint: None, date, confidence: 0.2 },
    }
}

impl Row {
    /// The lead sees the words, so that what was not understood is not lost.
    fn is_read_by_a_person(self) -> bool {
        matches!(self, Self::Difficulty | Self::Question) || self.hint().is_some()
    }

    fn leaves_nothing_open(self) -> bool {
        matches!(self, Self::Nil | Self::Submit | Self::Ack | Self::Chat)
    }

    fn understood(self, date: Option<Moment>, is_whole: bool) -> Understood {
        let unclear = Understood { intent: Intent::Unclear, hint: self.hint(), date, confidence: 0.5 };
        let act =
            |intent| Understood { intent, hint: None, date: None, confidence: if is_whole { 0.95 } else { 0.85 } };
        match self {
            Self::Nil if is_whole => act(Intent::Nil),
            Self::Submit => act(Intent::Submit),
            Self::Difficulty => Understood { date, ..act(Intent::Difficulty) },
            // A promise needs one date that is ahead.
            Self::Promise if date.is_some() => Understood { date, ..act(Intent::Promise) },
            Self::Question => act(Intent::Question),
            Self::Stop => act(Intent::Stop),
            Self::Approval => act(Intent::Approval),
            Self::InProgress => act(Intent::InProgress),
            Self::Ack => act(Intent::Ack),
            Self::Chat => act(Intent::Chat),
            _ => unclear,
        }
    }

    fn hint(self) -> Option<Hint> {
        match self {
            Self::Dispute => Some(Hint::Dispute),
            Self::NotOurs => Some(Hint::NotOurs),
            Self::Handover => Some(Hint::Handover),
            Self::Extension => Some(Hint::Extension),
            Self::Resubmit => Some(Hint::Resubmit),
            Self::Nil | Self::SeemsNil => Some(Hint::Nil),
            Self::Partial => Some(Hint::Partial),
            Self::Decline => Some(Hint::Decline),
            Self::Absent => Some(Hint::Absent),
            _ => None,
        }
    }
}
