//! The report as a value: facts, each with the entries it stands on.

use chrono::NaiveDate;
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::Totals;
use crate::domain::{DeptNo, EntryNo, Matter, Moment, OfficeId, TaskNo, Unreachable};

/// Something that is on the ledger, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact<T> {
    /// What.
    pub value: T,
    /// The entries it stands on, in order.
    pub entries: Vec<EntryNo>,
}

/// What an office can show for a period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Whose report.
    pub office: OfficeFacts,
    /// Tasks count whose deadline is later than this…
    pub from: Moment,
    /// …and not later than this.
    pub to: Moment,
    /// Entries after this are not looked at: the period's end, or the moment of the report while it runs.
    pub cut_off: Moment,
    /// The last entry that was looked at.
    pub head: Option<EntryNo>,
    /// Sums over all parts.
    pub totals: Totals,
    /// The lead's own side.
    pub lead: LeadFacts,
    /// Departments with a part in the period, by number.
    pub departments: Vec<DepartmentFacts>,
    /// Tasks of the period, by number.
    pub tasks: Vec<TaskFacts>,
    /// Every department's part in every task, by task and department.
    pub parts: Vec<PartFacts>,
}

/// The lead office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficeFacts {
    /// Its number.
    pub id: OfficeId,
    /// Its name.
    pub name: String,
    /// The zone in which its days begin.
    pub zone: Tz,
}

/// A department over the period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DepartmentFacts {
    /// Its number.
    pub dept: DeptNo,
    /// Its name at the cut-off.
    pub name: String,
    /// 类别.
    pub sector: Option<String>,
    /// Sums over its parts.
    pub totals: Totals,
}

/// A task over its departments.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskFacts {
    /// Its number.
    pub task: TaskNo,
    /// What it is called.
    pub title: String,
    /// When it was published.
    pub published_at: Fact<Moment>,
    /// D, the deadline in force.
    pub deadline_at: Fact<Moment>,
    /// 1 to 3.
    pub weight: u8,
    /// Sums over its parts.
    pub totals: Totals,
}

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
    /// What became of it.
    pub outcome: PromiseOutcome,
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
    /// N: the notice was delivered.
    pub notified_at: Option<Fact<Moment>>,
    /// Why it was not, as last known.
    pub unreached: Option<Fact<Unreachable>>,
    /// Working minutes from N to D.
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
    /// Nudges delivered up to D.
    pub nudges_before: Fact<u32>,
    /// Nudges delivered after it.
    pub nudges_after: Fact<u32>,
    /// Days behind D* on which the lead called or went there.
    pub calls_after: Fact<u32>,
    /// Difficulties and questions, in order.
    pub matters: Vec<MatterFact>,
    /// Entries that are disputed, and wait to be looked at.
    pub disputed: Vec<EntryNo>,
    /// Entries that a dispute took out of the count.
    pub corrected: Vec<EntryNo>,
}

impl PartFacts {
    /// Every entry that this part stands on, once, in order.
    #[must_use]
    pub fn entries(&self) -> Vec<EntryNo> {
        let moments = [&self.notified_at, &self.first_response_at, &self.acknowledged_at, &self.handed_in_at];
        let mut all: Vec<EntryNo> =
            moments.into_iter().chain([&self.complete_at]).flatten().flat_map(|fact| fact.entries.clone()).collect();
        all.extend(self.unreached.iter().flat_map(|fact| &fact.entries));
        all.extend(self.items.iter().filter_map(|item| item.handed_in_at.as_ref()).flat_map(|fact| &fact.entries));
        all.extend(self.promises.iter().flat_map(|promise| &promise.entries));
        all.extend(self.matters.iter().flat_map(|matter| &matter.entries));
        let efforts = [&self.nudges_before, &self.nudges_after, &self.calls_after];
        all.extend(efforts.into_iter().flat_map(|fact| &fact.entries));
        all.sort_unstable();
        all.dedup();
        all
    }
}

/// The lead's own side: rights and duties match.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeadFacts {
    /// Parts whose notice was delivered.
    pub noticed: u32,
    /// Of these, with three working days or more from notice to deadline.
    pub noticed_in_time: u32,
    /// The shortest notice, in working minutes.
    pub notice_minutes_min: Option<i64>,
    /// The middle one (the lower of two), in working minutes.
    pub notice_minutes_median: Option<i64>,
    /// Difficulties and questions.
    pub matters: u32,
    /// Of these, answered.
    pub matters_answered: u32,
    /// Of these, answered within a working day.
    pub matters_answered_in_time: u32,
    /// The longest that one waited, answered or not, in working minutes.
    pub matter_minutes_max: Option<i64>,
    /// Nudges delivered.
    pub nudges: u32,
}

impl Report {
    /// First and last day of the period, in the office's zone.
    #[must_use]
    pub fn days(&self) -> (NaiveDate, NaiveDate) {
        let day = |at: Moment| at.with_timezone(&self.office.zone).date_naive();
        let last = self.to - chrono::TimeDelta::milliseconds(1);
        (day(self.from), day(last.max(self.from)))
    }

    /// The name of a department with a part in the period.
    #[must_use]
    pub fn department(&self, dept: DeptNo) -> Option<&DepartmentFacts> {
        let at = self.departments.binary_search_by_key(&dept, |facts| facts.dept).ok()?;
        self.departments.get(at)
    }

    /// A task of the period.
    #[must_use]
    pub fn task(&self, task: TaskNo) -> Option<&TaskFacts> {
        let at = self.tasks.binary_search_by_key(&task, |facts| facts.task).ok()?;
        self.tasks.get(at)
    }
}
