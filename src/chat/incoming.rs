//! What comes in. Tolerant: unknown fields are ignored, unknown kinds are [`Incoming::Other`].

use chrono::{DateTime, Utc};

/// A chat's number; a private chat carries its user's.
pub type ChatId = i64;
/// An update's number; not to be used for anything but confirming.
pub type UpdateId = i64;

/// One update, with its raw text for setting aside.
#[derive(Clone, Debug, PartialEq)]
pub struct Update {
    /// For confirming.
    pub id: UpdateId,
    /// As it came, JSON.
    pub raw: String,
    /// What we understand of it; the error says why nothing.
    pub incoming: Result<Incoming, String>,
}

/// Who speaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sender {
    /// User number.
    pub id: i64,
    /// Display name.
    pub name: String,
    /// As the app says (`zh-hans`, `en`).
    pub language: Option<String>,
    /// Another bot.
    pub bot: bool,
    /// An anonymous administrator, a channel, the linked channel: no person stands behind the number.
    pub hidden: bool,
    /// An administrator who speaks in this very group's name.
    pub anonymous_administrator: bool,
}

/// Where something was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChatKind {
    /// With one person; the chat's number is theirs.
    Private,
    /// A basic group or supergroup.
    Group,
    /// Nothing for us.
    Channel,
}

/// A document or photo that came with a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// The app's handle, for fetching.
    pub file: String,
    /// Name as sent; photos have none.
    pub name: Option<String>,
    /// Bytes, if said.
    pub size: Option<i64>,
    /// Files of one album share this.
    pub album: Option<String>,
    /// A photo, not a document: the app sends it on as such only.
    pub photo: bool,
}

/// The bot's own or a user's standing in a chat, after a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Membership {
    /// Administrator or owner.
    Administrator,
    /// Ordinary member; in private: not blocked.
    Member,
    /// Left or removed; in private: blocked.
    Gone,
}

/// A message, or an edit of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Where.
    pub chat: ChatId,
    /// What kind of place.
    pub kind: ChatKind,
    /// The group's title.
    pub title: Option<String>,
    /// Its number in the chat.
    pub message: i64,
    /// The forum topic it belongs to, to be sent back; none for General.
    pub topic: Option<i64>,
    /// Who; none where nobody is named.
    pub from: Option<Sender>,
    /// When sent, by the app's clock; 1970 if it does not say.
    pub sent_at: DateTime<Utc>,
    /// When edited last, likewise; none for the original.
    pub edited_at: Option<DateTime<Utc>>,
    /// Text or caption; empty if none.
    pub text: String,
    /// It opens with code or a quotation: a command in there is not meant.
    pub quoted: bool,
    /// The message it replies to; a topic's opening message does not count.
    pub reply_to: Option<RepliedTo>,
    /// Forwarded from somewhere.
    pub forwarded: bool,
    /// Document or photo.
    pub attachment: Option<Attachment>,
    /// Sticker, voice, place, poll: nothing that can be recorded.
    pub other_media: bool,
}

/// A button was pressed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pressed {
    /// To be answered with.
    pub press: String,
    /// Who.
    pub from: Sender,
    /// Where the card stands, and its number; none if the app no longer says.
    pub card: Option<(ChatId, i64)>,
    /// When the card was sent, by the app's clock; none if it no longer says.
    pub card_at: Option<DateTime<Utc>>,
    /// The card's chat is a group.
    pub in_group: bool,
    /// The group's title.
    pub title: Option<String>,
    /// The forum topic that the card stands in.
    pub topic: Option<i64>,
    /// The button's data, at most 64 bytes, not to be trusted.
    pub data: String,
}

/// A message that is replied to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RepliedTo {
    /// Its number in the chat.
    pub message: i64,
    /// It was the bot's.
    pub ours: bool,
    /// When it was sent, by the app's clock; none if it no longer says.
    pub at: Option<DateTime<Utc>>,
}

/// The bot's own standing in a chat changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MyMembership {
    /// Where.
    pub chat: ChatId,
    /// What kind of place.
    pub kind: ChatKind,
    /// When, by the app's clock.
    pub at: DateTime<Utc>,
    /// Who changed it.
    pub by: Sender,
    /// Before.
    pub before: Membership,
    /// After.
    pub after: Membership,
}

/// A group's pinned message, as it reads now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pinned {
    /// Its number.
    pub message: i64,
    /// We wrote it.
    pub ours: bool,
    /// What it says; empty for anything but text.
    pub text: String,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Incoming {
    /// Somebody wrote.
    Message(Box<Message>),
    /// Somebody pressed a button.
    Press(Pressed),
    /// The bot was added, removed, blocked, made administrator.
    MyMembership(MyMembership),
    /// A basic group became a supergroup.
    Migrated {
        /// Old number.
        from: ChatId,
        /// New number.
        to: ChatId,
    },
    /// Nothing for us.
    Other,
}
