//! A deadline where it stands: a recurrence, a span, a period, or days and a clock time in either order.

use super::phrase::{Day, Named, Phrase, Side};
use super::scan::Scan;
use super::wrapping::{CLOSING, HANDING_IN, LIMITS, MARKING, OPENING};
use super::{clock, day, recurring, span, within};

/// A deadline that was read, and whether its own words say that it is one (…前, …内, 至…).
pub(super) struct Reading {
    pub(super) phrase: Phrase,
    pub(super) is_limited: bool,
}

/// Reads a normalised phrase that is a deadline and nothing else; none unless it was understood to its last letter.
pub(super) fn whole(text: &str) -> Option<Phrase> {
    let mut scan = Scan::new(text);
    let mut before = false;
    loop {
        let mut ahead = scan;
        if let Some(reading) = read(&mut ahead) {
            while ahead.eat_any(HANDING_IN) || ahead.eat_any(CLOSING) {}
            if ahead.is_done() {
                return Some(alone(reading.phrase, before));
            }
        }
        before |= scan.rest().starts_with("before");
        if !scan.eat_any(MARKING) && !scan.eat_any(OPENING) {
            return None;
        }
    }
}

/// A count that stands alone is meant as a limit: 3个工作日.
fn alone(phrase: Phrase, before: bool) -> Phrase {
    match phrase {
        Phrase::Named(named) => Phrase::Named(Named { before, ..named }),
        Phrase::Within(within) => Phrase::Within(super::phrase::Within { is_limit: true, ..within }),
        phrase => phrase,
    }
}

/// Reads the deadline that stands here, and leaves what follows it.
pub(super) fn read(scan: &mut Scan<'_>) -> Option<Reading> {
    if let Some((phrase, is_limited)) = recurring::read(scan) {
        return Some(Reading { phrase, is_limited });
    }
    once(scan)
}

/// Reads the date that stands here, which is none of a repeated deadline.
pub(in crate::domain) fn leading(scan: &mut Scan<'_>) -> Option<Phrase> {
    once(scan).map(|reading| reading.phrase)
}

fn once(scan: &mut Scan<'_>) -> Option<Reading> {
    if let Some(span) = span::read(scan) {
        return Some(Reading { phrase: Phrase::Span(Box::new(span)), is_limited: true });
    }
    if let Some(within) = within::read(scan) {
        return Some(Reading { phrase: Phrase::Within(within), is_limited: within.is_limit });
    }
    let (named, is_limited) = named(scan)?;
    Some(Reading { phrase: Phrase::Named(named), is_limited })
}

/// Days and a clock time, and whether 前 or 内 follows.
pub(super) fn named(scan: &mut Scan<'_>) -> Option<(Named, bool)> {
    let mut named = Named::default();
    loop {
        let mut ahead = *scan;
        if !named.is_empty() {
            ahead.eat_any(&["的", "、", "t", "at", "on", "by"]);
        }
        if !named.take(&mut ahead) {
            break;
        }
        *scan = ahead;
    }
    if named.is_empty() {
        return None;
    }
    let sides = |day: &Day| matches!(day, Day::Festival(_, Side::Before | Side::After(..)));
    let is_limited = limit(scan) || named.days.iter().any(sides);
    Some((named, is_limited))
}

/// Reads 前 or 内.
pub(super) fn limit(scan: &mut Scan<'_>) -> bool {
    !scan.rest().starts_with("前后") && scan.eat_any(LIMITS)
}

impl Named {
    fn is_empty(&self) -> bool {
        self.days.is_empty() && self.clock.is_none()
    }

    /// Adds the day or clock time that stands here, if there is one.
    fn take(&mut self, scan: &mut Scan<'_>) -> bool {
        // 17点 before 17日: a clock time never reads as a day, while 8.5 could open both.
        if self.clock.is_none()
            && let Some(clock) = clock::read(scan)
        {
            self.clock = Some(clock);
            return true;
        }
        if self.days.len() < 2
            && let Some(day) = day::read(scan)
        {
            self.days.push(day);
            return true;
        }
        false
    }
}
