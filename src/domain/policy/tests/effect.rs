//! The last weeks lived again by another policy.

use super::{DEPT, TASK, at, entry_at, rules, task};
use crate::domain::policy::{Cadence, Life, Policy, Rules, Topic, messages};
use crate::domain::{Delivery, Event, PersonId, Promise};

/// Noticed on 6 July, due on the 17th: five reminders if nobody answers.
fn life(answer: Option<(&str, Event)>) -> Life {
    let (task_no, dept, person) = (TASK, DEPT, PersonId(1));
    let mut entries = vec![
        entry_at(at("07-06 09:00"), Event::Assigned { task: task_no, dept, from: None }),
        entry_at(at("07-06 09:00"), Event::NoticeQueued { task: task_no, dept, person }),
        entry_at(at("07-06 09:00"), Event::NoticeSettled { task: task_no, dept, person, delivery: Delivery::Sent }),
    ];
    entries.extend(answer.map(|(moment, event)| entry_at(at(moment), event)));
    Life { task: task("07-17 17:30"), entries }
}

fn count(policy: Policy, lives: &[Life]) -> usize {
    messages(Rules { policy, ..rules() }, lives, at("06-25 00:00"), at("07-31 00:00"))
}

#[test]
fn each_value_says_what_it_would_have_come_to() {
    let usual = Policy::default();
    let promise = Promise { due_at: at("07-16 17:30"), make_up: false };
    let promised = Event::Promised { task: TASK, dept: DEPT, promise };
    let handed_in = Event::Submitted { task: TASK, dept: DEPT, items: vec![0, 1], files: vec![], words: None };
    // check, D−3, D−1, D0, O1, O2.
    assert_eq!(count(usual, &[life(None)]), 6);
    assert_eq!(count(Policy { cadence: Cadence::Light, ..usual }, &[life(None)]), 5);
    assert_eq!(count(Policy { cadence: Cadence::LastDay, ..usual }, &[life(None)]), 4);
    assert_eq!(count(Policy { overdue_asks_max: 0, ..usual }, &[life(None)]), 4);
    assert_eq!(count(usual, &[life(Some(("07-14 10:00", handed_in)))]), 2, "nothing after it was in");
    assert!(count(usual, &[life(Some(("07-06 10:00", promised)))]) < 6);
    // Two tasks of one day are one message.
    assert_eq!(count(usual, &[life(None), life(None)]), 6);
    let later = messages(Rules { policy: usual, ..rules() }, &[life(None)], at("07-18 00:00"), at("07-31 00:00"));
    assert_eq!(later, 2, "of these weeks alone");
}

#[test]
fn every_value_is_within_the_bounds_and_known_again() {
    let (policy, hours) = (Policy::default(), rules().work.hours);
    for topic in Topic::ALL {
        assert!(topic.chosen(policy, hours).is_some(), "the default of {topic:?} is one of its values");
        for n in 0..topic.choices() {
            let (policy, hours) = topic.with(n, policy, hours).unwrap();
            assert_eq!(topic.chosen(policy, hours), Some(n), "{topic:?} {n}");
            assert!((1..=2).contains(&policy.messages_per_day_max) && policy.overdue_asks_max <= 2);
            assert!((1..=6).contains(&policy.messages_per_five_days_max));
        }
        assert_eq!(topic.with(topic.choices(), policy, hours), None);
    }
}
