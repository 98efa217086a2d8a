//! From entries to facts, one entry at a time: memory grows with the parts of the period, not with the ledger.

mod past;

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZero;
use std::ops::ControlFlow;
use std::panic::resume_unwind;
use std::{slice, thread};

use chrono::TimeDelta;

use self::past::Past;
use super::entries::{EntryFact, Noted, named};
use super::lead::lead;
use super::part::{Frame, Gap, Key, PartFolding, Stamp};
use super::{DepartmentFacts, Fact, OfficeFacts, PartFacts, Report, Scores, TaskFacts, Totals};
use crate::domain::calendar::OpenTime;
use crate::domain::task::Ended;
use crate::domain::{DeptNo, Entry, EntryNo, Event, Moment, Office, Profile, Subject, Task, TaskNo};

/// What only says that a message is on its way changes no figure, and nobody disputes it: what became of it is entered too. A fifth of
/// a ledger, so who reads one need not make sense of these.
const PASSED_OVER: [&str; 2] = ["notice_queued", "nudge_queued"];

/// Most of what is counted lies so near the period that it is worth adding up once.
const ADDED_UP_BEFORE: TimeDelta = TimeDelta::days(200);
const ADDED_UP_BEHIND: TimeDelta = TimeDelta::days(60);
const ADDED_UP_MAX: TimeDelta = TimeDelta::days(3_650);
/// Fewer parts are not worth a thread.
const STRETCH_MIN: usize = 1_000;

/// A task, and the entries that published it and set its deadline.
#[derive(Clone, Debug)]
struct Told {
    task: Task,
    /// What figures may turn out to stand on.
    noted: Noted,
    published: EntryNo,
    deadline: EntryNo,
    /// None of its parts was let go.
    is_whole: bool,
}

/// Entries that a dispute took out of the count, each with the part for which it is out.
type Corrections = BTreeSet<(EntryNo, TaskNo, DeptNo)>;

/// A report in the making.
#[derive(Clone, Debug)]
pub struct Folding {
    office: Office,
    from: Moment,
    to: Moment,
    cut_off: Moment,
    head: Option<EntryNo>,
    /// The last entry that is not behind the cut-off.
    last: EntryNo,
    profiles: BTreeMap<DeptNo, Profile>,
    tasks: BTreeMap<TaskNo, Told>,
    parts: BTreeMap<Key, PartFolding>,
    /// Known before anything is read.
    without: Corrections,
    /// Read on the way.
    corrections: Corrections,
    /// What they rest on as a whole was found wrong.
    exempt: BTreeSet<Key>,
    /// When the service was away.
    gaps: Vec<Gap>,
    past: Past,
}

impl Folding {
    /// Nothing read yet. Parts count whose D* is later than `from` and not later than `to`, so that 24:00 of a day belongs to that
    /// day. Of a period that runs, only what was entered by `now` is known.
    #[must_use]
    pub fn new(office: Office, (from, to): (Moment, Moment), now: Moment) -> Self {
        Self {
            office,
            from,
            to,
            cut_off: to.min(now),
            head: None,
            last: EntryNo(0),
            profiles: BTreeMap::new(),
            tasks: BTreeMap::new(),
            parts: BTreeMap::new(),
            without: Corrections::new(),
            corrections: Corrections::new(),
            exempt: BTreeSet::new(),
            gaps: Vec::new(),
            past: Past::new(),
        }
    }

    /// Keeps what an earlier period has judged for so long after its end; without a word, for 60 days. What comes later still makes
    /// a second reading.
    #[must_use]
    pub fn patient(self, patience: TimeDelta) -> Self {
        Self { past: self.past.patient(patience), ..self }
    }

    /// Whether entries of this kind, as it is named on the ledger, change no figure: they are [`Self::pass`]ed.
    #[must_use]
    pub fn passes_over(kind: &str) -> bool {
        PASSED_OVER.contains(&kind)
    }

