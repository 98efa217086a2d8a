//! The worked examples of the scoring rules, to the last digit.

use chrono::DateTime;
use chrono_tz::Tz;

use super::*;
use crate::domain::assignment::{Flaw, Way};
use crate::domain::calendar::{Calendar, Hours};
use crate::domain::policy::Policy;
use crate::domain::task::Terms;
use crate::domain::{
    Actor, ChatNo, Deadline, Delivery, GroupKind, Item, Lang, Matter, OfficeId, PersonId, Promise, Stage, Touch,
    Unreachable, Words, WordsNo,
};
use crate::report::{Band, Exact, Left, Mean};

const D: DeptNo = DeptNo(1);
const ME: PersonId = PersonId(1);

fn at(wall: &str) -> Moment {
    DateTime::parse_from_rfc3339(&format!("2026-{}:00+08:00", wall.replace(' ', "T"))).unwrap().to_utc()
}

/// A ledger that is written task by task, and put in order of time.
#[derive(Default)]
struct Book(Vec<(Moment, Event)>);

/// One task of it, with one part.
struct Ask<'b> {
    book: &'b mut Book,
    task: TaskNo,
}

impl Book {
    fn ask(&mut self, no: i64, (notice, deadline): (&str, &str), items: usize, weight: u8) -> Ask<'_> {
        let task = TaskNo(no);
        let items = (0..items).map(|n| Item { name: format!("材料{n}"), required: true }).collect();
        let deadline = Deadline { at: at(deadline), said: String::new(), said_at: None };
        let (terms, title) = (Terms::default(), format!("事项{no}"));
        let published = Event::TaskPublished { task, title, items, deadline, weight, terms, origin: None, from: None };
        self.0.push((at(notice), published));
        self.0.push((at(notice), Event::Assigned { task, dept: D, from: None }));
        let delivery = Delivery::Sent;
        self.0.push((at(notice), Event::NoticeSettled { task, dept: D, person: ME, delivery }));
        Ask { book: self, task }
    }

    fn report(mut self) -> Report {
        self.0.sort_by_key(|(at, _)| *at);
        let entries = (1..).zip(self.0).map(|(seq, (at, event))| Entry {
            office: OfficeId(1),
            seq: EntryNo(seq),
            at,
            given_at: None,
            actor: Actor::Person(ME),
            source: None,
            event,
        });
        let period = (at("07-01 00:00"), at("10-01 00:00"));
        Report::fold(&office(), entries, period, at("10-01 00:00"))
    }
}

fn office() -> Office {
    Office {
        id: OfficeId(1),
        name: "市安委办".to_owned(),
        group: ChatNo(-1),
        kind: GroupKind::Own,
        zone: Tz::Asia__Shanghai,
        lang: Lang::Zh,
        staff: BTreeSet::new(),
        calendar: Calendar::default(),
        hours: Hours::default(),
        policy: Policy::default(),
    }
}

impl Ask<'_> {
    fn then(self, when: &str, event: impl FnOnce(TaskNo) -> Event) -> Self {
        self.book.0.push((at(when), event(self.task)));
        self
    }

    fn got_it(self, when: &str) -> Self {
        self.then(when, |task| Event::Acknowledged { task, dept: D })
    }

    fn in_at(self, when: &str, items: &[usize]) -> Self {
        let items = items.to_vec();
        self.then(when, |task| Event::Submitted { task, dept: D, items, files: vec![], words: None })
    }

    fn accepted(self, when: &str) -> Self {
        self.then(when, |task| Event::Accepted { task, dept: D })
    }

    fn promised(self, when: &str, due: &str) -> Self {
        let promise = Promise { due_at: at(due), make_up: false };
        self.then(when, |task| Event::Promised { task, dept: D, promise })
    }

    fn nudged(self, when: &str, stage: Stage) -> Self {
        let touch = Touch { at: at(when), stage };
        self.then(when, |task| Event::NudgeSettled { task, dept: D, touch, person: ME, delivery: Delivery::Sent })
    }

    fn called(self, when: &str) -> Self {
        self.then(when, |task| Event::CallLogged { task, dept: D, way: Way::Phone })
    }

    fn asked_for(self, when: &str, until: &str) -> Self {
        let until = at(until);
        self.then(when, |task| Event::ExtensionAsked { task, dept: D, until, words: None })
    }

    fn sent_back(self, when: &str, items: &[usize], flaw: Flaw, by: &str) -> Self {
        let (items, by) = (items.to_vec(), at(by));
        self.then(when, |task| Event::Returned { task, dept: D, items, flaw: Some(flaw), words: None, by })
    }
}

