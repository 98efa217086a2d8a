//! The board: pinned, current by itself, the same for everybody; what becomes of it when the group is moody; what it proves.

use chrono::Duration;
use cuiban::cli::demo::{LEAD, LEAD_GROUP, MANNERS};
use cuiban::domain::{Actor, Event, OfficeId, PersonId};
use cuiban::sandbox::{Role, Shown};
use cuiban::store::{Store, StoreError, ledger};
use futures::FutureExt as _;
use libtest_mimic::Trial;
use sqlx::{Connection as _, Executor as _};

use crate::support::db::{TestDb, on_both, on_sqlite};
use crate::support::snapshot;
use crate::support::world::{CONTACT, MEMBER, World};

pub(crate) fn trials() -> Vec<Trial> {
    [
        on_both("conversations::a_board_is_pinned_and_keeps_itself_current", current),
        on_both("conversations::a_board_in_a_joint_group_points_at_nobody", joint),
        on_both("conversations::a_board_stands_in_any_group_and_topic_of_its_office", elsewhere),
        on_both("conversations::a_board_ends_sanely_whatever_the_group_does", troubles),
        on_both("conversations::a_board_moves_with_its_group", moved),
        on_both("conversations::a_board_that_tells_of_another_ledger_is_left_as_it_is", witness),
        on_sqlite("conversations::a_board_is_edited_once_a_minute_and_only_if_it_changes", coalesced),
    ]
    .into_iter()
    .flatten()
    .collect()
}

const DEPARTMENTS: &[&str] = &["市公安局", "市教育局", "市气象局"];

async fn publish(w: &mut World, words: &str) {
    w.say(LEAD, LEAD_GROUP, words).await;
    w.tap(LEAD, LEAD_GROUP, "发布").await;
}

fn boards(w: &World, chat: i64) -> Vec<Shown> {
    w.sandbox().messages(chat).into_iter().filter(|shown| shown.bot && shown.text.contains("台账 #")).collect()
}

/// Names and words are salted, so that no two runs have the same hashes.
fn masked(transcript: &str) -> String {
    let foot = |line: &str| match line.split_once(" · ") {
        Some((entry, _)) if entry.contains("台账 #") => format!("{entry} · …\n"),
        _ => format!("{line}\n"),
    };
    transcript.lines().map(foot).collect()
}

async fn current(db: TestDb) {
    let mut w = World::with_departments(&db, DEPARTMENTS).await;
    w.say(LEAD, LEAD_GROUP, "/board").await;
    publish(&mut w, "/task 7月安全生产月报 截止 7月22日17:00 部门 全体 材料 月报表").await;
    publish(&mut w, "/task 值班安排 截止 7月21日12:00 部门 公安局").await;
    w.pass(Duration::minutes(2)).await;
    w.begin_transcript();
    w.tap(CONTACT, CONTACT, "收到").await;
    w.say(CONTACT + 1, CONTACT + 1, "已经报了").await;
    w.say(CONTACT + 2, CONTACT + 2, "有困难，数据要不来").await;
    w.pass(Duration::minutes(2)).await;
    w.until("2026-07-21T06:00:00Z".parse().unwrap()).await;
    w.say(LEAD, LEAD, "/board").await;
    w.say(MEMBER, LEAD_GROUP, "/board").await;
    w.say(LEAD, LEAD_GROUP, "/看板 关").await;
    w.say(LEAD, LEAD_GROUP, "/board 关").await;
    snapshot::holds("board", &masked(w.transcript()));
    assert!(boards(&w, LEAD_GROUP).is_empty());
    w.close().await;
}

async fn joint(db: TestDb) {
    let mut w = World::with_departments(&db, DEPARTMENTS).await;
    w.say(LEAD, LEAD_GROUP, "/setup").await;
    w.tap(LEAD, LEAD_GROUP, "联络群").await;
    publish(&mut w, "/task 月报 截止 7月21日17:00 部门 全体").await;
    publish(&mut w, "/task 关于开展今夏防汛物资储备情况专项检查的通知 截止 7月21日17:00 部门 公安局、教育局").await;
    w.say(CONTACT, CONTACT, "有困难，数据要不来").await;
    w.pass(Duration::days(2)).await;
    w.begin_transcript();
    w.say(LEAD, LEAD_GROUP, "/board").await;
    snapshot::holds("board_joint", &masked(w.transcript()));
    let text = boards(&w, LEAD_GROUP)[0].text.clone();
    assert!(DEPARTMENTS.iter().all(|name| !text.contains(name)) && !text.contains("困难") && !text.contains("0/2"));
    w.close().await;
}

