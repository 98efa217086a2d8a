//! The power is cut while contacts answer.

use std::time::{Duration, Instant};

use cuiban::domain::Entry;
use cuiban::sandbox::Sandbox;

use super::disk::{Disk, Plan, Syncs};
use super::lost;
use crate::killed::acts::Dice;
use crate::killed::office::until;
use crate::killed::process::Process;
use crate::killed::{BURST, Begun, HALF, begin, entries, look_back, rest};
use crate::support::db::TestDb;
use crate::support::require;

const SEED: u64 = 19;
/// Cuts of one office's life, and lives.
const CUTS: u64 = 40;
const QUICK: u64 = 1;
const FULL: u64 = 25;
/// The power goes at one of the first so many writes and syncs after a start.
const STEPS_MAX: u64 = 160;
/// A program that has nothing left to do is cut off at rest.
const AT_REST: Duration = Duration::from_millis(500);

pub(super) async fn lose_nothing(_: TestDb) {
    let lives = if require::is_full() { FULL } else { QUICK };
    for seed in require::seed().map_or(SEED..SEED + lives, |seed| seed..seed + 1) {
        let life = live(seed, Syncs::Real, CUTS).await;
        assert!(life.lost.is_empty(), "seed {seed}: {:#?}", life.lost);
        assert!(
            life.in_the_middle > CUTS / 3,
            "seed {seed}: only {} of {CUTS} cuts fell into work",
            life.in_the_middle
        );
        assert!(life.forgotten > 0, "seed {seed}: nothing was ever forgotten");
    }
}

/// The control: were the log of the database not synced, the very same would lose something. Else the trial above is blind.
pub(super) async fn lose_without_syncs(_: TestDb) {
    let life = live(SEED, Syncs::NotOfTheLog, CUTS).await;
    assert!(!life.lost.is_empty(), "nothing was lost in {CUTS} cuts");
}

struct Life {
    /// At the first cut that lost something.
    lost: Vec<String>,
    in_the_middle: u64,
    forgotten: usize,
}

async fn live(seed: u64, syncs: Syncs, cuts: u64) -> Life {
    let (db, folder) = (TestDb::sqlite(), tempfile::tempdir().unwrap());
    let Begun { sandbox, process, mut phones, late } = begin(&db, folder.path()).await;
    process.kill();
    let disk = Disk::of(&db.url, folder.path());
    let mut dice = Dice(seed);
    let mut late = late.iter();
    let mut life = Life { lost: vec![], in_the_middle: 0, forgotten: 0 };
    for cut in 0..cuts {
        for _ in 0..BURST {
            phones.acts(&sandbox, &mut dice, HALF);
        }
        if cut % 5 == 2
            && let Some((user, code)) = late.next()
        {
            phones.joins(&sandbox, *user, code);
        }
        let plan = Plan::Cut(1 + dice.roll(STEPS_MAX));
        let mut process = Process::altered(&sandbox, &db.url, folder.path(), |program| disk.under(program, &plan));
        life.in_the_middle += u64::from(dies(&sandbox, &mut process).await);
        process.kill();
        life.forgotten += disk.forget(&mut dice, syncs);
        let entries = stand(&disk, folder.path()).await;
        life.lost = lost(&sandbox, &phones, &entries);
        if !life.lost.is_empty() {
            life.lost.push(format!("cut {cut}, {plan:?}"));
            return life;
        }
    }
    let process = Process::start(&sandbox, &db.url, folder.path());
    rest(&db, &sandbox).await;
    process.kill();
    look_back(&db, &sandbox, &phones, &format!("cuts of seed {seed}")).await;
    life
}

/// Whether it dies of its own, before it has nothing left to do.
async fn dies(sandbox: &Sandbox, process: &mut Process) -> bool {
    let begun = Instant::now();
    let running = std::cell::RefCell::new(process);
    let runs = || running.borrow_mut().runs();
    let is_done = || sandbox.unconfirmed() == 0 && begun.elapsed() > AT_REST;
    until(|| !runs() || is_done(), || "it neither dies nor ends its work".to_owned()).await;
    !runs()
}

/// What stands on the disk, looked at in a copy: it is the program that is to find what the cut has left.
async fn stand(disk: &Disk, folder: &std::path::Path) -> Vec<Entry> {
    entries(&TestDb::at(disk.copy(folder))).await
}
