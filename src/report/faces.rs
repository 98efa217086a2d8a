//! Tests of all faces: whatever a name is like and however many there are, each stands, says the same, and is the same twice.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _};

use calamine::{Data, Reader as _, Xlsx};
use chrono::{DateTime, TimeDelta};
use chrono_tz::Tz;
use serde_json::Value;

use super::{Finality, Labels, PartFacts, PublicationFacts, Remark, Report, Standing, csv, docx, json, sheet, xlsx};
use crate::domain::assignment::Flaw;
use crate::domain::calendar::{Calendar, Hours};
use crate::domain::policy::Policy;
use crate::domain::task::Terms;
use crate::domain::{
    Actor, ChatNo, Deadline, Delivery, DeptNo, Entry, EntryNo, Event, GroupKind, Item, Lang, Matter, Moment, Office,
    OfficeId, PersonId, Profile, Promise, Stage, TaskNo, Touch, Unreachable, Words, WordsNo,
};

const ZONE: Tz = Tz::Asia__Shanghai;

fn at(wall: &str) -> Moment {
    DateTime::parse_from_rfc3339(&format!("2026-{}:00+08:00", wall.replace(' ', "T"))).unwrap().to_utc()
}

/// Names that something may take for what they are not.
fn odd() -> Vec<String> {
    vec![
        "=1+1".to_owned(),
        "-cmd|' /C calc'!A0".to_owned(),
        "Sheet1!$A$1".to_owned(),
        "</w:t><w:p>&amp;\"'".to_owned(),
        "长".repeat(200),
        "👩‍👩‍👧‍👦🙂".to_owned(),
        "وزارة \u{202e}abc\u{202c}".to_owned(),
        "a\u{200b}\u{feff}b".to_owned(),
        "tab\tline\nend\u{1}\u{ffff}_x0041_".to_owned(),
        String::new(),
    ]
}

/// So many tasks for all; how a part went depends on its numbers. Tasks are called like the first department.
fn ledger(names: &[String], tasks: i64) -> Vec<(Moment, Event)> {
    let (mut all, start) = (Vec::new(), at("07-06 09:00"));
    for (dept, name) in (1..).map(DeptNo).zip(names) {
        let profile = Profile { name: name.clone(), aliases: vec![], sector: Some(name.clone()), lead: false };
        all.push((start, Event::DepartmentAdded { dept, profile }));
    }
    for task in (1..=tasks).map(TaskNo) {
        let items = (0..2).map(|n| Item { name: format!("材料{n}<&>"), required: n == 0 }).collect();
        let title = names.first().cloned().unwrap_or_default();
        let deadline = Deadline { at: at("07-17 17:30"), said: String::new(), said_at: None };
        let (terms, origin) = (Terms::default(), None);
        all.push((start, Event::TaskPublished { task, title, items, deadline, weight: 1, terms, origin, from: None }));
    }
    for (dept, _) in (1..).map(DeptNo).zip(names) {
        for task in (1..=tasks).map(TaskNo) {
            all.extend(story(task, dept));
        }
    }
    all
}

