//! One row per department and task.

use chrono_tz::Tz;

use super::{Column, minutes, number, numbers, score, share, text, wall, yes};
use crate::domain::Matter;
use crate::report::part::count;
use crate::report::table::{Cell, Table};
use crate::report::{Exact, Labels, PartFacts, PartScore, Report};

/// All that is known of each part.
pub(in crate::report) fn details(report: &Report, labels: &Labels) -> Table {
    let zone = report.office.zone;
    Table::of(&report.parts, |it: Option<&PartFacts>| {
        let mut columns = asked(report, it, labels);
        columns.extend(answers(it, zone, labels));
        columns.extend(work(it, zone, labels));
        columns.extend(judged(it, labels));
        columns.push((&labels.entries, text(it.map(|it| numbers(&it.entries())))));
        columns
    })
}

/// Of the columns of [`parts`]: up to the days on which the lead called.
pub(in crate::report) const PARTS_PRINTED: usize = 19;

/// The same as a sheet: what it comes to and why first, then step by step.
pub(in crate::report) fn parts(report: &Report, labels: &Labels) -> Table {
    let zone = report.office.zone;
    let first = [&labels.department, &labels.task, &labels.task_title, &labels.standing];
    let then = [
        &labels.counted_from,
        &labels.response_hours,
        &labels.promise_outcome,
        &labels.late_days,
        &labels.nudges_after,
        &labels.calls_after,
    ];
    Table::of(&report.parts, |it: Option<&PartFacts>| {
        let mut rest = asked(report, it, labels);
        rest.extend(answers(it, zone, labels));
        rest.extend(work(it, zone, labels));
        let mut columns = taken(&mut rest, &first);
        columns.extend(judged(it, labels));
        columns.extend(taken(&mut rest, &then));
        columns.extend(rest);
        columns
    })
}

/// Those of these headings, in their order.
fn taken<'l>(columns: &mut Vec<Column<'l>>, wanted: &[&String]) -> Vec<Column<'l>> {
    let places = wanted.iter().filter_map(|heading| columns.iter().position(|(it, _)| it == heading));
    let taken: Vec<Column<'l>> = places.map(|place| columns[place].clone()).collect();
    columns.retain(|(heading, _)| !wanted.contains(heading));
    taken
}

fn asked<'l>(report: &Report, it: Option<&PartFacts>, labels: &'l Labels) -> Vec<Column<'l>> {
    let zone = report.office.zone;
    let task = it.and_then(|it| report.task(it.task));
    let department = it.and_then(|it| report.department(it.dept));
    let why = it.and_then(|it| it.unreached.as_ref()).map(|fact| labels.unreachable(fact.value));
    vec![
        (&labels.department, text(department.map(|it| &it.name))),
        (&labels.task, text(it.map(|it| it.task.to_string()))),
        (&labels.task_title, text(task.map(|it| &it.title))),
        (&labels.deadline_at, wall(it.map(|it| it.deadline_at), zone)),
        (&labels.counted_from, wall(it.and_then(|it| it.counted_from), zone)),
        (&labels.standing, text(it.map(|it| labels.standing(it.standing)))),
        (&labels.notified_at, wall(it.and_then(|it| it.notified_at.as_ref()).map(|fact| fact.value), zone)),
        (&labels.unreached_why, text(why)),
    ]
}

fn answers<'l>(it: Option<&PartFacts>, zone: Tz, labels: &'l Labels) -> Vec<Column<'l>> {
    let promise = it.and_then(|it| it.promises.last());
    let of = |matter: Matter| it.map(|it| count(it.matters.iter().filter(|m| m.matter == matter).count()));
    let answered = it.map(|it| count(it.matters.iter().filter(|m| m.answered_at.is_some()).count()));
    vec![
        (&labels.first_response_at, wall(it.and_then(|it| it.first_response_at.as_ref()).map(|f| f.value), zone)),
        (&labels.response_hours, minutes(it.and_then(|it| it.response_minutes))),
        (&labels.acknowledged_at, wall(it.and_then(|it| it.acknowledged_at.as_ref()).map(|f| f.value), zone)),
        (&labels.promised_for, wall(promise.map(|promise| promise.due_at), zone)),
        (&labels.promise_outcome, text(promise.map(|promise| labels.outcome(promise.outcome)))),
        (&labels.difficulties, number(of(Matter::Difficulty))),
        (&labels.questions, number(of(Matter::Question))),
        (&labels.answered, number(answered)),
    ]
}

fn work<'l>(it: Option<&PartFacts>, zone: Tz, labels: &'l Labels) -> Vec<Column<'l>> {
    vec![
        (&labels.handed_in_at, wall(it.and_then(|it| it.handed_in_at.as_ref()).map(|f| f.value), zone)),
        (&labels.complete_at, wall(it.and_then(|it| it.complete_at.as_ref()).map(|f| f.value), zone)),
        (&labels.items_required, number(it.map(|it| it.items_required))),
        (&labels.items_in, number(it.map(|it| it.items_in))),
        (&labels.missing_items, text(it.map(|it| missing(it, labels)))),
        (&labels.late_days, number(it.and_then(|it| it.late_days))),
        (&labels.nudges_before, number(it.map(|it| it.nudges_before.value))),
        (&labels.nudges_after, number(it.map(|it| it.nudges_after.value))),
        (&labels.calls_after, number(it.map(|it| it.calls_after.value))),
    ]
}

/// What it comes to, or why it does not count.
fn judged<'l>(it: Option<&PartFacts>, labels: &'l Labels) -> Vec<Column<'l>> {
    let scored: Option<&PartScore> = it.and_then(|it| it.score.as_ref());
    let mut columns: Vec<Column<'l>> = (0..)
        .zip(labels.shares())
        .map(|(place, label)| (label, share(scored.and_then(|it| it.shares()[place]).map(|fact| &fact.value))))
        .collect();
    let completion: Option<Exact> = scored.map(|it| it.completion.value.clone() * 100);
    columns.extend([
        (&labels.completion, score(completion.as_ref())),
        (&labels.in_full_on_time, yes(scored.map(|it| it.in_full_on_time), labels)),
        (&labels.left, text(it.and_then(|it| it.left).map(|left| labels.left_why(left)))),
        (&labels.carried, it.filter(|it| it.carried).map_or(Cell::Blank, |_| text(Some(&labels.yes)))),
    ]);
    columns
}

fn missing(part: &PartFacts, labels: &Labels) -> String {
    let items = part.items.iter().filter(|item| item.required && item.handed_in_at.is_none());
    items.map(|item| item.name.as_str()).collect::<Vec<_>>().join(&labels.comma)
}
