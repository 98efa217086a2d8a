use encoding_rs::GB18030;
use rust_xlsxwriter::Workbook;

use super::*;
use crate::domain::SheetProblem as Problem;

const SAMPLE: &str = include_str!("../../../../samples/roster.csv");

fn names(table: &RosterTable) -> Vec<&str> {
    table.rows.iter().map(|row| row.profile.name.as_str()).collect()
}

fn book(sheets: &[&[&[&str]]]) -> Vec<u8> {
    let mut book = Workbook::new();
    for rows in sheets {
        let sheet = book.add_worksheet();
        for (row, cells) in (0..).zip(*rows) {
            for (column, cell) in (0..).zip(*cells) {
                sheet.write_string(row, column, *cell).unwrap();
            }
        }
    }
    book.save_to_buffer().unwrap()
}

#[test]
fn the_sample_roster_is_read_whole() {
    let table = read("roster.csv", SAMPLE.as_bytes()).unwrap();
    assert_eq!((table.rows.len(), table.bad.len(), table.shared.len()), (65, 0, 0));
    assert_eq!(table.rows.iter().filter(|row| row.profile.lead).count(), 1);
    let police = &table.rows[14];
    assert_eq!((police.line, police.profile.name.as_str()), (16, "市公安局"));
    assert_eq!(police.profile.aliases, ["公安局", "市公安", "公安", "U14"]);
    assert_eq!(police.profile.sector.as_deref(), Some("监管"));
    assert_eq!(police.deputy, Some(NamedPerson { name: "联络员B14".into(), phone: None }));
    assert_eq!(police.leader, None);
}

#[test]
fn every_name_of_the_sample_leads_to_its_department() {
    let rows = read("roster.csv", SAMPLE.as_bytes()).unwrap().rows;
    let departments: Vec<_> = (1..)
        .zip(&rows)
        .map(|(no, row)| crate::domain::Department {
            no: crate::domain::DeptNo(no),
            profile: row.profile.clone(),
            seats: Vec::new(),
            left: Vec::new(),
        })
        .collect();
    let directory = crate::domain::Directory::new(&departments);
    for department in &departments {
        let profile = &department.profile;
        for name in std::iter::once(&profile.name).chain(&profile.aliases) {
            assert_eq!(directory.find(name), crate::domain::Found::One(department.no), "{name}");
        }
    }
    assert_eq!(directory.parse_who("全体").unwrap().len(), 64);
}

#[test]
fn the_same_roster_is_read_from_every_encoding_and_separator() {
    let whole = read("a.csv", SAMPLE.as_bytes()).unwrap();
    let gbk = GB18030.encode(SAMPLE).0.into_owned();
    assert_eq!(read("a.csv", &gbk).unwrap(), whole);
    assert_eq!(read("a.csv", format!("\u{feff}{SAMPLE}").as_bytes()).unwrap(), whole);
    assert_eq!(read("a.csv", SAMPLE.replace('\n', "\r\n").as_bytes()).unwrap(), whole);
    assert_eq!(read("a.csv", SAMPLE.replace(',', ";").as_bytes()).unwrap(), whole);
    let tabs: Vec<u8> = SAMPLE
        .replace(',', "\t")
        .encode_utf16()
        .fold(vec![0xff, 0xfe], |bytes, unit| [bytes, unit.to_le_bytes().into()].concat());
    assert_eq!(read("a.txt", &tabs).unwrap(), whole);
}

#[test]
fn a_spreadsheet_is_known_by_its_content_and_its_first_sheet_with_data_counts() {
    let rows: Vec<Vec<&str>> = SAMPLE.lines().map(|line| line.split(',').collect()).collect();
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    let bytes = book(&[&[], &rows, &[&["单位"], &["另一家"]]]);
    assert_eq!(read("roster.csv", &bytes).unwrap(), read("a.csv", SAMPLE.as_bytes()).unwrap());
}

#[test]
fn a_title_above_and_gaps_between_keep_the_line_numbers() {
    let bytes = book(&[&[
        &["2026年成员单位名册"],
        &[],
        &["序号", " 单位\u{3000}名称\u{ff08}必填\u{ff09}", "联络员"],
        &["1", "甲局", "张三"],
        &[],
        &["3", "", "李四"],
    ]]);
    let table = read("a.xlsx", &bytes).unwrap();
    assert_eq!(table.columns, [Column::Name, Column::Contact]);
    assert_eq!((table.rows[0].line, names(&table)), (4, vec!["甲局"]));
    assert_eq!(table.bad, [BadRow { line: 6, fault: RowFault::NoName }]);
}

