//! SIGTERM in the middle of work: it ends by itself, in time, with nothing in the air; asked a second time it ends at once.

use std::cell::RefCell;
use std::time::{Duration, Instant};

use cuiban::cli::demo::LEAD;
use cuiban::engine::{Clock as _, SystemClock};
use cuiban::sandbox::{Fault, FaultKind, Lost};

use super::acts::Dice;
use super::office::{self, confirmed, until, wait};
use super::process::Process;
use super::{BURST, Begun, HALF, SEED, an_instant, begin, entries, live_until, look_back, rest};
use crate::support::db::TestDb;
use crate::support::require;

/// How often it is asked to end.
const QUICK: u64 = 10;
const FULL: u64 = 500;
/// So long an end may take.
const BUDGET: Duration = Duration::from_secs(15);
/// So soon is at once.
const AT_ONCE: Duration = Duration::from_secs(8);
/// As shells tell it of a process that was interrupted.
const INTERRUPTED: i32 = 130;

pub(super) async fn it_ends_clean(db: TestDb) {
    let folder = tempfile::tempdir().unwrap();
    let Begun { sandbox, mut process, mut phones, .. } = begin(&db, folder.path()).await;
    let mut dice = Dice(SEED);
    let (times, mut in_the_middle, mut longest) = (if require::is_full() { FULL } else { QUICK }, 0, Duration::ZERO);
    for time in 0..times {
        for _ in 0..BURST {
            phones.acts(&sandbox, &mut dice, HALF);
        }
        let instant = an_instant(&mut dice);
        live_until(&sandbox, &mut process, instant).await;
        in_the_middle += u64::from(sandbox.unconfirmed() > 0 || has_waiting(&db).await);
        let asked = Instant::now();
        process.ask_to_end();
        let code = end_of(&mut process, BUDGET).await;
        longest = longest.max(asked.elapsed());
        assert_eq!(code, Some(0), "seed {SEED}, {time}. end at {instant:?}");
        assert_eq!(in_the_air(&db).await, 0, "seed {SEED}, {time}. end at {instant:?}: sends in the air");
        let lost = phones.lost(confirmed(&sandbox), &entries(&db).await);
        assert!(lost.is_empty(), "seed {SEED}, {time}. end at {instant:?}: confirmed and lost: {lost:#?}");
        process = Process::start(&sandbox, &db.url, folder.path());
    }
    rest(&db, &sandbox).await;
    process.kill();
    assert!(in_the_middle > times / 5, "only {in_the_middle} of {times} ends fell into work");
    look_back(&db, &sandbox, &phones, &format!("{times} ends, the longest of {longest:?}")).await;
}

/// An answer hangs, and with it the clean end.
pub(super) async fn it_ends_at_once(db: TestDb) {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = office::open_box(SystemClock.now());
    let mut process = Process::start(&sandbox, &db.url, folder.path());
    sandbox.start_bot(LEAD, None);
    wait(&sandbox, LEAD, |shown| shown.text.contains("您好")).await;
    let before = sandbox.log().len();
    sandbox.fault(Fault::once("sendmessage", FaultKind::NotApplied(Lost::Silent)));
    sandbox.say(LEAD, LEAD, "/help");
    let hangs = || sandbox.log_from(before).iter().any(|entry| format!("{entry:?}").contains("\"sendmessage\""));
    until(hangs, || "nothing was sent".to_owned()).await;
    process.ask_to_end();
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert!(process.runs(), "it did not wait for what was in the air");
    process.ask_to_end();
    assert_eq!(end_of(&mut process, AT_ONCE).await, Some(INTERRUPTED));
}

/// The code with which it ends by itself.
async fn end_of(process: &mut Process, within: Duration) -> Option<i32> {
    let begun = Instant::now();
    let running = RefCell::new(process);
    let ended = RefCell::new(None);
    let look = || {
        *ended.borrow_mut() = running.borrow_mut().ended();
        ended.borrow().is_some()
    };
    until(|| look() || begun.elapsed() > within, || "it does not end".to_owned()).await;
    let status: Option<std::process::ExitStatus> = ended.into_inner();
    status.unwrap_or_else(|| panic!("it did not end within {within:?}")).code()
}

async fn has_waiting(db: &TestDb) -> bool {
    count(db, "SELECT COUNT(*) FROM outbox WHERE state IN ('due', 'claimed', 'sending')").await > 0
}

/// Sends whose outcome nobody knows.
async fn in_the_air(db: &TestDb) -> i64 {
    count(db, "SELECT COUNT(*) FROM outbox WHERE state IN ('sending', 'unknown')").await
}

async fn count(db: &TestDb, sql: &'static str) -> i64 {
    sqlx::query_scalar(sql).fetch_one(&mut db.raw().await).await.unwrap()
}
