//! An emergency in the night of a Saturday: who hears what at which minute, and whom the lead is told to phone.

use chrono::{DateTime, Utc};
use cuiban::cli::demo::{LEAD, LEAD_GROUP};
use libtest_mimic::Trial;

use crate::support::db::{TestDb, on_both};
use crate::support::snapshot;
use crate::support::world::{CONTACT, World};

pub(crate) fn trials() -> Vec<Trial> {
    [
        on_both("conversations::an_emergency_is_asked_by_the_clock", by_the_clock),
        on_both("conversations::in_a_joint_group_an_emergency_is_a_number", joint),
    ]
    .into_iter()
    .flatten()
    .collect()
}

const ASK: &str = "/task 涉爆粉尘企业摸底 截止 两小时内 部门 全体 材料 企业名单 紧急(粉尘爆燃)";
const SECOND: &str = "/task 周边人员疏散情况 截止 一小时内 部门 全体 紧急(粉尘爆燃)";

/// A minute of the Saturday.
fn saturday(clock: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(&format!("2026-08-15T{clock}:30+08:00")).unwrap().to_utc()
}

async fn night(db: &TestDb) -> World {
    let mut w = World::with_departments(db, &["市公安局", "市教育局", "市气象局"]).await;
    w.until(saturday("02:09")).await;
    w.begin_transcript();
    w
}

async fn by_the_clock(db: TestDb) {
    let mut w = night(&db).await;
    let (police, school, weather) = (CONTACT, CONTACT + 1, CONTACT + 2);
    w.say(LEAD, LEAD_GROUP, ASK).await;
    w.tap(LEAD, LEAD_GROUP, "发布").await;
    let noticed = w.count(police);
    w.tap(police, police, "收到").await;
    w.until(saturday("02:38")).await;
    assert_eq!(w.count(school), w.count(weather));
    let before = (w.count(police), w.count(school));
    w.until(saturday("02:40")).await;
    assert_eq!((w.count(police), w.count(school)), (before.0, before.1 + 1), "asked again after 30 minutes");
    assert_eq!(w.count(police), noticed);
    w.send(school, school, "企业名单.xlsx", b"x", "").await;
    let heard = w.count(LEAD_GROUP);
    w.until(saturday("03:10")).await;
    assert_eq!(w.count(LEAD_GROUP), heard + 1, "one hint to phone, for who is silent");
    assert!(w.last(LEAD_GROUP).text.contains("市气象局") && !w.last(LEAD_GROUP).text.contains("市教育局"));
    for minute in ["03:40", "04:10", "05:10"] {
        let before = (w.count(police), w.count(school), w.count(weather));
        w.until(saturday(minute)).await;
        let after = (w.count(police), w.count(school), w.count(weather));
        assert_eq!(after, (before.0 + 1, before.1, before.2 + 1), "{minute}");
    }
    let silence = w.count(weather);
    w.until(saturday("23:00")).await;
    assert_eq!(w.count(weather), silence);
    snapshot::holds("emergency", w.transcript());
    w.close().await;
}

async fn joint(db: TestDb) {
    let mut w = night(&db).await;
    w.sandbox().start_bot(LEAD, None);
    w.say(LEAD, LEAD_GROUP, "/setup").await;
    w.tap(LEAD, LEAD_GROUP, "联络群").await;
    w.say(LEAD, LEAD_GROUP, ASK).await;
    w.tap(LEAD, LEAD_GROUP, "发布").await;
    w.say(LEAD, LEAD_GROUP, SECOND).await;
    w.tap(LEAD, LEAD_GROUP, "发布").await;
    w.begin_transcript();
    w.until(saturday("02:40")).await;
    w.tap(CONTACT, CONTACT, "收到").await;
    w.until(saturday("03:10")).await;
    assert!(!w.last(LEAD_GROUP).text.contains("市气象局"), "a number only");
    assert!(w.last(LEAD).text.contains("市气象局"));
    w.tap(LEAD, LEAD_GROUP, "私下查看").await;
    snapshot::holds("emergency_joint", w.transcript());
    w.close().await;
}
