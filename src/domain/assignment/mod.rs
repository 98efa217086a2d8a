//! An assignment: one department's part in one task. Facets that move on their own: delivery, plan, open matter, work.

mod answer;
mod correct;
mod dispute;
mod material;
mod offline;
mod request;
mod review;

use std::collections::BTreeSet;

use chrono::{NaiveDate, TimeDelta};
use serde::{Deserialize, Serialize};

use super::{
    Actor, Delivery, DeptNo, Entry, EntryNo, Escalation, Event, Matter, Moment, PersonId, Promise, Stage, Task, TaskNo,
    Touch, Unreachable, Words,
};

pub use answer::{Answer, View, add_file, decide, renew, reply};
pub use dispute::{
    Complaint, Decision, Dispute, Finding, Verdict, can_be_disputed, is_party, raise_dispute, rule_dispute,
    withdraw_dispute,
};
pub use material::{HandIn, Handed, Kept, Material};
pub use offline::{Way, log_call, relay};
pub use request::{Claim, Extension, Ground, Outcome, Request, Requests, Ruling, rule};
pub use review::{Flaw, Returned, Review, accept, send_back};

/// How far the ask has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Notice {
    /// To be sent at the next opening of the working day; at once if the contact is there.
    Waiting {
        /// Since when.
        since: Moment,
        /// The contact just joined or came back: hours do not matter.
        at_once: bool,
    },
    /// Given to the outbox.
    Queued {
        /// For whom.
        person: PersonId,
        /// When.
        at: Moment,
    },
    /// Delivered: the notice (N of the formulas) counts from here.
    Sent {
        /// To whom.
        person: PersonId,
        /// When.
        at: Moment,
    },
    /// It may or may not have arrived.
    Unknown {
        /// To whom.
        person: PersonId,
        /// When it left.
        at: Moment,
    },
    /// Nobody to write to.
    Unreached {
        /// Why.
        why: Unreachable,
    },
}

/// One part of a task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assignment {
    /// Which task.
    pub task: TaskNo,
    /// Whose part.
    pub dept: DeptNo,
    /// Delivery of the ask.
    pub notice: Notice,
    /// The entry of the last answer: what a receipt names.
    pub answered_in: Option<EntryNo>,
    /// First answer of any kind.
    pub responded_at: Option<Moment>,
    /// 收到.
    pub acknowledged_at: Option<Moment>,
    /// The date in force.
    pub promise: Option<Promise>,
    /// Every date given so far, and when: each was to leave the plan no fuller than it found it.
    #[serde(default)]
    pub dates: Vec<(Moment, Promise)>,
    /// Last word that it is under way or waiting for a signature.
    pub progressed_at: Option<Moment>,
    /// No nudge on this date.
    pub hushed_on: Option<NaiveDate>,
    /// What had been looked at when that was said: later touches of that day move behind it.
    #[serde(default)]
    pub hushed_after: Option<Moment>,
    /// A difficulty that waits for the lead.
    pub difficulty_since: Option<Moment>,
    /// Who raised it, and in which words.
    #[serde(default)]
    pub difficulty: Option<(PersonId, Words)>,
    /// Since when the oldest question waits for the lead's answer. Asking goes on meanwhile.
    #[serde(default)]
    pub question_since: Option<Moment>,
    /// Who asked last, and in which words.
    #[serde(default)]
    pub question: Option<(PersonId, Words)>,
    /// What the lead made of what is in.
    #[serde(default)]
    pub review: Review,
    /// What stands of what was handed in.
    #[serde(default)]
    pub material: Material,
    /// What else was asked of the lead, and what was ruled.
    #[serde(default)]
    pub requests: Requests,
    /// Entries that the department holds to be wrong, in order.
    #[serde(default)]
    pub disputes: Vec<Dispute>,
    /// Items that are in, by their place from 0.
    pub received: BTreeSet<usize>,
    /// Last hand-in, as it was given.
    pub submitted_at: Option<Moment>,
    /// Every required item is in since.
    pub complete_at: Option<Moment>,
    /// The last touch given to the outbox or left out, or the last answer; the planner looks only behind it, so that no
    /// answer brings back a touch whose moment had passed.
    pub looked_at: Option<Moment>,
    /// A touch that was put off, and until when.
    pub waiting: Option<(Touch, Moment)>,
    /// Touches that reached the contact.
    pub nudged: Vec<Touch>,
    /// When the lead was told to phone about an emergency.
    #[serde(default)]
    pub call_advised_at: Option<Moment>,
    /// When a touch last went to the outbox, or out.
    #[serde(default)]
    pub touched_at: Option<Moment>,
    /// When the lead last asked for a nudge by hand; none once it was answered.
    #[serde(default)]
    pub asked_at: Option<Moment>,
    /// Since when the lead sees to it in person.
    #[serde(default)]
    pub held_since: Option<Moment>,
    /// A word to deputy or leader that the lead asked for.
    #[serde(default)]
    pub escalation: Option<Escalation>,
}

