//! Moving time: through every due moment, letting the engine settle at each.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use chrono::{DateTime, TimeDelta, Utc};
use futures::future::BoxFuture;
use thiserror::Error;

use super::shared::Shared;

/// How often it is asked whether all is settled, in real time.
const POLL: Duration = Duration::from_millis(4);
/// After so much real time without settling and without a call of the bot it is given up.
const PATIENCE: Duration = Duration::from_mins(2);
/// After so much of it the clock runs with real time, as any clock would: a loop may be waiting for its next look at it.
const STANDSTILL: Duration = Duration::from_secs(1);
/// Habits may act this often without time moving.
const ROUNDS_MAX: u32 = 1000;
/// While time runs by itself, habits are asked at least this often.
const GLANCE: TimeDelta = TimeDelta::seconds(15);

/// The program that lives with the box: the engine, and the people whom nobody plays.
pub trait Host: Send + Sync {
    /// The engine has nothing left to do at this moment.
    fn settled(&self) -> BoxFuture<'_, bool>;
    /// When the engine next has something to do.
    fn next_due(&self) -> BoxFuture<'_, Option<DateTime<Utc>>>;
    /// When the next nudge goes out.
    fn next_nudge(&self) -> BoxFuture<'_, Option<DateTime<Utc>>>;
    /// Begins anew with this story.
    fn restart(&self, scenario: String) -> BoxFuture<'_, Result<(), String>>;
    /// It is `now`, and all has settled: unplayed people act by habit.
    fn passed(&self, now: DateTime<Utc>) -> BoxFuture<'_, ()>;
    /// When someone next acts by habit.
    fn next_habit(&self) -> Option<DateTime<Utc>>;
}

/// Why time could not be moved.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum DriveError {
    /// Another advance is under way.
    #[error("time is already being moved")]
    Busy,
    /// No program lives with the box.
    #[error("no host is attached")]
    NoHost,
    /// The engine never came to rest.
    #[error("not settled at {at} with {unconfirmed} updates unconfirmed, next due {next_due:?}")]
    Unsettled {
        /// By the box.
        at: DateTime<Utc>,
        /// Updates that the bot has not confirmed.
        unconfirmed: usize,
        /// What the engine says is due.
        next_due: Option<DateTime<Utc>>,
    },
    /// Habits act without end at one moment.
    #[error("habits never rest at {0}")]
    Restless(DateTime<Utc>),
}

/// Moves time to `target` through every due moment; says where it arrived.
pub(super) async fn advance_to(shared: &Shared, target: DateTime<Utc>) -> Result<DateTime<Utc>, DriveError> {
    let _turn = shared.advancing.try_lock().map_err(|_| DriveError::Busy)?;
    let host = shared.host().ok_or(DriveError::NoHost)?;
    let mut rounds = 0;
    loop {
        let due = settle(shared, &*host).await?;
        let now = shared.clock.now();
        act(shared, &*host, now).await;
        let unread = unconfirmed(shared) > 0;
        let next = due.into_iter().chain(host.next_habit()).min();
        match next {
            _ if unread => rounds += 1,
            Some(next) if next <= now => rounds += 1,
            Some(next) if next <= target => {
                rounds = 0;
                shared.clock.set(next);
            }
            _ if now >= target => return Ok(now),
            _ => {
                rounds = 0;
                shared.clock.set(target);
            }
        }
        if rounds > ROUNDS_MAX {
            return Err(DriveError::Restless(now));
        }
    }
}

/// Waits until every update is confirmed and the engine rests; says what it waits for next.
pub(super) async fn settle(shared: &Shared, host: &dyn Host) -> Result<Option<DateTime<Utc>>, DriveError> {
    let (mut heard, mut quiet_since) = (calls(shared), Instant::now());
    loop {
        let next_due = host.next_due().await;
        let overdue = next_due.is_some_and(|due| due <= shared.clock.now());
        if !overdue && unconfirmed(shared) == 0 && host.settled().await && unconfirmed(shared) == 0 {
            // What it did last may have planned something nearer.
            return Ok(host.next_due().await);
        }
        let now_heard = calls(shared);
        if now_heard != heard {
            (heard, quiet_since) = (now_heard, Instant::now());
        }
        if quiet_since.elapsed() > STANDSTILL {
            shared.clock.set(shared.clock.now() + TimeDelta::from_std(POLL).expect("a few milliseconds"));
        }
        if quiet_since.elapsed() > PATIENCE {
            let (at, unconfirmed) = (shared.clock.now(), unconfirmed(shared));
            return Err(DriveError::Unsettled { at, unconfirmed, next_due });
        }
        tokio::time::sleep(POLL).await;
    }
}

/// Lets habits act while time runs by itself; ends with the task it runs in.
pub(super) async fn keep_company(shared: Arc<Shared>) {
    let mut moves = shared.clock.watch();
    loop {
        let now = shared.clock.now();
        let moving = shared.advancing.try_lock().is_err();
        if let Some(host) = shared.host().filter(|_| shared.clock.is_ticking() && !moving) {
            act(&shared, &*host, now).await;
            let habit = host.next_habit().filter(|habit| *habit > now);
            shared.clock.sleep_until(habit.map_or(now + GLANCE, |habit| habit.min(now + GLANCE))).await;
        } else {
            shared.clock.moved(&mut moves).await;
        }
    }
}

/// Nobody acts twice at once.
async fn act(shared: &Shared, host: &dyn Host, now: DateTime<Utc>) {
    let _turn = shared.habits.lock().await;
    host.passed(now).await;
}

/// What the bot has said and been told so far.
fn calls(shared: &Shared) -> usize {
    shared.look(|world| world.log.len())
}

fn unconfirmed(shared: &Shared) -> usize {
    let now = shared.clock.now();
    shared.look(|world| world.queue.alive(now))
}