/// R, W, V, F, E to five digits, as the examples give them.
fn shares(scores: &Scores) -> [Option<String>; 5] {
    let five = |mean: &Mean| {
        let digits = (mean.value.clone() * 100_000).tenths();
        format!("{:.5}", f64::from(u32::try_from((digits + 5) / 10).unwrap()) / 100_000.0)
    };
    std::array::from_fn(|n| scores.shares[n].as_ref().map(five))
}

/// Raw and adjusted, as shown, and the band.
fn shown(axis: Option<&crate::report::Axis>) -> (String, Option<(String, Band)>) {
    let axis = axis.unwrap();
    (axis.raw.to_string(), axis.adjusted.as_ref().map(|it| (it.value.to_string(), it.band)))
}

fn adjusted(shown: &str, band: Band) -> (String, Band) {
    (shown.to_owned(), band)
}

fn of_dept(report: &Report) -> &Scores {
    &report.departments[0].scores
}

#[test]
fn x1_five_parts_and_one_waived() {
    let mut book = Book::default();
    book.ask(1, ("07-06 09:00", "07-17 17:30"), 4, 1)
        .got_it("07-06 10:30")
        .in_at("07-16 10:00", &[0, 1, 2, 3])
        .accepted("07-17 10:00");
    book.ask(2, ("07-20 09:00", "07-31 17:30"), 5, 1)
        .nudged("07-21 15:00", Stage::Check)
        .got_it("07-21 16:30")
        .promised("07-21 16:30", "07-30 17:30")
        .in_at("07-29 10:00", &[0, 1, 2, 3, 4])
        .sent_back("07-29 16:00", &[2], Flaw::Figures, "07-31 17:30")
        .in_at("07-30 16:00", &[2])
        .accepted("07-31 10:00");
    book.ask(3, ("08-11 14:00", "08-13 17:30"), 1, 1)
        .got_it("08-11 15:00")
        .asked_for("08-13 10:00", "08-14 17:30")
        .then("08-13 11:00", |task| Event::ExtensionGranted { task, dept: D, until: at("08-14 17:30") })
        .in_at("08-14 16:00", &[0])
        .accepted("08-17 09:00");
    book.ask(4, ("08-17 09:00", "08-28 17:30"), 1, 1)
        .nudged("08-31 09:30", Stage::Overdue1)
        .called("08-31 15:00")
        .nudged("09-02 09:30", Stage::Overdue2)
        .in_at("09-02 10:00", &[0])
        .accepted("09-03 10:00");
    book.ask(5, ("07-01 09:00", "08-31 17:30"), 2, 1)
        .got_it("07-01 11:00")
        .promised("07-01 11:00", "08-26 17:30")
        .promised("08-25 10:00", "08-31 17:30")
        .in_at("08-31 10:00", &[0, 1])
        .accepted("09-01 10:00");
    book.ask(6, ("07-06 09:00", "07-17 17:30"), 1, 1)
        .then("07-07 09:00", |task| Event::NotOursClaimed { task, dept: D, unit: None, words: None })
        .then("07-08 09:00", |task| Event::NotOursAgreed { task, dept: D, to: None });
    let report = book.report();
    let scores = of_dept(&report);
    assert_eq!(scores.n, 5);
    let expected = ["0.72143", "0.50000", "0.91667", "0.96000", "0.85000"].map(|it| Some(it.to_owned()));
    assert_eq!(shares(scores), expected);
    assert_eq!(scores.cooperation.as_ref().unwrap().raw, Exact::new(1693, 21)); // 80.61905
    assert_eq!(shown(scores.cooperation.as_ref()), ("80.6".to_owned(), Some(adjusted("80.4", Band::Good))));
    assert_eq!(shown(scores.completion.as_ref()), ("94.0".to_owned(), Some(adjusted("90.0", Band::Excellent))));
    assert_eq!((scores.in_full_on_time, scores.n), (4, 5));
    assert_eq!(report.parts[5].left, Some(Left::Exempt));
    assert!(report.parts[5].helpful.is_some(), "said within two working days");
}

