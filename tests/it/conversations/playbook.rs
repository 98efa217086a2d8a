//! Playbooks: a plan is imported from a sheet, checked row by row, kept under its name; started in the night, and stopped.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use chrono::{DateTime, Duration, Utc};
use chrono_tz::Asia::Shanghai;
use cuiban::cli::demo::{LEAD, LEAD_GROUP};
use cuiban::domain::{Delivery, EntryNo, Event, OfficeId, TaskNo};
use cuiban::sandbox::Role;
use cuiban::store::{Store, ledger, projections};
use libtest_mimic::Trial;

use crate::support::db::{TestDb, on_both};
use crate::support::snapshot;
use crate::support::world::{CONTACT, MEMBER, World};

pub(crate) fn trials() -> Vec<Trial> {
    [
        on_both("conversations::a_playbook_is_checked_imported_and_listed", imported),
        on_both("conversations::a_playbook_at_ten_past_two_on_a_saturday", saturday_night),
        on_both("conversations::a_playbook_is_started_once_and_stopped_with_a_reason", started_and_stopped),
        on_both("conversations::in_a_joint_group_a_playbook_shows_totals", joint),
    ]
    .into_iter()
    .flatten()
    .collect()
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

/// The units of the sample's steps who joined; the power company has not.
const JOINED: [&str; 16] = [
    "应急局",
    "消防支队",
    "公安局",
    "卫健委",
    "气象局",
    "交警支队",
    "生态环境局",
    "城管局",
    "教育局",
    "宣传部",
    "网信办",
    "工信局",
    "民政局",
    "市监局",
    "人社局",
    "财政局",
];

/// A minute of August 2026, with some seconds on top.
fn august(day: u32, clock: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(&format!("2026-08-{day:02}T{clock}:20+08:00")).unwrap().to_utc()
}

async fn saturday_night(db: TestDb) {
    let mut w = World::with_sample_roster(&db, &JOINED).await;
    w.send(LEAD, LEAD_GROUP, "危化品泄漏.csv", SAMPLE.as_bytes(), "/playbook").await;
    w.tap(LEAD, LEAD_GROUP, "导入").await;
    w.until(august(15, "02:10")).await;
    let before: Vec<usize> = (CONTACT..).take(JOINED.len()).map(|chat| w.count(chat)).collect();
    w.begin_transcript();
    w.say(LEAD, LEAD_GROUP, "/playbook 危化品泄漏 园区3号储罐泄漏").await;
    w.tap(LEAD, LEAD_GROUP, "启动").await;
    let after: Vec<usize> = (CONTACT..).take(JOINED.len()).map(|chat| w.count(chat)).collect();
    let told = |unit: &str| JOINED.iter().position(|it| *it == unit).map(|at| after[at] - before[at]);
    assert_eq!(told("应急局"), Some(1), "five steps, one message");
    assert_eq!(told("财政局"), Some(0), "its step is for the days to come");
    snapshot::holds("playbook_started", w.transcript());
    let (office, fire, police) = (CONTACT, CONTACT + 1, CONTACT + 2);
    w.until(august(15, "02:12")).await;
    w.tap(office, office, "全部收到").await;
    w.say(office, office, "已启动Ⅲ级响应,现场指挥部已设").await;
    w.tap(office, office, "S01 接报核实并启动危险化学品泄漏事故Ⅲ级响应 · 应急局").await;
    w.tap(office, office, "就是要报的内容").await;
    w.tap(police, police, "收到").await;
    w.until(august(15, "02:14")).await;
    w.say(fire, fire, "已出动6车").await;
    w.tap(fire, fire, "就是要报的内容").await;
    w.until(august(15, "02:31")).await;
    w.begin_transcript();
    w.tap(LEAD, LEAD_GROUP, "刷新").await;
    snapshot::holds("playbook_running", w.transcript());
    w.until(august(31, "18:00")).await;
    w.until(august(31, "18:00") + Duration::days(20)).await;
    let heard = heard(&db, &w).await;
    snapshot::holds("playbook_who_heard_what_when", &heard);
    snapshot::holds("playbook_woken", &chats(&w, &["应急局", "消防支队", "公安局", "气象局", "民政局"], 15));
    w.close().await;
}

/// Step by step, from the ledger: what was told to whom at which minute; each word is looked for in the chat itself.
async fn heard(db: &TestDb, w: &World) -> String {
    let store = Store::open(&db.url).await.unwrap();
    let mut reader = store.read().await.unwrap();
    let departments = projections::list_departments(&mut reader, OfficeId(1)).await.unwrap();
    let mut steps: BTreeMap<TaskNo, (String, String, String)> = BTreeMap::new();
    let mut titles: BTreeMap<TaskNo, String> = BTreeMap::new();
    for entry in ledger::list(&mut reader, OfficeId(1), EntryNo(0), 100_000).await.unwrap() {
        let minute = entry.at.with_timezone(&Shanghai).format("%m-%d %H:%M").to_string();
        let short = |no| departments.iter().find(|d| d.no == no).unwrap().profile.aliases[0].clone();
        let (task, dept, what) = match &entry.event {
            Event::TaskPublished { task, title, deadline, .. } => {
                titles.insert(*task, title.clone());
                let due = deadline.at.with_timezone(&Shanghai).format("%m-%d %H:%M").to_string();
                steps.insert(*task, (String::new(), due, String::new()));
                continue;
            }
            Event::StepAsked { task, step, .. } => {
                steps.get_mut(task).unwrap().0.clone_from(step);
                continue;
            }
            Event::NoticeSettled { task, dept, delivery: Delivery::Sent, .. } => (task, dept, "通知".to_owned()),
            Event::NudgeSettled { task, dept, touch, delivery: Delivery::Sent, .. } => {
                (task, dept, format!("{:?}", touch.stage))
            }
            Event::NoticeUnreached { task, dept, .. } => (task, dept, "联系不上".to_owned()),
            Event::CallAdvised { task, dept } => (task, dept, "请打电话".to_owned()),
            Event::Acknowledged { task, dept } => (task, dept, "(收到)".to_owned()),
            Event::Submitted { task, dept, .. } => (task, dept, "(报送)".to_owned()),
            _ => continue,
        };
        let unit = short(*dept);
        let is_told = matches!(entry.event, Event::NoticeSettled { .. } | Event::NudgeSettled { .. });
        if let Some(at) = JOINED.iter().position(|name| *name == unit).filter(|_| is_told) {
            let chat = CONTACT + i64::try_from(at).unwrap();
            let there = w.sandbox().messages(chat).into_iter().any(|shown| {
                let same_minute = shown.at.with_timezone(&Shanghai).format("%m-%d %H:%M").to_string() == minute;
                shown.bot && same_minute && shown.text.contains(&titles[task])
            });
            assert!(there, "{unit} {minute} {}", titles[task]);
        }
        let line = &mut steps.get_mut(task).unwrap().2;
        if line.is_empty() {
            write!(line, "{unit}").unwrap();
        }
        write!(line, "\n      {minute} {what}").unwrap();
    }
    drop(reader);
    store.close().await;
    let mut told = String::new();
    for (code, due, line) in steps.values() {
        writeln!(told, "{code} {due} {line}").unwrap();
    }
    told
}

/// All that the bot wrote to these units on one day of August, as it stands at the end.
fn chats(w: &World, units: &[&str], day: u32) -> String {
    let mut text = String::new();
    for unit in units {
        let at = JOINED.iter().position(|name| name == unit).unwrap();
        writeln!(text, "== {unit}").unwrap();
        for shown in w.sandbox().messages(CONTACT + i64::try_from(at).unwrap()) {
            let local = shown.at.with_timezone(&Shanghai);
            if local.format("%m-%d").to_string() != format!("08-{day:02}") {
                continue;
            }
            let who = if shown.bot { "催办" } else { unit };
            writeln!(text, "{} {who}", local.format("%H:%M")).unwrap();
            shown.text.lines().for_each(|line| writeln!(text, "  | {line}").unwrap());
            for row in &shown.buttons {
                let labels: Vec<String> = row.iter().map(|button| format!("[{}]", button.label)).collect();
                writeln!(text, "  {}", labels.join(" ")).unwrap();
            }
        }
    }
    text
}

const SHORT: &str = "步骤,时限,单位,事项,材料,收到时限,提前提醒,前置步骤
S01,T+10m,市公安局,现场警戒,警戒范围(文字),5,5,
S02,T+2h,市教育局;市公安局,在校师生安全情况,情况说明(文字),30,30,S01
S03,T+5d,市教育局,复课安排,安排(docx),,,S02
";

async fn started_and_stopped(db: TestDb) {
    let mut w = World::with_departments(&db, &["市公安局", "市教育局", "市气象局"]).await;
    let (police, school) = (CONTACT, CONTACT + 1);
    let second = 3;
    w.person(second, "李副主任");
    w.sandbox().join(LEAD_GROUP, second, Role::Administrator);
    w.send(LEAD, LEAD_GROUP, "学校.csv", SHORT.as_bytes(), "/playbook 校园周边泄漏").await;
    w.tap(LEAD, LEAD_GROUP, "导入").await;
    w.until(august(15, "02:10")).await;
    w.begin_transcript();
    w.say(LEAD, LEAD_GROUP, "/playbook 地震").await;
    w.say(LEAD, LEAD_GROUP, "/playbook").await;
    w.tap(LEAD, LEAD_GROUP, "启动 校园周边泄漏").await;
    w.press(LEAD, LEAD_GROUP, w.last(LEAD_GROUP).id, "go:2").await;
    w.reply(LEAD, LEAD_GROUP, "写明原因", "校门口槽罐车泄漏").await;
    let first_card = w.card(LEAD_GROUP, "启动").id;
    w.say(second, LEAD_GROUP, "/playbook 泄漏 槽罐车泄漏").await;
    let second_card = w.card(LEAD_GROUP, "启动").id;
    w.tap_on(MEMBER, LEAD_GROUP, second_card, "启动").await;
    w.tap_on(second, LEAD_GROUP, second_card, "启动").await;
    w.tap_on(LEAD, LEAD_GROUP, first_card, "启动").await;
    w.press(second, LEAD_GROUP, second_card, "go:3").await;
    assert_eq!(w.count(police), 2, "the welcome, and one message for both steps");
    w.say(LEAD, LEAD_GROUP, "/playbook 泄漏 第二处泄漏").await;
    let third_card = w.card(LEAD_GROUP, "启动").id;
    w.until(august(15, "02:41")).await;
    w.tap_on(LEAD, LEAD_GROUP, third_card, "启动").await;
    w.tap(police, police, "全部收到").await;
    snapshot::holds("playbook_started_once", w.transcript());
    w.begin_transcript();
    w.tap(LEAD, LEAD_GROUP, "停止").await;
    w.reply(LEAD, LEAD_GROUP, "停止“校园周边泄漏”的原因", "已转运").await;
    w.tap(LEAD, LEAD_GROUP, "先不停").await;
    w.tap(LEAD, LEAD_GROUP, "停止").await;
    w.reply(LEAD, LEAD_GROUP, "停止“校园周边泄漏”的原因", "险情已控制").await;
    let card = w.card(LEAD_GROUP, "转入常态").id;
    w.tap_on(MEMBER, LEAD_GROUP, card, "转入常态").await;
    w.tap_on(LEAD, LEAD_GROUP, card, "转入常态").await;
    w.press(second, LEAD_GROUP, card, "bn:6").await;
    let quiet = (w.count(police), w.count(school));
    w.until(august(16, "20:00")).await;
    assert_eq!((w.count(police), w.count(school)), quiet, "nobody is written to on the days off");
    w.until(august(17, "12:00")).await;
    w.tap(LEAD, LEAD_GROUP, "停止").await;
    w.reply(LEAD, LEAD_GROUP, "停止“校园周边泄漏”的原因", "学校已恢复正常").await;
    w.tap(LEAD, LEAD_GROUP, "取消其余").await;
    w.until(august(17, "14:10")).await;
    w.say(school, school, "/my").await;
    w.say(LEAD, LEAD_GROUP, "/playbook").await;
    let silence = (w.count(police), w.count(school));
    w.until(august(28, "18:00")).await;
    assert_eq!((w.count(police), w.count(school)), silence);
    snapshot::holds("playbook_stopped", w.transcript());
    w.close().await;
}

async fn joint(db: TestDb) {
    let mut w = World::with_departments(&db, &["市公安局", "市教育局", "市气象局"]).await;
    w.sandbox().start_bot(LEAD, None);
    w.say(LEAD, LEAD_GROUP, "/setup").await;
    w.tap(LEAD, LEAD_GROUP, "联络群").await;
    let plan = format!("{SHORT}S04,T+20m,市气象局,风向预报,专报(文字),5,5,\n");
    w.send(LEAD, LEAD_GROUP, "泄漏.csv", plan.as_bytes(), "/playbook").await;
    w.tap(LEAD, LEAD_GROUP, "导入").await;
    w.sandbox().block(CONTACT + 2);
    w.until(august(15, "02:10")).await;
    w.begin_transcript();
    w.say(LEAD, LEAD, "/playbook 泄漏 储罐泄漏").await;
    w.tap(LEAD, LEAD, "启动").await;
    assert!(!w.last(LEAD_GROUP).text.contains("S01"), "no single step in the group");
    let card = w.card(LEAD_GROUP, "刷新").id;
    w.tap_on(LEAD, LEAD_GROUP, card, "私下查看").await;
    w.tap_on(MEMBER, LEAD_GROUP, card, "刷新").await;
    w.tap(CONTACT + 1, CONTACT + 1, "收到").await;
    w.say(LEAD, LEAD_GROUP, "/playbook").await;
    w.tap(LEAD, LEAD, "停止").await;
    w.reply(LEAD, LEAD, "停止“泄漏”的原因", "演练结束").await;
    w.tap(LEAD, LEAD, "取消其余").await;
    w.press(CONTACT, CONTACT, w.card_with(CONTACT, "S01").id, "aa").await;
    w.say(LEAD, LEAD, "/lang en").await;
    w.say(CONTACT, CONTACT, "/lang en").await;
    w.say(LEAD, LEAD, "/playbook 泄漏 a drill").await;
    w.tap(LEAD, LEAD, "Start").await;
    w.tap(LEAD, LEAD, "Stop").await;
    w.reply(LEAD, LEAD, "stopping", "over").await;
    w.tap(LEAD, LEAD, "Back to normal").await;
    w.say(LEAD, LEAD, "/playbook").await;
    w.until(august(17, "08:31")).await;
    snapshot::holds("playbook_joint", w.transcript());
    w.close().await;
}
