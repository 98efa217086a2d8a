//! What the loops of the engine have in common.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use futures::FutureExt;
use futures::future::BoxFuture;
use tokio::sync::{Notify, watch};

use crate::chat::ChatApp;
use crate::conversation::{self, Bot, Context, Manners, Rights};
use crate::domain::{Alarm, Lane, Moment};
use crate::store::{Store, StoreError, Tx};

use super::clock::{Clock, LOOK, after, to_millisecond};
use super::files::Files;
use super::service::ServiceParts;
use super::trust::{Look, Trust};

/// After the database failed.
pub(super) const TROUBLE: Duration = Duration::from_secs(3);
/// Two looks are at one moment if no more has passed.
const AT_ONE_MOMENT: Duration = Duration::from_secs(1);

/// What the loops of the engine have in common.
pub(super) struct Shared {
    pub(super) store: Store,
    pub(super) app: Arc<dyn ChatApp>,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) bot: Bot,
    pub(super) manners: Manners,
    pub(super) files: Files,
    pub(super) wake: Wake,
    trust: Trust,
    busy: AtomicUsize,
    heard_at: Mutex<Option<Moment>>,
    /// Boards have been read back: they may be changed.
    boards_open: AtomicBool,
    /// A poll waits, and another has ended before.
    listens: AtomicBool,
}

/// Who is to look again before its time.
#[derive(Default)]
pub(super) struct Wake {
    pub(super) planner: Notify,
    pub(super) dispatcher: Notify,
    pub(super) jobs: Notify,
    pub(super) boards: Notify,
}

/// Something is in hand until this is dropped.
pub(super) struct Busy<'a>(&'a AtomicUsize);

/// Told once to every loop.
#[derive(Clone)]
pub(super) struct Stop(pub(super) watch::Receiver<bool>);

impl Shared {
    pub(super) fn new(parts: ServiceParts) -> Self {
        let ServiceParts { store, app, clock, bot, manners, files } = parts;
        let (wake, busy, heard_at) = (Wake::default(), AtomicUsize::new(0), Mutex::default());
        let (boards_open, listens) = (AtomicBool::new(false), AtomicBool::new(false));
        let trust = Trust::default();
        Self { store, app, clock, bot, manners, files, wake, trust, busy, heard_at, boards_open, listens }
    }

    /// Now, as the store keeps it.
    pub(super) fn now(&self) -> Moment {
        to_millisecond(self.clock.now())
    }

    /// What a turn of the conversation is given.
    pub(super) fn context<'a>(&'a self, now: Moment, rights: &'a Rights) -> Context<'a> {
        Context { now, bot: &self.bot, manners: self.manners, rights }
    }

    /// The chat app answered a poll.
    pub(super) fn note_heard(&self) {
        *self.heard_at.lock().expect("nobody panics with it in hand") = Some(self.now());
    }

    /// When it last did.
    pub(super) fn heard_at(&self) -> Option<Moment> {
        *self.heard_at.lock().expect("nobody panics with it in hand")
    }

    /// What stands pinned has been read back: boards may be changed from now on.
    pub(super) fn open_boards(&self) {
        self.boards_open.store(true, Ordering::SeqCst);
        self.wake.dispatcher.notify_one();
    }

    /// Whether that was done.
    pub(super) fn has_open_boards(&self) -> bool {
        self.boards_open.load(Ordering::SeqCst)
    }

    /// The last lane that may be sent from. Before what stands pinned was read back, nobody knows whether this is an older copy, whose
    /// notices and nudges were sent before; and by a clock that is not to be believed nobody knows whether they are due.
    pub(super) fn last_lane(&self) -> Lane {
        if self.has_open_boards() && self.believes_clock() { Lane::Board } else { Lane::Answer }
    }

    /// Whether the wall clock is to be believed.
    pub(super) fn believes_clock(&self) -> bool {
        let (wall, steady) = self.both_clocks();
        match self.trust.look(wall, steady) {
            Look::Same { believed } => believed,
            Look::Jumped(by) => {
                tracing::error!(
                    minutes = by.num_minutes(),
                    "the clock of this machine has jumped: notices and nudges wait until the chat app's clock agrees with it"
                );
                false
            }
            Look::Back => {
                self.believe_again();
                true
            }
        }
    }

