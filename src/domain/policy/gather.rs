//! Gathering a person's due touches, of all offices, into few messages (domain rules 5.3 and 5.4).

use chrono::{NaiveTime, TimeDelta};

use super::due::is_too_late;
use super::reader::Reader;
use super::rules::Rules;
use super::told::{Messages, Told};
use crate::domain::{LeftOut, Moment, Part, PersonId, PutOff, Stage, Touch};

/// Whoever has just come is told at any hour for so long: they hold their telephone.
pub const AT_ONCE_FOR: TimeDelta = TimeDelta::minutes(30);
/// Digests are spread over so many seconds.
const STAGGER: i64 = 600;
const NOON: NaiveTime = NaiveTime::from_hms_opt(12, 0, 0).expect("a time of day");

/// A touch that is due for the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DueTouch {
    /// Of which assignment.
    pub part: Part,
    /// Which one.
    pub touch: Touch,
    /// The assignment's deadline.
    pub deadline_at: Moment,
    /// A notice for somebody who just joined or came back: hours do not matter.
    pub at_once: bool,
    /// An emergency: at once and by itself, outside of hours and caps.
    pub emergency: bool,
}

/// What becomes of a due touch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Goes out. Touches of the same moment are one message; a moment that was told already means that message.
    Send {
        /// When it leaves, now or later today.
        at: Moment,
    },
    /// Waits, and is gathered anew.
    PutOff {
        /// Always later than now.
        until: Moment,
        /// Why.
        why: PutOff,
    },
    /// Never goes out.
    LeaveOut {
        /// Why.
        why: LeftOut,
    },
}

/// One verdict for each due touch of a person, in the same order.
#[must_use]
pub fn gather(reader: Reader<'_>, told: &Told, due: &[DueTouch], now: Moment) -> Vec<Verdict> {
    let Reader { rules, person, is_away } = reader;
    let mut round = Round { rules, person, now, messages: Messages::new(rules, told, now) };
    due.iter()
        .map(|it| match it.touch.stage {
            _ if it.emergency => emergency(it, now),
            _ if is_away => round.while_away(it),
            Stage::Notice => round.notice(told, it),
            _ => round.nudge(it),
        })
        .collect()
}

fn emergency(due: &DueTouch, now: Moment) -> Verdict {
    if is_too_late(due.touch, due.deadline_at, now) {
        return Verdict::LeaveOut { why: LeftOut::Superseded };
    }
    Verdict::Send { at: now }
}

struct Round<'a> {
    rules: Rules<'a>,
    person: PersonId,
    now: Moment,
    messages: Messages<'a>,
}

impl Round<'_> {
    fn notice(&self, told: &Told, due: &DueTouch) -> Verdict {
        let open = |at| if due.at_once { at } else { self.rules.work.next_opening(at) };
        if open(self.now) > self.now {
            return Verdict::PutOff { until: open(self.now), why: PutOff::Hours };
        }
        match Messages::notice_waits(told.last_notice, self.now) {
            Some(until) => Verdict::PutOff { until: open(until), why: PutOff::Cap },
            None => Verdict::Send { at: self.now },
        }
    }

    /// It waits from one working day to the next, so that whoever is back early, or stands in by then, hears of it at once; what
    /// has waited until the return is one digest then.
    fn while_away(&self, due: &DueTouch) -> Verdict {
        let until = self.rules.digest_after(self.messages.today(), 1);
        if due.touch.stage == Stage::PromiseDay || is_too_late(due.touch, due.deadline_at, until) {
            Verdict::LeaveOut { why: LeftOut::Away }
        } else {
            Verdict::PutOff { until, why: PutOff::Away }
        }
    }

    fn nudge(&mut self, due: &DueTouch) -> Verdict {
        if is_too_late(due.touch, due.deadline_at, self.now) {
            return Verdict::LeaveOut { why: LeftOut::Superseded };
        }
        if !self.rules.policy.cadence.has(due.touch.stage) {
            return Verdict::LeaveOut { why: LeftOut::Cadence };
        }
        let opening = self.rules.work.next_opening(self.now);
        if opening > self.now {
            return Verdict::PutOff { until: opening, why: PutOff::Hours };
        }
        if let Some(at) = self.message_to_join(due) {
            return Verdict::Send { at };
        }
        match self.new_message(due) {
            Some(at) => {
                self.messages.add(at);
                Verdict::Send { at }
            }
            None => self.another_day(due),
        }
    }

    /// A message of today that has not left yet and may carry this too.
    fn message_to_join(&self, due: &DueTouch) -> Option<Moment> {
        let message =
            if self.is_pressing(due) { self.messages.next_ahead() } else { self.messages.digest(self.digest_at()) };
        message.filter(|at| self.messages.is_ahead(*at) && !is_too_late(due.touch, due.deadline_at, self.now.max(*at)))
    }

    /// The moment of a new message today, if the caps allow one.
    fn new_message(&self, due: &DueTouch) -> Option<Moment> {
        let digest_is_free = self.messages.digest(self.digest_at()).is_none();
        if !self.messages.has_room() || !(digest_is_free || self.is_pressing(due)) {
            return None;
        }
        let at = if self.is_pressing(due) && self.has_own_minute(due.touch) {
            self.now
        } else if digest_is_free {
            self.digest_at()
        } else {
            self.rules.second_on(self.messages.today())
        };
        let is_late = |at| is_too_late(due.touch, due.deadline_at, at);
        if is_late(at) && !self.is_pressing(due) {
            return None;
        }
        let at = if self.is_today(at) && !is_late(at) { at.max(self.now) } else { self.now };
        let apart = at.max(self.messages.next_free());
        match (is_late(apart), self.is_today(apart)) {
            // What is of use now alone is told all the same.
            (true, _) => self.is_pressing(due).then_some(at),
            (false, is_today) => is_today.then_some(apart),
        }
    }

    /// In the hours of today.
    fn is_today(&self, at: Moment) -> bool {
        self.rules.work.is_open(at) && self.rules.work.local(at).date() == self.messages.today()
    }

    fn another_day(&self, due: &DueTouch) -> Verdict {
        let until = self.messages.next_digest();
        // A word about "today" is of no use tomorrow.
        if due.touch.stage == Stage::PromiseDay || is_too_late(due.touch, due.deadline_at, until) {
            Verdict::LeaveOut { why: LeftOut::Cap }
        } else {
            Verdict::PutOff { until, why: PutOff::Cap }
        }
    }

    /// May be a second message: a check, and what is due today or before the next working noon.
    fn is_pressing(&self, due: &DueTouch) -> bool {
        match due.touch.stage {
            Stage::Check | Stage::LastDay | Stage::PromiseDay => true,
            Stage::Before(_) | Stage::Asked if due.deadline_at > self.now => {
                let next_day = self.rules.work.calendar.add_working(self.messages.today(), 1);
                due.deadline_at <= self.rules.work.at(next_day.and_time(NOON))
            }
            _ => false,
        }
    }

    /// Touches planned for a minute of today other than the digest's keep it.
    fn has_own_minute(&self, touch: Touch) -> bool {
        let today = self.messages.today();
        self.rules.work.local(touch.at).date() == today && touch.at != self.rules.digest_on(today)
    }

    /// Spread by person, so that the digests of a whole town do not leave in one second.
    fn digest_at(&self) -> Moment {
        let stagger = TimeDelta::seconds(self.person.0.rem_euclid(STAGGER));
        self.rules.digest_on(self.messages.today()) + stagger
    }
}
