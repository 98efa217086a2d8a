//! Jobs: files to be fetched, whose content comes back to the conversation as a turn of its own.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use futures::stream::FuturesUnordered;
use futures::{FutureExt, StreamExt};

use crate::chat::FileError;
use crate::conversation::{self, Fetched, Rights};
use crate::domain::assignment::Kept;
use crate::domain::{Moment, OfficeId};
use crate::failpoint::{self, Point};
use crate::store::{Conn, StoreError, job, projections};

use super::clock::after;
use super::files::KeepError;
use super::pack::{self, PackError};
use super::shared::{Shared, Stop, TROUBLE};

type Job = job::Job<conversation::Job>;

/// Jobs done at once.
const AT_ONCE: usize = 4;
/// After the first and the second failure; after the third it is given up.
const RETRY: [Duration; 2] = [Duration::from_secs(10), Duration::from_mins(1)];

/// Why a job did not work.
#[derive(Debug, thiserror::Error)]
enum JobError {
    #[error(transparent)]
    File(#[from] FileError),
    #[error("the store of files: {0}")]
    Files(#[from] object_store::Error),
    #[error(transparent)]
    Pack(#[from] PackError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What is taken in hand.
#[derive(Default)]
struct Taken {
    in_hand: BTreeSet<i64>,
    /// A claim failed: it may have been committed all the same.
    astray: bool,
}

/// Does what is due until told to stop. One that takes long holds up none of the others.
pub(super) async fn run(shared: Arc<Shared>, mut stop: Stop) {
    let mut taken = Taken::default();
    let mut under_way = FuturesUnordered::new();
    while !stop.is_told() {
        let next = match taken.take(&shared, AT_ONCE - under_way.len()).await {
            Ok((jobs, next)) => {
                under_way.extend(jobs.into_iter().map(|job| see_to(&shared, job)));
                next
            }
            Err(error) => {
                tracing::error!(%error, "jobs could not be read");
                shared.pause(TROUBLE, &mut stop).await;
                continue;
            }
        };
        tokio::select! {
            Some(id) = under_way.next(), if !under_way.is_empty() => { taken.in_hand.remove(&id); }
            () = shared.rest(&shared.wake.jobs, next, &mut stop) => {}
        }
    }
    // What is still in hand is cut off, and due again at the next start.
}

/// Does what is due, one job after the other.
pub(super) async fn work_off(shared: &Shared) -> Result<(), StoreError> {
    let mut taken = Taken::default();
    loop {
        let (jobs, _) = taken.take(shared, AT_ONCE).await?;
        if jobs.is_empty() {
            return Ok(());
        }
        for job in jobs {
            let id = see_to(shared, job).await;
            taken.in_hand.remove(&id);
        }
    }
}

impl Taken {
    /// Takes in hand what is due, as far as there is room; and says when the next is due, if there is room for it.
    async fn take(&mut self, shared: &Shared, room: usize) -> Result<(Vec<Job>, Option<Moment>), StoreError> {
        if room == 0 {
            return Ok((vec![], None));
        }
        let _busy = shared.busy();
        self.find_astray(shared).await?;
        let now = shared.now();
        let next = {
            let mut reader = shared.store.read().await?;
            job::next_due(&mut reader).await?
        };
        if next.is_none_or(|next| next > now) {
            return Ok((vec![], next));
        }
        let limit = i64::try_from(room).unwrap_or(i64::MAX);
        self.astray = true;
        let claim = shared.store.write(move |tx| {
            async move {
                let jobs: Vec<Job> = job::claim_due(tx, now, limit).await?;
                Ok::<_, StoreError>((jobs, job::next_due(tx).await?))
            }
            .boxed()
        });
        let (jobs, next) = claim.await?;
        self.astray = false;
        self.in_hand.extend(jobs.iter().map(|job| job.id));
        let next = next.filter(|_| jobs.len() < room);
        Ok((jobs, next))
    }

    /// Puts back what was claimed without our knowing.
    async fn find_astray(&mut self, shared: &Shared) -> Result<(), StoreError> {
        if self.astray {
            let in_hand = self.in_hand.clone();
            let found = shared.store.write(move |tx| async move { job::recover_claimed(tx, &in_hand).await }.boxed());
            found.await?;
            self.astray = false;
        }
        Ok(())
    }
}

/// Sees one through, and gives back its number.
async fn see_to(shared: &Shared, job: Job) -> i64 {
    let _busy = shared.busy();
    let id = job.id;
    if let Err(error) = finish(shared, job).await {
        tracing::error!(job = id, %error, "what came of a job could not be entered; it is due again at the next start");
    }
    shared.wake.dispatcher.notify_one();
    shared.wake.boards.notify_one();
    id
}

async fn finish(shared: &Shared, job: Job) -> Result<(), StoreError> {
    let fetched = loop {
        match fetch(shared, &job).await {
            Err(JobError::Store(error)) if error.is_passing() => {
                // No try of the job's: it is the database that has to come back.
                tracing::error!(job = job.id, %error, "a job could not be read for");
                shared.clock.pause(TROUBLE).await;
            }
            fetched => break fetched,
        }
    };
    failpoint::reach(Point::JobDone).await;
    let error = match fetched {
        Ok(fetched) => match go_on(shared, &job, fetched).await {
            Ok(()) => return Ok(()),
            Err(error) => error.into(),
        },
        Err(error) => error,
    };
    let wait = usize::try_from(job.tries - 1).ok().and_then(|failed| RETRY.get(failed));
    tracing::warn!(job = job.id, given_up = wait.is_none(), %error, "a job did not work");
    if wait.is_none() && go_on(shared, &job, Fetched::Lost).await.is_ok() {
        return Ok(());
    }
    let (id, note) = (job.id, Arc::<str>::from(error.to_string()));
    let retry_at = wait.map(|wait| after(shared.now(), *wait));
    let write = shared.insist(move |tx| {
        let note = Arc::clone(&note);
        async move { job::fail(tx, id, retry_at, &note).await }.boxed()
    });
    write.await
}

/// The job's end and what it leads to are one.
async fn go_on(shared: &Shared, job: &Job, fetched: Fetched) -> Result<(), StoreError> {
    let (now, job, fetched) = (shared.now(), Arc::new(job.clone()), Arc::new(fetched));
    let (bot, manners) = (Arc::new(shared.bot.clone()), shared.manners);
    let written = shared.insist(move |tx| {
        let (job, fetched, bot) = (Arc::clone(&job), Arc::clone(&fetched), Arc::clone(&bot));
        async move {
            if !job::is_in_hand(tx, job.id).await? {
                // Entered before: only the answer to that commit was lost.
                return Ok(());
            }
            let context = conversation::Context { now, bot: &bot, manners, rights: &Rights::default() };
            conversation::handle_fetched(tx, context, &job.doc, Fetched::clone(&fetched)).await?;
            job::finish(tx, job.id).await
        }
        .boxed()
    });
    written.await
}

async fn fetch(shared: &Shared, job: &Job) -> Result<Fetched, JobError> {
    let app = &shared.app;
    let fetched = match &job.doc {
        conversation::Job::ReadRoster { file, .. }
        | conversation::Job::ReadCalendar { file, .. }
        | conversation::Job::ReadPlaybook { file, .. }
        | conversation::Job::ReadTasks { file, .. } => app.file(file, job.doc.bytes_max()).await.map(Fetched::Bytes),
        conversation::Job::KeepFile { part, file } => match app.file_pieces(file, job.doc.bytes_max()).await {
            Ok(pieces) => match shared.files.keep((part.office, part.task), pieces).await {
                Ok(Kept { sha256, size }) => Ok(Fetched::Kept { sha256, size }),
                Err(KeepError::Source(error)) => Err(error),
                Err(KeepError::Store(error)) => return Err(error.into()),
            },
            Err(error) => Err(error),
        },
        conversation::Job::Collect { office, task, .. } => {
            let mut reader = shared.store.read().await?;
            let Some(plan) = conversation::collection(&mut reader, *office, *task, shared.now()).await? else {
                return Ok(Fetched::Lost);
            };
            drop(reader);
            Ok(Fetched::Packed(pack::pack(&shared.files, (*office, *task), job.id, plan).await?))
        }
        conversation::Job::OpenReport { office, from, to, .. } => {
            let mut reader = shared.store.read().await?;
            return Ok(folded(&mut reader, *office, (*from, *to), shared.now()).await?);
        }
        conversation::Job::FinishReport { office, publication } => {
            let mut reader = shared.store.read().await?;
            let Some(it) = projections::find_publication(&mut reader, *office, *publication).await? else {
                return Ok(Fetched::Lost);
            };
            return Ok(folded(&mut reader, *office, (it.from, it.to), shared.now()).await?);
        }
        conversation::Job::Purge { office, task } => {
            shared.files.clear((*office, *task)).await?;
            let mut reader = shared.store.read().await?;
            Ok(Fetched::Cleared(conversation::words_of(&mut reader, *office, *task).await?))
        }
    };
    match fetched {
        Err(FileError::TooLarge) => Ok(Fetched::TooLarge),
        fetched => Ok(fetched?),
    }
}

async fn folded(
    conn: &mut Conn,
    office: OfficeId,
    period: (Moment, Moment),
    now: Moment,
) -> Result<Fetched, StoreError> {
    let folded = conversation::folded(conn, office, period, now).await?;
    Ok(folded.map_or(Fetched::Lost, |folded| Fetched::Folded(Box::new(folded))))
}