#[test]
fn a_phone_kept_as_a_number_stays_a_phone() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, header) in (0..).zip(["单位", "联络员", "电话"]) {
        sheet.write_string(0, column, header).unwrap();
    }
    sheet.write_string(1, 0, "甲局").unwrap().write_string(1, 1, "张三").unwrap();
    sheet.write_number(1, 2, 13_800_000_000_f64).unwrap();
    let table = read("a.xlsx", &book.save_to_buffer().unwrap()).unwrap();
    assert_eq!(table.rows[0].contact, Some(NamedPerson { name: "张三".into(), phone: Some("13800000000".into()) }));
}

#[test]
fn headers_may_be_chinese_or_english_in_any_order_and_width() {
    for headers in [
        "联络员,单位,简称,类别,联络员电话,B角,B角电话,分管领导,分管领导电话,角色",
        "Contact,Department,Aliases,Sector,Contact Phone,DEPUTY,deputy_phone,Leader,leader-phone,Role",
        "contact_a,name,别名,sector,phone,contact_b,B角手机,leader,分管领导电话,role",
        "联络员,部门,简称,类\u{3000}别,联络员电话,\u{ff22}角,B角电话,分管领导\u{ff1a},分管领导电话,角色",
    ] {
        let text = format!(
            "{headers}\n张三,甲局,\"甲、甲办\u{ff1b}J1\u{ff0c} 甲 \u{ff5c} 一局\",政府,1,李四,2,王五,3,牵头部门\n"
        );
        let table = read("a.csv", text.as_bytes()).unwrap();
        let row = &table.rows[0];
        assert_eq!(table.columns.len(), 10, "{headers}");
        assert_eq!(row.profile.aliases, ["甲", "甲办", "J1", "一局"], "{headers}");
        assert!(row.profile.lead, "{headers}");
        let told = Seat::ALL.map(|seat| row.seat(seat).map(|it| format!("{}{}", it.name, it.phone.clone().unwrap())));
        assert_eq!(told, ["张三1", "李四2", "王五3"].map(|it| Some(it.to_owned())), "{headers}");
    }
}

#[test]
fn bad_rows_are_told_by_their_line_and_the_others_stay() {
    let long = "长".repeat(61);
    let text = format!(
        "单位,编号,简称,联络员\n甲局,1,甲,\n,2,,张三\n 甲 局,3,,\n乙局,1,,\n{long},,,\n丙局,,甲,\n丁局,,,{long}\n\u{202e}戊\u{7}局,,,\n"
    );
    let table = read("a.csv", text.as_bytes()).unwrap();
    assert_eq!(names(&table), ["甲局", "丙局", "戊局"]);
    let faults: Vec<_> = table.bad.iter().map(|bad| (bad.line, bad.fault.clone())).collect();
    assert_eq!(
        faults,
        [
            (3, RowFault::NoName),
            (4, RowFault::DuplicateName { first: 2 }),
            (5, RowFault::DuplicateId { id: "1".into(), first: 2 }),
            (6, RowFault::NameTooLong { characters_max: 60 }),
            (8, RowFault::CellTooLong { column: Column::Contact, characters_max: 60 }),
        ]
    );
    assert_eq!(table.shared, [SharedAlias { alias: "甲".into(), lines: vec![2, 7] }]);
}

