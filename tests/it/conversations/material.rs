//! Material: versions side by side, one in place of another, taken back; a part of it; as last time; and the lead's blank forms.

use chrono::Duration;
use cuiban::cli::demo::{LEAD, LEAD_GROUP};
use libtest_mimic::Trial;

use super::{MONTHLY, published};
use crate::support::db::{TestDb, on_both};
use crate::support::snapshot;
use crate::support::world::{CONTACT, World};

pub(crate) fn trials() -> Vec<Trial> {
    [
        on_both("conversations::a_second_file_stands_beside_the_first_until_it_takes_its_place", versions),
        on_both("conversations::what_is_in_is_corrected_by_words_and_by_button", corrected),
        on_both("conversations::a_part_is_handed_in_and_the_rest_has_its_date", partial),
        on_both("conversations::album_takes_the_place_of_all_it_names", replaced_by_album),
        on_both("conversations::the_same_as_last_time_is_handed_in_by_a_tap", as_last),
        on_both("conversations::blank_forms_travel_with_the_notice", forms),
    ]
    .into_iter()
    .flatten()
    .collect()
}

async fn versions(db: TestDb) {
    let mut w = published(&db, &["市住建局", "市教育局"], MONTHLY).await;
    w.begin_transcript();
    w.send(CONTACT, CONTACT, "月报表.xlsx", b"1", "").await;
    w.send(CONTACT, CONTACT, "月报表（改）.xlsx", b"2", "").await;
    let receipt = w.last(CONTACT).id;
    // Of another department, and a leftover of one that is no hand-in.
    w.press(CONTACT + 1, CONTACT, receipt, "hr:1.1.1.16").await;
    w.press(CONTACT, CONTACT, receipt, "hb:1.1.1.3").await;
    w.press(CONTACT, CONTACT, receipt, "hb:1.9.9.999999").await;
    w.tap_on(CONTACT, CONTACT, receipt, "以这份为准").await;
    w.send(CONTACT, CONTACT, "隐患台账.xlsx", b"3", "").await;
    let whole = w.last(CONTACT).id;
    w.tap_on(CONTACT, CONTACT, whole, "撤回这份").await;
    w.press(CONTACT, CONTACT, whole, "hb:1.1.1.18").await;
    w.send(CONTACT, CONTACT, "隐患台账2.xlsx", b"4", "").await;
    let again = w.last(CONTACT);
    w.say(LEAD, LEAD_GROUP, "/review").await;
    w.tap(LEAD, LEAD_GROUP, "T1 逐家看（1家）").await;
    w.tap(LEAD, LEAD_GROUP, "市住建局").await;
    w.tap(LEAD, LEAD_GROUP, "接受").await;
    // Too late; a new version is looked at anew.
    w.tap_on(CONTACT, CONTACT, again.id, "撤回这份").await;
    w.send(CONTACT, CONTACT, "隐患台账3.xlsx", b"5", "发错了，以这版为准").await;
    w.say(LEAD, LEAD_GROUP, "/review").await;
    w.tap(LEAD, LEAD_GROUP, "T1 逐家看（1家）").await;
    w.tap(LEAD, LEAD_GROUP, "市住建局").await;
    snapshot::holds("versions", w.transcript());
    w.close().await;
}

async fn corrected(db: TestDb) {
    let mut w = published(&db, &["市住建局"], MONTHLY).await;
    w.say(CONTACT, CONTACT, "发错了，以这版为准").await;
    w.begin_transcript();
    w.send(CONTACT, CONTACT, "月报表.xlsx", b"1", "").await;
    w.send(CONTACT, CONTACT, "隐患台账.xlsx", b"2", "").await;
    w.say(CONTACT, CONTACT, "刚才那份发错了，重新发一份").await;
    w.send(CONTACT, CONTACT, "月报表-正确.xlsx", b"3", "").await;
    w.pass(Duration::days(2)).await;
    w.tap(CONTACT, CONTACT, "更正").await;
    w.tap(CONTACT, CONTACT, "撤回：隐患台账（周一 7/20 9:00）").await;
    w.say(CONTACT, CONTACT, "/my").await;
    w.tap(CONTACT, CONTACT, "已完成").await;
    w.tap(CONTACT, CONTACT, "已走公文系统").await;
    w.say(LEAD, LEAD_GROUP, "/close T1 汇总已上报").await;
    w.tap(LEAD, LEAD_GROUP, "确认办结").await;
    w.press(CONTACT, CONTACT, 1, "hc:1.1.1").await;
    snapshot::holds("corrected", w.transcript());
    w.close().await;
}

/// Two files in one album, and all that they name takes the place of what was in.
async fn replaced_by_album(db: TestDb) {
    let mut w = published(&db, &["市住建局"], MONTHLY).await;
    w.send(CONTACT, CONTACT, "月报表.xlsx", b"1", "").await;
    w.send(CONTACT, CONTACT, "隐患台账.xlsx", b"2", "").await;
    w.begin_transcript();
    w.send_album(CONTACT, CONTACT, &["月报表-新.xlsx", "隐患台账-新.xlsx"], "发错了，以这版为准").await;
    w.say(LEAD, LEAD_GROUP, "/review").await;
    snapshot::holds("replaced_by_album", w.transcript());
    w.close().await;
}

async fn partial(db: TestDb) {
    let mut w = published(&db, &["市住建局", "市教育局"], MONTHLY).await;
    w.begin_transcript();
    w.send(CONTACT, CONTACT, "月报表.xlsx", b"1", "先报一部分，其余明天补").await;
    w.say(CONTACT + 1, CONTACT + 1, "台账先给，报告还在写").await;
    w.tap(CONTACT + 1, CONTACT + 1, "只报了：隐患台账").await;
    w.press(CONTACT + 1, CONTACT + 1, 1, "hi:1.1.2.1").await;
    w.press(CONTACT + 1, CONTACT + 1, 1, "hi:1.1.2.9").await;
    w.say(CONTACT + 1, CONTACT + 1, "/my").await;
    snapshot::holds("partial", w.transcript());
    w.close().await;
}

async fn as_last(db: TestDb) {
    let mut w = World::with_departments(&db, &["市住建局", "市教育局"]).await;
    w.say(LEAD, LEAD_GROUP, "/task 7月份安全生产月报 截止 每月25日前 部门 全体 材料 月报表 提前5个工作日").await;
    w.tap(LEAD, LEAD_GROUP, "登记").await;
    w.pass(Duration::days(1)).await;
    w.send(CONTACT, CONTACT, "月报表.xlsx", b"1", "").await;
    w.pass(Duration::days(31)).await;
    w.begin_transcript();
    for contact in [CONTACT, CONTACT + 1] {
        w.say(contact, contact, "/my").await;
        w.tap(contact, contact, "已完成").await;
        w.tap(contact, contact, "与上期相同").await;
    }
    w.say(LEAD, LEAD_GROUP, "/review").await;
    snapshot::holds("as_last", w.transcript());
    w.close().await;
}

async fn forms(db: TestDb) {
    let mut w = World::with_departments(&db, &["市住建局"]).await;
    w.begin_transcript();
    w.send(LEAD, LEAD_GROUP, "月报表空白.xlsx", b"form", MONTHLY).await;
    w.tap(LEAD, LEAD_GROUP, "发布").await;
    w.tap(CONTACT, CONTACT, "已完成").await;
    w.tap(CONTACT, CONTACT, "再发一次附件").await;
    w.send(CONTACT, CONTACT, "月报表.xlsx", b"1", "").await;
    snapshot::holds("forms", w.transcript());
    w.close().await;
}
