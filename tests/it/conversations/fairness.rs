//! What a preview warns of before a task goes out: a rest day, short notice, an unpublished year, and a clash.

use chrono::Duration;
use cuiban::cli::demo::{LEAD, LEAD_GROUP};
use libtest_mimic::Trial;

use crate::support::db::{TestDb, on_both};
use crate::support::snapshot;
use crate::support::world::World;

pub(crate) fn trials() -> Vec<Trial> {
    on_both("conversations::a_preview_warns_of_what_makes_an_ask_unfair", warned)
}

async fn warned(db: TestDb) {
    let mut w = World::with_departments(&db, &["市公安局", "市教育局"]).await;
    w.say(LEAD, LEAD_GROUP, "/task 防汛值班安排 截止 8月8日 部门 全体").await;
    w.tap(LEAD, LEAD_GROUP, "提前").await;
    w.tap(LEAD, LEAD_GROUP, "发布").await;
    w.say(LEAD, LEAD_GROUP, "/task 物资清单 截止 8月8日 部门 市公安局").await;
    let old = w.card(LEAD_GROUP, "保持").id;
    w.tap(LEAD, LEAD_GROUP, "顺延").await;
    w.tap_on(LEAD, LEAD_GROUP, old, "发布").await;
    w.say(LEAD, LEAD_GROUP, "/task 汛期小结 截止 8月8日 部门 全体").await;
    w.tap(LEAD, LEAD_GROUP, "保持").await;
    w.tap(LEAD, LEAD_GROUP, "不要了").await;
    w.say(LEAD, LEAD_GROUP, "/task 检查安排 截止 明天 部门 全体").await;
    w.tap(LEAD, LEAD_GROUP, "改到7月23日（周四）17:30").await;
    w.tap(LEAD, LEAD_GROUP, "不要了").await;
    w.say(LEAD, LEAD_GROUP, "/task 春运方案 截止 2027年1月10日 部门 全体").await;
    w.tap(LEAD, LEAD_GROUP, "顺延").await;
    w.tap(LEAD, LEAD_GROUP, "不要了").await;
    w.until(w.now() + Duration::days(5)).await;
    w.say(LEAD, LEAD_GROUP, "/task 周末值班 截止 今天 部门 全体").await;
    w.tap(LEAD, LEAD_GROUP, "保持").await;
    snapshot::holds("fairness", w.transcript());
    w.close().await;
}
