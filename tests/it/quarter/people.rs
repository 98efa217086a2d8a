//! The people of the quarter: what they see is what they go by, and what they do they do at the chat, with their thumbs.
//!
//! Everything follows from the seed, the person and the card, so a run can be had again.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Duration, Utc};
use cuiban::cli::demo::{LEAD, LEAD_GROUP};
use cuiban::sandbox::{LogEntry, Sandbox, Shown};

use super::calendar::{instant, is_worked, local, time, worked_after};
use super::season::CONTACT;

/// How a contact is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Manner {
    /// Answers within the hour, hands in within two days.
    Prompt,
    /// Sets a date and keeps it.
    Planner,
    /// Sets a date and lets it pass.
    Breaker,
    /// Stirs only when reminded.
    Slow,
    /// Answers in words.
    Chatty,
    /// Has a difficulty with everything.
    Troubled,
    /// Never answers.
    Silent,
}

impl Manner {
    /// The manner of the n-th unit's contact.
    pub(crate) fn of(n: i64) -> Self {
        match n % 10 {
            0..=2 => Self::Prompt,
            3 | 4 => Self::Planner,
            5 => Self::Breaker,
            6 => Self::Slow,
            7 => Self::Chatty,
            8 => Self::Troubled,
            _ => Self::Silent,
        }
    }
}

/// Something to be done later.
struct Plan {
    at: DateTime<Utc>,
    user: i64,
    act: Act,
}

/// What people do.
pub(crate) enum Act {
    /// Presses a button of a card, if it is still there.
    Press { card: i64, label: String },
    /// Writes, perhaps under a card.
    Write { under: Option<i64>, text: String },
    /// Opens 已完成 on a card; the rest follows.
    HandIn { card: i64, part: String, by_file: bool },
    /// Sends what is still missing, as the bot has listed it.
    SendFiles,
    /// Opens their link.
    Join { code: String },
    /// Blocks the bot.
    Block,
}

/// One part on a card: its buttons, by what is written on them.
struct Row {
    key: String,
    acknowledge: Option<String>,
    dates: Option<String>,
    done: Option<String>,
    difficulty: Option<String>,
}

/// All who act.
pub(crate) struct People {
    seed: u64,
    manners: BTreeMap<i64, Manner>,
    plans: Vec<Plan>,
    read: usize,
    seen: BTreeMap<(i64, i64), DateTime<Utc>>,
    /// Parts that somebody already means to hand in, or set a date for.
    meant: BTreeSet<(i64, String)>,
    /// How often somebody was spoken to about a part.
    told: BTreeMap<(i64, String), u32>,
    /// Cards that wait for the lead's word.
    stuck: BTreeMap<i64, Vec<(i64, String)>>,
    /// Who did something when.
    pub(crate) acts: Vec<(i64, DateTime<Utc>)>,
}

impl People {
    pub(crate) fn new(seed: u64) -> Self {
        Self {
            seed,
            manners: BTreeMap::new(),
            plans: vec![],
            read: 0,
            seen: BTreeMap::new(),
            meant: BTreeSet::new(),
            told: BTreeMap::new(),
            stuck: BTreeMap::new(),
            acts: vec![],
        }
    }

    /// The contact of the n-th unit opens their link then, and is about from there on.
    pub(crate) fn comes(&mut self, n: i64, code: String, at: DateTime<Utc>) {
        self.manners.insert(CONTACT + n, Manner::of(n));
        self.plan(at, CONTACT + n, Act::Join { code });
    }

    /// Somebody will do this then.
    pub(crate) fn plan(&mut self, at: DateTime<Utc>, user: i64, act: Act) {
        self.plans.push(Plan { at, user, act });
    }

    /// When somebody does something next.
    pub(crate) fn next(&self) -> Option<DateTime<Utc>> {
        self.plans.iter().map(|plan| plan.at).min()
    }

