//! Heads leave the house: in 30 days nothing stays unseen for more than one, and a copy that somebody kept convicts who rewrites.

use chrono::{DateTime, Duration, Utc};
use cuiban::cli::demo::{LEAD, LEAD_GROUP};
use cuiban::domain::{EntryNo, Event, OfficeId};
use cuiban::sandbox::LogEntry;
use cuiban::store::{ledger, person};
use libtest_mimic::Trial;
use sqlx::Executor as _;

use super::{MONTHLY, published};
use crate::store::history::enter;
use crate::support::db::{TestDb, on_both};
use crate::support::world::{CONTACT, World};

const DAYS: i64 = 30;
/// Who is a contact too.
const OPERATOR: i64 = CONTACT + 1;
const TWO_DAYS: Duration = Duration::hours(48);

pub(crate) fn trials() -> Vec<Trial> {
    [
        on_both("heads::nothing_stays_unseen_for_a_day_and_a_kept_copy_convicts", thirty_days),
        on_both("heads::where_no_operator_gets_them_staff_does", unreached),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Nobody else would see the ledger grow: the operator has blocked the bot, and there is no board.
async fn unreached(db: TestDb) {
    let mut w = published(&db, &["市住建局", "市教育局"], MONTHLY).await;
    let store = db.open().await;
    w.act("系统管理员停用了机器人", |sandbox| sandbox.block(OPERATOR)).await;
    let operator = person::find_person_by_user(&mut store.read().await.unwrap(), OPERATOR).await.unwrap().unwrap();
    enter(&store, OfficeId::SERVICE, w.now(), vec![Event::OperatorAdded { person: operator.id }]).await;
    w.pass(Duration::days(4)).await;
    let heads = seen(&w);
    assert!(!heads.is_empty(), "{:#?}", w.last(LEAD).text);
    let entries = ledger::list(&mut store.read().await.unwrap(), OfficeId(1), EntryNo(0), 100_000).await.unwrap();
    for entry in entries.iter().filter(|entry| entry.at <= w.now() - TWO_DAYS) {
        let is_seen = heads.iter().any(|it| it.1 >= entry.seq.0 && it.0 - entry.at <= TWO_DAYS);
        assert!(is_seen, "{} of {} is unseen: {heads:?}", entry.seq.0, entry.at);
    }
    let kept = |w: &World| -> Vec<String> {
        let shown = w.sandbox().messages(LEAD_GROUP).into_iter().map(|shown| shown.text);
        shown.filter(|text| text.contains("请留存")).collect()
    };
    let last = kept(&w).pop().unwrap();
    assert!(last.contains("安委办 #") && last.contains("/board"), "{last}");
    w.say(LEAD, LEAD_GROUP, "/board").await;
    let before = kept(&w).len();
    w.pass(Duration::days(2)).await;
    assert_eq!(kept(&w).len(), before, "the board shows it: {:?}", kept(&w));
    store.close().await;
    w.close().await;
}

async fn thirty_days(db: TestDb) {
    let mut w = published(&db, &["市住建局", "市教育局"], MONTHLY).await;
    let store = db.open().await;
    let operator = person::find_person_by_user(&mut store.read().await.unwrap(), LEAD).await.unwrap().unwrap();
    enter(&store, OfficeId::SERVICE, w.now(), vec![Event::OperatorAdded { person: operator.id }]).await;
    for day in 0..DAYS {
        if day % 3 == 0 {
            w.say(CONTACT, CONTACT, "有困难，口径不清楚").await;
        }
        if day % 7 == 5 {
            w.say(LEAD, LEAD, "/lang").await;
        }
        w.pass(Duration::hours(24)).await;
    }
    w.pass(Duration::hours(25)).await;
    let seen = seen(&w);
    for office in [OfficeId::SERVICE, OfficeId(1)] {
        let entries = ledger::list(&mut store.read().await.unwrap(), office, EntryNo(0), 100_000).await.unwrap();
        for entry in entries {
            let mut later = seen.iter().filter(|it| it.1 >= entry.seq.0 && it.0 >= entry.at);
            let within =
                later.any(|it| it.0 - entry.at <= Duration::hours(24) && it.2 == (office == OfficeId::SERVICE));
            assert!(
                within || entry.at > w.now() - Duration::hours(24),
                "{office:?} {}: {} unseen",
                entry.seq.0,
                entry.at
            );
        }
    }

    let kept = seen.iter().rev().find(|it| !it.2).unwrap();
    w.say(LEAD, LEAD_GROUP, &format!("/audit #{} · {}", kept.1, kept.3)).await;
    assert!(w.last(LEAD_GROUP).text.contains("没有改动"), "{}", w.last(LEAD_GROUP).text);
    let mut raw = db.raw().await;
    raw.execute("UPDATE ledger SET at = at + 60000 WHERE office = 1 AND seq = 2").await.unwrap();
    w.say(LEAD, LEAD_GROUP, "/audit").await;
    assert!(w.last(LEAD_GROUP).text.contains("从第2条起"), "{}", w.last(LEAD_GROUP).text);
    w.say(LEAD, LEAD_GROUP, &format!("/audit {}:{}", kept.1, "0123456789abcdef")).await;
    assert!(w.last(LEAD_GROUP).text.contains("对不上"), "{}", w.last(LEAD_GROUP).text);
    w.say(LEAD, LEAD_GROUP, "/audit 昨天那条").await;
    assert!(w.last(LEAD_GROUP).text.contains("/audit 1284:3fa9c1d2"), "{}", w.last(LEAD_GROUP).text);
    store.close().await;
    w.close().await;
}

/// Every head that arrived anywhere: when, which entry, whether of the service's ledger, and its hash.
fn seen(w: &World) -> Vec<(DateTime<Utc>, i64, bool, String)> {
    let mut seen = Vec::new();
    for entry in w.sandbox().log() {
        let LogEntry::Answered { at, parameters, answer: Some(answer), .. } = entry else { continue };
        if answer["ok"] != true {
            continue;
        }
        for line in parameters["text"].as_str().unwrap_or_default().lines() {
            let Some((no, hash)) = line.split_once('#').and_then(|(_, rest)| rest.split_once(" · ")) else { continue };
            if let (Ok(no), 16) = (no.parse(), hash.trim().len()) {
                seen.push((at, no, line.starts_with("系统台账"), hash.trim().to_owned()));
            }
        }
    }
    seen
}
