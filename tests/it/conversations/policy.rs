//! `/policy`: seen and changed by buttons, with what each value would have come to.

use chrono::Duration;
use cuiban::cli::demo::{LEAD, LEAD_GROUP};
use libtest_mimic::Trial;

use crate::support::db::{TestDb, on_both};
use crate::support::snapshot;
use crate::support::world::{CONTACT, MEMBER, World};

pub(crate) fn trials() -> Vec<Trial> {
    on_both("conversations::the_policy_is_changed_by_buttons_with_its_effect_in_words", policy)
}

async fn policy(db: TestDb) {
    let mut w = World::with_departments(&db, &["市公安局", "市教育局", "市住建局"]).await;
    w.begin_transcript();
    w.say(LEAD, LEAD_GROUP, "/policy").await;
    w.tap(LEAD, LEAD_GROUP, "到期前").await;
    snapshot::holds("policy_at_first", w.transcript());
    for (title, due) in [("月报", "7月31日17:00"), ("台账", "8月7日17:00")] {
        w.say(LEAD, LEAD_GROUP, &format!("/task {title} 截止 {due} 部门 全体")).await;
        w.tap(LEAD, LEAD_GROUP, "发布").await;
    }
    w.pass(Duration::minutes(2)).await;
    w.tap(CONTACT, CONTACT, "已完成").await;
    w.tap(CONTACT, CONTACT, "已通过其他渠道报送").await;
    w.pass(Duration::days(21)).await;
    w.begin_transcript();
    w.say(MEMBER, LEAD_GROUP, "/policy").await;
    w.say(LEAD, LEAD_GROUP, "/policy").await;
    let card = w.last(LEAD_GROUP).id;
    w.tap(MEMBER, LEAD_GROUP, "到期前").await;
    w.tap(LEAD, LEAD_GROUP, "到期前").await;
    w.tap(LEAD, LEAD_GROUP, "提前1天和当天").await;
    w.tap(LEAD, LEAD_GROUP, "返回").await;
    w.tap(LEAD, LEAD_GROUP, "到期后").await;
    w.tap(LEAD, LEAD_GROUP, "1次").await;
    // The same again, and a value that there never was.
    w.press(LEAD, LEAD_GROUP, card, "ps:1.5.1").await;
    w.press(LEAD, LEAD_GROUP, card, "ps:1.5.9").await;
    w.tap(LEAD, LEAD_GROUP, "返回").await;
    w.tap(LEAD, LEAD_GROUP, "办公时间").await;
    w.reply(LEAD, LEAD_GROUP, "通知和提醒只在办公时间发", "9点到5点").await;
    w.reply(LEAD, LEAD_GROUP, "通知和提醒只在办公时间发", "8:00-12:00 13:30-17:00").await;
    w.say(LEAD, LEAD, "/policy").await;
    w.tap(LEAD, LEAD, "报送比例").await;
    w.tap(LEAD, LEAD, "关").await;
    snapshot::holds("policy", w.transcript());
    w.close().await;
}
