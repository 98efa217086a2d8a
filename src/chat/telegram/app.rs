//! Telegram as the engine calls it.

use std::time::Duration;

use chrono::{DateTime, Utc};
use futures::FutureExt;
use futures::future::BoxFuture;

use super::Telegram;
use crate::chat::{
    Administrator, CallError, ChatApp, ChatId, FileError, Menu, Outcome, Outgoing, Pieces, Pinned, Update, UpdateId,
};

impl ChatApp for Telegram {
    fn fetch(&self, offset: UpdateId, timeout: Duration) -> BoxFuture<'_, Result<Vec<Update>, CallError>> {
        Self::fetch(self, offset, timeout).boxed()
    }

    fn read(&self, raw: &str) -> Option<Update> {
        Self::read(self, raw)
    }

    fn send<'a>(&'a self, chat: ChatId, message: &'a Outgoing) -> BoxFuture<'a, Outcome> {
        Self::send(self, chat, message).boxed()
    }

    fn edit<'a>(&'a self, chat: ChatId, message: i64, new: &'a Outgoing) -> BoxFuture<'a, Outcome> {
        Self::edit(self, chat, message, new).boxed()
    }

    fn answer_press<'a>(&'a self, press: &'a str, text: Option<&'a str>, alert: bool) -> BoxFuture<'a, Outcome> {
        Self::answer_press(self, press, text, alert).boxed()
    }

    fn pin(&self, chat: ChatId, message: i64) -> BoxFuture<'_, Outcome> {
        Self::pin(self, chat, message).boxed()
    }

    fn unpin(&self, chat: ChatId, message: i64) -> BoxFuture<'_, Outcome> {
        Self::unpin(self, chat, message).boxed()
    }

    fn delete(&self, chat: ChatId, message: i64) -> BoxFuture<'_, Outcome> {
        Self::delete(self, chat, message).boxed()
    }

    fn pinned(&self, chat: ChatId) -> BoxFuture<'_, Result<Option<Pinned>, CallError>> {
        Self::pinned(self, chat).boxed()
    }

    fn administrators(&self, chat: ChatId) -> BoxFuture<'_, Result<Vec<Administrator>, CallError>> {
        Self::administrators(self, chat).boxed()
    }

    fn set_menu<'a>(&'a self, menu: &'a Menu) -> BoxFuture<'a, Outcome> {
        Self::set_menu(self, menu).boxed()
    }

    fn clock(&self) -> BoxFuture<'_, Option<DateTime<Utc>>> {
        Self::clock(self).boxed()
    }

    fn file<'a>(&'a self, file: &'a str, bytes_max: usize) -> BoxFuture<'a, Result<Vec<u8>, FileError>> {
        Self::file(self, file, bytes_max).boxed()
    }

    fn file_pieces<'a>(&'a self, file: &'a str, bytes_max: usize) -> BoxFuture<'a, Result<Pieces, FileError>> {
        Self::file_pieces(self, file, bytes_max).boxed()
    }
}
