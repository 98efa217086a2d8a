//! One life of an office: weeks of work under one seed, with mishaps at every port, and the process dying at any step.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use cuiban::cli::demo::{LEAD, LEAD_GROUP, MANNERS};
use cuiban::conversation::Bot;
use cuiban::engine::{Files, Service, ServiceParts, Steps};
use cuiban::failpoint::{self, Ended, Plan};
use cuiban::sandbox::{BoxClock, Role, Sandbox, SandboxConfig};
use cuiban::store::Store;

use super::chat::BoxedChat;
use super::dice::Dice;
use super::lead::Lead;
use super::off_time::OffTime;
use super::weather::{Weather, outage};
use crate::quarter::calendar::at;
use crate::quarter::people::{Act, People};

/// Contacts are numbered from here; what they are like follows from their number.
pub(crate) const CONTACT: i64 = 101;
const TOKEN: &str = "4242:SIMULATION-token-of-the-box";
const BOT: &str = "cuiban_simulated_bot";
/// So long things may go wrong.
const DAYS: i64 = 9;
/// So long nothing does: whatever waited is seen through.
const CALM_DAYS: i64 = 3;
/// Rounds without rest before time goes on all the same.
const ROUNDS: u32 = 24;
/// Shorter rests need no sign of life.
const SIGN_OF_LIFE: TimeDelta = TimeDelta::seconds(30);
/// What a calm process needs to come to rest, at most.
const PATIENCE: u32 = 4_000;

/// Everything of a life that outlives the process.
pub(crate) struct Life {
    pub(crate) sandbox: Sandbox,
    pub(crate) chat: BoxedChat,
    pub(crate) people: People,
    pub(crate) weather: Weather,
    /// The machine's clock, which may be off.
    pub(crate) clock: OffTime,
    lead: Lead,
    dice: Dice,
    units: Vec<i64>,
    /// The last poll was answered, and what came is on record.
    is_heard: bool,
    pub(crate) crashes: u32,
    pub(crate) refused: u32,
    pub(crate) moments: u32,
}

/// Why an incarnation of the process ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Crashed,
    Done,
}

/// A part of the service that is turned by hand.
#[derive(Clone, Copy, Debug)]
enum Turn {
    Listen,
    Plan,
    Dispatch,
    Boards,
    Work,
}

impl Life {
    pub(crate) fn new(seed: u64, units: usize) -> Self {
        let clock = BoxClock::at(at(7, 20, 9, 0));
        let config = SandboxConfig { token: TOKEN.into(), bot_username: BOT.into(), clock, port: None };
        let sandbox = Sandbox::unplugged(&config);
        let mut dice = Dice::new(seed);
        let mut all: Vec<i64> = (0..i64::try_from(units.max(10)).unwrap()).collect();
        dice.shuffle(&mut all);
        all.truncate(units);
        sandbox.user(LEAD, "王主任", "zh-hans");
        sandbox.group(LEAD_GROUP, "安委办工作群");
        sandbox.join(LEAD_GROUP, LEAD, Role::Owner);
        for unit in &all {
            sandbox.user(CONTACT + unit, &format!("联络员{unit}"), "zh-hans");
        }
        let chat = BoxedChat::new(sandbox.clone(), TOKEN, seed ^ 0x5bd1);
        let weather = Weather::of(&mut dice);
        Self {
            chat,
            people: People::new(seed),
            lead: Lead::default(),
            clock: OffTime::new(sandbox.clock().clone()),
            weather,
            dice,
            units: all,
            is_heard: false,
            crashes: 0,
            refused: 0,
            moments: 0,
            sandbox,
        }
    }

    pub(crate) fn now(&self) -> DateTime<Utc> {
        self.sandbox.clock().now()
    }

