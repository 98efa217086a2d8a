//! What a contact chooses: when, how often, and who stands in.

use chrono::{DateTime, Utc};
use cuiban::cli::demo::{LEAD, LEAD_GROUP};
use libtest_mimic::Trial;

use crate::support::db::{TestDb, on_both};
use crate::support::snapshot;
use crate::support::world::{CONTACT, MEMBER, World};

pub(crate) fn trials() -> Vec<Trial> {
    [
        on_both("conversations::a_contact_chooses_their_hours_and_hears_less_often", quiet),
        on_both("conversations::a_deputy_stands_in_and_without_one_all_waits_for_the_return", away),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn at(text: &str) -> DateTime<Utc> {
    format!("{text}:00+08:00").parse::<DateTime<chrono::FixedOffset>>().unwrap().to_utc()
}

async fn publish(w: &mut World, words: &str) {
    w.say(LEAD, LEAD_GROUP, words).await;
    w.tap(LEAD, LEAD_GROUP, "发布").await;
}

async fn quiet(db: TestDb) {
    let mut w = World::with_departments(&db, &["市公安局", "市教育局"]).await;
    let (police, school) = (CONTACT, CONTACT + 1);
    w.begin_transcript();
    w.say(police, police, "/quiet").await;
    w.say(police, police, "/quiet 17点到18点").await;
    w.say(police, police, "/quiet 中午").await;
    w.tap(police, police, "14:00–17:30").await;
    w.reply(police, police, "提醒时段", "14:30-17:00").await;
    w.say(LEAD, LEAD, "/quiet").await;
    w.say(MEMBER, LEAD_GROUP, "/quiet").await;
    snapshot::holds("choices_quiet", w.transcript());
    publish(&mut w, "/task 月报 截止 7月31日17:00 部门 全体 材料 月报表").await;
    publish(&mut w, "/task 台账 截止 8月5日17:00 部门 全体").await;
    let before = w.count(police);
    w.until(at("2026-07-20T14:29")).await;
    assert_eq!(w.count(police), before, "not in the morning");
    assert!(w.last(school).text.contains("月报") || w.last(school).text.contains("台账"));
    w.until(at("2026-07-20T15:10")).await;
    assert!(w.count(police) > before);
    w.begin_transcript();
    w.say(school, school, "别催了").await;
    w.until(at("2026-07-28T10:00")).await;
    w.tap(school, school, "太频繁了").await;
    w.say(LEAD, LEAD_GROUP, "/tasks").await;
    w.tap(school, school, "恢复正常频率").await;
    snapshot::holds("choices_too_often", w.transcript());
    w.close().await;
}

async fn away(db: TestDb) {
    let mut w = World::with_departments(&db, &["市公安局", "市教育局"]).await;
    let (police, school, deputy) = (CONTACT, CONTACT + 1, 88);
    w.person(deputy, "教育局B角");
    w.say(LEAD, LEAD, "/invite 市教育局").await;
    let links = w.last(LEAD).text;
    let code = links.split("start=").nth(2).unwrap().split_whitespace().next().unwrap().to_owned();
    w.open_link(deputy, &code).await;
    publish(&mut w, "/task 月报 截止 7月31日17:00 部门 全体 材料 月报表").await;
    w.begin_transcript();
    w.say(school, school, "/away").await;
    w.say(school, school, "/away 下辈子").await;
    w.say(school, school, "/away 7月22日至7月28日").await;
    w.say(police, police, "/away 7月29日").await;
    w.until(at("2026-07-22T08:35")).await;
    publish(&mut w, "/task 台账 截止 8月5日17:00 部门 全体").await;
    w.until(at("2026-07-27T10:00")).await;
    w.say(LEAD, LEAD_GROUP, "/tasks").await;
    // Back early: what has waited comes on the next working day.
    w.tap(police, police, "我回来了").await;
    w.until(at("2026-07-28T10:00")).await;
    let heard = w.last(police).text;
    assert!(heard.contains("台账") || heard.contains("月报"), "{heard}");
    w.until(at("2026-07-30T10:00")).await;
    w.tap(school, school, "我回来了").await;
    w.say(police, police, "/away 回来了").await;
    snapshot::holds("choices_away", w.transcript());
    w.close().await;
}