fn story(task: TaskNo, dept: DeptNo) -> Vec<(Moment, Event)> {
    let words = || Words { no: WordsNo(1), digest: String::new() };
    let person = PersonId(1);
    let notice = Event::NoticeSettled { task, dept, person, delivery: Delivery::Sent };
    let submitted = || Event::Submitted { task, dept, items: vec![0], files: vec![], words: None };
    let promised = Event::Promised { task, dept, promise: Promise { due_at: at("07-16 17:30"), make_up: false } };
    let touch = Touch { at: at("07-20 09:30"), stage: Stage::Overdue1 };
    let nudge = Event::NudgeSettled { task, dept, touch, person, delivery: Delivery::Sent };
    let mut all = vec![("07-06 09:00", Event::Assigned { task, dept, from: None })];
    match (dept.0 + task.0) % 6 {
        0 => all.extend([
            ("07-06 09:10", notice),
            ("07-06 10:00", promised),
            ("07-16 10:00", submitted()),
            ("07-17 10:00", Event::Accepted { task, dept }),
        ]),
        1 => all.extend([
            ("07-06 09:10", notice),
            ("07-07 10:00", Event::MatterRaised { task, dept, matter: Matter::Difficulty, words: words() }),
            ("07-07 15:00", Event::MatterAnswered { task, dept, matter: Matter::Difficulty, words: words() }),
            ("07-20 09:30", nudge),
        ]),
        2 => all.push(("07-06 09:10", Event::NoticeUnreached { task, dept, why: Unreachable::NobodyJoined })),
        3 => all.extend([
            ("07-06 09:10", notice),
            ("07-06 11:00", Event::Acknowledged { task, dept }),
            ("07-07 10:00", Event::NotOursClaimed { task, dept, unit: None, words: None }),
            ("07-07 15:00", Event::NotOursAgreed { task, dept, to: None }),
        ]),
        4 => {
            let (items, flaw, by) = (vec![0], Some(Flaw::Format), at("07-22 17:30"));
            all.extend([
                ("07-06 09:10", notice),
                ("07-15 10:00", submitted()),
                ("07-16 10:00", Event::Returned { task, dept, items, flaw, words: None, by }),
                ("07-17 10:00", submitted()),
                ("07-21 10:00", nudge),
            ]);
        }
        _ => all.extend([("07-06 09:10", notice), ("07-21 10:00", submitted())]),
    }
    all.into_iter().map(|(wall, event)| (at(wall), event)).collect()
}

fn fold_named(office_name: &str, mut all: Vec<(Moment, Event)>) -> Report {
    all.sort_by_key(|(at, _)| *at);
    let office = Office {
        id: OfficeId(1),
        name: office_name.to_owned(),
        group: ChatNo(-1),
        kind: GroupKind::Own,
        zone: ZONE,
        lang: Lang::Zh,
        staff: BTreeSet::new(),
        calendar: Calendar::default(),
        hours: Hours::default(),
        policy: Policy::default(),
    };
    let entries = (1..).zip(all).map(|(seq, (at, event))| Entry {
        office: OfficeId(1),
        seq: EntryNo(seq),
        at,
        given_at: None,
        actor: Actor::Machine,
        source: None,
        event,
    });
    let entries: Vec<Entry> = entries.collect();
    let to = at("10-01 00:00");
    Report::fold(&office, entries, (at("07-01 00:00"), to), to + TimeDelta::days(1))
}

fn fold(names: &[String]) -> Report {
    fold_named("市安委办 & <局>", ledger(names, 4))
}

/// Tasks that are called like no department.
fn plain(mut all: Vec<(Moment, Event)>) -> Vec<(Moment, Event)> {
    for (_, event) in &mut all {
        if let Event::TaskPublished { title, .. } = event {
            *title = "月报".to_owned();
        }
    }
    all
}

fn named(count: usize) -> Vec<String> {
    (1..=count).map(|n| format!("单位{n:04}")).collect()
}

/// Every file of a packed document; each is whole XML.
fn parts(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = BTreeMap::new();
    for at in 0..zip.len() {
        let mut file = zip.by_index(at).unwrap();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        let name = file.name().unwrap().into_owned();
        whole(&name, &text);
        parts.insert(name, text);
    }
    parts
}

/// Tags close in the order in which they opened, and no sign is one that XML forbids.
fn whole(name: &str, text: &str) {
    let forbidden =
        |sign: char| matches!(sign, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    assert!(!text.contains(forbidden), "{name}");
    let mut open: Vec<&str> = Vec::new();
    for piece in text.split('<').skip(1) {
        let (tag, said) = piece.split_once('>').unwrap_or_else(|| panic!("{name}: <{piece}"));
        assert!(said.split('&').skip(1).all(|it| it.contains(';')), "{name}: {said}");
        if let Some(closed) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(closed), "{name}");
        } else if !tag.ends_with(['/', '?']) {
            open.push(tag.split_whitespace().next().unwrap_or_default());
        }
    }
    assert!(open.is_empty(), "{name}: {open:?}");
}

