//! A chat app in a box: a Bot API emulator on loopback, a page to play all the people, a clock that can be moved.
//!
//! For `demo` and the tests; imports no other room. The state is `world`, changed by people (`play`) and by the
//! bot (`methods`); what people do becomes updates in `notice`. Everything happens at the box's own time.

mod bot_api;
mod clock;
mod connection;
mod drive;
mod events;
mod fault;
mod groups;
mod handle;
mod log;
mod media;
mod methods;
mod model;
mod notice;
mod params;
mod people;
mod play;
mod polling;
mod presses;
mod rates;
mod refusal;
mod server;
mod shared;
mod shown;
mod tell;
#[cfg(test)]
mod tests;
mod text;
mod unplugged;
mod updates;
mod web;
mod world;

pub use clock::BoxClock;
pub use drive::{DriveError, Host};
pub use fault::{Fault, FaultKind, Lost};
pub use handle::Sandbox;
pub use log::LogEntry;
pub use model::Role;
pub use presses::PressError;
pub use refusal::Refusal;
pub use server::SandboxConfig;
pub use shown::{Shown, ShownButton, ShownFile};
pub use unplugged::UnpluggedCall;
