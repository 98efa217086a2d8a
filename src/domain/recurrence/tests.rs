//! Rules as text, and the moments they name around days off.

use chrono::NaiveDateTime;
use chrono_tz::Tz;
use proptest::prelude::*;

use super::*;
use crate::domain::Moment;
use crate::domain::calendar::{Calendar, Hours, WorkTime};

fn office() -> WorkTime<'static> {
    WorkTime { calendar: Calendar::built_in(), hours: Hours::default(), zone: Tz::Asia__Shanghai }
}

fn moment(wall: &str) -> Moment {
    office().at(NaiveDateTime::parse_from_str(wall, "%Y-%m-%d %H:%M").unwrap())
}

fn rule(text: &str) -> Recurrence {
    format!("RRULE:FREQ={text}").parse().unwrap()
}

/// The next moments after another, `year-month-day hour:minute`.
fn names(text: &str, after: &str, rest: RestDay, expected: &[&str]) {
    let rule = rule(text);
    let mut from = moment(after);
    for expected in expected {
        let next = rule.next(from, "2026-07-20".parse().unwrap(), rest, &office()).unwrap();
        assert_eq!(office().local(next.at).format("%Y-%m-%d %H:%M").to_string(), *expected, "{text} after {after}");
        from = next.at;
    }
}

#[test]
fn the_canonical_text_is_read_and_written() {
    for text in [
        "RRULE:FREQ=MONTHLY;BYMONTHDAY=25;T=17:30",
        "RRULE:FREQ=MONTHLY;BYMONTHDAY=5,15,25;T=12:00",
        "RRULE:FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=20;T=17:30",
        "RRULE:FREQ=WEEKLY;BYDAY=MO;T=10:00",
        "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR;T=10:00",
        "RRULE:FREQ=MONTHLY;BYWORKDAY=-1;T=17:30",
        "RRULE:FREQ=MONTHLY;BYDAY=2WE;T=17:30",
        "RRULE:FREQ=MONTHLY;INTERVAL=2;BYDAY=2FR,-1FR;T=17:30",
        "RRULE:FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=20;T=24:00",
        "RRULE:FREQ=DAILY;WORKDAY=1;T=16:00",
        "RRULE:FREQ=DAILY;T=17:00;UNTIL=2026-10-07",
        "RRULE:FREQ=DAILY;INTERVAL=2;T=09:05",
    ] {
        let read: Recurrence = text.parse().unwrap();
        assert_eq!(read.to_string(), text);
        let json = serde_json::to_string(&read).unwrap();
        assert_eq!(json, format!("\"{text}\""));
        assert_eq!(serde_json::from_str::<Recurrence>(&json).unwrap(), read);
    }
    let turned: Recurrence = "T=17:30;BYDAY=FR,MO,FR;FREQ=WEEKLY".parse().unwrap();
    assert_eq!(turned.to_string(), "RRULE:FREQ=WEEKLY;BYDAY=MO,FR;T=17:30");
}

#[test]
fn what_names_no_day_is_refused() {
    for text in [
        "",
        "每月25日",
        "RRULE:",
        "RRULE:FREQ=MONTHLY;BYMONTHDAY=25",
        "RRULE:FREQ=MONTHLY;T=17:30",
        "RRULE:FREQ=MONTHLY;BYMONTHDAY=32;T=17:30",
        "RRULE:FREQ=MONTHLY;BYMONTHDAY=0;T=17:30",
        "RRULE:FREQ=MONTHLY;BYMONTHDAY=25;BYDAY=1MO;T=17:30",
        "RRULE:FREQ=MONTHLY;BYDAY=MO;T=17:30",
        "RRULE:FREQ=MONTHLY;BYDAY=6MO;T=17:30",
        "RRULE:FREQ=MONTHLY;BYWORKDAY=0;T=17:30",
        "RRULE:FREQ=MONTHLY;INTERVAL=0;BYMONTHDAY=5;T=17:30",
        "RRULE:FREQ=MONTHLY;INTERVAL=2;BYMONTH=3;BYMONTHDAY=5;T=17:30",
        "RRULE:FREQ=MONTHLY;BYMONTH=13;BYMONTHDAY=5;T=17:30",
        "RRULE:FREQ=YEARLY;BYMONTHDAY=5;T=17:30",
        "RRULE:FREQ=WEEKLY;T=17:30",
        "RRULE:FREQ=WEEKLY;BYDAY=2MO;T=17:30",
        "RRULE:FREQ=WEEKLY;BYDAY=XX;T=17:30",
        "RRULE:FREQ=DAILY;T=24:01",
        "RRULE:FREQ=DAILY;T=17:60",
        "RRULE:FREQ=DAILY;T=5:00",
        "RRULE:FREQ=DAILY;T=17:00;T=18:00",
        "RRULE:FREQ=DAILY;T=17:00;UNTIL=20261007",
        "RRULE:FREQ=DAILY;WORKDAY=0;T=17:00",
        "RRULE:FREQ=HOURLY;T=17:00",
        "RRULE:FREQ=DAILY;COUNT=3;T=17:00",
        "RRULE:FREQ=DAILY;BYDAY=é;T=17:00",
    ] {
        assert!(text.parse::<Recurrence>().is_err(), "{text}");
    }
}

