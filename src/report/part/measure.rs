//! A part at the cut-off: D*, whether it belongs to the period and counts, and its facts.

use std::collections::BTreeSet;

use chrono::{Datelike, Months, NaiveDateTime, NaiveTime, TimeDelta};

use super::matters::REVIEW_MINUTES;
use super::{DAY_MINUTES, Nudge, PartFolding, Raised, Ruled, Span, Stamp, count};
use crate::domain::assignment::Request;
use crate::domain::calendar::{OpenTime, WorkTime};
use crate::domain::policy::{Class, class};
use crate::domain::{DeptNo, EntryNo, Item, Matter, Moment, Stage, Task, Unreachable};
use crate::report::score::Scoring;
use crate::report::{Acceptance, Duty, Fact, ItemFact, LeadDuties, Left, Pace, PartFacts, Standing};

/// Notice that a lead owes (L1), in working minutes.
const NOTICE_MINUTES: i64 = 3 * DAY_MINUTES;
/// 不归我们 said so soon after the notice helps, in working minutes.
const HELPFUL_MINUTES: i64 = 2 * DAY_MINUTES;

/// A stretch in which the service was away: nobody is late by it.
#[derive(Clone, Copy, Debug)]
pub(in crate::report) struct Gap {
    pub(in crate::report) from: Moment,
    pub(in crate::report) until: Moment,
}

/// What the parts of a report have in common.
pub(in crate::report) struct Frame<'a> {
    pub(in crate::report) work: &'a OpenTime<'a>,
    /// D* counts if it is later than this…
    pub(in crate::report) from: Moment,
    /// …and not later than this.
    pub(in crate::report) to: Moment,
    pub(in crate::report) cut_off: Moment,
    /// In order.
    pub(in crate::report) gaps: &'a [Gap],
}

/// Where the period before one that ends then began: as many whole months before as this period has, or as long before.
pub(in crate::report) fn period_before(work: &WorkTime<'_>, (from, to): (Moment, Moment), end: Moment) -> Moment {
    let (first, last) = (work.local(from), work.local(to));
    let month = |wall: NaiveDateTime| 12 * i64::from(wall.year()) + i64::from(wall.month());
    let whole = [first, last].iter().all(|wall| wall.day() == 1 && wall.time() == NaiveTime::MIN);
    let months = u32::try_from(month(last) - month(first)).ok().filter(|months| whole && *months > 0).map(Months::new);
    match months.and_then(|months| work.local(end).checked_sub_months(months)) {
        Some(wall) => work.at(wall),
        None => end - (to - from).max(TimeDelta::days(1)),
    }
}

/// What of a part the formulas need, once.
struct Looked<'a> {
    frame: &'a Frame<'a>,
    task: &'a Task,
    span: Span<'a>,
    /// D of the formulas without what was granted: what a warning is measured by.
    asked_by: Moment,
    /// D.
    deadline: Moment,
    notified: Option<Stamp>,
    /// D*.
    due: Option<Moment>,
    complete: Option<Stamp>,
    pace: Pace,
}

impl Looked<'_> {
    /// After D*, and not about a correction.
    fn is_overdue(&self, nudge: &Nudge) -> bool {
        let planned = matches!(
            nudge.stage,
            Stage::Check | Stage::Before(_) | Stage::LastDay | Stage::EmergencyCheck | Stage::EmergencyBefore
        );
        !planned && self.due.is_some_and(|due| nudge.at.at > due)
    }
}

impl PartFolding {
    /// What it comes to at the cut-off; none if it belongs to another period.
    pub(in crate::report) fn measure(
        &self,
        dept: DeptNo,
        task: &Task,
        frame: &Frame<'_>,
        is_exempt: bool,
    ) -> Option<PartFacts> {
        let span = Span { work: frame.work, by_the_clock: task.was_emergency() };
        let asked_by = self.asked_by(task);
        let deadline = self.deadline(asked_by);
        let notified = self.notified;
        let complete = self.complete(task);
        let due = notified.map(|notified| self.counted_from(notified.at, deadline, span, frame));
        let carried = self.is_carried(due.unwrap_or(deadline), deadline, frame)?;
        let pace = Pace::of(frame.work, span, notified.map_or(task.published_at, |at| at.at), asked_by);
        let looked = Looked { frame, task, span, asked_by, deadline, notified, due, complete, pace };
        let mut facts = self.facts(dept, &looked, is_exempt);
        facts.carried = carried;
        facts.left = self.left(&looked, facts.standing);
        facts.score = facts.left.is_none().then(|| self.scoring(&looked, &facts).score());
        Some(facts)
    }

