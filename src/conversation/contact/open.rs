//! What is open for a person, over all departments and offices they serve.

use crate::domain::assignment::{Assignment, Notice, View};
use crate::domain::department::Department;
use crate::domain::{Moment, Office, Part, PersonId, Refusal, Seat, Task, policy};
use crate::store::{self, Conn, StoreError};

use super::super::turn::{Turn, Turned};

/// Parts of a department that may still be corrected; more are not offered.
const HANDED_IN_MAX: i64 = 50;

/// One part with all it is judged by.
pub(in super::super) struct Loaded {
    pub(in super::super) part: Part,
    pub(in super::super) office: Office,
    pub(in super::super) task: Task,
    pub(in super::super) dept: Department,
    pub(in super::super) assignment: Assignment,
}

impl Loaded {
    pub(in super::super) fn view(&self) -> View<'_> {
        View { task: &self.task, dept: &self.dept, assignment: &self.assignment }
    }

    /// Words may be the very thing that is asked for: one item of an emergency or of a plan's step is open, and results of
    /// those are a line of text more often than a file.
    pub(in super::super) fn awaits_words(&self) -> bool {
        let is_quick = self.task.emergency().is_some() || self.task.step.is_some();
        is_quick && self.missing().len() == 1
    }

    /// Whether 收到 is followed by the question for a date (domain rule 5.7).
    pub(in super::super) fn asks_when(&self) -> bool {
        self.assignment.promise.is_none()
            && !self.assignment.is_over()
            && policy::asks_for_plan(self.office.rules(), &self.task, &self.assignment)
    }

    /// The deadline in force for this department.
    pub(in super::super) fn deadline_at(&self) -> Moment {
        self.assignment.deadline_at(&self.task)
    }

    /// Whether this date asks for more time: it lies beyond a deadline that is ahead.
    pub(in super::super) fn is_beyond(&self, at: Moment, now: Moment) -> bool {
        let deadline_at = self.deadline_at();
        now <= deadline_at && at > deadline_at
    }

    /// Required items that are not in yet.
    pub(in super::super) fn missing(&self) -> Vec<usize> {
        self.task.required().difference(&self.assignment.received).copied().collect()
    }
}

/// Loads one part; none if there is no such assignment.
pub(in super::super) async fn load(conn: &mut Conn, part: Part) -> Result<Option<Loaded>, StoreError> {
    let Some(office) = store::projections::find_office(conn, part.office).await? else { return Ok(None) };
    let Some(task) = store::projections::find_task(conn, part.office, part.task).await? else { return Ok(None) };
    let Some(dept) = store::projections::find_department(conn, part.office, part.dept).await? else { return Ok(None) };
    let assignment = store::projections::find_assignment(conn, part.office, part.task, part.dept).await?;
    Ok(assignment.map(|assignment| Loaded { part, office, task, dept, assignment }))
}

/// Loads one part, or says that the card is none of ours.
pub(in super::super) async fn loaded(turn: &mut Turn<'_>, part: Part) -> Turned<Loaded> {
    turn.about = Some(part.office);
    load(turn.conn, part).await?.ok_or(Refusal::StaleCard.into())
}

/// Every open part this person answers for that was told to somebody, by deadline.
pub(in super::super) async fn open_parts(conn: &mut Conn, person: PersonId) -> Result<Vec<Loaded>, StoreError> {
    let mut open = Vec::new();
    for (office, dept, seat) in store::projections::list_seats_of(conn, person).await? {
        if seat == Seat::Leader {
            continue;
        }
        for assignment in store::projections::list_open_assignments_of_department(conn, office, dept).await? {
            let part = Part { office, task: assignment.task, dept };
            if let Some(loaded) = load(conn, part).await? {
                open.push(loaded);
            }
        }
    }
    open.retain(|l| !matches!(l.assignment.notice, Notice::Waiting { at_once: false, .. }));
    open.sort_by_key(|l| (l.deadline_at(), l.part));
    open.dedup_by_key(|l| l.part);
    Ok(open)
}

/// Every part of theirs of which something is in and may be corrected, latest first.
pub(in super::super) async fn handed_in_parts(conn: &mut Conn, person: PersonId) -> Result<Vec<Loaded>, StoreError> {
    let mut found = Vec::new();
    for (office, dept, seat) in store::projections::list_seats_of(conn, person).await? {
        if seat == Seat::Leader {
            continue;
        }
        for assignment in store::projections::list_handed_in_of_department(conn, office, dept, HANDED_IN_MAX).await? {
            found.extend(load(conn, Part { office, task: assignment.task, dept }).await?);
        }
    }
    found.sort_by_key(|it| (std::cmp::Reverse(it.assignment.material.last_at()), it.part));
    found.dedup_by_key(|it| it.part);
    Ok(found)
}

/// Open parts that this person was told of as a leader, and does not answer for.
pub(super) async fn parts_led(conn: &mut Conn, person: PersonId) -> Result<Vec<Part>, StoreError> {
    let mut led = Vec::new();
    for (office, dept, seat) in store::projections::list_seats_of(conn, person).await? {
        let department = store::projections::find_department(conn, office, dept).await?;
        if seat != Seat::Leader || department.is_none_or(|department| department.answers(person)) {
            continue;
        }
        let open = store::projections::list_open_assignments_of_department(conn, office, dept).await?;
        let told = open.iter().filter(|it| {
            it.escalation.is_some_and(|escalation| escalation.seat == Seat::Leader && escalation.told_at.is_some())
        });
        led.extend(told.map(|it| Part { office, task: it.task, dept }));
    }
    Ok(led)
}
