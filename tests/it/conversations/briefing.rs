//! The lead's side: one quiet summary a day, a word to whoever lets departments wait, and what was ruled before.

use chrono::Duration;
use cuiban::cli::demo::{LEAD, LEAD_GROUP};
use libtest_mimic::Trial;

use super::{MONTHLY, published};
use crate::support::db::{TestDb, on_both};
use crate::support::snapshot;
use crate::support::world::CONTACT;

pub(crate) fn trials() -> Vec<Trial> {
    [
        on_both("conversations::briefing_one_quiet_summary_a_day", summary),
        on_both("conversations::briefing_the_lead_is_reminded_too", reminded),
        on_both("conversations::briefing_what_nobody_looked_at_is_accepted_by_rule", by_rule),
        on_both("conversations::briefing_a_ruling_is_remembered", remembered),
    ]
    .into_iter()
    .flatten()
    .collect()
}

async fn summary(db: TestDb) {
    let mut w = published(&db, &["市住建局", "市教育局", "市公安局"], MONTHLY).await;
    w.send(CONTACT, CONTACT, "月报表.docx", b"a", "").await;
    w.say(CONTACT + 1, CONTACT + 1, "周五给").await;
    w.begin_transcript();
    w.pass(Duration::hours(9)).await;
    w.restart(&db).await;
    w.pass(Duration::days(1)).await;
    snapshot::holds("briefing_summary", w.transcript());
    w.close().await;
}

/// Days without an answer, a weekend in between: told once, sooner again only of the question that waits too long too, then after a week.
async fn reminded(db: TestDb) {
    let mut w = published(&db, &["市住建局", "市教育局"], MONTHLY).await;
    w.pass(Duration::days(4) - Duration::hours(1)).await;
    w.say(CONTACT, CONTACT, "有困难，数据要不来").await;
    w.send(CONTACT + 1, CONTACT + 1, "月报表.docx", b"a", "月报表").await;
    w.send(CONTACT + 1, CONTACT + 1, "隐患台账.xlsx", b"b", "").await;
    w.begin_transcript();
    w.pass(Duration::days(4) + Duration::hours(2)).await;
    w.say(CONTACT, CONTACT, "隐患台账要盖章吗？").await;
    w.pass(Duration::days(1)).await;
    w.pass(Duration::days(8)).await;
    w.tap(LEAD, LEAD, "去处理").await;
    w.tap(LEAD, LEAD, "市住建局 · 提问").await;
    w.reply(LEAD, LEAD, "提问", "要盖章").await;
    w.say(LEAD, LEAD, "/review").await;
    snapshot::holds("briefing_reminded", w.transcript());
    w.close().await;
}

async fn by_rule(db: TestDb) {
    let mut w = published(&db, &["市住建局"], "/task 隐患台账 截止 7月31日17:00 部门 全体 材料 隐患台账").await;
    w.say(LEAD, LEAD, "/policy").await;
    w.tap(LEAD, LEAD, "自动接受").await;
    w.tap(LEAD, LEAD, "满1个工作日").await;
    w.send(CONTACT, CONTACT, "隐患台账.xlsx", b"a", "").await;
    w.begin_transcript();
    w.pass(Duration::days(2)).await;
    w.say(LEAD, LEAD, "/review").await;
    w.say(LEAD, LEAD_GROUP, "/status T1").await;
    snapshot::holds("briefing_by_rule", w.transcript());
    w.close().await;
}

async fn remembered(db: TestDb) {
    let mut w = published(
        &db,
        &["市住建局", "市教育局", "市公安局"],
        "/task 7月燃气月报 截止 7月31日17:00 部门 住建局、教育局 材料 月报",
    )
    .await;
    w.say(CONTACT, CONTACT, "这个不归我们管，建议转公安局").await;
    w.tap(LEAD, LEAD_GROUP, "转给市公安局").await;
    w.say(CONTACT + 1, CONTACT + 1, "不归我们").await;
    w.tap(LEAD, LEAD_GROUP, "仍请办理").await;
    w.tap(LEAD, LEAD_GROUP, "此前已明确过").await;
    w.begin_transcript();
    w.say(LEAD, LEAD_GROUP, "/task 8月燃气月报 截止 8月31日17:00 部门 住建局、教育局 材料 月报").await;
    w.tap(LEAD, LEAD_GROUP, "市住建局改请市公安局").await;
    w.tap(LEAD, LEAD_GROUP, "发布").await;
    w.pass(Duration::hours(1)).await;
    w.reply(CONTACT + 1, CONTACT + 1, "8月燃气月报", "这个不归我们").await;
    w.tap(LEAD, LEAD_GROUP, "仍请办理（此前已明确）").await;
    snapshot::holds("briefing_remembered", w.transcript());
    w.close().await;
}
