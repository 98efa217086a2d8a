//! A contact in private: every answer that works, by tap, by words and by file; and what is asked where it is not plain.

use chrono::Duration;
use cuiban::cli::demo::{LEAD, LEAD_GROUP};
use cuiban::sandbox::{Fault, FaultKind};
use libtest_mimic::Trial;

use super::{MONTHLY, published};
use crate::support::db::{TestDb, on_both};
use crate::support::snapshot;
use crate::support::world::{CONTACT, World};

pub(crate) fn trials() -> Vec<Trial> {
    [
        on_both("conversations::answers_by_tap", by_tap),
        on_both("conversations::answers_in_words", in_words),
        on_both("conversations::files_find_their_item", files),
        on_both("conversations::with_several_tasks_open_the_bot_asks_which", several),
        on_both("conversations::a_difficulty_goes_to_the_lead_and_its_answer_comes_back", difficulty),
        on_both("conversations::who_blocks_the_bot_is_notified_when_they_are_back", blocked),
        on_both("conversations::several_departments_of_one_person_are_one_message", two_departments),
        on_both("conversations::who_joins_late_sees_at_once_what_is_open", joins_late),
        on_both("conversations::a_restart_changes_nothing", restarted),
        on_both("conversations::a_file_that_cannot_be_fetched_is_asked_for_again", lost_file),
    ]
    .into_iter()
    .flatten()
    .collect()
}

async fn by_tap(db: TestDb) {
    let mut w = published(&db, &["市住建局"], MONTHLY).await;
    w.begin_transcript();
    w.tap(CONTACT, CONTACT, "收到").await;
    w.tap(CONTACT, CONTACT, "其他时间").await;
    w.say(CONTACT, CONTACT, "有空再说").await;
    w.say(CONTACT, CONTACT, "8月5日").await;
    w.say(CONTACT, CONTACT, "周五下班前").await;
    w.tap(CONTACT, CONTACT, "定个时间").await;
    w.tap(CONTACT, CONTACT, "返回").await;
    w.tap(CONTACT, CONTACT, "已完成").await;
    w.tap(CONTACT, CONTACT, "已通过其他渠道报送").await;
    w.say(CONTACT, CONTACT, "/my").await;
    w.say(CONTACT, CONTACT, "收到").await;
    snapshot::holds("by_tap", w.transcript());
    w.close().await;
}

async fn in_words(db: TestDb) {
    let mut w = published(&db, &["市住建局"], MONTHLY).await;
    w.begin_transcript();
    for words in
        ["收到", "明天报", "正在办理", "别催了", "谢谢", "这个填哪个口径？", "不归我们", "有困难，数据要不来", "已报送"]
    {
        w.say(CONTACT, CONTACT, words).await;
    }
    w.tap(CONTACT, CONTACT, "已通过其他渠道报送").await;
    snapshot::holds("in_words", w.transcript());
    w.close().await;
}

async fn files(db: TestDb) {
    let mut w = published(&db, &["市住建局"], MONTHLY).await;
    w.begin_transcript();
    w.send(CONTACT, CONTACT, "扫描件0001.pdf", b"a", "").await;
    w.tap(CONTACT, CONTACT, "月报表").await;
    w.send(CONTACT, CONTACT, "隐患台账（住建）.xlsx", b"b", "").await;
    w.send(CONTACT, CONTACT, "多余.docx", b"c", "").await;
    snapshot::holds("files", w.transcript());
    w.close().await;
}

async fn several(db: TestDb) {
    let mut w = published(&db, &["市住建局"], MONTHLY).await;
    w.say(LEAD, LEAD_GROUP, "/task 燃气安全小结 截止 7月24日17:00 部门 全体").await;
    w.tap(LEAD, LEAD_GROUP, "发布").await;
    w.pass(Duration::minutes(40)).await;
    w.begin_transcript();
    w.say(CONTACT, CONTACT, "周四报").await;
    w.tap(CONTACT, CONTACT, "T2 燃气安全小结 · 市住建局").await;
    w.reply(CONTACT, CONTACT, "月报", "收到").await;
    w.send(CONTACT, CONTACT, "小结.docx", b"a", "").await;
    w.tap(CONTACT, CONTACT, "T2 燃气安全小结 · 市住建局").await;
    w.say(CONTACT, CONTACT, "/my").await;
    snapshot::holds("several", w.transcript());
    w.close().await;
}

