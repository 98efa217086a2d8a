//! A newer list of days off: who may drop it in, what it shows first, and whom it moves.

use chrono::Duration;
use cuiban::cli::demo::{LEAD, LEAD_GROUP};
use cuiban::domain::{Actor, Event, Moment, OfficeId};
use cuiban::sandbox::Role;
use cuiban::store::{Store, StoreError, Tx, ledger, person, projections};
use futures::FutureExt;
use libtest_mimic::Trial;

use crate::support::db::{TestDb, on_both};
use crate::support::snapshot;
use crate::support::world::{CONTACT, World};

pub(crate) fn trials() -> Vec<Trial> {
    [
        on_both("conversations::a_newer_list_of_days_off_moves_what_was_counted", moves),
        on_both("conversations::a_list_of_days_off_is_checked_first", checked),
    ]
    .into_iter()
    .flatten()
    .collect()
}

const BUILT_IN: &str = include_str!("../../../src/domain/calendar/holidays-cn.json");

/// The list of 2026 with one more day off.
fn with_a_day_off(date: &str) -> String {
    let years: serde_json::Value = serde_json::from_str(BUILT_IN).unwrap();
    let mut year = years.as_array().unwrap().iter().find(|list| list["year"] == 2026).unwrap().clone();
    let day = serde_json::json!({ "name": "抗洪", "date": date, "isOffDay": true });
    year["days"].as_array_mut().unwrap().push(day);
    year.to_string()
}

/// The lead operates the service too.
async fn operates(db: &TestDb, now: Moment) {
    let store = Store::open(&db.url).await.unwrap();
    let entered: Result<_, StoreError> = store.write(move |tx| operator(tx, now).boxed()).await;
    entered.unwrap();
    store.close().await;
}

async fn operator(tx: &mut Tx, now: Moment) -> Result<(), StoreError> {
    let lead = person::find_person_by_user(tx, LEAD).await?.expect("the lead has spoken");
    let event = Event::OperatorAdded { person: lead.id };
    ledger::append(tx, OfficeId::SERVICE, Actor::Machine, None, now, vec![event]).await?;
    Ok(())
}

async fn moves(db: TestDb) {
    let mut w = World::with_departments(&db, &["市公安局", "市教育局"]).await;
    operates(&db, w.now()).await;
    w.say(LEAD, LEAD_GROUP, "/task 隐患台账 截止 5个工作日内 部门 全体").await;
    w.tap(LEAD, LEAD_GROUP, "发布").await;
    w.say(LEAD, LEAD_GROUP, "/task 防汛小结 截止 7月27日 部门 教育局").await;
    w.tap(LEAD, LEAD_GROUP, "发布").await;
    w.say(CONTACT, CONTACT, "已报送").await;
    w.tap(CONTACT, CONTACT, "已通过其他渠道报送").await;
    w.begin_transcript();
    w.say(LEAD, LEAD, "/calendar").await;
    w.send(LEAD, LEAD, "2026.json", with_a_day_off("2026-07-24").as_bytes(), "/calendar").await;
    w.tap(LEAD, LEAD, "启用").await;
    w.press(LEAD, LEAD, w.last(LEAD).id, "uc:1").await;
    w.send(LEAD, LEAD, "2026.json", with_a_day_off("2026-07-24").as_bytes(), "/calendar").await;
    w.pass(Duration::days(1)).await;
    w.say(LEAD, LEAD_GROUP, "/tasks").await;
    snapshot::holds("calendar_moves", w.transcript());
    let other = LEAD_GROUP - 1;
    w.named(other, "另一群");
    w.sandbox().group(other, "应急办工作群");
    w.sandbox().join(other, LEAD, Role::Owner);
    w.act("机器人进另一群", |sandbox| sandbox.add_bot(other, LEAD, true)).await;
    w.say(LEAD, other, "/setup 应急办").await;
    w.close().await;
    let store = Store::open(&db.url).await.unwrap();
    {
        let mut reader = store.read().await.unwrap();
        let service = projections::find_service(&mut reader).await.unwrap();
        let offices = projections::list_offices(&mut reader).await.unwrap();
        assert_eq!(offices.len(), 2);
        assert!(offices.iter().all(|office| office.calendar == service.calendar));
        assert!(!service.calendar.is_working("2026-07-24".parse().unwrap()));
    }
    store.close().await;
}

async fn checked(db: TestDb) {
    let mut w = World::with_departments(&db, &["市公安局"]).await;
    w.say(LEAD, LEAD_GROUP, "/calendar").await;
    w.send(LEAD, LEAD_GROUP, "2026.json", with_a_day_off("2026-07-24").as_bytes(), "/calendar").await;
    operates(&db, w.now()).await;
    for (name, bytes) in [
        ("坏.json", "{\"year\":2027"),
        ("空.json", "[]"),
        ("外.json", r#"{"year":2027,"days":[{"name":"元旦","date":"2026-11-30","isOffDay":true}]}"#),
        ("旧.json", BUILT_IN),
    ] {
        w.send(LEAD, LEAD, name, bytes.as_bytes(), "/calendar").await;
    }
    let next = r#"{"year":2027,"days":[
        {"name":"元旦","date":"2027-01-01","isOffDay":true},{"name":"元旦","date":"2027-01-02","isOffDay":true},
        {"name":"元旦","date":"2027-01-03","isOffDay":true},{"name":"春节","date":"2027-02-05","isOffDay":true},
        {"name":"春节","date":"2027-02-06","isOffDay":true},{"name":"春节","date":"2027-02-20","isOffDay":false}]}"#;
    w.send(LEAD, LEAD, "2027.json", next.as_bytes(), "/calendar").await;
    w.tap(LEAD, LEAD, "不要了").await;
    w.send(LEAD, LEAD, "2027.json", next.as_bytes(), "/calendar").await;
    w.tap(LEAD, LEAD, "启用").await;
    w.say(CONTACT, CONTACT, "/calendar").await;
    w.say(LEAD, LEAD, "/lang en").await;
    w.say(LEAD, LEAD, "/calendar").await;
    snapshot::holds("calendar_checked", w.transcript());
    w.close().await;
}