    /// Everybody looks at what is new, and does what they meant to do by now.
    pub(crate) fn act(&mut self, sandbox: &Sandbox, now: DateTime<Utc>) {
        let log = sandbox.log_from(self.read);
        self.read += log.len();
        let chats: BTreeSet<i64> = log.iter().filter_map(written_to).collect();
        for chat in chats {
            self.look(sandbox, chat, now);
        }
        let (due, later): (Vec<Plan>, Vec<Plan>) = self.plans.drain(..).partition(|plan| plan.at <= now);
        self.plans = later;
        for plan in due {
            self.acts.push((plan.user, now));
            self.carry_out(sandbox, plan, now);
        }
    }

    fn look(&mut self, sandbox: &Sandbox, chat: i64, now: DateTime<Utc>) {
        for shown in sandbox.messages(chat).into_iter().filter(|shown| shown.bot) {
            let changed = shown.edited_at.unwrap_or(shown.at);
            if self.seen.insert((chat, shown.id), changed) == Some(changed) {
                continue;
            }
            if chat == LEAD_GROUP {
                self.lead_reads(&shown, now);
            } else if let Some(manner) = self.manners.get(&chat).copied() {
                self.reads(chat, manner, &shown, now);
            }
        }
    }

    /// The lead answers most difficulties and questions, within two days.
    fn lead_reads(&mut self, shown: &Shown, now: DateTime<Utc>) {
        let roll = self.roll(LEAD, &shown.id.to_string(), "answer");
        if shown.text.contains("请直接回复这条消息，我来转达") && shown.edited_at.is_none() && !roll.is_multiple_of(5)
        {
            let after = Duration::hours(1 + self.below(LEAD, &shown.id.to_string(), "after", 40));
            let text = "按现有情况报即可，缺的部分注明原因".to_owned();
            self.plan(at_work(now + after), LEAD, Act::Write { under: Some(shown.id), text });
        }
    }

    fn reads(&mut self, user: i64, manner: Manner, shown: &Shown, now: DateTime<Utc>) {
        if let Some(choice) = shown.buttons.iter().flatten().find(|b| data(b).starts_with("cs:")) {
            let press = Act::Press { card: shown.id, label: choice.label.clone() };
            return self.plan(now + Duration::minutes(2), user, press);
        }
        if shown.text.contains("遇到什么困难") {
            let text = "数据要不来，需要再协调几天".to_owned();
            return self.plan(now + Duration::minutes(3), user, Act::Write { under: None, text });
        }
        if shown.text.contains("答复您") {
            for (card, part) in self.stuck.remove(&user).unwrap_or_default() {
                let after = Duration::hours(20 + self.below(user, &part, "after", 40));
                self.hand_in(at_work(now + after), user, card, part);
            }
            return;
        }
        self.picks_a_date(user, manner, shown, now);
        if shown.edited_at.is_none() {
            for row in rows(shown) {
                self.takes_in(user, manner, shown, &row, now);
            }
        }
    }

    /// A new card about a part: the ask, or a reminder.
    fn takes_in(&mut self, user: i64, manner: Manner, shown: &Shown, row: &Row, now: DateTime<Utc>) {
        let key = (user, row.key.clone());
        let told = self.told.entry(key.clone()).or_default();
        *told += 1;
        let told = *told;
        let spread = self.below(user, &row.key, "spread", 60);
        let press = |label: &Option<String>| label.clone().map(|label| Act::Press { card: shown.id, label });
        let minutes = |n: i64| self.when(user, &row.key, now + Duration::minutes(n + spread));
        match manner {
            Manner::Silent => {}
            Manner::Prompt => {
                let at = minutes(10);
                self.plan_some(at, user, press(&row.acknowledge));
                self.hands_in_once(user, shown, row, now + Duration::hours(20 + spread / 2));
            }
            Manner::Planner | Manner::Breaker => {
                let at = minutes(30);
                let act = press(&row.acknowledge).or(press(&row.dates));
                if told == 1 || !self.meant.contains(&key) {
                    self.plan_some(at, user, act);
                } else if told > 3 {
                    self.hand_in(at_work(now + Duration::hours(6)), user, shown.id, row.key.clone());
                }
            }
            Manner::Slow => {
                if told == 2 {
                    self.plan_some(at_work(now + Duration::hours(22)), user, press(&row.acknowledge));
                } else if told > 2 {
                    self.hands_in_once(user, shown, row, now + Duration::hours(5) + Duration::minutes(spread));
                }
            }
            Manner::Chatty => {
                let said = ["收到，马上落实", "周五下班前给", "正在办理", "正在走流程领导签字", "今天先别提醒"];
                let which = self.below(user, &format!("{}/{told}", row.key), "words", 5);
                let text = said[usize::try_from(which).unwrap()].to_owned();
                let at = minutes(45);
                if told < 3 {
                    self.plan(at, user, Act::Write { under: Some(shown.id), text });
                } else {
                    self.hands_in_once(user, shown, row, now + Duration::hours(4));
                }
            }
            Manner::Troubled => {
                let at = minutes(120);
                if told == 1 {
                    self.plan_some(at, user, press(&row.difficulty));
                    self.stuck.entry(user).or_default().push((shown.id, row.key.clone()));
                } else {
                    self.hands_in_once(user, shown, row, now + Duration::hours(7));
                }
            }
        }
    }

