//! Spans, of which the end counts: 即日起至8月31日, 7月27日至31日, from now until 31 August.

use super::grammar;
use super::phrase::{Day, Named, Span, Year};
use super::scan::Scan;

const FROM_NOW: &[&str] = &[
    "从即日起",
    "自即日起",
    "即日起",
    "即日",
    "从今天起",
    "从今日起",
    "自今日起",
    "今天起",
    "今日起",
    "现在起",
    "从现在起",
    "from now on",
    "from now",
    "from today",
    "starting today",
];

const TO: &[&str] =
    &["一直到", "直至", "直到", "截止到", "截至", "至", "到", "--", "-", "~", "until", "till", "through", "to"];

/// Reads a span; the scan stays where it is if there is none.
pub(super) fn read(scan: &mut Scan<'_>) -> Option<Span> {
    let mut ahead = *scan;
    let from = if ahead.eat_any(FROM_NOW) { None } else { Some(from(&mut ahead)?) };
    ahead.eat_any(TO).then_some(())?;
    let (mut to, _) = grammar::named(&mut ahead)?;
    if let Some(from) = &from {
        inherit(from, &mut to);
    }
    *scan = ahead;
    Some(Span { from, to })
}

fn from(scan: &mut Scan<'_>) -> Option<Named> {
    scan.eat_any(&["自", "从", "由", "from", "between"]);
    let (from, is_limited) = grammar::named(scan)?;
    scan.eat_any(&["开始", "起"]);
    (!is_limited).then_some(from)
}

/// The end is said as short as the beginning allows: 7月27日至31日, 下周一至周三, 8月5日9:00-11:00.
fn inherit(from: &Named, to: &mut Named) {
    let Some(first) = from.days.first() else { return };
    if to.days.is_empty() {
        to.days.clone_from(&from.days);
        return;
    }
    to.days[0] = match (*first, to.days[0]) {
        (Day::Date { year, month, .. }, Day::OfMonth { ahead: None, day }) => Day::Date { year, month, day },
        (Day::OfMonth { ahead, .. }, Day::OfMonth { ahead: None, day }) => Day::OfMonth { ahead, day },
        (Day::Weekday { weeks, .. }, Day::Weekday { weeks: None, day }) => Day::Weekday { weeks, day },
        (Day::Date { year: Some(Year::Given(year)), month: first, .. }, Day::Date { year: None, month, day }) => {
            let year = if month < first { year + 1 } else { year };
            Day::Date { year: Some(Year::Given(year)), month, day }
        }
        (_, day) => day,
    };
}
