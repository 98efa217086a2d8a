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
