//! What the box asks: is the bot at rest, what comes next, and who of the people stirs.

use std::sync::Mutex;

use chrono::{DateTime, Duration, Utc};
use cuiban::cli::demo::Stage;
use cuiban::sandbox::{Host, LogEntry};
use futures::FutureExt as _;
use futures::future::BoxFuture;

use super::plan::Act;

/// The bot and the people around it.
pub(super) struct YearHost {
    stage: Stage,
    people: Mutex<People>,
}

#[derive(Default)]
struct People {
    plans: Vec<(DateTime<Utc>, i64, Act)>,
    /// The lead's answers under a difficulty: when, where, to which message.
    answers: Vec<(DateTime<Utc>, i64, i64)>,
    read: usize,
}

impl YearHost {
    pub(super) fn new(stage: Stage) -> Self {
        Self { stage, people: Mutex::default() }
    }

    pub(super) fn plan(&self, at: DateTime<Utc>, user: i64, act: Act) {
        self.people.lock().unwrap().plans.push((at, user, act));
    }

    fn act(&self, now: DateTime<Utc>) {
        let (sandbox, mut people) = (self.stage.sandbox(), self.people.lock().unwrap());
        let log = sandbox.log_from(people.read);
        people.read += log.len();
        let answers = log.iter().filter_map(difficulty).map(|(group, id)| (now + Duration::hours(2), group, id));
        let answers: Vec<_> = answers.collect();
        people.answers.extend(answers);
        let (due, later): (Vec<_>, Vec<_>) = people.plans.drain(..).partition(|(at, ..)| *at <= now);
        people.plans = later;
        let (to_answer, later): (Vec<_>, Vec<_>) = people.answers.drain(..).partition(|(at, ..)| *at <= now);
        people.answers = later;
        for (_, user, act) in due {
            match act {
                Act::Press(data) => {
                    let card = sandbox.messages(user).into_iter().rev().find(|shown| shown.bot).unwrap().id;
                    sandbox.press(user, user, card, &data);
                }
                Act::Say(text) => _ = sandbox.say(user, user, &text),
            }
        }
        for (_, group, card) in to_answer {
            sandbox.reply(-1000 - group + 1, group, card, "先按已有数据报，缺的部分注明原因");
        }
    }
}

/// A difficulty that waits for the lead: its group and message.
fn difficulty(entry: &LogEntry) -> Option<(i64, i64)> {
    let LogEntry::Answered { method, chat: Some(chat), parameters, answer: Some(answer), .. } = entry else {
        return None;
    };
    let asks = parameters["text"].as_str().is_some_and(|text| text.contains("请直接回复这条消息"));
    (*chat < 0 && method == "sendmessage" && asks).then_some((*chat, answer["result"]["message_id"].as_i64()?))
}

impl Host for YearHost {
    fn settled(&self) -> BoxFuture<'_, bool> {
        self.stage.is_settled().boxed()
    }

    fn next_due(&self) -> BoxFuture<'_, Option<DateTime<Utc>>> {
        self.stage.next_due().boxed()
    }

    fn next_nudge(&self) -> BoxFuture<'_, Option<DateTime<Utc>>> {
        self.stage.next_nudge().boxed()
    }

    fn restart(&self, _: String) -> BoxFuture<'_, Result<(), String>> {
        async { Err("a year is lived once".to_owned()) }.boxed()
    }

    fn passed(&self, now: DateTime<Utc>) -> BoxFuture<'_, ()> {
        async move { self.act(now) }.boxed()
    }

    fn next_habit(&self) -> Option<DateTime<Utc>> {
        let people = self.people.lock().unwrap();
        people.plans.iter().map(|(at, ..)| *at).chain(people.answers.iter().map(|(at, ..)| *at)).min()
    }
}
