//! The world behind its lock, and who is told when it changes.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex, PoisonError},
};

use tokio::sync::{broadcast, watch};

use super::{clock::BoxClock, drive::Host, events::PageEvent, polling::Polls, world::World};

/// Events that a slow page may be behind.
const EVENTS_BEHIND_MAX: usize = 256;

/// What the servers and the handles share.
pub(super) struct Shared {
    pub(super) clock: BoxClock,
    pub(super) address: SocketAddr,
    /// One advance at a time.
    pub(super) advancing: tokio::sync::Mutex<()>,
    /// One round of habits at a time.
    pub(super) habits: tokio::sync::Mutex<()>,
    pub(super) polls: Mutex<Polls>,
    world: Mutex<World>,
    host: Mutex<Option<Arc<dyn Host>>>,
    changes: watch::Sender<u64>,
    events: broadcast::Sender<PageEvent>,
}

impl Shared {
    pub(super) fn new(world: World, address: SocketAddr) -> Self {
        Self {
            clock: world.clock.clone(),
            address,
            advancing: tokio::sync::Mutex::new(()),
            habits: tokio::sync::Mutex::new(()),
            polls: Mutex::default(),
            world: Mutex::new(world),
            host: Mutex::new(None),
            changes: watch::Sender::new(0),
            events: broadcast::Sender::new(EVENTS_BEHIND_MAX),
        }
    }

    /// Reads; nobody is woken.
    pub(super) fn look<T>(&self, look: impl FnOnce(&World) -> T) -> T {
        look(&self.world.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Changes; those who wait look again.
    pub(super) fn change<T>(&self, change: impl FnOnce(&mut World) -> T) -> T {
        let (outcome, news) = {
            let mut world = self.world.lock().unwrap_or_else(PoisonError::into_inner);
            let outcome = change(&mut world);
            (outcome, std::mem::take(&mut world.news))
        };
        for event in news {
            self.publish(event);
        }
        self.changes.send_modify(|count| *count += 1);
        outcome
    }

    /// Wakes at every change from now on.
    pub(super) fn watch(&self) -> watch::Receiver<u64> {
        self.changes.subscribe()
    }

    /// What the page is told.
    pub(super) fn listen(&self) -> broadcast::Receiver<PageEvent> {
        self.events.subscribe()
    }

    /// Tells the pages; that none is open is no error.
    pub(super) fn publish(&self, event: PageEvent) {
        let _ = self.events.send(event);
    }

    pub(super) fn host(&self) -> Option<Arc<dyn Host>> {
        self.host.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) fn set_host(&self, host: Arc<dyn Host>) {
        *self.host.lock().unwrap_or_else(PoisonError::into_inner) = Some(host);
    }
}
