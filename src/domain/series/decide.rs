//! What may be done with a series, and what follows.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{Origin, Over, Plan, Series, Skipped};
use crate::domain::policy::{self, Instance, Rules};
use crate::domain::task::{self, Proposal};
use crate::domain::{Actor, Deadline, DeptNo, Event, Moment, Refusal, SeriesNo, TaskNo};

/// What the lead may do with a series that is registered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// 改: another plan from now on.
    Change(Box<Plan>),
    /// 暂停: nothing goes out.
    Pause,
    /// 恢复: from the next instance on; what fell into the pause is not made up for.
    Resume,
    /// 结束: for good; what is out already goes on.
    End,
    /// 跳过本期: the instance of this day does not go out.
    Skip(NaiveDate),
    /// 改截止: the instance of this day has this deadline.
    Move(NaiveDate, Moment),
}

/// What registering makes so; the caller has checked that the actor is staff.
pub fn register(no: SeriesNo, plan: Plan, actor: Actor, rules: Rules<'_>, now: Moment) -> Result<Vec<Event>, Refusal> {
    has_a_future(&Series::new(no, plan.clone(), actor, now), rules)?;
    Ok(vec![Event::SeriesRegistered { series: no, plan: Box::new(plan) }])
}

/// What an act makes so, nothing if it was so before; the caller has checked that the actor is staff.
pub fn decide(it: &Series, act: Act, rules: Rules<'_>, now: Moment) -> Result<Vec<Event>, Refusal> {
    let series = it.no;
    if it.end.is_some() {
        return Err(Refusal::SeriesOver { series });
    }
    let events = match act {
        Act::Change(plan) if *plan == it.plan => vec![],
        Act::Change(plan) => {
            has_a_future(&it.clone().with(plan.as_ref().clone(), now), rules)?;
            vec![Event::SeriesChanged { series, plan }]
        }
        Act::Pause if it.paused_at.is_some() => vec![],
        Act::Pause => vec![Event::SeriesPaused { series }],
        Act::Resume if it.paused_at.is_none() => vec![],
        Act::Resume => vec![Event::SeriesResumed { series }],
        Act::End => vec![Event::SeriesEnded { series, why: Over::Lead }],
        Act::Skip(day) => {
            let next = ahead(it, day, rules)?;
            vec![Event::InstanceSkipped { series, day, at: next.by_rule, why: Skipped::Lead }]
        }
        Act::Move(_, to) if to <= now => return Err(Refusal::DeadlinePassed { at: to }),
        Act::Move(day, to) => {
            let next = ahead(it, day, rules)?;
            if next.at == to { vec![] } else { vec![Event::InstanceMoved { series, day, to }] }
        }
    };
    Ok(events)
}

/// What an instance that goes out makes so.
pub fn publish(
    it: &Series,
    instance: Instance,
    (task, title): (TaskNo, String),
    asked: BTreeSet<DeptNo>,
    now: Moment,
) -> Result<Vec<Event>, Refusal> {
    let Instance { day, at, by_rule, .. } = instance;
    let plan = &it.plan;
    let proposal = Proposal {
        title,
        items: plan.items.clone(),
        deadline: Deadline { at, said: plan.said.clone(), said_at: None },
        weight: plan.weight,
        terms: plan.terms.clone(),
        asked,
        from: None,
        origin: Some(Origin { series: it.no, day, owner: it.owner, previous: it.past.and_then(|past| past.task) }),
    };
    let mut events = task::publish(task, proposal, now)?;
    events.push(Event::InstancePublished { series: it.no, day, at: by_rule, task });
    Ok(events)
}

fn has_a_future(it: &Series, rules: Rules<'_>) -> Result<(), Refusal> {
    policy::instances(rules, it).next().map(|_| ()).ok_or(Refusal::SeriesEmpty { said: it.plan.said.clone() })
}

/// The next instance, if it is the one that is meant: a card of last month speaks of one that is over.
fn ahead(it: &Series, day: NaiveDate, rules: Rules<'_>) -> Result<Instance, Refusal> {
    let next = policy::instances(rules, it).next().filter(|next| next.day == day);
    next.ok_or(Refusal::InstanceOver { series: it.no })
}
