//! Which of what happens becomes an update for the bot.

use serde_json::Value;

use super::{
    model::{Chat, Message, Service, Standing},
    text::Look,
    updates::About,
    world::World,
};

impl World {
    /// Tells the bot of a new message, if it may see it.
    pub(super) fn announce(&mut self, chat: i64, message: i64) {
        self.announce_as(About::Message, chat, message);
    }

    /// Tells the bot of an edit.
    pub(super) fn announce_edit(&mut self, chat: i64, message: i64) {
        self.announce_as(About::EditedMessage, chat, message);
    }

    fn announce_as(&mut self, about: About, chat: i64, id: i64) {
        let (place, message) = (self.chat(chat), &self.chat(chat).messages[&id]);
        let (seen, from) = (self.sees(place, message), message.from);
        if !message.body.text.is_empty() && from != self.bot {
            self.chat_mut(chat).bot_spoke_last = false;
        }
        if seen {
            let content = self.message_json(chat, &self.chat(chat).messages[&id]);
            self.met.insert(from);
            self.tell(about, content);
        }
    }

    /// Tells the bot that its own standing changed, and changes it.
    pub(super) fn stand(&mut self, chat: i64, by: i64, new: Standing) {
        let old = self.chat(chat).bot;
        if old == new {
            return;
        }
        let (before, after) = (self.standing_json(old), self.standing_json(new));
        self.chat_mut(chat).bot = new;
        self.met.insert(by);
        let change = self.change_json(chat, by, self.now(), before, after);
        self.tell(About::MyChatMember, change);
    }

    /// Puts an update into the queue.
    pub(super) fn tell(&mut self, about: About, content: Value) {
        let now = self.now();
        self.expire();
        self.queue.push(about, content, now);
    }

    fn sees(&self, chat: &Chat, message: &Message) -> bool {
        let by_bot = self.users.get(&message.from).is_some_and(|user| user.bot);
        // Of its own a bot is told what it pinned, and no more.
        let own_pin = message.from == self.bot && matches!(message.service, Some(Service::Pinned(_)));
        if (by_bot && !own_pin) || !chat.bot.present() {
            return false;
        }
        chat.private()
            || chat.sees_all
            || chat.bot == Standing::Administrator
            || message.service.is_some()
            || self.replies_to_bot(chat, message)
            || self.addresses_bot(chat, message)
    }

    fn replies_to_bot(&self, chat: &Chat, message: &Message) -> bool {
        let replied = message.reply_to.and_then(|id| chat.messages.get(&id));
        replied.is_some_and(|replied| replied.from == self.bot)
    }

    /// `/cmd@bot` anywhere, or a bare `/cmd` if the bot spoke last.
    fn addresses_bot(&self, chat: &Chat, message: &Message) -> bool {
        let units: Vec<u16> = message.body.text.encode_utf16().collect();
        message.body.entities.iter().filter(|entity| entity.look == Look::Command).any(|entity| {
            let command = String::from_utf16_lossy(&units[entity.offset..entity.end()]);
            match command.split_once('@') {
                Some((_, name)) => name.eq_ignore_ascii_case(&self.bot_username),
                None => chat.bot_spoke_last,
            }
        })
    }
}