    /// Whether it comes from an earlier period, in which nobody could say yet what it would come to; none if it does not belong to
    /// this one.
    fn is_carried(&self, due: Moment, deadline: Moment, frame: &Frame<'_>) -> Option<bool> {
        if frame.from < due && due <= frame.to {
            return Some(false);
        }
        (due <= frame.from && !self.was_judged(due, deadline, frame.from, frame)).then_some(true)
    }

    /// Whether a period that ended by then has judged it: since D* it was undecided at the end of each, else one has.
    fn was_judged(&self, due: Moment, deadline: Moment, by: Moment, frame: &Frame<'_>) -> bool {
        let work = frame.work.work();
        let ends = std::iter::successors(Some(by), |end| Some(period_before(&work, (frame.from, frame.to), *end)));
        let mut ends = ends.take_while(|end| due <= *end);
        ends.any(|end| !self.waited_at(end, deadline) && !self.is_undecided(end, frame.work))
    }

    /// Whether a period that ended by `by`, the end of one, has judged it as far as is known at the cut-off.
    pub(in crate::report) fn is_behind(&self, task: &Task, by: Moment, frame: &Frame<'_>) -> bool {
        let Some(notified) = self.notified else { return false };
        let span = Span { work: frame.work, by_the_clock: task.was_emergency() };
        let deadline = self.deadline(self.asked_by(task));
        let due = self.counted_from(notified.at, deadline, span, frame);
        self.was_judged(due, deadline, by, frame)
    }

    /// D of the formulas without what was granted.
    fn asked_by(&self, task: &Task) -> Moment {
        self.binding.map_or(task.deadline.at, |later| later.max(task.deadline.at))
    }

    /// D, from the same without what was granted.
    fn deadline(&self, asked_by: Moment) -> Moment {
        self.granted.map_or(asked_by, |granted| granted.max(asked_by))
    }

    fn is_undecided(&self, at: Moment, work: &OpenTime<'_>) -> bool {
        self.material.is_undecided(at, |since| work.working_minutes(since, at) <= REVIEW_MINUTES)
    }

    fn facts(&self, dept: DeptNo, looked: &Looked<'_>, is_exempt: bool) -> PartFacts {
        let Looked { frame, task, span, .. } = *looked;
        let items = self.item_facts(looked);
        let required: Vec<&ItemFact> = items.iter().filter(|item| item.required).collect();
        let late_days = looked.complete.zip(looked.due).map(|(done, from)| span.late_days(done.at, from));
        let is_overdue = |nudge: &&Nudge| looked.is_overdue(nudge);
        PartFacts {
            task: task.no,
            dept,
            standing: self.standing(looked, late_days, is_exempt),
            pace: looked.pace,
            asked_by: looked.asked_by,
            deadline_at: looked.deadline,
            notified_at: looked.notified.map(Stamp::fact),
            unreached: self.unreached_fact(),
            notice_minutes: looked.notified.map(|notified| span.minutes(notified.at, looked.asked_by)),
            counted_from: looked.due,
            first_response_at: self.responded.map(Stamp::fact),
            response_minutes: looked.notified.zip(self.responded).map(|(from, to)| span.minutes(from.at, to.at)),
            acknowledged_at: self.acknowledged.map(Stamp::fact),
            promises: self.promise_facts(looked.complete, frame.cut_off, span),
            handed_in_at: self.material.first().map(Stamp::fact),
            complete_at: looked.complete.map(Stamp::fact),
            items_required: count(required.len()),
            items_in: count(required.iter().filter(|item| item.handed_in_at.is_some()).count()),
            late_days,
            nudges_before: counted(self.nudges.iter().filter(|nudge| !is_overdue(nudge)).map(|nudge| nudge.at)),
            nudges_after: counted(self.nudges.iter().filter(is_overdue).map(|nudge| nudge.at)),
            calls_after: self.calls_after(looked),
            disputed: self.disputed.iter().copied().collect(),
            corrected: self.corrected.clone(),
            matters: self.matter_facts(frame.work, frame.cut_off),
            helpful: self.helpful(looked),
            duties: self.duties(looked),
            carried: false,
            left: None,
            score: None,
            items,
        }
    }

