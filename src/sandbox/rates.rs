//! Rates, when they are switched on: 30 a second in all, bursts of a few in a private chat, 20 a minute in a group.

use std::collections::{HashMap, VecDeque};

use chrono::{DateTime, TimeDelta, Utc};

/// So many calls in such a window.
#[derive(Clone, Copy)]
struct Limit {
    calls: usize,
    window: TimeDelta,
}

const ALL: Limit = Limit { calls: 30, window: TimeDelta::seconds(1) };
/// One a second, bursts tolerated.
const PRIVATE: Limit = Limit { calls: 3, window: TimeDelta::seconds(3) };
const GROUP: Limit = Limit { calls: 20, window: TimeDelta::minutes(1) };

/// What was sent lately; 0 stands for all chats.
#[derive(Debug, Default)]
pub(super) struct Rates {
    sent: HashMap<i64, VecDeque<DateTime<Utc>>>,
}

impl Rates {
    /// Counts a send, or says after how many seconds it may come.
    pub(super) fn take(&mut self, chat: i64, now: DateTime<Utc>) -> Result<(), i64> {
        let own = if chat < 0 { GROUP } else { PRIVATE };
        for (key, limit) in [(0, ALL), (chat, own)] {
            let sent = self.sent.entry(key).or_default();
            while sent.front().is_some_and(|at| now - *at >= limit.window) {
                sent.pop_front();
            }
            if let Some(oldest) = sent.front().filter(|_| sent.len() >= limit.calls) {
                return Err((limit.window - (now - *oldest)).num_seconds().max(1));
            }
        }
        for key in [0, chat] {
            self.sent.entry(key).or_default().push_back(now);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_takes_twenty_a_minute() {
        let now: DateTime<Utc> = "2026-07-06T01:00:00Z".parse().unwrap();
        let mut rates = Rates::default();
        for step in 0..20 {
            assert_eq!(rates.take(-5, now + TimeDelta::seconds(step)), Ok(()));
        }
        assert_eq!(rates.take(-5, now + TimeDelta::seconds(20)), Err(40));
        assert_eq!(rates.take(7, now + TimeDelta::seconds(20)), Ok(()));
        assert_eq!(rates.take(-5, now + TimeDelta::seconds(60)), Ok(()));
    }
}
