//! Moments of tests: fixed, never the machine's clock.

use chrono::{Duration, TimeZone, Utc};
use cuiban::domain::Moment;

/// Monday 2026-07-06, 09:00 in Shanghai.
pub(crate) fn monday() -> Moment {
    Utc.with_ymd_and_hms(2026, 7, 6, 1, 0, 0).single().expect("a valid instant")
}

/// That many minutes later.
pub(crate) fn after(minutes: i64) -> Moment {
    monday() + Duration::minutes(minutes)
}
