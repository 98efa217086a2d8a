//! What is open once the deadline has passed, as the task's owner is told (domain rule 5.9).

use crate::domain::assignment::Notice;
use crate::domain::{Assignment, Moment};

/// Why a part is open, by what its owner can do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Open {
    /// Asked, and no date, no hand-in of everything, no word of what is in the way: call.
    Silent,
    /// A date ahead, given or granted: wait for it.
    Promised,
    /// A request waits for the lead: answer it.
    Blocked,
    /// The ask never reached anybody: call, or invite.
    Unreachable,
}

impl Open {
    /// In the order in which the list shows them.
    pub const ALL: [Self; 4] = [Self::Silent, Self::Promised, Self::Blocked, Self::Unreachable];

    /// Why this part is open at `now`; none if nothing more is wanted of it.
    #[must_use]
    pub fn of(it: &Assignment, now: Moment) -> Option<Self> {
        let asked = matches!(it.notice, Notice::Sent { .. } | Notice::Unknown { .. }) || it.responded_at.is_some();
        match it.promise {
            _ if it.is_over() => None,
            _ if it.awaits_lead() => Some(Self::Blocked),
            _ if !asked => Some(Self::Unreachable),
            Some(promise) if promise.due_at > now => Some(Self::Promised),
            _ if it.requests.granted.is_some_and(|until| until > now) => Some(Self::Promised),
            _ if it.review.returned.as_ref().is_some_and(|returned| returned.by > now) => Some(Self::Promised),
            _ => Some(Self::Silent),
        }
    }
}
