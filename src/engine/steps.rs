//! The service one step at a time, in an order that the caller chooses: nothing happens beside it, so that a run can be had again.

use std::fmt;
use std::time::Duration;

use anyhow::Result;
use tokio::sync::watch;

use super::dispatcher::Dispatcher;
use super::intake::Intake;
use super::service::Service;
use super::shared::Stop;
use super::{boards, jobs, planner};
use crate::domain::Moment;

/// A service whose loops are turned by hand.
pub struct Steps {
    service: Service,
    intake: Intake,
    dispatcher: Dispatcher,
    /// Since when a poll waits.
    asked_at: Moment,
    stop: Stop,
    _never: watch::Sender<bool>,
}

impl Steps {
    /// Recovers as a start does, and reads the boards back.
    pub async fn start(service: Service) -> Result<Self> {
        service.recover().await?;
        let shared = &service.shared;
        boards::read_back(shared).await;
        shared.open_boards();
        let mut intake = Intake::new(shared.clone());
        intake.look().await?;
        let dispatcher = Dispatcher::new(shared.clone());
        let (never, stop) = watch::channel(false);
        let asked_at = shared.now();
        Ok(Self { service, intake, dispatcher, asked_at, stop: Stop(stop), _never: never })
    }

    /// The poll that has waited since the last one ends, and what came is taken in. Answers how long to wait before the next.
    pub async fn listen(&mut self) -> Option<Duration> {
        let fetched = self.intake.fetch(Duration::ZERO).await;
        let waited = (self.service.shared.now() - self.asked_at).to_std().unwrap_or_default();
        let pause = self.intake.hear((self.asked_at, waited), fetched).await;
        self.asked_at = self.service.shared.now();
        pause
    }

    /// Plans all that is due.
    pub async fn plan(&mut self) -> Result<()> {
        planner::run_until_nothing_is_due(&self.service.shared, &self.stop).await?;
        Ok(())
    }

    /// Sees what is due through, one message after the other.
    pub async fn dispatch(&mut self) -> Result<()> {
        Ok(self.dispatcher.drain().await?)
    }

    /// Hands boards that are due to the outbox.
    pub async fn refresh_boards(&mut self) -> Result<()> {
        boards::refresh(&self.service.shared).await?;
        Ok(())
    }

    /// Does the jobs that are due.
    pub async fn work(&mut self) -> Result<()> {
        Ok(jobs::work_off(&self.service.shared).await?)
    }

    /// When there is next something to do, or was.
    pub async fn next_due(&self) -> Result<Option<Moment>> {
        self.service.next_due().await
    }
}

impl fmt::Debug for Steps {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Steps").field("service", &self.service).finish_non_exhaustive()
    }
}
