//! One part being folded: what its entries said so far, and what that makes of it at the cut-off.

use std::collections::BTreeSet;

use super::material::Material;
use super::{Fact, ItemFact, MatterFact, PartFacts, PromiseFact, PromiseOutcome, Standing};
use crate::domain::assignment::Request;
use crate::domain::calendar::WorkTime;
use crate::domain::{
    Delivery, DeptNo, Entry, EntryNo, Event, Item, Matter, Moment, Promise, Task, TaskNo, Unreachable,
};

/// A working day (wd of the formulas).
pub(super) const DAY_MINUTES: i64 = 420;
/// A day of an emergency.
const CLOCK_DAY_MINUTES: i64 = 1440;

/// An entry and its moment.
#[derive(Clone, Copy, Debug)]
pub(super) struct At {
    pub(super) at: Moment,
    pub(super) entry: EntryNo,
}

impl At {
    fn fact(self) -> Fact<Moment> {
        Fact { value: self.at, entries: vec![self.entry] }
    }
}

#[derive(Clone, Debug)]
struct Raised {
    matter: Matter,
    at: At,
    answered: Option<At>,
}

/// A request that waits for the lead, or what was ruled.
#[derive(Clone, Copy, Debug)]
struct Asked {
    request: Request,
    since: Moment,
    ended: Option<Moment>,
    refused: bool,
}

/// What the entries of one part said so far.
#[derive(Clone, Debug)]
pub(super) struct PartFolding {
    assigned: EntryNo,
    notified: Option<At>,
    unreached: Option<(Unreachable, EntryNo)>,
    responded: Option<At>,
    acknowledged: Option<At>,
    promises: Vec<(At, Promise)>,
    /// What stands of what was handed in.
    material: Material,
    nudges: Vec<At>,
    matters: Vec<Raised>,
    requests: Vec<Asked>,
    granted: Option<Moment>,
    /// The latest deadline that was brought forward after the notice: it binds on.
    binding: Option<Moment>,
    waived: bool,
    /// Calls and visits of the lead, with an answer or without.
    calls: Vec<At>,
    /// Entries that are disputed, and wait to be looked at.
    disputed: BTreeSet<EntryNo>,
    /// Entries that a dispute took out.
    corrected: Vec<EntryNo>,
}

impl PartFolding {
    pub(super) fn new(assigned: EntryNo) -> Self {
        Self {
            assigned,
            notified: None,
            unreached: None,
            responded: None,
            acknowledged: None,
            promises: Vec::new(),
            material: Material::default(),
            nudges: Vec::new(),
            matters: Vec::new(),
            requests: Vec::new(),
            granted: None,
            binding: None,
            waived: false,
            calls: Vec::new(),
            disputed: BTreeSet::new(),
            corrected: Vec::new(),
        }
    }

    pub(super) fn fold_entry(&mut self, entry: &Entry) {
        let here = At { at: entry.at, entry: entry.seq };
        match &entry.event {
            // It counts as if the department had given it here.
            Event::Relayed { way, answer, .. } => {
                self.calls.extend(way.is_effort().then_some(here));
                return self.fold_entry(&Entry { event: (**answer).clone(), ..entry.clone() });
            }
            Event::CallLogged { .. } => self.calls.push(here),
            Event::DisputeRaised { entry, .. } => _ = self.disputed.insert(*entry),
            Event::DisputeRuled { entry, .. } | Event::DisputeWithdrawn { entry, .. } => {
                self.disputed.remove(entry);
            }
            _ => {}
        }
        self.delivered(entry, here);
        self.ruled(entry);
        if self.answered(entry, here) {
            self.responded.get_or_insert(here);
        }
    }

    /// An entry of this part that a dispute took out.
    pub(super) fn correct(&mut self, entry: EntryNo) {
        self.corrected.push(entry);
    }

