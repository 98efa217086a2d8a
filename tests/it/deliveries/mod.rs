//! What becomes of messages when the chat app is slow, moody or gone: over the wire, with faults on demand.

mod outcomes;

use chrono::Duration;
use cuiban::cli::demo::{LEAD, LEAD_GROUP};
use cuiban::domain::{Delivery, EntryNo, Event, Hearing, OfficeId};
use cuiban::sandbox::{Fault, FaultKind, LogEntry, Lost};
use cuiban::store::{Store, ledger, set_aside};
use futures::FutureExt as _;
use libtest_mimic::Trial;
use serde_json::{Value, json};

use crate::support::db::{TestDb, on_both, on_sqlite};
use crate::support::world::{CONTACT, World};

const DEPUTY: i64 = 150;
const SIGNS: &str = "商水财税政警医教文体农林牧渔工矿路桥港航电气石煤土地房园环卫质检粮盐茶烟酒糖侨台";
const TASK: &str = "/task 燃气安全小结 截止 7月24日17:00 部门 全体 材料 阶段小结";

pub(crate) fn trials() -> Vec<Trial> {
    [
        on_both("deliveries::a_notice_that_may_have_arrived_is_never_repeated", unknown_notice),
        on_sqlite("deliveries::an_answer_that_may_not_have_arrived_is_repeated", unknown_answer),
        on_sqlite("deliveries::nothing_goes_to_a_chat_before_the_app_allows_it", frozen_chat),
        on_sqlite("deliveries::a_moved_group_gets_its_answer_once_at_its_new_number", moved_group),
        on_sqlite("deliveries::a_lost_digest_comes_back_once_and_counts_once", lost_card),
        on_both("deliveries::a_notice_refused_by_the_contact_goes_to_the_deputy", deputy),
        on_sqlite("deliveries::a_notice_that_was_leaving_at_a_stop_is_unknown_for_good", stopped),
        on_both("deliveries::a_reminder_held_up_into_the_night_waits_for_the_morning", held_up),
        on_sqlite("deliveries::a_notice_held_up_into_the_night_waits_for_the_morning", held_up_notice),
        on_both("deliveries::what_was_set_aside_is_handled_again_when_asked", set_aside_again),
        on_sqlite("deliveries::all_sixteen_outcomes_in_every_lane", outcomes::in_every_lane),
        on_both("deliveries::what_turns_up_was_sent", turned_up),
        on_sqlite("deliveries::forty_notices_at_once_break_no_limit", forty),
    ]
    .into_iter()
    .flatten()
    .collect()
}

async fn unknown_notice(db: TestDb) {
    let mut w = World::with_departments(&db, &["市住建局"]).await;
    let before = w.count(CONTACT);
    w.sandbox().fault(to_chat(CONTACT, FaultKind::Applied(Lost::Cut)));
    publish(&mut w).await;
    w.pass(Duration::hours(2)).await;
    assert_eq!(w.count(CONTACT), before + 1);
    assert_eq!(notices(&db).await, [Delivery::Unknown]);
    w.close().await;
}

