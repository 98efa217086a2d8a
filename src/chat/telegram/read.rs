//! What we make of an update.

use serde_json::Value;

use super::{message, raw};
use crate::chat::{ChatKind, Incoming, Membership, MyMembership, Pressed, Sender, Update};

/// Users behind whom no person stands: an anonymous administrator, the linked channel, posting as a channel.
const HIDDEN: [i64; 3] = [1_087_968_824, 777_000, 136_817_688];

/// Reads an update for the bot of this number. None without an update's number: it could not even be confirmed.
pub(super) fn update(mut value: Value, bot: i64) -> Option<Update> {
    strip_nul(&mut value);
    let id = value.get("update_id")?.as_i64()?;
    let raw = value.to_string();
    let incoming = serde_json::from_value(value).map_err(|error| error.to_string());
    Some(Update { id, raw, incoming: incoming.and_then(|update| incoming_of(update, bot)) })
}

/// PostgreSQL takes no U+0000 in a text.
fn strip_nul(value: &mut Value) {
    match value {
        Value::String(text) => text.retain(|c| c != '\0'),
        Value::Array(values) => values.iter_mut().for_each(strip_nul),
        Value::Object(fields) => fields.values_mut().for_each(strip_nul),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn incoming_of(update: raw::Update, bot: i64) -> Result<Incoming, String> {
    match update {
        raw::Update { message: Some(message), .. } => Ok(message::incoming(message, false, bot)),
        raw::Update { edited_message: Some(message), .. } => Ok(message::incoming(message, true, bot)),
        raw::Update { callback_query: Some(press), .. } => Ok(press_of(press)),
        raw::Update { my_chat_member: Some(change), .. } => membership_change(change),
        raw::Update { .. } => Ok(Incoming::Other),
    }
}

fn press_of(press: raw::Press) -> Incoming {
    // A game's button has none.
    let Some(data) = press.data else { return Incoming::Other };
    Incoming::Press(Pressed {
        press: press.id,
        from: sender(press.from, None, 0),
        card: press.message.as_ref().map(|card| (card.chat.id, card.message_id)),
        card_at: press.message.as_ref().and_then(|card| message::dated(card.date)),
        in_group: press.message.as_ref().is_some_and(|card| chat_kind(&card.chat) == ChatKind::Group),
        topic: press.message.as_ref().and_then(|card| card.message_thread_id.filter(|_| card.is_topic_message)),
        title: press.message.and_then(|card| card.chat.title),
        data,
    })
}

fn membership_change(change: raw::MembershipChange) -> Result<Incoming, String> {
    Ok(Incoming::MyMembership(MyMembership {
        chat: change.chat.id,
        kind: chat_kind(&change.chat),
        at: message::instant(change.date)?,
        by: sender(change.from, None, 0),
        before: membership(&change.old_chat_member)?,
        after: membership(&change.new_chat_member)?,
    }))
}

fn membership(member: &raw::Member) -> Result<Membership, String> {
    match member.status.as_str() {
        "creator" | "administrator" => Ok(Membership::Administrator),
        "member" => Ok(Membership::Member),
        "restricted" if member.is_member => Ok(Membership::Member),
        "restricted" | "left" | "kicked" => Ok(Membership::Gone),
        status => Err(format!("unknown standing `{status}`")),
    }
}

/// Who speaks in `chat`, perhaps in a chat's name.
pub(super) fn sender(user: raw::User, in_chats_name: Option<i64>, chat: i64) -> Sender {
    let hidden = in_chats_name.is_some() || HIDDEN.contains(&user.id);
    Sender {
        id: user.id,
        name: name(&user),
        language: user.language_code,
        // The numbers that hide somebody are bots' by Telegram's book, but no bot speaks.
        bot: user.is_bot && !hidden,
        hidden,
        anonymous_administrator: in_chats_name == Some(chat),
    }
}

/// The display name; of deleted accounts only the number is left.
pub(super) fn name(user: &raw::User) -> String {
    let name = format!("{} {}", user.first_name.trim(), user.last_name.trim());
    match name.trim() {
        "" => user.username.clone().unwrap_or_else(|| user.id.to_string()),
        name => name.to_owned(),
    }
}

pub(super) fn chat_kind(chat: &raw::Chat) -> ChatKind {
    match chat.kind.as_str() {
        "private" => ChatKind::Private,
        "group" | "supergroup" => ChatKind::Group,
        _ => ChatKind::Channel,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read(value: Value) -> Incoming {
        update(value, 42).unwrap().incoming.unwrap()
    }

    fn person() -> Value {
        json!({ "id": 7, "is_bot": false, "first_name": "王", "last_name": "芳", "language_code": "zh-hans" })
    }

    fn wang_fang() -> Sender {
        Sender {
            id: 7,
            name: "王 芳".into(),
            language: Some("zh-hans".into()),
            bot: false,
            hidden: false,
            anonymous_administrator: false,
        }
    }

    #[test]
    fn an_unknown_kind_of_update_is_nothing_for_us() {
        assert_eq!(read(json!({ "update_id": 1, "something_new": { "x": 1 } })), Incoming::Other);
    }

    #[test]
    fn what_cannot_be_read_keeps_its_number_and_text() {
        let odd = update(json!({ "update_id": 5, "message": { "message_id": "x" } }), 42).unwrap();
        assert_eq!((odd.id, odd.raw.as_str()), (5, r#"{"message":{"message_id":"x"},"update_id":5}"#));
        assert!(odd.incoming.is_err());
    }

    #[test]
    fn what_has_no_number_is_no_update() {
        assert_eq!(update(json!({ "message": {} }), 42), None);
    }

    #[test]
    fn a_nul_reaches_nobody() {
        let press = json!({ "update_id": 1, "callback_query": { "id": "9", "from": person(), "data": "a\0b" } });
        let update = update(press, 42).unwrap();
        assert!(!update.raw.contains("\\u0000"));
        assert!(matches!(update.incoming, Ok(Incoming::Press(Pressed { data, .. })) if data == "ab"));
    }

    #[test]
    fn a_press_tells_its_card_even_of_an_inaccessible_message() {
        let card =
            json!({ "message_id": 33, "date": 0, "chat": { "id": -100, "type": "supergroup", "title": "办公室" } });
        let press = json!({ "update_id": 1, "callback_query": {
            "id": "9", "from": person(), "message": card, "chat_instance": "1", "data": "ack:T1" } });
        assert_eq!(
            read(press),
            Incoming::Press(Pressed {
                press: "9".into(),
                from: wang_fang(),
                card: Some((-100, 33)),
                card_at: None,
                in_group: true,
                title: Some("办公室".into()),
                topic: None,
                data: "ack:T1".into(),
            })
        );
    }

    #[test]
    fn a_press_may_come_without_its_message() {
        let press = json!({ "update_id": 1, "callback_query": { "id": "9", "from": person(), "data": "x" } });
        assert!(matches!(read(press), Incoming::Press(Pressed { card: None, in_group: false, .. })));
        let game = json!({ "update_id": 1, "callback_query": { "id": "9", "from": person(), "game_short_name": "x" } });
        assert_eq!(read(game), Incoming::Other);
    }

    #[test]
    fn every_standing_is_known() {
        let standing = |member: Value| {
            let change = json!({ "update_id": 1, "my_chat_member": { "chat": { "id": 7, "type": "private" },
                "from": person(), "date": 1, "old_chat_member": { "status": "member" }, "new_chat_member": member } });
            update(change, 42).unwrap().incoming.map(|incoming| match incoming {
                Incoming::MyMembership(MyMembership {
                    before: Membership::Member,
                    after,
                    kind: ChatKind::Private,
                    ..
                }) => after,
                other => panic!("{other:?}"),
            })
        };
        assert_eq!(standing(json!({ "status": "creator" })), Ok(Membership::Administrator));
        assert_eq!(standing(json!({ "status": "administrator" })), Ok(Membership::Administrator));
        assert_eq!(standing(json!({ "status": "member", "until_date": 9 })), Ok(Membership::Member));
        assert_eq!(standing(json!({ "status": "restricted", "is_member": true })), Ok(Membership::Member));
        assert_eq!(standing(json!({ "status": "restricted", "is_member": false })), Ok(Membership::Gone));
        assert_eq!(standing(json!({ "status": "left" })), Ok(Membership::Gone));
        assert_eq!(standing(json!({ "status": "kicked", "until_date": 0 })), Ok(Membership::Gone));
        assert!(standing(json!({ "status": "knighted" })).is_err());
    }

    #[test]
    fn a_name_is_never_empty() {
        let shown = |user: Value| name(&serde_json::from_value(user).unwrap());
        assert_eq!(shown(person()), "王 芳");
        assert_eq!(shown(json!({ "id": 7, "first_name": "王芳" })), "王芳");
        assert_eq!(shown(json!({ "id": 7, "first_name": "", "username": "wf" })), "wf");
        assert_eq!(shown(json!({ "id": 7, "first_name": " " })), "7");
    }
}
