//! The report of a quarter over ledgers of 250,000 and of 1,000,000 entries: all of them of the quarter; or the same quarter at the end
//! of fifteen months, and of five years. Time should grow with the entries, memory with the parts of the report. And a workbook of
//! 20,000 entry rows.
//!
//! `cargo bench --bench report` measures each ledger in a process of its own, so that what wrote it does not count, and prints the best
//! of several runs (others may work beside it): the whole report from SQLite; what of it is reading, making sense of entries, folding
//! them, each with what comes before it; and the process's peak of memory after the first report.

#![expect(clippy::print_stdout, reason = "what was measured is printed")]
#![expect(clippy::unwrap_used, reason = "a bench that cannot be set up has nothing to say")]

use std::hint::black_box;
use std::process::Command;
use std::time::{Duration, Instant};

use chrono::{TimeDelta, Utc};
use chrono_tz::Asia::Shanghai;
use cuiban::domain::task::Terms;
use cuiban::domain::{
    Actor, ChatNo, Deadline, Delivery, DeptNo, Entry, EntryNo, Event, GroupKind, Item, Lang, Moment, Office, OfficeId,
    PersonId, Profile, Promise, Stage, TaskNo, Touch,
};
use cuiban::report::{self, Folding, Report, xlsx};
use cuiban::store::{Conn, Store, ledger, projections};
use sqlx::{AnyConnection, Connection};
use tokio::runtime::{Builder, Runtime};

const OFFICE: OfficeId = OfficeId(1);
const DEPARTMENTS: i64 = 64;
const RUNS: usize = 5;
const PERSON: PersonId = PersonId(1);
const DAYS_OF_QUARTER: i64 = 80;
const DAYS_OF_FIVE_YEARS: i64 = 1826;
/// What the first word of the command line says in the process that measures.
const MEASURE: &str = "measure";

/// A ledger to be measured.
struct Ledger {
    name: &'static str,
    entries: i64,
    /// Tasks are published over so many days.
    days: i64,
}

const LEDGERS: [Ledger; 5] = [
    Ledger { name: "a quarter", entries: 250_000, days: DAYS_OF_QUARTER },
    Ledger { name: "a quarter", entries: 1_000_000, days: DAYS_OF_QUARTER },
    Ledger { name: "a quarter behind a year", entries: 250_000, days: DAYS_OF_FIVE_YEARS / 4 },
    Ledger { name: "the same quarter behind five years", entries: 1_000_000, days: DAYS_OF_FIVE_YEARS },
    Ledger { name: "a workbook", entries: 9_700, days: DAYS_OF_QUARTER },
];

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    if let [what, url] = &args[..]
        && what == MEASURE
    {
        return runtime().block_on(measure(url));
    }
    let dir = tempfile::tempdir().unwrap();
    for (no, it) in LEDGERS.iter().enumerate() {
        let url = format!("sqlite://{}", dir.path().join(format!("{no}.db")).display());
        runtime().block_on(write(&url, &entries(it)));
        println!("{}, {} entries:", it.name, it.entries);
        let measured = Command::new(std::env::current_exe().unwrap()).args([MEASURE, &url]).status();
        assert!(measured.unwrap().success(), "the measuring process failed");
    }
}

fn runtime() -> Runtime {
    Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap()
}

async fn measure(url: &str) {
    let store = Store::open(url).await.unwrap();
    let mut reader = store.read().await.unwrap();
    let office = office();
    let before = peak();
    let mut told = None;
    let (whole, after) = best(async || told = Some(quarter(&mut reader, &office).await), peak).await;
    let (read, _) = best(async || walk(&mut reader, false).await, || 0).await;
    let (sense, _) = best(async || walk(&mut reader, true).await, || 0).await;
    let (fold, _) = best(async || _ = black_box(fold(&mut reader).await), || 0).await;
    let report = told.unwrap();
    println!("  report {whole}; to read {read}; to make sense of every entry too {sense}; to fold them {fold}");
    println!("  {} parts; peak {after} MB, before {before} MB", report.parts.len());
    let rows: usize =
        report.parts.iter().map(|part| part.figures().iter().map(|it| it.entries.len()).sum::<usize>()).sum();
    if rows < 100_000 {
        let begun = Instant::now();
        let book = xlsx::render(&report, &report::Labels::zh()).unwrap();
        let took = begun.elapsed();
        println!("  XLSX of {rows} entry rows: {} ms, {} kB", took.as_millis(), book.len() / 1000);
    }
    drop(reader);
    store.close().await;
}

