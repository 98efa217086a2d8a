//! What holds of every life, however bad the weather was. Each check says all that breaks it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta, Utc};
use cuiban::domain::{Delivery, Entry, EntryNo, Event, OfficeId, PersonId};
use cuiban::sandbox::LogEntry;
use cuiban::store::{Store, ledger, outbox, projections, set_aside};
use futures::FutureExt as _;
use sqlx::{AnyConnection, Connection as _};

use super::chat::Away;
use super::life::Life;
use crate::quarter::facts::{Facts, Got, NOTICE_WORDS, NUDGE_WORDS};
use crate::quarter::invariants as quarter;
use crate::support::source;

const OFFICE: OfficeId = OfficeId(1);
/// A silence shorter than this need not be entered.
const OUTAGE: TimeDelta = TimeDelta::seconds(120);
/// A silence is known as exactly as signs of life are noted.
const GRAIN: TimeDelta = TimeDelta::seconds(75);

/// What is left when a life is over.
pub(crate) struct Remains {
    pub(crate) entries: Vec<Entry>,
    heard: BTreeSet<String>,
    aside: i64,
    states: BTreeMap<String, i64>,
    pub(crate) verdicts: Vec<String>,
    is_rebuilt_equal: bool,
}

impl Remains {
    pub(crate) async fn of(url: &str, now: DateTime<Utc>) -> Self {
        let store = Store::open(url).await.unwrap();
        let mut reader = store.read().await.unwrap();
        let mut entries = ledger::list(&mut reader, OFFICE, EntryNo(0), 1_000_000).await.unwrap();
        source::as_sent(&mut reader, &mut entries).await;
        let mut verdicts = Vec::new();
        for office in ledger::list_offices(&mut reader).await.unwrap() {
            let verdict = ledger::verify(&mut reader, office).await.unwrap();
            if !matches!(verdict, ledger::Verdict::Sound(_)) {
                verdicts.push(format!("{office:?}: {verdict:?}"));
            }
        }
        let aside = set_aside::count(&mut reader).await.unwrap();
        let waiting = outbox::has_waiting(&mut reader, now).await.unwrap();
        let live = projections::projections_digest(&mut reader).await.unwrap();
        drop(reader);
        store.write(|tx| async move { projections::rebuild(tx).await }.boxed()).await.unwrap();
        let mut reader = store.read().await.unwrap();
        let is_rebuilt_equal = live == projections::projections_digest(&mut reader).await.unwrap();
        drop(reader);
        store.close().await;
        let mut raw = AnyConnection::connect(url).await.unwrap();
        let heard: Vec<String> = sqlx::query_scalar("SELECT meaning FROM heard").fetch_all(&mut raw).await.unwrap();
        let states: Vec<(String, i64)> =
            sqlx::query_as("SELECT state, COUNT(*) FROM outbox GROUP BY state").fetch_all(&mut raw).await.unwrap();
        raw.close().await.unwrap();
        let mut states: BTreeMap<String, i64> = states.into_iter().collect();
        if waiting {
            states.insert("due by now".to_owned(), 1);
        }
        Self { entries, heard: heard.into_iter().collect(), aside, states, verdicts, is_rebuilt_equal }
    }
}

/// Everything that is broken.
pub(crate) fn broken(life: &Life, remains: &Remains) -> Vec<String> {
    let log = life.sandbox.log();
    let mut broken = Vec::new();
    broken.extend(what_was_confirmed_is_known(life, &log, remains));
    broken.extend(an_act_is_entered_once(remains));
    broken.extend(a_receipt_is_on_record(&log, remains));
    broken.extend(nothing_is_left_in_hand(remains));
    broken.extend(nobody_is_bothered(life, &log, remains));
    broken.extend(silence_is_entered(&life.chat.silences(), remains));
    broken.extend(remains.verdicts.iter().map(|verdict| format!("the chain: {verdict}")));
    if !remains.is_rebuilt_equal {
        broken.push("rebuilt projections are others".to_owned());
    }
    if remains.aside > 0 {
        broken.push(format!("{} updates were set aside", remains.aside));
    }
    broken
}

/// R1: every message and press that the chat app was told we have is known by its meaning.
fn what_was_confirmed_is_known(life: &Life, log: &[LogEntry], remains: &Remains) -> Vec<String> {
    let meanings = life.chat.meanings();
    let confirmed = log.iter().filter_map(|entry| match entry {
        LogEntry::Confirmed { offset, .. } => Some(*offset),
        _ => None,
    });
    let confirmed = confirmed.max().unwrap_or_default();
    let expired: BTreeSet<i64> = log
        .iter()
        .filter_map(|entry| match entry {
            LogEntry::Expired { update, .. } => Some(*update),
            _ => None,
        })
        .collect();
    let told = meanings.range(..confirmed).filter(|(update, _)| !expired.contains(update));
    let lost = told.filter(|(_, meaning)| !remains.heard.contains(*meaning));
    lost.map(|(_, meaning)| format!("confirmed, and nobody knows of it: {meaning}")).collect()
}

