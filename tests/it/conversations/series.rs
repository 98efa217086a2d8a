//! Series: registered, shown before they go out, published by themselves; months of the box's clock.

use chrono::{DateTime, Utc};
use cuiban::cli::demo::{LEAD, LEAD_GROUP};
use libtest_mimic::Trial;

use crate::support::db::{TestDb, on_both};
use crate::support::snapshot;
use crate::support::world::{CONTACT, MEMBER, World};

pub(crate) fn trials() -> Vec<Trial> {
    [
        on_both("conversations::a_monthly_series_runs_across_rest_days_and_the_years_end", monthly),
        on_both("conversations::a_series_is_changed_skipped_moved_paused_and_ended", acts),
        on_both("conversations::a_duty_roster_is_asked_on_each_day_off", duty),
        on_both("conversations::what_a_series_missed_goes_out_late_or_is_skipped", missed),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// A moment on the wall in Shanghai.
fn at(text: &str) -> DateTime<Utc> {
    format!("{text}:00+08:00").parse::<DateTime<chrono::FixedOffset>>().unwrap().to_utc()
}

async fn monthly(db: TestDb) {
    let mut w = World::with_departments(&db, &["市公安局", "市教育局"]).await;
    w.say(LEAD, LEAD_GROUP, "/task 7月份安全生产月报 截止 每月25日前 部门 全体 材料 月报表 提前5个工作日").await;
    w.tap(LEAD, LEAD_GROUP, "登记").await;
    w.until(at("2026-07-20T10:00")).await;
    w.until(at("2026-08-17T10:00")).await;
    w.until(at("2026-08-18T10:00")).await;
    w.say(LEAD, LEAD_GROUP, "/tasks").await;
    w.tap(LEAD, LEAD_GROUP, "周期事项 1 项").await;
    w.until(at("2027-02-01T09:00")).await;
    w.say(LEAD, LEAD_GROUP, "/status Z1").await;
    let published = w.sandbox().messages(LEAD_GROUP);
    let titles: Vec<String> = published
        .iter()
        .filter(|shown| shown.bot && shown.text.contains("已发布"))
        .map(|shown| shown.text.lines().skip(1).take(2).collect::<Vec<_>>().join(" "))
        .collect();
    snapshot::holds("series_monthly", w.transcript());
    snapshot::holds("series_monthly_titles", &titles.join("\n"));
    w.close().await;
}

async fn acts(db: TestDb) {
    let mut w = World::with_departments(&db, &["市公安局", "市教育局"]).await;
    w.say(LEAD, LEAD_GROUP, "/task 周报 截止 周五 提前2天").await;
    w.say(LEAD, LEAD_GROUP, "/task 周报 截止 每周五下班前").await;
    w.tap(LEAD, LEAD_GROUP, "全体").await;
    w.tap(LEAD, LEAD_GROUP, "保持").await;
    w.reply(LEAD, LEAD_GROUP, "周期：", "提前 两周").await;
    w.reply(LEAD, LEAD_GROUP, "周期：", "提前3个工作日 至9月").await;
    let preview = w.card(LEAD_GROUP, "登记").id;
    w.tap(LEAD, LEAD_GROUP, "登记").await;
    w.press(LEAD, LEAD_GROUP, preview, "pu:1").await;
    // the first was registered too late to be shown, and goes out on Tuesday
    w.until(at("2026-07-21T10:00")).await;
    w.until(at("2026-07-27T10:00")).await;
    let old = w.card(LEAD_GROUP, "照发").id;
    w.tap(MEMBER, LEAD_GROUP, "跳过本期").await;
    w.tap(LEAD, LEAD_GROUP, "照发").await;
    w.tap(LEAD, LEAD_GROUP, "改截止").await;
    w.reply(LEAD, LEAD_GROUP, "改到什么时候", "8月3日12:00").await;
    w.until(at("2026-08-03T10:00")).await;
    w.press(LEAD, LEAD_GROUP, old, "si:1.1.739828.1").await;
    w.tap(LEAD, LEAD_GROUP, "跳过本期").await;
    w.say(LEAD, LEAD_GROUP, "/status z1").await;
    w.tap(LEAD, LEAD_GROUP, "暂停").await;
    w.until(at("2026-08-17T09:00")).await;
    w.tap(LEAD, LEAD_GROUP, "恢复").await;
    w.tap(LEAD, LEAD_GROUP, "修改").await;
    w.reply(LEAD, LEAD_GROUP, "修改Z1", "部门 教育局").await;
    w.tap(LEAD, LEAD_GROUP, "保存").await;
    w.until(at("2026-08-25T10:00")).await;
    w.say(LEAD, LEAD_GROUP, "/status Z1").await;
    w.tap(LEAD, LEAD_GROUP, "结束").await;
    w.tap(LEAD, LEAD_GROUP, "确认结束").await;
    w.say(LEAD, LEAD_GROUP, "/status Z9").await;
    w.until(at("2026-09-24T10:00")).await;
    snapshot::holds("series_acts", w.transcript());
    w.close().await;
}

async fn duty(db: TestDb) {
    let mut w = World::with_departments(&db, &["市公安局"]).await;
    w.until(at("2026-09-29T16:00")).await;
    w.begin_transcript();
    let rule = "RRULE:FREQ=DAILY;T=17:00;UNTIL=2026-10-07";
    w.say(LEAD, LEAD_GROUP, &format!("/task 假期安全生产日报 {rule} 部门 公安局 紧急(国庆值班) 可零报告")).await;
    w.tap(LEAD, LEAD_GROUP, "登记").await;
    w.until(at("2026-10-09T10:00")).await;
    w.say(LEAD, LEAD_GROUP, "/tasks").await;
    let list = w.last(LEAD_GROUP).text;
    // from 30 September to 7 October, each day once
    for day in ["9月30日", "10月1日", "10月3日", "10月7日"] {
        assert!(list.contains(&format!("假期安全生产日报 · {day} ")), "{day}\n{list}");
    }
    assert!(!list.contains("10月8日 "), "{list}");
    assert!(w.transcript().contains("的各期都已发完"), "{}", w.transcript());
    assert!(w.count(CONTACT) > 8);
    w.close().await;
}

async fn missed(db: TestDb) {
    let mut w = World::with_departments(&db, &["市公安局"]).await;
    w.say(LEAD, LEAD_GROUP, "/task 周报 每周五下班前 部门 全体").await;
    w.tap(LEAD, LEAD_GROUP, "登记").await;
    w.until(at("2026-07-21T09:00")).await;
    w.begin_transcript();
    // Down from Tuesday on: Friday's is too late by Saturday, that of the 31st is still worth it on the 30th.
    w.down_until(&db, at("2026-07-30T09:00")).await;
    w.say(LEAD, LEAD_GROUP, "/status Z1").await;
    snapshot::holds("series_missed", w.transcript());
    // The clock goes back: nothing goes out twice.
    let before = w.count(LEAD_GROUP);
    w.act("时钟往回拨两天", |sandbox| sandbox.clock().jump(at("2026-07-28T09:00"))).await;
    w.until(at("2026-07-30T10:00")).await;
    assert_eq!(w.count(LEAD_GROUP), before, "{}", w.transcript());
    w.close().await;
}
