//! `kill -9`: the real program is killed again and again while contacts answer. Nothing that it confirmed is lost, nothing
//! is entered twice, nobody is notified twice.

pub(crate) mod acts;
pub(crate) mod office;
mod places;
pub(crate) mod process;
mod secrets;
mod stopped;

use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, Instant};

use cuiban::domain::{DeptNo, Entry, EntryNo, Event, OfficeId, TaskNo};
use cuiban::engine::{Clock as _, SystemClock};
use cuiban::sandbox::{LogEntry, Sandbox};
use cuiban::store::{Store, ledger, outbox, projections, set_aside};
use futures::FutureExt as _;
use libtest_mimic::Trial;

use self::acts::{Dice, Phones, made};
use self::office::{CONTACT, DEPARTMENTS, confirmed, until, wait};
use self::process::Process;
use crate::support::db::{TestDb, on_both};
use crate::support::{require, source};

/// A failing run is had again with its seed, as near as two processes allow.
const SEED: u64 = 9;
const QUICK: u64 = 50;
const FULL: u64 = 1_000;
/// Acts of one burst.
pub(crate) const BURST: u64 = 6;
/// At the latest, the process dies when so many things more have gone between it and the box.
const STEPS_MAX: u64 = 60;
const OFFICE: OfficeId = OfficeId(1);
/// Contacts who have joined from the start.
pub(crate) const HALF: i64 = DEPARTMENTS / 2;