#[test]
fn what_is_no_roster_is_refused_with_the_reason() {
    let rows = |n: usize| (0..n).fold("单位\n".to_owned(), |text, at| text + "局" + &at.to_string() + "\n");
    let found = |headers: &[&str]| Problem::NoNameColumn { found: headers.iter().map(ToString::to_string).collect() };
    for (bytes, problem) in [
        (Vec::new(), Problem::Empty),
        (b"\xef\xbb\xbf \r\n,,\n".to_vec(), Problem::Empty),
        ("单位,简称\n".into(), Problem::Empty),
        (book(&[&[]]), Problem::Empty),
        ("姓名;电话\n张三;1\n".into(), found(&["姓名", "电话"])),
        (vec![b'a'; 10 * 1024 * 1024 + 1], Problem::TooLarge { megabytes_max: 10 }),
        (rows(5001).into(), Problem::TooManyRows { rows_max: 5000 }),
        (rows(6000).into(), Problem::TooManyRows { rows_max: 5000 }),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec(), Problem::UnknownFormat),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0".to_vec(), Problem::UnknownFormat),
        (b"%PDF-1.7 \xff".to_vec(), Problem::UnknownFormat),
        (b"name\n\xff\xff\n".to_vec(), Problem::UnknownEncoding),
        (b"PK\x03\x04 and no more".to_vec(), Problem::BrokenFile),
        (packed("word/document.xml", 10), Problem::UnknownFormat),
        (packed("xl/workbook.xml", 10), Problem::BrokenFile),
        (packed("xl/workbook.xml", 33 << 20), Problem::TooLarge { megabytes_max: 10 }),
    ] {
        assert_eq!(read("roster", &bytes), Err(problem));
    }
    assert_eq!(read("a.csv", rows(5000).as_bytes()).unwrap().rows.len(), 5000);
}

fn packed(name: &str, size: u64) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file(name, zip::write::SimpleFileOptions::default().compression_level(Some(1))).unwrap();
    std::io::copy(&mut std::io::Read::take(std::io::repeat(b' '), size), &mut zip).unwrap();
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_sheet_with_one_cell_far_below_or_a_text_repeated_without_end_costs_little() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_string(0, 0, "单位").unwrap().write_string(1_048_575, 0, "甲局").unwrap();
    sheet.write_string(1_048_575, 16_383, "x").unwrap();
    let table = read("a.xlsx", &book.save_to_buffer().unwrap()).unwrap();
    assert_eq!(table.rows[0].line, 1_048_576);

    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for row in 0..250 {
        for column in 0..8 {
            sheet.write_string(row, column, "长".repeat(2000)).unwrap();
        }
    }
    let repeated = read("a.xlsx", &book.save_to_buffer().unwrap());
    assert_eq!(repeated, Err(Problem::TooLarge { megabytes_max: 10 }));
}

/// A spreadsheet whose parts were changed, their check sums mended.
fn changed(change: impl Fn(&str, &mut Vec<u8>)) -> Vec<u8> {
    let whole = book(&[&[&["单位", "简称"], &["甲局", "甲"], &["乙局", "乙"]]]);
    let mut parts = zip::ZipArchive::new(std::io::Cursor::new(whole)).unwrap();
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for place in 0..parts.len() {
        let mut part = parts.by_index(place).unwrap();
        let (name, mut bytes) = (part.name().unwrap().into_owned(), Vec::new());
        std::io::Read::read_to_end(&mut part, &mut bytes).unwrap();
        change(&name, &mut bytes);
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut zip, &bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A spreadsheet whose sheet was overwritten at some places.
fn damaged(at: &[(usize, u8)]) -> Vec<u8> {
    changed(|name, bytes| {
        for (offset, byte) in at.iter().filter(|_| name.contains("sheet") || name.contains("Strings")) {
            let offset = offset % bytes.len();
            bytes[offset] = *byte;
        }
    })
}

#[test]
fn a_sheet_that_ends_before_it_begins_gets_an_answer() {
    let backwards = changed(|_, bytes| {
        if let Ok(text) = std::str::from_utf8(bytes) {
            *bytes = text.replace("ref=\"A1:B3\"", "ref=\"B3:A1\"").into_bytes();
        }
    });
    assert_ne!(backwards, changed(|_, _| ()));
    let _ = read("a.xlsx", &backwards);
}

proptest::proptest! {
    #[test]
    fn damaged_files_get_an_answer(at in proptest::collection::vec((0usize..4000, 0u8..=127), 1..6)) {
        let _ = read("a.xlsx", &damaged(&at));
    }

    #[test]
    fn any_bytes_get_an_answer(bytes: Vec<u8>, text in "(单位|简称|[,;\t\"\n\r]|\\PC){0,40}") {
        let _ = read("a.csv", &bytes);
        let _ = read("a.csv", text.as_bytes());
    }
}
