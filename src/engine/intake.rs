//! Intake: what the chat app has for us is on record before it is confirmed.
//!
//! Fetch → one transaction for the batch, a savepoint each → the next fetch confirms. Nothing is dropped: what keeps failing,
//! and what cannot be read, is set aside whole.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use futures::FutureExt;

use crate::chat::{CallError, Incoming, Update, UpdateId};
use crate::conversation::{self, Rights};
use crate::domain::{Alarm, Hearing, Moment};
use crate::failpoint::{self, Point};
use crate::store::{StoreError, Tx, hold, intake, set_aside};

use super::replay::replay;
use super::rights::Administrators;
use super::shared::{Shared, Stop};

/// The chat app hands out no more at once.
const FULL: usize = 100;
/// How long the chat app holds an empty answer.
const POLL: Duration = Duration::from_secs(25);
/// An update that fails so often is set aside.
const TRIES_MAX: u32 = 3;
/// Before a failed update is fetched again.
const RETRY: Duration = Duration::from_millis(600);
/// After the network or the database failed.
const TROUBLE: Duration = Duration::from_secs(3);
/// While somebody else listens, or the token does not work.
const SHUT_OUT: Duration = Duration::from_secs(15);
/// How often an idle service notes that it was there.
const SIGN_OF_LIFE: TimeDelta = TimeDelta::seconds(60);
/// Polls that end one another over a restart are over by then.
const SOON_HEARD: TimeDelta = TimeDelta::seconds(40);
/// A silence of ours that people may have noticed.
const OUTAGE: TimeDelta = TimeDelta::seconds(120);

/// Takes in what comes, until told to stop; a batch that was begun is finished.
pub(super) async fn run(shared: Arc<Shared>, mut stop: Stop) {
    let mut intake = Intake::new(Arc::clone(&shared));
    intake.begin(&mut stop).await;
    // Whoever was away asks at once what came, and only then waits.
    let mut wait = Duration::ZERO;
    let mut has_listened = false;
    while !stop.is_told() {
        let asked_at = shared.now();
        shared.note_listening(has_listened);
        let fetched = tokio::select! {
            fetched = intake.fetch(wait) => fetched,
            () = stop.told() => {
                // As long as a poll waits, somebody listens; one that has failed before may be failing now.
                if !wait.is_zero() {
                    intake.leave().await;
                }
                return;
            }
        };
        shared.note_listening(false);
        has_listened = true;
        let waited = std::mem::replace(&mut wait, if fetched.is_ok() { POLL } else { Duration::ZERO });
        if let Some(pause) = intake.hear((asked_at, waited), fetched).await {
            shared.pause(pause, &mut stop).await;
        }
    }
}

/// How far a batch came.
struct Progress {
    /// The next offset.
    next: UpdateId,
    /// An update failed and is to be fetched again.
    retry: bool,
}

/// Where the listening stands.
pub(super) struct Intake {
    shared: Arc<Shared>,
    /// What is confirmed with the next poll.
    offset: UpdateId,
    /// How often the updates failed that are to be tried again.
    tries: HashMap<UpdateId, u32>,
    administrators: Administrators,
    noted_at: Option<Moment>,
    /// Until when somebody listened.
    listened_at: Option<Moment>,
    /// The same by the clock that only runs.
    listened: Duration,
    /// All that was said before this has been heard.
    heard_since: Option<Moment>,
    /// From when until when nobody did, as long as it is not entered.
    silence: Option<(Moment, Moment)>,
}

impl Intake {
    /// Nothing was heard yet.
    pub(super) fn new(shared: Arc<Shared>) -> Self {
        let (tries, administrators) = (HashMap::new(), Administrators::default());
        let listened = shared.clock.steady();
        Self {
            shared,
            offset: 0,
            tries,
            administrators,
            noted_at: None,
            listened_at: None,
            listened,
            heard_since: None,
            silence: None,
        }
    }

    /// Finds where to go on, as soon as the database answers.
    async fn begin(&mut self, stop: &mut Stop) {
        while !stop.is_told() {
            match self.look().await {
                Ok(()) => return,
                Err(error) => {
                    tracing::error!(%error, "the database does not answer");
                    self.shared.pause(TROUBLE, stop).await;
                }
            }
        }
    }

    /// Finds where to go on.
    pub(super) async fn look(&mut self) -> Result<(), StoreError> {
        let place = {
            let mut reader = self.shared.store.read().await?;
            intake::find_intake(&mut reader).await?
        };
        self.shared.set_the_clock(place.as_ref().map(|place| place.at)).await;
        if let Some(place) = place {
            self.offset = place.offset;
            self.listened_at = Some(place.at);
            // What was noted then may have come with a poll that had waited.
            self.heard_since = Some(place.at - POLL);
        }
        Ok(())
    }

