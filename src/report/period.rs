//! The period of a report as people say it: 三季度, 2026-07, 7月1日至9月30日, last month, Q3 2026.
//!
//! A report looks back: a month or quarter without a year is the last one that has begun, and what is not over yet ends now.

use chrono::{DateTime, Datelike, Months, NaiveDate, TimeDelta};
use chrono_tz::Tz;

use crate::domain::Moment;
use crate::domain::calendar::{Calendar, Hours, WorkTime};
use crate::domain::plain::half_width;

/// First and last day.
type Days = (NaiveDate, NaiveDate);

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const NUMERALS: [(&str, &str); 12] = [
    ("十二", "12"),
    ("十一", "11"),
    ("十", "10"),
    ("一", "1"),
    ("二", "2"),
    ("三", "3"),
    ("四", "4"),
    ("五", "5"),
    ("六", "6"),
    ("七", "7"),
    ("八", "8"),
    ("九", "9"),
];
const JOINTS: [&str; 11] = ["..", "至", "到", "~", "—", "–", " to ", " - ", " until ", " through ", "-"];

/// What the words mean, as moments between which a deadline counts: later than the first, not later than the second.
/// Nothing said is the current quarter, whole: what is not due yet stands in it as open.
#[must_use]
pub fn parse(text: &str, zone: Tz, now: Moment) -> Option<(Moment, Moment)> {
    let today = now.with_timezone(&zone).date_naive();
    let plain: String = text.trim().chars().map(half_width).flat_map(char::to_lowercase).collect();
    let days = if plain.is_empty() { quarter(today.year(), quarter_of(today)) } else { said(&plain, today) };
    let (first, last) = days.filter(|(first, last)| first <= last)?;
    let midnight = |day: NaiveDate| {
        // The calendar does not matter here: midnight is where it is.
        let wall = WorkTime { calendar: Calendar::built_in(), hours: Hours::default(), zone };
        wall.at(day.and_time(chrono::NaiveTime::MIN))
    };
    let from: DateTime<_> = midnight(first);
    let end = midnight(last.checked_add_signed(TimeDelta::days(1))?);
    Some((from, end))
}

fn said(text: &str, today: NaiveDate) -> Option<Days> {
    let text = text.strip_prefix("from ").or_else(|| text.strip_prefix('从')).unwrap_or(text);
    if let Some(days) = one(text, today) {
        return Some(days);
    }
    JOINTS.iter().filter_map(|joint| text.split_once(joint)).find_map(|(from, to)| range(from, to, today))
}

/// `7月至9月`, `7-9月`, `11月1日至1月31日`.
fn range(from: &str, to: &str, today: NaiveDate) -> Option<Days> {
    let (_, last) = one(to, today)?;
    let unit = if to.contains("季度") { "季度" } else { "月" };
    let from =
        if from.trim().parse::<u32>().is_ok_and(|n| n <= 12) { format!("{from}{unit}") } else { from.to_owned() };
    // The beginning is the last such day before the end, so that a range may cross the year.
    let (first, _) = one(&from, last)?;
    Some((first, last))
}

fn one(text: &str, today: NaiveDate) -> Option<Days> {
    let spaced = text.trim();
    let mut text: String = spaced.chars().filter(|sign| !sign.is_whitespace() && *sign != ',').collect();
    for (numeral, digits) in NUMERALS {
        text = text.replace(numeral, digits);
    }
    let text = text.replace("月份", "月").replace('号', "日");
    relative(&text, today)
        .or_else(|| quarter_said(&text, today))
        .or_else(|| date_said(&text, today))
        .or_else(|| month_said(&text, today))
        .or_else(|| english(spaced, today))
        .or_else(|| year(text.strip_suffix('年').unwrap_or(&text)).and_then(whole_year))
}

fn relative(text: &str, today: NaiveDate) -> Option<Days> {
    let (this, before) = (today, first_of_month(today));
    let last_month = before.pred_opt()?;
    let last_quarter = quarter(this.year(), quarter_of(this))?.0.pred_opt()?;
    match text {
        "本月" | "这个月" | "当月" | "thismonth" => month(this.year(), this.month()),
        "上月" | "上个月" | "lastmonth" => month(last_month.year(), last_month.month()),
        "本季度" | "本季" | "这个季度" | "thisquarter" => quarter(this.year(), quarter_of(this)),
        "上季度" | "上季" | "上个季度" | "lastquarter" => {
            quarter(last_quarter.year(), quarter_of(last_quarter))
        }
        "今年" | "本年" | "本年度" | "全年" | "thisyear" => whole_year(this.year()),
        "去年" | "上年" | "上年度" | "lastyear" => whole_year(this.year() - 1),
        "今天" | "今日" | "today" => Some((today, today)),
        _ => half_said(text, today),
    }
}

fn half_said(text: &str, today: NaiveDate) -> Option<Days> {
    let (before, second) = match (text.strip_suffix("上半年"), text.strip_suffix("下半年")) {
        (Some(before), _) => (before, 0),
        (_, Some(before)) => (before, 6),
        _ => return None,
    };
    let begins = |year: i32| NaiveDate::from_ymd_opt(year, 1 + second, 1);
    let first = begins(year_or_last(before, today, begins)?)?;
    Some((first, (first + Months::new(6)).pred_opt()?))
}

