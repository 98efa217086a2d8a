//! One part being folded: what its entries said so far. [`measure`] makes facts of it at the cut-off.

mod matters;
mod measure;
mod promises;
mod span;

use std::collections::BTreeSet;

use super::Fact;
use super::entries::Noted;
use super::material::Material;
use crate::domain::assignment::Request;
use crate::domain::{
    Actor, Delivery, DeptNo, Entry, EntryNo, Event, Matter, Moment, Promise, Stage, Task, TaskNo, Unreachable,
};

pub(super) use measure::{Frame, Gap, period_before};
pub(super) use span::{DAY_MINUTES, Span};

/// Where a part's entry belongs.
pub(super) type Key = (TaskNo, DeptNo);

/// An entry and its moments.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stamp {
    /// From when it counts: an answer from when it was given.
    pub(super) at: Moment,
    /// When it was entered: before that the lead could not know of it.
    pub(super) heard: Moment,
    pub(super) entry: EntryNo,
}

impl Stamp {
    pub(super) fn of(entry: &Entry) -> Self {
        Self { at: entry.said_at(), heard: entry.at, entry: entry.seq }
    }

    /// For finding the first: answers may be heard in another order than they were given.
    pub(super) fn order(&self) -> (Moment, EntryNo) {
        (self.at, self.entry)
    }

    pub(super) fn fact(self) -> Fact<Moment> {
        Fact { value: self.at, entries: vec![self.entry] }
    }
}

#[derive(Clone, Debug)]
struct Raised {
    matter: Matter,
    at: Stamp,
    answered: Option<Stamp>,
    /// All came in before it was answered.
    settled: Option<Stamp>,
}

/// A request that waits for the lead, or what became of it.
#[derive(Clone, Copy, Debug)]
struct Asked {
    request: Request,
    since: Stamp,
    ended: Option<Stamp>,
    how: Ruled,
}

/// How a request ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ruled {
    /// It waits.
    Not,
    /// The lead ruled for it.
    For,
    /// The lead ruled against it.
    Against,
    /// All came in before.
    Settled,
    /// The department took it back, or gave a date, which says that more time is not needed.
    TakenBack,
}

/// A date that was given, or granted on request.
#[derive(Clone, Copy, Debug)]
struct Dated {
    given: Stamp,
    /// When the department asked for it or gave it: what it replaces was replaced then.
    said_at: Moment,
    promise: Promise,
    granted: bool,
}

/// A nudge that arrived.
#[derive(Clone, Copy, Debug)]
struct Nudge {
    at: Stamp,
    stage: Stage,
}

/// A stretch in which all that is required was in, and the lead had not looked at it.
#[derive(Clone, Copy, Debug)]
struct Round {
    since: Stamp,
    ended: Option<Stamp>,
    /// Accepted by the office's rule, since nobody had looked.
    by_rule: bool,
    /// Taken back before anybody looked.
    taken_back: bool,
}

/// What the entries of one part said so far.
#[derive(Clone, Debug)]
pub(super) struct PartFolding {
    /// What its figures may turn out to stand on.
    pub(super) noted: Noted,
    assigned: EntryNo,
    /// N: the notice was confirmed, or an answer shows that it came.
    notified: Option<Stamp>,
    unreached: Option<(Unreachable, EntryNo)>,
    responded: Option<Stamp>,
    acknowledged: Option<Stamp>,
    dates: Vec<Dated>,
    /// What stands of what was handed in.
    material: Material,
    rounds: Vec<Round>,
    nudges: Vec<Nudge>,
    matters: Vec<Raised>,
    requests: Vec<Asked>,
    granted: Option<Moment>,
    /// The latest deadline that was brought forward after the notice: it binds on.
    binding: Option<Moment>,
    /// What the lead changed after the notice: a deadline brought forward, other materials.
    unstable: Vec<EntryNo>,
    waived: Option<Stamp>,
    /// Calls and visits of the lead, with an answer or without.
    calls: Vec<Stamp>,
    /// Entries that are disputed, and wait to be looked at.
    disputed: BTreeSet<EntryNo>,
    /// Entries that a dispute took out.
    corrected: Vec<EntryNo>,
}

impl PartFolding {
    pub(super) fn new(assigned: EntryNo) -> Self {
        Self {
            noted: Noted::default(),
            assigned,
            notified: None,
            unreached: None,
            responded: None,
            acknowledged: None,
            dates: Vec::new(),
            material: Material::default(),
            rounds: Vec::new(),
            nudges: Vec::new(),
            matters: Vec::new(),
            requests: Vec::new(),
            granted: None,
            binding: None,
            unstable: Vec::new(),
            waived: None,
            calls: Vec::new(),
            disputed: BTreeSet::new(),
            corrected: Vec::new(),
        }
    }

