//! The name of an instance: `{月}安全生产月报` becomes 8月安全生产月报; a name without marks gets its month or day behind it.
//!
//! Marks are `{月}` and `{上月}`, `{季度}` and `{上季度}`, `{年}`, `{日}`, or in English `{month}`, `{last month}`, `{quarter}`,
//! `{last quarter}`, `{year}`, `{day}`; what they say is that of the day which the rule names, wherever days off move the deadline.

use chrono::{Datelike, Months, NaiveDate};

use super::Frequency;
use crate::domain::Lang;

const QUARTERS: [&str; 4] = ["一季度", "二季度", "三季度", "四季度"];
const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// The name as it is kept: where it says the month or the quarter of its first instance, or of the one before, a mark takes its place.
#[must_use]
pub fn template(said: &str, first: NaiveDate) -> String {
    let month = first.month();
    let before = if month == 1 { 12 } else { month - 1 };
    let mut kept = said.to_owned();
    for (number, mark) in [(month, "{月}"), (before, "{上月}")] {
        kept = marked(&kept, &format!("{number}月"), mark);
    }
    let quarter = quarter_of(first);
    for (number, mark) in [(quarter, "{季度}"), ((quarter + 3) % 4, "{上季度}")] {
        kept = kept.replace(QUARTERS[number], mark);
    }
    let year = named(&kept, first).year();
    if kept.contains('{') { kept.replace(&format!("{year}年"), "{年}") } else { kept }
}

/// The name of the instance that the rule puts on this day and whose deadline falls on `due`.
#[must_use]
pub fn title(kept: &str, day: NaiveDate, due: NaiveDate, frequency: Frequency, lang: Lang) -> String {
    if !kept.contains('{') {
        let suffix = match frequency {
            Frequency::Monthly | Frequency::Rarely => month(day, lang),
            Frequency::Daily | Frequency::Weekly | Frequency::Fortnightly => date(due, lang),
        };
        return format!("{kept} · {suffix}");
    }
    let before = |months| day.checked_sub_months(Months::new(months)).unwrap_or(day);
    let quarter = |day| match lang {
        Lang::Zh => QUARTERS[quarter_of(day)].to_owned(),
        Lang::En => format!("Q{}", quarter_of(day) + 1),
    };
    let year = match lang {
        Lang::Zh => format!("{}年", named(kept, day).year()),
        Lang::En => named(kept, day).year().to_string(),
    };
    let mut title = kept.to_owned();
    for (marks, said) in [
        (["{上月}", "{last month}"], month(before(1), lang)),
        (["{月}", "{month}"], month(day, lang)),
        (["{上季度}", "{last quarter}"], quarter(before(3))),
        (["{季度}", "{quarter}"], quarter(day)),
        (["{年}", "{year}"], year),
        (["{日}", "{day}"], date(due, lang)),
    ] {
        for mark in marks {
            title = title.replace(mark, &said);
        }
    }
    title
}

/// The name without the period that it says, so that tasks of one kind are known by it: 7月安全生产月报 and 8月安全生产月报.
#[must_use]
pub fn kind(title: &str) -> String {
    let title = QUARTERS.iter().fold(title.to_owned(), |title, quarter| title.replace(quarter, ""));
    let mut kept = String::with_capacity(title.len());
    let mut rest = title.as_str();
    while let Some(letter) = rest.chars().next() {
        let digits = rest.len() - rest.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
        let behind = &rest[digits..];
        let unit = behind.chars().next().filter(|unit| "年月日号周期".contains(*unit));
        if let (1.., Some(unit)) = (digits, unit) {
            rest = &behind[unit.len_utf8()..];
            kept.truncate(kept.trim_end_matches('第').len());
            continue;
        }
        kept.push(letter);
        rest = &rest[letter.len_utf8()..];
    }
    let is_filler = |letter: char| letter.is_whitespace() || "·-—–()（）".contains(letter);
    kept.trim_matches(is_filler).to_owned()
}

