//! What people do in their chats.

use super::{
    model::{ANONYMOUS_ADMIN, LINKED_CHANNEL, Message, POSTING_CHANNEL, Standing},
    text::Styled,
    world::World,
};

impl World {
    /// A person writes. In private this opens the chat, and undoes a block.
    pub(super) fn say(&mut self, user: i64, chat: i64, text: &str, reply_to: Option<i64>, topic: Option<i64>) -> i64 {
        let message = Message { body: Styled::typed(text), reply_to, topic, ..self.blank(user) };
        self.write(user, chat, message)
    }

    pub(super) fn write(&mut self, user: i64, chat: i64, mut message: Message) -> i64 {
        self.enter(user, chat);
        let place = self.chat(chat);
        if place.members.get(&user).is_some_and(|member| member.anonymous) {
            message.from = ANONYMOUS_ADMIN;
            message.sender_chat = Some((chat, place.title.clone()));
        }
        let id = self.put_message(chat, message);
        self.announce(chat, id);
        id
    }

    /// A channel speaks in a group: one that someone posts as, or the linked one.
    pub(super) fn post_as_channel(&mut self, chat: i64, channel: (i64, &str), linked: bool, text: &str) -> i64 {
        let from = if linked { LINKED_CHANNEL } else { POSTING_CHANNEL };
        let sender_chat = Some((channel.0, channel.1.to_owned()));
        let message = Message { body: Styled::typed(text), sender_chat, ..self.blank(from) };
        let id = self.put_message(chat, message);
        self.announce(chat, id);
        id
    }

    /// A person changes words of theirs.
    pub(super) fn edit(&mut self, user: i64, chat: i64, message: i64, text: &str) {
        let now = self.now();
        let edited = self.chat_mut(chat).messages.get_mut(&message).expect("a message that is edited exists");
        assert_eq!(edited.from, user, "people edit only their own words");
        edited.body = Styled::typed(text);
        edited.edited_at = Some(now);
        self.announce_edit(chat, message);
    }

    /// A person presses start, perhaps through a link with a code.
    pub(super) fn start(&mut self, user: i64, code: Option<&str>) -> i64 {
        let text = code.map_or_else(|| "/start".to_owned(), |code| format!("/start {code}"));
        self.say(user, user, &text, None, None)
    }

    /// A person blocks the bot.
    pub(super) fn block(&mut self, user: i64) {
        if self.chat_mut(user).bot == Standing::Member {
            self.stand(user, user, Standing::Kicked);
        }
    }

    /// A person lets the bot in again.
    pub(super) fn unblock(&mut self, user: i64) {
        if self.chat_mut(user).bot == Standing::Kicked {
            self.stand(user, user, Standing::Member);
        }
    }

    /// A person's account is gone.
    pub(super) fn deactivate(&mut self, user: i64) {
        self.chat_mut(user);
        self.users.get_mut(&user).expect("an account that goes existed").deactivated = true;
    }

    /// Makes sure that the person may write there.
    fn enter(&mut self, user: i64, chat: i64) {
        assert!(self.may_write(user, chat), "user {user} is not in chat {chat}");
        if chat == user {
            self.unblock(user);
            self.chat_mut(user).bot = Standing::Member;
        }
    }

    /// Whether the person can write there at all.
    pub(super) fn may_write(&self, user: i64, chat: i64) -> bool {
        let alive = self.users.get(&user).is_some_and(|user| !user.deactivated);
        let inside = self.chats.get(&chat).is_some_and(|chat| chat.members.contains_key(&user));
        alive && (chat == user || inside)
    }
}
