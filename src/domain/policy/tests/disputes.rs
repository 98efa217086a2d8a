//! 异议 silences until it is decided; an answer got another way changes the plan as the same answer of the contact would.

use super::{DEPT, TASK, after, at, day, entry, noticed, rules, said, task, touch};
use crate::domain::assignment::{
    self, Answer, Decision, Finding, Notice, View, Way, is_party, raise_dispute, relay, rule_dispute, withdraw_dispute,
};
use crate::domain::policy::{ToCall, next_look, plan};
use crate::domain::{
    Actor, Assignment, Department, Entry, EntryNo, Event, Matter, Moment, PersonId, Profile, Promise, Refusal, Seat,
    Stage, Task, Touch, Unreachable, Words, WordsNo,
};

const DUE: &str = "07-17 17:30";
const CONTACT: PersonId = PersonId(5);
const LEADER: PersonId = PersonId(6);
const OWNER: PersonId = PersonId(8);
const COLLEAGUE: PersonId = PersonId(9);

fn owned() -> Task {
    Task { owner: Actor::Person(OWNER), ..task(DUE) }
}

fn department() -> Department {
    let profile = Profile { name: "市教育局".to_owned(), aliases: vec![], sector: None, lead: false };
    let joined = |seat, person| Event::SeatJoined { dept: DEPT, seat, person };
    let events =
        [Event::DepartmentAdded { dept: DEPT, profile }, joined(Seat::Contact, CONTACT), joined(Seat::Leader, LEADER)];
    events.into_iter().fold(None, |it, event| Department::apply(it, &entry("01-05 09:00", event))).unwrap()
}

