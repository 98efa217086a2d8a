//! Warnings before an ask goes out.

use super::{at, work};
use crate::domain::policy::{beside_rest_day, fair_deadline, same_days};

#[test]
fn fewer_than_three_working_days_are_told_with_the_third_one() {
    for (notice, deadline, fair) in [
        ("07-20 09:00", "07-23 17:30", None),
        ("07-20 09:00", "07-22 17:30", Some("07-23 17:30")),
        ("07-20 09:00", "07-20 15:00", Some("07-23 15:00")),
        ("07-23 09:00", "07-25 17:30", Some("07-28 17:30")),
        ("07-23 09:00", "07-25 00:00", Some("07-29 00:00")),
        ("09-24 16:00", "09-29 12:00", Some("09-30 12:00")),
    ] {
        assert_eq!(fair_deadline(&work(), at(notice), at(deadline)), fair.map(at), "{notice} to {deadline}");
    }
}

#[test]
fn beside_a_rest_day_stand_the_working_days_around_it() {
    for (deadline, earlier, later) in [
        ("08-08 17:30", "08-07 17:30", "08-10 17:30"),
        ("08-09 00:00", "08-08 00:00", "08-11 00:00"),
        ("10-03 12:00", "09-30 12:00", "10-08 12:00"),
    ] {
        assert_eq!(beside_rest_day(&work(), at(deadline)), [earlier, later].map(at), "{deadline}");
    }
}

#[test]
fn the_same_days_reach_one_working_day_around_the_deadline() {
    let inside = |deadline: &str, other: &str| {
        let [from, to] = same_days(&work(), at(deadline));
        (from..to).contains(&at(other))
    };
    for (deadline, other, yes) in [
        ("08-10 17:30", "08-07 08:30", true),
        ("08-10 17:30", "08-07 00:00", false),
        ("08-10 17:30", "08-12 00:00", true),
        ("08-10 17:30", "08-12 08:30", false),
        ("08-08 17:30", "08-07 17:30", true),
        ("08-08 17:30", "08-10 17:30", true),
    ] {
        assert_eq!(inside(deadline, other), yes, "{deadline}, {other}");
    }
}
