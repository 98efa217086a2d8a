//! More time and 不归我们: silence until the lead rules, then what the ruling leaves.

use super::{DEPT, TASK, after, at, noticed, rules, said, task};
use crate::domain::assignment::{self, Answer, Ground, Outcome, Request, Ruling, View};
use crate::domain::policy::{days_to_extend, next_look, plan};
use crate::domain::standing::{Light, Standing, light, standing};
use crate::domain::{Actor, Assignment, Department, DeptNo, Event, Moment, PersonId, Profile, Refusal, Seat};

const DUE: &str = "07-17 17:30";
const CONTACT: PersonId = PersonId(5);

fn department() -> Department {
    let profile = Profile { name: "市教育局".to_owned(), aliases: vec![], sector: None, lead: false };
    let added = super::entry("01-05 09:00", Event::DepartmentAdded { dept: DEPT, profile });
    let joined = super::entry("01-05 09:00", Event::SeatJoined { dept: DEPT, seat: Seat::Contact, person: CONTACT });
    let it = Department::apply(None, &added).unwrap();
    Department::apply(Some(it), &joined).unwrap()
}

fn answer(it: &Assignment, answer: Answer, now: &str) -> Result<Vec<Event>, Refusal> {
    let (task, dept) = (task(DUE), department());
    let view = View { task: &task, dept: &dept, assignment: it };
    assignment::decide(view, Actor::Person(CONTACT), answer, at(now))
}

fn rule(it: &Assignment, ruling: Ruling, now: &str) -> Result<Vec<Event>, Refusal> {
    let (task, dept) = (task(DUE), department());
    assignment::rule(View { task: &task, dept: &dept, assignment: it }, ruling, false, at(now))
}

fn then(it: Assignment, moment: &str, events: Result<Vec<Event>, Refusal>) -> Assignment {
    events.unwrap().into_iter().fold(it, |it, event| after(it, moment, event))
}

fn asked(until: &str) -> Assignment {
    let it = noticed("07-06 09:00");
    let events = answer(&it, Answer::Date(at(until), None), "07-14 10:00");
    then(it, "07-14 10:00", events)
}

fn claimed() -> Assignment {
    let it = noticed("07-06 09:00");
    let events = answer(&it, Answer::NotOurs(Some("市住建局".to_owned()), None), "07-08 10:00");
    then(it, "07-08 10:00", events)
}

fn next(it: &Assignment) -> Option<Moment> {
    next_look(rules(), &task(DUE), it)
}

#[test]
fn a_date_is_a_promise_a_request_or_a_make_up_day_by_where_the_deadline_lies() {
    let it = noticed("07-06 09:00");
    for (date, now, kind) in [
        ("07-17 17:30", "07-14 10:00", "promise"),
        ("07-17 17:31", "07-14 10:00", "request"),
        ("07-24 17:30", "07-17 17:30", "request"),
        ("07-24 17:30", "07-17 17:31", "make-up"),
    ] {
        let events = answer(&it, Answer::Date(at(date), None), now).unwrap();
        let found = match &events[..] {
            [Event::Promised { promise, .. }] if promise.make_up => "make-up",
            [Event::Promised { .. }] => "promise",
            [Event::ExtensionAsked { until, .. }] if *until == at(date) => "request",
            _ => "other",
        };
        assert_eq!(found, kind, "{date} at {now}: {events:?}");
    }
    assert_eq!(
        answer(&it, Answer::Date(at("07-13 17:30"), None), "07-14 10:00"),
        Err(Refusal::DatePassed { at: at("07-13 17:30") })
    );
}

#[test]
fn nothing_is_said_until_the_lead_rules() {
    for it in [asked("07-22 17:30"), claimed()] {
        assert_eq!(next(&it), None);
        assert!(it.awaits_lead());
        assert_eq!(standing(&task(DUE), &it, at("07-20 10:00")), Standing::Asking);
        assert_eq!(light(&super::work(), &task(DUE), &it, at("07-20 10:00")), Light::Yellow);
    }
}

#[test]
fn more_time_is_a_deadline_of_ones_own() {
    let it = asked("07-22 17:30");
    let it = then(it.clone(), "07-15 10:00", rule(&it, Ruling::Grant(at("07-22 17:30")), "07-15 10:00"));
    assert_eq!(it.deadline_at(&task(DUE)), at("07-22 17:30"));
    assert_eq!(it.deadline_at(&task("07-31 17:30")), at("07-31 17:30"), "the task's own was moved further");
    let touches = plan(rules(), &task(DUE), &it);
    assert_eq!(
        said(&touches),
        ["D-3 07-17 09:30", "D-1 07-21 09:30", "D0 07-22 09:30", "O1 07-23 09:30", "O2 07-27 09:30"]
    );
    assert_eq!(standing(&task(DUE), &it, at("07-20 10:00")), Standing::Acknowledged);
    assert_eq!(standing(&task(DUE), &it, at("07-22 17:31")), Standing::Overdue);
    let promised = answer(&it, Answer::Date(at("07-21 17:30"), None), "07-20 10:00").unwrap();
    assert!(matches!(promised[..], [Event::Promised { promise, .. }] if !promise.make_up));
}

