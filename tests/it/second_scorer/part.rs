//! A part at a cut-off, straight from 7.1: D*, lateness, and whether it counts.

use super::clock::{Clock, days_between, working};
use super::frac::Frac;
use super::history::History;
use super::promises;
use super::read::{Key, Ledger, Line};
use super::waits::{self, End};

pub(super) const LOOK: i64 = 3 * 420;

#[derive(Clone, Debug)]
pub(super) struct Part {
    pub(super) history: History,
    pub(super) cut: i64,
    pub(super) clock: Clock,
    pub(super) pace: &'static str,
    /// D.
    pub(super) due: i64,
    /// D*.
    pub(super) counted_from: Option<i64>,
    pub(super) disputed: Vec<i64>,
    pub(super) standing: &'static str,
    pub(super) left: Option<&'static str>,
    pub(super) carried: bool,
    pub(super) complete_at: Option<i64>,
}

impl Part {
    /// None before it was asked.
    fn at(ledger: &Ledger, key: Key, lines: &[Line], cut: i64) -> Option<Self> {
        let disputes = ledger.argued.get(&key).cloned().unwrap_or_default();
        let history = History::read(lines, &disputes, cut);
        if history.asked_at.is_none() || history.items.is_empty() {
            return None;
        }
        let is_lifted = history.lifted_at.is_some_and(|at| at <= history.in_force);
        let clock = Clock { emergency: history.is_emergency && !is_lifted };
        let looked_at = |seq: &i64| lines.iter().any(|line| line.seq == *seq && line.at <= cut);
        let rests_on_wrong = lines.iter().filter(|line| line.at <= cut).any(|line| {
            let is_ask = line.kind == "assigned" || line.body["dept"].is_null();
            is_ask && disputes.is_wrong(line.seq)
        });
        let mut it = Self {
            cut,
            clock,
            pace: pace(&history, clock),
            due: history.granted.map_or(history.asked_by, |granted| granted.max(history.asked_by)),
            counted_from: None,
            disputed: disputes.open.iter().copied().filter(looked_at).collect(),
            standing: "",
            left: None,
            carried: false,
            complete_at: None,
            history,
        };
        it.counted_from = it.push_back(&ledger.away);
        it.complete_at = it.completed();
        it.judge(rests_on_wrong);
        Some(it)
    }

    /// Parts of a period, which begins at the first of these boundaries; the others are those of the periods before, newest first.
    pub(super) fn of_period(ledger: &Ledger, key: Key, boundaries: &[i64], (to, cut): (i64, i64)) -> Option<Self> {
        let lines = &ledger.parts[&key];
        let mut it = Self::at(ledger, key, lines, cut)?;
        let day = it.counted_from.unwrap_or(it.due);
        let from = boundaries[0];
        it.carried = day <= from && is_left(ledger, key, lines, boundaries);
        (day <= to && (day > from || it.carried)).then_some(it)
    }

    fn push_back(&self, away: &[Line]) -> Option<i64> {
        let it = &self.history;
        let (clock, cut) = (self.clock, self.cut);
        let notified = it.notified_at?;
        let pushed = waits::pushed(&it.difficulties, &it.claims, self.due, clock, cut);
        let mut day = clock.later(self.due, pushed);
        if !clock.emergency {
            let asked = it.extensions.0.iter().filter(|wait| wait.since <= self.due);
            let refused = asked.filter(|wait| !matches!(wait.end, Some((_, End::TakenBack | End::Granted))));
            let floors = refused.map(|wait| wait.until(cut)).chain([notified]).map(|at| clock.later(at, 420));
            day = floors.fold(day, i64::max);
        }
        for line in away.iter().filter(|line| line.at <= cut) {
            let (from, until) = (line.moment("from"), line.moment("until"));
            if from < day {
                day = clock.later(day, clock.span(from.max(notified), until));
            }
        }
        // What waits for a ruling has no D* yet.
        let mut waits = [&it.difficulties, &it.claims, &it.extensions].into_iter().flat_map(|waits| &waits.0);
        let is_waiting = waits.any(|wait| wait.end.is_none() && wait.since <= self.due);
        Some(if is_waiting { day.max(clock.later(cut, 420)) } else { day })
    }

    fn completed(&self) -> Option<i64> {
        let required = self.history.items.iter().filter(|item| item.required);
        let since: Option<Vec<i64>> = required.map(super::hand_in::Item::since).collect();
        since?.into_iter().max()
    }

    fn judge(&mut self, rests_on_wrong: bool) {
        let it = &self.history;
        let day = self.counted_from.unwrap_or(self.due);
        let is_in = self.complete_at.is_some();
        let ended = it.ended.as_ref().map(|(why, at)| (why.as_str(), *at));
        let is_off = rests_on_wrong || it.is_waived || ended.is_some_and(|(why, _)| why == "cancelled");
        let is_spared = !is_in && ended.is_some_and(|(why, at)| why == "consent" || at <= day);
        let (standing, left) = if it.notified_at.is_none() && !rests_on_wrong {
            ("unreached", Some("unreached"))
        } else if is_off || is_spared {
            ("exempt", Some("exempt"))
        } else if !self.disputed.is_empty() {
            ("disputed", Some("disputed"))
        } else {
            let left = if self.is_in_review() {
                Some("in_review")
            } else if day > self.cut {
                Some("open")
            } else {
                None
            };
            let standing = match self.complete_at {
                Some(at) if at <= day => "on_time",
                Some(_) => "late",
                None if day > self.cut => "open",
                None if !it.valid_hand_ins().is_empty() => "partial",
                None => "missing",
            };
            (standing, left)
        };
        (self.standing, self.left) = (standing, left);
    }

    /// Nobody can judge it at the cut-off.
    fn is_in_review(&self) -> bool {
        self.history.items.iter().any(|item| {
            if item.is_in() {
                item.waits_since().is_some_and(|since| working(since, self.cut) <= LOOK)
            } else {
                item.sent_back.is_some_and(|back| back.by > self.cut)
            }
        })
    }

    /// `l_j`.
    pub(super) fn late_days(&self, since: i64) -> i64 {
        let day = self.counted_from.expect("only of what was notified");
        if since <= day {
            return 0;
        }
        let (minutes, length) = (self.clock.span(day, since), self.clock.day());
        ((minutes + length - 1) / length).max(1)
    }

    pub(super) fn promises(&self) -> Vec<(&'static str, Option<Frac>)> {
        let dates = &self.history.dates;
        let of = |(at, date)| promises::outcome(date, dates.get(at + 1), self.complete_at, self.clock, self.cut);
        dates.iter().enumerate().map(of).collect()
    }
}

/// Whether a part was left to the period that begins at the first boundary: nobody could judge it there, nor before.
fn is_left(ledger: &Ledger, key: Key, lines: &[Line], boundaries: &[i64]) -> bool {
    let Some((end, before)) = boundaries.split_first() else { return false };
    let Some(it) = Part::at(ledger, key, lines, *end) else { return false };
    let Some(day) = it.counted_from else { return false };
    day > *end
        || it.is_in_review() && before.first().is_none_or(|first| day > *first || is_left(ledger, key, lines, before))
}

fn pace(history: &History, clock: Clock) -> &'static str {
    if clock.emergency {
        return "emergency";
    }
    let Some(notified) = history.notified_at else { return "" };
    match days_between(notified, history.asked_by) {
        ..=2 => "short",
        3..=15 => "medium",
        _ => "long",
    }
}
