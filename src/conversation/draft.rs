//! What is kept between two turns: a task before it is published, an import before it is done, a question with its choices.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::domain::assignment::Way;
use crate::domain::calendar::YearList;
use crate::domain::deadline::Flag;
use crate::domain::playbook::Step;
use crate::domain::policy::{self, Rules};
use crate::domain::recurrence::{Recurrence, RestDay};
use crate::domain::series::{self, Asked, Frequency, Plan};
use crate::domain::task::{Change, Proposal, Terms, Was};
use crate::domain::{
    Actor, Deadline, DeptNo, EntryNo, FileRef, Item, Moment, OfficeId, Part, PersonId, PlaybookNo, PublicationNo,
    RunNo, Series, SeriesNo, TaskNo, Words,
};

use super::finish::Finish;
use super::heard::Heard;
use super::playbook::BadStep;
use super::roster::ImportPlan;
use super::task::import::{BadRow, SheetTask};
use super::turn::{Turn, Turned};
use crate::domain::{ChatNo, Refusal};
use crate::store;

/// A draft's content.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "draft", rename_all = "snake_case")]
pub(super) enum Draft {
    /// A task to be published.
    Task(Box<TaskDraft>),
    /// Many tasks to be published.
    Tasks(TasksDraft),
    /// A nudge to be sent.
    Nudge(NudgeDraft),
    /// A roster to be imported.
    Roster(RosterDraft),
    /// Lists of days off to be put in force.
    Calendar(CalendarDraft),
    /// A playbook to be imported.
    Playbook(PlaybookDraft),
    /// A playbook to be started.
    Start(StartDraft),
    /// A playbook to be stopped.
    Stop(StopDraft),
    /// A task to be changed.
    Edit(Box<EditDraft>),
    /// A task to be ended or archived.
    Finish(FinishDraft),
    /// A command of somebody who leads for several offices.
    WhichOffice(Unaddressed),
    /// Words or a file whose task is asked for.
    WhichPart(Unplaced),
    /// A file whose item is asked for.
    WhichItem(Unsorted),
    /// Words whose meaning is asked for.
    WhatMeant(Unplaced),
    /// What a department said on the telephone, before it is entered.
    Call(CallDraft),
}

impl Draft {
    /// Keeps a draft under the name of who speaks, so that it goes when they are erased; its number goes into buttons.
    pub(super) async fn keep(&self, turn: &mut Turn<'_>) -> Turned<i64> {
        Ok(store::draft::insert(turn.conn, None, turn.person, self, turn.ctx.now).await?)
    }

    /// The draft, or that it was dealt with before.
    pub(super) async fn find(turn: &mut Turn<'_>, id: i64) -> Turned<Self> {
        Ok(store::draft::find::<Self>(turn.conn, id).await?.ok_or(Refusal::DraftGone)?.doc)
    }

    /// The draft, which is gone after that.
    pub(super) async fn take(turn: &mut Turn<'_>, id: i64) -> Turned<Self> {
        Ok(store::draft::take::<Self>(turn.conn, id).await?.ok_or(Refusal::DraftGone)?.doc)
    }

    /// Takes the place of what was kept under this number.
    pub(super) async fn update(&self, turn: &mut Turn<'_>, id: i64) -> Turned {
        if store::draft::update(turn.conn, id, self).await? { Ok(()) } else { Err(Refusal::DraftGone.into()) }
    }
}

/// A task before it is published.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct TaskDraft {
    /// For which office.
    pub office: OfficeId,
    /// As it was typed, so that it can be changed without typing it again.
    pub typed: String,
    /// What it is called.
    pub title: String,
    /// None: to be asked.
    pub deadline: Option<Deadline>,
    /// What is odd about it.
    pub flags: Vec<Flag>,
    /// The words that were not understood, and likely moments.
    pub unclear: Option<(String, Vec<Moment>)>,
    /// None: to be asked.
    pub asked: Option<BTreeSet<DeptNo>>,
    /// What to hand in.
    pub items: Vec<Item>,
    /// 1 to 3.
    pub weight: u8,
    /// What holds beside.
    #[serde(default)]
    pub terms: Terms,
    /// 部门 as it was written: a series reads it anew each time.
    #[serde(default)]
    pub who: String,
    /// It goes out from this moment on; none: at once.
    #[serde(default)]
    pub from: Option<Moment>,
    /// It comes round again and again, and has no deadline of its own.
    #[serde(default)]
    pub repeats: Option<Repeats>,
}

