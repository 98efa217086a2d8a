//! What holds beside a deadline: 可零报告, 逾期视为同意 and 紧急, from `/task` to the end.

use chrono::Duration;
use cuiban::cli::demo::{LEAD, LEAD_GROUP};
use libtest_mimic::Trial;

use crate::support::db::{TestDb, on_both};
use crate::support::snapshot;
use crate::support::world::{CONTACT, World};

pub(crate) fn trials() -> Vec<Trial> {
    [
        on_both("conversations::silence_is_consent_where_it_was_agreed", consent),
        on_both("conversations::nothing_to_report_is_an_answer_where_it_was_agreed", nil),
        on_both("conversations::terms_are_written_changed_and_taken_back", written),
    ]
    .into_iter()
    .flatten()
    .collect()
}

async fn consent(db: TestDb) {
    let mut w = World::with_departments(&db, &["市公安局", "市教育局", "市住建局"]).await;
    w.say(LEAD, LEAD_GROUP, "/task 责任清单修订意见 截止 周五 部门 全体 材料 修订意见 可零报告 逾期视为无意见").await;
    w.tap(LEAD, LEAD_GROUP, "发布").await;
    w.tap(CONTACT, CONTACT, "零报告").await;
    w.say(CONTACT + 1, CONTACT + 1, "我局无意见").await;
    w.pass(Duration::days(4)).await;
    let silent = CONTACT + 2;
    w.until(w.now() + Duration::hours(9)).await;
    let told = w.count(silent);
    w.pass(Duration::days(10)).await;
    assert_eq!(w.count(silent), told, "nobody is reminded of what closed by itself");
    w.say(LEAD, LEAD_GROUP, "/status T1").await;
    w.say(LEAD, LEAD_GROUP, "/tasks").await;
    w.say(LEAD, LEAD_GROUP, "/report").await;
    snapshot::holds("consent", w.transcript());
    w.close().await;
}

async fn nil(db: TestDb) {
    let mut w = World::with_departments(&db, &["市公安局"]).await;
    w.say(LEAD, LEAD_GROUP, "/task 隐患清单 截止 周五 部门 全体 材料 清单、照片 可零报告").await;
    w.tap(LEAD, LEAD_GROUP, "发布").await;
    w.tap(CONTACT, CONTACT, "收到").await;
    w.tap(CONTACT, CONTACT, "已完成").await;
    w.tap(CONTACT, CONTACT, "零报告").await;
    w.say(CONTACT, CONTACT, "零报告").await;
    w.say(LEAD, LEAD_GROUP, "/task 整改总结 截止 周五 部门 全体 材料 总结").await;
    w.tap(LEAD, LEAD_GROUP, "发布").await;
    w.pass(Duration::hours(1)).await;
    w.say(CONTACT, CONTACT, "零报告").await;
    w.say(LEAD, LEAD_GROUP, "/task 值班安排 截止 周五 部门 全体 可零报告").await;
    w.tap(LEAD, LEAD_GROUP, "发布").await;
    w.say(CONTACT, CONTACT, "零报告").await;
    w.tap(CONTACT, CONTACT, "T3 值班安排 · 市公安局").await;
    snapshot::holds("nil", w.transcript());
    w.close().await;
}

async fn written(db: TestDb) {
    let mut w = World::with_departments(&db, &["市公安局"]).await;
    w.say(
        LEAD,
        LEAD_GROUP,
        "/task 涉爆企业摸底（可零报告） 截止 收到后24小时内 部门 全体 紧急（省厅 22 日 8 点前要数）",
    )
    .await;
    w.reply(LEAD, LEAD_GROUP, "涉爆企业摸底", "可零报告：否").await;
    w.reply(LEAD, LEAD_GROUP, "涉爆企业摸底", "紧急").await;
    w.reply(LEAD, LEAD_GROUP, "涉爆企业摸底", "紧急：否").await;
    w.reply(LEAD, LEAD_GROUP, "涉爆企业摸底", "逾期视为同意").await;
    w.tap(LEAD, LEAD_GROUP, "发布").await;
    w.say(LEAD, LEAD_GROUP, "/lang en").await;
    w.say(
        LEAD,
        LEAD_GROUP,
        "/task Dust survey due Fri to all nil ok, silence is consent, urgent (asked by the province)",
    )
    .await;
    snapshot::holds("terms", w.transcript());
    w.close().await;
}
