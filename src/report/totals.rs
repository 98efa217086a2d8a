//! Sums over parts: of a department, a task, or the office. They stand on the entries of the parts they sum.

use serde::{Deserialize, Serialize};

use super::{PartFacts, PromiseOutcome, Standing};
use crate::domain::Matter;

/// Sums over parts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    /// Parts, counted or not.
    pub parts: u32,
    /// [`Standing::OnTime`].
    pub on_time: u32,
    /// [`Standing::Late`].
    pub late: u32,
    /// [`Standing::Partial`].
    pub partial: u32,
    /// [`Standing::Missing`].
    pub missing: u32,
    /// [`Standing::Open`].
    pub open: u32,
    /// [`Standing::Unreached`].
    pub unreached: u32,
    /// [`Standing::Exempt`].
    pub exempt: u32,
    /// [`Standing::Disputed`].
    pub disputed: u32,
    /// Parts with any answer.
    pub responded: u32,
    /// Parts with a 收到.
    pub acknowledged: u32,
    /// Dates given.
    pub promises: u32,
    /// Of these, kept.
    pub promises_kept: u32,
    /// Of these, moved.
    pub promises_moved: u32,
    /// Of these, missed.
    pub promises_missed: u32,
    /// Items required of parts that count.
    pub items_required: u32,
    /// Of these, handed in.
    pub items_in: u32,
    /// Late days of complete parts.
    pub late_days: i64,
    /// Nudges up to the deadline.
    pub nudges_before: u32,
    /// Nudges after it.
    pub nudges_after: u32,
    /// Days on which the lead called or went there.
    pub calls_after: u32,
    /// Difficulties raised.
    pub difficulties: u32,
    /// Questions raised.
    pub questions: u32,
    /// Difficulties and questions answered.
    pub answered: u32,
}

impl Totals {
    /// Over these parts.
    pub(super) fn of<'a>(parts: impl IntoIterator<Item = &'a PartFacts>) -> Self {
        let mut totals = Self::default();
        parts.into_iter().for_each(|part| totals.add(part));
        totals
    }

    fn add(&mut self, part: &PartFacts) {
        self.parts += 1;
        *self.standing_mut(part.standing) += 1;
        self.responded += u32::from(part.first_response_at.is_some());
        self.acknowledged += u32::from(part.acknowledged_at.is_some());
        if !matches!(part.standing, Standing::Unreached | Standing::Exempt | Standing::Disputed) {
            self.items_required += part.items_required;
            self.items_in += part.items_in;
            self.late_days += part.late_days.unwrap_or(0);
        }
        self.nudges_before += part.nudges_before.value;
        self.nudges_after += part.nudges_after.value;
        self.calls_after += part.calls_after.value;
        self.add_promises(part);
        for matter in &part.matters {
            match matter.matter {
                Matter::Difficulty => self.difficulties += 1,
                Matter::Question => self.questions += 1,
            }
            self.answered += u32::from(matter.answered_at.is_some());
        }
    }

    fn add_promises(&mut self, part: &PartFacts) {
        for promise in &part.promises {
            self.promises += 1;
            match promise.outcome {
                PromiseOutcome::Kept => self.promises_kept += 1,
                PromiseOutcome::Moved => self.promises_moved += 1,
                PromiseOutcome::Missed => self.promises_missed += 1,
                PromiseOutcome::Open => {}
            }
        }
    }

    /// Parts that stand so.
    #[must_use]
    pub fn standing(&self, standing: Standing) -> u32 {
        match standing {
            Standing::OnTime => self.on_time,
            Standing::Late => self.late,
            Standing::Partial => self.partial,
            Standing::Missing => self.missing,
            Standing::Open => self.open,
            Standing::Unreached => self.unreached,
            Standing::Exempt => self.exempt,
            Standing::Disputed => self.disputed,
        }
    }

    fn standing_mut(&mut self, standing: Standing) -> &mut u32 {
        match standing {
            Standing::OnTime => &mut self.on_time,
            Standing::Late => &mut self.late,
            Standing::Partial => &mut self.partial,
            Standing::Missing => &mut self.missing,
            Standing::Open => &mut self.open,
            Standing::Unreached => &mut self.unreached,
            Standing::Exempt => &mut self.exempt,
            Standing::Disputed => &mut self.disputed,
        }
    }
}
