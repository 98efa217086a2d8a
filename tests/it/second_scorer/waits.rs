//! What waits for the lead: difficulties, questions, wishes for more time, "not ours".

use super::clock::{Clock, working};
use super::read::Line;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// The lead ruled for it.
    Granted,
    /// The lead answered, or ruled against it.
    Answered,
    /// The department took it back.
    TakenBack,
    /// Everything came in before.
    Settled,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Wait {
    pub(super) since: i64,
    pub(super) end: Option<(i64, End)>,
    /// When the lead heard of it, and when of its end: the lead's own time.
    pub(super) heard: i64,
    pub(super) end_heard: i64,
}

impl Wait {
    /// What still waits counts as ruled at the cut-off.
    pub(super) fn until(&self, cut: i64) -> i64 {
        self.end.map_or(cut, |(at, _)| at)
    }
}

/// All waits of one kind, in order.
#[derive(Clone, Debug, Default)]
pub(super) struct Waits(pub(super) Vec<Wait>);

impl Waits {
    /// Said again while it waits, it is the same one, from when it was said first.
    pub(super) fn begin(&mut self, line: &Line) {
        match self.0.last_mut().filter(|wait| wait.end.is_none()) {
            Some(wait) => wait.since = wait.since.min(line.said),
            None => self.0.push(Wait { since: line.said, end: None, heard: line.at, end_heard: 0 }),
        }
    }

    pub(super) fn end(&mut self, line: &Line, how: End) {
        if let Some(wait) = self.0.last_mut().filter(|wait| wait.end.is_none()) {
            (wait.end, wait.end_heard) = (Some((line.said, how)), line.at);
        }
    }
}

/// L4: met, not met, or not owed (yet).
pub(super) fn duty(wait: &Wait, limit: i64, cut: i64) -> Option<bool> {
    let in_time = working(wait.heard, wait.end.map_or(cut, |_| wait.end_heard)) <= limit;
    match wait.end {
        Some((_, End::Granted | End::Answered)) => Some(in_time),
        _ if in_time => None,
        _ => Some(false),
    }
}

/// A difficulty or a question by itself.
#[derive(Clone, Copy, Debug)]
pub(super) struct Matter {
    pub(super) is_difficulty: bool,
    pub(super) raised_at: i64,
    /// When the lead heard of it, as of the two below.
    pub(super) heard_at: i64,
    pub(super) answered_at: Option<i64>,
    pub(super) settled_at: Option<i64>,
}

impl Matter {
    pub(super) fn duty(&self, cut: i64) -> Option<bool> {
        let answered = self.answered_at.filter(|at| self.settled_at.is_none() || working(self.heard_at, *at) <= 420);
        let settled = self.settled_at.map(|at| (at, End::Settled));
        let end = answered.map(|at| (at, End::Answered)).or(settled);
        let end_heard = end.map_or(0, |(at, _)| at);
        duty(&Wait { since: self.raised_at, end, heard: self.heard_at, end_heard }, 420, cut)
    }
}

/// Working time that pushes D* back (7.1).
pub(super) fn pushed(difficulties: &Waits, claims: &Waits, due: i64, clock: Clock, cut: i64) -> i64 {
    let waited = |wait: &Wait| clock.span(wait.since, wait.until(cut));
    // One said before the answer to another was heard waits only from that answer on.
    let (mut slow, mut seen) = (0, i64::MIN);
    for wait in difficulties.0.iter().filter(|wait| wait.since <= due) {
        slow += (clock.span(wait.since.max(seen), wait.until(cut)) - 420).max(0);
        seen = seen.max(wait.until(cut));
    }
    let is_rejected = |wait: &&Wait| !matches!(wait.end, Some((_, End::TakenBack | End::Granted)));
    slow + claims.0.iter().filter(|wait| wait.since <= due).filter(is_rejected).map(waited).sum::<i64>()
}
