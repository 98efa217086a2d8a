//! What became of dates: kept, moved in time, passed, still ahead.

use maud::{Markup, html};

use super::lights::bar;
use super::{label, legend};
use crate::report::PageLabels;
use crate::report::glance::{Glance, Promises};

const WIDTH: i64 = 620;
const LEFT: i64 = 110;
const ROW: i64 = 36;
/// Sectors that have a bar of their own.
const SECTORS_MAX: usize = 8;

/// A bar for all, and one a sector. 620 wide.
pub(in crate::report) fn promises(all: Promises, glance: &Glance<'_>, labels: &PageLabels) -> Markup {
    let sectors = glance.sectors.iter().filter(|_| glance.sectors.len() > 1).take(SECTORS_MAX);
    let name = |name: Option<&str>| name.map_or_else(|| labels.other_sectors.clone(), |name| label(name, 16));
    let rows: Vec<(String, Promises)> = std::iter::once((labels.all_sectors.clone(), all))
        .chain(sectors.map(|(sector, sums)| (name(*sector), *sums)))
        .collect();
    let below = i64::try_from(rows.len()).unwrap_or(0) * ROW;
    let words = [
        ("l-green", labels.kept.clone()),
        ("l-blue", labels.moved.clone()),
        ("l-yellow", labels.missed.clone()),
        ("l-white", labels.ahead.clone()),
    ];
    html! {
        svg viewBox=(format!("0 0 {WIDTH} {}", below + 34)) role="img" aria-label=(labels.promises) {
            @for (n, (name, sums)) in (0..).zip(&rows) {
                text class="t" x=(LEFT - 10) y=(n * ROW + 22) text-anchor="end" { (name) }
                (bar((LEFT, n * ROW + 4), WIDTH - LEFT, &cells(*sums)))
            }
            (legend((LEFT, below + 20), WIDTH - LEFT, &words))
        }
    }
}

fn cells(sums: Promises) -> [(&'static str, u32); 4] {
    [("l-green", sums.kept), ("l-blue", sums.moved), ("l-yellow", sums.missed), ("l-white", sums.ahead)]
}
