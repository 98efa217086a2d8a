//! Repeated deadlines in English: every Friday, by the 25th of each month, every month by the 25th.

use std::collections::BTreeSet;

use super::english::WEEKDAYS;
use super::scan::Scan;
use crate::domain::recurrence::{DayOfMonth, Pattern};

const EACH: &[&str] = &["every", "each"];

/// Reads the days that are meant; the scan stays where it is if there are none.
pub(super) fn read(scan: &mut Scan<'_>) -> Option<Pattern> {
    [daily, weekly, of_each_month, each_month].iter().find_map(|rule| {
        let mut ahead = *scan;
        let pattern = rule(&mut ahead)?;
        *scan = ahead;
        Some(pattern)
    })
}

fn daily(scan: &mut Scan<'_>) -> Option<Pattern> {
    if scan.eat("daily") {
        return Some(Pattern::Daily { interval: 1 });
    }
    scan.eat_any(EACH).then_some(())?;
    if scan.eat_any(&["working day", "workday", "business day", "weekday"]) {
        return Some(Pattern::Workdays);
    }
    scan.eat("day").then_some(Pattern::Daily { interval: 1 })
}

/// Every Friday, weekly on Monday, every two weeks on Monday.
fn weekly(scan: &mut Scan<'_>) -> Option<Pattern> {
    const WEEKS: &[(&str, u8)] = &[
        ("every two weeks", 2),
        ("every second week", 2),
        ("every other week", 2),
        ("biweekly", 2),
        ("every other", 2),
        ("every second", 2),
        ("every week", 1),
        ("each week", 1),
        ("weekly", 1),
        ("every", 1),
        ("each", 1),
    ];
    let interval = scan.pick(WEEKS)?;
    scan.eat_any(&["on", "by"]);
    let mut days = vec![scan.pick(WEEKDAYS)?];
    while scan.eat("and") {
        days.push(scan.pick(WEEKDAYS)?);
    }
    Some(Pattern::Weekly { interval, days })
}

/// The 25th of every month, the last working day of each quarter.
fn of_each_month(scan: &mut Scan<'_>) -> Option<Pattern> {
    let (day, counts_after) = day_of_month(scan)?;
    scan.eat_any(&["of", "in"]);
    scan.eat_any(EACH).then_some(())?;
    let from_the_end = day == DayOfMonth::Workday(-1);
    let months: &[u8] = match scan.pick(&[("month", 1), ("quarter", 3)])? {
        1 => &[],
        _ if from_the_end => &[3, 6, 9, 12],
        _ if counts_after => &[1, 4, 7, 10],
        _ => return None,
    };
    Some(Pattern::Monthly { interval: 1, months: months.iter().copied().collect(), day })
}

/// Every month by the 25th, monthly on the last Friday.
fn each_month(scan: &mut Scan<'_>) -> Option<Pattern> {
    if !scan.eat("monthly") {
        (scan.eat_any(EACH) && scan.eat("month")).then_some(())?;
    }
    scan.eat_any(&["by", "on", "at", "before"]);
    let (day, _) = day_of_month(scan)?;
    Some(Pattern::Monthly { interval: 1, months: BTreeSet::new(), day })
}

/// A day of a month, and whether it counts from its start.
fn day_of_month(scan: &mut Scan<'_>) -> Option<(DayOfMonth, bool)> {
    const ORDINALS: &[(&str, i8)] =
        &[("first", 1), ("second", 2), ("third", 3), ("fourth", 4), ("fifth", 5), ("last", -1)];
    const WORKING: &[&str] = &["working days", "working day", "business days", "business day"];
    let mut ahead = *scan;
    if ahead.eat("within") {
        let count = ahead.number()?;
        let day = if ahead.eat_any(WORKING) {
            DayOfMonth::Workday(i8::try_from(count).ok()?)
        } else {
            ahead.eat_any(&["calendar days", "days", "day"]).then_some(())?;
            DayOfMonth::Dates([u8::try_from(count).ok()?].into())
        };
        ahead.eat_any(&["after the end of", "of the end of", "after"]).then_some(())?;
        *scan = ahead;
        return Some((day, true));
    }
    scan.eat("the");
    if scan.eat("end of") {
        // handed on: the end of every month
        return Some((DayOfMonth::Workday(-1), false));
    }
    if let Some(nth) = scan.pick(ORDINALS) {
        if scan.eat_any(WORKING) {
            return Some((DayOfMonth::Workday(nth), true));
        }
        return Some((DayOfMonth::Weekdays(vec![(nth, scan.pick(WEEKDAYS)?)]), true));
    }
    let date = u8::try_from(scan.number()?).ok()?;
    scan.eat_any(&["st", "nd", "rd", "th"]).then_some(())?;
    Some((DayOfMonth::Dates([date].into()), false))
}