    fn standing(&self, looked: &Looked<'_>, late: Option<i64>, is_exempt: bool) -> Standing {
        let Some(due) = looked.due else {
            return if is_exempt { Standing::Exempt } else { Standing::Unreached };
        };
        let complete = looked.complete.is_some();
        let over = looked.task.exempts(due);
        match complete {
            _ if is_exempt || looked.task.is_called_off() || self.waived.is_some() => Standing::Exempt,
            _ if !self.disputed.is_empty() && (complete || !over) => Standing::Disputed,
            false if over => Standing::Exempt,
            true if late.unwrap_or(0) == 0 => Standing::OnTime,
            true => Standing::Late,
            false if looked.frame.cut_off < due => Standing::Open,
            false if self.material.first().is_some() => Standing::Partial,
            false => Standing::Missing,
        }
    }

    /// Why it does not count; none if it does.
    fn left(&self, looked: &Looked<'_>, standing: Standing) -> Option<Left> {
        let cut_off = looked.frame.cut_off;
        match standing {
            Standing::Unreached => Some(Left::Unreached),
            Standing::Exempt => Some(Left::Exempt),
            Standing::Disputed => Some(Left::Disputed),
            _ if self.is_undecided(cut_off, looked.frame.work) => Some(Left::InReview),
            _ if looked.due.is_none_or(|due| cut_off < due) => Some(Left::Open),
            _ => None,
        }
    }

    /// D* of the formulas: D, pushed back by what a difficulty waited beyond a working day, by what a claim that was rejected
    /// waited, and by the working time for which the service was away; not before a working day after the notice, an emergency
    /// apart, nor after the refusal of more time that was asked for before D. What still waits for the lead moves it behind the
    /// cut-off, so nobody is measured meanwhile; when all came in, it counts as ruled.
    fn counted_from(&self, notified: Moment, deadline: Moment, span: Span<'_>, frame: &Frame<'_>) -> Moment {
        let mut waited = 0;
        let mut seen = None;
        let in_time = self.matters.iter().filter(|it| it.matter == Matter::Difficulty && it.at.at <= deadline);
        let mut in_time: Vec<&Raised> = in_time.collect();
        in_time.sort_by_key(|it| it.at.order());
        for it in in_time {
            // One answer answers all that wait, so time that two of them share counts once.
            let begin = seen.map_or(it.at.at, |seen: Moment| seen.max(it.at.at));
            let end = it.ended().unwrap_or(frame.cut_off);
            waited += (span.minutes(begin, end) - DAY_MINUTES).max(0);
            seen = seen.max(Some(end));
        }
        let heard = |request| {
            let asked = self.requests.iter().filter(move |it| it.request == request && it.since.at <= deadline);
            asked
                .filter(|it| matches!(it.how, Ruled::Not | Ruled::Against | Ruled::Settled))
                .map(|it| (it.since.at, it.ended.map_or(frame.cut_off, |at| at.at)))
        };
        waited += heard(Request::NotOurs).map(|(since, ended)| span.minutes(since, ended)).sum::<i64>();
        let mut due = span.after(deadline, waited);
        if !span.by_the_clock {
            let heard = heard(Request::Extension).map(|(_, ended)| ended).chain([notified]).max().unwrap_or(notified);
            due = due.max(span.after(heard, DAY_MINUTES));
        }
        for gap in frame.gaps.iter().filter(|gap| gap.until > notified) {
            if gap.from < due {
                due = span.after(due, span.minutes(gap.from.max(notified), gap.until));
            }
        }
        if self.waited_at(frame.cut_off, deadline) { due.max(span.after(frame.cut_off, DAY_MINUTES)) } else { due }
    }

    /// Whether something that was brought before the lead by the deadline waited then.
    fn waited_at(&self, then: Moment, deadline: Moment) -> bool {
        let difficulties = self.matters.iter().filter(|it| it.matter == Matter::Difficulty);
        let waits = difficulties.map(|it| (it.at, it.known_ended()));
        let requests = self.requests.iter().map(|it| (it.since, it.ended.map(|at| at.heard)));
        // As far as it was known then.
        waits
            .chain(requests)
            .any(|(since, ended)| since.at <= deadline && since.heard <= then && ended.is_none_or(|ended| ended > then))
    }

