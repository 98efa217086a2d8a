//! After the deadline, around deputy and leader: when it is offered, what is announced, and what cancels it.

use super::{DEPT, PERSON, TASK, after, at, day, entry, noticed, rules, said, task, touch};
use crate::domain::policy::{Policy, Rules, TaskDue, may_escalate, next_task_look, plan, still_due, task_due, word_at};
use crate::domain::task::{Emergency, Terms};
use crate::domain::{Assignment, Delivery, Event, LeftOut, Matter, Promise, Seat, Stage, Task, Touch, Words, WordsNo};

fn then(task: Task, moment: &str, event: Event) -> Task {
    Task::apply(Some(task), &entry(moment, event)).unwrap()
}

fn listed(deadline: &str, moment: &str) -> Task {
    then(task(deadline), moment, Event::OverdueListed { task: TASK, open: 1 })
}

fn offered() -> Task {
    then(listed("07-17 17:30", "07-20 09:30"), "07-22 15:00", Event::EscalationOffered { task: TASK, silent: 1 })
}

fn settled(it: Assignment, moment: &str, touch: Touch, delivery: Delivery) -> Assignment {
    let queued = Event::NudgeQueued { task: TASK, dept: DEPT, touch, person: PERSON };
    let settled = Event::NudgeSettled { task: TASK, dept: DEPT, touch, person: PERSON, delivery };
    after(after(it, moment, queued), moment, settled)
}

/// Nobody answered, and both asks after the deadline went out.
fn silent() -> Assignment {
    let it = settled(noticed("07-06 09:00"), "07-20 09:30", touch(Stage::Overdue1, "07-20 09:30"), Delivery::Sent);
    settled(it, "07-22 09:30", touch(Stage::Overdue2, "07-22 09:30"), Delivery::Sent)
}

fn asked() -> Assignment {
    after(silent(), "07-22 15:10", Event::EscalationAsked { task: TASK, dept: DEPT, seat: Seat::Leader })
}

const HEADS_UP: &str = "07-22 15:10";

fn warned() -> Assignment {
    settled(asked(), "07-23 09:30", touch(Stage::HeadsUp, HEADS_UP), Delivery::Sent)
}

fn moves() -> Vec<Event> {
    let words = || Words { no: WordsNo(1), digest: String::new() };
    let raised = |matter| Event::MatterRaised { task: TASK, dept: DEPT, matter, words: words() };
    let promise = Promise { due_at: at("07-27 17:30"), make_up: true };
    vec![
        Event::Submitted { task: TASK, dept: DEPT, items: vec![0], files: vec![], words: None },
        Event::Submitted { task: TASK, dept: DEPT, items: vec![0, 1], files: vec![], words: None },
        Event::Promised { task: TASK, dept: DEPT, promise },
        Event::Progressed { task: TASK, dept: DEPT },
        raised(Matter::Difficulty),
        raised(Matter::Question),
        Event::NudgesHeld { task: TASK, dept: DEPT },
        Event::NoticeRenewed { task: TASK, dept: DEPT },
    ]
}

#[test]
fn it_is_offered_on_the_third_working_day_and_two_after_the_list() {
    for (deadline, list, offer) in [
        ("07-17 17:30", "07-20 09:30", "07-22 15:00"),
        ("07-14 10:00", "07-15 09:30", "07-17 15:00"),
        // kept on a Saturday, and at its midnight
        ("08-08 17:30", "08-10 09:30", "08-12 15:00"),
        ("08-08 00:00", "08-10 09:30", "08-12 15:00"),
        // before the National Day holidays: a Saturday after them is worked
        ("09-30 17:30", "10-08 09:30", "10-10 15:00"),
        // the list came late
        ("07-17 17:30", "07-29 11:00", "07-31 15:00"),
    ] {
        let task = listed(deadline, list);
        assert_eq!(next_task_look(rules(), &task), Some(at(offer)), "{deadline}");
        assert_eq!(task_due(rules(), &task, at(offer)), Some(TaskDue::EscalationOffer));
    }
}

#[test]
fn it_is_offered_once_for_a_deadline_and_only_where_it_is_wanted() {
    assert_eq!(next_task_look(rules(), &offered()), None);
    let moved = Event::DeadlineMoved { task: TASK, deadline: task("07-31 17:30").deadline };
    let again = then(offered(), "07-23 10:00", moved);
    assert_eq!(task_due(rules(), &again, at("08-03 09:30")), Some(TaskDue::OverdueList));
    let listed = listed("07-17 17:30", "07-20 09:30");
    let gentle = Rules { policy: Policy { escalates: false, ..Policy::default() }, ..rules() };
    assert_eq!(next_task_look(gentle, &listed), None);
    let emergency = Emergency { reason: "泄漏".to_owned(), ack_within: None, remind_before: None };
    let urgent = Task { terms: Terms { emergency: Some(emergency), ..Terms::default() }, ..listed };
    assert_eq!(next_task_look(rules(), &urgent), None, "an emergency is phoned about");
}