pub(crate) fn trials() -> Vec<Trial> {
    [
        on_both("killed::what_was_confirmed_is_entered_once", killed),
        on_both("killed::it_ends_at_every_named_place", places::it_ends_at_every_place),
        on_both("killed::asked_to_end_it_ends_clean", stopped::it_ends_clean),
        on_both("killed::asked_twice_it_ends_at_once", stopped::it_ends_at_once),
        secrets::trials(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

async fn killed(db: TestDb) {
    let folder = tempfile::tempdir().unwrap();
    let Begun { sandbox, mut process, mut phones, late } = begin(&db, folder.path()).await;
    let mut dice = Dice(SEED);
    let mut late = late.iter();
    let (kills, mut in_the_middle) = (if require::is_full() { FULL } else { QUICK }, 0);
    for kill in 0..kills {
        for _ in 0..BURST {
            phones.acts(&sandbox, &mut dice, HALF);
        }
        if kill % 5 == 2
            && let Some((user, code)) = late.next()
        {
            phones.joins(&sandbox, *user, code);
        }
        let instant = an_instant(&mut dice);
        live_until(&sandbox, &mut process, instant).await;
        process.kill();
        in_the_middle += u64::from(sandbox.unconfirmed() > 0);
        let told = confirmed(&sandbox);
        let lost = phones.lost(told, &entries(&db).await);
        assert!(lost.is_empty(), "seed {SEED}, kill {kill} at {instant:?}: confirmed and lost: {lost:#?}");
        process = Process::start(&sandbox, &db.url, folder.path());
    }
    rest(&db, &sandbox).await;
    process.kill();
    assert!(in_the_middle > kills / 5, "only {in_the_middle} of {kills} kills fell into work");
    look_back(&db, &sandbox, &phones, &format!("{kills} kills")).await;
}

/// A program at work.
pub(crate) struct Begun {
    pub(crate) sandbox: Sandbox,
    pub(crate) process: Process,
    pub(crate) phones: Phones,
    /// Contacts who have not joined yet, with their codes.
    pub(crate) late: Vec<(i64, String)>,
}

/// An office at work, half of whose contacts have joined; nothing waits.
pub(crate) async fn begin(db: &TestDb, folder: &Path) -> Begun {
    let now = SystemClock.now();
    let sandbox = office::open_box(now);
    let process = Process::start(&sandbox, &db.url, folder);
    let codes = office::set_up(&sandbox).await;
    let mut late: Vec<(i64, String)> = (CONTACT..).zip(codes).collect();
    for (user, code) in late.drain(..usize::try_from(HALF).unwrap()) {
        sandbox.start_bot(user, Some(&code));
        wait(&sandbox, user, |shown| shown.text.contains("件新的事项")).await;
    }
    rest(db, &sandbox).await;
    let phones = Phones::new(confirmed(&sandbox), now.timestamp() + 24 * 3600);
    Begun { sandbox, process, phones, late }
}

/// So many things go between process and box, and then so much time.
#[derive(Clone, Copy, Debug)]
struct At {
    steps: usize,
    then: Duration,
}

fn an_instant(dice: &mut Dice) -> At {
    At { steps: usize::try_from(dice.roll(STEPS_MAX)).unwrap(), then: Duration::from_micros(dice.roll(8_000)) }
}

/// Lets it live until that instant, or until it has nothing left to say.
async fn live_until(sandbox: &Sandbox, process: &mut Process, at: At) {
    let before = sandbox.log().len();
    let begun = Instant::now();
    let is_done = || sandbox.unconfirmed() == 0 && begun.elapsed() > Duration::from_millis(500);
    until(|| sandbox.log_from(before).len() >= at.steps || is_done(), || format!("it does not get to {at:?}")).await;
    assert!(process.runs(), "it ended by itself");
    tokio::time::sleep(at.then).await;
}

/// Until everything is confirmed, sent and settled.
pub(crate) async fn rest(db: &TestDb, sandbox: &Sandbox) {
    until(|| sandbox.unconfirmed() == 0, || "updates stay unconfirmed".to_owned()).await;
    let store = db.open_bare().await;
    let begun = Instant::now();
    loop {
        let mut reader = store.read().await.unwrap();
        if !outbox::has_waiting(&mut reader, SystemClock.now()).await.unwrap() {
            break;
        }
        drop(reader);
        assert!(begun.elapsed() < Duration::from_mins(1), "the outbox is never empty");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    store.close().await;
}

pub(crate) async fn entries(db: &TestDb) -> Vec<Entry> {
    let store = db.open_bare().await;
    let mut reader = store.read().await.unwrap();
    let mut entries = ledger::list(&mut reader, OFFICE, EntryNo(0), 1_000_000).await.unwrap();
    source::as_sent(&mut reader, &mut entries).await;
    drop(reader);
    store.close().await;
    entries
}

pub(crate) async fn look_back(db: &TestDb, sandbox: &Sandbox, phones: &Phones, ends: &str) {
    let entries = entries(db).await;
    let totals = format!("seed {SEED}, {ends}, {} acts, {} entries", phones.done.len(), entries.len());
    let expired = sandbox.log().iter().filter(|entry| matches!(entry, LogEntry::Expired { .. })).count();
    assert_eq!(expired, 0, "presses died unread: {totals}");
    let lost = phones.lost(i64::MAX, &entries);
    assert!(lost.is_empty(), "{totals}; lost: {lost:#?}");
    let twice: Vec<_> = made(&entries).into_iter().filter(|(_, kinds)| kinds.len() > 1).collect();
    assert!(twice.is_empty(), "{totals}; entered twice: {twice:#?}");
    let mut acknowledged: BTreeMap<(TaskNo, DeptNo), usize> = BTreeMap::new();
    for entry in &entries {
        if let Event::Acknowledged { task, dept } = entry.event {
            *acknowledged.entry((task, dept)).or_default() += 1;
        }
    }
    assert!(acknowledged.values().all(|times| *times == 1), "{totals}; acknowledged twice: {acknowledged:?}");
    nobody_was_notified_twice(sandbox, &totals);
    the_record_holds(db, &totals).await;
}

/// A notice that was under way at a kill is unknown, and is not sent again.
fn nobody_was_notified_twice(sandbox: &Sandbox, totals: &str) {
    for n in 0..DEPARTMENTS {
        let chat = CONTACT + n;
        let sent = sandbox.log().into_iter().filter(|entry| {
            matches!(entry, LogEntry::Answered { method, chat: Some(to), parameters, .. }
                if method == "sendmessage" && *to == chat
                    && parameters["text"].as_str().is_some_and(|text| text.contains("件新的事项")))
        });
        let times = sent.count();
        assert!(times <= 1, "contact {n} was notified {times} times; {totals}");
    }
}

async fn the_record_holds(db: &TestDb, totals: &str) {
    let store: Store = db.open_bare().await;
    let mut reader = store.read().await.unwrap();
    for office in ledger::list_offices(&mut reader).await.unwrap() {
        let verdict = ledger::verify(&mut reader, office).await.unwrap();
        assert!(matches!(verdict, ledger::Verdict::Sound(_)), "{office:?}: {verdict:?}; {totals}");
    }
    assert_eq!(set_aside::count(&mut reader).await.unwrap(), 0, "updates were set aside; {totals}");
    let live = projections::projections_digest(&mut reader).await.unwrap();
    drop(reader);
    store.write(|tx| async move { projections::rebuild(tx).await }.boxed()).await.unwrap();
    let mut reader = store.read().await.unwrap();
    let rebuilt = projections::projections_digest(&mut reader).await.unwrap();
    assert_eq!(live, rebuilt, "rebuilt projections are others; {totals}");
    drop(reader);
    store.close().await;
}
