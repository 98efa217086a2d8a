//! How the service is, in a few figures for whoever watches it.

use serde::Serialize;

use super::service::Service;
use crate::store::{Result, denied, hold, outbox, set_aside};

/// How the service is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Health {
    /// Seconds since the chat app last answered a poll; null before its first answer.
    pub last_intake_age_s: Option<i64>,
    /// Messages that are due, or on their way and not known to have come.
    pub outbox_waiting: i64,
    /// Updates that could not be handled.
    pub set_aside: i64,
    /// How often somebody whom no office knows asked for what is not theirs.
    pub strangers_denied: i64,
    /// It runs on a copy of the database and holds notices and nudges back, until `cuiban resume`.
    pub held: bool,
    /// The clock of this machine is to be believed; else notices and nudges wait until the chat app's clock agrees with it.
    pub clock_believed: bool,
}

impl Service {
    /// How it is now.
    pub async fn health(&self) -> Result<Health> {
        let now = self.shared.now();
        let mut reader = self.shared.store.read().await?;
        Ok(Health {
            last_intake_age_s: self.shared.heard_at().map(|at| (now - at).num_seconds().max(0)),
            outbox_waiting: outbox::count_waiting(&mut reader, now).await?,
            set_aside: set_aside::count(&mut reader).await?,
            strangers_denied: denied::strangers(&mut reader).await?,
            held: hold::find(&mut reader).await?.is_some(),
            clock_believed: self.shared.believes_clock(),
        })
    }
}