    fn item_facts(&self, looked: &Looked<'_>) -> Vec<ItemFact> {
        let facts = looked.task.items.iter().enumerate().map(|(place, item): (usize, &Item)| {
            let came = self.material.came(place);
            let acceptance = match (came, self.material.accepted(place)) {
                (None, _) => Acceptance::None,
                (Some(_), Some(by)) => Acceptance::Accepted { by },
                (Some(_), None) => Acceptance::Provisional,
            };
            ItemFact {
                name: item.name.clone(),
                required: item.required,
                handed_in_at: came.map(Stamp::fact),
                late_days: came.zip(looked.due).map(|(came, from)| looked.span.late_days(came.at, from)),
                acceptance,
                faults: self.material.faults(place).to_vec(),
            }
        });
        facts.collect()
    }

    /// Calls and visits behind D*, one a day.
    fn calls_after(&self, looked: &Looked<'_>) -> Fact<u32> {
        let mut days = BTreeSet::new();
        let late = self.calls.iter().copied().filter(|call| looked.due.is_some_and(|due| call.at > due));
        counted(late.filter(|call| days.insert(looked.frame.work.local(call.at).date())))
    }

    fn unreached_fact(&self) -> Option<Fact<Unreachable>> {
        let (value, entry) = self.unreached?;
        self.notified.is_none().then(|| Fact { value, entries: vec![self.assigned, entry] })
    }

    /// It was another's, and they said so within two working days.
    fn helpful(&self, looked: &Looked<'_>) -> Option<Vec<EntryNo>> {
        let (agreed, notified) = (self.waived?, looked.notified?);
        let claim = self.requests.iter().rev().find(|it| it.request == Request::NotOurs)?;
        let soon = looked.frame.work.working_minutes(notified.at, claim.since.at) <= HELPFUL_MINUTES;
        soon.then(|| vec![claim.since.entry, agreed.entry])
    }

    /// The lead's side of this part.
    fn duties(&self, looked: &Looked<'_>) -> LeadDuties {
        let Looked { frame, span, .. } = *looked;
        let Some(notified) = looked.notified else { return LeadDuties::default() };
        let enough = span.by_the_clock || span.minutes(notified.at, looked.asked_by) >= NOTICE_MINUTES;
        let stable = [notified.entry].into_iter().chain(self.unstable.iter().copied()).collect();
        LeadDuties {
            notice: Some(Duty { met: enough, entries: vec![notified.entry] }),
            stable: Some(Duty { met: self.unstable.is_empty(), entries: stable }),
            reviews: self.review_duties(span, frame.cut_off),
            answers: self.answer_duties(span, frame.cut_off),
        }
    }

    fn scoring<'a>(&'a self, looked: &Looked<'a>, facts: &'a PartFacts) -> Scoring<'a> {
        let due = looked.due.unwrap_or(looked.deadline);
        let beyond = |date: &&super::Dated| !date.granted && date.promise.due_at > looked.asked_by;
        let raised = [
            self.requests.iter().map(|it| it.since).min_by_key(Stamp::order),
            self.matters.iter().filter(|it| it.matter == Matter::Difficulty).map(|it| it.at).min_by_key(Stamp::order),
        ];
        let raised = raised.into_iter().flatten().min_by_key(Stamp::order);
        let warned = raised.into_iter().chain(self.dates.iter().find(beyond).map(|date| date.given));
        Scoring {
            facts,
            span: looked.span,
            raised: raised.is_some(),
            warned: warned.min_by_key(Stamp::order),
            first_nudge: self.nudges.first().map(|nudge| nudge.at),
            first_try: self.material.first_try(due),
            unseen: facts
                .items
                .iter()
                .enumerate()
                .filter(|(place, _)| !self.material.was_seen(*place))
                .map(|(place, _)| place)
                .collect(),
        }
    }
}

impl Pace {
    fn of(work: &OpenTime<'_>, span: Span<'_>, notified: Moment, asked_by: Moment) -> Self {
        match class(work.work(), notified, asked_by) {
            _ if span.by_the_clock => Self::Emergency,
            Class::Short => Self::Short,
            Class::Medium => Self::Medium,
            Class::Long => Self::Long,
        }
    }
}

fn counted(of: impl Iterator<Item = Stamp>) -> Fact<u32> {
    let entries: Vec<EntryNo> = of.map(|at| at.entry).collect();
    Fact { value: count(entries.len()), entries }
}
