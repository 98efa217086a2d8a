//! A quarter of an office with 64 member units: thirteen tasks, ninety-two days, and what must hold of every message.

mod calendar;
mod facts;
mod forgeries;
mod host;
mod invariants;
mod people;
mod season;

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDateTime, Utc};
use cuiban::cli::demo::LEAD_GROUP;
use cuiban::domain::{EntryNo, Event, OfficeId};
use cuiban::store::{Store, ledger, projections, set_aside};
use futures::FutureExt as _;
use libtest_mimic::Trial;
use serde::Deserialize;

use self::calendar::{at, instant, local};
use self::facts::Facts;
use self::people::{Act, Manner};
use self::season::{CONTACT, Season, UNITS};
use crate::support::db::{TestDb, on_both};

/// A failing run is had again with its seed.
const SEED: u64 = 20_260_701;
const TASKS: &str = include_str!("tasks.csv");
/// Units that never join.
const ABSENT: [i64; 4] = [15, 31, 47, 63];
/// Month, day, hour, minute.
type When = (u32, u32, u32, u32);
/// Units that join late, by links of their own: on a Saturday evening, and at work.
const LATE: [(i64, When); 2] = [(20, (8, 8, 20, 15)), (41, (8, 20, 10, 5))];
/// Who blocks the bot for good, and who comes back.
const BLOCKS: (i64, When) = (29, (8, 11, 16, 0));
const COMES_BACK: (i64, When, When) = (36, (8, 19, 11, 0), (9, 2, 21, 30));

pub(crate) fn trials() -> Vec<Trial> {
    on_both("quarter::nobody_is_nagged_twice_at_night_or_after_an_answer", quarter)
}

/// A row of the table of tasks.
#[derive(Debug, Deserialize)]
struct Row {
    id: String,
    title: String,
    assignees: String,
    materials: String,
    issued_at: String,
    deadline_text: String,
    deadline: String,
    weight: u8,
}

impl Row {
    fn words(&self) -> String {
        let who = if self.assignees == "ALL" { "全体".to_owned() } else { self.assignees.replace(';', "、") };
        let materials = self.materials.replace('|', "、");
        let Self { title, deadline_text, weight, .. } = self;
        format!("/task {title} 截止 {deadline_text} 部门 {who} 材料 {materials} 权重 {weight}")
    }

    fn asked(&self) -> usize {
        if self.assignees == "ALL" { usize::try_from(UNITS).unwrap() } else { self.assignees.split(';').count() }
    }
}

