//! Drawings of the report, as SVG in classes and without a colour of their own: the page and the picture each bring theirs.
//!
//! Coordinates are whole tenths, made by sums and products alone, so that the same report gives the same bytes on every machine.

mod dots;
mod lights;
mod promises;
mod quadrant;
mod response;

use std::fmt;

use maud::{Markup, html};

use super::Band;
use crate::domain::plain::clean;

pub(super) use lights::{band_bars, bands, light_bar, lights};
pub(super) use promises::promises;
pub(super) use quadrant::{Names, PHONE, PHONE_NUMBERED, plane, quadrant};
pub(super) use response::response;

/// A coordinate, in tenths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Tenths(i64);

impl Tenths {
    const fn of(whole: i64) -> Self {
        Self(whole * 10)
    }

    /// This part of it.
    fn part(self, of: i64, whole: i64) -> Self {
        Self(self.0 * of / whole.max(1))
    }
}

impl fmt::Display for Tenths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, tenths) = (self.0.abs() / 10, self.0.abs() % 10);
        if tenths == 0 { write!(f, "{sign}{whole}") } else { write!(f, "{sign}{whole}.{tenths}") }
    }
}

impl maud::Render for Tenths {
    fn render(&self) -> Markup {
        html! { (self.to_string()) }
    }
}

/// The class of a band.
pub(super) fn class_of(band: Band) -> &'static str {
    match band {
        Band::Excellent => "b4",
        Band::Good => "b3",
        Band::Fair => "b2",
        Band::ToImprove => "b1",
    }
}

/// How wide a text is, in halves of its size: a Chinese sign takes two.
pub(super) fn halves(text: &str) -> usize {
    text.chars().map(|sign| if sign.is_ascii() { 1 } else { 2 }).sum()
}

/// A name for a drawing: no sign that turns its neighbours round, and no longer than this many halves.
pub(super) fn label(name: &str, max: usize) -> String {
    let name = clean(name);
    if halves(&name) <= max {
        return name;
    }
    let mut short = String::new();
    for sign in name.chars() {
        if halves(&short) + halves(sign.encode_utf8(&mut [0; 4])) + 2 > max {
            break;
        }
        short.push(sign);
    }
    short.push('…');
    short
}

/// A row of coloured squares with their words, wrapped at this width.
fn legend(at: (i64, i64), width: i64, words: &[(&str, String)]) -> Markup {
    let (mut x, mut y) = at;
    let mut placed = Vec::new();
    for (class, words) in words {
        let wide = 16 + i64::try_from(halves(words)).unwrap_or(0) * 6 + 18;
        if x > at.0 && x + wide > at.0 + width {
            (x, y) = (at.0, y + 18);
        }
        placed.push((x, y, *class, words));
        x += wide;
    }
    html! {
        @for (x, y, class, words) in placed {
            rect class=(class) x=(x) y=(y - 9) width="11" height="11" rx="2" {}
            text class="t" x=(x + 16) y=(y + 1) { (words) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_keeps_no_sign_that_nobody_sees_and_no_more_than_its_room() {
        assert_eq!(label("市公安局", 12), "市公安局");
        assert_eq!(label("\u{202e}市\u{200b}公安局\n", 12), "市公安局");
        assert_eq!(label("市突发环境事件应急处置中心", 12), "市突发环境…");
        assert_eq!(halves(&label(&"长".repeat(200), 20)), 20);
        assert_eq!((Tenths(-5).to_string(), Tenths(123).to_string(), Tenths::of(4).to_string()), {
            ("-0.5".to_owned(), "12.3".to_owned(), "4".to_owned())
        });
    }
}
