//! Dots that would cover one another are set apart, each within its own area.

use std::collections::{BTreeMap, BTreeSet};

use super::Tenths;

/// More are drawn where they are, and cover one another.
const APART_MAX: usize = 200;
/// Rings that are tried around the true place.
const RINGS: i64 = 9;

/// A place in the plane.
pub(super) type Place = (Tenths, Tenths);
/// What a dot must not leave: left, top, right, bottom.
pub(super) type Area = (Tenths, Tenths, Tenths, Tenths);

/// A place for each, in order: its own if it is free, else the nearest that is.
pub(super) fn apart(dots: &[(Place, Area)], radius: Tenths) -> Vec<Place> {
    if dots.len() > APART_MAX {
        return dots.iter().map(|(place, _)| *place).collect();
    }
    let steps = steps(2 * radius.0 + 5);
    let mut taken = Taken { near: 2 * radius.0 + 4, cells: BTreeMap::new() };
    let mut places = Vec::with_capacity(dots.len());
    for (place, area) in dots {
        let tries = steps.iter().map(|(x, y)| (Tenths(place.0.0 + x), Tenths(place.1.0 + y)));
        let free = tries.into_iter().find(|it| is_in(*it, *area, radius) && taken.is_free(*it));
        let found = free.unwrap_or(*place);
        taken.take(found);
        places.push(found);
    }
    places
}

fn is_in((x, y): Place, (left, top, right, bottom): Area, radius: Tenths) -> bool {
    // A dot on the rim of the plane is its own place, however little room there is.
    let (within_x, within_y) = (left.0 - radius.0..=right.0 + radius.0, top.0 - radius.0..=bottom.0 + radius.0);
    within_x.contains(&x.0) && within_y.contains(&y.0)
}

/// Nearest first; of equals, the same on every machine.
fn steps(wide: i64) -> Vec<(i64, i64)> {
    let mut steps = BTreeSet::new();
    for row in -RINGS..=RINGS {
        for column in -RINGS..=RINGS {
            let x = column * wide + if row % 2 == 0 { 0 } else { wide / 2 };
            let y = row * wide * 87 / 100;
            steps.insert((x * x + y * y, x, y));
        }
    }
    steps.into_iter().map(|(_, x, y)| (x, y)).collect()
}

struct Taken {
    near: i64,
    cells: BTreeMap<(i64, i64), Vec<Place>>,
}

impl Taken {
    fn cell(&self, (x, y): Place) -> (i64, i64) {
        (x.0.div_euclid(self.near), y.0.div_euclid(self.near))
    }

    fn is_free(&self, at: Place) -> bool {
        let (column, row) = self.cell(at);
        let around = (column - 1..=column + 1).flat_map(|x| (row - 1..=row + 1).map(move |y| (x, y)));
        let mut near = around.filter_map(|cell| self.cells.get(&cell)).flatten();
        near.all(|it| {
            let (x, y) = (it.0.0 - at.0.0, it.1.0 - at.1.0);
            x * x + y * y >= self.near * self.near
        })
    }

    fn take(&mut self, at: Place) {
        let cell = self.cell(at);
        self.cells.entry(cell).or_default().push(at);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_on_one_spot_are_set_apart_inside_of_their_area() {
        let area = (Tenths::of(0), Tenths::of(0), Tenths::of(200), Tenths::of(200));
        let dots = vec![((Tenths::of(200), Tenths::of(0)), area); 40];
        let places = apart(&dots, Tenths::of(9));
        assert_eq!(places[0], dots[0].0);
        for (n, one) in places.iter().enumerate() {
            assert!(is_in(*one, area, Tenths::of(9)), "{one:?}");
            for other in &places[..n] {
                let (x, y) = (one.0.0 - other.0.0, one.1.0 - other.1.0);
                assert!(x * x + y * y >= 180 * 180, "{one:?} covers {other:?}");
            }
        }
    }
}
