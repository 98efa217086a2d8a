//! 申请延期 and 不归我们: asked with two taps or a sentence, ruled with one to three, told to both sides.

use chrono::Duration;
use cuiban::cli::demo::{LEAD, LEAD_GROUP};
use libtest_mimic::Trial;

use super::{MONTHLY, published};
use crate::support::db::{TestDb, on_both};
use crate::support::snapshot;
use crate::support::world::CONTACT;

pub(crate) fn trials() -> Vec<Trial> {
    [
        on_both("conversations::more_time_is_granted_refused_or_taken_back", more_time),
        on_both("conversations::more_time_in_words", in_words),
        on_both("conversations::requests_in_a_sentence", said),
        on_both("conversations::not_ours_is_agreed_rejected_or_given_to_another", not_ours),
        on_both("conversations::two_leads_rule_at_once_and_cards_grow_old", at_once),
        on_both("conversations::what_waits_for_the_lead_is_one_list", review),
    ]
    .into_iter()
    .flatten()
    .collect()
}

async fn more_time(db: TestDb) {
    let mut w = published(&db, &["市住建局"], MONTHLY).await;
    w.begin_transcript();
    w.tap(CONTACT, CONTACT, "更多").await;
    w.tap(CONTACT, CONTACT, "周一 8/3").await;
    w.tap(CONTACT, CONTACT, "撤回").await;
    w.tap(CONTACT, CONTACT, "更多").await;
    w.tap(CONTACT, CONTACT, "延到其他时间").await;
    w.say(CONTACT, CONTACT, "有空再说").await;
    w.say(CONTACT, CONTACT, "8月5日，区县数据还没报齐").await;
    w.tap(LEAD, LEAD_GROUP, "不同意").await;
    w.tap(LEAD, LEAD_GROUP, "汇总已经开始").await;
    w.say(CONTACT, CONTACT, "8月4日报").await;
    w.tap(LEAD, LEAD_GROUP, "另定时间").await;
    w.tap(LEAD, LEAD_GROUP, "周一 8/3").await;
    w.say(LEAD, LEAD_GROUP, "/status T1").await;
    w.say(CONTACT, CONTACT, "/my").await;
    snapshot::holds("more_time", w.transcript());
    w.close().await;
}

async fn in_words(db: TestDb) {
    let mut w = published(&db, &["市住建局"], MONTHLY).await;
    w.begin_transcript();
    w.say(CONTACT, CONTACT, "下下周三报").await;
    w.reply(LEAD, LEAD_GROUP, "申请把", "区县的数据先报也行吗？").await;
    w.tap(LEAD, LEAD_GROUP, "另定时间").await;
    w.reply(LEAD, LEAD_GROUP, "申请把", "7月20日").await;
    w.reply(LEAD, LEAD_GROUP, "申请把", "过两天").await;
    w.reply(LEAD, LEAD_GROUP, "申请把", "8月4日上午").await;
    w.pass(Duration::days(16)).await;
    snapshot::holds("more_time_in_words", w.transcript());
    w.close().await;
}

async fn said(db: TestDb) {
    let mut w = published(&db, &["市住建局", "市教育局"], MONTHLY).await;
    w.begin_transcript();
    w.say(CONTACT, CONTACT, "能不能宽限两天，区县的数据还没报齐").await;
    w.tap(CONTACT, CONTACT, "周一 8/3").await;
    w.tap(CONTACT, CONTACT, "撤回").await;
    w.say(CONTACT, CONTACT, "申请延期到8月6日，因为系统还在升级").await;
    w.say(CONTACT, CONTACT, "这个不归我们管，建议转教育局").await;
    w.tap(LEAD, LEAD_GROUP, "转给市教育局").await;
    w.say(CONTACT + 1, CONTACT + 1, "在外出差，晚点看").await;
    w.say(CONTACT + 1, CONTACT + 1, "这个不报").await;
    w.say(CONTACT + 1, CONTACT + 1, "记录不对，我们早就报过了").await;
    // Two notices leave at once: which of them is entered first is chance.
    snapshot::holds("requests_said", &w.transcript().replace("1-16", "1-15"));
    w.close().await;
}

async fn not_ours(db: TestDb) {
    let mut w = published(&db, &["市住建局", "市教育局"], MONTHLY).await;
    w.begin_transcript();
    w.tap(CONTACT, CONTACT, "更多").await;
    w.tap(CONTACT, CONTACT, "不归我们").await;
    w.say(CONTACT, CONTACT, "应该是教育局的事").await;
    w.tap(LEAD, LEAD_GROUP, "仍请办理").await;
    w.tap(LEAD, LEAD_GROUP, "返回").await;
    w.tap(LEAD, LEAD_GROUP, "仍请办理").await;
    w.reply(LEAD, LEAD_GROUP, "不归本单位办理", "三定方案里写的是贵局，麻烦了").await;
    w.tap(CONTACT, CONTACT, "更多").await;
    w.tap(CONTACT, CONTACT, "不归我们").await;
    w.say(CONTACT, CONTACT, "归侨办").await;
    w.tap(LEAD, LEAD_GROUP, "同意，不用报").await;
    w.tap(CONTACT, CONTACT, "收到").await;
    w.say(LEAD, LEAD_GROUP, "/status T1").await;
    w.say(LEAD, LEAD_GROUP, "/review").await;
    w.pass(Duration::days(20)).await;
    snapshot::holds("not_ours", w.transcript());
    w.close().await;
}

async fn at_once(db: TestDb) {
    let mut w = published(&db, &["市住建局"], MONTHLY).await;
    w.tap(CONTACT, CONTACT, "更多").await;
    w.tap(CONTACT, CONTACT, "周一 8/3").await;
    w.begin_transcript();
    let card = w.card(LEAD_GROUP, "另定时间").id;
    w.tap_on(LEAD, LEAD_GROUP, card, "同意延到8月3日（周一）17:30").await;
    w.press(LEAD, LEAD_GROUP, card, "rf:1.1.1.0.0").await;
    w.press(LEAD, LEAD_GROUP, card, "ag:1.1.1").await;
    w.press(CONTACT, LEAD_GROUP, card, "gr:1.1.1.1785751200").await;
    w.press(LEAD, LEAD_GROUP, card, "ra:1.1.1.99").await;
    w.tap(CONTACT, CONTACT, "更多").await;
    w.press(CONTACT, CONTACT, w.last(CONTACT).id, "wd:1.1.1.0").await;
    snapshot::holds("ruled_at_once", w.transcript());
    w.close().await;
}

async fn review(db: TestDb) {
    let mut w = published(&db, &["市住建局"], MONTHLY).await;
    w.say(LEAD, LEAD_GROUP, "/task 汛期值班表 截止 7月24日12:00 部门 全体").await;
    w.tap(LEAD, LEAD_GROUP, "发布").await;
    w.pass(Duration::minutes(40)).await;
    w.begin_transcript();
    w.say(LEAD, LEAD_GROUP, "/review").await;
    w.reply(CONTACT, CONTACT, "7月安全生产月报", "有困难，数据要不来").await;
    w.reply(CONTACT, CONTACT, "汛期值班表", "7月28日报").await;
    w.say(LEAD, LEAD_GROUP, "/review").await;
    w.tap(LEAD, LEAD_GROUP, "市住建局 · 困难").await;
    w.say(LEAD, LEAD, "/review").await;
    w.tap(LEAD, LEAD, "市住建局 · 延期").await;
    w.tap(LEAD, LEAD, "同意延到7月28日（周二）17:30").await;
    w.say(LEAD, LEAD, "/review").await;
    snapshot::holds("review", w.transcript());
    w.close().await;
}
