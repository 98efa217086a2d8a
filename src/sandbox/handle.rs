//! The box in the hand of a test or a demo.

use std::{io, sync::Arc};

use chrono::{DateTime, Utc};
use url::Url;

use super::{
    BoxClock, DriveError, Host, LogEntry, SandboxConfig, Shown,
    drive::advance_to,
    events::PageEvent,
    fault::Fault,
    rates::Rates,
    server::{self, Server},
    shared::Shared,
    world::World,
};

/// A chat app in a box. Its copies are the same box, which closes with the last of them.
#[derive(Clone)]
pub struct Sandbox {
    pub(super) shared: Arc<Shared>,
    pub(super) _server: Arc<Server>,
}

impl Sandbox {
    /// Opens a box on 127.0.0.1. Must be called within a runtime; fails if the port is taken.
    pub fn start(config: &SandboxConfig) -> io::Result<Self> {
        let (shared, server) = server::open(config)?;
        Ok(Self { shared, _server: Arc::new(server) })
    }

    /// Where the Bot API is.
    #[must_use]
    pub fn api_url(&self) -> Url {
        Url::parse(&format!("http://{}", self.shared.address)).expect("a socket address makes a URL")
    }

    /// Where the page is.
    #[must_use]
    pub fn page_url(&self) -> Url {
        self.api_url()
    }

    /// The clock that everything here goes by.
    #[must_use]
    pub fn clock(&self) -> &BoxClock {
        &self.shared.clock
    }

    /// The bot's number.
    #[must_use]
    pub fn bot_id(&self) -> i64 {
        self.look(|world| world.bot)
    }

    /// The program that lives with the box: without it time is moved by the clock alone.
    pub fn attach(&self, host: Arc<dyn Host>) {
        self.shared.set_host(host);
    }

    /// Moves time to `target` through every due moment, letting engine and habits act; says where it arrived.
    pub async fn advance_to(&self, target: DateTime<Utc>) -> Result<DateTime<Utc>, DriveError> {
        advance_to(&self.shared, target).await
    }

    /// Empties the box: people, chats, updates, faults and log. The bot and its name stay.
    pub fn reset(&self) {
        self.change(World::reset);
    }

    /// What the page says of where and what is played: an IANA zone, `empty` or `story`.
    pub fn set_scene(&self, zone: &str, scenario: &str) {
        self.change(|world| {
            (world.zone, world.scenario) = (zone.to_owned(), scenario.to_owned());
            world.news.insert(PageEvent::World);
        });
    }

    /// Whether someone at the page plays this person; their habits rest then.
    #[must_use]
    pub fn is_played(&self, user: i64) -> bool {
        self.look(|world| world.users.get(&user).is_some_and(|user| user.played))
    }

    /// What a chat shows, oldest first.
    #[must_use]
    pub fn messages(&self, chat: i64) -> Vec<Shown> {
        self.look(|world| world.shown(chat))
    }

    /// A file's bytes, by its handle.
    #[must_use]
    pub fn file_bytes(&self, file: &str) -> Option<Vec<u8>> {
        self.look(|world| world.files.get(file).map(|file| file.bytes.clone()))
    }

    /// The commands that a person's menu offers in a chat, with their descriptions.
    #[must_use]
    pub fn commands(&self, chat: i64, user: i64) -> Vec<(String, String)> {
        self.look(|world| world.menu(chat, user))
    }

    /// Updates that the bot has not confirmed and that still live.
    #[must_use]
    pub fn unconfirmed(&self) -> usize {
        self.look(|world| world.queue.alive(world.now()))
    }

    /// All that went between box and bot so far.
    #[must_use]
    pub fn log(&self) -> Vec<LogEntry> {
        self.look(|world| world.log.clone())
    }

    /// The same from the n-th entry on.
    #[must_use]
    pub fn log_from(&self, n: usize) -> Vec<LogEntry> {
        self.look(|world| world.log.get(n..).unwrap_or_default().to_vec())
    }

    /// Something will go wrong.
    pub fn fault(&self, fault: Fault) {
        self.change(|world| world.faults.push(fault));
    }

    /// The next answer to a poll opens with the last `count` confirmed updates once more.
    pub fn redeliver(&self, count: usize) {
        self.change(|world| world.queue.redeliver(count));
    }

    /// Whether sending too fast is answered with 429.
    pub fn set_rates(&self, on: bool) {
        self.change(|world| world.rates = on.then(Rates::default));
    }

    /// Wakes at every change from now on.
    #[cfg(test)]
    pub(super) fn watch(&self) -> tokio::sync::watch::Receiver<u64> {
        self.shared.watch()
    }

    /// How many polls have had to wait so far.
    #[cfg(test)]
    pub(super) fn polls_waiting(&self) -> u64 {
        self.shared.polls.lock().unwrap().waiting
    }

    pub(super) fn look<T>(&self, look: impl FnOnce(&World) -> T) -> T {
        self.shared.look(look)
    }

    pub(super) fn change<T>(&self, change: impl FnOnce(&mut World) -> T) -> T {
        self.shared.change(change)
    }
}
