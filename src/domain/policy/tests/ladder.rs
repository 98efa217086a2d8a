//! The ladder of domain rule 5.2.

use chrono::{NaiveTime, TimeDelta};
use proptest::prelude::*;

use super::{at, rules, said, work};
use crate::domain::Stage;
use crate::domain::policy::{Class, class, planned};

#[test]
fn the_class_follows_the_working_days() {
    for (notice, deadline, expected) in [
        ("08-11 14:00", "08-13 17:30", Class::Short),
        ("08-11 14:00", "08-14 17:30", Class::Medium),
        ("08-03 09:00", "08-08 17:30", Class::Medium), // a kept Saturday counts up to Friday
        ("07-06 09:00", "07-27 17:30", Class::Medium), // 15
        ("07-06 09:00", "07-28 17:30", Class::Long),
        ("07-20 10:00", "07-21 00:00", Class::Short),
    ] {
        assert_eq!(class(work(), at(notice), at(deadline)), expected, "{notice} to {deadline}");
    }
}

#[test]
fn touches_come_as_the_oracles_say() {
    for (notice, deadline, expected) in [
        (
            "07-06 09:00",
            "07-17 17:30",
            "check 07-07 15:00, D-3 07-14 09:30, D-1 07-16 09:30, D0 07-17 09:30, O1 07-20 09:30, O2 07-22 09:30",
        ),
        (
            "07-01 09:00",
            "08-31 17:30",
            "check 07-02 15:00, D-10 08-17 09:30, D-3 08-26 09:30, D-1 08-28 09:30, D0 08-31 09:30, O1 09-01 09:30, O2 09-03 09:30",
        ),
        ("08-11 14:00", "08-13 17:30", "check 08-12 09:30, D0 08-13 09:30, O1 08-14 09:30, O2 08-18 09:30"),
        (
            "08-03 09:00",
            "08-08 17:30",
            "check 08-04 15:00, D-1 08-06 09:30, D0 08-07 09:30, O1 08-10 09:30, O2 08-12 09:30",
        ),
        (
            "09-14 10:00",
            "09-24 17:30",
            "check 09-15 15:00, D-3 09-21 09:30, D-1 09-23 09:30, D0 09-24 09:30, O1 09-28 09:30, O2 09-30 09:30",
        ),
    ] {
        assert_eq!(said(&planned(rules(), at(notice), at(deadline))).join(", "), expected, "{notice} to {deadline}");
    }
}

#[test]
fn a_morning_deadline_is_spoken_of_the_day_before() {
    for (notice, deadline, expected) in [
        // before 10:30: D-1 is dropped
        (
            "07-06 09:00",
            "07-17 10:00",
            "check 07-07 15:00, D-3 07-14 09:30, D0 07-16 15:00, O1 07-20 09:30, O2 07-22 09:30",
        ),
        (
            "07-06 09:00",
            "07-17 10:30",
            "check 07-07 15:00, D-3 07-14 09:30, D-1 07-16 09:30, D0 07-17 09:30, O1 07-20 09:30, O2 07-22 09:30",
        ),
        // short: before 14:00; the morning's check of the same day gives way
        ("08-11 09:00", "08-13 12:00", "check 08-11 14:30, D0 08-12 15:00, O1 08-14 09:30, O2 08-18 09:30"),
        // midnight belongs to the day before
        ("08-11 09:00", "08-14 00:00", "check 08-11 14:30, D0 08-13 09:30, O1 08-14 09:30, O2 08-18 09:30"),
        // a Saturday morning has its last working day before it anyway
        (
            "08-03 09:00",
            "08-08 10:00",
            "check 08-04 15:00, D-1 08-06 09:30, D0 08-07 09:30, O1 08-10 09:30, O2 08-12 09:30",
        ),
    ] {
        assert_eq!(said(&planned(rules(), at(notice), at(deadline))).join(", "), expected, "{notice} to {deadline}");
    }
}

#[test]
fn a_same_day_ask_is_reminded_of_half_way_if_an_hour_is_left() {
    for (notice, deadline, expected) in [
        ("07-20 09:00", "07-20 12:00", "D0 07-20 10:30, O1 07-22 09:30, O2 07-24 09:30"),
        ("07-20 14:00", "07-20 15:30", "O1 07-22 09:30, O2 07-24 09:30"),
        // the check of that afternoon comes later and takes its place
        ("07-20 09:30", "07-20 17:30", "check 07-20 15:00, O1 07-22 09:30, O2 07-24 09:30"),
    ] {
        assert_eq!(said(&planned(rules(), at(notice), at(deadline))).join(", "), expected, "{notice} to {deadline}");
    }
}

#[test]
fn nobody_is_overdue_within_a_working_day_of_the_notice() {
    assert_eq!(
        said(&planned(rules(), at("09-23 16:00"), at("09-24 12:00"))),
        ["check 09-24 10:30", "O1 09-28 09:30", "O2 09-30 09:30"]
    );
    assert_eq!(
        said(&planned(rules(), at("07-20 09:00"), at("07-17 17:30"))),
        ["O1 07-22 09:30", "O2 07-24 09:30"],
        "a notice after the deadline"
    );
}

#[test]
fn a_check_in_the_last_half_hour_joins_the_next_digest() {
    assert_eq!(said(&planned(rules(), at("08-11 10:59"), at("08-13 17:30")))[0], "check 08-11 16:29");
    assert_eq!(said(&planned(rules(), at("08-11 11:30"), at("08-13 17:30")))[0], "check 08-12 09:30");
    assert_eq!(said(&planned(rules(), at("08-11 08:30"), at("08-13 17:30")))[0], "check 08-11 14:00");
}

proptest! {
    #[test]
    fn touches_are_in_order_in_working_time_and_a_working_day_apart(
        start in 0i64..1_400_000, span in -10_000i64..200_000,
    ) {
        let work = work();
        let notice_at = at("01-01 00:00") - TimeDelta::days(700) + TimeDelta::minutes(start);
        let deadline_at = notice_at + TimeDelta::minutes(span);
        let touches = planned(rules(), notice_at, deadline_at);
        for touch in &touches {
            prop_assert!(work.is_open(touch.at), "{touch:?}");
            prop_assert!(touch.at > notice_at);
            let on_notice_day = work.local(touch.at).date() == work.local(notice_at).date();
            prop_assert!(!on_notice_day || class(work, notice_at, deadline_at) == Class::Short);
        }
        for pair in touches.windows(2) {
            let days = work.calendar.working_days(work.local(pair[0].at).date(), work.local(pair[1].at).date());
            prop_assert!(days >= 1, "{pair:?}");
        }
        let overdue: Vec<_> = touches.iter().filter(|touch| touch.at >= deadline_at).collect();
        prop_assert!(overdue.len() == 2);
        prop_assert!(overdue.iter().all(|touch| matches!(touch.stage, Stage::Overdue1 | Stage::Overdue2)));
        let digest = NaiveTime::from_hms_opt(9, 30, 0).unwrap();
        prop_assert!(overdue.iter().all(|touch| work.local(touch.at).time() == digest));
    }
}
