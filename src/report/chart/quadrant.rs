//! Both axes, cooperation to the right and completion up: one dot a department, numbered as the roster has them.

use maud::{Markup, html};

use super::dots::{Area, Place, apart};
use super::{Tenths, class_of, halves, label};
use crate::report::glance::{Glance, Placed};
use crate::report::{Band, PageLabels};

/// Whether departments may be named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::report) enum Names {
    /// Beside the dots that need them.
    Shown,
    /// Numbers alone, where no font has the signs.
    Numbers,
}

/// Where the drawing goes.
#[derive(Clone, Copy, Debug)]
pub(in crate::report) struct Form {
    /// The plane, without its margins.
    side: i64,
    left: i64,
    radius: i64,
    /// Dots carry their numbers.
    numbered: bool,
    /// Half a Chinese sign of a name, in tenths.
    half: i64,
    /// Names beside dots take no more halves than this.
    name_halves: usize,
}

/// 650 × 618, for a page.
pub(in crate::report) const PAGE: Form =
    Form { side: 560, left: 74, radius: 9, numbered: true, half: 58, name_halves: 20 };
/// 396 × 398, for a phone.
pub(in crate::report) const PHONE: Form =
    Form { side: 340, left: 46, radius: 5, numbered: false, half: 55, name_halves: 14 };
/// The same with numbers, where no font has the signs.
pub(in crate::report) const PHONE_NUMBERED: Form = Form { radius: 7, numbered: true, ..PHONE };

const TOP: i64 = 14;
/// Where the bands begin, and how far each goes on the drawing: most departments are good, and need the room.
const BANDS: [(i64, i64); 5] = [(0, 0), (600, 120), (800, 250), (900, 400), (1000, WHOLE)];
const WHOLE: i64 = 560;
/// With more departments than these, dots are small and have no numbers.
const NUMBERED_MAX: usize = 200;

impl Form {
    pub(in crate::report) fn size(self) -> (i64, i64) {
        (self.left + self.side + 16, TOP + self.side + 44)
    }

    /// How far along an axis a figure in tenths stands.
    fn along(self, tenths: i64) -> Tenths {
        let tenths = tenths.clamp(0, 1000);
        let step = BANDS.windows(2).find(|step| tenths <= step[1].0).unwrap_or(&BANDS[3..]);
        let [(from, start), (to, end)] = [step[0], step[1]];
        Tenths(self.at(start) * 10 + (tenths - from) * (self.at(end) - self.at(start)) * 10 / (to - from))
    }

    fn at(self, whole: i64) -> i64 {
        whole * self.side / WHOLE
    }

    /// A band's stretch of an axis.
    fn stretch(self, band: Band) -> (i64, i64) {
        let at = match band {
            Band::ToImprove => 0,
            Band::Fair => 1,
            Band::Good => 2,
            Band::Excellent => 3,
        };
        (self.at(BANDS[at].1), self.at(BANDS[at + 1].1))
    }
}

/// The drawing alone.
pub(in crate::report) fn quadrant(glance: &Glance<'_>, labels: &PageLabels) -> Markup {
    let (wide, high) = PAGE.size();
    html! {
        svg viewBox=(format!("0 0 {wide} {high}")) role="img" aria-label=(labels.quadrant) {
            (plane(glance, labels, PAGE, Names::Shown))
        }
    }
}

/// The drawing, to stand in another.
pub(in crate::report) fn plane(glance: &Glance<'_>, labels: &PageLabels, form: Form, names: Names) -> Markup {
    let is_crowded = glance.placed.len() > NUMBERED_MAX;
    let is_numbered = form.numbered && !is_crowded;
    let radius = if is_crowded { Tenths::of(3) } else { Tenths::of(form.radius) };
    let dots: Vec<(Place, Area)> = glance.placed.iter().map(|it| dot(it, form)).collect();
    let places = apart(&dots, radius);
    let beside = if is_crowded || names == Names::Numbers { vec![] } else { named(glance, &places, form) };
    html! {
        (ground(labels, form))
        @for ((true_place, _), place) in dots.iter().zip(&places).filter(|((true_place, _), place)| true_place != *place) {
            line class="lead" x1=(true_place.0) y1=(true_place.1) x2=(place.0) y2=(place.1) {}
        }
        @for (it, place) in glance.placed.iter().zip(&places) {
            g {
                @if names == Names::Shown {
                    title { (label(&it.department.name, 60)) " " (it.cooperation.value) " / " (it.completion.value) }
                }
                circle class=(format!("d {}", class_of(worse(it)))) cx=(place.0) cy=(place.1) r=(radius) {}
                @if is_numbered {
                    text class=(format!("no {}", class_of(worse(it)))) x=(place.0) y=(Tenths(place.1.0 + 35)) text-anchor="middle" { (it.no) }
                }
            }
        }
        @for (name, (x, y), anchor) in beside {
            text class="name" x=(x) y=(y) text-anchor=(anchor) { (name) }
        }
    }
}

