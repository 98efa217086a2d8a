//! Simulated lives of an office: the real rules, conversation, planner and dispatcher under one seed, with a chat app in the same
//! process, people with habits, a clock that jumps from one moment to the next, mishaps at every port, and a process that dies at
//! any step. A life is nine days of trouble and three of calm; what must hold of each stands in `invariants`.
//!
//! A failing seed prints itself; `CUIBAN_TEST_SEED=17 cargo test --test it -- simulation` lives it again, step by step the same.
//! `CUIBAN_TEST_FULL=1` lives a thousand.

mod chat;
mod clocks;
mod controls;
mod dice;
mod invariants;
mod lead;
mod life;
mod lost_answers;
mod off_time;
mod weather;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::panic::catch_unwind;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use chrono::TimeDelta;
use cuiban::domain::{Delivery, Entry, Event};
use cuiban::sandbox::LogEntry;
use cuiban::store::Store;
use libtest_mimic::{Failed, Trial};
use rustix::thread::{CpuSet, sched_setaffinity};
use tempfile::TempDir;

use self::chat::Mishap;
use self::invariants::{Remains, broken};
use self::life::Life;
use self::off_time::Wrong;
use self::weather::Weather;
use crate::support::db::{TestDb, on_postgres};
use crate::support::require;

const QUICK: u64 = 24;
const FULL: u64 = 1_000;
const OF_CLOCKS: u64 = 100;
const OF_CLOCKS_QUICK: u64 = 8;
const UNITS: usize = 5;

pub(crate) fn trials() -> Vec<Trial> {
    let mut trials = vec![
        Trial::test("simulation::every_life_keeps_the_promises", many),
        Trial::test("simulation::a_seed_is_lived_again_the_same", again),
        Trial::test("simulation::no_clock_makes_it_speak_early_or_twice", clocks),
    ];
    trials.push(Trial::test("simulation::an_answer_lost_at_a_commit_does_nothing_twice", lost_answers::are_survived));
    trials.push(Trial::test(
        "simulation::control_confirming_first_loses_what_came",
        controls::confirming_first_loses_what_came,
    ));
    trials.push(Trial::test(
        "simulation::control_repeating_blindly_rings_twice",
        controls::repeating_blindly_rings_twice,
    ));
    trials.extend(on_postgres("simulation::a_life_on_a_server", on_server));
    trials
}

/// What a life came to.
struct Lived {
    trace: String,
    broken: Vec<String>,
    met: Vec<Mishap>,
    crashes: u32,
    refused: u32,
    silences: usize,
    entries: usize,
    moments: u32,
}

impl Lived {
    /// Its words are on standard error.
    fn panicked() -> Self {
        let broken = vec!["it panicked".to_owned()];
        Self { trace: String::new(), broken, met: vec![], crashes: 0, refused: 0, silences: 0, entries: 0, moments: 0 }
    }
}

fn many() -> Result<(), Failed> {
    let seeds: Vec<u64> = match require::seed() {
        Some(seed) => vec![seed],
        None => (1..=if require::is_full() { FULL } else { QUICK }).collect(),
    };
    let template = Template::new();
    let next = AtomicU64::new(0);
    let lived: Mutex<Vec<(u64, Lived)>> = Mutex::default();
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for core in 0..cores {
            let (seeds, next, lived, template) = (&seeds, &next, &lived, &template);
            scope.spawn(move || {
                stay_on(core);
                loop {
                    let place = usize::try_from(next.fetch_add(1, Ordering::Relaxed)).unwrap();
                    let Some(seed) = seeds.get(place) else { return };
                    let it = catch_unwind(|| live(*seed, template)).unwrap_or_else(|_| Lived::panicked());
                    lived.lock().unwrap().push((*seed, it));
                }
            });
        }
    });
    let lived = lived.into_inner().unwrap();
    let mut wrong = String::new();
    for (seed, it) in lived.iter().filter(|(_, it)| !it.broken.is_empty()) {
        writeln!(wrong, "seed {seed} (CUIBAN_TEST_SEED={seed} lives it again):\n  {}", it.broken.join("\n  ")).unwrap();
    }
    if !wrong.is_empty() {
        return Err(wrong.into());
    }
    if seeds.len() > 1 {
        it_was_bad_enough(&lived)?;
    }
    Ok(())
}

/// A life hands each question to the database's thread and waits for the answer: between two cores that costs twice as much. Where it
/// cannot be had, it only takes longer.
fn stay_on(core: usize) {
    let mut only = CpuSet::new();
    only.set(core);
    let _ = sched_setaffinity(None, &only);
}

/// Fair weather proves nothing.
fn it_was_bad_enough(lived: &[(u64, Lived)]) -> Result<(), Failed> {
    let count = lived.len();
    let sum = |count: fn(&Lived) -> usize| -> usize { lived.iter().map(|(_, it)| count(it)).sum() };
    let (ends, refused) = (sum(|it| it.crashes as usize), sum(|it| it.refused as usize));
    let (silences, entries) = (sum(|it| it.silences), sum(|it| it.entries));
    let met: BTreeSet<Mishap> = lived.iter().flat_map(|(_, it)| it.met.iter().copied()).collect();
    let moments = sum(|it| it.moments as usize);
    let mishaps = sum(|it| it.met.len());
    let told = format!(
        "{count} lives: {moments} moments, {entries} entries, {ends} ends, {refused} plans to refuse a commit, {mishaps} mishaps, {silences} silences"
    );
    let enough = ends > count && silences > count / 2 && met.len() == Mishap::ALL.len() && entries > 60 * count;
    if enough { Ok(()) } else { Err(format!("too little went wrong to prove anything: {told}").into()) }
}