/// `三季度`, `第3季度`, `2026q3`, `q32026`, `2026-q3`.
fn quarter_said(text: &str, today: NaiveDate) -> Option<Days> {
    let (before, number, after) = if let Some(before) = text.strip_suffix("季度").or_else(|| text.strip_suffix('季'))
    {
        let number = before.chars().last()?.to_digit(10)?;
        let before = &before[..before.len() - 1];
        (before.strip_suffix('第').unwrap_or(before), number, "")
    } else {
        let (before, rest) = text.split_once('q')?;
        let number = rest.chars().next()?.to_digit(10)?;
        (before, number, &rest[1..])
    };
    let named = if before.is_empty() { after } else { before };
    if !before.is_empty() && !after.is_empty() {
        return None;
    }
    let begins = |year: i32| Some(quarter(year, number)?.0);
    quarter(year_or_last(named.trim_matches(['-', '/', '年']), today, begins)?, number)
}

/// `2026-07-01`, `2026年7月1日`, `7月1日`, `2026/7/1`, `2026.7.1`.
fn date_said(text: &str, today: NaiveDate) -> Option<Days> {
    let text = text.strip_suffix('日').unwrap_or(text);
    let numbers: Vec<&str> = text.split(['-', '/', '.', '年', '月']).collect();
    let day = match numbers[..] {
        [said_year, month, day] => NaiveDate::from_ymd_opt(year(said_year)?, small(month)?, small(day)?),
        [month, day] if text.contains('月') => {
            let on = |year: i32| NaiveDate::from_ymd_opt(year, small(month)?, small(day)?);
            on(year_or_last("", today, on)?)
        }
        _ => None,
    }?;
    Some((day, day))
}

/// `2026-07`, `2026/7`, `2026年7月`, `7月`, `202607`.
fn month_said(text: &str, today: NaiveDate) -> Option<Days> {
    if let Some(number) = text.strip_suffix('月').filter(|number| !number.contains('年')) {
        let number = small(number)?;
        let begins = |year: i32| NaiveDate::from_ymd_opt(year, number, 1);
        return month(year_or_last("", today, begins)?, number);
    }
    let bare = text.strip_suffix('月').unwrap_or(text);
    let (said_year, number) = bare.split_once(['-', '/', '.', '年'])?;
    month(year(said_year)?, small(number)?)
}

/// `july`, `jul 2026`, `july 1`, `1 july 2026`.
fn english(text: &str, today: NaiveDate) -> Option<Days> {
    let words: Vec<&str> = text.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    let is_month =
        |word: &str| MONTHS.iter().position(|name| *name == word || (word.len() >= 3 && name.starts_with(word)));
    let (at, month_at) = words.iter().enumerate().find_map(|(at, word)| Some((at, is_month(word)?)))?;
    let number = u32::try_from(month_at).ok()? + 1;
    let others: Vec<&str> = words.iter().enumerate().filter(|(place, _)| *place != at).map(|(_, word)| *word).collect();
    let said_year = others.iter().find_map(|word| year(word));
    let days: Vec<u32> =
        others.iter().filter(|word| year(word).is_none()).map(|word| small(word)).collect::<Option<_>>()?;
    let on = |day: u32| move |year: i32| NaiveDate::from_ymd_opt(year, number, day);
    match days[..] {
        [] => month(said_year.or_else(|| year_or_last("", today, on(1)))?, number),
        [day] => {
            let day = on(day)(said_year.or_else(|| year_or_last("", today, on(day)))?)?;
            Some((day, day))
        }
        _ => None,
    }
}

/// The year that is named, else the last in which this has begun.
fn year_or_last(named: &str, today: NaiveDate, begins: impl Fn(i32) -> Option<NaiveDate>) -> Option<i32> {
    match named {
        "" => (today.year() - 4..=today.year()).rev().find(|year| begins(*year).is_some_and(|day| day <= today)),
        "今年" | "今" | "本" => Some(today.year()),
        "去年" | "去" => Some(today.year() - 1),
        named => year(named.strip_suffix('年').unwrap_or(named)),
    }
}

fn year(text: &str) -> Option<i32> {
    let digits = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten().filter(|year| (1970..=9998).contains(year))
}

