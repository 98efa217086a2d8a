//! The emergency class: the clock, and what answers leave of it.

use chrono::{NaiveDate, TimeDelta};
use chrono_tz::Tz;

use super::{DEPT, TASK, after, at, day, noticed, plain, rules, said, task};
use crate::domain::assignment::Notice;
use crate::domain::calendar::{Calendar, Hours, WorkTime};
use crate::domain::policy::{
    DueTouch, Pace, Told, Verdict, due, gather, minutes_to_promise, needs_call, next_call, next_look, plan,
    planned_emergency, still_due,
};
use crate::domain::task::Emergency;
use crate::domain::{
    Assignment, Deadline, Event, LeftOut, OfficeId, Part, PersonId, Promise, Stage, Task, Touch, Unreachable,
};

/// Published then, due then, with these minutes.
fn emergency(published: &str, deadline: &str, minutes: (Option<u32>, Option<u32>)) -> Task {
    let mut it = task(deadline);
    it.published_at = at(published);
    it.terms.emergency =
        Some(Emergency { reason: "泄漏".to_owned(), ack_within: minutes.0, remind_before: minutes.1 });
    it
}

fn touches(task: &Task, it: &Assignment) -> String {
    said(&plan(rules(), task, it)).join(", ")
}

#[test]
fn touches_come_by_the_clock() {
    let usual = (None, None);
    for (published, notice, deadline, minutes, expected, call) in [
        // T20 of the sample tasks: 24 hours
        (
            "09-22 14:20",
            "09-22 14:20",
            "09-23 14:20",
            usual,
            "again 09-22 14:50, E- 09-23 13:50, E0 09-23 14:20, E+ 09-24 02:20",
            "09-22 15:20",
        ),
        // a step of 10 minutes: the reminder asks for the answer too
        (
            "08-15 02:10",
            "08-15 02:10",
            "08-15 02:20",
            (Some(5), Some(5)),
            "E- 08-15 02:15, E0 08-15 02:20, E+ 08-15 02:25",
            "08-15 02:20",
        ),
        (
            "08-15 02:10",
            "08-15 02:10",
            "08-15 02:40",
            (Some(10), Some(10)),
            "again 08-15 02:20, E- 08-15 02:30, E0 08-15 02:40, E+ 08-15 02:55",
            "08-15 02:30",
        ),
        // over the end of a month and of a day; a quarter of the span
        (
            "08-31 23:30",
            "08-31 23:30",
            "09-01 00:30",
            usual,
            "again 08-31 23:45, E- 09-01 00:15, E0 09-01 00:30, E+ 09-01 01:00",
            "09-01 00:00",
        ),
        // due at once, in 5 minutes
        ("08-15 02:10", "08-15 02:10", "08-15 02:15", (Some(5), None), "E0 08-15 02:15, E+ 08-15 02:17", "08-15 02:20"),
        // somebody who joined late, after the deadline
        ("08-15 02:10", "08-15 02:50", "08-15 02:40", (Some(10), Some(10)), "E+ 08-15 02:55", "08-15 03:10"),
    ] {
        let task = emergency(published, deadline, minutes);
        let it = noticed(notice);
        assert_eq!(touches(&task, &it), expected, "{published} {deadline}");
        assert_eq!(next_call(&task, &it), Some(at(call)), "{published} {deadline}");
        assert_eq!(next_look(rules(), &task, &it), plan(rules(), &task, &it).first().map(|touch| touch.at));
    }
}

#[test]
fn a_night_with_an_hour_twice_or_never_changes_nothing() {
    let zone = Tz::Europe__Berlin;
    let work = WorkTime { calendar: Calendar::built_in(), hours: Hours::default(), zone };
    for (night, notice, expected) in [
        ((2026, 10, 25), "01:40:00", "02:10, 02:10, 02:40, 03:40"),
        ((2026, 3, 29), "01:10:00", "01:40, 03:40, 04:10, 05:10"),
    ] {
        let date = NaiveDate::from_ymd_opt(night.0, night.1, night.2).unwrap();
        let notice_at = work.at(date.and_time(notice.parse().unwrap()));
        let pace = Pace::new(None, None, TimeDelta::hours(2));
        let touches = planned_emergency(pace, notice_at, notice_at + TimeDelta::hours(2));
        let minutes: Vec<i64> = touches.iter().map(|touch| (touch.at - notice_at).num_minutes()).collect();
        assert_eq!(minutes, [30, 90, 120, 180], "real time, whatever the wall shows");
        let wall: Vec<String> = touches.iter().map(|touch| work.local(touch.at).format("%H:%M").to_string()).collect();
        assert_eq!(wall.join(", "), expected);
    }
}

