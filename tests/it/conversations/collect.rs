//! `/collect`: all material of a task as ZIPs with a contents sheet, and what is cleared after the end.

use std::fmt::Write as _;
use std::io::{Cursor, Read};

use calamine::Reader;
use chrono::Duration;
use cuiban::cli::demo::{LEAD, LEAD_GROUP};
use cuiban::domain::{OfficeId, WordsNo};
use cuiban::store::ledger::{self, Verdict};
use cuiban::store::words;
use libtest_mimic::Trial;
use zip::ZipArchive;

use super::{MONTHLY, published};
use crate::support::db::{TestDb, on_both};
use crate::support::snapshot;
use crate::support::world::{CONTACT, MEMBER, World};

pub(crate) fn trials() -> Vec<Trial> {
    [
        on_both("conversations::material_is_collected_with_a_contents_sheet", collected),
        on_both("conversations::a_large_collection_comes_in_parts", in_parts),
        on_both("conversations::words_and_files_are_cleared_ninety_days_after_archiving", purged),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The last document that the bot sent into a chat: its name, and the names and bytes of what is in it.
fn unpacked(w: &World, chat: i64) -> (String, Vec<(String, Vec<u8>)>) {
    let shown = w.sandbox().messages(chat).into_iter().rev().find(|it| it.bot && it.file.is_some()).unwrap();
    let file = shown.file.unwrap();
    let mut zip = ZipArchive::new(Cursor::new(w.sandbox().file_bytes(&file.id).unwrap())).unwrap();
    let mut entries = Vec::new();
    for at in 0..zip.len() {
        let mut entry = zip.by_index(at).unwrap();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        entries.push((entry.name().unwrap().into_owned(), bytes));
    }
    (file.name, entries)
}

/// Each sheet of a workbook as lines, its moments and digests aside.
fn sheets(bytes: &[u8]) -> String {
    let mut book = calamine::Xlsx::new(Cursor::new(bytes.to_vec())).unwrap();
    let mut text = String::new();
    for (name, range) in book.worksheets() {
        writeln!(text, "# {name}").unwrap();
        for row in range.rows() {
            let cells: Vec<String> = row.iter().map(ToString::to_string).filter(|cell| cell.len() != 64).collect();
            writeln!(text, "{}", cells.join(" | ")).unwrap();
        }
    }
    text
}

async fn collected(db: TestDb) {
    let mut w = published(&db, &["市住建局", "市教育局", "市公安局", "市交通局"], MONTHLY).await;
    w.begin_transcript();
    w.say(LEAD, LEAD_GROUP, "/collect T1").await;
    w.send(CONTACT, CONTACT, "月报表:\u{202e}终.XLSX", b"one", "").await;
    w.send(CONTACT, CONTACT, "../隐患台账.pdf", b"two", "").await;
    w.send(CONTACT, CONTACT, "隐患台账-新.pdf", b"three", "发错了，以这版为准").await;
    w.send(CONTACT + 1, CONTACT + 1, "月报表1.docx", b"four", "").await;
    w.send(CONTACT + 1, CONTACT + 1, "月报表2.docx", b"five", "").await;
    w.tap(CONTACT + 2, CONTACT + 2, "已完成").await;
    w.tap(CONTACT + 2, CONTACT + 2, "已走公文系统").await;
    w.begin_transcript();
    w.say(LEAD, LEAD_GROUP, "/collect T1").await;
    w.say(LEAD, LEAD, "/status T1").await;
    w.tap(LEAD, LEAD, "打包材料").await;
    // Not staff; not a task; no task.
    w.say(MEMBER, LEAD_GROUP, "/collect T1").await;
    w.say(LEAD, LEAD_GROUP, "/collect T9").await;
    w.say(LEAD, LEAD_GROUP, "/collect").await;
    w.press(CONTACT, CONTACT, 1, "co:1.1").await;
    snapshot::holds("collected", w.transcript());
    let (name, entries) = unpacked(&w, LEAD);
    let names: Vec<&str> = entries.iter().map(|(name, _)| name.as_str()).collect();
    let list = format!("{name}\n{}\n{}", names.join("\n"), sheets(&entries[0].1));
    snapshot::holds("collected_contents", &list);
    let bytes: Vec<&[u8]> = entries[1..].iter().map(|(_, bytes)| bytes.as_slice()).collect();
    assert_eq!(bytes, [b"one".as_slice(), b"three", b"four", b"five"]);
    assert!(w.spool().is_empty(), "what has left lies there no more: {:?}", w.spool());
    w.close().await;
}

async fn in_parts(db: TestDb) {
    let mut w = published(&db, &["市住建局", "市教育局", "市公安局"], MONTHLY).await;
    let large = |letter: u8| vec![letter; 19 << 20];
    for (contact, letter) in (CONTACT..).zip(*b"abc") {
        w.send(contact, contact, "月报表.pdf", &large(letter), "").await;
        w.send(contact, contact, "隐患台账.pdf", &[letter], "").await;
    }
    w.begin_transcript();
    w.say(LEAD, LEAD, "/collect T1").await;
    snapshot::holds("collected_in_parts", w.transcript());
    let (name, entries) = unpacked(&w, LEAD);
    assert_eq!(name, "T1_7月安全生产月报_2.zip");
    assert_eq!(entries[0].1, large(b'c'));
    w.close().await;
}

async fn purged(db: TestDb) {
    let mut w = published(&db, &["市住建局"], MONTHLY).await;
    w.send(CONTACT, CONTACT, "月报表.xlsx", b"1", "张科长电话13900000000").await;
    w.send(CONTACT, CONTACT, "隐患台账.xlsx", b"2", "").await;
    w.say(LEAD, LEAD_GROUP, "/close T1 汇总已上报").await;
    w.tap(LEAD, LEAD_GROUP, "确认办结").await;
    w.begin_transcript();
    w.tap(LEAD, LEAD_GROUP, "归档").await;
    w.tap(LEAD, LEAD_GROUP, "确认归档").await;
    assert_eq!(w.shelf(1, 1).len(), 2);
    w.pass(Duration::days(89)).await;
    assert_eq!(w.shelf(1, 1).len(), 2);
    w.pass(Duration::days(2)).await;
    assert!(w.shelf(1, 1).is_empty(), "{:?}", w.shelf(1, 1));
    w.say(LEAD, LEAD_GROUP, "/status T1").await;
    w.say(LEAD, LEAD_GROUP, "/collect T1").await;
    snapshot::holds("purged", w.transcript());
    let store = db.open_bare().await;
    let mut reader = store.read().await.unwrap();
    let mut left = 0_i64;
    for no in 1..=20 {
        let said = words::find_words(&mut reader, WordsNo(no)).await.unwrap();
        left += i64::from(said.is_some());
    }
    assert_eq!(left, 0, "words of the task are left");
    let verdict = ledger::verify(&mut reader, OfficeId(1)).await.unwrap();
    assert!(matches!(verdict, Verdict::Sound(_)), "{verdict:?}");
    drop(reader);
    w.close().await;
}
