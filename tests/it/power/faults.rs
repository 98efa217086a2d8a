//! The disk fails while contacts answer, once or until it is mended.

use std::cell::RefCell;

use libtest_mimic::Trial;

use super::disk::{Disk, Error, Plan};
use super::lost;
use crate::killed::acts::Dice;
use crate::killed::office::until;
use crate::killed::process::Process;
use crate::killed::{BURST, Begun, HALF, begin, entries, look_back, rest};
use crate::support::db::{TestDb, on_sqlite};
use crate::support::require;

const SEED: u64 = 20;
/// Faults of each kind.
const QUICK: u64 = 4;
const FULL: u64 = 100;
/// One of the first so many writes and syncs after a start fails.
const STEPS_MAX: u64 = 120;
/// So often it fails before it is mended.
const FAULTS: usize = 5;

pub(super) fn trials() -> Vec<Trial> {
    let kinds = [
        ("power::a_write_that_fails_once_is_survived", Error::Broken, false),
        ("power::a_disk_that_fails_is_waited_for", Error::Broken, true),
        ("power::a_write_for_which_there_is_no_room_is_survived", Error::Full, false),
        ("power::a_full_disk_is_waited_for", Error::Full, true),
    ];
    kinds.into_iter().flat_map(|(name, error, for_good)| on_sqlite(name, move |db| fail(db, error, for_good))).collect()
}

async fn fail(db: TestDb, error: Error, for_good: bool) {
    let folder = tempfile::tempdir().unwrap();
    let Begun { sandbox, process, mut phones, .. } = begin(&db, folder.path()).await;
    process.kill();
    let disk = Disk::of(&db.url, folder.path());
    let seed = require::seed().unwrap_or(SEED);
    let mut dice = Dice(seed);
    let times = if require::is_full() { FULL } else { QUICK };
    let mut failed = 0;
    for time in 0..times {
        let mended = folder.path().join(format!("mended-{time}"));
        let until_mended = for_good.then(|| mended.clone());
        let plan = Plan::Fail { at: 1 + dice.roll(STEPS_MAX), error, until: until_mended };
        for _ in 0..BURST {
            phones.acts(&sandbox, &mut dice, HALF);
        }
        let mut process = Process::altered(&sandbox, &db.url, folder.path(), |program| disk.under(program, &plan));
        let wanted = if for_good { FAULTS } else { 1 };
        let running = RefCell::new(&mut process);
        let goes_on = || sandbox.unconfirmed() == 0 && disk.faults() == 0;
        until(
            || disk.faults() >= wanted || !running.borrow_mut().runs() || goes_on(),
            || format!("seed {seed}, {time}: {plan:?} is never reached"),
        )
        .await;
        for _ in 0..BURST {
            phones.acts(&sandbox, &mut dice, HALF);
        }
        std::fs::write(&mended, "").unwrap();
        failed += u64::from(disk.faults() > 0);
        if !process.runs() {
            // A program that cannot begin on such a disk says so, and ends; whoever runs it starts it again.
            process = Process::start(&sandbox, &db.url, folder.path());
        }
        // Nothing stays claimed or sending.
        rest(&db, &sandbox).await;
        process.kill();
        let lost = lost(&sandbox, &phones, &entries(&db).await);
        assert!(lost.is_empty(), "seed {seed}, {time}: {plan:?} lost {lost:#?}");
    }
    assert!(failed > times / 2, "seed {seed}: only {failed} of {times} faults were reached");
    look_back(&db, &sandbox, &phones, &format!("{times} faults of seed {seed}")).await;
}
