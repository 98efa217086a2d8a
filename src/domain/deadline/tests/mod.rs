//! The oracles of the trade, and how people vary them.

mod phrases;

use chrono::{NaiveDateTime, TimeDelta};
use chrono_tz::Tz;
use proptest::prelude::*;

use super::*;
use crate::domain::calendar::{Calendar, Hours};

const MON: &str = "2026-07-20 10:00";

fn office() -> WorkTime<'static> {
    WorkTime { calendar: Calendar::built_in(), hours: Hours::default(), zone: Tz::Asia__Shanghai }
}

fn moment(wall: &str) -> Moment {
    office().at(NaiveDateTime::parse_from_str(wall, "%Y-%m-%d %H:%M").unwrap())
}

fn wall(at: Moment) -> String {
    office().local(at).format("%m-%d %H:%M").to_string()
}

fn understood(phrase: &str, now: &str) -> Understanding {
    understand(phrase, moment(now), &office())
}

/// Each phrase means its moment, `month-day hour:minute`; with `r`, `p` or `past` for its flags.
fn means(now: &str, table: &[(&str, &str)]) {
    for (phrase, expected) in table {
        let found = understood(phrase, now);
        let initial = |flag: &Flag| match flag {
            Flag::RestDay => " r",
            Flag::Provisional => " p",
            Flag::Past => " past",
        };
        let flags: String = found.flags.iter().map(initial).collect();
        let said = found.deadline.map_or("ask".to_owned(), wall) + &flags;
        assert_eq!(said, *expected, "{phrase} said at {now}: {found:?}");
        assert!(found.deadline.is_none() || found.candidates.is_empty(), "{phrase}");
    }
}

/// Each phrase is a repeated deadline.
fn recurs(table: &[(&str, &str)]) {
    for (phrase, expected) in table {
        let found = understood(phrase, MON);
        let said = found.recurrence.as_ref().map_or("none".to_owned(), ToString::to_string);
        assert_eq!(said, format!("RRULE:{expected}"), "{phrase}: {found:?}");
        assert_eq!((found.rule, found.deadline, found.candidates), (Some(Rule::Recurrence), None, vec![]), "{phrase}");
    }
}

fn asks(now: &str, phrases: &[&str]) {
    for phrase in phrases {
        let found = understood(phrase, now);
        assert_eq!(found.deadline, None, "{phrase}: {:?}", found.deadline.map(wall));
    }
}

#[test]
fn the_oracles_hold() {
    means(
        MON,
        &[
            ("本周五下班前", "07-24 17:30"),
            ("周五前", "07-24 17:30"),
            ("下周三前", "07-29 17:30"),
            ("下周一上班前", "07-27 08:30"),
            ("明天中午12点前", "07-21 12:00"),
            ("今天下班前", "07-20 17:30"),
            ("今天下午三点半前", "07-20 15:30"),
            ("明早10点", "07-21 10:00"),
            ("今晚24:00前", "07-21 00:00"),
            ("后天前", "07-22 17:30"),
            ("8月5日17:00前", "08-05 17:00"),
            ("8月8日前", "08-08 17:30 r"),
            ("9.15前", "09-15 17:30"),
            ("8月5日上午", "08-05 12:00"),
            ("25日前", "07-25 17:30 r"),
            ("10号前", "08-10 17:30"),
            ("下月10日前", "08-10 17:30"),
            ("三个工作日内", "07-23 17:30"),
            ("自印发之日起10个工作日内", "08-03 17:30"),
            ("一周内", "07-27 17:30"),
            ("5日内", "07-27 17:30"),
            ("收到后24小时内", "07-21 10:00"),
            ("两小时内", "07-20 12:00"),
            ("最迟8月3日", "08-03 17:30"),
            ("周末前", "07-24 17:30"),
            ("月底前", "07-31 17:30"),
            ("8月下旬", "08-31 17:30"),
            ("季度末前", "09-30 17:30"),
            ("即日起至8月31日", "08-31 17:30"),
            ("过两天", "ask"),
            ("7月24日(周四)前", "ask"),
        ],
    );
    recurs(&[
        ("每月25日前", "FREQ=MONTHLY;BYMONTHDAY=25;T=17:30"),
        ("每季度末月20日前", "FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=20;T=17:30"),
        ("每周一上午10点前", "FREQ=WEEKLY;BYDAY=MO;T=10:00"),
        ("每月底前", "FREQ=MONTHLY;BYWORKDAY=-1;T=17:30"),
        ("每月结束后5个工作日内", "FREQ=MONTHLY;BYWORKDAY=5;T=17:30"),
    ]);
    means("2026-02-10 09:05", &[("春节前", "02-14 17:30"), ("节后第一个工作日", "02-24 17:30")]);
    means("2026-09-17 16:20", &[("5个工作日内", "09-23 17:30"), ("一个月内", "10-19 17:30")]);
    means("2026-04-29 15:30", &[("3个工作日内", "05-07 17:30")]);
    means("2026-12-28 11:00", &[("1月5日前", "01-05 17:30 p")]);
    means("2026-07-24 18:10", &[("今天下班前", "ask past")]);
}