impl Assignment {
    /// The assignment after this entry. `required` are the places of the task's required items.
    #[must_use]
    pub fn apply(this: Option<Self>, entry: &Entry, required: &BTreeSet<usize>) -> Option<Self> {
        match &entry.event {
            Event::Assigned { task, dept, from } => Some(Self {
                task: *task,
                dept: *dept,
                notice: Notice::Waiting { since: from.map_or(entry.at, |from| from.max(entry.at)), at_once: false },
                answered_in: None,
                responded_at: None,
                acknowledged_at: None,
                promise: None,
                dates: Vec::new(),
                progressed_at: None,
                hushed_on: None,
                hushed_after: None,
                difficulty_since: None,
                difficulty: None,
                question_since: None,
                question: None,
                review: Review::default(),
                material: Material::default(),
                requests: Requests::default(),
                disputes: Vec::new(),
                received: BTreeSet::new(),
                submitted_at: None,
                complete_at: None,
                looked_at: None,
                waiting: None,
                nudged: Vec::new(),
                call_advised_at: None,
                touched_at: None,
                asked_at: None,
                held_since: None,
                escalation: None,
            }),
            // It counts as if the department had given it here.
            Event::Relayed { answer, .. } => {
                let answer = Entry { event: (**answer).clone(), ..entry.clone() };
                this.map(|it| it.take(&answer, required))
            }
            _ => this.map(|it| it.take(entry, required)),
        }
    }

    fn take(mut self, entry: &Entry, required: &BTreeSet<usize>) -> Self {
        self.deliver(&entry.event, entry.at);
        self.answer(entry, required);
        self.argue(entry);
        self.steer(&entry.event, entry.at);
        self.escalation = Escalation::apply(self.escalation, &entry.event, entry.at);
        self
    }

    fn deliver(&mut self, event: &Event, at: Moment) {
        match event {
            Event::NoticeQueued { person, .. } => self.notice = Notice::Queued { person: *person, at },
            // It left for who sat there before, and is on its way to somebody else.
            Event::NoticeSettled { person, .. }
                if matches!(self.notice, Notice::Waiting { at_once: true, .. })
                    || matches!(self.notice, Notice::Queued { person: now, .. } if now != *person) => {}
            Event::NoticeSettled { person, delivery, .. } => {
                self.notice = match delivery {
                    Delivery::Sent => Notice::Sent { person: *person, at },
                    Delivery::Unknown => Notice::Unknown { person: *person, at },
                    Delivery::Refused => Notice::Unreached { why: Unreachable::Blocked },
                }
            }
            Event::NoticeUnreached { why, .. } => self.notice = Notice::Unreached { why: *why },
            Event::NoticeRenewed { .. } => {
                self.notice = Notice::Waiting { since: at, at_once: true };
                self.call_advised_at = None;
            }
            Event::CallAdvised { .. } => self.call_advised_at = Some(at),
            Event::NudgeQueued { touch, .. } | Event::NudgeLeftOut { touch, .. } => {
                self.looked_at = self.looked_at.max(Some(touch.at));
                self.waiting = None;
            }
            // Held up on its way until it was too late for it.
            Event::NudgePutOff { touch, until, .. }
                if touch.stage == Stage::Notice && matches!(self.notice, Notice::Queued { .. }) =>
            {
                self.notice = Notice::Waiting { since: *until, at_once: false };
            }
            Event::NudgePutOff { touch, until, .. } => {
                self.waiting = Some((*touch, *until));
                if self.looked_at == Some(touch.at) {
                    self.looked_at = Some(touch.at - TimeDelta::milliseconds(1));
                }
            }
            Event::NudgeSettled { touch, delivery: Delivery::Sent, .. } => self.nudged.push(*touch),
            _ => {}
        }
    }

    /// What the lead does by hand, and what it may build on.
    fn steer(&mut self, event: &Event, at: Moment) {
        match event {
            Event::NudgeAsked { .. } => self.asked_at = Some(at),
            Event::NudgeLeftOut { touch, .. } if touch.stage == Stage::Asked => self.asked_at = None,
            Event::NudgeQueued { .. } | Event::NudgeSettled { delivery: Delivery::Sent | Delivery::Unknown, .. } => {
                self.touched_at = Some(at);
            }
            Event::NudgesHeld { .. } => self.held_since = self.held_since.or(Some(at)),
            Event::NudgesResumed { .. } => {
                self.held_since = None;
                // What fell into the silence is not made up.
                self.looked_at = self.looked_at.max(Some(at));
            }
            Event::Acknowledged { .. }
            | Event::Promised { .. }
            | Event::Progressed { .. }
            | Event::Hushed { .. }
            | Event::Submitted { .. }
            | Event::ExtensionAsked { .. }
            | Event::NotOursClaimed { .. }
            | Event::MatterRaised { matter: Matter::Difficulty, .. } => self.asked_at = None,
            _ => {}
        }
    }

    fn come_in(&mut self, required: &BTreeSet<usize>, at: Moment) {
        self.take_stock(required, at);
        if self.is_complete() {
            self.review.returned = None;
            self.requests.settle();
        }
    }

