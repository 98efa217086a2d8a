//! Pinned messages, and messages that are taken away.

use teloxide::payloads::{DeleteMessage, GetChat, PinChatMessage, UnpinChatMessage};
use teloxide::types::ChatId;

use super::client::{Telegram, message_id, outcome};
use super::errors::Fault;
use super::raw;
use crate::chat::{CallError, Outcome, Pinned};

impl Telegram {
    /// Pins a message without ringing.
    pub async fn pin(&self, chat: i64, message: i64) -> Outcome {
        outcome(self.try_to_pin(chat, message).await)
    }

    /// Unpins a message; one that is not pinned is no matter.
    pub async fn unpin(&self, chat: i64, message: i64) -> Outcome {
        outcome(self.try_to_unpin(chat, message).await)
    }

    /// Deletes a message; one that is gone is no matter.
    pub async fn delete(&self, chat: i64, message: i64) -> Outcome {
        outcome(self.try_to_delete(chat, message).await)
    }

    /// The newest pinned message of a group, as it reads now.
    pub async fn pinned(&self, chat: i64) -> Result<Option<Pinned>, CallError> {
        let chat: raw::FullChat = self.ask(GetChat::new(ChatId(chat))).await?;
        Ok(chat.pinned_message.map(|pinned| Pinned {
            message: pinned.message_id,
            ours: pinned.from.is_some_and(|from| from.id == self.secret.bot()),
            text: pinned.text,
        }))
    }

    async fn try_to_pin(&self, chat: i64, message: i64) -> Result<Option<i64>, Fault> {
        let mut payload = PinChatMessage::new(ChatId(chat), message_id(message)?);
        payload.disable_notification = Some(true);
        self.call(payload).await.map(|_| None)
    }

    async fn try_to_unpin(&self, chat: i64, message: i64) -> Result<Option<i64>, Fault> {
        let mut payload = UnpinChatMessage::new(ChatId(chat));
        payload.message_id = Some(message_id(message)?);
        self.call(payload).await.map(|_| None)
    }

    async fn try_to_delete(&self, chat: i64, message: i64) -> Result<Option<i64>, Fault> {
        self.call(DeleteMessage::new(ChatId(chat), message_id(message)?)).await.map(|_| None)
    }
}
