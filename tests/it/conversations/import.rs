//! Many tasks from one file: shown, published by one tap, and each known when its time comes.

use chrono::{DateTime, Utc};
use cuiban::cli::demo::{LEAD, LEAD_GROUP};
use libtest_mimic::Trial;

use crate::support::db::{TestDb, on_both};
use crate::support::snapshot;
use crate::support::world::{CONTACT, MEMBER, World};

const SAMPLE: &str = include_str!("../../../samples/tasks.csv");

pub(crate) fn trials() -> Vec<Trial> {
    [
        on_both("conversations::many_tasks_are_imported_by_one_tap_and_go_out_in_their_time", imported),
        on_both("conversations::a_table_of_tasks_is_known_by_its_headers_and_its_faults_are_told", faults),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn at(text: &str) -> DateTime<Utc> {
    format!("{text}:00+08:00").parse::<DateTime<chrono::FixedOffset>>().unwrap().to_utc()
}

async fn imported(db: TestDb) {
    let mut w = World::with_sample_roster(&db, &["教育局", "公安局"]).await;
    w.begin_transcript();
    // On 20 July some of the quarter's tasks are over.
    w.send(LEAD, LEAD_GROUP, "三季度事项.csv", SAMPLE.as_bytes(), "/task").await;
    let preview = w.last(LEAD_GROUP).id;
    w.tap(MEMBER, LEAD_GROUP, "发布19项").await;
    w.tap(LEAD, LEAD_GROUP, "发布19项").await;
    w.press(LEAD, LEAD_GROUP, preview, "pa:2").await;
    w.send(LEAD, LEAD_GROUP, "三季度事项.csv", SAMPLE.as_bytes(), "/task").await;
    w.say(LEAD, LEAD_GROUP, "/tasks").await;
    w.say(CONTACT, CONTACT, "/my").await;
    snapshot::holds("tasks_imported", w.transcript());
    let before = w.count(CONTACT);
    w.begin_transcript();
    w.until(at("2026-08-05T09:25")).await;
    let quiet =
        w.sandbox().messages(CONTACT).into_iter().skip(before).filter(|shown| shown.text.contains("8月份")).count();
    assert_eq!(quiet, 0, "nobody hears of it before it is issued");
    w.until(at("2026-08-05T09:35")).await;
    let heard = w.sandbox().messages(CONTACT).into_iter().skip(before).map(|shown| shown.text);
    let notices = heard.filter(|text| text.contains("请贵单位协助“8月份安全生产工作月报”") && text.contains("8月25日"));
    assert_eq!(notices.count(), 1);
    let told = w.transcript().to_owned();
    assert!(told.contains("“8月份安全生产工作月报”已有同名事项"), "the series does not send it again: {told}");
    w.close().await;
}

async fn faults(db: TestDb) {
    let mut w = World::with_departments(&db, &["市公安局", "市教育局"]).await;
    w.begin_transcript();
    let table = "事项名称,责任单位,完成时限,紧急\n\
        7月安全生产月报,全体,7月31日17:00,\n\
        防汛值守,公安局、水务局,24小时内,\n\
        高温防范,公安局,下周三前,\n\
        信访摸底,教育局,尽快,\n\
        台风值守,公安局,6小时内,台风登陆\n\
        周报,教育局,每周五17:00前,\n";
    w.send(LEAD, LEAD, "事项.csv", table.as_bytes(), "").await;
    w.tap(LEAD, LEAD, "发布4项").await;
    w.send(LEAD, LEAD_GROUP, "名单.csv", "姓名,电话\n张三,1\n".as_bytes(), "/task").await;
    w.send(LEAD, LEAD_GROUP, "事项.csv", "事项,截止\n月报,周五\n".as_bytes(), "/task").await;
    w.say(LEAD, LEAD_GROUP, "/task").await;
    let corrected = table.replace("、水务局", "").replace("尽快", "7月29日");
    w.send(LEAD, LEAD_GROUP, "事项.csv", corrected.as_bytes(), "/task").await;
    w.tap(LEAD, LEAD_GROUP, "不要了").await;
    // The same file on two cards: the second press publishes nothing twice.
    w.send(LEAD, LEAD_GROUP, "事项.csv", corrected.as_bytes(), "/task").await;
    let first = w.card(LEAD_GROUP, "发布2项").id;
    w.send(LEAD, LEAD_GROUP, "事项.csv", corrected.as_bytes(), "/task").await;
    w.tap(LEAD, LEAD_GROUP, "发布2项").await;
    w.tap_on(LEAD, LEAD_GROUP, first, "发布2项").await;
    snapshot::holds("tasks_import_faults", w.transcript());
    w.close().await;
}