    /// Confirms what is on record, and asks for what came since.
    pub(super) async fn fetch(&self, wait: Duration) -> Result<Vec<Update>, CallError> {
        self.shared.app.fetch(self.offset, wait).await
    }

    /// A poll ended: what came is taken in. Answers how long to wait before the next.
    pub(super) async fn hear(
        &mut self,
        (asked_at, wait): (Moment, Duration),
        fetched: Result<Vec<Update>, CallError>,
    ) -> Option<Duration> {
        let updates = match fetched {
            Ok(updates) => updates,
            Err(error) => {
                self.tell_of_another(&error).await;
                return Some(after_failed_fetch(&error));
            }
        };
        self.shared.note_heard();
        self.shared.ask_the_time().await;
        failpoint::reach(Point::Fetched).await;
        let heard_all_until = self.heard_all_until((asked_at, wait), updates.len());
        match self.enter(asked_at, updates).await {
            Ok(Progress { next, retry }) => {
                self.offset = next;
                // What failed comes again, as if it were new.
                self.heard_since = heard_all_until.filter(|_| !retry).or(self.heard_since);
                failpoint::reach(Point::TakenIn).await;
                if let Err(error) = replay(&self.shared, &mut self.administrators).await {
                    tracing::error!(%error, "what was set aside could not be tried again; it stays");
                }
                retry.then_some(RETRY)
            }
            Err(error) => {
                tracing::error!(%error, "a batch was not taken in; it is not confirmed and comes again");
                Some(TROUBLE)
            }
        }
    }

    /// All that was said before this moment came with the poll, or before it; none if more may be waiting. An answer that holds
    /// something may have come at once, an empty one has waited.
    fn heard_all_until(&self, (asked_at, wait): (Moment, Duration), came: usize) -> Option<Moment> {
        match came {
            0 => Some(self.shared.now().min(asked_at + wait).max(asked_at)),
            1..FULL => Some(asked_at),
            _ => None,
        }
    }

    /// A poll of ours that still waits, as after a restart, is no other.
    async fn tell_of_another(&self, error: &CallError) {
        let heard_at = self.shared.heard_at().or(self.listened_at);
        let is_shut_out = heard_at.is_none_or(|at| self.shared.now() - at > SOON_HEARD);
        if is_shut_out && matches!(error, CallError::Conflict(_)) {
            self.shared.alarm(Alarm::Overheard).await;
        }
    }

    /// What came is taken in, behind the silence before it. As long as a poll waits, somebody listens.
    async fn enter(&mut self, asked_at: Moment, updates: Vec<Update>) -> Result<Progress, StoreError> {
        let steady = self.shared.clock.steady();
        let ran = steady.saturating_sub(std::mem::replace(&mut self.listened, steady));
        let ran = TimeDelta::from_std(ran).unwrap_or(TimeDelta::MAX);
        if !self.shared.believes_clock() {
            // Whether nobody listened for so long, or the clock alone says so, shows when somebody agrees with it: until then what
            // ran is what somebody listened for.
            self.listened_at = self.listened_at.map(|at| if ran > OUTAGE { at } else { at + ran });
            return self.take_in(self.offset, updates).await;
        }
        let (offset, now) = (self.offset, self.shared.now());
        let silent_since = self.listened_at.filter(|from| asked_at - *from > OUTAGE);
        // The hole of a copy that is held is entered when it may speak.
        if let Some(from) = silent_since
            && !self.is_held().await?
        {
            tracing::warn!(
                seconds = (asked_at - from).num_seconds(),
                "nobody listened for a while: presses of that time may be lost"
            );
            // Until it is entered, what is heard now is no part of it.
            self.silence.get_or_insert((from, asked_at));
        }
        self.listened_at = Some(now);
        if let Some((from, until)) = self.silence {
            // Both at once: whoever is killed in between enters it a second time.
            let note = self.shared.store.write(move |tx| {
                async move {
                    conversation::note_away(tx, (from, until), now).await?;
                    intake::mark_offset(tx, offset, now).await
                }
                .boxed()
            });
            note.await?;
            self.silence = None;
            self.shared.wake.dispatcher.notify_one();
        }
        self.take_in(offset, updates).await
    }

    async fn is_held(&self) -> Result<bool, StoreError> {
        let mut reader = self.shared.store.read().await?;
        Ok(hold::find(&mut reader).await?.is_some())
    }

