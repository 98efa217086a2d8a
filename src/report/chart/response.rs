//! How soon answers came, by the week of the notice.

use chrono::Datelike as _;
use maud::{Markup, html};

use super::{Tenths, legend};
use crate::report::glance::{Answers, Glance, Span};
use crate::report::{PageLabels, layout};

const WIDTH: i64 = 620;
const HEIGHT: i64 = 250;
const LEFT: i64 = 34;
const TOP: i64 = 22;
const PLOT: i64 = 160;
/// A bar is no wider, however few there are.
const BAR_MAX: i64 = 56;

/// A bar a week, quick answers below and the missing above, with the median over it. 620 × 250.
pub(in crate::report) fn response(glance: &Glance<'_>, labels: &PageLabels) -> Markup {
    let most = glance.answers.iter().map(Answers::all).max().unwrap_or(0).max(1);
    let count = i64::try_from(glance.answers.len()).unwrap_or(i64::MAX).max(1);
    let step = (WIDTH - LEFT) / count;
    let wide = (step * 7 / 10).clamp(2, BAR_MAX);
    let words = [
        ("l-green", labels.answer_day.clone()),
        ("l-blue", labels.answer_three.clone()),
        ("l-yellow", labels.answer_later.clone()),
        ("l-grey", labels.answer_none.clone()),
    ];
    html! {
        svg viewBox=(format!("0 0 {WIDTH} {HEIGHT}")) role="img" aria-label=(labels.answers) {
            line class="rule" x1=(LEFT) y1=(TOP + PLOT) x2=(WIDTH) y2=(TOP + PLOT) {}
            line class="rule" x1=(LEFT) y1=(TOP) x2=(WIDTH) y2=(TOP) {}
            text class="t" x=(LEFT - 6) y=(TOP + 4) text-anchor="end" { (most) }
            text class="t" x=(LEFT - 6) y=(TOP + PLOT + 4) text-anchor="end" { "0" }
            @for (n, answers) in (0..).zip(&glance.answers) {
                (column(LEFT + step * n + (step - wide) / 2, wide, answers, most))
            }
            (legend((LEFT, HEIGHT - 14), WIDTH - LEFT, &words))
        }
    }
}

fn column(x: i64, wide: i64, answers: &Answers, most: u32) -> Markup {
    let cells = [
        ("l-green", answers.day),
        ("l-blue", answers.three_days),
        ("l-yellow", answers.later),
        ("l-grey", answers.none),
    ];
    let mut below = 0;
    let placed = cells.map(|(class, n)| {
        let high = |n: u32| Tenths::of(PLOT).part(n.into(), most.into());
        let from = high(below);
        below += n;
        (class, Tenths((TOP + PLOT) * 10 - high(below).0), Tenths(high(below).0 - from.0))
    });
    let top = Tenths((TOP + PLOT) * 10 - Tenths::of(PLOT).part(below.into(), most.into()).0 - 45);
    let day = answers.span.first();
    let words = match answers.span {
        Span::Week(_) => format!("{}/{}", day.month(), day.day()),
        Span::Month(_) => format!("{}-{:02}", day.year(), day.month()),
    };
    let middle = x + wide / 2;
    html! {
        @for (class, y, high) in placed.into_iter().filter(|(_, _, high)| high.0 > 0) {
            rect class=(format!("cell {class}")) x=(x) y=(y) width=(wide) height=(high) {}
        }
        @if let Some(minutes) = answers.median_minutes {
            @let tenths = layout::tenths_of_hours(minutes);
            text class="t" x=(middle) y=(top) text-anchor="middle" { (tenths / 10) "." (tenths % 10) }
        }
        text class="t" x=(middle) y=(TOP + PLOT + 17) text-anchor="middle" { (words) }
    }
}