    fn delivered(&mut self, entry: &Entry, here: At) {
        match &entry.event {
            Event::NoticeSettled { delivery: Delivery::Sent, .. } => _ = self.notified.get_or_insert(here),
            Event::NoticeSettled { delivery: Delivery::Refused, .. } => {
                self.unreached = Some((Unreachable::Blocked, here.entry));
            }
            Event::NoticeUnreached { why, .. } => self.unreached = Some((*why, here.entry)),
            Event::NudgeSettled { touch, delivery: Delivery::Sent, .. } if !touch.stage.is_escalation() => {
                self.nudges.push(here);
            }
            Event::MatterAnswered { matter, .. } => {
                let waiting = self.matters.iter_mut().filter(|it| it.matter == *matter);
                waiting.for_each(|it| _ = it.answered.get_or_insert(here));
            }
            _ => {}
        }
    }

    fn ruled(&mut self, entry: &Entry) {
        match &entry.event {
            Event::ExtensionAsked { .. } => self.ask(Request::Extension, entry.at),
            Event::NotOursClaimed { .. } => self.ask(Request::NotOurs, entry.at),
            Event::ExtensionGranted { until, .. } => {
                self.granted = Some(*until);
                self.end(Request::Extension, entry.at, false);
            }
            Event::ExtensionRefused { .. } => self.end(Request::Extension, entry.at, true),
            Event::NotOursAgreed { .. } => {
                self.waived = true;
                self.end(Request::NotOurs, entry.at, false);
            }
            Event::NotOursRejected { .. } => self.end(Request::NotOurs, entry.at, true),
            Event::RequestWithdrawn { request, .. } => self.end(*request, entry.at, false),
            Event::Returned { items, by, .. } => self.material.send_back(items, *by),
            Event::HandInWithdrawn { of, items, by, .. } => self.material.take_back(*of, items, *by),
            _ => {}
        }
    }

    /// One that waits and is said again is the same.
    fn ask(&mut self, request: Request, since: Moment) {
        if !self.requests.iter().any(|it| it.request == request && it.ended.is_none()) {
            self.requests.push(Asked { request, since, ended: None, refused: false });
        }
    }

    fn end(&mut self, request: Request, at: Moment, refused: bool) {
        for it in self.requests.iter_mut().filter(|it| it.request == request && it.ended.is_none()) {
            (it.ended, it.refused) = (Some(at), refused);
        }
    }

    /// The task's deadline was brought forward: who was notified before is measured by the one they were told.
    pub(super) fn bring_forward(&mut self, from: Moment) {
        if self.notified.is_some() {
            self.binding = self.binding.max(Some(from));
        }
    }

    /// D of the formulas: what was granted replaces the task's, unless that was moved further; one that was brought forward
    /// after the notice does not bind.
    fn deadline(&self, task: &Task) -> Moment {
        self.granted.max(self.binding).map_or(task.deadline.at, |later| later.max(task.deadline.at))
    }

    /// Whether the department said something.
    fn answered(&mut self, entry: &Entry, here: At) -> bool {
        match &entry.event {
            Event::Acknowledged { .. } => _ = self.acknowledged.get_or_insert(here),
            Event::Promised { promise, .. } => self.promises.push((here, *promise)),
            Event::Submitted { items, .. } => self.material.hand_in(items, here),
            Event::FileAdded { entry: of, item, .. } => self.material.add(*of, *item, here),
            Event::MatterRaised { matter, .. } => {
                self.matters.push(Raised { matter: *matter, at: here, answered: None });
            }
            Event::HandInWithdrawn { .. }
            | Event::Progressed { .. }
            | Event::Hushed { .. }
            | Event::ExtensionAsked { .. }
            | Event::NotOursClaimed { .. }
            | Event::DisputeRaised { .. } => {}
            _ => return false,
        }
        true
    }

