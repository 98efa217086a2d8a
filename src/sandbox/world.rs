//! All that the box holds, and how it is found.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use serde_json::Value;

use super::{
    clock::BoxClock,
    events::PageEvent,
    fault::Fault,
    log::LogEntry,
    model::{Chat, Kind, Message, StoredFile, User},
    presses::Pressed,
    rates::Rates,
    refusal::Refusal,
    text::Styled,
    updates::Queue,
};

/// The state behind the Bot API and the page.
#[derive(Debug)]
pub(super) struct World {
    pub(super) clock: BoxClock,
    pub(super) token: String,
    pub(super) bot: i64,
    pub(super) bot_username: String,
    /// Privacy mode is on, as it is by default.
    pub(super) privacy: bool,
    pub(super) zone: String,
    pub(super) scenario: String,
    pub(super) users: BTreeMap<i64, User>,
    /// Users that the bot has ever been told of.
    pub(super) met: BTreeSet<i64>,
    pub(super) chats: BTreeMap<i64, Chat>,
    pub(super) files: BTreeMap<String, StoredFile>,
    /// Download paths, with the moment until which they are good.
    pub(super) links: HashMap<String, (String, DateTime<Utc>)>,
    pub(super) presses: BTreeMap<String, Pressed>,
    /// Menus by scope, chat, user and language.
    pub(super) menus: BTreeMap<MenuKey, Vec<(String, String)>>,
    pub(super) queue: Queue,
    pub(super) webhook: Option<String>,
    pub(super) faults: Vec<Fault>,
    pub(super) rates: Option<Rates>,
    pub(super) log: Vec<LogEntry>,
    /// What the page has not been told yet.
    pub(super) news: BTreeSet<PageEvent>,
}

/// For whom a menu is: scope, its chat, its user, language.
pub(super) type MenuKey = (String, i64, i64, String);

impl World {
    pub(super) fn new(token: &str, bot_username: &str, clock: BoxClock) -> Self {
        let bot = token.split(':').next().and_then(|id| id.parse().ok()).unwrap_or(1);
        let mut world = Self {
            clock,
            token: token.to_owned(),
            bot,
            bot_username: bot_username.to_owned(),
            privacy: true,
            zone: "Asia/Shanghai".to_owned(),
            scenario: "empty".to_owned(),
            users: BTreeMap::new(),
            met: BTreeSet::new(),
            chats: BTreeMap::new(),
            files: BTreeMap::new(),
            links: HashMap::new(),
            presses: BTreeMap::new(),
            menus: BTreeMap::new(),
            queue: Queue::default(),
            webhook: None,
            faults: Vec::new(),
            rates: None,
            log: Vec::new(),
            news: BTreeSet::new(),
        };
        world.put_user(bot, "催办", "zh", true);
        world
    }

    pub(super) fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    pub(super) fn put_user(&mut self, id: i64, name: &str, language: &str, bot: bool) {
        let (name, language) = (name.to_owned(), language.to_owned());
        self.users.insert(id, User { id, name, language, bot, deactivated: false, played: false });
        self.news.insert(PageEvent::World);
    }

    /// A chat that must exist: the caller made it.
    pub(super) fn chat(&self, id: i64) -> &Chat {
        self.chats.get(&id).unwrap_or_else(|| panic!("the box has no chat {id}"))
    }

    /// The same, to be changed; a known person's private chat is made on first use.
    pub(super) fn chat_mut(&mut self, id: i64) -> &mut Chat {
        self.news.insert(PageEvent::Chat(id));
        if let Some(user) = self.users.get(&id) {
            let name = user.name.clone();
            return self.chats.entry(id).or_insert_with(|| Chat::new(id, Kind::Private, name));
        }
        self.chats.get_mut(&id).unwrap_or_else(|| panic!("the box has no chat {id}"))
    }

    pub(super) fn message(&self, chat: i64, message: i64) -> Option<&Message> {
        self.chats.get(&chat)?.messages.get(&message)
    }

    /// A message of now, without anything in it; not yet in its chat.
    pub(super) fn blank(&self, from: i64) -> Message {
        Message {
            id: 0,
            from,
            sender_chat: None,
            at: self.now(),
            edited_at: None,
            body: Styled::default(),
            media: None,
            album: None,
            forwarded: None,
            buttons: Vec::new(),
            reply_keyboard: false,
            reply_to: None,
            topic: None,
            service: None,
            reaction: None,
        }
    }

    /// Numbers the message and puts it into its chat.
    pub(super) fn put_message(&mut self, chat: i64, mut message: Message) -> i64 {
        let by_bot = message.from == self.bot && message.service.is_none();
        let chat = self.chat_mut(chat);
        chat.last_message += 1;
        let id = chat.last_message;
        message.id = id;
        if by_bot {
            chat.bot_spoke_last = true;
        }
        chat.messages.insert(id, message);
        id
    }

    /// A message is gone, and pinned no more.
    pub(super) fn forget_message(&mut self, chat: i64, id: i64) {
        let place = self.chat_mut(chat);
        place.messages.remove(&id);
        place.pinned.retain(|pinned| *pinned != id);
    }

    /// Drops what has died in the queue, and notes it.
    pub(super) fn expire(&mut self) {
        let at = self.now();
        let dead = self.queue.expire(at);
        self.log.extend(dead.into_iter().map(|update| LogEntry::Expired { at, update }));
    }

    /// Empties the box; the bot, its token and its name stay, and updates are numbered on.
    pub(super) fn reset(&mut self) {
        let fresh = Self::new(&self.token, &self.bot_username, self.clock.clone());
        let (zone, mut queue) = (std::mem::take(&mut self.zone), std::mem::take(&mut self.queue));
        queue.clear();
        *self = Self { zone, queue, ..fresh };
        self.news.insert(PageEvent::World);
    }
}

/// What a method comes to.
pub(super) type Answer = Result<Value, Refusal>;
