//! Every nudge as its contact reads it: the tone of each stage, what may be said of others, and a digest that folds.

use chrono::{DateTime, Utc};
use cuiban::cli::demo::{LEAD, LEAD_GROUP};
use libtest_mimic::Trial;

use crate::support::db::{TestDb, on_both};
use crate::support::snapshot;
use crate::support::world::{CONTACT, World};

pub(crate) fn trials() -> Vec<Trial> {
    [
        on_both("conversations::who_does_not_answer_reads_each_stage_once", stages),
        on_both("conversations::a_missed_promise_is_asked_about_in_one_line", promises),
        on_both("conversations::a_digest_folds_what_is_more_than_five", folding),
        on_both("conversations::how_many_have_handed_in_is_said_when_it_may_be", norm),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// `07-31T09:45` of 2026, in Shanghai.
fn at(text: &str) -> DateTime<Utc> {
    format!("2026-{text}:00+08:00").parse().unwrap()
}

async fn publish(w: &mut World, task: &str) {
    w.say(LEAD, LEAD_GROUP, task).await;
    w.tap(LEAD, LEAD_GROUP, "发布").await;
}

async fn stages(db: TestDb) {
    let mut w = World::with_departments(&db, &["市住建局", "市教育局"]).await;
    w.say(CONTACT + 1, CONTACT + 1, "/lang en").await;
    w.begin_transcript();
    publish(&mut w, "/task 7月安全生产月报 截止 7月31日17:00 部门 全体 材料 月报表、隐患台账").await;
    w.until(at("08-07T18:00")).await;
    snapshot::holds("tone_stages", w.transcript());
    w.close().await;
}

async fn promises(db: TestDb) {
    let mut w = World::with_departments(&db, &["市住建局", "市教育局"]).await;
    w.say(CONTACT + 1, CONTACT + 1, "/lang en").await;
    publish(&mut w, "/task 7月安全生产月报 截止 7月31日17:00 部门 全体 材料 月报表、隐患台账").await;
    w.begin_transcript();
    w.say(CONTACT, CONTACT, "周四下班前给").await;
    w.say(CONTACT + 1, CONTACT + 1, "Friday 10:00").await;
    w.until(at("07-27T18:00")).await;
    w.tap(CONTACT, CONTACT, "定个时间").await;
    snapshot::holds("tone_promises", w.transcript());
    w.close().await;
}

async fn folding(db: TestDb) {
    let mut w = World::with_departments(&db, &["市住建局"]).await;
    for (title, due) in [
        ("汛期值班表", "7月27日17:00"),
        ("燃气隐患清单", "7月28日17:00"),
        ("工地扬尘台账", "7月29日17:00"),
        ("深基坑排查表", "7月29日17:00"),
        ("起重机械台账", "7月29日17:00"),
        ("危房排查小结", "7月30日17:00"),
        ("物业消防台账", "8月3日17:00"),
        ("应急演练小结", "7月29日17:00"),
    ] {
        publish(&mut w, &format!("/task {title} 截止 {due} 部门 全体")).await;
        w.pass(chrono::Duration::minutes(1)).await;
    }
    w.until(at("07-28T18:00")).await;
    w.begin_transcript();
    w.until(at("07-29T10:00")).await;
    w.tap(CONTACT, CONTACT, "2 定时间").await;
    w.tap(CONTACT, CONTACT, "返回").await;
    w.tap(CONTACT, CONTACT, "3 收到").await;
    w.tap(CONTACT, CONTACT, "其余2项").await;
    snapshot::holds("tone_folding", w.transcript());
    w.close().await;
}

async fn norm(db: TestDb) {
    let names: Vec<String> = (1..=12).map(|no| format!("第{no}局")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut w = World::with_departments(&db, &names).await;
    publish(&mut w, "/task 7月安全生产月报 截止 7月31日17:00 部门 全体 材料 月报表").await;
    w.until(at("07-29T18:00")).await;
    for contact in CONTACT + 3..CONTACT + 6 {
        hand_in(&mut w, contact).await;
    }
    w.say(CONTACT + 2, CONTACT + 2, "有困难，数据要不来").await;
    w.until(at("07-30T09:00")).await;
    w.begin_transcript();
    w.until(at("07-30T10:00")).await;
    for contact in CONTACT + 6..CONTACT + 10 {
        hand_in(&mut w, contact).await;
    }
    w.until(at("07-31T10:00")).await;
    snapshot::holds("tone_norm", w.transcript());
    w.close().await;
}

async fn hand_in(w: &mut World, contact: i64) {
    w.tap(contact, contact, "已完成").await;
    w.tap(contact, contact, "已通过其他渠道报送").await;
}
