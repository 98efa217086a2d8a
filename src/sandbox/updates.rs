//! The queue of updates: numbers, filter, expiry, what one answer holds.

use std::collections::{BTreeSet, VecDeque};

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::Value;

/// A press lives this long.
pub(super) const PRESS_LIFE: TimeDelta = TimeDelta::seconds(150);
/// Everything else lives this long.
const LIFE: TimeDelta = TimeDelta::hours(24);
/// After such a silence numbers start anew.
const SILENCE: TimeDelta = TimeDelta::days(7);
/// The first number ever.
const FIRST: i64 = 100_000_001;
/// An offset farther than this beyond the newest is not believed.
const BEYOND_MAX: i64 = 10;
/// One answer holds about this many bytes.
const ANSWER_MAX: usize = 4 << 20;

/// So many confirmed updates can be delivered again.
const KEPT_MAX: usize = 100;

/// What an update is about, under the Bot API's names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum About {
    Message,
    EditedMessage,
    CallbackQuery,
    MyChatMember,
    ChatMember,
}

impl About {
    const ALL: [Self; 5] =
        [Self::Message, Self::EditedMessage, Self::CallbackQuery, Self::MyChatMember, Self::ChatMember];

    fn name(self) -> &'static str {
        match self {
            Self::Message => "message",
            Self::EditedMessage => "edited_message",
            Self::CallbackQuery => "callback_query",
            Self::MyChatMember => "my_chat_member",
            Self::ChatMember => "chat_member",
        }
    }

    fn life(self) -> TimeDelta {
        if self == Self::CallbackQuery { PRESS_LIFE } else { LIFE }
    }
}

/// An update that waits, or has been confirmed.
#[derive(Clone, Debug)]
pub(super) struct Pending {
    pub(super) id: i64,
    expires_at: DateTime<Utc>,
    body: Value,
}

/// The queue of one bot.
#[derive(Debug)]
pub(super) struct Queue {
    waiting: VecDeque<Pending>,
    /// Confirmed ones, for delivering them again.
    confirmed: Vec<Pending>,
    again: Vec<Pending>,
    newest: i64,
    newest_at: Option<DateTime<Utc>>,
    /// What arises at all; sticks until set anew.
    allowed: BTreeSet<About>,
}

impl Default for Queue {
    fn default() -> Self {
        Self {
            waiting: VecDeque::new(),
            confirmed: Vec::new(),
            again: Vec::new(),
            newest: FIRST - 1,
            newest_at: None,
            allowed: usual(),
        }
    }
}

impl Queue {
    /// Takes in an update of this moment, unless the bot does not want its kind.
    pub(super) fn push(&mut self, about: About, content: Value, now: DateTime<Utc>) {
        if !self.allowed.contains(&about) {
            return;
        }
        self.newest = match self.newest_at {
            Some(at) if now - at > SILENCE => anew(now),
            _ => self.newest + 1,
        };
        self.newest_at = Some(now);
        let mut body = serde_json::json!({ "update_id": self.newest });
        body[about.name()] = content;
        self.waiting.push_back(Pending { id: self.newest, expires_at: now + about.life(), body });
    }

    /// `allowed_updates` of a call; nothing known means the usual ones.
    pub(super) fn allow(&mut self, names: &Value) {
        let names: Vec<&str> = names.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        self.allowed = About::ALL.into_iter().filter(|about| names.contains(&about.name())).collect();
        if self.allowed.is_empty() {
            self.allowed = usual();
        }
    }

    /// Drops what has died by now; says which.
    pub(super) fn expire(&mut self, now: DateTime<Utc>) -> Vec<i64> {
        let dead = self.waiting.iter().filter(|update| update.expires_at <= now).map(|update| update.id).collect();
        self.waiting.retain(|update| update.expires_at > now);
        dead
    }

    /// Obeys an offset; says whether it confirmed anything.
    pub(super) fn confirm(&mut self, offset: i64) -> bool {
        let gone: Vec<Pending> = if offset < 0 {
            let keep = usize::try_from(offset.unsigned_abs()).unwrap_or(usize::MAX);
            let surplus = self.waiting.len().saturating_sub(keep);
            self.waiting.drain(..surplus).collect()
        } else if offset > 0 && offset <= self.newest + BEYOND_MAX {
            let (gone, kept) = self.waiting.drain(..).partition(|update| update.id < offset);
            self.waiting = kept;
            Vec::from_iter::<VecDeque<_>>(gone)
        } else {
            Vec::new()
        };
        let any = !gone.is_empty();
        self.confirmed.extend(gone);
        let surplus = self.confirmed.len().saturating_sub(KEPT_MAX);
        self.confirmed.drain(..surplus);
        any
    }