fn with<T>(it: &Assignment, act: impl FnOnce(View<'_>) -> T) -> T {
    let (task, dept) = (owned(), department());
    act(View { task: &task, dept: &dept, assignment: it })
}

/// Entry 20: a reminder that reached the contact, as it is said.
fn reminder() -> Entry {
    let touch = Touch { at: at("07-14 09:30"), stage: Stage::Before(3) };
    let delivery = crate::domain::Delivery::Sent;
    let event = Event::NudgeSettled { task: TASK, dept: DEPT, touch, person: CONTACT, delivery };
    Entry { seq: EntryNo(20), ..entry("07-14 09:30", event) }
}

fn disputed(it: Assignment, moment: &str) -> Assignment {
    let events = with(&it, |view| raise_dispute(view, CONTACT, &reminder(), None, None)).unwrap();
    events.into_iter().fold(it, |it, event| after(it, moment, event))
}

fn decision(finding: Finding) -> Decision {
    Decision { upheld: finding.upholds(), finding: Some(finding), words: None }
}

fn next(it: &Assignment) -> Option<Moment> {
    next_look(rules(), &owned(), it)
}

#[test]
fn a_dispute_silences_until_it_is_decided_and_what_fell_into_it_is_not_made_up() {
    let it = disputed(noticed("07-06 09:00"), "07-13 10:00");
    assert!(it.awaits_lead());
    assert_eq!(next(&it), None);
    assert_eq!(it.dispute(EntryNo(20)).unwrap().due_at(&rules().work), at("07-20 17:30"));
    let ruled = with(&it, |view| rule_dispute(view, COLLEAGUE, &reminder(), true, decision(Finding::Slip))).unwrap();
    let it = ruled.into_iter().fold(it, |it, event| after(it, "07-14 10:00", event));
    assert_eq!((it.awaits_lead(), next(&it)), (false, Some(at("07-16 09:30"))));
}

#[test]
fn whoever_owns_the_task_or_made_the_entry_leaves_it_to_another_and_a_sole_member_is_named_as_a_party() {
    let it = disputed(noticed("07-06 09:00"), "07-13 10:00");
    let logged = Entry { actor: Actor::Person(COLLEAGUE), ..reminder() };
    for (who, about, others, expected) in [
        (OWNER, reminder(), true, Err(())),
        (COLLEAGUE, logged.clone(), true, Err(())),
        (COLLEAGUE, reminder(), true, Ok(false)),
        (OWNER, reminder(), false, Ok(true)),
        (OWNER, logged, false, Ok(true)),
    ] {
        let ruled = with(&it, |view| rule_dispute(view, who, &about, others, decision(Finding::Unproven)));
        let found = match ruled {
            Ok(events) => match &events[..] {
                [Event::DisputeRuled { upheld: false, by_party, .. }] => Ok(*by_party),
                other => panic!("{other:?}"),
            },
            Err(Refusal::NotByParty { .. }) => Err(()),
            Err(other) => panic!("{other:?}"),
        };
        assert_eq!(found, expected, "{who:?}, others: {others}");
        assert_eq!(with(&it, |view| is_party(view, &about, who)), expected != Ok(false));
    }
}

#[test]
fn an_entry_is_disputed_once_by_who_sits_there_and_not_what_was_said_in_a_dispute() {
    let plain = noticed("07-06 09:00");
    let raise = |it: &Assignment, who, about: &Entry| with(it, |view| raise_dispute(view, who, about, None, None));
    assert_eq!(raise(&plain, LEADER, &reminder()).unwrap().len(), 1);
    assert_eq!(raise(&plain, PersonId(7), &reminder()), Err(Refusal::NotYours));
    let other = Event::Acknowledged { task: TASK, dept: crate::domain::DeptNo(8) };
    assert_eq!(raise(&plain, CONTACT, &entry("07-06 10:00", other)), Err(Refusal::NotDisputable));
    let it = disputed(plain, "07-13 10:00");
    assert_eq!(raise(&it, CONTACT, &reminder()), Ok(vec![]), "it waits already");
    let raised = Event::DisputeRaised { task: TASK, dept: DEPT, entry: EntryNo(20), complaint: None, words: None };
    assert_eq!(raise(&it, CONTACT, &entry("07-13 10:00", raised)), Err(Refusal::NotDisputable));
    let withdrawn = with(&it, |view| withdraw_dispute(view, CONTACT, EntryNo(20))).unwrap();
    let it = withdrawn.into_iter().fold(it, |it, event| after(it, "07-13 11:00", event));
    assert_eq!(raise(&it, CONTACT, &reminder()).unwrap().len(), 1, "taken back, it may be raised anew");
    let it = disputed(it, "07-13 12:00");
    let ruled =
        with(&it, |view| rule_dispute(view, COLLEAGUE, &reminder(), true, decision(Finding::OnRecord))).unwrap();
    let it = ruled.into_iter().fold(it, |it, event| after(it, "07-14 10:00", event));
    assert_eq!(raise(&it, CONTACT, &reminder()), Err(Refusal::DisputeDecided));
    let again = with(&it, |view| rule_dispute(view, COLLEAGUE, &reminder(), true, decision(Finding::Slip)));
    assert_eq!(again, Err(Refusal::AlreadyRuled));
}

#[test]
fn an_answer_got_another_way_leaves_the_plan_that_the_same_answer_of_the_contact_would() {
    let words = || Words { no: WordsNo(1), digest: String::new() };
    for answer in [
        Answer::Acknowledge,
        Answer::Progress,
        Answer::Date(at("07-15 17:30"), None),
        Answer::Date(at("07-24 17:30"), None),
        Answer::Raise(Matter::Difficulty, words()),
        Answer::NotOurs(None, None),
        Answer::HandIn { items: vec![0, 1], files: vec![], words: None },
    ] {
        let it = noticed("07-06 09:00");
        let (now, then) = (at("07-13 10:00"), "07-13 10:00");
        let own = with(&it, |view| assignment::decide(view, Actor::Person(CONTACT), answer.clone(), now)).unwrap();
        let heard = with(&it, |view| relay(view, Way::Phone, None, answer.clone(), now)).unwrap();
        let own = own.into_iter().fold(it.clone(), |it, event| after(it, then, event));
        let heard = heard.into_iter().fold(it, |it, event| after(it, then, event));
        assert_eq!(said(&plan(rules(), &owned(), &heard)), said(&plan(rules(), &owned(), &own)), "{answer:?}");
        assert_eq!((heard.responded_at, heard.is_over()), (own.responded_at, own.is_over()));
    }
}

#[test]
fn whom_to_phone() {
    let now = at("07-23 10:00");
    let why = |it: &Assignment| ToCall::of(rules(), &owned(), it, now);
    let asked = |stage, moment| Event::NudgeSettled {
        task: TASK,
        dept: DEPT,
        touch: Touch { at: at(moment), stage },
        person: CONTACT,
        delivery: crate::domain::Delivery::Sent,
    };
    let once = after(noticed("07-06 09:00"), "07-20 09:30", asked(Stage::Overdue1, "07-20 09:30"));
    assert_eq!(why(&once), None, "one more reminder is to come");
    let twice = after(once, "07-22 09:30", asked(Stage::Overdue2, "07-22 09:30"));
    assert_eq!(why(&twice), Some(ToCall::Silent));
    let promise = Promise { due_at: at("07-27 17:30"), make_up: true };
    let day = Event::Promised { task: TASK, dept: DEPT, promise };
    let relayed = Event::Relayed { task: TASK, dept: DEPT, way: Way::Phone, words: None, answer: Box::new(day) };
    assert_eq!(why(&after(twice.clone(), "07-23 09:00", relayed)), None, "a day was named");
    assert_eq!(why(&disputed(twice, "07-23 09:00")), None, "it waits for the lead");
    let held = after(noticed("07-06 09:00"), "07-07 09:00", Event::NudgesHeld { task: TASK, dept: DEPT });
    assert_eq!(why(&held), Some(ToCall::Held));
    let nobody = Assignment { notice: Notice::Unreached { why: Unreachable::NobodyJoined }, ..noticed("07-06 09:00") };
    assert_eq!(why(&nobody), Some(ToCall::Unreached));
    let seen = Event::Acknowledged { task: TASK, dept: DEPT };
    let told = Event::Relayed { task: TASK, dept: DEPT, way: Way::Phone, words: None, answer: Box::new(seen) };
    let told = after(nobody, "07-13 10:00", told);
    assert_eq!(ToCall::of(rules(), &owned(), &told, at("07-14 10:00")), None, "they know of it");
    assert_eq!(why(&told), Some(ToCall::Silent), "nobody reminds them after the deadline");
}

/// The part as it goes on once this entry, made on 07-13 at 10:00, was found wrong on 07-14 at 10:00.
fn found_wrong(before: &[Event], wrong: Event) -> Assignment {
    let Task { items, deadline, .. } = owned();
    let (title, terms) = ("隐患排查情况".to_owned(), crate::domain::task::Terms::default());
    let published =
        Event::TaskPublished { task: TASK, title, items, deadline, weight: 1, terms, origin: None, from: None };
    let asked = [published, Event::Assigned { task: TASK, dept: DEPT, from: None }, sent()];
    let dispute = |no| {
        let raised = Event::DisputeRaised { task: TASK, dept: DEPT, entry: EntryNo(no), complaint: None, words: None };
        let (finding, words) = (Some(Finding::Slip), None);
        let (entry, upheld, by_party) = (EntryNo(no), true, false);
        [raised, Event::DisputeRuled { task: TASK, dept: DEPT, entry, upheld, finding, words, by_party }]
    };
    let about = asked.iter().position(|it| *it == wrong).map_or(4 + before.len(), |place| place + 1);
    let mut all: Vec<(&str, Event)> = asked.into_iter().map(|it| ("07-06 09:00", it)).collect();
    all.extend(before.iter().map(|it| ("07-10 10:00", it.clone())));
    if about > 3 {
        all.push(("07-13 10:00", wrong));
    }
    all.extend(["07-13 11:00", "07-14 10:00"].into_iter().zip(dispute(i64::try_from(about).unwrap())));
    let entries: Vec<Entry> =
        (1..).zip(all).map(|(no, (moment, event))| Entry { seq: EntryNo(no), ..entry(moment, event) }).collect();
    let part = entries.iter().filter(|it| !matches!(it.event, Event::TaskPublished { .. }));
    let it = part.fold(None, |it, entry| Assignment::apply(it, entry, &owned().required())).unwrap();
    it.corrected(&entries).unwrap()
}

fn sent() -> Event {
    Event::NoticeSettled { task: TASK, dept: DEPT, person: CONTACT, delivery: crate::domain::Delivery::Sent }
}

fn came(items: &[usize]) -> Event {
    Event::Submitted { task: TASK, dept: DEPT, items: items.to_vec(), files: vec![], words: None }
}

#[test]
fn what_was_found_wrong_counts_as_not_entered() {
    let promise =
        Event::Promised { task: TASK, dept: DEPT, promise: Promise { due_at: at("07-17 12:00"), make_up: false } };
    let it = found_wrong(&[], promise.clone());
    assert_eq!((it.promise, it.dates.len()), (None, 0));
    assert_eq!(said(&plan(rules(), &owned(), &it))[..3], ["D-3 07-14 09:30", "D-1 07-16 09:30", "D0 07-17 09:30"]);
    assert_eq!(next(&it), Some(at("07-16 09:30")), "what fell into the silence is not made up");

    let it = found_wrong(&[came(&[0])], came(&[1]));
    assert_eq!((it.received.clone(), it.is_complete(), it.review_since()), ([0].into(), false, None));
    let relayed =
        Event::Relayed { task: TASK, dept: DEPT, way: Way::Paper, words: None, answer: Box::new(came(&[0, 1])) };
    let it = found_wrong(&[], relayed);
    assert_eq!((it.received.len(), next(&it)), (0, Some(at("07-16 09:30"))));

    let by = at("07-20 17:30");
    let back = Event::Returned { task: TASK, dept: DEPT, items: vec![0], flaw: None, words: None, by };
    let it = found_wrong(&[came(&[0, 1])], back);
    assert_eq!((it.is_complete(), it.review.returned.clone()), (true, None));
    assert_eq!((it.complete_at, it.review.was_returned), (Some(at("07-10 10:00")), false));

    let hush = Event::Hushed { task: TASK, dept: DEPT, on: day("07-16") };
    assert_eq!(next(&found_wrong(&[], hush)), Some(at("07-16 09:30")));
    let touch = touch(Stage::Overdue1, "07-13 09:30");
    let nudge =
        Event::NudgeSettled { task: TASK, dept: DEPT, touch, person: CONTACT, delivery: crate::domain::Delivery::Sent };
    assert_eq!(found_wrong(&[], nudge).nudged, [], "a reminder that never came");
    let until = at("07-24 17:30");
    let granted = Event::ExtensionGranted { task: TASK, dept: DEPT, until };
    let it = found_wrong(&[Event::ExtensionAsked { task: TASK, dept: DEPT, until, words: None }], granted);
    assert_eq!((it.deadline_at(&owned()), it.awaits_lead()), (at(DUE), true), "it waits for a decision again");
}

#[test]
fn a_notice_that_did_not_arrive_is_not_sent_again_and_an_ask_found_wrong_asks_for_nothing() {
    let it = found_wrong(&[], sent());
    assert_eq!(it.notice, Notice::Unknown { person: CONTACT, at: at("07-06 09:00") });
    assert_eq!(next(&it), Some(at("07-16 09:30")));
    let it = found_wrong(&[], Event::Assigned { task: TASK, dept: DEPT, from: None });
    assert_eq!((it.requests.waived_at, it.is_over(), next(&it)), (Some(at("07-14 10:00")), true, None));
}
