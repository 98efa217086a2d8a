//! What the page is told as it happens.

use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::{Value, json};

/// Something changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum PageEvent {
    /// People, chats or scenario.
    World,
    /// What stands in this chat.
    Chat(i64),
    /// The clock.
    Clock(DateTime<Utc>),
}

impl PageEvent {
    pub(super) fn to_json(self) -> Value {
        match self {
            Self::World => json!({ "kind": "world" }),
            Self::Chat(chat) => json!({ "kind": "chat", "chat": chat }),
            Self::Clock(now) => json!({ "kind": "clock", "now": moment(now) }),
        }
    }
}

/// RFC 3339 in UTC, to the second.
pub(super) fn moment(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}
