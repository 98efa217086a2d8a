//! The report as tables, which CSV and XLSX only write down: no face counts for itself.

use chrono_tz::Tz;

use super::part::count;
use super::table::{Cell, Table};
use super::{DepartmentFacts, Labels, PartFacts, PromiseOutcome, Report, Standing, TaskFacts, Totals};
use crate::domain::{Matter, Moment, Unreachable};

fn text(of: Option<impl Into<String>>) -> Cell {
    of.map(Into::into).filter(|text: &String| !text.is_empty()).map_or(Cell::Blank, Cell::Text)
}

fn number(of: Option<impl Into<i64>>) -> Cell {
    of.map_or(Cell::Blank, |number| Cell::Number(number.into()))
}

fn minutes(of: Option<i64>) -> Cell {
    of.map_or(Cell::Blank, Cell::Minutes)
}

fn wall(of: Option<Moment>, zone: Tz) -> Cell {
    of.map_or(Cell::Blank, |at| Cell::Wall(at.with_timezone(&zone).naive_local()))
}

/// The office's figures and the lead's side, one a row.
pub(super) fn overview(report: &Report, labels: &Labels) -> Table {
    let (first, last) = report.days();
    let mut rows = vec![
        (&labels.title, Cell::Blank),
        (&labels.office, text(Some(&report.office.name))),
        (&labels.period, text(Some(format!("{first} – {last}")))),
        (&labels.head, number(report.head.map(|head| head.0))),
        (&labels.tasks, number(i64::try_from(report.tasks.len()).ok())),
        (&labels.departments, number(i64::try_from(report.departments.len()).ok())),
    ];
    rows.extend(sums(Some(&report.totals), labels));
    let lead = &report.lead;
    rows.extend([
        (&labels.lead_noticed, number(Some(lead.noticed))),
        (&labels.lead_noticed_in_time, number(Some(lead.notice.met))),
        (&labels.lead_notice_min, minutes(lead.notice_minutes_min)),
        (&labels.lead_notice_median, minutes(lead.notice_minutes_median)),
        (&labels.lead_matters, number(Some(lead.matters))),
        (&labels.lead_answered, number(Some(lead.matters_answered))),
        (&labels.lead_answered_in_time, number(Some(lead.matters_answered_in_time))),
        (&labels.lead_matter_max, minutes(lead.matter_minutes_max)),
        (&labels.lead_nudges, number(Some(lead.nudges))),
    ]);
    let rows = rows.into_iter().map(|(figure, value)| vec![Cell::Text(figure.clone()), value]).collect();
    Table { headings: vec![labels.figure.clone(), labels.value.clone()], rows }
}

/// One row per department.
pub(super) fn departments(report: &Report, labels: &Labels) -> Table {
    Table::of(&report.departments, |it: Option<&DepartmentFacts>| {
        let mut columns = vec![
            (&labels.department, text(it.map(|it| &it.name))),
            (&labels.sector, text(it.and_then(|it| it.sector.as_ref()))),
        ];
        columns.extend(sums(it.map(|it| &it.totals), labels));
        columns
    })
}

/// One row per task.
pub(super) fn tasks(report: &Report, labels: &Labels) -> Table {
    let zone = report.office.zone;
    Table::of(&report.tasks, |it: Option<&TaskFacts>| {
        let mut columns = vec![
            (&labels.task, text(it.map(|it| it.task.to_string()))),
            (&labels.task_title, text(it.map(|it| &it.title))),
            (&labels.published_at, wall(it.map(|it| it.published_at.value), zone)),
            (&labels.deadline_at, wall(it.map(|it| it.deadline_at.value), zone)),
            (&labels.weight, number(it.map(|it| it.weight))),
        ];
        columns.extend(sums(it.map(|it| &it.totals), labels));
        columns
    })
}

fn sums<'a>(of: Option<&Totals>, labels: &'a Labels) -> Vec<(&'a String, Cell)> {
    let n = |pick: fn(&Totals) -> u32| number(of.map(pick));
    let mut columns = vec![(&labels.parts, n(|t| t.parts))];
    columns
        .extend(Standing::ALL.map(|standing| (label_of(standing, labels), number(of.map(|t| t.standing(standing))))));
    columns.extend([
        (&labels.responded, n(|t| t.responded)),
        (&labels.acknowledged_at, n(|t| t.acknowledged)),
        (&labels.promises, n(|t| t.promises)),
        (&labels.promises_kept, n(|t| t.promises_kept)),
        (&labels.promises_moved, n(|t| t.promises_moved)),
        (&labels.promises_missed, n(|t| t.promises_missed)),
        (&labels.items_required, n(|t| t.items_required)),
        (&labels.items_in, n(|t| t.items_in)),
        (&labels.late_days, number(of.map(|t| t.late_days))),
        (&labels.nudges_before, n(|t| t.nudges_before)),
        (&labels.nudges_after, n(|t| t.nudges_after)),
        (&labels.calls_after, n(|t| t.calls_after)),
        (&labels.difficulties, n(|t| t.difficulties)),
        (&labels.questions, n(|t| t.questions)),
        (&labels.answered, n(|t| t.answered)),
    ]);
    columns
}

