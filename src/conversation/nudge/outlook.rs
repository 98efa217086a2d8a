//! What would become of a nudge by hand now: the planner's own rules, asked beforehand.

use std::collections::BTreeMap;

use crate::domain::policy::{self, DueTouch, NotAsked, Policy, Reader, Rules, Verdict};
use crate::domain::{Assignment, Department, DeptNo, Moment, Office, Part, PersonId, Stage, Task, Touch};
use crate::store::{Conn, Result, projections};

use crate::conversation::told;

/// What would become of it for one department.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Outlook {
    /// It leaves then, now or later.
    Leaves(Moment),
    /// It does not.
    Not(NotAsked),
}

impl Outlook {
    /// When it leaves, if it does.
    pub(in super::super) fn leaves_at(self) -> Option<Moment> {
        match self {
            Self::Leaves(at) => Some(at),
            Self::Not(_) => None,
        }
    }
}

/// For each part of a task, in their order.
pub(in super::super) async fn outlook(
    conn: &mut Conn,
    office: &Office,
    task: &Task,
    parts: &[Assignment],
    departments: &[Department],
    now: Moment,
) -> Result<Vec<(DeptNo, Outlook)>> {
    let mut found = Vec::new();
    let mut by_person: BTreeMap<PersonId, Vec<DeptNo>> = BTreeMap::new();
    let today = office.work_time().local(now).date();
    for it in parts {
        let reached = match departments.iter().find(|dept| dept.no == it.dept) {
            Some(dept) => projections::reached_on(conn, dept, today).await?,
            None => None,
        };
        match (policy::by_hand(office.rules(), task, it, now), reached) {
            (Ok(()), Some(person)) => by_person.entry(person).or_default().push(it.dept),
            (Ok(()), None) => found.push((it.dept, Outlook::Not(NotAsked::Unreachable))),
            (Err(why), _) => found.push((it.dept, Outlook::Not(why))),
        }
    }
    for (person, depts) in by_person {
        let part = |dept| Part { office: office.id, task: task.no, dept };
        let touch = Touch { at: now, stage: Stage::Asked };
        let due: Vec<DueTouch> = depts
            .iter()
            .map(|dept| DueTouch {
                part: part(*dept),
                touch,
                deadline_at: task.deadline.at,
                at_once: false,
                emergency: false,
            })
            .collect();
        let told = told(conn, person, now).await?;
        let rules = Rules { policy: gentlest(conn, office, person).await?, ..office.rules() };
        let choice = projections::find_person_choice(conn, person).await?;
        let reader = Reader::new(rules, person, &choice, now);
        for (dept, verdict) in depts.iter().zip(policy::gather(reader, &told, &due, now)) {
            let outlook = match verdict {
                Verdict::Send { at } | Verdict::PutOff { until: at, .. } => Outlook::Leaves(at.max(now)),
                Verdict::LeaveOut { .. } => Outlook::Not(NotAsked::Spent),
            };
            found.push((*dept, outlook));
        }
    }
    found.sort_by_key(|(dept, _)| *dept);
    Ok(found)
}

/// Somebody who is asked by several offices is asked as the gentlest of them would.
async fn gentlest(conn: &mut Conn, office: &Office, person: PersonId) -> Result<Policy> {
    let mut policy = office.policy;
    for (id, ..) in projections::list_seats_of(conn, person).await? {
        if let Some(other) = projections::find_office(conn, id).await? {
            policy = policy.gentler(other.policy);
        }
    }
    Ok(policy)
}
