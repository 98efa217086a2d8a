//! One page for one department: what went well first, what is open, its figures with their entries, and how to answer. Nothing of
//! another department stands on it.

use super::docx::{Grid, Layout, Part, Slot, Style, pack, share};
use super::{Axis, DepartmentFacts, Labels, PartFacts, PromiseOutcome, Report, Standing, WEIGHTS};
use crate::domain::{DeptNo, EntryNo};
use crate::say;
use crate::wording::Words;

/// The page as DOCX; none if the department has no part in the period.
#[must_use]
pub fn render(report: &Report, dept: DeptNo, labels: &Labels) -> Option<Vec<u8>> {
    let own = report.department(dept)?;
    let title = title(report, own, labels);
    Some(pack(&title, report.cut_off, Layout::Sheet, labels, &blocks(report, own, labels)))
}

fn title(report: &Report, own: &DepartmentFacts, labels: &Labels) -> String {
    let period = labels.period_of(report.days());
    say!(Words::of(labels.lang), SheetTitle { dept: &own.name, period: period })
}

fn blocks(report: &Report, own: &DepartmentFacts, labels: &Labels) -> Vec<Part> {
    let words = Words::of(labels.lang);
    let parts: Vec<&PartFacts> = report.parts.iter().filter(|part| part.dept == own.dept).collect();
    let (first, last) = report.days();
    let intro = say!(
        words,
        SheetIntro {
            office: &report.office.name,
            from: labels.full_day(first),
            to: labels.full_day(last),
            parts: parts.len(),
            head: report.head.map_or(0, |head| head.0),
        }
    );
    let text = |style, text| Part::Text(style, text);
    let mut blocks = vec![text(Style::Title, title(report, own, labels)), text(Style::Body, intro)];
    blocks.push(text(Style::Heading, say!(words, SheetWellHead)));
    blocks.extend(well(report, own, &parts, labels).into_iter().map(|line| text(Style::Item, line)));
    blocks.push(text(Style::Heading, say!(words, SheetOpenHead)));
    blocks.extend(open(report, &parts, labels).into_iter().map(|line| text(Style::Item, line)));
    blocks.push(text(Style::Heading, say!(words, SheetFiguresHead)));
    blocks.extend([Part::Table(axes(own, labels)), text(Style::Note, String::new())]);
    blocks.extend([Part::Table(shares(own, labels)), text(Style::Note, String::new())]);
    blocks.push(Part::Table(by_task(report, &parts, labels)));
    if let Some(said) = own.comment.as_ref().and_then(|comment| comment.text.as_ref()) {
        blocks.push(text(Style::Note, say!(words, SheetSaid { said: said })));
    }
    blocks.push(text(Style::Heading, say!(words, SheetHowHead)));
    blocks.push(text(Style::Body, say!(words, SheetHow)));
    blocks
}

fn well(report: &Report, own: &DepartmentFacts, parts: &[&PartFacts], labels: &Labels) -> Vec<String> {
    let words = Words::of(labels.lang);
    let titles = |standing| {
        let titles = parts.iter().filter(|part| part.standing == standing).filter_map(|part| report.task(part.task));
        titles.map(|task| task.title.as_str()).collect::<Vec<_>>()
    };
    let (on_time, late) = (titles(Standing::OnTime), titles(Standing::Late));
    let mut lines = Vec::new();
    if !on_time.is_empty() {
        lines.push(say!(words, SheetWellOntime { count: on_time.len(), tasks: on_time.join(&labels.comma) }));
    } else if !late.is_empty() {
        lines.push(say!(words, SheetWellComplete { tasks: late.join(&labels.comma) }));
    }
    if own.totals.promises_kept > 0 {
        lines.push(say!(words, SheetWellKept { count: i64::from(own.totals.promises_kept) }));
    }
    if own.totals.responded > 0 {
        lines.push(say!(words, SheetWellAnswered { count: i64::from(own.totals.responded) }));
    }
    lines.push(if lines.is_empty() { say!(words, SheetWellNone) } else { say!(words, SheetWellThanks) });
    lines
}

