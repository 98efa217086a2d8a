//! The lead's side: what waits too long, and how often its owner hears of it (domain rules 7.6).

use super::{DEPT, TASK, after, at, entry, noticed, rules};
use crate::domain::policy::{Waits, is_told_again, overdue_waits};
use crate::domain::{Actor, Assignment, Event, Matter, PersonId, Words, WordsNo};

fn raised(it: Assignment, matter: Matter, moment: &str) -> Assignment {
    let words = Words { no: WordsNo(1), digest: String::new() };
    let event = Event::MatterRaised { task: TASK, dept: DEPT, matter, words };
    let said = crate::domain::Entry { actor: Actor::Person(PersonId(5)), ..entry(moment, event) };
    Assignment::apply(Some(it), &said, &[0, 1].into()).unwrap()
}

fn answered(it: Assignment, matter: Matter, moment: &str) -> Assignment {
    let words = Words { no: WordsNo(2), digest: String::new() };
    after(it, moment, Event::MatterAnswered { task: TASK, dept: DEPT, matter, words })
}

#[test]
fn a_question_waits_from_its_first_word_until_it_is_answered_and_silences_nothing() {
    let it = raised(noticed("07-06 09:00"), Matter::Question, "07-07 10:00");
    let it = raised(it, Matter::Question, "07-08 10:00");
    assert!(!it.awaits_lead(), "asking goes on");
    let waits = |moment| overdue_waits(rules(), &it, at(moment));
    assert_eq!(waits("07-08 09:59"), []);
    assert_eq!(waits("07-08 10:00"), [(Waits::Question, 1)]);
    assert!(it.question.is_some());
    let it = answered(it, Matter::Question, "07-09 10:00");
    assert_eq!(
        (it.question_since, it.question.clone(), overdue_waits(rules(), &it, at("07-20 10:00")).len()),
        (None, None, 0)
    );
}

#[test]
fn an_owner_is_told_once_then_weekly_and_sooner_only_of_something_else() {
    let one = raised(noticed("07-06 09:00"), Matter::Difficulty, "07-06 10:00");
    let told = |parts: &[Assignment], last: Option<&str>, now| is_told_again(rules(), parts, last.map(at), at(now));
    assert!(told(std::slice::from_ref(&one), None, "07-07 16:30"));
    for (now, again) in [("07-08 16:30", false), ("07-13 16:30", false), ("07-14 16:30", true), ("07-21 16:30", true)] {
        assert_eq!(told(std::slice::from_ref(&one), Some("07-07 16:30"), now), again, "{now}");
    }
    // Another part has begun to wait too long since; before that it was not.
    let two = raised(noticed("07-06 09:00"), Matter::Question, "07-07 15:00");
    let both = [one.clone(), two];
    assert!(told(&both, Some("07-07 16:30"), "07-08 16:30"));
    assert!(!told(&both, Some("07-08 16:30"), "07-09 16:30"));
    // The same part, answered and raised anew.
    let anew = raised(answered(one, Matter::Difficulty, "07-08 09:00"), Matter::Difficulty, "07-08 10:00");
    assert!(told(&[anew], Some("07-07 16:30"), "07-09 16:30"));
}
