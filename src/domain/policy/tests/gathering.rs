//! Caps and digests: domain rules 5.3 and 5.4.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use proptest::prelude::*;

use super::{DEPT, TASK, at, plain, rules, work};
use crate::domain::policy::{DueTouch, Told, Verdict, gather};
use crate::domain::{LeftOut, Moment, OfficeId, Part, PersonId, PutOff, Stage, Touch};

fn due(stage: Stage, moment: &str, deadline: &str) -> DueTouch {
    due_touch(stage, at(moment), at(deadline))
}

fn due_touch(stage: Stage, at: Moment, deadline_at: Moment) -> DueTouch {
    let part = Part { office: OfficeId(1), task: TASK, dept: DEPT };
    DueTouch { part, touch: Touch { at, stage }, deadline_at, at_once: false, emergency: false }
}

fn told(nudges: &[&str]) -> Told {
    Told { nudges: nudges.iter().map(|it| at(it)).collect(), ..Told::default() }
}

fn one(told: &Told, due: DueTouch, now: &str) -> Verdict {
    gather(plain(rules(), PersonId(120)), told, &[due], at(now))[0]
}

fn send(moment: &str) -> Verdict {
    Verdict::Send { at: at(moment) }
}

fn put_off(until: &str, why: PutOff) -> Verdict {
    Verdict::PutOff { until: at(until), why }
}

#[test]
fn a_digest_leaves_at_half_past_nine_spread_by_person() {
    let d3 = due(Stage::Before(3), "07-14 09:30", "07-17 17:30");
    assert_eq!(one(&told(&[]), d3, "07-14 09:30"), send("07-14 09:32"));
    assert_eq!(one(&told(&[]), d3, "07-14 10:15"), send("07-14 10:15"), "late, but today");
    let o1 = due(Stage::Overdue1, "07-14 09:30", "07-13 17:30");
    let verdicts = gather(plain(rules(), PersonId(120)), &told(&[]), &[d3, o1], at("07-14 09:30"));
    assert_eq!(verdicts, [send("07-14 09:32"), send("07-14 09:32")], "one message");
    assert_eq!(one(&told(&["07-14 09:32"]), o1, "07-14 09:31"), send("07-14 09:32"), "it has not left yet");
}

#[test]
fn a_second_message_is_for_checks_and_what_is_due() {
    let told = told(&["07-14 09:32"]);
    let d3 = due(Stage::Before(3), "07-14 09:30", "07-17 17:30");
    assert_eq!(one(&told, d3, "07-14 10:00"), put_off("07-15 09:30", PutOff::Cap));
    let check = due(Stage::Check, "07-14 15:00", "07-17 17:30");
    assert_eq!(one(&told, check, "07-14 15:00"), send("07-14 15:00"));
    let short = due(Stage::Check, "07-14 10:40", "07-15 17:30");
    assert_eq!(one(&told, short, "07-14 10:40"), send("07-14 10:40"), "at its own minute");
    let d1 = due(Stage::Before(1), "07-14 09:30", "07-15 11:00");
    assert_eq!(one(&told, d1, "07-14 10:00"), send("07-14 15:00"), "due before next noon");
    let d0 = due(Stage::LastDay, "07-14 09:30", "07-14 14:30");
    assert_eq!(one(&told, d0, "07-14 10:00"), send("07-14 10:00"), "15:00 would be too late");
}

#[test]
fn what_was_to_leave_before_a_deadline_does_not_leave_behind_it() {
    for stage in [Stage::PromiseMoved, Stage::Asked] {
        let at_the_deadline = due(stage, "07-14 09:30", "07-14 09:30");
        let superseded = Verdict::LeaveOut { why: LeftOut::Superseded };
        assert_eq!(one(&told(&[]), at_the_deadline, "07-14 09:30"), superseded);
        let behind = due(stage, "07-15 09:30", "07-14 17:30");
        assert_eq!(one(&told(&[]), behind, "07-15 09:30"), send("07-15 09:32"), "one of the asks after it");
    }
    let moved = due(Stage::PromiseMoved, "07-14 09:30", "07-14 09:31");
    let no_room = Verdict::LeaveOut { why: LeftOut::Cap };
    assert_eq!(one(&told(&[]), moved, "07-14 09:30"), no_room, "the digest would carry it past");
    let capped = due(Stage::PromiseMoved, "07-14 09:30", "07-14 17:30");
    assert_eq!(one(&told(&["07-14 09:32"]), capped, "07-14 09:40"), no_room);
}