/// The shortest of several runs by the clock and by the processor's time, which others do not lengthen, and what is looked at after
/// the first.
async fn best(mut run: impl AsyncFnMut(), look: impl Fn() -> u64) -> (String, u64) {
    let (mut by_clock, mut by_processor) = (Duration::MAX, u64::MAX);
    let mut seen = None;
    for _ in 0..RUNS {
        let (begun, before) = (Instant::now(), processor());
        run().await;
        (by_clock, by_processor) = (by_clock.min(begun.elapsed()), by_processor.min(processor() - before));
        seen.get_or_insert_with(&look);
    }
    (format!("{} ms (processors {by_processor} ms)", by_clock.as_millis()), seen.unwrap_or(0))
}

/// Milliseconds that the processors have worked for this process.
fn processor() -> u64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let behind_name = stat.rsplit(')').next().unwrap_or_default();
    // User and system time, in hundredths of a second.
    behind_name.split_whitespace().skip(11).take(2).filter_map(|it| it.parse::<u64>().ok()).sum::<u64>() * 10
}

async fn quarter(conn: &mut Conn, office: &Office) -> Report {
    let period = (at("2026-07-01T00:00"), at("2026-10-01T00:00"));
    report::published(conn, office, period, at("2026-10-09T09:00")).await.unwrap()
}

/// What of it comes before the figures.
async fn fold(conn: &mut Conn) -> Folding {
    let folding = Folding::new(office(), (at("2026-07-01T00:00"), at("2026-10-01T00:00")), at("2026-10-09T09:00"));
    let take = |folding: &mut Folding, line: ledger::Line<'_>| {
        match line.kind() {
            Some(kind) if Folding::passes_over(kind) => folding.pass(line.seq, line.at),
            _ => folding.fold_entry(&line.entry()?),
        }
        Ok(())
    };
    ledger::walk(conn, OFFICE, None, (folding, take), &mut |_| {}).await.unwrap()
}

async fn walk(conn: &mut Conn, make_sense: bool) {
    let take = move |(): &mut (), line: ledger::Line<'_>| {
        if make_sense {
            black_box(line.entry()?);
        }
        Ok(())
    };
    ledger::walk(conn, OFFICE, None, ((), take), &mut |_| {}).await.unwrap();
}

fn office() -> Office {
    let event = Event::OfficeSetUp {
        name: "安委办".to_owned(),
        group: ChatNo(-1),
        kind: GroupKind::Own,
        zone: Shanghai,
        lang: Lang::Zh,
    };
    Office::apply(None, &entry(1, at("2026-06-01T09:00"), event)).unwrap()
}

fn entry(seq: i64, at: Moment, event: Event) -> Entry {
    let actor = Actor::Person(PERSON);
    Entry { office: OFFICE, seq: EntryNo(seq), at, given_at: None, actor, source: Some("m:1:2:0".to_owned()), event }
}

fn at(local: &str) -> Moment {
    let local = chrono::NaiveDateTime::parse_from_str(local, "%Y-%m-%dT%H:%M").unwrap();
    local.and_local_timezone(Shanghai).unwrap().with_timezone(&Utc)
}

