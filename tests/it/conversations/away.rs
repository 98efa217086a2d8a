//! The service was away: it is on record, nobody is measured by it, and whoever may have pressed in vain is asked once to press again.

use chrono::{DateTime, Duration, Utc};
use cuiban::cli::demo::{LEAD, LEAD_GROUP};
use libtest_mimic::Trial;

use super::{MONTHLY, published};
use crate::support::db::{TestDb, on_both};
use crate::support::snapshot;
use crate::support::world::CONTACT;

pub(crate) fn trials() -> Vec<Trial> {
    on_both("conversations::away_is_entered_and_people_are_asked_once", away)
}

fn at(moment: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(&format!("{moment}:00+08:00")).unwrap().to_utc()
}

async fn away(db: TestDb) {
    let mut w = published(&db, &["市住建局", "市教育局"], MONTHLY).await;
    w.tap(CONTACT + 1, CONTACT + 1, "已完成").await;
    w.tap(CONTACT + 1, CONTACT + 1, "已走公文系统").await;
    w.begin_transcript();
    // A minute is no outage; three hours over noon are, and only who still has something open is told.
    w.restart(&db).await;
    w.down_until(&db, w.now() + Duration::hours(3)).await;
    w.say(CONTACT, CONTACT, "收到").await;
    w.pass(Duration::hours(4)).await;
    w.down_until(&db, at("2026-07-27T20:30")).await;
    w.say(LEAD, LEAD_GROUP, "/status T1").await;
    w.pass(Duration::hours(14)).await;
    w.say(LEAD, LEAD_GROUP, "/report 7月").await;
    snapshot::holds("away", w.transcript());
    w.close().await;
}
