//! The lead: first minutes, roster, invitations, `/task` in its forms, looking; in an own and in a joint group.

use chrono::Duration;
use cuiban::cli::demo::{LEAD, LEAD_GROUP, MANNERS};
use cuiban::conversation::Manners;
use cuiban::sandbox::Role;
use libtest_mimic::Trial;

use crate::support::db::{TestDb, on_both};
use crate::support::snapshot;
use crate::support::world::{CONTACT, MEMBER, World};

pub(crate) fn trials() -> Vec<Trial> {
    [
        on_both("conversations::the_first_minutes_in_a_group", first_minutes),
        on_both("conversations::where_setup_is_closed_an_operator_is_asked", closed_setup),
        on_both("conversations::a_roster_is_shown_before_it_is_imported_and_a_second_one_is_an_update", roster),
        on_both("conversations::a_task_is_asked_for_what_it_lacks", task_forms),
        on_both("conversations::a_joint_group_sees_totals_only", joint),
        on_both("conversations::help_fits_who_asks_and_where", help),
        on_both("conversations::english_is_complete", english),
        on_both("conversations::a_group_that_was_upgraded_is_still_the_office", upgraded),
    ]
    .into_iter()
    .flatten()
    .collect()
}

async fn first_minutes(db: TestDb) {
    let mut w = World::stranger(&db, MANNERS).await;
    w.act("机器人进群", |sandbox| sandbox.add_bot(LEAD_GROUP, LEAD, false)).await;
    w.say(MEMBER, MEMBER, "/start").await;
    w.tap(MEMBER, LEAD_GROUP, "开始设置").await;
    w.tap(LEAD, LEAD_GROUP, "开始设置").await;
    w.tap(LEAD, LEAD_GROUP, "时区").await;
    w.tap(LEAD, LEAD_GROUP, "Asia/Urumqi").await;
    w.tap(LEAD, LEAD_GROUP, "内部群").await;
    w.say(LEAD, LEAD, "/start hello").await;
    w.say(LEAD, LEAD_GROUP, "/setup 市安委办").await;
    snapshot::holds("first_minutes", w.transcript());
    w.close().await;
}

async fn closed_setup(db: TestDb) {
    let mut w = World::stranger(&db, Manners { open_setup: false, ..MANNERS }).await;
    w.act("机器人进群", |sandbox| sandbox.add_bot(LEAD_GROUP, LEAD, true)).await;
    w.say(LEAD, LEAD_GROUP, "/setup").await;
    snapshot::holds("closed_setup", w.transcript());
    w.close().await;
}

async fn roster(db: TestDb) {
    let mut w = World::empty(&db).await;
    w.say(LEAD, LEAD_GROUP, "/setup 市安委办").await;
    w.tap(LEAD, LEAD_GROUP, "内部群").await;
    w.begin_transcript();
    w.say(LEAD, LEAD_GROUP, "/roster").await;
    let first = "单位,简称,联络员,B角\n市公安局,公安,张三,李四\n市教育局,教育,王五,\n,,赵六,\n市公安局,,,\n";
    w.send(LEAD, LEAD_GROUP, "名册.csv", first.as_bytes(), "/roster").await;
    w.tap(LEAD, LEAD_GROUP, "导入").await;
    let second = "单位,简称,联络员\n市公安局,公安局|公安,张三\n市气象局,气象,钱七\n";
    w.send(LEAD, LEAD_GROUP, "名册2.csv", second.as_bytes(), "/roster").await;
    w.tap(LEAD, LEAD_GROUP, "导入").await;
    w.send(LEAD, LEAD_GROUP, "名册2.csv", second.as_bytes(), "/roster").await;
    w.say(LEAD, LEAD_GROUP, "/roster").await;
    w.say(LEAD, LEAD_GROUP, "/invite").await;
    snapshot::holds("roster", w.transcript());
    w.close().await;
}