    fn answer(&mut self, entry: &Entry, required: &BTreeSet<usize>) {
        // The planner and the lead go by when it was heard.
        let (at, said_at) = (entry.at, entry.said_at());
        self.requests.apply(entry);
        self.review.apply(entry);
        self.material.apply(entry);
        match &entry.event {
            Event::Acknowledged { .. } => self.acknowledged_at = self.acknowledged_at.or(Some(said_at)),
            Event::Promised { promise, .. } => {
                self.promise = Some(*promise);
                self.dates.push((at, *promise));
            }
            Event::Progressed { .. } => self.progressed_at = Some(at),
            Event::Hushed { on, .. } => {
                self.hushed_on = Some(*on);
                self.hushed_after = self.looked_at;
            }
            Event::Submitted { .. } => self.come_in(required, said_at),
            Event::FileAdded { .. } => {
                self.come_in(required, said_at);
                // The receipt goes on to name the entry of the whole.
                return;
            }
            Event::HandInWithdrawn { .. } => self.take_stock(required, said_at),
            Event::MatterRaised { matter: Matter::Difficulty, words, .. } => {
                self.difficulty_since = Some(at);
                if let Actor::Person(person) = entry.actor {
                    self.difficulty = Some((person, words.clone()));
                }
            }
            Event::MatterRaised { matter: Matter::Question, words, .. } => {
                self.question_since = self.question_since.or(Some(at));
                if let Actor::Person(person) = entry.actor {
                    self.question = Some((person, words.clone()));
                }
            }
            Event::MatterAnswered { matter: Matter::Question, .. } => {
                (self.question_since, self.question) = (None, None);
                return;
            }
            Event::ExtensionAsked { .. } | Event::NotOursClaimed { .. } | Event::DisputeRaised { .. } => {}
            Event::ExtensionGranted { .. } => {
                // The dates given so far were about another deadline.
                self.promise = None;
                self.dates.clear();
                self.looked_at = self.looked_at.max(Some(at));
                return;
            }
            Event::Returned { .. } => {
                self.received = self.material.items();
                self.complete_at = None;
                // The dates given so far were kept, or are over.
                self.promise = None;
                self.dates.clear();
                self.looked_at = self.looked_at.max(Some(at));
                return;
            }
            // What fell into the silence is not made up.
            Event::ExtensionRefused { .. }
            | Event::NotOursRejected { .. }
            | Event::NotOursAgreed { .. }
            | Event::RequestWithdrawn { .. }
            | Event::DisputeRuled { .. }
            | Event::DisputeWithdrawn { .. } => {
                self.looked_at = self.looked_at.max(Some(at));
                return;
            }
            Event::MatterAnswered { matter: Matter::Difficulty, .. } => {
                self.difficulty_since = None;
                self.looked_at = self.looked_at.max(Some(at));
                return;
            }
            _ => return,
        }
        self.responded_at = self.responded_at.or(Some(said_at));
        self.answered_in = Some(entry.seq);
        // A question or "not today" leaves the touches as they were; every other answer speaks for those before it.
        if !matches!(entry.event, Event::Hushed { .. } | Event::MatterRaised { matter: Matter::Question, .. }) {
            self.looked_at = self.looked_at.max(Some(at));
        }
    }

    /// What is in after something came, or was taken back.
    fn take_stock(&mut self, required: &BTreeSet<usize>, at: Moment) {
        self.received = self.material.items();
        self.submitted_at = self.material.last_at();
        let is_complete = self.submitted_at.is_some() && required.is_subset(&self.received);
        // Of what is heard in another order, the last said makes it whole.
        let whole_at = self.material.hand_ins.iter().map(|it| it.at).max().max(Some(at));
        self.complete_at = self.complete_at.or(whole_at).filter(|_| is_complete);
    }

    /// A request of the department waits for the lead.
    #[must_use]
    pub fn awaits_lead(&self) -> bool {
        self.awaits_since().is_some()
    }

    /// Since when the oldest of them waits.
    #[must_use]
    pub fn awaits_since(&self) -> Option<Moment> {
        let requests = self.requests.waiting_since();
        self.difficulty_since.into_iter().chain(requests).chain(self.disputed_since()).min()
    }

    /// The moment this department works towards: what was granted replaces the task's deadline, unless that was moved further; what
    /// was sent back has its own.
    #[must_use]
    pub fn deadline_at(&self, task: &Task) -> Moment {
        let deadline = self.requests.granted.map_or(task.deadline.at, |granted| granted.max(task.deadline.at));
        self.review.returned.as_ref().map_or(deadline, |returned| returned.by)
    }

    /// Since when everything is in and waits to be looked at by the lead.
    #[must_use]
    pub fn review_since(&self) -> Option<Moment> {
        self.material.heard_at().filter(|_| self.is_complete() && self.review.accepted_at.is_none())
    }

    /// Whether it stands among those asked, or stood there to the end: not if it was agreed to be another's.
    #[must_use]
    pub fn is_asked(&self) -> bool {
        self.is_complete() || self.requests.waived_at.is_none()
    }

    /// Nothing more is wanted: all is in, or the lead agreed that it is another's.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.is_complete() || self.requests.waived_at.is_some()
    }

    /// All that is required is in.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.complete_at.is_some()
    }
}
