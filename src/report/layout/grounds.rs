//! What figures stand on: entry by entry, the lead's duties one by one, and how each figure is counted.

use super::{numbers, share, text, wall, yes};
use crate::report::table::{Cell, Table};
use crate::report::{Grounds, Labels, PartFacts, Report};

/// Of the columns of [`grounds`], in Latin letters.
pub(in crate::report) const GROUNDS_WIDTHS: [u32; 8] = [30, 8, 44, 30, 12, 12, 18, 24];

/// What stands above the rows of [`grounds`].
pub(in crate::report) fn grounds_headings(labels: &Labels) -> Vec<String> {
    let headings = [
        &labels.department,
        &labels.task,
        &labels.task_title,
        &labels.figure_name,
        &labels.figure_share,
        &labels.entry,
        &labels.entered_at,
        &labels.entry_kind,
    ];
    headings.map(Clone::clone).to_vec()
}

/// One row per figure and entry, made as they are written: there may be many.
pub(in crate::report) fn grounds<'a>(
    report: &'a Report,
    labels: &'a Labels,
) -> impl Iterator<Item = Vec<Cell>> + use<'a> {
    report.parts.iter().flat_map(move |part| {
        let figures = part.figures().into_iter().filter(|it| !it.figure.is_the_leads());
        figures.flat_map(move |figure| rows(report, labels, part, figure))
    })
}

fn rows<'a>(
    report: &'a Report,
    labels: &'a Labels,
    part: &'a PartFacts,
    figure: Grounds<'a>,
) -> impl Iterator<Item = Vec<Cell>> + 'a {
    figure.entries.iter().map(move |entry| {
        let fact = report.entry(*entry);
        vec![
            text(report.department(part.dept).map(|it| &it.name)),
            Cell::Text(part.task.to_string()),
            text(report.task(part.task).map(|it| &it.title)),
            text(Some(labels.figure_of(figure.figure))),
            share(figure.share),
            Cell::Number(entry.0),
            wall(fact.map(|it| it.at), report.office.zone),
            text(fact.map(|it| labels.kind(it.kind))),
        ]
    })
}

/// What the lead owed, one a row.
pub(in crate::report) fn duties(report: &Report, labels: &Labels) -> Table {
    let headings = [&labels.duty, &labels.met, &labels.department, &labels.task, &labels.task_title, &labels.entries]
        .map(Clone::clone);
    let owed = report.parts.iter().flat_map(|part| part.figures().into_iter().map(move |figure| (part, figure)));
    let owed = owed.filter(|(_, figure)| figure.figure.is_the_leads());
    let row = |(part, figure): (&PartFacts, Grounds<'_>)| {
        vec![
            text(Some(labels.figure_of(figure.figure))),
            yes(figure.met, labels),
            text(report.department(part.dept).map(|it| &it.name)),
            Cell::Text(part.task.to_string()),
            text(report.task(part.task).map(|it| &it.title)),
            Cell::Text(numbers(figure.entries)),
        ]
    };
    Table { headings: headings.to_vec(), rows: owed.map(row).collect() }
}

/// How each figure is counted.
pub(in crate::report) fn method(labels: &Labels) -> Table {
    let row = |rule: [&'static str; 2]| rule.map(|text| Cell::Text(text.to_owned())).to_vec();
    Table { headings: vec![labels.term.clone(), labels.meaning.clone()], rows: labels.rules().map(row).collect() }
}
