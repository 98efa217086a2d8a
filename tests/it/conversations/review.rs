//! `/review` of what was handed in: accepted at once or one by one, sent back with a reason, and in again.

use chrono::Duration;
use cuiban::cli::demo::{LEAD, LEAD_GROUP};
use libtest_mimic::Trial;

use super::{MONTHLY, published};
use crate::support::db::{TestDb, on_both};
use crate::support::snapshot;
use crate::support::world::CONTACT;

pub(crate) fn trials() -> Vec<Trial> {
    [
        on_both("conversations::a_hand_in_is_sent_back_comes_again_and_is_accepted", sent_back),
        on_both("conversations::what_is_whole_is_accepted_at_once", all_at_once),
        on_both("conversations::hand_ins_of_a_joint_group_are_looked_at_in_private", joint),
    ]
    .into_iter()
    .flatten()
    .collect()
}

async fn sent_back(db: TestDb) {
    let mut w = published(&db, &["市住建局"], MONTHLY).await;
    w.send(CONTACT, CONTACT, "月报表.xlsx", b"1", "7月数据").await;
    w.begin_transcript();
    w.say(LEAD, LEAD_GROUP, "/review").await;
    w.send(CONTACT, CONTACT, "隐患台账.xlsx", b"2", "").await;
    w.say(LEAD, LEAD_GROUP, "/review").await;
    w.tap(LEAD, LEAD_GROUP, "T1 逐家看（1家）").await;
    w.tap(LEAD, LEAD_GROUP, "市住建局").await;
    w.tap(LEAD, LEAD_GROUP, "看文件（2份）").await;
    w.tap(LEAD, LEAD_GROUP, "退回").await;
    w.tap(LEAD, LEAD_GROUP, "月报表").await;
    w.tap(LEAD, LEAD_GROUP, "数据有误").await;
    w.tap(CONTACT, CONTACT, "在这里发文件").await;
    w.send(CONTACT, CONTACT, "月报表2.xlsx", b"3", "已更正").await;
    w.say(LEAD, LEAD_GROUP, "/review").await;
    w.tap(LEAD, LEAD_GROUP, "T1 逐家看（1家）").await;
    w.tap(LEAD, LEAD_GROUP, "市住建局").await;
    w.tap(LEAD, LEAD_GROUP, "退回").await;
    w.tap(LEAD, LEAD_GROUP, "全部退回").await;
    w.reply(LEAD, LEAD_GROUP, "退回的原因", "请按8月起的新模板重新填报，抱歉").await;
    w.pass(Duration::days(11)).await;
    w.say(CONTACT, CONTACT, "/my").await;
    w.send(CONTACT, CONTACT, "月报表3.xlsx", b"4", "").await;
    w.send(CONTACT, CONTACT, "隐患台账3.xlsx", b"5", "").await;
    w.say(LEAD, LEAD_GROUP, "/review").await;
    w.tap(LEAD, LEAD_GROUP, "T1 逐家看（1家）").await;
    w.tap(LEAD, LEAD_GROUP, "市住建局").await;
    let card = w.last(LEAD_GROUP).id;
    w.tap(LEAD, LEAD_GROUP, "接受").await;
    w.press(LEAD, LEAD_GROUP, card, "ac:1.1.1").await;
    w.press(LEAD, LEAD_GROUP, card, "rt:1.1.1.0.0").await;
    w.press(CONTACT, LEAD_GROUP, card, "rt:1.1.1.0.0").await;
    w.tap(LEAD, LEAD_GROUP, "回列表").await;
    w.say(CONTACT, CONTACT, "/my").await;
    snapshot::holds("sent_back", w.transcript());
    w.close().await;
}

async fn all_at_once(db: TestDb) {
    let mut w = published(&db, &["市住建局", "市教育局", "市公安局"], MONTHLY).await;
    for contact in [CONTACT, CONTACT + 1] {
        w.tap(contact, contact, "已完成").await;
        w.tap(contact, contact, "已通过其他渠道报送").await;
    }
    w.begin_transcript();
    w.say(LEAD, LEAD_GROUP, "/review").await;
    w.pass(Duration::minutes(5)).await;
    // Comes behind the list, so it is not accepted unseen.
    w.tap(CONTACT + 2, CONTACT + 2, "已完成").await;
    w.tap(CONTACT + 2, CONTACT + 2, "已通过其他渠道报送").await;
    w.tap(LEAD, LEAD_GROUP, "全部接受（2家）").await;
    w.tap(LEAD, LEAD_GROUP, "全部接受（1家）").await;
    snapshot::holds("accepted_at_once", w.transcript());
    w.close().await;
}

async fn joint(db: TestDb) {
    let mut w = published(&db, &["市住建局", "市教育局"], MONTHLY).await;
    w.say(LEAD, LEAD_GROUP, "/setup").await;
    w.tap(LEAD, LEAD_GROUP, "联络群").await;
    w.tap(CONTACT, CONTACT, "已完成").await;
    w.tap(CONTACT, CONTACT, "已通过其他渠道报送").await;
    w.tap(CONTACT + 1, CONTACT + 1, "更多").await;
    w.begin_transcript();
    w.tap(CONTACT + 1, CONTACT + 1, "周一 8/3").await;
    w.say(LEAD, LEAD_GROUP, "/review").await;
    w.tap(LEAD, LEAD_GROUP, "私下查看").await;
    snapshot::holds("review_joint", w.transcript());
    w.close().await;
}
