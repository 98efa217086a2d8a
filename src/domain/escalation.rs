//! A word to a department's deputy or leader that the lead asked for (domain rule 5.9): announced to the contact, then given.

use serde::{Deserialize, Serialize};

use super::{Delivery, Event, Moment, Seat, Stage};

/// How far it has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Escalation {
    /// Whom it is for: deputy or leader.
    pub seat: Seat,
    /// When the lead asked for it.
    pub asked_at: Moment,
    /// When the heads-up reached the contact.
    pub warned_at: Option<Moment>,
    /// When it went out; it may be unknown whether it arrived, and it is never said twice.
    pub told_at: Option<Moment>,
}

impl Escalation {
    /// What an entry makes of it. Whatever moves the matter cancels a word that has not been given; so does a heads-up of which
    /// nobody knows that it arrived.
    #[must_use]
    pub fn apply(this: Option<Self>, event: &Event, at: Moment) -> Option<Self> {
        if let Event::EscalationAsked { seat, .. } = event {
            return Some(Self { seat: *seat, asked_at: at, warned_at: None, told_at: None });
        }
        let it = this?;
        match event {
            _ if it.told_at.is_some() => Some(it),
            Event::NudgeSettled { touch, delivery, .. } => match (touch.stage, delivery) {
                (Stage::HeadsUp, Delivery::Sent) => Some(Self { warned_at: Some(at), ..it }),
                (Stage::ToLeader, Delivery::Sent | Delivery::Unknown) => Some(Self { told_at: Some(at), ..it }),
                (stage, _) => Some(it).filter(|_| !stage.is_escalation()),
            },
            Event::NudgeLeftOut { touch, .. } => Some(it).filter(|_| !touch.stage.is_escalation()),
            Event::Promised { .. }
            | Event::Progressed { .. }
            | Event::Submitted { .. }
            | Event::MatterRaised { .. }
            | Event::NudgesHeld { .. }
            | Event::NoticeRenewed { .. } => None,
            _ => Some(it),
        }
    }
}
