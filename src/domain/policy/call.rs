//! Whom the lead is to phone: what the machine cannot bring forward any more (domain rule 5.8).

use super::emergency::needs_call;
use super::overdue::Open;
use super::plan::asks_are_spent;
use super::rules::Rules;
use crate::domain::assignment::Notice;
use crate::domain::{Assignment, Moment, Task};

/// Why a person has to call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ToCall {
    /// An emergency that is not answered, or not in.
    Advised,
    /// Nobody can be written to.
    Unreached,
    /// The last reminder was sent, and nothing came.
    Silent,
    /// The lead said that they call themselves.
    Held,
}

impl ToCall {
    /// In the order in which the list shows them.
    pub const ALL: [Self; 4] = [Self::Advised, Self::Unreached, Self::Silent, Self::Held];

    /// Why this part is on the list at `now`; none if the machine goes on, or nothing is wanted.
    #[must_use]
    pub fn of(rules: Rules<'_>, task: &Task, it: &Assignment, now: Moment) -> Option<Self> {
        let open = Open::of(it, now).filter(|_| task.end.is_none())?;
        let deadline_at = it.deadline_at(task);
        let nobody_asks = now > deadline_at && matches!(it.notice, Notice::Unreached { .. });
        match open {
            Open::Blocked => None,
            _ if it.call_advised_at.is_some() && needs_call(task, it, now) => Some(Self::Advised),
            Open::Unreachable if matches!(it.notice, Notice::Unreached { .. }) => Some(Self::Unreached),
            Open::Silent if nobody_asks || asks_are_spent(rules, it, deadline_at, now) => Some(Self::Silent),
            _ if it.held_since.is_some() => Some(Self::Held),
            _ => None,
        }
    }
}
