//! Lives that must break a promise. If they keep all of them, whoever looks back is blind.

use libtest_mimic::Failed;

use super::chat::Flaw;
use super::life::Life;
use super::{Template, look_back, on_file};

/// Somewhere in so many lives it shows.
const LIVES: u64 = 12;

pub(super) fn confirming_first_loses_what_came() -> Result<(), Failed> {
    shows(Flaw::ConfirmsFirst, "confirmed, and nobody knows of it")
}

pub(super) fn repeating_blindly_rings_twice() -> Result<(), Failed> {
    shows(Flaw::RepeatsBlindly, "received, and not on the ledger")
}

fn shows(flaw: Flaw, words: &str) -> Result<(), Failed> {
    let template = Template::new();
    let is_seen = |seed| {
        let (url, folder) = on_file(&template);
        let mut life = Life::new(seed, super::UNITS);
        life.chat.set_flaw(flaw);
        life.weather.is_bad();
        look_back(life, &url, folder.path()).broken.iter().any(|broken| broken.contains(words))
    };
    if (1..=LIVES).any(is_seen) { Ok(()) } else { Err(format!("{flaw:?} was not noticed in {LIVES} lives").into()) }
}
