//! Days in English: Aug 5, the 30th, Friday next week, end of the quarter, before National Day.

use chrono::Weekday;

use super::day;
use super::phrase::{Day, Edge, Festival, Side, Stretch, Unit, Which, Year};
use super::scan::Scan;

/// By their names.
pub(super) const WEEKDAYS: &[(&str, Weekday)] = &[
    ("monday", Weekday::Mon),
    ("mon", Weekday::Mon),
    ("tuesday", Weekday::Tue),
    ("tues", Weekday::Tue),
    ("tue", Weekday::Tue),
    ("wednesday", Weekday::Wed),
    ("wed", Weekday::Wed),
    ("thursday", Weekday::Thu),
    ("thurs", Weekday::Thu),
    ("thur", Weekday::Thu),
    ("thu", Weekday::Thu),
    ("friday", Weekday::Fri),
    ("fri", Weekday::Fri),
    ("saturday", Weekday::Sat),
    ("sat", Weekday::Sat),
    ("sunday", Weekday::Sun),
    ("sun", Weekday::Sun),
];

const WEEKS: &[(&str, i64)] = &[("this week", 0), ("next week", 1)];

const MONTHS: &[(&str, u32)] = &[
    ("january", 1),
    ("jan", 1),
    ("february", 2),
    ("feb", 2),
    ("march", 3),
    ("mar", 3),
    ("april", 4),
    ("apr", 4),
    ("may", 5),
    ("june", 6),
    ("jun", 6),
    ("july", 7),
    ("jul", 7),
    ("august", 8),
    ("aug", 8),
    ("september", 9),
    ("sept", 9),
    ("sep", 9),
    ("october", 10),
    ("oct", 10),
    ("november", 11),
    ("nov", 11),
    ("december", 12),
    ("dec", 12),
];

/// Aug 5, 5 August 2026, August 5th.
pub(super) fn date(scan: &mut Scan<'_>) -> Option<Day> {
    let (month, day) = if let Some(month) = month_name(scan) {
        (month, ordinal(scan)?)
    } else {
        let day = ordinal(scan)?;
        scan.eat("of");
        (month_name(scan)?, day)
    };
    let mut ahead = *scan;
    let year = ahead.number().filter(|year| (2000..2100).contains(year) && !ahead.rest().starts_with(':'));
    if year.is_some() {
        *scan = ahead;
    }
    day::date(year.and_then(|year| i32::try_from(year).ok()).map(Year::Given), month, day)
}

fn month_name(scan: &mut Scan<'_>) -> Option<u32> {
    scan.pick(MONTHS)
}

fn ordinal(scan: &mut Scan<'_>) -> Option<u32> {
    let day = scan.number()?;
    scan.eat_any(&["st", "nd", "rd", "th"]);
    Some(day)
}

/// Fri, this Friday, Friday next week; "next Friday" is one of two.
pub(super) fn weekday(scan: &mut Scan<'_>) -> Option<Day> {
    if let Some(weeks) = scan.pick(WEEKS) {
        let day = scan.pick(WEEKDAYS)?;
        return Some(Day::Weekday { weeks: Some(weeks), day });
    }
    let said = scan.pick(&[("this coming", None), ("coming", None), ("this", Some(0)), ("next", Some(1))]);
    let day = scan.pick(WEEKDAYS)?;
    scan.eat("of");
    match (said, scan.pick(WEEKS)) {
        (Some(Some(1)), None) => Some(Day::EitherWeekday(day)),
        (None | Some(None), None) => Some(Day::Weekday { weeks: None, day }),
        (Some(Some(weeks)), None) | (None, Some(weeks)) => Some(Day::Weekday { weeks: Some(weeks), day }),
        _ => None,
    }
}

/// The 30th, the 5th of next month.
pub(super) fn of_month(scan: &mut Scan<'_>) -> Option<Day> {
    scan.eat("the");
    let day = scan.number().filter(|day| (1..=31).contains(day))?;
    scan.eat_any(&["st", "nd", "rd", "th"]).then_some(())?;
    let ahead = if scan.eat("of") {
        Some(scan.pick(&[("next month", 1), ("the next month", 1), ("this month", 0), ("the month", 0)])?)
    } else {
        None
    };
    Some(Day::OfMonth { ahead, day })
}

/// End of July, the end of next week, this month.
pub(super) fn stretch(scan: &mut Scan<'_>) -> Option<Day> {
    const ENDED: &[(&str, u32)] =
        &[("month end", 1), ("month-end", 1), ("quarter end", 3), ("year end", 12), ("year-end", 12)];
    const LENGTHS: &[(&str, u32)] = &[("month", 1), ("quarter", 3), ("half-year", 6), ("half year", 6), ("year", 12)];
    if let Some(months) = scan.pick(ENDED) {
        return Some(Day::Stretch(Stretch::Months { months, which: Which::Ahead(0) }, Edge::End));
    }
    scan.eat("the");
    let edge = scan.pick(&[
        ("end of", Edge::End),
        ("within", Edge::End),
        ("beginning of", Edge::Start),
        ("middle of", Edge::Middle),
    ]);
    let ahead = scan.pick(&[("the next", 1), ("the", 0), ("this", 0), ("next", 1)]);
    let stretch = if let Some(month) = month_name(scan).filter(|_| ahead.is_none() && edge.is_some()) {
        Stretch::Months { months: 1, which: Which::Nth { year: None, nth: month } }
    } else if scan.eat("week") {
        Stretch::Week(ahead.or(edge.map(|_| 0))?)
    } else {
        let months = scan.pick(LENGTHS)?;
        Stretch::Months { months, which: Which::Ahead(u32::try_from(ahead.or(edge.map(|_| 0))?).ok()?) }
    };
    Some(Day::Stretch(stretch, edge.unwrap_or(Edge::Whole)))
}

/// Before National Day, the first working day after the holiday.
pub(super) fn festival(scan: &mut Scan<'_>) -> Option<Day> {
    const NAMES: &[(&str, Option<Festival>)] = &[
        ("new year's day", Some(Festival::NewYear)),
        ("chinese new year", Some(Festival::Spring)),
        ("lunar new year", Some(Festival::Spring)),
        ("spring festival", Some(Festival::Spring)),
        ("qingming", Some(Festival::Qingming)),
        ("tomb-sweeping day", Some(Festival::Qingming)),
        ("labour day", Some(Festival::Labour)),
        ("labor day", Some(Festival::Labour)),
        ("may day", Some(Festival::Labour)),
        ("dragon boat festival", Some(Festival::DragonBoat)),
        ("mid-autumn festival", Some(Festival::MidAutumn)),
        ("mid-autumn", Some(Festival::MidAutumn)),
        ("national day", Some(Festival::National)),
        ("holidays", None),
        ("holiday", None),
    ];
    const AFTER: &[&str] = &[
        "the first working day after",
        "first working day after",
        "the first business day after",
        "first business day after",
        "the first day back after",
    ];
    let side = if scan.eat("before") {
        Side::Before
    } else if scan.eat_any(AFTER) {
        Side::After(1, Unit::WorkingDay)
    } else {
        let (count, unit) = scan.eat("within").then(|| super::within::counted(scan))??;
        (unit.is_of_days() && scan.eat("after")).then_some(Side::After(count, unit))?
    };
    scan.eat("the");
    let name = scan.pick(NAMES)?;
    scan.eat_any(&["holidays", "holiday"]);
    Some(Day::Festival(name, side))
}
