//! All tasks in one table.

use maud::{Markup, html};

use super::{Sheet, entries};
use crate::report::TaskFacts;

impl Sheet<'_> {
    pub(super) fn tasks(&self) -> Markup {
        let it = &self.labels;
        html! {
            section.sheet #tasks {
                h2 { (it.tasks) " " small { (self.report.tasks.len()) } }
                div.scroll {
                    table.sorts {
                        thead {
                            tr {
                                th { (it.task) }
                                th.wide { (it.published) }
                                th { (it.deadline) }
                                th.num.wide { (it.weight) }
                                th.num { (it.on_time) }
                                th.num { (it.late) }
                                th.num { (it.open_parts) }
                                th.num.wide { (it.wait) }
                                th.num.wide { (it.not_counted) }
                                th.num { (it.completion) }
                            }
                        }
                        tbody { @for task in &self.report.tasks { (self.task_row(task)) } }
                    }
                }
            }
        }
    }

    fn task_row(&self, task: &TaskFacts) -> Markup {
        let totals = &task.totals;
        html! {
            tr {
                td { span.code { (task.task) } " " bdi { (task.title) } (entries(&task.published_at.entries)) }
                td.wide { (self.moment(task.published_at.value)) }
                td data-v=(task.deadline_at.value.timestamp()) { (self.moment(task.deadline_at.value)) }
                td.num.wide { (task.weight) }
                td.num { (totals.on_time) }
                td.num { (totals.late) }
                td.num { (totals.missing + totals.partial) }
                td.num.wide { (totals.open) }
                td.num.wide { (totals.unreached + totals.exempt + totals.disputed) }
                (self.axis_cell(task.scores.completion.as_ref()))
            }
        }
    }
}