async fn difficulty(db: TestDb) {
    let mut w = published(&db, &["市住建局"], MONTHLY).await;
    w.begin_transcript();
    w.tap(CONTACT, CONTACT, "有困难").await;
    w.say(CONTACT, CONTACT, "区里的数据还没报上来").await;
    w.pass(Duration::days(4)).await;
    w.reply(LEAD, LEAD_GROUP, "提出困难", "先报已有的部分，区里的数据我们来催").await;
    w.pass(Duration::days(5)).await;
    snapshot::holds("difficulty", w.transcript());
    w.close().await;
}

async fn blocked(db: TestDb) {
    let mut w = World::with_departments(&db, &["市住建局"]).await;
    w.act("住建局联络员屏蔽了机器人", |sandbox| sandbox.block(CONTACT)).await;
    w.say(LEAD, LEAD_GROUP, MONTHLY).await;
    w.tap(LEAD, LEAD_GROUP, "发布").await;
    w.pass(Duration::days(1)).await;
    w.say(LEAD, LEAD_GROUP, "/status T1").await;
    w.act("又打开了", |sandbox| sandbox.unblock(CONTACT)).await;
    snapshot::holds("blocked", w.transcript());
    w.close().await;
}

async fn two_departments(db: TestDb) {
    let mut w = World::with_departments(&db, &["市住建局"]).await;
    w.send(LEAD, LEAD_GROUP, "名册.csv", "单位\n市住建局\n市房产中心\n".as_bytes(), "/roster").await;
    w.tap(LEAD, LEAD_GROUP, "导入").await;
    let code = w.invitation("市房产中心").await;
    w.open_link(CONTACT, &code).await;
    w.begin_transcript();
    w.say(LEAD, LEAD_GROUP, MONTHLY).await;
    w.tap(LEAD, LEAD_GROUP, "发布").await;
    w.tap(CONTACT, CONTACT, "2 收到").await;
    w.pass(Duration::days(2)).await;
    snapshot::holds("two_departments", w.transcript());
    w.close().await;
}

async fn joins_late(db: TestDb) {
    let mut w = World::with_departments(&db, &["市住建局"]).await;
    w.send(LEAD, LEAD_GROUP, "名册.csv", "单位,联络员\n市教育局,李老师\n".as_bytes(), "/roster").await;
    w.tap(LEAD, LEAD_GROUP, "导入").await;
    w.say(LEAD, LEAD_GROUP, MONTHLY).await;
    w.tap(LEAD, LEAD_GROUP, "发布").await;
    w.pass(Duration::hours(11)).await;
    let code = w.invitation("市教育局").await;
    w.begin_transcript();
    w.person(102, "李老师");
    w.open_link(102, &code).await;
    w.open_link(102, &code).await;
    snapshot::holds("joins_late", w.transcript());
    w.close().await;
}

async fn lost_file(db: TestDb) {
    let mut w = published(&db, &["市住建局"], "/task 小结 截止 7月31日17:00 部门 全体").await;
    let kind = FaultKind::Refuse { code: 400, description: "Bad Request: wrong file".into(), parameters: None };
    w.sandbox().fault(Fault { method: Some("getFile".into()), chat: None, times: 50, kind });
    w.send(CONTACT, CONTACT, "小结.docx", b"a", "").await;
    w.pass(Duration::hours(1)).await;
    assert_eq!(w.last(CONTACT).text, "文件没有取到，请再发一次。", "{}", w.transcript());
    w.close().await;
}

async fn restarted(db: TestDb) {
    let mut w = published(&db, &["市住建局"], MONTHLY).await;
    w.begin_transcript();
    w.restart(&db).await;
    w.tap(CONTACT, CONTACT, "收到").await;
    w.restart(&db).await;
    assert_eq!(w.count(CONTACT), 2, "welcome and notice, nothing twice\n{}", w.transcript());
    snapshot::holds("restarted", w.transcript());
    w.close().await;
}
