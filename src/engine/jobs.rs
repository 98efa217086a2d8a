//! Jobs: files to be fetched, whose content comes back to the conversation as a turn of its own.

use std::sync::Arc;
use std::time::Duration;

use futures::FutureExt;
use futures::future::join_all;

use crate::chat::telegram::FileError;
use crate::conversation::{self, Fetched, Rights};
use crate::domain::Moment;
use crate::store::{StoreError, job};

use super::clock::after;
use super::files;
use super::shared::{Shared, Stop};

type Job = job::Job<conversation::Job>;

/// Jobs done at once.
const AT_ONCE: i64 = 4;
/// After the first and the second failure; after the third it is given up.
const RETRY: [Duration; 2] = [Duration::from_secs(10), Duration::from_mins(1)];
/// After the database failed.
const TROUBLE: Duration = Duration::from_secs(5);

/// Why a job did not work.
#[derive(Debug, thiserror::Error)]
enum JobError {
    #[error(transparent)]
    File(#[from] FileError),
    #[error("the file could not be kept: {0}")]
    Keep(#[from] std::io::Error),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Does what is due until told to stop.
pub(super) async fn run(shared: Arc<Shared>, mut stop: Stop) {
    while !stop.is_told() {
        let done = tokio::select! {
            done = run_due(&shared) => done,
            // A job that is cut off is due again at the next start.
            () = stop.told() => return,
        };
        match done {
            Ok(next) => shared.rest(&shared.wake.jobs, next, &mut stop).await,
            Err(error) => {
                tracing::error!(%error, "jobs could not be read");
                shared.pause(TROUBLE, &mut stop).await;
            }
        }
    }
}

/// Does what is due; answers when the next is.
async fn run_due(shared: &Shared) -> Result<Option<Moment>, StoreError> {
    let _busy = shared.busy();
    loop {
        let now = shared.now();
        let next = {
            let mut reader = shared.store.read().await?;
            job::next_due(&mut reader).await?
        };
        if next.is_none_or(|next| next > now) {
            return Ok(next);
        }
        let jobs: Vec<Job> = shared.store.write(move |tx| job::claim_due(tx, now, AT_ONCE).boxed()).await?;
        let done = join_all(jobs.into_iter().map(|job| finish(shared, job))).await;
        done.into_iter().collect::<Result<(), StoreError>>()?;
        shared.wake.dispatcher.notify_one();
        shared.wake.boards.notify_one();
    }
}

async fn finish(shared: &Shared, job: Job) -> Result<(), StoreError> {
    let error = match fetch(shared, &job.doc).await {
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
    let (id, note) = (job.id, error.to_string());
    let retry_at = wait.map(|wait| after(shared.now(), *wait));
    shared.store.write(move |tx| async move { job::fail(tx, id, retry_at, &note).await }.boxed()).await
}

/// The job's end and what it leads to are one.
async fn go_on(shared: &Shared, job: &Job, fetched: Fetched) -> Result<(), StoreError> {
    let (now, job) = (shared.now(), job.clone());
    let (bot, manners) = (shared.bot.clone(), shared.manners);
    let written = shared.store.write(move |tx| {
        async move {
            let context = conversation::Context { now, bot: &bot, manners, rights: &Rights::default() };
            conversation::handle_fetched(tx, context, &job.doc, fetched).await?;
            job::finish(tx, job.id).await
        }
        .boxed()
    });
    written.await
}

async fn fetch(shared: &Shared, job: &conversation::Job) -> Result<Fetched, JobError> {
    let bytes = match shared.telegram.file(job.file(), job.bytes_max()).await {
        Ok(bytes) => bytes,
        Err(FileError::TooLarge) => return Ok(Fetched::TooLarge),
        Err(error) => return Err(error.into()),
    };
    match job {
        conversation::Job::ReadRoster { .. }
        | conversation::Job::ReadCalendar { .. }
        | conversation::Job::ReadPlaybook { .. }
        | conversation::Job::ReadTasks { .. } => Ok(Fetched::Bytes(bytes)),
        conversation::Job::KeepFile { .. } => {
            let sha256 = files::keep(&shared.files, &bytes).await?;
            Ok(Fetched::Kept { sha256, size: i64::try_from(bytes.len()).unwrap_or(i64::MAX) })
        }
    }
}
