//! What a send can come to: four outcomes, one type.

use std::time::Duration;

/// What became of a call to the chat app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It arrived; the message's number where there is one.
    Sent(Option<i64>),
    /// It never will.
    Refused(Refused),
    /// It did not leave, or was not taken: again after this long.
    RetryAfter(Duration),
    /// It left, and nobody knows.
    Unknown(String),
}

/// Why it never will.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Blocked, or never started the bot.
    Blocked,
    /// The account is gone, or was never a person's.
    Deactivated,
    /// The bot is no longer in the group, or the chat does not exist.
    ChatLost,
    /// The group has a new number: send again there.
    Migrated(i64),
    /// The card to edit is gone: send a new one.
    CardLost,
    /// The topic is closed or gone.
    TopicLost,
    /// The bot is muted here.
    Muted,
    /// The bot lacks the right for it: to pin, in a group.
    NoRight,
    /// The press is too old to be answered; its effect stands.
    PressExpired,
    /// The token does not work.
    Token,
    /// Larger than the app takes.
    TooLarge,
    /// Our own fault, in the app's words.
    Malformed(String),
}
