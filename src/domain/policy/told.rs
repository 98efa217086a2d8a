//! What a person was told already, and what the caps leave (domain rule 5.4).

use chrono::{NaiveDate, TimeDelta};

use super::rules::Rules;
use crate::domain::Moment;

/// So far apart are two messages of a day.
const APART: TimeDelta = TimeDelta::minutes(15);

/// Messages that a person got or will get from us, all offices together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// Nudge messages, queued or sent, by the moment they leave, oldest first; the last ten working days will do.
    pub nudges: Vec<Moment>,
    /// Those of them that should have left by now, and wait: the network, the clock or the chat app held them up.
    pub held_up: Vec<Moment>,
    /// The last message with notices, queued or sent.
    pub last_notice: Option<Moment>,
}

/// The nudge messages around one day.
pub(super) struct Messages<'a> {
    rules: Rules<'a>,
    all: Vec<Moment>,
    now: Moment,
    /// Not later than now, and still here: made in this very round, or held up.
    waiting: Vec<Moment>,
}

impl<'a> Messages<'a> {
    pub(super) fn new(rules: Rules<'a>, told: &Told, now: Moment) -> Self {
        Self { rules, all: told.nudges.clone(), now, waiting: told.held_up.clone() }
    }

    pub(super) fn add(&mut self, at: Moment) {
        self.all.push(at);
        self.waiting.push(at);
    }

    pub(super) fn today(&self) -> NaiveDate {
        self.rules.work.local(self.now).date()
    }

    fn of_today(&self) -> impl Iterator<Item = Moment> {
        let today = self.today();
        self.all.iter().copied().filter(move |at| self.rules.work.local(*at).date() == today)
    }

    /// The day's digest: the message of its moment, or else the first from its hour on, which took its place. What came
    /// before was a second message ahead of time.
    pub(super) fn digest(&self, digest_at: Moment) -> Option<Moment> {
        let opens = self.rules.work.at(self.today().and_time(self.rules.policy.digest_at));
        let first = self.of_today().filter(|at| *at >= opens).min();
        self.of_today().find(|at| *at == digest_at).or(first)
    }

    /// Whether a message has not left yet.
    pub(super) fn is_ahead(&self, at: Moment) -> bool {
        at > self.now || self.waiting.contains(&at)
    }

    /// Today's next message that has not left yet.
    pub(super) fn next_ahead(&self) -> Option<Moment> {
        self.of_today().filter(|at| self.is_ahead(*at)).min()
    }

    /// From when on another message may leave today: none on the heels of one that was late itself.
    pub(super) fn next_free(&self) -> Moment {
        let left = self.of_today().filter(|at| !self.is_ahead(*at)).max();
        left.map_or(self.now, |at| (at + APART).max(self.now))
    }

    /// Whether one more message may leave today.
    pub(super) fn has_room(&self) -> bool {
        self.of_today().count() < usize::from(self.rules.policy.messages_per_day_max) && self.has_room_on(self.today())
    }

    /// Whether the five working days that end with this one have room.
    fn has_room_on(&self, day: NaiveDate) -> bool {
        let first = self.rules.work.calendar.add_working(day, -4);
        let within =
            self.all.iter().map(|at| self.rules.work.local(*at).date()).filter(|on| (first..=day).contains(on));
        within.count() < usize::from(self.rules.policy.messages_per_five_days_max)
    }

    /// The first digest after today that has room.
    pub(super) fn next_digest(&self) -> Moment {
        // Five working days on, nothing of today is within the five any more.
        let days = (1..=5).find(|days| self.has_room_on(self.rules.work.calendar.add_working(self.today(), *days)));
        self.rules.digest_after(self.today(), days.unwrap_or(5))
    }

    /// Whether a notice has left so shortly before that the next one waits, and until when.
    pub(super) fn notice_waits(last_notice: Option<Moment>, now: Moment) -> Option<Moment> {
        last_notice.map(|last| last + TimeDelta::minutes(30)).filter(|until| *until > now)
    }
}