    /// What it comes to at the cut-off.
    pub(super) fn finish(
        self,
        dept: DeptNo,
        task: &Task,
        work: &WorkTime<'_>,
        cut_off: Moment,
        is_exempt: bool,
    ) -> PartFacts {
        let deadline = self.deadline(task);
        let notified = self.notified();
        let counted_from = notified.map(|notified| self.counted_from(notified.at, task, work, cut_off));
        let span = Span { work, by_the_clock: task.was_emergency() };
        let items = self.item_facts(&task.items, counted_from, span);
        let required: Vec<&ItemFact> = items.iter().filter(|item| item.required).collect();
        let complete = self.complete(&task.items);
        let late_days = complete.zip(counted_from).map(|(done, from)| span.late_days(done.at, from));
        let after = |nudge: &&At| nudge.at > deadline;
        let over = self.waived || counted_from.is_some_and(|from| task.exempts(from));
        let standing = match counted_from {
            _ if is_exempt => Standing::Exempt,
            Some(_) if task.is_called_off() => Standing::Exempt,
            _ if !self.disputed.is_empty() && (complete.is_some() || !over) => Standing::Disputed,
            _ => standing(over, counted_from, cut_off, late_days, complete.is_some(), self.material.first().is_some()),
        };
        PartFacts {
            task: task.no,
            dept,
            standing,
            notified_at: notified.map(At::fact),
            unreached: self.unreached_fact(),
            notice_minutes: notified.map(|notified| span.minutes(notified.at, deadline)),
            counted_from,
            first_response_at: self.responded.map(At::fact),
            response_minutes: notified.zip(self.responded).map(|(from, to)| span.minutes(from.at, to.at)),
            acknowledged_at: self.acknowledged.map(At::fact),
            promises: self.promise_facts(complete, cut_off),
            handed_in_at: self.material.first().map(At::fact),
            complete_at: complete.map(At::fact),
            items_required: count(required.len()),
            items_in: count(required.iter().filter(|item| item.handed_in_at.is_some()).count()),
            late_days,
            nudges_before: counted(self.nudges.iter().filter(|nudge| !after(nudge))),
            nudges_after: counted(self.nudges.iter().filter(after)),
            calls_after: self.calls_after(counted_from, work),
            disputed: self.disputed.iter().copied().collect(),
            corrected: self.corrected.clone(),
            matters: self.matter_facts(work, cut_off),
            items,
        }
    }

    /// Calls and visits behind D*, one a day.
    fn calls_after(&self, counted_from: Option<Moment>, work: &WorkTime<'_>) -> Fact<u32> {
        let mut days = BTreeSet::new();
        let late = self.calls.iter().filter(|call| counted_from.is_some_and(|from| call.at > from));
        counted(late.filter(|call| days.insert(work.local(call.at).date())))
    }

    /// N: the notice was confirmed, or an answer shows that it came.
    fn notified(&self) -> Option<At> {
        [self.notified, self.responded].into_iter().flatten().min_by_key(|at| at.entry)
    }

    fn unreached_fact(&self) -> Option<Fact<Unreachable>> {
        let (value, entry) = self.unreached?;
        self.notified().is_none().then(|| Fact { value, entries: vec![self.assigned, entry] })
    }

    /// D* of the formulas: D, pushed back by what a difficulty waited beyond a working day and by what a claim that was rejected
    /// waited; not before a working day after the notice, an emergency apart, nor after the refusal of more time that was asked
    /// for before D.
    fn counted_from(&self, notified: Moment, task: &Task, work: &WorkTime<'_>, cut_off: Moment) -> Moment {
        let deadline = self.deadline(task);
        let difficulties = self.matters.iter().filter(|it| it.matter == Matter::Difficulty);
        let (mut waited, mut seen) = (0, None);
        for it in difficulties.filter(|it| it.at.at <= deadline) {
            // One answer answers all that wait, so time that two of them share counts once.
            let begin = seen.map_or(it.at.at, |seen: Moment| seen.max(it.at.at));
            let end = it.answered.map_or(cut_off, |answered| answered.at);
            waited += (work.working_minutes(begin, end) - DAY_MINUTES).max(0);
            seen = seen.max(Some(end));
        }
        let refused = || self.requests.iter().filter(|it| it.refused);
        let claims = refused().filter(|it| it.request == Request::NotOurs && it.since <= deadline);
        waited += claims.filter_map(|it| Some(work.working_minutes(it.since, it.ended?))).sum::<i64>();
        let pushed = work.add_working_minutes(deadline, waited);
        if task.was_emergency() {
            return pushed;
        }
        let extensions = refused().filter(|it| it.request == Request::Extension && it.since <= deadline);
        let heard = extensions.filter_map(|it| it.ended).chain([notified]).max().unwrap_or(notified);
        pushed.max(work.add_working_minutes(heard, DAY_MINUTES))
    }

