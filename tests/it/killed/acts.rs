//! What contacts do in a burst, and the one entry that each of it must have made.

use std::collections::BTreeMap;

use cuiban::conversation::source_of_press;
use cuiban::domain::{Entry, Event, Matter};
use cuiban::sandbox::Sandbox;

use super::office::{CONTACT, TASKS};

/// Something done, under the number of its update.
#[derive(Clone, Debug)]
pub(crate) struct Done {
    pub(crate) update: i64,
    pub(crate) expected: Expected,
}

/// What it must have made so.
#[derive(Clone, Debug)]
pub(crate) enum Expected {
    /// Nothing: a button that asks for words.
    Nothing,
    /// The part is acknowledged, by this press or an earlier one.
    Acknowledged { task: i64, dept: i64 },
    /// An entry of this kind, of this very source.
    Entered { kind: Kind, source: String },
}

/// Kinds of entries that the acts make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Joined,
    Promised,
    Difficulty,
}

/// A generator of small numbers; the same for the same seed.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    /// Below the bound.
    pub(crate) fn roll(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        (mixed ^ (mixed >> 27)) % bound
    }

    fn number(&mut self, bound: i64) -> i64 {
        i64::try_from(self.roll(u64::try_from(bound).unwrap())).unwrap()
    }
}

/// The phones of the contacts: every act is one update, numbered on from the last.
pub(crate) struct Phones {
    pub(crate) done: Vec<Done>,
    next_update: i64,
    /// Moments that were promised so far: no two are alike.
    promised_at: i64,
}

impl Phones {
    pub(crate) fn new(next_update: i64, first_promise_at: i64) -> Self {
        Self { done: vec![], next_update, promised_at: first_promise_at }
    }

    /// Somebody opens their link.
    pub(crate) fn joins(&mut self, sandbox: &Sandbox, user: i64, code: &str) {
        let message = sandbox.start_bot(user, Some(code));
        self.note(Expected::Entered { kind: Kind::Joined, source: format!("m:{user}:{message}:0") });
    }

    /// One of those who joined taps or types.
    pub(crate) fn acts(&mut self, sandbox: &Sandbox, dice: &mut Dice, joined: i64) {
        let n = dice.number(joined);
        let (user, dept, task) = (CONTACT + n, n + 1, 1 + dice.number(TASKS));
        let card = sandbox.messages(user).into_iter().rev().find(|shown| shown.bot).map_or(0, |shown| shown.id);
        let part = format!("1.{task}.{dept}");
        match dice.roll(4) {
            0 => {
                sandbox.press(user, user, card, &format!("ak:{part}"));
                self.note(Expected::Acknowledged { task, dept });
            }
            1 | 2 => {
                self.promised_at += 60;
                let press = sandbox.press(user, user, card, &format!("da:{part}.{}", self.promised_at));
                self.note(Expected::Entered { kind: Kind::Promised, source: source_of_press(&press) });
            }
            _ => {
                sandbox.press(user, user, card, &format!("df:{part}"));
                self.note(Expected::Nothing);
                let message = sandbox.say(user, user, "数据要不来");
                self.note(Expected::Entered { kind: Kind::Difficulty, source: format!("m:{user}:{message}:0") });
            }
        }
    }

    /// Somebody said something that is no answer of a contact.
    pub(crate) fn says_what_is_not_entered(&mut self) {
        self.note(Expected::Nothing);
    }

    fn note(&mut self, expected: Expected) {
        self.done.push(Done { update: self.next_update, expected });
        self.next_update += 1;
    }

    /// What was confirmed below this number and is not on the ledger.
    pub(crate) fn lost(&self, confirmed: i64, entries: &[Entry]) -> Vec<String> {
        let made = made(entries);
        let acknowledged = |task: i64, dept: i64| {
            entries.iter().any(
                |entry| matches!(entry.event, Event::Acknowledged { task: t, dept: d } if (t.0, d.0) == (task, dept)),
            )
        };
        let stands = |done: &&Done| match &done.expected {
            Expected::Nothing => true,
            Expected::Acknowledged { task, dept } => acknowledged(*task, *dept),
            Expected::Entered { kind, source } => made.get(source.as_str()).is_some_and(|kinds| kinds.contains(kind)),
        };
        let told = self.done.iter().filter(|done| done.update < confirmed);
        told.filter(|done| !stands(done)).map(|done| format!("{done:?}")).collect()
    }
}

/// What each source made, besides acknowledgements.
pub(crate) fn made(entries: &[Entry]) -> BTreeMap<&str, Vec<Kind>> {
    let mut made: BTreeMap<&str, Vec<Kind>> = BTreeMap::new();
    for entry in entries {
        let kind = match entry.event {
            Event::SeatJoined { .. } => Kind::Joined,
            Event::Promised { .. } => Kind::Promised,
            Event::MatterRaised { matter: Matter::Difficulty, .. } => Kind::Difficulty,
            _ => continue,
        };
        made.entry(entry.source.as_deref().unwrap_or_default()).or_default().push(kind);
    }
    made
}
