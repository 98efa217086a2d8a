//! What we make of a message.

use chrono::{DateTime, Utc};

use super::{raw, read};
use crate::chat::{Attachment, Incoming, Message, RepliedTo};

/// Kinds of content that cannot be recorded, by the key they come under.
const OTHER_MEDIA: [&str; 18] = [
    "animation",
    "audio",
    "checklist",
    "contact",
    "dice",
    "game",
    "invoice",
    "live_photo",
    "location",
    "paid_media",
    "poll",
    "rich_message",
    "sticker",
    "story",
    "venue",
    "video",
    "video_note",
    "voice",
];

/// A message or an edit, read for the bot of this number.
pub(super) fn incoming(mut message: raw::Message, edited: bool, bot: i64) -> Incoming {
    let chat = message.chat.id;
    if let Some(to) = message.migrate_to_chat_id {
        return Incoming::Migrated { from: chat, to };
    }
    if let Some(from) = message.migrate_from_chat_id {
        return Incoming::Migrated { from, to: chat };
    }

    let (text, quoted) = text_of(&mut message);
    let attachment = attachment_of(&mut message);
    let other_media = attachment.is_none() && OTHER_MEDIA.iter().any(|kind| message.rest.contains_key(*kind));
    if text.is_empty() && attachment.is_none() && !other_media {
        // Somebody joined, a title changed, and the like.
        return Incoming::Other;
    }
    // A change without its date is not as old as the message.
    let edited_at = edited.then(|| said(message.edit_date.unwrap_or_default()));
    let in_chats_name = message.sender_chat.as_ref().map(|chat| chat.id);
    Incoming::Message(Box::new(Message {
        chat,
        kind: read::chat_kind(&message.chat),
        message: message.message_id,
        // In groups without topics a thread is only a chain of replies.
        topic: message.message_thread_id.filter(|_| message.is_topic_message),
        reply_to: reply_of(&message, bot),
        title: message.chat.title,
        from: message.from.map(|user| read::sender(user, in_chats_name, chat)),
        sent_at: said(message.date),
        edited_at,
        text,
        quoted,
        forwarded: message.forward_origin.is_some(),
        attachment,
        other_media,
    }))
}

/// Text or caption, and whether it opens with code or a quotation.
fn text_of(message: &mut raw::Message) -> (String, bool) {
    let (text, entities) = match message.text.take() {
        Some(text) => (text, &message.entities),
        None => (message.caption.take().unwrap_or_default(), &message.caption_entities),
    };
    let quoting = ["code", "pre", "blockquote", "expandable_blockquote"];
    let quoted = entities.iter().any(|entity| entity.offset == 0 && quoting.contains(&entity.kind.as_str()));
    (text, quoted)
}

/// The document, or the photo in its largest size.
fn attachment_of(message: &mut raw::Message) -> Option<Attachment> {
    // A GIF comes as a document too, but hands nothing in.
    if message.rest.contains_key("animation") {
        return None;
    }
    let album = message.media_group_id.take();
    if let Some(document) = message.document.take() {
        let raw::Document { file_id: file, file_name: name, file_size: size } = document;
        return Some(Attachment { file, name, size, album, photo: false });
    }
    let photo = std::mem::take(&mut message.photo);
    let largest = photo.into_iter().max_by_key(|photo| u64::from(photo.width) * u64::from(photo.height))?;
    Some(Attachment { file: largest.file_id, name: None, size: largest.file_size, album, photo: true })
}

/// The message replied to. In a topic every message "replies" to the topic's opening.
fn reply_of(message: &raw::Message, bot: i64) -> Option<RepliedTo> {
    let reply = message.reply_to_message.as_ref()?;
    let implied = reply.forum_topic_created.is_some()
        || message.is_topic_message && message.message_thread_id == Some(reply.message_id);
    (!implied).then(|| RepliedTo {
        message: reply.message_id,
        ours: reply.from.as_ref().is_some_and(|user| user.id == bot),
        at: dated(reply.date),
    })
}

/// A date that makes no sense is none: nothing is lost for it.
fn said(seconds: i64) -> DateTime<Utc> {
    dated(seconds).unwrap_or_default()
}

/// 0 stands for a message too old to be shown.
pub(super) fn dated(seconds: i64) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp(seconds, 0).filter(|_| seconds > 0)
}