#[test]
fn what_is_held_up_carries_what_has_come_due_since() {
    let held_up = Told { held_up: vec![at("07-14 09:32")], ..told(&["07-14 09:32"]) };
    let d3 = due(Stage::Before(3), "07-14 09:30", "07-17 17:30");
    let check = due(Stage::Check, "07-14 15:00", "07-17 17:30");
    let d0 = due(Stage::LastDay, "07-14 16:00", "07-14 17:30");
    let verdicts = gather(plain(rules(), PersonId(120)), &held_up, &[d3, check, d0], at("07-14 16:57"));
    assert_eq!(verdicts, [send("07-14 09:32"); 3]);
    let yesterdays = Told { held_up: vec![at("07-13 09:32")], ..told(&["07-13 09:32"]) };
    assert_eq!(one(&yesterdays, check, "07-14 15:00"), send("07-14 15:00"), "which is thought over anew");
}

#[test]
fn no_message_comes_on_the_heels_of_one_that_was_late() {
    let late = told(&["07-14 14:58"]);
    let check = due(Stage::Check, "07-14 15:00", "07-17 17:30");
    assert_eq!(one(&late, check, "07-14 15:00"), send("07-14 15:13"));
    let just = told(&["07-14 17:18"]);
    let pressing = due(Stage::Before(1), "07-14 09:30", "07-15 11:00");
    assert_eq!(one(&just, pressing, "07-14 17:20"), put_off("07-15 09:30", PutOff::Cap), "the hours are over before");
    let d0 = due(Stage::LastDay, "07-14 16:00", "07-14 17:25");
    assert_eq!(one(&just, d0, "07-14 17:20"), send("07-14 17:20"), "of use now alone");
}

#[test]
fn a_check_after_two_messages_joins_tomorrows_digest() {
    let told = told(&["07-14 09:32", "07-14 15:00"]);
    let check = due(Stage::Check, "07-14 16:00", "07-17 17:30");
    assert_eq!(one(&told, check, "07-14 16:00"), put_off("07-15 09:30", PutOff::Cap));
    let d0 = due(Stage::LastDay, "07-14 16:00", "07-14 17:30");
    assert_eq!(one(&told, d0, "07-14 16:00"), Verdict::LeaveOut { why: LeftOut::Cap });
}

#[test]
fn a_check_before_the_digest_leaves_the_digest_its_place() {
    let d3 = due(Stage::Before(3), "07-14 09:30", "07-17 17:30");
    assert_eq!(one(&told(&["07-14 09:05"]), d3, "07-14 09:30"), send("07-14 09:32"));
}

#[test]
fn a_message_that_cannot_wait_for_the_digest_does_not_split_it() {
    let o1 = due(Stage::Overdue1, "07-14 09:30", "07-13 17:30");
    let check = due(Stage::Check, "07-14 09:31", "07-14 09:32");
    let verdicts = gather(plain(rules(), PersonId(120)), &told(&[]), &[o1, check, o1], at("07-14 09:31"));
    assert_eq!(verdicts, [send("07-14 09:32"), send("07-14 09:31"), send("07-14 09:32")]);
}

#[test]
fn seven_messages_in_five_working_days_are_one_too_many() {
    let six = told(&["07-10 09:32", "07-10 15:00", "07-13 09:32", "07-14 09:32", "07-14 15:00", "07-15 09:32"]);
    let d3 = due(Stage::Before(3), "07-16 09:30", "07-31 17:30");
    assert_eq!(one(&six, d3, "07-16 09:30"), put_off("07-17 09:30", PutOff::Cap));
    let d0 = due(Stage::LastDay, "07-16 09:30", "07-16 17:30");
    assert_eq!(one(&six, d0, "07-16 09:30"), Verdict::LeaveOut { why: LeftOut::Cap });
}

#[test]
fn outside_hours_everything_waits_for_the_opening() {
    let o1 = due(Stage::Overdue1, "07-17 09:30", "07-16 17:30");
    assert_eq!(one(&told(&[]), o1, "07-17 17:30"), put_off("07-20 08:30", PutOff::Hours));
    assert_eq!(one(&told(&[]), o1, "07-17 12:10"), put_off("07-17 14:00", PutOff::Hours));
    let d0 = due(Stage::LastDay, "07-17 09:30", "07-17 17:30");
    assert_eq!(one(&told(&[]), d0, "07-17 17:40"), Verdict::LeaveOut { why: LeftOut::Superseded });
}