#[test]
fn answers_change_it_by_the_clock() {
    let task = emergency("08-15 02:10", "08-15 03:10", (Some(10), Some(15)));
    let silent = noticed("08-15 02:10");
    assert_eq!(touches(&task, &silent), "again 08-15 02:20, E- 08-15 02:55, E0 08-15 03:10, E+ 08-15 03:40");
    let (task_no, dept) = (TASK, DEPT);
    let seen = after(silent.clone(), "08-15 02:12", Event::Acknowledged { task: task_no, dept });
    assert_eq!(touches(&task, &seen), "E- 08-15 02:55, E0 08-15 03:10, E+ 08-15 03:40");
    assert_eq!(next_call(&task, &seen), Some(at("08-15 03:40")), "with the last word, if it is not in by then");
    let progressed = after(silent.clone(), "08-15 02:12", Event::Progressed { task: task_no, dept });
    assert_eq!(touches(&task, &progressed), "E- 08-15 02:55, E0 08-15 03:10, E+ 08-15 03:40");
    let promise = |due| Event::Promised { task: task_no, dept, promise: Promise { due_at: at(due), make_up: false } };
    let promised = after(seen.clone(), "08-15 02:13", promise("08-15 02:40"));
    assert_eq!(touches(&task, &promised), "EP 08-15 02:40, E0 08-15 03:10, E+ 08-15 03:40", "never more than without");
    assert_eq!(
        touches(&task, &after(seen.clone(), "08-15 02:13", promise("08-15 03:10"))),
        "E0 08-15 03:10, E+ 08-15 03:40"
    );
    let late = Assignment { promise: Some(Promise { due_at: at("08-15 05:00"), make_up: true }), ..seen.clone() };
    assert_eq!(next_call(&task, &late), Some(at("08-15 05:00")), "a moment that was named is waited for");
    let blocked = Assignment { difficulty_since: Some(at("08-15 02:20")), ..seen.clone() };
    assert_eq!(next_call(&task, &blocked), None, "the lead knows");
    let hushed = after(seen.clone(), "08-15 02:13", Event::Hushed { task: task_no, dept, on: day("08-15") });
    assert_eq!(touches(&task, &hushed), "");
    let part = Event::Submitted { task: task_no, dept, items: vec![0], files: vec![], words: None };
    assert_eq!(
        touches(&task, &after(seen.clone(), "08-15 02:30", part)),
        "E- 08-15 02:55, E0 08-15 03:10, E+ 08-15 03:40"
    );
    let whole = Event::Submitted { task: task_no, dept, items: vec![0, 1], files: vec![], words: None };
    let done = after(seen.clone(), "08-15 02:30", whole);
    assert_eq!((touches(&task, &done), next_call(&task, &done)), (String::new(), None));
    let needs = |it: &Assignment, now| needs_call(&task, it, at(now));
    assert!(needs(&silent, "08-15 02:40") && !needs(&seen, "08-15 02:40") && needs(&seen, "08-15 03:40"));
    assert!(!needs(&done, "08-15 03:40") && !needs(&blocked, "08-15 03:40"));
}

#[test]
fn the_lead_is_told_to_phone_once_and_at_once_where_nobody_can_be_written_to() {
    let task = emergency("08-15 02:10", "08-15 03:10", (Some(10), Some(15)));
    let unreached =
        Assignment { notice: Notice::Unreached { why: Unreachable::NobodyJoined }, ..noticed("08-15 02:10") };
    assert_eq!(next_call(&task, &unreached), Some(at("08-15 02:10")));
    let advised = after(unreached, "08-15 02:11", Event::CallAdvised { task: TASK, dept: DEPT });
    assert_eq!(next_call(&task, &advised), None);
    let renewed = after(advised, "08-15 02:30", Event::NoticeRenewed { task: TASK, dept: DEPT });
    assert_eq!(next_look(rules(), &task, &renewed), Some(at("08-15 02:30")), "they just came: a notice at once");
    let reached = Assignment { notice: Notice::Sent { person: PersonId(1), at: at("08-15 02:30") }, ..renewed };
    assert_eq!(next_call(&task, &reached), Some(at("08-15 02:50")));
}

