//! Commits stand, and their answers are lost, as when a connection is cut at `COMMIT`: nothing is done twice, nothing is left in hand.

use libtest_mimic::Failed;

use super::life::Life;
use super::weather::Weather;
use super::{Template, UNITS, look_back, on_file};
use crate::support::require;

const QUICK: u64 = 6;
const FULL: u64 = 100;

pub(super) fn are_survived() -> Result<(), Failed> {
    let template = Template::new();
    let seeds = match require::seed() {
        Some(seed) => seed..=seed,
        None => 1..=if require::is_full() { FULL } else { QUICK },
    };
    for seed in seeds {
        let (url, folder) = on_file(&template);
        let mut life = Life::new(seed, UNITS);
        life.weather = Weather::of_lost_answers();
        let lived = look_back(life, &url, folder.path());
        if !lived.broken.is_empty() {
            return Err(format!("seed {seed}, {} plans: {:#?}", lived.refused, lived.broken).into());
        }
        if lived.refused < 10 {
            return Err(format!("seed {seed}: only {} plans to lose an answer", lived.refused).into());
        }
    }
    Ok(())
}