    /// The ledger's next entry is one that is passed over.
    pub fn pass(&mut self, seq: EntryNo, at: Moment) {
        if at <= self.cut_off {
            (self.head, self.last) = (Some(seq), seq);
        }
    }

    /// Reads the ledger's next entry. Of those after the cut-off only disputes are looked at: whether an entry stands is known later.
    pub fn fold_entry(&mut self, entry: &Entry) {
        if matches!(entry.event, Event::NoticeQueued { .. } | Event::NudgeQueued { .. }) {
            return self.pass(entry.seq, entry.at);
        }
        if entry.at > self.cut_off {
            self.fold_dispute(entry);
            return;
        }
        self.let_go(entry.at);
        (self.head, self.last) = (Some(entry.seq), entry.seq);
        match (&entry.event, entry.event.subject()) {
            (Event::DepartmentAdded { dept, profile } | Event::DepartmentChanged { dept, profile }, _) => {
                self.profiles.insert(*dept, profile.clone());
            }
            (Event::Assigned { task, dept, .. }, _) if self.tasks.contains_key(task) => {
                let mut part = PartFolding::new(entry.seq);
                part.noted.note(entry);
                self.parts.insert((*task, *dept), part);
                self.correct_whole(entry.seq);
            }
            (Event::Assigned { task, .. }, _) => self.past.miss(*task),
            (Event::ServiceAway { from, until }, _) => {
                let gap = Gap { from: *from, until: *until };
                self.past.hear_of(gap);
                self.gaps.push(gap);
            }
            (_, Subject::Task(no)) => {
                self.fold_task(no, entry);
                self.correct_whole(entry.seq);
            }
            (_, Subject::Assignment(task, dept)) => self.fold_part((task, dept), entry),
            _ => {}
        }
    }

    fn fold_dispute(&mut self, entry: &Entry) {
        let Subject::Assignment(task, dept) = entry.event.subject() else { return };
        let key = (task, dept);
        if PartFolding::argues_of(&entry.event).is_none_or(|of| of > self.last) {
            return;
        }
        self.head = Some(entry.seq);
        self.note_correction(key, &entry.event);
        if let Some(part) = self.parts.get_mut(&key) {
            part.argue(&entry.event);
        }
    }

    fn note_correction(&mut self, key: Key, event: &Event) {
        if let Event::DisputeRuled { entry, upheld: true, .. } = event {
            self.corrections.insert((*entry, key.0, key.1));
        }
    }

