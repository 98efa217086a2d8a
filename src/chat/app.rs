//! A chat app as the engine calls it: what can be asked of it, and nothing of how.

use std::time::Duration;

use bytes::Bytes;
use chrono::{DateTime, Utc};
use futures::future::BoxFuture;
use futures::stream::BoxStream;

use super::{CallError, ChatId, FileError, Menu, Outcome, Outgoing, Pinned, Update, UpdateId};

/// A group's administrator or owner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Administrator {
    /// User number.
    pub user: i64,
    /// Display name.
    pub name: String,
    /// A bot, perhaps ourselves.
    pub bot: bool,
    /// Speaks in the group's name, unseen.
    pub anonymous: bool,
}

/// A file as it comes, piece by piece.
pub type Pieces = BoxStream<'static, Result<Bytes, FileError>>;

/// A chat app. Every call that changes something comes to one of the four outcomes; every call that asks may be asked again.
pub trait ChatApp: Send + Sync {
    /// Updates from `offset` on, as soon as there are any, else none after `timeout`. Confirms all below `offset`; 0 confirms
    /// nothing.
    fn fetch(&self, offset: UpdateId, timeout: Duration) -> BoxFuture<'_, Result<Vec<Update>, CallError>>;
    /// Reads an update from its text: one that was set aside. None if it is no update.
    fn read(&self, raw: &str) -> Option<Update>;
    /// Sends a message; with a document, the text is its caption.
    fn send<'a>(&'a self, chat: ChatId, message: &'a Outgoing) -> BoxFuture<'a, Outcome>;
    /// Puts text and buttons in place of a message's. One with a document cannot be replaced.
    fn edit<'a>(&'a self, chat: ChatId, message: i64, new: &'a Outgoing) -> BoxFuture<'a, Outcome>;
    /// Answers a press: a few words at the top of the screen, or a box to be closed (`alert`).
    fn answer_press<'a>(&'a self, press: &'a str, text: Option<&'a str>, alert: bool) -> BoxFuture<'a, Outcome>;
    /// Pins a message without ringing.
    fn pin(&self, chat: ChatId, message: i64) -> BoxFuture<'_, Outcome>;
    /// Unpins a message; one that is not pinned is no matter.
    fn unpin(&self, chat: ChatId, message: i64) -> BoxFuture<'_, Outcome>;
    /// Deletes a message; one that is gone is no matter.
    fn delete(&self, chat: ChatId, message: i64) -> BoxFuture<'_, Outcome>;
    /// The newest pinned message of a group, as it reads now.
    fn pinned(&self, chat: ChatId) -> BoxFuture<'_, Result<Option<Pinned>, CallError>>;
    /// A group's administrators, its owner among them.
    fn administrators(&self, chat: ChatId) -> BoxFuture<'_, Result<Vec<Administrator>, CallError>>;
    /// Sets a list of commands.
    fn set_menu<'a>(&'a self, menu: &'a Menu) -> BoxFuture<'a, Outcome>;
    /// What its clock shows, to the second; none if it cannot be asked, or does not say.
    fn clock(&self) -> BoxFuture<'_, Option<DateTime<Utc>>>;
    /// A file's bytes.
    fn file<'a>(&'a self, file: &'a str, bytes_max: usize) -> BoxFuture<'a, Result<Vec<u8>, FileError>>;
    /// A file piece by piece, so that none is ever held whole.
    fn file_pieces<'a>(&'a self, file: &'a str, bytes_max: usize) -> BoxFuture<'a, Result<Pieces, FileError>>;
}
