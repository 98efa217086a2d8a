//! The page's API.

use futures::StreamExt as _;
use serde_json::json;

use super::*;

impl Rig {
    async fn get(&self, path: &str) -> Value {
        let url = format!("{}{path}", self.sandbox.page_url());
        self.client.get(url).send().await.unwrap().json().await.unwrap()
    }

    async fn post(&self, path: &str, body: Value) -> (u16, Value) {
        let url = format!("{}{path}", self.sandbox.page_url());
        let answer = self.client.post(url).json(&body).send().await.unwrap();
        (answer.status().as_u16(), answer.json().await.unwrap())
    }
}

#[tokio::test]
async fn the_world_shows_people_and_chats() {
    let rig = Rig::with_group(true);
    rig.post("api/start", json!({ "as": ALICE, "code": null })).await;
    rig.post("api/play", json!({ "user": BOB })).await;
    assert!(rig.sandbox.is_played(BOB));
    let world = rig.get("api/world").await;
    assert_eq!(world["now"], "2026-07-06T01:00:00Z");
    assert_eq!(world["bot"]["username"], "cuiban_demo_bot");
    assert_eq!(world["people"][1], json!({ "id": BOB, "name": "Bob", "language": "en", "played": true }));
    let group = &world["chats"][0];
    assert_eq!((&group["kind"], &group["last"], &group["count"]), (&json!("group"), &json!(null), &json!(0)));
    assert_eq!(group["members"].as_array().unwrap().len(), 3);
    let private = &world["chats"][1];
    assert_eq!((&private["user"], &private["last"]["text"]), (&json!(ALICE), &json!("/start")));
}

#[tokio::test]
async fn words_files_and_presses_go_through_the_page() {
    let rig = Rig::with_group(true);
    let (status, said) = rig.post("api/say", json!({ "as": BOB, "chat": GROUP, "text": "在吗" })).await;
    assert_eq!(status, 200);
    let keyboard = json!({ "inline_keyboard": [[{ "text": "好", "callback_data": "ok" }, { "text": "t", "url": "https://t.me/x?start=A" }]] });
    let reply = json!({ "message_id": said["message"] });
    let body = json!({ "chat_id": GROUP, "text": "在", "reply_parameters": reply, "reply_markup": keyboard });
    let card = rig.ok("sendMessage", body).await["message_id"].clone();

    let form = reqwest::multipart::Form::new()
        .text("as", BOB.to_string())
        .text("chat", GROUP.to_string())
        .text("caption", "/roster")
        .part("file", reqwest::multipart::Part::bytes(b"x".to_vec()).file_name("名单.csv"));
    let url = format!("{}api/file", rig.sandbox.page_url());
    assert_eq!(rig.client.post(url).multipart(form).send().await.unwrap().status(), 200);

    let shown = rig.get(&format!("api/messages?chat={GROUP}")).await;
    assert_eq!(shown[1]["reply_to"], said["message"]);
    let buttons = json!([[{ "label": "好", "data": "ok" }, { "label": "t", "url": "https://t.me/x?start=A" }]]);
    assert_eq!(shown[1]["buttons"], buttons);
    assert_eq!(shown[2]["file"]["name"], "名单.csv");
    let file =
        rig.client.get(format!("{}api/file/{}", rig.sandbox.page_url(), shown[2]["file"]["id"].as_str().unwrap()));
    assert_eq!(&file.send().await.unwrap().bytes().await.unwrap()[..], b"x");

    rig.waiting();
    let press = rig.post("api/press", json!({ "as": BOB, "chat": GROUP, "message": card, "data": "ok" }));
    let answer = async {
        let got = rig.ok("getUpdates", json!({ "timeout": 50 })).await;
        let id = got[0]["callback_query"]["id"].clone();
        rig.ok("answerCallbackQuery", json!({ "callback_query_id": id, "text": "收到" })).await;
    };
    let ((_, toast), ()) = tokio::join!(press, answer);
    assert_eq!(toast, json!({ "toast": "收到", "alert": false }));
}

