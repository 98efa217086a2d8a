//! What the planner asks: next look, due, still due.

use chrono::TimeDelta;
use proptest::prelude::*;

use super::{DEPT, PERSON, TASK, after, at, day, noticed, rules, said, task, touch, work};
use crate::domain::assignment::Notice;
use crate::domain::policy::{Due, Policy, Rules, due, next_look, still_due};
use crate::domain::{Assignment, Event, LeftOut, Moment, Promise, PutOff, Stage, Unreachable};

fn due_at(it: &Assignment, now: &str) -> Option<Due> {
    due(rules(), &task("07-17 17:30"), it, at(now))
}

fn next(it: &Assignment) -> Option<Moment> {
    next_look(rules(), &task("07-17 17:30"), it)
}

fn waiting(since: &str, at_once: bool) -> Assignment {
    Assignment { notice: Notice::Waiting { since: at(since), at_once }, ..noticed("07-06 09:00") }
}

#[test]
fn a_notice_waits_for_the_opening_unless_somebody_just_came() {
    assert_eq!(next(&waiting("07-05 20:00", false)), Some(at("07-06 08:30")));
    assert_eq!(next(&waiting("07-05 20:00", true)), Some(at("07-05 20:00")));
    let notice = Due { touch: touch(Stage::Notice, "07-06 08:30"), superseded: vec![] };
    assert_eq!(due_at(&waiting("07-05 20:00", false), "07-06 08:30"), Some(notice));
    assert_eq!(due_at(&waiting("07-05 20:00", false), "07-06 08:29"), None);
}

#[test]
fn a_notice_that_was_put_off_is_looked_at_then() {
    let put_off = Event::NudgePutOff {
        task: TASK,
        dept: DEPT,
        touch: touch(Stage::Notice, "07-06 09:00"),
        until: at("07-06 09:20"),
        why: PutOff::Cap,
    };
    assert_eq!(next(&after(waiting("07-06 09:00", false), "07-06 09:00", put_off)), Some(at("07-06 09:20")));
}

#[test]
fn after_a_long_sleep_one_touch_speaks_for_all() {
    let due = due_at(&noticed("07-06 09:00"), "07-16 11:00").unwrap();
    assert_eq!(due.touch, touch(Stage::Before(1), "07-16 09:30"));
    assert_eq!(said(&due.superseded), ["check 07-07 15:00", "D-3 07-14 09:30"]);
}

#[test]
fn a_touch_that_was_put_off_comes_then_or_gives_way_to_a_later_one() {
    let put_off = |until| Event::NudgePutOff {
        task: TASK,
        dept: DEPT,
        touch: touch(Stage::Before(3), "07-14 09:30"),
        until: at(until),
        why: PutOff::Cap,
    };
    let mut it = noticed("07-06 09:00");
    it.looked_at = Some(at("07-07 15:00"));
    let later = after(it.clone(), "07-14 09:30", put_off("07-15 09:30"));
    assert_eq!(next(&later), Some(at("07-15 09:30")));
    assert_eq!(due_at(&later, "07-15 09:29"), None);
    assert_eq!(due_at(&later, "07-15 09:30").unwrap().touch.stage, Stage::Before(3));
    let overtaken = after(it, "07-14 09:30", put_off("07-16 09:30"));
    let due = due_at(&overtaken, "07-16 09:30").unwrap();
    assert_eq!((due.touch.stage, said(&due.superseded)), (Stage::Before(1), vec!["D-3 07-14 09:30".to_owned()]));
}

#[test]
fn an_ask_that_gets_its_room_from_those_given_up_speaks_for_them_at_once() {
    let task = task("07-17 00:30");
    let promise = Promise { due_at: at("07-16 17:30"), make_up: false };
    let it = after(noticed("07-06 09:00"), "07-14 10:00", Event::Promised { task: TASK, dept: DEPT, promise });
    let due = due(rules(), &task, &it, at("07-22 10:00")).unwrap();
    assert_eq!(due.touch, touch(Stage::Overdue2, "07-22 09:30"));
    assert_eq!(said(&due.superseded), ["P 07-16 09:30", "moved 07-17 09:30", "O1 07-20 09:30"]);
}

