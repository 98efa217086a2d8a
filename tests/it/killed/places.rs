//! The program ends at every named place between two steps, and goes on as if it had not.

use std::cell::RefCell;

use cuiban::cli::demo::{LEAD, LEAD_GROUP};
use cuiban::failpoint::Point;

use super::acts::Dice;
use super::office::{confirmed, until};
use super::process::Process;
use super::{BURST, Begun, HALF, SEED, begin, entries, look_back, rest};
use crate::support::db::TestDb;
use crate::support::require;

/// How often it ends at each place.
const QUICK: u64 = 2;
const FULL: u64 = 25;
/// It ends at one of the first so many times that it comes by.
const TIMES: u64 = 4;

pub(super) async fn it_ends_at_every_place(db: TestDb) {
    let folder = tempfile::tempdir().unwrap();
    let Begun { sandbox, mut process, mut phones, late } = begin(&db, folder.path()).await;
    let mut dice = Dice(SEED);
    let mut late = late.iter();
    let rounds = if require::is_full() { FULL } else { QUICK };
    for round in 0..rounds {
        for place in Point::ALL {
            process.kill();
            // A file is fetched once a round.
            let times = if place == Point::JobDone { 1 } else { 1 + dice.roll(TIMES) };
            process = Process::ending(&sandbox, &db.url, folder.path(), (place, times));
            for _ in 0..BURST {
                phones.acts(&sandbox, &mut dice, HALF);
            }
            if let Some((user, code)) = late.next() {
                phones.joins(&sandbox, *user, code);
            }
            sandbox.send_file(LEAD, LEAD_GROUP, "名册.csv", "单位\n第1局\n".as_bytes(), "/roster");
            phones.says_what_is_not_entered();
            let running = RefCell::new(&mut process);
            until(
                || !running.borrow_mut().runs(),
                || format!("round {round}: it never comes to {place:?} for the {times}. time"),
            )
            .await;
            let lost = phones.lost(confirmed(&sandbox), &entries(&db).await);
            assert!(lost.is_empty(), "round {round}, {place:?} for the {times}. time: confirmed and lost: {lost:#?}");
            process = Process::start(&sandbox, &db.url, folder.path());
            rest(&db, &sandbox).await;
        }
    }
    process.kill();
    look_back(&db, &sandbox, &phones, &format!("{rounds} ends at each place")).await;
}
