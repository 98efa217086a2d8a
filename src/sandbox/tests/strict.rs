//! teloxide reads every answer: a strict reader as a second opinion.

use teloxide::{
    net::Download as _,
    payloads::{GetUpdatesSetters as _, SendMessageSetters as _},
    prelude::*,
    types::{
        BotCommand, BotCommandScope, ChatMemberKind, InlineKeyboardButton, InlineKeyboardMarkup, InputFile, MessageId,
        ParseMode, UpdateKind, UserId,
    },
};

use super::{ALICE, BOB, GROUP, Rig, TOKEN};

fn bot(rig: &Rig) -> Bot {
    Bot::with_client(TOKEN, rig.client.clone()).set_api_url(rig.sandbox.api_url())
}

#[tokio::test]
async fn teloxide_reads_what_it_sends() {
    let rig = Rig::new();
    let bot = bot(&rig);
    assert_eq!(bot.get_me().await.unwrap().username(), "cuiban_demo_bot");
    rig.sandbox.start_bot(ALICE, None);
    let keyboard = InlineKeyboardMarkup::new([[InlineKeyboardButton::callback("收到", "ack")]]);
    let card = bot.send_message(ChatId(ALICE), "<b>您好</b>").parse_mode(ParseMode::Html).reply_markup(keyboard);
    let sent = card.await.unwrap();
    assert_eq!(sent.text(), Some("您好"));
    assert!(sent.reply_markup().is_some());
    let edited = bot.edit_message_text(ChatId(ALICE), sent.id, "二").await.unwrap();
    assert!(edited.edit_date().is_some());
    let same = bot.edit_message_text(ChatId(ALICE), sent.id, "二").await.unwrap_err();
    assert!(matches!(same, teloxide::RequestError::Api(teloxide::ApiError::MessageNotModified)), "{same:?}");

    let file = InputFile::memory("a,b").file_name("报表.csv");
    let sent = bot.send_document(ChatId(ALICE), file).await.unwrap();
    let document = sent.document().unwrap();
    assert_eq!(document.file_name.as_deref(), Some("报表.csv"));
    let file = bot.get_file(document.file.id.clone()).await.unwrap();
    let mut bytes = Vec::new();
    bot.download_file(&file.path, &mut bytes).await.unwrap();
    assert_eq!(bytes, b"a,b");
    bot.edit_message_caption(ChatId(ALICE), sent.id).await.unwrap_err();
    let commands = [BotCommand::new("my", "mine")];
    bot.set_my_commands(commands.clone()).scope(BotCommandScope::AllPrivateChats).await.unwrap();
    let kept = bot.get_my_commands().scope(BotCommandScope::AllPrivateChats).await.unwrap();
    assert_eq!(kept, commands);
}

#[tokio::test]
async fn teloxide_reads_updates_and_groups() {
    let rig = Rig::with_group(true);
    let bot = bot(&rig);
    rig.sandbox.say(BOB, GROUP, "/tasks@cuiban_demo_bot 全部");
    let card = bot.send_message(ChatId(GROUP), "x").await.unwrap();
    rig.sandbox.press(BOB, GROUP, i64::from(card.id.0), "a");
    rig.sandbox.send_file(BOB, GROUP, "a.txt", b"x", "交");
    let words = rig.sandbox.say(BOB, GROUP, "一");
    rig.sandbox.edit(BOB, GROUP, words, "二");
    rig.sandbox.remove_bot(GROUP);
    rig.sandbox.add_bot(GROUP, ALICE, true);
    let new = rig.sandbox.upgrade_group(GROUP);
    let topic = rig.sandbox.open_topic(new, ALICE, "月报");
    rig.sandbox.say_in_topic(BOB, new, topic, "在");
    rig.sandbox.start_bot(BOB, Some("abc"));
    rig.sandbox.block(BOB);
    let updates = bot.get_updates().timeout(0).await.unwrap();
    assert_eq!(updates.len(), 16);
    for update in &updates {
        assert!(!matches!(update.kind, UpdateKind::Error(_)), "{update:?}");
        if let UpdateKind::Message(message) = &update.kind {
            assert!(!matches!(message.kind, teloxide::types::MessageKind::Empty {}), "{update:?}");
        }
    }

    let admins = bot.get_chat_administrators(ChatId(new)).await.unwrap();
    assert!(matches!(admins[0].kind, ChatMemberKind::Owner(_)));
    assert!(matches!(admins[1].kind, ChatMemberKind::Administrator(_)));
    bot.get_chat_member(ChatId(new), UserId(12)).await.unwrap();
    let card = bot.send_message(ChatId(new), "看板").await.unwrap();
    bot.pin_chat_message(ChatId(new), card.id).await.unwrap();
    let chat = bot.get_chat(ChatId(new)).await.unwrap();
    assert_eq!(chat.pinned_message.unwrap().text(), Some("看板"));
    let moved = bot.send_message(ChatId(GROUP), "x").await.unwrap_err();
    assert!(matches!(moved, teloxide::RequestError::MigrateToChatId(ChatId(id)) if id == new), "{moved:?}");
    let gone = bot.edit_message_text(ChatId(new), MessageId(99), "x").await.unwrap_err();
    assert!(matches!(gone, teloxide::RequestError::Api(teloxide::ApiError::MessageToEditNotFound)), "{gone:?}");
    let blocked = bot.send_message(ChatId(BOB), "x").await.unwrap_err();
    assert!(matches!(blocked, teloxide::RequestError::Api(teloxide::ApiError::BotBlocked)), "{blocked:?}");
}
