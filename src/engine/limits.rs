//! The chat app's limits, kept by construction: a call goes only when there is room for it.
//!
//! 30 calls a second over all chats; in a private chat one a second, with short bursts; 20 a minute in a group, edits too.

use std::collections::{BTreeMap, VecDeque};
use std::time::Duration;

use chrono::TimeDelta;

use crate::domain::{ChatNo, Moment};

/// So many calls in such a window. A little longer than the chat app's own, since the way there is not always equally long.
struct Limit {
    calls: usize,
    window: TimeDelta,
}

const ALL: Limit = Limit { calls: 30, window: TimeDelta::milliseconds(1_050) };
const PRIVATE: Limit = Limit { calls: 3, window: TimeDelta::milliseconds(3_100) };
const GROUP: Limit = Limit { calls: 20, window: TimeDelta::milliseconds(60_500) };
/// Chats that are remembered before those without recent calls are forgotten.
const CHATS_MAX: usize = 1_000;

/// What was called lately, and what is frozen.
#[derive(Debug, Default)]
pub(super) struct Limits {
    all: VecDeque<Moment>,
    chats: BTreeMap<ChatNo, Chat>,
    /// Nothing at all goes out before this.
    frozen: Option<Moment>,
}

#[derive(Debug, Default)]
struct Chat {
    calls: VecDeque<Moment>,
    frozen: Option<Moment>,
}

impl Limits {
    /// Takes the room for a call, or says how long to wait. A press is answered in no chat.
    pub(super) fn take(&mut self, chat: Option<ChatNo>, now: Moment) -> Result<(), Duration> {
        let waits = [
            left(self.frozen, now),
            ALL.wait(&mut self.all, now),
            chat.and_then(|chat| self.chats.entry(chat).or_default().wait(chat, now)),
        ];
        if let Some(wait) = waits.into_iter().flatten().max() {
            return Err(wait);
        }
        self.all.push_back(now);
        if let Some(chat) = chat {
            self.chats.entry(chat).or_default().calls.push_back(now);
        }
        self.forget(now);
        Ok(())
    }

    /// The chat app asked to wait before anything more is sent there.
    pub(super) fn freeze(&mut self, chat: ChatNo, until: Moment) {
        self.chats.entry(chat).or_default().frozen = Some(until);
    }

    /// Nothing goes out until then.
    pub(super) fn freeze_all(&mut self, until: Moment) {
        self.frozen = Some(until);
    }

    fn forget(&mut self, now: Moment) {
        if self.chats.len() > CHATS_MAX {
            self.chats.retain(|no, chat| chat.is_recent(*no, now));
        }
    }
}

impl Chat {
    fn wait(&mut self, no: ChatNo, now: Moment) -> Option<Duration> {
        let limit = if no.0 < 0 { &GROUP } else { &PRIVATE };
        left(self.frozen, now).max(limit.wait(&mut self.calls, now))
    }

    /// Whether there is anything to remember of it.
    fn is_recent(&mut self, no: ChatNo, now: Moment) -> bool {
        self.wait(no, now).is_some() || !self.calls.is_empty()
    }
}

impl Limit {
    /// How long until there is room.
    fn wait(&self, calls: &mut VecDeque<Moment>, now: Moment) -> Option<Duration> {
        // A clock that was set back must not hold us for as long.
        calls.retain(|at| *at <= now && now - *at < self.window);
        let oldest = calls.iter().nth_back(self.calls.checked_sub(1)?)?;
        left(Some(*oldest + self.window), now)
    }
}

fn left(until: Option<Moment>, now: Moment) -> Option<Duration> {
    until.and_then(|until| (until - now).to_std().ok()).filter(|left| !left.is_zero())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(ms: i64) -> Moment {
        "2026-07-06T01:00:00Z".parse::<Moment>().unwrap() + TimeDelta::milliseconds(ms)
    }

    /// When each of so many calls goes, if they all want to go at once.
    fn drain(calls: usize, chat: impl Fn(usize) -> Option<ChatNo>) -> Vec<i64> {
        let mut limits = Limits::default();
        let mut now = at(0);
        (0..calls)
            .map(|call| {
                while let Err(wait) = limits.take(chat(call), now) {
                    now += TimeDelta::from_std(wait).unwrap();
                }
                (now - at(0)).num_milliseconds()
            })
            .collect()
    }

    fn busiest(moments: &[i64], window: i64) -> usize {
        moments
            .iter()
            .map(|from| moments.iter().filter(|at| (*from..*from + window).contains(at)).count())
            .max()
            .unwrap()
    }

    #[test]
    fn no_second_sees_more_than_thirty_calls() {
        let gone = drain(100, |call| Some(ChatNo(i64::try_from(call).unwrap() + 1)));
        assert_eq!(busiest(&gone, 1_000), 30);
        assert!(gone[99] <= 4_000, "{gone:?}");
        assert_eq!(busiest(&drain(100, |_| None), 1_000), 30);
    }

    #[test]
    fn no_minute_sees_more_than_twenty_calls_in_a_group() {
        let gone = drain(50, |_| Some(ChatNo(-5)));
        assert_eq!(busiest(&gone, 60_000), 20);
        assert!(gone[19] == 0 && gone[49] <= 125_000, "{gone:?}");
    }

    #[test]
    fn a_private_chat_gets_one_a_second_after_a_short_burst() {
        let gone = drain(12, |_| Some(ChatNo(5)));
        assert_eq!(busiest(&gone, 3_000), 3);
        assert!(gone[11] <= 11_000, "{gone:?}");
    }

    #[test]
    fn a_frozen_chat_waits_and_others_do_not() {
        let mut limits = Limits::default();
        limits.freeze(ChatNo(5), at(7_000));
        assert_eq!(limits.take(Some(ChatNo(5)), at(0)), Err(Duration::from_secs(7)));
        assert_eq!(limits.take(Some(ChatNo(6)), at(0)), Ok(()));
        assert_eq!(limits.take(Some(ChatNo(5)), at(7_000)), Ok(()));
        limits.freeze_all(at(9_000));
        assert_eq!(limits.take(Some(ChatNo(6)), at(8_000)), Err(Duration::from_secs(1)));
    }

    #[test]
    fn a_clock_that_was_set_back_holds_nobody() {
        let mut limits = Limits::default();
        for _ in 0..20 {
            assert_eq!(limits.take(Some(ChatNo(-5)), at(3_600_000)), Ok(()));
        }
        assert_eq!(limits.take(Some(ChatNo(-5)), at(0)), Ok(()));
    }
}