#[test]
fn what_not_today_moved_stays_moved_once_it_was_said() {
    let rules = Rules { policy: Policy { overdue_asks_max: 1, ..rules().policy }, ..rules() };
    let task = task("07-17 17:30");
    let hushed = Event::Hushed { task: TASK, dept: DEPT, on: day("07-20") };
    let it = after(noticed("07-06 09:00"), "07-20 08:00", hushed);
    let o1 = touch(Stage::Overdue1, "07-21 09:30");
    assert_eq!(due(rules, &task, &it, at("07-21 09:30")).unwrap().touch, o1);
    let said = after(it, "07-21 09:30", Event::NudgeQueued { task: TASK, dept: DEPT, touch: o1, person: PERSON });
    assert_eq!(next_look(rules, &task, &said), None, "one ask, and it is on its way");
}

#[test]
fn it_is_asked_again_at_the_moment_of_sending() {
    let task = task("07-17 17:30");
    let it = noticed("07-06 09:00");
    let d3 = touch(Stage::Before(3), "07-14 09:30");
    let ask = |it: &Assignment, now| still_due(rules(), &task, it, &d3, at(now));
    assert_eq!(ask(&it, "07-14 09:35"), Ok(()));
    let queued = Event::NudgeQueued { task: TASK, dept: DEPT, touch: d3, person: PERSON };
    assert_eq!(ask(&after(it.clone(), "07-14 09:30", queued), "07-14 09:35"), Ok(()));
    let all = Event::Submitted { task: TASK, dept: DEPT, items: vec![0, 1], files: vec![], words: None };
    assert_eq!(ask(&after(it.clone(), "07-14 09:32", all), "07-14 09:35"), Err(LeftOut::Answered));
    let hushed = Event::Hushed { task: TASK, dept: DEPT, on: day("07-14") };
    assert_eq!(ask(&after(it.clone(), "07-14 09:32", hushed), "07-14 09:35"), Err(LeftOut::Answered));
    assert_eq!(ask(&it, "07-16 09:30"), Err(LeftOut::Superseded), "D-1 is there");
    let gone = Event::NoticeUnreached { task: TASK, dept: DEPT, why: Unreachable::Blocked };
    assert_eq!(ask(&after(it.clone(), "07-14 09:32", gone), "07-14 09:35"), Err(LeftOut::Unreachable));
    let d0 = touch(Stage::LastDay, "07-17 09:30");
    assert_eq!(still_due(rules(), &task, &it, &d0, at("07-17 17:30")), Err(LeftOut::Superseded));
}

#[test]
fn a_notice_is_sent_once() {
    let task = task("07-17 17:30");
    let notice = touch(Stage::Notice, "07-06 08:30");
    let queued = Notice::Queued { person: PERSON, at: at("07-06 08:30") };
    let it = Assignment { notice: queued, ..noticed("07-06 09:00") };
    assert_eq!(still_due(rules(), &task, &it, &notice, at("07-06 08:31")), Ok(()));
    let sent = noticed("07-06 08:31");
    assert_eq!(still_due(rules(), &task, &sent, &notice, at("07-06 08:32")), Err(LeftOut::Superseded));
}

proptest! {
    #[test]
    fn something_is_due_exactly_when_the_look_has_come_and_looking_ends(
        looks in prop::collection::vec((0i64..3000, 0u8..4), 1..30),
    ) {
        let task = task("07-17 17:30");
        let mut it = noticed("07-06 09:00");
        let mut now = at("07-06 09:00");
        for (minutes, what) in looks {
            now += TimeDelta::minutes(minutes);
            let found = due(rules(), &task, &it, now);
            prop_assert_eq!(found.is_some(), next_look(rules(), &task, &it).is_some_and(|next| next <= now));
            let Some(Due { touch, superseded }) = found else { continue };
            prop_assert!(superseded.iter().all(|earlier| *earlier < touch));
            let moment = work().local(now).format("%m-%d %H:%M").to_string();
            for earlier in superseded {
                let left_out =
                    Event::NudgeLeftOut { task: TASK, dept: DEPT, touch: earlier, why: LeftOut::Superseded };
                it = after(it, &moment, left_out);
            }
            it = after(it, &moment, match what {
                0 => Event::NudgePutOff {
                    task: TASK, dept: DEPT, touch, until: now + TimeDelta::hours(5), why: PutOff::Cap,
                },
                1 => Event::NudgeLeftOut { task: TASK, dept: DEPT, touch, why: LeftOut::Cap },
                _ => Event::NudgeQueued { task: TASK, dept: DEPT, touch, person: PERSON },
            });
            prop_assert!(next_look(rules(), &task, &it).is_none_or(|next| next > now), "looked at twice");
        }
    }
}
