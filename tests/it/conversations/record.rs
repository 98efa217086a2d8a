//! `/record`: a department reads every entry about it and disputes one; somebody who is no party decides.

use chrono::Duration;
use cuiban::cli::demo::{LEAD, LEAD_GROUP};
use cuiban::sandbox::Role;
use libtest_mimic::Trial;

use super::{MONTHLY, published};
use crate::support::db::{TestDb, on_both};
use crate::support::snapshot;
use crate::support::world::{CONTACT, MEMBER, World};

const OTHER: i64 = CONTACT + 1;

pub(crate) fn trials() -> Vec<Trial> {
    [
        on_both("conversations::record_is_read_and_an_entry_disputed", read),
        on_both("conversations::record_dispute_is_decided_by_who_is_no_party", decided),
        on_both("conversations::record_is_nobody_elses", not_theirs),
        on_both("conversations::record_dispute_in_a_sentence", said),
        on_both("conversations::record_of_several_departments", several),
        on_both("conversations::record_dispute_in_a_joint_office", joint),
        on_both("conversations::record_in_english", english),
        on_both("conversations::record_what_was_found_wrong_is_asked_again", found_wrong),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Two taps, the number and the reason; taken back, raised anew in words, decided by the only member of staff.
async fn read(db: TestDb) {
    let mut w = published(&db, &["市住建局", "市教育局"], MONTHLY).await;
    w.tap(CONTACT, CONTACT, "收到").await;
    w.say(CONTACT, CONTACT, "有困难，区县的数据还没报齐").await;
    w.reply(LEAD, LEAD_GROUP, "有困难", "先报已有的即可").await;
    w.begin_transcript();
    w.say(CONTACT, CONTACT, "/record").await;
    w.tap(CONTACT, CONTACT, "4").await;
    w.tap(CONTACT, CONTACT, "没有收到过").await;
    w.tap(CONTACT, CONTACT, "撤回").await;
    w.tap(CONTACT, CONTACT, "4").await;
    w.say(CONTACT, CONTACT, "通知是7月21日才看到的").await;
    w.say(LEAD, LEAD_GROUP, "/review").await;
    w.say(LEAD, LEAD_GROUP, "/status T1").await;
    let card = w.card(LEAD_GROUP, "异议成立，更正").id;
    w.tap_on(LEAD, LEAD_GROUP, card, "异议成立，更正").await;
    w.tap_on(LEAD, LEAD_GROUP, card, "返回").await;
    w.tap_on(LEAD, LEAD_GROUP, card, "维持原记录").await;
    w.tap_on(LEAD, LEAD_GROUP, card, "系统记录完整").await;
    w.press(LEAD, LEAD_GROUP, card, "xv:1.1.1.11.0").await;
    w.say(CONTACT, CONTACT, "/record").await;
    w.tap(CONTACT, CONTACT, "下一页").await;
    w.press(CONTACT, CONTACT, w.last(CONTACT).id, "xw:1.1.1.11").await;
    w.tap(CONTACT, CONTACT, "全部事项和名册").await;
    w.tap(CONTACT, CONTACT, "名册和人员（3条）").await;
    // Two notices leave at once: which of them is entered first is chance.
    snapshot::holds("record_read", &w.transcript().replace("1-16", "1-15"));
    w.close().await;
}

/// The owner of the task is refused with a sentence that says who may; a month later it still can be disputed; two press at once.
async fn decided(db: TestDb) {
    let mut w = published(&db, &["市住建局"], MONTHLY).await;
    w.sandbox().join(LEAD_GROUP, MEMBER, Role::Administrator);
    w.say(MEMBER, LEAD_GROUP, "/tasks").await;
    w.pass(Duration::days(45)).await;
    w.begin_transcript();
    w.say(CONTACT, CONTACT, "/record").await;
    w.tap(CONTACT, CONTACT, "1").await;
    w.say(CONTACT, CONTACT, "那天系统在升级，没有收到这条提醒").await;
    let card = w.card(LEAD_GROUP, "异议成立，更正").id;
    w.tap_on(LEAD, LEAD_GROUP, card, "异议成立，更正").await;
    w.tap_on(MEMBER, LEAD_GROUP, card, "异议成立，更正").await;
    w.reply(LEAD, LEAD_GROUP, "的一条记录有异议", "我看是对的").await;
    w.reply(MEMBER, LEAD_GROUP, "的一条记录有异议", "当天网络中断，情况属实").await;
    w.press(MEMBER, LEAD_GROUP, card, "xv:1.1.1.20.2").await;
    w.say(CONTACT, CONTACT, "/record").await;
    snapshot::holds("record_decided", w.transcript());
    w.close().await;
}

/// Nobody reads another's record, or disputes an entry that is not theirs.
async fn not_theirs(db: TestDb) {
    let mut w = published(&db, &["市住建局", "市教育局"], MONTHLY).await;
    w.say(CONTACT, CONTACT, "/record").await;
    w.begin_transcript();
    let card = w.last(CONTACT).id;
    w.press(CONTACT, CONTACT, card, "xr:1.2.0").await;
    w.press(CONTACT, CONTACT, card, "xt:1.1.2.0").await;
    // Entry 12 is the notice of the other department.
    w.press(CONTACT, CONTACT, card, "xw:1.1.1.12").await;
    w.press(CONTACT, CONTACT, card, "xd:1.1.2.12.0").await;
    w.press(CONTACT, CONTACT, card, "xw:1.1.1.999").await;
    w.press(CONTACT, CONTACT, card, "xx:1.1.1.11").await;
    w.press(OTHER, CONTACT, card, "xt:1.1.1.0").await;
    w.press(CONTACT, CONTACT, card, "xc:1.1.1.11").await;
    w.say(MEMBER, LEAD_GROUP, "/record").await;
    w.say(LEAD, LEAD, "/record").await;
    snapshot::holds("record_not_theirs", w.transcript());
    w.close().await;
}

/// 记录不对 leads to the record, and the words go along with the entry that is chosen.
async fn said(db: TestDb) {
    let mut w = published(&db, &["市住建局"], MONTHLY).await;
    w.say(LEAD, LEAD_GROUP, "/task 汛期值班表 截止 7月24日12:00 部门 全体").await;
    w.tap(LEAD, LEAD_GROUP, "发布").await;
    w.pass(Duration::minutes(40)).await;
    w.begin_transcript();
    w.say(CONTACT, CONTACT, "记录不对，我们早就报过了").await;
    w.tap(CONTACT, CONTACT, "T1 7月安全生产月报").await;
    w.say(CONTACT, CONTACT, "/record T2").await;
    w.say(CONTACT, CONTACT, "/record T9").await;
    w.say(CONTACT, CONTACT, "/异议 我们早就报过了").await;
    w.tap(CONTACT, CONTACT, "1").await;
    w.tap(CONTACT, CONTACT, "1").await;
    // While it waits, nobody reminds them.
    w.pass(Duration::days(4)).await;
    w.tap(LEAD, LEAD_GROUP, "异议成立，更正").await;
    w.tap(LEAD, LEAD_GROUP, "登记有误").await;
    snapshot::holds("record_said", w.transcript());
    w.close().await;
}

async fn several(db: TestDb) {
    let mut w = published(&db, &["市住建局", "市教育局"], MONTHLY).await;
    let code = w.invitation("市教育局").await;
    w.open_link(CONTACT, &code).await;
    w.begin_transcript();
    w.say(CONTACT, CONTACT, "/record").await;
    w.tap(CONTACT, CONTACT, "看另一家").await;
    w.tap(CONTACT, CONTACT, "市教育局 · 安委办").await;
    w.say(CONTACT, CONTACT, "/record T1").await;
    // Two notices leave at once: which of them is entered first is chance.
    snapshot::holds("record_several", &w.transcript().replace("1-16", "1-15"));
    w.close().await;
}

/// A joint group hears nothing of a single department.
async fn joint(db: TestDb) {
    let mut w = World::with_departments(&db, &["市住建局"]).await;
    w.sandbox().start_bot(LEAD, None);
    w.say(LEAD, LEAD_GROUP, "/setup 安委办").await;
    w.tap(LEAD, LEAD_GROUP, "联络群").await;
    w.say(LEAD, LEAD_GROUP, MONTHLY).await;
    w.tap(LEAD, LEAD_GROUP, "发布").await;
    w.tap(CONTACT, CONTACT, "收到").await;
    w.begin_transcript();
    w.say(CONTACT, CONTACT, "/record").await;
    w.tap(CONTACT, CONTACT, "1").await;
    w.tap(CONTACT, CONTACT, "与事实不符").await;
    w.say(LEAD, LEAD_GROUP, "/review").await;
    w.say(LEAD, LEAD, "/review").await;
    w.tap(LEAD, LEAD, "市住建局 · 异议").await;
    w.tap(LEAD, LEAD, "异议成立，更正").await;
    w.tap(LEAD, LEAD, "核对属实").await;
    snapshot::holds("record_joint", w.transcript());
    w.close().await;
}

async fn english(db: TestDb) {
    let mut w = published(&db, &["市住建局"], MONTHLY).await;
    w.tap(CONTACT, CONTACT, "收到").await;
    w.say(CONTACT, CONTACT, "/lang en").await;
    w.say(CONTACT, CONTACT, "we can hand it in on 29 July").await;
    w.say(CONTACT, CONTACT, "I have a difficulty, the counties have not sent their figures").await;
    w.reply(LEAD, LEAD_GROUP, "困难", "先报已有的即可").await;
    w.pass(Duration::days(8)).await;
    w.say(CONTACT, CONTACT, "已报，纸质").await;
    w.begin_transcript();
    w.say(CONTACT, CONTACT, "/record").await;
    w.tap(CONTACT, CONTACT, "1").await;
    w.tap(CONTACT, CONTACT, "Not what happened").await;
    w.tap(LEAD, LEAD_GROUP, "维持原记录").await;
    w.tap(LEAD, LEAD_GROUP, "没有其他佐证").await;
    w.say(CONTACT, CONTACT, "/record").await;
    w.tap(CONTACT, CONTACT, "All tasks, and the roster").await;
    w.say(CONTACT, CONTACT, "/record T7").await;
    snapshot::holds("record_english", w.transcript());
    w.close().await;
}

/// A date that was never given silences nothing once that is found, and what never came is not in.
async fn found_wrong(db: TestDb) {
    let mut w = published(&db, &["市住建局"], MONTHLY).await;
    w.begin_transcript();
    for no in ["1", "2"] {
        match no {
            "1" => w.say(CONTACT, CONTACT, "7月30日报").await,
            // Its newest entry says that the file is kept.
            _ => w.send(CONTACT, CONTACT, "月报表.docx", b"a", "").await,
        }
        w.say(CONTACT, CONTACT, "/record").await;
        w.tap(CONTACT, CONTACT, no).await;
        w.tap(CONTACT, CONTACT, "与事实不符").await;
        w.tap(LEAD, LEAD_GROUP, "异议成立，更正").await;
        w.tap(LEAD, LEAD_GROUP, "核对属实").await;
    }
    w.say(LEAD, LEAD_GROUP, "/status T1").await;
    w.pass(Duration::days(9)).await;
    snapshot::holds("record_found_wrong", w.transcript());
    w.close().await;
}
