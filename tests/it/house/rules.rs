//! The rules of the rooms, and what breaks them.

use libtest_mimic::Trial;

use super::paths::named;
use super::source::{File, What};
use super::{sources, trial};

/// A room, and whom it may name beside itself.
pub(super) struct Room {
    pub(super) name: &'static str,
    may_name: &'static [&'static str],
}

/// From the top of the house down: nobody names a room below, so there is never a circle.
pub(super) const ROOMS: &[Room] = &[
    Room { name: "domain", may_name: &[] },
    Room { name: "store", may_name: &["domain"] },
    Room { name: "chat", may_name: &[] },
    Room { name: "wording", may_name: &["domain"] },
    Room { name: "report", may_name: &["domain", "store", "chat", "wording"] },
    Room { name: "conversation", may_name: &["domain", "store", "chat", "wording", "report"] },
    Room { name: "engine", may_name: &["domain", "store", "chat", "wording", "report", "conversation"] },
    Room { name: "backup", may_name: &["domain", "store", "conversation", "engine"] },
    Room { name: "sandbox", may_name: &[] },
    Room {
        name: "cli",
        may_name: &["domain", "store", "chat", "wording", "report", "conversation", "engine", "backup", "sandbox"],
    },
];

/// What is no room, and who may name it.
const ASIDE: (&str, &[&str]) = ("failpoint", &["store", "engine"]);

/// Macros stand at the crate's root; these are their rooms.
const MACROS: &[(&str, &str)] = &[("say", "wording")];

/// A crate or keyword that only some places may name.
struct Kept {
    word: &'static str,
    places: &'static [&'static str],
    why: &'static str,
}

const KEPT: &[Kept] = &[
    Kept {
        word: "teloxide",
        // The box's own tests hold its answers against the types that the real client reads.
        places: &["chat/telegram/", "sandbox/tests/"],
        why: "one room knows the chat app",
    },
    Kept { word: "sqlx", places: &["store/"], why: "one room knows SQL" },
    Kept { word: "fluent_templates", places: &["wording/"], why: "one room looks sentences up" },
    Kept { word: "clap", places: &["cli/"], why: "one room knows the command line" },
    Kept {
        word: "tokio",
        places: &["failpoint.rs", "store/", "chat/telegram/", "engine/", "sandbox/", "cli/"],
        why: "rules, words and figures wait for nothing",
    },
    Kept {
        word: "async",
        // One file of the report reads the ledger, a page at a time; the figures themselves wait for nothing.
        places: &[
            "failpoint.rs",
            "store/",
            "chat/telegram/",
            "report/office.rs",
            "conversation/",
            "engine/",
            "backup/",
            "sandbox/",
            "cli/",
        ],
        why: "rules, words and figures wait for nothing",
    },
];

/// Where Chinese stands that is understood or is data, or heads a column; all that is said in a chat stands in `wording`.
const UNDERSTANDING: &[&str] = &[
    "domain/deadline/",
    "domain/playbook/offset.rs",
    "domain/reply/",
    "domain/directory/",
    "domain/series/title.rs",
    "conversation/command.rs",
    "conversation/contact/choices.rs",
    "conversation/erase.rs",
    "conversation/heard.rs",
    "conversation/playbook/columns.rs",
    "conversation/task/import/columns.rs",
    "conversation/task/import/row.rs",
    "conversation/task/terms.rs",
    "conversation/edit/words.rs",
    "conversation/task/words.rs",
    "conversation/task/repeat.rs",
    "conversation/roster/",
    "conversation/sheet/",
    "report/labels",
    "report/period.rs",
    "sandbox/",
    // what the people of the demo say and are called, and what a terminal says, in both languages at once since it cannot know
    // who reads it
    "cli/",
];

