//! Words, buttons, limits, edits, files.

use serde_json::json;

use super::*;

fn open_rig() -> Rig {
    let rig = Rig::new();
    rig.sandbox.start_bot(ALICE, None);
    rig.waiting();
    rig
}

#[tokio::test]
async fn text_is_kept_trimmed_and_with_its_entities() {
    let rig = open_rig();
    let html = "\n <b>您好</b> &amp; 😀<code>T12</code>\n\n";
    let sent = rig.ok("sendMessage", json!({ "chat_id": ALICE, "text": html, "parse_mode": "HTML" })).await;
    assert_eq!(sent["text"], "您好 & 😀T12");
    let bold = json!({ "type": "bold", "offset": 0, "length": 2 });
    let code = json!({ "type": "code", "offset": 7, "length": 3 });
    assert_eq!(sent["entities"], json!([bold, code]));
    let shown = rig.sandbox.messages(ALICE).pop().unwrap();
    assert_eq!(shown.html, "<b>您好</b> &amp; 😀<code>T12</code>");
    assert!(shown.bot);
}

#[tokio::test]
async fn what_is_too_long_or_empty_is_refused_in_code_points() {
    let rig = open_rig();
    let data = |length: usize| json!({ "inline_keyboard": [[{ "text": "x", "callback_data": "d".repeat(length) }]] });
    let table = [
        (json!({ "text": "字".repeat(4097) }), "message is too long"),
        (json!({ "text": " \n " }), "text must be non-empty"),
        (json!({}), "message text is empty"),
        (json!({ "text": "x", "reply_markup": data(65) }), "BUTTON_DATA_INVALID"),
        (json!({ "text": "x", "reply_to_message_id": 99 }), "message to be replied not found"),
        (json!({ "text": "x", "message_thread_id": 99 }), "message thread not found"),
        (
            json!({ "text": "<b>x", "parse_mode": "HTML" }),
            "can't parse entities: Can't find end tag corresponding to start tag \"b\"",
        ),
    ];
    for (mut body, what) in table {
        body["chat_id"] = json!(ALICE);
        assert_eq!(rig.refused("sendMessage", body).await, (400, format!("Bad Request: {what}")));
    }
    rig.send(ALICE, &"😀".repeat(4096)).await;
    let lenient = json!({ "message_id": 99, "allow_sending_without_reply": true });
    rig.ok(
        "sendMessage",
        json!({ "chat_id": ALICE, "text": "x", "reply_parameters": lenient, "reply_markup": data(64) }),
    )
    .await;
}

#[tokio::test]
async fn an_edit_changes_the_card_and_the_same_again_is_not_modified() {
    let rig = open_rig();
    let sent = rig.send(ALICE, "一").await;
    let edit = json!({ "chat_id": ALICE, "message_id": sent["message_id"], "text": " 二 " });
    assert_eq!(rig.ok("editMessageText", edit.clone()).await["text"], "二");
    let (code, what) = rig.refused("editMessageText", edit).await;
    assert_eq!(code, 400);
    assert!(what.starts_with("Bad Request: message is not modified: "), "{what}");
    let mine = rig.sandbox.say(ALICE, ALICE, "我的");
    rig.sandbox.delete(ALICE, sent["message_id"].as_i64().unwrap());
    let table = [
        (json!({ "message_id": mine, "text": "x" }), "message can't be edited"),
        (json!({ "message_id": sent["message_id"], "text": "x" }), "message to edit not found"),
    ];
    for (mut body, what) in table {
        body["chat_id"] = json!(ALICE);
        assert_eq!(rig.refused("editMessageText", body).await.1, format!("Bad Request: {what}"));
    }
    let other = rig.send(ALICE, "三").await["message_id"].clone();
    let long = json!({ "chat_id": ALICE, "message_id": other, "text": "x".repeat(4097) });
    assert_eq!(rig.refused("editMessageText", long).await.1, "Bad Request: MESSAGE_TOO_LONG");
}

