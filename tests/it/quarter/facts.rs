//! What happened, from the two sides that do not know of each other: the office's ledger and the chat app's own log.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta, Utc};
use cuiban::domain::{Delivery, DeptNo, Entry, Event, PersonId, TaskNo, Touch};
use cuiban::sandbox::LogEntry;

/// One department's part in one task.
pub(crate) type Key = (TaskNo, DeptNo);

/// A message that a contact got.
#[derive(Clone, Debug)]
pub(crate) struct Got {
    pub(crate) chat: i64,
    pub(crate) at: DateTime<Utc>,
    pub(crate) text: String,
}

/// A message of which the ledger says that it was sent: what it told.
#[derive(Clone, Debug)]
pub(crate) struct Entered {
    pub(crate) chat: i64,
    pub(crate) at: DateTime<Utc>,
    pub(crate) notices: Vec<Key>,
    pub(crate) nudges: Vec<(Key, Touch)>,
}

/// A message on both sides.
#[derive(Clone, Debug)]
pub(crate) struct Sent {
    pub(crate) got: Got,
    pub(crate) entered: Entered,
}

/// All of it.
#[derive(Clone)]
pub(crate) struct Facts {
    pub(crate) entries: Vec<Entry>,
    /// Notices, by contact and time.
    pub(crate) notices: Vec<Sent>,
    /// Reminders, by contact and time.
    pub(crate) nudges: Vec<Sent>,
    /// What contacts got besides.
    pub(crate) others: Vec<Got>,
    /// Where the two sides do not agree.
    pub(crate) apart: Vec<String>,
}

/// What only a notice says, or a card of a part that somebody asked for.
pub(crate) const NOTICE_WORDS: [&str; 3] = ["请贵单位协助", "件新的事项请您协助", "紧急："];
/// What only a reminder says.
pub(crate) const NUDGE_WORDS: [&str; 13] = [
    "提醒一下：",
    "件事项想请您看一眼",
    "看到点一下“收到”就行",
    "需要多一点时间或遇到困难",
    "想必近期事多",
    "之后我不再自动提醒",
    "您之前定的是",
    "方便改到哪天",
    "还没看到您的回复",
    "到时间，目前还缺",
    "您定的时间到了",
    "到时间了（",
    "项紧急事项请您看一眼",
];

impl Facts {
    /// Lays ledger and log side by side.
    pub(crate) fn of(entries: Vec<Entry>, log: &[LogEntry]) -> Self {
        let mut got = Self::received(log);
        let chats = chats(&entries);
        let (mut notices, mut nudges, mut apart) = (vec![], vec![], vec![]);
        for entered in sent(&entries, &chats) {
            let words: &[&str] = if entered.nudges.is_empty() { &NOTICE_WORDS } else { &NUDGE_WORDS };
            let place = got.iter().rposition(|it| is_this(it, &entered, words));
            match place {
                Some(place) if entered.nudges.is_empty() => notices.push(Sent { got: got.remove(place), entered }),
                Some(place) => nudges.push(Sent { got: got.remove(place), entered }),
                None => apart.push(format!("on the ledger as sent, and never received: {entered:?}")),
            }
        }
        notices.sort_by_key(|sent: &Sent| (sent.got.chat, sent.got.at));
        nudges.sort_by_key(|sent: &Sent| (sent.got.chat, sent.got.at));
        Self { entries, notices, nudges, others: got, apart }
    }

    /// What contacts got.
    pub(crate) fn received(log: &[LogEntry]) -> Vec<Got> {
        log.iter().filter_map(received).collect()
    }

    /// Tasks that go by the clock, at any hour.
    pub(crate) fn emergencies(&self) -> BTreeSet<TaskNo> {
        let urgent = self.entries.iter().filter_map(|entry| match &entry.event {
            Event::TaskPublished { task, terms, .. } if terms.emergency.is_some() => Some(*task),
            _ => None,
        });
        urgent.collect()
    }

    /// Whose chat is whose.
    pub(crate) fn chats(&self) -> BTreeMap<PersonId, i64> {
        chats(&self.entries)
    }

    /// Each part's entries, in order.
    pub(crate) fn histories(&self) -> BTreeMap<Key, Vec<&Entry>> {
        let mut histories: BTreeMap<Key, Vec<&Entry>> = BTreeMap::new();
        for entry in &self.entries {
            if let cuiban::domain::Subject::Assignment(task, dept) = entry.event.subject() {
                histories.entry((task, dept)).or_default().push(entry);
            }
        }
        histories
    }
}

fn is_this(got: &Got, entered: &Entered, words: &[&str]) -> bool {
    let late = entered.at - got.at;
    got.chat == entered.chat
        && (TimeDelta::zero()..=TimeDelta::seconds(10)).contains(&late)
        && words.iter().any(|words| got.text.contains(words))
}

fn received(entry: &LogEntry) -> Option<Got> {
    let LogEntry::Answered { at, method, chat: Some(chat), parameters, answer: Some(answer), .. } = entry else {
        return None;
    };
    let arrived = method == "sendmessage" && *chat > 100 && answer["ok"] == true;
    let text = parameters["text"].as_str().unwrap_or_default().to_owned();
    arrived.then_some(Got { chat: *chat, at: *at, text })
}

/// Whose chat is whose, from the messages by which they joined.
fn chats(entries: &[Entry]) -> BTreeMap<PersonId, i64> {
    let joined = entries.iter().filter_map(|entry| match (&entry.event, &entry.source) {
        (Event::SeatJoined { person, .. }, Some(source)) => {
            Some((*person, source.strip_prefix("m:")?.split(':').next()?.parse().ok()?))
        }
        _ => None,
    });
    joined.collect()
}

/// Messages as the ledger has them: what was entered as sent to one person at one moment.
fn sent(entries: &[Entry], chats: &BTreeMap<PersonId, i64>) -> Vec<Entered> {
    let mut sent: BTreeMap<(bool, PersonId, DateTime<Utc>), Entered> = BTreeMap::new();
    let mut unknown: BTreeSet<(Key, PersonId, Option<Touch>)> = BTreeSet::new();
    for entry in entries {
        let (key, person, touch, delivery) = match &entry.event {
            Event::NoticeSettled { task, dept, person, delivery } => ((*task, *dept), *person, None, *delivery),
            Event::NudgeSettled { task, dept, touch, person, delivery } => {
                ((*task, *dept), *person, Some(*touch), *delivery)
            }
            _ => continue,
        };
        if delivery == Delivery::Unknown {
            unknown.insert((key, person, touch));
        }
        // What turned up was sent when nobody knew of it.
        if delivery != Delivery::Sent || unknown.remove(&(key, person, touch)) {
            continue;
        }
        let is_nudge = touch.is_some();
        let message = sent.entry((is_nudge, person, entry.at)).or_insert_with(|| Entered {
            chat: chats[&person],
            at: entry.at,
            notices: vec![],
            nudges: vec![],
        });
        match &entry.event {
            Event::NoticeSettled { task, dept, .. } => message.notices.push((*task, *dept)),
            Event::NudgeSettled { task, dept, touch, .. } => message.nudges.push(((*task, *dept), *touch)),
            _ => {}
        }
    }
    sent.into_values().collect()
}
