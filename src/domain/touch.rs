//! A touch: one moment at which the policy would speak to a contact about one assignment.

use serde::{Deserialize, Serialize};

use super::Moment;

/// What a touch is for; it decides the tone (domain rules 5.2 and 6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// The ask itself.
    Notice,
    /// No response to the notice yet: was it seen?
    Check,
    /// This many working days before the deadline's anchor day: 10, 3 or 1.
    Before(u8),
    /// The last day (or the working day before, for a morning deadline).
    LastDay,
    /// The day that the contact promised.
    PromiseDay,
    /// The working day after a missed promise: which day suits?
    PromiseMoved,
    /// First touch after the deadline.
    Overdue1,
    /// Second and last; then a person calls.
    Overdue2,
    /// The lead asked for it by hand.
    Asked,
    /// An emergency, by the clock: no answer to the notice yet.
    EmergencyCheck,
    /// Shortly before its deadline.
    EmergencyBefore,
    /// The moment that the contact promised.
    EmergencyPromise,
    /// Its deadline.
    EmergencyDue,
    /// Once more after it; then a person calls.
    EmergencyOver,
    /// The contact is told that deputy or leader will hear of it.
    HeadsUp,
    /// Deputy or leader hear of it, since the lead asked for that.
    ToLeader,
}

impl Stage {
    /// Around a word to deputy or leader: no reminder, and never counted as one.
    #[must_use]
    pub fn is_escalation(self) -> bool {
        matches!(self, Self::HeadsUp | Self::ToLeader)
    }

    /// By the clock, outside of working hours, caps and digests.
    #[must_use]
    pub fn is_emergency(self) -> bool {
        match self {
            Self::EmergencyCheck
            | Self::EmergencyBefore
            | Self::EmergencyPromise
            | Self::EmergencyDue
            | Self::EmergencyOver => true,
            Self::Notice
            | Self::Check
            | Self::Before(_)
            | Self::LastDay
            | Self::PromiseDay
            | Self::PromiseMoved
            | Self::Overdue1
            | Self::Overdue2
            | Self::Asked
            | Self::HeadsUp
            | Self::ToLeader => false,
        }
    }
}

/// A planned touch: what for, and the moment the policy gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Touch {
    /// The moment, before staggering and caps.
    pub at: Moment,
    /// What for.
    pub stage: Stage,
}
