//! What a department asks the lead to decide, more time or that it is not its duty, and the lead's ruling.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Assignment, View};
use crate::domain::{DeptNo, Entry, Event, Moment, Refusal, TaskNo, Words, WordsNo};

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Request {
    /// 申请延期.
    Extension,
    /// 不归我们.
    NotOurs,
}

/// Why a request is refused, where one of the usual grounds fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ground {
    /// 上级时限已定.
    Superior,
    /// 汇总已经开始.
    Summary,
    /// 职责分工已列明.
    Duties,
    /// 此前已明确.
    Settled,
}

impl Ground {
    /// The usual grounds against a request, in the order in which they are offered.
    #[must_use]
    pub fn against(request: Request) -> [Self; 2] {
        match request {
            Request::Extension => [Self::Superior, Self::Summary],
            Request::NotOurs => [Self::Duties, Self::Settled],
        }
    }
}

/// More time, as it was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extension {
    /// When it was asked for first.
    pub since: Moment,
    /// The deadline wished for.
    pub until: Moment,
    /// Why, if it was said.
    pub words: Option<WordsNo>,
}

/// 不归我们, as it was said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// When it was said first.
    pub since: Moment,
    /// Whose it should be, as it was named.
    pub unit: Option<String>,
    /// In which words.
    pub words: Option<WordsNo>,
}

/// What became of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// More time, until this moment.
    Granted(Moment),
    /// It stays as it was asked.
    Refused,
    /// Not theirs; this department is asked instead, if any is.
    Agreed(Option<DeptNo>),
    /// The department took it back.
    Withdrawn,
    /// Everything came in before it was ruled, or a date that keeps to the deadline.
    Settled,
}

/// What waits for a ruling, and what was ruled.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Requests {
    /// Waits for the lead.
    pub extension: Option<Extension>,
    /// Waits for the lead.
    pub not_ours: Option<Claim>,
    /// This department's own deadline, as it was granted last.
    pub granted: Option<Moment>,
    /// Since when nothing is wanted of this department.
    pub waived_at: Option<Moment>,
    /// What became of the last request of each kind.
    pub outcomes: BTreeMap<Request, Outcome>,
}

impl Requests {
    /// Since when the lead is asked for a decision.
    #[must_use]
    pub fn waiting_since(&self) -> Option<Moment> {
        let extension = self.extension.map(|it| it.since);
        let not_ours = self.not_ours.as_ref().map(|it| it.since);
        extension.into_iter().chain(not_ours).min()
    }

    /// Whether this one waits for the lead.
    #[must_use]
    pub fn waits(&self, request: Request) -> bool {
        match request {
            Request::Extension => self.extension.is_some(),
            Request::NotOurs => self.not_ours.is_some(),
        }
    }

    pub(super) fn apply(&mut self, entry: &Entry) {
        let at = entry.at;
        match &entry.event {
            Event::ExtensionAsked { until, words, .. } => {
                let before = self.extension;
                self.extension = Some(Extension {
                    since: before.map_or(at, |it| it.since),
                    until: *until,
                    words: words.as_ref().map(|words| words.no).or(before.and_then(|it| it.words)),
                });
            }
            Event::ExtensionGranted { until, .. } => {
                self.granted = Some(*until);
                self.close(Request::Extension, Outcome::Granted(*until));
            }
            Event::ExtensionRefused { .. } => self.close(Request::Extension, Outcome::Refused),
            // A date that keeps to the deadline says that more time is not needed.
            Event::Promised { .. } => self.close(Request::Extension, Outcome::Settled),
            Event::NotOursClaimed { unit, words, .. } => {
                let before = self.not_ours.take();
                self.not_ours = Some(Claim {
                    since: before.as_ref().map_or(at, |it| it.since),
                    unit: unit.clone().or(before.as_ref().and_then(|it| it.unit.clone())),
                    words: words.as_ref().map(|words| words.no).or(before.and_then(|it| it.words)),
                });
            }
            Event::NotOursAgreed { to, .. } => {
                self.waived_at = Some(at);
                self.close(Request::NotOurs, Outcome::Agreed(*to));
                self.close(Request::Extension, Outcome::Settled);
            }
            Event::NotOursRejected { .. } => self.close(Request::NotOurs, Outcome::Refused),
            Event::RequestWithdrawn { request, .. } => self.close(*request, Outcome::Withdrawn),
            _ => {}
        }
    }