    /// Days are offered: one of them is taken, and kept or not.
    fn picks_a_date(&mut self, user: i64, manner: Manner, shown: &Shown, now: DateTime<Utc>) {
        let days: Vec<_> = shown.buttons.iter().flatten().filter(|b| data(b).starts_with("da:")).collect();
        let (Manner::Planner | Manner::Breaker, Some(first)) = (manner, days.first()) else { return };
        let part = data(first)["da:".len()..].rsplit_once('.').unwrap().0.to_owned();
        if !self.meant.insert((user, part.clone())) {
            return;
        }
        let day = days[usize::try_from(self.below(user, &part, "day", 3)).unwrap() % days.len()];
        let seconds = data(day).rsplit('.').next().unwrap().parse().unwrap();
        let promised = DateTime::from_timestamp(seconds, 0).unwrap();
        self.plan(now + Duration::minutes(2), user, Act::Press { card: shown.id, label: day.label.clone() });
        let keeps = manner == Manner::Planner;
        let at = if keeps { promised - Duration::hours(3) } else { promised + Duration::hours(40) };
        self.hand_in(at_work(at.max(now + Duration::minutes(9))), user, shown.id, part);
    }

    fn hands_in_once(&mut self, user: i64, shown: &Shown, row: &Row, at: DateTime<Utc>) {
        if row.done.is_some() && self.meant.insert((user, row.key.clone())) {
            self.hand_in(at_work(at), user, shown.id, row.key.clone());
        }
    }

    fn hand_in(&mut self, at: DateTime<Utc>, user: i64, card: i64, part: String) {
        let by_file = !self.roll(user, &card.to_string(), "way").is_multiple_of(3);
        self.plan(at, user, Act::HandIn { card, part, by_file });
    }

    fn plan_some(&mut self, at: DateTime<Utc>, user: i64, act: Option<Act>) {
        if let Some(act) = act {
            self.plan(at, user, act);
        }
    }

    fn carry_out(&mut self, sandbox: &Sandbox, plan: Plan, now: DateTime<Utc>) {
        let user = plan.user;
        let chat = if user == LEAD { LEAD_GROUP } else { user };
        match plan.act {
            Act::Press { card, label } => {
                // The card may have changed since; then there is nothing to press.
                let _ = sandbox.press_label(user, chat, card, &label);
            }
            Act::Write { under: Some(card), text } => {
                sandbox.reply(user, chat, card, &text);
            }
            Act::Write { under: None, text } => {
                sandbox.say(user, chat, &text);
            }
            Act::HandIn { card, part, by_file } => {
                let label = done_label(&sandbox.messages(user), card, &part);
                if label.is_none() && sandbox.press_label(user, chat, card, "返回").is_ok() {
                    // The card shows days to choose from; its other buttons are behind them.
                    self.plan(now + Duration::minutes(1), user, Act::HandIn { card, part, by_file });
                } else if label.is_some_and(|label| sandbox.press_label(user, chat, card, &label).is_ok()) {
                    let label = if by_file { "在这里发文件" } else { "已通过其他渠道报送" }.to_owned();
                    self.plan(now + Duration::minutes(1), user, Act::Press { card, label });
                    if by_file {
                        self.plan(now + Duration::minutes(2), user, Act::SendFiles);
                    }
                }
            }
            Act::SendFiles => {
                let asked = sandbox.messages(user).into_iter().rev().find(|m| m.text.contains("请把文件直接发到这里"));
                let Some(asked) = asked else { return };
                let Some(items) = asked.text.split_once("还缺：").and_then(|(_, rest)| rest.split_once('。'))
                else {
                    return;
                };
                for item in items.0.split('、') {
                    let bytes = format!("{user} {} {item}", asked.id);
                    sandbox.send_file(user, user, &format!("{item}.docx"), bytes.as_bytes(), "");
                }
            }
            Act::Join { code } => {
                sandbox.start_bot(user, Some(&code));
            }
            Act::Block => sandbox.block(user),
        }
    }