fn moment(text: &str) -> DateTime<Utc> {
    instant(NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").unwrap())
}

fn local_moment((month, day, hour, minute): When) -> DateTime<Utc> {
    at(month, day, hour, minute)
}

fn rows() -> Vec<Row> {
    let mut rows: Vec<Row> = csv::Reader::from_reader(TASKS.as_bytes()).deserialize().map(Result::unwrap).collect();
    rows.sort_by_key(|row| moment(&row.issued_at));
    rows
}

async fn quarter(db: TestDb) {
    let season = Season::open(&db, SEED, at(6, 29, 9, 0)).await;
    let codes = season.set_up().await;
    assert_eq!(codes.len(), usize::try_from(UNITS).unwrap());
    people_come(&season, codes);
    let mut late = LATE.to_vec();
    for row in rows() {
        let issued_at = moment(&row.issued_at);
        while let Some((unit, when)) = late.first().copied().filter(|(_, when)| local_moment(*when) < issued_at) {
            late.remove(0);
            season.until(local_moment(when)).await;
            let code = season.invite(unit).await;
            season.host().people(|people| people.comes(unit, code, local_moment(when)));
        }
        season.until(issued_at).await;
        publish(&season, &row).await;
    }
    season.until(at(10, 14, 18, 0)).await;
    season.close().await;
    look_back(&db, &season).await;
}

/// Who joins joins; the rest of what happens to them is planned.
fn people_come(season: &Season, codes: Vec<String>) {
    let moment = local_moment;
    let later = |n: i64| ABSENT.contains(&n) || LATE.iter().any(|(unit, _)| *unit == n);
    season.host().people(|people| {
        for (n, code) in (0..UNITS).zip(codes).filter(|(n, _)| !later(*n)) {
            people.comes(n, code, at(6, 29, 10, 0));
        }
        people.plan(moment(BLOCKS.1), CONTACT + BLOCKS.0, Act::Block);
        people.plan(moment(COMES_BACK.1), CONTACT + COMES_BACK.0, Act::Block);
        let back = Act::Write { under: None, text: "/my".to_owned() };
        people.plan(moment(COMES_BACK.2), CONTACT + COMES_BACK.0, back);
    });
}

/// The lead registers a task; what the preview says of the deadline is what was meant.
async fn publish(season: &Season, row: &Row) {
    season.say(&row.words()).await;
    let preview = season.newest("发布");
    let meant = local(moment(&row.deadline));
    let said = format!("截止：{}", meant.format("%-m月%-d日"));
    let clock = meant.format("%-H:%M").to_string();
    let line = preview.text.lines().find(|line| line.starts_with(&said));
    assert!(line.is_some_and(|line| line.contains(&clock)), "{}: {said} {clock} in\n{}", row.id, preview.text);
    season.press("发布").await;
    let card = season.sandbox().messages(LEAD_GROUP).into_iter().rev().find(|shown| shown.text.contains("已发布"));
    assert!(card.is_some_and(|card| card.text.contains(&row.title)), "{} was not published", row.id);
}

async fn look_back(db: &TestDb, season: &Season) {
    let store = db.open().await;
    let office = the_office(&store).await;
    let mut reader = store.read().await.unwrap();
    let entries = ledger::list(&mut reader, office, EntryNo(0), 1_000_000).await.unwrap();
    drop(reader);
    tasks_are_as_written(&entries);
    let facts = Facts::of(entries, &season.sandbox().log());
    let acts = season.host().people(|people| people.acts.clone());
    let broken = invariants::broken(&facts, &acts);
    let totals = totals(&facts, &acts);
    assert!(broken.is_empty(), "seed {SEED}, {totals}, {} broken:\n{}", broken.len(), broken.join("\n"));
    forgeries::are_found(&facts, &acts);
    let (prompt, silent) = (nudges_each(&facts, Manner::Prompt), nudges_each(&facts, Manner::Silent));
    assert!(prompt * 2 < silent, "{prompt} reminders for each prompt contact, {silent} for each silent one; {totals}");
    assert!(facts.nudges.len() > 250 && facts.notices.len() > 250, "too quiet to prove anything: {totals}");
    the_record_holds(&store, &totals).await;
    store.close().await;
}

async fn the_office(store: &Store) -> OfficeId {
    let mut reader = store.read().await.unwrap();
    let offices = projections::list_offices(&mut reader).await.unwrap();
    assert_eq!(offices.len(), 1);
    offices[0].id
}

fn tasks_are_as_written(entries: &[cuiban::domain::Entry]) {
    let published = entries.iter().filter_map(|entry| match &entry.event {
        Event::TaskPublished { task, title, deadline, weight, .. } => Some((*task, title, deadline, *weight)),
        _ => None,
    });
    let rows = rows();
    let mut seen = 0;
    for ((task, title, deadline, weight), row) in published.zip(&rows) {
        let asked =
            entries.iter().filter(|e| matches!(e.event, Event::Assigned { task: no, .. } if no == task)).count();
        let (meant, said) = (moment(&row.deadline), row.deadline_text.as_str());
        assert_eq!(
            (title, deadline.at, deadline.said.as_str(), weight, asked),
            (&row.title, meant, said, row.weight, row.asked()),
            "{}",
            row.id
        );
        seen += 1;
    }
    assert_eq!(seen, rows.len());
}

async fn the_record_holds(store: &Store, totals: &str) {
    let mut reader = store.read().await.unwrap();
    for office in ledger::list_offices(&mut reader).await.unwrap() {
        let verdict = ledger::verify(&mut reader, office).await.unwrap();
        assert!(matches!(verdict, ledger::Verdict::Sound(_)), "{office:?}: {verdict:?}; {totals}");
    }
    assert_eq!(set_aside::count(&mut reader).await.unwrap(), 0, "updates were set aside; {totals}");
    let live = projections::projections_digest(&mut reader).await.unwrap();
    drop(reader);
    store.write(|tx| async move { projections::rebuild(tx).await }.boxed()).await.unwrap();
    let mut reader = store.read().await.unwrap();
    let rebuilt = projections::projections_digest(&mut reader).await.unwrap();
    assert_eq!(live, rebuilt, "rebuilt projections are others; {totals}");
}

fn nudges_each(facts: &Facts, manner: Manner) -> usize {
    let gone = [BLOCKS.0, COMES_BACK.0];
    let of = |n: i64| Manner::of(n) == manner && !ABSENT.contains(&n) && !gone.contains(&n);
    let units: Vec<i64> = (0..UNITS).filter(|n| of(*n)).collect();
    facts.nudges.iter().filter(|sent| units.contains(&(sent.got.chat - CONTACT))).count() / units.len()
}

fn totals(facts: &Facts, acts: &[(i64, DateTime<Utc>)]) -> String {
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    for entry in &facts.entries {
        let text = format!("{:?}", entry.event);
        *kinds.entry(text.split([' ', '{']).next().unwrap().to_owned()).or_default() += 1;
    }
    format!(
        "{} acts, {} notices, {} reminders, {} other messages, {} entries {kinds:?}",
        acts.len(),
        facts.notices.len(),
        facts.nudges.len(),
        facts.others.len(),
        facts.entries.len()
    )
}
