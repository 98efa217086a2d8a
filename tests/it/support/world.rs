//! A small world for conversations: a box, the real bot on a test's database, and a transcript of who says what.
//!
//! Every step waits until the bot rests, then writes down what everyone newly sees.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;
use std::time::Duration as RealDuration;

use chrono::{DateTime, Duration, Utc};
use chrono_tz::Asia::Shanghai;
use cuiban::cli::demo::{LEAD, LEAD_GROUP, MANNERS, Stage, StageHost};
use cuiban::conversation::Manners;
use cuiban::engine::Service;
use cuiban::sandbox::{Role, Sandbox, Shown};
use tempfile::TempDir;

use super::db::TestDb;

/// A member of the lead group who administers nothing.
pub(crate) const MEMBER: i64 = 2;
/// Contacts are numbered from here, in the order of the roster.
pub(crate) const CONTACT: i64 = 101;

const PATIENCE: RealDuration = RealDuration::from_mins(1);

/// People, a group, and the bot.
pub(crate) struct World {
    stage: Stage,
    host: Arc<StageHost>,
    seen: BTreeMap<(i64, i64), String>,
    names: BTreeMap<i64, String>,
    transcript: String,
    folder: TempDir,
}

impl World {
    /// A lead group without an office; the bot is its administrator.
    pub(crate) async fn empty(db: &TestDb) -> Self {
        let world = Self::stranger(db, MANNERS).await;
        world.sandbox().start_bot(LEAD, None);
        world.sandbox().add_bot(LEAD_GROUP, LEAD, true);
        world.rested().await
    }