    /// Lives on this database; an error says what never came to rest.
    pub(crate) fn live(&mut self, url: &str, folder: &Path) -> Result<(), String> {
        drop(failpoint::plan(None));
        incarnation(async {
            let mut steps = self.start(url, folder).await.ok_or("it does not start")?;
            self.set_up(&mut steps).await?;
            Ok(End::Done)
        })?;
        self.plan_weeks();
        let last = self.now() + TimeDelta::days(DAYS);
        while self.now() < last {
            let end = incarnation(self.lives_until(last, url, folder))?;
            if end == End::Crashed {
                self.crashes += 1;
                self.lie_dead();
            }
        }
        self.chat.set_mishaps(None);
        self.chat.cut_off(None);
        self.clock.set_right();
        drop(failpoint::plan(None));
        incarnation(async {
            let mut steps = self.start(url, folder).await.ok_or("it does not start")?;
            self.calm(&mut steps).await?;
            Ok(End::Done)
        })?;
        Ok(())
    }

    /// None if the database does not let it.
    async fn start(&mut self, url: &str, folder: &Path) -> Option<Steps> {
        let store = Store::open(url).await.ok()?;
        store.migrate().await.ok()?;
        let bot = Bot { username: BOT.to_owned(), reads_all: false };
        let clock = Arc::new(self.clock.clone());
        let files = Files::open(&folder.join("files")).unwrap();
        let app = Arc::new(self.chat.clone());
        let steps =
            Steps::start(Service::new(ServiceParts { store, app, clock, bot, manners: MANNERS, files })).await.ok()?;
        self.chat.await_poll();
        Some(steps)
    }

    /// The office with its departments, in good weather.
    async fn set_up(&mut self, steps: &mut Steps) -> Result<(), String> {
        self.sandbox.start_bot(LEAD, None);
        self.sandbox.add_bot(LEAD_GROUP, LEAD, true);
        self.say(steps, "/setup 市安委办").await?;
        self.press(steps, "内部群").await?;
        let rows = self.units.iter().map(|unit| format!("第{unit}局,联络员{unit}\n"));
        let roster: String = std::iter::once("单位,联络员\n".to_owned()).chain(rows).collect();
        self.sandbox.send_file(LEAD, LEAD_GROUP, "名册.csv", roster.as_bytes(), "/roster");
        self.rest(steps).await?;
        self.press(steps, "导入").await?;
        self.say(steps, "/board").await?;
        self.say(steps, "/invite").await?;
        let sheet = self.sandbox.messages(LEAD).into_iter().rev().find_map(|shown| shown.file).unwrap();
        let sheet = String::from_utf8(self.sandbox.file_bytes(&sheet.id).unwrap()).unwrap();
        let links = sheet.split("href=\"").skip(1).filter_map(|rest| rest.split_once('"'));
        let codes = links.filter_map(|(link, _)| link.split_once("start=")).map(|(_, code)| code.to_owned());
        let codes: Vec<String> = codes.collect();
        assert_eq!(codes.len(), self.units.len());
        for (unit, code) in self.units.clone().into_iter().zip(codes) {
            // One in eight comes days later.
            let late = if self.dice.one_in(8) { self.dice.roll(6 * 24 * 60) } else { 0 };
            let minutes = i64::try_from(5 + self.dice.roll(30) + late).unwrap();
            self.people.comes(unit, code, self.now() + TimeDelta::minutes(minutes));
        }
        Ok(())
    }

    /// What the lead asks for in these weeks, and who is gone for a while.
    fn plan_weeks(&mut self) {
        let first = self.now();
        for n in 0..self.dice.between(2, 4) {
            let begins = first + TimeDelta::minutes(i64::try_from(40 + n * self.dice.roll(3 * 24 * 60)).unwrap());
            let due = begins + TimeDelta::days(i64::try_from(self.dice.between(2, 8)).unwrap());
            let due = due.with_timezone(&chrono_tz::Asia::Shanghai).format("%-m月%-d日17:00");
            let items = *self.dice.pick(&["月报表", "月报表、隐患台账", "工作小结"]);
            let text = format!("/task 第{}件事 截止 {due} 部门 全体 材料 {items}", n + 1);
            self.people.plan(begins, LEAD, Act::Write { under: None, text });
        }
        if self.dice.one_in(3) {
            let unit = *self.dice.pick(&self.units);
            let from = first + TimeDelta::hours(i64::try_from(self.dice.between(20, 200)).unwrap());
            let back = from + TimeDelta::hours(i64::try_from(self.dice.between(3, 120)).unwrap());
            self.people.plan(from, CONTACT + unit, Act::Block);
            self.people.plan(back, CONTACT + unit, Act::Write { under: None, text: "/my".to_owned() });
        }
        self.chat.set_mishaps(self.weather.calls_per_mishap);
    }

