//! Counted periods: 3个工作日内, 自印发之日起10个工作日内, within 24 hours.

use super::phrase::{Span, Unit};
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

/// Reads a period; the scan stays where it is if there is none.
pub(super) fn read(scan: &mut Scan<'_>) -> Option<Span> {
    let mut ahead = *scan;
    receipt(&mut ahead);
    let within = ahead.eat_any(&["within", "in"]);
    let (count, unit) = half(&mut ahead).or_else(|| counted(&mut ahead))?;
    let counted_to = ahead.rest();
    let is_limit = ahead.eat_any(&["之内", "以内", "内"]) || within;
    let said = scan.rest().strip_suffix(counted_to).unwrap_or_default().trim_end();
    if !is_limit && unit == Unit::Day && said.ends_with('日') {
        return None; // 5日 alone is a day of the month
    }
    ahead.eat_any(&["of receipt", "after receipt", "from receipt", "from now"]);
    *scan = ahead;
    Some(Span { count, unit, is_limit })
}

/// 自印发之日起, 收到通知后, 即日起: the day of receipt is where counting starts anyway.
fn receipt(scan: &mut Scan<'_>) {
    let mut ahead = *scan;
    ahead.eat_any(&["自", "从"]);
    ahead.eat_any(&["本通知", "通知", "本文件", "文件"]);
    let names_day = ahead.eat_any(&["印发", "收文", "收到", "接到", "发文", "下发", "即日", "今天", "今日"]);
    ahead.eat_any(&["本通知", "通知", "本文件", "文件"]);
    if names_day && ahead.eat_any(&["之日起", "之后", "当日起", "后", "起"]) {
        ahead.eat_any(&["的", "算"]);
        *scan = ahead;
    }
}

/// 半个月 is 15 days, 半小时 30 minutes.
fn half(scan: &mut Scan<'_>) -> Option<(u32, Unit)> {
    scan.pick(&[
        ("半个月", (15, Unit::Day)),
        ("半个小时", (30, Unit::Minute)),
        ("半小时", (30, Unit::Minute)),
        ("half an hour", (30, Unit::Minute)),
    ])
}

fn counted(scan: &mut Scan<'_>) -> Option<(u32, Unit)> {
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
    let unit = scan.pick(UNITS)?;
    in_bounds(count, unit)
}

fn in_bounds(count: u32, unit: Unit) -> Option<(u32, Unit)> {
    (1..=unit.count_max()).contains(&count).then_some((count, unit))
}
