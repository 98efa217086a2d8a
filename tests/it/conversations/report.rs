//! `/report` of a period with something to place: a picture with the words, the files behind it, and in a joint group no name.

use chrono::Duration;
use cuiban::cli::demo::{LEAD, LEAD_GROUP};
use cuiban::sandbox::Shown;
use libtest_mimic::Trial;

use crate::support::db::{TestDb, on_both};
use crate::support::snapshot;
use crate::support::world::{CONTACT, World};

pub(crate) fn trials() -> Vec<Trial> {
    on_both("conversations::a_report_is_ten_lines_a_picture_and_files", faces)
}

async fn faces(db: TestDb) {
    let mut w = World::with_departments(&db, &["市公安局", "市教育局"]).await;
    for title in ["月报", "台账", "小结"] {
        w.say(LEAD, LEAD_GROUP, &format!("/task {title} 截止 周五 部门 全体 可零报告")).await;
        w.tap(LEAD, LEAD_GROUP, "发布").await;
        w.pass(Duration::minutes(40)).await;
        w.say(CONTACT, CONTACT, "零报告").await;
    }
    w.pass(Duration::days(10)).await;
    w.begin_transcript();
    w.say(LEAD, LEAD_GROUP, "/report").await;
    let own = newest(&w, LEAD_GROUP, 3);
    assert!(own[0].text.contains("完成度") && own[0].text.contains("市教育局"), "{}", own[0].text);
    assert_eq!(names(&own[1..]), [".html", ".xlsx"]);
    snapshot::holds("report_with_picture", w.transcript());
    w.say(LEAD, LEAD_GROUP, "/setup").await;
    w.tap(LEAD, LEAD_GROUP, "联络群").await;
    w.say(LEAD, LEAD_GROUP, "/report").await;
    let group = w.last(LEAD_GROUP);
    assert!(group.text.contains("完成度") && !group.text.contains("市教育局"), "{}", group.text);
    let private = newest(&w, LEAD, 3);
    assert!(private[0].text.contains("市教育局"), "{}", private[0].text);
    assert_eq!(names(&private[1..]), [".html", ".xlsx"]);
    w.close().await;
}

fn newest(w: &World, chat: i64, count: usize) -> Vec<Shown> {
    let all: Vec<Shown> = w.sandbox().messages(chat).into_iter().filter(|shown| shown.bot).collect();
    all[all.len() - count..].to_vec()
}

/// How the names of the files end.
fn names(of: &[Shown]) -> Vec<String> {
    of.iter().map(|it| format!(".{}", it.file.as_ref().unwrap().name.rsplit('.').next().unwrap())).collect()
}
