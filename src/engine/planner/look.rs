//! What is due of one part, and who is to hear of it.

use crate::domain::assignment::Notice;
use crate::domain::policy::{self, AT_ONCE_FOR, DueTouch};
use crate::domain::{Assignment, Department, Moment, Office, OfficeId, Part, PersonId, Stage, Touch, Unreachable};
use crate::store::{Conn, Result, projections};

/// Who is to hear of a touch. Caps are a person's, working time is a zone's: what is due for both the same is decided
/// together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Recipient {
    /// One who answers for the department, and the zone's name.
    Person(PersonId, &'static str),
    /// Nobody can be written to, in this office.
    Nobody(OfficeId),
}

/// A part of which something is due.
pub(super) struct Look {
    pub(super) due: DueTouch,
    /// Earlier touches that it speaks for.
    pub(super) superseded: Vec<Touch>,
    pub(super) to: Recipient,
    /// An emergency outside of working hours: why it may be spoken of.
    pub(super) overrides: Option<String>,
    /// Why nobody of the department can be written to; none if somebody can.
    pub(super) unreachable: Option<Unreachable>,
}

/// What is due of this part now, if anything.
pub(super) async fn look(conn: &mut Conn, part: Part, now: Moment) -> Result<Option<Look>> {
    let Some(office) = projections::find_office(conn, part.office).await? else { return Ok(None) };
    let Some(task) = projections::find_task(conn, part.office, part.task).await? else { return Ok(None) };
    let Some(dept) = projections::find_department(conn, part.office, part.dept).await? else { return Ok(None) };
    let Some(it) = projections::find_assignment(conn, part.office, part.task, part.dept).await? else {
        return Ok(None);
    };
    let Some(due) = policy::due(office.rules(), &task, &it, now) else { return Ok(None) };
    let at_once = matches!(it.notice, Notice::Waiting { at_once: true, since } if now - since <= AT_ONCE_FOR);
    let emergency = task.emergency();
    let is_open = office.work_time().is_open(now);
    let today = office.work_time().local(now).date();
    let reached = projections::reached_on(conn, &dept, today).await?;
    Ok(Some(Look {
        to: recipient(&office, &dept, &it, due.touch.stage, reached),
        due: DueTouch {
            part,
            touch: due.touch,
            deadline_at: it.deadline_at(&task),
            at_once,
            emergency: emergency.is_some(),
        },
        superseded: due.superseded,
        overrides: emergency.filter(|_| !is_open).map(|emergency| emergency.reason.clone()),
        unreachable: dept.unreachable(),
    }))
}

fn recipient(
    office: &Office,
    dept: &Department,
    it: &Assignment,
    stage: Stage,
    reached: Option<PersonId>,
) -> Recipient {
    let person = match (stage, &it.escalation) {
        (Stage::ToLeader, Some(escalation)) => dept.sits(escalation.seat),
        _ => reached,
    };
    let person = person.map(|person| Recipient::Person(person, office.zone.name()));
    person.unwrap_or(Recipient::Nobody(office.id))
}