/// One row per department and task.
pub(super) fn details(report: &Report, labels: &Labels) -> Table {
    let zone = report.office.zone;
    Table::of(&report.parts, |it: Option<&PartFacts>| {
        let mut columns = asked(report, it, labels);
        columns.extend(answers(it, zone, labels));
        columns.extend(work(it, zone, labels));
        columns.push((&labels.entries, text(it.map(entries))));
        columns
    })
}

fn asked<'a>(report: &Report, it: Option<&PartFacts>, labels: &'a Labels) -> Vec<(&'a String, Cell)> {
    let zone = report.office.zone;
    let task = it.and_then(|it| report.task(it.task));
    let department = it.and_then(|it| report.department(it.dept));
    let why = it.and_then(|it| it.unreached.as_ref()).map(|fact| why_of(fact.value, labels));
    vec![
        (&labels.department, text(department.map(|it| &it.name))),
        (&labels.task, text(it.map(|it| it.task.to_string()))),
        (&labels.task_title, text(task.map(|it| &it.title))),
        (&labels.deadline_at, wall(task.map(|it| it.deadline_at.value), zone)),
        (&labels.standing, text(it.map(|it| label_of(it.standing, labels)))),
        (&labels.notified_at, wall(it.and_then(|it| it.notified_at.as_ref()).map(|fact| fact.value), zone)),
        (&labels.unreached_why, text(why)),
    ]
}

fn answers<'a>(it: Option<&PartFacts>, zone: Tz, labels: &'a Labels) -> Vec<(&'a String, Cell)> {
    let promise = it.and_then(|it| it.promises.last());
    let of = |matter: Matter| it.map(|it| count(it.matters.iter().filter(|m| m.matter == matter).count()));
    let answered = it.map(|it| count(it.matters.iter().filter(|m| m.answered_at.is_some()).count()));
    vec![
        (&labels.first_response_at, wall(it.and_then(|it| it.first_response_at.as_ref()).map(|f| f.value), zone)),
        (&labels.response_hours, minutes(it.and_then(|it| it.response_minutes))),
        (&labels.acknowledged_at, wall(it.and_then(|it| it.acknowledged_at.as_ref()).map(|f| f.value), zone)),
        (&labels.promised_for, wall(promise.map(|promise| promise.due_at), zone)),
        (&labels.promise_outcome, text(promise.map(|promise| outcome_of(promise.outcome, labels)))),
        (&labels.difficulties, number(of(Matter::Difficulty))),
        (&labels.questions, number(of(Matter::Question))),
        (&labels.answered, number(answered)),
    ]
}

fn work<'a>(it: Option<&PartFacts>, zone: Tz, labels: &'a Labels) -> Vec<(&'a String, Cell)> {
    vec![
        (&labels.handed_in_at, wall(it.and_then(|it| it.handed_in_at.as_ref()).map(|f| f.value), zone)),
        (&labels.complete_at, wall(it.and_then(|it| it.complete_at.as_ref()).map(|f| f.value), zone)),
        (&labels.items_required, number(it.map(|it| it.items_required))),
        (&labels.items_in, number(it.map(|it| it.items_in))),
        (&labels.missing_items, text(it.map(missing))),
        (&labels.late_days, number(it.and_then(|it| it.late_days))),
        (&labels.nudges_before, number(it.map(|it| it.nudges_before.value))),
        (&labels.nudges_after, number(it.map(|it| it.nudges_after.value))),
        (&labels.calls_after, number(it.map(|it| it.calls_after.value))),
    ]
}

fn missing(part: &PartFacts) -> String {
    let items = part.items.iter().filter(|item| item.required && item.handed_in_at.is_none());
    items.map(|item| item.name.as_str()).collect::<Vec<_>>().join("、")
}

fn entries(part: &PartFacts) -> String {
    part.entries().iter().map(|entry| format!("#{}", entry.0)).collect::<Vec<_>>().join(" ")
}

fn label_of(standing: Standing, labels: &Labels) -> &String {
    match standing {
        Standing::OnTime => &labels.on_time,
        Standing::Late => &labels.late,
        Standing::Partial => &labels.partial,
        Standing::Missing => &labels.missing,
        Standing::Open => &labels.open,
        Standing::Unreached => &labels.unreached,
        Standing::Exempt => &labels.exempt,
        Standing::Disputed => &labels.disputed,
    }
}

fn outcome_of(outcome: PromiseOutcome, labels: &Labels) -> &String {
    match outcome {
        PromiseOutcome::Kept => &labels.kept,
        PromiseOutcome::Moved => &labels.moved,
        PromiseOutcome::Missed => &labels.missed,
        PromiseOutcome::Open => &labels.pending,
    }
}

fn why_of(why: Unreachable, labels: &Labels) -> &String {
    match why {
        Unreachable::NobodyJoined => &labels.nobody_joined,
        Unreachable::Blocked => &labels.blocked,
        Unreachable::Gone => &labels.gone,
    }
}

/// Working minutes as hours to one decimal, half up.
pub(super) fn tenths_of_hours(minutes: i64) -> i64 {
    (minutes + 3) / 6
}
