//! What can go wrong with a call that asks for something.

use std::time::Duration;

use super::Refused;

/// Why a call that only asks got no answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CallError {
    /// The token does not work.
    #[error("Telegram does not know the bot token")]
    Token,
    /// Somebody else listens with this token.
    #[error("{0}")]
    Conflict(String),
    /// A webhook is set, so polling is shut.
    #[error("{0}")]
    Webhook(String),
    /// Too fast.
    #[error("Telegram asks to wait {} s", .0.as_secs())]
    RetryAfter(Duration),
    /// The network failed, or Telegram's servers did.
    #[error("Telegram cannot be reached: {0}")]
    Unreachable(String),
    /// It will never be answered, for this reason.
    #[error("Telegram refuses: {0:?}")]
    Refused(Refused),
    /// An answer that makes no sense to us.
    #[error("Telegram's answer cannot be read: {0}")]
    Other(String),
}

/// Why a file could not be fetched.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    /// Larger than allowed, or than Telegram hands out.
    #[error("the file is too large")]
    TooLarge,
    /// The call failed.
    #[error(transparent)]
    Call(#[from] CallError),
}