    /// One process, until it dies or the time is over.
    async fn lives_until(&mut self, last: DateTime<Utc>, url: &str, folder: &Path) -> Result<End, String> {
        let mut ended = self.fate();
        let Some(mut steps) = or_end(&mut ended, self.start(url, folder)).await.flatten() else {
            return Ok(End::Crashed);
        };
        while self.now() < last {
            self.moments += 1;
            self.act();
            for _ in 0..ROUNDS {
                let Some(rests) = or_end(&mut ended, self.rests(&steps)).await else { return Ok(End::Crashed) };
                if rests {
                    break;
                }
                if or_end(&mut ended, self.round(&mut steps)).await.is_none() {
                    return Ok(End::Crashed);
                }
            }
            let Some(next) = or_end(&mut ended, steps.next_due()).await else { return Ok(End::Crashed) };
            let next = next.map_err(|error| format!("what is due cannot be read: {error}"))?;
            let next = next.map(|next| self.clock.really(next));
            let next = next.into_iter().chain(self.next_act()).chain(self.clock.off_until()).min().unwrap_or(last);
            let next = next.max(self.now() + TimeDelta::seconds(1)).min(last);
            let next = self.chat.cut_off_until().map_or(next, |until| next.min(until));
            if next - self.now() > SIGN_OF_LIFE {
                // As long as a poll waits, somebody listens, and says so every minute: no end comes between two moments.
                let plan = failpoint::planned();
                drop(failpoint::plan(None));
                self.sandbox.clock().set(next - TimeDelta::seconds(5));
                self.turn(&mut steps, Turn::Listen).await;
                ended = failpoint::plan(plan);
            }
            self.sandbox.clock().set(next);
            self.cloud_over();
            self.clock.go_wrong(self.weather.clock(&mut self.dice));
            if self.weather.is_to_change_fate(&mut self.dice) {
                ended = self.fate();
            }
        }
        Ok(End::Done)
    }

    /// What is in store for this process: its end, a commit that fails or whose answer is lost, or neither.
    fn fate(&mut self) -> Ended {
        let plan = self.weather.fate(&mut self.dice);
        self.refused += u32::from(matches!(plan, Some(Plan::RefuseCommit(_) | Plan::LoseCommit(_))));
        failpoint::plan(plan)
    }

    /// The network goes now and then.
    fn cloud_over(&mut self) {
        if self.chat.is_cut_off() {
            return;
        }
        if let Some(length) = self.weather.cut_off(&mut self.dice) {
            self.chat.cut_off(Some(self.now() + length));
        }
    }

    /// The process is dead for a while; people go on.
    fn lie_dead(&mut self) {
        let until = self.now() + outage(&mut self.dice);
        while let Some(next) = self.next_act().filter(|next| *next <= until) {
            self.sandbox.clock().set(next);
            self.act();
        }
        self.sandbox.clock().set(until);
    }

    fn act(&mut self) {
        let now = self.now();
        self.people.act(&self.sandbox, now);
        self.lead.act(&self.sandbox, now);
    }

    fn next_act(&self) -> Option<DateTime<Utc>> {
        self.people.next().into_iter().chain(self.lead.next()).min()
    }

