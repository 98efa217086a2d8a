//! The end of tasks: closed, cancelled, archived; who hears of it, and what is said to whoever comes later.

use chrono::Duration;
use cuiban::cli::demo::{LEAD, LEAD_GROUP};
use libtest_mimic::Trial;

use crate::support::db::{TestDb, on_both};
use crate::support::snapshot;
use crate::support::world::{CONTACT, MEMBER, World};

pub(crate) fn trials() -> Vec<Trial> {
    [
        on_both("conversations::a_task_is_closed_and_archived", closed),
        on_both("conversations::a_task_is_called_off_and_contacts_are_told_once", cancelled),
        on_both("conversations::an_end_is_refused_with_a_sentence", refused),
        on_both("conversations::a_task_closed_late_spares_nobody", late),
    ]
    .into_iter()
    .flatten()
    .collect()
}

const TASK: &str = "/task 隐患排查情况 截止 下周五 部门 全体 材料 排查表、台账";

async fn published(db: &TestDb) -> World {
    let mut w = World::with_departments(db, &["市公安局", "市教育局", "市住建局"]).await;
    w.say(LEAD, LEAD_GROUP, TASK).await;
    w.tap(LEAD, LEAD_GROUP, "发布").await;
    w.pass(Duration::hours(1)).await;
    w.begin_transcript();
    w
}

async fn closed(db: TestDb) {
    let mut w = published(&db).await;
    w.tap(CONTACT, CONTACT, "已完成").await;
    w.tap(CONTACT, CONTACT, "已通过其他渠道报送").await;
    w.say(LEAD, LEAD_GROUP, "/archive T1").await;
    w.say(LEAD, LEAD_GROUP, "/status T1").await;
    w.tap(LEAD, LEAD_GROUP, "办结").await;
    w.tap(LEAD, LEAD_GROUP, "返回").await;
    w.say(LEAD, LEAD_GROUP, "/close T1").await;
    w.tap(LEAD, LEAD_GROUP, "材料已够用").await;
    let told = w.count(CONTACT);
    w.tap(LEAD, LEAD_GROUP, "确认办结").await;
    assert_eq!(w.count(CONTACT), told, "who handed in is not troubled");
    let card = w.card_with(CONTACT + 1, "需要排查表").id;
    w.press(CONTACT + 1, CONTACT + 1, card, "ds:1.1.2").await;
    w.press(CONTACT + 1, CONTACT + 1, card, "ak:1.1.2").await;
    w.press(CONTACT + 1, CONTACT + 1, card, "df:1.1.2").await;
    w.send(CONTACT + 2, CONTACT + 2, "排查表.xlsx", b"x", "").await;
    w.say(LEAD, LEAD_GROUP, "/tasks").await;
    w.say(LEAD, LEAD_GROUP, "/status T1").await;
    w.say(LEAD, LEAD, "/archive T1").await;
    w.tap(LEAD, LEAD, "确认归档").await;
    w.say(LEAD, LEAD_GROUP, "/archive T1").await;
    w.say(LEAD, LEAD_GROUP, "/status T1").await;
    let silent = w.count(CONTACT + 1);
    w.pass(Duration::days(30)).await;
    assert_eq!(w.count(CONTACT + 1), silent, "nobody is reminded of what is closed");
    snapshot::holds("finish_closed", w.transcript());
    w.close().await;
}

async fn cancelled(db: TestDb) {
    let mut w = published(&db).await;
    let code = w.invitation("市住建局").await;
    w.open_link(CONTACT + 1, &code).await;
    w.say(LEAD, LEAD_GROUP, "/setup").await;
    w.tap(LEAD, LEAD_GROUP, "联络群").await;
    w.tap(CONTACT, CONTACT, "收到").await;
    let card = w.card(CONTACT, "有困难").id;
    w.pass(Duration::hours(9)).await;
    w.begin_transcript();
    w.say(LEAD, LEAD_GROUP, "/cancel T1：省里已统一调度").await;
    w.say(LEAD, LEAD_GROUP, "/取消 T1").await;
    w.reply(LEAD, LEAD_GROUP, "取消 T1 隐患排查情况", "工作另行部署").await;
    let second = w.card(LEAD_GROUP, "确认取消").id;
    let first = w.card_with(LEAD_GROUP, "省里已统一调度").id;
    w.tap_on(LEAD, LEAD_GROUP, first, "确认取消").await;
    w.tap_on(LEAD, LEAD_GROUP, second, "确认取消").await;
    w.press(LEAD, LEAD_GROUP, first, "fn:2").await;
    w.press(CONTACT, CONTACT, card, "df:1.1.1").await;
    w.say(CONTACT, CONTACT, "周五下班前给").await;
    w.pass(Duration::hours(16)).await;
    w.say(LEAD, LEAD_GROUP, "/status T1").await;
    w.say(LEAD, LEAD_GROUP, "/report 本季度").await;
    snapshot::holds("finish_cancelled", w.transcript());
    w.close().await;
}

async fn refused(db: TestDb) {
    let mut w = published(&db).await;
    w.say(LEAD, LEAD_GROUP, "/cancel").await;
    w.say(LEAD, LEAD_GROUP, "/cancel T9 安排有变").await;
    w.say(LEAD, LEAD_GROUP, "/close 月报").await;
    w.say(MEMBER, LEAD_GROUP, "/close T1 材料已够用").await;
    w.say(CONTACT, CONTACT, "/close T1 材料已够用").await;
    w.say(LEAD, LEAD_GROUP, &format!("/close T1 {}", "长".repeat(101))).await;
    w.say(LEAD, LEAD_GROUP, "/close T1").await;
    let card = w.card(LEAD_GROUP, "材料已够用").id;
    w.tap_on(MEMBER, LEAD_GROUP, card, "材料已够用").await;
    w.press(LEAD, LEAD_GROUP, card, "fn:2").await;
    w.tap_on(LEAD, LEAD_GROUP, card, "材料已够用").await;
    snapshot::holds("finish_refused", w.transcript());
    w.pass(Duration::days(30)).await;
    w.begin_transcript();
    w.tap_on(LEAD, LEAD_GROUP, card, "确认办结").await;
    w.say(LEAD, LEAD_GROUP, "/lang en").await;
    w.say(LEAD, LEAD_GROUP, "/close T1").await;
    w.tap(LEAD, LEAD_GROUP, "we have enough").await;
    w.tap(LEAD, LEAD_GROUP, "Close it").await;
    w.say(LEAD, LEAD_GROUP, "/cancel T1 plans changed").await;
    snapshot::holds("finish_english", w.transcript());
    w.close().await;
}

async fn late(db: TestDb) {
    let mut w = published(&db).await;
    w.tap(CONTACT, CONTACT, "已完成").await;
    w.tap(CONTACT, CONTACT, "已通过其他渠道报送").await;
    w.pass(Duration::days(20)).await;
    w.begin_transcript();
    w.say(LEAD, LEAD_GROUP, "/close T1 汇总已上报").await;
    w.tap(LEAD, LEAD_GROUP, "确认办结").await;
    w.say(LEAD, LEAD_GROUP, "/report 本季度").await;
    snapshot::holds("finish_late", w.transcript());
    w.close().await;
}
