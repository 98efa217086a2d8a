//! Files are carried, not opened.

use std::collections::BTreeSet;
use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::Case;
use super::people::{CONTACTS, LEAD, LEAD_GROUP};
use super::stage::{Stage, until};

/// One byte more than the chat app lets a bot fetch.
const TOO_LARGE: usize = 20 * 1024 * 1024 + 1;
const ZEROS: usize = 64 * 1024 * 1024;

pub(super) const CASES: &[Case] = &[
    ("a33_path_in_a_name", path),
    ("a34_over_the_limit", too_large),
    ("a35_nothing_in_it", empty),
    ("a36_document_with_macros", |s| carried(s, "清单.docm", b"PK\x03\x04 vbaProject.bin AutoOpen")),
    ("a37_zip_bomb", |s| carried(s, "清单.zip", &bomb())),
    ("a38_same_file_twice", twice),
];

/// Every file below a folder.
fn all(folder: &Path) -> BTreeSet<PathBuf> {
    let Ok(inside) = std::fs::read_dir(folder) else { return BTreeSet::new() };
    let inside = inside.map(|entry| entry.unwrap().path());
    inside.flat_map(|path| if path.is_dir() { all(&path) } else { [path].into() }).collect()
}

/// A task that awaits a file; its part, as buttons name it.
fn part(s: &Stage) -> String {
    let task = s.publish(LEAD, LEAD_GROUP, "/task 隐患照片 截止 90天内 部门 市住建局 材料 清单");
    format!("1.{}.1", task.trim_start_matches('T'))
}

/// Hands in a file for it, and waits for an answer with these words.
fn send(s: &Stage, part: &str, (name, bytes): (&str, &[u8]), answer: &str) {
    let user = CONTACTS[0];
    let before = s.sandbox.messages(user).last().map_or(0, |it| it.id);
    s.press(user, &format!("sf:{part}"));
    s.wait_for(user, |it| it.id > before);
    let sent = s.sandbox.send_file(user, user, name, bytes, "");
    s.answer(user, sent, answer);
    s.rest();
}

/// It is taken in as it is, and kept byte for byte.
fn carried(s: &mut Stage, name: &str, bytes: &[u8]) {
    let part = part(s);
    let before = s.record();
    send(s, &part, (name, bytes), "已收到");
    assert_eq!(s.count(&before, "submitted"), 1, "{name}");
    until(|| s.count(&before, "file_kept") == 1, || format!("{name} is not kept"));
    assert!(all(&s.files()).iter().any(|path| std::fs::read(path).unwrap() == bytes), "{name} is kept as it came");
}

fn path(s: &mut Stage) {
    let root = s.files().parent().unwrap().to_owned();
    let around =
        || all(&root).into_iter().filter(|path| !path.starts_with(root.join("files"))).collect::<BTreeSet<_>>();
    let before = around();
    carried(s, "../../../../tmp/x.docx", b"a path in a name");
    carried(s, "/etc/x.docx", b"another path");
    assert_eq!(around(), before, "nothing lies beside the folder for files");
    assert!(
        all(&s.files()).iter().all(|path| !path.to_string_lossy().contains("x.docx")),
        "names are none of a person's"
    );
}

fn too_large(s: &mut Stage) {
    refused(s, &vec![7; TOO_LARGE], "20MB");
}

fn empty(s: &mut Stage) {
    refused(s, b"", "是空的");
}

fn refused(s: &mut Stage, bytes: &[u8], answer: &str) {
    let part = part(s);
    let before = s.record();
    send(s, &part, ("清单.pdf", bytes), answer);
    s.only(&before, &[]);
}

fn bomb() -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("zeros", SimpleFileOptions::default()).unwrap();
    zip.write_all(&vec![0; ZEROS]).unwrap();
    zip.finish().unwrap().into_inner()
}

fn twice(s: &mut Stage) {
    let part = part(s);
    let before = s.record();
    send(s, &part, ("清单.pdf", b"the same"), "已收到");
    until(|| s.count(&before, "file_kept") == 1, || "it is not kept".to_owned());
    let kept = all(&s.files());
    let again = s.sandbox.send_file(CONTACTS[0], CONTACTS[0], "清单.pdf", b"the same", "");
    s.answer(CONTACTS[0], again, "");
    s.rest();
    assert_eq!(all(&s.files()), kept, "the same bytes are kept once");
    s.cli(&["verify"]);
}
