//! Everything that can become of a send, in every lane: who got it, how often, and what the ledger says of it.

use std::collections::BTreeMap;

use chrono::Duration;
use cuiban::cli::demo::{LEAD, LEAD_GROUP};
use cuiban::domain::{Delivery, DeptNo, Entry, EntryNo, Event, OfficeId};
use cuiban::sandbox::{Fault, FaultKind, LogEntry, Lost};
use cuiban::store::{Store, ledger};
use serde_json::json;

use super::{SIGNS, local, publish, refuse, to_chat};
use crate::support::db::TestDb;
use crate::support::world::{CONTACT, World};

/// So soon it is on record that nobody knows.
const FLAGGED_WITHIN: Duration = Duration::seconds(60);
const LOST: [Lost; 6] = [Lost::Silent, Lost::Cut, Lost::Half, Lost::Page502, Lost::Status500, Lost::Odd];

/// One way in which a send ends.
#[derive(Clone, Debug)]
struct Way {
    fault: Option<FaultKind>,
    /// How often a message that is never repeated arrives.
    arrives: usize,
    /// What is known of it.
    known: Delivery,
}

/// All sixteen.
fn ways() -> Vec<Way> {
    let way = |fault, arrives, known| Way { fault: Some(fault), arrives, known };
    let mut ways = vec![Way { fault: None, arrives: 1, known: Delivery::Sent }];
    ways.extend(LOST.map(|lost| way(FaultKind::Applied(lost), 1, Delivery::Unknown)));
    ways.extend(LOST.map(|lost| way(FaultKind::NotApplied(lost), 0, Delivery::Unknown)));
    let wait = Some(json!({ "retry_after": 37 }));
    ways.push(way(refuse(429, "Too Many Requests: retry after 37", wait), 1, Delivery::Sent));
    ways.push(way(refuse(429, "Too Many Requests", None), 1, Delivery::Sent));
    ways.push(way(refuse(403, "Forbidden: bot was blocked by the user", None), 0, Delivery::Refused));
    ways
}

