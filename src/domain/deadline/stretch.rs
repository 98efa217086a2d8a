//! Runs of days and their ends: 月底, 三季度末, 下半年结束前, 年底, 本周内, 8月上旬.

use super::day::{MONTHS, WEEK, WEEKS, year};
use super::phrase::{Day, Edge, Stretch, Which, Year};
use super::scan::Scan;

const EDGES: &[(&str, Edge)] = &[
    ("底", Edge::End),
    ("末", Edge::End),
    ("终", Edge::End),
    ("之内", Edge::End),
    ("以内", Edge::End),
    ("内", Edge::End),
    ("结束之前", Edge::End),
    ("结束以前", Edge::End),
    ("结束前", Edge::End),
    ("初", Edge::Start),
    ("中", Edge::Middle),
];

const TENTHS: &[(&str, u32)] = &[("上旬", 1), ("中旬", 2), ("下旬", 3)];

/// Halves, quarters and years by their distance from this one.
const AHEAD: &[(&str, u32)] =
    &[("本", 0), ("这个", 0), ("这", 0), ("当", 0), ("下一个", 1), ("下个", 1), ("下一", 1), ("下", 1)];

/// Reads a stretch; the scan stays where it is if there is none.
pub(super) fn read(scan: &mut Scan<'_>) -> Option<Day> {
    [old_year, week, tenth, months].iter().find_map(|rule| {
        let mut ahead = *scan;
        let day = rule(&mut ahead)?;
        *scan = ahead;
        Some(day)
    })
}

/// 年前.
fn old_year(scan: &mut Scan<'_>) -> Option<Day> {
    scan.eat("年前").then_some(Day::OldYear)
}

/// 本周内, 下周末, 周内; 下周 alone is any day of it.
fn week(scan: &mut Scan<'_>) -> Option<Day> {
    let weeks = scan.pick(WEEKS);
    scan.eat_any(WEEK).then_some(())?;
    let edge = scan.pick(EDGES);
    let is_named = weeks.is_some() || edge == Some(Edge::End);
    is_named.then_some(Day::Stretch(Stretch::Week(weeks.unwrap_or(0)), edge.unwrap_or(Edge::Whole)))
}

/// 8月上旬, 本月下旬, 中旬.
fn tenth(scan: &mut Scan<'_>) -> Option<Day> {
    let of = month(scan);
    let nth = scan.pick(TENTHS)?;
    scan.eat_any(&["之内", "以内", "内", "结束"]);
    Some(Day::Stretch(Stretch::Tenth { of, nth }, Edge::End))
}

/// 月底, 8月份内, 本季度末, 上半年结束前, 年底.
fn months(scan: &mut Scan<'_>) -> Option<Day> {
    let (months, which, is_bare) = if let Some(which) = month(scan) {
        (1, which, false)
    } else if let Some(which) = quarter(scan) {
        (3, which, false)
    } else if let Some(which) = half(scan) {
        (6, which, false)
    } else if let Some(year) = year(scan) {
        (12, Which::Nth { year: Some(year), nth: 1 }, false)
    } else {
        let months =
            scan.pick(&[("年度", 12), ("全年", 12), ("年", 12), ("季度", 3), ("季", 3), ("半年", 6), ("月", 1)])?;
        (months, Which::Ahead(0), true)
    };
    // 8月月底 says it twice.
    let mut ahead = *scan;
    if months == 1 && ahead.eat("月") && ahead.pick(EDGES).is_some() {
        scan.eat("月");
    }
    if months == 12 && scan.eat("年") && !scan.rest().starts_with(['底', '末', '终', '初', '中']) {
        return None;
    }
    let edge = scan.pick(EDGES);
    if is_bare && edge.is_none() {
        return None;
    }
    Some(Day::Stretch(Stretch::Months { months, which }, edge.unwrap_or(Edge::Whole)))
}

/// 8月, 2026年8月份, 下月.
fn month(scan: &mut Scan<'_>) -> Option<Which> {
    if let Some(ahead) = scan.pick(MONTHS) {
        scan.eat("份");
        return Some(Which::Ahead(ahead));
    }
    nth(scan, 12, |ahead| {
        let nth = ahead.number()?;
        ahead.eat("月").then(|| ahead.eat("份"))?;
        Some(nth)
    })
}

/// 三季度, 第3季度, Q3, 下季度.
fn quarter(scan: &mut Scan<'_>) -> Option<Which> {
    const NAMES: &[&str] = &["季度", "季"];
    if let Some(which) = distant(scan, NAMES) {
        return Some(which);
    }
    nth(scan, 4, |ahead| {
        if let Some(nth) = ahead.pick(&[("q1", 1), ("q2", 2), ("q3", 3), ("q4", 4)]) {
            return Some(nth);
        }
        ahead.eat("第");
        let nth = ahead.number()?;
        ahead.eat_any(NAMES).then_some(nth)
    })
}

/// 上半年, 下半年.
fn half(scan: &mut Scan<'_>) -> Option<Which> {
    nth(scan, 2, |ahead| ahead.pick(&[("上半年", 1), ("下半年", 2)]))
}

/// 本季度, 下个季度.
fn distant(scan: &mut Scan<'_>, names: &[&str]) -> Option<Which> {
    let mut ahead = *scan;
    let distance = ahead.pick(AHEAD)?;
    ahead.eat_any(names).then_some(())?;
    *scan = ahead;
    Some(Which::Ahead(distance))
}

/// The n-th part of a year, which may stand before it.
fn nth(scan: &mut Scan<'_>, nth_max: u32, read: fn(&mut Scan<'_>) -> Option<u32>) -> Option<Which> {
    let mut ahead = *scan;
    let year: Option<Year> = year(&mut ahead);
    let nth = read(&mut ahead).filter(|nth| (1..=nth_max).contains(nth))?;
    *scan = ahead;
    Some(Which::Nth { year, nth })
}
