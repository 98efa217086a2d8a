//! All departments in one table, as the roster has them; a click on a heading sorts.

use maud::{Markup, html};

use super::{Sheet, entries};
use crate::report::{Axis, DepartmentFacts};

impl Sheet<'_> {
    pub(super) fn departments(&self) -> Markup {
        let it = &self.labels;
        html! {
            section.sheet #departments {
                h2 { (it.departments) " " small { (self.report.departments.len()) } }
                p.how.screen { (it.sort_how) }
                div.scroll {
                    table.sorts {
                        thead {
                            tr {
                                th { (it.department) }
                                th.wide { (it.sector) }
                                @if self.look.ranking { th.num { (it.rank) } }
                                th.num { (it.cooperation) }
                                @if self.look.ranking { th.num { (it.rank) } }
                                th.num { (it.completion) }
                                th.num { (it.n) }
                                th.num { (it.on_time) }
                                th.num { (it.late) }
                                th.num { (it.open_parts) }
                                th.num.wide { (it.promises) }
                                th.num.wide { (it.nudges_both) }
                            }
                        }
                        tbody { @for department in &self.report.departments { (self.row(department)) } }
                    }
                }
            }
        }
    }

    fn row(&self, department: &DepartmentFacts) -> Markup {
        let DepartmentFacts { dept, name, sector, totals, scores, .. } = department;
        let open = totals.missing + totals.partial;
        html! {
            tr {
                td { a href=(format!("#d{}", dept.0)) { bdi { (name) } } (self.said(department)) }
                td.wide { bdi { (sector.as_deref().unwrap_or_default()) } }
                @if self.look.ranking { (self.rank(department, |it| it.scores.cooperation.as_ref())) }
                (self.axis_cell(scores.cooperation.as_ref()))
                @if self.look.ranking { (self.rank(department, |it| it.scores.completion.as_ref())) }
                (self.axis_cell(scores.completion.as_ref()))
                td.num { (scores.n) }
                td.num { (totals.on_time) }
                td.num { (totals.late) }
                td.num { (open) }
                td.num.wide data-v=(totals.promises_kept) {
                    @if totals.promises > 0 { (totals.promises_kept) " / " (totals.promises) } @else { span.faint { "–" } }
                }
                td.num.wide data-v=(totals.nudges_after) { (totals.nudges_before) " + " (totals.nudges_after) }
            }
        }
    }

    /// What the department said to its line, beside the line.
    pub(super) fn said(&self, department: &DepartmentFacts) -> Markup {
        html! {
            @if let Some((comment, text)) = department.comment.as_ref().and_then(|it| Some((it, it.text.as_ref()?))) {
                p.said { span.faint { (self.labels.said) "：" } bdi { (text) } (entries(&[comment.entry])) }
            }
        }
    }

    /// By the adjusted figure as it is shown; who has the same shares the place.
    fn rank(&self, of: &DepartmentFacts, pick: fn(&DepartmentFacts) -> Option<&Axis>) -> Markup {
        let shown = |it: &DepartmentFacts| Some(pick(it)?.adjusted.as_ref()?.value.tenths());
        let own = shown(of);
        let rank = own.map(|own| 1 + self.report.departments.iter().filter_map(shown).filter(|it| *it > own).count());
        html! { td.num data-v=(rank.unwrap_or(usize::MAX)) { @if let Some(rank) = rank { (rank) } } }
    }
}
