//! Answers change the plan: the sentences of domain rule 5.6 and 5.8.

use proptest::prelude::*;

use super::{DEPT, PERSON, TASK, after, at, day, entry, noticed, rules, said, task, touch, work};
use crate::domain::assignment::Notice;
use crate::domain::policy::{TaskDue, next_look, next_task_look, plan, still_due, task_due};
use crate::domain::task::{Ended, Task};
use crate::domain::{
    Assignment, Delivery, Event, LeftOut, Matter, Moment, Promise, Stage, Touch, Unreachable, Words, WordsNo,
};

/// N 07-06 09:00, D 07-17 17:30.
fn medium() -> Assignment {
    noticed("07-06 09:00")
}

fn planned_for(it: &Assignment) -> String {
    said(&plan(rules(), &task("07-17 17:30"), it)).join(", ")
}

fn next_for(it: &Assignment) -> Option<Moment> {
    next_look(rules(), &task("07-17 17:30"), it)
}

fn promised(due: &str) -> Event {
    let make_up = at(due) > at("07-17 17:30");
    Event::Promised { task: TASK, dept: DEPT, promise: Promise { due_at: at(due), make_up } }
}

fn matter(matter: Matter) -> Event {
    let words = Words { no: WordsNo(1), digest: String::new() };
    Event::MatterRaised { task: TASK, dept: DEPT, matter, words }
}

fn submitted(items: &[usize]) -> Event {
    Event::Submitted { task: TASK, dept: DEPT, items: items.to_vec(), files: vec![], words: None }
}

#[test]
fn an_acknowledgement_drops_the_check() {
    let it = after(medium(), "07-06 10:00", Event::Acknowledged { task: TASK, dept: DEPT });
    assert_eq!(planned_for(&it), "D-3 07-14 09:30, D-1 07-16 09:30, D0 07-17 09:30, O1 07-20 09:30, O2 07-22 09:30");
}

#[test]
fn whose_silence_is_consent_is_not_asked_after_the_deadline() {
    let mut task = task("07-17 17:30");
    task.terms.consent = true;
    let planned = said(&plan(rules(), &task, &medium())).join(", ");
    assert_eq!(planned, "check 07-07 15:00, D-3 07-14 09:30, D-1 07-16 09:30, D0 07-17 09:30");
    assert_eq!(next_task_look(rules(), &task), Some(at("07-17 17:30")));
    assert_eq!(task_due(rules(), &task, at("07-17 17:29")), None);
    assert_eq!(task_due(rules(), &task, at("07-17 17:30")), Some(TaskDue::Consent));
    let ended = Event::TaskEnded { task: TASK, why: Ended::Consent, reason: None };
    let task = Task::apply(Some(task), &entry("07-17 17:30", ended)).unwrap();
    assert_eq!(next_task_look(rules(), &task), None);
    assert_eq!(plan(rules(), &task, &medium()), []);
    let sent = touch(Stage::LastDay, "07-17 09:30");
    assert_eq!(still_due(rules(), &task, &medium(), &sent, at("07-17 17:31")), Err(LeftOut::Ended));
}

#[test]
fn a_promise_silences_until_its_day_and_its_morrow() {
    for (due, expected) in [
        // its own two words take the place of two of the deadline's, the friendliest first
        ("07-10 17:30", "P 07-10 09:30, moved 07-13 09:30, D0 07-17 09:30, O1 07-20 09:30, O2 07-22 09:30"),
        // before 14:00: the working day before, in the afternoon
        ("07-13 12:00", "P 07-10 15:00, moved 07-14 09:30, D0 07-17 09:30, O1 07-20 09:30, O2 07-22 09:30"),
        ("07-14 14:00", "P 07-14 09:30, moved 07-15 09:30, D0 07-17 09:30, O1 07-20 09:30, O2 07-22 09:30"),
        // the deadline's own touches before it are dropped, and D0 gives way to a missed promise
        ("07-16 17:30", "P 07-16 09:30, moved 07-17 09:30, O1 07-20 09:30, O2 07-22 09:30"),
        ("07-17 17:30", "P 07-17 09:30, O1 07-20 09:30, O2 07-22 09:30"),
        ("07-17 09:00", "P 07-16 15:00, O1 07-20 09:30, O2 07-22 09:30"),
        // a rest day: the working day before
        ("07-11 17:30", "P 07-10 15:00, moved 07-13 09:30, D0 07-17 09:30, O1 07-20 09:30, O2 07-22 09:30"),
    ] {
        assert_eq!(planned_for(&after(medium(), "07-06 10:00", promised(due))), expected, "{due}");
    }
}

