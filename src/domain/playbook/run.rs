//! A playbook that was started: at T0 its steps become tasks. It is stopped by a lead, with a reason.

use chrono::{DurationRound, TimeDelta};
use serde::{Deserialize, Serialize};

use super::{Playbook, Step};
use crate::domain::calendar::WorkTime;
use crate::domain::plain::key;
use crate::domain::task::{Emergency, Ended, Proposal, Terms, publish};
use crate::domain::{Deadline, Entry, Event, Moment, PlaybookNo, Refusal, RunNo, Task, TaskNo};

/// Steps due within this are announced at T0, whatever the hour.
const AT_ONCE: TimeDelta = TimeDelta::hours(24);
/// Working minutes without which a notice in working hours would come too late: 7 hours.
const NOTICE_MINUTES_MIN: i64 = 420;
/// Minutes that a step for T0 itself has, where no time for its 收到 is set.
const FIRST_MINUTES: u32 = 5;

/// What makes a task a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepOf {
    /// Of which run.
    pub run: RunNo,
    /// Its name in the plan: S01.
    pub code: String,
    /// Tasks of the same run that come first; shown, and moving no deadline.
    pub waits_for: Vec<TaskNo>,
    /// For who does it.
    pub note: Option<String>,
}

/// How a run ends before all of its steps are done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stop {
    /// 转入常态: working hours and caps hold again, the deadlines stay.
    Normal,
    /// 取消其余: nothing more is wanted.
    Cancelled,
}

/// The end of a run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stopped {
    /// How.
    pub how: Stop,
    /// The lead's reason.
    pub reason: String,
    /// When.
    pub at: Moment,
}

/// A playbook that was started.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// Its number.
    pub no: RunNo,
    /// Which playbook.
    pub playbook: PlaybookNo,
    /// What that was called.
    pub name: String,
    /// The whole minute that deadlines are counted from.
    pub t0: Moment,
    /// Why it was started.
    pub reason: String,
    /// Its steps, in order.
    pub tasks: Vec<TaskNo>,
    /// When the lead pressed.
    pub started_at: Moment,
    /// How it was stopped last; none while it runs.
    pub stopped: Option<Stopped>,
}

impl Run {
    /// The run after this entry.
    #[must_use]
    pub fn apply(this: Option<Self>, entry: &Entry) -> Option<Self> {
        match &entry.event {
            Event::PlaybookStarted { run, playbook, name, t0, reason, tasks } => Some(Self {
                no: *run,
                playbook: *playbook,
                name: name.clone(),
                t0: *t0,
                reason: reason.clone(),
                tasks: tasks.clone(),
                started_at: entry.at,
                stopped: None,
            }),
            Event::PlaybookStopped { how, reason, .. } => {
                this.map(|it| Self { stopped: Some(Stopped { how: *how, reason: reason.clone(), at: entry.at }), ..it })
            }
            _ => this,
        }
    }

    /// What remains can be called off also after 转入常态, and nothing after that.
    #[must_use]
    pub fn may_stop(&self, how: Stop) -> bool {
        match &self.stopped {
            None => true,
            Some(stopped) => stopped.how == Stop::Normal && how == Stop::Cancelled,
        }
    }
}

/// When a step is due if the plan starts at `t0`; a step for T0 itself has the time of its 收到.
#[must_use]
pub fn due_at(step: &Step, t0: Moment) -> Moment {
    let minutes = match step.due.0 {
        0 => step.ack_within.unwrap_or(FIRST_MINUTES),
        minutes => minutes,
    };
    t0 + TimeDelta::minutes(i64::from(minutes))
}

/// Whether a step is announced at T0 and asked by the clock: it is due within 24 hours, or before anybody who is told in
/// working hours could still do it.
#[must_use]
pub fn is_urgent(step: &Step, t0: Moment, work: &WorkTime<'_>) -> bool {
    let due_at = due_at(step, t0);
    due_at <= t0 + AT_ONCE || work.working_minutes(t0, due_at) < NOTICE_MINUTES_MIN
}

/// The whole minute of a moment.
fn minute_of(at: Moment) -> Moment {
    at.duration_trunc(TimeDelta::minutes(1)).unwrap_or(at)
}

/// What a start is made of.
#[derive(Clone, Copy, Debug)]
pub struct Start<'a> {
    /// The plan.
    pub playbook: &'a Playbook,
    /// The number of the run.
    pub run: RunNo,
    /// The number of its first task.
    pub first: TaskNo,
    /// The lead's reason.
    pub reason: &'a str,
}

/// What starting makes so; the caller has checked that the actor is staff.
pub fn start(it: Start<'_>, work: &WorkTime<'_>, now: Moment) -> Result<Vec<Event>, Refusal> {
    let Start { playbook, run, first, reason } = it;
    let t0 = minute_of(now);
    let steps = &playbook.steps;
    let tasks: Vec<TaskNo> = (first.0..).map(TaskNo).take(steps.len()).collect();
    let task_of = |code: &String| steps.iter().position(|step| key(&step.code) == key(code)).map(|at| tasks[at]);
    let mut events = vec![Event::PlaybookStarted {
        run,
        playbook: playbook.no,
        name: playbook.name.clone(),
        t0,
        reason: reason.to_owned(),
        tasks: tasks.clone(),
    }];
    for (step, task) in steps.iter().zip(&tasks) {
        let emergency = is_urgent(step, t0, work).then(|| Emergency {
            reason: format!("{} · {reason}", playbook.name),
            ack_within: step.ack_within,
            remind_before: step.remind_before,
        });
        let proposal = Proposal {
            title: step.action.clone(),
            items: step.items.clone(),
            deadline: Deadline { at: due_at(step, t0), said: step.due.to_string(), said_at: None },
            weight: 1,
            terms: Terms { emergency, ..Terms::default() },
            asked: step.asked.clone(),
            origin: None,
            from: None,
        };
        let mut published = publish(*task, proposal, now)?;
        let waits_for = step.waits_for.iter().filter_map(task_of).collect();
        let asked = Event::StepAsked { task: *task, run, step: step.code.clone(), waits_for, note: step.note.clone() };
        published.insert(1, asked);
        events.extend(published);
    }
    Ok(events)
}

/// What stopping makes so; `open` are the tasks of the run of which something is still wanted.
pub fn stop(run: &Run, open: &[Task], how: Stop, reason: &str) -> Result<Vec<Event>, Refusal> {
    if !run.may_stop(how) {
        return Err(Refusal::PlaybookOver);
    }
    let reason = reason.to_owned();
    let mut events: Vec<Event> = open
        .iter()
        .filter(|task| task.end.is_none())
        .filter_map(|task| match how {
            Stop::Normal => task.emergency().map(|_| Event::EmergencyLifted { task: task.no, reason: reason.clone() }),
            Stop::Cancelled => Some(Event::TaskEnded { task: task.no, why: Ended::Cancelled, reason: None }),
        })
        .collect();
    events.push(Event::PlaybookStopped { run: run.no, how, reason });
    Ok(events)
}
