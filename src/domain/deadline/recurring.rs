//! Repeated deadlines: 每月25日前, 每季度首月10日前, 每周一、周四上午10点前, 每月结束后5个工作日内, 10月1日至7日每日17时前.

use std::collections::BTreeSet;

use chrono::Weekday;

use super::phrase::{Clock, Day, Phrase, Recurring, Unit};
use super::scan::Scan;
use super::wrapping::LIMITS;
use super::{clock, day, every, grammar, within};
use crate::domain::recurrence::{DayOfMonth, Pattern};

const EACH_MONTH: &[&str] = &["每个月", "每月份", "每月", "逐月", "各月"];
const EACH_QUARTER: &[&str] = &["每个季度", "每季度", "每季", "各季度", "逐季"];
const EACH_HALF: &[&str] = &["每个半年", "每半年"];
const EACH_YEAR: &[&str] = &["每年度", "每年", "每一年", "逐年"];
const EACH_WEEK: &[&str] = &["每周", "每个星期", "每星期", "每个礼拜", "每礼拜"];
const EACH_SECOND_WEEK: &[&str] = &["每两周", "每2周", "每隔一周", "隔周", "每两个星期", "每隔一个星期"];
const EACH_DAY: &[&str] = &["每天", "每日", "每个自然日", "逐日", "天天"];
const EACH_WORKDAY: &[&str] = &["每个工作日", "每工作日", "每一个工作日"];
const ENDED: &[&str] = &["结束之后", "结束后", "终了后", "过后", "末后", "后"];
const ENDS: &[&str] = &["结束之前", "结束前", "月底", "月末", "季末", "年底", "年末", "底", "末"];
const SPARES: &[&str] = &["的", "都", "于", "在", "份"];
const AND: &[&str] = &["、", "和", "及", "以及", "与"];
const UNTIL: &[&str] = &["直至", "直到", "一直到", "截止到", "截至", "至", "到", "until", "till", "through"];

/// Reads a repeated deadline, and whether it is one by its own words; the scan stays where it is if there is none.
pub(super) fn read(scan: &mut Scan<'_>) -> Option<(Phrase, bool)> {
    let mut ahead = *scan;
    let (from, mut until) = bounds(&mut ahead);
    let mut clock = english_clock(&mut ahead);
    let pattern = pattern(&mut ahead).or_else(|| every::read(&mut ahead))?;
    ahead.eat_any(SPARES);
    ahead.eat_any(&["at", "by"]);
    clock = clock.or_else(|| clock::read(&mut ahead));
    let is_limited = grammar::limit(&mut ahead) || clock.is_some();
    *scan = ahead;
    if until.is_none() && ahead.eat_any(UNTIL) {
        until = day::read(&mut ahead);
        if until.is_some() {
            ahead.eat_any(&["为止", "止"]);
            *scan = ahead;
        }
    }
    let recurring = Recurring { pattern, clock, from, until };
    Some((Phrase::Recurring(Box::new(recurring)), is_limited || until.is_some()))
}

/// 10月1日至7日, 从下月起, 即日起: between which days.
fn bounds(scan: &mut Scan<'_>) -> (Option<Day>, Option<Day>) {
    let mut ahead = *scan;
    if let Some(span) = super::span::read(&mut ahead) {
        ahead.eat_any(&["期间", "内"]);
        *scan = ahead;
        let first = span.from.and_then(|from| from.days.first().copied());
        return (first, span.to.days.first().copied());
    }
    let mut ahead = *scan;
    ahead.eat_any(&["自", "从"]);
    if ahead.eat_any(&["即日起", "今天起", "今日起"]) {
        *scan = ahead;
        return (None, None);
    }
    let first = day::read(&mut ahead).filter(|_| ahead.eat_any(&["开始", "起"]));
    if first.is_some() {
        *scan = ahead;
    }
    (first, None)
}

/// By 5pm every Friday.
fn english_clock(scan: &mut Scan<'_>) -> Option<Clock> {
    let mut ahead = *scan;
    let clock = clock::read(&mut ahead)?;
    ahead.rest().starts_with("every").then_some(())?;
    *scan = ahead;
    Some(clock)
}

