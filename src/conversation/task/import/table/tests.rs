use chrono::{DateTime, FixedOffset};
use chrono_tz::Asia::Shanghai;

use super::*;
use crate::domain::deadline::Flag;
use crate::domain::series::Frequency;
use crate::domain::{
    Actor, Deadline, Department, DeptNo, Entry, EntryNo, Event, GroupKind, Item, Lang, OfficeId, PersonId, Profile,
    SeriesNo, TaskNo,
};

const SAMPLE: &str = include_str!("../../../../../samples/tasks.csv");

fn at(text: &str) -> Moment {
    DateTime::<FixedOffset>::parse_from_str(&format!("{text} +0800"), "%Y-%m-%dT%H:%M %z").unwrap().to_utc()
}

fn office() -> Office {
    let event = Event::OfficeSetUp {
        name: "安委办".to_owned(),
        group: crate::domain::ChatNo(-1),
        kind: GroupKind::Own,
        zone: Shanghai,
        lang: Lang::Zh,
    };
    let (office, at, actor) = (OfficeId(1), at("2026-06-01T09:00"), Actor::Machine);
    let entry = Entry { office, seq: EntryNo(1), at, given_at: None, actor, event, source: None };
    Office::apply(None, &entry).unwrap()
}

/// U00, which leads, and U01 to U64.
fn directory() -> Directory {
    let department = |no: i64| Department {
        no: DeptNo(no + 1),
        profile: Profile {
            name: format!("第{no}局"),
            aliases: vec!["同名".to_owned(), format!("U{no:02}")],
            sector: None,
            lead: no == 0,
        },
        seats: vec![],
        left: vec![],
    };
    Directory::new(&(0..=64).map(department).collect::<Vec<_>>())
}

const NOTHING: Known = Known { running: vec![], series: vec![] };

fn read_at(now: &str, text: &str, known: &Known) -> (Vec<SheetTask>, Vec<BadRow>) {
    read("事项.csv", text.as_bytes(), &office(), &directory(), known, at(now)).unwrap()
}

/// Its deadline as the sample writes it.
fn written(draft: &TaskDraft) -> String {
    let once = draft.deadline.as_ref().map(|it| it.at.with_timezone(&Shanghai).format("%Y-%m-%dT%H:%M").to_string());
    once.or(draft.repeats.as_ref().map(|it| it.rule.to_string())).unwrap()
}

#[test]
fn all_twenty_of_the_sample_are_due_as_their_deadline_column_says() {
    let (rows, bad) = read_at("2026-06-29T09:00", SAMPLE, &NOTHING);
    assert_eq!((rows.len(), bad), (20, vec![]));
    let mut reader = csv::Reader::from_reader(SAMPLE.as_bytes());
    for (line, row) in reader.records().map(Result::unwrap).zip(&rows) {
        assert_eq!(written(&row.draft), line[7], "{}", &line[0]);
        assert_eq!(row.draft.from, Some(at(&line[5])), "{}", &line[0]);
        let asked = if &line[3] == "ALL" { 64 } else { line[3].split(';').count() };
        assert_eq!(row.draft.asked.as_ref().unwrap().len(), asked, "{}", &line[0]);
        assert_eq!(row.draft.items.len(), line[4].split('|').count(), "{}", &line[0]);
        assert!(!row.differs, "{}: its words and its deadline agree", &line[0]);
    }
    let of = |no: usize| &rows[no - 1].draft;
    assert_eq!(of(9).items[2], Item { name: "典型案例(docx)".to_owned(), required: false });
    assert_eq!(of(14).items[0].name, "修订意见(docx)或“无意见”");
    assert_eq!((of(13).terms.consent, of(14).terms.nil_ok, of(2).terms.consent), (true, true, false));
    assert_eq!(of(20).terms.emergency.as_ref().unwrap().reason, "紧急;小时制,不顺延");
    // As early before each deadline as the first one is issued.
    let lead_days = |no: usize| of(no).repeats.as_ref().unwrap().lead_days;
    assert_eq!([1, 3, 9, 19].map(lead_days), [Some(15), Some(21), Some(20), Some(0)]);
}

#[test]
fn without_the_deadline_column_the_words_say_the_same() {
    let mut reader = csv::Reader::from_reader(SAMPLE.as_bytes());
    let mut text = "事项,部门,截止,印发时间,紧急,备注\n".to_owned();
    let mut expected = Vec::new();
    for line in reader.records().map(Result::unwrap) {
        let quoted = [1, 3, 6, 5, 9, 12].map(|at| format!("\"{}\"", &line[at]));
        text = text + &quoted.join(",") + "\n";
        // Only the column knows how long the daily reports go on.
        expected.push(line[7].replace(";UNTIL=2026-10-07", ""));
    }
    let (rows, bad) = read_at("2026-06-29T09:00", &text, &NOTHING);
    assert_eq!(bad, []);
    assert_eq!(rows.iter().map(|row| written(&row.draft)).collect::<Vec<_>>(), expected);
}

