//! What people send beside words, and what they change afterwards.

use serde_json::json;

use super::*;

fn open_rig() -> Rig {
    let rig = Rig::new();
    rig.sandbox.start_bot(ALICE, None);
    rig.waiting();
    rig
}

#[tokio::test]
async fn an_album_is_a_message_for_each_file_under_one_number() {
    let rig = open_rig();
    let sent = rig.sandbox.send_album(ALICE, ALICE, &[("月报.docx", b"a"), ("台账.xlsx", b"bc")], "#7月 请查收");
    let single = rig.sandbox.send_file(ALICE, ALICE, "补充.pdf", b"d", "");
    let updates = rig.updates().await;
    let messages: Vec<&Value> = updates.iter().map(|update| &update["message"]).collect();
    assert_eq!(
        messages.iter().map(|it| it["message_id"].as_i64().unwrap()).collect::<Vec<_>>(),
        [sent[0], sent[1], single]
    );
    let album = messages[0]["media_group_id"].as_str().unwrap();
    assert!(album.bytes().all(|byte| byte.is_ascii_digit()));
    assert_eq!(messages[1]["media_group_id"], album);
    assert_eq!(messages[2].get("media_group_id"), None);
    assert_eq!(messages[0]["caption"], "#7月 请查收");
    assert_eq!(messages[1].get("caption"), None);
    assert_eq!(messages[1]["document"]["file_name"], "台账.xlsx");
    assert_eq!(messages[1]["document"]["file_size"], 2);
    let again = rig.sandbox.send_album(ALICE, ALICE, &[("a", b""), ("b", b"")], "");
    assert_eq!(again.len(), 2);
    assert_ne!(rig.updates().await[0]["message"]["media_group_id"], album);
}

#[tokio::test]
async fn a_photo_comes_in_sizes_without_a_name_and_is_sent_on_as_a_photo() {
    let rig = open_rig();
    rig.sandbox.send_photo(ALICE, ALICE, b"jpeg", "现场 /x");
    let message = rig.updates().await[0]["message"].clone();
    let sizes = message["photo"].as_array().unwrap();
    assert_eq!(sizes.len(), 2);
    assert_ne!(sizes[0]["file_id"], sizes[1]["file_id"]);
    assert!(sizes[0]["width"].as_i64() < sizes[1]["width"].as_i64());
    assert_eq!((&message["caption"], message.get("document")), (&json!("现场 /x"), None));
    assert_eq!(message["caption_entities"][0]["type"], "bot_command");
    let file = sizes[1]["file_id"].clone();
    let path = rig.ok("getFile", json!({ "file_id": file })).await["file_path"].clone();
    assert!(path.as_str().unwrap().starts_with("photos/"), "{path}");
    rig.ok("sendPhoto", json!({ "chat_id": ALICE, "photo": file })).await;
    assert!(rig.sandbox.messages(ALICE).pop().unwrap().file.unwrap().photo);
    let (_, what) = rig.refused("sendDocument", json!({ "chat_id": ALICE, "document": file })).await;
    assert_eq!(what, "Bad Request: can't use file of type Photo as Document");
}

#[tokio::test]
async fn stickers_voices_and_places_carry_no_words() {
    let rig = open_rig();
    rig.sandbox.send_sticker(ALICE, ALICE, "👌");
    rig.sandbox.send_voice(ALICE, ALICE, 7);
    rig.sandbox.send_location(ALICE, ALICE, 30.25, 120.5);
    let updates = rig.updates().await;
    assert_eq!(updates[0]["message"]["sticker"]["emoji"], "👌");
    assert_eq!(updates[1]["message"]["voice"]["duration"], 7);
    assert_eq!(updates[2]["message"]["location"], json!({ "latitude": 30.25, "longitude": 120.5 }));
    assert!(updates.iter().all(|update| update["message"].get("text").is_none()));
    assert_eq!(rig.sandbox.messages(ALICE)[2].sign.as_deref(), Some("🎤 0:07"));
}

#[tokio::test]
async fn an_edit_is_told_with_its_time_also_of_a_caption() {
    let rig = open_rig();
    let said = rig.sandbox.say(ALICE, ALICE, "周五给");
    let sent = rig.sandbox.send_file(ALICE, ALICE, "a.pdf", b"a", "月报");
    rig.waiting();
    rig.clock.set(monday() + chrono::TimeDelta::minutes(5));
    rig.sandbox.edit(ALICE, ALICE, said, "下周一给");
    rig.sandbox.edit(ALICE, ALICE, sent, "台账");
    let updates = rig.updates().await;
    let (words, caption) = (&updates[0]["edited_message"], &updates[1]["edited_message"]);
    assert_eq!((&words["message_id"], &words["text"]), (&json!(said), &json!("下周一给")));
    assert_eq!(words["edit_date"].as_i64().unwrap() - words["date"].as_i64().unwrap(), 300);
    assert_eq!((&caption["caption"], caption.get("text")), (&json!("台账"), None));
    assert_eq!(caption["document"]["file_name"], "a.pdf");
}

#[tokio::test]
async fn what_is_sent_on_names_who_wrote_it_and_when() {
    let rig = Rig::with_group(true);
    rig.sandbox.start_bot(ALICE, None);
    let sent = rig.sandbox.send_file(BOB, GROUP, "月报.docx", b"a", "月报");
    rig.updates().await;
    rig.sandbox.forward(ALICE, ALICE, GROUP, sent);
    let message = rig.updates().await[0]["message"].clone();
    let origin = &message["forward_origin"];
    assert_eq!((&origin["type"], &origin["sender_user"]["first_name"]), (&json!("user"), &json!("Bob")));
    assert_eq!((&message["from"]["id"], &message["caption"]), (&json!(ALICE), &json!("月报")));
    assert_eq!(rig.sandbox.messages(ALICE).pop().unwrap().forwarded_from.as_deref(), Some("Bob"));
}

#[tokio::test]
async fn a_reply_to_what_was_deleted_replies_to_nothing() {
    let rig = open_rig();
    let card = rig.send(ALICE, "通知").await["message_id"].as_i64().unwrap();
    rig.sandbox.reply(ALICE, ALICE, card, "收到");
    rig.sandbox.delete(ALICE, card);
    rig.sandbox.reply(ALICE, ALICE, card, "明天给");
    let updates = rig.updates().await;
    assert_eq!(updates[0]["message"]["reply_to_message"]["text"], "通知");
    assert_eq!(updates[1]["message"].get("reply_to_message"), None);
}
