//! Reports of any size for the tests of the faces: departments of six habits, and names as bad as people make them.

use chrono::{DateTime, TimeDelta};

use super::Report;
use crate::domain::calendar::{Calendar, Hours};
use crate::domain::policy::Policy;
use crate::domain::task::Terms;
use crate::domain::{
    Actor, ChatNo, Deadline, Delivery, DeptNo, Entry, EntryNo, Event, GroupKind, Item, Lang, Matter, Moment, Office,
    OfficeId, PersonId, Profile, Promise, Stage, TaskNo, Touch, Unreachable, Words, WordsNo,
};

const ZONE: chrono_tz::Tz = chrono_tz::Tz::Asia__Shanghai;

/// Words that break what is not careful.
pub(super) const BAD: [&str; 8] = [
    "=cmd|' /C calc'!A0",
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "市👨‍👩‍👧局 & 🚒",
    "\u{202e}局安公市\u{202c}",
    "市\u{200b}公\u{feff}安\u{2066}局",
    "&amp;]]>",
    "\u{1}\u{b}控制\u{7f}符",
];

fn at(wall: &str) -> Moment {
    DateTime::parse_from_rfc3339(&format!("2026-{wall}:00+08:00")).unwrap().to_utc()
}

fn office(name: &str) -> Office {
    Office {
        id: OfficeId(1),
        name: name.to_owned(),
        group: ChatNo(-1),
        kind: GroupKind::Own,
        zone: ZONE,
        lang: Lang::Zh,
        staff: std::collections::BTreeSet::new(),
        calendar: Calendar::default(),
        hours: Hours::default(),
        policy: Policy::default(),
    }
}

/// A quarter of so many departments and tasks.
pub(super) fn report(departments: i64, tasks: i64, name: impl Fn(i64) -> String) -> Report {
    let mut log = Log::default();
    for dept in 1..=departments {
        let sector = (dept % 7 > 0).then(|| name(dept % 7));
        let profile = Profile { name: name(dept), aliases: vec![], sector, lead: false };
        log.add("07-01T09:00", Event::DepartmentAdded { dept: DeptNo(dept), profile });
    }
    for no in 1..=tasks {
        log.task(no, &name(no));
        for dept in 1..=departments {
            log.add("07-06T08:55", Event::Assigned { task: TaskNo(no), dept: DeptNo(dept), from: None });
        }
        (1..=departments).for_each(|dept| log.part(TaskNo(no), DeptNo(dept)));
    }
    log.fold(&name(0))
}

/// Nothing was due.
pub(super) fn empty() -> Report {
    Log::default().fold("市安委办")
}

/// Ordinary names.
pub(super) fn plain(no: i64) -> String {
    format!("市第{no}局")
}

#[derive(Default)]
struct Log(Vec<Entry>);

impl Log {
    fn add(&mut self, wall: &str, event: Event) {
        self.add_at(at(wall), event);
    }

    fn add_at(&mut self, at: Moment, event: Event) {
        let seq = EntryNo(i64::try_from(self.0.len()).unwrap() + 1);
        self.0.push(Entry { office: OfficeId(1), seq, at, given_at: None, actor: Actor::Machine, source: None, event });
    }

    fn task(&mut self, no: i64, title: &str) {
        let items = ["表", "说明"].map(|name| Item { name: format!("{title}{name}"), required: true }).to_vec();
        let deadline = Deadline { at: at("07-17T17:30"), said: String::new(), said_at: None };
        let (task, title) = (TaskNo(no), title.to_owned());
        let terms = Terms::default();
        self.add(
            "07-06T08:50",
            Event::TaskPublished { task, title, items, deadline, weight: 1, terms, origin: None, from: None },
        );
    }

    /// What a department of its habit does with one task.
    fn part(&mut self, task: TaskNo, dept: DeptNo) {
        let habit = dept.0 % 6;
        if habit == 5 {
            let why = Unreachable::NobodyJoined;
            return self.add("07-06T09:00", Event::NoticeUnreached { task, dept, why });
        }
        let person = PersonId(dept.0);
        self.add("07-06T09:00", Event::NoticeSettled { task, dept, person, delivery: Delivery::Sent });
        let later = |hours: i64| at("07-06T09:30") + TimeDelta::hours(hours * (1 + dept.0 % 3));
        let words = || Words { no: WordsNo(1), digest: String::new() };
        match habit {
            0 | 1 => {
                self.add_at(later(0), Event::Acknowledged { task, dept });
                self.submit("07-15T10:00", task, dept, &[0, 1]);
            }
            2 => {
                self.add_at(
                    later(24),
                    Event::Promised { task, dept, promise: Promise { due_at: at("07-16T17:30"), make_up: false } },
                );
                self.submit("07-21T10:00", task, dept, &[0, 1]);
            }
            3 => {
                self.add_at(later(30), Event::MatterRaised { task, dept, matter: Matter::Question, words: words() });
                self.submit("07-16T10:00", task, dept, &[0]);
            }
            _ => {
                let touch = Touch { at: at("07-20T09:30"), stage: Stage::Overdue1 };
                self.add("07-20T09:30", Event::NudgeSettled { task, dept, touch, person, delivery: Delivery::Sent });
            }
        }
    }

    fn submit(&mut self, wall: &str, task: TaskNo, dept: DeptNo, items: &[usize]) {
        self.add(wall, Event::Submitted { task, dept, items: items.to_vec(), files: vec![], words: None });
    }

    fn fold(self, name: &str) -> Report {
        Report::fold(&office(name), self.0, (at("07-01T00:00"), at("10-01T00:00")), at("11-01T00:00"))
    }
}