    /// The ask itself was found wrong: nothing is wanted, and nothing is left to decide.
    pub(super) fn waive(&mut self, at: Moment) {
        self.waived_at = Some(at);
        self.settle();
    }

    /// Everything is in: nothing is left to decide.
    pub(super) fn settle(&mut self) {
        self.close(Request::Extension, Outcome::Settled);
        self.close(Request::NotOurs, Outcome::Settled);
    }

    fn close(&mut self, request: Request, outcome: Outcome) {
        if !self.waits(request) {
            return;
        }
        match request {
            Request::Extension => self.extension = None,
            Request::NotOurs => self.not_ours = None,
        }
        self.outcomes.insert(request, outcome);
    }
}

/// What the lead decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ruling {
    /// More time, until this moment.
    Grant(Moment),
    /// It stays as it was asked.
    Refuse(Request, Option<Ground>, Option<Words>),
    /// Not theirs; another department may be asked instead.
    Agree(Option<DeptNo>),
}

impl Ruling {
    fn request(&self) -> Request {
        match self {
            Self::Grant(_) => Request::Extension,
            Self::Refuse(request, ..) => *request,
            Self::Agree(_) => Request::NotOurs,
        }
    }
}

/// 不归我们; nothing if it was said so before.
pub(super) fn claim(view: View<'_>, unit: Option<String>, words: Option<Words>) -> Result<Vec<Event>, Refusal> {
    let (task, dept) = view.part();
    refuse_if_over(view.assignment, task)?;
    if let Some(before) = &view.assignment.requests.not_ours
        && words.is_none()
        && (unit.is_none() || before.unit == unit)
    {
        return Ok(vec![]);
    }
    Ok(vec![Event::NotOursClaimed { task, dept, unit, words }])
}

/// Takes a request back; nothing if it does not wait any more.
pub(super) fn withdraw(view: View<'_>, request: Request) -> Vec<Event> {
    let (task, dept) = view.part();
    let waits = view.assignment.requests.waits(request);
    if waits { vec![Event::RequestWithdrawn { task, dept, request }] } else { vec![] }
}

/// The lead's decision; the caller has checked that the actor is staff. `to_is_asked` says whether the department that it is
/// given to is asked for this task already.
pub fn rule(view: View<'_>, ruling: Ruling, to_is_asked: bool, now: Moment) -> Result<Vec<Event>, Refusal> {
    let (task, dept) = view.part();
    let it = view.assignment;
    if view.task.end.is_some() || !it.requests.waits(ruling.request()) {
        return Err(Refusal::AlreadyRuled);
    }
    Ok(match ruling {
        Ruling::Grant(until) if until <= now => return Err(Refusal::DatePassed { at: until }),
        Ruling::Grant(until) if until <= it.deadline_at(view.task) => {
            return Err(Refusal::NotLater { at: until, deadline: it.deadline_at(view.task) });
        }
        Ruling::Grant(until) => vec![Event::ExtensionGranted { task, dept, until }],
        Ruling::Refuse(Request::Extension, ground, words) => {
            vec![Event::ExtensionRefused { task, dept, ground, words }]
        }
        Ruling::Refuse(Request::NotOurs, ground, words) => vec![Event::NotOursRejected { task, dept, ground, words }],
        Ruling::Agree(to) => {
            let assigned = to.filter(|_| !to_is_asked).map(|dept| Event::Assigned { task, dept, from: None });
            [Event::NotOursAgreed { task, dept, to }].into_iter().chain(assigned).collect()
        }
    })
}

pub(super) fn refuse_if_over(it: &Assignment, task: TaskNo) -> Result<(), Refusal> {
    if it.requests.waived_at.is_some() {
        return Err(Refusal::Waived { task });
    }
    if it.is_complete() { Err(Refusal::AlreadyComplete { task }) } else { Ok(()) }
}
