//! What the Bot API says of people, chats and messages: JSON, complete enough for strict readers.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::{
    model::{
        ANONYMOUS_ADMIN, Button, Chat, LINKED_CHANNEL, Member, Message, POSTING_CHANNEL, Press, Role, Service, Standing,
    },
    world::World,
};

impl World {
    pub(super) fn user_json(&self, id: i64) -> Value {
        match id {
            ANONYMOUS_ADMIN => stand_in(id, "Group", "GroupAnonymousBot", true),
            LINKED_CHANNEL => stand_in(id, "Telegram", "Telegram", false),
            POSTING_CHANNEL => stand_in(id, "Channel", "Channel_Bot", true),
            _ => self.account_json(id),
        }
    }

    fn account_json(&self, id: i64) -> Value {
        let Some(user) = self.users.get(&id) else {
            return json!({ "id": id, "is_bot": false, "first_name": "" });
        };
        let name = if user.deactivated { "" } else { &user.name };
        let mut json = json!({ "id": id, "is_bot": user.bot, "first_name": name });
        if id == self.bot {
            json["username"] = json!(self.bot_username);
        } else if user.bot {
            json["username"] = json!(format!("user_{id}_bot"));
        } else {
            json["language_code"] = json!(user.language);
        }
        json
    }

    /// A message, with what it replies to.
    pub(super) fn message_json(&self, chat: i64, message: &Message) -> Value {
        let mut json = self.bare_message_json(chat, message);
        // In a topic, what replies to nothing carries the topic's opening.
        let implied = message.topic.filter(|topic| *topic != message.id);
        let replied = message.reply_to.or(implied).and_then(|id| self.message(chat, id));
        if let Some(replied) = replied {
            json["reply_to_message"] = self.bare_message_json(chat, replied);
        }
        json
    }

    fn bare_message_json(&self, chat: i64, message: &Message) -> Value {
        let mut json = json!({
            "message_id": message.id,
            "from": self.user_json(message.from),
            "chat": chat_json(self.chat(chat)),
            "date": message.at.timestamp(),
        });
        if let Some(at) = message.edited_at {
            json["edit_date"] = json!(at.timestamp());
        }
        if let Some((id, title)) = &message.sender_chat {
            let kind = if *id == chat { self.chat(chat).kind.name() } else { "channel" };
            json["sender_chat"] = json!({ "id": id, "type": kind, "title": title });
            if message.from == LINKED_CHANNEL {
                json["is_automatic_forward"] = json!(true);
            }
        }
        if let Some(topic) = message.topic {
            json["message_thread_id"] = json!(topic);
            json["is_topic_message"] = json!(true);
        }
        self.add_content(&mut json, chat, message);
        json
    }

    fn add_content(&self, json: &mut Value, chat: i64, message: &Message) {
        let (text, entities) =
            if message.media.is_some() { ("caption", "caption_entities") } else { ("text", "entities") };
        self.add_media(json, message);
        if let Some(service) = &message.service {
            self.add_service(json, chat, service);
        } else if message.media.is_none() || !message.body.text.is_empty() {
            json[text] = json!(message.body.text);
            if !message.body.entities.is_empty() {
                json[entities] = message.body.entities_json();
            }
        }
        if !message.buttons.is_empty() {
            json["reply_markup"] = json!({ "inline_keyboard": keyboard_json(&message.buttons) });
        }
    }

    fn add_service(&self, json: &mut Value, chat: i64, service: &Service) {
        match service {
            Service::Joined(user) => json["new_chat_members"] = json!([self.user_json(*user)]),
            Service::Left(user) => json["left_chat_member"] = self.user_json(*user),
            Service::MigratedTo(to) => json["migrate_to_chat_id"] = json!(to),
            Service::MigratedFrom(from) => json["migrate_from_chat_id"] = json!(from),
            Service::TopicOpened(name) => {
                json["forum_topic_created"] = json!({ "name": name, "icon_color": 7_322_096 });
            }
            Service::TopicClosed => json["forum_topic_closed"] = json!({}),
            Service::Pinned(id) => {
                if let Some(pinned) = self.message(chat, *id) {
                    json["pinned_message"] = self.bare_message_json(chat, pinned);
                }
            }
        }
    }

    /// A person's standing in a group.
    pub(super) fn member_json(&self, user: i64, member: Option<Member>) -> Value {
        let user = self.user_json(user);
        match member {
            None => json!({ "user": user, "status": "left" }),
            Some(Member { role: Role::Owner, anonymous }) => {
                json!({ "user": user, "status": "creator", "is_anonymous": anonymous })
            }
            Some(Member { role: Role::Administrator, anonymous }) => administrator_json(user, anonymous),
            Some(Member { role: Role::Member, .. }) => json!({ "user": user, "status": "member" }),
        }
    }

    /// The bot's own standing.
    pub(super) fn standing_json(&self, standing: Standing) -> Value {
        let user = self.user_json(self.bot);
        match standing {
            Standing::Administrator => administrator_json(user, false),
            Standing::Kicked => json!({ "user": user, "status": "kicked", "until_date": 0 }),
            _ => json!({ "user": user, "status": standing.status() }),
        }
    }

    /// The body of a `my_chat_member` or `chat_member`.
    pub(super) fn change_json(&self, chat: i64, by: i64, at: DateTime<Utc>, old: Value, new: Value) -> Value {
        let chat = chat_json(self.chat(chat));
        let mut change = json!({ "chat": chat, "from": self.user_json(by), "date": at.timestamp() });
        change["old_chat_member"] = old;
        change["new_chat_member"] = new;
        change
    }
}

pub(super) fn chat_json(chat: &Chat) -> Value {
    let mut json = json!({ "id": chat.id, "type": chat.kind.name() });
    if chat.private() {
        json["first_name"] = json!(chat.title);
    } else {
        json["title"] = json!(chat.title);
    }
    if !chat.topics.is_empty() {
        json["is_forum"] = json!(true);
    }
    json
}

/// What is the same for every bot that sees the file.
pub(super) fn unique(file: &str) -> String {
    format!("AgAD{}", &file[file.len() - 8..])
}

fn keyboard_json(rows: &[Vec<Button>]) -> Value {
    let button = |button: &Button| match &button.press {
        Press::Data(data) => json!({ "text": button.label, "callback_data": data }),
        Press::Url(url) => json!({ "text": button.label, "url": url }),
        Press::Other(whole) => whole.clone(),
    };
    rows.iter().map(|row| row.iter().map(button).collect::<Value>()).collect()
}

fn administrator_json(user: Value, anonymous: bool) -> Value {
    let mut json = json!({ "status": "administrator", "can_be_edited": false, "is_anonymous": anonymous });
    json["user"] = user;
    for right in [
        "can_manage_chat",
        "can_change_info",
        "can_delete_messages",
        "can_invite_users",
        "can_restrict_members",
        "can_pin_messages",
        "can_manage_topics",
        "can_promote_members",
        "can_manage_video_chats",
        "can_post_stories",
        "can_edit_stories",
        "can_delete_stories",
        "can_send_welcome_messages",
    ] {
        json[right] = json!(true);
    }
    json
}

fn stand_in(id: i64, name: &str, username: &str, bot: bool) -> Value {
    json!({ "id": id, "is_bot": bot, "first_name": name, "username": username })
}
