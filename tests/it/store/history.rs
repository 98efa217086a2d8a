//! A varied history: every aggregate, every kind of answer.

use std::collections::BTreeSet;

use chrono::{Duration, NaiveDate, NaiveTime};
use chrono_tz::Tz;
use cuiban::domain::assignment::{Complaint, Finding, Flaw, Ground, Request, Way};
use cuiban::domain::playbook::{Offset, Step, Stop};
use cuiban::domain::recurrence::RestDay;
use cuiban::domain::series::{Asked, Origin, Over, Plan, Skipped};
use cuiban::domain::task::{Ended, Terms};
use cuiban::domain::{
    Actor, Away, ChatNo, Deadline, Delivery, DeptNo, Entry, EntryNo, Event, FileRef, GroupKind, Item, Lang, LeftOut,
    Matter, Moment, OfficeId, PersonId, PlaybookNo, Profile, Promise, PublicationNo, PutOff, RunNo, Seat, SeriesNo,
    Stage, TaskNo, Touch, Unreachable, Window, Words,
};
use cuiban::store::{Store, StoreError, Tx, ledger, person, words};
use futures::FutureExt;

use crate::support::time::after;

pub(crate) const T1: TaskNo = TaskNo(1);
pub(crate) const T2: TaskNo = TaskNo(2);

/// Enters events of a person's doing.
pub(crate) async fn enter(store: &Store, office: OfficeId, now: Moment, events: Vec<Event>) -> Vec<Entry> {
    let append = async move |tx: &mut Tx| {
        ledger::append(tx, office, Actor::Person(PersonId(1)), Some("m:1:2:0"), now, events).await
    };
    let entered: Result<_, StoreError> = store.write(|tx| append(tx).boxed()).await;
    entered.expect("entered")
}

/// An office of three departments and two tasks in the middle of its life, and the service's own ledger.
pub(crate) async fn lively(store: &Store, office: OfficeId) {
    let group = ChatNo(-100 - office.0);
    enter(store, OfficeId::SERVICE, after(0), service(office, group)).await;
    enter(store, office, after(1), set_up(group)).await;
    enter(store, office, after(2), roster(store).await).await;
    enter(store, office, after(3), publish(T1, 1)).await;
    enter(store, office, after(4), publish(T2, 3)).await;
    enter(store, office, after(5), deliver()).await;
    enter(store, office, after(60), answers(store).await).await;
    let came = enter(store, office, after(61), vec![handed_in(vec![2])]).await;
    enter(store, office, after(62), vec![taken_back(came[0].seq)]).await;
    enter(store, office, after(120), nudges()).await;
    enter(store, office, after(130), changes()).await;
    enter(store, office, after(140), series()).await;
    enter(store, office, after(150), ends(store).await).await;
    enter(store, office, after(160), publication(store).await).await;
}

pub(crate) fn set_up(group: ChatNo) -> Vec<Event> {
    let event = Event::OfficeSetUp {
        name: "市安委办".to_owned(),
        group,
        kind: GroupKind::Own,
        zone: Tz::Asia__Shanghai,
        lang: Lang::Zh,
    };
    vec![event]
}

pub(crate) fn department(no: i64) -> Event {
    Event::DepartmentAdded { dept: DeptNo(no), profile: profile(no) }
}

pub(crate) fn publish(task: TaskNo, depts: i64) -> Vec<Event> {
    let item = |name: &str, required| Item { name: name.to_owned(), required };
    let published = Event::TaskPublished {
        task,
        title: "7月安全生产月报".to_owned(),
        items: vec![item("月报表", true), item("隐患台账", true), item("照片", false)],
        deadline: Deadline { at: after(60 * 24 * 11), said: "7月17日".to_owned(), said_at: None },
        weight: 2,
        terms: Terms { consent: true, nil_ok: true, ..Terms::default() },
        origin: None,
        from: None,
    };
    let assigned = (1..=depts).map(|no| Event::Assigned { task, dept: DeptNo(no), from: None });
    std::iter::once(published).chain(assigned).collect()
}

/// All material of department 1's part in T1.
pub(crate) fn handed_in(items: Vec<usize>) -> Event {
    Event::Submitted { task: T1, dept: DeptNo(1), items, files: Vec::new(), words: None }
}

fn taken_back(of: EntryNo) -> Event {
    Event::HandInWithdrawn { task: T1, dept: DeptNo(1), of, items: vec![2], by: None }
}

fn profile(no: i64) -> Profile {
    Profile {
        name: format!("第{no}局"),
        aliases: vec![format!("U{no}"), "O'Neil \\ \"局\"".to_owned()],
        sector: None,
        lead: false,
    }
}

