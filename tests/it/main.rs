//! Everything that needs more than one room: a store on both engines, conversations, the house itself.

#![expect(clippy::unwrap_used, reason = "these are tests; clippy knows them by an attribute that they do not need")]

mod attacks;
mod backups;
mod browser;
mod conversations;
mod deliveries;
mod erasing;
mod house;
mod killed;
mod power;
mod quarter;
mod second_scorer;
#[path = "../simulation/mod.rs"]
mod simulation;
mod store;
mod support;
mod verifiers;
mod year;

use libtest_mimic::Arguments;

fn main() {
    let mut args = Arguments::from_args();
    // Most of a test is waiting for another process.
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    args.test_threads.get_or_insert(2 * cores);
    let mut trials = store::trials();
    trials.extend(conversations::trials());
    trials.extend(backups::trials());
    trials.extend(deliveries::trials());
    trials.extend(erasing::trials());
    trials.extend(browser::trials());
    trials.extend(house::trials());
    trials.extend(killed::trials());
    trials.extend(power::trials());
    trials.extend(quarter::trials());
    trials.extend(second_scorer::trials());
    trials.extend(simulation::trials());
    trials.extend(verifiers::trials());
    trials.extend(year::trials());
    trials.extend(attacks::trials());
    let conclusion = libtest_mimic::run(&args, trials);
    attacks::stop();
    support::postgres::stop();
    conclusion.exit();
}