async fn task_forms(db: TestDb) {
    let mut w = World::with_departments(&db, &["市公安局", "市交警支队", "市教育局"]).await;
    w.say(LEAD, LEAD_GROUP, "/task").await;
    w.say(LEAD, LEAD_GROUP, "/task 隐患排查").await;
    w.reply(LEAD, LEAD_GROUP, "隐患排查", "尽快").await;
    w.reply(LEAD, LEAD_GROUP, "隐患排查", "本周五下班前").await;
    w.tap(LEAD, LEAD_GROUP, "全体").await;
    w.reply(LEAD, LEAD_GROUP, "隐患排查", "部门 除交警支队外").await;
    w.reply(LEAD, LEAD_GROUP, "隐患排查", "材料 排查表、照片（可选）").await;
    w.tap(LEAD, LEAD_GROUP, "修改").await;
    w.tap(LEAD, LEAD_GROUP, "发布").await;
    w.say(LEAD, LEAD_GROUP, "/task\n值班安排\n截止：8月8日\n部门：教育局、公安局").await;
    w.tap(LEAD, LEAD_GROUP, "不要了").await;
    w.pass(Duration::hours(4)).await;
    w.say(LEAD, LEAD_GROUP, "/task 防汛物资清单 截止 3个工作日内 部门 交警支队").await;
    w.tap(LEAD, LEAD_GROUP, "发布").await;
    w.say(LEAD, LEAD_GROUP, "/tasks").await;
    w.tap(LEAD, LEAD_GROUP, "T1").await;
    snapshot::holds("task_forms", w.transcript());
    w.close().await;
}

async fn joint(db: TestDb) {
    let mut w = World::with_departments(&db, &["市公安局", "市教育局"]).await;
    w.say(LEAD, LEAD_GROUP, "/setup").await;
    w.tap(LEAD, LEAD_GROUP, "联络群").await;
    w.begin_transcript();
    w.say(LEAD, LEAD_GROUP, "/task 月报 截止 周五 部门 全体").await;
    w.tap(LEAD, LEAD_GROUP, "发布").await;
    w.say(CONTACT, CONTACT, "这个填哪个口径？").await;
    w.reply(LEAD, LEAD, "提问", "按属地统计").await;
    w.say(LEAD, LEAD_GROUP, "/status T1").await;
    w.tap(LEAD, LEAD_GROUP, "私下查看").await;
    w.say(MEMBER, LEAD_GROUP, "/tasks").await;
    w.say(LEAD, LEAD_GROUP, "/roster").await;
    w.say(LEAD, LEAD_GROUP, "/invite 教育局").await;
    w.pass(Duration::days(5)).await;
    w.say(LEAD, LEAD_GROUP, "/report").await;
    snapshot::holds("joint", w.transcript());
    w.close().await;
}

async fn help(db: TestDb) {
    let mut w = World::with_departments(&db, &["市公安局"]).await;
    w.say(LEAD, LEAD_GROUP, "/help").await;
    w.say(LEAD, LEAD, "/help").await;
    w.say(CONTACT, CONTACT, "/help").await;
    w.say(CONTACT, CONTACT, "/start").await;
    w.say(MEMBER, MEMBER, "/help").await;
    w.say(CONTACT, CONTACT, "/帮助").await;
    snapshot::holds("help", w.transcript());
    w.close().await;
}

async fn english(db: TestDb) {
    let mut w = World::with_departments(&db, &["Education", "Police"]).await;
    w.say(LEAD, LEAD_GROUP, "/lang en").await;
    w.say(CONTACT, CONTACT, "/lang").await;
    w.tap(CONTACT, CONTACT, "English").await;
    w.say(LEAD, LEAD_GROUP, "/task July report due Fri 17:00 to all materials report form, hazard list").await;
    w.tap(LEAD, LEAD_GROUP, "Publish").await;
    w.tap(CONTACT, CONTACT, "Got it").await;
    w.say(CONTACT, CONTACT, "tomorrow").await;
    w.pass(Duration::days(2)).await;
    w.say(LEAD, LEAD_GROUP, "/status T1").await;
    w.pass(Duration::days(5)).await;
    w.say(LEAD, LEAD_GROUP, "/report").await;
    snapshot::holds("english", w.transcript());
    w.close().await;
}

async fn upgraded(db: TestDb) {
    let mut w = World::stranger(&db, MANNERS).await;
    let basic = -77;
    w.act("一个普通群", |sandbox| {
        sandbox.group(basic, "安委办小群");
        sandbox.join(basic, LEAD, Role::Owner);
        sandbox.add_bot(basic, LEAD, true);
    })
    .await;
    w.named(basic, "小群");
    w.say(LEAD, basic, "/setup").await;
    let mut group = 0;
    w.act("升级为超级群", |sandbox| group = sandbox.upgrade_group(basic)).await;
    w.named(group, "超级群");
    w.say(LEAD, group, "/tasks").await;
    snapshot::holds("upgraded", w.transcript());
    w.close().await;
}