fn service(office: OfficeId, group: ChatNo) -> Vec<Event> {
    vec![
        Event::OperatorAdded { person: PersonId(1) },
        Event::OfficeOpened { office, group },
        Event::LanguageChosen { person: PersonId(2), lang: Lang::En },
        Event::WindowChosen { person: PersonId(2), window: Window::new(time(9, 30), time(11, 30)) },
        Event::PaceChosen { person: PersonId(2), slow: true },
        Event::AwayChosen { person: PersonId(2), away: Away::new(date(20), date(24)) },
        Event::PaceChosen { person: PersonId(4), slow: true },
        Event::PersonErased { person: PersonId(4) },
    ]
}

async fn roster(store: &Store) -> Vec<Event> {
    let named = store
        .write::<_, StoreError, _>(|tx| person::insert_named(tx, "张三", Some("13800000000")).boxed())
        .await
        .expect("named");
    let dept = DeptNo(1);
    vec![
        department(1),
        department(2),
        department(3),
        Event::SeatNamed { dept, seat: Seat::Contact, named },
        Event::SeatJoined { dept, seat: Seat::Contact, person: PersonId(2) },
        Event::SeatJoined { dept: DeptNo(2), seat: Seat::Deputy, person: PersonId(2) },
        Event::SeatLost { dept, seat: Seat::Contact, why: Unreachable::Blocked },
        Event::SeatBack { dept, seat: Seat::Contact },
        Event::StandInJoined { dept, person: PersonId(3), until: after(60 * 24 * 2) },
        Event::StandInJoined { dept: DeptNo(3), person: PersonId(3), until: after(60) },
        Event::SeatLeft { dept: DeptNo(3), seat: Seat::StandIn },
        Event::SeatJoined { dept: DeptNo(2), seat: Seat::Deputy, person: PersonId(3) },
    ]
}

fn deliver() -> Vec<Event> {
    let (one, two, person) = (DeptNo(1), DeptNo(2), PersonId(2));
    vec![
        Event::NoticeQueued { task: T1, dept: one, person },
        Event::NoticeSettled { task: T1, dept: one, person, delivery: Delivery::Sent },
        Event::NoticeQueued { task: T2, dept: two, person },
        Event::NoticeSettled { task: T2, dept: two, person, delivery: Delivery::Unknown },
        Event::NoticeUnreached { task: T2, dept: DeptNo(3), why: Unreachable::NobodyJoined },
        Event::NoticeRenewed { task: T2, dept: DeptNo(3) },
    ]
}

async fn answers(store: &Store) -> Vec<Event> {
    let said =
        store.write::<_, StoreError, _>(|tx| words::insert_words(tx, "没有数据,报不了").boxed()).await.expect("kept");
    let (one, two) = (DeptNo(1), DeptNo(2));
    let promise = Promise { due_at: after(60 * 24 * 3), make_up: false };
    let note = said.clone();
    let file = FileRef { file: "BQAC".to_owned(), name: said.clone(), size: Some(12), photo: false };
    let beside = FileRef { file: "AgAC".to_owned(), photo: true, ..file.clone() };
    vec![
        Event::Acknowledged { task: T1, dept: one },
        Event::Promised { task: T1, dept: one, promise },
        Event::Submitted { task: T1, dept: one, items: vec![0], files: vec![file], words: Some(said.clone()) },
        Event::FileAdded { task: T1, dept: one, entry: EntryNo(1), item: 0, file: beside, words: None },
        Event::FileKept { task: T1, dept: one, file: "BQAC".to_owned(), sha256: "ab".repeat(32), size: 12 },
        handed_in(vec![1]),
        Event::Returned {
            task: T1,
            dept: one,
            items: vec![0],
            flaw: Some(Flaw::Figures),
            words: None,
            by: after(60 * 24 * 5),
        },
        Event::Submitted { task: T1, dept: one, items: vec![0], files: vec![], words: None },
        Event::LeadReminded { person: PersonId(1), waiting: 2 },
        Event::ActRefused { act: "/close".to_owned() },
        Event::Accepted { task: T1, dept: one },
        Event::MatterRaised { task: T2, dept: two, matter: Matter::Difficulty, words: said.clone() },
        Event::MatterAnswered { task: T2, dept: two, matter: Matter::Difficulty, words: said.clone() },
        Event::ExtensionAsked { task: T2, dept: two, until: after(60 * 24 * 9), words: Some(said.clone()) },
        Event::ExtensionRefused { task: T2, dept: two, ground: Some(Ground::Summary), words: None },
        Event::ExtensionAsked { task: T2, dept: two, until: after(60 * 24 * 9), words: None },
        Event::ExtensionGranted { task: T2, dept: two, until: after(60 * 24 * 8) },
        Event::NotOursClaimed { task: T2, dept: two, unit: Some("市公安局".to_owned()), words: Some(said.clone()) },
        Event::NotOursRejected { task: T2, dept: two, ground: None, words: Some(said) },
        Event::NotOursClaimed { task: T2, dept: two, unit: None, words: None },
        Event::RequestWithdrawn { task: T2, dept: two, request: Request::NotOurs },
        Event::NotOursClaimed { task: T1, dept: two, unit: None, words: None },
        Event::NotOursAgreed { task: T1, dept: two, to: Some(one) },
        dispute(two, EntryNo(20), Some(Complaint::NotReceived), None),
        Event::DisputeWithdrawn { task: T2, dept: two, entry: EntryNo(20) },
        dispute(two, EntryNo(20), None, Some(note.clone())),
        Event::DisputeRuled {
            task: T2,
            dept: two,
            entry: EntryNo(20),
            upheld: true,
            finding: Some(Finding::Slip),
            words: None,
            by_party: true,
        },
        dispute(two, EntryNo(21), None, None),
        Event::CallLogged { task: T2, dept: two, way: Way::Phone },
        Event::Relayed {
            task: T2,
            dept: two,
            way: Way::InPerson,
            words: Some(note),
            answer: Box::new(Event::Promised { task: T2, dept: two, promise }),
        },
        Event::Progressed { task: T2, dept: two },
        Event::Hushed { task: T2, dept: two, on: NaiveDate::from_ymd_opt(2026, 7, 6).expect("a date") },
    ]
}