pub(super) async fn in_every_lane(db: TestDb) {
    let ways = ways();
    let names: Vec<String> = SIGNS.chars().take(ways.len()).map(|sign| format!("市{sign}务局")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut w = World::with_departments(&db, &names).await;

    let before = Before::strike(&w, &ways);
    publish(&mut w).await;
    w.pass(Duration::hours(2)).await;
    before.look(&w, &ways);
    before
        .look_into(&w, &db, &ways, |event| match event {
            Event::NoticeSettled { dept, delivery, .. } => Some((*dept, *delivery)),
            _ => None,
        })
        .await;

    // Each another way; whoever refused is asked no more.
    let shifted: Vec<Way> = ways[1..].to_vec();
    w.until(local(7, 21, 14, 30)).await;
    let before = Before::strike(&w, &shifted);
    w.until(local(7, 21, 17, 0)).await;
    before.look(&w, &shifted);
    before
        .look_into(&w, &db, &shifted, |event| match event {
            Event::NudgeSettled { dept, delivery, .. } => Some((*dept, *delivery)),
            _ => None,
        })
        .await;

    answers(&mut w, &ways).await;
    board(&mut w, &ways).await;
    w.close().await;
}

/// How things stood when the faults were laid out, a way for each contact.
struct Before {
    counts: Vec<usize>,
    log: usize,
    at: chrono::DateTime<chrono::Utc>,
}

impl Before {
    fn strike(w: &World, ways: &[Way]) -> Self {
        for (chat, way) in (CONTACT..).zip(ways) {
            if let Some(kind) = &way.fault {
                w.sandbox().fault(to_chat(chat, kind.clone()));
            }
        }
        let counts = (CONTACT..).take(ways.len()).map(|chat| w.count(chat)).collect();
        Self { counts, log: w.sandbox().log().len(), at: w.now() }
    }

    /// Nobody gets twice what is said of our own accord.
    fn look(&self, w: &World, ways: &[Way]) {
        for (n, way) in ways.iter().enumerate() {
            let chat = CONTACT + i64::try_from(n).unwrap();
            assert_eq!(w.count(chat) - self.counts[n], way.arrives, "{way:?}\n{}", w.last(chat).text);
        }
    }

    /// The ledger says once what is known, and says it soon.
    async fn look_into(&self, w: &World, db: &TestDb, ways: &[Way], of: impl Fn(&Event) -> Option<(DeptNo, Delivery)>) {
        let mut settled: BTreeMap<DeptNo, Vec<(Delivery, Duration)>> = BTreeMap::new();
        let log = w.sandbox().log_from(self.log);
        for entry in entries(db).await.into_iter().filter(|entry| entry.at >= self.at) {
            let Some((dept, delivery)) = of(&entry.event) else { continue };
            let chat = CONTACT + dept.0 - 1;
            let left = log.iter().filter_map(|it| match it {
                LogEntry::Answered { at, method, chat: Some(to), .. } if *to == chat && method == "sendmessage" => {
                    Some(*at)
                }
                _ => None,
            });
            let left = left.filter(|at| *at <= entry.at).max().unwrap();
            settled.entry(dept).or_default().push((delivery, entry.at - left));
        }
        for (n, way) in (1..).zip(ways) {
            let known = &settled[&DeptNo(n)];
            assert_eq!(known.len(), 1, "{way:?}: {known:?}");
            assert_eq!(known[0].0, way.known, "{way:?}");
            assert!(known[0].1 <= FLAGGED_WITHIN, "{way:?}: {known:?}");
        }
    }
}

/// Whoever asks gets an answer; where nobody knows whether it arrived, rather twice than never.
async fn answers(w: &mut World, ways: &[Way]) {
    let said =
        |w: &World, chat| w.sandbox().messages(chat).iter().filter(|it| it.bot && it.text.contains("/quiet")).count();
    let before: Vec<usize> = (CONTACT..).take(ways.len()).map(|chat| said(w, chat)).collect();
    for (chat, way) in (CONTACT..).zip(ways) {
        if let Some(kind) = &way.fault {
            w.sandbox().fault(to_chat(chat, kind.clone()));
        }
        w.sandbox().say(chat, chat, "/help");
    }
    w.pass(Duration::minutes(2)).await;
    for ((chat, before), way) in (CONTACT..).zip(before).zip(ways) {
        let expected = match way.known {
            Delivery::Refused => 0,
            Delivery::Unknown => way.arrives + 1,
            Delivery::Sent => 1,
        };
        assert_eq!(said(w, chat) - before, expected, "{way:?}\n{}", w.last(chat).text);
    }
}

/// A board is one message, and shows in the end how things stand.
async fn board(w: &mut World, ways: &[Way]) {
    w.say(LEAD, LEAD_GROUP, "/board").await;
    w.pass(Duration::minutes(10)).await;
    let boards = |w: &World| -> Vec<_> {
        let shown = w.sandbox().messages(LEAD_GROUP).into_iter();
        shown.filter(|it| it.bot && it.text.contains("台账 #")).map(|it| (it.id, it.edited_at)).collect()
    };
    let first = boards(w);
    assert_eq!(first.len(), 1);
    for (contact, way) in (CONTACT..).zip(ways.iter().filter(|way| way.known != Delivery::Refused)) {
        if let Some(kind) = &way.fault {
            w.sandbox().fault(Fault { chat: Some(LEAD_GROUP), ..Fault::once("editMessageText", kind.clone()) });
        }
        let said_at = w.now();
        w.say(contact, contact, "有困难，口径不清楚").await;
        w.pass(Duration::minutes(10)).await;
        let boards = boards(w);
        assert_eq!((boards.len(), boards[0].0), (1, first[0].0), "{way:?}");
        assert!(boards[0].1.is_some_and(|at| at >= said_at), "{way:?}: the board is as before: {boards:?}");
    }
}

async fn entries(db: &TestDb) -> Vec<Entry> {
    let store = Store::open(&db.url).await.unwrap();
    let entries = ledger::list(&mut store.read().await.unwrap(), OfficeId(1), EntryNo(0), 100_000).await.unwrap();
    store.close().await;
    entries
}
