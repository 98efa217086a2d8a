//! A task (事项): what is asked of several departments by one deadline.

mod change;
mod end;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::calendar::WorkTime;
use super::deadline::understand;
use super::playbook::StepOf;
use super::series::Origin;
use super::{Actor, DeptNo, Entry, Event, Moment, Refusal, TaskNo, WordsNo};

pub use change::{Change, Was, change};
pub use end::{archive, end};

/// Days after its archiving for which the words and files of a task are kept.
pub const KEEP_DAYS: i64 = 90;

/// One thing to hand in (材料).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Its name as the lead wrote it.
    pub name: String,
    /// Missing it leaves the submission incomplete.
    pub required: bool,
}

/// A deadline: the moment, and the words it was given in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadline {
    /// The last moment.
    pub at: Moment,
    /// As the lead wrote it (每月25日前).
    pub said: String,
    /// When they were said, if the moment was counted from them; none where it was chosen.
    #[serde(default)]
    pub said_at: Option<Moment>,
}

/// What holds beside the deadline.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Terms {
    /// 紧急: working hours and caps do not hold.
    pub emergency: Option<Emergency>,
    /// 可零报告: "nothing to report" is a full answer.
    pub nil_ok: bool,
    /// 逾期视为同意: closes by itself at the deadline.
    pub consent: bool,
    /// Blank forms and papers that travel with the notice.
    pub forms: Vec<Form>,
}

/// A file of the lead's that goes to every contact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// The chat app's handle.
    pub file: String,
    /// Its name; none for a photo.
    pub name: Option<String>,
    /// A photo, not a document.
    pub photo: bool,
}

/// Why, and how fast, outside of working hours.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Emergency {
    /// The lead's reason, as it goes on record.
    pub reason: String,
    /// Minutes of clock time within which a 收到 is awaited; none: a quarter of the span, at most 30.
    pub ack_within: Option<u32>,
    /// Minutes of clock time before the deadline at which it is spoken of; none: as above.
    pub remind_before: Option<u32>,
}

/// Why a task ended before everything was in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ended {
    /// The deadline passed, and silence is consent.
    Consent,
    /// The lead called it off: nothing is wanted any more, and nobody is measured by it.
    Cancelled,
    /// The lead has enough: what is in counts, nothing more is awaited.
    Closed,
}

/// The end of a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct End {
    /// Why.
    pub why: Ended,
    /// When it was entered.
    pub at: Moment,
    /// Why, in the lead's words.
    #[serde(default)]
    pub reason: Option<WordsNo>,
}

/// What was done about a task after its deadline; begun anew when the deadline moves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PastDue {
    /// When its owner was told what is open.
    pub listed_at: Option<Moment>,
    /// When its owner was offered to inform deputies or leaders of who stays silent.
    pub offered_at: Option<Moment>,
}

/// A published task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// Its number: T12.
    pub no: TaskNo,
    /// What it is called.
    pub title: String,
    /// What to hand in; never empty: a task without a list has one item of its own title.
    pub items: Vec<Item>,
    /// By when.
    pub deadline: Deadline,
    /// 1 to 3.
    pub weight: u8,
    /// What holds beside.
    #[serde(default)]
    pub terms: Terms,
    /// How it ended; none while it runs.
    #[serde(default)]
    pub end: Option<End>,
    /// When it left the lists.
    #[serde(default)]
    pub archived_at: Option<Moment>,
    /// When its words and files were cleared.
    #[serde(default)]
    pub purged_at: Option<Moment>,
    /// What was done about it after the deadline.
    #[serde(default)]
    pub past_due: PastDue,
    /// The deadline it was published with, once another is in force.
    #[serde(default)]
    pub first_deadline_at: Option<Moment>,
    /// Since when it is an emergency no more (转入常态).
    #[serde(default)]
    pub lifted_at: Option<Moment>,
    /// Which step of a playbook it is, if any.
    #[serde(default)]
    pub step: Option<StepOf>,
    /// The series that it is an instance of.
    #[serde(default)]
    pub origin: Option<Origin>,
    /// When it goes out: when the lead published it or its series did, or the later moment that they chose for it.
    pub published_at: Moment,
    /// Who did, or owns the series.
    pub owner: Actor,
}

impl Task {
    /// Places of the items that must be in.
    #[must_use]
    pub fn required(&self) -> BTreeSet<usize> {
        self.items.iter().enumerate().filter(|(_, item)| item.required).map(|(at, _)| at).collect()
    }

    /// Why and how fast it is asked by the clock; none for what keeps working hours, or keeps them again.
    #[must_use]
    pub fn emergency(&self) -> Option<&Emergency> {
        self.terms.emergency.as_ref().filter(|_| self.lifted_at.is_none())
    }