#[test]
fn words_that_name_no_day_are_asked_with_likely_moments() {
    let phrases = [
        "尽快",
        "抓紧",
        "近期",
        "有空",
        "过两天",
        "月初",
        "8月初",
        "月中",
        "年前",
        "年初",
        "下周",
        "8月前",
        "国庆后",
        "国庆",
        "每月",
        "每周",
        "每旬",
        "春节前一天",
        "哦豁",
        "",
    ];
    for phrase in phrases {
        let found = understood(phrase, MON);
        assert_eq!((found.deadline, &found.recurrence), (None, &None), "{phrase}");
        assert!((2..=4).contains(&found.candidates.len()), "{phrase}: {found:?}");
    }
    let likely = |phrase| understood(phrase, MON).candidates.iter().map(|at| wall(*at)).collect::<Vec<_>>();
    assert_eq!(likely("8月初"), ["08-03 17:30", "08-05 17:30", "08-10 17:30"]);
    assert_eq!(likely("下周"), ["07-24 17:30", "07-31 17:30"]);
    assert_eq!(likely("国庆"), ["09-30 17:30", "10-08 17:30"]);
    assert_eq!(likely("年前"), ["12-31 17:30", "02-04 17:30"]);
    assert_eq!(likely("9月31日前"), ["09-30 17:30", "10-01 17:30"]);
}

#[test]
fn a_festival_of_a_year_without_a_list_is_provisional_or_asked() {
    means("2026-11-27 09:00", &[("元旦前", "12-31 17:30 p"), ("节前", "12-31 17:30 p"), ("春节前", "ask p")]);
    means(
        "2027-01-11 09:00",
        &[("节前", "ask p"), ("五一前", "04-30 17:30 p"), ("国庆节后第一个工作日", "10-04 17:30 p")],
    );
    let spring = understood("春节前", "2027-01-11 09:00");
    assert_eq!(spring.candidates.iter().map(|at| wall(*at)).collect::<Vec<_>>(), ["02-03 17:30", "02-04 17:30"]);
}

#[test]
fn what_begins_or_counts_elsewhere_is_asked() {
    let now = "2026-09-30 09:00";
    let duty = understood("10月1日至7日每日17时前", now);
    assert_eq!((duty.deadline, duty.recurrence), (None, None), "its text cannot say when it begins");
    assert_eq!(duty.candidates.iter().map(|at| wall(*at)).collect::<Vec<_>>(), ["10-01 17:00", "10-02 17:00"]);
    asks(MON, &["会后3个工作日内报送", "自开工之日起5日内", "请于农历八月十五前报送", "8月28日、30日前"]);
    recurs(&[
        ("从下月起每月5日前", "FREQ=MONTHLY;BYMONTHDAY=5;T=17:30"),
        ("即日起每周五下班前报送", "FREQ=WEEKLY;BYDAY=FR;T=17:30"),
    ]);
}