    /// Some of what the service does, in any order.
    async fn round(&mut self, steps: &mut Steps) -> bool {
        let mut turns = [Turn::Listen, Turn::Plan, Turn::Dispatch, Turn::Boards, Turn::Work];
        self.dice.shuffle(&mut turns);
        let some = usize::try_from(self.dice.between(1, 5)).unwrap();
        let mut is_well = true;
        for turn in &turns[..some] {
            is_well &= self.turn(steps, *turn).await;
        }
        is_well
    }

    /// Nothing waits, and nothing is due.
    async fn rests(&self, steps: &Steps) -> bool {
        let due = steps.next_due().await;
        let is_heard = self.is_heard || self.chat.is_cut_off();
        let is_due = |due| self.clock.really(due) <= self.now();
        is_heard && self.sandbox.unconfirmed() == 0 && due.is_ok_and(|due| due.is_none_or(|due| !is_due(due)))
    }

    async fn turn(&mut self, steps: &mut Steps, turn: Turn) -> bool {
        match turn {
            Turn::Listen => {
                let pause = steps.listen().await;
                self.chat.await_poll();
                self.is_heard = pause.is_none();
                if let Some(pause) = pause {
                    self.sandbox.clock().pause(pause).await;
                }
                pause.is_none()
            }
            Turn::Plan => steps.plan().await.is_ok(),
            Turn::Dispatch => steps.dispatch().await.is_ok(),
            Turn::Boards => steps.refresh_boards().await.is_ok(),
            Turn::Work => steps.work().await.is_ok(),
        }
    }

    async fn say(&mut self, steps: &mut Steps, text: &str) -> Result<(), String> {
        self.sandbox.say(LEAD, LEAD_GROUP, text);
        self.rest(steps).await
    }

    async fn press(&mut self, steps: &mut Steps, label: &str) -> Result<(), String> {
        let has_it = |shown: &&cuiban::sandbox::Shown| shown.buttons.iter().flatten().any(|it| it.label == label);
        let shown = self.sandbox.messages(LEAD_GROUP);
        let card = shown.iter().rev().find(has_it).ok_or_else(|| format!("no card has {label}: {shown:?}"))?;
        self.sandbox.press_label(LEAD, LEAD_GROUP, card.id, label).unwrap();
        self.rest(steps).await
    }

    async fn rest(&mut self, steps: &mut Steps) -> Result<(), String> {
        for _ in 0..PATIENCE {
            if self.rests(steps).await {
                return Ok(());
            }
            self.round(steps).await;
            self.sandbox.clock().pause(Duration::from_millis(200)).await;
        }
        Err(format!(
            "it does not come to rest: {} unconfirmed, due {:?}",
            self.sandbox.unconfirmed(),
            steps.next_due().await
        ))
    }

    /// Some days of good weather.
    async fn calm(&mut self, steps: &mut Steps) -> Result<(), String> {
        let last = self.now() + TimeDelta::days(CALM_DAYS);
        while self.now() < last {
            self.act();
            self.rest(steps).await?;
            let due = steps.next_due().await.unwrap();
            let next = due.into_iter().chain(self.next_act()).min().unwrap_or(last);
            let next = next.max(self.now() + TimeDelta::seconds(1)).min(last);
            if next - self.now() > SIGN_OF_LIFE {
                self.sandbox.clock().set(next - TimeDelta::seconds(5));
                self.turn(steps, Turn::Listen).await;
            }
            self.sandbox.clock().set(next);
        }
        self.rest(steps).await
    }
}

/// One process: a runtime of its own, so that everything in it ends with it.
fn incarnation(life: impl Future<Output = Result<End, String>>) -> Result<End, String> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(life)
}

/// What it comes to; none if the end comes before.
async fn or_end<T>(ended: &mut Ended, work: impl Future<Output = T>) -> Option<T> {
    tokio::select! {
        biased;
        // A plan without an end has nobody to tell it.
        Ok(_) = ended.wait_for(|ended| *ended) => None,
        done = work => Some(done),
    }
}