/// What a reader sees of a document.
fn read(bytes: &[u8]) -> String {
    let document = &parts(bytes)["word/document.xml"];
    let texts = document.split(r#"<w:t xml:space="preserve">"#).skip(1).map(|it| it.split("</w:t>").next().unwrap());
    texts.collect::<Vec<_>>().join("\n")
}

fn sheets(bytes: &[u8]) -> BTreeMap<String, Vec<Vec<Data>>> {
    let mut book = Xlsx::new(Cursor::new(bytes)).unwrap();
    let names = book.sheet_names();
    let rows = names.into_iter().map(|name| {
        let range = book.worksheet_range(&name).unwrap();
        (name, range.rows().map(<[Data]>::to_vec).collect())
    });
    rows.collect()
}

fn every_face(report: &Report, labels: &Labels) -> Vec<Vec<u8>> {
    let mut faces = vec![
        json::render(report).into_bytes(),
        csv::render(report, labels),
        xlsx::render(report, labels).unwrap(),
        docx::render(report, labels, true),
        docx::render(report, labels, false),
    ];
    faces.extend(report.departments.first().and_then(|own| sheet::render(report, own.dept, labels)));
    faces
}

#[test]
fn every_face_stands_and_is_the_same_twice() {
    for names in [odd(), named(1), vec![], vec!["单位".to_owned(); 3]] {
        for labels in [Labels::zh(), Labels::en()] {
            let report = fold(&names);
            let faces = every_face(&report, &labels);
            assert_eq!(faces, every_face(&fold(&names), &labels));
            faces[2..].iter().for_each(|packed| _ = parts(packed));
            let rows = sheets(&faces[2]);
            assert_eq!(rows[&labels.departments].len(), names.len() + 1);
            assert_eq!(rows[&labels.details].len(), report.parts.len() + 1);
        }
    }
}

#[test]
fn no_name_becomes_a_formula_and_none_is_lost() {
    let names = odd();
    let report = fold(&names);
    let rows = &sheets(&xlsx::render(&report, &Labels::zh()).unwrap())["单位"];
    for (row, name) in rows[1..].iter().zip(&names).filter(|(_, name)| !name.is_empty() && !name.contains('\u{1}')) {
        assert_eq!(row[0], Data::String(name.clone()));
    }
    let mut book = Xlsx::new(Cursor::new(xlsx::render(&report, &Labels::zh()).unwrap())).unwrap();
    for name in book.sheet_names() {
        assert!(book.worksheet_formula(&name).unwrap().is_empty(), "{name}");
    }
    let text = read(&docx::render(&report, &Labels::zh(), true));
    assert!(text.contains("&lt;/w:t&gt;&lt;w:p&gt;&amp;amp;&quot;'"), "{text}");
}

#[test]
fn three_thousand_departments_have_every_face() {
    let report = fold_named("局", ledger(&named(3_000), 1));
    let labels = Labels::zh();
    let rows = sheets(&xlsx::render(&report, &labels).unwrap());
    assert_eq!((rows["单位"].len(), rows["明细"].len()), (3_001, 3_001));
    assert!(!rows.contains_key("图表"), "bars that nobody reads");
    assert!(read(&docx::render(&report, &labels, true)).contains("单位3000"));
    assert_eq!(String::from_utf8(csv::render(&report, &labels)).unwrap().lines().count(), 3_001);
    assert!(sheet::render(&report, DeptNo(3_000), &labels).is_some());
}

#[test]
fn the_grounds_name_each_entry_with_its_moment_and_what_it_is() {
    let report = fold(&named(7));
    let named: BTreeSet<i64> = report.parts.iter().flat_map(PartFacts::entries).map(|entry| entry.0).collect();
    let rows = &sheets(&xlsx::render(&report, &Labels::zh()).unwrap())["依据"];
    let at = |heading: &str| rows[0].iter().position(|cell| *cell == Data::String(heading.to_owned())).unwrap();
    let (entry, moment, kind) = (at("台账条目"), at("登记时间"), at("登记内容"));
    let shown: BTreeSet<i64> = rows[1..].iter().map(|row| row[entry].to_string().parse().unwrap()).collect();
    assert_eq!(shown, named);
    assert!(rows[1..].iter().all(|row| !matches!(row[moment], Data::Empty) && !matches!(row[kind], Data::Empty)));
}

/// Every list called `entries` in the value, and what else holds numbers of entries.
fn numbers(value: &Value, found: &mut BTreeSet<i64>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                let lists = ["entries", "helpful", "disputed", "corrected", "faults"];
                let list = value.as_array().filter(|_| lists.contains(&name.as_str()));
                found.extend(list.into_iter().flatten().filter_map(Value::as_i64));
                found.extend(value.as_i64().filter(|_| name == "by"));
                numbers(value, found);
            }
        }
        Value::Array(values) => values.iter().for_each(|value| numbers(value, found)),
        _ => {}
    }
}

