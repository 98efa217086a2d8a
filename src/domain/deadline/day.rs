//! Days: 8月5日, 25号, 下周三, 明天, Aug 5.

use chrono::Weekday;

use super::phrase::{Day, Year};
use super::scan::Scan;

/// Reads a day; the scan stays where it is if there is none.
pub(super) fn read(scan: &mut Scan<'_>) -> Option<Day> {
    let rules = [full_date, month_and_day, dotted, of_month, weekday, relative, english_date, english_weekday];
    rules.iter().find_map(|rule| {
        let mut ahead = *scan;
        let day = rule(&mut ahead)?;
        *scan = ahead;
        Some(day)
    })
}

/// 2026-8-5, 2026/08/05, 2026.8.5.
fn full_date(scan: &mut Scan<'_>) -> Option<Day> {
    let year = scan.number().filter(|year| (2000..2100).contains(year))?;
    let mark = scan.pick(&[("-", "-"), ("/", "/"), (".", ".")])?;
    let month = scan.number()?;
    let day = scan.eat(mark).then(|| scan.number())??;
    date(Some(Year::Given(i32::try_from(year).ok()?)), month, day)
}

/// 8月5日, 明年3月5号, 2026年8月5日.
fn month_and_day(scan: &mut Scan<'_>) -> Option<Day> {
    let year = year(scan);
    let month = scan.number()?;
    let day = scan.eat("月").then(|| scan.number())??;
    scan.eat_any(&["日", "号"]);
    date(year, month, day)
}

fn year(scan: &mut Scan<'_>) -> Option<Year> {
    if let Some(ahead) = scan.pick(&[("今年", 0), ("本年", 0), ("明年", 1), ("次年", 1)]) {
        return Some(Year::Ahead(ahead));
    }
    let mut ahead = *scan;
    let number = i32::try_from(ahead.number()?).ok()?;
    if !ahead.eat("年") {
        return None;
    }
    let year = match number {
        20..=99 => 2000 + number,
        2000..=2099 => number,
        _ => return None,
    };
    *scan = ahead;
    Some(Year::Given(year))
}

/// 8.5, 8/5.
fn dotted(scan: &mut Scan<'_>) -> Option<Day> {
    let month = scan.number()?;
    let day = scan.eat_any(&[".", "/"]).then(|| scan.number())??;
    scan.eat_any(&["日", "号"]);
    date(None, month, day)
}

/// 25日, 本月28号, 下月5日.
fn of_month(scan: &mut Scan<'_>) -> Option<Day> {
    const MONTHS: &[(&str, u32)] =
        &[("本月", 0), ("这个月", 0), ("这月", 0), ("当月", 0), ("下个月", 1), ("下月", 1), ("次月", 1)];
    let ahead = scan.pick(MONTHS);
    let day = scan.number().filter(|day| (1..=31).contains(day))?;
    scan.eat_any(&["日", "号"]).then_some(Day::OfMonth { ahead, day })
}

/// 周五, 本周五, 下星期三, 下下周一.
fn weekday(scan: &mut Scan<'_>) -> Option<Day> {
    const DAYS: &[(&str, Weekday)] = &[
        ("一", Weekday::Mon),
        ("二", Weekday::Tue),
        ("三", Weekday::Wed),
        ("四", Weekday::Thu),
        ("五", Weekday::Fri),
        ("六", Weekday::Sat),
        ("日", Weekday::Sun),
        ("天", Weekday::Sun),
    ];
    const WEEKS: &[(&str, i64)] =
        &[("下下个", 2), ("下下", 2), ("下个", 1), ("下", 1), ("本", 0), ("这个", 0), ("这", 0)];
    let weeks = scan.pick(WEEKS);
    let day = scan.eat_any(&["周", "星期", "礼拜"]).then(|| scan.pick(DAYS))??;
    Some(Day::Weekday { weeks, day })
}

/// 今天, 明早, 大后天, 下个工作日.
fn relative(scan: &mut Scan<'_>) -> Option<Day> {
    const DAYS: &[(&str, i64)] = &[
        ("今天", 0),
        ("今日", 0),
        ("当日", 0),
        ("当天", 0),
        ("today", 0),
        ("明天", 1),
        ("明日", 1),
        ("次日", 1),
        ("tomorrow", 1),
        ("大后天", 3),
        ("后天", 2),
        ("后日", 2),
        ("the day after tomorrow", 2),
        ("day after tomorrow", 2),
    ];
    const WORKING: &[&str] = &[
        "下一个工作日",
        "下个工作日",
        "下一工作日",
        "the next working day",
        "next working day",
        "the next business day",
        "next business day",
    ];
    if scan.eat_any(WORKING) {
        return Some(Day::Workday);
    }
    if let Some(days) = scan.pick(DAYS) {
        return Some(Day::Relative(days));
    }
    // 今晚, 明早, 明下午: the part of the day stays for the clock.
    let days = scan.pick(&[("今", 0), ("当", 0), ("明", 1)])?;
    let parts = ["早", "晚", "上午", "中午", "下午"];
    parts.iter().any(|part| scan.rest().starts_with(part)).then_some(Day::Relative(days))
}

/// Aug 5, 5 August 2026, August 5th.
fn english_date(scan: &mut Scan<'_>) -> Option<Day> {
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
    date(year.and_then(|year| i32::try_from(year).ok()).map(Year::Given), month, day)
}

fn month_name(scan: &mut Scan<'_>) -> Option<u32> {
    const NAMES: &[(&str, u32)] = &[
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
    scan.pick(NAMES)
}

fn ordinal(scan: &mut Scan<'_>) -> Option<u32> {
    let day = scan.number()?;
    scan.eat_any(&["st", "nd", "rd", "th"]);
    Some(day)
}

/// Fri, this Friday, Friday next week; "next Friday" is one of two.
fn english_weekday(scan: &mut Scan<'_>) -> Option<Day> {
    const NAMES: &[(&str, Weekday)] = &[
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
    if let Some(weeks) = scan.pick(WEEKS) {
        let day = scan.pick(NAMES)?;
        return Some(Day::Weekday { weeks: Some(weeks), day });
    }
    let said = scan.pick(&[("this coming", None), ("coming", None), ("this", Some(0)), ("next", Some(1))]);
    let day = scan.pick(NAMES)?;
    scan.eat("of");
    match (said, scan.pick(WEEKS)) {
        (Some(Some(1)), None) => Some(Day::EitherWeekday(day)),
        (None | Some(None), None) => Some(Day::Weekday { weeks: None, day }),
        (Some(Some(weeks)), None) | (None, Some(weeks)) => Some(Day::Weekday { weeks: Some(weeks), day }),
        _ => None,
    }
}

fn date(year: Option<Year>, month: u32, day: u32) -> Option<Day> {
    ((1..=12).contains(&month) && (1..=31).contains(&day)).then_some(Day::Date { year, month, day })
}
