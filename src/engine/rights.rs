//! Who administers the groups that a batch turns on, asked for before its transaction.

use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;
use futures::future::join_all;

use crate::chat::{Incoming, Update};
use crate::conversation::{self, Rights};
use crate::domain::{ChatNo, Moment};
use crate::store::StoreError;

use super::shared::Shared;

/// Live membership is no older than this.
const FRESH: TimeDelta = TimeDelta::seconds(60);

/// Administrators as the chat app listed them lately.
#[derive(Default)]
pub(super) struct Administrators {
    known: BTreeMap<ChatNo, (Moment, BTreeSet<i64>)>,
}

impl Administrators {
    /// The rights that a batch needs. A group that could not be asked about is left out: its people are asked to try again.
    pub(super) async fn of_batch(&mut self, shared: &Shared, updates: &[Update]) -> Result<Rights, StoreError> {
        let now = shared.now();
        let asked = asked(shared, updates).await?;
        self.known.retain(|_, (at, _)| (now - *at).abs() < FRESH);
        let stale = asked.iter().filter(|(chat, users)| !self.knows(**chat, users)).map(|(chat, _)| *chat);
        let answers = join_all(stale.map(|chat| look_up(shared, chat))).await;
        for (chat, administrators) in answers.into_iter().flatten() {
            self.known.insert(chat, (now, administrators));
        }
        let mut rights = Rights::default();
        for chat in asked.into_keys() {
            if let Some((_, administrators)) = self.known.get(&chat) {
                rights.note(chat, administrators.clone());
            }
        }
        Ok(rights)
    }

    /// Whether what is known is enough: a no is never given from memory, since they may have been promoted a second ago.
    fn knows(&self, chat: ChatNo, users: &BTreeSet<i64>) -> bool {
        self.known.get(&chat).is_some_and(|(_, administrators)| users.is_subset(administrators))
    }
}

/// The groups that a batch turns on, and who asks there.
async fn asked(shared: &Shared, updates: &[Update]) -> Result<BTreeMap<ChatNo, BTreeSet<i64>>, StoreError> {
    let mut reader = shared.store.read().await?;
    let mut asked: BTreeMap<ChatNo, BTreeSet<i64>> = BTreeMap::new();
    for incoming in updates.iter().filter_map(|update| update.incoming.as_ref().ok()) {
        for chat in conversation::chats_needed(&mut reader, incoming).await? {
            asked.entry(chat).or_default().extend(user_of(incoming));
        }
    }
    Ok(asked)
}

fn user_of(incoming: &Incoming) -> Option<i64> {
    match incoming {
        Incoming::Message(message) => message.from.as_ref().filter(|from| !from.hidden).map(|from| from.id),
        Incoming::Press(pressed) => Some(pressed.from.id),
        _ => None,
    }
}

async fn look_up(shared: &Shared, chat: ChatNo) -> Option<(ChatNo, BTreeSet<i64>)> {
    match shared.app.administrators(chat.0).await {
        Ok(list) => Some((chat, list.into_iter().filter(|it| !it.bot).map(|it| it.user).collect())),
        Err(error) => {
            tracing::warn!(chat = chat.0, %error, "the administrators of a group could not be asked for");
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_no_is_never_given_from_memory() {
        let at: Moment = "2026-07-06T01:00:00Z".parse().unwrap();
        let chat = ChatNo(-5);
        let it = Administrators { known: BTreeMap::from([(chat, (at, BTreeSet::from([1, 2])))]) };
        assert!(it.knows(chat, &BTreeSet::from([1])));
        assert!(!it.knows(chat, &BTreeSet::from([1, 3])));
        assert!(!it.knows(ChatNo(-6), &BTreeSet::new()));
    }
}
