//! The emergency class (domain rules 5.2 to 5.4): clock time, outside of working hours, caps and digests.
//!
//! The notice at once; no answer within `ack_within`: asked again, and at twice that the lead is told to phone; a word
//! `remind_before` the deadline, one at it, one more after half of the original span, then silence. Answers change it as they
//! do elsewhere, by the clock: any answer drops what asks for one, a promised moment is waited for and then spoken of once.

use chrono::TimeDelta;

use super::rules::Rules;
use crate::domain::assignment::Notice;
use crate::domain::{Assignment, Moment, Stage, Task, Touch};

/// Where the lead set no minutes: a quarter of the span, within these.
const USUAL_MINUTES: (i64, i64) = (1, 30);
/// Two touches of one assignment are so far apart, or the earlier gives way.
const APART: TimeDelta = TimeDelta::minutes(2);

/// How fast an emergency asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// From the notice: a 收到 is awaited so long.
    pub ack_within: TimeDelta,
    /// Before the deadline it is spoken of so long ahead.
    pub remind_before: TimeDelta,
    /// From the original ask to its original deadline.
    pub span: TimeDelta,
}

impl Pace {
    /// The minutes that the lead set, or what the span makes of them.
    #[must_use]
    pub fn new(ack_within: Option<u32>, remind_before: Option<u32>, span: TimeDelta) -> Self {
        let usual = (span.num_minutes() / 4).clamp(USUAL_MINUTES.0, USUAL_MINUTES.1);
        let minutes = |set: Option<u32>| TimeDelta::minutes(set.map_or(usual, |set| i64::from(set).max(1)));
        Self { ack_within: minutes(ack_within), remind_before: minutes(remind_before), span }
    }

    /// The pace of a task that is an emergency now.
    #[must_use]
    pub fn of(task: &Task) -> Option<Self> {
        let emergency = task.emergency()?;
        let span = task.first_deadline_at.unwrap_or(task.deadline.at) - task.published_at;
        // Seconds pass between what was asked for and the press that published it.
        let minutes = (span + TimeDelta::seconds(59)).num_minutes();
        Some(Self::new(emergency.ack_within, emergency.remind_before, TimeDelta::minutes(minutes)))
    }

    /// When the lead is told to phone, if nobody answers.
    #[must_use]
    pub fn call_at(&self, notice_at: Moment) -> Moment {
        notice_at + self.ack_within * 2
    }

    /// From the deadline to the last word about it.
    fn half(&self) -> TimeDelta {
        TimeDelta::minutes(self.span.num_minutes() / 2).max(APART)
    }
}

/// All touches of an emergency after the notice if nobody answers, in order.
#[must_use]
pub fn planned_emergency(pace: Pace, notice_at: Moment, deadline_at: Moment) -> Vec<Touch> {
    apart(ladder(pace, notice_at, deadline_at))
}

/// When the lead is to be told to phone this department: nobody answered in time, nobody can be written to, or the last word
/// was said and it is still not in. None once it was told, or was needless. Depends on the state alone.
#[must_use]
pub fn next_call(task: &Task, it: &Assignment) -> Option<Moment> {
    let pace = Pace::of(task)?;
    if task.end.is_some() || it.is_over() || it.awaits_lead() || it.call_advised_at.is_some() {
        return None;
    }
    if it.responded_at.is_some() {
        let over_at = it.deadline_at(task) + pace.half();
        let at = it.promise.map_or(over_at, |promise| promise.due_at.max(over_at));
        return (!task.terms.consent).then_some(at);
    }
    match it.notice {
        Notice::Sent { at, .. } | Notice::Unknown { at, .. } => Some(pace.call_at(at)),
        Notice::Unreached { .. } => Some(task.published_at),
        Notice::Waiting { .. } | Notice::Queued { .. } => None,
    }
}

/// Whether a call that was advised still helps: no answer yet, or an answer and nothing in after the deadline.
#[must_use]
pub fn needs_call(task: &Task, it: &Assignment, now: Moment) -> bool {
    let is_open = task.end.is_none() && !it.is_over() && !it.awaits_lead();
    is_open && (it.responded_at.is_none() || now > it.deadline_at(task))
}

/// What the answers leave of it.
pub(super) fn plan(rules: Rules<'_>, task: &Task, it: &Assignment, pace: Pace, notice_at: Moment) -> Vec<Touch> {
    let deadline_at = it.deadline_at(task);
    let mut touches = ladder(pace, notice_at, deadline_at);
    touches.retain(|touch| touch.stage != Stage::EmergencyCheck || it.responded_at.is_none());
    if let Some(promise) = &it.promise {
        touches.retain(|touch| touch.stage != Stage::EmergencyBefore && touch.at >= promise.due_at);
        if promise.due_at != deadline_at {
            touches.push(Touch { at: promise.due_at, stage: Stage::EmergencyPromise });
        }
    }
    touches.retain(|touch| it.hushed_on != Some(rules.work.local(touch.at).date()));
    // Whose silence is consent is not asked at the deadline or after it.
    touches.retain(|touch| !task.terms.consent || touch.at < deadline_at);
    let mut touches = apart(touches);
    touches.retain(|touch| !it.nudged.contains(touch));
    touches
}

fn ladder(pace: Pace, notice_at: Moment, deadline_at: Moment) -> Vec<Touch> {
    let touches = [
        (notice_at + pace.ack_within, Stage::EmergencyCheck),
        (deadline_at - pace.remind_before, Stage::EmergencyBefore),
        (deadline_at, Stage::EmergencyDue),
        (deadline_at + pace.half(), Stage::EmergencyOver),
    ];
    touches.into_iter().map(|(at, stage)| Touch { at, stage }).filter(|touch| touch.at > notice_at).collect()
}

/// In order of what they are for, each well before the next: what would come with a later one, or behind it, gives way.
fn apart(mut touches: Vec<Touch>) -> Vec<Touch> {
    touches.sort_unstable_by_key(|touch| (order(touch.stage), touch.at));
    let mut next_at = Moment::MAX_UTC;
    let mut kept: Vec<Touch> = Vec::with_capacity(touches.len());
    for touch in touches.into_iter().rev() {
        if next_at - touch.at >= APART {
            next_at = touch.at;
            kept.push(touch);
        }
    }
    kept.reverse();
    kept
}

/// A promised moment stands before the deadline, or behind it: it is placed by its own time.
fn order(stage: Stage) -> u8 {
    match stage {
        Stage::EmergencyCheck => 0,
        Stage::EmergencyBefore => 1,
        _ => 2,
    }
}
