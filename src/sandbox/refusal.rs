//! A refusal in the Bot API's words.

use serde_json::{Value, json};

/// `error_code`, `description` and perhaps `parameters` of an answer that is not ok.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// `error_code` and HTTP status.
    pub code: u16,
    /// `description`, prefix included.
    pub description: String,
    /// `parameters`, such as `retry_after`.
    pub parameters: Option<Value>,
}

impl Refusal {
    pub(super) fn new(code: u16, description: impl Into<String>) -> Self {
        Self { code, description: description.into(), parameters: None }
    }

    /// 400, with its prefix.
    pub(super) fn bad(what: impl AsRef<str>) -> Self {
        Self::new(400, format!("Bad Request: {}", what.as_ref()))
    }

    /// 403, with its prefix.
    pub(super) fn forbidden(what: impl AsRef<str>) -> Self {
        Self::new(403, format!("Forbidden: {}", what.as_ref()))
    }

    /// 409, with its prefix.
    pub(super) fn conflict(what: impl AsRef<str>) -> Self {
        Self::new(409, format!("Conflict: {}", what.as_ref()))
    }

    /// 429, to be tried again after so many seconds.
    pub(super) fn later(seconds: i64) -> Self {
        Self::new(429, format!("Too Many Requests: retry after {seconds}")).with(json!({ "retry_after": seconds }))
    }

    pub(super) fn with(mut self, parameters: Value) -> Self {
        self.parameters = Some(parameters);
        self
    }

    /// Seconds for the `Retry-After` header.
    pub(super) fn retry_after(&self) -> Option<i64> {
        self.parameters.as_ref()?.get("retry_after")?.as_i64()
    }

    /// The envelope.
    pub(super) fn to_json(&self) -> Value {
        let mut envelope = json!({ "ok": false, "error_code": self.code, "description": self.description });
        if let Some(parameters) = &self.parameters {
            envelope["parameters"] = parameters.clone();
        }
        envelope
    }
}