/// R2: one source makes one entry of a kind for a part; a part is acknowledged once.
fn an_act_is_entered_once(remains: &Remains) -> Vec<String> {
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    for entry in &remains.entries {
        let kind = serde_json::to_value(&entry.event).unwrap()["type"].to_string();
        let subject = format!("{:?}", entry.event.subject());
        if let Some(source) = &entry.source {
            *seen.entry(format!("{kind} of {subject} by {source}")).or_default() += 1;
        }
        if matches!(entry.event, Event::Acknowledged { .. }) {
            *seen.entry(format!("{kind} of {subject}")).or_default() += 1;
        }
    }
    // One person may hold several seats of an office, one upload several files.
    let many = ["file_added", "seat_", "department_added", "department_changed"];
    let twice = seen.into_iter().filter(|(what, times)| *times > 1 && !many.iter().any(|it| what.contains(it)));
    twice.map(|(what, times)| format!("entered {times} times: {what}")).collect()
}

/// R3: what a receipt quotes was an entry before.
fn a_receipt_is_on_record(log: &[LogEntry], remains: &Remains) -> Vec<String> {
    let quoted = log.iter().filter_map(|entry| match entry {
        LogEntry::Answered { at, parameters, chat: Some(chat), .. } => {
            let (_, rest) = parameters["text"].as_str()?.split_once("记录号 1-")?;
            let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
            Some((*at, *chat, digits.parse::<usize>().ok()?))
        }
        _ => None,
    });
    let is_entered = |at: DateTime<Utc>, seq: usize| remains.entries.get(seq - 1).is_some_and(|entry| entry.at <= at);
    let missing = quoted.filter(|(at, _, seq)| !is_entered(*at, *seq));
    missing.map(|(at, chat, seq)| format!("a receipt to {chat} at {at} of entry {seq}, which was not there")).collect()
}

/// R7, R8: every slot is settled.
pub(crate) fn nothing_is_left_in_hand(remains: &Remains) -> Vec<String> {
    let open =
        remains.states.iter().filter(|(state, _)| ["claimed", "sending", "due by now"].contains(&state.as_str()));
    open.map(|(state, count)| format!("{count} messages are still {state}")).collect()
}

/// R7, R10, R15: hours, caps and answers are respected, and nothing arrives twice, whatever became of single calls.
fn nobody_is_bothered(life: &Life, log: &[LogEntry], remains: &Remains) -> Vec<String> {
    let mut facts = Facts::of(remains.entries.clone(), log);
    explain_unknown(&mut facts);
    quarter::broken_in_bad_weather(&facts, &life.people.acts)
}

/// What arrived without our knowing is explained by one entry that says so, and no second one.
fn explain_unknown(facts: &mut Facts) {
    let mut unknown: BTreeSet<(DateTime<Utc>, PersonId, bool)> = BTreeSet::new();
    for entry in &facts.entries {
        match &entry.event {
            Event::NoticeSettled { person, delivery: Delivery::Unknown, .. } => {
                unknown.insert((entry.at, *person, false));
            }
            Event::NudgeSettled { person, delivery: Delivery::Unknown, .. } => {
                unknown.insert((entry.at, *person, true));
            }
            _ => {}
        }
    }
    let chats = facts.chats();
    for (at, person, is_nudge) in unknown {
        let words: &[&str] = if is_nudge { &NUDGE_WORDS } else { &NOTICE_WORDS };
        let is_it = |got: &Got| {
            Some(&got.chat) == chats.get(&person)
                && got.at <= at
                && at - got.at < TimeDelta::days(4)
                && words.iter().any(|words| got.text.contains(words))
        };
        if let Some(place) = facts.others.iter().rposition(is_it) {
            facts.others.remove(place);
        }
    }
}

/// R5: every silence is entered, and none that was not.
fn silence_is_entered(away: &[Away], remains: &Remains) -> Vec<String> {
    let entered: Vec<Away> = remains
        .entries
        .iter()
        .filter_map(|entry| match entry.event {
            Event::ServiceAway { from, until } => Some(Away { from, until }),
            _ => None,
        })
        .collect();
    let mut broken = Vec::new();
    for silence in away.iter().filter(|it| it.until - it.from > OUTAGE + GRAIN) {
        if !is_covered(silence, &entered) {
            broken.push(format!("nobody listened, and it is not entered: {silence:?}"));
        }
    }
    for silence in entered.iter().filter(|it| !is_covered(it, away)) {
        let near: Vec<&Away> = away.iter().filter(|it| it.until >= silence.from && it.from <= silence.until).collect();
        broken.push(format!("entered, and somebody listened: {silence:?}; nobody did in {near:?}"));
    }
    let twice = entered.windows(2).filter(|pair| pair[1].from < pair[0].until);
    broken.extend(twice.map(|pair| format!("two silences overlap: {pair:?}")));
    broken
}

/// Whether these cover a span, but for the grain at its ends, and for a moment between two of them.
fn is_covered(span: &Away, by: &[Away]) -> bool {
    let covered: TimeDelta = by
        .iter()
        .map(|it| it.until.min(span.until) - it.from.max(span.from))
        .filter(|it| *it > TimeDelta::zero())
        .sum();
    covered >= (span.until - span.from) - GRAIN * 2
}
