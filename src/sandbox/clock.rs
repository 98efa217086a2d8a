//! The box's clock: virtual, moved from outside, with sleepers that wake as soon as time has passed them.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use chrono::{DateTime, TimeDelta, Utc};
use tokio::sync::watch;

/// A clock that stands still until it is moved. Its copies are the same clock.
#[derive(Clone, Debug)]
pub struct BoxClock {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    hands: Mutex<Hands>,
    moves: watch::Sender<u64>,
}

#[derive(Debug)]
struct Hands {
    wall: DateTime<Utc>,
    steady: Duration,
    /// Since when real time counts too; none while it stands.
    ticks_from: Option<Instant>,
}

impl Hands {
    /// Takes in the real time that has passed while ticking.
    fn catch_up(&mut self) {
        if let Some(from) = &mut self.ticks_from {
            let passed = from.elapsed();
            *from += passed;
            self.wall += delta(passed);
            self.steady += passed;
        }
    }

    fn forward(&mut self, by: Duration) {
        self.wall += delta(by);
        self.steady += by;
    }
}

impl BoxClock {
    /// A clock that stands at this moment.
    #[must_use]
    pub fn at(start: DateTime<Utc>) -> Self {
        let hands = Hands { wall: start, steady: Duration::ZERO, ticks_from: None };
        Self { inner: Arc::new(Inner { hands: Mutex::new(hands), moves: watch::Sender::new(0) }) }
    }

    /// What it shows.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        self.hands().wall
    }

    /// Time that has run since the start. Moves with the wall time, except in a [`jump`](Self::jump).
    #[must_use]
    pub fn steady(&self) -> Duration {
        self.hands().steady
    }

    /// Waits until the clock shows `at` or later.
    pub async fn sleep_until(&self, at: DateTime<Utc>) {
        let mut moves = self.inner.moves.subscribe();
        loop {
            let (now, ticking) = self.look();
            let Ok(left) = (at - now).to_std() else { return };
            if left.is_zero() {
                return;
            }
            let change = async { moves.changed().await.expect("the clock holds its own sender") };
            if ticking {
                // Lateness of a timer is no error here: the loop looks again.
                let _ = tokio::time::timeout(left, change).await;
            } else {
                change.await;
            }
        }
    }

    /// A pause for pacing: costs no real time, the box moves itself forward at once.
    pub async fn pause(&self, length: Duration) {
        self.change(|hands| hands.forward(length));
        tokio::task::yield_now().await;
    }

    /// Moves forward to `at`; never back.
    pub fn set(&self, at: DateTime<Utc>) {
        self.change(|hands| {
            if let Ok(by) = (at - hands.wall).to_std() {
                hands.forward(by);
            }
        });
    }

    /// A fault: the wall time is suddenly another, in either direction, and nothing has run in between.
    pub fn jump(&self, at: DateTime<Utc>) {
        self.change(|hands| hands.wall = at);
    }

    /// Whether real time moves it too, as in a demo.
    pub fn ticking(&self, on: bool) {
        self.change(|hands| hands.ticks_from = on.then(Instant::now));
    }

    /// Whether real time moves it.
    #[must_use]
    pub fn is_ticking(&self) -> bool {
        self.look().1
    }

    /// For [`moved`](Self::moved).
    pub(super) fn watch(&self) -> watch::Receiver<u64> {
        self.inner.moves.subscribe()
    }

    /// Waits for the next move from outside; while ticking, at most a second.
    pub(super) async fn moved(&self, moves: &mut watch::Receiver<u64>) {
        let (_, ticking) = self.look();
        let longest = Duration::from_secs(if ticking { 1 } else { 3600 });
        let _ = tokio::time::timeout(longest, moves.changed()).await;
    }

    fn look(&self) -> (DateTime<Utc>, bool) {
        let hands = self.hands();
        (hands.wall, hands.ticks_from.is_some())
    }

    fn change(&self, change: impl FnOnce(&mut Hands)) {
        change(&mut self.hands());
        self.inner.moves.send_modify(|count| *count += 1);
    }

    fn hands(&self) -> MutexGuard<'_, Hands> {
        let mut hands = self.inner.hands.lock().unwrap_or_else(PoisonError::into_inner);
        hands.catch_up();
        hands
    }
}

fn delta(length: Duration) -> TimeDelta {
    TimeDelta::from_std(length).unwrap_or(TimeDelta::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures::FutureExt as _;

    fn monday() -> DateTime<Utc> {
        "2026-07-06T01:00:00Z".parse().unwrap()
    }

    #[tokio::test]
    async fn sleepers_wake_when_time_passes_them_and_not_before() {
        let clock = BoxClock::at(monday());
        let hour = TimeDelta::hours(1);
        let other = clock.clone();
        let sleeper = tokio::spawn(async move { other.sleep_until(monday() + hour).await });
        tokio::task::yield_now().await;
        clock.set(monday() + hour - TimeDelta::seconds(1));
        tokio::task::yield_now().await;
        assert!(!sleeper.is_finished());
        clock.set(monday() + hour);
        sleeper.await.unwrap();
        assert!(clock.sleep_until(monday()).now_or_never().is_some());
    }

    #[tokio::test]
    async fn a_pause_moves_the_box_and_a_jump_moves_the_wall_alone() {
        let clock = BoxClock::at(monday());
        clock.pause(Duration::from_secs(3)).await;
        assert_eq!(clock.now(), monday() + TimeDelta::seconds(3));
        assert_eq!(clock.steady(), Duration::from_secs(3));
        clock.set(monday());
        assert_eq!(clock.now(), monday() + TimeDelta::seconds(3));
        clock.jump(monday() - TimeDelta::days(1));
        assert_eq!(clock.now(), monday() - TimeDelta::days(1));
        assert_eq!(clock.steady(), Duration::from_secs(3));
    }
}
