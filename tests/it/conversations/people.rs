//! Seats that change hands: handed over for a while or for good, by link or to the deputy, replaced by the lead, lost.

use chrono::{DateTime, Duration, Utc};
use cuiban::cli::demo::{LEAD, LEAD_GROUP};
use libtest_mimic::Trial;

use super::{MONTHLY, published};
use crate::support::db::{TestDb, on_both};
use crate::support::snapshot;
use crate::support::world::{CONTACT, MEMBER, World};

const COLLEAGUE: i64 = 90;
const OTHER: i64 = 91;
const DEPUTY: i64 = 92;

pub(crate) fn trials() -> Vec<Trial> {
    [
        on_both("conversations::a_seat_is_handed_over_for_good_by_a_link", for_good),
        on_both("conversations::a_seat_is_handed_over_for_a_while_and_comes_back", for_a_while),
        on_both("conversations::a_deputy_gets_it_with_one_tap", to_the_deputy),
        on_both("conversations::a_notice_on_its_way_goes_to_who_took_over", on_its_way),
        on_both("conversations::a_contact_is_replaced_by_the_lead", replaced),
        on_both("conversations::who_cannot_be_written_to_leaves_nothing_to_nobody", lost),
        on_both("conversations::a_deputy_who_joins_during_a_leave_is_told", joins_during_leave),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn at(text: &str) -> DateTime<Utc> {
    format!("{text}:00+08:00").parse::<DateTime<chrono::FixedOffset>>().unwrap().to_utc()
}

/// The code in the newest link that this chat got.
fn code(w: &World, chat: i64) -> String {
    let link = w.card_with(chat, "start=").text;
    link.split("start=").nth(1).unwrap().split_whitespace().next().unwrap().to_owned()
}

/// The deputy's code of a department, as the lead gets it.
async fn deputy_code(w: &mut World, department: &str) -> String {
    w.say(LEAD, LEAD, &format!("/invite {department}")).await;
    w.last(LEAD).text.split("start=").nth(2).unwrap().split_whitespace().next().unwrap().to_owned()
}

async fn two_tasks(db: &TestDb) -> World {
    let mut w = published(db, &["市住建局", "市教育局"], MONTHLY).await;
    w.say(LEAD, LEAD_GROUP, "/task 汛期值班表 截止 7月24日12:00 部门 全体").await;
    w.tap(LEAD, LEAD_GROUP, "发布").await;
    w.person(COLLEAGUE, "李晓");
    w.person(OTHER, "路人甲");
    w.person(DEPUTY, "周明");
    w.pass(Duration::minutes(40)).await;
    w
}

async fn for_good(db: TestDb) {
    let mut w = two_tasks(&db).await;
    w.begin_transcript();
    w.say(MEMBER, LEAD_GROUP, "/handover").await;
    w.say(CONTACT, CONTACT, "我换岗了，以后请联系李晓").await;
    w.tap(CONTACT, CONTACT, "以后都由同事负责").await;
    let link = code(&w, CONTACT);
    w.open_link(CONTACT, &link).await;
    let taken = w.card(CONTACT, "更多").id;
    w.open_link(COLLEAGUE, &link).await;
    w.open_link(OTHER, &link).await;
    // Old cards, words, and what is asked for by command.
    w.tap_on(CONTACT, CONTACT, taken, "收到").await;
    w.tap_on(CONTACT, CONTACT, taken, "更多").await;
    w.reply(CONTACT, CONTACT, "汛期值班表", "周五报").await;
    w.send(CONTACT, CONTACT, "月报表.xlsx", b"...", "").await;
    w.say(CONTACT, CONTACT, "/my").await;
    w.say(CONTACT, CONTACT, "/handover").await;
    w.tap(CONTACT, CONTACT, "撤回链接").await;
    // The other goes on.
    w.tap(COLLEAGUE, COLLEAGUE, "T2 汛期值班表").await;
    w.tap(COLLEAGUE, COLLEAGUE, "收到").await;
    let before = w.count(CONTACT);
    w.until(at("2026-07-24T18:00")).await;
    assert_eq!(w.count(CONTACT), before, "nothing more goes to who gave it");
    w.say(LEAD, LEAD, "/roster").await;
    snapshot::holds("handover_for_good", w.transcript());
    w.close().await;
}

async fn for_a_while(db: TestDb) {
    let mut w = two_tasks(&db).await;
    w.begin_transcript();
    w.tap(CONTACT, CONTACT, "更多").await;
    w.tap(CONTACT, CONTACT, "转交").await;
    w.tap(CONTACT, CONTACT, "同事暂代，到7月24日（周五）").await;
    let void = code(&w, CONTACT);
    w.tap(CONTACT, CONTACT, "撤回链接").await;
    w.open_link(COLLEAGUE, &void).await;
    w.say(CONTACT, CONTACT, "/handover 下辈子").await;
    w.say(CONTACT, CONTACT, "/handover 7月21日").await;
    let card = w.card(CONTACT, "同事暂代，到7月21日（周二）").id;
    w.tap_on(CONTACT, CONTACT, card, "同事暂代，到7月21日（周二）").await;
    let link = code(&w, CONTACT);
    w.open_link(COLLEAGUE, &link).await;
    w.tap(COLLEAGUE, COLLEAGUE, "T1 7月安全生产月报").await;
    w.tap(COLLEAGUE, COLLEAGUE, "收到").await;
    w.say(CONTACT, CONTACT, "/handover").await;
    w.until(at("2026-07-21T15:30")).await;
    // It goes back by itself.
    w.until(at("2026-07-22T09:00")).await;
    w.reply(COLLEAGUE, COLLEAGUE, "7月安全生产月报", "周五报").await;
    w.until(at("2026-07-23T10:00")).await;
    // Back before the end.
    w.say(CONTACT, CONTACT, "/handover 8月7日").await;
    w.tap(CONTACT, CONTACT, "同事暂代，到8月7日（周五）").await;
    let link = code(&w, CONTACT);
    w.open_link(OTHER, &link).await;
    w.say(CONTACT, CONTACT, "/handover").await;
    w.tap(CONTACT, CONTACT, "我回来了，由我继续").await;
    w.press(CONTACT, CONTACT, w.last(CONTACT).id, "hk").await;
    snapshot::holds("handover_for_a_while", w.transcript());
    w.close().await;
}

async fn to_the_deputy(db: TestDb) {
    let mut w = two_tasks(&db).await;
    let link = deputy_code(&mut w, "市住建局").await;
    w.begin_transcript();
    w.open_link(DEPUTY, &link).await;
    w.say(CONTACT, CONTACT, "/handover").await;
    let card = w.last(CONTACT).id;
    w.tap(CONTACT, CONTACT, "B角周明暂代，到7月24日（周五）").await;
    // The same tap once more, of a card that is not there any more.
    w.press(CONTACT, CONTACT, card, "hv:0.0.0.1").await;
    w.tap(DEPUTY, DEPUTY, "T2 汛期值班表").await;
    w.say(DEPUTY, DEPUTY, "/handover").await;
    w.press(CONTACT + 1, CONTACT + 1, w.last(CONTACT + 1).id, "hv:1.1.0.0").await;
    w.press(CONTACT, CONTACT, card, "hv:1.1.0.0").await;
    w.say(LEAD, LEAD, "/roster").await;
    snapshot::holds("handover_to_the_deputy", w.transcript());
    w.close().await;
}

async fn on_its_way(db: TestDb) {
    let mut w = World::with_departments(&db, &["市住建局"]).await;
    w.person(COLLEAGUE, "李晓");
    w.until(at("2026-07-20T12:10")).await;
    // At noon, so that the notice waits until two.
    w.say(LEAD, LEAD_GROUP, MONTHLY).await;
    w.tap(LEAD, LEAD_GROUP, "发布").await;
    w.begin_transcript();
    w.say(CONTACT, CONTACT, "/handover").await;
    w.tap(CONTACT, CONTACT, "以后都由同事负责").await;
    let link = code(&w, CONTACT);
    let before = w.count(CONTACT);
    w.open_link(COLLEAGUE, &link).await;
    w.until(at("2026-07-20T14:40")).await;
    assert_eq!(w.count(CONTACT), before + 1, "only that it was taken over");
    w.say(LEAD, LEAD_GROUP, "/status T1").await;
    snapshot::holds("handover_on_its_way", w.transcript());
    w.close().await;
}

async fn replaced(db: TestDb) {
    let mut w = two_tasks(&db).await;
    w.begin_transcript();
    w.send(LEAD, LEAD_GROUP, "名册.csv", "单位,联络员\n市住建局,李晓\n".as_bytes(), "/roster").await;
    w.tap(LEAD, LEAD_GROUP, "导入").await;
    // Until the new one opens the link, all stays with who sits there.
    w.tap(CONTACT, CONTACT, "收到").await;
    let card = w.last(CONTACT).id;
    let link = w.invitation("市住建局").await;
    w.open_link(COLLEAGUE, &link).await;
    w.tap_on(CONTACT, CONTACT, card, "有困难").await;
    w.say(CONTACT, CONTACT, "那我之前报的材料呢").await;
    w.tap(COLLEAGUE, COLLEAGUE, "T1 7月安全生产月报").await;
    w.say(LEAD, LEAD, "/roster").await;
    snapshot::holds("contact_replaced", w.transcript());
    w.close().await;
}

async fn lost(db: TestDb) {
    let mut w = two_tasks(&db).await;
    let link = deputy_code(&mut w, "市住建局").await;
    w.open_link(DEPUTY, &link).await;
    w.begin_transcript();
    w.act("住建局联络员停用了机器人", |sandbox| sandbox.block(CONTACT)).await;
    w.act("又打开，又停用", |sandbox| {
        sandbox.unblock(CONTACT);
        sandbox.block(CONTACT);
    })
    .await;
    w.act("B角的账号也注销了", |sandbox| sandbox.deactivate(DEPUTY)).await;
    w.until(at("2026-07-21T15:30")).await;
    w.act("教育局联络员的账号注销了", |sandbox| sandbox.deactivate(CONTACT + 1)).await;
    w.until(at("2026-07-23T10:00")).await;
    w.tap(LEAD, LEAD_GROUP, "生成邀请").await;
    w.act("住建局联络员又打开了", |sandbox| sandbox.unblock(CONTACT)).await;
    snapshot::holds("contacts_lost", w.transcript());
    w.close().await;
}

async fn joins_during_leave(db: TestDb) {
    let mut w = two_tasks(&db).await;
    w.say(CONTACT, CONTACT, "/away 7月31日").await;
    let link = deputy_code(&mut w, "市住建局").await;
    w.begin_transcript();
    w.open_link(DEPUTY, &link).await;
    w.tap(DEPUTY, DEPUTY, "T2 汛期值班表").await;
    w.tap(DEPUTY, DEPUTY, "收到").await;
    snapshot::holds("deputy_joins_during_leave", w.transcript());
    w.close().await;
}
