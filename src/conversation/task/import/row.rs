//! One row of a table of tasks: what it asks, or why it is not understood.

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use serde::{Deserialize, Serialize};

use super::super::repeat;
use super::super::terms::{self, TermWords};
use super::super::words;
use super::columns::Column;
use super::table::SheetTask;
use crate::conversation::draft::{Repeats, TaskDraft};
use crate::conversation::sheet::{self, Columns, Line};
use crate::domain::calendar::WorkTime;
use crate::domain::deadline::{self, Flag};
use crate::domain::task::Terms;
use crate::domain::{Deadline, Directory, Moment, Office, Recurrence, Refusal, SeriesNo, TaskNo, policy};

const TITLE_CHARACTERS_MAX: usize = 120;
/// Nobody is asked longer before by a series.
const LEAD_DAYS_MAX: i64 = 60;
const YES: &[&str] = &["1", "是", "可", "可以", "对", "有", "√", "✓", "yes", "y", "true"];
const NO: &[&str] = &["", "0", "否", "不", "不可", "无", "×", "no", "n", "false"];

/// Why a row is left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "fault", rename_all = "snake_case")]
pub(in crate::conversation) enum RowFault {
    /// It has no name.
    NoTitle,
    /// By when is not said.
    NoDue,
    /// A deadline that is not clear.
    DueUnclear { said: String },
    /// It is over already.
    DuePassed { at: Moment },
    /// It is over before it goes out.
    DueBeforeIssue { at: Moment },
    /// No such moment of going out.
    IssueUnclear { said: String },
    /// Of whom is not said.
    NoUnit,
    /// Units that are in no roster, each with the nearest that is.
    UnknownUnits { unknown: Vec<(String, Option<String>)> },
    /// One short name that several share.
    SharedUnit { said: String, could_be: Vec<String> },
    /// Neither 1, 2 nor 3.
    Weight { said: String },
    /// Neither yes nor no.
    NotYesOrNo { said: String },
    /// 紧急 without a reason.
    NoReason,
    /// Longer than can be read on a telephone.
    TooLong { characters_max: usize },
    /// The same stands in an earlier row.
    Twice { first: usize },
    /// It was published before.
    Published { task: TaskNo },
    /// It was registered before.
    Registered { series: SeriesNo },
}

impl RowFault {
    /// By what it is known that it was published before; none for what is to be mended.
    pub(in crate::conversation) fn code(&self) -> Option<String> {
        match self {
            Self::Published { task } => Some(task.to_string()),
            Self::Registered { series } => Some(series.to_string()),
            _ => None,
        }
    }
}

/// What every row is read with.
pub(super) struct Reading<'a> {
    pub(super) office: &'a Office,
    pub(super) directory: &'a Directory,
    pub(super) columns: &'a Columns<Column>,
    pub(super) now: Moment,
}

/// When a row is due.
enum When {
    Once { at: Moment, flags: Vec<Flag>, counted_from: Option<Moment> },
    Repeats(Recurrence),
}

