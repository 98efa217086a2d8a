//! What is accepted is settled; what is sent back gets two working days and one word.

use std::collections::BTreeSet;

use super::{DEPT, TASK, after, at, noticed, rules, said, task, work};
use crate::domain::assignment::{self, Flaw, View};
use crate::domain::policy::{next_look, plan};
use crate::domain::standing::{Standing, standing};
use crate::domain::{Assignment, Department, Event, Profile, Promise, Refusal};

const DUE: &str = "07-17 17:30";

fn department() -> Department {
    let profile = Profile { name: "市教育局".to_owned(), aliases: vec![], sector: None, lead: false };
    let added = super::entry("01-05 09:00", Event::DepartmentAdded { dept: DEPT, profile });
    Department::apply(None, &added).unwrap()
}

fn submitted(items: &[usize]) -> Event {
    Event::Submitted { task: TASK, dept: DEPT, items: items.to_vec(), files: vec![], words: None }
}

fn accepted(it: &Assignment) -> Result<Vec<Event>, Refusal> {
    let (task, dept) = (task(DUE), department());
    assignment::accept(View { task: &task, dept: &dept, assignment: it })
}

fn returned(it: &Assignment, items: &[usize], now: &str) -> Result<Vec<Event>, Refusal> {
    let (task, dept) = (task(DUE), department());
    let items: BTreeSet<usize> = items.iter().copied().collect();
    let view = View { task: &task, dept: &dept, assignment: it };
    assignment::send_back(view, &items, (Some(Flaw::Figures), None), &work(), at(now))
}

fn then(it: Assignment, moment: &str, events: Result<Vec<Event>, Refusal>) -> Assignment {
    events.unwrap().into_iter().fold(it, |it, event| after(it, moment, event))
}

fn complete(moment: &str) -> Assignment {
    after(noticed("07-06 09:00"), moment, submitted(&[0, 1]))
}

#[test]
fn a_correction_ends_two_working_days_later_but_not_before_the_deadline() {
    for (now, by) in [
        ("07-07 10:00", DUE),
        ("07-16 10:00", "07-20 17:30"),
        ("07-17 20:00", "07-21 17:30"),
        ("07-18 10:00", "07-21 17:30"),
    ] {
        let it = complete("07-06 15:00");
        let it = then(it.clone(), now, returned(&it, &[1], now));
        assert_eq!(it.deadline_at(&task(DUE)), at(by), "{now}");
        assert_eq!(it.received, [0].into());
    }
}

#[test]
fn it_is_spoken_of_once_on_its_last_day_and_not_where_a_date_was_given() {
    let it = complete("07-15 15:00");
    let it = then(it.clone(), "07-16 10:00", returned(&it, &[], "07-16 10:00"));
    assert_eq!(said(&plan(rules(), &task(DUE), &it)), ["D0 07-20 09:30"]);
    assert_eq!(next_look(rules(), &task(DUE), &it), Some(at("07-20 09:30")));
    assert_eq!(standing(&task(DUE), &it, at("07-20 17:30")), Standing::Acknowledged);
    assert_eq!(standing(&task(DUE), &it, at("07-20 17:31")), Standing::Overdue);
    let promise = Promise { due_at: at("07-20 12:00"), make_up: false };
    let dated = after(it.clone(), "07-17 10:00", Event::Promised { task: TASK, dept: DEPT, promise });
    assert_eq!(plan(rules(), &task(DUE), &dated), []);
    let hushed = after(it, "07-20 08:00", Event::Hushed { task: TASK, dept: DEPT, on: super::day("07-20") });
    assert_eq!(plan(rules(), &task(DUE), &hushed), []);
}

#[test]
fn what_is_in_again_waits_to_be_looked_at_and_then_is_settled() {
    let it = complete("07-15 15:00");
    assert_eq!(it.review_since(), Some(at("07-15 15:00")));
    let it = then(it.clone(), "07-16 10:00", returned(&it, &[0], "07-16 10:00"));
    assert_eq!((it.review_since(), it.is_complete()), (None, false));
    assert_eq!(accepted(&it), Err(Refusal::NothingToReview), "one of two items is in");
    let it = after(it, "07-17 11:00", submitted(&[0]));
    assert_eq!((it.review_since(), it.review.returned.is_none()), (Some(at("07-17 11:00")), true));
    let it = then(it.clone(), "07-17 12:00", accepted(&it));
    assert_eq!((it.review_since(), accepted(&it)), (None, Ok(vec![])));
    assert_eq!(returned(&it, &[], "07-17 12:01"), Err(Refusal::AlreadyAccepted));
    let anew = after(it, "07-17 13:00", submitted(&[1]));
    assert_eq!(anew.review_since(), Some(at("07-17 13:00")), "what comes after it is looked at anew");
}

#[test]
fn what_is_not_in_cannot_be_sent_back() {
    let it = after(noticed("07-06 09:00"), "07-08 10:00", submitted(&[0]));
    assert_eq!(returned(&it, &[1], "07-08 11:00"), Err(Refusal::NothingToReview));
    let it = then(it.clone(), "07-08 11:00", returned(&it, &[0], "07-08 11:00"));
    assert_eq!(returned(&it, &[], "07-08 11:01"), Err(Refusal::NothingToReview), "two press at once");
}

#[test]
fn more_time_for_a_correction_moves_it() {
    let it = complete("07-15 15:00");
    let it = then(it.clone(), "07-16 10:00", returned(&it, &[0], "07-16 10:00"));
    let granted = Event::ExtensionGranted { task: TASK, dept: DEPT, until: at("07-24 17:30") };
    let it = after(it, "07-17 10:00", granted);
    assert_eq!(said(&plan(rules(), &task(DUE), &it)), ["D0 07-24 09:30"]);
}
