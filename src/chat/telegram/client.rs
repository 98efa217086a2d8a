//! The calls.

use std::fmt;
use std::time::Duration;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use teloxide::Bot;
use teloxide::payloads::{
    AnswerCallbackQuery, EditMessageText, GetChatAdministrators, GetMe, LeaveChat, SendDocument, SendMessage,
    SendPhoto, SetMyCommands,
};
use teloxide::requests::{JsonRequest, MultipartRequest, Payload, Request};
use teloxide::types::{
    BotCommand, BotCommandScope, CallbackQueryId, ChatId, FileId, InputFile, LinkPreviewOptions, MessageId, ParseMode,
    ReplyParameters, ThreadId,
};

use super::errors::Fault;
use super::judge::judge;
use super::keyboard::keyboard;
use super::payload::{FetchUpdates, Loose};
use super::secret::Secret;
use super::{raw, read, render};
use crate::chat::{Administrator, CallError, Document, Menu, MenuScope, Outcome, Outgoing, Refused, Update};

/// What a picture of ours is called.
const PICTURE: &str = "picture.png";

/// A bot's connection. Cheap to clone; shows its token nowhere.
#[derive(Clone)]
pub struct Telegram {
    pub(super) secret: Secret,
    pub(super) poll_slack: Duration,
    pub(super) polling: Bot,
    pub(super) calls: Bot,
    pub(super) files: Bot,
}

/// The bot itself, as Telegram knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Me {
    /// User number.
    pub id: i64,
    /// Without the `@`.
    pub username: String,
    /// Display name.
    pub name: String,
    /// Sees all that is said in groups (privacy mode is off).
    pub reads_all: bool,
    /// May be added to groups.
    pub can_join_groups: bool,
}

impl Telegram {
    /// Who we are; also proves the token.
    pub async fn me(&self) -> Result<Me, CallError> {
        let me: raw::Me = self.ask(GetMe::new()).await?;
        Ok(Me {
            id: me.user.id,
            name: read::name(&me.user),
            username: me.user.username.unwrap_or_default(),
            reads_all: me.can_read_all_group_messages,
            can_join_groups: me.can_join_groups,
        })
    }

    /// Updates from `offset` on, as soon as there are any, else none after `timeout` (at most 50 s).
    /// Confirms all below `offset`; 0 confirms nothing.
    pub async fn fetch(&self, offset: i64, timeout: Duration) -> Result<Vec<Update>, CallError> {
        let request = JsonRequest::new(self.polling.clone(), FetchUpdates::new(offset, timeout)).send();
        let answer = tokio::time::timeout(timeout + self.poll_slack, request)
            .await
            .map_err(|_| CallError::Unreachable("a poll was not answered in time".to_owned()))?;
        let updates = answer.map_err(|error| judge(&error, &self.secret))?;
        Ok(updates.into_iter().filter_map(|update| self.read_value(update)).collect())
    }

    /// Reads an update from its text: one that was set aside, or that came another way. None if it is no update.
    #[must_use]
    pub fn read(&self, raw: &str) -> Option<Update> {
        serde_json::from_str(raw).ok().and_then(|update| self.read_value(update))
    }

    /// Sends a message; with a document, the text is its caption.
    pub async fn send(&self, chat: i64, message: &Outgoing) -> Outcome {
        let known = |file: &str| InputFile::file_id(FileId(file.to_owned()));
        outcome(match &message.document {
            None | Some(Document::Drawn { .. }) => self.send_text(chat, message).await,
            Some(Document::Photo { file }) => self.send_photo(chat, message, known(file)).await,
            Some(Document::Picture { bytes }) => {
                let file = InputFile::memory(bytes.clone()).file_name(PICTURE);
                self.send_photo(chat, message, file).await
            }
            Some(Document::Known { file }) => self.send_document(chat, message, known(file)).await,
            Some(Document::Made { name, bytes }) => {
                let file = InputFile::memory(bytes.clone()).file_name(file_name(name));
                self.send_document(chat, message, file).await
            }
            Some(Document::Spooled { name, path }) => {
                let file = InputFile::file(path.clone()).file_name(file_name(name));
                self.send_document(chat, message, file).await
            }
        })
    }