fn open(report: &Report, parts: &[&PartFacts], labels: &Labels) -> Vec<String> {
    let words = Words::of(labels.lang);
    let is_open = |part: &&&PartFacts| {
        matches!(part.standing, Standing::Open | Standing::Partial | Standing::Missing | Standing::Disputed)
    };
    let day = |at: crate::domain::Moment| labels.full_day(at.with_timezone(&report.office.zone).date_naive());
    let line = |part: &&PartFacts| {
        let title = report.task(part.task).map_or("", |task| task.title.as_str());
        let (code, standing, due) = (part.task.to_string(), labels.standing(part.standing), day(part.deadline_at));
        let promised = part.promises.last().filter(|promise| promise.outcome == PromiseOutcome::Open);
        let missing = part.items.iter().filter(|item| item.required && item.handed_in_at.is_none());
        let missing: Vec<&str> = missing.map(|item| item.name.as_str()).collect();
        match promised {
            Some(promise) => {
                let promised = day(promise.due_at);
                say!(
                    words,
                    SheetOpenPromised { code: code, task: title, standing: standing, day: due, promised: promised }
                )
            }
            None if part.standing == Standing::Partial => {
                let items = missing.join(&labels.comma);
                say!(words, SheetOpenItems { code: code, task: title, standing: standing, day: due, items: items })
            }
            None => say!(words, SheetOpen { code: code, task: title, standing: standing, day: due }),
        }
    };
    let lines: Vec<String> = parts.iter().filter(is_open).map(line).collect();
    if lines.is_empty() { vec![say!(words, SheetOpenNone)] } else { lines }
}

fn axes(own: &DepartmentFacts, labels: &Labels) -> Grid {
    let row = |label: &String, axis: &Option<Axis>| {
        let axis = axis.as_ref();
        let adjusted = axis.and_then(|axis| axis.adjusted.as_ref()).map(|adjusted| adjusted.value.to_string());
        vec![
            Slot::Words(label.clone()),
            Slot::Number(axis.map(|axis| axis.raw.to_string()).unwrap_or_default()),
            Slot::Number(adjusted.unwrap_or_default()),
            Slot::Number(labels.judged(axis).clone()),
            Slot::Number(own.scores.n.to_string()),
        ]
    };
    let head = [&labels.figure, &labels.raw, &labels.adjusted, &labels.band, &labels.counted];
    Grid {
        widths: vec![30, 17, 17, 20, 16],
        head: head.map(Clone::clone).to_vec(),
        rows: vec![row(&labels.cooperation, &own.scores.cooperation), row(&labels.completion, &own.scores.completion)],
    }
}

fn shares(own: &DepartmentFacts, labels: &Labels) -> Grid {
    let words = Words::of(labels.lang);
    let named = [&labels.figure].into_iter().chain(labels.shares());
    let line = |label: String, cell: &dyn Fn(usize) -> String| {
        [Slot::Words(label)].into_iter().chain((0..WEIGHTS.len()).map(|at| Slot::Number(cell(at)))).collect()
    };
    Grid {
        widths: vec![20, 16, 16, 16, 16, 16],
        head: named.cloned().collect(),
        rows: vec![
            line(labels.figure_share.clone(), &|at| share(&own.scores, at, labels)),
            line(say!(words, SheetApplies), &|at| own.scores.shares[at].as_ref().map_or(0, |mean| mean.n).to_string()),
            line(say!(words, SheetWeight), &|at| WEIGHTS[at].to_string()),
        ],
    }
}

fn by_task(report: &Report, parts: &[&PartFacts], labels: &Labels) -> Grid {
    let row = |part: &&PartFacts| {
        let title = report.task(part.task).map_or("", |task| task.title.as_str());
        let completion = part.score.as_ref().map(|score| (score.completion.value.clone() * 100).to_string());
        let why = part.left.map(|left| labels.left_why(left).clone());
        vec![
            Slot::Number(part.task.to_string()),
            Slot::Words(title.to_owned()),
            Slot::Number(labels.standing(part.standing).clone()),
            Slot::Number(completion.or(why).unwrap_or_default()),
            Slot::Words(ranges(&part.entries())),
        ]
    };
    let head = [&labels.task, &labels.task_title, &labels.standing, &labels.completion, &labels.entries];
    Grid {
        widths: vec![7, 33, 10, 11, 49],
        head: head.map(Clone::clone).to_vec(),
        rows: parts.iter().map(row).collect(),
    }
}

/// #12, #15–17: neighbours as one.
fn ranges(entries: &[EntryNo]) -> String {
    let mut ranges: Vec<(i64, i64)> = Vec::new();
    for EntryNo(number) in entries {
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == *number => *last = *number,
            _ => ranges.push((*number, *number)),
        }
    }
    let shown = ranges.into_iter().map(|(first, last)| match last - first {
        0 => format!("#{first}"),
        _ => format!("#{first}\u{2013}{last}"),
    });
    shown.collect::<Vec<_>>().join(" ")
}
