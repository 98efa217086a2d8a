//! A box and the real bot in it, wired together: real teloxide over HTTP to the emulator, a real database.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use futures::FutureExt as _;
use futures::future::BoxFuture;
use tokio::sync::{Mutex, watch};
use tokio::task::JoinHandle;

use crate::chat::telegram::{Connection, Telegram};
use crate::conversation::{Bot, Manners};
use crate::domain::{Lang, Moment};
use crate::engine::{Clock, Files, Service, ServiceParts};
use crate::sandbox::{BoxClock, Sandbox, SandboxConfig};
use crate::store::Store;

const TOKEN: &str = "4242:SANDBOX-token-of-the-box";
const BOT: &str = "cuiban_demo_bot";
/// How the demo's service is set up: anybody may open an office, in Chinese.
pub const MANNERS: Manners = Manners { open_setup: true, zone: Tz::Asia__Shanghai, lang: Lang::Zh };

/// The box and what runs in it. Its copies are the same stage.
#[derive(Clone)]
pub struct Stage {
    sandbox: Sandbox,
    folder: PathBuf,
    running: Arc<Mutex<Option<Running>>>,
}

/// A bot at work.
struct Running {
    service: Service,
    stop: watch::Sender<bool>,
    task: JoinHandle<Result<()>>,
}

impl Stage {
    /// Opens the box on a working Monday, 09:00; nothing runs in it yet.
    pub fn open(folder: &Path, port: Option<u16>) -> Result<Self> {
        Self::open_at(folder, port, monday())
    }

    /// Opens the box at another moment.
    pub fn open_at(folder: &Path, port: Option<u16>, moment: DateTime<Utc>) -> Result<Self> {
        let clock = BoxClock::at(moment);
        let config = SandboxConfig { token: TOKEN.into(), bot_username: BOT.into(), clock, port };
        let sandbox = Sandbox::start(&config).context("the box could not be opened; is the port taken?")?;
        Ok(Self { sandbox, folder: folder.to_owned(), running: Arc::default() })
    }

    /// The chat app.
    #[must_use]
    pub fn sandbox(&self) -> &Sandbox {
        &self.sandbox
    }

    /// The bot at work; none between two stories.
    pub async fn service(&self) -> Option<Service> {
        self.running.lock().await.as_ref().map(|running| running.service.clone())
    }

    /// Whether the bot has nothing in hand; also between two stories.
    pub async fn is_settled(&self) -> bool {
        match self.service().await {
            Some(service) => service.is_settled().await.unwrap_or(false),
            None => true,
        }
    }

    /// When the bot does something next by itself.
    pub async fn next_due(&self) -> Option<DateTime<Utc>> {
        self.service().await?.next_due().await.ok().flatten()
    }

    /// When the bot reminds somebody next.
    pub async fn next_nudge(&self) -> Option<DateTime<Utc>> {
        self.service().await?.next_nudge().await.ok().flatten()
    }

    /// Starts the bot on this database.
    pub async fn start(&self, database_url: &str, manners: Manners) -> Result<()> {
        let service = service(database_url.to_owned(), self.sandbox.clone(), self.folder.join("files"), manners);
        let service = service.await?;
        let (stop, stopped) = watch::channel(false);
        let task = tokio::spawn({
            let service = service.clone();
            async move { service.run(stopped).await }
        });
        *self.running.lock().await = Some(Running { service, stop, task });
        Ok(())
    }

    /// Starts the bot on a new database in the stage's folder.
    pub async fn start_afresh(&self) -> Result<()> {
        let file = self.folder.join("cuiban.db");
        for name in ["cuiban.db", "cuiban.db-wal", "cuiban.db-shm"] {
            match std::fs::remove_file(self.folder.join(name)) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                    return Err(error).with_context(|| format!("{name} of the last story cannot be removed"));
                }
                _ => {}
            }
        }
        self.start(&format!("sqlite://{}", file.display()), MANNERS).await
    }

    /// Stops the bot; the box stays open.
    pub async fn stop(&self) {
        let Some(Running { service, stop, task }) = self.running.lock().await.take() else { return };
        // Nobody listens any more if it has ended by itself.
        let _ = stop.send(true);
        match task.await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::error!(%error, "the bot ended with an error"),
            Err(error) => tracing::error!(%error, "the bot ended badly"),
        }
        service.close().await;
    }

    /// Stops everything.
    pub async fn close(&self) {
        self.stop().await;
    }
}

/// The real bot, with the box for its chat app.
fn service(
    database_url: String,
    sandbox: Sandbox,
    files: PathBuf,
    manners: Manners,
) -> BoxFuture<'static, Result<Service>> {
    async move {
        let store = Store::open(&database_url).await.context("the database could not be opened")?;
        store.migrate().await.context("the database could not be brought up to date")?;
        let connection = Connection { token: TOKEN.into(), api_url: Some(sandbox.api_url()), proxy: None };
        let telegram = Telegram::connect(&connection).context("the client could not be made")?;
        let me = telegram.me().await.context("the box does not answer")?;
        let clock = Arc::new(OnBoxTime(sandbox.clock().clone()));
        let bot = Bot { username: me.username, reads_all: me.reads_all };
        let files = Files::open(&files).context("the folder for files could not be made")?;
        Ok(Service::new(ServiceParts { store, app: Arc::new(telegram), clock, bot, manners, files }))
    }
    .boxed()
}

/// A working Monday, 09:00.
#[must_use]
pub fn monday() -> DateTime<Utc> {
    NaiveDate::from_ymd_opt(2026, 7, 20)
        .and_then(|day| day.and_hms_opt(1, 0, 0))
        .expect("a date and a time of day")
        .and_utc()
}

/// The engine's clock is the box's.
#[derive(Clone, Debug)]
pub struct OnBoxTime(pub BoxClock);

impl Clock for OnBoxTime {
    fn now(&self) -> Moment {
        self.0.now()
    }

    fn steady(&self) -> Duration {
        self.0.steady()
    }

    fn sleep_until(&self, at: Moment) -> BoxFuture<'_, ()> {
        self.0.sleep_until(at).boxed()
    }

    fn pause(&self, length: Duration) -> BoxFuture<'_, ()> {
        self.0.pause(length).boxed()
    }
}
