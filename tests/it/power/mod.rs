//! The power is cut, the disk is full, the disk fails: under the real program, at any write. What was confirmed stands.
//!
//! `kill -9` keeps the page cache and says nothing about power; so a library lies under the program (`shim.c`), and what was not
//! synced is forgotten, in whole or in torn parts (`disk`). SQLite alone: PostgreSQL's server keeps its own files.

mod cuts;
mod disk;
mod faults;

use cuiban::domain::Entry;
use cuiban::sandbox::{LogEntry, Sandbox};
use libtest_mimic::Trial;

use crate::killed::acts::Phones;
use crate::killed::office::confirmed;
use crate::support::db::on_sqlite;

pub(crate) fn trials() -> Vec<Trial> {
    [
        on_sqlite("power::a_cut_loses_nothing_that_was_confirmed", cuts::lose_nothing),
        on_sqlite("power::a_log_that_is_not_synced_loses_what_was_confirmed", cuts::lose_without_syncs),
        faults::trials(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What was confirmed to the chat app or has a receipt, and is not on the ledger.
fn lost(sandbox: &Sandbox, phones: &Phones, entries: &[Entry]) -> Vec<String> {
    let mut lost = phones.lost(confirmed(sandbox), entries);
    let receipts = sandbox.log().into_iter().filter_map(|entry| match entry {
        LogEntry::Answered { parameters, .. } => {
            let (_, rest) = parameters["text"].as_str()?.split_once("记录号 1-")?;
            rest.split(|it: char| !it.is_ascii_digit()).next()?.parse::<usize>().ok()
        }
        _ => None,
    });
    lost.extend(receipts.filter(|seq| *seq > entries.len()).map(|seq| format!("the receipt of entry {seq}")));
    lost
}
