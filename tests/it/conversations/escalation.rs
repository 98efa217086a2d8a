//! Days after a deadline: the lead is offered to have a deputy or leader told, the contact hears of it first, and an answer in
//! between ends it.

use chrono::Duration;
use cuiban::cli::demo::{LEAD, LEAD_GROUP};
use libtest_mimic::Trial;

use crate::support::db::{TestDb, on_both};
use crate::support::snapshot;
use crate::support::world::{CONTACT, MEMBER, World};

pub(crate) fn trials() -> Vec<Trial> {
    [
        on_both("conversations::a_leader_hears_only_after_the_contact_and_not_after_an_answer", in_an_own_group),
        on_both("conversations::a_joint_group_hears_nothing_of_leaders", in_a_joint_group),
        on_both("conversations::whoever_is_asked_at_night_is_told_in_the_morning", at_night),
    ]
    .into_iter()
    .flatten()
    .collect()
}

const LEADERS: i64 = 201;
const ROSTER: &str = "单位,联络员,联络员电话,B角,分管领导,分管领导电话\n市公安局,张三,13800000001,钱八,周局,13900000001\n\
                      市教育局,李四,13800000002,,吴局,13900000002\n市住建局,王五,13800000003,,郑局,13900000003\n";

/// Wednesday afternoon of the week after the deadline: three are silent, and the leaders of two have joined.
async fn silent(db: &TestDb) -> World {
    let mut w = World::with_departments(db, &["市公安局", "市教育局", "市住建局"]).await;
    w.send(LEAD, LEAD_GROUP, "名册.csv", ROSTER.as_bytes(), "/roster").await;
    w.tap(LEAD, LEAD_GROUP, "导入").await;
    for (leader, (dept, name)) in (LEADERS..).zip([("市公安局", "周局"), ("市教育局", "吴局")]) {
        w.person(leader, name);
        w.say(LEAD, LEAD, &format!("/invite {dept}")).await;
        let links = w.last(LEAD).text;
        let code = links.split("start=").nth(3).unwrap().split_whitespace().next().unwrap().to_owned();
        w.open_link(leader, &code).await;
    }
    w.say(LEAD, LEAD_GROUP, "/task 月报 截止 周五 部门 全体 材料 报表").await;
    w.tap(LEAD, LEAD_GROUP, "发布").await;
    w.pass(Duration::days(9)).await;
    w
}

async fn in_an_own_group(db: TestDb) {
    let mut w = silent(&db).await;
    w.begin_transcript();
    w.pass(Duration::hours(6) + Duration::minutes(5)).await;
    w.tap(MEMBER, LEAD_GROUP, "请市公安局分管领导协调").await;
    let offer = w.card(LEAD_GROUP, "请市公安局分管领导协调").id;
    w.tap_on(LEAD, LEAD_GROUP, offer, "请市公安局分管领导协调").await;
    w.press(LEAD, LEAD_GROUP, offer, "es:1.1.1.2").await;
    w.tap_on(LEAD, LEAD_GROUP, offer, "请市教育局分管领导协调").await;
    w.pass(Duration::hours(19)).await;
    w.say(CONTACT + 1, CONTACT + 1, "已报送").await;
    w.tap(CONTACT + 1, CONTACT + 1, "已通过其他渠道报送").await;
    w.pass(Duration::hours(6)).await;
    w.say(LEADERS, LEADERS, "这项职责已划给应急局，请你们核实").await;
    w.reply(LEAD, LEAD_GROUP, "这项职责已划给应急局", "已核实，以后不再向贵局要").await;
    w.say(LEADERS + 1, LEADERS + 1, "我们周五报").await;
    snapshot::holds("escalation_own", w.transcript());
    let leaders = [LEADERS, LEADERS + 1].map(|leader| w.count(leader));
    w.pass(Duration::days(30)).await;
    w.begin_transcript();
    for dept in [1, 2, 3] {
        w.press(LEAD, LEAD_GROUP, offer, &format!("es:1.1.{dept}.2")).await;
    }
    w.pass(Duration::days(3)).await;
    snapshot::holds("escalation_month_old", w.transcript());
    assert_eq!([LEADERS, LEADERS + 1].map(|leader| w.count(leader)), leaders);
    w.close().await;
}

async fn in_a_joint_group(db: TestDb) {
    let mut w = silent(&db).await;
    w.say(LEAD, LEAD_GROUP, "/setup").await;
    w.tap(LEAD, LEAD_GROUP, "联络群").await;
    w.begin_transcript();
    let before = w.count(LEAD_GROUP);
    w.pass(Duration::hours(7)).await;
    w.tap(LEAD, LEAD, "请市公安局分管领导协调").await;
    w.pass(Duration::hours(18)).await;
    w.say(CONTACT, CONTACT, "下周一报").await;
    w.pass(Duration::days(1)).await;
    snapshot::holds("escalation_joint", w.transcript());
    // The day's totals, and no name.
    assert_eq!(w.count(LEAD_GROUP), before + 1, "{}", w.transcript());
    w.close().await;
}

async fn at_night(db: TestDb) {
    let mut w = silent(&db).await;
    w.pass(Duration::hours(11)).await;
    w.tap(LEAD, LEAD_GROUP, "请市教育局分管领导协调").await;
    w.begin_transcript();
    w.restart(&db).await;
    w.pass(Duration::hours(12)).await;
    assert_eq!(w.transcript(), "— 07-30 08:00\n");
    w.pass(Duration::hours(8)).await;
    snapshot::holds("escalation_at_night", w.transcript());
    w.close().await;
}
