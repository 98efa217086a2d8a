//! The report as a value: facts, each with the entries it stands on.

use chrono::NaiveDate;
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

mod lead;
mod part;

use super::{EntryFact, Scores, Totals};
use crate::domain::{DeptNo, EntryNo, Moment, OfficeId, TaskNo};

pub use lead::{Duty, DutyShare, LeadDuties, LeadFacts};
pub use part::{Acceptance, ItemFact, Left, MatterFact, Pace, PartFacts, PromiseFact, PromiseOutcome, Standing};

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
    /// Parts count whose D* is later than this…
    pub from: Moment,
    /// …and not later than this.
    pub to: Moment,
    /// Entries after this are not looked at: the period's end, or the moment of the report while it runs.
    pub cut_off: Moment,
    /// The last entry that was looked at.
    pub head: Option<EntryNo>,
    /// Whether the departments have seen it, and whether it is final; none before its preview.
    pub publication: Option<PublicationFacts>,
    /// Sums over all parts.
    pub totals: Totals,
    /// Scores over all parts that count.
    pub scores: Scores,
    /// The lead's own side.
    pub lead: LeadFacts,
    /// Departments with a part in the period, by number.
    pub departments: Vec<DepartmentFacts>,
    /// Tasks of the period, by number.
    pub tasks: Vec<TaskFacts>,
    /// Every department's part in every task, by task and department.
    pub parts: Vec<PartFacts>,
    /// The entries that figures name, in the order of the ledger.
    pub entries: Vec<EntryFact>,
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
    /// Its two axes.
    pub scores: Scores,
    /// What it said to its line.
    pub comment: Option<Remark>,
}

/// What a department said to its line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// The entry it came with.
    pub entry: EntryNo,
    /// As it was written; none if it was erased.
    pub text: Option<String>,
}

/// How far a report is on its way to being final.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicationFacts {
    /// When its preview began.
    pub opened_at: Moment,
    /// Until when departments may answer.
    pub final_at: Moment,
    /// Final since; none during the preview.
    pub finished: Option<Finality>,
}

/// What a final report rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finality {
    /// When it became final.
    pub at: Moment,
    /// The ledger's head then.
    pub head: EntryNo,
    /// Its hash.
    pub hash: String,
    /// SHA-256 over the report as JSON without what departments said and without this, hex.
    pub digest: String,
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
    /// Scores over its parts.
    pub scores: Scores,
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
