//! What came, in the colours of the lights; and how many departments stand in which band.

use maud::{Markup, html};

use super::{Tenths, class_of, legend};
use crate::report::glance::Glance;
use crate::report::{Band, PageLabels, Totals};

const WIDTH: i64 = 620;
const BAR: i64 = 26;

/// One bar of all parts, with its words. 620 × 62.
pub(in crate::report) fn lights(totals: &Totals, labels: &PageLabels) -> Markup {
    html! {
        svg viewBox=(format!("0 0 {WIDTH} 62")) role="img" aria-label=(labels.lights) { (light_bar(totals, labels, WIDTH)) }
    }
}

/// The same, to stand in another drawing: green in time, yellow late, red open, white ahead, grey not counted. 88 high.
pub(in crate::report) fn light_bar(totals: &Totals, labels: &PageLabels, width: i64) -> Markup {
    let out = totals.unreached + totals.exempt + totals.disputed;
    let parts = [
        ("l-green", &labels.on_time, totals.on_time),
        ("l-yellow", &labels.late, totals.late),
        ("l-red", &labels.lack, totals.partial + totals.missing),
        ("l-white", &labels.wait, totals.open),
        ("l-grey", &labels.not_counted, out),
    ];
    let said = parts.iter().filter(|(.., n)| *n > 0);
    let words: Vec<(&str, String)> = said.map(|(class, words, n)| (*class, format!("{words} {n}"))).collect();
    html! {
        (bar((0, 4), width, &parts.map(|(class, _, n)| (class, n))))
        (legend((0, 52), width, &words))
    }
}

/// Parts of one bar, each with its number where there is room.
pub(super) fn bar((x, y): (i64, i64), width: i64, parts: &[(&str, u32)]) -> Markup {
    let all: i64 = parts.iter().map(|(_, n)| i64::from(*n)).sum();
    let mut before = 0;
    let placed: Vec<(&str, u32, Tenths, Tenths)> = parts
        .iter()
        .filter(|(_, n)| *n > 0)
        .map(|(class, n)| {
            let (from, to) = (Tenths::of(width).part(before, all), Tenths::of(width).part(before + i64::from(*n), all));
            before += i64::from(*n);
            (*class, *n, Tenths(x * 10 + from.0), Tenths(to.0 - from.0))
        })
        .collect();
    html! {
        @for (class, n, from, wide) in placed {
            rect class=(format!("cell {class}")) x=(from) y=(y) width=(wide) height=(BAR) {}
            @if wide.0 >= i64::try_from(n.to_string().len()).unwrap_or(0) * 80 + 40 {
                text class=(format!("in {class}")) x=(Tenths(from.0 + wide.0 / 2)) y=(y + 18) text-anchor="middle" { (n) }
            }
        }
    }
}

/// How many departments stand in each band, a bar an axis; those with too few parts in grey. 620 × 116.
pub(in crate::report) fn bands(glance: &Glance<'_>, labels: &PageLabels) -> Markup {
    html! {
        svg viewBox=(format!("0 0 {WIDTH} 116")) role="img" aria-label=(labels.bands) { (band_bars(glance, labels, WIDTH)) }
    }
}

/// The same, to stand in another drawing. 134 high at most.
pub(in crate::report) fn band_bars(glance: &Glance<'_>, labels: &PageLabels, width: i64) -> Markup {
    let small = u32::try_from(glance.small.len()).unwrap_or(u32::MAX);
    let mut legends: Vec<(&str, String)> =
        Band::ALL.into_iter().map(|band| (class_of(band), labels.band(band).to_owned())).collect();
    legends.push(("l-grey", labels.small.clone()));
    let axes = [(&labels.cooperation, glance.cooperation), (&labels.completion, glance.completion)];
    html! {
        @for (row, (axis, counts)) in (0..).zip(axes) {
            @let cells: Vec<(&str, u32)> =
                Band::ALL.into_iter().map(class_of).zip(counts).chain([("l-grey", small)]).collect();
            text class="axis" x="0" y=(22 + row * 38) { (axis) }
            (bar((100, 4 + row * 38), width - 100, &cells))
        }
        (legend((0, 100), width, &legends))
    }
}