    /// Reads the part's next entry, of this task as it is then.
    pub(super) fn fold_entry(&mut self, entry: &Entry, task: &Task) {
        let here = Stamp::of(entry);
        match &entry.event {
            // It counts as if the department had given it here.
            Event::Relayed { way, answer, .. } => {
                self.calls.extend(way.is_effort().then_some(Stamp { at: here.heard, ..here }));
                return self.fold_entry(&Entry { event: (**answer).clone(), ..entry.clone() }, task);
            }
            Event::CallLogged { .. } => self.calls.push(here),
            event => self.argue(event),
        }
        self.delivered(&entry.event, here);
        self.ruled(&entry.event, here);
        self.looked_at(entry, here);
        if self.answered(&entry.event, here) {
            // An answer shows that the notice came.
            self.notified.get_or_insert(here);
            self.responded = self.responded.into_iter().chain([here]).min_by_key(Stamp::order);
        }
        let came = matches!(entry.event, Event::Submitted { .. } | Event::FileAdded { .. });
        self.take_stock(task, here, came);
    }

    /// Which entry a dispute is about; none for what is no dispute.
    pub(super) fn argues_of(event: &Event) -> Option<EntryNo> {
        match event {
            Event::DisputeRaised { entry, .. }
            | Event::DisputeRuled { entry, .. }
            | Event::DisputeWithdrawn { entry, .. } => Some(*entry),
            _ => None,
        }
    }

    /// Which entries wait to be looked at.
    pub(super) fn argue(&mut self, event: &Event) {
        if let Some(entry) = Self::argues_of(event) {
            match event {
                Event::DisputeRaised { .. } => self.disputed.insert(entry),
                _ => self.disputed.remove(&entry),
            };
        }
    }

    /// An entry of this part that a dispute took out.
    pub(super) fn correct(&mut self, entry: EntryNo) {
        self.corrected.push(entry);
    }

    fn delivered(&mut self, event: &Event, here: Stamp) {
        match event {
            Event::NoticeSettled { delivery: Delivery::Sent, .. } => _ = self.notified.get_or_insert(here),
            Event::NoticeSettled { delivery: Delivery::Refused, .. } => {
                self.unreached = Some((Unreachable::Blocked, here.entry));
            }
            Event::NoticeUnreached { why, .. } => self.unreached = Some((*why, here.entry)),
            Event::NudgeSettled { touch, delivery: Delivery::Sent, .. } if !touch.stage.is_escalation() => {
                put(&mut self.nudges, Nudge { at: here, stage: touch.stage });
            }
            Event::MatterAnswered { matter, .. } => {
                let waiting = self.matters.iter_mut().filter(|it| it.matter == *matter);
                waiting.for_each(|it| _ = it.answered.get_or_insert(here));
            }
            _ => {}
        }
    }

    fn ruled(&mut self, event: &Event, here: Stamp) {
        match event {
            Event::ExtensionAsked { .. } => self.ask(Request::Extension, here),
            Event::NotOursClaimed { .. } => self.ask(Request::NotOurs, here),
            Event::ExtensionGranted { until, .. } => {
                let asked =
                    self.requests.iter().rev().find(|it| it.request == Request::Extension && it.ended.is_none());
                let said_at = asked.map_or(here.at, |it| it.since.at);
                let promise = Promise { due_at: *until, make_up: false };
                put(&mut self.dates, Dated { given: here, said_at, promise, granted: true });
                self.granted = Some(*until);
                self.material.correct_by(*until);
                self.end(Request::Extension, here, Ruled::For);
            }
            Event::ExtensionRefused { .. } => self.end(Request::Extension, here, Ruled::Against),
            Event::NotOursAgreed { .. } => {
                self.waived = Some(here);
                self.end(Request::NotOurs, here, Ruled::For);
                self.end(Request::Extension, here, Ruled::Settled);
            }
            Event::NotOursRejected { .. } => self.end(Request::NotOurs, here, Ruled::Against),
            Event::RequestWithdrawn { request, .. } => self.end(*request, here, Ruled::TakenBack),
            Event::Promised { .. } => self.end(Request::Extension, here, Ruled::TakenBack),
            _ => {}
        }
    }

