//! From entries to facts, one entry at a time: memory grows with the parts, not with the ledger.

use std::collections::{BTreeMap, BTreeSet};

use super::part::{DAY_MINUTES, Key, PartFolding, count};
use super::{DepartmentFacts, Fact, LeadFacts, OfficeFacts, PartFacts, Report, TaskFacts, Totals};
use crate::domain::calendar::WorkTime;
use crate::domain::{DeptNo, Entry, EntryNo, Event, Moment, Office, Profile, Subject, Task, TaskNo};

/// Notice that a lead owes: three working days.
const NOTICE_MINUTES_MIN: i64 = 3 * DAY_MINUTES;

/// A task, and the entries that published it and set its deadline.
#[derive(Clone, Debug)]
struct Told {
    task: Task,
    published: EntryNo,
    deadline: EntryNo,
}

/// Entries that a dispute took out of the count, each with the part for which it is out.
pub type Corrections = BTreeSet<(EntryNo, TaskNo, DeptNo)>;

/// A report in the making.
#[derive(Clone, Debug)]
pub struct Folding {
    from: Moment,
    to: Moment,
    cut_off: Moment,
    head: Option<EntryNo>,
    profiles: BTreeMap<DeptNo, Profile>,
    tasks: BTreeMap<TaskNo, Told>,
    parts: BTreeMap<Key, PartFolding>,
    /// Known before anything is read.
    without: Corrections,
    /// Read on the way.
    corrections: Corrections,
    /// What they rest on as a whole was found wrong.
    exempt: BTreeSet<Key>,
}

impl Folding {
    /// Nothing read yet. Tasks count whose deadline is later than `from` and not later than `to`, so that 24:00 of a day
    /// belongs to that day. Of a period that runs, only what was entered by `now` is known.
    #[must_use]
    pub fn new(from: Moment, to: Moment, now: Moment) -> Self {
        Self {
            from,
            to,
            cut_off: to.min(now),
            head: None,
            profiles: BTreeMap::new(),
            tasks: BTreeMap::new(),
            parts: BTreeMap::new(),
            without: Corrections::new(),
            corrections: Corrections::new(),
            exempt: BTreeSet::new(),
        }
    }

    /// What disputes took out of the count, as far as was read: an entry may be corrected long after it, so whoever finds any folds
    /// once more, [`Self::without`] them.
    #[must_use]
    pub fn corrections(&self) -> &Corrections {
        &self.corrections
    }

    /// These entries count as not entered. A part that rests on one as a whole, an ask or what was said of the task to all, is not
    /// counted.
    #[must_use]
    pub fn without(self, corrections: Corrections) -> Self {
        Self { without: corrections, ..self }
    }

    /// Reads the ledger's next entry; those after the cut-off change nothing.
    pub fn fold_entry(&mut self, entry: &Entry) {
        if entry.at > self.cut_off {
            return;
        }
        self.head = Some(entry.seq);
        match (&entry.event, entry.event.subject()) {
            (Event::DepartmentAdded { dept, profile } | Event::DepartmentChanged { dept, profile }, _) => {
                self.profiles.insert(*dept, profile.clone());
            }
            (Event::Assigned { task, dept, .. }, _) if self.tasks.contains_key(task) => {
                self.parts.insert((*task, *dept), PartFolding::new(entry.seq));
                self.correct_whole(entry.seq);
            }
            (_, Subject::Task(no)) => {
                self.fold_task(no, entry);
                self.correct_whole(entry.seq);
            }
            (_, Subject::Assignment(task, dept)) => self.fold_part((task, dept), entry),
            _ => {}
        }
    }

    fn fold_part(&mut self, key: Key, entry: &Entry) {
        let Some(part) = self.parts.get_mut(&key) else { return };
        if let Event::DisputeRuled { entry: about, upheld: true, .. } = entry.event {
            self.corrections.insert((about, key.0, key.1));
        }
        if self.without.contains(&(entry.seq, key.0, key.1)) {
            part.correct(entry.seq);
        } else {
            part.fold_entry(entry);
        }
    }

    /// The parts that rest on this entry as a whole, if a dispute took it out.
    fn correct_whole(&mut self, seq: EntryNo) {
        let all = (seq, TaskNo(i64::MIN), DeptNo(i64::MIN))..=(seq, TaskNo(i64::MAX), DeptNo(i64::MAX));
        self.exempt.extend(self.without.range(all).map(|(_, task, dept)| (*task, *dept)));
    }

