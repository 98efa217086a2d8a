//! Attacks on the record, each tried on the real program from outside: through the chat app's box and the command line. What nobody
//! had the right to do leaves no entry but the one that says so, and whoever may know gets an answer that helps.
//!
//! The families share a running program each, on SQLite; a case can be had by its number: `cargo test --test it -- a09`.

mod answers;
mod authority;
mod buttons;
mod files;
mod invitations;
mod load;
mod network;
mod people;
mod program;
mod record;
mod stage;
mod walls;
mod words;

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use libtest_mimic::Trial;

use self::stage::Stage;

/// A case's number and what is tried, and the trial itself.
type Case = (&'static str, fn(&mut Stage));

/// Every case, family by family, in the order in which they are numbered.
const FAMILIES: [(&str, &[Case]); 9] = [
    ("authority", authority::CASES),
    ("buttons", buttons::CASES),
    ("invitations", invitations::CASES),
    ("answers", answers::CASES),
    ("words", words::CASES),
    ("files", files::CASES),
    ("network", network::CASES),
    ("load", load::CASES),
    ("walls", walls::CASES),
];

type Shared = Arc<Mutex<Option<Stage>>>;

/// The stages that are up.
static STAGES: LazyLock<BTreeMap<&'static str, Shared>> =
    LazyLock::new(|| FAMILIES.iter().map(|(family, _)| (*family, Shared::default())).collect());

pub(crate) fn trials() -> Vec<Trial> {
    let all = FAMILIES.iter().flat_map(|(family, cases)| cases.iter().map(move |case| (*family, *case)));
    let trials = all.map(|(family, (name, run))| {
        Trial::test(format!("attacks::{family}::{name}"), move || {
            let mut stage = STAGES[family].lock().unwrap_or_else(PoisonError::into_inner);
            run(stage.get_or_insert_with(|| Stage::start(family)));
            Ok(())
        })
    });
    trials.collect()
}

/// Ends the programs that were started.
pub(crate) fn stop() {
    for stage in STAGES.values() {
        stage.lock().unwrap_or_else(PoisonError::into_inner).take();
    }
}
