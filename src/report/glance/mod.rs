//! The report at a glance: what page one, the picture and the chat say first. Figures are the report's; here they are only picked,
//! counted and put in an order that never follows a score.

mod needs;
mod weeks;

use super::part::count;
use super::{Band, DepartmentFacts, Report, SAMPLE_MIN, Totals};

pub use needs::{Need, Reason, Side};
pub use weeks::{Answers, Span};

/// What is said first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Glance<'a> {
    /// Departments that are done well by in both axes, as the roster has them.
    pub thanks: Vec<&'a DepartmentFacts>,
    /// Who can use help, by whose turn it is, then as the roster has them.
    pub needs: Vec<Need<'a>>,
    /// Departments with enough parts for a judgement.
    pub placed: Vec<Placed<'a>>,
    /// 样本不足: something counts, but too little for a judgement.
    pub small: Vec<&'a DepartmentFacts>,
    /// Departments in each band of cooperation, best first.
    pub cooperation: [u32; 4],
    /// The same of completion.
    pub completion: [u32; 4],
    /// How soon answers came, by the week of the notice, or by the month in a long period.
    pub answers: Vec<Answers>,
    /// Sums of each sector, in the order in which the roster first names it; one without a name comes last.
    pub sectors: Vec<(Option<&'a str>, Promises)>,
}

/// A department with its place in the plane of both axes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placed<'a> {
    /// Its number in drawings, from 1.
    pub no: usize,
    /// Which.
    pub department: &'a DepartmentFacts,
    /// 配合度.
    pub cooperation: &'a super::Adjusted,
    /// 完成度.
    pub completion: &'a super::Adjusted,
}

/// What became of dates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Promises {
    /// In time.
    pub kept: u32,
    /// Another took its place before it fell due.
    pub moved: u32,
    /// It passed.
    pub missed: u32,
    /// Still ahead.
    pub ahead: u32,
}

impl Promises {
    /// Of these parts.
    #[must_use]
    pub fn of(totals: &Totals) -> Self {
        let (kept, moved, missed) = (totals.promises_kept, totals.promises_moved, totals.promises_missed);
        Self { kept, moved, missed, ahead: totals.promises - kept - moved - missed }
    }

    /// All of them.
    #[must_use]
    pub fn all(self) -> u32 {
        self.kept + self.moved + self.missed + self.ahead
    }

    fn add(&mut self, other: Self) {
        self.kept += other.kept;
        self.moved += other.moved;
        self.missed += other.missed;
        self.ahead += other.ahead;
    }
}

impl<'a> Glance<'a> {
    /// Of this report.
    #[must_use]
    pub fn of(report: &'a Report) -> Self {
        let departments = &report.departments;
        let placed: Vec<Placed<'a>> = departments.iter().filter_map(place).zip(1..).map(numbered).collect();
        let is_small = |it: &&DepartmentFacts| (1..SAMPLE_MIN).contains(&it.scores.n);
        let band = |pick: fn(&Placed<'a>) -> Band| {
            Band::ALL.map(|band| count(placed.iter().filter(|it| pick(it) == band).count()))
        };
        let best = |it: &&Placed<'a>| [it.cooperation.band, it.completion.band] == [Band::Excellent; 2];
        let needs = needs::of(report);
        let is_in_need = |it: &DepartmentFacts| needs.iter().any(|need| need.department.dept == it.dept);
        Self {
            thanks: placed.iter().filter(best).map(|it| it.department).filter(|it| !is_in_need(it)).collect(),
            small: departments.iter().filter(is_small).collect(),
            cooperation: band(|it| it.cooperation.band),
            completion: band(|it| it.completion.band),
            answers: weeks::of(report),
            sectors: sectors(report),
            needs,
            placed,
        }
    }
}

fn place(department: &DepartmentFacts) -> Option<Placed<'_>> {
    let cooperation = department.scores.cooperation.as_ref()?.adjusted.as_ref()?;
    let completion = department.scores.completion.as_ref()?.adjusted.as_ref()?;
    Some(Placed { no: 0, department, cooperation, completion })
}

fn numbered((it, no): (Placed<'_>, usize)) -> Placed<'_> {
    Placed { no, ..it }
}

fn sectors(report: &Report) -> Vec<(Option<&str>, Promises)> {
    let mut sectors: Vec<(Option<&str>, Promises)> = Vec::new();
    for department in &report.departments {
        let name = department.sector.as_deref().filter(|name| !name.is_empty());
        let promises = Promises::of(&department.totals);
        match sectors.iter_mut().find(|(sector, _)| *sector == name) {
            Some((_, sums)) => sums.add(promises),
            None => sectors.push((name, promises)),
        }
    }
    sectors.retain(|(_, sums)| sums.all() > 0);
    sectors.sort_by_key(|(name, _)| name.is_none());
    sectors
}