    fn fold_task(&mut self, no: TaskNo, entry: &Entry) {
        let before = self.tasks.remove(&no);
        let (published, deadline) = before.as_ref().map_or((entry.seq, entry.seq), |it| (it.published, it.deadline));
        let deadline = if matches!(entry.event, Event::DeadlineMoved { .. }) { entry.seq } else { deadline };
        if let (Some(before), Event::DeadlineMoved { deadline, .. }) = (&before, &entry.event)
            && deadline.at < before.task.deadline.at
        {
            let parts = self.parts.iter_mut().filter(|((task, _), _)| *task == no);
            parts.for_each(|(_, part)| part.bring_forward(before.task.deadline.at));
        }
        if let Some(task) = Task::apply(before.map(|it| it.task), entry) {
            self.tasks.insert(no, Told { task, published, deadline });
        }
    }

    /// The report, with working time counted by `work`.
    #[must_use]
    pub fn finish(self, office: &Office, work: &WorkTime<'_>) -> Report {
        let mut tasks = self.tasks;
        // By the deadline in force: it may have moved into the period, or out of it.
        tasks.retain(|_, it| self.from < it.task.deadline.at && it.task.deadline.at <= self.to);
        let parts: Vec<PartFacts> = self
            .parts
            .into_iter()
            .filter_map(|((task, dept), part)| {
                let is_exempt = self.exempt.contains(&(task, dept));
                Some(part.finish(dept, &tasks.get(&task)?.task, work, self.cut_off, is_exempt))
            })
            .collect();
        let mut totals = Totals::default();
        let mut by_task: BTreeMap<TaskNo, Totals> = BTreeMap::new();
        let mut by_dept: BTreeMap<DeptNo, Totals> = BTreeMap::new();
        for part in &parts {
            totals.add(part);
            by_task.entry(part.task).or_default().add(part);
            by_dept.entry(part.dept).or_default().add(part);
        }
        Report {
            office: OfficeFacts { id: office.id, name: office.name.clone(), zone: office.zone },
            from: self.from,
            to: self.to,
            cut_off: self.cut_off,
            head: self.head,
            totals,
            lead: lead(&parts),
            departments: by_dept.into_iter().map(|(dept, totals)| department(dept, &self.profiles, totals)).collect(),
            tasks: tasks
                .values()
                .map(|told| task_facts(told, by_task.remove(&told.task.no).unwrap_or_default()))
                .collect(),
            parts,
        }
    }
}

impl Report {
    /// Folds an office's ledger over a period; see [`Folding`] to do so entry by entry.
    #[must_use]
    pub fn fold(
        office: &Office,
        work: &WorkTime<'_>,
        entries: impl IntoIterator<Item = Entry> + Clone,
        (from, to): (Moment, Moment),
        now: Moment,
    ) -> Self {
        let new = || Folding::new(from, to, now);
        let folded = fold_all(new(), entries.clone());
        let corrections = folded.corrections().clone();
        let folded = if corrections.is_empty() { folded } else { fold_all(new().without(corrections), entries) };
        folded.finish(office, work)
    }
}

fn fold_all(mut folding: Folding, entries: impl IntoIterator<Item = Entry>) -> Folding {
    for entry in entries {
        folding.fold_entry(&entry);
    }
    folding
}

fn department(dept: DeptNo, profiles: &BTreeMap<DeptNo, Profile>, totals: Totals) -> DepartmentFacts {
    let profile = profiles.get(&dept);
    let name = profile.map_or_else(|| dept.0.to_string(), |profile| profile.name.clone());
    DepartmentFacts { dept, name, sector: profile.and_then(|profile| profile.sector.clone()), totals }
}

fn task_facts(Told { task, published, deadline }: &Told, totals: Totals) -> TaskFacts {
    let fact = |value, entry: EntryNo| Fact { value, entries: vec![entry] };
    TaskFacts {
        task: task.no,
        title: task.title.clone(),
        published_at: fact(task.published_at, *published),
        deadline_at: fact(task.deadline.at, *deadline),
        weight: task.weight,
        totals,
    }
}

fn lead(parts: &[PartFacts]) -> LeadFacts {
    let mut notices: Vec<i64> = parts.iter().filter_map(|part| part.notice_minutes).collect();
    notices.sort_unstable();
    let matters = || parts.iter().flat_map(|part| &part.matters);
    let answered = || matters().filter(|matter| matter.answered_at.is_some());
    LeadFacts {
        noticed: count(notices.len()),
        noticed_in_time: count(notices.iter().filter(|minutes| **minutes >= NOTICE_MINUTES_MIN).count()),
        notice_minutes_min: notices.first().copied(),
        notice_minutes_median: notices.get(notices.len().saturating_sub(1) / 2).copied(),
        matters: count(matters().count()),
        matters_answered: count(answered().count()),
        matters_answered_in_time: count(answered().filter(|matter| matter.waited_minutes <= DAY_MINUTES).count()),
        matter_minutes_max: matters().map(|matter| matter.waited_minutes).max(),
        nudges: parts.iter().map(|part| part.nudges_before.value + part.nudges_after.value).sum(),
    }
}

#[cfg(test)]
mod tests;
