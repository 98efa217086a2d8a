//! The machine's clock: it may jump while the chat app's does not, or stand still while the machine sleeps.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use cuiban::engine::Clock;
use cuiban::sandbox::BoxClock;
use futures::FutureExt as _;
use futures::future::BoxFuture;

/// What becomes of a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wrong {
    /// The machine sleeps: everybody else's time goes on, and what only runs stands still.
    Suspended(TimeDelta),
    /// The wall alone is off by so much, for so long.
    Off { by: TimeDelta, length: TimeDelta },
}

/// Box time, but for what is wrong with it. Its copies are the same clock.
#[derive(Clone)]
pub(crate) struct OffTime {
    on: BoxClock,
    wrong: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    by: TimeDelta,
    until: Option<DateTime<Utc>>,
    jumps: Vec<Wrong>,
}

impl OffTime {
    pub(crate) fn new(on: BoxClock) -> Self {
        Self { on, wrong: Arc::default() }
    }

    /// What is wrong now ends if its time has come; something else may begin.
    pub(crate) fn go_wrong(&self, wrong: Option<Wrong>) {
        let now = self.on.now();
        let mut state = self.wrong.lock().unwrap();
        if state.until.is_some_and(|until| until <= now) {
            (state.by, state.until) = (TimeDelta::zero(), None);
        }
        state.jumps.extend(wrong);
        match wrong {
            Some(Wrong::Suspended(length)) => self.on.jump(now + length),
            Some(Wrong::Off { by, length }) => (state.by, state.until) = (by, Some(now + length)),
            None => {}
        }
    }

    /// It shows what everybody's does.
    pub(crate) fn set_right(&self) {
        let mut state = self.wrong.lock().unwrap();
        (state.by, state.until) = (TimeDelta::zero(), None);
    }

    /// Until when it is off; none if it is right.
    pub(crate) fn off_until(&self) -> Option<DateTime<Utc>> {
        self.wrong.lock().unwrap().until
    }

    /// When it will show this, by everybody's clocks.
    pub(crate) fn really(&self, shown: DateTime<Utc>) -> DateTime<Utc> {
        shown - self.by()
    }

    /// All that went wrong so far.
    pub(crate) fn jumps(&self) -> Vec<Wrong> {
        self.wrong.lock().unwrap().jumps.clone()
    }

    fn by(&self) -> TimeDelta {
        self.wrong.lock().unwrap().by
    }
}

impl Clock for OffTime {
    fn now(&self) -> DateTime<Utc> {
        self.on.now() + self.by()
    }

    fn steady(&self) -> Duration {
        self.on.steady()
    }

    fn sleep_until(&self, at: DateTime<Utc>) -> BoxFuture<'_, ()> {
        self.on.sleep_until(self.really(at)).boxed()
    }

    fn pause(&self, length: Duration) -> BoxFuture<'_, ()> {
        self.on.pause(length).boxed()
    }
}
