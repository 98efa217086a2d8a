//! By hand: whom a nudge may go to, what it does to the plan, and where the machine falls silent (5.8).

use super::{DEPT, PERSON, TASK, after, at, day, entry, noticed, rules, said, task, touch};
use crate::domain::assignment::Notice;
use crate::domain::policy::{NotAsked, by_hand, next_look, plan, still_due};
use crate::domain::task::{Emergency, Ended};
use crate::domain::{
    Assignment, Delivery, Event, LeftOut, Matter, Promise, Stage, Task, Touch, Unreachable, Words, WordsNo,
};

fn asked(it: Assignment, moment: &str) -> Assignment {
    after(it, moment, Event::NudgeAsked { task: TASK, dept: DEPT })
}

fn sent(it: Assignment, moment: &str, touch: Touch) -> Assignment {
    let queued = Event::NudgeQueued { task: TASK, dept: DEPT, touch, person: PERSON };
    let settled = Event::NudgeSettled { task: TASK, dept: DEPT, touch, person: PERSON, delivery: Delivery::Sent };
    after(after(it, moment, queued), moment, settled)
}

fn raised(matter: Matter) -> Event {
    Event::MatterRaised { task: TASK, dept: DEPT, matter, words: Words { no: WordsNo(1), digest: String::new() } }
}

#[test]
fn every_stop_has_its_reason_and_ends_the_plan() {
    let it = || noticed("07-06 09:00");
    let promised =
        |due| Event::Promised { task: TASK, dept: DEPT, promise: Promise { due_at: at(due), make_up: false } };
    let all = Event::Submitted { task: TASK, dept: DEPT, items: vec![0, 1], files: vec![], words: None };
    let some = Event::Submitted { task: TASK, dept: DEPT, items: vec![0], files: vec![], words: None };
    let hushed = Event::Hushed { task: TASK, dept: DEPT, on: day("07-15") };
    let part = |event| after(it(), "07-08 10:00", event);
    let unreached = Assignment { notice: Notice::Unreached { why: Unreachable::Blocked }, ..it() };
    let queued = Assignment { notice: Notice::Queued { person: PERSON, at: at("07-15 09:00") }, ..it() };
    let d3 = touch(Stage::Before(3), "07-14 09:30");
    for (it, expected, is_over) in [
        (it(), Ok(()), false),
        (part(Event::Acknowledged { task: TASK, dept: DEPT }), Ok(()), false),
        (part(raised(Matter::Question)), Ok(()), false),
        (part(some), Ok(()), false),
        (sent(it(), "07-14 09:30", d3), Ok(()), false),
        (part(all), Err(NotAsked::Complete), true),
        (part(Event::NudgesHeld { task: TASK, dept: DEPT }), Err(NotAsked::Held), true),
        (part(raised(Matter::Difficulty)), Err(NotAsked::WaitsForLead), true),
        (unreached, Err(NotAsked::Unreachable), true),
        (queued, Err(NotAsked::NoticeWaits), true),
        (part(promised("07-16 17:30")), Err(NotAsked::Promised), false),
        (part(promised("07-10 17:30")), Ok(()), false),
        (part(Event::Progressed { task: TASK, dept: DEPT }), Err(NotAsked::UnderWay), false),
        (part(hushed), Err(NotAsked::Hushed), false),
        (sent(it(), "07-15 09:30", d3), Err(NotAsked::Today), false),
        (asked(it(), "07-15 09:00"), Err(NotAsked::Today), false),
    ] {
        let task = task("07-17 17:30");
        assert_eq!(by_hand(rules(), &task, &it, at("07-15 10:00")), expected, "{it:?}");
        assert_eq!(plan(rules(), &task, &it).is_empty(), is_over, "{it:?}");
    }
    let mut urgent = task("07-17 17:30");
    urgent.terms.emergency = Some(Emergency { reason: "泄漏".to_owned(), ack_within: None, remind_before: None });
    assert_eq!(by_hand(rules(), &urgent, &it(), at("07-15 10:00")), Err(NotAsked::ByTheClock));
    for why in [Ended::Consent, Ended::Cancelled, Ended::Closed] {
        let ended = Task::apply(
            Some(task("07-17 17:30")),
            &entry("07-15 09:00", Event::TaskEnded { task: TASK, why, reason: None }),
        );
        assert_eq!(by_hand(rules(), &ended.unwrap(), &it(), at("07-15 10:00")), Err(NotAsked::Ended));
    }
}

#[test]
fn two_asks_after_the_deadline_are_the_last_by_hand_too() {
    let task = task("07-17 17:30");
    let it = sent(noticed("07-06 09:00"), "07-20 09:30", touch(Stage::Overdue1, "07-20 09:30"));
    assert_eq!(by_hand(rules(), &task, &it, at("07-21 10:00")), Ok(()));
    let it = asked(it, "07-21 10:00");
    let planned = said(&plan(rules(), &task, &it));
    assert_eq!(planned.last().unwrap(), "asked 07-21 10:00", "it takes the place of the second");
    let it = sent(it, "07-21 10:00", touch(Stage::Asked, "07-21 10:00"));
    assert_eq!(plan(rules(), &task, &it), []);
    assert_eq!(by_hand(rules(), &task, &it, at("07-22 10:00")), Err(NotAsked::Spent));
}

#[test]
fn what_was_asked_for_speaks_for_its_day_and_falls_away_with_an_answer() {
    let task = task("07-17 17:30");
    let it = asked(noticed("07-06 09:00"), "07-14 09:00");
    assert!(!said(&plan(rules(), &task, &it)).iter().any(|touch| touch.starts_with("D-3")), "one a day");
    let it = sent(it, "07-14 09:30", touch(Stage::Asked, "07-14 09:00"));
    assert_eq!(next_look(rules(), &task, &it), Some(at("07-16 09:30")), "sent once, and the day is done");
    let by_hand = touch(Stage::Asked, "07-15 10:00");
    let it = asked(it, "07-15 10:00");
    assert_eq!(still_due(rules(), &task, &it, &by_hand, at("07-15 10:01")), Ok(()));
    let answered = after(it.clone(), "07-15 10:01", Event::Acknowledged { task: TASK, dept: DEPT });
    assert_eq!(still_due(rules(), &task, &answered, &by_hand, at("07-15 10:02")), Err(LeftOut::Answered));
    let held = after(it, "07-15 10:01", Event::NudgesHeld { task: TASK, dept: DEPT });
    assert_eq!(still_due(rules(), &task, &held, &by_hand, at("07-15 10:02")), Err(LeftOut::Held));
}

#[test]
fn a_hold_is_silence_and_its_end_makes_nothing_up() {
    let task = task("07-17 17:30");
    let held = after(noticed("07-06 09:00"), "07-13 10:00", Event::NudgesHeld { task: TASK, dept: DEPT });
    assert_eq!(next_look(rules(), &task, &held), None);
    let resumed = after(held, "07-15 10:00", Event::NudgesResumed { task: TASK, dept: DEPT });
    assert_eq!(next_look(rules(), &task, &resumed), Some(at("07-16 09:30")));
}
