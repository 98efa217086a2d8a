//! Days: 8月5日, 25号, 下周三, 明天, and what else names one.

use chrono::Weekday;

use super::phrase::{Day, Year};
use super::scan::Scan;
use super::{english, festival, stretch};

/// Months by their distance from this one.
pub(super) const MONTHS: &[(&str, u32)] =
    &[("本月", 0), ("这个月", 0), ("这月", 0), ("当月", 0), ("下个月", 1), ("下月", 1), ("次月", 1), ("下下月", 2)];

/// Weeks by their distance from this one; 周 follows.
pub(super) const WEEKS: &[(&str, i64)] =
    &[("下下个", 2), ("下下", 2), ("下个", 1), ("下", 1), ("本", 0), ("这个", 0), ("这", 0)];

/// What a week is called.
pub(super) const WEEK: &[&str] = &["周", "星期", "礼拜"];

const WEEKDAYS: &[(&str, Weekday)] = &[
    ("一", Weekday::Mon),
    ("二", Weekday::Tue),
    ("三", Weekday::Wed),
    ("四", Weekday::Thu),
    ("五", Weekday::Fri),
    ("六", Weekday::Sat),
    ("日", Weekday::Sun),
    ("天", Weekday::Sun),
    ("1", Weekday::Mon),
    ("2", Weekday::Tue),
    ("3", Weekday::Wed),
    ("4", Weekday::Thu),
    ("5", Weekday::Fri),
    ("6", Weekday::Sat),
];

/// Reads a day; the scan stays where it is if there is none.
pub(super) fn read(scan: &mut Scan<'_>) -> Option<Day> {
    let rules = [
        compact,
        full_date,
        month_and_day,
        dotted,
        of_month,
        weekday,
        relative,
        english::date,
        english::of_month,
        english::weekday,
        english::stretch,
        english::festival,
        stretch::read,
        festival::read,
    ];
    rules.iter().find_map(|rule| {
        let mut ahead = *scan;
        let day = rule(&mut ahead)?;
        *scan = ahead;
        Some(day)
    })
}

/// 20260805.
fn compact(scan: &mut Scan<'_>) -> Option<Day> {
    let digits = scan.take(8, |c| c.is_ascii_digit())?;
    let number = |part: &str| part.parse::<u32>().ok();
    let (year, month, day) = (number(&digits[..4])?, number(&digits[4..6])?, number(&digits[6..])?);
    (2000..2100).contains(&year).then_some(())?;
    date(Some(Year::Given(i32::try_from(year).ok()?)), month, day)
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

/// 2026年, 明年.
pub(super) fn year(scan: &mut Scan<'_>) -> Option<Year> {
    if let Some(ahead) = scan.pick(&[("今年", 0), ("本年", 0), ("明年", 1), ("次年", 1)]) {
        scan.eat_any(&["度", "的"]);
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
    let ahead = scan.pick(MONTHS);
    scan.eat("的");
    let day = scan.number().filter(|day| (1..=31).contains(day))?;
    scan.eat_any(&["日", "号"]).then_some(Day::OfMonth { ahead, day })
}

/// 周五, 本周五, 下星期三, 下下周一.
fn weekday(scan: &mut Scan<'_>) -> Option<Day> {
    let weeks = scan.pick(WEEKS);
    let day = scan.eat_any(WEEK).then(|| day_of_week(scan))??;
    Some(Day::Weekday { weeks, day })
}

/// The 五 of 周五. 周一 is a day, 一个 or 三次 behind 周 is a count.
pub(super) fn day_of_week(scan: &mut Scan<'_>) -> Option<Weekday> {
    let mut ahead = *scan;
    let day = ahead.pick(WEEKDAYS)?;
    let written = scan.rest().starts_with(|c: char| c.is_ascii_digit());
    let is_count = ahead.tail().starts_with(|c: char| "个次".contains(c) || (written && c.is_ascii_digit()));
    if is_count {
        return None;
    }
    *scan = ahead;
    Some(day)
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
        ("第二天", 1),
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
        "次一工作日",
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

pub(super) fn date(year: Option<Year>, month: u32, day: u32) -> Option<Day> {
    ((1..=12).contains(&month) && (1..=31).contains(&day)).then_some(Day::Date { year, month, day })
}