    /// The same as it was at the deadline, which is what counts for the record.
    #[must_use]
    pub fn was_emergency(&self) -> bool {
        self.terms.emergency.is_some() && self.lifted_at.is_none_or(|at| at > self.deadline.at)
    }

    /// The deadline that its words come to under another calendar; none if they come to the same, or if it is not to be
    /// moved any more. Named dates come to the same under every calendar.
    #[must_use]
    pub fn deadline_under(&self, now: &WorkTime<'_>, then: &WorkTime<'_>, at: Moment) -> Option<Deadline> {
        let Deadline { at: due, said, said_at } = &self.deadline;
        let understood = |work| understand(said, (*said_at)?, work).deadline;
        // What this program would not have understood so was set by other rules, which are not to be guessed.
        let moved = understood(then).filter(|moved| understood(now) == Some(*due) && moved != due)?;
        let runs = self.end.is_none() && *due > at && moved > at;
        runs.then(|| Deadline { at: moved, ..self.deadline.clone() })
    }

    /// The task after this entry; none for entries that are not a task's.
    #[must_use]
    pub fn apply(this: Option<Self>, entry: &Entry) -> Option<Self> {
        match &entry.event {
            Event::TaskPublished { task, title, items, deadline, weight, terms, origin, from } => Some(Self {
                no: *task,
                title: title.clone(),
                items: items.clone(),
                deadline: deadline.clone(),
                weight: *weight,
                terms: terms.clone(),
                end: None,
                archived_at: None,
                purged_at: None,
                past_due: PastDue::default(),
                first_deadline_at: None,
                lifted_at: None,
                step: None,
                origin: *origin,
                published_at: from.map_or(entry.at, |from| from.max(entry.at)),
                owner: origin.map_or(entry.actor, |origin| origin.owner),
            }),
            event => this.map(|mut it| {
                it.change(event, entry.at);
                it
            }),
        }
    }

    fn change(&mut self, event: &Event, at: Moment) {
        match event {
            Event::StepAsked { run, step, waits_for, note, .. } => {
                let (code, waits_for, note) = (step.clone(), waits_for.clone(), note.clone());
                self.step = Some(StepOf { run: *run, code, waits_for, note });
            }
            Event::TaskChanged { title, items, .. } => {
                self.title = title.clone().unwrap_or_else(|| std::mem::take(&mut self.title));
                self.items = items.clone().unwrap_or_else(|| std::mem::take(&mut self.items));
            }
            Event::DeadlineMoved { deadline, .. } => {
                self.first_deadline_at.get_or_insert(self.deadline.at);
                self.deadline = deadline.clone();
                self.past_due = PastDue::default();
            }
            Event::OverdueListed { .. } => self.past_due.listed_at = Some(at),
            Event::EscalationOffered { .. } => self.past_due.offered_at = Some(at),
            Event::EmergencyLifted { .. } => self.lifted_at = self.lifted_at.or(Some(at)),
            Event::TaskEnded { why, reason, .. } => {
                self.end = Some(End { why: *why, at, reason: reason.as_ref().map(|words| words.no) });
            }
            Event::MaterialPurged { .. } => self.purged_at = self.purged_at.or(Some(at)),
            Event::TaskArchived { .. } => self.archived_at = self.archived_at.or(Some(at)),
            _ => {}
        }
    }
}

/// A task as it is to be published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// What it is called.
    pub title: String,
    /// What to hand in; may be empty.
    pub items: Vec<Item>,
    /// By when.
    pub deadline: Deadline,
    /// 1 to 3.
    pub weight: u8,
    /// What holds beside.
    pub terms: Terms,
    /// Of whom.
    pub asked: BTreeSet<DeptNo>,
    /// The series that it is an instance of.
    pub origin: Option<Origin>,
    /// It goes out from this moment on; none: from now.
    pub from: Option<Moment>,
}

/// What publishing makes so; the caller has checked that the actor is staff.
pub fn publish(no: TaskNo, proposal: Proposal, now: Moment) -> Result<Vec<Event>, Refusal> {
    let Proposal { title, mut items, deadline, weight, terms, asked, origin, from } = proposal;
    let from = from.filter(|from| *from > now);
    if deadline.at <= from.unwrap_or(now) {
        return Err(Refusal::DeadlinePassed { at: deadline.at });
    }
    if asked.is_empty() {
        return Err(Refusal::NobodyAsked { said: String::new() });
    }
    if items.iter().all(|item| !item.required) {
        items.insert(0, Item { name: title.clone(), required: true });
    }
    let published = Event::TaskPublished { task: no, title, items, deadline, weight, terms, origin, from };
    let assigned = asked.into_iter().map(|dept| Event::Assigned { task: no, dept, from });
    Ok(std::iter::once(published).chain(assigned).collect())
}
