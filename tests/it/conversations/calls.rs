//! `/calls`: whom to phone, and what they said, entered as their answer and read by their contact.

use chrono::Duration;
use cuiban::cli::demo::{LEAD, LEAD_GROUP};
use libtest_mimic::Trial;

use super::{MONTHLY, published};
use crate::support::db::{TestDb, on_both};
use crate::support::snapshot;
use crate::support::world::{CONTACT, MEMBER, World};

const DAILY: &str = "/task 汛期值班表 截止 7月24日12:00 部门 全体 材料 值班表";

pub(crate) fn trials() -> Vec<Trial> {
    [
        on_both("conversations::calls_are_logged_by_tap_and_disputed", by_tap),
        on_both("conversations::calls_are_told_in_words", in_words),
        on_both("conversations::calls_reach_who_cannot_be_written_to", unreached),
        on_both("conversations::calls_of_a_joint_group_are_totals", joint),
        on_both("conversations::calls_are_refused_with_a_sentence", refused),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Silent after the last reminder: nobody reached, then a day, which silences; the contact disputes it.
async fn by_tap(db: TestDb) {
    let mut w = published(&db, &["市住建局", "市教育局"], DAILY).await;
    w.tap(CONTACT + 1, CONTACT + 1, "已完成").await;
    w.tap(CONTACT + 1, CONTACT + 1, "已通过其他渠道报送").await;
    w.say(LEAD, LEAD_GROUP, "/calls").await;
    w.pass(Duration::days(10)).await;
    w.begin_transcript();
    w.say(LEAD, LEAD, "/calls").await;
    w.tap(LEAD, LEAD, "市住建局 T1").await;
    w.tap(LEAD, LEAD, "没联系上").await;
    w.tap(LEAD, LEAD, "回电话清单").await;
    w.tap(LEAD, LEAD, "市住建局 T1").await;
    w.tap(LEAD, LEAD, "当面").await;
    w.tap(LEAD, LEAD, "定了日期").await;
    w.tap(LEAD, LEAD, "返回").await;
    w.tap(LEAD, LEAD, "定了日期").await;
    let day = w.last(LEAD).buttons[0][0].label.clone();
    w.tap(LEAD, LEAD, &day).await;
    w.say(LEAD, LEAD_GROUP, "/calls").await;
    w.tap(CONTACT, CONTACT, "有异议").await;
    w.tap(CONTACT, CONTACT, "与事实不符").await;
    w.tap(LEAD, LEAD_GROUP, "异议成立，更正").await;
    w.tap(LEAD, LEAD_GROUP, "登记有误").await;
    w.say(LEAD, LEAD, "/report").await;
    snapshot::holds("calls_by_tap", w.transcript());
    w.close().await;
}

/// A reply says what they said; it is shown before it is entered.
async fn in_words(db: TestDb) {
    let mut w = published(&db, &["市住建局"], MONTHLY).await;
    w.say(LEAD, LEAD_GROUP, "/nudge T1 市住建局 不催").await;
    w.begin_transcript();
    w.say(LEAD, LEAD_GROUP, "/calls").await;
    w.tap(LEAD, LEAD_GROUP, "市住建局 T1").await;
    w.reply(LEAD, LEAD_GROUP, "对方怎么说", "今天天气不错").await;
    w.reply(LEAD, LEAD_GROUP, "对方怎么说", "对方说周五下班前给").await;
    w.tap(LEAD, LEAD_GROUP, "不要了").await;
    w.reply(LEAD, LEAD_GROUP, "对方怎么说", "他说周四下班前报").await;
    w.tap(LEAD, LEAD_GROUP, "记入").await;
    w.press(LEAD, LEAD_GROUP, w.last(LEAD_GROUP).id, "xk:4").await;
    // A group takes twenty messages a minute.
    w.pass(Duration::minutes(2)).await;
    w.tap(LEAD, LEAD_GROUP, "回电话清单").await;
    w.tap(LEAD, LEAD_GROUP, "市住建局 T1").await;
    w.reply(LEAD, LEAD_GROUP, "对方怎么说", "说有困难，数据要不来").await;
    w.tap(LEAD, LEAD_GROUP, "记入").await;
    w.say(LEAD, LEAD_GROUP, "/review").await;
    w.tap(LEAD, LEAD_GROUP, "市住建局 · 困难").await;
    w.reply(LEAD, LEAD_GROUP, "有困难", "数据我们来协调").await;
    w.press(LEAD, LEAD_GROUP, w.last(LEAD_GROUP).id, "xg:1.1.1.2.5").await;
    w.say(CONTACT, CONTACT, "/my").await;
    snapshot::holds("calls_in_words", w.transcript());
    w.close().await;
}

/// Nobody has joined: a call tells them, and counts as the notice; who joins later reads it in the record.
async fn unreached(db: TestDb) {
    let mut w = World::with_sample_roster(&db, &["市教育局"]).await;
    w.say(LEAD, LEAD_GROUP, "/task 汛期值班表 截止 7月24日12:00 部门 市住建局、市教育局 材料 值班表").await;
    w.tap(LEAD, LEAD_GROUP, "发布").await;
    w.pass(Duration::minutes(40)).await;
    w.begin_transcript();
    w.say(LEAD, LEAD_GROUP, "/calls").await;
    w.tap(LEAD, LEAD_GROUP, "私下查看").await;
    let label = w.last(LEAD).buttons[0][0].label.clone();
    w.tap(LEAD, LEAD, &label).await;
    w.tap(LEAD, LEAD, "已告知，收到").await;
    w.say(LEAD, LEAD, "/calls").await;
    w.say(LEAD, LEAD_GROUP, "/status T1").await;
    w.person(201, "张科");
    let code = w.invitation("市住房和城乡建设局").await;
    w.open_link(201, &code).await;
    w.say(201, 201, "/record").await;
    snapshot::holds("calls_unreached", w.transcript());
    w.close().await;
}

async fn joint(db: TestDb) {
    let mut w = published(&db, &["市住建局"], MONTHLY).await;
    w.say(LEAD, LEAD_GROUP, "/nudge T1 市住建局 不催").await;
    w.say(LEAD, LEAD_GROUP, "/setup").await;
    w.tap(LEAD, LEAD_GROUP, "联络群").await;
    w.begin_transcript();
    w.say(LEAD, LEAD_GROUP, "/calls").await;
    w.tap(LEAD, LEAD_GROUP, "私下查看").await;
    snapshot::holds("calls_joint", w.transcript());
    w.close().await;
}

async fn refused(db: TestDb) {
    let mut w = published(&db, &["市住建局"], MONTHLY).await;
    w.say(LEAD, LEAD_GROUP, "/nudge T1 市住建局 不催").await;
    w.say(LEAD, LEAD, "/calls").await;
    w.tap(LEAD, LEAD, "市住建局 T1").await;
    w.begin_transcript();
    let card = w.last(LEAD).id;
    w.press(CONTACT, LEAD, card, "xg:1.1.1.0.1").await;
    w.press(MEMBER, LEAD_GROUP, card, "xo:1.1.1").await;
    w.say(MEMBER, LEAD_GROUP, "/calls").await;
    w.press(LEAD, LEAD, card, "xh:1.1.1.0.1784500000").await;
    w.press(LEAD, LEAD, card, "xg:1.1.9.0.1").await;
    w.tap(LEAD, LEAD, "已告知，收到").await;
    w.press(LEAD, LEAD, card, "xg:1.1.1.0.1").await;
    w.say(LEAD, LEAD_GROUP, "/cancel T1 工作安排有调整").await;
    w.tap(LEAD, LEAD_GROUP, "确认取消").await;
    w.press(LEAD, LEAD, card, "xg:1.1.1.0.2").await;
    w.press(LEAD, LEAD, card, "xg:1.1.1.0.0").await;
    w.say(LEAD, LEAD, "/calls").await;
    snapshot::holds("calls_refused", w.transcript());
    w.close().await;
}
