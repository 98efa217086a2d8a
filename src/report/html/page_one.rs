//! Page one: what stands, who can use help and why, thanks, and the lead's own side.

use maud::{Markup, html};

use super::Sheet;
use crate::domain::TaskNo;
use crate::report::chart;
use crate::report::glance::{Need, Promises, Reason, Side};
use crate::report::{Adjusted, DutyShare, Exact};
use crate::say;
use crate::wording::listed;

/// Rows of one kind that are shown; the others are counted, and stand in the table.
const NEEDS_MAX: usize = 8;
/// More tasks than these are only counted.
const TITLES_MAX: usize = 2;

impl Sheet<'_> {
    pub(super) fn page_one(&self) -> Markup {
        let report = self.report;
        let (first, last) = report.days();
        let is_empty = report.tasks.is_empty();
        html! {
            header #top {
                h1 { bdi { (report.office.name) } " " (self.facts.title) }
                p.period { (self.full.day(first)) " – " (self.full.day(last)) }
                p.stands { (self.stands()) }
                @if !is_empty { (self.tiles()) }
            }
            @if !is_empty {
                div.two {
                    section.lights {
                        h2 { (self.labels.lights) }
                        (chart::lights(&report.totals, &self.labels))
                    }
                    (self.thanks())
                }
                div.two {
                    (self.needs())
                    (self.plane())
                }
                (self.lead())
            }
            @match report.publication.as_ref().map(|it| it.finished.as_ref()) {
                None => {}
                Some(None) => p.known { (self.labels.is_preview) },
                Some(Some(end)) => p.known { (self.labels.is_final) " · " (self.times.moment(end.at)) " · #" (end.head.0) " · " span.code { (end.hash) } },
            }
            @if let Some(head) = report.head {
                p.known { (say!(self.words, PageKnown { at: self.times.moment(report.cut_off), entry: head.0 })) }
            }
        }
    }

    /// One sentence of what stands, and one of the axes.
    fn stands(&self) -> String {
        let (totals, scores) = (&self.report.totals, &self.report.scores);
        if self.report.tasks.is_empty() {
            return say!(self.words, PageEmpty);
        }
        let stands = say!(
            self.words,
            PageStands {
                tasks: self.report.tasks.len(),
                parts: i64::from(totals.parts),
                counted: i64::from(scores.n),
                ontime: i64::from(totals.on_time),
            }
        );
        let adjusted = |axis: &Option<crate::report::Axis>| axis.as_ref().and_then(|axis| axis.adjusted.clone());
        let axes = match (adjusted(&scores.cooperation), adjusted(&scores.completion)) {
            (Some(cooperation), Some(completion)) => say!(
                self.words,
                PageAxes {
                    cooperation: cooperation.value.to_string(),
                    cband: self.labels.band(cooperation.band),
                    completion: completion.value.to_string(),
                    dband: self.labels.band(completion.band),
                }
            ),
            _ if scores.n == 0 => say!(self.words, PageNoAxes),
            _ => return stands,
        };
        let space = if self.look.lang == crate::domain::Lang::En { " " } else { "" };
        format!("{stands}{space}{axes}")
    }

    fn tiles(&self) -> Markup {
        let scores = &self.report.scores;
        let shown = |axis: Option<&crate::report::Axis>| match axis {
            Some(crate::report::Axis { adjusted: Some(Adjusted { value, band }), .. }) => {
                html! { b { (value) } (self.chip(*band)) }
            }
            Some(axis) => html! { b { (axis.raw) } span.chip.b0 { (self.labels.small) } },
            None => html! { b { "–" } },
        };
        html! {
            div.tiles {
                div { span { (self.labels.cooperation) } (shown(scores.cooperation.as_ref())) }
                div { span { (self.labels.completion) } (shown(scores.completion.as_ref())) }
                div {
                    span { (self.labels.otif) }
                    b { (i64::from(scores.in_full_on_time)) small { " / " (scores.n) } }
                }
                div { span { (self.labels.lead_side) } b { (shown_or_dash(self.report.lead.score.as_ref())) } }
            }
        }
    }

    fn thanks(&self) -> Markup {
        let names: Vec<&str> = self.glance.thanks.iter().map(|it| it.name.as_str()).collect();
        html! {
            section.thanks {
                h2 { (self.labels.thanks) }
                @if names.is_empty() {
                    p { (say!(self.words, PageThanksNone)) }
                } @else {
                    p { (say!(self.words, PageThanks { count: names.len() })) bdi { (listed(self.words, &names)) } }
                }
            }
        }
    }

    fn needs(&self) -> Markup {
        let kinds =
            Side::ALL.map(|side| (side, self.glance.needs.iter().filter(|it| it.side == side).collect::<Vec<_>>()));
        html! {
            section.needs {
                h2 { (self.labels.needs) }
                @if self.glance.needs.is_empty() { p { (say!(self.words, PageNeedsNone)) } }
                @for (side, needs) in kinds.iter().filter(|(_, needs)| !needs.is_empty()) {
                    @let (head, how) = self.labels.side(*side);
                    h3 class=(class_of(*side)) { (head) " " small { (needs.len()) } }
                    p.how { (how) }
                    ul { @for need in needs.iter().take(NEEDS_MAX) { (self.need(need)) } }
                    @if needs.len() > NEEDS_MAX {
                        p.how { (say!(self.words, PageMore { count: needs.len() - NEEDS_MAX })) }
                    }
                }
            }
        }
    }

    fn need(&self, need: &Need<'_>) -> Markup {
        let reasons: Vec<String> = need.reasons.iter().map(|reason| self.reason(*reason)).collect();
        let reasons: Vec<&str> = reasons.iter().map(String::as_str).collect();
        html! {
            li {
                a href=(format!("#d{}", need.department.dept.0)) { bdi { (need.department.name) } }
                " " span.why { (listed(self.words, &reasons)) (self.titles(&need.open)) }
            }
        }
    }

    /// What is open, where it is little enough to be named.
    fn titles(&self, open: &[TaskNo]) -> Markup {
        let titles = open.iter().filter(|_| open.len() <= TITLES_MAX).filter_map(|task| self.report.task(*task));
        html! { @for task in titles { " " span.faint { bdi { (say!(self.words, PageTitled { task: task.title.as_str() })) } } } }
    }

    fn reason(&self, reason: Reason) -> String {
        let n = i64::from;
        match reason {
            Reason::Waits(count) => say!(self.words, PageWaits { count: n(count) }),
            Reason::Disputed(count) => say!(self.words, PageDisputed { count: n(count) }),
            Reason::Unreached(count, why) => match why.map(|why| self.facts.unreachable(why)) {
                Some(why) => say!(self.words, PageUnreachedWhy { count: n(count), why: why }),
                None => say!(self.words, PageUnreached { count: n(count) }),
            },
            Reason::Missing(count) => say!(self.words, PageMissing { count: n(count) }),
            Reason::Partial(count) => say!(self.words, PagePartial { count: n(count) }),
            Reason::Told(count) => say!(self.words, PageTold { count: n(count) }),
            Reason::Ahead(due) => say!(self.words, PageAhead { day: self.times.day_of(due) }),
            Reason::Share(share) => say!(self.words, PageShare { share: self.shares()[share].0 }),
        }
    }

    fn plane(&self) -> Markup {
        let small = self
            .glance
            .small
            .iter()
            .map(|it| say!(self.words, PageSmallName { name: it.name.as_str(), count: i64::from(it.scores.n) }));
        let small: Vec<String> = small.collect();
        let small: Vec<&str> = small.iter().map(String::as_str).collect();
        html! {
            section.plane {
                h2 { (self.labels.quadrant) }
                @if !self.glance.placed.is_empty() {
                    (chart::quadrant(&self.glance, &self.labels))
                    p.how { (self.labels.quadrant_how) }
                }
                @if !small.is_empty() {
                    p.how { (self.labels.small_how) bdi { (listed(self.words, &small)) } }
                }
            }
        }
    }

    fn lead(&self) -> Markup {
        let lead = &self.report.lead;
        let duties = [
            ("L1", &self.labels.duty_notice, lead.notice, 25),
            ("L2", &self.labels.duty_review, lead.review, 25),
            ("L3", &self.labels.duty_stable, lead.stable, 20),
            ("L4", &self.labels.duty_answers, lead.answers, 30),
        ];
        html! {
            section.own {
                h2 { (self.labels.lead_side) " " small { (shown_or_dash(lead.score.as_ref())) } }
                dl {
                    @for (code, what, DutyShare { met, of }, weight) in duties {
                        div {
                            dt { span.code { (code) } " " (what) span.faint { " · " (self.labels.weight) " " (weight) } }
                            dd {
                                @if of == 0 { span.faint { (self.labels.no_axis) } } @else {
                                    span.figure { (met) " / " (of) }
                                    span.meter { i style=(format!("width:{}%", u64::from(met) * 100 / u64::from(of))) {} }
                                }
                            }
                        }
                    }
                    @if let Some(each) = &lead.nudges_per_part {
                        div { dt { (self.labels.lead_nudges) } dd { span.figure { (each) } } }
                    }
                }
            }
        }
    }

    pub(super) fn charts(&self) -> Markup {
        let dates = Promises::of(&self.report.totals);
        html! {
            div.two.charts {
                @if !self.glance.answers.is_empty() {
                    section {
                        h2 { (self.labels.answers) }
                        (chart::response(&self.glance, &self.labels))
                        p.how { (self.labels.answers_how) }
                    }
                }
                @if dates.all() > 0 {
                    section {
                        h2 { (self.labels.promises) }
                        (chart::promises(dates, &self.glance, &self.labels))
                        p.how { (self.labels.promises_how) }
                    }
                }
                @if !self.glance.placed.is_empty() {
                    section { h2 { (self.labels.bands) } (chart::bands(&self.glance, &self.labels)) }
                    section.legend {
                        h2 { (self.labels.numbers) }
                        ol { @for it in &self.glance.placed { li value=(it.no) { bdi { (it.department.name) } } } }
                    }
                }
            }
        }
    }
}

fn shown_or_dash(score: Option<&Exact>) -> String {
    score.map_or_else(|| "–".to_owned(), ToString::to_string)
}

fn class_of(side: Side) -> &'static str {
    match side {
        Side::Lead => "s-lead",
        Side::Unreached => "s-grey",
        Side::Said => "s-said",
        Side::Silent => "s-silent",
        Side::Habit => "s-habit",
    }
}
