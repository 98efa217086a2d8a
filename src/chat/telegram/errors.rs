//! What went wrong with a call, told so that the caller knows what can be done.

use std::time::Duration;

use crate::chat::{CallError, Outcome, Refused};

/// Wait this long when Telegram could not be reached, or did not say how long.
pub(super) const PAUSE: Duration = Duration::from_secs(5);

/// What went wrong; texts are fit for logs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// It was so already.
    Done,
    /// It never will.
    Refused(Refused),
    /// Not taken; again after this long.
    RetryAfter(Duration),
    /// It never left.
    NeverLeft(String),
    /// It left, and nobody knows.
    Unknown(String),
    /// Answered, but not in a way we understand.
    Unreadable(String),
    /// Another listener.
    Conflict(String),
    /// A webhook where we poll.
    Webhook(String),
}

impl From<Refused> for Fault {
    fn from(refused: Refused) -> Self {
        Self::Refused(refused)
    }
}

impl From<Fault> for Outcome {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Done => Self::Sent(None),
            Fault::Refused(refused) => Self::Refused(refused),
            Fault::RetryAfter(pause) => Self::RetryAfter(pause),
            Fault::NeverLeft(_) => Self::RetryAfter(PAUSE),
            Fault::Unknown(text) | Fault::Unreadable(text) => Self::Unknown(text),
            Fault::Conflict(text) | Fault::Webhook(text) => Self::Refused(Refused::Malformed(text)),
        }
    }
}

impl From<Fault> for CallError {
    /// Asking changes nothing, so that an unknown outcome is as good as none.
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Done => Self::Other("there was nothing to do".to_owned()),
            Fault::Refused(Refused::Token) => Self::Token,
            Fault::Refused(refused) => Self::Refused(refused),
            Fault::RetryAfter(pause) => Self::RetryAfter(pause),
            Fault::NeverLeft(text) | Fault::Unknown(text) => Self::Unreachable(text),
            Fault::Unreadable(text) => Self::Other(text),
            Fault::Conflict(text) => Self::Conflict(text),
            Fault::Webhook(text) => Self::Webhook(text),
        }
    }
}
