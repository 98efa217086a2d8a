//! The link that anybody may open: who asks, who lets in, and what a stranger does not see.

use cuiban::cli::demo::{LEAD, LEAD_GROUP};
use libtest_mimic::Trial;

use super::MONTHLY;
use crate::support::db::{TestDb, on_both};
use crate::support::snapshot;
use crate::support::world::{CONTACT, MEMBER, World};

const ANN: i64 = 93;
const BEN: i64 = 94;

pub(crate) fn trials() -> Vec<Trial> {
    [
        on_both("conversations::joiners_are_let_in_by_the_lead", let_in),
        on_both("conversations::joiners_of_one_seat_and_old_buttons", one_seat),
        on_both("conversations::joiners_with_a_leaked_link_see_nothing", leaked),
        on_both("conversations::joiners_of_a_joint_group_are_told_in_private", joint),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn code(w: &World) -> String {
    let link = w.card_with(LEAD, "公开链接（").text;
    link.split("start=").nth(1).unwrap().split_whitespace().next().unwrap().to_owned()
}

async fn opened(db: &TestDb) -> World {
    let mut w = World::with_departments(db, &["市住建局"]).await;
    w.send(LEAD, LEAD_GROUP, "名册.csv", "单位,联络员\n市教育局,高老师\n".as_bytes(), "/roster").await;
    w.tap(LEAD, LEAD_GROUP, "导入").await;
    w.say(LEAD, LEAD_GROUP, MONTHLY).await;
    w.tap(LEAD, LEAD_GROUP, "发布").await;
    w.person(ANN, "高老师");
    w.person(BEN, "<b>路人</b>");
    w.begin_transcript();
    w
}

async fn let_in(db: TestDb) {
    let mut w = opened(&db).await;
    w.say(MEMBER, LEAD_GROUP, "/invite open").await;
    w.say(LEAD, LEAD_GROUP, "/invite 公开").await;
    let link = code(&w);
    w.say(LEAD, LEAD, "/invite open").await;
    w.open_link(ANN, &link).await;
    w.say(ANN, ANN, "市叫育局").await;
    w.say(ANN, ANN, "教育局").await;
    w.say(ANN, ANN, "/my").await;
    w.open_link(ANN, &link).await;
    w.say(ANN, ANN, "市教育局").await;
    w.tap(ANN, ANN, "联络员").await;
    w.press(ANN, ANN, w.last(ANN).id, "ja:0").await;
    w.say(ANN, ANN, "有什么要我做的？").await;
    w.say(LEAD, LEAD_GROUP, "/review").await;
    w.press(MEMBER, LEAD_GROUP, w.card(LEAD_GROUP, "同意").id, "jy:1.1.0").await;
    w.tap(LEAD, LEAD_GROUP, "市教育局 · 加入").await;
    let card = w.card(LEAD_GROUP, "同意").id;
    w.tap_on(LEAD, LEAD_GROUP, card, "同意").await;
    w.press(LEAD, LEAD_GROUP, card, "jy:1.1.0").await;
    w.press(LEAD, LEAD_GROUP, card, "jn:1.1").await;
    w.tap(ANN, ANN, "收到").await;
    w.open_link(ANN, &link).await;
    w.say(ANN, ANN, "市教育局").await;
    w.tap(ANN, ANN, "联络员").await;
    snapshot::holds("joiners_let_in", w.transcript());
    w.close().await;
}

async fn one_seat(db: TestDb) {
    let mut w = opened(&db).await;
    w.say(LEAD, LEAD, "/invite open").await;
    let link = code(&w);
    for user in [ANN, BEN] {
        w.open_link(user, &link).await;
        w.say(user, user, "市教育局").await;
        w.tap(user, user, "联络员").await;
    }
    let (first, second) = (w.card_with(LEAD_GROUP, "高老师申请").id, w.card_with(LEAD_GROUP, "路人").id);
    // Meanwhile the seat is taken by a personal link: what was shown is not what would be done.
    let personal = w.invitation("市教育局").await;
    w.person(95, "周老师");
    w.open_link(95, &personal).await;
    w.tap_on(LEAD, LEAD_GROUP, first, "同意").await;
    w.tap_on(LEAD, LEAD_GROUP, first, "同意").await;
    w.tap_on(LEAD, LEAD_GROUP, second, "不同意").await;
    w.press(LEAD, LEAD_GROUP, second, "jy:1.2.0").await;
    w.say(LEAD, LEAD, "/review").await;
    snapshot::holds("joiners_of_one_seat", w.transcript());
    w.close().await;
}

async fn leaked(db: TestDb) {
    let mut w = opened(&db).await;
    w.say(LEAD, LEAD, "/invite open").await;
    let link = code(&w);
    w.open_link(BEN, &link).await;
    for said in ["公安局", "住", "局", "市安委办", "教育"] {
        w.say(BEN, BEN, said).await;
    }
    w.say(BEN, BEN, "市教育局").await;
    w.press(BEN, BEN, w.last(BEN).id, "ja:0").await;
    // Closed while somebody is on the way.
    w.open_link(ANN, &link).await;
    w.tap(LEAD, LEAD, "关闭").await;
    w.say(ANN, ANN, "市教育局").await;
    w.open_link(BEN, &link).await;
    w.tap(LEAD, LEAD, "公开链接").await;
    let anew = code(&w);
    w.open_link(BEN, &anew).await;
    // One who asks again and again rings five times a day.
    for _ in 0..5 {
        w.say(BEN, BEN, "市教育局").await;
        w.tap(BEN, BEN, "B角").await;
        w.open_link(BEN, &anew).await;
    }
    w.say(BEN, BEN, "市教育局").await;
    w.tap(BEN, BEN, "B角").await;
    w.press(BEN, BEN, w.last(BEN).id, "lr:1").await;
    w.press(CONTACT, CONTACT, w.last(CONTACT).id, "jy:1.5.0").await;
    snapshot::holds("joiners_with_a_leaked_link", w.transcript());
    w.close().await;
}

async fn joint(db: TestDb) {
    let mut w = opened(&db).await;
    w.say(LEAD, LEAD_GROUP, "/setup").await;
    w.tap(LEAD, LEAD_GROUP, "联络群").await;
    w.begin_transcript();
    w.say(LEAD, LEAD_GROUP, "/invite open").await;
    let link = code(&w);
    w.open_link(ANN, &link).await;
    w.say(ANN, ANN, "市教育局").await;
    w.tap(ANN, ANN, "联络员").await;
    w.say(LEAD, LEAD_GROUP, "/review").await;
    w.tap(LEAD, LEAD_GROUP, "私下查看").await;
    w.tap(LEAD, LEAD, "不同意").await;
    snapshot::holds("joiners_joint", w.transcript());
    w.close().await;
}
