//! The skeleton of it all: one office, one task, one contact, one nudge, one report.

use chrono::Duration;
use cuiban::cli::demo::{LEAD, LEAD_GROUP};
use libtest_mimic::Trial;

use crate::support::db::{TestDb, on_both};
use crate::support::snapshot;
use crate::support::world::{CONTACT, World};

pub(crate) fn trials() -> Vec<Trial> {
    on_both("conversations::one_office_one_task_one_contact_one_nudge_one_report", one_of_each)
}

async fn one_of_each(db: TestDb) {
    let mut w = World::with_departments(&db, &["市住建局"]).await;
    w.say(LEAD, LEAD_GROUP, "/task 燃气安全小结 截止 7月24日17:00 部门 全体 材料 阶段小结").await;
    w.tap(LEAD, LEAD_GROUP, "发布").await;
    w.pass(Duration::days(2)).await;
    w.tap(CONTACT, CONTACT, "收到").await;
    w.say(LEAD, LEAD_GROUP, "/status T1").await;
    w.send(CONTACT, CONTACT, "阶段小结.docx", b"...", "").await;
    w.pass(Duration::days(5)).await;
    w.say(LEAD, LEAD_GROUP, "/report").await;
    snapshot::holds("one_of_each", w.transcript());
    w.close().await;
}
