use super::*;
use crate::domain::{Department, DeptNo, Profile};

const SAMPLE: &str = include_str!("../../../../samples/playbook-emergency.csv");

/// U00 to U64, numbered from 1.
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

fn faults(rows: &str) -> Vec<(usize, StepFault)> {
    let text = format!("步骤,时限,单位,事项,材料,收到时限,提前提醒,前置步骤,备注\n{rows}");
    let (_, bad) = read("预案.csv", text.as_bytes(), &directory()).unwrap();
    bad.into_iter().map(|bad| (bad.line, bad.fault)).collect()
}

#[test]
fn the_sample_has_28_steps_of_17_units() {
    let (steps, bad) = read("playbook-emergency.csv", SAMPLE.as_bytes(), &directory()).unwrap();
    assert_eq!(bad, []);
    assert_eq!((steps.len(), crate::domain::playbook::asked(&steps).len()), (28, 17));
    let second = &steps[1];
    assert_eq!((second.code.as_str(), second.due, second.ack_within), ("S02", Offset(10), Some(5)));
    assert_eq!(
        (second.remind_before, second.asked.len(), second.waits_for.as_slice()),
        (Some(5), 1, &["S01".to_owned()][..])
    );
    assert_eq!(second.items, [Item { name: "出动情况(文字)".to_owned(), required: true }]);
    assert_eq!((steps[0].remind_before, steps[0].note.as_deref()), (None, Some("T=牵头人确认启动的时刻")));
    assert_eq!(steps[27].due, Offset(43_200));
}

#[test]
fn chinese_headers_and_several_units_and_materials_are_read() {
    let text =
        "预案名称：台风\n时限,责任单位,工作任务,反馈内容\n30分钟,U14;U15、第3局,转移群众,统计表(xlsx、图片)；说明\n";
    let (steps, bad) = read("a.csv", text.as_bytes(), &directory()).unwrap();
    assert_eq!(bad, []);
    assert_eq!((steps[0].code.as_str(), steps[0].due, steps[0].asked.len()), ("S01", Offset(30), 3));
    let items: Vec<&str> = steps[0].items.iter().map(|item| item.name.as_str()).collect();
    assert_eq!(items, ["统计表(xlsx、图片)", "说明"]);
}

#[test]
fn every_fault_is_told_by_its_line() {
    let rows = "S01,T+5m,U01,核实,,,,,\nS02,明天,U01,核实,,,,,\ns01,T+5m,U01,核实,,,,,\nS04,T+5m,,核实,,,,,\nS05,T+5m,U99,核实,,,,,\n\
                S06,T+5m,同名,核实,,,,,\nS07,T+5m,U01,,,,,,\nS08,T+5m,U01,核实,,很快,,,\nS09,T+5m,U01,核实,,,0,,\n";
    let found = faults(rows);
    let lines: Vec<usize> = found.iter().map(|(line, _)| *line).collect();
    assert_eq!(lines, [3, 4, 5, 6, 7, 8, 9, 10]);
    assert_eq!(found[0].1, StepFault::DueUnclear { said: "明天".to_owned() });
    assert_eq!(found[1].1, StepFault::CodeTwice { code: "s01".to_owned(), first: 2 });
    assert_eq!(found[2].1, StepFault::NoUnit);
    assert!(matches!(&found[3].1, StepFault::UnknownUnits { unknown } if unknown[0].0 == "U99"));
    assert!(matches!(&found[4].1, StepFault::SharedUnit { said, .. } if said == "同名"));
    assert_eq!(found[5].1, StepFault::NoAction);
    assert_eq!(found[6].1, StepFault::MinutesUnclear { said: "很快".to_owned() });
    assert_eq!(found[7].1, StepFault::MinutesUnclear { said: "0".to_owned() });
}

#[test]
fn what_waits_for_itself_or_for_nothing_is_told() {
    let waits =
        |first: &str, second: &str| faults(&format!("S01,T+5m,U01,核实,,,,{first},\nS02,T+9m,U01,核实,,,,{second},\n"));
    assert_eq!(waits("", "s01;S01"), []);
    assert_eq!(waits("", "S09"), [(3, StepFault::UnknownStep { said: "S09".to_owned() })]);
    let circle = |line, code: &str| (line, StepFault::Circle { code: code.to_owned() });
    assert_eq!(waits("S01", ""), [circle(2, "S01")]);
    assert_eq!(waits("S02", "S01"), [circle(2, "S01"), circle(3, "S02")]);
}

#[test]
fn a_table_without_its_columns_is_no_playbook() {
    let read = |text: &str| read("a.csv", text.as_bytes(), &directory()).unwrap_err();
    assert!(
        matches!(read("单位,联络员\n第1局,张三\n"), SheetProblem::NoStepColumns { found } if found == ["单位", "联络员"])
    );
    assert!(matches!(read("时限,联络员\nT+5m,张三\n"), SheetProblem::NoStepColumns { .. }));
}
