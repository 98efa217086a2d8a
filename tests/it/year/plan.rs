//! What three offices ask in a year, and how those who are asked go about it. Everything follows from the numbers.

use chrono::{DateTime, Datelike as _, Duration, NaiveDate, TimeZone as _, Utc};
use chrono_tz::Asia::Shanghai;
use cuiban::domain::calendar::Calendar;

/// Something asked of all departments of an office.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    pub(super) office: usize,
    pub(super) title: String,
    pub(super) published: DateTime<Utc>,
    pub(super) deadline: DateTime<Utc>,
}

/// What somebody does about it: after the notice, or around the deadline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// 收到 at once, the day before as the date, and kept.
    PromisesAndKeeps,
    /// Done within two days, no word before.
    SoonDone,
    /// Done on the last day, no word before.
    LastDay,
    /// A date two days ahead of the deadline that is not kept; done a working day late.
    PromisesAndBreaks,
    /// A difficulty, and done once the lead has answered.
    Difficulty,
    /// Done two working days late, no word before.
    Late,
    /// Nothing, ever.
    Never,
}

/// In a hundred cases so many go each way.
const WAYS: [(u64, Way); 7] = [
    (42, Way::PromisesAndKeeps),
    (20, Way::SoonDone),
    (16, Way::LastDay),
    (8, Way::PromisesAndBreaks),
    (4, Way::Difficulty),
    (7, Way::Late),
    (3, Way::Never),
];

/// How this department goes about this task of this office.
pub(super) fn way(office: usize, task: usize, dept: usize) -> Way {
    let mixed = (office as u64 * 7_919 + task as u64 * 104_729 + dept as u64 * 1_299_709).wrapping_mul(2_654_435_761);
    let mut roll = (mixed >> 16) % 100;
    for (share, way) in WAYS {
        if roll < share {
            return way;
        }
        roll -= share;
    }
    Way::Never
}

pub(super) fn moment(day: NaiveDate, hour: u32, minute: u32) -> DateTime<Utc> {
    Shanghai.from_local_datetime(&day.and_hms_opt(hour, minute, 0).unwrap()).single().unwrap().with_timezone(&Utc)
}

/// The day `n` working days on (or back).
pub(super) fn working(day: NaiveDate, n: i64) -> NaiveDate {
    Calendar::built_in().add_working(day, n)
}

fn date(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).unwrap()
}

/// Forty of each office, by the moment they are published.
pub(super) fn year() -> Vec<Asked> {
    let mut all: Vec<Asked> = (0..3).flat_map(of_office).collect();
    all.sort_by_key(|asked| (asked.published, asked.office));
    all
}

fn of_office(office: usize) -> Vec<Asked> {
    let shift = u32::try_from(office).unwrap();
    let subject = ["安全生产", "生态环保", "消防工作"][office];
    let extra = [
        ["隐患排查台账", "专项检查小结", "宣传活动情况"],
        ["排污口核查表", "整改销号材料", "督察问题进展"],
        ["消防设施统计", "重点单位名单", "演练情况报告"],
    ][office];
    let calendar = Calendar::built_in();
    let mut all = Vec::new();
    for month in 1..=12 {
        let from = calendar.working_on_or_after(date(month, 5 + shift));
        let due = calendar.working_on_or_after(date(month, [25, 22, 27][office]));
        all.push(asked(office, format!("{month}月{subject}月报"), from, due));
        if month % 3 == 0 {
            let from = calendar.working_on_or_after(date(month, 2 + shift));
            let due = calendar.working_on_or_after(date(month, 18));
            all.push(asked(office, format!("{}季度{subject}进展", month / 3), from, due));
        }
        for (n, title) in (0u32..2).zip(extra) {
            let from = calendar.working_on_or_after(date(month, 8 + 7 * n + shift));
            let days = [3, 10, 5, 2, 20, 7][((month + 2 * n + shift) % 6) as usize];
            all.push(asked(office, format!("{month}月{title}"), from, working(from, days)));
        }
    }
    all
}

fn asked(office: usize, title: String, from: NaiveDate, due: NaiveDate) -> Asked {
    let minute = 10 + 13 * (from.day() % 4) + 3 * u32::try_from(office).unwrap();
    let published = moment(from, if from.day().is_multiple_of(2) { 9 } else { 15 }, minute);
    Asked { office, title, published, deadline: moment(due, 17, 30) }
}

/// What a department does, and when: the data of a button, or words.
#[derive(Clone, Debug)]
pub(super) enum Act {
    Press(String),
    Say(String),
}

/// All that this way comes to for one part, `o.t.d` as buttons name it.
pub(super) fn acts(way: Way, asked: &Asked, part: &str) -> Vec<(DateTime<Utc>, Act)> {
    let day = |at: DateTime<Utc>| at.with_timezone(&Shanghai).date_naive();
    let (first, last) = (day(asked.published), day(asked.deadline));
    let press = |at, verb: &str| (at, Act::Press(format!("{verb}:{part}")));
    let date = |at, due: DateTime<Utc>| (at, Act::Press(format!("da:{part}.{}", due.timestamp())));
    let seen = asked.published + Duration::minutes(35);
    let spread = u32::try_from(asked.published.timestamp() / 60 % 50).unwrap();
    match way {
        Way::PromisesAndKeeps => {
            let due = working(last, -1).max(first);
            let kept = moment(due, 16, spread).max(seen + Duration::minutes(30)).min(asked.deadline);
            vec![press(seen, "ak"), date(seen + Duration::minutes(1), moment(due, 17, 30)), press(kept, "wy")]
        }
        Way::SoonDone => vec![press(moment(working(first, 1), 10, spread).min(asked.deadline), "wy")],
        Way::LastDay => vec![press(moment(last, 15, spread), "wy")],
        Way::PromisesAndBreaks => {
            let due = working(last, -2).max(first);
            vec![date(seen, moment(due, 17, 30)), press(moment(working(last, 1), 11, spread), "wy")]
        }
        Way::Difficulty => {
            let at = moment(working(first, 1), 9, 40);
            let said = Act::Say("下属单位数据还没报齐，按期有困难".to_owned());
            vec![press(at, "df"), (at + Duration::minutes(2), said), press(moment(last, 15, spread), "wy")]
        }
        Way::Late => vec![press(moment(working(last, 2), 10, spread), "wy")],
        Way::Never => vec![],
    }
}