    fn looked_at(&mut self, entry: &Entry, here: Stamp) {
        match &entry.event {
            // Nobody looked: the department has it accepted, the lead has not met what it owed.
            Event::Accepted { .. } if entry.actor == Actor::Machine => {
                self.material.accept_unseen(here);
                if let Some(round) = self.rounds.last_mut().filter(|round| round.ended.is_none()) {
                    (round.ended, round.by_rule) = (Some(here), true);
                }
                return;
            }
            Event::Accepted { .. } => self.material.accept(here),
            Event::Returned { items, flaw, by, .. } => self.material.send_back(items, *flaw, *by, here),
            Event::HandInWithdrawn { of, items, by, .. } => {
                self.material.take_back(*of, items, *by, here);
                return;
            }
            _ => return,
        }
        if let Some(round) = self.rounds.last_mut() {
            round.ended.get_or_insert(here);
        }
    }

    /// Whether all is in decides when the lead's look is awaited, and leaves nothing to be ruled on.
    fn take_stock(&mut self, task: &Task, here: Stamp, came: bool) {
        let complete = self.complete(task).is_some();
        let waits = self.rounds.last().is_some_and(|round| round.ended.is_none());
        if complete && !waits && self.material.waits() {
            put(&mut self.rounds, Round { since: here, ended: None, by_rule: false, taken_back: false });
        } else if !complete && let Some(round) = self.rounds.last_mut().filter(|round| round.ended.is_none()) {
            (round.ended, round.taken_back) = (Some(here), true);
        }
        if complete && came {
            self.end(Request::Extension, here, Ruled::Settled);
            self.end(Request::NotOurs, here, Ruled::Settled);
            let open = self.matters.iter_mut().filter(|it| it.answered.is_none());
            open.for_each(|it| _ = it.settled.get_or_insert(here));
        }
    }

    /// One that waits and is said again is the same, from when it was said first.
    fn ask(&mut self, request: Request, since: Stamp) {
        match self.requests.iter_mut().find(|it| it.request == request && it.ended.is_none()) {
            Some(before) => before.since.at = before.since.at.min(since.at),
            None => put(&mut self.requests, Asked { request, since, ended: None, how: Ruled::Not }),
        }
    }

    fn end(&mut self, request: Request, at: Stamp, how: Ruled) {
        for it in self.requests.iter_mut().filter(|it| it.request == request && it.ended.is_none()) {
            (it.ended, it.how) = (Some(at), how);
        }
    }

    /// The task's deadline was brought forward: who was notified before is measured by the one they were told.
    pub(super) fn bring_forward(&mut self, from: Moment, entry: EntryNo) {
        if self.notified.is_some() {
            self.binding = self.binding.max(Some(from));
            self.unstable.push(entry);
        }
    }

    /// What is asked for changed.
    pub(super) fn change_ask(&mut self, entry: EntryNo) {
        if self.notified.is_some() {
            self.unstable.push(entry);
        }
    }

    /// Whether the department said something.
    fn answered(&mut self, event: &Event, here: Stamp) -> bool {
        match event {
            Event::Acknowledged { .. } => _ = self.acknowledged.get_or_insert(here),
            Event::Promised { promise, .. } => {
                put(&mut self.dates, Dated { given: here, said_at: here.at, promise: *promise, granted: false });
            }
            Event::Submitted { items, .. } => self.material.hand_in(items, here),
            Event::FileAdded { entry: of, item, .. } => self.material.add(*of, *item, here),
            Event::MatterRaised { matter, .. } => {
                put(&mut self.matters, Raised { matter: *matter, at: here, answered: None, settled: None });
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

    /// The task was closed: what is in counts as it is.
    pub(super) fn close(&mut self, here: Stamp) {
        self.material.accept(here);
        if let Some(round) = self.rounds.last_mut() {
            round.ended.get_or_insert(here);
        }
    }

    /// When the last required item came, if all did. Without required items any hand-in is complete.
    fn complete(&self, task: &Task) -> Option<Stamp> {
        let required = task.items.iter().enumerate().filter(|(_, item)| item.required);
        let came: Option<Vec<Stamp>> = required.map(|(place, _)| self.material.came(place)).collect();
        came?.into_iter().max_by_key(Stamp::order).or_else(|| self.material.first())
    }
}

/// Adds one more. Most parts have one of a kind, and there are many parts: so the first few take no more memory than they need.
pub(super) fn put<T>(all: &mut Vec<T>, one: T) {
    if all.len() < 4 {
        all.reserve_exact(1);
    }
    all.push(one);
}

pub(super) fn count(of: usize) -> u32 {
    u32::try_from(of).unwrap_or(u32::MAX)
}