    /// The service begins: what the chat app's clock shows is what the wall is first judged by; if it does not say, that the wall has
    /// shown `before`.
    pub(super) async fn set_the_clock(&self, before: Option<Moment>) {
        let theirs = self.app.clock().await;
        let (wall, steady) = self.both_clocks();
        if let Some(at) = theirs.or(before.filter(|before| *before > wall)) {
            self.trust.begin(at, steady);
        }
    }

    /// Asks what time it is elsewhere, if the wall clock is not to be believed.
    pub(super) async fn ask_the_time(&self) {
        if self.believes_clock() {
            return;
        }
        let Some(theirs) = self.app.clock().await else { return };
        let (wall, steady) = self.both_clocks();
        if self.trust.hear(theirs, wall, steady) {
            self.believe_again();
        } else {
            tracing::warn!(%wall, %theirs, "the clock of this machine is wrong: set it, and notices and nudges go on");
            self.alarm(Alarm::WrongClock { ours: wall, theirs }).await;
        }
    }

    /// Tells the operators. The log says it too, so one that cannot be entered is no more than that.
    pub(super) async fn alarm(&self, alarm: Alarm) {
        let now = self.now();
        let raised = self.store.write(move |tx| conversation::raise(tx, now, alarm).boxed());
        match raised.await {
            Ok(()) => self.wake.dispatcher.notify_one(),
            Err(error) => tracing::error!(%error, "the operators could not be told"),
        }
    }

    /// Writes, as often as the database needs. What is known must not be lost because of a bad moment.
    pub(super) async fn insist<F, T>(&self, write: F) -> Result<T, StoreError>
    where
        F: for<'a> Fn(&'a mut Tx) -> BoxFuture<'a, Result<T, StoreError>> + Send + Sync + Clone + 'static,
        T: Send + 'static,
    {
        loop {
            let write = write.clone();
            match self.store.write(move |tx| write(tx)).await {
                Err(error) if error.is_passing() => {
                    tracing::error!(%error, "the database does not take what is to be entered; it is tried again");
                    self.clock.pause(TROUBLE).await;
                }
                done => return done,
            }
        }
    }

    /// Both clocks at one moment: what passes between two looks is no jump.
    fn both_clocks(&self) -> (Moment, Duration) {
        loop {
            let (before, wall, after) = (self.clock.steady(), self.clock.now(), self.clock.steady());
            if after.saturating_sub(before) < AT_ONE_MOMENT {
                return (wall, after);
            }
        }
    }

    fn believe_again(&self) {
        tracing::info!("the clock of this machine is to be believed again");
        self.wake.all();
    }

    /// Whether a poll waits. Before the first has ended nobody knows what came meanwhile, nor for how long nobody listened.
    pub(super) fn note_listening(&self, listens: bool) {
        self.listens.store(listens, Ordering::SeqCst);
    }

    pub(super) fn is_listening(&self) -> bool {
        self.listens.load(Ordering::SeqCst)
    }

    /// Marks that something is in hand.
    pub(super) fn busy(&self) -> Busy<'_> {
        self.busy.fetch_add(1, Ordering::SeqCst);
        Busy(&self.busy)
    }

    pub(super) fn is_busy(&self) -> bool {
        self.busy.load(Ordering::SeqCst) > 0
    }

    /// Waits for `wake`, for `next`, or for the next look at the clock, whatever comes first.
    pub(super) async fn rest(&self, wake: &Notify, next: Option<Moment>, stop: &mut Stop) {
        let look = after(self.now(), LOOK);
        let until = next.map_or(look, |next| next.min(look));
        tokio::select! {
            () = wake.notified() => {}
            () = self.clock.sleep_until(until) => {}
            () = stop.told() => {}
        }
    }

    /// Waits before trying again, unless told to stop.
    pub(super) async fn pause(&self, length: Duration, stop: &mut Stop) {
        tokio::select! {
            () = self.clock.pause(length) => {}
            () = stop.told() => {}
        }
    }
}

impl Wake {
    /// Something was written that anyone may have to act on.
    pub(super) fn all(&self) {
        self.planner.notify_one();
        self.dispatcher.notify_one();
        self.jobs.notify_one();
        self.boards.notify_one();
    }
}

impl Drop for Busy<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Stop {
    pub(super) fn is_told(&self) -> bool {
        *self.0.borrow()
    }

    /// Waits until it is told. A sender that is gone has stopped too.
    pub(super) async fn told(&mut self) {
        self.0.wait_for(|stop| *stop).await.ok();
    }
}
