//! What Telegram's clock shows: no method tells it, but every answer of a web server says when it was given.

use chrono::{DateTime, Utc};
use reqwest::header::DATE;

use super::Telegram;

impl Telegram {
    /// What its clock shows, to the second; none if it cannot be asked, or does not say.
    pub async fn clock(&self) -> Option<DateTime<Utc>> {
        // Without the token: whoever answers need not know who asks.
        let answer = self.calls.client().head(self.calls.api_url()).send().await;
        let answer = answer.inspect_err(|error| tracing::debug!(%error, "nobody says what time it is")).ok()?;
        let said = answer.headers().get(DATE)?.to_str().ok()?;
        DateTime::parse_from_rfc2822(said).ok().map(|at| at.to_utc())
    }
}
