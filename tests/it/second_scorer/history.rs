//! A part's lines in order, as far as the cut-off: what happened, before anything is judged.

use std::collections::BTreeSet;

use super::hand_in::Item;
use super::promises::Date;
use super::read::{Disputes, Line};
use super::waits::{End, Matter, Waits};

/// Answers by button, text or file (7.3 R).
const ANSWERS: [&str; 10] = [
    "acknowledged",
    "promised",
    "progressed",
    "hushed",
    "submitted",
    "matter_raised",
    "extension_asked",
    "not_ours_claimed",
    "dispute_raised",
    "hand_in_withdrawn",
];

#[derive(Clone, Debug, Default)]
pub(super) struct History {
    pub(super) weight: i64,
    pub(super) is_emergency: bool,
    pub(super) lifted_at: Option<i64>,
    /// The task's deadline in force, and the one that binds this department.
    pub(super) in_force: i64,
    pub(super) asked_by: i64,
    pub(super) granted: Option<i64>,
    pub(super) asked_at: Option<i64>,
    pub(super) notified_at: Option<i64>,
    pub(super) first_answer_at: Option<i64>,
    pub(super) items: Vec<Item>,
    pub(super) hand_ins: Vec<(i64, i64, Vec<usize>)>,
    pub(super) dates: Vec<Date>,
    pub(super) difficulties: Waits,
    pub(super) extensions: Waits,
    pub(super) claims: Waits,
    pub(super) matters: Vec<Matter>,
    /// Warnings of 7.3 W that apply it: when.
    pub(super) warnings: Vec<i64>,
    /// Moment of each nudge delivered, its entry, and whether it is a service: planned for before the deadline, or for a correction.
    pub(super) nudges: Vec<(i64, i64, bool)>,
    pub(super) calls: Vec<i64>,
    pub(super) ended: Option<(String, i64)>,
    pub(super) is_waived: bool,
    pub(super) is_unstable: bool,
    /// L2: since when a round of review waits, and what came of those before.
    pub(super) round: Option<i64>,
    pub(super) rounds: Vec<Option<bool>>,
}

impl History {
    pub(super) fn read(lines: &[Line], disputes: &Disputes, cut: i64) -> Self {
        let mut it = Self::default();
        for line in lines.iter().filter(|line| line.at <= cut) {
            let is_ask = line.kind == "assigned" || line.body["dept"].is_null();
            if is_ask || !disputes.is_wrong(line.seq) {
                it.hear(line);
            }
        }
        it
    }

    fn hear(&mut self, line: &Line) {
        if ANSWERS.contains(&line.kind.as_str()) {
            self.notified_at.get_or_insert(line.said);
            self.first_answer_at = self.first_answer_at.into_iter().chain([line.said]).min();
        }
        if matches!(line.way.as_deref(), Some("phone" | "in_person")) || line.kind == "call_logged" {
            self.calls.push(line.at);
        }
        match line.kind.as_str() {
            "task_published" | "task_changed" | "deadline_moved" | "emergency_lifted" | "task_ended" => self.told(line),
            "assigned" => self.asked_at = Some(line.at),
            "notice_settled" if line.text("delivery") == "sent" => {
                self.notified_at.get_or_insert(line.at);
            }
            "nudge_settled" if line.text("delivery") == "sent" => self.nudged(line),
            "submitted" | "hand_in_withdrawn" | "accepted" | "returned" => self.material(line),
            _ => self.asked(line),
        }
    }

    fn told(&mut self, line: &Line) {
        match line.kind.as_str() {
            "task_published" => {
                self.weight = line.number("weight");
                self.is_emergency = !line.body["terms"]["emergency"].is_null();
                self.in_force = due(line);
                self.asked_by = self.in_force;
                self.list_items(line);
            }
            "task_changed" if !line.body["items"].is_null() => {
                self.list_items(line);
                self.is_unstable |= self.notified_at.is_some();
            }
            "deadline_moved" => {
                let (before, now) = (self.in_force, due(line));
                let is_told = self.notified_at.is_some();
                self.is_unstable |= is_told && now < before;
                self.asked_by = if is_told { self.asked_by.max(now) } else { now };
                self.in_force = now;
            }
            "emergency_lifted" => {
                self.lifted_at.get_or_insert(line.at);
            }
            "task_ended" => {
                let why = line.text("why").to_owned();
                if why == "closed" {
                    // What is in counts.
                    self.look(line, true);
                }
                self.ended = Some((why, line.at));
            }
            _ => {}
        }
    }

    fn list_items(&mut self, line: &Line) {
        let listed = line.body["items"].as_array().unwrap();
        for (at, item) in listed.iter().enumerate() {
            let required = item["required"].as_bool().unwrap();
            match self.items.get_mut(at) {
                Some(known) => known.required = required,
                None => self.items.push(Item::new(required)),
            }
        }
    }

    fn nudged(&mut self, line: &Line) {
        // "Before" is written with its number of days.
        let stage = line.body["touch"]["stage"].as_str().unwrap_or("before");
        if stage == "heads_up" || stage == "to_leader" {
            return;
        }
        let is_planned = ["check", "before", "last_day", "emergency_check", "emergency_before"].contains(&stage);
        self.nudges.push((line.at, line.seq, is_planned));
    }

    pub(super) fn is_complete(&self) -> bool {
        self.items.iter().filter(|item| item.required).all(Item::is_in)
    }