fn dispute(dept: DeptNo, entry: EntryNo, complaint: Option<Complaint>, words: Option<Words>) -> Event {
    Event::DisputeRaised { task: T2, dept, entry, complaint, words }
}

fn nudges() -> Vec<Event> {
    let (dept, person) = (DeptNo(1), PersonId(2));
    let touch = |stage, days| Touch { at: after(0) + Duration::days(days), stage };
    let check = touch(Stage::Check, 1);
    vec![
        Event::NudgeQueued { task: T2, dept, touch: check, person },
        Event::NudgeSettled { task: T2, dept, touch: check, person, delivery: Delivery::Sent },
        Event::NudgeLeftOut { task: T2, dept, touch: touch(Stage::Before(3), 8), why: LeftOut::Cap },
        Event::NudgePutOff {
            task: T2,
            dept: DeptNo(2),
            touch: touch(Stage::Before(1), 10),
            until: after(60 * 24 * 10 + 30),
            why: PutOff::Hours,
        },
    ]
}

fn kept_playbook(name: &str, steps: u32) -> Event {
    let step = |n: u32| Step {
        code: format!("S{n:02}"),
        due: Offset(n * 10),
        asked: BTreeSet::from([DeptNo(1)]),
        action: "核实".to_owned(),
        items: vec![Item { name: "通知(文字)".to_owned(), required: true }],
        ack_within: Some(5),
        remind_before: None,
        waits_for: Vec::new(),
        note: None,
    };
    Event::PlaybookKept { playbook: PlaybookNo(1), name: name.to_owned(), steps: (1..=steps).map(step).collect() }
}

fn changes() -> Vec<Event> {
    vec![
        Event::OfficeNamed { name: "安委办\u{0}".to_owned() },
        Event::OfficeKindSet { kind: GroupKind::Joint },
        Event::StaffJoined { person: PersonId(1) },
        Event::StaffJoined { person: PersonId(3) },
        Event::ServiceAway { from: after(120), until: after(125) },
        Event::OfficeZoneSet { zone: Tz::Asia__Urumqi },
        Event::OfficeLangSet { lang: Lang::En },
        kept_playbook("泄漏", 1),
        kept_playbook("泄漏", 2),
        Event::PlaybookStarted {
            run: RunNo(1),
            playbook: PlaybookNo(1),
            name: "泄漏".to_owned(),
            t0: after(129),
            reason: "储罐泄漏".to_owned(),
            tasks: vec![T1, T2],
        },
        Event::StepAsked {
            task: T2,
            run: RunNo(1),
            step: "S02".to_owned(),
            waits_for: vec![T1],
            note: Some("法定".to_owned()),
        },
        Event::PlaybookStopped { run: RunNo(1), how: Stop::Normal, reason: "险情已控制".to_owned() },
        Event::DepartmentChanged { dept: DeptNo(3), profile: profile(33) },
        Event::DeadlineMoved {
            task: T1,
            deadline: Deadline { at: after(60 * 24 * 12), said: "7月18日".to_owned(), said_at: None },
        },
        Event::NudgeAsked { task: T2, dept: DeptNo(2) },
        Event::NudgesHeld { task: T2, dept: DeptNo(2) },
        Event::NudgesHeld { task: T2, dept: DeptNo(1) },
        Event::NudgesResumed { task: T2, dept: DeptNo(1) },
        Event::OverdueListed { task: T1, open: 1 },
        Event::EscalationOffered { task: T1, silent: 1 },
        Event::EscalationAsked { task: T1, dept: DeptNo(1), seat: Seat::Leader },
        Event::EmergencyLifted { task: T2, reason: "险情已控制".to_owned() },
        Event::HoursOverridden { task: T2, dept: DeptNo(2), stage: Stage::EmergencyDue, reason: "泄漏".to_owned() },
        Event::CallAdvised { task: T2, dept: DeptNo(2) },
        Event::TaskEnded { task: T2, why: Ended::Consent, reason: None },
    ]
}

