//! Faults on demand.

use std::time::Duration;

use serde_json::Value;

/// What goes wrong, for which calls, how often.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    /// This method only, in any case.
    pub method: Option<String>,
    /// Calls that name this chat only.
    pub chat: Option<i64>,
    /// So many calls.
    pub times: u32,
    /// What happens to them.
    pub kind: FaultKind,
}

/// What happens to a call.
#[derive(Clone, Debug, PartialEq)]
pub enum FaultKind {
    /// Not applied; answered with this refusal.
    Refuse {
        /// `error_code` and HTTP status.
        code: u16,
        /// `description`, prefix included.
        description: String,
        /// `parameters`, such as `retry_after`.
        parameters: Option<Value>,
    },
    /// Applied and answered after this much real time.
    Delay(Duration),
    /// Applied, and the answer is lost.
    Applied(Lost),
    /// Not applied, and nobody says so.
    NotApplied(Lost),
}

/// What comes in place of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lost {
    /// Nothing: the connection stays open and silent.
    Silent,
    /// The end of the connection.
    Cut,
    /// The first half of an answer, then the end of the connection.
    Half,
    /// A proxy's page with status 502.
    Page502,
    /// The server's own 500.
    Status500,
    /// An answer in JSON that means nothing.
    Odd,
}

impl Fault {
    /// For the next call of this method, whatever the chat.
    #[must_use]
    pub fn once(method: &str, kind: FaultKind) -> Self {
        Self { method: Some(method.to_owned()), chat: None, times: 1, kind }
    }

    fn hits(&self, method: &str, chat: Option<i64>) -> bool {
        self.times > 0
            && self.method.as_ref().is_none_or(|wanted| wanted.eq_ignore_ascii_case(method))
            && (self.chat.is_none() || self.chat == chat)
    }
}

/// The fault that hits this call, counted down.
pub(super) fn take(faults: &mut Vec<Fault>, method: &str, chat: Option<i64>) -> Option<FaultKind> {
    let fault = faults.iter_mut().find(|fault| fault.hits(method, chat))?;
    fault.times -= 1;
    let kind = fault.kind.clone();
    faults.retain(|fault| fault.times > 0);
    Some(kind)
}