/// Single words in other places, and what they are there for.
const WORDS: &[(&str, &[&str])] = &[
    // the names under which people choose a language, and each language's name for itself; what titles of groups end with
    (
        "conversation/setup.rs",
        &["中文", "汉语", "简体中文", "英文", "英语", "工作联络群", "工作群", "联络群", "内部群", "群"],
    ),
    ("conversation/render/setup.rs", &["中文"]),
    // what leaves a department to the lead
    ("conversation/nudge/mod.rs", &["停", "不催", "先不催", "自己联系", "这家我自己打电话"]),
    // what asks for the link that anybody may open
    ("conversation/invite.rs", &["公开", "公开链接", "公共链接"]),
    // what takes a board down
    ("conversation/board.rs", &["关", "关闭", "停", "停用", "收起"]),
    // what the person would have typed instead of pressing
    ("conversation/task/mod.rs", &["全体"]),
];

/// All tests of the rooms.
pub(super) fn trials() -> Vec<Trial> {
    vec![
        trial("a_room_names_only_rooms_above_it", || all(crossings)),
        trial("what_one_room_keeps_is_named_nowhere_else", || all(strangers)),
        trial("sentences_stand_in_wording_alone", || all(sentences)),
    ]
}

fn all(faults: fn(&File) -> Vec<String>) -> Vec<String> {
    sources().iter().flat_map(faults).collect()
}

/// Names of rooms that the file may not name; tests beside the code keep the rule too.
pub(super) fn crossings(file: &File) -> Vec<String> {
    // The list of rooms, and what is none.
    if ["src/lib.rs", "src/failpoint.rs"].contains(&file.path.as_str()) {
        return vec![];
    }
    let own = file.inside().split('/').next().unwrap_or_default();
    let room = ROOMS.iter().find(|room| room.name == own);
    let mut faults = Vec::new();
    for named in named(file) {
        let said = named.segments.join("::");
        let first = named.segments.first().map_or("", String::as_str);
        let to = MACROS.iter().find(|(name, _)| *name == first).map_or(first, |(_, room)| *room);
        let fault = match room {
            _ if matches!(to, "" | "*") => "names the whole house at once".to_owned(),
            _ if to == own => continue,
            Some(room) if to == ASIDE.0 && ASIDE.1.contains(&room.name) => continue,
            Some(room) if room.may_name.contains(&to) => continue,
            Some(room) if room.may_name.is_empty() => format!("names {said}, and {own} names no other room"),
            Some(room) => format!("names {said}, and {own} names only {}", room.may_name.join(", ")),
            None => format!("names {said} and stands in no room"),
        };
        faults.push(format!("{}:{}: {fault}", file.path, named.line));
    }
    faults
}

/// Crates and keywords that belong to other places.
pub(super) fn strangers(file: &File) -> Vec<String> {
    let mut faults = Vec::new();
    for token in &file.tokens {
        let Some(kept) = KEPT.iter().find(|kept| token.word() == Some(kept.word)) else { continue };
        if !kept.places.iter().any(|place| file.inside().starts_with(place)) {
            let places = kept.places.join(", ");
            faults.push(format!("{}:{}: {} is named only in {places}: {}", file.path, token.line, kept.word, kept.why));
        }
    }
    faults
}

/// Chinese in a text that a person could be shown.
pub(super) fn sentences(file: &File) -> Vec<String> {
    let inside = file.inside();
    if inside.starts_with("wording/") || UNDERSTANDING.iter().any(|place| inside.starts_with(place)) {
        return vec![];
    }
    let words = WORDS.iter().find(|(place, _)| *place == inside).map_or(&[][..], |(_, words)| *words);
    let mut faults = Vec::new();
    for token in file.tokens.iter().filter(|token| !token.in_test) {
        let What::Text(text) = &token.what else { continue };
        if text.chars().any(is_han) && !words.contains(&text.as_str()) {
            faults.push(format!("{}:{}: \"{text}\" belongs into locales/ and wording/", file.path, token.line));
        }
    }
    faults
}

/// CJK unified ideographs with extension A, and the compatible ones.
fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}
