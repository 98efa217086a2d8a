//! Whatever is listed twice and is not held equal by the compiler.

use std::collections::BTreeSet;

use chrono::NaiveDateTime;
use libtest_mimic::Trial;

use super::rules::ROOMS;
use super::source::{File, What};
use super::{files, sources, text, top, trial};

/// All tests of lists.
pub(super) fn trials() -> Vec<Trial> {
    vec![
        trial("every_room_has_its_rule_and_its_line_in_the_map", rooms),
        trial("every_source_file_is_declared", orphans),
        trial("every_migration_is_named_by_moment_verb_and_object", migrations),
        trial("every_sentence_is_said_somewhere", unsaid),
        trial("documents_name_only_what_is_there", documents),
        trial("the_readme_knows_every_command", commands),
    ]
}

/// Folders under `src`, rules, declarations and the table in `lib.rs`.
fn rooms() -> Vec<String> {
    let folders = std::fs::read_dir(top().join("src")).unwrap().map(Result::unwrap);
    let folders = folders.filter(|entry| entry.path().is_dir() && entry.path().join("mod.rs").is_file());
    let lib = text("src/lib.rs");
    let mut faults = Vec::new();
    for name in folders.map(|entry| entry.file_name().to_string_lossy().into_owned()) {
        if !ROOMS.iter().any(|room| room.name == name) {
            faults.push(format!("src/{name} has no rule"));
        }
        if !lib.contains(&format!("pub mod {name};")) {
            faults.push(format!("src/lib.rs does not declare {name}"));
        }
    }
    let listed: Vec<&str> =
        lib.lines().filter_map(|line| line.strip_prefix("//! | [`")?.split_once("`]")).map(|(name, _)| name).collect();
    let ruled: Vec<&str> = ROOMS.iter().map(|room| room.name).collect();
    if listed != ruled {
        faults.push(format!("src/lib.rs lists {listed:?}, the rules {ruled:?}"));
    }
    faults
}

/// Files that no `mod` leads to: they are never compiled.
fn orphans() -> Vec<String> {
    let sources = sources();
    let declared: BTreeSet<Vec<String>> = sources.iter().flat_map(File::declared).map(|(module, _)| module).collect();
    let lost = sources.iter().filter(|file| !file.module().is_empty() && !declared.contains(&file.module()));
    lost.map(|file| format!("{} is declared nowhere", file.path)).collect()
}

/// `20260105093000_add_handover_to_contact.sql`, each moment once.
fn migrations() -> Vec<String> {
    const VERBS: [&str; 5] = ["add", "create", "drop", "index", "reshape"];
    let mut faults = Vec::new();
    let mut moments = BTreeSet::new();
    for entry in std::fs::read_dir(top().join("migrations")).unwrap() {
        let name = entry.unwrap().file_name().to_string_lossy().into_owned();
        let stem = name.strip_suffix(".sql").unwrap_or_default();
        let parts: Vec<&str> = stem.splitn(3, '_').collect();
        let well = match parts.as_slice() {
            [at, verb, object] => {
                let plain = object.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
                at.len() == 14
                    && NaiveDateTime::parse_from_str(at, "%Y%m%d%H%M%S").is_ok()
                    && moments.insert((*at).to_owned())
                    && VERBS.contains(verb)
                    && plain
            }
            _ => false,
        };
        if !well {
            faults.push(format!("migrations/{name}: wanted YYYYMMDDHHMMSS_verb_object.sql, verb one of {VERBS:?}"));
        }
    }
    faults
}

/// Sentences that are declared and worded, and that nobody says.
fn unsaid() -> Vec<String> {
    let sources = sources();
    let said: BTreeSet<&str> = sources
        .iter()
        .filter(|file| file.path != "src/wording/sentence.rs")
        .flat_map(|file| file.tokens.iter().filter_map(|token| token.word()))
        .collect();
    let declarations = sources.iter().find(|file| file.path == "src/wording/sentence.rs").unwrap();
    let declared = declarations.tokens.windows(3).filter_map(|window| match window {
        [name, is, key] if is.is('=') && matches!(key.what, What::Text(_)) => name.word(),
        _ => None,
    });
    declared.filter(|name| !said.contains(name)).map(|name| format!("nobody says {name}")).collect()
}

/// Files, and functions as `room::…::name`, that the documents name in code marks or as links; pictures are made apart.
fn documents() -> Vec<String> {
    let sources = sources();
    let mut faults = Vec::new();
    for document in ["README.md", "CHANGELOG.md"].map(str::to_owned).into_iter().chain(files("docs", "md")) {
        let text = text(&document);
        let prose = without_blocks(&text);
        let folder = document.rsplit_once('/').map_or("", |(folder, _)| folder);
        for link in between(&prose, "](", ")").filter(|link| !link.contains("://") && !link.starts_with('#')) {
            let path = link.split('#').next().unwrap_or_default();
            let picture = path.contains("images/");
            if !picture && !top().join(folder).join(path).exists() {
                faults.push(format!("{document}: {link} leads nowhere"));
            }
        }
        for code in between(&prose, "`", "`") {
            if !is_there(&sources, code) {
                faults.push(format!("{document}: there is no {code}"));
            }
        }
    }
    faults
}

/// Whether something in code marks is there, if it is a path of the house at all.
fn is_there(sources: &[File], code: &str) -> bool {
    const FOLDERS: [&str; 6] = ["src/", "tests/", "docs/", "migrations/", "locales/", ".ci/"];
    if FOLDERS.iter().any(|folder| code.starts_with(folder)) && !code.contains(['*', '…', ' ', '<']) {
        return top().join(code).exists();
    }
    let path: Vec<&str> = code.split("::").collect();
    let plain = path.iter().all(|part| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || c == '_'));
    if path.len() < 2 || !plain || !ROOMS.iter().any(|room| room.name == path[0]) {
        return true;
    }
    // Each name is looked for in the whole room: re-exports make paths shorter than folders.
    let inside = |file: &&File| file.module().first().is_some_and(|room| room == path[0]);
    path[1..].iter().all(|name| {
        let is_module = |file: &File| file.module().iter().any(|part| part == name);
        sources.iter().filter(inside).any(|file| is_module(file) || file.tokens.iter().any(|t| t.word() == Some(name)))
    })
}

/// The text without its fenced blocks.
fn without_blocks(text: &str) -> String {
    text.split("```").step_by(2).collect()
}

fn between<'a>(text: &'a str, open: &'static str, close: &'static str) -> impl Iterator<Item = &'a str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (_, behind) = rest.split_once(open)?;
        let (inside, behind) = behind.split_once(close)?;
        rest = behind;
        Some(inside)
    })
}

/// What the chat app offers while typing stands in the readme.
fn commands() -> Vec<String> {
    let readme = text("README.md");
    let offered: BTreeSet<String> =
        cuiban::conversation::menus().into_iter().flat_map(|menu| menu.commands).map(|(name, _)| name).collect();
    let missing = offered.into_iter().filter(|name| !readme.contains(&format!("`/{name}")));
    missing.map(|name| format!("README.md does not know /{name}")).collect()
}
