//! Two offices at work with a running program: what is done to it, what it says, and what stands on its ledgers.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command};
use std::thread::sleep;
use std::time::{Duration, Instant};

use cuiban::engine::{Clock as _, SystemClock};
use cuiban::sandbox::{BoxClock, LogEntry, Role, Sandbox, SandboxConfig, Shown};
use serde_json::Value;
use tempfile::TempDir;
use tokio::runtime::{Builder, Runtime};

use super::people::{
    CONTACTS, HIDDEN, LEAD, LEAD_GROUP, MEMBER, OTHER_CONTACT, OTHER_GROUP, OTHER_LEAD, OUTSIDER, SECOND_LEAD,
};
use super::program::{TOKEN, database, launch, log};

const PATIENCE: Duration = Duration::from_secs(90);
const DEPARTMENTS: [&str; 4] = ["市住建局", "市教育局", "市交通局", "市水利局"];

/// Two offices, and the program that serves them.
pub(super) struct Stage {
    pub(super) sandbox: Sandbox,
    /// Codes of the office's links, in the order of its departments.
    pub(super) codes: Vec<String>,
    /// The code of the other office's only link.
    pub(super) other_code: String,
    level: &'static str,
    folder: TempDir,
    program: Child,
    port: u16,
    _runtime: Runtime,
}

impl Stage {
    /// Two offices, one with four departments and three tasks for each.
    pub(super) fn start(family: &str) -> Self {
        let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let guard = runtime.enter();
        let clock = BoxClock::at(SystemClock.now());
        clock.ticking(true);
        let bot_username = format!("cuiban_{family}_bot");
        let config = SandboxConfig { token: TOKEN.into(), bot_username, clock, port: None };
        let sandbox = Sandbox::start(&config).unwrap();
        drop(guard);
        let folder = tempfile::tempdir().unwrap();
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        // What a library says of an address is looked through for the token.
        let level = if family == "network" { "trace,sqlx=info" } else { "warn" };
        let program = launch(&sandbox, folder.path(), port, (true, level));
        let (codes, other_code) = (vec![], String::new());
        let mut stage = Self { sandbox, codes, other_code, level, folder, program, port, _runtime: runtime };
        stage.people();
        stage.open(LEAD, LEAD_GROUP, "市安委办", &DEPARTMENTS);
        stage.codes = stage.invite(LEAD, LEAD_GROUP);
        for (task, items) in [("安全生产月报", "月报表、台账"), ("燃气隐患清单", "清单"), ("防汛值班表", "值班表")]
        {
            stage.publish(LEAD, LEAD_GROUP, &format!("/task {task} 截止 90天内 部门 全体 材料 {items}"));
        }
        // Who joins later has all of it in one message.
        for (contact, code) in CONTACTS.iter().zip(stage.codes.clone()) {
            stage.sandbox.start_bot(*contact, Some(&code));
        }
        stage.open(OTHER_LEAD, OTHER_GROUP, "市林业局办公室", &["市气象局"]);
        stage.other_code = stage.invite(OTHER_LEAD, OTHER_GROUP).remove(0);
        stage.publish(OTHER_LEAD, OTHER_GROUP, "/task 防火巡查 截止 90天内 部门 全体 材料 巡查表");
        stage.sandbox.start_bot(OTHER_CONTACT, Some(&stage.other_code.clone()));
        for contact in CONTACTS {
            stage.wait(contact, "防汛值班表");
        }
        stage.rest();
        stage
    }

