//! Who may write to whom, who sees what, what groups become.

use serde_json::json;

use super::*;

async fn refusal(rig: &Rig, chat: i64) -> (i64, String) {
    rig.refused("sendMessage", json!({ "chat_id": chat, "text": "x" })).await
}

fn says(code: i64, what: &str) -> (i64, String) {
    (code, what.to_owned())
}

#[tokio::test]
async fn a_private_chat_is_closed_until_start_and_after_a_block() {
    let rig = Rig::with_group(true);
    assert_eq!(refusal(&rig, 999).await, says(400, "Bad Request: chat not found"));
    assert_eq!(refusal(&rig, BOB).await, says(400, "Bad Request: chat not found"));
    rig.sandbox.say(BOB, GROUP, "大家好");
    assert_eq!(refusal(&rig, BOB).await, says(403, "Forbidden: bot can't initiate conversation with a user"));
    rig.sandbox.start_bot(BOB, Some("abc"));
    rig.send(BOB, "x").await;
    rig.waiting();
    rig.sandbox.block(BOB);
    assert_eq!(refusal(&rig, BOB).await, says(403, "Forbidden: bot was blocked by the user"));
    rig.sandbox.unblock(BOB);
    rig.send(BOB, "x").await;
    assert_eq!(rig.waiting(), ["my_chat_member", "my_chat_member"]);
    rig.sandbox.deactivate(BOB);
    assert_eq!(refusal(&rig, BOB).await, says(403, "Forbidden: user is deactivated"));
    rig.sandbox.other_bot(77, "其他机器人");
    assert_eq!(refusal(&rig, 77).await, says(403, "Forbidden: the bot can't send messages to the bot"));
}

#[tokio::test]
async fn a_start_undoes_a_block_and_carries_its_code() {
    let rig = Rig::new();
    rig.sandbox.start_bot(ALICE, None);
    rig.sandbox.block(ALICE);
    rig.sandbox.start_bot(ALICE, Some("c0de"));
    assert_eq!(rig.waiting(), ["message /start", "my_chat_member", "my_chat_member", "message /start c0de"]);
}

#[tokio::test]
async fn privacy_mode_shows_commands_and_replies_alone() {
    let rig = Rig::with_group(false);
    assert_eq!(rig.waiting(), ["my_chat_member", "message"]);
    rig.sandbox.say(ALICE, GROUP, "随便说说");
    rig.sandbox.say(ALICE, GROUP, "/tasks");
    rig.sandbox.say(ALICE, GROUP, "/tasks@Cuiban_Demo_Bot");
    rig.sandbox.say(ALICE, GROUP, "/tasks@other_bot");
    assert_eq!(rig.waiting(), ["message /tasks@Cuiban_Demo_Bot"]);
    let card = rig.send(GROUP, "在").await["message_id"].as_i64().unwrap();
    rig.sandbox.say(ALICE, GROUP, "/my");
    rig.sandbox.say(ALICE, GROUP, "/my");
    rig.sandbox.reply(BOB, GROUP, card, "好的");
    assert_eq!(rig.waiting(), ["message /my", "message 好的"]);
    rig.sandbox.promote(GROUP, rig.sandbox.bot_id());
    rig.sandbox.say(ALICE, GROUP, "都看得见");
    assert_eq!(rig.waiting(), ["my_chat_member", "message 都看得见"]);
}

#[tokio::test]
async fn switching_privacy_needs_adding_again() {
    let rig = Rig::with_group(false);
    rig.waiting();
    rig.sandbox.set_privacy(false);
    rig.sandbox.say(ALICE, GROUP, "一");
    rig.sandbox.remove_bot(GROUP);
    rig.sandbox.add_bot(GROUP, ALICE, false);
    rig.sandbox.say(ALICE, GROUP, "二");
    assert_eq!(rig.waiting(), ["my_chat_member", "my_chat_member", "message", "message 二"]);
    assert_eq!(rig.ok("getMe", json!({})).await["can_read_all_group_messages"], true);
}

#[tokio::test]
async fn lost_groups_say_how_they_were_lost() {
    let rig = Rig::with_group(false);
    rig.sandbox.mute_bot(GROUP, true);
    let muted = "Bad Request: not enough rights to send text messages to the chat";
    assert_eq!(refusal(&rig, GROUP).await, says(400, muted));
    rig.sandbox.remove_bot(GROUP);
    assert_eq!(refusal(&rig, GROUP).await, says(403, "Forbidden: bot was kicked from the group chat"));
    rig.sandbox.add_bot(GROUP, ALICE, false);
    rig.ok("leaveChat", json!({ "chat_id": GROUP })).await;
    assert_eq!(refusal(&rig, GROUP).await, says(403, "Forbidden: bot is not a member of the group chat"));
    rig.sandbox.add_bot(GROUP, ALICE, false);
    rig.sandbox.delete_group(GROUP);
    assert_eq!(refusal(&rig, GROUP).await, says(403, "Forbidden: the group chat was deleted"));
}

#[tokio::test]
async fn an_upgraded_group_names_its_new_number() {
    let rig = Rig::with_group(true);
    rig.waiting();
    let new = rig.sandbox.upgrade_group(GROUP);
    let updates = rig.updates().await;
    assert_eq!(updates[0]["message"]["migrate_to_chat_id"], new);
    assert_eq!(updates[1]["message"]["migrate_from_chat_id"], GROUP);
    let answer = rig.call("sendMessage", json!({ "chat_id": GROUP, "text": "x" })).await;
    assert_eq!(answer["description"], "Bad Request: group chat was upgraded to a supergroup chat");
    assert_eq!(answer["parameters"], json!({ "migrate_to_chat_id": new }));
    assert_eq!(rig.send(new, "x").await["chat"]["type"], "supergroup");
    rig.sandbox.remove_bot(new);
    assert_eq!(refusal(&rig, new).await, says(403, "Forbidden: bot was kicked from the supergroup chat"));
}

