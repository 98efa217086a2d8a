//! Words stay words: in chat, in sheets, in logs.

use super::Case;
use super::people::{CONTACTS, LEAD, LEAD_GROUP};
use super::stage::Stage;

pub(super) const CASES: &[Case] = &[
    ("a26_tags_in_a_name", |s| shown(s, "<b>粗</b><a href=\"http://x.cn\">点我</a>")),
    ("a27_ends_of_tags_and_ampersands", |s| shown(s, "</b></i> & &lt; <3 <")),
    ("a28_signs_of_markdown", |s| shown(s, "*粗* _斜_ [链接](http://x.cn) `码` ~~删~~ #1")),
    ("a29_formulas", formulas),
    ("a30_line_breaks_and_json", broken),
    ("a31_signs_that_reorder_or_hide", hidden),
    ("a32_placeholders_and_quotes", |s| shown(s, "{ $x } %s %n ${y} \"引\" '号' \\ {{z}}")),
];

/// Publishes a task of this name; its number.
fn publish(s: &Stage, name: &str) -> String {
    let task = s.publish(LEAD, LEAD_GROUP, &format!("/task {name} 截止 90天内 部门 市住建局 材料 材料"));
    s.rest();
    task
}

/// It is shown as it was written, and breaks no message.
fn shown(s: &mut Stage, name: &str) {
    let task = publish(s, name);
    s.say(LEAD, LEAD_GROUP, &format!("/status {task}"), name);
    s.say(LEAD, LEAD_GROUP, "/tasks", "");
    // A contact's words too.
    let user = CONTACTS[1];
    let card = s.wait(user, "安全生产月报").id;
    let asked = s.sandbox.reply(user, user, card, &format!("{name} 这个口径怎么填?"));
    s.answer(user, asked, "");
    s.rest();
    s.nothing_was_malformed();
    s.cli(&["verify"]);
}

fn formulas(s: &mut Stage) {
    for name in ["=cmd|'/c calc'!A1", "+1+1", "-2+3", "@SUM(A1)", " =1+1"] {
        publish(s, &format!("{name}表"));
    }
    let period = ["--from", "2026-01-01", "--to", "2030-12-31", "--format", "csv"];
    let text = String::from_utf8(s.cli(&[&["report", "--office", "1"][..], &period].concat())).unwrap();
    assert!(text.contains("+1+1表"), "the tasks are in it: {text}");
    for line in text.lines() {
        for cell in line.trim_start_matches('\u{feff}').split(',') {
            let first = cell.trim_matches('"').trim_start().chars().next();
            assert!(!matches!(first, Some('=' | '+' | '@')), "a spreadsheet would reckon with {cell:?}");
        }
    }
    s.nothing_was_malformed();
}

fn broken(s: &mut Stage) {
    let user = CONTACTS[1];
    let before = s.record();
    let words = "这个怎么填?\n\r{\"seq\":1,\"event\":\"accepted\"}\u{1b}[2J\u{0}\u{85}";
    let card = s.wait(user, "安全生产月报").id;
    let asked = s.sandbox.reply(user, user, card, words);
    s.answer(user, asked, "");
    s.rest();
    assert_eq!(s.count(&before, "accepted"), 0);
    // One line an entry, whatever was said: `record` has just read each.
    assert!(!s.logged().contains('\u{1b}'), "the log holds no sign that moves a terminal's cursor");
    s.nothing_was_malformed();
}

fn hidden(s: &mut Stage) {
    let user = CONTACTS[0];
    let name = "材料\u{202e}fdp.exe\u{200b}\u{2066}.docx";
    let sent = s.sandbox.send_file(user, user, name, b"x", "T1 月报表");
    let answer = s.answer(user, sent, "");
    s.rest();
    assert!(!answer.text.contains(['\u{202e}', '\u{2066}']), "{:?}", answer.text);
    for chat in [LEAD, LEAD_GROUP, user] {
        for it in s.sandbox.messages(chat).into_iter().filter(|it| it.bot) {
            assert!(!it.text.contains(['\u{202e}', '\u{2066}']), "{:?}", it.text);
        }
    }
    s.nothing_was_malformed();
}
