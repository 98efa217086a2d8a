//! What a turn of the conversation is given: the moment, who we are, and the rights that were looked up before it.

use std::collections::{BTreeMap, BTreeSet};

use chrono_tz::Tz;

use crate::domain::{ChatNo, Lang, Moment};

/// Our own account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bot {
    /// User name, without the at sign.
    pub username: String,
    /// Sees every message of a group without being its administrator (privacy mode off).
    pub reads_all: bool,
}

/// How this service was set up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Manners {
    /// Any group's administrator may open an office.
    pub open_setup: bool,
    /// Zone of a new office.
    pub zone: Tz,
    /// Language of a new office, and of those who have not said.
    pub lang: Lang,
}

/// Who administers the chats that a batch needs, as the chat app said within the last minute.
#[derive(Clone, Debug, Default)]
pub struct Rights {
    known: BTreeMap<ChatNo, BTreeSet<i64>>,
}

impl Rights {
    /// Notes the administrators of a chat; a chat that could not be asked is left out.
    pub fn note(&mut self, chat: ChatNo, administrators: BTreeSet<i64>) {
        self.known.insert(chat, administrators);
    }

    /// Whether this user administers the chat; none if the app could not say.
    #[must_use]
    pub fn administers(&self, user: i64, chat: ChatNo) -> Option<bool> {
        self.known.get(&chat).map(|administrators| administrators.contains(&user))
    }

    /// Who administers the chat, as far as it is known.
    #[must_use]
    pub fn administrators(&self, chat: ChatNo) -> Vec<i64> {
        self.known.get(&chat).into_iter().flatten().copied().collect()
    }
}

/// Everything a turn is given.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// Now.
    pub now: Moment,
    /// We.
    pub bot: &'a Bot,
    /// How we were set up.
    pub manners: Manners,
    /// Who administers what.
    pub rights: &'a Rights,
}