#[test]
fn a_rest_day_moves_its_instance_as_the_rule_says() {
    let monthly = "MONTHLY;BYMONTHDAY=25;T=17:30";
    names(monthly, "2026-07-06 09:30", RestDay::Next, &["2026-07-27 17:30", "2026-08-25 17:30", "2026-09-28 17:30"]);
    names(monthly, "2026-07-06 09:30", RestDay::Keep, &["2026-07-25 17:30", "2026-08-25 17:30", "2026-09-25 17:30"]);
    names(
        monthly,
        "2026-07-06 09:30",
        RestDay::Previous,
        &["2026-07-24 17:30", "2026-08-25 17:30", "2026-09-24 17:30"],
    );
    // moved behind the moment although its day is over
    names(monthly, "2026-07-26 09:00", RestDay::Next, &["2026-07-27 17:30"]);
    names(monthly, "2026-07-24 17:30", RestDay::Previous, &["2026-08-25 17:30"]);
    // a make-up Sunday is worked
    names("MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=20;T=17:30", "2026-08-24 09:00", RestDay::Next, &["2026-09-20 17:30"]);
}

#[test]
fn a_day_that_a_month_does_not_have_is_its_last() {
    let kept = ["2026-08-31 17:30", "2026-09-30 17:30", "2026-10-31 17:30"];
    names("MONTHLY;BYMONTHDAY=31;T=17:30", "2026-07-31 17:30", RestDay::Keep, &kept);
    names(
        "YEARLY;BYMONTH=2;BYMONTHDAY=29;T=17:30",
        "2026-03-01 09:00",
        RestDay::Keep,
        &["2027-02-28 17:30", "2028-02-29 17:30"],
    );
    names(
        "MONTHLY;BYMONTHDAY=30,31;T=17:30",
        "2026-08-31 18:00",
        RestDay::Keep,
        &["2026-09-30 17:30", "2026-10-30 17:30"],
    );
}

#[test]
fn weekdays_and_working_days_of_a_month_are_counted_from_either_end() {
    names("MONTHLY;BYDAY=2WE;T=10:00", "2026-07-20 10:00", RestDay::Next, &["2026-08-12 10:00", "2026-09-09 10:00"]);
    names("MONTHLY;BYDAY=-1FR;T=10:00", "2026-07-20 10:00", RestDay::Next, &["2026-07-31 10:00", "2026-08-28 10:00"]);
    names("MONTHLY;BYDAY=5FR;T=10:00", "2026-07-20 10:00", RestDay::Next, &["2026-07-31 10:00", "2026-10-30 10:00"]);
    names("MONTHLY;BYWORKDAY=-1;T=17:30", "2026-07-02 15:00", RestDay::Next, &["2026-07-31 17:30", "2026-08-31 17:30"]);
    names("MONTHLY;BYWORKDAY=-1;T=17:30", "2026-10-08 09:00", RestDay::Next, &["2026-10-30 17:30"]);
    names("MONTHLY;BYWORKDAY=5;T=17:30", "2026-09-08 09:00", RestDay::Next, &["2026-10-13 17:30", "2026-11-06 17:30"]);
    names("MONTHLY;BYWORKDAY=23;T=17:30", "2026-08-01 09:00", RestDay::Next, &["2026-08-31 17:30", "2026-09-30 17:30"]);
}

#[test]
fn intervals_are_counted_from_their_anchor() {
    names(
        "WEEKLY;INTERVAL=2;BYDAY=FR;T=17:30",
        "2026-07-20 10:00",
        RestDay::Next,
        &["2026-07-24 17:30", "2026-08-07 17:30"],
    );
    names("WEEKLY;INTERVAL=2;BYDAY=FR;T=17:30", "2026-07-15 10:00", RestDay::Next, &["2026-07-24 17:30"]);
    names(
        "MONTHLY;INTERVAL=2;BYMONTHDAY=5;T=17:30",
        "2026-07-20 10:00",
        RestDay::Keep,
        &["2026-09-05 17:30", "2026-11-05 17:30"],
    );
    names("DAILY;INTERVAL=3;T=09:00", "2026-07-20 10:00", RestDay::Keep, &["2026-07-23 09:00", "2026-07-26 09:00"]);
}

#[test]
fn daily_rules_know_days_off_and_their_last_day() {
    names(
        "DAILY;WORKDAY=1;T=16:00",
        "2026-09-30 16:00",
        RestDay::Next,
        &["2026-10-08 16:00", "2026-10-09 16:00", "2026-10-10 16:00"],
    );
    names("DAILY;T=17:00", "2026-07-24 17:00", RestDay::Next, &["2026-07-27 17:00", "2026-07-28 17:00"]);
    names("DAILY;T=24:00", "2026-07-24 17:00", RestDay::Keep, &["2026-07-25 00:00", "2026-07-26 00:00"]);
    let duty = rule("DAILY;T=17:00;UNTIL=2026-10-07");
    let next = |after| duty.next(moment(after), "2026-09-30".parse().unwrap(), RestDay::Keep, &office());
    assert_eq!(next("2026-10-07 09:00").unwrap().at, moment("2026-10-07 17:00"));
    assert_eq!(next("2026-10-07 17:00"), None);
}

