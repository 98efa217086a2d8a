//! `/nudge`: shown before it is sent, sent once, and never to who has answered; and a department that the lead calls in person.

use chrono::Duration;
use cuiban::cli::demo::{LEAD, LEAD_GROUP};
use libtest_mimic::Trial;

use crate::support::db::{TestDb, on_both};
use crate::support::snapshot;
use crate::support::world::{CONTACT, MEMBER, World};

pub(crate) fn trials() -> Vec<Trial> {
    [
        on_both("conversations::a_nudge_by_hand_is_shown_and_sent_once", by_hand),
        on_both("conversations::a_joint_group_sees_totals_of_a_nudge", in_a_joint_group),
        on_both("conversations::a_department_that_is_held_is_left_alone", held),
    ]
    .into_iter()
    .flatten()
    .collect()
}

async fn published(db: &TestDb) -> World {
    let mut w = World::with_departments(db, &["市公安局", "市教育局", "市住建局", "市水务局"]).await;
    w.say(LEAD, LEAD_GROUP, "/task 月报 截止 7月31日 部门 全体 材料 报表").await;
    w.tap(LEAD, LEAD_GROUP, "发布").await;
    w.say(CONTACT + 2, CONTACT + 2, "有困难，数据要不来").await;
    w.say(CONTACT + 3, CONTACT + 3, "7月30日报").await;
    w.pass(Duration::days(2)).await;
    w
}

async fn by_hand(db: TestDb) {
    let mut w = published(&db).await;
    w.begin_transcript();
    w.say(LEAD, LEAD_GROUP, "/nudge T1").await;
    w.tap(MEMBER, LEAD_GROUP, "发送").await;
    w.say(CONTACT, CONTACT, "周四报").await;
    let preview = w.card(LEAD_GROUP, "发送").id;
    w.tap_on(LEAD, LEAD_GROUP, preview, "发送").await;
    w.pass(Duration::hours(1)).await;
    w.say(LEAD, LEAD_GROUP, "/nudge T1 教育局").await;
    w.pass(Duration::days(1)).await;
    w.say(LEAD, LEAD_GROUP, "/nudge T1 教育局").await;
    let old = w.card(LEAD_GROUP, "发送").id;
    w.pass(Duration::days(30)).await;
    w.tap_on(LEAD, LEAD_GROUP, old, "发送").await;
    snapshot::holds("nudge_by_hand", w.transcript());
    w.close().await;
}

async fn in_a_joint_group(db: TestDb) {
    let mut w = published(&db).await;
    w.say(LEAD, LEAD_GROUP, "/setup").await;
    w.tap(LEAD, LEAD_GROUP, "联络群").await;
    w.begin_transcript();
    w.say(LEAD, LEAD_GROUP, "/status T1").await;
    w.tap(LEAD, LEAD_GROUP, "催一下").await;
    w.tap(LEAD, LEAD_GROUP, "私下查看").await;
    w.tap(LEAD, LEAD, "发送").await;
    w.tap(LEAD, LEAD_GROUP, "发送").await;
    snapshot::holds("nudge_joint", w.transcript());
    w.close().await;
}

async fn held(db: TestDb) {
    let mut w = published(&db).await;
    w.begin_transcript();
    w.say(LEAD, LEAD_GROUP, "/nudge T1 教育局 不催").await;
    w.say(LEAD, LEAD_GROUP, "/nudge T1 教育局").await;
    w.say(LEAD, LEAD_GROUP, "/status T1").await;
    let before = w.count(CONTACT + 1);
    w.pass(Duration::days(14)).await;
    assert_eq!(w.count(CONTACT + 1), before, "{}", w.transcript());
    w.begin_transcript();
    w.tap(LEAD, LEAD_GROUP, "恢复自动提醒").await;
    snapshot::holds("nudge_held", w.transcript());
    w.close().await;
}