#[tokio::test]
async fn hidden_senders_show_what_stands_for_them() {
    let rig = Rig::with_group(true);
    rig.waiting();
    rig.sandbox.set_anonymous(GROUP, ALICE, true);
    rig.sandbox.say(ALICE, GROUP, "匿名");
    rig.sandbox.say_as_channel(GROUP, (-1_000_000_000_042, "频道"), true, "转发");
    let updates = rig.updates().await;
    assert_eq!(updates[0]["message"]["from"]["id"], 1_087_968_824);
    assert_eq!(updates[0]["message"]["sender_chat"]["id"], GROUP);
    assert_eq!(updates[1]["message"]["from"]["id"], 777_000);
    assert_eq!(updates[1]["message"]["is_automatic_forward"], true);
    let admins = rig.ok("getChatAdministrators", json!({ "chat_id": GROUP })).await;
    assert_eq!((&admins[0]["status"], &admins[0]["is_anonymous"]), (&json!("creator"), &json!(true)));
    assert_eq!(admins[1]["user"]["username"], "cuiban_demo_bot");
}

#[tokio::test]
async fn in_a_topic_what_replies_to_nothing_carries_the_opening() {
    let rig = Rig::with_group(true);
    rig.waiting();
    let topic = rig.sandbox.open_topic(GROUP, ALICE, "月报");
    rig.sandbox.say_in_topic(BOB, GROUP, topic, "在这里");
    let update = rig.updates().await.pop().unwrap();
    assert_eq!(update["message"]["message_thread_id"], topic);
    assert_eq!(update["message"]["is_topic_message"], true);
    assert_eq!(update["message"]["reply_to_message"]["forum_topic_created"]["name"], "月报");
    let send = json!({ "chat_id": GROUP, "text": "x", "message_thread_id": topic });
    assert_eq!(rig.ok("sendMessage", send.clone()).await["message_thread_id"], topic);
    rig.sandbox.demote(GROUP, rig.sandbox.bot_id());
    rig.sandbox.close_topic(GROUP, ALICE, topic);
    assert_eq!(rig.refused("sendMessage", send).await.1, "Bad Request: TOPIC_CLOSED");
}

#[tokio::test]
async fn pinning_needs_the_right_and_shows_in_get_chat() {
    let rig = Rig::with_group(false);
    let id = rig.send(GROUP, "看板").await["message_id"].clone();
    let pin = json!({ "chat_id": GROUP, "message_id": id });
    let (_, what) = rig.refused("pinChatMessage", pin.clone()).await;
    assert_eq!(what, "Bad Request: not enough rights to manage pinned messages in the chat");
    rig.sandbox.promote(GROUP, rig.sandbox.bot_id());
    rig.waiting();
    rig.ok("pinChatMessage", pin).await;
    assert_eq!(rig.ok("getChat", json!({ "chat_id": GROUP })).await["pinned_message"]["text"], "看板");
    let told = &rig.updates().await[0]["message"];
    assert_eq!(told["pinned_message"]["text"], "看板");
    assert_eq!(told["from"]["id"], rig.sandbox.bot_id());
}

#[tokio::test]
async fn what_the_bot_api_always_says_is_said() {
    let rig = Rig::with_group(true);
    for chat in [GROUP, ALICE] {
        let full = rig.ok("getChat", json!({ "chat_id": chat })).await;
        assert_eq!(full["accepted_gift_types"]["gifts_from_channels"], false);
    }
    let administrators = rig.ok("getChatAdministrators", json!({ "chat_id": GROUP })).await;
    assert_eq!(administrators[1]["can_send_welcome_messages"], true);
}

#[tokio::test]
async fn a_menu_is_the_narrowest_in_the_persons_language() {
    let rig = Rig::with_group(false);
    for (scope, language, name) in [
        ("all_group_chats", "", "help"),
        ("all_chat_administrators", "", "task_en"),
        ("all_chat_administrators", "zh", "/task"),
        ("all_private_chats", "", "my"),
    ] {
        let commands = json!([{ "command": name, "description": "x" }]);
        let body = json!({ "commands": commands, "scope": { "type": scope }, "language_code": language });
        rig.ok("setMyCommands", body).await;
    }
    let first = |chat, user| rig.sandbox.commands(chat, user)[0].0.clone();
    assert_eq!(first(GROUP, ALICE), "task");
    assert_eq!(first(GROUP, BOB), "help");
    assert_eq!(first(BOB, BOB), "my");
    rig.sandbox.promote(GROUP, BOB);
    assert_eq!(first(GROUP, BOB), "task_en");
}

#[tokio::test]
async fn membership_of_others_is_told_when_asked_for_by_name() {
    let rig = Rig::with_group(true);
    rig.waiting();
    rig.sandbox.demote(GROUP, BOB);
    assert!(rig.waiting().is_empty());
    rig.sandbox.change(|world| world.queue.allow(&json!(["chat_member"])));
    rig.sandbox.promote(GROUP, BOB);
    assert_eq!(rig.waiting(), ["chat_member"]);
    let member = rig.ok("getChatMember", json!({ "chat_id": GROUP, "user_id": BOB })).await;
    assert_eq!(member["status"], "administrator");
}