#[test]
fn an_instance_keeps_its_name_where_it_is_moved_and_its_hour_where_clocks_change() {
    let monthly = rule("MONTHLY;BYMONTHDAY=25;T=17:30");
    let next =
        monthly.next(moment("2026-07-20 10:00"), "2026-07-20".parse().unwrap(), RestDay::Next, &office()).unwrap();
    assert_eq!((next.day, next.at), ("2026-07-25".parse().unwrap(), moment("2026-07-27 17:30")));
    let berlin = WorkTime { zone: Tz::Europe__Berlin, ..office() };
    let daily = rule("DAILY;T=02:30");
    let next = |after: &str| {
        let after = after.parse().unwrap();
        daily.next(after, "2026-03-01".parse().unwrap(), RestDay::Keep, &berlin).unwrap().at.to_rfc3339()
    };
    assert_eq!(next("2026-03-28T12:00:00Z"), "2026-03-29T01:00:00+00:00"); // 02:30 was skipped
    assert_eq!(next("2026-10-24T12:00:00Z"), "2026-10-25T00:30:00+00:00"); // the first of two
    assert_eq!(next("2026-10-25T00:30:00Z"), "2026-10-26T01:30:00+00:00");
}

fn days_of_month() -> impl Strategy<Value = DayOfMonth> {
    let weekday = (0u8..7).prop_map(|day| Weekday::try_from(day).unwrap());
    prop_oneof![
        prop::collection::btree_set(1u8..=31, 1..4).prop_map(DayOfMonth::Dates),
        prop::collection::vec((prop::sample::select(vec![-5i8, -2, -1, 1, 2, 4, 5]), weekday), 1..3)
            .prop_map(DayOfMonth::Weekdays),
        (1i8..=23).prop_map(DayOfMonth::Workday),
        (-23i8..=-1).prop_map(DayOfMonth::Workday),
    ]
}

fn rules() -> impl Strategy<Value = Recurrence> {
    let weekday = (0u8..7).prop_map(|day| Weekday::try_from(day).unwrap());
    let months = prop::collection::btree_set(1u8..=12, 1..5);
    let pattern = prop_oneof![
        (1u8..=24).prop_map(|interval| Pattern::Daily { interval }),
        Just(Pattern::Workdays),
        (1u8..=24, prop::collection::vec(weekday, 1..4))
            .prop_map(|(interval, days)| Pattern::Weekly { interval, days }),
        (1u8..=24, days_of_month()).prop_map(|(interval, day)| Pattern::Monthly {
            interval,
            months: BTreeSet::new(),
            day
        }),
        (months.clone(), days_of_month()).prop_map(|(months, day)| Pattern::Monthly { interval: 1, months, day }),
        (months, days_of_month()).prop_map(|(months, day)| Pattern::Yearly { months, day }),
    ];
    let until =
        prop::option::of((0u64..2000).prop_map(|n| moment("2024-01-01 12:00").date_naive() + chrono::Days::new(n)));
    (pattern, 0u16..=1440, until).prop_map(|(pattern, minutes, until)| {
        let rule = Recurrence::new(pattern, minutes).unwrap();
        Recurrence { until, ..rule }
    })
}

proptest! {
    #[test]
    fn every_rule_is_read_as_it_was_written(rule in rules()) {
        prop_assert_eq!(rule.to_string().parse::<Recurrence>().unwrap(), rule);
    }

    #[test]
    fn any_text_is_read_without_panic(text in ".*") {
        let _ = text.parse::<Recurrence>();
    }

    #[test]
    fn the_next_instance_is_ahead_and_nothing_lies_between(
        rule in rules(),
        minutes in 0i64..1_500_000,
        rest in prop::sample::select(vec![RestDay::Next, RestDay::Keep, RestDay::Previous]),
    ) {
        let office = office();
        let anchor = "2024-01-01".parse().unwrap();
        let after = moment("2024-01-01 00:00") + chrono::TimeDelta::minutes(minutes);
        if let Some(next) = rule.next(after, anchor, rest, &office) {
            prop_assert!(next.at > after);
            prop_assert_eq!(rule.next(next.at - chrono::TimeDelta::minutes(1), anchor, rest, &office).map(|i| i.at), Some(next.at));
            let due = office.local(next.at - chrono::TimeDelta::minutes(1)).date();
            prop_assert!(rest == RestDay::Keep || rule.minutes == 0 || office.calendar.is_working(due));
            prop_assert!(rule.until.is_none_or(|until| next.day <= until));
        }
    }
}