#[test]
fn a_refusal_brings_back_what_is_ahead_and_nothing_of_what_fell_into_the_silence() {
    let it = asked("07-22 17:30");
    let refused = rule(&it, Ruling::Refuse(Request::Extension, Some(Ground::Summary), None), "07-16 11:00");
    let it = then(it, "07-16 11:00", refused);
    assert_eq!(it.requests.outcomes[&Request::Extension], Outcome::Refused);
    assert_eq!(next(&it), Some(at("07-17 09:30")));
}

#[test]
fn what_is_agreed_to_be_anothers_is_asked_no_more_and_not_counted() {
    let it = claimed();
    let events = rule(&it, Ruling::Agree(Some(DeptNo(9))), "07-09 10:00").unwrap();
    assert_eq!(events[1], Event::Assigned { task: TASK, dept: DeptNo(9), from: None });
    let it = after(it, "07-09 10:00", events[0].clone());
    assert!(it.is_over() && !it.is_complete() && !it.is_asked());
    assert_eq!((next(&it), standing(&task(DUE), &it, at("07-20 10:00"))), (None, Standing::Exempt));
    assert_eq!(answer(&it, Answer::Date(at("07-16 17:30"), None), "07-10 10:00"), Err(Refusal::Waived { task: TASK }));
    assert_eq!(answer(&it, Answer::NotOurs(None, None), "07-10 10:00"), Err(Refusal::Waived { task: TASK }));
    let in_anyway = Event::Submitted { task: TASK, dept: DEPT, items: vec![0, 1], files: vec![], words: None };
    assert!(after(it, "07-10 11:00", in_anyway).is_asked(), "who hands in all the same is counted");
}

#[test]
fn a_claim_that_is_rejected_leaves_the_rest_of_the_plan() {
    let it = claimed();
    let it = then(it.clone(), "07-09 10:00", rule(&it, Ruling::Refuse(Request::NotOurs, None, None), "07-09 10:00"));
    assert_eq!(next(&it), Some(at("07-14 09:30")));
}

#[test]
fn the_first_ruling_counts_and_no_other_is_made() {
    let it = asked("07-22 17:30");
    assert_eq!(rule(&it, Ruling::Agree(None), "07-15 10:00"), Err(Refusal::AlreadyRuled));
    assert_eq!(
        rule(&it, Ruling::Grant(at("07-17 17:30")), "07-15 10:00"),
        Err(Refusal::NotLater { at: at("07-17 17:30"), deadline: at(DUE) })
    );
    assert_eq!(
        rule(&it, Ruling::Grant(at("07-22 17:30")), "07-23 10:00"),
        Err(Refusal::DatePassed { at: at("07-22 17:30") })
    );
    let granted = then(it.clone(), "07-15 10:00", rule(&it, Ruling::Grant(at("07-23 17:30")), "07-15 10:00"));
    assert_eq!(rule(&granted, Ruling::Grant(at("07-22 17:30")), "07-15 10:01"), Err(Refusal::AlreadyRuled));
}

#[test]
fn what_was_asked_is_taken_back_by_a_press_a_date_in_time_or_the_hand_in() {
    let it = asked("07-22 17:30");
    let events = answer(&it, Answer::Withdraw(Request::Extension), "07-14 11:00");
    let withdrawn = then(it.clone(), "07-14 11:00", events);
    assert_eq!(withdrawn.requests.outcomes[&Request::Extension], Outcome::Withdrawn);
    assert_eq!(answer(&withdrawn, Answer::Withdraw(Request::Extension), "07-14 11:01"), Ok(vec![]));
    let events = answer(&it, Answer::Date(at("07-16 17:30"), None), "07-14 11:00");
    let in_time = then(it.clone(), "07-14 11:00", events);
    assert_eq!((in_time.awaits_lead(), next(&in_time)), (false, Some(at("07-16 09:30"))));
    let all = Event::Submitted { task: TASK, dept: DEPT, items: vec![0, 1], files: vec![], words: None };
    let done = after(it, "07-14 11:00", all);
    assert_eq!((done.awaits_lead(), done.is_complete()), (false, true));
}

#[test]
fn said_again_it_waits_since_the_first_time() {
    let it = asked("07-22 17:30");
    assert_eq!(answer(&it, Answer::Date(at("07-22 17:30"), None), "07-14 11:00"), Ok(vec![]));
    let events = answer(&it, Answer::Date(at("07-24 17:30"), None), "07-14 11:00");
    let wish = then(it, "07-14 11:00", events).requests.extension.unwrap();
    assert_eq!((wish.since, wish.until), (at("07-14 10:00"), at("07-24 17:30")));
    let it = claimed();
    assert_eq!(answer(&it, Answer::NotOurs(None, None), "07-08 11:00"), Ok(vec![]));
    let events = answer(&it, Answer::NotOurs(Some("市公安局".to_owned()), None), "07-08 11:00");
    let claim = then(it, "07-08 11:00", events).requests.not_ours.unwrap();
    assert_eq!((claim.since, claim.unit.as_deref()), (at("07-08 10:00"), Some("市公安局")));
}

#[test]
fn days_to_put_it_off_to_lie_behind_the_deadline_and_ahead() {
    let work = super::work();
    assert_eq!(
        days_to_extend(&work, at(DUE), at("07-14 10:00")),
        ["07-20 17:30", "07-22 17:30", "07-24 17:30"].map(at)
    );
    assert_eq!(days_to_extend(&work, at(DUE), at("07-20 17:30")), ["07-22 17:30", "07-24 17:30"].map(at));
}
