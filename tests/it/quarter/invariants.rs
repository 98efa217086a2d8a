//! What holds for every message and every part, whatever people did. Each check says all that breaks it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use cuiban::domain::{Delivery, Entry, Event, Matter, Promise, Stage, TaskNo, Touch};

use super::calendar::{instant, is_open, is_worked, local, time, worked_after, worked_before, worked_between};
use super::facts::{Facts, Key, NOTICE_WORDS, NUDGE_WORDS, Sent};

/// Everything that is broken.
pub(crate) fn broken(facts: &Facts, acts: &[(i64, DateTime<Utc>)]) -> Vec<String> {
    let mut broken = broken_in_bad_weather(facts, acts);
    broken.extend(second_messages(&Ordinary::of(facts), &deadlines(facts)));
    broken
}

/// Everything that is broken though the weather was bad: the day's digest may come late, and every other rule holds.
pub(crate) fn broken_in_bad_weather(facts: &Facts, acts: &[(i64, DateTime<Utc>)]) -> Vec<String> {
    let mut broken = facts.apart.clone();
    let deadlines = deadlines(facts);
    broken.extend(nothing_unentered(facts, acts));
    let ordinary = Ordinary::of(facts);
    broken.extend(working_hours(facts, &ordinary));
    broken.extend(caps(&ordinary));
    broken.extend(notices_apart(&ordinary));
    for (key, history) in facts.histories() {
        broken.extend(part(key, &history, facts, deadlines[&key.0]));
    }
    broken
}

/// Messages that keep hours and caps: all but those of emergencies alone.
struct Ordinary {
    notices: Vec<Sent>,
    nudges: Vec<Sent>,
}

impl Ordinary {
    fn of(facts: &Facts) -> Self {
        let urgent = facts.emergencies();
        let is_ordinary = |sent: &&Sent| {
            let notices = sent.entered.notices.iter().map(|(task, _)| *task);
            let nudges = sent.entered.nudges.iter().map(|((task, _), _)| *task);
            notices.chain(nudges).any(|task| !urgent.contains(&task))
        };
        Self {
            notices: facts.notices.iter().filter(is_ordinary).cloned().collect(),
            nudges: facts.nudges.iter().filter(is_ordinary).cloned().collect(),
        }
    }
}

fn deadlines(facts: &Facts) -> BTreeMap<TaskNo, DateTime<Utc>> {
    let published = facts.entries.iter().filter_map(|entry| match &entry.event {
        Event::TaskPublished { task, deadline, .. } => Some((*task, deadline.at)),
        _ => None,
    });
    published.collect()
}

/// What else contacts got was an answer to something they, or the lead, had just done.
fn nothing_unentered(facts: &Facts, acts: &[(i64, DateTime<Utc>)]) -> Vec<String> {
    let asked_for = |chat: i64, at: DateTime<Utc>| {
        acts.iter().any(|(user, acted)| *user == chat && (0..=120).contains(&(at - *acted).num_seconds()))
    };
    let others = facts.others.iter();
    let wrong = others.filter(|got| {
        let says = |words: &[&str]| words.iter().any(|words| got.text.contains(words));
        says(&NUDGE_WORDS) || (says(&NOTICE_WORDS) && !asked_for(got.chat, got.at))
    });
    wrong.map(|got| format!("received, and not on the ledger: {got:?}")).collect()
}

fn working_hours(facts: &Facts, ordinary: &Ordinary) -> Vec<String> {
    let renewed: Vec<(Key, DateTime<Utc>)> = facts
        .entries
        .iter()
        .filter_map(|entry| match entry.event {
            Event::NoticeRenewed { task, dept } => Some(((task, dept), entry.at)),
            _ => None,
        })
        .collect();
    let just_came = |sent: &Sent| {
        renewed.iter().any(|(key, at)| {
            sent.entered.notices.contains(key) && (0..=31).contains(&(sent.got.at - *at).num_minutes())
        })
    };
    let notices = ordinary.notices.iter().filter(|sent| !just_came(sent));
    let late = ordinary.nudges.iter().chain(notices).filter(|sent| !is_open(sent.got.at));
    late.map(|sent| format!("outside of working hours, {}: {:?}", local(sent.got.at), sent.got)).collect()
}

fn caps(ordinary: &Ordinary) -> Vec<String> {
    let mut broken = Vec::new();
    for (chat, days) in by_day(&ordinary.nudges) {
        for (day, sent) in &days {
            if sent.len() > 2 {
                broken.push(format!("{} reminders to {chat} on {day}: {sent:?}", sent.len()));
            }
            let mut first = *day;
            for _ in 0..4 {
                first = worked_before(first);
            }
            let in_five: usize = days.range(first..=*day).map(|(_, sent)| sent.len()).sum();
            if in_five > 6 {
                broken.push(format!("{in_five} reminders to {chat} in the five working days up to {day}"));
            }
        }
    }
    broken
}