#[test]
fn a_lifted_emergency_keeps_hours_again_and_what_was_asked_counts() {
    let mut task = emergency("08-15 02:10", "08-15 02:40", (Some(10), Some(10)));
    let mut it = noticed("08-15 02:10");
    it.nudged = vec![Touch { at: at("08-15 02:40"), stage: Stage::EmergencyDue }];
    task.lifted_at = Some(at("08-15 02:45"));
    assert_eq!(touches(&task, &it), "O1 08-18 09:30", "one ask of two is left");
    it.nudged.push(Touch { at: at("08-15 02:55"), stage: Stage::EmergencyOver });
    assert_eq!(touches(&task, &it), "");
    assert_eq!(next_call(&task, &it), None);
    assert!(!task.was_emergency() || task.lifted_at > Some(task.deadline.at));
}

#[test]
fn an_extension_keeps_the_original_span() {
    let mut task = emergency("08-15 02:10", "08-15 03:10", (None, None));
    task.first_deadline_at = Some(task.deadline.at);
    task.deadline = Deadline { at: at("08-15 06:10"), said: String::new(), said_at: None };
    assert_eq!(
        touches(&task, &noticed("08-15 02:10")),
        "again 08-15 02:25, E- 08-15 05:55, E0 08-15 06:10, E+ 08-15 06:40"
    );
}

#[test]
fn it_leaves_at_once_at_any_hour_and_outside_of_caps() {
    let part = Part { office: OfficeId(1), task: TASK, dept: DEPT };
    let due = |stage, moment: &str| DueTouch {
        part,
        touch: Touch { at: at(moment), stage },
        deadline_at: at("08-15 03:10"),
        at_once: false,
        emergency: true,
    };
    let told = Told {
        nudges: vec![at("08-14 09:30"), at("08-14 15:00")],
        last_notice: Some(at("08-15 02:09")),
        ..Told::default()
    };
    for it in [due(Stage::Notice, "08-15 02:10"), due(Stage::EmergencyCheck, "08-15 02:10")] {
        let verdicts = gather(plain(rules(), PersonId(120)), &told, &[it], at("08-15 02:10"));
        assert_eq!(verdicts, [Verdict::Send { at: at("08-15 02:10") }]);
    }
    let late =
        gather(plain(rules(), PersonId(120)), &told, &[due(Stage::EmergencyBefore, "08-15 02:55")], at("08-15 03:10"));
    assert_eq!(late, [Verdict::LeaveOut { why: LeftOut::Superseded }]);
}

#[test]
fn after_a_sleep_the_latest_speaks_for_all() {
    let task = emergency("08-15 02:10", "08-15 03:10", (Some(10), Some(15)));
    let it = noticed("08-15 02:10");
    let found = due(rules(), &task, &it, at("08-15 03:12")).unwrap();
    assert_eq!(said(&[found.touch]), ["E0 08-15 03:10"]);
    assert_eq!(said(&found.superseded), ["again 08-15 02:20", "E- 08-15 02:55"]);
    assert_eq!(still_due(rules(), &task, &it, &found.touch, at("08-15 03:12")), Ok(()));
    let check = found.superseded[0];
    assert_eq!(still_due(rules(), &task, &it, &check, at("08-15 03:12")), Err(LeftOut::Superseded));
}

#[test]
fn minutes_are_offered_for_a_promise() {
    let offered = |deadline, now| -> Vec<String> {
        minutes_to_promise(at(deadline), at(now))
            .iter()
            .map(|it| super::work().local(*it).format("%H:%M").to_string())
            .collect()
    };
    assert_eq!(offered("08-15 06:10", "08-15 02:12"), ["02:30", "02:45", "06:10"]);
    assert_eq!(offered("08-15 02:20", "08-15 02:12"), ["02:20"]);
    assert_eq!(offered("08-15 02:20", "08-15 02:20"), ["02:35", "02:50", "03:20"]);
}
