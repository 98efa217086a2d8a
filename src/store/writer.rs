//! The one queue of writes: what waits together is committed together, and answered after the commit.

use futures::FutureExt;
use futures::future::BoxFuture;
use std::sync::Mutex;
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;

use super::connect::Link;
use super::{Result, StoreError, Tx};

const BATCH_MAX: usize = 64;
const WAITING_MAX: usize = 1024;

/// The queue's near end.
pub(super) struct Writer {
    queue: Mutex<Option<mpsc::Sender<Box<dyn Job>>>>,
    task: Mutex<Option<JoinHandle<()>>>,
}

impl Writer {
    /// Connects, and starts to write.
    pub(super) async fn start(link: Link) -> Result<Self> {
        let (queue, waiting) = mpsc::channel(WAITING_MAX);
        let tx = Tx::new(link.writer().await?, link.engine);
        let task = tokio::spawn(Loop { link, tx: Some(tx), waiting }.run());
        Ok(Self { queue: Mutex::new(Some(queue)), task: Mutex::new(Some(task)) })
    }

    pub(super) async fn write<T, E, F>(&self, work: F) -> std::result::Result<T, E>
    where
        F: for<'a> FnOnce(&'a mut Tx) -> BoxFuture<'a, std::result::Result<T, E>> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let (answer, answered) = oneshot::channel();
        let job = Box::new(Work { todo: Some(work), outcome: None, answer });
        let queue = self.queue.lock().expect("nothing panics while it is held").clone();
        queue.ok_or(StoreError::WriterGone)?.send(job).await.map_err(|_| StoreError::WriterGone)?;
        answered.await.map_err(|_| StoreError::WriterGone)?
    }

    /// Finishes what waits.
    pub(super) async fn stop(&self) {
        self.queue.lock().expect("nothing panics while it is held").take();
        let task = self.task.lock().expect("nothing panics while it is held").take();
        if let Some(task) = task {
            // Jobs cannot panic out of their savepoint.
            task.await.ok();
        }
    }
}

trait Job: Send {
    fn run<'a>(&'a mut self, tx: &'a mut Tx) -> BoxFuture<'a, ()>;
    fn answer(self: Box<Self>, lost: Option<&str>);
}

struct Work<T, E, F> {
    todo: Option<F>,
    outcome: Option<std::result::Result<T, E>>,
    answer: oneshot::Sender<std::result::Result<T, E>>,
}

impl<T, E, F> Job for Work<T, E, F>
where
    F: for<'a> FnOnce(&'a mut Tx) -> BoxFuture<'a, std::result::Result<T, E>> + Send,
    T: Send,
    E: From<StoreError> + Send,
{
    fn run<'a>(&'a mut self, tx: &'a mut Tx) -> BoxFuture<'a, ()> {
        async move {
            if let Some(work) = self.todo.take() {
                self.outcome = Some(tx.savepoint(async |tx| work(tx).await).await);
            }
        }
        .boxed()
    }

    fn answer(self: Box<Self>, lost: Option<&str>) {
        let outcome = match (self.outcome, lost) {
            (Some(Err(own)), _) => Err(own),
            (Some(Ok(value)), None) => Ok(value),
            (_, why) => Err(StoreError::NotCommitted(why.unwrap_or("never begun").to_owned()).into()),
        };
        // Nobody waits any more: it is committed all the same.
        self.answer.send(outcome).ok();
    }
}

struct Loop {
    link: Link,
    // None after the connection was lost, until the next turn.
    tx: Option<Tx>,
    waiting: mpsc::Receiver<Box<dyn Job>>,
}

impl Loop {
    async fn run(mut self) {
        while let Some(first) = self.waiting.recv().await {
            self.run_once(first).await;
        }
        if let Some(tx) = self.tx {
            // The last commit stands, however the goodbye goes.
            tx.close().await.ok();
        }
    }

    async fn run_once(&mut self, first: Box<dyn Job>) {
        let mut done = Vec::new();
        let outcome = match self.begin().await {
            Ok(mut tx) => {
                self.run_batch(&mut tx, first, &mut done).await;
                let outcome = tx.commit().await;
                self.tx = outcome.is_ok().then_some(tx);
                outcome
            }
            Err(error) => {
                done.push(first);
                Err(error)
            }
        };
        let lost = outcome.err().map(|error| error.to_string());
        if let Some(why) = &lost {
            tracing::error!(jobs = done.len(), "a batch of writes was not committed: {why}");
        }
        for job in done {
            job.answer(lost.as_deref());
        }
    }

    async fn run_batch(&mut self, tx: &mut Tx, first: Box<dyn Job>, done: &mut Vec<Box<dyn Job>>) {
        let mut next = Some(first);
        while let Some(mut job) = next {
            job.run(tx).await;
            done.push(job);
            next = if done.len() < BATCH_MAX { self.waiting.try_recv().ok() } else { None };
        }
    }

    /// Takes a turn; a connection that was lost in the meantime is replaced once.
    async fn begin(&mut self) -> Result<Tx> {
        if let Some(mut tx) = self.tx.take()
            && tx.begin().await.is_ok()
        {
            return Ok(tx);
        }
        let mut tx = Tx::new(self.link.writer().await?, self.link.engine);
        tx.begin().await?;
        Ok(tx)
    }
}
