//! `/setup` to `/report`: the lead and a contact, each doing what is theirs, and what they see of it.

use std::panic::AssertUnwindSafe;

use cuiban::cli::demo::{LEAD, LEAD_GROUP};
use futures::FutureExt as _;

use super::demo::Demo;
use super::driver::{Driver, Programs, Width};
use super::page::Page;

/// 住建局·联络员A22, whom the roster names.
const CONTACT: i64 = 122;

/// The whole story; the browser is closed also after a broken promise.
pub(super) async fn play(programs: &Programs, width: Width) {
    let demo = Demo::start();
    let driver = Driver::start(programs);
    let client = driver.browser(programs, width).await;
    let told = AssertUnwindSafe(tell(Page::open(client.clone(), &demo.address, width).await)).catch_unwind().await;
    let closed = client.close().await;
    if let Err(broken) = told {
        std::panic::resume_unwind(broken);
    }
    closed.expect("the browser closes");
}

async fn tell(mut page: Page) {
    the_group_becomes_an_office(&mut page).await;
    the_roster_comes_in(&mut page).await;
    a_contact_joins(&mut page).await;
    a_task_goes_out(&mut page).await;
    the_contact_sets_a_day(&mut page).await;
    two_days_pass(&page).await;
    the_contact_hands_in(&mut page).await;
    the_lead_sees_it(&mut page).await;
}

async fn the_group_becomes_an_office(page: &mut Page) {
    page.picture("empty").await;
    page.say(LEAD_GROUP, "/setup 市安委办").await;
    page.sees(LEAD_GROUP, "“市安委办”已设置好").await;
    page.tap_button(LEAD_GROUP, "内部群").await;
    page.sees(LEAD_GROUP, "现在按内部群处理").await;
    page.picture("set-up").await;
    page.tap_button(LEAD_GROUP, "打开私聊").await;
    page.arrived_in(LEAD).await;
    page.sees(LEAD, "“市安委办”工作人员").await;
}

async fn the_roster_comes_in(page: &mut Page) {
    page.send(LEAD_GROUP, "samples/roster.csv", "/roster").await;
    page.sees(LEAD_GROUP, "请核对：新增65家").await;
    page.picture("roster").await;
    page.tap_button(LEAD_GROUP, "导入").await;
    page.sees(LEAD_GROUP, "已导入：新增65家").await;
}

async fn a_contact_joins(page: &mut Page) {
    page.say(LEAD_GROUP, "/invite 市住建局").await;
    page.sees(LEAD_GROUP, "已私下发给您").await;
    page.leave_chat().await;
    page.go_to(LEAD).await;
    page.sees(LEAD, "市住房和城乡建设局的专属链接").await;
    page.picture("invitation").await;
    page.tap_link(LEAD, "专属链接").await;
    page.type_into("picker-search", "住建局").await;
    page.tap(&format!("pick-{CONTACT}")).await;
    page.arrived_in(CONTACT).await;
    page.sees(CONTACT, "您已是市住房和城乡建设局的联络员").await;
    page.picture("joined").await;
}

async fn a_task_goes_out(page: &mut Page) {
    page.say(LEAD_GROUP, "/task 7月安全生产月报 截止 本周五17:00 部门 住建局 材料 月报表、隐患台账").await;
    page.sees(LEAD_GROUP, "请核对，确认后点“发布”").await;
    page.picture("draft").await;
    page.tap_button(LEAD_GROUP, "发布").await;
    page.sees(LEAD_GROUP, "T1 已发布").await;
    page.picture("published").await;
}

async fn the_contact_sets_a_day(page: &mut Page) {
    page.go_to(CONTACT).await;
    page.sees(CONTACT, "需要月报表、隐患台账，7月24日（周五）17:00前报送即可").await;
    page.picture("notice").await;
    page.tap_button(CONTACT, "收到").await;
    page.sees(CONTACT, "已收到 · 记录号").await;
    page.sees(CONTACT, "打算哪天报？").await;
    page.picture("received").await;
    page.tap_button(CONTACT, "周四 7/23").await;
    page.sees(CONTACT, "定了7月23日（周四）17:30报送，在那之前不再打扰").await;
    page.picture("dated").await;
}

async fn two_days_pass(page: &Page) {
    page.let_a_day_pass().await;
    page.reads("clock-now", "7月21日").await;
    page.let_a_day_pass().await;
    page.reads("clock-now", "7月22日").await;
}

async fn the_contact_hands_in(page: &mut Page) {
    page.tap_button(CONTACT, "已完成").await;
    page.sees(CONTACT, "材料怎么报送？").await;
    page.picture("how").await;
    page.tap_button(CONTACT, "已通过其他渠道报送").await;
    page.sees(CONTACT, "已报齐，感谢支持 · 记录号").await;
    page.picture("handed-in").await;
}

async fn the_lead_sees_it(page: &mut Page) {
    page.say(LEAD_GROUP, "/status T1").await;
    page.sees(LEAD_GROUP, "共1家，已报齐1家").await;
    page.picture("status").await;
    for _ in 0..3 {
        page.let_a_day_pass().await;
    }
    page.say(LEAD_GROUP, "/report").await;
    page.sees(LEAD_GROUP, "市安委办 配合情况").await;
    page.picture("report").await;
}