async fn elsewhere(db: TestDb) {
    const JOINT: i64 = -900;
    const OTHER: i64 = -901;
    const STRANGER: i64 = 77;
    let mut w = World::with_departments(&db, DEPARTMENTS).await;
    publish(&mut w, "/task 月报 截止 7月31日17:00 部门 全体").await;
    w.say(LEAD, LEAD_GROUP, "/board").await;
    w.person(STRANGER, "外单位管理员");
    let mut topic = 0;
    w.act("一个联络群", |sandbox| {
        sandbox.group(JOINT, "安全生产联络群");
        sandbox.join(JOINT, LEAD, Role::Administrator);
        sandbox.join(JOINT, STRANGER, Role::Owner);
        sandbox.join(JOINT, MEMBER, Role::Member);
        sandbox.add_bot(JOINT, STRANGER, true);
        topic = sandbox.open_topic(JOINT, STRANGER, "进展");
    })
    .await;
    w.named(JOINT, "联络群");
    w.begin_transcript();
    w.say(MEMBER, JOINT, "/board").await;
    w.say(STRANGER, JOINT, "/board").await;
    w.say(LEAD, JOINT, "/board").await;
    w.act("王主任在话题里发 /board", |sandbox| _ = sandbox.say_in_topic(LEAD, JOINT, topic, "/board")).await;
    w.say(CONTACT, CONTACT, "有困难，数据要不来").await;
    w.tap(CONTACT + 1, CONTACT + 1, "已完成").await;
    w.tap(CONTACT + 1, CONTACT + 1, "已通过其他渠道报送").await;
    w.pass(Duration::minutes(2)).await;
    assert_eq!((boards(&w, LEAD_GROUP).len(), boards(&w, JOINT).len()), (1, 2));
    for board in boards(&w, JOINT) {
        assert!(board.pinned && board.text.contains("1/3"), "{}", board.text);
        assert!(DEPARTMENTS.iter().all(|name| !board.text.contains(name)) && !board.text.contains("困难"));
    }
    w.say(MEMBER, JOINT, "/board 关").await;
    w.say(STRANGER, JOINT, "/board 关").await;
    assert_eq!(boards(&w, JOINT).len(), 1, "that of the topic stays");
    w.act("一个环委办群", |sandbox| {
        sandbox.group(OTHER, "环委办工作群");
        sandbox.join(OTHER, LEAD, Role::Owner);
        sandbox.add_bot(OTHER, LEAD, true);
    })
    .await;
    w.named(OTHER, "环委办群");
    w.say(LEAD, OTHER, "/setup 环委办").await;
    w.say(LEAD, JOINT, "/board").await;
    w.tap(LEAD, JOINT, "安委办").await;
    snapshot::holds("board_elsewhere", &masked(w.transcript()));
    assert_eq!(boards(&w, JOINT).len(), 2);
    w.close().await;
}

async fn troubles(db: TestDb) {
    let mut w = World::with_departments(&db, DEPARTMENTS).await;
    publish(&mut w, "/task 月报 截止 7月31日17:00 部门 全体").await;
    w.pass(Duration::minutes(2)).await;
    w.begin_transcript();
    w.act("机器人不能置顶", |sandbox| sandbox.let_bot_pin(LEAD_GROUP, false)).await;
    w.say(LEAD, LEAD_GROUP, "/board").await;
    w.act("机器人可以置顶", |sandbox| sandbox.let_bot_pin(LEAD_GROUP, true)).await;
    w.say(LEAD, LEAD_GROUP, "/board").await;
    assert_eq!(boards(&w, LEAD_GROUP).len(), 1, "the earlier one is gone");
    for what in ["看板被删", "看板又被删"] {
        let board = boards(&w, LEAD_GROUP)[0].id;
        w.act(what, |sandbox| sandbox.delete(LEAD_GROUP, board)).await;
        w.say(CONTACT, CONTACT, "收到").await;
        w.say(CONTACT + 1, CONTACT + 1, "收到").await;
        w.pass(Duration::minutes(2)).await;
    }
    w.say(CONTACT + 2, CONTACT + 2, "周五下班前给").await;
    w.pass(Duration::minutes(2)).await;
    assert_eq!(boards(&w, LEAD_GROUP), []);
    let mut topic = 0;
    w.act("开了一个话题", |sandbox| topic = sandbox.open_topic(LEAD_GROUP, LEAD, "月报")).await;
    w.act("王主任在话题里发 /board", |sandbox| {
        sandbox.say_in_topic(LEAD, LEAD_GROUP, topic, "/board");
    })
    .await;
    w.act("话题被删", |sandbox| sandbox.delete_topic(LEAD_GROUP, topic)).await;
    w.say(CONTACT + 1, CONTACT + 1, "周四给").await;
    w.pass(Duration::minutes(2)).await;
    snapshot::holds("board_troubles", &masked(w.transcript()));
    assert_eq!(boards(&w, LEAD_GROUP), []);
    w.say(LEAD, LEAD_GROUP, "/board").await;
    w.act("机器人被移出", |sandbox| sandbox.remove_bot(LEAD_GROUP)).await;
    w.say(CONTACT, CONTACT, "周四给").await;
    w.pass(Duration::hours(1)).await;
    w.close().await;
}

