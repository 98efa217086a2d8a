//! A turn at writing: one transaction, or a savepoint in it.

use std::any::Any;
use std::fmt;
use std::ops::{Deref, DerefMut};
use std::panic::AssertUnwindSafe;

use futures::FutureExt;
use sqlx::{AnyConnection, Connection, Executor, Transaction};

use super::connect::{Engine, forbid_writing};
use super::{Result, StoreError};
use crate::failpoint::{self, Point};

/// A turn at writing. Nothing may wait on the network while it is held, and nothing may ask for another turn inside.
pub struct Tx {
    line: Line,
    engine: Engine,
    // Once a savepoint could not be set or left, nobody knows what the transaction holds, nor whether there still is one.
    broken: bool,
}

enum Line {
    /// A connection on which one transaction follows the other.
    Own(AnyConnection),
    /// One transaction.
    Whole(Transaction<'static, sqlx::Any>),
}

impl Tx {
    pub(super) fn new(conn: AnyConnection, engine: Engine) -> Self {
        Self { line: Line::Own(conn), engine, broken: false }
    }

    /// The one turn that a transaction is, which was begun already.
    pub(super) fn whole(transaction: Transaction<'static, sqlx::Any>, engine: Engine) -> Self {
        Self { line: Line::Whole(transaction), engine, broken: false }
    }

    /// Does `work` in a savepoint: kept if it succeeds, rolled back alone if it fails or panics.
    pub async fn savepoint<T, E, F>(&mut self, work: F) -> std::result::Result<T, E>
    where
        F: AsyncFnOnce(&mut Self) -> std::result::Result<T, E>,
        E: From<StoreError>,
    {
        self.control("SAVEPOINT work").await?;
        let outcome = AssertUnwindSafe(work(self)).catch_unwind().await;
        match outcome {
            Ok(Ok(value)) => {
                self.control("RELEASE SAVEPOINT work").await?;
                Ok(value)
            }
            Ok(Err(error)) => {
                self.undo().await?;
                Err(error)
            }
            Err(panic) => {
                self.undo().await?;
                Err(StoreError::Panicked(message_of(panic.as_ref())).into())
            }
        }
    }

    pub(super) async fn begin(&mut self) -> Result<()> {
        self.broken = false;
        let begin = self.engine.begin_write();
        self.execute(begin).await?;
        Ok(())
    }

    pub(super) async fn commit(&mut self) -> Result<()> {
        if self.broken {
            return Err(StoreError::NotCommitted("a savepoint was lost".to_owned()));
        }
        failpoint::reach(Point::Commit).await;
        if failpoint::is_refused() {
            return Err(StoreError::NotCommitted("a failpoint refused it".to_owned()));
        }
        self.execute("COMMIT").await?;
        if failpoint::is_lost() {
            return Err(StoreError::NotCommitted("a failpoint kept its answer".to_owned()));
        }
        failpoint::reach(Point::Committed).await;
        Ok(())
    }

    pub(super) async fn close(self) -> Result<()> {
        match self.line {
            Line::Own(conn) => Ok(conn.close().await?),
            Line::Whole(transaction) => Ok(transaction.rollback().await?),
        }
    }

    /// Commits the one transaction that this is.
    pub(super) async fn commit_whole(mut self) -> Result<()> {
        match self.line {
            Line::Whole(transaction) if !self.broken => Ok(transaction.commit().await?),
            Line::Whole(_) => Err(StoreError::NotCommitted("a savepoint was lost".to_owned())),
            Line::Own(_) => self.commit().await,
        }
    }

    async fn undo(&mut self) -> Result<()> {
        self.control("ROLLBACK TO SAVEPOINT work").await?;
        self.control("RELEASE SAVEPOINT work").await
    }

    async fn control(&mut self, statement: &'static str) -> Result<()> {
        if self.broken {
            return Err(StoreError::NotCommitted("a savepoint was lost".to_owned()));
        }
        self.broken = true;
        if let Err(error) = self.execute(statement).await {
            self.shut().await;
            return Err(StoreError::NotCommitted(format!("a savepoint was lost: {error}")));
        }
        self.broken = false;
        Ok(())
    }

    /// SQLite ends a whole transaction by itself when a disk is full or fails: whatever an outer level wrote after that would be
    /// committed on its own. A connection that is broken writes nothing any more, and is not used again.
    async fn shut(&mut self) {
        let engine = self.engine;
        if let Err(error) = forbid_writing(self, engine).await {
            tracing::error!(%error, "a broken connection could not be shut");
        }
    }
}

impl Deref for Tx {
    type Target = AnyConnection;

    fn deref(&self) -> &AnyConnection {
        match &self.line {
            Line::Own(conn) => conn,
            Line::Whole(transaction) => transaction,
        }
    }
}

impl DerefMut for Tx {
    fn deref_mut(&mut self) -> &mut AnyConnection {
        match &mut self.line {
            Line::Own(conn) => conn,
            Line::Whole(transaction) => transaction,
        }
    }
}

impl fmt::Debug for Tx {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tx").field("engine", &self.engine).field("broken", &self.broken).finish_non_exhaustive()
    }
}

fn message_of(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "no message".to_owned())
}