#[test]
fn notices_leave_at_once_but_not_twice_in_half_an_hour() {
    let notice = due(Stage::Notice, "07-14 10:00", "07-31 17:30");
    let full = told(&["07-14 09:32", "07-14 15:00"]);
    assert_eq!(one(&full, notice, "07-14 10:00"), send("07-14 10:00"), "they do not count as nudges");
    let just = Told { last_notice: Some(at("07-14 09:50")), ..told(&[]) };
    assert_eq!(one(&just, notice, "07-14 10:00"), put_off("07-14 10:20", PutOff::Cap));
    assert_eq!(one(&just, notice, "07-14 10:20"), send("07-14 10:20"));
    let noon = Told { last_notice: Some(at("07-14 11:50")), ..told(&[]) };
    assert_eq!(one(&noon, notice, "07-14 11:55"), put_off("07-14 14:00", PutOff::Cap));
    assert_eq!(one(&told(&[]), notice, "07-14 18:00"), put_off("07-15 08:30", PutOff::Hours));
    assert_eq!(one(&told(&[]), DueTouch { at_once: true, ..notice }, "07-14 18:00"), send("07-14 18:00"));
}

/// A touch that waits for its look in the simulation.
#[derive(Clone, Debug)]
struct Waiting {
    due: DueTouch,
    look_at: Moment,
}

fn any_touch() -> impl Strategy<Value = Waiting> {
    let stage = prop::sample::select(vec![
        Stage::Notice,
        Stage::Check,
        Stage::Before(3),
        Stage::Before(1),
        Stage::LastDay,
        Stage::PromiseDay,
        Stage::PromiseMoved,
        Stage::Overdue1,
    ]);
    // Three weeks around a holiday; half of the touches at digest time, the others at any minute of a working day.
    (stage, 0i64..21, prop::option::of(0i64..540), 0i64..8000).prop_map(|(stage, day, minute, left)| {
        let start = at("09-14 00:00") + TimeDelta::days(day);
        let moment = start + TimeDelta::minutes(minute.map_or(9 * 60 + 30, |minute| 8 * 60 + 30 + minute));
        let look_at = work().next_opening(moment);
        Waiting { due: due_touch(stage, look_at, look_at + TimeDelta::minutes(left)), look_at }
    })
}

/// Runs until nothing waits; the nudge messages, each with what it carries.
fn run(mut waiting: Vec<Waiting>) -> Vec<(Moment, DueTouch)> {
    let (mut sent, mut told) = (Vec::new(), Told::default());
    while let Some(now) = waiting.iter().map(|it| it.look_at).min() {
        let (ready, rest): (Vec<_>, Vec<_>) = waiting.into_iter().partition(|it| it.look_at <= now);
        waiting = rest;
        let due: Vec<DueTouch> = ready.iter().map(|it| it.due).collect();
        for (it, verdict) in ready.into_iter().zip(gather(plain(rules(), PersonId(417)), &told, &due, now)) {
            match verdict {
                Verdict::Send { at } if it.due.touch.stage == Stage::Notice => told.last_notice = Some(at),
                Verdict::Send { at } => sent.push((at, it.due)),
                Verdict::PutOff { until, .. } => {
                    assert!(until > now, "a touch that waits is not looked at again at once");
                    waiting.push(Waiting { look_at: until, ..it });
                }
                Verdict::LeaveOut { .. } => {}
            }
        }
        told.nudges = sent.iter().map(|(at, _)| *at).collect::<BTreeSet<_>>().into_iter().collect();
    }
    sent
}

proptest! {
    #[test]
    fn no_cap_is_ever_broken_and_nothing_leaves_outside_hours(touches in prop::collection::vec(any_touch(), 0..60)) {
        let sent = run(touches);
        let messages: BTreeSet<Moment> = sent.iter().map(|(at, _)| *at).collect();
        let days: Vec<_> = messages.iter().map(|at| work().local(*at).date()).collect();
        prop_assert!(messages.iter().all(|at| work().is_open(*at)));
        for day in &days {
            prop_assert!(days.iter().filter(|other| *other == day).count() <= 2, "{day}");
            let last = work().calendar.add_working(*day, 4);
            prop_assert!(days.iter().filter(|other| (*day..=last).contains(other)).count() <= 6, "from {day}");
        }
        prop_assert!(sent.iter().all(|(at, due)| *at >= due.touch.at));
        let plain = sent.iter().filter(|(_, due)| matches!(due.touch.stage, Stage::Overdue1 | Stage::PromiseMoved));
        let digests: BTreeSet<Moment> = plain.map(|(at, _)| *at).collect();
        let digest_days: BTreeSet<_> = digests.iter().map(|at| work().local(*at).date()).collect();
        prop_assert_eq!(digests.len(), digest_days.len(), "one message a day carries what is not pressing");
    }
}
