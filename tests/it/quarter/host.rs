//! What the box asks of the quarter: is the bot at rest, what comes next, and who of the people stirs.

use std::sync::Mutex;

use chrono::{DateTime, Utc};
use cuiban::cli::demo::Stage;
use cuiban::sandbox::Host;
use futures::FutureExt as _;
use futures::future::BoxFuture;

use super::people::People;

/// The bot and the people around it.
pub(crate) struct QuarterHost {
    stage: Stage,
    people: Mutex<People>,
}

impl QuarterHost {
    /// With nobody about yet.
    pub(crate) fn new(stage: Stage, seed: u64) -> Self {
        Self { stage, people: Mutex::new(People::new(seed)) }
    }

    /// Has a word with the people.
    pub(crate) fn people<T>(&self, talk: impl FnOnce(&mut People) -> T) -> T {
        talk(&mut self.people.lock().unwrap())
    }
}

impl Host for QuarterHost {
    fn settled(&self) -> BoxFuture<'_, bool> {
        self.stage.is_settled().boxed()
    }

    fn next_due(&self) -> BoxFuture<'_, Option<DateTime<Utc>>> {
        self.stage.next_due().boxed()
    }

    fn next_nudge(&self) -> BoxFuture<'_, Option<DateTime<Utc>>> {
        self.stage.next_nudge().boxed()
    }

    fn restart(&self, _: String) -> BoxFuture<'_, Result<(), String>> {
        async { Err("a quarter is lived once".to_owned()) }.boxed()
    }

    fn passed(&self, now: DateTime<Utc>) -> BoxFuture<'_, ()> {
        async move { self.people(|people| people.act(self.stage.sandbox(), now)) }.boxed()
    }

    fn next_habit(&self) -> Option<DateTime<Utc>> {
        self.people(|people| people.next())
    }
}
