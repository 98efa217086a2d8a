//! A series (周期事项): the same task asked again and again, each instance published by itself in time.
//!
//! When an instance is shown to the lead and when it goes out is the policy's matter ([`super::policy::instances`]); an instance
//! is known by the day that its rule names, so that no change of clock or calendar lets it go out twice.

mod decide;
mod title;

use std::collections::BTreeSet;

use chrono::{NaiveDate, TimeDelta};
use serde::{Deserialize, Serialize};

use super::recurrence::{DayOfMonth, Pattern, Recurrence, RestDay};
use super::task::Terms;
use super::{Actor, Department, DeptNo, Directory, Entry, Event, Item, Lang, Moment, SeriesNo, Task, TaskNo};

pub use decide::{Act, decide, publish, register};
pub use title::{kind, template, title};

/// What is asked each time, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// The name, with marks that each instance fills in: `{月}安全生产月报`.
    pub title: String,
    /// What to hand in; may be empty.
    pub items: Vec<Item>,
    /// Of whom.
    pub asked: Asked,
    /// 1 to 3.
    pub weight: u8,
    /// What holds beside the deadline.
    pub terms: Terms,
    /// The deadlines.
    pub rule: Recurrence,
    /// As the lead wrote them (每月25日前).
    pub said: String,
    /// What becomes of a deadline on a day that is not worked.
    pub rest: RestDay,
    /// Nothing of it is due before this moment; none: from its registration on.
    #[serde(default)]
    pub from: Option<Moment>,
    /// Days between notice and deadline: working days, or any days for an emergency; 0 is the same morning.
    pub lead_days: u16,
}

impl Plan {
    /// From when on it holds that was decided at this moment.
    fn since(&self, at: Moment) -> Moment {
        self.from.map_or(at, |from| from.max(at))
    }
}

/// Whom a series asks. Words are read anew at each instance, so that 全体 means everybody who is there then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// As the lead wrote it.
    pub said: String,
    /// Who was meant when it was written; who is asked if the words make no sense any more.
    pub then: BTreeSet<DeptNo>,
}

impl Asked {
    /// Who is asked, as the roster is now.
    #[must_use]
    pub fn of(&self, departments: &[Department]) -> BTreeSet<DeptNo> {
        let known = || self.then.iter().copied().filter(|no| departments.iter().any(|dept| dept.no == *no)).collect();
        Directory::new(departments).parse_who(&self.said).unwrap_or_else(|_| known())
    }
}

/// Where a task comes from that was not typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// Its series.
    pub series: SeriesNo,
    /// The day that the series' rule names.
    pub day: NaiveDate,
    /// Who owns the series, and so the task.
    pub owner: Actor,
    /// The instance before it.
    #[serde(default)]
    pub previous: Option<TaskNo>,
}

/// Why an instance does not go out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Skipped {
    /// The lead said so.
    Lead,
    /// The service was down when it should have gone out, and now it is too late or the next one is due.
    Missed,
    /// Nobody of those to be asked is on the roster any more.
    Nobody,
    /// A task of its name is there already, due at about the same time.
    Doubled {
        /// Which.
        task: TaskNo,
    },
}

/// Why a series ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Over {
    /// The lead said so.
    Lead,
    /// The rule names no further day.
    Done,
}

/// An instance that was dealt with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Past {
    /// The day that the rule names.
    pub day: NaiveDate,
    /// The moment that the rule named then.
    pub at: Moment,
    /// The task that it became; none if it was skipped.
    pub task: Option<TaskNo>,
}

/// A deadline that the lead set for one instance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    /// The day that the rule names.
    pub day: NaiveDate,
    /// The deadline in its place.
    pub to: Moment,
    /// When the lead said so.
    pub said_at: Moment,
}

/// A registered series.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Series {
    /// Its number: Z1.
    pub no: SeriesNo,
    /// What is asked, and when.
    pub plan: Plan,
    /// Who registered it.
    pub owner: Actor,
    /// When; every second week and the like are counted from here.
    pub registered_at: Moment,
    /// Since when its plan holds, or it runs again.
    pub since: Moment,
    /// It was paused before `since`: what fell into the pause is not made up for.
    pub resumed: bool,
    /// Paused since.
    pub paused_at: Option<Moment>,
    /// How it ended, and when.
    pub end: Option<(Over, Moment)>,
    /// The last instance that was dealt with.
    pub past: Option<Past>,
    /// The last instance that was shown to the lead, and the deadline that it had then.
    pub shown: Option<(NaiveDate, Moment)>,
    /// The instance whose deadline was moved.
    pub moved: Option<Moved>,
}

impl Series {
    /// A series from its first day on.
    #[must_use]
    pub fn new(no: SeriesNo, plan: Plan, owner: Actor, at: Moment) -> Self {
        let since = plan.since(at);
        Self {
            no,
            plan,
            owner,
            registered_at: at,
            since,
            resumed: false,
            paused_at: None,
            end: None,
            past: None,
            shown: None,
            moved: None,
        }
    }

