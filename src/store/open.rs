//! The store: opened once per process, cloned freely.

use std::fmt;
use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use futures::FutureExt;
use futures::future::BoxFuture;
use sqlx::any::AnyPoolOptions;
use sqlx::{Any, AnyConnection, AnyPool, Transaction};

use super::connect::{Engine, Link, forbid_writing, prepare};
use super::writer::Writer;
use super::{Result, StoreError, Tx, carry, migrate, projections};

const READERS_MAX: u32 = 8;

/// What is remembered.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

struct Inner {
    link: Link,
    readers: AnyPool,
    writer: Writer,
}

/// The database as it stood at one moment; take a new one after a write. Gives the connection to query functions.
pub struct Reader {
    snapshot: Transaction<'static, Any>,
}

impl Store {
    /// Opens `sqlite://FILE` (created if missing) or `postgres://…`, and refuses settings under which a receipt could be lost.
    pub async fn open(url: &str) -> Result<Self> {
        Self::open_link(Link::of(url)?).await
    }

    /// The same for a database that is there already: nothing is created.
    pub async fn open_existing(url: &str) -> Result<Self> {
        Self::open_link(Link::of_existing(url)?).await
    }

    async fn open_link(link: Link) -> Result<Self> {
        let writer = Writer::start(link.clone()).await?;
        let readers = readers(&link);
        Ok(Self { inner: Arc::new(Inner { link, readers, writer }) })
    }

    /// Brings the schema up to date, whole or not at all; a newer one than this program knows is refused. What was projected for
    /// an earlier one is made anew from the ledger.
    pub async fn migrate(&self) -> Result<()> {
        migrate::run(&self.inner.link).await?;
        let Some(schema) = migrate::newest() else { return Ok(()) };
        self.write(move |tx| projections::renew(tx, schema).boxed()).await
    }

    /// The newest migration that was applied; none before the first.
    pub async fn schema_version(&self) -> Result<Option<i64>> {
        migrate::version(&self.inner.link).await
    }

    /// The newest migration that this program knows.
    #[must_use]
    pub fn newest_schema_version() -> Option<i64> {
        migrate::newest()
    }

    /// The tables that a backup carries, as they are at this moment.
    pub async fn shapes(&self, conn: &mut AnyConnection) -> Result<Vec<carry::Shape>> {
        carry::shapes(conn, self.engine()).await
    }

    /// Which database it is.
    #[must_use]
    pub fn engine(&self) -> Engine {
        self.inner.link.engine
    }

    /// A moment of the database, to read from.
    pub async fn read(&self) -> Result<Reader> {
        let snapshot = self.inner.readers.begin_with(self.inner.link.engine.begin_read()).await?;
        Ok(Reader { snapshot })
    }

    /// Waits for a turn, does `work` in a savepoint of its own, and answers when it is committed, together with what else
    /// waits. Work that fails or panics is rolled back alone. Work goes on if the caller stops waiting for it.
    pub async fn write<T, E, F>(&self, work: F) -> std::result::Result<T, E>
    where
        F: for<'a> FnOnce(&'a mut Tx) -> BoxFuture<'a, std::result::Result<T, E>> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        self.inner.writer.write(work).await
    }

    /// A connection beside the queue, for what cannot be done inside of a transaction.
    pub(super) async fn own_connection(&self) -> Result<AnyConnection> {
        self.inner.link.writer().await
    }

    /// Finishes what waits and closes the database; later writes are refused.
    pub async fn close(&self) {
        self.inner.writer.stop().await;
        self.inner.readers.close().await;
    }
}

impl Deref for Reader {
    type Target = AnyConnection;

    fn deref(&self) -> &AnyConnection {
        &self.snapshot
    }
}

impl DerefMut for Reader {
    fn deref_mut(&mut self) -> &mut AnyConnection {
        &mut self.snapshot
    }
}

impl fmt::Debug for Store {
    // The address may hold a password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Store").field("engine", &self.engine()).finish_non_exhaustive()
    }
}

impl fmt::Debug for Reader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reader").finish_non_exhaustive()
    }
}

fn readers(link: &Link) -> AnyPool {
    pool(link, READERS_MAX, true)
}

/// One connection, of which a transaction can be had that is its own.
pub(super) fn writing_pool(link: &Link) -> AnyPool {
    pool(link, 1, false)
}

fn pool(link: &Link, connections: u32, reads_only: bool) -> AnyPool {
    let engine = link.engine;
    AnyPoolOptions::new()
        .max_connections(connections)
        .after_connect(move |conn, _| {
            Box::pin(async move {
                let ready = async {
                    prepare(conn, engine).await?;
                    if reads_only { forbid_writing(conn, engine).await } else { Ok(()) }
                };
                ready.await.map_err(|error| match error {
                    StoreError::Database(error) => error,
                    other => sqlx::Error::Configuration(other.into()),
                })
            })
        })
        .connect_lazy_with(link.options.clone())
}