/// Whoever presses a message has it, and whoever replies to one.
async fn turned_up(db: TestDb) {
    let mut w = World::with_departments(&db, &["市住建局", "市教育局", "市水务局"]).await;
    for (contact, kind) in [(CONTACT, Lost::Cut), (CONTACT + 1, Lost::Status500)] {
        w.sandbox().fault(to_chat(contact, FaultKind::Applied(kind)));
    }
    w.sandbox().fault(to_chat(CONTACT + 2, FaultKind::NotApplied(Lost::Half)));
    publish(&mut w).await;
    w.pass(Duration::minutes(20)).await;
    assert_eq!(notices(&db).await, [Delivery::Unknown; 3]);
    for _ in 0..2 {
        w.tap(CONTACT, CONTACT, "有困难").await;
    }
    let card = w.last(CONTACT + 1);
    w.sandbox().reply(CONTACT + 1, CONTACT + 1, card.id, "收到，周五上午报");
    // Whose notice never arrived uses what did.
    w.sandbox().fault(to_chat(CONTACT + 2, FaultKind::Applied(Lost::Cut)));
    w.say(CONTACT + 2, CONTACT + 2, "/my").await;
    w.pass(Duration::minutes(1)).await;
    let lists = w.sandbox().messages(CONTACT + 2).into_iter().filter(|it| it.bot && it.text.contains("1件未结事项"));
    let lists: Vec<i64> = lists.map(|it| it.id).collect();
    assert_eq!(lists.len(), 2, "an answer comes rather twice than never");
    w.tap_on(CONTACT + 2, CONTACT + 2, lists[0], "T1 燃气安全小结").await;
    w.pass(Duration::minutes(20)).await;
    let settled: Vec<Delivery> = notices(&db).await;
    assert_eq!(settled, [Delivery::Unknown, Delivery::Unknown, Delivery::Unknown, Delivery::Sent, Delivery::Sent]);
    let states: Vec<(String, Option<i64>)> =
        sqlx::query_as("SELECT state, message FROM outbox WHERE lane = 2 ORDER BY id")
            .fetch_all(&mut db.raw().await)
            .await
            .unwrap();
    let states: Vec<(&str, bool)> = states.iter().map(|(state, message)| (state.as_str(), message.is_some())).collect();
    assert_eq!(states, [("sent", true), ("sent", true), ("unknown", false)]);
    w.close().await;
}

async fn unknown_answer(db: TestDb) {
    let mut w = World::with_departments(&db, &["市住建局"]).await;
    let before = w.count(CONTACT);
    w.sandbox().fault(to_chat(CONTACT, FaultKind::NotApplied(Lost::Page502)));
    w.say(CONTACT, CONTACT, "/my").await;
    w.pass(Duration::minutes(1)).await;
    assert_eq!(w.count(CONTACT), before + 1);
    w.close().await;
}

async fn frozen_chat(db: TestDb) {
    let mut w = World::with_departments(&db, &["市住建局"]).await;
    let before = w.count(CONTACT);
    let parameters = json!({ "retry_after": 30 });
    w.sandbox().fault(to_chat(CONTACT, refuse(429, "Too Many Requests: retry after 30", Some(parameters))));
    w.say(CONTACT, CONTACT, "/my").await;
    w.say(CONTACT, CONTACT, "/help").await;
    w.pass(Duration::seconds(29)).await;
    assert_eq!(w.count(CONTACT), before);
    w.pass(Duration::seconds(5)).await;
    assert_eq!(w.count(CONTACT), before + 2);
    w.close().await;
}

async fn moved_group(db: TestDb) {
    let mut w = World::with_departments(&db, &["市住建局"]).await;
    let moved = -1_009_000_000_001;
    w.act("另一个群", |sandbox| {
        sandbox.group(moved, "安委办工作群");
        sandbox.add_bot(moved, LEAD, true);
    })
    .await;
    let (here, there) = (w.count(LEAD_GROUP), w.count(moved));
    let parameters = json!({ "migrate_to_chat_id": moved });
    let words = "Bad Request: group chat was upgraded to a supergroup chat";
    w.sandbox().fault(to_chat(LEAD_GROUP, refuse(400, words, Some(parameters))));
    w.say(LEAD, LEAD_GROUP, "/tasks").await;
    w.pass(Duration::minutes(2)).await;
    assert_eq!((w.count(LEAD_GROUP), w.count(moved)), (here, there + 1));
    assert!(events(&db).await.iter().any(|event| matches!(event, Event::GroupMoved { group } if group.0 == moved)));
    w.close().await;
}

async fn lost_card(db: TestDb) {
    let mut w = World::with_departments(&db, &["市住建局"]).await;
    publish(&mut w).await;
    w.pass(Duration::days(2)).await;
    let before = w.count(CONTACT);
    let gone = refuse(400, "Bad Request: message to edit not found", None);
    w.sandbox().fault(Fault::once("editMessageText", gone));
    w.tap(CONTACT, CONTACT, "收到").await;
    w.pass(Duration::minutes(1)).await;
    assert_eq!(w.count(CONTACT), before + 1);
    let settled = events(&db).await.into_iter().filter(|event| matches!(event, Event::NudgeSettled { .. })).count();
    assert_eq!(settled, 1);
    w.close().await;
}

