//! The rules as they hold for one person: all of their offices together, and what they chose themselves.

use chrono::NaiveDateTime;

use super::rules::{Cadence, Policy, Rules};
use crate::domain::{Moment, Person, PersonId, Window};

/// Messages a day, and in any five working days, of somebody who asked for fewer.
const SLOW: (u8, u8) = (1, 3);

/// Who is written to, and how.
#[derive(Clone, Copy, Debug)]
pub struct Reader<'a> {
    /// The gentlest of their offices', within their own hours.
    pub(super) rules: Rules<'a>,
    /// Who.
    pub(super) person: PersonId,
    /// They are away today, and nobody stands in.
    pub(super) is_away: bool,
}

impl<'a> Reader<'a> {
    /// The moment itself in their hours, else the beginning of the next.
    #[must_use]
    pub fn next_opening(&self, at: Moment) -> Moment {
        self.rules.work.next_opening(at)
    }

    /// What the clock shows where they are.
    #[must_use]
    pub fn local(&self, at: Moment) -> NaiveDateTime {
        self.rules.work.local(at)
    }

    /// This person at this moment, by the rules of their offices and their own choices.
    #[must_use]
    pub fn new(rules: Rules<'a>, person: PersonId, choice: &Person, now: Moment) -> Self {
        let mut rules = rules;
        if let Some(window) = choice.window {
            let hours = rules.work.hours.within(window.from(), window.until(), Window::MINUTES_MIN);
            rules.work.hours = hours;
        }
        if choice.slow {
            let (a_day, in_five_days) = SLOW;
            let slow = Policy {
                cadence: Cadence::Light,
                messages_per_day_max: a_day,
                messages_per_five_days_max: in_five_days,
                ..rules.policy
            };
            rules.policy = rules.policy.gentler(slow);
        }
        Self { rules, person, is_away: choice.is_away(rules.work.local(now).date()) }
    }
}
