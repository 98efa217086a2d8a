//! The report as one page that needs nothing else: no address outside, no font, no script that it could not do without.
//!
//! Page one says what stands, who can use help and why, and how the lead itself does. Below it every figure can be followed: from
//! a department to its five shares, to each part, to the ledger entries.

mod departments;
mod detail;
mod method;
mod page_one;
mod tasks;

use chrono::Datelike as _;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::glance::Glance;
use super::{Adjusted, Axis, Band, Exact, Labels, PageLabels, Report, Scores};
use crate::domain::{EntryNo, Lang, Moment};
use crate::say;
use crate::wording::{Times, Words};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// How the page is to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// In which language.
    pub lang: Lang,
    /// Whether departments are ranked: only where the office's policy says so.
    pub ranking: bool,
}

/// The whole page, in UTF-8.
#[must_use]
pub fn render(report: &Report, look: Look) -> Vec<u8> {
    let words = Words::of(look.lang);
    let sheet = Sheet {
        report,
        glance: Glance::of(report),
        look,
        words,
        labels: PageLabels::of(look.lang),
        facts: Labels::of(look.lang),
        times: Times { words, zone: report.office.zone, now: report.cut_off },
        // Read in another year, so that the year is said.
        full: Times { words, zone: report.office.zone, now: Moment::UNIX_EPOCH },
    };
    sheet.page().into_string().into_bytes()
}

/// What every part of the page looks at.
struct Sheet<'a> {
    report: &'a Report,
    glance: Glance<'a>,
    look: Look,
    words: Words,
    labels: PageLabels,
    facts: Labels,
    times: Times,
    full: Times,
}

impl Sheet<'_> {
    fn page(&self) -> Markup {
        let lang = match self.look.lang {
            Lang::Zh => "zh-CN",
            Lang::En => "en",
        };
        html! {
            (DOCTYPE)
            html lang=(lang) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    meta name="robots" content="noindex";
                    title { (say!(self.words, PageTitle { office: &self.report.office.name })) }
                    style { (PreEscaped(STYLE)) }
                }
                body {
                    (self.page_one())
                    @if !self.report.tasks.is_empty() {
                        (self.charts())
                        (self.departments())
                        (self.tasks())
                        (self.details())
                    }
                    (self.method())
                    script { (PreEscaped(SCRIPT)) }
                }
            }
        }
    }

    /// Names of R, W, V, F, E, and what each asks.
    fn shares(&self) -> [(&str, &str); 5] {
        let it = &self.labels;
        [
            (&it.share_r, &it.share_r_how),
            (&it.share_w, &it.share_w_how),
            (&it.share_v, &it.share_v_how),
            (&it.share_f, &it.share_f_how),
            (&it.share_e, &it.share_e_how),
        ]
    }

    /// 80.4 良; below three parts the raw figure alone, without a judgement.
    fn axis(&self, axis: Option<&Axis>) -> Markup {
        html! {
            @match axis {
                None => span.faint { "–" },
                Some(Axis { adjusted: Some(Adjusted { value, band }), raw }) => {
                    span.figure title=(format!("{} {raw}", self.labels.raw)) { (value) }
                    " " (self.chip(*band))
                },
                Some(Axis { adjusted: None, raw }) => {
                    span.figure.faint { (raw) } " " span.chip.b0 { (self.labels.small) }
                },
            }
        }
    }

    fn chip(&self, band: Band) -> Markup {
        html! { span class=(format!("chip {}", super::chart::class_of(band))) { (self.labels.band(band)) } }
    }

    /// A cell of a table that sorts by the adjusted figure.
    fn axis_cell(&self, axis: Option<&Axis>) -> Markup {
        let sorts = axis.map_or(-1, |axis| axis.adjusted.as_ref().map_or(&axis.raw, |it| &it.value).tenths());
        html! { td.num data-v=(sorts) { (self.axis(axis)) } }
    }

    fn axes(&self, scores: &Scores) -> Markup {
        html! {
            (self.labels.cooperation) " " (self.axis(scores.cooperation.as_ref())) " · "
            (self.labels.completion) " " (self.axis(scores.completion.as_ref()))
        }
    }

    /// 07-06 09:00, with its year if it is not the period's.
    fn moment(&self, at: Moment) -> String {
        let local = at.with_timezone(&self.report.office.zone);
        let (_, last) = self.report.days();
        let form = if local.year() == last.year() { "%m-%d %H:%M" } else { "%Y-%m-%d %H:%M" };
        local.format(form).to_string()
    }
}

/// A share from 0 to 1, as a number and a bar.
fn meter(share: &Exact) -> Markup {
    let percent = share.percent();
    html! {
        span.figure { (percent / 100) "." (format!("{:02}", percent % 100)) }
        span.meter { i style=(format!("width:{percent}%")) {} }
    }
}

/// Numbers of the office's ledger.
fn entries(entries: &[EntryNo]) -> Markup {
    html! { @for entry in entries { " " span.entry { "#" (entry.0) } } }
}

#[cfg(test)]
mod tests;