    fn people(&self) {
        let named = [
            (LEAD, "王主任"),
            (SECOND_LEAD, "李副主任"),
            (HIDDEN, "赵科长"),
            (MEMBER, "小周"),
            (OUTSIDER, "路人"),
            (OTHER_LEAD, "林主任"),
            (OTHER_CONTACT, "气象局小何"),
        ];
        for (user, name) in named {
            self.sandbox.user(user, name, "zh-hans");
        }
        for (n, user) in CONTACTS.iter().enumerate() {
            self.sandbox.user(*user, &format!("联络员{}", n + 1), "zh-hans");
        }
        self.sandbox.group(LEAD_GROUP, "安委办工作群");
        self.sandbox.join(LEAD_GROUP, LEAD, Role::Owner);
        for user in [SECOND_LEAD, HIDDEN] {
            self.sandbox.join(LEAD_GROUP, user, Role::Administrator);
        }
        self.sandbox.set_anonymous(LEAD_GROUP, HIDDEN, true);
        self.sandbox.join(LEAD_GROUP, MEMBER, Role::Member);
        self.sandbox.group(OTHER_GROUP, "林业局工作群");
        self.sandbox.join(OTHER_GROUP, OTHER_LEAD, Role::Owner);
    }

    fn open(&self, lead: i64, group: i64, name: &str, departments: &[&str]) {
        self.sandbox.start_bot(lead, None);
        self.wait(lead, "您好");
        self.sandbox.add_bot(group, lead, true);
        self.sandbox.say(lead, group, &format!("/setup {name}"));
        self.tap(lead, group, "内部群");
        let roster: String =
            std::iter::once("单位\n".to_owned()).chain(departments.iter().map(|it| format!("{it}\n"))).collect();
        self.sandbox.send_file(lead, group, "名册.csv", roster.as_bytes(), "/roster");
        self.tap(lead, group, "导入");
        self.wait(group, "已导入");
    }

    /// Publishes what this command describes; its number, T4.
    pub(super) fn publish(&self, lead: i64, group: i64, command: &str) -> String {
        let said = self.sandbox.say(lead, group, command);
        self.tap(lead, group, "发布");
        let told = self.answer(group, said, "已发布").text;
        let (before, _) = told.split_once("已发布").unwrap();
        before.split_whitespace().last().unwrap().to_owned()
    }

    /// The codes of an office's links.
    pub(super) fn invite(&self, lead: i64, group: i64) -> Vec<String> {
        let before = self.sandbox.messages(lead).last().map_or(0, |shown| shown.id);
        self.sandbox.say(lead, group, "/invite");
        let sheet = self.wait_for(lead, |shown| shown.id > before && shown.file.is_some());
        let sheet = self.sandbox.file_bytes(&sheet.file.unwrap().id).unwrap();
        let sheet = String::from_utf8(sheet).unwrap();
        let links = sheet.split("href=\"").skip(1).filter_map(|rest| rest.split_once('"'));
        links.filter_map(|(link, _)| link.split_once("start=")).map(|(_, code)| code.to_owned()).collect()
    }

    /// The newest message of the bot in a chat that holds these words.
    pub(super) fn wait(&self, chat: i64, words: &str) -> Shown {
        self.wait_for(chat, |shown| shown.text.contains(words))
    }

    /// The answer with these words, behind what stood there before.
    pub(super) fn answer(&self, chat: i64, after: i64, words: &str) -> Shown {
        self.wait_for(chat, |shown| shown.id > after && shown.text.contains(words))
    }

    /// Says something and waits for an answer with these words.
    pub(super) fn say(&self, user: i64, chat: i64, text: &str, answer: &str) -> Shown {
        let said = self.sandbox.say(user, chat, text);
        self.answer(chat, said, answer)
    }

    pub(super) fn wait_for(&self, chat: i64, is_it: impl Fn(&Shown) -> bool) -> Shown {
        let find = || self.sandbox.messages(chat).into_iter().rev().find(|shown| shown.bot && is_it(shown));
        until(|| find().is_some(), || format!("chat {chat} shows {:#?}", self.sandbox.messages(chat)));
        find().unwrap()
    }

    /// Presses a button of the bot's newest message that has it.
    pub(super) fn tap(&self, user: i64, chat: i64, label: &str) {
        let has_it = |shown: &Shown| shown.buttons.iter().flatten().any(|button| button.label == label);
        let card = self.wait_for(chat, has_it);
        self.sandbox.press_label(user, chat, card.id, label).unwrap();
        let gone = || self.sandbox.messages(chat).iter().any(|shown| shown.id == card.id && !has_it(shown));
        until(gone, || format!("{label} stays in chat {chat}: {:#?}", self.sandbox.messages(chat)));
    }