#[test]
fn x2_perfect_and_few() {
    let perfect = |n: i64| {
        let mut book = Book::default();
        for no in 1..=n {
            book.ask(no, ("07-06 09:00", "07-17 17:30"), 2, 1).in_at("07-07 10:00", &[0, 1]).accepted("07-08 09:00");
        }
        book.report()
    };
    let three = perfect(3);
    let excellent = ("100.0".to_owned(), Some(adjusted("92.0", Band::Excellent)));
    assert_eq!(shown(of_dept(&three).cooperation.as_ref()), excellent);
    assert_eq!(shown(of_dept(&three).completion.as_ref()), excellent);
    assert_eq!(shares(of_dept(&three))[1..3], [None, None], "no W, no V");
    let two = perfect(2);
    assert_eq!(shown(of_dept(&two).cooperation.as_ref()), ("100.0".to_owned(), None));
}

#[test]
fn x3_refusals_pauses_provisional_and_unreached() {
    let mut book = Book::default();
    book.ask(1, ("09-07 09:00", "09-16 17:30"), 4, 1)
        .got_it("09-07 10:00")
        .asked_for("09-15 16:30", "09-25 17:30")
        .then("09-17 11:00", |task| Event::ExtensionRefused { task, dept: D, ground: None, words: None })
        .in_at("09-18 16:00", &[0, 1, 2])
        .accepted("09-21 10:00")
        .nudged("09-20 09:30", Stage::Overdue1)
        .nudged("09-22 09:30", Stage::Overdue2);
    book.ask(2, ("09-07 09:00", "09-14 17:30"), 1, 1)
        .then("09-08 10:00", |task| Event::NotOursClaimed { task, dept: D, unit: None, words: None })
        .then("09-10 10:00", |task| Event::NotOursRejected { task, dept: D, ground: None, words: None })
        .nudged("09-14 09:30", Stage::LastDay)
        .in_at("09-16 11:00", &[0])
        .accepted("09-17 09:00");
    book.ask(3, ("09-10 09:00", "09-23 17:30"), 1, 1).in_at("09-22 10:00", &[0]);
    book.ask(4, ("09-23 16:00", "09-24 12:00"), 1, 1)
        .got_it("09-23 16:20")
        .nudged("09-24 09:00", Stage::LastDay)
        .in_at("09-24 15:00", &[0])
        .accepted("09-28 09:00");
    let unreached = book.ask(5, ("09-07 09:00", "09-16 17:30"), 1, 1).task;
    book.0.retain(|(_, event)| !matches!(event, Event::NoticeSettled { task, .. } if *task == unreached));
    book.0
        .push((at("09-07 09:00"), Event::NoticeUnreached { task: unreached, dept: D, why: Unreachable::NobodyJoined }));
    let report = book.report();
    let due = |n: usize| report.parts[n].counted_from.unwrap();
    assert_eq!([due(0), due(1), due(3)], [at("09-18 11:00"), at("09-16 17:30"), at("09-24 16:00")]);
    let scores = of_dept(&report);
    assert_eq!(scores.n, 4);
    let expected = [Some("0.98214"), Some("1.00000"), None, Some("0.91667"), Some("0.87500")];
    assert_eq!(shares(scores), expected.map(|it| it.map(str::to_owned)));
    // 94.49405 and 91.875
    assert_eq!(shown(scores.cooperation.as_ref()), ("94.5".to_owned(), Some(adjusted("89.7", Band::Good))));
    assert_eq!(shown(scores.completion.as_ref()), ("91.9".to_owned(), Some(adjusted("87.9", Band::Good))));
    assert_eq!(scores.completion.as_ref().unwrap().raw, Exact::new(735, 8));
    let completion = |n: usize| report.parts[n].score.as_ref().unwrap().completion.value.clone();
    assert_eq!([completion(0), completion(2)], [Exact::new(675, 1000), Exact::whole(1)]);
    assert_eq!(report.parts[4].left, Some(Left::Unreached));
}