    /// What one answer holds.
    pub(super) fn batch(&mut self, limit: usize) -> Vec<(i64, Value)> {
        let again = std::mem::take(&mut self.again);
        let mut size = 0;
        again
            .iter()
            .chain(&self.waiting)
            .take(limit.max(again.len()))
            .take_while(|update| {
                let room = size < ANSWER_MAX;
                size += update.body.to_string().len();
                room
            })
            .map(|update| (update.id, update.body.clone()))
            .collect()
    }

    /// The next answer opens with the last `count` confirmed updates once more.
    pub(super) fn redeliver(&mut self, count: usize) {
        let from = self.confirmed.len().saturating_sub(count);
        self.again.extend_from_slice(&self.confirmed[from..]);
    }

    pub(super) fn len(&self) -> usize {
        self.waiting.len() + self.again.len()
    }

    /// How many wait that have not died by now.
    pub(super) fn alive(&self, now: DateTime<Utc>) -> usize {
        self.waiting.iter().filter(|update| update.expires_at > now).count() + self.again.len()
    }

    /// Forgets all updates; numbers and filter go on.
    pub(super) fn clear(&mut self) {
        self.waiting.clear();
        self.confirmed.clear();
        self.again.clear();
    }
}

/// Everything but what must be asked for by name.
fn usual() -> BTreeSet<About> {
    About::ALL.into_iter().filter(|about| *about != About::ChatMember).collect()
}

/// A number that has nothing to do with the last: a hash of the moment, so that a run can be repeated.
fn anew(now: DateTime<Utc>) -> i64 {
    now.timestamp().wrapping_mul(2_654_435_761).rem_euclid(1 << 30) + 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn monday() -> DateTime<Utc> {
        "2026-07-06T01:00:00Z".parse().unwrap()
    }

    fn queue_of(count: usize) -> Queue {
        let mut queue = Queue::default();
        (0..count).for_each(|_| queue.push(About::Message, json!({}), monday()));
        queue
    }

    fn ids(queue: &mut Queue) -> Vec<i64> {
        queue.batch(100).into_iter().map(|(id, _)| id - FIRST).collect()
    }

    #[test]
    fn offsets_confirm_keep_or_are_not_believed() {
        let table: [(i64, &[i64]); 6] = [
            (0, &[0, 1, 2]),
            (FIRST + 1, &[1, 2]),
            (FIRST + 3, &[]),
            (-1, &[2]),
            (FIRST + 12, &[]),
            (FIRST + 13, &[0, 1, 2]),
        ];
        for (offset, left) in table {
            let mut queue = queue_of(3);
            queue.confirm(offset);
            assert_eq!(ids(&mut queue), left, "{offset}");
        }
    }

    #[test]
    fn a_press_dies_after_150_seconds_and_a_message_after_a_day() {
        let mut queue = Queue::default();
        queue.push(About::CallbackQuery, json!({}), monday());
        queue.push(About::Message, json!({}), monday());
        assert!(queue.expire(monday() + TimeDelta::seconds(149)).is_empty());
        assert_eq!(queue.expire(monday() + TimeDelta::seconds(150)), [FIRST]);
        assert_eq!(queue.expire(monday() + TimeDelta::hours(24)), [FIRST + 1]);
        assert_eq!(queue.len(), 0);
    }

    #[test]
    fn the_filter_acts_when_an_update_arises() {
        let mut queue = Queue::default();
        queue.push(About::ChatMember, json!({}), monday());
        assert_eq!(queue.len(), 0);
        queue.allow(&json!(["chat_member"]));
        assert_eq!(queue.len(), 0);
        queue.push(About::ChatMember, json!({}), monday());
        queue.push(About::Message, json!({}), monday());
        assert_eq!(queue.len(), 1);
        queue.allow(&json!(["nonsense"]));
        queue.push(About::Message, json!({}), monday());
        assert_eq!(queue.len(), 2);
    }

    #[test]
    fn after_a_week_of_silence_numbers_start_anew() {
        let mut queue = queue_of(1);
        queue.confirm(FIRST + 1);
        queue.push(About::Message, json!({}), monday() + TimeDelta::days(8));
        assert_ne!(ids(&mut queue), [1]);
        assert_eq!(queue.len(), 1);
    }

    #[test]
    fn confirmed_updates_can_come_once_more() {
        let mut queue = queue_of(2);
        queue.confirm(FIRST + 2);
        queue.redeliver(1);
        assert_eq!(ids(&mut queue), [1]);
        assert!(ids(&mut queue).is_empty());
    }
}
