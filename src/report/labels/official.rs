//! What a document is set in, and how it writes days and periods.

use chrono::{Datelike, Months, NaiveDate};

use super::Labels;
use crate::domain::Lang;

/// Typefaces of a document, as GB/T 9704 names them; each with the one that stands in where it is missing.
#[derive(Clone, Copy, Debug)]
pub(in crate::report) struct Faces {
    pub(in crate::report) title: [&'static str; 2],
    pub(in crate::report) heading: [&'static str; 2],
    pub(in crate::report) sub: [&'static str; 2],
    pub(in crate::report) body: [&'static str; 2],
    pub(in crate::report) page: [&'static str; 2],
    /// Letters and digits.
    pub(in crate::report) latin: &'static str,
}

const ZH: Faces = Faces {
    title: ["方正小标宋简体", "宋体"],
    heading: ["黑体", "SimHei"],
    sub: ["楷体_GB2312", "楷体"],
    body: ["仿宋_GB2312", "仿宋"],
    page: ["宋体", "SimSun"],
    latin: "Times New Roman",
};

const EN: Faces = Faces {
    title: ["Times New Roman", "Liberation Serif"],
    heading: ["Times New Roman", "Liberation Serif"],
    sub: ["Times New Roman", "Liberation Serif"],
    body: ["Times New Roman", "Liberation Serif"],
    page: ["Times New Roman", "Liberation Serif"],
    latin: "Times New Roman",
};

impl Labels {
    pub(in crate::report) fn faces(&self) -> &'static Faces {
        match self.lang {
            Lang::Zh => &ZH,
            Lang::En => &EN,
        }
    }

    /// What stands between two sentences.
    pub(in crate::report) fn space(&self) -> &'static str {
        match self.lang {
            Lang::Zh => "",
            Lang::En => " ",
        }
    }

    /// 2026年10月9日, 9 October 2026.
    pub(in crate::report) fn full_day(&self, day: NaiveDate) -> String {
        match self.lang {
            Lang::Zh => format!("{}年{}月{}日", day.year(), day.month(), day.day()),
            Lang::En => day.format("%-d %B %Y").to_string(),
        }
    }

    /// 2026年第三季度, if it is one; else a month, a year, or both days.
    pub(in crate::report) fn period_of(&self, (first, last): (NaiveDate, NaiveDate)) -> String {
        let months = (1..=12)
            .find(|months| first.day() == 1 && first.checked_add_months(Months::new(*months)) == last.succ_opt());
        let (year, month) = (first.year(), first.month());
        match (self.lang, months) {
            (Lang::Zh, Some(1)) => format!("{year}年{month}月"),
            (Lang::En, Some(1)) => first.format("%B %Y").to_string(),
            (Lang::Zh, Some(3)) if month % 3 == 1 => {
                format!("{year}年第{}季度", ["一", "二", "三", "四"][month as usize / 3])
            }
            (Lang::En, Some(3)) if month % 3 == 1 => {
                let quarter = ["first", "second", "third", "fourth"][month as usize / 3];
                format!("the {quarter} quarter of {year}")
            }
            (Lang::Zh, Some(12)) if month == 1 => format!("{year}年度"),
            (Lang::En, Some(12)) if month == 1 => year.to_string(),
            (Lang::Zh, _) => format!("{}至{}", self.full_day(first), self.full_day(last)),
            (Lang::En, _) => format!("{} to {}", self.full_day(first), self.full_day(last)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_named_as_people_name_them() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        for (first, last, zh, en) in [
            ("2026-07-01", "2026-09-30", "2026年第三季度", "the third quarter of 2026"),
            ("2026-10-01", "2026-12-31", "2026年第四季度", "the fourth quarter of 2026"),
            ("2026-02-01", "2026-02-28", "2026年2月", "February 2026"),
            ("2026-01-01", "2026-12-31", "2026年度", "2026"),
            ("2026-02-01", "2026-04-30", "2026年2月1日至2026年4月30日", "1 February 2026 to 30 April 2026"),
            ("2026-07-06", "2026-07-06", "2026年7月6日至2026年7月6日", "6 July 2026 to 6 July 2026"),
        ] {
            let days = (day(first), day(last));
            assert_eq!((Labels::zh().period_of(days), Labels::en().period_of(days)), (zh.to_owned(), en.to_owned()));
        }
    }
}