#[test]
fn clocks_that_change_and_summer_hours_are_minded() {
    use crate::domain::calendar::{DayHours, MonthDay, Season};
    let said = |zone, phrase: &str, now: &str| {
        let work = WorkTime { zone, ..office() };
        explain(phrase, now.parse().unwrap(), &work).deadline
    };
    for (zone, phrase, now, expected) in [
        (Tz::Europe__Berlin, "3月29日凌晨2:30前", "2026-03-27T09:00:00Z", "2026-03-29T03:00:00+02:00"),
        (Tz::Europe__Berlin, "24小时内", "2026-03-28T09:00:00Z", "2026-03-29T11:00:00+02:00"),
        (Tz::Europe__Berlin, "10月25日凌晨2:30前", "2026-10-23T09:00:00Z", "2026-10-25T02:30:00+02:00"),
        (Tz::America__New_York, "明天下班前", "2026-10-31T14:00:00Z", "2026-11-01T17:30:00-05:00"),
        (Tz::America__New_York, "今晚12点前", "2026-12-31T20:00:00Z", "2027-01-01T00:00:00-05:00"),
    ] {
        assert_eq!(said(zone, phrase, now).as_deref(), Some(expected), "{phrase}");
    }
    let time = |text: &str| text.parse().unwrap();
    let summer = DayHours::new([time("08:30:00"), time("12:00:00"), time("15:00:00"), time("18:00:00")]).unwrap();
    let season = Season { from: MonthDay { month: 6, day: 1 }, to: MonthDay { month: 9, day: 30 }, hours: summer };
    let work = WorkTime { hours: Hours { season: Some(season), ..Hours::default() }, ..office() };
    let ends = |phrase| wall(understand(phrase, moment(MON), &work).deadline.unwrap());
    assert_eq!((ends("明天下班前"), ends("10月9日下班前")), ("07-21 18:00".into(), "10-09 17:30".into()));
}

#[test]
fn what_leads_write_is_understood() {
    for (phrase, now, expected) in [
        ("7月10日前", "2026-07-01 10:00", "07-10 17:30"),
        ("7月24日17:00前", "2026-07-08 09:00", "07-24 17:00"),
        ("10个工作日内", "2026-07-13 09:30", "07-27 17:30"),
        ("本周五下班前", "2026-07-20 10:00", "07-24 17:30"),
        ("3个工作日内", "2026-07-22 11:00", "07-27 17:30"),
        ("8月28日前", "2026-08-10 09:30", "08-28 17:30"),
        ("8月25日前", "2026-08-05 09:30", "08-25 17:30"),
        ("8月14日中午12点前", "2026-08-12 14:00", "08-14 12:00"),
        ("本周四中午12点前", "2026-08-17 09:00", "08-20 12:00"),
        ("8月26日前", "2026-08-18 15:00", "08-26 17:30"),
        ("9.15前", "2026-09-01 09:00", "09-15 17:30"),
        ("9月24日前", "2026-09-07 09:30", "09-24 17:30"),
        ("9月28日17:00前", "2026-09-16 09:00", "09-28 17:00"),
        ("收到后24小时内", "2026-09-22 14:20", "09-23 14:20"),
        ("7月底前", "2026-07-15 09:00", "07-31 17:30"),
        ("中秋前", "2026-09-14 10:00", "09-24 17:30"),
    ] {
        means(now, &[(phrase, expected)]);
    }
    recurs(&[
        ("每月最后一个工作日前", "FREQ=MONTHLY;BYWORKDAY=-1;T=17:30"),
        ("每日17时前", "FREQ=DAILY;T=17:00"),
        ("每日17时前,至10月7日", "FREQ=DAILY;T=17:00;UNTIL=2026-10-07"),
    ]);
}

