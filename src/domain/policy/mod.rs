//! The nudge policy (催办规则): when to speak to a contact, about what, and when to be silent.
//!
//! [`planned`] is the ladder of touches if nobody answers, [`plan`] the one that is left under what is known,
//! [`Pace`] and [`planned_emergency`] are the class that goes by the clock. [`next_look`], [`due`] and [`still_due`] turn it into work at a moment, and [`gather`] keeps a person's caps over all
//! offices. Everything is pure: the same state and moment give the same answer.

mod briefing;
mod by_hand;
mod call;
mod date;
mod due;
mod effect;
mod emergency;
mod end;
mod escalation;
mod fairness;
mod gather;
mod ladder;
mod norm;
mod overdue;
mod plan;
mod promise;
mod reader;
mod rules;
mod series;
mod setting;
mod span;
mod told;

pub use briefing::{Waits, briefing_at, is_accepted_by_rule, is_told_again, overdue_waits};
pub use by_hand::{NotAsked, by_hand};
pub use call::ToCall;
pub use due::{Due, due, next_look, still_due};
pub use effect::{Life, messages};
pub use emergency::{Pace, needs_call, next_call, planned_emergency};
pub use end::{TaskDue, next_task_look, task_due};
pub use escalation::{escalation, may_escalate, seats_to_tell, word_at};
pub use fairness::{beside_rest_day, fair_deadline, same_days};
pub use gather::{AT_ONCE_FOR, DueTouch, Verdict, gather};
pub use ladder::planned;
pub use norm::{NormFacts, NormLine, Progress, may_carry_norm, norm_line, yesterday};
pub use overdue::Open;
pub use plan::{asks_for_plan, plan};
pub use promise::{
    days_to_extend, days_to_promise, days_to_set, minutes_to_promise, notices_leave_at, working_days_left,
};
pub use reader::Reader;
pub use rules::{Cadence, Every, Policy, Rules};
pub use series::{Instance, SeriesDue, instances, next_series_look, series_due};
pub use setting::Topic;
pub use span::{Class, class};
pub use told::Told;

#[cfg(test)]
mod tests;
