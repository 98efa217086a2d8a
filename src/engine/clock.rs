//! The one clock.

use std::sync::LazyLock;
use std::time::{Duration, Instant};

use chrono::{SubsecRound, TimeDelta, Utc};
use futures::FutureExt;
use futures::future::BoxFuture;

use crate::domain::Moment;

/// Nothing sleeps longer without looking at the clock again, so that a suspended or adjusted machine catches up.
pub const LOOK: Duration = Duration::from_secs(15);

/// Where the running clock began.
static BEGUN: LazyLock<Instant> = LazyLock::new(Instant::now);

/// What the engine goes by.
pub trait Clock: Send + Sync {
    /// Now.
    fn now(&self) -> Moment;
    /// Time that has run since any moment in the past: it never jumps, and may stand still while the machine is suspended.
    fn steady(&self) -> Duration;
    /// Waits until the clock shows `at` or later.
    fn sleep_until(&self, at: Moment) -> BoxFuture<'_, ()>;
    /// A short pause between calls, or before trying again.
    fn pause(&self, length: Duration) -> BoxFuture<'_, ()>;
}

/// The machine's own clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the one source of time")]
    fn now(&self) -> Moment {
        to_millisecond(Utc::now())
    }

    fn steady(&self) -> Duration {
        BEGUN.elapsed()
    }

    fn sleep_until(&self, at: Moment) -> BoxFuture<'_, ()> {
        async move {
            while let Ok(left) = (at - self.now()).to_std() {
                if left.is_zero() {
                    return;
                }
                // Time stands still for a timer while the machine is suspended.
                tokio::time::sleep(left.min(LOOK)).await;
            }
        }
        .boxed()
    }

    fn pause(&self, length: Duration) -> BoxFuture<'_, ()> {
        tokio::time::sleep(length).boxed()
    }
}

/// To the millisecond, as the store keeps moments: what was written compares equal to what is read.
pub(super) fn to_millisecond(at: Moment) -> Moment {
    at.trunc_subsecs(3)
}

/// So much later, or the end of time.
pub(super) fn after(at: Moment, length: Duration) -> Moment {
    TimeDelta::from_std(length).ok().and_then(|length| at.checked_add_signed(length)).unwrap_or(Moment::MAX_UTC)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_kept_to_the_millisecond() {
        let at: Moment = "2026-07-06T01:00:00.123456789Z".parse().unwrap();
        assert_eq!(to_millisecond(at), "2026-07-06T01:00:00.123Z".parse::<Moment>().unwrap());
    }

    #[test]
    fn no_length_is_too_long() {
        let at: Moment = "2026-07-06T01:00:00Z".parse().unwrap();
        assert_eq!(after(at, Duration::from_secs(5)), at + TimeDelta::seconds(5));
        assert_eq!(after(at, Duration::MAX), Moment::MAX_UTC);
    }
}
