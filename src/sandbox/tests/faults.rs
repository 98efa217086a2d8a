//! What goes wrong on demand.

use std::time::Duration;

use serde_json::json;

use super::*;
use crate::sandbox::{Fault, FaultKind, LogEntry, Lost};

fn answered(rig: &Rig) -> Vec<(bool, bool)> {
    let log = rig.sandbox.log();
    let answers = log.into_iter().filter_map(|entry| match entry {
        LogEntry::Answered { answer, heard, .. } => Some((answer.is_some(), heard)),
        _ => None,
    });
    answers.collect()
}

async fn struck(kind: FaultKind) -> (Rig, Result<reqwest::Response, reqwest::Error>) {
    let rig = Rig::new();
    rig.sandbox.start_bot(ALICE, None);
    rig.sandbox.fault(Fault::once("sendmessage", kind));
    let answer = rig.raw("sendMessage", &json!({ "chat_id": ALICE, "text": "x" })).await;
    (rig, answer)
}

#[tokio::test]
async fn a_refusal_on_demand_comes_once_and_with_its_header() {
    let parameters = Some(json!({ "retry_after": 7 }));
    let description = "Too Many Requests: retry after 7".to_owned();
    let (rig, answer) = struck(FaultKind::Refuse { code: 429, description, parameters }).await;
    let answer = answer.unwrap();
    assert_eq!(answer.status(), 429);
    assert_eq!(answer.headers()["retry-after"], "7");
    let body: Value = answer.json().await.unwrap();
    assert_eq!(body["parameters"]["retry_after"], 7);
    assert_eq!(rig.sandbox.messages(ALICE).len(), 1);
    rig.send(ALICE, "x").await;
}

#[tokio::test]
async fn a_dropped_answer_leaves_its_effect() {
    let (rig, answer) = struck(FaultKind::Applied(Lost::Cut)).await;
    assert!(answer.is_err());
    assert_eq!(rig.sandbox.messages(ALICE).len(), 2);
    assert_eq!(answered(&rig), [(true, false)]);
}

#[tokio::test]
async fn a_cut_body_leaves_its_effect_and_cannot_be_read() {
    let (rig, answer) = struck(FaultKind::Applied(Lost::Half)).await;
    assert!(answer.unwrap().bytes().await.is_err());
    assert_eq!(rig.sandbox.messages(ALICE).len(), 2);
}

#[tokio::test]
async fn a_proxys_page_is_no_json_and_has_no_effect() {
    let (rig, answer) = struck(FaultKind::NotApplied(Lost::Page502)).await;
    let answer = answer.unwrap();
    assert_eq!(answer.status(), 502);
    assert!(answer.text().await.unwrap().starts_with("<html>"));
    assert_eq!(rig.sandbox.messages(ALICE).len(), 1);
}

#[tokio::test]
async fn an_odd_answer_says_neither_yes_nor_no() {
    for (kind, shown) in [(FaultKind::Applied(Lost::Odd), 2), (FaultKind::NotApplied(Lost::Odd), 1)] {
        let (rig, answer) = struck(kind).await;
        let body: Value = answer.unwrap().json().await.unwrap();
        assert_eq!(body.get("ok"), None);
        assert_eq!(rig.sandbox.messages(ALICE).len(), shown);
    }
}

#[tokio::test]
async fn the_servers_own_error_leaves_open_what_it_did() {
    for (kind, shown) in [(FaultKind::Applied(Lost::Status500), 2), (FaultKind::NotApplied(Lost::Status500), 1)] {
        let (rig, answer) = struck(kind).await;
        assert_eq!(answer.unwrap().status(), 500);
        assert_eq!(rig.sandbox.messages(ALICE).len(), shown);
    }
}

#[tokio::test]
async fn a_call_that_is_never_answered_has_no_effect() {
    let rig = Rig::new();
    rig.sandbox.start_bot(ALICE, None);
    rig.sandbox.fault(Fault { method: None, chat: Some(ALICE), times: 1, kind: FaultKind::NotApplied(Lost::Silent) });
    let mut changes = rig.sandbox.watch();
    let noted = async {
        while rig.sandbox.log().is_empty() {
            changes.changed().await.unwrap();
        }
    };
    let body = json!({ "chat_id": ALICE, "text": "x" });
    tokio::select! {
        answer = rig.raw("sendMessage", &body) => panic!("{answer:?}"),
        () = noted => {}
    }
    assert_eq!(rig.sandbox.messages(ALICE).len(), 1);
    assert_eq!(answered(&rig), [(false, false)]);
}

#[tokio::test]
async fn a_delayed_call_is_answered_in_the_end() {
    let (rig, answer) = struck(FaultKind::Delay(Duration::from_millis(1))).await;
    assert_eq!(answer.unwrap().status(), 200);
    assert_eq!(rig.sandbox.messages(ALICE).len(), 2);
}

#[tokio::test]
async fn rates_answer_429_when_they_are_on() {
    let rig = Rig::with_group(false);
    for _ in 0..21 {
        rig.send(GROUP, "x").await;
    }
    rig.sandbox.set_rates(true);
    for _ in 0..20 {
        rig.send(GROUP, "x").await;
    }
    let refused = rig.refused("sendMessage", json!({ "chat_id": GROUP, "text": "x" })).await;
    assert_eq!(refused, (429, "Too Many Requests: retry after 60".to_owned()));
    rig.clock.set(monday() + chrono::TimeDelta::minutes(1));
    rig.send(GROUP, "x").await;
}
