//! From a department to its five shares, to each part, to each step with its entries.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::{Sheet, entries, meter};
use crate::domain::{DeptNo, EntryNo, Matter};
use crate::report::{
    Acceptance, DepartmentFacts, Fact, ItemFact, Left, MatterFact, PartFacts, PromiseFact, Standing, WEIGHTS, layout,
};
use crate::say;

impl Sheet<'_> {
    pub(super) fn details(&self) -> Markup {
        let mut parts: BTreeMap<DeptNo, Vec<&PartFacts>> = BTreeMap::new();
        for part in &self.report.parts {
            parts.entry(part.dept).or_default().push(part);
        }
        let it = &self.labels;
        html! {
            section.sheet.detail #detail {
                h2 { (it.detail) }
                p.how { (it.detail_how) }
                p.screen.buttons hidden="hidden" {
                    button type="button" data-all="open" { (it.expand) }
                    button type="button" data-all="" { (it.fold) }
                    button type="button" data-print="" { (it.print) }
                }
                @for department in &self.report.departments {
                    (self.department(department, parts.get(&department.dept).map_or(&[], Vec::as_slice)))
                }
            }
        }
    }

    fn department(&self, department: &DepartmentFacts, parts: &[&PartFacts]) -> Markup {
        let scores = &department.scores;
        html! {
            details.dept id=(format!("d{}", department.dept.0)) {
                summary { b { bdi { (department.name) } } " " span.sum { (self.axes(scores)) } }
                (self.said(department))
                @if scores.n > 0 {
                    table.shares {
                        tbody {
                            @for (((name, how), share), weight) in self.shares().iter().zip(&scores.shares).zip(WEIGHTS) {
                                tr {
                                    td { b { (name) } " " span.faint { (how) } }
                                    td.num { (self.labels.weight) " " (weight) }
                                    @match share {
                                        None => td.faint { (self.labels.no_axis) },
                                        Some(mean) => td { (meter(&mean.value)) span.faint { " n " (mean.n) } },
                                    }
                                }
                            }
                        }
                    }
                }
                @for part in parts { (self.part(part)) }
                p.screen { a href="#departments" { (self.labels.top) } }
            }
        }
    }

    fn part(&self, part: &PartFacts) -> Markup {
        let title = self.report.task(part.task).map_or("", |task| task.title.as_str());
        html! {
            details.part {
                summary {
                    span class=(format!("light {}", light(part.standing))) { (self.facts.standing(part.standing)) }
                    " " span.code { (part.task) } " " bdi { (title) }
                    @if let Some(score) = &part.score { " " span.faint { "C " (percent(&score.completion.value)) } }
                }
                @if part.carried { p.how { (self.labels.carried) } }
                @if let Some(left) = part.left { p.how { (self.labels.not_counted_why) "：" (self.left(left)) } }
                table.steps { tbody { (self.asked(part)) (self.answered(part)) (self.items(part)) (self.scored(part)) } }
            }
        }
    }

    fn asked(&self, part: &PartFacts) -> Markup {
        let it = &self.labels;
        html! {
            @if let Some(fact) = &part.notified_at {
                (line(&self.facts.notified_at, &self.moment(fact.value), &fact.entries))
            }
            @if let Some(fact) = &part.unreached {
                (line(&it.side_unreached, self.facts.unreachable(fact.value), &fact.entries))
            }
            (line(&it.deadline_granted, &self.moment(part.deadline_at), &[]))
            @if let Some(at) = part.counted_from.filter(|at| *at != part.deadline_at) {
                (line(&it.counted_from, &self.moment(at), &[]))
            }
        }
    }

    fn answered(&self, part: &PartFacts) -> Markup {
        let it = &self.labels;
        html! {
            @if let Some(Fact { value, entries }) = &part.first_response_at {
                @let tenths = part.response_minutes.map(layout::tenths_of_hours);
                @let hours = tenths.map(|tenths| format!("{}.{}", tenths / 10, tenths % 10));
                @let hours = hours.map(|hours| say!(self.words, PageHours { hours: hours }));
                (line(&it.response, &[self.moment(*value), hours.unwrap_or_default()].join(" · "), entries))
            }
            @for promise in &part.promises { (self.promise(promise)) }
            @for matter in &part.matters { (self.matter(matter)) }
            @if part.nudges_before.value > 0 {
                @let times = say!(self.words, PageTimesBefore { count: i64::from(part.nudges_before.value) });
                (line(&it.nudges, &times, &part.nudges_before.entries))
            }
            @if part.nudges_after.value > 0 {
                @let times = say!(self.words, PageTimesAfter { count: i64::from(part.nudges_after.value) });
                (line(&it.nudges, &times, &part.nudges_after.entries))
            }
            @if part.calls_after.value > 0 {
                @let days = say!(self.words, PageDaysCalled { count: i64::from(part.calls_after.value) });
                (line(&it.calls, &days, &part.calls_after.entries))
            }
            @if let Some(helpful) = &part.helpful { (line(&it.helpful, "", helpful)) }
            @if !part.disputed.is_empty() { (line(&it.disputed_entries, "", &part.disputed)) }
            @if !part.corrected.is_empty() { (line(&it.corrected_entries, "", &part.corrected)) }
        }
    }

    fn promise(&self, promise: &PromiseFact) -> Markup {
        let head = match promise {
            PromiseFact { granted: true, .. } => &self.labels.date_granted,
            PromiseFact { make_up: true, .. } => &self.labels.date_make_up,
            _ => &self.labels.date_given,
        };
        let outcome = match promise.outcome {
            crate::report::PromiseOutcome::Kept => &self.labels.kept,
            crate::report::PromiseOutcome::Moved => &self.labels.moved,
            crate::report::PromiseOutcome::Missed => &self.labels.missed,
            crate::report::PromiseOutcome::Open => &self.labels.ahead,
        };
        line(head, &format!("{} · {outcome}", self.moment(promise.due_at)), &promise.entries)
    }

    fn matter(&self, matter: &MatterFact) -> Markup {
        let head = match matter.matter {
            Matter::Difficulty => &self.labels.difficulty,
            Matter::Question => &self.labels.question,
        };
        let what = match matter.answered_at {
            Some(at) => format!("{} → {} {}", self.moment(matter.raised_at), self.labels.answered, self.moment(at)),
            None => format!("{} → {}", self.moment(matter.raised_at), self.labels.unanswered),
        };
        line(head, &what, &matter.entries)
    }

    fn items(&self, part: &PartFacts) -> Markup {
        html! { @for item in &part.items { (self.item(item)) } }
    }

    fn item(&self, item: &ItemFact) -> Markup {
        let it = &self.labels;
        let mut what = Vec::new();
        if !item.required {
            what.push(it.optional.clone());
        }
        what.push(item.handed_in_at.as_ref().map_or_else(|| it.open_parts.clone(), |fact| self.moment(fact.value)));
        if let Some(days) = item.late_days.filter(|days| *days > 0) {
            what.push(say!(self.words, PageDaysLate { days: days }));
        }
        let mut stands_on: Vec<EntryNo> = item.handed_in_at.iter().flat_map(|fact| fact.entries.clone()).collect();
        match item.acceptance {
            Acceptance::None => {}
            Acceptance::Accepted { by } => {
                what.push(it.accepted.clone());
                stands_on.push(by);
            }
            Acceptance::Provisional => what.push(it.provisional.clone()),
        }
        if !item.faults.is_empty() {
            what.push(it.returned.clone());
            stands_on.extend(&item.faults);
        }
        let name = if item.name.is_empty() { &it.item } else { &item.name };
        line(name, &what.join(" · "), &stands_on)
    }

    /// C and the five shares of one part.
    fn scored(&self, part: &PartFacts) -> Markup {
        let Some(score) = &part.score else { return html! {} };
        html! {
            tr.first { th { (self.labels.completion) } td { (meter(&score.completion.value)) (entries(&score.completion.entries)) } }
            @for ((name, _), share) in self.shares().iter().zip(score.shares()) {
                tr {
                    th { (name) }
                    td {
                        @match share {
                            None => span.faint { (self.labels.no_axis) },
                            Some(fact) => { (meter(&fact.value)) (entries(&fact.entries)) },
                        }
                    }
                }
            }
        }
    }

    fn left(&self, left: Left) -> &str {
        match left {
            Left::Open => &self.labels.left_open,
            Left::Unreached => &self.labels.left_unreached,
            Left::Exempt => &self.labels.left_exempt,
            Left::Disputed => &self.labels.left_disputed,
            Left::InReview => &self.labels.left_in_review,
        }
    }
}

fn line(head: &str, what: &str, stands_on: &[EntryNo]) -> Markup {
    html! { tr { th { bdi { (head) } } td { (what) (entries(stands_on)) } } }
}

fn percent(share: &crate::report::Exact) -> i64 {
    share.percent()
}

fn light(standing: Standing) -> &'static str {
    match standing {
        Standing::OnTime => "l-green",
        Standing::Late => "l-yellow",
        Standing::Partial | Standing::Missing => "l-red",
        Standing::Open => "l-white",
        Standing::Unreached | Standing::Exempt | Standing::Disputed => "l-grey",
    }
}
