//! A lead office (牵头部门), and the service that hosts it.

use std::collections::{BTreeMap, BTreeSet};

use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::calendar::{Calendar, Hours, WorkTime};
use super::policy::{Policy, Rules};
use super::{ChatNo, Entry, Event, GroupKind, Lang, OfficeId, PersonId};

/// The service itself, as ledger 0 tells it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Service {
    /// Who may allow offices, verify, replay.
    pub operators: BTreeSet<PersonId>,
    /// Groups that an operator let in.
    #[serde(default)]
    pub allowed: BTreeSet<ChatNo>,
    /// Offices and the group each was opened from.
    pub offices: BTreeMap<OfficeId, ChatNo>,
    /// The days that are worked, for offices to come.
    #[serde(default)]
    pub calendar: Calendar,
}

impl Service {
    /// The service after this entry.
    #[must_use]
    pub fn apply(mut self, entry: &Entry) -> Self {
        match &entry.event {
            Event::OperatorAdded { person } => {
                self.operators.insert(*person);
            }
            Event::OfficeOpened { office, group } => {
                self.offices.insert(*office, *group);
            }
            Event::GroupAllowed { group } => {
                self.allowed.insert(*group);
            }
            Event::HolidaysListed { list } => self.calendar = self.calendar.with(list.clone()),
            _ => {}
        }
        self
    }

    /// The number the next office gets.
    #[must_use]
    pub fn next_office(&self) -> OfficeId {
        OfficeId(self.offices.keys().map(|id| id.0).max().unwrap_or(0) + 1)
    }
}

/// The usual working time of this zone, where no office is asked: the built-in calendar and the usual hours.
#[must_use]
pub fn work_time(zone: Tz) -> WorkTime<'static> {
    WorkTime { calendar: Calendar::built_in(), hours: Hours::default(), zone }
}

/// A lead office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Office {
    /// Its number.
    pub id: OfficeId,
    /// What it is called.
    pub name: String,
    /// The group that it leads from.
    pub group: ChatNo,
    /// Own or joint.
    pub kind: GroupKind,
    /// Where its days begin.
    pub zone: Tz,
    /// What its group reads.
    pub lang: Lang,
    /// Who acted as staff so far; rights are checked at the act all the same.
    pub staff: BTreeSet<PersonId>,
    /// Which days are worked.
    #[serde(default)]
    pub calendar: Calendar,
    /// When they are open.
    #[serde(default)]
    pub hours: Hours,
    /// When, and how often, the machine asks.
    #[serde(default)]
    pub policy: Policy,
}

impl Office {
    /// The office after this entry; none before it was set up.
    #[must_use]
    pub fn apply(this: Option<Self>, entry: &Entry) -> Option<Self> {
        match &entry.event {
            Event::OfficeSetUp { name, group, kind, zone, lang } => Some(Self {
                id: entry.office,
                name: name.clone(),
                group: *group,
                kind: *kind,
                zone: *zone,
                lang: *lang,
                staff: BTreeSet::new(),
                calendar: Calendar::default(),
                hours: Hours::default(),
                policy: Policy::default(),
            }),
            event => this.map(|mut it| {
                it.change(event);
                it
            }),
        }
    }

    /// Its calendar and hours.
    #[must_use]
    pub fn work_time(&self) -> WorkTime<'_> {
        WorkTime { calendar: &self.calendar, hours: self.hours, zone: self.zone }
    }

    /// Its working time, and what it has set of the policy.
    #[must_use]
    pub fn rules(&self) -> Rules<'_> {
        Rules { work: self.work_time(), policy: self.policy }
    }

    fn change(&mut self, event: &Event) {
        match event {
            Event::OfficeNamed { name } => self.name.clone_from(name),
            Event::OfficeKindSet { kind } => self.kind = *kind,
            Event::OfficeZoneSet { zone } => self.zone = *zone,
            Event::OfficeLangSet { lang } => self.lang = *lang,
            Event::CalendarSet { list } => self.calendar = self.calendar.with(list.clone()),
            Event::HoursSet { hours } => self.hours = *hours,
            Event::PolicySet { policy } => self.policy = *policy,
            Event::GroupMoved { group } => self.group = *group,
            Event::StaffJoined { person } => {
                self.staff.insert(*person);
            }
            _ => {}
        }
    }
}
