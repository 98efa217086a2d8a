//! A chat app as the program sees it: what comes in, what goes out, what a send can come to. Knows no tasks and no departments.
//!
//! [`telegram`] is the adapter, the one place that knows teloxide.

mod app;
mod error;
mod incoming;
mod outcome;
mod outgoing;
pub mod telegram;

pub use app::{Administrator, ChatApp, Pieces};
pub use error::{CallError, FileError};
pub use incoming::{
    Attachment, ChatId, ChatKind, Incoming, Membership, Message, MyMembership, Pinned, Pressed, RepliedTo, Sender,
    Update, UpdateId,
};
pub use outcome::{Outcome, Refused};
pub use outgoing::{Button, Document, Menu, MenuScope, Outgoing, Span, Style, Text};
