//! What of a report one department may see: its own line, and nobody else's.

use super::entries::named;
use super::{LeadFacts, Report, Scores, Totals};
use crate::domain::DeptNo;

impl Report {
    /// The same report of this department alone: its parts, their tasks, and nothing of the lead's side or of others.
    #[must_use]
    pub fn of_department(&self, dept: DeptNo) -> Self {
        let parts: Vec<_> = self.parts.iter().filter(|part| part.dept == dept).cloned().collect();
        let departments: Vec<_> = self.departments.iter().filter(|it| it.dept == dept).cloned().collect();
        let tasks = self.tasks.iter().filter(|task| parts.iter().any(|part| part.task == task.task));
        let tasks = tasks.map(|task| {
            let own: Vec<_> = parts.iter().filter(|part| part.task == task.task).collect();
            let scores = Scores::of(own.iter().map(|part| (*part, task.weight)));
            super::TaskFacts { totals: Totals::of(own), scores, ..task.clone() }
        });
        let tasks: Vec<_> = tasks.collect();
        let named = named(&parts, &tasks);
        let entries = self.entries.iter().filter(|fact| named.binary_search(&fact.entry).is_ok());
        Self {
            entries: entries.copied().collect(),
            tasks,
            totals: departments.first().map_or_else(Totals::default, |it| it.totals.clone()),
            scores: departments.first().map_or_else(Scores::default, |it| it.scores.clone()),
            lead: LeadFacts::default(),
            office: self.office.clone(),
            publication: self.publication.clone(),
            departments,
            parts,
            ..*self
        }
    }
}