fn again() -> Result<(), Failed> {
    let template = Template::new();
    for seed in [3, 14] {
        let (first, second) = (live(seed, &template), live(seed, &template));
        if first.trace != second.trace {
            let both = first.trace.lines().zip(second.trace.lines());
            let apart = both.enumerate().find(|(_, (one, other))| one != other);
            return Err(format!("seed {seed} is not the same twice: {apart:?}").into());
        }
    }
    Ok(())
}

fn clocks() -> Result<(), Failed> {
    let template = Template::new();
    let seeds = match require::seed() {
        Some(seed) => seed..=seed,
        None => 1..=if require::is_full() { OF_CLOCKS } else { OF_CLOCKS_QUICK },
    };
    let (mut wrong, mut jumps, mut nudges) = (String::new(), Vec::new(), 0);
    for seed in seeds {
        let (url, folder) = on_file(&template);
        let mut life = Life::new(seed, UNITS);
        life.weather = Weather::of_clocks();
        let stuck = life.live(&url, folder.path()).err();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let remains = runtime.block_on(Remains::of(&url, life.now()));
        let broken: Vec<String> = clocks::broken(&life, &remains).into_iter().chain(stuck).collect();
        if !broken.is_empty() {
            writeln!(wrong, "seed {seed} (CUIBAN_TEST_SEED={seed} lives it again):\n  {}", broken.join("\n  "))
                .unwrap();
        }
        jumps.extend(life.clock.jumps());
        let is_nudge = |entry: &&Entry| matches!(entry.event, Event::NudgeSettled { delivery: Delivery::Sent, .. });
        nudges += remains.entries.iter().filter(is_nudge).count();
    }
    if !wrong.is_empty() {
        return Err(wrong.into());
    }
    let suspended = jumps.iter().filter(|it| matches!(it, Wrong::Suspended(_))).count();
    let told = format!("{} jumps, {suspended} of them suspensions, {nudges} reminders", jumps.len());
    let is_enough = suspended > 10 && jumps.len() > 5 * suspended / 2 && nudges > 40;
    if is_enough || require::seed().is_some() {
        Ok(())
    } else {
        Err(format!("too little to prove anything: {told}").into())
    }
}

async fn on_server(db: TestDb) {
    let url = db.url.clone();
    let broken = tokio::task::spawn_blocking(move || {
        let folder = tempfile::tempdir().unwrap();
        look_back(Life::new(5, UNITS), &url, folder.path()).broken
    });
    let broken = broken.await.unwrap();
    assert!(broken.is_empty(), "seed 5: {broken:#?}");
}

/// A database with its schema, to begin each life with.
struct Template(TempDir);

impl Template {
    fn new() -> Self {
        let folder = in_memory();
        let url = format!("sqlite://{}", folder.path().join("cuiban.db").display());
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let store = Store::open(&url).await.unwrap();
            store.migrate().await.unwrap();
            store.close().await;
        });
        Self(folder)
    }
}

/// A folder that costs no disk where there is one.
fn in_memory() -> TempDir {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() }.unwrap()
}

/// A database to begin with, and where it is.
fn on_file(template: &Template) -> (String, TempDir) {
    let folder = in_memory();
    let file = folder.path().join("cuiban.db");
    std::fs::copy(template.0.path().join("cuiban.db"), &file).unwrap();
    (format!("sqlite://{}", file.display()), folder)
}

fn live(seed: u64, template: &Template) -> Lived {
    let (url, folder) = on_file(template);
    look_back(Life::new(seed, UNITS), &url, folder.path())
}

/// Lives it, and looks back.
fn look_back(mut life: Life, url: &str, folder: &Path) -> Lived {
    let stuck = life.live(url, folder).err();
    let now = life.now();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let remains = runtime.block_on(Remains::of(url, now));
    let mut broken = broken(&life, &remains);
    broken.extend(stuck);
    Lived {
        trace: trace(&life, &remains),
        broken,
        met: life.chat.met(),
        crashes: life.crashes,
        refused: life.refused,
        silences: life.chat.silences().iter().filter(|it| it.until - it.from > TimeDelta::minutes(2)).count(),
        entries: remains.entries.len(),
        moments: life.moments,
    }
}

/// All that went out, and all that was entered.
fn trace(life: &Life, remains: &Remains) -> String {
    let mut trace = String::new();
    for entry in life.sandbox.log() {
        if let LogEntry::Answered { at, method, chat, heard, .. } = entry {
            writeln!(trace, "{at} {method} {chat:?} {heard}").unwrap();
        }
    }
    for entry in &remains.entries {
        let kind = serde_json::to_value(&entry.event).unwrap()["type"].to_string();
        writeln!(trace, "{} {} {kind} {:?}", entry.seq.0, entry.at, entry.event.subject()).unwrap();
    }
    trace
}