    /// Presses with this data under somebody's newest card; what was answered over the chat.
    pub(super) fn press(&self, user: i64, data: &str) -> String {
        let card = self.sandbox.messages(user).into_iter().rev().find(|it| it.bot).map_or(1, |it| it.id);
        self.press_on(user, user, card, data)
    }

    pub(super) fn press_on(&self, user: i64, chat: i64, card: i64, data: &str) -> String {
        let press = self.sandbox.press(user, chat, card, data);
        until(|| self.sandbox.toast(&press).is_some(), || format!("{data:?} is not answered"));
        self.sandbox.toast(&press).unwrap().0
    }

    /// Until everything is confirmed and answered, and nothing more happens.
    pub(super) fn rest(&self) {
        let begun = Instant::now();
        let mut seen = (0, Instant::now());
        loop {
            let now = self.sandbox.log().len();
            let is_idle = self.sandbox.unconfirmed() == 0 && self.health()["outbox_waiting"] == 0;
            if now != seen.0 || !is_idle {
                seen = (now, Instant::now());
            }
            if seen.1.elapsed() > Duration::from_millis(300) {
                return;
            }
            assert!(begun.elapsed() < PATIENCE, "it does not come to rest");
            sleep(Duration::from_millis(10));
        }
    }

    /// Until every update was taken in.
    pub(super) fn taken_in(&self) {
        until(|| self.sandbox.unconfirmed() == 0, || "updates stay unconfirmed".to_owned());
    }

    /// What `GET /health` says.
    pub(super) fn health(&self) -> Value {
        let ask = || -> std::io::Result<String> {
            let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
            stream.write_all(b"GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")?;
            let mut answer = String::new();
            stream.read_to_string(&mut answer)?;
            Ok(answer)
        };
        until(|| ask().is_ok(), || "/health is not answered".to_owned());
        let answer = ask().unwrap();
        serde_json::from_str(answer.split("\r\n\r\n").nth(1).unwrap()).unwrap()
    }

    /// What a command of the program prints.
    pub(super) fn cli(&self, args: &[&str]) -> Vec<u8> {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cuiban"));
        command
            .args(args)
            .env_clear()
            .env("DATABASE_URL", database(self.folder.path()))
            .current_dir(self.folder.path());
        let done = command.output().unwrap();
        assert!(done.status.success(), "{args:?}: {}", String::from_utf8_lossy(&done.stderr));
        done.stdout
    }

    /// Starts the program anew, with open setup or without.
    pub(super) fn restart(&mut self, open_setup: bool) {
        self.end();
        self.program = launch(&self.sandbox, self.folder.path(), self.port, (open_setup, self.level));
        self.health();
    }

    /// Where it keeps files.
    pub(super) fn files(&self) -> PathBuf {
        self.folder.path().join("files")
    }

    /// Everything that it has logged.
    pub(super) fn logged(&self) -> String {
        String::from_utf8_lossy(&std::fs::read(log(self.folder.path())).unwrap()).into_owned()
    }

    /// The chat app refused none of the bot's messages as badly made.
    pub(super) fn nothing_was_malformed(&self) {
        for entry in self.sandbox.log() {
            if let LogEntry::Answered { method, parameters, answer: Some(answer), .. } = entry {
                let said = answer["description"].as_str().unwrap_or_default().to_lowercase();
                let fine = !said.contains("parse") && !said.contains("too_long") && !said.contains("too long");
                assert!(fine, "{method}: {said}: {parameters}");
            }
        }
    }

    fn end(&mut self) {
        self.program.kill().unwrap();
        self.program.wait().unwrap();
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        self.end();
    }
}

/// Looks again and again, until it is so.
pub(super) fn until(is_so: impl Fn() -> bool, or_else: impl Fn() -> String) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < PATIENCE, "{}", or_else());
        sleep(Duration::from_millis(3));
    }
}
