//! The lead's own side: rights and duties match.

use serde::{Deserialize, Serialize};

use crate::domain::EntryNo;
use crate::report::Exact;

/// Something that the lead owed, and whether it was met.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Duty {
    /// In its time.
    pub met: bool,
    /// What it stands on.
    pub entries: Vec<EntryNo>,
}

/// The lead's side of one part.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeadDuties {
    /// L1: three working days or more from notice to deadline, or an emergency with its reason; none without a notice.
    pub notice: Option<Duty>,
    /// L3: no deadline brought forward, and nothing else asked for, after the notice.
    pub stable: Option<Duty>,
    /// L2: looked at within three working days, once a round of review.
    pub reviews: Vec<Duty>,
    /// L4: difficulties, questions and wishes for more time answered within one working day, "not ours" within two.
    pub answers: Vec<Duty>,
}

/// A duty over all parts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DutyShare {
    /// Met.
    pub met: u32,
    /// Owed.
    pub of: u32,
}

impl DutyShare {
    pub(in crate::report) fn add(&mut self, duty: &Duty) {
        self.of += 1;
        self.met += u32::from(duty.met);
    }
}

/// The lead's own side over a period.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeadFacts {
    /// L1, weight 25.
    pub notice: DutyShare,
    /// L2, weight 25.
    pub review: DutyShare,
    /// L3, weight 20.
    pub stable: DutyShare,
    /// L4, weight 30.
    pub answers: DutyShare,
    /// 0 to 100: the weighted mean of those that apply; none if none does.
    pub score: Option<Exact>,
    /// Parts whose notice was delivered.
    pub noticed: u32,
    /// The shortest notice, in working minutes.
    pub notice_minutes_min: Option<i64>,
    /// The middle one (the lower of two), in working minutes.
    pub notice_minutes_median: Option<i64>,
    /// Difficulties and questions.
    pub matters: u32,
    /// Of these, answered.
    pub matters_answered: u32,
    /// Of these, answered within a working day.
    pub matters_answered_in_time: u32,
    /// The longest that one waited, answered or not, in working minutes.
    pub matter_minutes_max: Option<i64>,
    /// Nudges delivered.
    pub nudges: u32,
    /// Nudges per part with a notice.
    pub nudges_per_part: Option<Exact>,
}