/// Besides the digest a day has at most one message, and only for a check or what is due by the next noon.
fn second_messages(ordinary: &Ordinary, deadlines: &BTreeMap<TaskNo, DateTime<Utc>>) -> Vec<String> {
    let mut broken = Vec::new();
    for (chat, days) in by_day(&ordinary.nudges) {
        for (day, sent) in days {
            let seconds: Vec<_> = sent.iter().filter(|sent| !is_digest_time(sent.got.at)).collect();
            if seconds.len() > 1 {
                broken.push(format!("{} second messages to {chat} on {day}", seconds.len()));
            }
            let noon = instant(worked_after(day).and_time(time(12, 0)));
            let may = |(key, touch): &(Key, Touch)| {
                matches!(touch.stage, Stage::Check | Stage::LastDay | Stage::PromiseDay) || deadlines[&key.0] <= noon
            };
            for second in seconds.iter().filter(|second| !second.entered.nudges.iter().any(may)) {
                broken.push(format!("a second message that could wait: {second:?}"));
            }
        }
    }
    broken
}

fn is_digest_time(at: DateTime<Utc>) -> bool {
    let time_of_day = local(at).time();
    time_of_day >= time(9, 30) && time_of_day < time(9, 41)
}

fn by_day(sent: &[Sent]) -> BTreeMap<i64, BTreeMap<NaiveDate, Vec<&Sent>>> {
    let mut by_day: BTreeMap<i64, BTreeMap<NaiveDate, Vec<&Sent>>> = BTreeMap::new();
    for sent in sent {
        by_day.entry(sent.got.chat).or_default().entry(local(sent.got.at).date()).or_default().push(sent);
    }
    by_day
}

fn notices_apart(ordinary: &Ordinary) -> Vec<String> {
    let pairs = ordinary.notices.windows(2).filter(|pair| pair[0].got.chat == pair[1].got.chat);
    let close = pairs.filter(|pair| pair[1].got.at - pair[0].got.at < TimeDelta::minutes(30));
    close.map(|pair| format!("two notices within half an hour: {pair:?}")).collect()
}

/// How a part stood at a moment, by its entries.
#[derive(Default)]
struct Standing {
    noticed_at: Option<DateTime<Utc>>,
    answered_at: Option<DateTime<Utc>>,
    complete: bool,
    received: BTreeSet<usize>,
    promise: Option<(DateTime<Utc>, Promise)>,
    difficult: bool,
    progressed_at: Option<DateTime<Utc>>,
    hushed_on: Option<NaiveDate>,
    asks_after: usize,
    last_touch: Option<(DateTime<Utc>, Touch)>,
    acknowledged: usize,
    open_queued: BTreeSet<Touch>,
    /// Nobody knows whether they arrived; they may turn up.
    unknown: BTreeSet<Touch>,
    last_notice: Option<Event>,
}

fn part(key: Key, history: &[&Entry], facts: &Facts, deadline: DateTime<Utc>) -> Vec<String> {
    let required = required(facts, key.0);
    let mut it = Standing::default();
    let mut broken = Vec::new();
    for entry in history {
        let mut say = |what: &str| broken.push(format!("T{} of {}: {what}: {entry:?}", key.0.0, key.1.0));
        match &entry.event {
            Event::NudgeQueued { touch, .. } => {
                if !it.open_queued.insert(*touch) {
                    say("queued twice");
                }
            }
            Event::NudgeLeftOut { touch, .. } | Event::NudgePutOff { touch, .. } => {
                it.open_queued.remove(touch);
            }
            // It arrived then, and not now.
            Event::NudgeSettled { touch, delivery: Delivery::Sent, .. } if it.unknown.remove(touch) => {}
            Event::NudgeSettled { touch, delivery, .. } => {
                if *delivery == Delivery::Unknown {
                    it.unknown.insert(*touch);
                }
                if !it.open_queued.remove(touch) {
                    say("settled, and never queued");
                }
                if *delivery == Delivery::Sent {
                    for what in it.rules_out(entry.at, *touch, deadline) {
                        say(&what);
                    }
                    it.touched(entry.at, *touch, deadline);
                }
            }
            event => {
                it.hears(entry.at, event, &required);
                if it.acknowledged > 1 {
                    say("acknowledged twice");
                }
            }
        }
    }
    for touch in &it.open_queued {
        broken.push(format!("T{} of {}: queued, and never heard of again: {touch:?}", key.0.0, key.1.0));
    }
    let ended = matches!(it.last_notice, Some(Event::NoticeUnreached { .. } | Event::NoticeSettled { .. }));
    if !ended {
        broken.push(format!("T{} of {}: its notice never ended: {:?}", key.0.0, key.1.0, it.last_notice));
    }
    broken
}