#[test]
fn x4_promised_and_never_came() {
    let mut book = Book::default();
    book.ask(1, ("09-07 09:00", "09-16 17:30"), 1, 1)
        .got_it("09-07 09:00")
        .promised("09-07 09:05", "09-15 17:30")
        .nudged("09-17 09:30", Stage::Overdue1)
        .nudged("09-21 09:30", Stage::Overdue2)
        .called("09-21 15:00");
    let report = book.report();
    let expected = [Some("1.00000"), Some("0.00000"), Some("0.00000"), None, Some("0.25000")];
    assert_eq!(shares(of_dept(&report)), expected.map(|it| it.map(str::to_owned)));
    assert_eq!(shown(of_dept(&report).cooperation.as_ref()), ("38.3".to_owned(), None));
    assert_eq!(shown(of_dept(&report).completion.as_ref()), ("0.0".to_owned(), None));
}

#[test]
fn x5_tasks_weigh() {
    let mut book = Book::default();
    let notice = "08-17 09:00";
    book.ask(1, (notice, "08-28 17:30"), 1, 2).in_at("08-27 10:00", &[0]).accepted("08-28 10:00");
    book.ask(2, (notice, "08-28 17:30"), 1, 1).in_at("09-02 10:00", &[0]).accepted("09-03 10:00");
    book.ask(3, (notice, "08-28 17:30"), 1, 1);
    let report = book.report();
    assert_eq!(shown(of_dept(&report).completion.as_ref()).0, "67.5");
}

#[test]
fn x6_the_lead() {
    let mut book = Book::default();
    let words = || Words { no: WordsNo(1), digest: String::new() };
    for no in 1..=12 {
        // Ten with enough notice; nine hand in, of which seven are looked at in time.
        let span = if no <= 10 { ("07-06 09:00", "07-17 17:30") } else { ("07-16 09:00", "07-17 17:30") };
        let mut ask = book.ask(no, span, 1, 1);
        if no <= 9 {
            ask = ask.in_at("07-16 10:00", &[0]).accepted(if no <= 7 { "07-17 10:00" } else { "07-24 10:00" });
        }
        if no == 12 {
            ask = ask.then("07-17 09:00", |task| {
                let deadline = Deadline { at: at("07-17 16:00"), said: String::new(), said_at: None };
                Event::DeadlineMoved { task, deadline }
            });
        }
        if no <= 3 {
            // One has its answer late.
            let matter = [Matter::Difficulty, Matter::Question][usize::from(no == 2)];
            let late = if no == 3 { "07-10 09:00" } else { "07-07 16:00" };
            ask = ask
                .then("07-07 10:00", |task| Event::MatterRaised { task, dept: D, matter, words: words() })
                .then(late, |task| Event::MatterAnswered { task, dept: D, matter, words: words() });
        }
        if no == 4 {
            ask.then("07-07 10:00", |task| Event::NotOursClaimed { task, dept: D, unit: None, words: None })
                .then("07-09 10:00", |task| Event::NotOursRejected { task, dept: D, ground: None, words: None });
        }
    }
    let lead = book.report().lead;
    let pairs = [lead.notice, lead.review, lead.stable, lead.answers].map(|it| (it.met, it.of));
    assert_eq!(pairs, [(10, 12), (7, 9), (11, 12), (3, 4)]);
    assert_eq!(lead.score.unwrap().to_string(), "81.1");
}

