//! Groups: who is in them, as what, and what they become.

use super::{
    events::PageEvent,
    model::{Chat, Fate, Kind, Member, Message, Role, SUPERGROUPS_BELOW, Service, Standing, Topic},
    updates::About,
    world::World,
};

impl World {
    /// Makes a group; its number says of which kind.
    pub(super) fn put_group(&mut self, id: i64, title: &str) {
        assert!(id < 0, "a group's number is negative");
        let kind = if id < SUPERGROUPS_BELOW { Kind::Supergroup } else { Kind::Group };
        self.chats.insert(id, Chat::new(id, kind, title));
        self.news.insert(PageEvent::World);
    }

    /// A person comes in, or gets another role.
    pub(super) fn join(&mut self, group: i64, user: i64, role: Role) {
        let old = self.chat(group).members.get(&user).copied();
        let new = Member { role, anonymous: old.is_some_and(|old| old.anonymous) };
        self.change_member(group, user, old, Some(new));
        if old.is_none() {
            self.post_service(group, user, Service::Joined(user));
        }
    }

    /// A person goes.
    pub(super) fn leave(&mut self, group: i64, user: i64) {
        let old = self.chat(group).members.get(&user).copied();
        self.change_member(group, user, old, None);
        self.post_service(group, user, Service::Left(user));
    }

    fn change_member(&mut self, group: i64, user: i64, old: Option<Member>, new: Option<Member>) {
        let chat = self.chat_mut(group);
        match new {
            Some(member) => chat.members.insert(user, member),
            None => chat.members.remove(&user),
        };
        self.news.insert(PageEvent::World);
        if self.chat(group).bot == Standing::Administrator {
            let (old, new) = (self.member_json(user, old), self.member_json(user, new));
            let change = self.change_json(group, user, self.now(), old, new);
            self.tell(About::ChatMember, change);
        }
    }

    /// Whether an administrator speaks as the group.
    pub(super) fn set_anonymous(&mut self, group: i64, user: i64, anonymous: bool) {
        self.chat_mut(group).members.get_mut(&user).expect("only a member can hide").anonymous = anonymous;
    }

    /// Someone adds the bot; privacy mode counts as it is now.
    pub(super) fn add_bot(&mut self, group: i64, by: i64, as_admin: bool) {
        let sees_all = !self.privacy;
        self.chat_mut(group).sees_all = sees_all;
        self.stand(group, by, if as_admin { Standing::Administrator } else { Standing::Member });
        self.post_service(group, by, Service::Joined(self.bot));
        self.news.insert(PageEvent::World);
    }

    /// Someone removes the bot.
    pub(super) fn remove_bot(&mut self, group: i64, by: i64) {
        self.post_silent(group, by, Service::Left(self.bot));
        self.stand(group, by, Standing::Kicked);
        self.news.insert(PageEvent::World);
    }

    /// The bot gets or loses an administrator's rights.
    pub(super) fn set_bot_admin(&mut self, group: i64, by: i64, admin: bool) {
        assert!(self.chat(group).bot.present(), "only a bot that is there can be promoted");
        self.stand(group, by, if admin { Standing::Administrator } else { Standing::Member });
    }

    /// The group becomes a supergroup with a new number and no messages.
    pub(super) fn upgrade(&mut self, group: i64) -> i64 {
        let id = SUPERGROUPS_BELOW + group;
        let by = self.owner(group);
        let old = self.chat(group);
        assert!(old.kind == Kind::Group && old.fate == Fate::Stands, "only a basic group is upgraded, and once");
        let mut new = Chat::new(id, Kind::Supergroup, old.title.clone());
        new.members.clone_from(&old.members);
        (new.bot, new.sees_all, new.bot_muted) = (old.bot, old.sees_all, old.bot_muted);
        new.bot_pins_not = old.bot_pins_not;
        self.chats.insert(id, new);
        self.post_service(group, by, Service::MigratedTo(id));
        self.post_service(id, by, Service::MigratedFrom(group));
        self.chat_mut(group).fate = Fate::Upgraded(id);
        self.news.insert(PageEvent::World);
        id
    }

    /// The group is gone for all.
    pub(super) fn delete_group(&mut self, group: i64) {
        self.chat_mut(group).fate = Fate::Deleted;
        self.news.insert(PageEvent::World);
    }

    /// Opens a forum topic; its number is its opening message's.
    pub(super) fn open_topic(&mut self, group: i64, by: i64, name: &str) -> i64 {
        let id = self.chat(group).last_message + 1;
        self.chat_mut(group).topics.insert(id, Topic { closed: false });
        let service = Some(Service::TopicOpened(name.to_owned()));
        let message = Message { service, topic: Some(id), ..self.blank(by) };
        let posted = self.put_message(group, message);
        self.announce(group, posted);
        id
    }

    /// Closes a topic: only administrators write there from now on.
    pub(super) fn close_topic(&mut self, group: i64, by: i64, topic: i64) {
        self.chat_mut(group).topics.get_mut(&topic).expect("a topic that is closed exists").closed = true;
        let message = Message { service: Some(Service::TopicClosed), topic: Some(topic), ..self.blank(by) };
        let posted = self.put_message(group, message);
        self.announce(group, posted);
    }

    /// A topic is gone, and all that was said in it.
    pub(super) fn delete_topic(&mut self, group: i64, topic: i64) {
        let place = self.chat_mut(group);
        place.topics.remove(&topic);
        let gone: Vec<i64> =
            place.messages.values().filter(|it| it.topic == Some(topic)).map(|message| message.id).collect();
        for id in gone {
            self.forget_message(group, id);
        }
    }

    pub(super) fn post_service(&mut self, chat: i64, by: i64, service: Service) {
        let posted = self.post_silent(chat, by, service);
        self.announce(chat, posted);
    }

    pub(super) fn post_silent(&mut self, chat: i64, by: i64, service: Service) -> i64 {
        let message = Message { service: Some(service), ..self.blank(by) };
        self.put_message(chat, message)
    }

    /// Who made the group, or whoever is there.
    pub(super) fn owner(&self, group: i64) -> i64 {
        let members = &self.chat(group).members;
        let owner = members.iter().find(|(_, member)| member.role == Role::Owner).or_else(|| members.iter().next());
        owner.map_or(self.bot, |(user, _)| *user)
    }
}