async fn deputy(db: TestDb) {
    let mut w = World::with_departments(&db, &["市住建局"]).await;
    w.person(DEPUTY, "小李");
    w.say(LEAD, LEAD, "/invite 市住建局").await;
    let links = w.last(LEAD).text;
    let code = links.split("start=").nth(2).unwrap().split_whitespace().next().unwrap();
    w.open_link(DEPUTY, code).await;
    let before = (w.count(CONTACT), w.count(DEPUTY));
    w.sandbox().fault(to_chat(CONTACT, refuse(403, "Forbidden: bot was blocked by the user", None)));
    publish(&mut w).await;
    w.pass(Duration::minutes(40)).await;
    // One word that they answer for it now, and the notice.
    assert_eq!((w.count(CONTACT), w.count(DEPUTY)), (before.0, before.1 + 2));
    assert_eq!(notices(&db).await, [Delivery::Refused, Delivery::Sent]);
    w.close().await;
}

async fn stopped(db: TestDb) {
    let mut w = World::with_departments(&db, &["市住建局"]).await;
    w.sandbox().fault(to_chat(CONTACT, FaultKind::NotApplied(Lost::Silent)));
    w.say(LEAD, LEAD_GROUP, TASK).await;
    let card = w.card(LEAD_GROUP, "发布");
    w.sandbox().press_label(LEAD, LEAD_GROUP, card.id, "发布").unwrap();
    let before = w.count(CONTACT);
    while !calls(&w).iter().any(|(chat, heard)| *chat == Some(CONTACT) && !heard) {
        tokio::task::yield_now().await;
    }
    w.restart(&db).await;
    w.pass(Duration::hours(2)).await;
    assert_eq!(w.count(CONTACT), before);
    assert_eq!(notices(&db).await, [Delivery::Unknown]);
    w.close().await;
}

/// One that can be handled by now is done once, and one that cannot stays with its reason.
async fn set_aside_again(db: TestDb) {
    let mut w = World::with_departments(&db, &["市住建局"]).await;
    publish(&mut w).await;
    let from = json!({ "id": CONTACT, "is_bot": false, "first_name": "市住建局联络员", "language_code": "zh-hans" });
    let chat = json!({ "id": CONTACT, "type": "private", "first_name": "市住建局联络员" });
    let sent_at = w.now().timestamp();
    let message = json!({ "message_id": 900, "from": from, "chat": chat, "date": sent_at, "text": "收到" });
    let raw = json!({ "update_id": 7, "message": message }).to_string();
    let store = Store::open(&db.url).await.unwrap();
    let now = w.now();
    let put_aside = store.write(move |tx| {
        async move {
            set_aside::insert(tx, 7, &raw, "an earlier version failed", Hearing::at_once(now)).await?;
            set_aside::insert(tx, 8, "{\"update_id\":8,\"message\":{}}", "unreadable", Hearing::at_once(now)).await?;
            set_aside::ask_replay(tx, now).await
        }
        .boxed()
    });
    assert_eq!(put_aside.await.unwrap(), 2);
    for _ in 0..2 {
        w.say(LEAD, LEAD_GROUP, "/help").await;
    }
    let events = events(&db).await;
    let acknowledged = events.iter().filter(|event| matches!(event, Event::Acknowledged { .. })).count();
    assert_eq!(acknowledged, 1, "{events:#?}");
    let mut reader = store.read().await.unwrap();
    let aside = set_aside::list(&mut reader, 0, 10).await.unwrap();
    assert_eq!(aside.iter().map(|row| row.update_id).collect::<Vec<_>>(), [8]);
    assert_eq!(aside[0].error, "it still cannot be read");
    assert!(set_aside::list_asked(&mut reader, 10).await.unwrap().is_empty());
    drop(reader);
    store.close().await;
    w.close().await;
}

