//! `cuiban run`: the service, from its settings to its end.

use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, Result};
use tokio::sync::watch;

use super::backup::HELD;
use super::settings::{ServiceSettings, Settings};
use super::signals::Signals;
use super::{bot_api, database, health, operators, out};
use crate::chat::telegram::Me;
use crate::conversation::Bot;
use crate::engine::{Clock as _, Files, Service, ServiceParts, SystemClock};
use crate::store::{Store, hold};

/// Runs until it is stopped.
pub(super) async fn run(settings: &Settings) -> Result<ExitCode> {
    let settings = settings.service()?;
    let mut signals = Signals::listen()?;
    let listener = match settings.listen {
        Some(at) => Some(health::listen(at).await?),
        None => None,
    };
    let _lock = database::lock(&settings.database_url)?;
    let store = database::open(&settings.database_url).await?;
    let started = tokio::select! {
        started = introduce(&store, &settings) => started,
        () = signals.next() => {
            return signals.end(async { store.close().await; Ok(()) }).await;
        }
    };
    let me = match started {
        Ok(me) => me,
        Err(error) => {
            store.close().await;
            return Err(error);
        }
    };
    tracing::info!(bot = %me.username, database = %store.engine(), "cuiban is running");
    if is_held(&store).await? {
        out::line(HELD)?;
    }
    let service = service(store, me, settings)?;
    let watched = listener.map(|listener| tokio::spawn(health::serve(listener, service.clone())));
    let code = serve(service, &mut signals).await;
    if let Some(watched) = watched {
        watched.abort();
    }
    code
}

async fn is_held(store: &Store) -> Result<bool> {
    let mut reader = store.read().await?;
    Ok(hold::find(&mut reader).await?.is_some())
}

/// Who operates, and who we are.
async fn introduce(store: &Store, settings: &ServiceSettings) -> Result<Me> {
    let operated = operators::enter(store, settings.operators.clone(), SystemClock.now()).await?;
    let me = bot_api::reach(&settings.telegram).await?;
    if !operated {
        let link = operators::invite(store, &me.username, SystemClock.now()).await?;
        out::line(&format!(
            "还没有运维人员。一天之内第一个打开此链接的人成为运维人员，请勿转发:\n\
             There is no operator yet. Who opens this link first, within a day, becomes one; do not pass it on:\n\n    {link}\n"
        ))?;
    }
    Ok(me)
}

fn service(store: Store, me: Me, settings: ServiceSettings) -> Result<Service> {
    let ServiceSettings { telegram, manners, files, .. } = settings;
    let bot = Bot { username: me.username, reads_all: me.reads_all };
    let files = Files::open(&files).with_context(|| format!("CUIBAN_FILES: {} cannot be used", files.display()))?;
    Ok(Service::new(ServiceParts { store, app: Arc::new(telegram), clock: Arc::new(SystemClock), bot, manners, files }))
}

/// Until a signal comes, or a loop ends by itself, which none should.
async fn serve(service: Service, signals: &mut Signals) -> Result<ExitCode> {
    let (stop, stopped) = watch::channel(false);
    let mut running = tokio::spawn({
        let service = service.clone();
        async move { service.run(stopped).await }
    });
    tokio::select! {
        ended = &mut running => {
            service.close().await;
            ended.context("the service ended badly")??;
            anyhow::bail!("the service ended by itself");
        }
        () = signals.next() => {}
    }
    // Nobody listens any more if it ended at this very moment.
    stop.send(true).ok();
    signals
        .end(async {
            let ended = running.await.context("the service ended badly");
            service.close().await;
            ended?
        })
        .await
}
