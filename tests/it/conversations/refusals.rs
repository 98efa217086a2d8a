//! What cannot be done: one clear sentence each, and nothing enters the record.

use chrono::Duration;
use cuiban::cli::demo::{LEAD, LEAD_GROUP};
use encoding_rs::GBK;
use libtest_mimic::Trial;
use sqlx::{Connection as _, Row as _};

use crate::support::db::{TestDb, on_both};
use crate::support::snapshot;
use crate::support::world::{CONTACT, MEMBER, World};

/// Somebody whom nobody invited.
const STRANGER: i64 = 900;
const OTHER: i64 = CONTACT + 1;

pub(crate) fn trials() -> Vec<Trial> {
    [
        on_both("conversations::a_roster_that_cannot_be_read_is_refused", rosters),
        on_both("conversations::a_task_that_cannot_be_is_refused", tasks),
        on_both("conversations::strangers_and_other_peoples_powers_are_refused", people),
        on_both("conversations::presses_that_were_never_offered_are_refused", presses),
        on_both("conversations::a_link_works_once_and_for_two_weeks", links),
        on_both("conversations::an_old_card_counts_where_its_matter_is_open", old_cards),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Entries on all ledgers, but for those that say who was refused.
async fn entries(db: &TestDb) -> i64 {
    let mut conn = db.raw().await;
    let row = sqlx::query("SELECT COUNT(*) FROM ledger WHERE event NOT LIKE '{\"type\":\"act_refused\"%'")
        .fetch_one(&mut conn)
        .await
        .unwrap();
    conn.close().await.unwrap();
    row.get(0)
}

async fn rosters(db: TestDb) {
    let mut w = World::with_departments(&db, &["市住建局"]).await;
    let before = entries(&db).await;
    let gbk = |text: &'static str| GBK.encode(text).0.into_owned();
    let files: [(&str, Vec<u8>); 8] = [
        ("空.csv", vec![]),
        ("只有表头.csv", "单位,联络员\n".into()),
        ("没有单位.csv", "编码,联络员\n1,张三\n".into()),
        ("重名.csv", "单位,联络员\n市教育局,张三\n市教育局,李四\n".into()),
        ("国标码.csv", gbk("单位,联络员\n市教育局,张三\n")),
        ("图片.png", vec![0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 1]),
        ("坏的.xlsx", b"PK\x03\x04 and then nothing of a sheet".to_vec()),
        ("太大.csv", vec![b'a'; 10 * 1024 * 1024 + 1]),
    ];
    for (name, bytes) in files {
        w.send(LEAD, LEAD_GROUP, name, &bytes, "/roster").await;
        assert_eq!(entries(&db).await, before, "{name}");
    }
    snapshot::holds("refused_rosters", w.transcript());
    w.close().await;
}

async fn tasks(db: TestDb) {
    let mut w = World::with_departments(&db, &["市住建局", "市教育局"]).await;
    let before = entries(&db).await;
    for words in [
        "/task",
        "/task 截止 周五",
        "/task 月报 部门 全体",
        "/task 月报 截止 尽快 部门 全体",
        "/task 月报 截止 7月1日2020年 部门 全体",
        "/task 月报 截止 8月5日 部门 住建局、航天局",
        "/task 月报 截止 8月5日 部门 除住建局、教育局外",
        "/task 月报 截止 8月5日 部门 全体 权重 9",
        "/task 月报 截止 8月5日 部门 全体 材料 月报表 紧急",
        "/task 月报 截止 8月5日 部门 全体 可零报告：看情况",
    ] {
        w.say(LEAD, LEAD_GROUP, words).await;
        assert_eq!(entries(&db).await, before, "{words}");
    }
    // The app lets a bot write so many messages a minute in a group.
    w.pass(Duration::minutes(2)).await;
    w.act("王主任 → 群: /task 和四千字", |sandbox| {
        sandbox.say(LEAD, LEAD_GROUP, &format!("/task {}", "长".repeat(4_000)));
    })
    .await;
    w.say(LEAD, LEAD_GROUP, &format!("/task {} 截止 周五 部门 全体", "名".repeat(121))).await;
    for words in ["/status", "/status T7", "/status 那件", "/report 去年夏天", "/invite 航天局"] {
        w.say(LEAD, LEAD_GROUP, words).await;
    }
    assert_eq!(entries(&db).await, before);
    snapshot::holds("refused_tasks", w.transcript());
    w.close().await;
}

const MONTHLY: &str = "/task 7月安全生产月报 截止 7月31日17:00 部门 全体 材料 月报表";

async fn people(db: TestDb) {
    let mut w = World::with_departments(&db, &["市住建局", "市教育局"]).await;
    w.say(LEAD, LEAD_GROUP, MONTHLY).await;
    w.tap(LEAD, LEAD_GROUP, "发布").await;
    w.say(LEAD, LEAD_GROUP, "/task 另一件 截止 8月5日 部门 全体").await;
    w.begin_transcript();
    w.person(STRANGER, "路人");
    let before = entries(&db).await;
    for words in ["/start", "收到", "/my", "/task 月报 截止 周五 部门 全体", "/setup", "/start 0123456789abcdef"]
    {
        w.say(STRANGER, STRANGER, words).await;
    }
    w.send(STRANGER, STRANGER, "月报表.docx", b"...", "").await;
    for words in [MONTHLY, "/invite", "/report", "/roster", "/setup 我的办公室", "/my"] {
        w.say(MEMBER, LEAD_GROUP, words).await;
    }
    w.tap(MEMBER, LEAD_GROUP, "发布").await;
    for words in [MONTHLY, "/tasks", "/roster", "/report", "/setup"] {
        w.say(CONTACT, CONTACT, words).await;
    }
    assert_eq!(entries(&db).await, before);
    snapshot::holds("refused_people", w.transcript());
    w.close().await;
}

async fn presses(db: TestDb) {
    let mut w = World::with_departments(&db, &["市住建局", "市教育局"]).await;
    w.say(LEAD, LEAD_GROUP, "/task 季报 截止 7月31日17:00 部门 全体 材料 季报表、隐患台账").await;
    w.tap(LEAD, LEAD_GROUP, "发布").await;
    w.person(STRANGER, "路人");
    w.say(STRANGER, STRANGER, "/start").await;
    w.send(CONTACT, CONTACT, "扫描件.pdf", b"...", "").await;
    w.begin_transcript();
    let before = entries(&db).await;
    let card = w.card(OTHER, "收到").id;
    for data in ["ak:1.1.1", "da:1.1.1.1785000000", "wy:1.1.1", "dn:1.1.1", "sf:1.1.1", "df:1.1.1", "pt:1.1.1"] {
        w.press(OTHER, OTHER, card, data).await;
        assert_eq!(entries(&db).await, before, "{data}");
    }
    for data in
        ["", "ak", "ak:1.1", "ak:1.99.2", "ak:7.1.2", "da:1.1.2.1", "da:1.1.2.9999999999", "cs:1.5", "🙂", "pu:1"]
    {
        w.press(OTHER, OTHER, card, data).await;
        assert_eq!(entries(&db).await, before, "{data}");
    }
    w.press(OTHER, OTHER, card, &"x".repeat(64)).await;
    w.press(STRANGER, STRANGER, 1, "ak:1.1.1").await;
    w.press(STRANGER, STRANGER, 1, "my:0").await;
    w.press(MEMBER, LEAD_GROUP, 1, "ow:1").await;
    let asked = w.last(CONTACT);
    let choice = asked.buttons[0][0].data.clone().unwrap();
    let forged = choice.replace(".0", ".99");
    assert_ne!(choice, forged);
    w.press(CONTACT, CONTACT, asked.id, &forged).await;
    w.press(OTHER, OTHER, card, &choice).await;
    assert_eq!(entries(&db).await, before);
    snapshot::holds("refused_presses", w.transcript());
    w.close().await;
}

async fn links(db: TestDb) {
    let mut w = World::with_departments(&db, &["市住建局"]).await;
    w.person(STRANGER, "路人");
    w.person(OTHER, "新来的");
    let used = w.invitation("市住建局").await;
    w.open_link(OTHER, &used).await;
    w.begin_transcript();
    let before = entries(&db).await;
    w.open_link(STRANGER, &used).await;
    w.say(LEAD, LEAD_GROUP, "/start 0123456789abcdef").await;
    snapshot::holds("refused_used_links", w.transcript());
    let revoked = w.invitation("市住建局").await;
    let late = w.invitation("市住建局").await;
    w.begin_transcript();
    w.open_link(STRANGER, &revoked).await;
    w.pass(Duration::days(14) + Duration::minutes(1)).await;
    w.open_link(STRANGER, &late).await;
    assert_eq!(entries(&db).await, before);
    snapshot::holds("refused_links", w.transcript());
    w.close().await;
}

async fn old_cards(db: TestDb) {
    let mut w = World::with_departments(&db, &["市住建局"]).await;
    w.say(LEAD, LEAD_GROUP, MONTHLY).await;
    let preview = w.card(LEAD_GROUP, "发布").id;
    w.tap(LEAD, LEAD_GROUP, "发布").await;
    let notice = w.card(CONTACT, "收到").id;
    w.pass(Duration::days(31)).await;
    w.begin_transcript();
    let before = entries(&db).await;
    w.press(LEAD, LEAD_GROUP, preview, "pu:2").await;
    w.press(CONTACT, CONTACT, notice, "da:1.1.1.1785400000").await;
    assert_eq!(entries(&db).await, before);
    w.tap_on(CONTACT, CONTACT, notice, "收到").await;
    assert_eq!(entries(&db).await, before + 1, "the matter is still open");
    w.press(CONTACT, CONTACT, notice, "ak:1.1.1").await;
    assert_eq!(entries(&db).await, before + 1);
    snapshot::holds("old_cards", w.transcript());
    w.close().await;
}
