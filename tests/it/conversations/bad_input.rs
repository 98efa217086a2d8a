//! What people really send: albums, photos, stickers, changed words, too much and nothing. One clear answer each, and nothing is lost.

use chrono::Duration;
use cuiban::cli::demo::{LEAD, LEAD_GROUP};
use cuiban::domain::{Event, OfficeId};
use cuiban::sandbox::LogEntry;
use cuiban::store::ledger;
use libtest_mimic::Trial;

use super::{MONTHLY, published};
use crate::support::db::{TestDb, on_both};
use crate::support::snapshot;
use crate::support::world::CONTACT;

const ONE_ITEM: &str = "/task 隐患台账 截止 7月31日17:00 部门 全体 材料 隐患台账";
/// One second more than the chat app lets a bot fetch.
const TOO_LARGE: usize = 20 * 1024 * 1024 + 1;

pub(crate) fn trials() -> Vec<Trial> {
    [
        on_both("conversations::an_album_is_one_hand_in_and_one_receipt", album),
        on_both("conversations::an_album_is_one_even_over_a_restart", album_over_a_restart),
        on_both("conversations::an_album_is_asked_about_once", album_asked),
        on_both("conversations::photos_without_a_word_are_material", photos),
        on_both("conversations::stickers_voices_and_places_are_answered", signs),
        on_both("conversations::changed_words_do_not_change_the_record", changed),
        on_both("conversations::a_reply_to_a_deleted_card_is_understood", deleted_card),
        on_both("conversations::files_that_cannot_be_taken_are_explained", odd_files),
        on_both("conversations::odd_dates_and_units_are_asked_about", odd_words),
        on_both("conversations::two_hundred_messages_in_a_minute_delay_nobody_else", flood),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Hand-ins on the office's ledger, each with the files that came with it.
async fn hand_ins(db: &TestDb) -> Vec<usize> {
    let store = db.open().await;
    let mut reader = store.read().await.unwrap();
    let entries = ledger::list(&mut reader, OfficeId(1), cuiban::domain::EntryNo(0), 1_000).await.unwrap();
    let mut counts = Vec::new();
    for entry in entries {
        match entry.event {
            Event::Submitted { files, .. } => counts.push(files.len()),
            Event::FileAdded { .. } => *counts.last_mut().expect("a file is added to something") += 1,
            _ => {}
        }
    }
    counts
}

async fn album(db: TestDb) {
    let mut w = published(&db, &["市住建局"], MONTHLY).await;
    w.begin_transcript();
    w.send_album(CONTACT, CONTACT, &["7月月报表.docx", "隐患台账.xlsx", "现场说明.pdf"], "请查收").await;
    assert_eq!(hand_ins(&db).await, [3]);
    w.say(LEAD, LEAD, "/review").await;
    snapshot::holds("album", w.transcript());
    w.close().await;
}

/// The first of an album comes alone, the rest after the bot went down.
async fn album_over_a_restart(db: TestDb) {
    let mut w = published(&db, &["市住建局"], MONTHLY).await;
    w.begin_transcript();
    let mut first = 0;
    w.act("住建局联络员发一组文件，先到两份", |sandbox| {
        first = sandbox.send_album(CONTACT, CONTACT, &[("7月月报表.docx", b"a"), ("7月月报表附页.docx", b"b")], "")[0];
    })
    .await;
    w.restart(&db).await;
    w.act("服务重启后，第三份才到", |sandbox| {
        sandbox.send_into_album(CONTACT, CONTACT, first, "隐患台账.xlsx", b"c");
    })
    .await;
    w.act("同一组文件又送到一次", |sandbox| sandbox.redeliver(3)).await;
    w.act("又有一份", |sandbox| {
        sandbox.send_into_album(CONTACT, CONTACT, first, "隐患台账二.xlsx", b"d");
    })
    .await;
    assert_eq!(hand_ins(&db).await, [4]);
    snapshot::holds("album_over_a_restart", w.transcript());
    w.close().await;
}

async fn album_asked(db: TestDb) {
    let mut w = published(&db, &["市住建局"], MONTHLY).await;
    w.begin_transcript();
    w.send_photos(CONTACT, CONTACT, 4, "").await;
    w.tap(CONTACT, CONTACT, "都在这组文件里").await;
    assert_eq!(hand_ins(&db).await, [4]);
    w.say(LEAD, LEAD_GROUP, "/task 燃气安全小结 截止 7月31日17:00 部门 全体").await;
    w.tap(LEAD, LEAD_GROUP, "发布").await;
    w.say(LEAD, LEAD_GROUP, "/task 燃气隐患清单 截止 7月31日17:00 部门 全体").await;
    w.tap(LEAD, LEAD_GROUP, "发布").await;
    w.pass(Duration::hours(1)).await;
    w.send_album(CONTACT, CONTACT, &["a.pdf", "b.pdf"], "").await;
    w.tap(CONTACT, CONTACT, "T2 燃气安全小结 · 市住建局").await;
    assert_eq!(hand_ins(&db).await, [4, 2]);
    snapshot::holds("album_asked", w.transcript());
    w.close().await;
}

async fn photos(db: TestDb) {
    let mut w = published(&db, &["市住建局"], ONE_ITEM).await;
    w.begin_transcript();
    w.send_photos(CONTACT, CONTACT, 2, "").await;
    w.send_photos(CONTACT, CONTACT, 1, "补一张").await;
    assert_eq!(hand_ins(&db).await, [2, 1]);
    snapshot::holds("photos", w.transcript());
    w.close().await;
}

async fn signs(db: TestDb) {
    let mut w = published(&db, &["市住建局"], ONE_ITEM).await;
    w.begin_transcript();
    w.act("住建局联络员发来一个表情", |sandbox| _ = sandbox.send_sticker(CONTACT, CONTACT, "👌")).await;
    w.act("又发来一段语音", |sandbox| _ = sandbox.send_voice(CONTACT, CONTACT, 6)).await;
    w.act("又发来一个位置", |sandbox| _ = sandbox.send_location(CONTACT, CONTACT, 30.2, 120.1)).await;
    w.act("群里有人发表情", |sandbox| _ = sandbox.send_sticker(LEAD, LEAD_GROUP, "👍")).await;
    w.say(CONTACT, CONTACT, "👌").await;
    snapshot::holds("signs", w.transcript());
    w.close().await;
}

async fn changed(db: TestDb) {
    let mut w = published(&db, &["市住建局"], MONTHLY).await;
    w.begin_transcript();
    w.say(CONTACT, CONTACT, "周五给").await;
    w.edit_last(CONTACT, CONTACT, "下周一给").await;
    w.edit_last(CONTACT, CONTACT, "下周二给").await;
    w.edit_last(CONTACT, CONTACT, "周五给").await;
    w.say(CONTACT, CONTACT, "下周一给").await;
    w.say(CONTACT, CONTACT, "谢谢").await;
    w.edit_last(CONTACT, CONTACT, "谢谢，这个填哪个口径？").await;
    w.say(LEAD, LEAD, "/taks 小结").await;
    w.edit_last(LEAD, LEAD, "/task 小结 截止 7月24日17:00 部门 全体").await;
    w.act("领导在群里改一条旧话", |sandbox| {
        let said = sandbox.say(LEAD, LEAD_GROUP, "大家辛苦");
        sandbox.edit(LEAD, LEAD_GROUP, said, "大家辛苦了");
    })
    .await;
    w.say(CONTACT, CONTACT, "随便说一句").await;
    w.pass(Duration::hours(25)).await;
    w.edit_last(CONTACT, CONTACT, "明天报").await;
    snapshot::holds("changed_words", w.transcript());
    w.close().await;
}

async fn deleted_card(db: TestDb) {
    let mut w = published(&db, &["市住建局"], ONE_ITEM).await;
    w.begin_transcript();
    w.act("住建局联络员删掉通知，再“回复”它", |sandbox| {
        let notice = sandbox.messages(CONTACT).pop().unwrap().id;
        sandbox.delete(CONTACT, notice);
        sandbox.reply(CONTACT, CONTACT, notice, "明天报");
    })
    .await;
    snapshot::holds("deleted_card", w.transcript());
    w.close().await;
}

async fn odd_files(db: TestDb) {
    let mut w = published(&db, &["市住建局"], ONE_ITEM).await;
    w.begin_transcript();
    w.send(CONTACT, CONTACT, "隐患台账.xlsx", b"", "").await;
    w.send(CONTACT, CONTACT, "隐患台账（含照片）.zip", &vec![0; TOO_LARGE], "").await;
    assert_eq!(hand_ins(&db).await, [0_usize; 0]);
    w.send(CONTACT, CONTACT, "隐患台账.xlsx", b"same", "").await;
    w.send(CONTACT, CONTACT, "隐患台账.xlsx", b"same", "").await;
    assert_eq!(hand_ins(&db).await, [1, 1]);
    snapshot::holds("odd_files", w.transcript());
    w.close().await;
}

async fn odd_words(db: TestDb) {
    let mut w = published(&db, &["市住建局"], "/task 隐患台账 截止 7月24日17:00 部门 全体 材料 隐患台账").await;
    w.begin_transcript();
    for words in ["昨天报", "大暑前后给", "13月5日报", "明年底报", "这个归航天局管", "这个不归我们管，建议转航天局"]
    {
        w.say(CONTACT, CONTACT, words).await;
    }
    w.tap(LEAD, LEAD_GROUP, "仍请办理").await;
    w.tap(LEAD, LEAD_GROUP, "职责分工已列明").await;
    w.pass(Duration::days(6)).await;
    w.say(CONTACT, CONTACT, "申请延期到7月30日").await;
    snapshot::holds("odd_words", w.transcript());
    w.close().await;
}

async fn flood(db: TestDb) {
    let mut w = published(&db, &["市住建局", "市教育局"], MONTHLY).await;
    w.begin_transcript();
    w.sandbox().set_rates(true);
    let (before, other) = (w.count(CONTACT), CONTACT + 1);
    let begun = w.now();
    let logged = w.sandbox().log().len();
    for n in 0..200 {
        w.sandbox().say(CONTACT, CONTACT, &format!("问题{n}：这个填哪个口径？"));
        if n == 100 {
            w.sandbox().say(other, other, "周五给");
        }
    }
    w.pass(Duration::minutes(30)).await;
    let answered = |chat: i64| {
        let sends = w.sandbox().log_from(logged).into_iter().filter_map(move |entry| match entry {
            LogEntry::Answered { at, method, chat: Some(to), .. } if to == chat && method == "sendmessage" => Some(at),
            _ => None,
        });
        sends.collect::<Vec<_>>()
    };
    assert_eq!(w.count(CONTACT), before + 200, "each has its answer");
    assert!(answered(other)[0] - begun < Duration::seconds(30), "nobody else waits");
    assert!(w.card_with(other, "7月24日").bot);
    w.close().await;
}