fn pattern(scan: &mut Scan<'_>) -> Option<Pattern> {
    let each: [fn(&mut Scan<'_>) -> Option<Pattern>; 6] = [monthly, quarterly, half_yearly, yearly, weekly, daily];
    each.iter().find_map(|rule| {
        let mut ahead = *scan;
        let pattern = rule(&mut ahead)?;
        *scan = ahead;
        Some(pattern)
    })
}

fn of_months(months: &[u8], day: DayOfMonth) -> Pattern {
    Pattern::Monthly { interval: 1, months: months.iter().copied().collect(), day }
}

fn monthly(scan: &mut Scan<'_>) -> Option<Pattern> {
    let mut ahead = *scan;
    if ahead.eat("每") {
        ahead.eat("隔");
        let interval = ahead.number().filter(|n| *n > 1 && ahead.eat_any(&["个月", "月"]));
        if let Some(interval) = interval.filter(|_| !scan.rest().starts_with("每隔")) {
            *scan = ahead;
            let interval = u8::try_from(interval).ok()?;
            return Some(Pattern::Monthly { interval, months: BTreeSet::new(), day: day_of_month(scan)? });
        }
    }
    scan.eat_any(EACH_MONTH).then_some(())?;
    Some(of_months(&[], day_of_month(scan)?))
}

/// The first, second or last month of a quarter, its end, or some days after it.
fn quarterly(scan: &mut Scan<'_>) -> Option<Pattern> {
    const MONTHS: &[(&str, [u8; 4])] = &[
        ("首月", [1, 4, 7, 10]),
        ("第一个月", [1, 4, 7, 10]),
        ("首个月", [1, 4, 7, 10]),
        ("第二个月", [2, 5, 8, 11]),
        ("末月", [3, 6, 9, 12]),
        ("最后一个月", [3, 6, 9, 12]),
        ("第三个月", [3, 6, 9, 12]),
    ];
    scan.eat_any(EACH_QUARTER).then_some(())?;
    scan.eat_any(SPARES);
    if let Some(months) = scan.pick(MONTHS) {
        return Some(of_months(&months, day_of_month(scan)?));
    }
    around(scan, &[1, 4, 7, 10], &[3, 6, 9, 12])
}

fn half_yearly(scan: &mut Scan<'_>) -> Option<Pattern> {
    scan.eat_any(EACH_HALF).then_some(())?;
    around(scan, &[1, 7], &[6, 12])
}

/// What comes around the end of a period: its last or first working day, or some days after it.
fn around(scan: &mut Scan<'_>, first_months: &[u8], last_months: &[u8]) -> Option<Pattern> {
    scan.eat_any(SPARES);
    if let Some(day) = after_the_end(scan) {
        return Some(of_months(first_months, day));
    }
    if scan.eat_any(ENDS) {
        return Some(of_months(last_months, DayOfMonth::Workday(-1)));
    }
    let nth = ordinal(scan).filter(|_| scan.eat("工作日"))?;
    Some(of_months(if nth > 0 { first_months } else { last_months }, DayOfMonth::Workday(nth)))
}

/// 每年6月20日, 每年6月、12月底, 每年年底.
fn yearly(scan: &mut Scan<'_>) -> Option<Pattern> {
    scan.eat_any(EACH_YEAR).then_some(())?;
    scan.eat_any(SPARES);
    if let Some(day) = after_the_end(scan) {
        return Some(Pattern::Yearly { months: [1].into(), day });
    }
    if scan.eat_any(ENDS) {
        return Some(Pattern::Yearly { months: [12].into(), day: DayOfMonth::Workday(-1) });
    }
    let months: BTreeSet<u8> = list(scan, |scan| {
        let month = u8::try_from(scan.number()?).ok()?;
        (scan.eat("月") && (1..=12).contains(&month)).then_some(month)
    })?;
    scan.eat_any(SPARES);
    Some(Pattern::Yearly { months, day: day_of_month(scan)? })
}

fn weekly(scan: &mut Scan<'_>) -> Option<Pattern> {
    let interval = if scan.eat_any(EACH_SECOND_WEEK) {
        scan.eat("的");
        scan.eat_any(day::WEEK).then_some(2)?
    } else {
        scan.eat_any(EACH_WEEK).then_some(1)?
    };
    scan.eat("的");
    Some(Pattern::Weekly { interval, days: weekdays(scan)? })
}

/// 五, 一、周四, 一至周五; 周 was read.
fn weekdays(scan: &mut Scan<'_>) -> Option<Vec<Weekday>> {
    let one = |scan: &mut Scan<'_>| {
        scan.eat_any(day::WEEK);
        day::day_of_week(scan)
    };
    let first = one(scan)?;
    let mut ahead = *scan;
    if ahead.eat_any(&["至", "到", "-", "~"])
        && let Some(last) = one(&mut ahead)
    {
        *scan = ahead;
        let count = last.days_since(first);
        return Some((0..=count).scan(first, |day, _| Some(std::mem::replace(day, day.succ()))).collect());
    }
    let mut days = vec![first];
    loop {
        let mut ahead = *scan;
        ahead.eat_any(AND);
        let Some(day) = one(&mut ahead) else { return Some(days) };
        days.push(day);
        *scan = ahead;
    }
}

fn daily(scan: &mut Scan<'_>) -> Option<Pattern> {
    if scan.eat_any(EACH_WORKDAY) {
        return Some(Pattern::Workdays);
    }
    if scan.eat_any(&["每两天", "每两日", "每隔一天", "隔天"]) {
        return Some(Pattern::Daily { interval: 2 });
    }
    scan.eat_any(EACH_DAY).then_some(Pattern::Daily { interval: 1 })
}

/// 5日、25日, 底, 第二个周三, 最后一个工作日, 结束后5个工作日内.
fn day_of_month(scan: &mut Scan<'_>) -> Option<DayOfMonth> {
    scan.eat_any(SPARES);
    if let Some(day) = after_the_end(scan) {
        return Some(day);
    }
    if scan.eat_any(ENDS) {
        return Some(DayOfMonth::Workday(-1));
    }
    let mut ahead = *scan;
    if let Some(nth) = ordinal(&mut ahead) {
        let day = if ahead.eat("工作日") {
            DayOfMonth::Workday(nth)
        } else {
            ahead.eat_any(day::WEEK).then_some(())?;
            DayOfMonth::Weekdays(vec![(nth, day::day_of_week(&mut ahead)?)])
        };
        *scan = ahead;
        return Some(day);
    }
    dates(scan).map(DayOfMonth::Dates)
}

/// 5日、15号; of 1日至5日 the end.
fn dates(scan: &mut Scan<'_>) -> Option<BTreeSet<u8>> {
    let mut ahead = *scan;
    if ahead.number().is_some() {
        ahead.eat_any(&["日", "号"]);
        if ahead.eat_any(&["至", "到", "-", "~"])
            && let Some(last) = date(&mut ahead)
        {
            *scan = ahead;
            return Some([last].into());
        }
    }
    list(scan, date)
}

fn date(scan: &mut Scan<'_>) -> Option<u8> {
    let day = u8::try_from(scan.number()?).ok()?;
    (scan.eat_any(&["日", "号"]) && (1..=31).contains(&day)).then_some(day)
}

fn list(scan: &mut Scan<'_>, one: fn(&mut Scan<'_>) -> Option<u8>) -> Option<BTreeSet<u8>> {
    let mut all = BTreeSet::from([one(scan)?]);
    loop {
        let mut ahead = *scan;
        let follows = ahead.eat_any(AND);
        match one(&mut ahead) {
            Some(next) if follows => all.insert(next),
            _ => return Some(all),
        };
        *scan = ahead;
    }
}

/// 结束后5个工作日内 is the fifth of the next, 结束后10日内 its 10th.
fn after_the_end(scan: &mut Scan<'_>) -> Option<DayOfMonth> {
    let mut ahead = *scan;
    ahead.eat_any(ENDED).then_some(())?;
    ahead.eat("的");
    let (count, unit) = within::counted(&mut ahead)?;
    let day = match unit {
        Unit::WorkingDay => DayOfMonth::Workday(i8::try_from(count).ok()?),
        Unit::Day => DayOfMonth::Dates([u8::try_from(count).ok().filter(|day| *day <= 31)?].into()),
        _ => return None,
    };
    ahead.eat_any(LIMITS).then_some(())?;
    *scan = ahead;
    Some(day)
}

/// 第二个, 首个, 最后一个, 倒数第二个.
fn ordinal(scan: &mut Scan<'_>) -> Option<i8> {
    if let Some(nth) = scan.pick(&[("首个", 1), ("最后一个", -1), ("最后1个", -1)]) {
        return Some(nth);
    }
    let sign = if scan.eat("倒数") { -1 } else { 1 };
    scan.eat("第").then_some(())?;
    let nth = i8::try_from(scan.number()?).ok()?;
    scan.eat("个");
    Some(sign * nth)
}