    /// Mostly at work; one time in eight people answer when it suits them.
    fn when(&self, user: i64, key: &str, at: DateTime<Utc>) -> DateTime<Utc> {
        if self.roll(user, key, "evening").is_multiple_of(8) { at } else { at_work(at) }
    }

    fn below(&self, user: i64, key: &str, what: &str, bound: u64) -> i64 {
        i64::try_from(self.roll(user, key, what) % bound).unwrap()
    }

    /// FNV-1a, stirred: the same for the same seed, person, card and question.
    fn roll(&self, user: i64, key: &str, what: &str) -> u64 {
        let bytes =
            self.seed.to_be_bytes().into_iter().chain(user.to_be_bytes()).chain(key.bytes()).chain(what.bytes());
        let hash = bytes.fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
        });
        (hash ^ (hash >> 31)).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 17
    }
}

fn written_to(entry: &LogEntry) -> Option<i64> {
    match entry {
        LogEntry::Answered { method, chat, .. } if method == "sendmessage" || method == "editmessagetext" => *chat,
        _ => None,
    }
}

fn data(button: &cuiban::sandbox::ShownButton) -> &str {
    button.data.as_deref().unwrap_or_default()
}

/// The parts on a card, by the words on its buttons: `收到` alone, or `2 收到` where there are several.
fn rows(shown: &Shown) -> Vec<Row> {
    let mut rows: BTreeMap<String, Row> = BTreeMap::new();
    for button in shown.buttons.iter().flatten() {
        let Some((key, word)) = ["收到", "定个时间", "定时间", "已完成", "有困难"].iter().find_map(|word| {
            button.label.ends_with(word).then(|| (data(button).split_once(':').unwrap_or_default().1, *word))
        }) else {
            continue;
        };
        let row = rows.entry(key.to_owned()).or_insert_with(|| Row {
            key: key.to_owned(),
            acknowledge: None,
            dates: None,
            done: None,
            difficulty: None,
        });
        let place = match word {
            "收到" => &mut row.acknowledge,
            "定个时间" | "定时间" => &mut row.dates,
            "已完成" => &mut row.done,
            _ => &mut row.difficulty,
        };
        *place = Some(button.label.clone());
    }
    rows.into_values().collect()
}

/// What is written on a card's 已完成 for this part, while it has one.
fn done_label(shown: &[Shown], card: i64, part: &str) -> Option<String> {
    let card = shown.iter().find(|shown| shown.id == card)?;
    rows(card).into_iter().find(|row| row.key == part)?.done
}

/// What falls outside of working hours waits for the next morning, or the afternoon.
fn at_work(at: DateTime<Utc>) -> DateTime<Utc> {
    let now = local(at);
    let (mut day, mut hour) = (now.date(), now.time());
    if !is_worked(day) || hour > time(17, 20) {
        (day, hour) = (worked_after(day), time(8, 40));
    } else if hour < time(8, 40) {
        hour = time(8, 40);
    } else if hour > time(11, 50) && hour < time(14, 5) {
        hour = time(14, 5);
    }
    instant(day.and_time(hour))
}
