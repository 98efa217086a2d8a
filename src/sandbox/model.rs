//! What stands in the box: people, chats, messages, files. Plain data.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::{media::Media, text::Styled};

/// Who stands behind an anonymous administrator.
pub(super) const ANONYMOUS_ADMIN: i64 = 1_087_968_824;
/// Who stands behind a post of the linked channel.
pub(super) const LINKED_CHANNEL: i64 = 777_000;
/// Who stands behind someone that posts as a channel.
pub(super) const POSTING_CHANNEL: i64 = 136_817_688;
/// Numbers of supergroups and channels lie below this.
pub(super) const SUPERGROUPS_BELOW: i64 = -1_000_000_000_000;

/// An account.
#[derive(Clone, Debug)]
pub(super) struct User {
    pub(super) id: i64,
    pub(super) name: String,
    pub(super) language: String,
    pub(super) bot: bool,
    pub(super) deactivated: bool,
    /// Someone at the page plays this person by hand.
    pub(super) played: bool,
}

/// A person's standing in a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Who made it.
    Owner,
    /// With every right.
    Administrator,
    /// Without.
    Member,
}

impl Role {
    /// As the page says it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Administrator => "administrator",
            Self::Member => "member",
        }
    }

    pub(super) fn leads(self) -> bool {
        self != Self::Member
    }
}

/// A member of a group.
#[derive(Clone, Copy, Debug)]
pub(super) struct Member {
    pub(super) role: Role,
    /// Speaks as the group.
    pub(super) anonymous: bool,
}

/// The bot's own standing in a chat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// Never was there; in private: nobody pressed start.
    Never,
    /// There; in private: open.
    Member,
    /// A group's administrator.
    Administrator,
    /// Went by itself.
    Left,
    /// Was removed; in private: blocked.
    Kicked,
}

impl Standing {
    pub(super) fn present(self) -> bool {
        matches!(self, Self::Member | Self::Administrator)
    }

    pub(super) fn present_as_admin(self) -> bool {
        self == Self::Administrator
    }

    /// The Bot API's `status`.
    pub(super) fn status(self) -> &'static str {
        match self {
            Self::Never | Self::Left => "left",
            Self::Member => "member",
            Self::Administrator => "administrator",
            Self::Kicked => "kicked",
        }
    }
}

/// What kind of chat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Private,
    Group,
    Supergroup,
}

impl Kind {
    /// The Bot API's `type`.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Private => "private",
            Self::Group => "group",
            Self::Supergroup => "supergroup",
        }
    }
}

/// What became of a chat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    Stands,
    /// Has this new number.
    Upgraded(i64),
    Deleted,
}

/// A forum topic; its number is its opening message's.
#[derive(Clone, Debug)]
pub(super) struct Topic {
    pub(super) closed: bool,
}

/// A chat.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "what the bot may there, each by itself")]
pub(super) struct Chat {
    pub(super) id: i64,
    pub(super) kind: Kind,
    pub(super) title: String,
    pub(super) members: BTreeMap<i64, Member>,
    pub(super) bot: Standing,
    /// Privacy mode was off when the bot was added.
    pub(super) sees_all: bool,
    pub(super) bot_muted: bool,
    /// An administrator without the right to pin.
    pub(super) bot_pins_not: bool,
    pub(super) bot_spoke_last: bool,
    pub(super) fate: Fate,
    pub(super) topics: BTreeMap<i64, Topic>,
    pub(super) pinned: Vec<i64>,
    pub(super) messages: BTreeMap<i64, Message>,
    pub(super) last_message: i64,
}

impl Chat {
    pub(super) fn new(id: i64, kind: Kind, title: impl Into<String>) -> Self {
        Self {
            id,
            kind,
            title: title.into(),
            members: BTreeMap::new(),
            bot: Standing::Never,
            sees_all: false,
            bot_muted: false,
            bot_pins_not: false,
            bot_spoke_last: false,
            fate: Fate::Stands,
            topics: BTreeMap::new(),
            pinned: Vec::new(),
            messages: BTreeMap::new(),
            last_message: 0,
        }
    }

    pub(super) fn private(&self) -> bool {
        self.kind == Kind::Private
    }

    /// "group" or "supergroup", as refusals name it.
    pub(super) fn noun(&self) -> &'static str {
        self.kind.name()
    }

    pub(super) fn leads(&self, user: i64) -> bool {
        self.members.get(&user).is_some_and(|member| member.role.leads())
    }
}

/// What happened, in a message that nobody wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Service {
    Joined(i64),
    Left(i64),
    MigratedTo(i64),
    MigratedFrom(i64),
    TopicOpened(String),
    TopicClosed,
    Pinned(i64),
}

/// A button under a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Button {
    pub(super) label: String,
    pub(super) press: Press,
}

/// What a button does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Press {
    Data(String),
    Url(String),
    /// A kind that the box only shows, as it came.
    Other(serde_json::Value),
}

/// A message.
#[derive(Clone, Debug)]
pub(super) struct Message {
    pub(super) id: i64,
    pub(super) from: i64,
    /// The group or channel that speaks in the person's place: number and title.
    pub(super) sender_chat: Option<(i64, String)>,
    pub(super) at: DateTime<Utc>,
    pub(super) edited_at: Option<DateTime<Utc>>,
    /// Text, or a file's caption.
    pub(super) body: Styled,
    pub(super) media: Option<Media>,
    /// Files of one album share this.
    pub(super) album: Option<String>,
    /// Who wrote it first, and when.
    pub(super) forwarded: Option<(i64, DateTime<Utc>)>,
    pub(super) buttons: Vec<Vec<Button>>,
    /// Came with a keyboard below the input field; such a message cannot be edited.
    pub(super) reply_keyboard: bool,
    pub(super) reply_to: Option<i64>,
    pub(super) topic: Option<i64>,
    pub(super) service: Option<Service>,
    pub(super) reaction: Option<String>,
}

/// A stored file.
#[derive(Clone, Debug)]
pub(super) struct StoredFile {
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
}