async fn ends(store: &Store) -> Vec<Event> {
    let reason =
        store.write::<_, StoreError, _>(|tx| words::insert_words(tx, "材料已够用").boxed()).await.expect("kept");
    let item = |name: &str, required| Item { name: name.to_owned(), required };
    let items = vec![item("月报表", true), item("隐患台账", true), item("现场照片", false), item("视频", false)];
    let (title, said) = (Some("8月安全生产月报".to_owned()), reason.clone());
    vec![
        Event::TaskChanged { task: T1, title, items: Some(items), reason: said.clone() },
        Event::TaskChanged { task: T1, title: None, items: None, reason: said },
        Event::TaskEnded { task: T1, why: Ended::Closed, reason: Some(reason) },
        Event::TaskArchived { task: T1 },
        Event::MaterialPurged { task: T1 },
    ]
}

async fn publication(store: &Store) -> Vec<Event> {
    let words = store.write::<_, StoreError, _>(|tx| words::insert_words(tx, "材料在补").boxed()).await.expect("kept");
    let (no, dept, person) = (PublicationNo(1), DeptNo(1), PersonId(2));
    let (from, to) = (after(-60 * 24 * 30), after(155));
    let lines = vec![dept, DeptNo(2)];
    vec![
        Event::ReportOpened { publication: no, from, to, final_at: after(60 * 24 * 3), lines: lines.clone() },
        Event::LineShown { publication: no, dept, person },
        Event::LineAgreed { publication: no, dept },
        Event::LineCommented { publication: no, dept: DeptNo(2), words },
        Event::ReportFinished { publication: no, head: EntryNo(9), hash: "ab".to_owned(), digest: "cd".to_owned() },
        Event::ReportOpened { publication: PublicationNo(2), from: to, to: after(158), final_at: after(9999), lines },
    ]
}

fn series() -> Vec<Event> {
    let plan = |title: &str| Plan {
        title: title.to_owned(),
        items: Vec::new(),
        asked: Asked { said: "全体".to_owned(), then: [DeptNo(1)].into() },
        weight: 1,
        terms: Terms::default(),
        rule: "RRULE:FREQ=MONTHLY;BYMONTHDAY=25;T=17:30".parse().expect("a rule"),
        said: "每月25日前".to_owned(),
        rest: RestDay::Next,
        from: Some(after(60)),
        lead_days: 10,
    };
    let day = |month| NaiveDate::from_ymd_opt(2026, month, 25).expect("a date");
    let at = |days: i64| after(60 * 24 * days);
    let (one, two) = (SeriesNo(1), SeriesNo(2));
    let published = Event::TaskPublished {
        task: TaskNo(3),
        title: "8月月报".to_owned(),
        items: vec![Item { name: "月报表".to_owned(), required: true }],
        deadline: Deadline { at: at(50), said: "每月25日前".to_owned(), said_at: None },
        weight: 1,
        terms: Terms::default(),
        origin: Some(Origin { series: one, day: day(8), owner: Actor::Person(PersonId(1)), previous: None }),
        from: Some(at(40)),
    };
    vec![
        Event::SeriesRegistered { series: one, plan: Box::new(plan("{月}月报")) },
        Event::SeriesRegistered { series: two, plan: Box::new(plan("旬报")) },
        Event::SeriesChanged { series: one, plan: Box::new(plan("{月}安全月报")) },
        Event::InstanceSkipped { series: one, day: day(7), at: at(21), why: Skipped::Missed },
        Event::InstanceShown { series: one, day: day(8), at: at(50) },
        Event::InstanceMoved { series: one, day: day(8), to: at(51) },
        published,
        Event::InstancePublished { series: one, day: day(8), at: at(50), task: TaskNo(3) },
        Event::SeriesPaused { series: one },
        Event::SeriesResumed { series: one },
        Event::SeriesEnded { series: two, why: Over::Lead },
    ]
}

fn time(hour: u32, minute: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, minute, 0).expect("a time of day")
}

fn date(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 7, day).expect("a date")
}
