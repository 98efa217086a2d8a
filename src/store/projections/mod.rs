//! What the ledger makes of its offices, departments, tasks and assignments. Written only by the domain's own `apply`.

mod assignment;
mod department;
mod digest;
mod look;
mod office;
mod part_entry;
mod person_choice;
mod playbook;
mod playbook_run;
mod publication;
mod rebuild;
mod series;
mod service;
mod task;

pub use assignment::{
    find_assignment, list_asking, list_assignments_of_department, list_assignments_of_task, list_awaiting,
    list_disputed, list_due, list_due_calls, list_handed_in_of_department, list_open_assignments_of_department,
    list_open_assignments_of_task, list_to_review, list_waiting, next_call_after, next_look_after, progress_of_task,
};
pub use department::{
    count_owed_by_contacts, find_department, list_departments, list_due_stand_ins, list_seats_of, next_dept_no,
    next_stand_in_end, reached_on,
};
pub use digest::projections_digest;
pub use office::{find_office, find_office_by_group, list_offices, list_offices_of_staff};
pub use part_entry::{Recorded, count_part_entries, count_recorded_tasks, list_part_entries, list_recorded_tasks};
pub use person_choice::find_person_choice;
pub use playbook::{find_playbook, list_playbooks, next_playbook_no};
pub use playbook_run::{find_run, list_latest_runs, next_run_no};
pub use publication::{find_publication, find_publication_of, next_publication_no};
pub use rebuild::{rebuild, renew};
pub use series::{count_series, find_series, list_due_series, list_series, next_series_look, next_series_no};
pub use service::find_service;
pub use task::{find_task, list_due_tasks, list_running_tasks, list_tasks, next_task_look, next_task_no};

use std::collections::BTreeSet;

use self::look::Looks;
use super::{Result, Tx};
use crate::domain::playbook::Run;
use crate::domain::{
    Assignment, Department, Entry, Event, Office, OfficeId, Part, Playbook, Publication, Series, Subject, Task, TaskNo,
};

/// Makes of new entries what they change, then looks anew at the assignments that they concern.
pub(super) async fn project(tx: &mut Tx, office: OfficeId, entries: &[Entry]) -> Result<()> {
    let mut looks = Looks::default();
    for entry in entries {
        apply(tx, entry).await?;
        looks.note(entry);
    }
    looks.renew(tx, office).await
}

async fn apply(tx: &mut Tx, entry: &Entry) -> Result<()> {
    part_entry::save(tx, entry).await?;
    match entry.event.subject() {
        Subject::Service => {
            let service = service::find_service(tx).await?.apply(entry);
            service::save(tx, &service).await
        }
        Subject::Person(person) => {
            let choice = person_choice::find_person_choice(tx, person).await?.apply(entry);
            person_choice::save(tx, person, &choice).await
        }
        Subject::Office => {
            let before = office::find_office(tx, entry.office).await?;
            save_some(Office::apply(before, entry), async |office| office::save(tx, &office).await).await
        }
        Subject::Department(no) => {
            let before = department::find_department(tx, entry.office, no).await?;
            let after = Department::apply(before, entry);
            save_some(after, async |dept| department::save(tx, entry.office, &dept).await).await
        }
        Subject::Playbook(no) => {
            let before = playbook::find_playbook(tx, entry.office, no).await?;
            let after = Playbook::apply(before, entry);
            save_some(after, async |it| playbook::save(tx, entry.office, &it).await).await
        }
        Subject::Run(no) => {
            let before = playbook_run::find_run(tx, entry.office, no).await?;
            let after = Run::apply(before, entry);
            save_some(after, async |it| playbook_run::save(tx, entry.office, &it).await).await
        }
        Subject::Task(no) => {
            let before = task::find_task(tx, entry.office, no).await?;
            let after = Task::apply(before, entry);
            save_some(after, async |task| task::save(tx, entry.office, &task).await).await
        }
        Subject::Series(no) => {
            let before = series::find_series(tx, entry.office, no).await?;
            let after = Series::apply(before, entry);
            save_some(after, async |series| series::save(tx, entry.office, &series).await).await
        }
        Subject::Publication(no) => {
            let before = publication::find_publication(tx, entry.office, no).await?;
            let after = Publication::apply(before, entry);
            save_some(after, async |it| publication::save(tx, entry.office, &it).await).await
        }
        Subject::Assignment(task, dept) => {
            let required = required_items(tx, entry.office, task).await?;
            let before = assignment::find_assignment(tx, entry.office, task, dept).await?;
            let after = Assignment::apply(before, entry, &required);
            let after = match (&after, &entry.event) {
                (Some(it), Event::DisputeRuled { upheld: true, .. }) => {
                    it.corrected(&part_entry::entries_of(tx, Part { office: entry.office, task, dept }).await?)
                }
                _ => after,
            };
            save_some(after, async |it| assignment::save(tx, entry.office, &it).await).await
        }
    }
}

/// An entry about something that was never set up leaves nothing to save.
async fn save_some<T>(after: Option<T>, save: impl AsyncFnOnce(T) -> Result<()>) -> Result<()> {
    match after {
        Some(value) => save(value).await,
        None => Ok(()),
    }
}

async fn required_items(tx: &mut Tx, office: OfficeId, no: TaskNo) -> Result<BTreeSet<usize>> {
    let task = task::find_task(tx, office, no).await?;
    let items = task.map(|task| task.items).unwrap_or_default();
    Ok(items.iter().enumerate().filter(|(_, item)| item.required).map(|(place, _)| place).collect())
}