    /// Puts text and buttons in place of a message's. One with a document cannot be replaced.
    pub async fn edit(&self, chat: i64, message: i64, new: &Outgoing) -> Outcome {
        outcome(match self.edit_text(chat, message, new).await {
            Ok(()) | Err(Fault::Done) => Ok(Some(message)),
            Err(fault) => Err(fault),
        })
    }

    /// Answers a press: a few words at the top of the screen, or a box to be closed (`alert`).
    pub async fn answer_press(&self, press: &str, text: Option<&str>, alert: bool) -> Outcome {
        let mut answer = AnswerCallbackQuery::new(CallbackQueryId(press.to_owned()));
        answer.text = text.map(|text| render::plain(text, render::ANSWER_CHARS_MAX));
        answer.show_alert = Some(alert);
        outcome(self.call(answer).await.map(|_| None))
    }

    /// A group's administrators, its owner among them.
    pub async fn administrators(&self, chat: i64) -> Result<Vec<Administrator>, CallError> {
        let members: Vec<raw::AdministratorOf> = self.ask(GetChatAdministrators::new(ChatId(chat))).await?;
        let administrators = members.into_iter().map(|member| Administrator {
            user: member.user.id,
            name: read::name(&member.user),
            bot: member.user.is_bot,
            anonymous: member.is_anonymous,
        });
        Ok(administrators.collect())
    }

    /// Sets a list of commands.
    pub async fn set_menu(&self, menu: &Menu) -> Outcome {
        let commands = menu.commands.iter().map(|(name, description)| {
            BotCommand::new(name, render::plain(description, render::DESCRIPTION_CHARS_MAX))
        });
        let mut payload = SetMyCommands::new(commands);
        payload.scope = Some(match menu.scope {
            MenuScope::Private => BotCommandScope::AllPrivateChats,
            MenuScope::Groups => BotCommandScope::AllGroupChats,
            MenuScope::GroupAdministrators => BotCommandScope::AllChatAdministrators,
        });
        payload.language_code.clone_from(&menu.language);
        outcome(self.call(payload).await.map(|_| None))
    }

    /// Leaves a group.
    pub async fn leave(&self, chat: i64) -> Outcome {
        outcome(self.call(LeaveChat::new(ChatId(chat))).await.map(|_| None))
    }

    async fn send_text(&self, chat: i64, message: &Outgoing) -> Result<Option<i64>, Fault> {
        let mut payload = SendMessage::new(ChatId(chat), render::html(&message.text, render::TEXT_CHARS_MAX));
        payload.parse_mode = Some(ParseMode::Html);
        payload.link_preview_options = Some(no_preview());
        payload.reply_markup = keyboard(&message.buttons)?.map(Into::into);
        payload.reply_parameters = reply(message)?;
        payload.message_thread_id = topic(message)?;
        payload.disable_notification = message.silent.then_some(true);
        self.call(payload).await.map(|sent| number_of(&sent))
    }

    async fn send_document(&self, chat: i64, message: &Outgoing, file: InputFile) -> Result<Option<i64>, Fault> {
        let mut payload = SendDocument::new(ChatId(chat), file);
        if !message.text.is_empty() {
            payload.caption = Some(render::html(&message.text, render::CAPTION_CHARS_MAX));
            payload.parse_mode = Some(ParseMode::Html);
        }
        payload.reply_markup = keyboard(&message.buttons)?.map(Into::into);
        payload.reply_parameters = reply(message)?;
        payload.message_thread_id = topic(message)?;
        let request = MultipartRequest::new(self.files.clone(), Loose(payload)).send();
        let sent = request.await.map_err(|error| judge(&error, &self.secret))?;
        Ok(number_of(&sent))
    }

