//! What only an operator can look into is told to them in private, once for many of a kind.

use chrono::Duration;
use cuiban::cli::demo::{LEAD, LEAD_GROUP};
use cuiban::domain::{Event, OfficeId};
use cuiban::sandbox::{Fault, FaultKind, Lost};
use cuiban::store::person;
use libtest_mimic::Trial;
use sqlx::Executor as _;

use super::{MONTHLY, published};
use crate::store::history::enter;
use crate::support::db::{TestDb, on_both};
use crate::support::snapshot;
use crate::support::world::CONTACT;

/// Whoever runs the service, and does nothing else.
const OPERATOR: i64 = 990;

pub(crate) fn trials() -> Vec<Trial> {
    on_both("conversations::operators_hear_of_what_only_they_can_look_into", alarms)
}

async fn alarms(db: TestDb) {
    let mut w = published(&db, &["市住建局", "市教育局"], MONTHLY).await;
    w.person(OPERATOR, "运维小徐");
    w.say(OPERATOR, OPERATOR, "/start").await;
    let store = db.open().await;
    let operator = person::find_person_by_user(&mut store.read().await.unwrap(), OPERATOR).await.unwrap().unwrap();
    enter(&store, OfficeId::SERVICE, w.now(), vec![Event::OperatorAdded { person: operator.id }]).await;
    store.close().await;
    w.begin_transcript();

    // Nobody can be handled who says something: no words can be kept.
    let mut raw = db.raw().await;
    raw.execute("ALTER TABLE words RENAME TO words_elsewhere").await.unwrap();
    for n in 1..=3 {
        w.say(CONTACT, CONTACT, &format!("有困难，第{n}项口径不清楚")).await;
    }
    raw.execute("ALTER TABLE words_elsewhere RENAME TO words").await.unwrap();
    w.pass(Duration::minutes(5)).await;
    let told = w.count(OPERATOR);

    // Two notices of which nobody knows whether they arrived.
    for user in [CONTACT, CONTACT + 1] {
        w.sandbox().fault(Fault { chat: Some(user), ..Fault::once("sendMessage", FaultKind::Applied(Lost::Cut)) });
    }
    w.say(LEAD, LEAD_GROUP, "/task 防汛值班表 截止 8月20日 部门 全体 材料 值班表").await;
    w.tap(LEAD, LEAD_GROUP, "发布").await;
    w.pass(Duration::minutes(40)).await;

    // Whoever says something shows that somebody listens.
    w.say(OPERATOR, OPERATOR, "/start").await;
    let until = w.now() + Duration::hours(3);
    w.down_until(&db, until).await;
    w.pass(Duration::minutes(2)).await;

    let description =
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running";
    let kind = FaultKind::Refuse { code: 409, description: description.to_owned(), parameters: None };
    w.sandbox().fault(Fault { times: 8, ..Fault::once("getUpdates", kind) });
    w.say(OPERATOR, OPERATOR, "/start").await;
    w.pass(Duration::minutes(1)).await;
    assert_eq!(w.count(OPERATOR), told + 5, "{}", w.transcript());
    snapshot::holds("alarms", w.transcript());
    w.close().await;
}