    fn fold_part(&mut self, key: Key, entry: &Entry) {
        self.note_correction(key, &entry.event);
        let Some(part) = self.parts.get_mut(&key) else {
            // Given in time, heard long after: it may move D*.
            if entry.given_at.is_some() || matches!(entry.event, Event::ExtensionGranted { .. }) {
                self.past.miss(key.0);
            }
            return;
        };
        part.noted.note(entry);
        if self.without.contains(&(entry.seq, key.0, key.1)) {
            part.correct(entry.seq);
        } else if let Some(told) = self.tasks.get(&key.0) {
            part.fold_entry(entry, &told.task);
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
        let is_whole = before.as_ref().map_or(matches!(entry.event, Event::TaskPublished { .. }), |it| it.is_whole);
        if !is_whole && matches!(entry.event, Event::DeadlineMoved { .. }) {
            self.past.miss(no);
        }
        let deadline = if matches!(entry.event, Event::DeadlineMoved { .. }) { entry.seq } else { deadline };
        if let Some(before) = &before {
            self.tell_parts(&before.task, entry);
        }
        let (task, noted) = before.map(|it| (it.task, it.noted)).unzip();
        if let Some(task) = Task::apply(task, entry) {
            let mut noted: Noted = noted.unwrap_or_default();
            noted.note(entry);
            self.tasks.insert(no, Told { task, noted, published, deadline, is_whole });
        }
    }

    /// What is said of a task, to each of its parts.
    fn tell_parts(&mut self, before: &Task, entry: &Entry) {
        let all = (before.no, DeptNo(i64::MIN))..=(before.no, DeptNo(i64::MAX));
        let parts = self.parts.range_mut(all).map(|(_, part)| part);
        match &entry.event {
            Event::DeadlineMoved { deadline, .. } if deadline.at < before.deadline.at => {
                parts.for_each(|part| part.bring_forward(before.deadline.at, entry.seq));
            }
            Event::TaskChanged { items: Some(_), .. } => parts.for_each(|part| part.change_ask(entry.seq)),
            Event::TaskEnded { why: Ended::Closed, .. } => {
                parts.for_each(|part| part.close(Stamp::of(entry)));
            }
            _ => {}
        }
    }

    /// The facts of each part of the period, in order. Parts know nothing of each other, so each core takes a stretch of them.
    fn measure(&self, frame: &Frame<'_>) -> Measured {
        let parts: Vec<(&Key, &PartFolding)> = self.parts.iter().collect();
        let cores = thread::available_parallelism().map_or(1, NonZero::get);
        let stretch = parts.len().div_ceil(cores).max(STRETCH_MIN);
        thread::scope(|scope| {
            let stretches = parts.chunks(stretch);
            let at_work: Vec<_> = stretches.map(|parts| scope.spawn(|| self.measure_stretch(parts, frame))).collect();
            let measured = at_work.into_iter().map(|it| it.join().unwrap_or_else(|panic| resume_unwind(panic)));
            measured.reduce(Measured::and).unwrap_or_default()
        })
    }

    fn measure_stretch(&self, parts: &[(&Key, &PartFolding)], frame: &Frame<'_>) -> Measured {
        let mut measured = Measured::default();
        for (key, part) in parts {
            let Some(told) = self.tasks.get(&key.0) else { continue };
            let Some(facts) = part.measure(key.1, &told.task, frame, self.exempt.contains(key)) else { continue };
            let named = named(slice::from_ref(&facts), &[]);
            measured.entries.extend(part.noted.among(&named).chain(told.noted.among(&named)));
            measured.parts.push(facts);
        }
        measured
    }

    /// What is to be read once more, from the ledger's beginning, if something read later changes what was read before: a dispute
    /// took an entry out of the count, or something came for what was let go.
    fn again(&mut self) -> Option<Self> {
        // Each reading knows more than the one before, so there is a last one.
        let again = !self.corrections.is_subset(&self.without) || self.past.has_missed();
        again.then(|| {
            let new = Self::new(self.office.clone(), (self.from, self.to), self.cut_off);
            let mut without = std::mem::take(&mut self.without);
            without.append(&mut self.corrections);
            Self { without, past: self.past.clone().again(), ..new }
        })
    }

    /// Breaks with the report; or goes on with what is to read the ledger once more, from its beginning.
    pub fn finish(mut self) -> ControlFlow<Report, Self> {
        match self.again() {
            Some(again) => ControlFlow::Continue(again),
            None => ControlFlow::Break(self.report()),
        }
    }

    fn report(self) -> Report {
        let begin = self.from.checked_sub_signed(ADDED_UP_BEFORE).unwrap_or(self.from);
        let end = begin
            .checked_add_signed(ADDED_UP_MAX)
            .map_or(self.to, |end| end.min(self.to.checked_add_signed(ADDED_UP_BEHIND).unwrap_or(self.to)));
        let work = &OpenTime::between(self.office.work_time(), begin, end);
        let frame = Frame { work, from: self.from, to: self.to, cut_off: self.cut_off, gaps: &self.gaps };
        let Measured { parts, mut entries } = self.measure(&frame);
        let mut by_task: BTreeMap<TaskNo, Vec<&PartFacts>> = BTreeMap::new();
        let mut by_dept: BTreeMap<DeptNo, Vec<&PartFacts>> = BTreeMap::new();
        for part in &parts {
            by_task.entry(part.task).or_default().push(part);
            by_dept.entry(part.dept).or_default().push(part);
        }
        let weight = |task: TaskNo| self.tasks.get(&task).map_or(1, |told| told.task.weight);
        let sums = |parts: &[&PartFacts]| Sums {
            totals: Totals::of(parts.iter().copied()),
            scores: Scores::of(parts.iter().map(|part| (*part, weight(part.task)))),
        };
        let Sums { totals, scores } = sums(&parts.iter().collect::<Vec<_>>());
        // A task whose deadline is in the period stands there, even if none of its parts does.
        let is_due = |told: &Told| self.from < told.task.deadline.at && told.task.deadline.at <= self.to;
        let tasks = self.tasks.values().filter_map(|told| match by_task.get(&told.task.no) {
            Some(parts) => Some(task_facts(told, sums(parts))),
            None => is_due(told).then(|| task_facts(told, sums(&[]))),
        });
        let tasks: Vec<TaskFacts> = tasks.collect();
        for told in tasks.iter().filter_map(|task| self.tasks.get(&task.task)) {
            entries.extend(told.noted.among(&[told.published, told.deadline]));
        }
        entries.sort_unstable_by_key(|fact| fact.entry);
        entries.dedup_by_key(|fact| fact.entry);
        let departments = by_dept.iter().map(|(dept, parts)| department(*dept, &self.profiles, sums(parts)));
        let departments: Vec<DepartmentFacts> = departments.collect();
        Report {
            office: OfficeFacts { id: self.office.id, name: self.office.name, zone: self.office.zone },
            from: self.from,
            to: self.to,
            cut_off: self.cut_off,
            head: self.head,
            publication: None,
            totals,
            scores,
            lead: lead(&parts),
            entries,
            departments,
            tasks,
            parts,
        }
    }
}

impl Report {
    /// Folds an office's ledger over a period; see [`Folding`] to do so entry by entry.
    #[must_use]
    pub fn fold(
        office: &Office,
        entries: impl IntoIterator<Item = Entry, IntoIter: Clone>,
        period: (Moment, Moment),
        now: Moment,
    ) -> Self {
        let entries = entries.into_iter();
        let mut folding = Folding::new(office.clone(), period, now);
        loop {
            entries.clone().for_each(|entry| folding.fold_entry(&entry));
            match folding.finish() {
                ControlFlow::Break(report) => return report,
                ControlFlow::Continue(again) => folding = again,
            }
        }
    }
}

/// Parts of the period, and the entries that their figures name.
#[derive(Default)]
struct Measured {
    parts: Vec<PartFacts>,
    entries: Vec<EntryFact>,
}

impl Measured {
    fn and(mut self, mut more: Self) -> Self {
        self.parts.append(&mut more.parts);
        self.entries.append(&mut more.entries);
        self
    }
}

/// What is summed over parts.
struct Sums {
    totals: Totals,
    scores: Scores,
}

fn department(dept: DeptNo, profiles: &BTreeMap<DeptNo, Profile>, Sums { totals, scores }: Sums) -> DepartmentFacts {
    let profile = profiles.get(&dept);
    let name = profile.map_or_else(|| dept.0.to_string(), |profile| profile.name.clone());
    DepartmentFacts {
        dept,
        name,
        sector: profile.and_then(|profile| profile.sector.clone()),
        totals,
        scores,
        comment: None,
    }
}

fn task_facts(Told { task, published, deadline, .. }: &Told, Sums { totals, scores }: Sums) -> TaskFacts {
    let fact = |value, entry: EntryNo| Fact { value, entries: vec![entry] };
    TaskFacts {
        task: task.no,
        title: task.title.clone(),
        published_at: fact(task.published_at, *published),
        deadline_at: fact(task.deadline.at, *deadline),
        weight: task.weight,
        totals,
        scores,
    }
}

#[cfg(test)]
mod tests;

#[cfg(test)]
mod oracles;

#[cfg(test)]
mod waiting;