/// How a task comes round.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Repeats {
    /// The deadlines.
    pub rule: Recurrence,
    /// As they were written.
    pub said: String,
    /// What becomes of those on rest days; none: the usual.
    pub rest: Option<RestDay>,
    /// Days between notice and deadline; none: the usual.
    pub lead_days: Option<u16>,
    /// The series that is changed by it; none: a new one.
    pub of: Option<SeriesNo>,
}

impl TaskDraft {
    /// Ready to be published, once nothing is left to ask.
    #[must_use]
    pub(super) fn proposal(&self) -> Option<Proposal> {
        Some(Proposal {
            title: self.title.clone(),
            items: self.items.clone(),
            deadline: self.deadline.clone()?,
            weight: self.weight,
            terms: self.terms.clone(),
            asked: self.asked.clone()?,
            origin: None,
            from: self.from,
        })
    }

    /// The series that it would be, once nothing is left to ask; as if registered by nobody, now.
    #[must_use]
    pub(super) fn series(&self, rules: Rules<'_>, now: Moment) -> Option<Series> {
        let Repeats { rule, said, rest, lead_days, of } = self.repeats.clone()?;
        // Who must hand in on rest days too is on duty then.
        let usual = if self.terms.emergency.is_some() { RestDay::Keep } else { RestDay::Next };
        let plan = Plan {
            title: self.title.clone(),
            items: self.items.clone(),
            asked: Asked { said: self.who.clone(), then: self.asked.clone()? },
            weight: self.weight,
            terms: self.terms.clone(),
            from: self.from,
            rest: rest.unwrap_or(usual),
            lead_days: lead_days.unwrap_or(Frequency::of(&rule).lead_days()),
            rule,
            said,
        };
        let mut it = Series::new(of.unwrap_or(SeriesNo(0)), plan, Actor::Machine, now);
        let first = policy::instances(rules, &it).next();
        if let Some(first) = first.filter(|_| !it.plan.title.contains('{')) {
            it.plan.title = series::template(&it.plan.title, first.day);
        }
        Some(it)
    }
}

/// Many tasks before they are published.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct TasksDraft {
    /// For which office.
    pub office: OfficeId,
    /// In the order of the file.
    pub rows: Vec<SheetTask>,
    /// Rows that are left out.
    pub bad: Vec<BadRow>,
}

/// Lists of days off before they are in force.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct CalendarDraft {
    /// By year; none that is in force already.
    pub lists: Vec<YearList>,
}

/// A nudge before it is sent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct NudgeDraft {
    /// Of which office.
    pub office: OfficeId,
    /// About which task.
    pub task: TaskNo,
    /// To these departments; none: to all of the task.
    pub only: Option<BTreeSet<DeptNo>>,
    /// Who was to hear of it when it was shown; nobody else does.
    pub offered: BTreeSet<DeptNo>,
}

/// A roster before it is imported.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct RosterDraft {
    /// For which office.
    pub office: OfficeId,
    /// What would change.
    pub plan: ImportPlan,
}

/// A playbook before it is imported.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct PlaybookDraft {
    /// For which office.
    pub office: OfficeId,
    /// What it is called.
    pub name: String,
    /// In the order of the file.
    pub steps: Vec<Step>,
    /// Rows that are not understood; nothing is imported while there are any.
    pub bad: Vec<BadStep>,
}

/// A playbook before it is started.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct StartDraft {
    /// For which office.
    pub office: OfficeId,
    /// Which.
    pub playbook: PlaybookNo,
    /// When what is shown was imported.
    pub kept_at: Moment,
    /// None: to be asked.
    pub reason: Option<String>,
    /// When it was last shown.
    pub made_at: Moment,
}

/// A playbook before it is stopped.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct StopDraft {
    /// Whose.
    pub office: OfficeId,
    /// Which run.
    pub run: RunNo,
    /// Why.
    pub reason: String,
    /// When it was shown.
    pub made_at: Moment,
}