#[test]
fn a_date_given_late_leaves_no_more_ahead_than_it_found() {
    for (given, due, expected) in [
        // D-1, D0, O1, O2 lay ahead
        ("07-14 10:00", "07-15 17:30", "P 07-15 09:30, moved 07-16 09:30, O1 07-20 09:30, O2 07-22 09:30"),
        // D0, O1, O2
        ("07-16 10:00", "07-17 10:00", "O1 07-20 09:30, O2 07-22 09:30"),
        ("07-16 10:00", "07-16 17:30", "moved 07-17 09:30, O1 07-20 09:30, O2 07-22 09:30"),
        ("07-17 10:00", "07-17 17:00", "O1 07-20 09:30, O2 07-22 09:30"),
    ] {
        let it = after(medium(), given, promised(due));
        let ahead: Vec<Touch> =
            plan(rules(), &task("07-17 17:30"), &it).into_iter().filter(|touch| touch.at > at(given)).collect();
        assert_eq!(said(&ahead).join(", "), expected, "{given} for {due}");
    }
}

#[test]
fn another_date_leaves_no_more_ahead_than_the_first() {
    let mut it = after(medium(), "07-06 10:00", promised("07-10 17:30"));
    it.nudged = vec![touch(Stage::PromiseDay, "07-10 09:30"), touch(Stage::PromiseMoved, "07-13 09:30")];
    it.looked_at = Some(at("07-13 09:30"));
    assert_eq!(planned_for(&it), "D0 07-17 09:30, O1 07-20 09:30, O2 07-22 09:30");
    let it = after(it, "07-13 10:00", promised("07-15 17:30"));
    assert_eq!(planned_for(&it), "moved 07-16 09:30, O1 07-20 09:30, O2 07-22 09:30");
}

#[test]
fn a_date_beyond_the_deadline_silences_until_that_day() {
    let it = after(medium(), "07-16 10:00", promised("07-24 17:30"));
    assert_eq!(planned_for(&it), "P 07-24 09:30, moved 07-27 09:30");
}

#[test]
fn a_make_up_date_takes_the_place_of_what_was_to_come() {
    let mut it = medium();
    it.nudged = vec![touch(Stage::Overdue1, "07-20 09:30")];
    it.looked_at = Some(at("07-20 09:30"));
    let it = after(it, "07-20 10:00", promised("07-21 17:30"));
    assert_eq!(
        planned_for(&it),
        "P 07-21 09:30, moved 07-22 09:30".replace("moved", "O2"),
        "the last word is the later"
    );
    let it = after(it, "07-20 11:00", promised("07-23 17:30"));
    assert_eq!(planned_for(&it), "P 07-23 09:30, moved 07-24 09:30");
}

#[test]
fn whoever_sets_a_date_today_hears_nothing_of_it_today() {
    let it = after(medium(), "07-13 10:00", promised("07-13 17:30"));
    assert_eq!(next_for(&it), Some(at("07-14 09:30")), "its morrow");
    let it = after(medium(), "07-13 14:00", promised("07-14 10:00"));
    assert_eq!(next_for(&it), Some(at("07-15 09:30")), "its morrow");
}

#[test]
fn under_way_leaves_the_day_before_the_deadline_only() {
    let progressed = Event::Progressed { task: TASK, dept: DEPT };
    let it = after(medium(), "07-06 10:00", progressed.clone());
    assert_eq!(planned_for(&it), "D-1 07-16 09:30, O1 07-20 09:30, O2 07-22 09:30");
    let it = after(noticed("07-06 09:00"), "07-06 10:00", progressed);
    let early = said(&plan(rules(), &task("07-17 10:00"), &it));
    assert_eq!(
        early,
        ["D-1 07-16 09:30", "O1 07-20 09:30", "O2 07-22 09:30"],
        "also where D0 would have taken its place"
    );
}

#[test]
fn a_difficulty_silences_until_the_lead_answers() {
    let it = after(medium(), "07-13 10:00", matter(Matter::Difficulty));
    assert_eq!(planned_for(&it), "");
    assert_eq!(next_for(&it), None);
    let words = Words { no: WordsNo(2), digest: String::new() };
    let answered = Event::MatterAnswered { task: TASK, dept: DEPT, matter: Matter::Difficulty, words };
    let it = after(it, "07-14 11:00", answered);
    assert_eq!(next_for(&it), Some(at("07-16 09:30")), "what fell into the silence is not made up");
}

#[test]
fn a_question_leaves_the_touches_going() {
    let it = after(medium(), "07-06 10:00", matter(Matter::Question));
    assert!(planned_for(&it).starts_with("D-3 07-14 09:30, D-1 07-16 09:30, D0 07-17 09:30"));
}

#[test]
fn not_today_moves_the_touch_to_the_next_digest() {
    let hush = |on| Event::Hushed { task: TASK, dept: DEPT, on: day(on) };
    let it = after(medium(), "07-14 08:40", hush("07-14"));
    assert_eq!(next_for(&it), Some(at("07-15 09:30")));
    assert!(planned_for(&it).starts_with("D-3 07-15 09:30, D-1 07-16 09:30"), "{}", planned_for(&it));
    let it = after(medium(), "07-16 08:40", hush("07-16"));
    assert_eq!(next_for(&it), Some(at("07-17 09:30")), "D0 speaks for D-1");
    let it = after(medium(), "07-17 08:40", hush("07-17"));
    assert_eq!(next_for(&it), Some(at("07-20 09:30")), "on the last day there is no tomorrow");
}