fn small(text: &str) -> Option<u32> {
    let digits = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

fn month(year: i32, number: u32) -> Option<Days> {
    let first = NaiveDate::from_ymd_opt(year, number, 1)?;
    Some((first, (first + Months::new(1)).pred_opt()?))
}

fn quarter(year: i32, number: u32) -> Option<Days> {
    let first = NaiveDate::from_ymd_opt(year, (1..=4).contains(&number).then(|| 3 * number - 2)?, 1)?;
    Some((first, (first + Months::new(3)).pred_opt()?))
}

fn quarter_of(day: NaiveDate) -> u32 {
    day.month0() / 3 + 1
}

fn whole_year(year: i32) -> Option<Days> {
    Some((NaiveDate::from_ymd_opt(year, 1, 1)?, NaiveDate::from_ymd_opt(year, 12, 31)?))
}

fn first_of_month(day: NaiveDate) -> NaiveDate {
    day.with_day(1).expect("every month has a first day")
}

#[cfg(test)]
mod tests {
    use super::*;

    const ZONE: Tz = Tz::Asia__Shanghai;

    fn at(wall: &str) -> Moment {
        DateTime::parse_from_rfc3339(&format!("{wall}+08:00")).unwrap().to_utc()
    }

    /// First and last day, on 2026-08-20 at 10:00.
    fn days(text: &str) -> Option<(String, String)> {
        let (from, to) = parse(text, ZONE, at("2026-08-20T10:00:00"))?;
        let day = |at: Moment| at.with_timezone(&ZONE).format("%Y-%m-%d %H:%M").to_string();
        Some((day(from), day(to)))
    }

    #[test]
    fn periods_are_understood_as_people_say_them() {
        for (text, from, to) in [
            ("", "2026-07-01", "2026-10-01"),
            ("本季度", "2026-07-01", "2026-10-01"),
            ("2026Q3", "2026-07-01", "2026-10-01"),
            ("三季度", "2026-07-01", "2026-10-01"),
            ("第三季度", "2026-07-01", "2026-10-01"),
            ("2026年第2季度", "2026-04-01", "2026-07-01"),
            ("Q2", "2026-04-01", "2026-07-01"),
            ("四季度", "2025-10-01", "2026-01-01"),
            ("Q3 2025", "2025-07-01", "2025-10-01"),
            ("2025 q3", "2025-07-01", "2025-10-01"),
            ("上季度", "2026-04-01", "2026-07-01"),
            ("last quarter", "2026-04-01", "2026-07-01"),
            ("2026-07", "2026-07-01", "2026-08-01"),
            ("2026年7月", "2026-07-01", "2026-08-01"),
            ("7月", "2026-07-01", "2026-08-01"),
            ("\u{ff17}月", "2026-07-01", "2026-08-01"),
            ("七月份", "2026-07-01", "2026-08-01"),
            ("十二月", "2025-12-01", "2026-01-01"),
            ("July", "2026-07-01", "2026-08-01"),
            ("jul 2025", "2025-07-01", "2025-08-01"),
            ("Sept", "2025-09-01", "2025-10-01"),
            ("本月", "2026-08-01", "2026-09-01"),
            ("上月", "2026-07-01", "2026-08-01"),
            ("last month", "2026-07-01", "2026-08-01"),
            ("2026年", "2026-01-01", "2027-01-01"),
            ("2025", "2025-01-01", "2026-01-01"),
            ("去年", "2025-01-01", "2026-01-01"),
            ("上半年", "2026-01-01", "2026-07-01"),
            ("2025年下半年", "2025-07-01", "2026-01-01"),
            ("2026-04-01..2026-06-30", "2026-04-01", "2026-07-01"),
            ("4月1日至6月30日", "2026-04-01", "2026-07-01"),
            ("4月1号到6月30号", "2026-04-01", "2026-07-01"),
            ("11月1日至1月31日", "2025-11-01", "2026-02-01"),
            ("2026年1月1日—2026年3月31日", "2026-01-01", "2026-04-01"),
            ("4-6月", "2026-04-01", "2026-07-01"),
            ("1至2季度", "2026-01-01", "2026-07-01"),
            ("2026-04至2026-06", "2026-04-01", "2026-07-01"),
            ("April 1 to June 30", "2026-04-01", "2026-07-01"),
            ("from 1 April 2026 to 30 June 2026", "2026-04-01", "2026-07-01"),
            ("7月1日", "2026-07-01", "2026-07-02"),
            ("2026-07-01", "2026-07-01", "2026-07-02"),
            ("2026-07-01..2026-09-30", "2026-07-01", "2026-10-01"),
        ] {
            let whole = |day: &str| format!("{day} 00:00");
            assert_eq!(days(text), Some((whole(from), whole(to))), "{text}");
        }
    }

    #[test]
    fn what_has_not_begun_is_a_period_and_what_is_none_is_none() {
        assert_eq!(days("2026Q4"), Some(("2026-10-01 00:00".into(), "2027-01-01 00:00".into())));
        for text in ["随便", "13月", "五季度", "Q5", "2026-02-30", "2026-09-30..2026-07-01", "99", "q", "-", "july 32"]
        {
            assert_eq!(days(text), None, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_words_get_an_answer(text in "([0-9年月日季度第上下本半q.至-]|\\PC){0,20}") {
            if let Some((from, to)) = parse(&text, ZONE, at("2026-08-20T10:00:00")) {
                assert!(from <= to);
            }
        }
    }

    #[test]
    fn days_begin_where_the_office_is() {
        let now = at("2026-08-20T10:00:00");
        let (from, _) = parse("7月", Tz::Europe__Berlin, now).unwrap();
        assert_eq!(from.to_rfc3339(), "2026-06-30T22:00:00+00:00");
    }
}
