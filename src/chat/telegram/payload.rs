//! How a call is put to teloxide so that its answer is read tolerantly.

use std::time::Duration;

use serde::Serialize;
use serde_json::Value;
use teloxide::requests::{MultipartPayload, Payload};
use teloxide::types::InputFile;

/// The kinds of update that we ask for; Telegram remembers the list with the token.
const KINDS: [&str; 4] = ["message", "edited_message", "callback_query", "my_chat_member"];
/// The most that one answer may hold.
const UPDATES_MAX: u8 = 100;

/// A payload of teloxide's whose answer is not pressed into teloxide's types: they are older than the Bot API.
#[derive(Clone, Serialize)]
#[serde(transparent)]
pub(super) struct Loose<P>(pub(super) P);

impl<P: Payload> Payload for Loose<P> {
    type Output = Value;
    const NAME: &'static str = P::NAME;
}

impl<P: MultipartPayload> MultipartPayload for Loose<P> {
    fn copy_files(&self, into: &mut dyn FnMut(InputFile)) {
        self.0.copy_files(into);
    }

    fn move_files(&mut self, into: &mut dyn FnMut(InputFile)) {
        self.0.move_files(into);
    }
}

/// `getUpdates`, each update as it came.
#[derive(Serialize)]
pub(super) struct FetchUpdates {
    offset: i64,
    limit: u8,
    timeout: u64,
    allowed_updates: [&'static str; 4],
}

impl FetchUpdates {
    /// From `offset` on (all below is confirmed), held for at most `timeout`.
    pub(super) fn new(offset: i64, timeout: Duration) -> Self {
        Self { offset, limit: UPDATES_MAX, timeout: timeout.as_secs(), allowed_updates: KINDS }
    }
}

impl Payload for FetchUpdates {
    type Output = Vec<Value>;
    const NAME: &'static str = "GetUpdates";
}