#[test]
fn variants_of_writing_mean_the_same() {
    means(
        MON,
        &[
            ("8月5号", "08-05 17:30"),
            ("八月五号前", "08-05 17:30"),
            ("8月5", "08-05 17:30"),
            ("8/5", "08-05 17:30"),
            ("８月５日　１７：００前", "08-05 17:00"),
            ("8 月 5 日 17 点前", "08-05 17:00"),
            ("2026-8-5", "08-05 17:30"),
            ("2026年8月5日17时前", "08-05 17:00"),
            ("2026/08/05 17:00", "08-05 17:00"),
            ("2026.8.5前", "08-05 17:30"),
            ("二〇二六年八月五日之前", "08-05 17:30"),
            ("请于8月5日前报送", "08-05 17:30"),
            ("请务必于8月5日(周三)17:00前报送。", "08-05 17:00"),
            ("截止到8月5日", "08-05 17:30"),
            ("不晚于8月5日17点", "08-05 17:00"),
            ("8月5日以前上报", "08-05 17:30"),
            ("周三(8月5日)前", "08-05 17:30"),
            ("明年3月5日前", "03-05 17:30 p"),
            ("本月28号", "07-28 17:30"),
            ("次月5日", "08-05 17:30"),
            ("星期五前", "07-24 17:30"),
            ("礼拜五下午五点前", "07-24 17:00"),
            ("这周五12:00", "07-24 12:00"),
            ("下星期三", "07-29 17:30"),
            ("下下周一前", "08-03 17:30"),
            ("周一前", "07-20 17:30"),
            ("周日前", "07-26 17:30 r"),
            ("周五五点半", "ask"),
            ("周五下午五点半", "07-24 17:30"),
            ("次日9点前", "07-21 09:00"),
            ("大后天", "07-23 17:30"),
            ("下个工作日", "07-21 17:30"),
            ("今日内", "07-20 17:30"),
            ("今晚8点", "07-20 20:00"),
            ("今晚12点前", "07-21 00:00"),
            ("明天晚上9点", "07-21 21:00"),
            ("明下午", "07-21 17:30"),
            ("17:00前", "07-20 17:00"),
            ("下班前", "07-20 17:30"),
            ("今天24时前", "07-21 00:00"),
            ("明天上午下班前", "07-21 12:00"),
            ("明天下午上班前", "07-21 14:00"),
            ("明天中午", "07-21 12:00"),
            ("明天15点30分", "07-21 15:30"),
            ("明天下午3:15", "07-21 15:15"),
            ("明天十五点一刻", "07-21 15:15"),
            ("自收到通知之日起5个工作日内", "07-27 17:30"),
            ("收到本通知后，3个工作日之内", "07-23 17:30"),
            ("半个月内", "08-04 17:30"),
            ("明早上班前", "07-21 08:30"),
            ("请各单位于8月5日前报送至安委办", "08-05 17:30"),
            ("2026-08-05T17:00", "08-05 17:00"),
            ("2周内", "08-03 17:30"),
            ("30分钟内", "07-20 10:30"),
            ("一个半小时内", "07-20 11:30"),
            ("半小时内", "07-20 10:30"),
            ("十五天内", "08-04 17:30"),
        ],
    );
}

#[test]
fn english_means_the_same() {
    means(
        MON,
        &[
            ("Fri 17:30", "07-24 17:30"),
            ("by Friday", "07-24 17:30"),
            ("Aug 5", "08-05 17:30"),
            ("2026-08-05", "08-05 17:30"),
            ("5 August 17:00", "08-05 17:00"),
            ("August 5th, 2026", "08-05 17:30"),
            ("tomorrow noon", "07-21 12:00"),
            ("5pm tomorrow", "07-21 17:00"),
            ("Friday at 5:30 pm", "07-24 17:30"),
            ("by EOD Friday", "07-24 17:30"),
            ("within 3 working days", "07-23 17:30"),
            ("in 24 hours", "07-21 10:00"),
            ("within a week", "07-27 17:30"),
            ("next week Friday", "07-31 17:30"),
            ("Friday next week", "07-31 17:30"),
            ("no later than Aug 5", "08-05 17:30"),
            ("next working day", "07-21 17:30"),
            ("before 5pm", "07-20 17:00"),
            ("Sat", "07-25 17:30 r"),
        ],
    );
    let next = understood("next Friday", MON);
    assert_eq!(next.candidates.iter().map(|at| wall(*at)).collect::<Vec<_>>(), ["07-24 17:30", "07-31 17:30"]);
    asks(MON, &["before Friday", "soon", "maybe Friday", "Friday or Saturday", "05/08/2026", "friction", "in 3"]);
}

