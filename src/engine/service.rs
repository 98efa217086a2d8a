//! The service: recovers, runs the loops, stops clean.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use futures::FutureExt;
use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::chat::{ChatApp, Outcome};
use crate::conversation::{self, Bot, Manners};
use crate::domain::{Alarm, Moment};
use crate::store::{Conn, Store, StoreError, board, head_posted, hold, job, outbox};

use super::clock::Clock;
use super::files::Files;
use super::shared::{Shared, Stop};
use super::{boards, dispatcher, intake, jobs, pack, planner};

/// How long a stop may take as a whole.
const STOP_MAX: Duration = Duration::from_secs(14);

/// What a service is made of.
pub struct ServiceParts {
    /// Its memory, with the schema up to date.
    pub store: Store,
    /// Its way to the people.
    pub app: Arc<dyn ChatApp>,
    /// Its time.
    pub clock: Arc<dyn Clock>,
    /// Who it is there.
    pub bot: Bot,
    /// How it was set up.
    pub manners: Manners,
    /// Where material is kept.
    pub files: Files,
}

/// The service. Its copies are the same service.
#[derive(Clone)]
pub struct Service {
    pub(super) shared: Arc<Shared>,
}

impl Service {
    /// Puts it together; nothing runs yet.
    #[must_use]
    pub fn new(parts: ServiceParts) -> Self {
        Self { shared: Arc::new(Shared::new(parts)) }
    }

    /// Runs until `stop` says so: then intake stops, the batch is finished, sends in flight may end, the rest stays in the
    /// outbox. An error means that a loop ended by itself.
    pub async fn run(&self, stop: watch::Receiver<bool>) -> Result<()> {
        self.recover().await.context("what the last run left in hand could not be taken up")?;
        let (tell, told) = watch::channel(false);
        let mut loops = self.start(&Stop(told));
        tracing::info!("running");
        let mut stop = Stop(stop);
        let broken = tokio::select! {
            () = stop.told() => false,
            _ = loops.join_next() => true,
        };
        tell.send_replace(true);
        let drained = async { while loops.join_next().await.is_some() {} };
        if tokio::time::timeout(STOP_MAX, drained).await.is_err() {
            tracing::warn!("stopped while something was still in hand");
        }
        if broken {
            bail!("a part of the service ended by itself; its log says why");
        }
        tracing::info!("stopped");
        Ok(())
    }

    fn start(&self, stop: &Stop) -> JoinSet<()> {
        let mut loops = JoinSet::new();
        loops.spawn(intake::run(Arc::clone(&self.shared), stop.clone()));
        loops.spawn(planner::run(Arc::clone(&self.shared), stop.clone()));
        loops.spawn(dispatcher::run(Arc::clone(&self.shared), stop.clone()));
        loops.spawn(boards::run(Arc::clone(&self.shared), stop.clone()));
        loops.spawn(jobs::run(Arc::clone(&self.shared), stop.clone()));
        let (shared, mut stop) = (Arc::clone(&self.shared), stop.clone());
        loops.spawn(async move {
            tokio::select! {
                () = set_menus(&shared) => stop.told().await,
                () = stop.told() => {}
            }
        });
        loops
    }

    /// What a stopped process had in hand is due again, or its outcome is unknown for good.
    pub(super) async fn recover(&self) -> Result<(), StoreError> {
        let now = self.shared.now();
        let recovered = self.shared.store.write(move |tx| {
            async move {
                let unknown = outbox::recover(tx, now).await?;
                conversation::lost_in_flight(tx, now, &unknown).await?;
                if !unknown.is_empty() {
                    conversation::raise(tx, now, Alarm::Unknown).await?;
                }
                job::recover(tx).await?;
                Ok::<_, StoreError>(unknown.len())
            }
            .boxed()
        });
        let unknown = recovered.await?;
        self.tell_hold().await?;
        self.recover_files().await;
        if unknown > 0 {
            tracing::warn!(unknown, "messages were leaving when the process stopped; they are not repeated");
        }
        Ok(())
    }

    async fn tell_hold(&self) -> Result<(), StoreError> {
        let mut reader = self.shared.store.read().await?;
        if let Some(held) = hold::find(&mut reader).await? {
            tracing::warn!(
                since = %held.since,
                why = ?held.why,
                "this is a copy: it listens and answers, and holds notices and nudges back until `cuiban resume`"
            );
        }
        Ok(())
    }

    /// What is left over only takes room: nothing waits for it.
    async fn recover_files(&self) {
        let files = &self.shared.files;
        if let Err(error) = files.recover().await {
            tracing::warn!(%error, "files that were being fetched could not be cleared");
        }
        if let Err(error) = pack::clear_left_over(files) {
            tracing::warn!(%error, "old archives could not be cleared");
        }
    }

    /// Closes the database, after what waits was written.
    pub async fn close(&self) {
        self.shared.store.close().await;
    }

    /// Whether nothing is due or in hand at this moment.
    pub async fn is_settled(&self) -> Result<bool> {
        // What stands pinned may yet show that this is an older copy; between two polls nobody knows what came.
        let is_up = self.shared.has_open_boards() && self.shared.is_listening();
        if self.shared.is_busy() || !is_up || !self.shared.believes_clock() {
            return Ok(false);
        }
        let now = self.shared.now();
        let mut reader = self.shared.store.read().await?;
        let is_held = hold::find(&mut reader).await?.is_some();
        let looks = if is_held { None } else { planner::next_look(&mut reader).await? };
        let heads = head_posted::next_due(&mut reader).await?;
        let due = [job::next_due(&mut reader).await?, board::next_due(&mut reader).await?, heads, looks];
        let said = if is_held {
            outbox::has_waiting_answer(&mut reader, now).await?
        } else {
            outbox::has_waiting(&mut reader, now).await?
        };
        let waits = said || due.into_iter().flatten().any(|due| due <= now);
        Ok(!waits && !self.shared.is_busy())
    }

    /// When there is next something to do, or was.
    pub async fn next_due(&self) -> Result<Option<Moment>> {
        let mut reader = self.shared.store.read().await?;
        let job = job::next_due(&mut reader).await?;
        let board = board::next_due(&mut reader).await?;
        let heads = head_posted::next_due(&mut reader).await?;
        Ok(job.into_iter().chain(board).chain(heads).chain(self.next_word(&mut reader).await?).min())
    }

    /// When the next word leaves, or the planner next looks.
    pub async fn next_nudge(&self) -> Result<Option<Moment>> {
        let mut reader = self.shared.store.read().await?;
        Ok(self.next_word(&mut reader).await?)
    }

    /// None while only answers leave.
    async fn next_word(&self, conn: &mut Conn) -> Result<Option<Moment>, StoreError> {
        if !self.shared.believes_clock() || hold::find(conn).await?.is_some() {
            return Ok(None);
        }
        let due = [outbox::next_due(conn).await?, planner::next_look(conn).await?];
        Ok(due.into_iter().flatten().min())
    }
}

impl fmt::Debug for Service {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Service").field("store", &self.shared.store).finish_non_exhaustive()
    }
}

/// Menus only help: without them everything works as well.
async fn set_menus(shared: &Shared) {
    let _busy = shared.busy();
    for menu in conversation::menus() {
        match shared.app.set_menu(&menu).await {
            Outcome::Sent(_) => {}
            outcome => {
                tracing::warn!(?outcome, "a list of commands could not be set");
                return;
            }
        }
    }
}
