//! The report's preview: each department sees its own line first and may answer; then it is final, with the ledger's head in it.

use chrono::{DateTime, Duration, Utc};
use cuiban::cli::demo::{LEAD, LEAD_GROUP};
use cuiban::sandbox::Role;
use libtest_mimic::Trial;

use super::{MONTHLY, published};
use crate::support::db::{TestDb, on_both};
use crate::support::snapshot;
use crate::support::world::{CONTACT, MEMBER, World};

const OTHER: i64 = CONTACT + 1;
const THIRD: i64 = CONTACT + 2;
const LEADER: i64 = 301;
const FORMER: i64 = 302;
const STRANGER: i64 = 303;

pub(crate) fn trials() -> Vec<Trial> {
    [
        on_both("conversations::publication_preview_and_right_of_reply", preview),
        on_both("conversations::publication_is_for_staff_and_lines_for_their_own", not_theirs),
        on_both("conversations::publication_in_a_joint_office", joint),
        on_both("conversations::publication_begins_by_itself", by_itself),
        on_both("conversations::report_is_shown_by_role", by_role),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// July is over: one handed in and was looked at, one was late, one stayed silent.
async fn july(db: &TestDb) -> World {
    let mut w = published(db, &["市住建局", "市教育局", "市公安局"], MONTHLY).await;
    w.tap(CONTACT, CONTACT, "收到").await;
    w.tap(CONTACT, CONTACT, "已完成").await;
    w.tap(CONTACT, CONTACT, "已走公文系统").await;
    w.say(LEAD, LEAD_GROUP, "/review").await;
    w.tap(LEAD, LEAD_GROUP, "全部接受（1家）").await;
    w.pass(Duration::days(14)).await;
    w
}

fn at(moment: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(&format!("{moment}:00+08:00")).unwrap().to_utc()
}

async fn preview(db: TestDb) {
    let mut w = july(&db).await;
    w.begin_transcript();
    w.say(LEAD, LEAD_GROUP, "/report 7月").await;
    w.tap(LEAD, LEAD_GROUP, "发起预览").await;
    w.tap(CONTACT, CONTACT, "无异议").await;
    w.tap(OTHER, OTHER, "补充说明").await;
    w.say(OTHER, OTHER, "7月下旬抽调人员参加防汛，材料已在补，月底前报齐。").await;
    w.tap(THIRD, THIRD, "逐条核对").await;
    let own = w.card(THIRD, "本单位一页").id;
    w.tap_on(THIRD, THIRD, own, "本单位一页").await;
    w.tap(LEAD, LEAD_GROUP, "刷新").await;
    w.until(at("2026-08-06T17:00")).await;
    w.tap(THIRD, THIRD, "补充说明").await;
    w.until(at("2026-08-07T09:00")).await;
    // Too late by a night: said once, and what comes next is heard as ever.
    w.say(THIRD, THIRD, "还想说一句").await;
    w.say(THIRD, THIRD, "收到").await;
    w.pass(Duration::days(1)).await;
    w.say(CONTACT, CONTACT, "/my").await;
    let line = w.card(CONTACT, "补充说明").id;
    w.tap_on(CONTACT, CONTACT, line, "补充说明").await;
    w.press(CONTACT, CONTACT, line, "ya:1.1.1").await;
    w.tap_on(OTHER, OTHER, w.card(OTHER, "本单位一页").id, "本单位一页").await;
    w.say(LEAD, LEAD_GROUP, "/report 7月").await;
    snapshot::holds("publication_preview", w.transcript());
    w.close().await;
}

/// Members do not begin it, nobody reads or answers another's line, two presses begin one.
async fn not_theirs(db: TestDb) {
    let mut w = july(&db).await;
    w.say(LEAD, LEAD_GROUP, "/report 7月").await;
    w.begin_transcript();
    w.tap(MEMBER, LEAD_GROUP, "发起预览").await;
    let card = w.card(LEAD_GROUP, "发起预览").id;
    w.tap_on(LEAD, LEAD_GROUP, card, "发起预览").await;
    w.tap_on(LEAD, LEAD_GROUP, card, "发起预览").await;
    let line = w.card(CONTACT, "无异议").id;
    w.press(CONTACT, CONTACT, line, "ya:1.1.2").await;
    w.press(CONTACT, CONTACT, line, "yc:1.1.3").await;
    w.press(CONTACT, CONTACT, line, "ya:1.9.1").await;
    w.press(CONTACT, CONTACT, line, "ys:1.1.2").await;
    w.press(OTHER, CONTACT, line, "ya:1.1.1").await;
    w.press(CONTACT, CONTACT, line, "yl:1.1").await;
    w.press(CONTACT, CONTACT, line, "yo:1.1782835200.1785513600").await;
    w.reply(CONTACT, CONTACT, "配合情况（预览）", &"长".repeat(501)).await;
    w.say(LEAD, LEAD_GROUP, "/report 2026Q3").await;
    w.press(LEAD, LEAD_GROUP, w.last(LEAD_GROUP).id, "yo:1.1782835200.1790784000").await;
    w.say(LEAD, LEAD_GROUP, "/report 2026年1月").await;
    snapshot::holds("publication_not_theirs", w.transcript());
    w.close().await;
}

/// The joint group sees totals alone; names and comments go to staff in private.
async fn joint(db: TestDb) {
    let mut w = july(&db).await;
    w.say(LEAD, LEAD_GROUP, "/setup").await;
    w.tap(LEAD, LEAD_GROUP, "联络群").await;
    w.begin_transcript();
    w.say(LEAD, LEAD_GROUP, "/report 7月").await;
    w.tap(LEAD, LEAD_GROUP, "发起预览").await;
    w.reply(OTHER, OTHER, "配合情况（预览）", "材料已在补").await;
    w.tap(LEAD, LEAD_GROUP, "刷新").await;
    w.pass(Duration::days(5)).await;
    snapshot::holds("publication_joint", w.transcript());
    w.close().await;
}

/// Staff see it; members, contacts, leaders, former staff and strangers do not, in words that say who may.
async fn by_role(db: TestDb) {
    let mut w = july(&db).await;
    w.say(LEAD, LEAD, "/invite 市住建局").await;
    let links = w.last(LEAD).text;
    let leader = links.lines().find(|line| line.contains("分管领导")).and_then(|line| line.split("start=").nth(1));
    w.person(LEADER, "刘局长");
    w.person(STRANGER, "路人");
    if let Some(code) = leader.and_then(|rest| rest.split_whitespace().next()) {
        w.open_link(LEADER, code).await;
    }
    w.sandbox().join(LEAD_GROUP, FORMER, Role::Administrator);
    w.person(FORMER, "老周");
    w.say(FORMER, LEAD_GROUP, "/tasks").await;
    w.sandbox().join(LEAD_GROUP, FORMER, Role::Member);
    w.sandbox().start_bot(FORMER, None);
    w.sandbox().start_bot(STRANGER, None);
    // The list of administrators is fresh for a minute.
    w.pass(Duration::minutes(2)).await;
    w.begin_transcript();
    w.say(MEMBER, LEAD_GROUP, "/report 7月").await;
    w.say(FORMER, LEAD_GROUP, "/report 7月").await;
    w.say(FORMER, FORMER, "/report 7月").await;
    w.say(CONTACT, CONTACT, "/report 7月").await;
    w.say(LEADER, LEADER, "/report 7月").await;
    w.say(STRANGER, STRANGER, "/report 7月").await;
    w.sandbox().set_anonymous(LEAD_GROUP, LEAD, true);
    w.say(LEAD, LEAD_GROUP, "/report 7月").await;
    w.sandbox().set_anonymous(LEAD_GROUP, LEAD, false);
    snapshot::holds("report_by_role", w.transcript());
    w.close().await;
}

/// The policy begins it on the first working day behind the month, and again behind the next.
async fn by_itself(db: TestDb) {
    let mut w = published(&db, &["市住建局"], MONTHLY).await;
    w.begin_transcript();
    w.say(LEAD, LEAD_GROUP, "/policy").await;
    w.tap(LEAD, LEAD_GROUP, "自动预览").await;
    w.tap(LEAD, LEAD_GROUP, "每月").await;
    w.tap(CONTACT, CONTACT, "已完成").await;
    w.tap(CONTACT, CONTACT, "已走公文系统").await;
    w.pass(Duration::days(22)).await;
    w.pass(Duration::days(30)).await;
    snapshot::holds("publication_by_itself", w.transcript());
    w.close().await;
}
