//! When an assignment, a task or a series wants to be looked at: what the policy says of it, kept in a column so that only due rows are touched.

use std::collections::BTreeSet;

use super::{assignment, office, series, task};
use crate::domain::{
    Assignment, DeptNo, Entry, Event, Moment, Office, OfficeId, Part, SeriesNo, Subject, Task, TaskNo, policy,
};
use crate::store::{Result, Tx};

const PAGE: i64 = 1000;

/// Assignments, tasks and series of one office whose next look may have changed.
#[derive(Debug, Default)]
pub(super) struct Looks {
    parts: BTreeSet<(TaskNo, DeptNo)>,
    tasks: BTreeSet<TaskNo>,
    series: BTreeSet<SeriesNo>,
    all: bool,
}

impl Looks {
    pub(super) fn note(&mut self, entry: &Entry) {
        match entry.event.subject() {
            Subject::Assignment(task, dept) => {
                self.parts.insert((task, dept));
            }
            Subject::Task(task) => {
                self.tasks.insert(task);
            }
            Subject::Series(series) => {
                self.series.insert(series);
            }
            Subject::Office => {
                self.all |= matches!(
                    entry.event,
                    Event::OfficeSetUp { .. }
                        | Event::OfficeZoneSet { .. }
                        | Event::CalendarSet { .. }
                        | Event::HoursSet { .. }
                        | Event::PolicySet { .. }
                );
            }
            Subject::Service
            | Subject::Person(_)
            | Subject::Department(_)
            | Subject::Playbook(_)
            | Subject::Run(_)
            | Subject::Publication(_) => {}
        }
    }

    /// Asks the policy about each of them.
    pub(super) async fn renew(self, tx: &mut Tx, id: OfficeId) -> Result<()> {
        if self.all {
            renew_office(tx, id).await?;
        }
        renew_tasks(tx, id, &self.tasks).await?;
        renew_series(tx, id, &self.series).await?;
        let parts = self.parts_concerned(tx, id).await?;
        renew_parts(tx, id, parts).await
    }

    async fn parts_concerned(self, tx: &mut Tx, office: OfficeId) -> Result<BTreeSet<(TaskNo, DeptNo)>> {
        let mut parts = self.parts;
        for no in self.tasks {
            let open = assignment::list_open_assignments_of_task(tx, office, no).await?;
            parts.extend(open.iter().map(|it| (it.task, it.dept)));
        }
        Ok(parts)
    }
}

/// Asks the policy about every running task, series and open assignment of an office.
pub(super) async fn renew_office(tx: &mut Tx, office: OfficeId) -> Result<()> {
    let mut behind = TaskNo(0);
    loop {
        let page = task::list_running_behind(tx, office, behind, PAGE).await?;
        let Some(last) = page.last() else { break };
        behind = *last;
        renew_tasks(tx, office, &page.into_iter().collect()).await?;
    }
    let series = series::list_series(tx, office).await?;
    renew_series(tx, office, &series.iter().map(|series| series.no).collect()).await?;
    let mut behind = Part { office, task: TaskNo(0), dept: DeptNo(0) };
    loop {
        let page = assignment::list_open_behind(tx, behind, PAGE).await?;
        let Some(last) = page.last() else { return Ok(()) };
        behind = *last;
        renew_parts(tx, office, page.iter().map(|part| (part.task, part.dept)).collect()).await?;
    }
}

async fn renew_tasks(tx: &mut Tx, id: OfficeId, tasks: &BTreeSet<TaskNo>) -> Result<()> {
    if tasks.is_empty() {
        return Ok(());
    }
    let Some(office) = office::find_office(tx, id).await? else { return Ok(()) };
    for no in tasks {
        if let Some(task) = task::find_task(tx, id, *no).await? {
            task::mark_next_look(tx, id, *no, policy::next_task_look(office.rules(), &task)).await?;
        }
    }
    Ok(())
}

async fn renew_series(tx: &mut Tx, id: OfficeId, all: &BTreeSet<SeriesNo>) -> Result<()> {
    if all.is_empty() {
        return Ok(());
    }
    let Some(office) = office::find_office(tx, id).await? else { return Ok(()) };
    for no in all {
        if let Some(series) = series::find_series(tx, id, *no).await? {
            series::mark_next_look(tx, id, *no, policy::next_series_look(office.rules(), &series)).await?;
        }
    }
    Ok(())
}

async fn renew_parts(tx: &mut Tx, id: OfficeId, parts: BTreeSet<(TaskNo, DeptNo)>) -> Result<()> {
    if parts.is_empty() {
        return Ok(());
    }
    let Some(office) = office::find_office(tx, id).await? else { return Ok(()) };
    let mut last: Option<Task> = None;
    for (no, dept) in parts {
        if last.as_ref().is_none_or(|task| task.no != no) {
            last = task::find_task(tx, id, no).await?;
        }
        let it = assignment::find_assignment(tx, id, no, dept).await?;
        if let (Some(task), Some(it)) = (&last, it) {
            let look = next_look(&office, task, &it);
            let call = policy::next_call(task, &it);
            assignment::mark_looks(tx, Part { office: id, task: no, dept }, look, call).await?;
        }
    }
    Ok(())
}

fn next_look(office: &Office, task: &Task, it: &Assignment) -> Option<Moment> {
    policy::next_look(office.rules(), task, it)
}
