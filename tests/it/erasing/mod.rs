//! Being forgotten: nothing of a person is left in any table, file or write-ahead log, every figure stays, and both verifiers agree.
//!
//! 20 people; with `CUIBAN_TEST_FULL`, 100.

use std::fmt::Write as _;

use chrono::Duration;
use cuiban::cli::demo::{LEAD, LEAD_GROUP};
use cuiban::conversation;
use cuiban::domain::{Event, Hearing, Moment, Office, OfficeId, PersonId};
use cuiban::report::{self, Report};
use cuiban::store::ledger::{self, ExportLine, Verdict};
use cuiban::store::{Engine, Store, StoreError, erasure, person, projections};
use futures::FutureExt as _;
use libtest_mimic::Trial;
use sqlx::{AssertSqlSafe, Row as _};

use crate::store::history::enter;
use crate::support::db::{TestDb, on_both, on_both_with};
use crate::support::snapshot;
use crate::support::world::{CONTACT, MEMBER, World};
use crate::verifiers;
use crate::verifiers::python::{self, Shown};

const OFFICE: OfficeId = OfficeId(1);
/// Chat numbers of these people: like real ones, and like nothing else.
const FIRST: i64 = 7_300_415_001;

pub(crate) fn trials() -> Vec<Trial> {
    [
        on_both_with("erasing::nothing_of_a_person_is_left_and_every_figure_stays", python::missing, erased),
        on_both("conversations::who_wants_to_be_forgotten_is_told_how", asked),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn count() -> i64 {
    if std::env::var_os("CUIBAN_TEST_FULL").is_some() { 100 } else { 20 }
}

fn name(n: i64) -> String {
    format!("欧阳{n}号验")
}

/// What this person wrote, each nowhere else.
fn words(n: i64) -> [String; 4] {
    [format!("缺口径甲{n}壹"), format!("问口径乙{n}贰"), format!("含糊丙{n}叁"), format!("附件丁{n}肆")]
}

async fn erased(db: TestDb) {
    let n = count();
    let mut roster = String::from("单位,联络员,联络员电话\n");
    for no in 0..n {
        writeln!(roster, "第{no}测局,欧阳{no}号名,139{no:04}7731").unwrap();
    }
    let mut w = World::empty(&db).await;
    w.say(LEAD, LEAD_GROUP, "/setup 安委办").await;
    w.tap(LEAD, LEAD_GROUP, "内部群").await;
    w.send(LEAD, LEAD_GROUP, "名册.csv", roster.as_bytes(), "/roster").await;
    w.tap(LEAD, LEAD_GROUP, "导入").await;
    for no in 0..n {
        let user = FIRST + no;
        w.person(user, &name(no));
        let code = w.invitation(&format!("第{no}测局")).await;
        w.open_link(user, &code).await;
    }
    w.say(LEAD, LEAD_GROUP, "/task 7月安全生产月报 截止 7月31日17:00 部门 全体 材料 月报表、隐患台账").await;
    w.tap(LEAD, LEAD_GROUP, "发布").await;
    w.pass(Duration::minutes(40)).await;
    for no in 0..n {
        let (user, [difficulty, question, unclear, file]) = (FIRST + no, words(no));
        w.say(user, user, &format!("有困难，{difficulty}")).await;
        w.say(user, user, &format!("这个填哪个口径？{question}")).await;
        w.say(user, user, &unclear).await;
        w.send(user, user, &format!("月报表{file}.docx"), b"7", "").await;
        w.say(user, user, "下周三前给").await;
    }
    w.pass(Duration::hours(30)).await;
    let now = w.now();
    w.close().await;

    let store = db.open().await;
    for no in 0..n {
        set_aside(&store, FIRST + no, &name(no), now).await;
    }
    let before = report_of(&store, now).await;
    let needles = needles(n);
    let there = left(&db, &needles).await;
    assert!(needles.iter().all(|(what, _)| there.iter().any(|found| found.starts_with(what))), "{there:?}");

    for no in 0..n {
        let (id, named) = {
            let mut reader = store.read().await.unwrap();
            let row = person::find_person_by_user(&mut reader, FIRST + no).await.unwrap().unwrap();
            let it = conversation::look_for(&mut reader, row.id).await.unwrap().unwrap();
            (row.id, it.people.len())
        };
        assert_eq!(named, 2, "whom the roster names is the same human being");
        erase(&store, id, now).await;
    }
    assert!(store.scrub().await.unwrap());
    let left = left(&db, &needles).await;
    assert!(left.is_empty(), "{} hits: {left:#?}", left.len());
    assert_eq!(report_of(&store, now).await, before, "a figure has changed");
    both_verify(&store).await;
    let mut reader = store.read().await.unwrap();
    assert_eq!(erasure::list_erased(&mut reader).await.unwrap().len(), usize::try_from(2 * n).unwrap());
    drop(reader);
    let rebuilt: Result<_, StoreError> = store
        .write(|tx| {
            async move {
                let was = projections::projections_digest(tx).await?;
                projections::rebuild(tx).await?;
                Ok((was, projections::projections_digest(tx).await?))
            }
            .boxed()
        })
        .await;
    let (was, is) = rebuilt.unwrap();
    assert_eq!(was, is);
    store.close().await;
}

async fn erase(store: &Store, id: PersonId, now: Moment) {
    let erased: Result<(), StoreError> = store
        .write(move |tx| {
            async move {
                let it = conversation::look_for(tx, id).await?.unwrap();
                conversation::erase(tx, &it, now).await
            }
            .boxed()
        })
        .await;
    erased.unwrap();
}

/// An update of theirs that could not be handled, as it came over the wire: signs escaped.
async fn set_aside(store: &Store, user: i64, name: &str, now: Moment) {
    let escaped = name.encode_utf16().fold(String::new(), |text, unit| text + &format!("\\u{unit:04x}"));
    let raw = format!(r#"{{"update_id":1,"message":{{"from":{{"id":{user},"first_name":"{escaped}"}}}}}}"#);
    let hearing = Hearing::at_once(now);
    let kept: Result<i64, StoreError> = store
        .write(move |tx| async move { cuiban::store::set_aside::insert(tx, 1, &raw, "odd", hearing).await }.boxed())
        .await;
    kept.unwrap();
}

/// What must not be found: as text, and a chat's number also as SQLite keeps it.
fn needles(n: i64) -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    for no in 0..n {
        let user = FIRST + no;
        all.push((format!("chat {user}"), user.to_string().into_bytes()));
        all.push((format!("name {no}"), name(no).into_bytes()));
        all.push((format!("named {no}"), format!("欧阳{no}号名").into_bytes()));
        all.push((format!("phone {no}"), format!("139{no:04}7731").into_bytes()));
        all.extend(words(no).map(|words| (format!("words {words}"), words.into_bytes())));
    }
    all
}

/// Where any of it stands still: in the raw bytes of a file, its log and its index, or in the tables of a server.
async fn left(db: &TestDb, needles: &[(String, Vec<u8>)]) -> Vec<String> {
    let mut haystacks: Vec<(String, String)> = Vec::new();
    let store = db.open_bare().await;
    if store.engine() == Engine::Sqlite {
        let path = db.url.trim_start_matches("sqlite://");
        for end in ["", "-wal", "-shm"] {
            haystacks.extend(std::fs::read(format!("{path}{end}")).map(|bytes| (format!("file{end}"), latin(&bytes))));
        }
        let users = needles.iter().filter_map(|(what, _)| what.strip_prefix("chat ")?.parse::<i64>().ok());
        let numbers: Vec<_> =
            users.map(|user| (format!("number {user}"), user.to_be_bytes()[2..].to_owned())).collect();
        return [hits(&haystacks, needles), hits(&haystacks, &numbers)].concat();
    }
    let mut raw = db.raw().await;
    let tables: Vec<String> =
        sqlx::query_scalar("SELECT CAST(tablename AS TEXT) FROM pg_tables WHERE schemaname = current_schema()")
            .fetch_all(&mut raw)
            .await
            .unwrap();
    for table in tables {
        let rows = sqlx::query(AssertSqlSafe(format!("SELECT CAST(t AS TEXT) FROM {table} t")))
            .fetch_all(&mut raw)
            .await
            .unwrap();
        let text: Vec<String> = rows.iter().map(|row| row.get::<String, _>(0)).collect();
        haystacks.push((table, latin(text.join("\n").as_bytes())));
    }
    hits(&haystacks, needles)
}

fn hits(haystacks: &[(String, String)], needles: &[(String, Vec<u8>)]) -> Vec<String> {
    let needles: Vec<(&str, String)> = needles.iter().map(|(what, bytes)| (what.as_str(), latin(bytes))).collect();
    let found = haystacks.iter().flat_map(|(name, bytes)| {
        let found = needles.iter().filter(|(_, needle)| bytes.contains(needle));
        found.map(move |(what, _)| format!("{what} in {name}"))
    });
    found.collect()
}

/// Each byte a sign, so that the search is that of text.
fn latin(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| char::from(*byte)).collect()
}

async fn report_of(store: &Store, now: Moment) -> Report {
    let mut reader = store.read().await.unwrap();
    let office: Office = projections::find_office(&mut reader, OFFICE).await.unwrap().unwrap();
    let period = report::period::parse("2026Q3", office.zone, now).unwrap();
    let report = report::published_watched(&mut reader, &office, period, now, &mut |_| ()).await.unwrap();
    // The ledger goes on; the figures must not.
    Report { head: None, ..report }
}

async fn both_verify(store: &Store) {
    let mut reader = store.read().await.unwrap();
    let mut shown = Vec::new();
    for (office, verdict) in ledger::verify_all(&mut reader).await.unwrap() {
        let Verdict::Sound(head) = verdict else { panic!("{office:?}: {verdict:?}") };
        let lines = verifiers::lines(&mut reader, office).await.iter().map(ExportLine::to_json).collect();
        shown.push(Shown { lines, heads: vec![], last: Some((head.seq.0, head.hash)) });
    }
    assert_eq!(python::verify(&shown), vec![None; shown.len()]);
}

/// What everybody reads: who asks, the operator, the lead; and who comes back is a stranger.
async fn asked(db: TestDb) {
    let mut w = World::with_departments(&db, &["市住建局", "市教育局"]).await;
    w.say(LEAD, LEAD_GROUP, "/task 汛期值班表 截止 7月24日12:00 部门 全体").await;
    w.tap(LEAD, LEAD_GROUP, "发布").await;
    w.pass(Duration::minutes(40)).await;
    let (now, store) = (w.now(), db.open().await);
    w.begin_transcript();
    w.say(CONTACT + 1, CONTACT + 1, "请删除我的个人信息").await;
    let operator = person::find_person_by_user(&mut store.read().await.unwrap(), LEAD).await.unwrap().unwrap();
    enter(&store, OfficeId::SERVICE, now, vec![Event::OperatorAdded { person: operator.id }]).await;
    w.say(CONTACT, CONTACT, "请删除我的个人信息").await;
    w.say(CONTACT, CONTACT, "/forget").await;
    w.say(MEMBER, LEAD_GROUP, "请删除我的个人信息").await;
    let row = person::find_person_by_user(&mut store.read().await.unwrap(), CONTACT).await.unwrap().unwrap();
    erase(&store, row.id, now).await;
    store.close().await;
    w.pass(Duration::minutes(1)).await;
    w.say(CONTACT, CONTACT, "收到").await;
    w.say(CONTACT, CONTACT, "/start").await;
    w.say(CONTACT, CONTACT, "/my").await;
    snapshot::holds("erased", w.transcript());
    w.close().await;
}