/// The chat app lets nothing through until the evening; next morning it is one digest, as if it had been planned for then.
async fn held_up(db: TestDb) {
    let mut w = World::with_departments(&db, &["市住建局"]).await;
    publish(&mut w).await;
    w.until(local(7, 21, 9, 0)).await;
    let before = w.count(CONTACT);
    let parameters = json!({ "retry_after": 9 * 3600 });
    w.sandbox().fault(to_chat(CONTACT, refuse(429, "Too Many Requests: retry after 32400", Some(parameters))));
    w.until(local(7, 22, 8, 0)).await;
    assert_eq!(w.count(CONTACT), before, "{}", w.last(CONTACT).text);
    w.until(local(7, 22, 12, 0)).await;
    assert_eq!(w.count(CONTACT), before + 1);
    let events = events(&db).await;
    let put_off = events.iter().filter(|event| matches!(event, Event::NudgePutOff { .. })).count();
    let sent = events.iter().filter(|event| matches!(event, Event::NudgeSettled { .. })).count();
    assert_eq!((put_off, sent), (1, 1), "{events:#?}");
    w.close().await;
}

async fn held_up_notice(db: TestDb) {
    let mut w = World::with_departments(&db, &["市住建局"]).await;
    let before = w.count(CONTACT);
    let parameters = json!({ "retry_after": 10 * 3600 });
    w.sandbox().fault(to_chat(CONTACT, refuse(429, "Too Many Requests: retry after 36000", Some(parameters))));
    publish(&mut w).await;
    w.until(local(7, 21, 8, 0)).await;
    assert_eq!(w.count(CONTACT), before);
    w.until(local(7, 21, 9, 0)).await;
    assert_eq!(w.count(CONTACT), before + 1);
    assert_eq!(notices(&db).await, [Delivery::Sent]);
    w.close().await;
}

fn local(month: u32, day: u32, hour: u32, minute: u32) -> chrono::DateTime<chrono::Utc> {
    crate::quarter::calendar::at(month, day, hour, minute)
}

async fn forty(db: TestDb) {
    let names: Vec<String> = SIGNS.chars().map(|sign| format!("市{sign}务局")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut w = World::with_departments(&db, &names).await;
    w.sandbox().set_rates(true);
    publish(&mut w).await;
    w.pass(Duration::days(1)).await;
    let refused = w.sandbox().log().into_iter().any(|entry| match entry {
        LogEntry::Answered { answer: Some(answer), .. } => answer["error_code"] == 429,
        _ => false,
    });
    assert!(!refused);
    assert_eq!(notices(&db).await, [Delivery::Sent; 40]);
    w.close().await;
}

async fn publish(w: &mut World) {
    w.say(LEAD, LEAD_GROUP, TASK).await;
    w.tap(LEAD, LEAD_GROUP, "发布").await;
}

fn to_chat(chat: i64, kind: FaultKind) -> Fault {
    Fault { method: Some("sendMessage".into()), chat: Some(chat), times: 1, kind }
}

fn refuse(code: u16, description: &str, parameters: Option<Value>) -> FaultKind {
    FaultKind::Refuse { code, description: description.into(), parameters }
}

/// Chats that were called, and whether the bot heard the answer.
fn calls(w: &World) -> Vec<(Option<i64>, bool)> {
    let log = w.sandbox().log().into_iter();
    log.filter_map(|entry| match entry {
        LogEntry::Answered { chat, heard, .. } => Some((chat, heard)),
        _ => None,
    })
    .collect()
}

async fn events(db: &TestDb) -> Vec<Event> {
    let store = Store::open(&db.url).await.unwrap();
    let mut reader = store.read().await.unwrap();
    let entries = ledger::list(&mut reader, OfficeId(1), EntryNo(0), 10_000).await.unwrap();
    drop(reader);
    store.close().await;
    entries.into_iter().map(|entry| entry.event).collect()
}

/// What became of the notices, in order.
async fn notices(db: &TestDb) -> Vec<Delivery> {
    let settled = |event| match event {
        Event::NoticeSettled { delivery, .. } => Some(delivery),
        _ => None,
    };
    events(db).await.into_iter().filter_map(settled).collect()
}