#[test]
fn what_is_impossible_contradictory_or_trailing_is_asked() {
    asks(
        MON,
        &[
            "",
            " ",
            "前",
            "8月32日前",
            "2月30日前",
            "13月5日",
            "6月31日",
            "25:00",
            "明天25点",
            "明天下午25点",
            "8月5日(周一)前",
            "明天(周五)",
            "8月5日左右",
            "大约8月5日",
            "8月5日后",
            "8月5日之后",
            "上周五",
            "8月5日或8月6日",
            "三四天内",
            "8月5日至",
            "0天内",
            "9999天内",
            "25",
            "25前",
            "17",
            "周五开会后",
            "上午15点",
            "3天后",
            "3天前",
            "2025年8月5日",
            "今天9点前",
            "本周一上午9点前",
            "明天3点前",
            "9:5",
            "17:000",
            "明天24:30",
            "第3天内",
            "2月29日前",
        ],
    );
}

#[test]
fn a_past_moment_is_flagged_and_asked_with_the_next_days() {
    let past = understood("本周五下班前", "2026-07-24 18:10");
    assert_eq!((past.deadline, past.rule, past.flags), (None, Some(Rule::Weekday), vec![Flag::Past]));
    assert_eq!(past.candidates.iter().map(|at| wall(*at)).collect::<Vec<_>>(), ["07-27 17:30", "07-31 17:30"]);
    means("2026-07-24 18:10", &[("下班前", "07-27 17:30"), ("周五前", "07-31 17:30"), ("24日前", "08-24 17:30")]);
    means("2026-07-25 10:00", &[("下班前", "07-27 17:30"), ("下周一", "07-27 17:30"), ("周六前", "07-25 17:30 r")]);
}

#[test]
fn a_contradiction_is_asked_with_both_readings() {
    let found = understood("7月24日(周四)前", MON);
    assert_eq!(found.candidates.iter().map(|at| wall(*at)).collect::<Vec<_>>(), ["07-23 17:30", "07-24 17:30"]);
    let hour = understood("明天3点前", MON);
    assert_eq!(hour.candidates.iter().map(|at| wall(*at)).collect::<Vec<_>>(), ["07-21 03:00", "07-21 15:00"]);
}

#[test]
fn an_understanding_is_printed_with_the_zones_offset() {
    let printed = |phrase| serde_json::to_string(&explain(phrase, moment(MON), &office())).unwrap();
    assert_eq!(
        printed("8月8日前"),
        r#"{"deadline":"2026-08-08T17:30:00+08:00","recurrence":null,"rule":"date","flags":["rest_day"],"candidates":[]}"#
    );
    assert_eq!(
        printed("？"),
        r#"{"deadline":null,"recurrence":null,"rule":null,"flags":[],"candidates":["2026-07-21T17:30:00+08:00","2026-07-23T17:30:00+08:00","2026-07-27T17:30:00+08:00"]}"#
    );
}

fn words() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "8月5日",
        "25号",
        "下",
        "周五",
        "本",
        "明",
        "天",
        "晚",
        "上午",
        "12点",
        "十",
        "三",
        "半",
        "个",
        "工作日",
        "内",
        "前",
        "17:00",
        "8.5",
        "/",
        "(",
        ")",
        " ",
        "fri",
        "by",
        "aug",
        "in",
        "hours",
        "2月29日",
        "31日",
        "年",
        "2027",
        "24时",
        "下班",
        "每",
        "月",
        "底",
        "周",
        "节",
        "后",
        "国庆",
        "季度",
        "年",
        "至",
        "第一个",
        "起",
        "上旬",
    ]);
    prop::collection::vec(word, 0..7).prop_map(|words| words.concat())
}

proptest! {
    #[test]
    fn any_text_is_read_without_panic(text in ".*") {
        understood(&text, MON);
    }

    #[test]
    fn a_deadline_is_always_ahead_and_always_the_same(text in words(), minutes in 0i64..2_000_000) {
        let now = moment("2024-01-01 00:00") + TimeDelta::minutes(minutes);
        let found = understand(&text, now, &office());
        prop_assert!(found.deadline.is_none_or(|at| at > now), "{} at {}", text, now);
        prop_assert!(found.candidates.iter().all(|at| *at > now));
        let is_known = found.deadline.is_some() || found.recurrence.is_some();
        let expected = if is_known { 0..=0 } else { 2..=4 };
        prop_assert!(expected.contains(&found.candidates.len()), "{} at {}: {:?}", text, now, found);
        prop_assert_eq!(found, understand(&text, now, &office()));
    }
}
