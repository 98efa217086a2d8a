//! 审核: what the lead makes of a hand-in, accepted as it is or returned to be corrected.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::View;
use crate::domain::calendar::WorkTime;
use crate::domain::{Actor, Entry, Event, Moment, Refusal, Words, WordsNo};

/// Working days that a correction gets.
const CORRECTION_DAYS: i64 = 2;

/// Why something is returned, where one of the usual reasons fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Flaw {
    /// 内容不全.
    Incomplete,
    /// 数据有误.
    Figures,
    /// 缺盖章或签字.
    Unsigned,
    /// 格式不符.
    Format,
    /// 模板有变化: the lead's own doing.
    Template,
    /// 空白或与事项无关: no hand-in at all.
    Unrelated,
}

impl Flaw {
    /// In the order in which they are offered.
    pub const ALL: [Self; 6] =
        [Self::Incomplete, Self::Figures, Self::Unsigned, Self::Format, Self::Template, Self::Unrelated];

    /// Whether the lead is the cause; such a return is not counted against the department.
    #[must_use]
    pub fn is_the_leads(self) -> bool {
        self == Self::Template
    }
}

/// What was sent back, and until when it is to be corrected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Returned {
    /// When.
    pub at: Moment,
    /// Which items, by their place from 0.
    pub items: BTreeSet<usize>,
    /// One of the usual reasons.
    pub flaw: Option<Flaw>,
    /// The lead's own words.
    pub words: Option<WordsNo>,
    /// What comes by then counts as of its first hand-in.
    pub by: Moment,
}

/// The lead's side of a hand-in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// Accepted as it is since.
    pub accepted_at: Option<Moment>,
    /// Nobody looked at it: it was accepted by the office's rule.
    #[serde(default)]
    pub by_rule: bool,
    /// Sent back, and not all in again.
    pub returned: Option<Returned>,
    /// Something was sent back at least once.
    pub was_returned: bool,
}

impl Review {
    pub(super) fn apply(&mut self, entry: &Entry) {
        match &entry.event {
            // What comes after it was accepted is looked at anew.
            Event::Submitted { .. } | Event::FileAdded { .. } => self.accepted_at = None,
            Event::ExtensionGranted { until, .. } => {
                if let Some(returned) = &mut self.returned {
                    returned.by = *until;
                }
            }
            Event::Accepted { .. } => {
                self.accepted_at = Some(entry.at);
                self.by_rule = entry.actor == Actor::Machine;
                self.returned = None;
            }
            Event::Returned { items, flaw, words, by, .. } => {
                let items: BTreeSet<usize> = items.iter().copied().collect();
                let words = words.as_ref().map(|words| words.no);
                self.accepted_at = None;
                self.was_returned = true;
                self.returned = Some(Returned { at: entry.at, items, flaw: *flaw, words, by: *by });
            }
            _ => {}
        }
    }
}

/// Accepts what is in; nothing if it was accepted before. The caller has checked that the actor is staff.
pub fn accept(view: View<'_>) -> Result<Vec<Event>, Refusal> {
    let (task, dept) = view.part();
    let it = view.assignment;
    if it.review.accepted_at.is_some() {
        return Ok(vec![]);
    }
    if it.is_complete() { Ok(vec![Event::Accepted { task, dept }]) } else { Err(Refusal::NothingToReview) }
}

/// Sends these items back to be corrected within two working days; all that are in, if none is named. The caller has checked that
/// the actor is staff.
pub fn send_back(
    view: View<'_>,
    items: &BTreeSet<usize>,
    why: (Option<Flaw>, Option<Words>),
    work: &WorkTime<'_>,
    now: Moment,
) -> Result<Vec<Event>, Refusal> {
    let (task, dept) = view.part();
    let it = view.assignment;
    let items: Vec<usize> =
        it.received.iter().copied().filter(|item| items.is_empty() || items.contains(item)).collect();
    if it.review.accepted_at.is_some() {
        return Err(Refusal::AlreadyAccepted);
    }
    if items.is_empty() || view.task.end.is_some() {
        return Err(Refusal::NothingToReview);
    }
    let day = work.calendar.add_working(work.local(now).date(), CORRECTION_DAYS);
    // Whoever was early keeps the deadline.
    let by = work.end_of_business(day).max(it.deadline_at(view.task));
    let (flaw, words) = why;
    Ok(vec![Event::Returned { task, dept, items, flaw, words, by }])
}