/// A month in a name, where it is not part of a date (7月25日) or of a larger number.
fn marked(said: &str, month: &str, mark: &str) -> String {
    let mut kept = String::with_capacity(said.len());
    let mut rest = said;
    while let Some(at) = rest.find(month) {
        let (head, tail) = (&rest[..at], &rest[at + month.len()..]);
        let is_date = tail.starts_with(|c: char| c.is_ascii_digit());
        let is_larger = head.ends_with(|c: char| c.is_ascii_digit());
        kept.push_str(head);
        kept.push_str(if is_date || is_larger { month } else { mark });
        rest = tail;
    }
    kept + rest
}

/// The day whose year is meant: a name that speaks of last month speaks of its year too.
fn named(kept: &str, day: NaiveDate) -> NaiveDate {
    let has = |marks: [&str; 2]| marks.iter().any(|mark| kept.contains(mark));
    let months = if has(["{上月}", "{last month}"]) {
        1
    } else if has(["{上季度}", "{last quarter}"]) {
        3
    } else {
        0
    };
    day.checked_sub_months(Months::new(months)).unwrap_or(day)
}

fn quarter_of(day: NaiveDate) -> usize {
    day.month0() as usize / 3
}

fn month(day: NaiveDate, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{}月", day.month()),
        Lang::En => MONTHS[day.month0() as usize].to_owned(),
    }
}

fn date(day: NaiveDate, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{}月{}日", day.month(), day.day()),
        Lang::En => format!("{} {}", day.day(), MONTHS[day.month0() as usize]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tasks_of_one_kind_are_known_without_their_period() {
        for (title, of) in [
            ("7月安全生产月报", "安全生产月报"),
            ("2026年12月安全生产月报", "安全生产月报"),
            ("三季度燃气安全小结", "燃气安全小结"),
            ("第12期隐患通报", "隐患通报"),
            ("汛期值班表 · 7月25日", "汛期值班表"),
            ("燃气安全小结", "燃气安全小结"),
            ("3个一批清单", "3个一批清单"),
        ] {
            assert_eq!(kind(title), of, "{title}");
        }
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_name_that_says_its_month_is_kept_with_a_mark() {
        for (said, first, kept) in [
            ("7月份安全生产工作月报", "2026-07-25", "{月}份安全生产工作月报"),
            ("7月安全生产月报", "2026-08-05", "{上月}安全生产月报"),
            ("2026年12月月报", "2027-01-05", "{年}{上月}月报"),
            ("2026年7月月报", "2026-07-25", "{年}{月}月报"),
            ("重大事故隐患清单动态更新(7月)", "2026-07-31", "重大事故隐患清单动态更新({月})"),
            ("三季度进展", "2026-09-20", "{季度}进展"),
            ("第二季度进展", "2026-07-10", "第{上季度}进展"),
            ("6月安全生产月总结", "2026-09-20", "6月安全生产月总结"),
            ("7月1日活动月报", "2026-07-25", "7月1日活动月报"),
            ("17月饼", "2026-07-25", "17月饼"),
            ("2026年度计划月报", "2026-07-25", "2026年度计划月报"),
            ("{月}月报", "2026-07-25", "{月}月报"),
        ] {
            assert_eq!(template(said, day(first)), kept, "{said}");
        }
    }

    #[test]
    fn each_instance_says_its_own_month_quarter_or_day() {
        use Frequency::{Daily, Monthly, Rarely, Weekly};
        for (kept, named, due, frequency, said, english) in [
            ("{月}安全生产月报", "2026-08-25", "2026-08-25", Monthly, "8月安全生产月报", "Aug安全生产月报"),
            ("{年}{上月}月报", "2027-01-05", "2027-01-05", Monthly, "2026年12月月报", "2026Dec月报"),
            ("第{上季度}进展", "2027-01-10", "2027-01-11", Rarely, "第四季度进展", "第Q4进展"),
            ("安全生产月报", "2026-10-31", "2026-11-02", Monthly, "安全生产月报 · 10月", "安全生产月报 · Oct"),
            ("值班日报", "2026-10-03", "2026-10-03", Daily, "值班日报 · 10月3日", "值班日报 · 3 Oct"),
            ("周报", "2026-07-25", "2026-07-27", Weekly, "周报 · 7月27日", "周报 · 27 Jul"),
        ] {
            assert_eq!(title(kept, day(named), day(due), frequency, Lang::Zh), said);
            assert_eq!(title(kept, day(named), day(due), frequency, Lang::En), english);
        }
    }
}