/// A task before it is changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct EditDraft {
    /// Whose.
    pub office: OfficeId,
    /// Which.
    pub task: TaskNo,
    /// What is to be changed.
    pub change: Change,
    /// What it is shown against; nothing is done once that is no more.
    pub was: Was,
    /// None: to be asked.
    pub reason: Option<String>,
    /// When it was last shown.
    pub made_at: Moment,
}

/// A task before it ends or leaves the lists.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct FinishDraft {
    /// Whose.
    pub office: OfficeId,
    /// Which.
    pub task: TaskNo,
    /// How.
    pub how: Finish,
    /// None: to be asked.
    pub reason: Option<String>,
    /// When it was last shown.
    pub made_at: Moment,
}

/// A command, and a file that came with it, whose office is asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Unaddressed {
    /// Whose.
    pub(super) person: PersonId,
    /// Possible offices.
    pub(super) offices: Vec<OfficeId>,
    /// What was typed.
    pub(super) text: String,
    /// Handle, name and size of the file.
    pub(super) file: Option<(String, Option<String>, Option<i64>)>,
}

/// Words or a file of a contact for which several parts, or several meanings, are possible.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Unplaced {
    /// Whose.
    pub person: PersonId,
    /// Possible parts.
    pub parts: Vec<Part>,
    /// What was typed.
    pub text: String,
    /// What was sent.
    pub file: Option<FileRef>,
    /// What came after it in one album.
    #[serde(default)]
    pub more: Vec<FileRef>,
    /// An album's further files join the same question.
    pub album: Option<String>,
}

/// What was heard from a department, before it is entered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct CallDraft {
    /// Whose part.
    pub part: Part,
    /// By which way.
    pub way: Way,
    /// As the lead put it.
    pub text: String,
    /// What it means.
    pub heard: Heard,
}

/// A file whose item is asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Unsorted {
    /// Whose.
    pub person: PersonId,
    /// For which part.
    pub part: Part,
    /// The file.
    pub file: FileRef,
    /// What came after it in one album.
    #[serde(default)]
    pub more: Vec<FileRef>,
    /// What was said with it.
    pub text: String,
    /// It takes the place of what is in.
    #[serde(default)]
    pub replaces: bool,
    /// An album's further files join the same question.
    #[serde(default)]
    pub album: Option<String>,
}

/// What somebody was just asked to type or to send.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "expect", rename_all = "snake_case")]
pub(super) enum Expectation {
    /// A date may follow, since the card asks for one; anything else is as good.
    DateOffered { part: Part },
    /// A date.
    Date { part: Part },
    /// What is in the way.
    Difficulty { part: Part },
    /// A file.
    File { part: Part },
    /// A file that takes the place of what is in.
    NewVersion { part: Part },
    /// A later deadline; why it is needed was said already.
    Until {
        part: Part,
        #[serde(default)]
        words: Option<Words>,
    },
    /// Whose duty it is; anything else is as good.
    UnitOffered { part: Part },
    /// What is wrong with this entry.
    DisputeWhy { part: Part, entry: EntryNo },
    /// An entry is to be chosen, which these words are about; anything that is typed is something else.
    Disputed { words: Words },
    /// What is to be printed beside a department's line of a report.
    LineComment { office: OfficeId, publication: PublicationNo, dept: DeptNo },
    /// The department of somebody who opened the link for all; so many names were none.
    JoinUnit { office: OfficeId, hash: String, misses: u8 },
    /// Their seat, by button.
    JoinSeat { office: OfficeId, hash: String, dept: DeptNo },
}

impl Expectation {
    /// The next words or file in this chat are taken for it.
    pub(super) async fn set(&self, turn: &mut Turn<'_>, chat: ChatNo) -> Turned {
        Ok(store::expectation::set(turn.conn, chat, self, turn.ctx.now).await?)
    }

    /// What was asked for last in this chat, within a day: later words are about something else.
    pub(super) async fn find(turn: &mut Turn<'_>, chat: ChatNo) -> Turned<Option<Self>> {
        let found = store::expectation::find::<Self>(turn.conn, chat).await?;
        let now = turn.ctx.now;
        Ok(found.filter(|(_, at)| now - *at < chrono::Duration::days(1)).map(|(doc, _)| doc))
    }

    /// Nothing is asked for any more.
    pub(super) async fn clear(turn: &mut Turn<'_>, chat: ChatNo) -> Turned {
        store::expectation::take::<Self>(turn.conn, chat).await?;
        Ok(())
    }
}
