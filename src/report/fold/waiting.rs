//! What waits for the lead, what is blank and what is judged once: found by the second scorer of the tests.

use super::tests::{D, T, answered, assigned, at, department, disputed, notice, office, part, raised, submitted, task};
use super::*;
use crate::domain::assignment::{Flaw, Request, Way};
use crate::domain::task::{Emergency, Terms};
use crate::domain::{Actor, Deadline, Delivery, Matter, OfficeId, Promise, Words, WordsNo};
use crate::report::{Left, Standing};

const ASKED: Event = Event::ExtensionAsked { task: T, dept: D, until: Moment::MAX_UTC, words: None };
const CLAIMED: Event = Event::NotOursClaimed { task: T, dept: D, unit: None, words: None };
const REJECTED: Event = Event::NotOursRejected { task: T, dept: D, ground: None, words: None };

fn withdrawn(request: Request) -> Event {
    Event::RequestWithdrawn { task: T, dept: D, request }
}

fn returned(items: &[usize], flaw: Flaw, by: &str) -> Event {
    Event::Returned { task: T, dept: D, items: items.to_vec(), flaw: Some(flaw), words: None, by: at(by) }
}

fn promised(due: &str) -> Event {
    Event::Promised { task: T, dept: D, promise: Promise { due_at: at(due), make_up: false } }
}

/// Over a period, of a task due at `due` with one item, notified on 1 June at 09:00.
fn over(from: &str, to: &str, due: &str, terms: Terms, more: &[(&str, Event)]) -> Option<PartFacts> {
    let mut told = task(1, "月报", due, 1, 0);
    if let Event::TaskPublished { terms: its, .. } = &mut told {
        *its = terms;
    }
    let mut ledger = vec![
        ("06-01T09:00", department(1, "市公安局")),
        ("06-01T09:00", told),
        ("06-01T09:00", assigned()),
        ("06-01T09:00", notice(Delivery::Sent)),
    ];
    ledger.extend(more.iter().cloned());
    only_part(ledger, from, to)
}

fn only_part(ledger: Vec<(&str, Event)>, from: &str, to: &str) -> Option<PartFacts> {
    let entries = (1..).zip(ledger).map(|(seq, (wall, event))| Entry {
        office: OfficeId(1),
        seq: EntryNo(seq),
        at: at(wall),
        given_at: None,
        actor: Actor::Machine,
        source: None,
        event,
    });
    Report::fold(&office(), entries, (at(from), at(to)), at("11-01T00:00")).parts.pop()
}

/// How often the ledger was read, and the part that came of it, if what was judged is let go at once.
fn read_impatiently(ledger: &[(&str, Event)], from: &str, to: &str) -> (u32, Option<PartFacts>) {
    let mut folding = Folding::new(office(), (at(from), at(to)), at("11-01T00:00")).patient(chrono::TimeDelta::zero());
    for readings in 1.. {
        for (seq, (wall, event)) in (1..).zip(ledger.iter().cloned()) {
            let (office, actor, at) = (OfficeId(1), Actor::Machine, at(wall));
            folding.fold_entry(&Entry { office, seq: EntryNo(seq), at, given_at: None, actor, source: None, event });
        }
        match folding.finish() {
            ControlFlow::Break(mut report) => return (readings, report.parts.pop()),
            ControlFlow::Continue(again) => folding = again,
        }
    }
    unreachable!("it is read no more often than there is to learn from it")
}

