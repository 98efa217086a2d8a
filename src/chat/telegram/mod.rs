//! Telegram through teloxide's client: the one place that knows teloxide, and the Bot API's ways.
//!
//! | file | subject |
//! | --- | --- |
//! | `connect` | addresses, proxies, time limits |
//! | `client` | the calls |
//! | `app` | the calls as the engine knows them |
//! | `clock` | what time it is there |
//! | `pin` | pinned messages, and what is taken away |
//! | `payload` | how a call is put to teloxide so that its answer is read tolerantly |
//! | `raw`, `read`, `message` | updates as they come, and what we make of them |
//! | `render`, `keyboard` | words and buttons as Telegram wants them |
//! | `file` | fetching what people sent |
//! | `errors`, `judge` | what can go wrong, and the one judgement of it |
//! | `secret` | the token, which no text may show |
//!
//! teloxide's own polling confirms updates before they are handled, and its types empty messages that a newer
//! Bot API has extended; so it is used as the client alone, and what comes in is read by tolerant structs of ours.

mod app;
mod client;
mod clock;
mod connect;
mod errors;
mod file;
mod judge;
mod keyboard;
mod message;
mod payload;
mod pin;
mod raw;
mod read;
mod render;
mod secret;
#[cfg(test)]
mod wire;

pub use client::{Me, Telegram};
pub use connect::{ConnectError, Connection};