async fn moved(db: TestDb) {
    let mut w = World::stranger(&db, MANNERS).await;
    let basic = -77;
    w.act("一个普通群", |sandbox| {
        sandbox.group(basic, "安委办小群");
        sandbox.join(basic, LEAD, Role::Owner);
        sandbox.add_bot(basic, LEAD, true);
    })
    .await;
    w.named(basic, "小群");
    w.say(LEAD, basic, "/setup").await;
    w.say(LEAD, basic, "/board").await;
    let mut group = 0;
    w.act("升级为超级群", |sandbox| group = sandbox.upgrade_group(basic)).await;
    w.named(group, "超级群");
    w.pass(Duration::minutes(2)).await;
    assert_eq!(boards(&w, group).iter().filter(|board| board.pinned).count(), 1);
    assert_eq!(boards(&w, group).len(), 1);
    w.close().await;
}

async fn witness(db: TestDb) {
    let mut w = World::with_departments(&db, DEPARTMENTS).await;
    w.say(LEAD, LEAD_GROUP, "/board").await;
    let store = Store::open(&db.url).await.unwrap();
    let event = Event::OperatorAdded { person: PersonId(1) };
    let (office, now) = (OfficeId::SERVICE, w.now());
    store
        .write::<_, StoreError, _>(move |tx| {
            async move { ledger::append(tx, office, Actor::Machine, None, now, vec![event]).await }.boxed()
        })
        .await
        .unwrap();
    store.close().await;
    w.begin_transcript();
    w.restart(&db).await;
    assert_eq!(w.transcript(), "", "what agrees is no news");
    let mut conn = db.raw().await;
    conn.execute("UPDATE ledger SET hash = prev WHERE office = 1").await.unwrap();
    conn.close().await.unwrap();
    let proof = boards(&w, LEAD_GROUP)[0].clone();
    w.restart(&db).await;
    w.say(CONTACT, CONTACT, "/my").await;
    publish(&mut w, "/task 月报 截止 7月31日17:00 部门 全体").await;
    w.pass(Duration::minutes(5)).await;
    assert_eq!(boards(&w, LEAD_GROUP), [proof]);
    let told = w.sandbox().messages(LEAD).into_iter().filter(|shown| shown.text.contains("cuiban verify")).count();
    assert_eq!(told, 1, "{}", w.transcript());
    w.close().await;
}

async fn coalesced(db: TestDb) {
    let mut w = World::with_departments(&db, DEPARTMENTS).await;
    publish(&mut w, "/task 月报 截止 7月31日17:00 部门 全体").await;
    w.pass(Duration::minutes(2)).await;
    w.say(LEAD, LEAD_GROUP, "/board").await;
    let shown = |w: &World| boards(w, LEAD_GROUP)[0].text.clone();
    let before = shown(&w);
    w.tap(CONTACT, CONTACT, "收到").await;
    w.tap(CONTACT + 1, CONTACT + 1, "收到").await;
    assert_eq!(shown(&w), before, "not twice within a minute");
    w.pass(Duration::minutes(1)).await;
    let after = shown(&w);
    assert_ne!(after, before);
    w.pass(Duration::hours(1)).await;
    assert_eq!(shown(&w), after, "nothing happened");
    w.close().await;
}
