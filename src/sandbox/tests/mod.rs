//! The box over the wire.

mod chats;
mod drive;
mod faults;
mod media;
mod messages;
mod page;
mod polling;
mod strict;
mod uploads;

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::{BoxClock, Role, Sandbox, SandboxConfig};

const TOKEN: &str = "7000000001:AAbbccdd";
const ALICE: i64 = 11;
const BOB: i64 = 12;
const GROUP: i64 = -500;

/// A Monday, 09:00 in Shanghai.
fn monday() -> DateTime<Utc> {
    "2026-07-06T01:00:00Z".parse().unwrap()
}

/// A box with two people and a client that calls its Bot API bare.
struct Rig {
    sandbox: Sandbox,
    clock: BoxClock,
    client: reqwest::Client,
}

impl Rig {
    fn new() -> Self {
        let clock = BoxClock::at(monday());
        let config = SandboxConfig {
            token: TOKEN.to_owned(),
            bot_username: "cuiban_demo_bot".to_owned(),
            clock: clock.clone(),
            port: None,
        };
        let sandbox = Sandbox::start(&config).unwrap();
        sandbox.user(ALICE, "王芳", "zh-hans");
        sandbox.user(BOB, "Bob", "en");
        Self { sandbox, clock, client: reqwest::Client::builder().no_proxy().build().unwrap() }
    }

    /// With a group of both, led by Alice, the bot in it.
    fn with_group(as_admin: bool) -> Self {
        let rig = Self::new();
        rig.sandbox.group(GROUP, "安全办");
        rig.sandbox.join(GROUP, ALICE, Role::Owner);
        rig.sandbox.join(GROUP, BOB, Role::Member);
        rig.sandbox.add_bot(GROUP, ALICE, as_admin);
        rig
    }

    async fn raw(&self, method: &str, body: &Value) -> Result<reqwest::Response, reqwest::Error> {
        let url = format!("{}bot{TOKEN}/{method}", self.sandbox.api_url());
        self.client.post(url).json(body).send().await
    }

    async fn call(&self, method: &str, body: Value) -> Value {
        self.raw(method, &body).await.unwrap().json().await.unwrap()
    }

    async fn ok(&self, method: &str, body: Value) -> Value {
        let mut answer = self.call(method, body).await;
        assert_eq!(answer["ok"], true, "{answer}");
        answer["result"].take()
    }

    /// A refusal's code and description.
    async fn refused(&self, method: &str, body: Value) -> (i64, String) {
        let answer = self.call(method, body).await;
        assert_eq!(answer["ok"], false, "{answer}");
        (answer["error_code"].as_i64().unwrap(), answer["description"].as_str().unwrap().to_owned())
    }

    async fn send(&self, chat: i64, text: &str) -> Value {
        self.ok("sendMessage", json!({ "chat_id": chat, "text": text })).await
    }

    /// Takes and confirms all updates.
    async fn updates(&self) -> Vec<Value> {
        let updates = self.ok("getUpdates", json!({ "offset": -100, "timeout": 0 })).await;
        let updates = updates.as_array().unwrap().clone();
        if let Some(last) = updates.last() {
            self.confirm(last["update_id"].as_i64().unwrap() + 1);
        }
        updates
    }

    /// What a poll with this offset would confirm, without its waits.
    fn confirm(&self, offset: i64) {
        self.sandbox.change(|world| world.queue.confirm(offset));
    }

    /// The kinds of what waits, and its texts.
    fn waiting(&self) -> Vec<String> {
        let batch = self.sandbox.change(|world| world.queue.batch(100));
        let kind = |body: &Value| body.as_object().unwrap().keys().find(|key| *key != "update_id").unwrap().clone();
        let kinds = batch.iter().map(|(_, body)| {
            let kind = kind(body);
            let text = body[&kind]["text"].as_str().or(body[&kind]["data"].as_str()).unwrap_or_default();
            format!("{kind} {text}").trim().to_owned()
        });
        let kinds = kinds.collect();
        self.sandbox.change(|world| world.queue.clear());
        kinds
    }
}
