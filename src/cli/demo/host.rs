//! What the box asks of the program that lives with it: is it at rest, what comes next, begin anew.

use std::sync::Mutex;

use anyhow::Result;
use chrono::{DateTime, Utc};
use futures::FutureExt as _;
use futures::future::BoxFuture;

use super::habits::Habits;
use super::stage::{Stage, monday};
use super::story;
use crate::sandbox::Host;

/// The stage's side of the box.
pub struct StageHost {
    stage: Stage,
    habits: Mutex<Habits>,
}

impl StageHost {
    /// For this stage, with nobody acting by habit yet.
    #[must_use]
    pub fn new(stage: Stage) -> Self {
        Self { stage, habits: Mutex::default() }
    }

    /// Lets these people act by habit.
    pub fn adopt(&self, habits: Habits) {
        *self.habits.lock().expect("nobody panics with it in hand") = habits;
    }

    /// Begins a story from its first moment.
    pub async fn begin(&self, scenario: &str) -> Result<()> {
        self.adopt(Habits::default());
        self.stage.stop().await;
        let sandbox = self.stage.sandbox();
        sandbox.clock().ticking(false);
        sandbox.reset();
        sandbox.clock().jump(monday());
        self.stage.start_afresh().await?;
        let habits = match scenario {
            story::EMPTY => story::empty(&self.stage),
            _ => story::told(&self.stage).await?,
        };
        sandbox.clock().jump(monday());
        sandbox.set_scene("Asia/Shanghai", scenario);
        self.adopt(habits);
        sandbox.clock().ticking(true);
        Ok(())
    }
}

impl Host for StageHost {
    fn settled(&self) -> BoxFuture<'_, bool> {
        self.stage.is_settled().boxed()
    }

    fn next_due(&self) -> BoxFuture<'_, Option<DateTime<Utc>>> {
        self.stage.next_due().boxed()
    }

    fn next_nudge(&self) -> BoxFuture<'_, Option<DateTime<Utc>>> {
        self.stage.next_nudge().boxed()
    }

    fn restart(&self, scenario: String) -> BoxFuture<'_, Result<(), String>> {
        async move { self.begin(&scenario).await.map_err(|error| format!("{error:#}")) }.boxed()
    }

    fn passed(&self, now: DateTime<Utc>) -> BoxFuture<'_, ()> {
        async move { self.habits.lock().expect("nobody panics with it in hand").act(self.stage.sandbox(), now) }.boxed()
    }

    fn next_habit(&self) -> Option<DateTime<Utc>> {
        self.habits.lock().expect("nobody panics with it in hand").next()
    }
}
