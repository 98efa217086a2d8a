//! Facts of one part: one department's share of one task.

use serde::{Deserialize, Serialize};

use super::{Fact, LeadDuties};
use crate::domain::{DeptNo, EntryNo, Matter, Moment, TaskNo, Unreachable};
use crate::report::{Exact, PartScore};

/// How a part stands at the cut-off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// All required items came in time.
    OnTime,
    /// All came, some late.
    Late,
    /// Some came.
    Partial,
    /// None came.
    Missing,
    /// Not all came, and the moment that counts is still ahead.
    Open,
    /// No notice was delivered: not counted.
    Unreached,
    /// Silence was consent, the task was called off, or what it rests on was found wrong: not counted.
    Exempt,
    /// 有异议待复核: an entry of it is disputed, and nobody has looked at it yet; not counted.
    Disputed,
}

impl Standing {
    /// All of them, best first.
    pub const ALL: [Self; 8] = [
        Self::OnTime,
        Self::Late,
        Self::Partial,
        Self::Missing,
        Self::Open,
        Self::Unreached,
        Self::Exempt,
        Self::Disputed,
    ];
}

/// Why a part does not count in this report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Left {
    /// D* is still ahead.
    Open,
    /// No notice was delivered.
    Unreached,
    /// Waived, called off, or closed by consent.
    Exempt,
    /// 有异议待复核.
    Disputed,
    /// Left to the next period: at the cut-off it had waited for the lead no more than three working days, or was being corrected
    /// in its time.
    InReview,
}

/// How fast it was asked (domain rules 5.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pace {
    /// At most two working days after the notice's day.
    Short,
    /// Three to fifteen.
    Medium,
    /// More.
    Long,
    /// By the clock.
    Emergency,
}

/// What became of a promised date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PromiseOutcome {
    /// All required items were in by then.
    Kept,
    /// Replaced by another date before it fell due.
    Moved,
    /// It passed.
    Missed,
    /// It is still ahead.
    Open,
}

/// A date that a contact gave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PromiseFact {
    /// When it was given.
    pub given_at: Moment,
    /// The moment promised.
    pub due_at: Moment,
    /// 补报: given after the deadline, which it does not move.
    pub make_up: bool,
    /// More time that was granted: a date too.
    pub granted: bool,
    /// What became of it.
    pub outcome: PromiseOutcome,
    /// V of the formulas: kept 1, replaced two working hours or more before it fell due 0.5, else 0; none while it is ahead.
    pub credit: Option<Exact>,
    /// The promise, and what kept or moved it.
    pub entries: Vec<EntryNo>,
}

/// An item of a part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemFact {
    /// Its name.
    pub name: String,
    /// Missing it leaves the part incomplete.
    pub required: bool,
    /// When it first came.
    pub handed_in_at: Option<Fact<Moment>>,
    /// Late days (l of the formulas): 0 in time, else begun working days of 420 minutes; none if it did not come.
    pub late_days: Option<i64>,
    /// What the lead made of it.
    pub acceptance: Acceptance,
    /// Entries that sent it back for a reason of the department's.
    pub faults: Vec<EntryNo>,
}

/// What the lead made of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "is")]
pub enum Acceptance {
    /// It is not in.
    None,
    /// The lead looked at it, and left it so; or the office's rule did.
    Accepted {
        /// The entry of the look.
        by: EntryNo,
    },
    /// Nobody looked at it in three working days: it counts as accepted. Of a part that is left to the next period: not yet.
    Provisional,
}

/// A difficulty or question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatterFact {
    /// Which.
    pub matter: Matter,
    /// When the department raised it.
    pub raised_at: Moment,
    /// When the lead answered.
    pub answered_at: Option<Moment>,
    /// Working minutes that it waited, up to the cut-off if unanswered.
    pub waited_minutes: i64,
    /// The matter, and its answer.
    pub entries: Vec<EntryNo>,
}

/// One department's part in one task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartFacts {
    /// Which task.
    pub task: TaskNo,
    /// Whose part.
    pub dept: DeptNo,
    /// How it stands.
    pub standing: Standing,
    /// It was left to this period by the one before.
    pub carried: bool,
    /// Why it does not count; none if it does.
    pub left: Option<Left>,
    /// What it comes to, if it counts.
    pub score: Option<PartScore>,
    /// How fast it was asked.
    pub pace: Pace,
    /// The task's deadline for this department: one that was brought forward after the notice does not bind.
    pub asked_by: Moment,
    /// D: the same, or what was granted.
    pub deadline_at: Moment,
    /// N: the notice was delivered.
    pub notified_at: Option<Fact<Moment>>,
    /// Why it was not, as last known.
    pub unreached: Option<Fact<Unreachable>>,
    /// Working minutes from N to the task's deadline.
    pub notice_minutes: Option<i64>,
    /// D*: the moment from which lateness counts; none without a notice.
    pub counted_from: Option<Moment>,
    /// First answer of any kind.
    pub first_response_at: Option<Fact<Moment>>,
    /// Working minutes from N to it.
    pub response_minutes: Option<i64>,
    /// 收到.
    pub acknowledged_at: Option<Fact<Moment>>,
    /// Dates given, in order.
    pub promises: Vec<PromiseFact>,
    /// The first hand-in.
    pub handed_in_at: Option<Fact<Moment>>,
    /// Every required item is in since.
    pub complete_at: Option<Fact<Moment>>,
    /// Items, in the task's order.
    pub items: Vec<ItemFact>,
    /// How many items are required.
    pub items_required: u32,
    /// How many of those came.
    pub items_in: u32,
    /// The latest required item's late days; none while one is missing.
    pub late_days: Option<i64>,
    /// Nudges delivered that cost nothing: up to D*, or about a correction.
    pub nudges_before: Fact<u32>,
    /// Overdue nudges delivered.
    pub nudges_after: Fact<u32>,
    /// Days behind D* on which the lead called or went there.
    pub calls_after: Fact<u32>,
    /// Difficulties and questions, in order.
    pub matters: Vec<MatterFact>,
    /// It was another's, and they said so within two working days: the claim, and the agreement.
    pub helpful: Option<Vec<EntryNo>>,
    /// The lead's side of it.
    pub duties: LeadDuties,
    /// Entries that are disputed, and wait to be looked at.
    pub disputed: Vec<EntryNo>,
    /// Entries that a dispute took out of the count.
    pub corrected: Vec<EntryNo>,
}

impl PartFacts {
    /// Every entry that a figure of the department's stands on, once, in order.
    #[must_use]
    pub fn entries(&self) -> Vec<EntryNo> {
        let figures = self.figures().into_iter().filter(|it| !it.figure.is_the_leads());
        let mut all: Vec<EntryNo> = figures.flat_map(|it| it.entries.iter().copied()).collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}
