//! A task that is changed after it went out: what the lead checks, and what each contact is told, once.

use chrono::Duration;
use cuiban::cli::demo::{LEAD, LEAD_GROUP};
use libtest_mimic::Trial;

use crate::support::db::{TestDb, on_both};
use crate::support::snapshot;
use crate::support::world::{CONTACT, MEMBER, World};

pub(crate) fn trials() -> Vec<Trial> {
    [
        on_both("conversations::a_task_is_edited_and_contacts_are_told_once", edited),
        on_both("conversations::a_deadline_brought_forward_does_not_bind", forward),
        on_both("conversations::an_edit_is_refused_with_a_sentence", refused),
    ]
    .into_iter()
    .flatten()
    .collect()
}

async fn published(db: &TestDb) -> World {
    let mut w = World::with_departments(db, &["市公安局", "市教育局", "市住建局"]).await;
    w.say(LEAD, LEAD_GROUP, "/task 隐患排查情况 截止 下周五 部门 公安局、教育局 材料 排查表、照片(可选)").await;
    w.tap(LEAD, LEAD_GROUP, "发布").await;
    w.pass(Duration::hours(1)).await;
    w.begin_transcript();
    w
}

async fn edited(db: TestDb) {
    let mut w = published(&db).await;
    w.send(CONTACT, CONTACT, "排查表.xlsx", b"x", "").await;
    let told = w.count(CONTACT);
    w.pass(Duration::hours(9)).await;
    w.say(
        LEAD,
        LEAD_GROUP,
        "/edit T1 名称 隐患排查整改情况 截止 8月7日17:00 部门 +住建局、公安局 材料 +现场视频、照片→现场照片",
    )
    .await;
    w.reply(LEAD, LEAD_GROUP, "修改 T1", "省里延长了排查时间").await;
    w.tap(LEAD, LEAD_GROUP, "确认修改").await;
    assert_eq!(w.count(CONTACT), told, "who handed in is not troubled");
    w.pass(Duration::hours(16)).await;
    w.say(LEAD, LEAD_GROUP, "/status T1").await;
    snapshot::holds("edit", w.transcript());
    w.close().await;
}

async fn forward(db: TestDb) {
    let mut w = published(&db).await;
    w.say(LEAD, LEAD_GROUP, "/setup").await;
    w.tap(LEAD, LEAD_GROUP, "联络群").await;
    w.begin_transcript();
    w.say(LEAD, LEAD, "/改 T1 截止 7月29日17:30 部门 住建局 原因：会议提前").await;
    w.tap(LEAD, LEAD, "确认修改").await;
    w.say(LEAD, LEAD_GROUP, "/edit T1 部门 全体 材料 +说明").await;
    w.tap(LEAD, LEAD_GROUP, "原来写错了").await;
    snapshot::holds("edit_forward", w.transcript());
    w.pass(Duration::days(11)).await;
    w.begin_transcript();
    w.tap(CONTACT, CONTACT, "已完成").await;
    w.tap(CONTACT, CONTACT, "已通过其他渠道报送").await;
    w.say(LEAD, LEAD, "/report 本季度").await;
    snapshot::holds("edit_forward_counts", w.transcript());
    w.close().await;
}

async fn refused(db: TestDb) {
    let mut w = published(&db).await;
    for words in [
        "/edit",
        "/edit T9 截止 周五",
        "/edit T1",
        "/edit T1 延到周五",
        "/edit T1 权重 3",
        "/edit T1 截止 改天再说",
        "/edit T1 截止 7月1日",
        "/edit T1 部门 +天文台",
        "/edit T1 部门 +公安局",
        "/edit T1 材料 排查表→台账",
        "/edit T1 材料 视频→录像",
    ] {
        w.say(LEAD, LEAD_GROUP, words).await;
    }
    w.say(MEMBER, LEAD_GROUP, "/edit T1 截止 8月7日 原因 改期").await;
    w.say(LEAD, LEAD_GROUP, "/edit T1 截止 8月7日").await;
    let first = w.card(LEAD_GROUP, "原来写错了").id;
    w.press(LEAD, LEAD_GROUP, first, "en:2").await;
    w.tap_on(MEMBER, LEAD_GROUP, first, "原来写错了").await;
    w.say(LEAD, LEAD_GROUP, "/edit T1 截止 8月6日 原因 改期").await;
    w.tap(LEAD, LEAD_GROUP, "确认修改").await;
    w.tap_on(LEAD, LEAD_GROUP, first, "原来写错了").await;
    w.tap_on(LEAD, LEAD_GROUP, first, "确认修改").await;
    w.tap_on(LEAD, LEAD_GROUP, first, "返回").await;
    w.say(LEAD, LEAD_GROUP, "/lang en").await;
    w.say(LEAD, LEAD_GROUP, "/edit T1 due 8月5日 to 住建局 materials video").await;
    w.tap(LEAD, LEAD_GROUP, "it was written wrongly").await;
    snapshot::holds("edit_refused", w.transcript());
    w.pass(Duration::days(31)).await;
    w.begin_transcript();
    w.tap(LEAD, LEAD_GROUP, "Change it").await;
    w.say(LEAD, LEAD_GROUP, "/close T1 done").await;
    w.tap(LEAD, LEAD_GROUP, "Close it").await;
    w.say(LEAD, LEAD_GROUP, "/edit T1 due 12月1日").await;
    snapshot::holds("edit_over", w.transcript());
    w.close().await;
}