    /// The series after this entry; none for entries that are not a series'.
    #[must_use]
    pub fn apply(this: Option<Self>, entry: &Entry) -> Option<Self> {
        match &entry.event {
            Event::SeriesRegistered { series, plan } => {
                Some(Self::new(*series, plan.as_ref().clone(), entry.actor, entry.at))
            }
            event => this.map(|mut it| {
                it.change(event, entry.at);
                it
            }),
        }
    }

    /// The same series with another plan from this moment on.
    #[must_use]
    pub fn with(self, plan: Plan, at: Moment) -> Self {
        Self { since: plan.since(at), plan, resumed: false, moved: None, ..self }
    }

    /// The task, of those that run, which is this instance already: of its name, and due within a week of it.
    #[must_use]
    pub fn doubled_by(&self, title: &str, due_at: Moment, running: &[Task]) -> Option<TaskNo> {
        let is_near = |at: Moment| (at - due_at).abs() <= TimeDelta::days(7);
        running.iter().find(|task| task.title == title && is_near(task.deadline.at)).map(|task| task.no)
    }

    /// What the instance is called that the rule puts on this day and whose deadline falls on `due`.
    #[must_use]
    pub fn title_of(&self, day: NaiveDate, due: NaiveDate, lang: Lang) -> String {
        title(&self.plan.title, day, due, Frequency::of(&self.plan.rule), lang)
    }

    /// It runs: neither paused nor ended.
    #[must_use]
    pub fn is_running(&self) -> bool {
        self.paused_at.is_none() && self.end.is_none()
    }

    fn change(&mut self, event: &Event, at: Moment) {
        match event {
            Event::SeriesChanged { plan, .. } => *self = self.clone().with(plan.as_ref().clone(), at),
            Event::SeriesPaused { .. } => self.paused_at = Some(at),
            Event::SeriesResumed { .. } => {
                (self.paused_at, self.since, self.resumed) = (None, self.plan.since(at), true);
            }
            Event::SeriesEnded { why, .. } => self.end = Some((*why, at)),
            Event::InstanceShown { day, at, .. } => self.shown = Some((*day, *at)),
            Event::InstanceMoved { day, to, .. } => self.moved = Some(Moved { day: *day, to: *to, said_at: at }),
            Event::InstanceSkipped { day, at, .. } => self.past = Some(Past { day: *day, at: *at, task: None }),
            Event::InstancePublished { day, at, task, .. } => {
                self.past = Some(Past { day: *day, at: *at, task: Some(*task) });
            }
            _ => {}
        }
    }
}

/// How often a rule comes round, roughly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Frequency {
    /// Every day, or nearly.
    Daily,
    /// Every week.
    Weekly,
    /// Several times a month.
    Fortnightly,
    /// Every month.
    Monthly,
    /// Every quarter, half a year or year.
    Rarely,
}

impl Frequency {
    /// Of this rule.
    #[must_use]
    pub fn of(rule: &Recurrence) -> Self {
        match rule.pattern() {
            Pattern::Daily { interval: ..=3 } | Pattern::Workdays => Self::Daily,
            Pattern::Daily { interval: ..=9 } | Pattern::Weekly { interval: 1, .. } => Self::Weekly,
            Pattern::Daily { .. } | Pattern::Weekly { .. } => Self::Fortnightly,
            Pattern::Yearly { .. } => Self::Rarely,
            Pattern::Monthly { interval, months, .. } if *interval > 2 || (1..=4).contains(&months.len()) => {
                Self::Rarely
            }
            Pattern::Monthly { day: DayOfMonth::Dates(dates), .. } if dates.len() > 1 => Self::Fortnightly,
            Pattern::Monthly { day: DayOfMonth::Weekdays(days), .. } if days.len() > 1 => Self::Fortnightly,
            Pattern::Monthly { .. } => Self::Monthly,
        }
    }

    /// Days between notice and deadline where the lead did not say.
    #[must_use]
    pub fn lead_days(self) -> u16 {
        match self {
            Self::Daily => 0,
            Self::Weekly => 2,
            Self::Fortnightly => 5,
            Self::Monthly => 10,
            Self::Rarely => 20,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_often_a_rule_comes_round_decides_how_early_its_notice_goes_out() {
        for (rule, lead_days) in [
            ("DAILY;T=17:00", 0),
            ("DAILY;WORKDAY=1;T=16:00", 0),
            ("DAILY;INTERVAL=7;T=16:00", 2),
            ("WEEKLY;BYDAY=MO,TH;T=10:00", 2),
            ("WEEKLY;INTERVAL=2;BYDAY=FR;T=10:00", 5),
            ("MONTHLY;BYMONTHDAY=5,15,25;T=17:30", 5),
            ("MONTHLY;BYMONTHDAY=25;T=17:30", 10),
            ("MONTHLY;BYWORKDAY=-1;T=17:30", 10),
            ("MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=20;T=17:30", 20),
            ("MONTHLY;INTERVAL=3;BYMONTHDAY=20;T=17:30", 20),
            ("YEARLY;BYMONTH=6;BYMONTHDAY=20;T=17:30", 20),
        ] {
            let rule: Recurrence = format!("RRULE:FREQ={rule}").parse().unwrap();
            assert_eq!(Frequency::of(&rule).lead_days(), lead_days, "{rule}");
        }
    }
}
