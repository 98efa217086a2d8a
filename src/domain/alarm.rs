//! What an operator should know of the service itself.

use serde::{Deserialize, Serialize};

use super::Moment;

/// Something that only whoever runs the service can look into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Alarm {
    /// Updates could not be handled and wait to be replayed.
    SetAside,
    /// Nobody listened for a while.
    Away {
        /// Since when.
        from: Moment,
        /// Until when.
        until: Moment,
    },
    /// Of messages nobody knows whether they arrived.
    Unknown,
    /// The machine's clock is not the chat app's.
    WrongClock {
        /// What it shows.
        ours: Moment,
        /// What the chat app's shows.
        theirs: Moment,
    },
    /// Somebody else listens with the bot's token.
    Overheard,
}
