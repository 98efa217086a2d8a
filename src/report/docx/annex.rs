//! Annexes: the facts of each task, and, for internal reference, of each department in the order of the roster.

use super::paper::{Block, Grid, Slot, Style};
use crate::domain::Lang;
use crate::report::{Axis, Labels, Report, Scores, Totals};
use crate::say;
use crate::wording::Words;

fn opening(mark: String, title: String, labels: &Labels) -> Vec<Block> {
    let mut blocks = vec![Block::Text(Style::Mark, mark)];
    if labels.lang == Lang::Zh {
        blocks.push(Block::Gap);
    }
    blocks.push(Block::Text(Style::Title, title));
    if labels.lang == Lang::Zh {
        blocks.push(Block::Gap);
    }
    blocks
}

pub(super) fn tasks(report: &Report, labels: &Labels, numbered: bool) -> Vec<Block> {
    let words = Words::of(labels.lang);
    let mark = if numbered { say!(words, OfficialAnnexNumber { number: 1_i64 }) } else { say!(words, OfficialAnnex) };
    let zone = report.office.zone;
    let row = |task: &crate::report::TaskFacts| {
        let day = task.deadline_at.value.with_timezone(&zone).date_naive();
        let mut cells =
            vec![Slot::Number(task.task.to_string()), Slot::Words(task.title.clone()), Slot::Number(day.to_string())];
        cells.extend(counts(&task.totals));
        cells.extend([raw(task.scores.cooperation.as_ref()), raw(task.scores.completion.as_ref())]);
        cells
    };
    let head = [&labels.task, &labels.task_title, &labels.deadline_at].into_iter().chain(count_heads(labels));
    let grid = Grid {
        widths: vec![9, 34, 18, 9, 9, 9, 10, 9, 11, 11],
        head: head.chain([&labels.cooperation, &labels.completion]).cloned().collect(),
        rows: report.tasks.iter().map(row).collect(),
    };
    let mut blocks = opening(mark, say!(words, OfficialTasksTitle), labels);
    blocks.push(Block::Table(grid));
    blocks
}

pub(super) fn departments(report: &Report, labels: &Labels) -> Vec<Block> {
    let words = Words::of(labels.lang);
    let row = |dept: &crate::report::DepartmentFacts| {
        let Scores { n, cooperation, completion, .. } = &dept.scores;
        let mut cells = vec![Slot::Words(dept.name.clone())];
        cells.extend(counts(&dept.totals));
        cells.push(Slot::Number(n.to_string()));
        for axis in [cooperation, completion] {
            cells.extend([adjusted(axis.as_ref()), Slot::Number(labels.judged(axis.as_ref()).clone())]);
        }
        cells
    };
    let head = [&labels.department].into_iter().chain(count_heads(labels)).chain([
        &labels.counted,
        &labels.cooperation_adjusted,
        &labels.band,
        &labels.completion_adjusted,
        &labels.band,
    ]);
    let grid = Grid {
        widths: vec![34, 9, 9, 9, 10, 9, 10, 13, 13, 13, 13],
        head: head.cloned().collect(),
        rows: report.departments.iter().map(row).collect(),
    };
    let mark = say!(words, OfficialAnnexNumber { number: 2_i64 });
    let mut blocks = opening(mark, say!(words, OfficialDepartmentsTitle), labels);
    blocks.extend([Block::Table(grid), Block::Text(Style::Note, say!(words, OfficialDepartmentsNote))]);
    for dept in &report.departments {
        if let Some(said) = dept.comment.as_ref().and_then(|comment| comment.text.as_ref()) {
            blocks.push(Block::Text(Style::Note, say!(words, OfficialSaid { dept: &dept.name, said: said })));
        }
    }
    blocks
}

fn count_heads(labels: &Labels) -> [&String; 5] {
    [&labels.parts, &labels.on_time, &labels.late, &labels.partial, &labels.missing]
}

fn counts(totals: &Totals) -> [Slot; 5] {
    [totals.parts, totals.on_time, totals.late, totals.partial, totals.missing]
        .map(|count| Slot::Number(count.to_string()))
}

fn raw(axis: Option<&Axis>) -> Slot {
    Slot::Number(axis.map_or_else(String::new, |axis| axis.raw.to_string()))
}

fn adjusted(axis: Option<&Axis>) -> Slot {
    let adjusted = axis.and_then(|axis| axis.adjusted.as_ref());
    Slot::Number(adjusted.map_or_else(String::new, |adjusted| adjusted.value.to_string()))
}
