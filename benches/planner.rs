//! One tick of the planner: 1,000 assignments are due, of 10,000 that are open or of 1,000,000. The cost should be the same.
//!
//! `cargo bench --bench planner` prints the median tick of each size on each database, and their ratio. The due ones are
//! real, the quiet ones are copies of a real row: they differ in their numbers and in when they want to be looked at.

#![expect(clippy::print_stdout, reason = "what was measured is printed")]
#![expect(clippy::unwrap_used, reason = "a bench that cannot be set up has nothing to say")]

#[path = "../tests/it/support/postgres.rs"]
mod postgres;

use std::time::{Duration, Instant};

use self::postgres::Missing;
use chrono::{DateTime, Utc};
use chrono_tz::Asia::Shanghai;
use cuiban::domain::task::Terms;
use cuiban::domain::{
    Actor, ChatNo, Deadline, Delivery, DeptNo, Event, GroupKind, Item, Lang, Moment, OfficeId, PersonId, Profile, Seat,
    TaskNo,
};
use cuiban::engine::plan;
use cuiban::store::{Store, StoreError, Tx, ledger};
use futures::FutureExt;
use sqlx::{AnyConnection, AssertSqlSafe, Connection, Executor};

const OFFICE: OfficeId = OfficeId(1);
const DEPARTMENTS: i64 = 50;
const DUE_TASKS: i64 = 20;
const SIZES: [i64; 2] = [10_000, 1_000_000];

fn main() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        let dir = tempfile::tempdir().unwrap();
        let file = |size: i64| format!("sqlite://{}", dir.path().join(format!("{size}.db")).display());
        measure("SQLite", file).await;
        match postgres::cluster() {
            Ok(cluster) => {
                for size in SIZES {
                    schema(&cluster.url("bench", ""), size).await;
                }
                let url = |size| cluster.url("bench", &format!("&options[search_path]=b{size}"));
                measure("PostgreSQL", url).await;
            }
            Err(Missing::Programs(why) | Missing::Start(why)) => println!("PostgreSQL: not measured, {why}"),
        }
    });
    postgres::stop();
}

async fn schema(url: &str, size: i64) {
    sqlx::any::install_default_drivers();
    let mut conn = AnyConnection::connect(url).await.unwrap();
    conn.execute(AssertSqlSafe(format!("CREATE SCHEMA b{size}"))).await.unwrap();
    conn.close().await.unwrap();
}

async fn measure(engine: &str, url: impl Fn(i64) -> String) {
    let mut medians = Vec::new();
    for size in SIZES {
        let ticks = ticks(&url(size), size).await;
        let median = ticks[ticks.len() / 2];
        println!("{engine}: {size} open, 1000 due: {} ms (of {ticks:?})", median.as_millis());
        medians.push(median.as_secs_f64());
    }
    println!("{engine}: ratio {:.2}", medians[1] / medians[0]);
}

/// How long each tick took, shortest first.
async fn ticks(url: &str, open: i64) -> Vec<Duration> {
    let store = Store::open(url).await.unwrap();
    store.migrate().await.unwrap();
    set_up(&store).await;
    copy_quiet_ones(url, open).await;
    let mut took = Vec::new();
    for now in ["2026-07-07T15:00", "2026-07-14T09:30", "2026-07-16T09:30", "2026-07-17T09:30", "2026-07-20T09:30"] {
        let begun = Instant::now();
        let facts = plan(&store, at(now)).await.unwrap();
        took.push(begun.elapsed());
        assert!(facts >= 1000, "{facts} facts at {now}");
    }
    store.close().await;
    took.sort_unstable();
    took
}

fn at(local: &str) -> Moment {
    let local = chrono::NaiveDateTime::parse_from_str(local, "%Y-%m-%dT%H:%M").unwrap();
    local.and_local_timezone(Shanghai).unwrap().with_timezone(&Utc)
}

/// An office, its departments, and the tasks that will be due.
async fn set_up(store: &Store) {
    let published = at("2026-07-06T09:00");
    let mut office = vec![Event::OfficeSetUp {
        name: "安委办".to_owned(),
        group: ChatNo(-1),
        kind: GroupKind::Own,
        zone: Shanghai,
        lang: Lang::Zh,
    }];
    for no in 1..=DEPARTMENTS {
        let profile = Profile { name: format!("第{no}局"), aliases: vec![], sector: None, lead: false };
        office.push(Event::DepartmentAdded { dept: DeptNo(no), profile });
        office.push(Event::SeatJoined { dept: DeptNo(no), seat: Seat::Contact, person: PersonId(no) });
    }
    enter(store, published, office).await;
    for no in 1..=DUE_TASKS {
        enter(store, published, asked(TaskNo(no))).await;
    }
}

fn asked(task: TaskNo) -> Vec<Event> {
    let mut events = vec![Event::TaskPublished {
        task,
        title: "隐患排查台账".to_owned(),
        items: vec![Item { name: "台账".to_owned(), required: true }],
        deadline: Deadline { at: at("2026-07-17T17:30"), said: "7月17日前".to_owned(), said_at: None },
        weight: 1,
        terms: Terms::default(),
        origin: None,
        from: None,
    }];
    for no in 1..=DEPARTMENTS {
        let (dept, person) = (DeptNo(no), PersonId(no));
        events.push(Event::Assigned { task, dept, from: None });
        events.push(Event::NoticeQueued { task, dept, person });
        events.push(Event::NoticeSettled { task, dept, person, delivery: Delivery::Sent });
    }
    events
}

async fn enter(store: &Store, now: DateTime<Utc>, events: Vec<Event>) {
    let entered: Result<(), StoreError> = store
        .write(move |tx: &mut Tx| {
            async move { ledger::append(tx, OFFICE, Actor::Machine, None, now, events).await.map(|_| ()) }.boxed()
        })
        .await;
    entered.unwrap();
}

/// Fills up to `open` with copies that nobody has to look at before December.
async fn copy_quiet_ones(url: &str, open: i64) {
    let tasks = open / DEPARTMENTS;
    let later = at("2026-12-01T09:30").timestamp_millis();
    let mut conn = AnyConnection::connect(url).await.unwrap();
    for copy in [
        format!(
            "WITH RECURSIVE n(no) AS (SELECT {DUE_TASKS} + 1 UNION ALL SELECT no + 1 FROM n WHERE no < {tasks}) \
             INSERT INTO task (office, task, deadline_at, doc) \
             SELECT 1, n.no, t.deadline_at, REPLACE(t.doc, '\"no\":1,', '\"no\":' || CAST(n.no AS TEXT) || ',') \
             FROM n CROSS JOIN task AS t WHERE t.task = 1"
        ),
        format!(
            "INSERT INTO assignment (office, task, dept, next_look_at, doc) \
             SELECT 1, t.task, a.dept, {later}, \
             REPLACE(a.doc, '\"task\":1,', '\"task\":' || CAST(t.task AS TEXT) || ',') \
             FROM task AS t CROSS JOIN assignment AS a WHERE t.task > {DUE_TASKS} AND a.task = 1"
        ),
    ] {
        conn.execute(AssertSqlSafe(copy)).await.unwrap();
    }
    let counted: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM assignment").fetch_one(&mut conn).await.unwrap();
    assert_eq!(counted, open);
    conn.execute("ANALYZE").await.unwrap();
    conn.close().await.unwrap();
}