fn required(facts: &Facts, task: TaskNo) -> BTreeSet<usize> {
    let items = facts.entries.iter().find_map(|entry| match &entry.event {
        Event::TaskPublished { task: no, items, .. } if *no == task => Some(items),
        _ => None,
    });
    items.unwrap().iter().enumerate().filter(|(_, item)| item.required).map(|(place, _)| place).collect()
}

impl Standing {
    fn hears(&mut self, at: DateTime<Utc>, event: &Event, required: &BTreeSet<usize>) {
        match event {
            // What may have arrived is asked after, too.
            Event::NoticeSettled { delivery: Delivery::Sent | Delivery::Unknown, .. } => self.noticed_at = Some(at),
            Event::Acknowledged { .. } => self.acknowledged += 1,
            Event::Promised { promise, .. } => self.promise = Some((at, *promise)),
            Event::Progressed { .. } => self.progressed_at = Some(at),
            Event::Hushed { on, .. } => self.hushed_on = Some(*on),
            Event::Submitted { items, .. } => {
                self.received.extend(items);
                self.complete |= required.is_subset(&self.received);
            }
            Event::MatterRaised { matter: Matter::Difficulty, .. } => self.difficult = true,
            Event::MatterAnswered { matter: Matter::Difficulty, .. } => self.difficult = false,
            _ => {}
        }
        match event {
            Event::NoticeQueued { .. }
            | Event::NoticeSettled { .. }
            | Event::NoticeUnreached { .. }
            | Event::NoticeRenewed { .. } => self.last_notice = Some(event.clone()),
            Event::Acknowledged { .. }
            | Event::Promised { .. }
            | Event::Progressed { .. }
            | Event::Hushed { .. }
            | Event::Submitted { .. }
            | Event::MatterRaised { .. } => self.answered_at = Some(at),
            _ => {}
        }
    }

    /// Why this reminder should not have left.
    fn rules_out(&self, at: DateTime<Utc>, touch: Touch, deadline: DateTime<Utc>) -> Vec<String> {
        let mut why = Vec::new();
        let today = local(at).date();
        let Some(noticed_at) = self.noticed_at else { return vec!["a reminder of what was never asked".to_owned()] };
        if self.complete {
            why.push("all was in".to_owned());
        }
        if self.difficult {
            why.push("a difficulty waited for the lead".to_owned());
        }
        if touch.stage == Stage::Check && self.answered_at.is_some() {
            why.push("a check after an answer".to_owned());
        }
        // An emergency goes by the clock.
        if touch.stage.is_emergency() {
            return why;
        }
        if self.hushed_on == Some(today) {
            why.push("not today, they had said".to_owned());
        }
        if self.progressed_at.is_some() && self.promise.is_none() && at < deadline && touch.stage != Stage::Before(1) {
            why.push("under way, they had said".to_owned());
        }
        if let Some((given_at, promise)) = self.promise
            && (given_at..silent_until(promise)).contains(&at)
        {
            why.push(format!("silence was promised until {}", local(silent_until(promise))));
        }
        if self.asks_after >= 2 && is_ask_after(touch, deadline) {
            why.push("a third time after the deadline".to_owned());
        }
        if let Some((last, before)) = self.last_touch
            && worked_between(local(last).date(), today) < 1
        {
            why.push(format!("no working day since {before:?}"));
        }
        let span = worked_between(local(noticed_at).date(), local(deadline).date());
        let early = worked_between(local(noticed_at).date(), today) < 2;
        if span >= 3 && early && matches!(touch.stage, Stage::Before(_) | Stage::LastDay) {
            why.push("no second working day has come".to_owned());
        }
        why
    }

    fn touched(&mut self, at: DateTime<Utc>, touch: Touch, deadline: DateTime<Utc>) {
        self.asks_after += usize::from(is_ask_after(touch, deadline));
        self.last_touch = Some((at, touch));
    }
}

/// The day that somebody chose is their own appointment and no ask.
fn is_ask_after(touch: Touch, deadline: DateTime<Utc>) -> bool {
    touch.at > deadline && touch.stage != Stage::PromiseDay
}

/// 09:30 of the promised day; promised before 14:00, or for a day off: 15:00 of the working day before.
fn silent_until(promise: Promise) -> DateTime<Utc> {
    let due = local(promise.due_at);
    if due.time() < time(14, 0) || !is_worked(due.date()) {
        instant(worked_before(due.date()).and_time(time(15, 0)))
    } else {
        instant(due.date().and_time(time(9, 30)))
    }
}
