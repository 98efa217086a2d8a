//! `getUpdates` and the ways to call at all.

use chrono::TimeDelta;
use serde_json::json;

use super::*;
use crate::sandbox::LogEntry;

#[tokio::test]
async fn an_offset_confirms_and_the_log_knows() {
    let rig = Rig::new();
    rig.sandbox.start_bot(ALICE, None);
    rig.sandbox.say(ALICE, ALICE, "一");
    let got = rig.ok("getUpdates", json!({ "limit": "1" })).await;
    assert_eq!(got.as_array().unwrap().len(), 1);
    assert_eq!(rig.sandbox.unconfirmed(), 2);
    let next = got[0]["update_id"].as_i64().unwrap() + 1;
    let got = rig.ok("getupdates", json!({ "offset": next })).await;
    assert_eq!(got[0]["message"]["text"], "一");
    assert_eq!(rig.sandbox.unconfirmed(), 1);
    let at = monday();
    let expected = [
        LogEntry::Delivered { at, update: next - 1 },
        LogEntry::Confirmed { at, offset: next },
        LogEntry::Delivered { at, update: next },
    ];
    assert_eq!(rig.sandbox.log(), expected);
}

#[tokio::test]
async fn every_answer_says_when_it_was_given() {
    let rig = Rig::new();
    for said in ["Mon, 06 Jul 2026 01:00:00 GMT", "Mon, 06 Jul 2026 02:00:00 GMT"] {
        let answer = rig.raw("getMe", &json!({})).await.unwrap();
        assert_eq!(answer.headers()["date"], said);
        rig.clock.set(monday() + TimeDelta::hours(1));
    }
}

#[tokio::test]
async fn what_dies_unread_is_gone_and_noted() {
    let rig = Rig::new();
    rig.sandbox.start_bot(ALICE, None);
    let card = rig.send(ALICE, "x").await["message_id"].as_i64().unwrap();
    rig.sandbox.press(ALICE, ALICE, card, "a");
    assert_eq!(rig.sandbox.unconfirmed(), 2);
    rig.clock.set(monday() + TimeDelta::seconds(150));
    assert_eq!(rig.sandbox.unconfirmed(), 1);
    let got = rig.ok("getUpdates", json!({})).await;
    assert_eq!(got.as_array().unwrap().len(), 1);
    assert!(rig.sandbox.log().iter().any(|entry| matches!(entry, LogEntry::Expired { .. })));
}

#[tokio::test]
async fn a_waiting_poll_wakes_when_something_arises() {
    let rig = Rig::new();
    let body = json!({ "timeout": 50 });
    let poll = rig.ok("getUpdates", body);
    let speak = async {
        wait_until_polled(&rig, 1).await;
        rig.sandbox.start_bot(ALICE, None);
    };
    let (got, ()) = tokio::join!(poll, speak);
    assert_eq!(got[0]["message"]["text"], "/start");
}

#[tokio::test]
async fn of_two_waiting_polls_the_first_is_ended() {
    let rig = Rig::new();
    let first = rig.refused("getUpdates", json!({ "timeout": 50 }));
    let second = async {
        wait_until_polled(&rig, 1).await;
        rig.ok("getUpdates", json!({ "timeout": 50, "offset": 1 })).await
    };
    let speak = async {
        wait_until_polled(&rig, 2).await;
        rig.sandbox.start_bot(ALICE, None);
    };
    let (first, second, ()) = tokio::join!(first, second, speak);
    let what = "terminated by other getUpdates request; make sure that only one bot instance is running";
    assert_eq!(first, (409, format!("Conflict: {what}")));
    assert_eq!(second.as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_webhook_excludes_polling_until_deleted() {
    let rig = Rig::new();
    let form = reqwest::multipart::Form::new().text("url", "https://example.org/hook");
    let url = format!("{}bot{TOKEN}/SetWebhook", rig.sandbox.api_url());
    assert_eq!(rig.client.post(url).multipart(form).send().await.unwrap().status(), 200);
    let (code, what) = rig.refused("getUpdates", json!({})).await;
    assert_eq!(code, 409);
    assert!(what.starts_with("Conflict: can't use getUpdates method while webhook is active"), "{what}");
    rig.ok("deleteWebhook", json!({})).await;
    rig.sandbox.start_bot(ALICE, None);
    assert_eq!(rig.ok("getUpdates", json!({})).await.as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn the_filter_sticks_to_the_token() {
    let rig = Rig::new();
    rig.sandbox.start_bot(ALICE, None);
    rig.ok("getUpdates", json!({ "offset": -1, "allowed_updates": ["callback_query"] })).await;
    rig.waiting();
    rig.sandbox.say(ALICE, ALICE, "不来");
    rig.sandbox.press(ALICE, ALICE, 1, "来");
    assert_eq!(rig.waiting(), ["callback_query 来"]);
}

#[tokio::test]
async fn confirmed_updates_can_be_delivered_twice() {
    let rig = Rig::new();
    rig.sandbox.start_bot(ALICE, None);
    let first = rig.ok("getUpdates", json!({})).await;
    let next = first[0]["update_id"].as_i64().unwrap() + 1;
    rig.confirm(next);
    rig.sandbox.redeliver(1);
    assert_eq!(rig.ok("getUpdates", json!({ "offset": next })).await, first);
}

#[tokio::test]
async fn tokens_paths_and_methods_are_judged_as_by_the_original() {
    let rig = Rig::new();
    let base = rig.sandbox.api_url();
    let table = [
        (format!("bot{TOKEN}/GETME"), 200),
        (format!("bot{TOKEN}/getMe?x=1"), 200),
        (format!("bot{TOKEN}/getNothing"), 404),
        ("bot7000000001:wrong/getMe".to_owned(), 401),
        ("botnonsense/getMe".to_owned(), 401),
        ("elsewhere".to_owned(), 404),
    ];
    for (path, status) in table {
        let answer = rig.client.get(format!("{base}{path}")).send().await.unwrap();
        assert_eq!(answer.status(), status, "{path}");
    }
    rig.sandbox.start_bot(ALICE, None);
    let url = format!("{base}bot{TOKEN}/sendMessage?chat_id={ALICE}");
    let sent = rig.client.post(url).form(&[("text", "a b")]).send().await.unwrap().json::<Value>().await.unwrap();
    assert_eq!(sent["result"]["text"], "a b");
}

/// Until so many polls have begun to wait.
async fn wait_until_polled(rig: &Rig, count: u64) {
    let mut changes = rig.sandbox.watch();
    while rig.sandbox.polls_waiting() < count {
        changes.changed().await.unwrap();
    }
}