impl Reading<'_> {
    pub(super) fn row(&self, line: &Line) -> Result<SheetTask, RowFault> {
        let cell = |column| sheet::cell(self.columns, line, column).replace('\n', " ").trim().to_owned();
        let title = cell(Column::Title);
        if title.is_empty() {
            return Err(RowFault::NoTitle);
        }
        if title.chars().count() > TITLE_CHARACTERS_MAX {
            return Err(RowFault::TooLong { characters_max: TITLE_CHARACTERS_MAX });
        }
        let who = cell(Column::Who);
        let asked = self.directory.parse_who(sheet::cell(self.columns, line, Column::Who)).map_err(unit_fault)?;
        let items = words::items(sheet::cell(self.columns, line, Column::Items));
        let items = items.map_err(|refusal| match refusal {
            Refusal::TooLong { characters_max, .. } => RowFault::TooLong { characters_max },
            _ => RowFault::TooLong { characters_max: TITLE_CHARACTERS_MAX },
        })?;
        let weight = match cell(Column::Weight).as_str() {
            "" => 1,
            said => said.parse().ok().filter(|w| (1..=3).contains(w)).ok_or(RowFault::Weight { said: said.into() })?,
        };
        let terms = read_terms(&cell)?;
        let issued_at = self.issued_at(&cell(Column::IssuedAt))?;
        let (said, due) = match (cell(Column::Said), cell(Column::Due)) {
            (said, due) if due.is_empty() => (said.clone(), said),
            (said, due) if said.is_empty() => (due.clone(), due),
            both => both,
        };
        let base = issued_at.unwrap_or(self.now);
        let when = self.when(&due, base)?;
        let differs = said != due && self.when(&said, base).is_ok_and(|other| !other.is_same(&when));
        let from = issued_at.filter(|from| *from > self.now);
        let mut draft = TaskDraft {
            office: self.office.id,
            typed: title.clone(),
            title,
            deadline: None,
            flags: vec![],
            unclear: None,
            asked: Some(asked),
            items,
            weight,
            terms,
            who,
            from,
            repeats: None,
        };
        match when {
            When::Once { at, .. } if at <= self.now => return Err(RowFault::DuePassed { at }),
            When::Once { at, .. } if from.is_some_and(|from| at <= from) => {
                return Err(RowFault::DueBeforeIssue { at });
            }
            When::Once { at, flags, counted_from } => {
                draft.deadline = Some(Deadline { at, said, said_at: counted_from });
                draft.flags = flags;
            }
            When::Repeats(rule) => {
                draft.repeats = Some(Repeats { rule, said, rest: None, lead_days: None, of: None });
                let lead_days = self.lead_days(&draft, issued_at)?;
                draft.repeats.iter_mut().for_each(|repeats| repeats.lead_days = lead_days);
            }
        }
        Ok(SheetTask { line: line.number, draft, differs })
    }

    fn work(&self) -> WorkTime<'_> {
        self.office.work_time()
    }

    fn issued_at(&self, said: &str) -> Result<Option<Moment>, RowFault> {
        if said.is_empty() {
            return Ok(None);
        }
        let understood = || deadline::understand(said, self.now, &self.work()).deadline;
        let at = moment(said, &self.work()).or_else(understood);
        at.map(Some).ok_or_else(|| RowFault::IssueUnclear { said: said.to_owned() })
    }

    /// A rule, a plain moment, or words that are counted from `base`.
    fn when(&self, said: &str, base: Moment) -> Result<When, RowFault> {
        if said.is_empty() {
            return Err(RowFault::NoDue);
        }
        let work = self.work();
        if let Some(at) = moment(said, &work) {
            return Ok(When::Once { at, flags: vec![], counted_from: None });
        }
        if let Some(rule) = repeat::rule(said, base, &work) {
            return Ok(When::Repeats(rule));
        }
        let understood = deadline::understand(said, base, &work);
        let at = understood.deadline.ok_or_else(|| RowFault::DueUnclear { said: said.to_owned() })?;
        Ok(When::Once { at, flags: understood.flags, counted_from: Some(base) })
    }

    /// As early before each deadline as the first one is issued; working days, or any days for an emergency.
    fn lead_days(&self, draft: &TaskDraft, issued_at: Option<Moment>) -> Result<Option<u16>, RowFault> {
        let rules = self.office.rules();
        let said = || draft.repeats.as_ref().map(|it| it.said.clone()).unwrap_or_default();
        let series = draft.series(rules, self.now).ok_or(RowFault::NoUnit)?;
        let first = policy::instances(rules, &series).next().ok_or_else(|| RowFault::DueUnclear { said: said() })?;
        let Some(issued_at) = issued_at else { return Ok(None) };
        let day = |at| rules.work.local(at).date();
        let (from, to) = (day(issued_at), day(first.at - TimeDelta::milliseconds(1)));
        let days = match draft.terms.emergency {
            Some(_) => (to - from).num_days(),
            None => rules.work.calendar.working_days(from, to),
        };
        Ok(u16::try_from(days.clamp(0, LEAD_DAYS_MAX)).ok())
    }
}

impl When {
    fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Once { at, .. }, Self::Once { at: other, .. }) => at == other,
            // 每日17时前 does not say until when.
            (Self::Repeats(rule), Self::Repeats(other)) => {
                rule.clone().until(NaiveDate::MAX) == other.clone().until(NaiveDate::MAX)
            }
            _ => false,
        }
    }
}

fn read_terms(cell: &impl Fn(Column) -> String) -> Result<Terms, RowFault> {
    let (urgent, note) = (cell(Column::Emergency), cell(Column::Note));
    // A cell that says why need not say yes as well.
    let reason = match yes_or_no(&urgent) {
        Some(false) => None,
        Some(true) => Some(note),
        None => Some(urgent),
    };
    let emergency = match reason {
        None => None,
        Some(reason) => Some(terms::urgency(&reason).map_err(|refusal| match refusal {
            Refusal::TooLong { characters_max, .. } => RowFault::TooLong { characters_max },
            _ => RowFault::NoReason,
        })?),
    };
    let flag = |column| yes_or_no(&cell(column)).ok_or(RowFault::NotYesOrNo { said: cell(column) });
    let (nil_ok, consent) = (flag(Column::NilOk)?, flag(Column::Consent)?);
    let mut terms = Terms::default();
    TermWords { emergency, nil_ok: Some(nil_ok), consent: Some(consent) }.write_over(&mut terms);
    Ok(terms)
}

fn unit_fault(refusal: Refusal) -> RowFault {
    match refusal {
        Refusal::UnknownDepartments { unknown, .. } => RowFault::UnknownUnits { unknown },
        Refusal::AmbiguousDepartment { said, could_be } => RowFault::SharedUnit { said, could_be },
        _ => RowFault::NoUnit,
    }
}

fn yes_or_no(said: &str) -> Option<bool> {
    let said = said.to_lowercase();
    if NO.contains(&said.as_str()) {
        return Some(false);
    }
    YES.contains(&said.as_str()).then_some(true)
}

/// `2026-07-10T17:30` and as spreadsheet programs write it; on the office's clock.
fn moment(said: &str, work: &WorkTime<'_>) -> Option<Moment> {
    const SHAPES: [&str; 6] = [
        "%Y-%m-%dT%H:%M",
        "%Y-%m-%dT%H:%M:%S",
        "%Y-%m-%d %H:%M",
        "%Y-%m-%d %H:%M:%S",
        "%Y/%m/%d %H:%M",
        "%Y/%m/%d %H:%M:%S",
    ];
    let read = SHAPES.iter().find_map(|shape| NaiveDateTime::parse_from_str(said, shape).ok());
    read.map(|local| work.at(local))
}
