//! After a deadline: what the lead is told, where, and what they can do about it.

use chrono::Duration;
use cuiban::cli::demo::{LEAD, LEAD_GROUP};
use libtest_mimic::Trial;

use crate::support::db::{TestDb, on_both};
use crate::support::snapshot;
use crate::support::world::{CONTACT, MEMBER, World};

pub(crate) fn trials() -> Vec<Trial> {
    [
        on_both("conversations::the_owner_gets_one_list_of_what_is_open", listed),
        on_both("conversations::a_joint_group_never_hears_who_is_late", listed_in_private),
        on_both("conversations::where_all_is_in_nothing_is_listed", nothing_to_list),
    ]
    .into_iter()
    .flatten()
    .collect()
}

const ROSTER: &str = "单位,联络员,联络员电话\n市公安局,张三,13800000001\n市教育局,李四,13800000002\n\
                      市住建局,王五,13800000003\n市气象局,赵六,13800000004\n市水务局,孙七,13800000005\n";

/// Police and education silent, housing in difficulty, the weather office has not joined, water has set a date.
async fn late(db: &TestDb, joint: bool) -> World {
    let mut w = World::with_departments(db, &["市公安局", "市教育局", "市住建局"]).await;
    w.send(LEAD, LEAD_GROUP, "名册.csv", ROSTER.as_bytes(), "/roster").await;
    w.tap(LEAD, LEAD_GROUP, "导入").await;
    let code = w.invitation("市水务局").await;
    w.person(CONTACT + 3, "孙七");
    w.open_link(CONTACT + 3, &code).await;
    if joint {
        w.say(LEAD, LEAD_GROUP, "/setup").await;
        w.tap(LEAD, LEAD_GROUP, "联络群").await;
    }
    w.say(LEAD, LEAD_GROUP, "/task 月报 截止 周五 部门 全体 材料 报表").await;
    w.tap(LEAD, LEAD_GROUP, "发布").await;
    w.say(CONTACT + 2, CONTACT + 2, "有困难，数据要不来").await;
    w.pass(Duration::days(4)).await;
    w
}

async fn listed(db: TestDb) {
    let mut w = late(&db, false).await;
    w.pass(Duration::hours(20)).await;
    w.say(CONTACT + 3, CONTACT + 3, "下周三报").await;
    w.begin_transcript();
    w.pass(Duration::hours(53)).await;
    w.tap(LEAD, LEAD_GROUP, "私下查看").await;
    w.tap(MEMBER, LEAD_GROUP, "私下查看").await;
    snapshot::holds("overdue_listed", w.transcript());
    w.close().await;
}

async fn listed_in_private(db: TestDb) {
    let mut w = late(&db, true).await;
    w.begin_transcript();
    w.restart(&db).await;
    w.pass(Duration::days(3)).await;
    w.pass(Duration::days(1)).await;
    snapshot::holds("overdue_joint", w.transcript());
    w.close().await;
}

async fn nothing_to_list(db: TestDb) {
    let mut w = World::with_departments(&db, &["市公安局"]).await;
    w.say(LEAD, LEAD_GROUP, "/task 月报 截止 周五 部门 全体 材料 报表").await;
    w.tap(LEAD, LEAD_GROUP, "发布").await;
    w.say(CONTACT, CONTACT, "已报送").await;
    w.tap(CONTACT, CONTACT, "已通过其他渠道报送").await;
    let before = w.count(LEAD_GROUP);
    w.pass(Duration::days(7)).await;
    // The day's summary, and no list.
    assert_eq!(w.count(LEAD_GROUP), before + 1, "{}", w.transcript());
    w.close().await;
}
