//! Memory follows the period and not the past: what an earlier period has judged is let go while the ledger is read. What comes so
//! late that it may bring some of it back is noted, and the ledger read once more with that kept.

use std::collections::BTreeSet;

use chrono::TimeDelta;

use super::{ADDED_UP_BEFORE, Folding};
use crate::domain::calendar::OpenTime;
use crate::domain::{Moment, Office, TaskNo};
use crate::report::part::{Frame, Gap, period_before};

/// So long after the end of its period a deadline may be moved or granted, or a silence entered, without a second reading.
const PATIENCE: TimeDelta = TimeDelta::days(60);
/// Looking through all that is kept is not free.
const STEP: TimeDelta = TimeDelta::days(28);

/// What may not be let go.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Kept {
    /// Parts of these tasks.
    Of(BTreeSet<TaskNo>),
    All,
}

impl Kept {
    fn has(&self, task: TaskNo) -> bool {
        match self {
            Self::Of(tasks) => tasks.contains(&task),
            Self::All => true,
        }
    }

    fn and(self, more: Self) -> Self {
        match (self, more) {
            (Self::Of(mut tasks), Self::Of(more)) => {
                tasks.extend(more);
                Self::Of(tasks)
            }
            _ => Self::All,
        }
    }
}

/// How far what is over was let go.
#[derive(Clone, Debug)]
pub(super) struct Past {
    patience: TimeDelta,
    /// The ends of periods up to the beginning of this one, the latest first; none before anything was read.
    ends: Option<Vec<Moment>>,
    /// When to look next.
    next: Moment,
    /// What was judged by then may be gone.
    gone: Moment,
    kept: Kept,
    /// What was let go and should not have been.
    missed: Kept,
}

impl Past {
    pub(super) fn new() -> Self {
        Self {
            patience: PATIENCE,
            ends: None,
            next: Moment::MIN_UTC,
            gone: Moment::MIN_UTC,
            kept: Kept::Of(BTreeSet::new()),
            missed: Kept::Of(BTreeSet::new()),
        }
    }

    pub(super) fn patient(self, patience: TimeDelta) -> Self {
        Self { patience, ..self }
    }

    /// What a reading knows of that comes after this one.
    pub(super) fn again(self) -> Self {
        Self { kept: self.kept.and(self.missed), ..Self::new().patient(self.patience) }
    }

    /// Whether anything was let go that should not have been.
    pub(super) fn has_missed(&self) -> bool {
        match (&self.missed, &self.kept) {
            (_, Kept::All) => false,
            (Kept::All, _) => true,
            (Kept::Of(missed), Kept::Of(kept)) => !missed.is_subset(kept),
        }
    }

    /// Something came for a task, some of which is gone, that may bring it into the period.
    pub(super) fn miss(&mut self, task: TaskNo) {
        if let Kept::Of(tasks) = &mut self.missed {
            tasks.insert(task);
        }
    }

    /// A silence may have begun before what is gone was judged.
    pub(super) fn hear_of(&mut self, gap: Gap) {
        if gap.from < self.gone {
            self.missed = Kept::All;
        }
    }

    /// The latest end of a period that has become old enough, if it is time to look.
    fn end_behind(&mut self, now: Moment, (from, to): (Moment, Moment), office: &Office) -> Option<Moment> {
        if now < self.next {
            return None;
        }
        self.next = now + STEP.min(self.patience);
        let work = office.work_time();
        let ends = self.ends.get_or_insert_with(|| {
            let ends = std::iter::successors(Some(from), |end| Some(period_before(&work, (from, to), *end)));
            ends.take_while(|end| now <= *end).collect()
        });
        let mut latest = None;
        while ends.last().is_some_and(|end| *end + self.patience < now) {
            latest = ends.pop();
        }
        self.gone = latest.unwrap_or(self.gone);
        latest
    }
}

impl Folding {
    /// Lets go of the parts that a period has judged whose end is long past, and of tasks without any.
    pub(super) fn let_go(&mut self, now: Moment) {
        // Of a period that is all ahead nothing is known, however many lie between.
        if self.cut_off < self.from || self.past.kept == Kept::All {
            return;
        }
        let Some(by) = self.past.end_behind(now, (self.from, self.to), &self.office) else { return };
        let begin = by.checked_sub_signed(ADDED_UP_BEFORE).unwrap_or(by);
        let work = &OpenTime::between(self.office.work_time(), begin, now);
        let frame = Frame { work, from: self.from, to: self.to, cut_off: now, gaps: &self.gaps };
        let kept = &self.past.kept;
        let mut whole = BTreeSet::new();
        self.parts.retain(|(no, _), part| {
            let Some(told) = self.tasks.get_mut(no) else { return false };
            let stays = kept.has(*no) || !part.is_behind(&told.task, by, &frame);
            told.is_whole &= stays;
            whole.extend(stays.then_some(*no));
            stays
        });
        self.tasks.retain(|no, told| by < told.task.deadline.at || whole.contains(no) || kept.has(*no));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_missed_is_kept_and_missed_once() {
        let mut past = Past::new();
        assert!(!past.has_missed());
        past.miss(TaskNo(1));
        assert!(past.has_missed());
        let mut past = past.again();
        past.miss(TaskNo(1));
        assert!(!past.has_missed() && past.kept.has(TaskNo(1)) && !past.kept.has(TaskNo(2)));
        past.gone = "2026-07-01T00:00:00Z".parse().unwrap();
        let gap = |from: &str| Gap { from: from.parse().unwrap(), until: "2026-07-03T00:00:00Z".parse().unwrap() };
        past.hear_of(gap("2026-07-01T00:00:00Z"));
        assert!(!past.has_missed());
        past.hear_of(gap("2026-06-30T23:59:59Z"));
        assert!(past.has_missed());
        assert_eq!(past.again().kept, Kept::All);
    }
}
