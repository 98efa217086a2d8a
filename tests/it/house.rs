//! The house itself: which room may name which, where sentences stand, and lists that must agree.

mod lists;
mod paths;
mod rules;
mod sample;
mod source;

use std::path::{Path, PathBuf};

use libtest_mimic::{Failed, Trial};

use source::File;

/// All tests of the house.
pub(crate) fn trials() -> Vec<Trial> {
    [rules::trials(), sample::trials(), lists::trials()].into_iter().flatten().collect()
}

/// A trial that fails with every fault it finds, one a line.
fn trial(name: &str, faults: fn() -> Vec<String>) -> Trial {
    Trial::test(format!("house::{name}"), move || match faults() {
        faults if faults.is_empty() => Ok(()),
        faults => Err(Failed::from(faults.join("\n"))),
    })
}

/// Every Rust file under `src`, in order of its path.
fn sources() -> Vec<File> {
    let mut sources: Vec<File> = files("src", "rs").iter().map(|path| File::new(path, &text(path))).collect();
    source::mark_files_of_tests(&mut sources);
    sources
}

/// Every file under `folder` with this extension, as a path from the top of the house.
fn files(folder: &str, extension: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![top().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|is| is == extension) {
                let inside = path.strip_prefix(top()).unwrap();
                found.push(inside.to_string_lossy().replace('\\', "/"));
            }
        }
    }
    found.sort();
    found
}

/// What stands in a file.
fn text(path: &str) -> String {
    std::fs::read_to_string(top().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}
