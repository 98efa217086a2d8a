//! Buttons pressed, and what was answered.

use chrono::{DateTime, Utc};
use serde_json::json;
use thiserror::Error;

use super::{
    model::{Chat, Press},
    refusal::Refusal,
    tell::chat_json,
    updates::{About, PRESS_LIFE},
    world::World,
};

/// An answer to a press may have this many characters.
const TOAST_MAX: usize = 200;

/// A press, and its answer.
#[derive(Clone, Debug)]
pub(super) struct Pressed {
    at: DateTime<Utc>,
    toast: Option<(String, bool)>,
}

/// Why a button could not be pressed by its label.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PressError {
    /// There is no such message.
    #[error("no message {0}")]
    NoMessage(i64),
    /// No button of the message has this label.
    #[error("no button {label:?} among {there:?}")]
    NoButton {
        /// Looked for.
        label: String,
        /// What there is.
        there: Vec<String>,
    },
    /// The button opens an address; nothing comes back.
    #[error("button {0:?} sends nothing back")]
    SendsNothing(String),
}

impl World {
    /// A person presses; the data need not be on any button.
    pub(super) fn press(&mut self, user: i64, chat: i64, message: i64, data: &str) -> String {
        let id = format!("{}", 4_000_000_000_000_000_001_usize + self.presses.len());
        let card = match self.message(chat, message) {
            Some(shown) => self.message_json(chat, shown),
            None => json!({ "chat": chat_json(self.chat(chat)), "message_id": message, "date": 0 }),
        };
        self.presses.insert(id.clone(), Pressed { at: self.now(), toast: None });
        if self.chat(chat).bot.present() {
            self.met.insert(user);
            let instance = format!("{}", chat.wrapping_mul(7_919));
            let from = self.user_json(user);
            let content = json!({ "id": id, "from": from, "message": card, "chat_instance": instance, "data": data });
            self.tell(About::CallbackQuery, content);
        }
        id
    }

    /// What the button with this label would send.
    pub(super) fn data_of(&self, chat: i64, message: i64, label: &str) -> Result<String, PressError> {
        let shown = self.message(chat, message).ok_or(PressError::NoMessage(message))?;
        let mut buttons = shown.buttons.iter().flatten();
        match buttons.find(|button| button.label == label).map(|button| &button.press) {
            Some(Press::Data(data)) => Ok(data.clone()),
            Some(_) => Err(PressError::SendsNothing(label.to_owned())),
            None => {
                let there = shown.buttons.iter().flatten().map(|button| button.label.clone()).collect();
                Err(PressError::NoButton { label: label.to_owned(), there })
            }
        }
    }

    /// The bot's answer: text, and whether it wants to be tapped away; none yet if it has not answered.
    pub(super) fn toast(&self, press: &str) -> Option<(String, bool)> {
        self.presses.get(press)?.toast.clone()
    }

    /// `answerCallbackQuery`; of several answers the first is shown.
    pub(super) fn answer_press(&mut self, press: &str, text: String, alert: bool) -> Result<(), Refusal> {
        let now = self.now();
        let old = || Refusal::bad("query is too old and response timeout expired or query ID is invalid");
        let pressed = self.presses.get_mut(press).filter(|pressed| now - pressed.at <= PRESS_LIFE).ok_or_else(old)?;
        if text.chars().count() > TOAST_MAX {
            return Err(Refusal::bad("MESSAGE_TOO_LONG"));
        }
        pressed.toast.get_or_insert((text, alert));
        Ok(())
    }

    /// A chat that can be pressed in, for the page.
    pub(super) fn find_chat(&self, chat: i64) -> Option<&Chat> {
        self.chats.get(&chat)
    }
}