#[test]
fn what_waits_for_the_lead_at_the_cut_off_is_left_to_the_next_period_once() {
    let story = || {
        let mut book = Book::default();
        // In on the last day but two; looked at in October.
        book.ask(1, ("09-10 09:00", "09-29 17:30"), 1, 1).in_at("09-28 10:00", &[0]).accepted("10-09 10:00");
        // Sent back on the last day, with time until October.
        book.ask(2, ("09-10 09:00", "09-29 17:30"), 1, 1)
            .in_at("09-21 10:00", &[0])
            .sent_back("09-30 10:00", &[0], Flaw::Unsigned, "10-09 17:30")
            .in_at("10-08 10:00", &[0])
            .accepted("10-09 10:00");
        // More time was asked for, and nobody ruled by then.
        book.ask(3, ("09-10 09:00", "09-29 17:30"), 1, 1)
            .asked_for("09-29 10:00", "10-12 17:30")
            .then("10-09 10:00", |task| Event::ExtensionRefused { task, dept: D, ground: None, words: None });
        book.0.sort_by_key(|(at, _)| *at);
        book.0
    };
    let report = |from: &str, to: &str| {
        let entries = (1..).zip(story()).map(|(seq, (at, event))| Entry {
            office: OfficeId(1),
            seq: EntryNo(seq),
            at,
            given_at: None,
            actor: Actor::Person(ME),
            source: None,
            event,
        });
        Report::fold(&office(), entries, (at(from), at(to)), at("11-01 00:00"))
    };
    let third = report("07-01 00:00", "10-01 00:00");
    let left: Vec<_> = third.parts.iter().map(|part| (part.task.0, part.left)).collect();
    assert_eq!(left, [(1, Some(Left::InReview)), (2, Some(Left::InReview))]);
    let fourth = report("10-01 00:00", "11-01 00:00");
    let counted: Vec<_> =
        fourth.parts.iter().map(|part| (part.task.0, part.carried, part.left, part.late_days)).collect();
    assert_eq!(counted, [(1, true, None, Some(0)), (2, true, None, Some(0)), (3, false, None, None)]);
}

#[test]
fn when_the_service_was_away_nobody_is_late_by_it() {
    let mut book = Book::default();
    book.ask(1, ("09-07 09:00", "09-16 17:30"), 1, 1).in_at("09-17 11:00", &[0]).accepted("09-17 15:00");
    let away = Event::ServiceAway { from: at("09-16 15:00"), until: at("09-17 10:00") };
    let mut with = Book(book.0.clone());
    with.0.push((at("09-17 10:00"), away));
    assert_eq!(book.report().parts[0].late_days, Some(1));
    // Two and a half hours in the afternoon, one and a half in the morning.
    assert_eq!(with.report().parts[0].counted_from, Some(at("09-17 14:30")));
}

#[test]
fn returns_for_the_leads_reason_cost_nothing_and_what_is_unrelated_is_no_hand_in() {
    let first_go = |flaw| {
        let mut book = Book::default();
        book.ask(1, ("09-07 09:00", "09-16 17:30"), 2, 1)
            .in_at("09-14 10:00", &[0, 1])
            .sent_back("09-15 10:00", &[1], flaw, "09-17 17:30")
            .in_at("09-17 10:00", &[1])
            .accepted("09-17 15:00");
        let part = book.report().parts.remove(0);
        (part.score.unwrap().first_go.map(|it| it.value.to_string()), part.late_days)
    };
    assert_eq!(first_go(Flaw::Template), (Some("1.0".to_owned()), Some(0)));
    assert_eq!(first_go(Flaw::Figures), (Some("0.5".to_owned()), Some(0)));
    // What came late is late: the first was none.
    assert_eq!(first_go(Flaw::Unrelated), (Some("0.5".to_owned()), Some(1)));
}

#[test]
fn a_changed_ask_and_a_closed_task() {
    let mut book = Book::default();
    let items = Some(vec![Item { name: "材料0".to_owned(), required: true }]);
    let words = || Words { no: WordsNo(1), digest: String::new() };
    book.ask(1, ("09-07 09:00", "09-16 17:30"), 1, 1)
        .then("09-08 09:00", |task| Event::TaskChanged { task, title: None, items, reason: words() })
        .in_at("09-14 10:00", &[0])
        .then("09-30 17:00", |task| Event::TaskEnded { task, why: Ended::Closed, reason: None });
    let report = book.report();
    assert_eq!((report.lead.stable.met, report.lead.stable.of), (0, 1));
    assert_eq!((report.lead.review.met, report.lead.review.of), (0, 1), "nobody looked before it was closed");
    assert_eq!(report.parts[0].left, None, "closing it decides what is in");
}