/// Tasks, one behind the other up to the end of the quarter, until the ledger is so long.
fn entries(ledger: &Ledger) -> Vec<Entry> {
    let last = at("2026-09-18T09:00");
    let begin = last - TimeDelta::days(ledger.days);
    let tasks = ledger.entries / (10 * DEPARTMENTS + 1) + 1;
    let mut all: Vec<(Moment, Event)> = (1..=DEPARTMENTS)
        .map(|no| {
            let profile = Profile { name: format!("第{no}局"), aliases: vec![], sector: None, lead: false };
            (begin, Event::DepartmentAdded { dept: DeptNo(no), profile })
        })
        .collect();
    for no in 1..=tasks {
        all.extend(task(TaskNo(no), begin + TimeDelta::minutes(no * ledger.days * 1440 / tasks)));
    }
    all.truncate(usize::try_from(ledger.entries).unwrap());
    all.sort_by_key(|(at, _)| *at);
    (1..).zip(all).map(|(seq, (at, event))| entry(seq, at, event)).collect()
}

fn task(task: TaskNo, now: Moment) -> Vec<(Moment, Event)> {
    let due = now + TimeDelta::days(9);
    let published = Event::TaskPublished {
        task,
        title: "隐患排查台账".to_owned(),
        items: vec![
            Item { name: "月报表".to_owned(), required: true },
            Item { name: "台账".to_owned(), required: true },
        ],
        deadline: Deadline { at: due, said: "7月17日前".to_owned(), said_at: None },
        weight: 1,
        terms: Terms::default(),
        origin: None,
        from: None,
    };
    let mut events = vec![(now, published)];
    for no in 1..=DEPARTMENTS {
        let (dept, person) = (DeptNo(no), PersonId(no));
        let later = |minutes: i64| now + TimeDelta::minutes(minutes);
        let touch = Touch { at: later(7_000), stage: Stage::Before(3) };
        events.extend([
            (now, Event::Assigned { task, dept, from: None }),
            (now, Event::NoticeQueued { task, dept, person }),
            (later(1), Event::NoticeSettled { task, dept, person, delivery: Delivery::Sent }),
            (later(60 + no), Event::Acknowledged { task, dept }),
            (later(61 + no), Event::Promised { task, dept, promise: Promise { due_at: due, make_up: false } }),
            (later(7_000), Event::NudgeQueued { task, dept, touch, person }),
            (later(7_001), Event::NudgeSettled { task, dept, touch, person, delivery: Delivery::Sent }),
            (later(9_000 + no), Event::Submitted { task, dept, items: vec![0], files: vec![], words: None }),
            (later(9_100 + no), Event::Submitted { task, dept, items: vec![1], files: vec![], words: None }),
            (later(11_000), Event::Accepted { task, dept }),
        ]);
    }
    events
}

/// Beside the program, since it would number and hash each.
async fn write(url: &str, entries: &[Entry]) {
    let store = Store::open(url).await.unwrap();
    store.migrate().await.unwrap();
    let mut reader = store.read().await.unwrap();
    assert!(projections::find_office(&mut reader, OFFICE).await.unwrap().is_none(), "the ledger alone is filled");
    drop(reader);
    store.close().await;
    let mut conn = AnyConnection::connect(url).await.unwrap();
    let mut tx = conn.begin().await.unwrap();
    for entry in entries {
        let hash = format!("{:064x}", entry.seq.0);
        sqlx::query(
            "INSERT INTO ledger (office, seq, at, actor, source, event, prev, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(entry.office.0)
        .bind(entry.seq.0)
        .bind(entry.at.timestamp_millis())
        .bind("person:1")
        .bind(entry.source.as_deref())
        .bind(serde_json::to_string(&entry.event).unwrap())
        .bind(format!("{:064x}", entry.seq.0 - 1))
        .bind(hash)
        .execute(&mut *tx)
        .await
        .unwrap();
    }
    tx.commit().await.unwrap();
    conn.close().await.unwrap();
}

/// The most memory that was in use so far, in megabytes.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches("kB").trim().parse::<u64>().ok());
    kilobytes.unwrap_or(0) / 1000
}