    fn material(&mut self, line: &Line) {
        match line.kind.as_str() {
            "submitted" => {
                let places = line.places();
                for place in &places {
                    if let Some(item) = self.items.get_mut(*place) {
                        item.come(line.seq, line.said, line.at);
                    }
                }
                self.hand_ins.push((line.seq, line.said, places));
                if self.is_complete() {
                    self.settle(line);
                    self.round.get_or_insert(line.at);
                }
            }
            "hand_in_withdrawn" => {
                for place in line.places() {
                    if let Some(item) = self.items.get_mut(place) {
                        item.take_back(line.number("of"), line.body["by"].as_i64());
                    }
                }
                if !self.is_complete()
                    && let Some(since) = self.round.take()
                {
                    let in_time = super::clock::working(since, line.at) <= 1260;
                    self.rounds.push(if in_time { None } else { Some(false) });
                }
            }
            "accepted" => self.look(line, !line.by_rule),
            _ => {
                let (by, flaw) = (line.moment("by"), line.text("flaw").to_owned());
                self.look(line, true);
                for place in line.places() {
                    if let Some(item) = self.items.get_mut(place) {
                        item.send_back(by, line.seq, &flaw);
                    }
                }
            }
        }
    }

    /// The lead looked, or the rule accepted without a look.
    fn look(&mut self, line: &Line, is_look: bool) {
        if let Some(since) = self.round.take() {
            self.rounds.push(Some(is_look && super::clock::working(since, line.at) <= 1260));
        }
        self.items.iter_mut().for_each(|item| item.accept(is_look));
    }

    /// Everything is in: nothing is left to decide.
    fn settle(&mut self, line: &Line) {
        for waits in [&mut self.difficulties, &mut self.extensions, &mut self.claims] {
            waits.end(line, End::Settled);
        }
        let open = self.matters.iter_mut().filter(|matter| matter.answered_at.is_none());
        open.for_each(|matter| matter.settled_at = matter.settled_at.or(Some(line.at)));
    }

    fn asked(&mut self, line: &Line) {
        let at = line.said;
        match line.kind.as_str() {
            "promised" => {
                let promise = &line.body["promise"];
                let due = super::clock::minute(promise["due_at"].as_str().unwrap());
                self.dates.push(Date {
                    given_at: at,
                    counts_from: at,
                    due,
                    make_up: promise["make_up"] == true,
                    is_granted: false,
                });
                // A date says that more time is not needed.
                self.extensions.end(line, End::TakenBack);
            }
            "extension_asked" => {
                self.extensions.begin(line);
                self.warnings.push(at);
            }
            "extension_granted" => {
                let until = line.moment("until");
                let asked = self.extensions.0.last().filter(|wait| wait.end.is_none()).map_or(at, |wait| wait.since);
                self.dates.push(Date {
                    given_at: at,
                    counts_from: asked,
                    due: until,
                    make_up: false,
                    is_granted: true,
                });
                self.granted = Some(self.granted.map_or(until, |before| before.max(until)));
                self.extensions.end(line, End::Granted);
                for back in self.items.iter_mut().filter(|item| !item.is_in()).filter_map(|it| it.sent_back.as_mut()) {
                    back.by = until;
                }
            }
            "extension_refused" => self.extensions.end(line, End::Answered),
            "not_ours_claimed" => {
                self.claims.begin(line);
                self.warnings.push(at);
            }
            "not_ours_agreed" => {
                self.is_waived = true;
                self.claims.end(line, End::Granted);
                self.extensions.end(line, End::Settled);
            }
            "not_ours_rejected" => self.claims.end(line, End::Answered),
            "request_withdrawn" if line.text("request") == "extension" => self.extensions.end(line, End::TakenBack),
            "request_withdrawn" => self.claims.end(line, End::TakenBack),
            "matter_raised" => {
                let is_difficulty = line.text("matter") == "difficulty";
                if is_difficulty {
                    self.difficulties.begin(line);
                    self.warnings.push(at);
                }
                self.matters.push(Matter {
                    is_difficulty,
                    raised_at: at,
                    heard_at: line.at,
                    answered_at: None,
                    settled_at: None,
                });
            }
            "matter_answered" => {
                let is_difficulty = line.text("matter") == "difficulty";
                if is_difficulty {
                    self.difficulties.end(line, End::Answered);
                }
                let open =
                    self.matters.iter_mut().filter(|it| it.is_difficulty == is_difficulty && it.answered_at.is_none());
                open.for_each(|matter| matter.answered_at = Some(at));
            }
            _ => {}
        }
    }

    /// Hand-ins of which something was one: not blank, not taken back; those first that were given first.
    pub(super) fn valid_hand_ins(&self) -> Vec<&(i64, i64, Vec<usize>)> {
        let valid: BTreeSet<i64> =
            self.items.iter().flat_map(|item| item.arrivals.iter().map(|(_, seq)| *seq)).collect();
        let mut hand_ins: Vec<_> = self.hand_ins.iter().filter(|(seq, ..)| valid.contains(seq)).collect();
        hand_ins.sort_by_key(|(seq, at, _)| (*at, *seq));
        hand_ins
    }
}

fn due(line: &Line) -> i64 {
    super::clock::minute(line.body["deadline"]["at"].as_str().unwrap())
}
