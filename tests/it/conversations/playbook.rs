//! Playbooks: a plan is imported from a sheet, checked row by row, kept under its name.

use cuiban::cli::demo::{LEAD, LEAD_GROUP};
use cuiban::domain::OfficeId;
use cuiban::store::{Store, projections};
use libtest_mimic::Trial;

use crate::support::db::{TestDb, on_both};
use crate::support::snapshot;
use crate::support::world::{MEMBER, World};

pub(crate) fn trials() -> Vec<Trial> {
    [on_both("conversations::a_playbook_is_checked_imported_and_listed", imported)].into_iter().flatten().collect()
}

const SAMPLE: &str = include_str!("../../../samples/playbook-emergency.csv");

async fn imported(db: TestDb) {
    let mut w = World::with_sample_roster(&db, &[]).await;
    w.say(LEAD, LEAD_GROUP, "/playbook").await;
    w.send(LEAD, LEAD_GROUP, "危化品泄漏.csv", SAMPLE.as_bytes(), "/playbook").await;
    w.tap(LEAD, LEAD_GROUP, "导入").await;
    let card = w.last(LEAD_GROUP).id;
    w.press(LEAD, LEAD_GROUP, card, "kp:2").await;
    w.press(MEMBER, LEAD_GROUP, card, "kp:2").await;
    let bad = "步骤,时限,单位,事项,收到时限,前置步骤\nS01,马上,应急局,核实,5,\nS02,10分钟,公按局,警戒,,\nS02,T+1h,环保局,监测,很快,S01\n,2小时,,通报,,\n";
    w.send(LEAD, LEAD_GROUP, "台风.csv", bad.as_bytes(), "/预案 台风").await;
    w.send(LEAD, LEAD_GROUP, "名单.csv", "单位,联络员\n教育局,张三\n".as_bytes(), "/playbook 台风").await;
    w.send(MEMBER, LEAD_GROUP, "台风.csv", bad.as_bytes(), "/playbook 台风").await;
    let short =
        "时限,责任单位,工作任务,反馈内容\n30分钟,应急局;公安局,转移群众,统计表(xlsx、图片)；说明\nT+0m,应急局,核实,\n";
    w.send(LEAD, LEAD, "x.csv", short.as_bytes(), "/playbook 危化品泄漏").await;
    w.tap(LEAD, LEAD, "不要了").await;
    w.send(LEAD, LEAD, "x.csv", short.as_bytes(), "/playbook 危 化品泄漏").await;
    w.tap(LEAD, LEAD, "导入").await;
    w.say(LEAD, LEAD, "/lang en").await;
    w.send(LEAD, LEAD, "typhoon.csv", bad.as_bytes(), "/playbook").await;
    w.say(LEAD, LEAD, "/playbook").await;
    snapshot::holds("playbook_imported", w.transcript());
    w.close().await;
    let store = Store::open(&db.url).await.unwrap();
    let kept = projections::list_playbooks(&mut store.read().await.unwrap(), OfficeId(1)).await.unwrap();
    assert_eq!(kept.len(), 1, "one name, one playbook");
    let codes: Vec<&str> = kept[0].steps.iter().map(|step| step.code.as_str()).collect();
    assert_eq!(codes, ["S02", "S01"], "in order of their moments");
    store.close().await;
}
