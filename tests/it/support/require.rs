//! What a run must not do without: `CUIBAN_TEST_REQUIRE=postgres,…` turns a skipped test into a failed one.

use libtest_mimic::{Completion, Failed};

/// Skips for want of `what`, or fails if the run requires it.
pub(crate) fn missing(what: &str, reason: &str) -> Result<Completion, Failed> {
    if required().split(',').any(|name| name.trim() == what) {
        return Err(format!("{what} is required: {reason}").into());
    }
    Ok(Completion::ignored_with(reason))
}

#[expect(clippy::disallowed_methods, reason = "the tests' own switch, not a setting of the service")]
fn required() -> String {
    std::env::var("CUIBAN_TEST_REQUIRE").unwrap_or_default()
}

/// The one seed that is to be tried again.
#[expect(clippy::disallowed_methods, reason = "the tests' own switch, not a setting of the service")]
pub(crate) fn seed() -> Option<u64> {
    std::env::var("CUIBAN_TEST_SEED").ok().map(|seed| seed.parse().expect("CUIBAN_TEST_SEED is a number"))
}

/// All the numbers are wanted, and not those of a quick run.
pub(crate) fn is_full() -> bool {
    std::env::var_os("CUIBAN_TEST_FULL").is_some()
}