    async fn take_in(&mut self, offset: UpdateId, updates: Vec<Update>) -> Result<Progress, StoreError> {
        let now = self.shared.now();
        if updates.is_empty() {
            self.note_idle(offset, now).await?;
            return Ok(Progress { next: offset, retry: false });
        }
        let shared = Arc::clone(&self.shared);
        let _busy = shared.busy();
        let rights = self.administrators.of_batch(&shared, &updates).await?;
        let batch = Batch {
            shared: Arc::clone(&shared),
            last_try: updates.iter().map(|it| self.tries.get(&it.id).is_some_and(|n| *n + 1 >= TRIES_MAX)).collect(),
            updates,
            rights,
            hearing: Hearing { since: self.heard_since, at: now },
        };
        let done = shared.store.write(move |tx| async move { batch.run(tx, offset).await }.boxed()).await?;
        self.noted_at = Some(now);
        match done.failed {
            Some(id) => *self.tries.entry(id).or_default() += 1,
            None => self.tries.clear(),
        }
        shared.wake.all();
        Ok(Progress { next: done.next, retry: done.failed.is_some() })
    }

    /// Told to stop while a poll waits: somebody has listened until now.
    async fn leave(&self) {
        if !self.shared.believes_clock() || self.silence.is_some() {
            return;
        }
        let (offset, now) = (self.offset, self.shared.now());
        let noted = self.shared.store.write(move |tx| intake::mark_offset(tx, offset, now).boxed()).await;
        if let Err(error) = noted {
            tracing::warn!(%error, "until when somebody listened could not be noted");
        }
    }

    async fn note_idle(&mut self, offset: UpdateId, now: Moment) -> Result<(), StoreError> {
        if self.noted_at.is_some_and(|at| (now - at).abs() < SIGN_OF_LIFE) {
            return Ok(());
        }
        self.shared.store.write(move |tx| intake::mark_offset(tx, offset, now).boxed()).await?;
        self.noted_at = Some(now);
        Ok(())
    }
}

/// Updates that are taken in together.
struct Batch {
    shared: Arc<Shared>,
    updates: Vec<Update>,
    /// Of each, whether one more failure sets it aside.
    last_try: Vec<bool>,
    rights: Rights,
    hearing: Hearing,
}

/// What was written of a batch.
struct Done {
    next: UpdateId,
    /// The update at which the batch ended before its end, so that a chat's later words do not overtake it.
    failed: Option<UpdateId>,
}

impl Batch {
    async fn run(&self, tx: &mut Tx, offset: UpdateId) -> Result<Done, StoreError> {
        let mut done = Done { next: offset, failed: None };
        for (update, last_try) in self.updates.iter().zip(&self.last_try) {
            if let Err(error) = self.one(tx, update).await {
                if error.is_passing() {
                    // It is the database, not the update.
                    return Err(error);
                }
                tracing::error!(update = update.id, last_try, %error, "an update failed");
                if !last_try {
                    done = Done { next: update.id, failed: Some(update.id) };
                    break;
                }
                self.set_aside(tx, update, &error.to_string()).await?;
            }
            // Ids may start again anywhere: the next follows the last that came, not the highest.
            done.next = update.id + 1;
        }
        intake::mark_offset(tx, done.next, self.hearing.at).await?;
        Ok(done)
    }

    async fn one(&self, tx: &mut Tx, update: &Update) -> Result<(), StoreError> {
        match &update.incoming {
            Ok(incoming) => tx.savepoint(async |tx| self.handle(tx, incoming).await).await,
            Err(why) => {
                tracing::error!(update = update.id, "an update cannot be read and is set aside");
                self.set_aside(tx, update, why).await
            }
        }
    }

    async fn set_aside(&self, tx: &mut Tx, update: &Update, why: &str) -> Result<(), StoreError> {
        set_aside::insert(tx, update.id, &update.raw, why, self.hearing).await?;
        conversation::raise(tx, self.hearing.at, Alarm::SetAside).await
    }

    async fn handle(&self, tx: &mut Tx, incoming: &Incoming) -> Result<(), StoreError> {
        let ctx = self.shared.context(self.hearing.at, &self.rights);
        conversation::handle(tx, ctx, self.hearing, incoming).await
    }
}

/// Says what is wrong, and how long to wait.
fn after_failed_fetch(error: &CallError) -> Duration {
    match error {
        CallError::Token => {
            tracing::error!("the bot token does not work (any more): nothing is taken in");
            SHUT_OUT
        }
        CallError::Conflict(_) => {
            tracing::warn!("somebody else listens with this bot's token: stop the other one");
            SHUT_OUT
        }
        CallError::Webhook(_) => {
            tracing::error!("a webhook is set for this bot, so that polling is shut: call deleteWebhook");
            SHUT_OUT
        }
        CallError::RetryAfter(pause) => *pause,
        error => {
            tracing::warn!(%error, "updates could not be fetched");
            TROUBLE
        }
    }
}
