//! After the deadline: what the task's owner is told, and when.

use super::{DEPT, TASK, after, at, entry, noticed, rules, task};
use crate::domain::assignment::Notice;
use crate::domain::policy::{Open, TaskDue, next_task_look, task_due};
use crate::domain::task::{Emergency, Ended, Terms};
use crate::domain::{Assignment, Event, Matter, Promise, RunNo, Task, Unreachable, Words, WordsNo};

fn then(task: Task, moment: &str, event: Event) -> Task {
    Task::apply(Some(task), &entry(moment, event)).unwrap()
}

#[test]
fn the_list_comes_at_the_digest_of_the_first_working_day_after_the_deadline() {
    for (deadline, list) in [
        ("07-17 17:30", "07-20 09:30"),
        ("07-14 10:00", "07-15 09:30"),
        // kept on a Saturday, and at its midnight
        ("08-08 17:30", "08-10 09:30"),
        ("08-08 00:00", "08-10 09:30"),
        // before the National Day holidays
        ("09-30 17:30", "10-08 09:30"),
    ] {
        let task = task(deadline);
        assert_eq!(next_task_look(rules(), &task), Some(at(list)), "{deadline}");
        assert_eq!(task_due(rules(), &task, at(list)), Some(TaskDue::OverdueList));
    }
}

#[test]
fn the_list_comes_once_and_late_after_a_sleep() {
    let listed = Event::OverdueListed { task: TASK, open: 3 };
    let task = task("07-17 17:30");
    assert_eq!(task_due(rules(), &task, at("07-29 11:00")), Some(TaskDue::OverdueList));
    let task = then(task, "07-29 11:00", listed);
    assert_ne!(task_due(rules(), &task, at("07-29 11:00")), Some(TaskDue::OverdueList));
}

#[test]
fn another_deadline_has_a_list_of_its_own_and_a_task_that_ended_none() {
    let listed = Event::OverdueListed { task: TASK, open: 3 };
    let moved = Event::DeadlineMoved { task: TASK, deadline: task("07-24 17:30").deadline };
    let task = then(then(task("07-17 17:30"), "07-20 09:30", listed), "07-20 10:00", moved);
    assert_eq!(next_task_look(rules(), &task), Some(at("07-27 09:30")));
    let ended = then(task, "07-21 10:00", Event::TaskEnded { task: TASK, why: Ended::Cancelled, reason: None });
    assert_eq!(next_task_look(rules(), &ended), None);
}

#[test]
fn an_urgent_step_of_a_playbook_has_its_card_and_no_list() {
    let asked = Event::StepAsked { task: TASK, run: RunNo(1), step: "S01".to_owned(), waits_for: vec![], note: None };
    let later = then(task("07-17 17:30"), "07-14 09:00", asked);
    assert_eq!(next_task_look(rules(), &later), Some(at("07-20 09:30")), "a later step is a task like any other");
    let emergency = Emergency { reason: "泄漏".to_owned(), ack_within: None, remind_before: None };
    let mut urgent = Task { terms: Terms { emergency: Some(emergency), ..Terms::default() }, ..later };
    assert_eq!(next_task_look(rules(), &urgent), None);
    urgent.lifted_at = Some(at("07-15 09:00"));
    assert_eq!(next_task_look(rules(), &urgent), None);
    urgent.step = None;
    assert_eq!(next_task_look(rules(), &urgent), Some(at("07-20 09:30")));
}

#[test]
fn each_open_part_stands_under_what_its_owner_can_do() {
    let now = at("07-20 09:30");
    let promised =
        |due| Event::Promised { task: TASK, dept: DEPT, promise: Promise { due_at: at(due), make_up: false } };
    let words = Words { no: WordsNo(1), digest: String::new() };
    let raised = |matter| Event::MatterRaised { task: TASK, dept: DEPT, matter, words: words.clone() };
    let submitted = |items| Event::Submitted { task: TASK, dept: DEPT, items, files: vec![], words: None };
    let unreached = Notice::Unreached { why: Unreachable::NobodyJoined };
    let waiting = Notice::Waiting { since: now, at_once: false };
    let it = || noticed("07-06 09:00");
    for (part, expected) in [
        (it(), Some(Open::Silent)),
        (after(it(), "07-07 10:00", Event::Acknowledged { task: TASK, dept: DEPT }), Some(Open::Silent)),
        (after(it(), "07-07 10:00", submitted(vec![0])), Some(Open::Silent)),
        (after(it(), "07-07 10:00", submitted(vec![0, 1])), None),
        (after(it(), "07-17 10:00", promised("07-22 17:30")), Some(Open::Promised)),
        (after(it(), "07-07 10:00", promised("07-16 17:30")), Some(Open::Silent)),
        (after(it(), "07-07 10:00", raised(Matter::Difficulty)), Some(Open::Blocked)),
        (after(it(), "07-07 10:00", raised(Matter::Question)), Some(Open::Silent)),
        (Assignment { notice: unreached, ..it() }, Some(Open::Unreachable)),
        (Assignment { notice: waiting, ..it() }, Some(Open::Unreachable)),
    ] {
        assert_eq!(Open::of(&part, now), expected, "{part:?}");
    }
}
