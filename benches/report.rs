//! The report of a quarter over ledgers of 250,000 and of 1,000,000 entries: the cost should grow with the entries, memory with the
//! parts.
//!
//! `cargo bench --bench report` prints for each size how long it takes to read and fold the ledger from SQLite, and to fold entries
//! that are in memory already; the growth of both; and the peak of memory.

#![expect(clippy::print_stdout, reason = "what was measured is printed")]
#![expect(clippy::unwrap_used, reason = "a bench that cannot be set up has nothing to say")]

use std::time::{Duration, Instant};

use chrono::{TimeDelta, Utc};
use chrono_tz::Asia::Shanghai;
use cuiban::domain::task::Terms;
use cuiban::domain::{
    Actor, ChatNo, Deadline, Delivery, DeptNo, Entry, EntryNo, Event, GroupKind, Item, Lang, Moment, Office, OfficeId,
    PersonId, Profile, Promise, Stage, TaskNo, Touch,
};
use cuiban::report::{self, Report, xlsx};
use cuiban::store::{Store, projections};
use sqlx::{AnyConnection, Connection};

const OFFICE: OfficeId = OfficeId(1);
const DEPARTMENTS: i64 = 64;
const SIZES: [i64; 2] = [250_000, 1_000_000];
const RUNS: usize = 3;
const PERSON: PersonId = PersonId(1);

fn main() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        let dir = tempfile::tempdir().unwrap();
        let mut medians = Vec::new();
        for size in SIZES {
            let url = format!("sqlite://{}", dir.path().join(format!("{size}.db")).display());
            medians.push(measure(&url, size).await);
        }
        let growth = |pick: fn(&(Duration, Duration)) -> Duration| {
            pick(&medians[1]).as_secs_f64() / pick(&medians[0]).as_secs_f64()
        };
        println!("4 times the entries: read and folded {:.2}, folded {:.2}", growth(|it| it.0), growth(|it| it.1));
    });
}

async fn measure(url: &str, size: i64) -> (Duration, Duration) {
    let store = Store::open(url).await.unwrap();
    store.migrate().await.unwrap();
    let entries = entries(size);
    write(url, &entries).await;
    let mut reader = store.read().await.unwrap();
    let office = office();
    assert!(projections::find_office(&mut reader, OFFICE).await.unwrap().is_none(), "the ledger alone is filled");
    let period = (at("2026-07-01T00:00"), at("2026-10-01T00:00"));
    let now = at("2026-10-09T09:00");
    let (mut read, mut folded, mut parts) = (Vec::new(), Vec::new(), 0);
    println!("{size} entries; peak before: {} MB", peak());
    for _ in 0..RUNS {
        let begun = Instant::now();
        let report = report::published(&mut reader, &office, period, now).await.unwrap();
        read.push(begun.elapsed());
        parts = report.parts.len();
    }
    println!("  peak after it was read: {} MB", peak());
    let work = office.work_time();
    let mut report = None;
    for _ in 0..RUNS {
        let begun = Instant::now();
        report = Some(Report::fold(&office, &work, entries.iter().cloned(), period, now));
        folded.push(begun.elapsed());
    }
    let begun = Instant::now();
    let book = xlsx::render(&report.unwrap(), &report::Labels::zh()).unwrap();
    let laid_out = begun.elapsed();
    read.sort_unstable();
    folded.sort_unstable();
    let (read, folded) = (read[RUNS / 2], folded[RUNS / 2]);
    println!(
        "  {parts} parts: read and folded {} ms, folded {} ms; XLSX of {} kB in {} ms",
        read.as_millis(),
        folded.as_millis(),
        book.len() / 1000,
        laid_out.as_millis(),
    );
    drop(reader);
    store.close().await;
    (read, folded)
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
    Entry { office: OFFICE, seq: EntryNo(seq), at, actor, source: Some("m:1:2:0".to_owned()), event }
}

fn at(local: &str) -> Moment {
    let local = chrono::NaiveDateTime::parse_from_str(local, "%Y-%m-%dT%H:%M").unwrap();
    local.and_local_timezone(Shanghai).unwrap().with_timezone(&Utc)
}

/// Tasks of the quarter, one behind the other, until the ledger is so long.
fn entries(size: i64) -> Vec<Entry> {
    let begin = at("2026-07-01T09:00");
    let mut all: Vec<(Moment, Event)> = (1..=DEPARTMENTS)
        .map(|no| {
            let profile = Profile { name: format!("第{no}局"), aliases: vec![], sector: None, lead: false };
            (begin, Event::DepartmentAdded { dept: DeptNo(no), profile })
        })
        .collect();
    let mut no = 0;
    while i64::try_from(all.len()).unwrap() < size {
        no += 1;
        all.extend(task(TaskNo(no), begin + TimeDelta::minutes(no % 80_000)));
    }
    all.truncate(usize::try_from(size).unwrap());
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