#[tokio::test]
async fn a_press_is_answered_once_and_in_time() {
    let rig = open_rig();
    let keyboard = json!({ "inline_keyboard": [[{ "text": "收到", "callback_data": "ack:1" }]] });
    let sent = rig.ok("sendMessage", json!({ "chat_id": ALICE, "text": "x", "reply_markup": keyboard })).await;
    let card = sent["message_id"].as_i64().unwrap();
    assert!(rig.sandbox.press_label(ALICE, ALICE, card, "没有").is_err());
    let press = rig.sandbox.press_label(ALICE, ALICE, card, "收到").unwrap();
    assert_eq!(rig.sandbox.toast(&press), None);
    let update = rig.updates().await.pop().unwrap();
    assert_eq!(update["callback_query"]["data"], "ack:1");
    assert_eq!(update["callback_query"]["message"]["reply_markup"], keyboard);
    let answer = json!({ "callback_query_id": press, "text": "好", "show_alert": true });
    rig.ok("answerCallbackQuery", answer.clone()).await;
    assert_eq!(rig.sandbox.toast(&press), Some(("好".to_owned(), true)));
    rig.clock.set(monday() + chrono::TimeDelta::seconds(151));
    let (_, what) = rig.refused("answerCallbackQuery", answer).await;
    assert_eq!(what, "Bad Request: query is too old and response timeout expired or query ID is invalid");
    rig.sandbox.delete(ALICE, card);
    rig.sandbox.press(ALICE, ALICE, card, "ack:1");
    assert_eq!(rig.updates().await[0]["callback_query"]["message"]["date"], 0);
}

#[tokio::test]
async fn files_go_both_ways_up_to_twenty_megabytes_down() {
    let rig = open_rig();
    let part = reqwest::multipart::Part::bytes(b"a,b".to_vec()).file_name("月报.csv");
    let form = reqwest::multipart::Form::new()
        .text("chat_id", ALICE.to_string())
        .text("caption", "报表")
        .text("document", "attach://f0")
        .part("f0", part);
    let url = format!("{}bot{TOKEN}/SendDocument", rig.sandbox.api_url());
    let sent: Value = rig.client.post(url).multipart(form).send().await.unwrap().json().await.unwrap();
    let file = sent["result"]["document"]["file_id"].as_str().unwrap();
    assert_eq!(rig.sandbox.file_bytes(file).unwrap(), b"a,b");
    let shown = rig.sandbox.messages(ALICE).pop().unwrap();
    assert_eq!((shown.file.unwrap().name.as_str(), shown.text.as_str()), ("月报.csv", "报表"));

    let path = rig.ok("getFile", json!({ "file_id": file })).await["file_path"].as_str().unwrap().replace('/', "%2F");
    let url = format!("{}file/bot{TOKEN}/{path}", rig.sandbox.api_url());
    let bytes = rig.client.get(&url).send().await.unwrap().bytes().await.unwrap();
    assert_eq!(&bytes[..], b"a,b");
    rig.clock.set(monday() + chrono::TimeDelta::minutes(61));
    assert_eq!(rig.client.get(&url).send().await.unwrap().status(), 404);

    rig.sandbox.send_file(ALICE, ALICE, "big.zip", &vec![0; 20_000_001], "");
    let update = rig.updates().await.pop().unwrap();
    let big = update["message"]["document"]["file_id"].clone();
    assert_eq!(rig.refused("getFile", json!({ "file_id": big })).await.1, "Bad Request: file is too big");
}

#[tokio::test]
async fn own_messages_can_be_deleted_for_two_days() {
    let rig = open_rig();
    let id = rig.send(ALICE, "x").await["message_id"].clone();
    let later = rig.send(ALICE, "y").await["message_id"].clone();
    let delete = |id: &Value| json!({ "chat_id": ALICE, "message_id": id });
    rig.ok("deleteMessage", delete(&id)).await;
    assert_eq!(rig.refused("deleteMessage", delete(&id)).await.1, "Bad Request: message to delete not found");
    rig.clock.set(monday() + chrono::TimeDelta::hours(49));
    let (_, what) = rig.refused("deleteMessage", delete(&later)).await;
    assert_eq!(what, "Bad Request: message can't be deleted for everyone");
}

#[tokio::test]
async fn reactions_come_from_the_list() {
    let rig = open_rig();
    let id = rig.sandbox.say(ALICE, ALICE, "报了");
    let react =
        |emoji: &str| json!({ "chat_id": ALICE, "message_id": id, "reaction": [{ "type": "emoji", "emoji": emoji }] });
    rig.ok("setMessageReaction", react("👌")).await;
    assert_eq!(rig.refused("setMessageReaction", react("✅")).await.1, "Bad Request: REACTION_INVALID");
    let custom = json!([{ "type": "custom_emoji", "custom_emoji_id": "5368324170671202286" }]);
    let custom = json!({ "chat_id": ALICE, "message_id": id, "reaction": custom });
    assert_eq!(rig.refused("setMessageReaction", custom).await.1, "Bad Request: REACTION_INVALID");
    let shown = rig.sandbox.messages(ALICE).pop().unwrap();
    assert_eq!(shown.reaction.as_deref(), Some("👌"));
}