#[tokio::test]
async fn albums_signs_edits_and_forwards_go_through_the_page() {
    let rig = Rig::with_group(true);
    rig.post("api/start", json!({ "as": BOB, "code": null })).await;
    rig.waiting();
    let part = |name: &str| reqwest::multipart::Part::bytes(b"x".to_vec()).file_name(name.to_owned());
    let form = reqwest::multipart::Form::new()
        .text("as", BOB.to_string())
        .text("chat", BOB.to_string())
        .text("photos", "true")
        .part("file", part("a.jpg"))
        .part("file", part("b.jpg"));
    let url = format!("{}api/file", rig.sandbox.page_url());
    let sent: Value = rig.client.post(url).multipart(form).send().await.unwrap().json().await.unwrap();
    assert_eq!(sent["messages"].as_array().unwrap().len(), 2);
    let said = rig.post("api/say", json!({ "as": BOB, "chat": BOB, "text": "周五给" })).await.1["message"].clone();
    for what in [json!({ "sticker": "👌" }), json!({ "voice": 3 }), json!({ "location": [30.0, 120.0] })] {
        let mut body = json!({ "as": BOB, "chat": BOB });
        body.as_object_mut().unwrap().extend(what.as_object().unwrap().clone());
        assert_eq!(rig.post("api/sign", body).await.0, 200);
    }
    let of_said = |fields: Value| {
        let mut body = json!({ "as": BOB, "chat": BOB, "message": said });
        body.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        body
    };
    assert_eq!(rig.post("api/edit", of_said(json!({ "text": "周一给" }))).await.0, 200);
    assert_eq!(rig.post("api/edit", of_said(json!({ "as": ALICE, "text": "x" }))).await.0, 404);
    assert_eq!(rig.post("api/forward", of_said(json!({ "to": GROUP }))).await.0, 200);
    let shown = rig.get(&format!("api/messages?chat={BOB}")).await;
    assert_eq!(shown[1]["album"], shown[2]["album"]);
    assert_eq!((&shown[2]["file"]["photo"], &shown[4]["sign"]), (&json!(true), &json!("👌")));
    assert!(shown[3]["edited"].is_string());
    assert_eq!(rig.get(&format!("api/messages?chat={GROUP}")).await[0]["forwarded"], "Bob");
    assert_eq!(rig.post("api/delete", of_said(json!({}))).await.0, 200);
    assert_eq!(rig.post("api/delete", of_said(json!({}))).await.0, 404);
    let kinds = rig.waiting();
    assert_eq!(kinds.iter().filter(|kind| kind.starts_with("edited_message")).count(), 1, "{kinds:?}");
}

#[tokio::test]
async fn nobody_acts_where_they_are_not() {
    let rig = Rig::with_group(true);
    rig.sandbox.user(13, "外人", "zh");
    for body in [json!({ "as": 13, "chat": GROUP, "text": "x" }), json!({ "as": 99, "chat": 99, "text": "x" })] {
        assert_eq!(rig.post("api/say", body).await.0, 404);
    }
    assert_eq!(rig.post("api/start", json!({ "as": ALICE, "code": "a b" })).await.0, 400);
    assert_eq!(rig.post("api/press", json!({ "as": BOB, "chat": BOB, "message": 1, "data": "x" })).await.0, 404);
}

#[tokio::test]
async fn foreign_pages_are_kept_out() {
    let rig = Rig::new();
    let url = format!("{}api/world", rig.sandbox.page_url());
    let foreign = rig.client.get(&url).header("origin", "https://example.org").send().await.unwrap();
    assert_eq!(foreign.status(), 403);
    let bent = rig.client.get(&url).header("host", "example.org").send().await.unwrap();
    assert_eq!(bent.status(), 403);
    let page = rig.client.get(rig.sandbox.page_url()).send().await.unwrap();
    assert_eq!(page.headers()["content-type"], "text/html; charset=utf-8");
}

#[tokio::test]
async fn the_stream_tells_what_changes() {
    let rig = Rig::new();
    let url = format!("{}api/stream", rig.sandbox.page_url());
    let mut stream = rig.client.get(url).send().await.unwrap().bytes_stream();
    rig.sandbox.start_bot(ALICE, None);
    let mut told = String::new();
    while !told.contains("\"chat\":11") {
        told.push_str(std::str::from_utf8(&stream.next().await.unwrap().unwrap()).unwrap());
    }
    rig.clock.set(monday() + chrono::TimeDelta::hours(1));
    while !told.contains("\"now\":\"2026-07-06T02:00:00Z\"") {
        told.push_str(std::str::from_utf8(&stream.next().await.unwrap().unwrap()).unwrap());
    }
}
