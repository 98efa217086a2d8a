//! The lead of a simulation: publishes what they wrote, and looks at what came in of an afternoon.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use cuiban::cli::demo::{LEAD, LEAD_GROUP};
use cuiban::sandbox::{Sandbox, Shown};

use crate::quarter::calendar::{instant, is_worked, local, time};

/// Whoever pressed and sees no effect presses again after this.
const AGAIN: TimeDelta = TimeDelta::minutes(10);
/// What a lead presses where it stands on a card, wherever it begins so.
const PRESSES: [&str; 3] = ["发布", "全部接受", "接受"];

/// The lead.
#[derive(Default)]
pub(crate) struct Lead {
    /// What was pressed when, on which card of which chat.
    pressed: BTreeMap<(i64, i64), DateTime<Utc>>,
    reviewed_on: Option<chrono::NaiveDate>,
    next: Option<DateTime<Utc>>,
    /// What went between box and bot, as far as it was looked at.
    read: usize,
}

impl Lead {
    /// Does what there is to do by now.
    pub(crate) fn act(&mut self, sandbox: &Sandbox, now: DateTime<Utc>) {
        self.next = None;
        let today = local(now).date();
        let afternoon = instant(today.and_time(time(16, 0)));
        if self.reviewed_on.is_none() {
            self.reviewed_on = Some(today);
        }
        if is_worked(today) && now >= afternoon && self.reviewed_on != Some(today) {
            self.reviewed_on = Some(today);
            sandbox.say(LEAD, LEAD, "/review");
        }
        let tomorrow = if now < afternoon { afternoon } else { afternoon + TimeDelta::days(1) };
        self.wake(tomorrow);
        let news = sandbox.log_from(self.read).len();
        self.read += news;
        let waits = self.pressed.values().any(|at| *at + AGAIN >= now);
        if news == 0 && !waits {
            return;
        }
        for chat in [LEAD_GROUP, LEAD] {
            let shown = sandbox.messages(chat);
            for card in shown.iter().rev().take(4) {
                self.look(sandbox, chat, card, now);
            }
        }
    }

    pub(crate) fn next(&self) -> Option<DateTime<Utc>> {
        self.next
    }

    fn look(&mut self, sandbox: &Sandbox, chat: i64, card: &Shown, now: DateTime<Utc>) {
        let labels = card.buttons.iter().flatten().map(|button| &button.label);
        let Some(label) = labels.into_iter().find(|label| PRESSES.iter().any(|it| label.starts_with(it))) else {
            return;
        };
        let due = self.pressed.get(&(chat, card.id)).map_or(now, |at| *at + AGAIN);
        if due > now {
            return self.wake(due);
        }
        self.pressed.insert((chat, card.id), now);
        sandbox.press_label(LEAD, chat, card.id, label).unwrap();
        self.wake(now + AGAIN);
    }

    fn wake(&mut self, at: DateTime<Utc>) {
        self.next = Some(self.next.map_or(at, |next| next.min(at)));
    }
}
