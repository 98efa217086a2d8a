//! Updates as the Bot API writes them: the few fields that we use. Everything else is passed over.
#![expect(clippy::struct_field_names, reason = "the Bot API's names")]

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::{Map, Value};

#[derive(Deserialize)]
pub(super) struct Update {
    pub(super) message: Option<Message>,
    pub(super) edited_message: Option<Message>,
    pub(super) callback_query: Option<Press>,
    pub(super) my_chat_member: Option<MembershipChange>,
}

#[derive(Deserialize)]
pub(super) struct Message {
    pub(super) message_id: i64,
    pub(super) message_thread_id: Option<i64>,
    #[serde(default)]
    pub(super) is_topic_message: bool,
    pub(super) from: Option<User>,
    pub(super) sender_chat: Option<ChatNumber>,
    pub(super) chat: Chat,
    #[serde(default)]
    pub(super) date: i64,
    pub(super) edit_date: Option<i64>,
    pub(super) reply_to_message: Option<Box<RepliedTo>>,
    pub(super) forward_origin: Option<IgnoredAny>,
    pub(super) text: Option<String>,
    #[serde(default)]
    pub(super) entities: Vec<Entity>,
    pub(super) caption: Option<String>,
    #[serde(default)]
    pub(super) caption_entities: Vec<Entity>,
    pub(super) document: Option<Document>,
    #[serde(default)]
    pub(super) photo: Vec<Photo>,
    pub(super) media_group_id: Option<String>,
    pub(super) migrate_to_chat_id: Option<i64>,
    pub(super) migrate_from_chat_id: Option<i64>,
    /// By whose keys the kind of other media is told.
    #[serde(flatten)]
    pub(super) rest: Map<String, Value>,
}

#[derive(Deserialize)]
pub(super) struct RepliedTo {
    pub(super) message_id: i64,
    /// 0 of an old one.
    #[serde(default)]
    pub(super) date: i64,
    pub(super) from: Option<User>,
    pub(super) forum_topic_created: Option<IgnoredAny>,
}

#[derive(Deserialize)]
pub(super) struct User {
    pub(super) id: i64,
    #[serde(default)]
    pub(super) is_bot: bool,
    #[serde(default)]
    pub(super) first_name: String,
    #[serde(default)]
    pub(super) last_name: String,
    pub(super) username: Option<String>,
    pub(super) language_code: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Chat {
    pub(super) id: i64,
    #[serde(rename = "type")]
    pub(super) kind: String,
    pub(super) title: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Entity {
    #[serde(rename = "type")]
    pub(super) kind: String,
    /// In UTF-16 units, as is `length`.
    pub(super) offset: usize,
}

#[derive(Deserialize)]
pub(super) struct Document {
    pub(super) file_id: String,
    pub(super) file_name: Option<String>,
    pub(super) file_size: Option<i64>,
}

#[derive(Deserialize)]
pub(super) struct Photo {
    pub(super) file_id: String,
    pub(super) file_size: Option<i64>,
    #[serde(default)]
    pub(super) width: u32,
    #[serde(default)]
    pub(super) height: u32,
}

/// A chat of which only the number matters.
#[derive(Deserialize)]
pub(super) struct ChatNumber {
    pub(super) id: i64,
}

#[derive(Deserialize)]
pub(super) struct Press {
    pub(super) id: String,
    pub(super) from: User,
    pub(super) message: Option<Card>,
    pub(super) data: Option<String>,
}

/// The message below which a button was pressed; of an old one nothing but this is left.
#[derive(Deserialize)]
pub(super) struct Card {
    pub(super) message_id: i64,
    /// 0 of an old one.
    #[serde(default)]
    pub(super) date: i64,
    pub(super) chat: Chat,
    pub(super) message_thread_id: Option<i64>,
    #[serde(default)]
    pub(super) is_topic_message: bool,
}

#[derive(Deserialize)]
pub(super) struct MembershipChange {
    pub(super) chat: Chat,
    pub(super) from: User,
    pub(super) date: i64,
    pub(super) old_chat_member: Member,
    pub(super) new_chat_member: Member,
}

#[derive(Deserialize)]
pub(super) struct Member {
    pub(super) status: String,
    /// Said of the restricted alone.
    #[serde(default)]
    pub(super) is_member: bool,
}

#[derive(Deserialize)]
pub(super) struct Me {
    #[serde(flatten)]
    pub(super) user: User,
    #[serde(default)]
    pub(super) can_join_groups: bool,
    #[serde(default)]
    pub(super) can_read_all_group_messages: bool,
}

/// A chat as it is described when asked for.
#[derive(Deserialize)]
pub(super) struct FullChat {
    pub(super) pinned_message: Option<Pinned>,
}

#[derive(Deserialize)]
pub(super) struct Pinned {
    pub(super) message_id: i64,
    pub(super) from: Option<User>,
    #[serde(default)]
    pub(super) text: String,
}

#[derive(Deserialize)]
pub(super) struct AdministratorOf {
    pub(super) user: User,
    #[serde(default)]
    pub(super) is_anonymous: bool,
}
