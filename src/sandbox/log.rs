//! What the bot was given and what it was answered: the oracle of the tests.

use chrono::{DateTime, Utc};
use serde_json::Value;

/// One thing that happened between the box and the bot.
#[derive(Clone, Debug, PartialEq)]
pub enum LogEntry {
    /// The bot confirmed all updates below `offset`.
    Confirmed {
        /// When, by the box.
        at: DateTime<Utc>,
        /// As asked.
        offset: i64,
    },
    /// An update went out in an answer.
    Delivered {
        /// When, by the box.
        at: DateTime<Utc>,
        /// Its number.
        update: i64,
    },
    /// An update died unread.
    Expired {
        /// When it was noticed, by the box.
        at: DateTime<Utc>,
        /// Its number.
        update: i64,
    },
    /// A call other than `getUpdates`.
    Answered {
        /// When, by the box.
        at: DateTime<Utc>,
        /// The method, in lower case.
        method: String,
        /// The chat it names.
        chat: Option<i64>,
        /// What came with it, files left out.
        parameters: Value,
        /// The envelope; none if the call was never taken.
        answer: Option<Value>,
        /// The bot got the whole answer, as far as the box can tell.
        heard: bool,
    },
}