pub(super) fn instant(seconds: i64) -> Result<DateTime<Utc>, String> {
    DateTime::from_timestamp(seconds, 0).ok_or_else(|| format!("no such date: {seconds}"))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::chat::{ChatKind, Sender};

    const BOT: i64 = 42;

    /// A message in a group, with these fields in place of or beside the usual ones.
    fn group_message(fields: Value) -> Value {
        let mut message = json!({
            "message_id": 10, "date": 1_767_600_000, "chat": { "id": -100, "type": "supergroup", "title": "办公室" },
            "from": { "id": 7, "is_bot": false, "first_name": "王芳" },
        });
        let Value::Object(fields) = fields else { panic!("an object") };
        message.as_object_mut().unwrap().extend(fields);
        message
    }

    fn read_as(kind: &str, fields: Value) -> Incoming {
        let update = json!({ "update_id": 1, kind: group_message(fields) });
        read::update(update, BOT).unwrap().incoming.unwrap()
    }

    fn read(fields: Value) -> Incoming {
        read_as("message", fields)
    }

    /// What [`read`] gives for a plain text, to be varied.
    fn plain(text: &str) -> Incoming {
        Incoming::Message(Box::new(Message {
            chat: -100,
            kind: ChatKind::Group,
            title: Some("办公室".into()),
            message: 10,
            topic: None,
            from: Some(Sender {
                id: 7,
                name: "王芳".into(),
                language: None,
                bot: false,
                hidden: false,
                anonymous_administrator: false,
            }),
            sent_at: instant(1_767_600_000).unwrap(),
            edited_at: None,
            text: text.into(),
            quoted: false,
            reply_to: None,
            forwarded: false,
            attachment: None,
            other_media: false,
        }))
    }

    fn message_of(incoming: Incoming) -> Message {
        match incoming {
            Incoming::Message(message) => *message,
            other => panic!("{other:?}"),
        }
    }

    fn sender_of(incoming: Incoming) -> Sender {
        message_of(incoming).from.unwrap()
    }

    fn attachment_in(incoming: Incoming) -> Option<Attachment> {
        message_of(incoming).attachment
    }

    fn reply_in(incoming: Incoming) -> Option<(i64, bool)> {
        message_of(incoming).reply_to.map(|to| (to.message, to.ours))
    }

    #[test]
    fn fields_of_a_newer_bot_api_do_not_empty_a_message() {
        let newer = [
            json!({ "entities": [{ "type": "date_time", "offset": 0, "length": 2, "unix_time": 1, "date_time_format": "wDT" }] }),
            json!({ "entities": [{ "type": "of_tomorrow", "offset": 0, "length": 2, "x": {} }] }),
            json!({ "external_reply": { "origin": { "type": "user" } } }),
            json!({ "quote": { "text": "x", "position": 0 }, "external_reply": {} }),
            json!({ "reply_markup": { "inline_keyboard": [[{ "text": "x", "disabled": {} }]] } }),
        ];
        for mut fields in newer {
            fields["text"] = "周五".into();
            assert_eq!(read(fields.clone()), plain("周五"), "{fields}");
        }
    }

    #[test]
    fn a_command_in_code_or_a_quotation_is_known_as_such() {
        let opens_with = |kind: &str, offset: usize| {
            let entities = json!([{ "type": kind, "offset": offset, "length": 5 }]);
            message_of(read(json!({ "text": "/task x", "entities": entities }))).quoted
        };
        assert!(opens_with("code", 0) && opens_with("pre", 0) && opens_with("blockquote", 0));
        assert!(!opens_with("bot_command", 0) && !opens_with("code", 2));
    }

    #[test]
    fn behind_a_hidden_sender_stands_no_person() {
        let hidden = [
            json!({ "from": { "id": 1_087_968_824, "is_bot": true, "first_name": "Group" }, "sender_chat": { "id": -100 } }),
            json!({ "from": { "id": 777_000, "first_name": "Telegram" }, "is_automatic_forward": true }),
            json!({ "from": { "id": 136_817_688, "is_bot": true, "first_name": "Channel" } }),
            json!({ "sender_chat": { "id": -1007, "type": "channel" } }),
        ];
        for mut fields in hidden {
            fields["text"] = "x".into();
            let from = sender_of(read(fields));
            assert!(from.hidden && !from.bot, "{from:?}");
            assert_eq!(from.anonymous_administrator, from.id == 1_087_968_824, "{from:?}");
        }
        let bot = sender_of(read(json!({ "text": "x", "from": { "id": 8, "is_bot": true, "first_name": "b" } })));
        assert!(bot.bot && !bot.hidden);
    }

    #[test]
    fn a_reply_knows_whether_it_was_to_us() {
        let reply = |id: i64| json!({ "text": "x", "reply_to_message": { "message_id": 9, "from": { "id": id } } });
        assert_eq!(reply_in(read(reply(BOT))), Some((9, true)));
        assert_eq!(reply_in(read(reply(7))), Some((9, false)));
        let dated = |date: i64| json!({ "text": "x", "reply_to_message": { "message_id": 9, "date": date } });
        let at = |date| message_of(read(dated(date))).reply_to.unwrap().at;
        assert_eq!((at(0), at(1_767_600_000)), (None, Some(instant(1_767_600_000).unwrap())));
        let of_nobody = dated(0);
        assert_eq!(reply_in(read(of_nobody)), Some((9, false)));
    }

    #[test]
    fn a_topics_opening_message_is_no_reply() {
        let opening = json!({ "message_id": 5, "from": { "id": 7 }, "forum_topic_created": { "name": "材料" } });
        let in_topic = |reply: &Value| {
            read(json!({ "text": "x", "is_topic_message": true, "message_thread_id": 5, "reply_to_message": reply }))
        };
        assert_eq!(reply_in(in_topic(&opening)), None);
        assert_eq!(reply_in(in_topic(&json!({ "message_id": 5 }))), None);
        assert_eq!(reply_in(in_topic(&json!({ "message_id": 6, "from": { "id": BOT } }))), Some((6, true)));
        assert_eq!(message_of(in_topic(&opening)).topic, Some(5));
    }

    #[test]
    fn a_thread_that_is_no_topic_is_not_sent_back() {
        let threaded = read(json!({ "text": "x", "message_thread_id": 5 }));
        assert_eq!(message_of(threaded).topic, None);
    }

    #[test]
    fn an_edit_tells_when() {
        let edited = read_as("edited_message", json!({ "text": "x", "edit_date": 1_767_600_060 }));
        let Message { sent_at, edited_at, .. } = message_of(edited);
        assert_eq!((sent_at.timestamp(), edited_at.map(|at| at.timestamp())), (1_767_600_000, Some(1_767_600_060)));
    }

    #[test]
    fn a_document_is_kept_whatever_its_type() {
        let document = json!({ "file_id": "F", "file_name": "材料.docx", "file_size": 5, "mime_type": "odd / type;;" });
        let attachment = attachment_in(read(json!({ "document": document, "media_group_id": "A", "caption": "好" })));
        let expected = Attachment {
            file: "F".into(),
            name: Some("材料.docx".into()),
            size: Some(5),
            album: Some("A".into()),
            photo: false,
        };
        assert_eq!(attachment, Some(expected));
        let bare = attachment_in(read(json!({ "document": { "file_id": "F" } })));
        assert_eq!(bare, Some(Attachment { file: "F".into(), name: None, size: None, album: None, photo: false }));
    }

    #[test]
    fn of_a_photo_the_largest_counts() {
        let size = |id: &str, side: u32| json!({ "file_id": id, "width": side, "height": side, "file_size": side });
        let photo = read(json!({ "photo": [size("S", 90), size("L", 1280), size("M", 320)] }));
        assert_eq!(
            attachment_in(photo),
            Some(Attachment { file: "L".into(), name: None, size: Some(1280), album: None, photo: true })
        );
    }

    #[test]
    fn other_media_are_said_to_be_that() {
        for kind in OTHER_MEDIA {
            let other = message_of(read(json!({ kind: {} })));
            assert!(other.other_media && other.attachment.is_none(), "{kind}");
        }
        let gif = message_of(read(json!({ "animation": {}, "document": { "file_id": "F" } })));
        assert!(gif.other_media && gif.attachment.is_none());
    }

    #[test]
    fn a_forwarded_message_is_said_to_be_that() {
        let forwarded = read(json!({ "text": "x", "forward_origin": { "type": "hidden_user" } }));
        assert!(message_of(forwarded).forwarded);
    }

    #[test]
    fn service_messages_are_nothing_for_us_but_for_a_migration() {
        assert_eq!(read(json!({ "new_chat_members": [{ "id": 8, "first_name": "x" }] })), Incoming::Other);
        assert_eq!(read(json!({ "pinned_message": { "message_id": 1 } })), Incoming::Other);
        assert_eq!(read(json!({ "migrate_to_chat_id": -1005 })), Incoming::Migrated { from: -100, to: -1005 });
        assert_eq!(read(json!({ "migrate_from_chat_id": -5 })), Incoming::Migrated { from: -5, to: -100 });
    }
}