#[test]
fn what_is_not_understood_is_told_by_row_and_the_rest_stands() {
    let text = "事项,部门,截止,印发时间,权重,紧急,可零报告,备注\n\
        月报,全体,8月5日17:00,,,,,\n\
        ,全体,8月5日,,,,,\n\
        无期,全体,,,,,,\n\
        尽快,全体,尽快,,,,,\n\
        旧账,全体,2026-06-01 17:00,,,,,\n\
        倒着,全体,2026-07-10 17:30,2026-08-01 09:00,,,,\n\
        何时印发,全体,8月5日,过些天,,,,\n\
        无人,,8月5日,,,,,\n\
        外人,U01;省厅,8月5日,,,,,\n\
        哪一个,同名,8月5日,,,,,\n\
        太重,全体,8月5日,,9,,,\n\
        急,U01,24小时内,,,是,,\n\
        急了,U01,24小时内,,,台风登陆,,\n\
        也许,U01,8月5日,,,,也许,\n\
        月报,U01,8月5日17:00,,,,,\n\
        周报,U01,每周五17:00前,,,,,\n";
    let (rows, bad) = read_at("2026-07-06T09:00", text, &NOTHING);
    let titles: Vec<&str> = rows.iter().map(|row| row.draft.title.as_str()).collect();
    assert_eq!(titles, ["月报", "急了", "周报"]);
    assert_eq!(rows[1].draft.terms.emergency.as_ref().unwrap().reason, "台风登陆");
    assert_eq!(rows[2].draft.repeats.as_ref().unwrap().lead_days, None, "the usual");
    let said = |said: &str| said.to_owned();
    let in_short = |fault| match fault {
        RowFault::SharedUnit { said, could_be } => {
            RowFault::SharedUnit { said, could_be: could_be.into_iter().take(1).collect() }
        }
        other => other,
    };
    let faults: Vec<(usize, RowFault)> = bad.into_iter().map(|bad| (bad.line, in_short(bad.fault))).collect();
    assert_eq!(
        faults,
        [
            (3, RowFault::NoTitle),
            (4, RowFault::NoDue),
            (5, RowFault::DueUnclear { said: said("尽快") }),
            (6, RowFault::DuePassed { at: at("2026-06-01T17:00") }),
            (7, RowFault::DueBeforeIssue { at: at("2026-07-10T17:30") }),
            (8, RowFault::IssueUnclear { said: said("过些天") }),
            (9, RowFault::NoUnit),
            (10, RowFault::UnknownUnits { unknown: vec![(said("省厅"), None)] }),
            (11, RowFault::SharedUnit { said: said("同名"), could_be: vec![said("第0局")] }),
            (12, RowFault::Weight { said: said("9") }),
            (13, RowFault::NoReason),
            (15, RowFault::NotYesOrNo { said: said("也许") }),
            (16, RowFault::Twice { first: 2 }),
        ]
    );
}

#[test]
fn the_words_are_held_against_the_deadline_and_the_deadline_counts() {
    let text = "title,assignees,deadline_text,deadline,issued_at\n\
        同,U01,7月10日前,2026-07-10T17:30,2026-07-01T10:00\n\
        不同,U01,7月10日前,2026-07-17 17:30,2026-07-01T10:00\n\
        休息日,U01,8月8日前,,2026-07-01T10:00\n";
    let (rows, bad) = read_at("2026-07-02T09:00", text, &NOTHING);
    assert_eq!(bad, []);
    assert_eq!(rows.iter().map(|row| row.differs).collect::<Vec<_>>(), [false, true, false]);
    assert_eq!(written(&rows[1].draft), "2026-07-17T17:30");
    assert_eq!(rows[0].draft.deadline.as_ref().unwrap().said, "7月10日前");
    assert_eq!(rows[2].draft.flags, [Flag::RestDay]);
    assert_eq!(rows[0].draft.from, None, "it was issued before today");
}

#[test]
fn what_is_there_already_is_not_published_again() {
    let text = "事项,部门,截止\n月报,U01,2026-07-10 17:30\n月报,U01,2026-08-10 17:30\n周报,U01,每周五17:00前\n";
    let (rows, _) = read_at("2026-07-02T09:00", text, &NOTHING);
    let series = rows[2].draft.series(office().rules(), at("2026-07-02T09:00")).unwrap();
    assert_eq!(Frequency::of(&series.plan.rule), Frequency::Weekly);
    let series = vec![Series { no: SeriesNo(4), ..series }];
    let proposal = rows[0].draft.proposal().unwrap();
    let published = Event::TaskPublished {
        task: TaskNo(7),
        title: proposal.title,
        items: vec![],
        deadline: Deadline { at: at("2026-07-10T17:30"), said: String::new(), said_at: None },
        weight: 1,
        terms: proposal.terms,
        origin: None,
        from: None,
    };
    let entry = Entry {
        office: OfficeId(1),
        seq: EntryNo(2),
        at: at("2026-07-02T08:00"),
        given_at: None,
        actor: Actor::Person(PersonId(1)),
        event: published,
        source: None,
    };
    let running = vec![Task::apply(None, &entry).unwrap()];
    let (rows, bad) = read_at("2026-07-02T09:00", text, &Known { running, series });
    assert_eq!(rows.iter().map(|row| row.line).collect::<Vec<_>>(), [3]);
    let faults: Vec<RowFault> = bad.into_iter().map(|bad| bad.fault).collect();
    let (task, series) = (TaskNo(7), SeriesNo(4));
    assert_eq!(faults, [RowFault::Published { task }, RowFault::Registered { series }]);
}

#[test]
fn a_roster_is_no_table_of_tasks() {
    assert!(is_tasks("事项.csv", SAMPLE.as_bytes()));
    assert!(!is_tasks("名册.csv", include_bytes!("../../../../../samples/roster.csv")));
    assert!(is_tasks("a.csv", "事项名称,责任单位,完成时限\n月报,全体,周五\n".as_bytes()));
}