    /// A lead group to which the bot has not been added.
    pub(crate) async fn stranger(db: &TestDb, manners: Manners) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let stage = Stage::open(folder.path(), None).unwrap();
        let host = Arc::new(StageHost::new(stage.clone()));
        stage.sandbox().attach(host.clone());
        stage.start(&db.url, manners).await.unwrap();
        let mut world =
            Self { stage, host, seen: BTreeMap::new(), names: BTreeMap::new(), transcript: String::new(), folder };
        world.person(LEAD, "王主任");
        world.person(MEMBER, "小陈");
        world.sandbox().group(LEAD_GROUP, "安委办工作群");
        world.sandbox().join(LEAD_GROUP, LEAD, Role::Owner);
        world.sandbox().join(LEAD_GROUP, MEMBER, Role::Member);
        world.names.insert(LEAD_GROUP, "群".into());
        world.rested().await
    }

    /// An own group whose office has these departments, each with a contact who joined.
    pub(crate) async fn with_departments(db: &TestDb, departments: &[&str]) -> Self {
        let mut world = Self::empty(db).await;
        world.quietly_set_up(departments).await;
        world
    }

    /// An own group whose office has the sample roster, and these departments of it a contact who joined.
    pub(crate) async fn with_sample_roster(db: &TestDb, joined: &[&str]) -> Self {
        let mut world = Self::empty(db).await;
        world.quietly_set_up_with(include_str!("../../../samples/roster.csv"), joined).await;
        world
    }

    async fn quietly_set_up(&mut self, departments: &[&str]) {
        let mut roster = String::from("单位,联络员\n");
        for name in departments {
            writeln!(roster, "{name},{name}联络员").unwrap();
        }
        self.quietly_set_up_with(&roster, departments).await;
    }

    async fn quietly_set_up_with(&mut self, roster: &str, departments: &[&str]) {
        self.say(LEAD, LEAD_GROUP, "/setup 安委办").await;
        self.tap(LEAD, LEAD_GROUP, "内部群").await;
        self.send(LEAD, LEAD_GROUP, "名册.csv", roster.as_bytes(), "/roster").await;
        self.tap(LEAD, LEAD_GROUP, "导入").await;
        for (contact, name) in (CONTACT..).zip(departments) {
            self.person(contact, &format!("{name}联络员"));
            let code = self.invitation(name).await;
            self.open_link(contact, &code).await;
        }
        self.transcript.clear();
    }

    /// A code for the contact's seat of a department, as the lead gets it in private.
    pub(crate) async fn invitation(&mut self, department: &str) -> String {
        self.say(LEAD, LEAD, &format!("/invite {department}")).await;
        let links = self.last(LEAD).text;
        let code = links.split("start=").nth(1).unwrap().split_whitespace().next().unwrap();
        code.to_owned()
    }

    /// Somebody the box knows.
    pub(crate) fn person(&mut self, id: i64, name: &str) {
        self.sandbox().user(id, name, "zh-hans");
        self.names.insert(id, name.to_owned());
    }

    /// What a chat is called in the transcript.
    pub(crate) fn named(&mut self, chat: i64, name: &str) {
        self.names.insert(chat, name.to_owned());
    }

    /// The chat app.
    pub(crate) fn sandbox(&self) -> &Sandbox {
        self.stage.sandbox()
    }

    /// The bot.
    pub(crate) async fn service(&self) -> Service {
        self.stage.service().await.unwrap()
    }

    /// What time it is.
    pub(crate) fn now(&self) -> DateTime<Utc> {
        self.sandbox().clock().now()
    }

    /// Somebody writes.
    pub(crate) async fn say(&mut self, user: i64, chat: i64, text: &str) {
        self.note(user, chat, text);
        self.sandbox().say(user, chat, text);
        self.look().await;
    }

    /// Somebody replies to the newest message of the bot that holds these words.
    pub(crate) async fn reply(&mut self, user: i64, chat: i64, to: &str, text: &str) {
        self.note(user, chat, &format!("(回复“{to}”) {text}"));
        let card = self.find(chat, |shown| shown.text.contains(to));
        self.sandbox().reply(user, chat, card.id, text);
        self.look().await;
    }

    /// Somebody sends a file.
    pub(crate) async fn send(&mut self, user: i64, chat: i64, name: &str, bytes: &[u8], caption: &str) {
        self.note(user, chat, &format!("[文件 {name}] {caption}"));
        self.sandbox().send_file(user, chat, name, bytes, caption);
        self.look().await;
    }

    /// Somebody sends several documents at once.
    pub(crate) async fn send_album(&mut self, user: i64, chat: i64, names: &[&str], caption: &str) {
        self.note(user, chat, &format!("[一组文件 {}] {caption}", names.join("、")));
        let files: Vec<(&str, &[u8])> = names.iter().map(|name| (*name, name.as_bytes())).collect();
        self.sandbox().send_album(user, chat, &files, caption);
        self.look().await;
    }

    /// Somebody sends photos, one or several at once.
    pub(crate) async fn send_photos(&mut self, user: i64, chat: i64, count: usize, caption: &str) {
        self.note(user, chat, &format!("[照片 {count} 张] {caption}"));
        let photos: Vec<&[u8]> = (0..count).map(|_| &b"jpeg"[..]).collect();
        self.sandbox().send_photos(user, chat, &photos, caption);
        self.look().await;
    }

    /// Somebody changes the words that they wrote last.
    pub(crate) async fn edit_last(&mut self, user: i64, chat: i64, text: &str) {
        self.note(user, chat, &format!("[把上一条改成] {text}"));
        let mut own = self.sandbox().messages(chat).into_iter().rev().filter(|shown| shown.from == user);
        let last = own.next().unwrap_or_else(|| panic!("{user} said nothing yet\n{}", self.transcript));
        self.sandbox().edit(user, chat, last.id, text);
        self.look().await;
    }

    /// Somebody taps a button on the newest card that has it.
    pub(crate) async fn tap(&mut self, user: i64, chat: i64, label: &str) {
        let card = self.card(chat, label);
        self.tap_on(user, chat, card.id, label).await;
    }

    /// Somebody taps a button on this card.
    pub(crate) async fn tap_on(&mut self, user: i64, chat: i64, card: i64, label: &str) {
        self.note(user, chat, &format!("[点 {label}]"));
        let press = self.sandbox().press_label(user, chat, card, label).unwrap();
        self.look().await;
        self.note_toast(&press);
    }

    /// Somebody presses with data of their own making.
    pub(crate) async fn press(&mut self, user: i64, chat: i64, card: i64, data: &str) {
        self.note(user, chat, &format!("[按 {data}]"));
        let press = self.sandbox().press(user, chat, card, data);
        self.look().await;
        self.note_toast(&press);
    }

    /// Somebody opens the private chat with a code.
    pub(crate) async fn open_link(&mut self, user: i64, code: &str) {
        self.note(user, user, "/start …");
        self.sandbox().start_bot(user, Some(code));
        self.look().await;
    }

    /// Something that is done to the box, and what comes of it.
    pub(crate) async fn act(&mut self, what: &str, act: impl FnOnce(&Sandbox)) {
        writeln!(self.transcript, "— {what}").unwrap();
        act(self.stage.sandbox());
        self.look().await;
    }

    /// Time passes, through every moment at which something is due.
    pub(crate) async fn pass(&mut self, length: Duration) {
        self.until(self.now() + length).await;
    }

    /// Time passes until then.
    pub(crate) async fn until(&mut self, at: DateTime<Utc>) {
        self.sandbox().advance_to(at).await.unwrap();
        let local = self.now().with_timezone(&Shanghai);
        writeln!(self.transcript, "— {}", local.format("%m-%d %H:%M")).unwrap();
        self.look().await;
    }

    /// The newest message of the bot in a chat.
    pub(crate) fn last(&self, chat: i64) -> Shown {
        self.find(chat, |_| true)
    }

    /// The newest card in a chat that has this button.
    pub(crate) fn card(&self, chat: i64, label: &str) -> Shown {
        self.find(chat, |shown| shown.buttons.iter().flatten().any(|button| button.label == label))
    }

    /// The newest message of the bot in a chat that holds these words.
    pub(crate) fn card_with(&self, chat: i64, words: &str) -> Shown {
        self.find(chat, |shown| shown.text.contains(words))
    }

    /// How many messages the bot wrote in a chat.
    pub(crate) fn count(&self, chat: i64) -> usize {
        self.sandbox().messages(chat).iter().filter(|shown| shown.bot).count()
    }

    /// All that was said and seen so far.
    pub(crate) fn transcript(&self) -> &str {
        &self.transcript
    }

    /// Forgets what was said so far, so that a transcript begins here.
    pub(crate) fn begin_transcript(&mut self) {
        self.transcript.clear();
    }

    /// Stops the bot and starts it anew on the same database.
    pub(crate) async fn restart(&mut self, db: &TestDb) {
        self.stage.stop().await;
        self.stage.start(&db.url, MANNERS).await.unwrap();
        self.look().await;
    }

    /// The bot is down until then.
    pub(crate) async fn down_until(&mut self, db: &TestDb, at: DateTime<Utc>) {
        self.down_while(db, at, |_| ()).await;
    }

    /// The same, and people go on meanwhile.
    pub(crate) async fn down_while(&mut self, db: &TestDb, at: DateTime<Utc>, meanwhile: impl FnOnce(&Sandbox)) {
        self.stage.stop().await;
        meanwhile(self.stage.sandbox());
        self.sandbox().clock().set(at);
        writeln!(self.transcript, "— 服务中断到 {}", at.with_timezone(&Shanghai).format("%m-%d %H:%M")).unwrap();
        self.stage.start(&db.url, MANNERS).await.unwrap();
        self.look().await;
    }

    /// What is kept of a task's material, by name.
    pub(crate) fn shelf(&self, office: i64, task: i64) -> Vec<String> {
        self.files_in(&format!("{office}/{task}"))
    }

    /// Archives that wait to be sent.
    pub(crate) fn spool(&self) -> Vec<String> {
        self.files_in("spool")
    }

    fn files_in(&self, folder: &str) -> Vec<String> {
        let all = std::fs::read_dir(self.folder.path().join("files").join(folder)).into_iter().flatten();
        all.map(|it| it.unwrap().file_name().into_string().unwrap()).collect()
    }

    /// Ends it; the bot must stop clean.
    pub(crate) async fn close(self) {
        self.stage.close().await;
        drop(self.host);
    }

    fn find(&self, chat: i64, is_it: impl Fn(&Shown) -> bool) -> Shown {
        let found = self.sandbox().messages(chat).into_iter().rev().find(|shown| shown.bot && is_it(shown));
        found.unwrap_or_else(|| panic!("no such message in chat {chat}\n{}", self.transcript))
    }

    async fn rested(mut self) -> Self {
        self.look().await;
        self.transcript.clear();
        self
    }

    async fn look(&mut self) {
        let service = self.service().await;
        let begun = tokio::time::Instant::now();
        while self.sandbox().unconfirmed() > 0 || !service.is_settled().await.unwrap() {
            assert!(begun.elapsed() < PATIENCE, "the bot does not come to rest\n{}", self.transcript);
            tokio::time::sleep(RealDuration::from_millis(2)).await;
        }
        for chat in self.names.keys().copied().collect::<Vec<_>>() {
            for shown in self.sandbox().messages(chat) {
                self.see(chat, &shown);
            }
        }
    }

    fn see(&mut self, chat: i64, shown: &Shown) {
        let drawn = drawn(shown);
        let before = self.seen.insert((chat, shown.id), drawn.clone());
        if before.as_ref() == Some(&drawn) || !shown.bot {
            return;
        }
        let changed = if before.is_some() { " (改)" } else { "" };
        let place = &self.names[&chat];
        writeln!(self.transcript, "催办 → {place}{changed}\n{drawn}").unwrap();
    }

    fn note(&mut self, user: i64, chat: i64, what: &str) {
        let who = &self.names[&user];
        let place = if chat == user { String::new() } else { format!(" → {}", self.names[&chat]) };
        writeln!(self.transcript, "{who}{place}: {what}").unwrap();
    }

    fn note_toast(&mut self, press: &str) {
        if let Some((text, alert)) = self.sandbox().toast(press).filter(|(text, _)| !text.is_empty()) {
            writeln!(self.transcript, "  {} {text}", if alert { "(提示)" } else { "(一闪)" }).unwrap();
        }
    }
}

fn drawn(shown: &Shown) -> String {
    let mut drawn = String::new();
    for line in shown.text.lines() {
        writeln!(drawn, "  | {line}").unwrap();
    }
    if let Some(file) = &shown.file {
        writeln!(drawn, "  | [文件 {}]", file.name).unwrap();
    }
    for row in &shown.buttons {
        let labels: Vec<String> = row.iter().map(|button| format!("[{}]", button.label)).collect();
        writeln!(drawn, "  {}", labels.join(" ")).unwrap();
    }
    drawn.trim_end().to_owned()
}
