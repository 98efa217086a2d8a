//! The report as a 情况报告 to be signed: the customary layout of an official document, thanks first, facts only. The slow are spoken of
//! in numbers and in what help is wanted, never by name.

mod annex;
mod letter;
mod package;
mod paper;
mod style;

use super::{Labels, Report};
use paper::Block;

pub(super) use letter::share;
pub(super) use package::pack;
pub(super) use paper::{Block as Part, Grid, Slot, Style};
pub(super) use style::Layout;

/// The letter as DOCX. `names` adds an annex with the facts of each department, for internal reference, in the order of the roster.
#[must_use]
pub fn render(report: &Report, labels: &Labels, names: bool) -> Vec<u8> {
    let blocks = blocks(report, labels, names);
    let title = letter::title(report, labels);
    pack(&title, report.cut_off, Layout::Letter, labels, &blocks)
}

fn blocks(report: &Report, labels: &Labels, names: bool) -> Vec<Block> {
    let mut blocks = letter::blocks(report, labels, names);
    if !report.tasks.is_empty() {
        blocks.extend(annex::tasks(report, labels, names));
        blocks.extend(names.then(|| annex::departments(report, labels)).into_iter().flatten());
    }
    blocks
}
