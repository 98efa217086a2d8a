//! A small bad house: the checker must see each fault in it, and nothing else.

use libtest_mimic::Trial;

use super::rules::{crossings, sentences, strangers};
use super::source::{File, mark_files_of_tests};

/// All tests of the checker.
pub(super) fn trials() -> Vec<Trial> {
    vec![
        test("every_way_to_name_a_lower_room_is_seen", every_way_is_seen),
        test("what_a_room_may_name_is_let_through", allowed_is_let_through),
        test("a_kept_word_is_seen_in_code_alone", kept_words),
        test("a_sentence_is_seen_outside_of_tests_alone", stray_sentences),
    ]
}

fn test(name: &str, run: fn()) -> Trial {
    Trial::test(format!("house::sample::{name}"), move || {
        run();
        Ok(())
    })
}

/// The lines of the faults.
fn lines(faults: &[String]) -> Vec<usize> {
    faults.iter().map(|fault| fault.split(':').nth(1).unwrap().parse().unwrap()).collect()
}

fn every_way_is_seen() {
    let text = r#"
use crate::engine::Clock;
use crate::{domain::{self, Task}, conversation::{render as draw, settle}};
use super::super::report;
use super::super::{self as house};
use crate::*;
pub(in crate::store) fn fine() -> crate::domain::Moment { todo() }
fn lower() { let at = 'c'; crate::wording::Words::of(at); crate::say!(words, Hello) }
mod tests {
    use super::super::super::chat::Text;
    use super::super::Conn;
    fn lifetime<'a>(quote: char) -> bool { quote == '"' || crate :: cli :: run() }
}
"#;
    let faults = crossings(&File::new("src/store/bad.rs", text));
    assert_eq!(lines(&faults), [2, 3, 3, 4, 5, 6, 8, 8, 10, 12], "{faults:#?}");
    assert_eq!(faults[0], "src/store/bad.rs:2: names engine::Clock, and store names only domain");

    let faults = crossings(&File::new("src/store/mod.rs", "use super::sandbox::Sandbox;\nuse self::tx::Tx;\n"));
    assert_eq!(lines(&faults), [1], "{faults:#?}");
    let faults = crossings(&File::new("src/attic.rs", "use crate::domain::Task;"));
    assert_eq!(lines(&faults), [1], "a file outside of all rooms: {faults:#?}");
    let faults = crossings(&File::new("src/engine/bad.rs", "use crate::sandbox::Clock;"));
    assert_eq!(lines(&faults), [1], "the sandbox is the command line's alone: {faults:#?}");
    let faults = crossings(&File::new("src/chat/bad.rs", "use crate::domain::Task;"));
    assert_eq!(lines(&faults), [1], "the chat app knows no tasks: {faults:#?}");
}

fn allowed_is_let_through() {
    let text = r##"
//! As `use crate::engine::Clock` in a comment.
/* crate::cli /* crate::sandbox */ crate::engine */
use std::{fmt, collections::BTreeMap};
use crate::{chat::{Button, Text}, domain::{Task, *}, say};
use super::{pen::Pen, part::*};
use super::super::super::store::Tx;
pub(crate) struct Kept;
pub(super) fn quote() -> &'static str { r#"crate::engine " "# }
fn sentence(words: Words) -> String { $crate::say!(words, Hello { name: "crate::cli \" crate::cli" }) }
"##;
    let faults = crossings(&File::new("src/conversation/render/good.rs", text));
    assert_eq!(faults, Vec::<String>::new());
}

fn kept_words() {
    let text =
        "//! No teloxide here.\nuse teloxide::Bot;\nconst SAID: &str = \"sqlx\";\nfn f() { sqlx::query(SAID) }\n";
    let faults = strangers(&File::new("src/conversation/bad.rs", text));
    assert_eq!(lines(&faults), [2, 4], "{faults:#?}");
    assert_eq!(lines(&strangers(&File::new("src/chat/telegram/client.rs", text))), [4]);
    assert_eq!(lines(&strangers(&File::new("src/chat/bad.rs", text))), [2, 4]);
    assert_eq!(lines(&strangers(&File::new("src/domain/bad.rs", "\nasync fn wait() {}"))), [2]);
}

fn stray_sentences() {
    let text = "// 收到
fn receipt() -> String { format!(\"已记入台账 {}\", 1) }
const MARK: char = '收';
#[cfg(test)]
const SAID: &str = \"收到\";
fn after() -> &'static str { r\"收到\" }
#[cfg(test)]
mod tests {
    fn a() { assert_eq!(receipt(), \"已记入台账 1\"); }
}
";
    let faults = sentences(&File::new("src/conversation/bad.rs", text));
    assert_eq!(lines(&faults), [2, 6], "{faults:#?}");
    let mut files = [
        File::new("src/conversation/mod.rs", "#[cfg(test)]\n#[expect(dead_code)]\nmod wire;\nmod bad;\n"),
        File::new("src/conversation/wire/deep.rs", text),
        File::new("src/conversation/bad.rs", text),
    ];
    mark_files_of_tests(&mut files);
    assert!(sentences(&files[1]).is_empty(), "it belongs to a module of tests");
    assert_eq!(lines(&sentences(&files[2])), [2, 6]);
    assert!(sentences(&File::new("src/wording/times.rs", text)).is_empty());
    let faults = sentences(&File::new("src/conversation/task/mod.rs", "fn f() { say(\"全体\", \"全体单位\") }"));
    assert_eq!(lines(&faults), [1], "{faults:#?}");
}