    async fn send_photo(&self, chat: i64, message: &Outgoing, file: InputFile) -> Result<Option<i64>, Fault> {
        let mut payload = SendPhoto::new(ChatId(chat), file);
        if !message.text.is_empty() {
            payload.caption = Some(render::html(&message.text, render::CAPTION_CHARS_MAX));
            payload.parse_mode = Some(ParseMode::Html);
        }
        payload.reply_markup = keyboard(&message.buttons)?.map(Into::into);
        payload.reply_parameters = reply(message)?;
        payload.message_thread_id = topic(message)?;
        let request = MultipartRequest::new(self.files.clone(), Loose(payload)).send();
        let sent = request.await.map_err(|error| judge(&error, &self.secret))?;
        Ok(number_of(&sent))
    }

    async fn edit_text(&self, chat: i64, message: i64, new: &Outgoing) -> Result<(), Fault> {
        if new.document.is_some() {
            return Err(malformed("a document cannot be put in place of a message".to_owned()));
        }
        let text = render::html(&new.text, render::TEXT_CHARS_MAX);
        let mut payload = EditMessageText::new(ChatId(chat), message_id(message)?, text);
        payload.parse_mode = Some(ParseMode::Html);
        payload.link_preview_options = Some(no_preview());
        payload.reply_markup = keyboard(&new.buttons)?;
        self.call(payload).await.map(|_| ())
    }

    /// Calls and reads the answer.
    pub(super) async fn ask<P, T>(&self, payload: P) -> Result<T, Fault>
    where
        P: Payload + Serialize + 'static,
        T: DeserializeOwned,
    {
        let answer = self.call(payload).await?;
        serde_json::from_value(answer).map_err(|error| Fault::Unreadable(self.secret.redact_error(&error)))
    }

    pub(super) async fn call<P: Payload + Serialize + 'static>(&self, payload: P) -> Result<Value, Fault> {
        let request = JsonRequest::new(self.calls.clone(), Loose(payload)).send();
        request.await.map_err(|error| judge(&error, &self.secret))
    }

    fn read_value(&self, update: Value) -> Option<Update> {
        let read = read::update(update, self.secret.bot());
        if read.is_none() {
            tracing::error!("an update without its number was passed over");
        }
        read
    }
}

impl fmt::Debug for Telegram {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Telegram({:?})", self.secret)
    }
}

pub(super) fn outcome(result: Result<Option<i64>, Fault>) -> Outcome {
    if let Err(Fault::NeverLeft(text)) = &result {
        // An outcome has no words for it, and without it nobody knew why all waits.
        tracing::warn!(error = %text, "a call could not leave");
    }
    result.map_or_else(Outcome::from, Outcome::Sent)
}

/// A sent message's number. Once Telegram says ok it arrived, whatever else the answer holds.
fn number_of(sent: &Value) -> Option<i64> {
    sent.get("message_id").and_then(Value::as_i64)
}

fn reply(message: &Outgoing) -> Result<Option<ReplyParameters>, Fault> {
    let reply_to = message.reply_to.map(message_id).transpose()?;
    // Whether the other message still stands is no reason to be silent.
    Ok(reply_to.map(|id| ReplyParameters::new(id).allow_sending_without_reply()))
}

fn topic(message: &Outgoing) -> Result<Option<ThreadId>, Fault> {
    Ok(message.topic.map(message_id).transpose()?.map(ThreadId))
}

/// Message numbers have 32 bits.
pub(super) fn message_id(number: i64) -> Result<MessageId, Fault> {
    number.try_into().map(MessageId).map_err(|_| malformed(format!("no message has the number {number}")))
}

fn malformed(text: String) -> Fault {
    Fault::Refused(Refused::Malformed(text))
}

fn no_preview() -> LinkPreviewOptions {
    LinkPreviewOptions {
        is_disabled: true,
        url: None,
        prefer_small_media: false,
        prefer_large_media: false,
        show_above_text: false,
    }
}

/// Telegram's server splits the file's header at these.
fn file_name(name: &str) -> String {
    name.replace(['"', '\\', '/', ';', '\r', '\n'], "_")
}
