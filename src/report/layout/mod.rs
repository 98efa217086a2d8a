//! The report as tables, which CSV and XLSX only write down: no face counts for itself.

mod grounds;
mod overview;
mod parts;

use chrono_tz::Tz;

use super::table::{Cell, Table};
use super::{Axis, DepartmentFacts, Exact, Labels, Report, Scores, Standing, TaskFacts, Totals};
use crate::domain::{EntryNo, Moment};

pub(super) use grounds::{GROUNDS_WIDTHS, duties, grounds, grounds_headings, method};
pub(super) use overview::{Line, overview};
pub(super) use parts::{PARTS_PRINTED, details, parts};

/// Name and sector, both axes with their shares, and how parts stand.
pub(super) const DEPARTMENTS_PRINTED: usize = 24;
/// Up to how parts stand.
pub(super) const TASKS_PRINTED: usize = 18;

/// A heading, and the cell below it.
type Column<'l> = (&'l String, Cell);

fn text(of: Option<impl Into<String>>) -> Cell {
    of.map(Into::into).filter(|text: &String| !text.is_empty()).map_or(Cell::Blank, Cell::Text)
}

fn number(of: Option<impl Into<i64>>) -> Cell {
    of.map_or(Cell::Blank, |number| Cell::Number(number.into()))
}

fn minutes(of: Option<i64>) -> Cell {
    of.map_or(Cell::Blank, Cell::Minutes)
}

fn score(of: Option<&Exact>) -> Cell {
    of.map_or(Cell::Blank, |exact| Cell::Tenths(exact.tenths()))
}

fn share(of: Option<&Exact>) -> Cell {
    of.map_or(Cell::Blank, |exact| Cell::Hundredths(exact.percent()))
}

fn wall(of: Option<Moment>, zone: Tz) -> Cell {
    of.map_or(Cell::Blank, |at| Cell::Wall(at.with_timezone(&zone).naive_local()))
}

fn yes(of: Option<bool>, labels: &Labels) -> Cell {
    text(of.map(|it| if it { &labels.yes } else { &labels.no }))
}

fn numbers(entries: &[EntryNo]) -> String {
    entries.iter().map(|entry| format!("#{}", entry.0)).collect::<Vec<_>>().join(" ")
}

/// One row per department, in the order of the roster.
pub(super) fn departments(report: &Report, labels: &Labels) -> Table {
    Table::of(&report.departments, |it: Option<&DepartmentFacts>| {
        let mut columns = vec![
            (&labels.department, text(it.map(|it| &it.name))),
            (&labels.sector, text(it.and_then(|it| it.sector.as_ref()))),
        ];
        columns.extend(axes(it.map(|it| &it.scores), labels));
        columns.extend(sums(it.map(|it| &it.totals), labels));
        let said = it.and_then(|it| it.comment.as_ref()).and_then(|comment| comment.text.as_ref());
        columns.push((&labels.said, text(said)));
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
        let scores = it.map(|it| &it.scores);
        columns.extend([
            (&labels.counted, number(scores.map(|it| it.n))),
            (&labels.cooperation, score(scores.and_then(|it| it.cooperation.as_ref()).map(|axis| &axis.raw))),
            (&labels.completion, score(scores.and_then(|it| it.completion.as_ref()).map(|axis| &axis.raw))),
            (&labels.in_full_on_time, number(scores.map(|it| it.in_full_on_time))),
        ]);
        columns.extend(sums(it.map(|it| &it.totals), labels));
        columns
    })
}

/// Both axes as they are, adjusted and judged, and the shares of which P is made.
fn axes<'l>(of: Option<&Scores>, labels: &'l Labels) -> Vec<Column<'l>> {
    let axis = |pick: fn(&Scores) -> Option<&Axis>| {
        let axis = of.and_then(pick);
        let adjusted = axis.and_then(|axis| axis.adjusted.as_ref()).map(|it| &it.value);
        (score(axis.map(|axis| &axis.raw)), score(adjusted), text(of.map(|_| labels.judged(axis))))
    };
    let (p, p_adjusted, p_band) = axis(|scores| scores.cooperation.as_ref());
    let (c, c_adjusted, c_band) = axis(|scores| scores.completion.as_ref());
    let mut columns = vec![
        (&labels.counted, number(of.map(|it| it.n))),
        (&labels.cooperation, p),
        (&labels.cooperation_adjusted, p_adjusted),
        (&labels.cooperation_band, p_band),
        (&labels.completion, c),
        (&labels.completion_adjusted, c_adjusted),
        (&labels.completion_band, c_band),
        (&labels.in_full_on_time, number(of.map(|it| it.in_full_on_time))),
    ];
    let mean = |place: usize| of.and_then(|it| it.shares[place].as_ref()).map(|mean| &mean.value);
    columns.extend((0..).zip(labels.shares()).map(|(place, label)| (label, share(mean(place)))));
    columns
}

fn sums<'l>(of: Option<&Totals>, labels: &'l Labels) -> Vec<Column<'l>> {
    let n = |pick: fn(&Totals) -> u32| number(of.map(pick));
    let mut columns = vec![(&labels.parts, n(|t| t.parts))];
    columns.extend(Standing::ALL.map(|standing| (labels.standing(standing), number(of.map(|t| t.standing(standing))))));
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

/// Working minutes as hours to one decimal, half up.
pub(super) fn tenths_of_hours(minutes: i64) -> i64 {
    (minutes + 3) / 6
}