#[test]
fn what_was_let_go_comes_back_by_a_second_reading() {
    let deadline = |by| Deadline { at: at(by), said: String::new(), said_at: None };
    let granted = Event::ExtensionGranted { task: T, dept: D, until: at("07-24T17:30") };
    let away = Event::ServiceAway { from: at("06-10T09:00"), until: at("07-02T09:00") };
    let late = submitted(&[0]);
    let moved = Event::DeadlineMoved { task: T, deadline: deadline("07-24T17:30") };
    for (what, event, readings, due) in [
        ("what changes nothing", late, 1, None),
        ("a grant", granted, 2, Some("07-24T17:30")),
        ("a moved deadline", moved, 2, Some("07-24T17:30")),
        // It took the last day before the deadline but for half an hour, and it ended half an hour into a day.
        ("a silence", away, 2, Some("07-02T17:30")),
    ] {
        let ledger = [
            ("06-01T09:00", department(1, "市公安局")),
            ("06-01T09:00", task(1, "月报", "06-10T17:30", 1, 0)),
            ("06-01T09:00", assigned()),
            ("06-01T09:00", notice(Delivery::Sent)),
            ("07-02T09:00", department(2, "市教育局")),
            ("07-20T09:00", event),
        ];
        let (read, part) = read_impatiently(&ledger, "07-01T00:00", "08-01T00:00");
        let kept = only_part(ledger.to_vec(), "07-01T00:00", "08-01T00:00");
        assert_eq!((read, &part), (readings, &kept), "{what}");
        assert_eq!(part.and_then(|it| it.counted_from), due.map(at), "{what}");
    }
}

#[test]
fn a_request_ends_with_all_that_came_in_or_with_a_date() {
    // All in on Thursday, sent back on Friday and never corrected: nothing waits for a ruling any more.
    let whole = submitted(&[0, 1]);
    let back = returned(&[0, 1], Flaw::Figures, "07-21T17:30");
    for (what, more, from) in [
        (
            "a claim",
            vec![("07-15T09:00", CLAIMED), ("07-16T09:00", whole.clone()), ("07-17T09:00", back.clone())],
            "07-20T17:30",
        ),
        ("more time", vec![("07-15T09:00", ASKED), ("07-16T09:00", whole), ("07-17T09:00", back)], "07-17T17:30"),
        ("a date", vec![("07-15T09:00", ASKED), ("07-15T10:00", promised("07-17T17:30"))], "07-17T17:30"),
    ] {
        let part = part(&more);
        assert_eq!((part.counted_from, part.left), (Some(at(from)), None), "{what}");
        assert!(part.duties.answers.is_empty(), "{what}: nobody's to answer any more");
    }
}

#[test]
fn what_was_settled_in_time_and_answered_later_is_not_owed() {
    for (came, met) in [("07-08T10:00", None), ("07-10T10:00", Some(false))] {
        let part = part(&[
            ("07-08T09:00", raised(Matter::Question)),
            (came, submitted(&[0, 1])),
            ("07-13T09:00", answered(Matter::Question)),
        ]);
        assert_eq!(part.duties.answers.first().map(|duty| duty.met), met, "{came}");
    }
}

#[test]
fn what_waits_at_the_cut_off_is_judged_once_and_in_the_next_period() {
    let due = "06-30T17:30";
    let late = ("06-30T09:00", raised(Matter::Difficulty));
    let emergency = Emergency { reason: "险情".to_owned(), ack_within: None, remind_before: None };
    let emergency = Terms { emergency: Some(emergency), ..Terms::default() };
    for (what, terms, more) in [
        ("taken back", Terms::default(), vec![("06-30T09:00", CLAIMED), ("07-02T09:00", withdrawn(Request::NotOurs))]),
        ("rejected", Terms::default(), vec![("06-30T17:30", CLAIMED), ("07-02T09:00", REJECTED)]),
        ("within a day", Terms::default(), vec![late.clone(), ("07-01T09:00", answered(Matter::Difficulty))]),
        ("beyond a day", Terms::default(), vec![late, ("07-03T09:00", answered(Matter::Difficulty))]),
        ("an emergency", emergency, vec![("06-30T09:00", ASKED), ("07-01T09:00", withdrawn(Request::Extension))]),
    ] {
        let counts = |from, to| over(from, to, due, terms.clone(), &more).is_some_and(|part| part.left.is_none());
        assert!(!counts("06-01T00:00", "07-01T00:00"), "{what}: it waits at the end of June");
        assert!(counts("07-01T00:00", "08-01T00:00"), "{what}");
        assert!(!counts("08-01T00:00", "09-01T00:00"), "{what}: once");
    }
}

