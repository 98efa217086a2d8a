//! A year of one contact who serves three offices and 120 assignments, and of one of their leads: every message that they
//! get, as a document that people read. It is written anew with `INSTA_UPDATE=always`.

mod diary;
mod host;
mod plan;

use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{DateTime, NaiveDate, Utc};
use cuiban::cli::demo::{MANNERS, Stage};
use cuiban::sandbox::{Role, Sandbox};
use libtest_mimic::Trial;

use self::host::YearHost;
use self::plan::{Asked, acts, moment, way};
use crate::support::db::{TestDb, on_sqlite};

/// The contact who answers for 市教育局 in every office.
const CONTACT: i64 = 100;
const DEPARTMENTS: [&str; 5] = ["市教育局", "市公安局", "市住建局", "市交通局", "市商务局"];
const OFFICES: [&str; 3] = ["安委办", "环委办", "消防办"];
const PATIENCE: Duration = Duration::from_mins(1);

pub(crate) fn trials() -> Vec<Trial> {
    on_sqlite("year::of_a_contact_with_three_offices_and_of_a_lead", year)
}

fn lead(office: usize) -> i64 {
    1 + i64::try_from(office).unwrap()
}

fn group(office: usize) -> i64 {
    -1000 - i64::try_from(office).unwrap()
}

/// The contact of a department: the same person everywhere for the first, another in each office for the others.
fn contact(office: usize, dept: usize) -> i64 {
    let other = 200 + i64::try_from(office * 10 + dept).unwrap();
    if dept == 0 { CONTACT } else { other }
}

struct Year {
    stage: Stage,
    host: Arc<YearHost>,
}

async fn year(db: TestDb) {
    let folder = tempfile::tempdir().unwrap();
    let begin = moment(NaiveDate::from_ymd_opt(2025, 12, 31).unwrap(), 9, 0);
    let stage = Stage::open_at(folder.path(), None, begin).unwrap();
    let host = Arc::new(YearHost::new(stage.clone()));
    stage.sandbox().attach(host.clone());
    stage.start(&db.url, MANNERS).await.unwrap();
    let year = Year { stage, host };
    for office in 0..OFFICES.len() {
        year.set_up(office).await;
    }
    let set_up = year.sandbox().log().len();
    let mut published = [0usize; 3];
    let all = plan::year();
    assert_eq!(all.len(), 120);
    for asked in &all {
        published[asked.office] += 1;
        year.until(asked.published).await;
        year.publish(asked, published[asked.office]).await;
    }
    year.until(moment(NaiveDate::from_ymd_opt(2027, 1, 15).unwrap(), 18, 0)).await;
    year.stage.close().await;
    let log = year.sandbox().log_from(set_up);
    diary::holds("a-contacts-year.md", &diary::of_contact(&log, CONTACT));
    diary::holds("a-leads-year.md", &diary::of_lead(&log, lead(0), group(0)));
}

impl Year {
    fn sandbox(&self) -> &Sandbox {
        self.stage.sandbox()
    }

    async fn set_up(&self, office: usize) {
        let (lead, group, sandbox) = (lead(office), group(office), self.sandbox());
        sandbox.user(lead, "王主任", "zh-hans");
        sandbox.group(group, &format!("{}工作群", OFFICES[office]));
        sandbox.join(group, lead, Role::Owner);
        sandbox.start_bot(lead, None);
        sandbox.add_bot(group, lead, true);
        self.say(office, &format!("/setup {}", OFFICES[office])).await;
        self.press(office, "内部群").await;
        let rows: Vec<String> = DEPARTMENTS.iter().map(|name| format!("{name},{}", person_of(name))).collect();
        sandbox.send_file(lead, group, "名册.csv", format!("单位,联络员\n{}\n", rows.join("\n")).as_bytes(), "/roster");
        self.settle().await;
        self.press(office, "导入").await;
        for (dept, name) in DEPARTMENTS.iter().enumerate() {
            let user = contact(office, dept);
            sandbox.user(user, person_of(name), "zh-hans");
            self.say(office, &format!("/invite {name}")).await;
            let links = sandbox.messages(lead).pop().unwrap().text;
            let code = links.split("start=").nth(1).unwrap().split_whitespace().next().unwrap().to_owned();
            sandbox.start_bot(user, Some(&code));
            self.settle().await;
        }
    }

    async fn publish(&self, asked: &Asked, no: usize) {
        let Asked { office, title, deadline, .. } = asked;
        let due = deadline.with_timezone(&chrono_tz::Asia::Shanghai).format("%Y年%-m月%-d日");
        self.say(*office, &format!("/task {title} 截止 {due} 部门 全体 材料 {}", materials(title))).await;
        self.press(*office, "发布").await;
        for dept in 0..DEPARTMENTS.len() {
            let part = format!("{}.{no}.{}", office + 1, dept + 1);
            for (at, act) in acts(way(*office, no, dept), asked, &part) {
                self.host.plan(at, contact(*office, dept), act);
            }
        }
    }

    async fn say(&self, office: usize, text: &str) {
        self.sandbox().say(lead(office), group(office), text);
        self.settle().await;
    }

    async fn press(&self, office: usize, label: &str) {
        let has_it = |button: &cuiban::sandbox::ShownButton| button.label == label;
        let cards = self.sandbox().messages(group(office));
        let card = cards.iter().rev().find(|shown| shown.bot && shown.buttons.iter().flatten().any(has_it));
        let card = card.unwrap_or_else(|| panic!("no {label} in {:?}", cards.last())).id;
        self.sandbox().press_label(lead(office), group(office), card, label).unwrap();
        self.settle().await;
    }

    async fn until(&self, at: DateTime<Utc>) {
        self.sandbox().advance_to(at).await.unwrap();
    }

    async fn settle(&self) {
        let service = self.stage.service().await.unwrap();
        let begun = Instant::now();
        while self.sandbox().unconfirmed() > 0 || !service.is_settled().await.unwrap() {
            assert!(begun.elapsed() < PATIENCE, "the bot does not come to rest");
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    }
}

/// What is handed in.
fn materials(title: &str) -> &'static str {
    match title {
        _ if title.ends_with("月报") => "报表、文字说明",
        _ if title.ends_with("进展") => "进展报告",
        _ => "盖章扫描件",
    }
}

fn person_of(dept: &str) -> &'static str {
    match dept {
        "市教育局" => "赵敏",
        "市公安局" => "钱进",
        "市住建局" => "孙立",
        "市交通局" => "李航",
        _ => "周洁",
    }
}