    fn item_facts(&self, items: &[Item], counted_from: Option<Moment>, span: Span<'_>) -> Vec<ItemFact> {
        let facts = items.iter().enumerate().map(|(place, item)| {
            let came = self.material.came(place);
            ItemFact {
                name: item.name.clone(),
                required: item.required,
                handed_in_at: came.map(At::fact),
                late_days: came.zip(counted_from).map(|(came, from)| span.late_days(came.at, from)),
            }
        });
        facts.collect()
    }

    /// When the last required item came, if all did. Without required items any hand-in is complete.
    fn complete(&self, items: &[Item]) -> Option<At> {
        let mut last = self.material.first()?;
        for (place, _) in items.iter().enumerate().filter(|(_, item)| item.required) {
            let came = self.material.came(place)?;
            last = if came.entry > last.entry { came } else { last };
        }
        Some(last)
    }

    fn promise_facts(&self, complete: Option<At>, cut_off: Moment) -> Vec<PromiseFact> {
        let next = self.promises.iter().skip(1).map(|(at, _)| Some(*at)).chain([None]);
        let facts = self.promises.iter().zip(next).map(|((given, promise), next)| {
            let due = promise.due_at;
            let kept = complete.filter(|done| done.at <= due && next.is_none_or(|next| done.entry < next.entry));
            let moved = next.filter(|next| next.at <= due);
            let (outcome, by) = match (kept, moved) {
                (Some(done), _) => (PromiseOutcome::Kept, Some(done.entry)),
                (None, Some(next)) => (PromiseOutcome::Moved, Some(next.entry)),
                (None, None) if due <= cut_off => (PromiseOutcome::Missed, None),
                (None, None) => (PromiseOutcome::Open, None),
            };
            let mut entries: Vec<EntryNo> = [given.entry].into_iter().chain(by).collect();
            entries.sort_unstable();
            PromiseFact { given_at: given.at, due_at: due, make_up: promise.make_up, outcome, entries }
        });
        facts.collect()
    }

    fn matter_facts(&self, work: &WorkTime<'_>, cut_off: Moment) -> Vec<MatterFact> {
        let facts = self.matters.iter().map(|it| {
            let end = it.answered.map_or(cut_off, |answered| answered.at);
            MatterFact {
                matter: it.matter,
                raised_at: it.at.at,
                answered_at: it.answered.map(|answered| answered.at),
                waited_minutes: work.working_minutes(it.at.at, end),
                entries: [Some(it.at), it.answered].into_iter().flatten().map(|at| at.entry).collect(),
            }
        });
        facts.collect()
    }
}

/// How time is counted: in working time, an emergency's by the clock.
#[derive(Clone, Copy)]
struct Span<'a> {
    work: &'a WorkTime<'a>,
    by_the_clock: bool,
}

impl Span<'_> {
    fn minutes(&self, from: Moment, to: Moment) -> i64 {
        if self.by_the_clock { (to - from).num_minutes().max(0) } else { self.work.working_minutes(from, to) }
    }

    /// Late days (l of the formulas).
    fn late_days(&self, came: Moment, from: Moment) -> i64 {
        if came <= from {
            return 0;
        }
        let day = if self.by_the_clock { CLOCK_DAY_MINUTES } else { DAY_MINUTES };
        ((self.minutes(from, came) + day - 1) / day).max(1)
    }
}

fn standing(
    over: bool,
    from: Option<Moment>,
    cut_off: Moment,
    late: Option<i64>,
    complete: bool,
    any: bool,
) -> Standing {
    let Some(from) = from else { return Standing::Unreached };
    match (complete, any) {
        (false, _) if over => Standing::Exempt,
        (true, _) if late.unwrap_or(0) == 0 => Standing::OnTime,
        (true, _) => Standing::Late,
        (false, _) if cut_off < from => Standing::Open,
        (false, true) => Standing::Partial,
        (false, false) => Standing::Missing,
    }
}

fn counted<'a>(nudges: impl Iterator<Item = &'a At>) -> Fact<u32> {
    let entries: Vec<EntryNo> = nudges.map(|nudge| nudge.entry).collect();
    Fact { value: count(entries.len()), entries }
}

pub(super) fn count(of: usize) -> u32 {
    u32::try_from(of).unwrap_or(u32::MAX)
}

/// Where a part's entry belongs.
pub(super) type Key = (TaskNo, DeptNo);