#[test]
fn not_today_repeats_nothing_that_was_sent() {
    let mut it = medium();
    it.nudged = vec![touch(Stage::Before(3), "07-14 09:30")];
    it.looked_at = Some(at("07-14 09:30"));
    let it = after(it, "07-14 10:00", Event::Hushed { task: TASK, dept: DEPT, on: day("07-14") });
    assert_eq!(next_for(&it), Some(at("07-16 09:30")));
}

#[test]
fn what_is_handed_in_whole_is_never_spoken_of_and_a_part_is() {
    let it = after(medium(), "07-13 10:00", submitted(&[0]));
    assert_eq!(next_for(&it), Some(at("07-14 09:30")));
    let it = after(it, "07-14 08:00", submitted(&[1]));
    assert_eq!(planned_for(&it), "");
    assert_eq!(next_for(&it), None);
}

#[test]
fn two_asks_after_the_deadline_are_the_last_word() {
    let mut it = medium();
    it.nudged = vec![touch(Stage::Overdue1, "07-20 09:30"), touch(Stage::Overdue2, "07-22 09:30")];
    it.looked_at = Some(at("07-22 09:30"));
    assert_eq!(planned_for(&it), "");
    assert_eq!(planned_for(&after(it.clone(), "07-22 10:00", promised("07-24 17:30"))), "");
    it.notice = Notice::Sent { person: PERSON, at: at("07-23 09:00") };
    assert_eq!(planned_for(&it), "", "not even for a new contact");
}

#[test]
fn nothing_is_planned_before_the_notice_has_left() {
    for notice in [
        Notice::Waiting { since: at("07-06 09:00"), at_once: false },
        Notice::Queued { person: PERSON, at: at("07-06 09:00") },
        Notice::Unreached { why: Unreachable::NobodyJoined },
    ] {
        assert_eq!(planned_for(&Assignment { notice, ..medium() }), "");
    }
    let unknown = Notice::Unknown { person: PERSON, at: at("07-06 09:00") };
    assert_eq!(planned_for(&Assignment { notice: unknown, ..medium() }), planned_for(&medium()));
}

fn any_answer() -> impl Strategy<Value = Event> {
    let date = (1u32..=28, 8u32..20).prop_map(|(day, hour)| promised(&format!("07-{day:02} {hour:02}:00")));
    prop_oneof![
        Just(Event::Acknowledged { task: TASK, dept: DEPT }),
        Just(Event::Progressed { task: TASK, dept: DEPT }),
        Just(submitted(&[0])),
        Just(submitted(&[0, 1])),
        Just(matter(Matter::Question)),
        date,
        (1u32..=28).prop_map(|on| Event::Hushed { task: TASK, dept: DEPT, on: day(&format!("07-{on:02}")) }),
    ]
}

proptest! {
    #[test]
    fn whatever_is_answered_the_plan_keeps_its_rules(
        answers in prop::collection::vec((6u32..=28, any_answer()), 0..6),
    ) {
        let mut answers = answers;
        answers.sort_by_key(|(day, _)| *day);
        let it = answers.into_iter().fold(medium(), |it, (day, answer)| after(it, &format!("07-{day:02} 10:00"), answer));
        let touches = plan(rules(), &task("07-17 17:30"), &it);
        prop_assert!(!it.is_complete() || touches.is_empty());
        prop_assert!(touches.iter().all(|touch| work().is_open(touch.at)));
        for pair in touches.windows(2) {
            prop_assert!(pair[0] < pair[1]);
            prop_assert!(work().local(pair[0].at).date() < work().local(pair[1].at).date(), "{pair:?}");
        }
        let asks = touches.iter().filter(|touch| touch.at > at("07-17 17:30") && touch.stage != Stage::PromiseDay);
        prop_assert!(asks.count() <= 2);
        if let Some(looked_at) = it.looked_at {
            prop_assert!(next_look(rules(), &task("07-17 17:30"), &it).is_none_or(|next| next > looked_at));
        }
    }
}

#[test]
fn an_ask_that_was_given_up_takes_no_room_from_the_next() {
    let task = task("07-17 17:30");
    let mut it = after(medium(), "07-06 10:00", promised("07-17 17:30"));
    it.nudged.push(touch(Stage::PromiseDay, "07-17 09:30"));
    it = after(it, "07-20 08:40", Event::Hushed { task: TASK, dept: DEPT, on: day("07-20") });
    // 改到哪天 falls to the day of the first ask, which speaks for it; the second is still to come.
    assert_eq!(said(&plan(rules(), &task, &it)), ["O1 07-21 09:30", "O2 07-22 09:30"]);
    let (task, person) = (TASK, PERSON);
    let sent = touch(Stage::Overdue1, "07-21 09:30");
    it = after(it, "07-21 09:30", Event::NudgeQueued { task, dept: DEPT, touch: sent, person });
    it = after(
        it,
        "07-21 09:31",
        Event::NudgeSettled { task, dept: DEPT, touch: sent, person, delivery: Delivery::Sent },
    );
    assert_eq!(next_for(&it), Some(at("07-22 09:30")));
}