#[test]
fn the_value_knows_every_entry_that_it_names_and_no_other() {
    let report = fold_named("局", told());
    let mut found = BTreeSet::new();
    numbers(&serde_json::from_str(&json::render(&report)).unwrap(), &mut found);
    let known: BTreeSet<i64> = report.entries.iter().map(|fact| fact.entry.0).collect();
    assert_eq!(found, known);
}

/// A bit of everything that a report can hold.
fn told() -> Vec<(Moment, Event)> {
    let mut all = ledger(&named(12), 4);
    let about = |task, dept, wall: &str, upheld: bool| {
        let (task, dept, entry) = (TaskNo(task), DeptNo(dept), EntryNo(17));
        let raised = Event::DisputeRaised { task, dept, entry, complaint: None, words: None };
        let ruled = Event::DisputeRuled { task, dept, entry, upheld, finding: None, words: None, by_party: false };
        [(at(&format!("{wall} 09:00")), raised), (at(&format!("{wall} 10:00")), ruled)]
    };
    all.extend(about(1, 5, "08-03", true));
    all.extend(about(2, 4, "08-04", true).into_iter().take(1));
    all
}

#[test]
fn a_departments_page_holds_nothing_of_another() {
    let names: Vec<String> = ["甲局", "乙局", "丙局", "丁局", "戊局", "己局"].map(str::to_owned).to_vec();
    let report = fold_named("安委办", plain(ledger(&names, 4)));
    for own in &report.departments {
        for labels in [Labels::zh(), Labels::en()] {
            let text = read(&sheet::render(&report, own.dept, &labels).unwrap());
            assert!(text.contains(&own.name));
            for other in names.iter().filter(|name| **name != own.name) {
                assert!(!text.contains(other), "{other} on the page of {}", own.name);
            }
            let entries: BTreeSet<i64> = report
                .parts
                .iter()
                .filter(|it| it.dept == own.dept)
                .flat_map(PartFacts::entries)
                .map(|it| it.0)
                .collect();
            for said in text.split_whitespace().filter_map(|word| word.strip_prefix('#')) {
                let ends = said.split('\u{2013}').map(|number| number.parse::<i64>().unwrap());
                assert!(ends.into_iter().all(|number| entries.contains(&number)), "{said} is not theirs");
            }
        }
    }
    assert!(sheet::render(&report, DeptNo(99), &Labels::zh()).is_none());
}

#[test]
fn what_a_department_said_stands_beside_its_line() {
    let mut report = fold_named("局", plain(ledger(&named(2), 4)));
    report.departments[0].comment = Some(Remark { entry: EntryNo(9), text: Some("=已补报 <b>".to_owned()) });
    let labels = Labels::zh();
    let rows = &sheets(&xlsx::render(&report, &labels).unwrap())["单位"];
    assert_eq!(rows[1].last(), Some(&Data::String("=已补报 <b>".to_owned())));
    let said = "=已补报 &lt;b&gt;";
    assert!(read(&docx::render(&report, &labels, true)).contains(said));
    assert!(read(&sheet::render(&report, DeptNo(1), &labels).unwrap()).contains(said));
    assert!(!read(&sheet::render(&report, DeptNo(2), &labels).unwrap()).contains(said));
    assert!(!read(&docx::render(&report, &labels, false)).contains(said));
}

