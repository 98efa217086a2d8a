//! Who can use help, and why, in what the record says and nothing else.

use crate::domain::{Matter, Moment, TaskNo, Unreachable};
use crate::report::{Adjusted, Band, DepartmentFacts, Exact, PartFacts, PromiseOutcome, Report, Standing, WEIGHTS};

/// A department that can use help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need<'a> {
    /// Which.
    pub department: &'a DepartmentFacts,
    /// Whose turn it is.
    pub side: Side,
    /// What the record says, the most important first.
    pub reasons: Vec<Reason>,
    /// Tasks of which something is still to come.
    pub open: Vec<TaskNo>,
}

/// Whose turn it is, and so what helps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// The lead's: something waits for its answer.
    Lead,
    /// Nobody's: no notice arrives.
    Unreached,
    /// The department's, which has said how it stands.
    Said,
    /// The department's, which has said nothing yet: a call helps.
    Silent,
    /// Everything is in; how it came can be made easier.
    Habit,
}

impl Side {
    /// In the order in which they are shown.
    pub const ALL: [Self; 5] = [Self::Lead, Self::Unreached, Self::Said, Self::Silent, Self::Habit];
}

/// One thing that the record says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Difficulties or questions that nobody has answered.
    Waits(u32),
    /// Parts with a disputed entry that nobody has looked at.
    Disputed(u32),
    /// Parts whose notice did not arrive.
    Unreached(u32, Option<Unreachable>),
    /// Parts of which nothing came.
    Missing(u32),
    /// Parts of which some came.
    Partial(u32),
    /// The next date that they gave.
    Ahead(Moment),
    /// Difficulties that they told of, and that were answered.
    Told(u32),
    /// The share of R, W, V, F, E with the most to win, by its place.
    Share(usize),
}

pub(super) fn of(report: &Report) -> Vec<Need<'_>> {
    let mut parts: Vec<&PartFacts> = report.parts.iter().collect();
    parts.sort_by_key(|part| part.dept);
    let of_department = |department: &DepartmentFacts| {
        let from = parts.partition_point(|part| part.dept < department.dept);
        let to = parts.partition_point(|part| part.dept <= department.dept);
        parts[from..to].to_vec()
    };
    let needs = report.departments.iter().filter_map(|department| need(department, &of_department(department)));
    let mut needs: Vec<Need<'_>> = needs.collect();
    needs.sort_by_key(|need| need.side);
    needs
}

fn need<'a>(department: &'a DepartmentFacts, parts: &[&PartFacts]) -> Option<Need<'a>> {
    let number = |of: &dyn Fn(&PartFacts) -> usize| {
        let sum: usize = parts.iter().map(|part| of(part)).sum();
        u32::try_from(sum).unwrap_or(u32::MAX)
    };
    let totals = &department.totals;
    let waits = number(&|part| part.matters.iter().filter(|it| it.answered_at.is_none()).count());
    let open = parts.iter().filter(|part| matches!(part.standing, Standing::Missing | Standing::Partial));
    let open: Vec<&&PartFacts> = open.collect();
    let is_difficulty = |it: &&crate::report::MatterFact| it.matter == Matter::Difficulty && it.answered_at.is_some();
    let told: usize = open.iter().map(|part| part.matters.iter().filter(is_difficulty).count()).sum();
    let ahead = open.iter().flat_map(|part| &part.promises).filter(|it| it.outcome == PromiseOutcome::Open);
    let ahead = ahead.map(|it| it.due_at).min();
    let unreached = parts.iter().find_map(|part| part.unreached.as_ref()).map(|fact| fact.value);
    let mut reasons = Vec::new();
    let mut add = |count: u32, reason: Reason| {
        if count > 0 {
            reasons.push(reason);
        }
    };
    add(waits, Reason::Waits(waits));
    add(totals.disputed, Reason::Disputed(totals.disputed));
    add(totals.unreached, Reason::Unreached(totals.unreached, unreached));
    add(totals.missing, Reason::Missing(totals.missing));
    add(totals.partial, Reason::Partial(totals.partial));
    let told = u32::try_from(told).unwrap_or(u32::MAX);
    add(told, Reason::Told(told));
    reasons.extend(ahead.map(Reason::Ahead));
    let is_low = is_low(department);
    let side = match () {
        () if waits + totals.disputed > 0 => Side::Lead,
        () if totals.unreached > 0 => Side::Unreached,
        () if open.is_empty() && is_low => Side::Habit,
        () if open.is_empty() => return None,
        () if told > 0 || ahead.is_some() => Side::Said,
        () => Side::Silent,
    };
    if side == Side::Habit {
        reasons.extend(weakest(department).map(Reason::Share));
    }
    Some(Need { department, side, reasons, open: open.iter().map(|part| part.task).collect() })
}

fn is_low(department: &DepartmentFacts) -> bool {
    let axes = [&department.scores.cooperation, &department.scores.completion];
    let adjusted = axes.into_iter().flatten().filter_map(|axis| axis.adjusted.as_ref());
    adjusted.map(|adjusted: &Adjusted| adjusted.band).any(|band| band == Band::ToImprove)
}

/// The share whose weight leaves the most to win; the first of equals.
fn weakest(department: &DepartmentFacts) -> Option<usize> {
    let shares = department.scores.shares.iter().zip(WEIGHTS).enumerate();
    let won = shares.filter_map(|(at, (share, weight))| {
        let got = share.as_ref()?.value.clone() * weight;
        Some((at, weight * 1000 - i64::from(thousandths(&got))))
    });
    won.filter(|(_, left)| *left > 0).min_by_key(|(at, left)| (-left, *at)).map(|(at, _)| at)
}

fn thousandths(of: &Exact) -> i32 {
    i32::try_from(of.percent() * 10).unwrap_or(i32::MAX)
}