/// Areas, lines and words of the bands and axes.
fn ground(labels: &PageLabels, form: Form) -> Markup {
    let (left, side) = (form.left, form.side);
    let base = TOP + side;
    html! {
        @for up in Band::ALL {
            @for right in Band::ALL {
                @let (x, wide) = (form.stretch(right).0, form.stretch(right).1 - form.stretch(right).0);
                @let (y, high) = (side - form.stretch(up).1, form.stretch(up).1 - form.stretch(up).0);
                rect class=(format!("a {}", class_of(up.min(right)))) x=(left + x) y=(TOP + y) width=(wide) height=(high) {}
            }
        }
        @for band in Band::ALL {
            @let middle = i64::midpoint(form.stretch(band).0, form.stretch(band).1);
            text class="band" x=(left + middle) y=(base + 17) text-anchor="middle" { (labels.band(band)) }
            text class="band" x=(left - 7) y=(base - middle + 4) text-anchor="end" { (labels.band(band)) }
        }
        @for (tenths, at) in BANDS {
            text class="t" x=(left + form.at(at)) y=(base + 17) text-anchor="middle" { (tenths / 10) }
            text class="t" x=(left - 7) y=(base - form.at(at) + 4) text-anchor="end" { (tenths / 10) }
        }
        rect class="frame" x=(left) y=(TOP) width=(side) height=(side) {}
        text class="axis" x=(left + side / 2) y=(base + 38) text-anchor="middle" { (labels.cooperation) " →" }
        text class="axis" transform=(format!("translate(13 {}) rotate(-90)", TOP + side / 2)) text-anchor="middle" {
            (labels.completion) " →"
        }
    }
}

fn dot(it: &Placed<'_>, form: Form) -> (Place, Area) {
    let at = |x: Tenths, y: Tenths| (Tenths(form.left * 10 + x.0), Tenths((TOP + form.side) * 10 - y.0));
    let place = at(form.along(it.cooperation.value.tenths()), form.along(it.completion.value.tenths()));
    let (right, up) = (form.stretch(it.cooperation.band), form.stretch(it.completion.band));
    let (left, bottom) = at(Tenths::of(right.0), Tenths::of(up.0));
    let (right, top) = at(Tenths::of(right.1), Tenths::of(up.1));
    (place, (left, top, right, bottom))
}

fn worse(it: &Placed<'_>) -> Band {
    it.cooperation.band.min(it.completion.band)
}

type Named = (String, Place, &'static str);
/// Left, top, right, bottom, in tenths.
type Room = (i64, i64, i64, i64);

/// Names beside the dots of those that can use help, where they cover nothing; the number tells of the others.
fn named(glance: &Glance<'_>, places: &[Place], form: Form) -> Vec<Named> {
    let gap = form.radius * 10 + 20;
    let around = |(x, y): &Place| (x.0 - gap + 10, y.0 - gap + 10, x.0 + gap - 10, y.0 + gap - 10);
    let mut taken: Vec<Room> = places.iter().map(around).collect();
    let mut named = Vec::new();
    for (it, (x, y)) in glance.placed.iter().zip(places).filter(|(it, _)| worse(it) <= Band::Fair) {
        let name = label(&it.department.name, form.name_halves);
        let wide = i64::try_from(halves(&name)).unwrap_or(0) * form.half + 20;
        let room = |from: i64| (from, y.0 - 62, from + wide, y.0 + 62);
        let base = Tenths(y.0 + 40);
        let tries = [
            (room(x.0 + gap - 10), (Tenths(x.0 + gap), base), "start"),
            (room(x.0 - gap + 10 - wide), (Tenths(x.0 - gap), base), "end"),
        ];
        let (left, right) = ((form.left + 2) * 10, (form.left + form.side) * 10);
        let fits = |it: &Room| {
            let is_inside = it.0 >= left && it.2 <= right;
            is_inside && taken.iter().all(|o| it.2 <= o.0 || o.2 <= it.0 || it.3 <= o.1 || o.3 <= it.1)
        };
        if let Some((room, place, anchor)) = tries.into_iter().find(|(room, ..)| fits(room)) {
            taken.push(room);
            named.push((name, place, anchor));
        }
    }
    named
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scale_is_whole_at_the_bands_and_grows() {
        for (tenths, at) in BANDS {
            assert_eq!(PAGE.along(tenths), Tenths::of(at));
        }
        for form in [PAGE, PHONE] {
            assert!((0..1000).all(|tenths| form.along(tenths) <= form.along(tenths + 1)));
            assert_eq!(form.along(1200), Tenths::of(form.side));
        }
    }
}