#[test]
fn the_letter_names_nobody_who_is_slow() {
    let report = fold_named("安委办", plain(ledger(&named(12), 4)));
    let slow = |standing| matches!(standing, Standing::Missing | Standing::Late | Standing::Partial);
    let text = read(&docx::render(&report, &Labels::zh(), false));
    for part in report.parts.iter().filter(|part| slow(part.standing)) {
        let own = report.department(part.dept).unwrap();
        assert!(!text.contains(&own.name), "{} is named", own.name);
    }
    let annexed = read(&docx::render(&report, &Labels::zh(), true));
    let (letter, annex) = annexed.split_once("附件2").unwrap();
    assert!(!letter.contains("单位0001") && annex.contains("单位0001") && annex.contains("（内部参考）"));
    let order: Vec<&str> = annex.lines().filter(|line| line.starts_with("单位0")).collect();
    assert!(order.is_sorted(), "the order of the roster");
    assert!(text.find("一、致谢").unwrap() < text.find("二、办理情况").unwrap());
    assert!(text.contains("2026年9月30日") && text.starts_with("关于2026年第三季度工作配合情况的报告"));
}

/// The value's fields as paths; a fact, a figure and a duty are one each.
fn paths(at: &str, value: &Value, found: &mut BTreeSet<String>) {
    const LEAVES: [&[&str]; 3] = [&["value", "entries"], &["shown", "exact"], &["met", "entries"]];
    match value {
        Value::Object(fields) if !LEAVES.iter().any(|leaf| fields.keys().eq(sorted(leaf, fields))) => {
            for (name, value) in fields {
                // Told once, wherever they stand.
                let told_once = ["totals", "scores"].contains(&name.as_str());
                let path = if at.is_empty() || told_once { name.clone() } else { format!("{at}.{name}") };
                paths(&path, value, found);
            }
        }
        Value::Array(values) if values.iter().any(|it| it.is_object() || it.is_null()) => {
            for value in values {
                paths(&format!("{at}[]"), value, found);
            }
        }
        _ => _ = found.insert(at.to_owned()),
    }
}

/// The names of a leaf in the order of the object, if they are its names.
fn sorted<'a>(leaf: &'a [&'a str], fields: &'a serde_json::Map<String, Value>) -> Vec<&'a String> {
    fields.keys().filter(|name| leaf.contains(&name.as_str())).filter(|_| fields.len() == leaf.len()).collect()
}

#[test]
fn the_document_tells_every_field_of_the_json() {
    let mut report = fold_named("局", told());
    let (at, head) = (report.cut_off, EntryNo(9));
    let finished = Some(Finality { at, head, hash: String::new(), digest: String::new() });
    report.publication = Some(PublicationFacts { opened_at: at, final_at: at, finished });
    report.departments[0].comment = Some(Remark { entry: head, text: None });
    let mut found = BTreeSet::new();
    paths("", &serde_json::from_str(&json::render(&report)).unwrap(), &mut found);
    // What is empty or null here and has fields there.
    let all = found.clone();
    found.retain(|path| {
        !all.iter().any(|it| it.starts_with(&format!("{path}.")) || it.starts_with(&format!("{path}[")))
    });
    let document = include_str!("../../docs/report.md");
    let section = document.split("\n## JSON\n").nth(1).unwrap().split("\n## ").next().unwrap();
    let told: BTreeSet<String> = section
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split_once('`'))
        .map(|(path, _)| path.to_owned())
        .collect();
    let (missing, gone): (Vec<_>, Vec<_>) = (found.difference(&told).collect(), told.difference(&found).collect());
    assert!(missing.is_empty() && gone.is_empty(), "not told: {missing:?}; not there: {gone:?}");
}