#[test]
fn what_was_judged_as_missing_is_not_judged_again_since_it_came_in_late() {
    let more = [("07-30T10:00", submitted(&[0]))];
    let of = |from, to| over(from, to, "06-10T17:30", Terms::default(), &more);
    assert_eq!(
        of("06-01T00:00", "07-01T00:00").map(|part| (part.standing, part.left)),
        Some((Standing::Missing, None))
    );
    assert!(of("07-01T00:00", "08-01T00:00").is_none());
    assert!(of("08-01T00:00", "09-01T00:00").is_none(), "though it waited for a look when August began");
}

#[test]
fn an_emergency_waits_by_the_clock() {
    let emergency = Emergency { reason: "险情".to_owned(), ack_within: None, remind_before: None };
    let terms = Terms { emergency: Some(emergency), ..Terms::default() };
    // A Saturday: 9 hours waited, 7 of which are the lead's.
    let more = [("06-06T09:00", raised(Matter::Difficulty)), ("06-06T18:00", answered(Matter::Difficulty))];
    let part = over("06-01T00:00", "07-01T00:00", "06-06T20:00", terms, &more).unwrap();
    assert_eq!(part.counted_from, Some(at("06-06T22:00")));
}

#[test]
fn a_dispute_about_what_is_behind_the_cut_off_leaves_the_period_alone() {
    let more =
        [("06-09T09:00", submitted(&[0])), ("07-02T09:00", Event::CallLogged { task: T, dept: D, way: Way::Phone })];
    for (entry, left) in [(6, None), (5, Some(Left::Disputed))] {
        let more = [&more[..], &[("07-03T09:00", disputed(entry))]].concat();
        let part = over("06-01T00:00", "07-01T00:00", "06-10T17:30", Terms::default(), &more).unwrap();
        assert_eq!(part.left, left, "entry {entry}");
    }
}

#[test]
fn what_was_blank_or_taken_back_is_no_hand_in_whatever_came_beside_it() {
    let back =
        |items: &[usize]| Event::HandInWithdrawn { task: T, dept: D, of: EntryNo(5), items: items.to_vec(), by: None };
    for (what, gone) in [("blank", returned(&[0], Flaw::Unrelated, "07-20T17:30")), ("taken back", back(&[0]))] {
        let part = part(&[("07-08T09:00", submitted(&[0])), ("07-09T09:00", submitted(&[1])), ("07-10T09:00", gone)]);
        assert_eq!(part.handed_in_at.map(|fact| fact.value), Some(at("07-09T09:00")), "{what}");
    }
    // A blank sheet instead of a correction does not undo what came first, nor the time for it.
    let part = part(&[
        ("07-08T09:00", submitted(&[0, 1])),
        ("07-09T09:00", returned(&[0], Flaw::Figures, "07-20T17:30")),
        ("07-10T09:00", submitted(&[0])),
        ("07-13T09:00", returned(&[0], Flaw::Unrelated, "07-20T17:30")),
        ("07-20T17:30", submitted(&[0])),
    ]);
    assert_eq!(part.complete_at.map(|fact| fact.value), Some(at("07-08T09:00")));
    assert_eq!(part.handed_in_at.map(|fact| fact.value), Some(at("07-08T09:00")));
}

#[test]
fn a_first_answer_is_a_notice_for_what_the_lead_changes_after_it() {
    let deadline = Deadline { at: at("06-08T17:30"), said: String::new(), said_at: None };
    let told = task(1, "月报", "06-10T17:30", 1, 0);
    let reason = Words { no: WordsNo(1), digest: String::new() };
    let ledger = vec![
        ("06-01T09:00", told),
        ("06-01T09:00", assigned()),
        ("06-01T09:00", notice(Delivery::Unknown)),
        ("06-02T09:00", Event::Acknowledged { task: T, dept: D }),
        ("06-03T09:00", Event::TaskChanged { task: T, title: None, items: None, reason }),
        ("06-03T09:00", Event::DeadlineMoved { task: T, deadline }),
    ];
    let part = only_part(ledger, "06-01T00:00", "07-01T00:00").unwrap();
    assert_eq!(part.asked_by, at("06-10T17:30"));
    assert_eq!(part.duties.stable.map(|duty| duty.met), Some(false));
}