#[test]
fn only_who_is_silent_and_has_heard_all_can_be_spoken_of() {
    let now = at("07-22 15:05");
    let may = |it: &Assignment| may_escalate(rules(), &offered(), it, now);
    assert!(may(&silent()));
    assert!(!may_escalate(rules(), &listed("07-17 17:30", "07-20 09:30"), &silent(), now), "not offered yet");
    let once = settled(noticed("07-06 09:00"), "07-20 09:30", touch(Stage::Overdue1, "07-20 09:30"), Delivery::Sent);
    assert!(!may(&once), "a reminder is still to come");
    assert!(!may(&asked()), "asked for already");
    for event in moves() {
        let is_silent_still =
            matches!(&event, Event::Progressed { .. } | Event::MatterRaised { matter: Matter::Question, .. })
                || matches!(&event, Event::Submitted { items, .. } if items.len() == 1);
        assert_eq!(may(&after(silent(), "07-22 15:01", event.clone())), is_silent_still, "{event:?}");
    }
    assert!(!may(&after(silent(), "07-22 15:01", Event::Hushed { task: TASK, dept: DEPT, on: day("07-22") })));
}

#[test]
fn the_contact_hears_first_and_the_leader_three_and_a_half_working_hours_later() {
    for (heads_up, word) in [
        ("07-22 09:30", "07-22 15:00"),
        ("07-22 10:00", "07-22 15:30"),
        // the next morning's opening is before its digest
        ("07-22 14:00", "07-23 09:30"),
        ("07-22 15:10", "07-23 09:40"),
        ("07-22 16:30", "07-23 11:00"),
        // over a weekend
        ("07-24 16:00", "07-27 10:30"),
    ] {
        assert_eq!(word_at(rules(), at(heads_up)), at(word), "{heads_up}");
    }
    assert_eq!(said(&plan(rules(), &offered(), &asked())), ["heads-up 07-22 15:10"]);
    assert_eq!(said(&plan(rules(), &offered(), &warned())), ["leader 07-23 15:00"]);
    let told = settled(warned(), "07-23 15:00", touch(Stage::ToLeader, "07-23 15:00"), Delivery::Sent);
    assert_eq!(plan(rules(), &offered(), &told), []);
    assert!(!may_escalate(rules(), &offered(), &told, at("07-30 10:00")), "once");
}

#[test]
fn whatever_moves_the_matter_cancels_it_before_either_word() {
    let leader = touch(Stage::ToLeader, "07-23 15:00");
    for event in moves() {
        let it = after(asked(), "07-22 15:11", event.clone());
        assert!(still_due(rules(), &offered(), &it, &touch(Stage::HeadsUp, HEADS_UP), at("07-23 09:30")).is_err());
        let it = after(warned(), "07-23 14:59", event.clone());
        assert_eq!(it.escalation, None, "{event:?}");
        assert!(still_due(rules(), &offered(), &it, &leader, at("07-23 15:00")).is_err(), "{event:?}");
    }
    let seen = after(warned(), "07-23 10:00", Event::Acknowledged { task: TASK, dept: DEPT });
    assert_eq!(still_due(rules(), &offered(), &seen, &leader, at("07-23 15:00")), Ok(()), "seen is no answer");
    let hushed = after(warned(), "07-23 10:00", Event::Hushed { task: TASK, dept: DEPT, on: day("07-23") });
    assert_eq!(still_due(rules(), &offered(), &hushed, &leader, at("07-23 15:00")), Ok(()), "it is not to them");
    let moved = Event::DeadlineMoved { task: TASK, deadline: task("07-31 17:30").deadline };
    let moved = then(offered(), "07-23 10:00", moved);
    assert_eq!(still_due(rules(), &moved, &warned(), &leader, at("07-23 15:00")), Err(LeftOut::Answered));
}

#[test]
fn nothing_follows_a_heads_up_that_may_not_have_arrived_and_nothing_is_said_twice() {
    let heads_up = touch(Stage::HeadsUp, HEADS_UP);
    for delivery in [Delivery::Refused, Delivery::Unknown] {
        assert_eq!(settled(asked(), "07-22 15:10", heads_up, delivery).escalation, None, "{delivery:?}");
    }
    let left_out = Event::NudgeLeftOut { task: TASK, dept: DEPT, touch: heads_up, why: LeftOut::Unreachable };
    assert_eq!(after(asked(), "07-22 15:10", left_out).escalation, None);
    let leader = touch(Stage::ToLeader, "07-23 15:00");
    for (delivery, is_told) in [(Delivery::Sent, true), (Delivery::Unknown, true), (Delivery::Refused, false)] {
        let it = settled(warned(), "07-23 15:00", leader, delivery);
        assert_eq!(it.escalation.is_some_and(|it| it.told_at.is_some()), is_told, "{delivery:?}");
    }
}
