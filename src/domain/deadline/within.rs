//! Counted periods: 3个工作日内, 自印发之日起10个工作日内, within 24 hours.

use super::day;
use super::phrase::{Day, Unit, Within};
use super::scan::Scan;

const UNITS: &[(&str, Unit)] = &[
    ("个工作日", Unit::WorkingDay),
    ("工作日", Unit::WorkingDay),
    ("working days", Unit::WorkingDay),
    ("working day", Unit::WorkingDay),
    ("business days", Unit::WorkingDay),
    ("business day", Unit::WorkingDay),
    ("workdays", Unit::WorkingDay),
    ("个自然日", Unit::Day),
    ("自然日", Unit::Day),
    ("天", Unit::Day),
    ("日", Unit::Day),
    ("calendar days", Unit::Day),
    ("days", Unit::Day),
    ("day", Unit::Day),
    ("个星期", Unit::Week),
    ("星期", Unit::Week),
    ("个礼拜", Unit::Week),
    ("周", Unit::Week),
    ("weeks", Unit::Week),
    ("week", Unit::Week),
    ("个月", Unit::Month),
    ("months", Unit::Month),
    ("month", Unit::Month),
    ("个小时", Unit::Hour),
    ("个钟头", Unit::Hour),
    ("小时", Unit::Hour),
    ("hours", Unit::Hour),
    ("hour", Unit::Hour),
    ("hrs", Unit::Hour),
    ("h", Unit::Hour),
    ("分钟", Unit::Minute),
    ("minutes", Unit::Minute),
    ("minute", Unit::Minute),
    ("mins", Unit::Minute),
    ("min", Unit::Minute),
];

/// What makes a count a limit.
pub(super) const LIMITS: &[&str] = &["之内", "以内", "内"];

/// Reads a period; the scan stays where it is if there is none.
pub(super) fn read(scan: &mut Scan<'_>) -> Option<Within> {
    let mut ahead = *scan;
    let from = if receipt(&mut ahead) { None } else { origin(&mut ahead) };
    let limits = ahead.eat_any(&["within", "in", "不超过", "不多于", "限期", "限", "最多"]);
    let (count, unit) = half(&mut ahead).or_else(|| counted(&mut ahead))?;
    let counted_to = ahead.rest();
    let is_limit = ahead.eat_any(LIMITS) || limits;
    let said = scan.rest().strip_suffix(counted_to).unwrap_or_default().trim_end();
    if !is_limit && unit == Unit::Day && said.ends_with('日') {
        return None; // 5日 alone is a day of the month
    }
    if from.is_some() && !unit.is_of_days() {
        return None; // hours from a day: from when of it?
    }
    ahead.eat_any(&["of receipt", "after receipt", "from receipt", "from now"]);
    *scan = ahead;
    Some(Within { count, unit, is_limit, from })
}

/// 自印发之日起, 收到通知后, 即日起: the day of receipt is where counting starts anyway, so it is no day of its own.
fn receipt(scan: &mut Scan<'_>) -> bool {
    const PAPERS: &[&str] = &["本通知", "此通知", "该通知", "通知", "本文件", "此文件", "文件", "本函", "此件", "来文"];
    const ARRIVES: &[&str] = &[
        "印发", "收文", "收到", "接到", "收件", "接", "发文", "下发", "发布", "发出", "送达", "签收", "即日", "今天",
        "今日",
    ];
    let mut ahead = *scan;
    ahead.eat_any(&["自", "从", "在", "于"]);
    ahead.eat_any(PAPERS);
    let names_day = ahead.eat_any(ARRIVES);
    ahead.eat_any(PAPERS);
    let is_receipt = names_day && ahead.eat_any(&["之日起", "当日起", "之后", "之日", "后", "起"]);
    if is_receipt {
        ahead.eat_any(&["的", "算"]);
        *scan = ahead;
    }
    is_receipt
}

/// 自8月1日起, 8月1日后.
fn origin(scan: &mut Scan<'_>) -> Option<Day> {
    let mut ahead = *scan;
    ahead.eat_any(&["自", "从"]);
    let day = day::read(&mut ahead)?;
    ahead.eat_any(&["之日起", "起", "之后", "以后", "后"]).then_some(())?;
    ahead.eat_any(&["的", "算"]);
    *scan = ahead;
    Some(day)
}

/// 半个月 is 15 days, 半小时 30 minutes. 半年 is also a stretch (半年结束前), so it must be limited.
fn half(scan: &mut Scan<'_>) -> Option<(u32, Unit)> {
    let mut ahead = *scan;
    if ahead.eat("半年") && LIMITS.iter().any(|limit| ahead.rest().starts_with(limit)) {
        *scan = ahead;
        return Some((6, Unit::Month));
    }
    scan.pick(&[
        ("半个月", (15, Unit::Day)),
        ("半个小时", (30, Unit::Minute)),
        ("半小时", (30, Unit::Minute)),
        ("half an hour", (30, Unit::Minute)),
    ])
}

/// A number and its unit.
pub(super) fn counted(scan: &mut Scan<'_>) -> Option<(u32, Unit)> {
    const ENGLISH: &[(&str, u32)] = &[
        ("one", 1),
        ("an", 1),
        ("a", 1),
        ("two", 2),
        ("three", 3),
        ("four", 4),
        ("five", 5),
        ("six", 6),
        ("seven", 7),
        ("eight", 8),
        ("nine", 9),
        ("ten", 10),
    ];
    let count = scan.pick(ENGLISH).or_else(|| scan.number())?;
    if scan.eat_any(&["个半小时", "个半钟头"]) {
        return in_bounds(count * 60 + 30, Unit::Minute);
    }
    if let Some(months) = scan.pick(&[("个季度", 3), ("年", 12)]) {
        return in_bounds(count * months, Unit::Month);
    }
    let unit = scan.pick(UNITS)?;
    in_bounds(count, unit)
}

fn in_bounds(count: u32, unit: Unit) -> Option<(u32, Unit)> {
    (1..=unit.count_max()).contains(&count).then_some((count, unit))
}
